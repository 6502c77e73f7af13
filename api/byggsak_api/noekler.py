"""The issuer's public keys, from a file or an https address, re-read when they rotate."""

from __future__ import annotations

import json
import threading
import urllib.request
from pathlib import Path
from time import monotonic

from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from byggsak.services.config import UgyldigOppsett

ALGORITMER = ("RS256", "ES256", "PS256")
"""Asymmetric only: with HS256 in the list, whoever knows the public key could sign."""


class NoeklerUtilgjengelige(Exception):
    """The keys could not be read, so no token can be trusted; the message says why."""


class Noekler:
    """A key set that is fetched again when a token names a key it lacks, and at least daily.

    `pause` (seconds) bounds how often strangers with invented key ids can make us fetch; when a
    fetch fails, the keys we have stay in use.
    """

    def __init__(self, kilde: str, *, pause: float = 60, alder: float = 24 * 3600) -> None:
        if kilde.startswith("http://"):
            raise UgyldigOppsett(
                "BYGGSAK_JWKS", kilde, "Anyone on the way could swap the keys. Use https or a file."
            )
        self._kilde = kilde
        self._pause = pause
        self._alder = alder
        self._laas = threading.Lock()
        self._sett: KeySet | None = None
        self._hentet = float("-inf")
        self._forsoekt = float("-inf")

    def for_kid(self, kid: str | None) -> KeySet:
        """The keys, fresh enough to hold `kid` if the issuer has it.

        Raises `NoeklerUtilgjengelige` when there are no keys at all.
        """
        with self._laas:
            if self._boer_hentes(kid):
                self._forsoekt = monotonic()
                try:
                    self._sett = _les(self._kilde)
                    self._hentet = self._forsoekt
                except NoeklerUtilgjengelige:
                    if self._sett is None:
                        self._forsoekt = float("-inf")
                        raise
            assert self._sett is not None
            return self._sett

    def _boer_hentes(self, kid: str | None) -> bool:
        if self._sett is None:
            return True
        if monotonic() - self._forsoekt < self._pause:
            return False
        ukjent = kid is not None and all(noekkel.kid != kid for noekkel in self._sett.keys)
        return ukjent or monotonic() - self._hentet > self._alder


def _les(kilde: str) -> KeySet:
    try:
        if kilde.startswith("https://"):
            with urllib.request.urlopen(kilde, timeout=10) as svar:  # noqa: S310 - https only
                if not svar.url.startswith("https://"):
                    raise ValueError(f"redirected to {svar.url}, which is not https")
                data = json.loads(svar.read(1_000_000))
        else:
            data = json.loads(Path(kilde).read_bytes())
        return KeySet.import_key_set(data)
    except (OSError, ValueError, KeyError, TypeError, JoseError) as feil:
        raise NoeklerUtilgjengelige(
            f"The key set (BYGGSAK_JWKS={kilde}) could not be read: {type(feil).__name__}: {feil}."
            " No token can be checked without it. It must be a JSON Web Key Set (RFC 7517)."
        ) from feil
