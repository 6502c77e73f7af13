"""One HTTP GET that ends in JSON or in `IkkeSvar`: bounded in time and size, never redirected.

A slow server cannot hold a check: besides the time-outs of each step there is a limit on the whole
call, and when it passes the connection is shut from outside.
"""

from __future__ import annotations

import json
import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from threading import Timer
from typing import Any, Final

import httpx

from byggsak.domain.tekst import Tekst
from byggsak.registre import grunner

USER_AGENT: Final = "byggsak"


class IkkeSvar(Exception):
    """The service gave no answer to build on.

    `grunn` is for the reader of the report and never holds the address. `vent` is how long the
    service asked us to stay away. `teller` False: the service lives, so the breaker does not count.
    """

    def __init__(self, grunn: Tekst, *, vent: timedelta | None = None, teller: bool = True) -> None:
        super().__init__(grunn.en)
        self.grunn = grunn
        self.vent = vent
        self.teller = teller


class FinnesIkke(IkkeSvar):
    """404: perhaps no such entry, perhaps a wrong address. Alone it is never an answer."""

    def __init__(self) -> None:
        super().__init__(grunner.status(404), teller=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Henter:
    """`samlet` is the longest a whole call may take, `steg` each step of it. Sizes in bytes."""

    steg: timedelta = timedelta(seconds=3)
    samlet: timedelta = timedelta(seconds=6)
    stoerst: int = 5_000_000
    hoder: Mapping[str, str] = field(default_factory=dict, repr=False)  # may hold a key
    bruker: tuple[str, str] | None = field(default=None, repr=False)

    def json(self, adresse: str, parametre: Mapping[str, str] | None = None) -> Any:
        """The parsed body of a 200 answer. Raises IkkeSvar (FinnesIkke for 404)."""
        try:
            with (
                self._klient() as klient,
                _vakt(self.samlet) as spor,
                klient.stream("GET", adresse, params=parametre, extensions={"trace": spor}) as svar,
            ):
                _krev_ok(svar)
                kropp = self._les(svar)
        except (httpx.TimeoutException, Avbrutt) as feil:
            raise IkkeSvar(grunner.TIDSAVBRUDD) from feil
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as feil:
            raise IkkeSvar(grunner.INGEN_KONTAKT) from feil
        try:
            return json.loads(kropp.decode("utf-8-sig"))
        except (ValueError, RecursionError) as feil:
            raise IkkeSvar(grunner.ULESELIG) from feil

    def _klient(self) -> httpx.Client:
        # No connection is kept: look-ups are few, answers are cached, and the watch below needs to
        # see the connection open.
        return httpx.Client(
            verify=_tillit(),
            timeout=self.steg.total_seconds(),
            follow_redirects=False,
            auth=self.bruker,
            headers={
                "User-Agent": USER_AGENT,
                "Accept": "application/json",
                "Accept-Encoding": "identity",  # no small answer that unpacks into a huge one
                **self.hoder,
            },
        )

    def _les(self, svar: httpx.Response) -> bytes:
        deler, lest = [], 0
        for del_ in svar.iter_raw():
            lest += len(del_)
            if lest > self.stoerst:
                raise IkkeSvar(grunner.FOR_STORT)
            deler.append(del_)
        return b"".join(deler)


@cache
def _tillit() -> ssl.SSLContext:
    """The trusted certificates, read once: reading them takes longer than most look-ups."""
    return httpx.create_ssl_context()


class Avbrutt(httpx.HTTPError):
    """The whole call took too long, and the connection was shut."""


@contextmanager
def _vakt(samlet: timedelta) -> Iterator[Any]:
    """A trace hook that knows the socket, and a timer that shuts it when the time is up."""
    kontakter: list[socket.socket] = []
    utloept = False

    def spor(hendelse: str, info: Mapping[str, Any]) -> None:
        if hendelse in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            kontakt = info["return_value"].get_extra_info("socket")
            kontakter.append(kontakt)
            if utloept:
                _steng(kontakt)

    def ring() -> None:
        nonlocal utloept
        utloept = True
        for kontakt in list(kontakter):
            _steng(kontakt)

    klokke = Timer(samlet.total_seconds(), ring)
    klokke.daemon = True
    klokke.start()
    try:
        yield spor
    except (httpx.HTTPError, OSError) as feil:
        if utloept:
            raise Avbrutt("the call took too long") from feil
        raise
    finally:
        klokke.cancel()
    if utloept:  # what was read before the door was shut may be cut short
        raise Avbrutt("the call took too long")


def _steng(kontakt: socket.socket) -> None:
    try:
        kontakt.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # already closed: nothing is being waited for


def _krev_ok(svar: httpx.Response) -> None:
    if svar.status_code == 404:
        raise FinnesIkke
    if svar.status_code != 200:
        raise IkkeSvar(grunner.status(svar.status_code), vent=_vent(svar))
    innhold = svar.headers.get("content-type", "").partition(";")[0].strip().lower()
    if innhold != "application/json" and not innhold.endswith("+json"):
        raise IkkeSvar(grunner.IKKE_JSON)
    if svar.headers.get("content-encoding", "identity").lower() != "identity":
        raise IkkeSvar(grunner.ULESELIG)


def _vent(svar: httpx.Response) -> timedelta | None:
    """Retry-After in seconds, on the two statuses it belongs to; a date there is not read."""
    verdi = svar.headers.get("retry-after", "")
    if svar.status_code in (429, 503) and verdi.isascii() and verdi.isdigit():
        return timedelta(seconds=min(int(verdi[:9]), 86_400))
    return None
