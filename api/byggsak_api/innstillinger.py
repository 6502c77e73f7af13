"""The settings of the HTTP face alone: tokens and size limits. The rest is `byggsak.services`'."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

MB = 1024 * 1024


class UgyldigInnstilling(Exception):
    """An environment variable says something the service cannot run with."""


@dataclass(frozen=True, slots=True)
class Innlogging:
    """Whose tokens count: the keys (`jwks` is a file or an https address), issuer and audience."""

    jwks: str
    utsteder: str
    mottaker: str


@dataclass(frozen=True, slots=True)
class Grenser:
    """The most one request may carry, in bytes (`deler` in number)."""

    skjema: int = 2 * MB
    skjema_samlet: int = 16 * MB
    situasjonsplan: int = 5 * MB
    vedlegg_samlet: int = 1024 * MB
    deler: int = 500


@dataclass(frozen=True, slots=True)
class Innstillinger:
    """`innlogging` None is open mode: everyone who reaches the service is a caseworker.

    Open mode answers only on the machine itself; see `byggsak_api.tilgang`.
    """

    innlogging: Innlogging | None = None
    grenser: Grenser = Grenser()


def fra_miljoe(miljoe: Mapping[str, str]) -> Innstillinger:
    """Read BYGGSAK_JWKS, BYGGSAK_TOKEN_ISSUER, BYGGSAK_TOKEN_AUDIENCE and BYGGSAK_MAKS_*_MB.

    Raises `UgyldigInnstilling` when half of the token settings are there: a service that was meant
    to be closed must not start open.
    """
    navn = ("BYGGSAK_JWKS", "BYGGSAK_TOKEN_ISSUER", "BYGGSAK_TOKEN_AUDIENCE")
    verdier = [miljoe.get(n, "").strip() for n in navn]
    mangler = [n for n, v in zip(navn, verdier, strict=True) if not v]
    if mangler and any(verdier):
        raise UgyldigInnstilling(
            f"Token checking is half configured: {' and '.join(mangler)} not set. byggsak will not"
            f" start that way. Set all of {', '.join(navn)}, or none (open mode, this machine only)"
        )
    innlogging = Innlogging(*verdier) if all(verdier) else None
    if innlogging and innlogging.jwks.startswith("http://"):
        raise UgyldigInnstilling(
            "BYGGSAK_JWKS is an http:// address, where anyone on the way could swap the keys."
            " Use https:// or a file."
        )
    return Innstillinger(innlogging, _grenser(miljoe))


def _grenser(miljoe: Mapping[str, str]) -> Grenser:
    valgt: dict[str, int] = {}
    for felt in fields(Grenser):
        navn = f"BYGGSAK_MAKS_{felt.name.upper()}" + ("" if felt.name == "deler" else "_MB")
        if navn in miljoe:
            try:
                tall = int(miljoe[navn])
            except ValueError:
                tall = 0
            if tall < 1:
                raise UgyldigInnstilling(f"{navn}={miljoe[navn]!r} is not a whole number above 0.")
            valgt[felt.name] = tall if felt.name == "deler" else tall * MB
    return Grenser(**valgt)
