"""The outermost layer: request id, one log line per request, timing, and the last resort (500)."""

from __future__ import annotations

import re
import time
import uuid

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from byggsak.services.logg import spor
from byggsak_api.maaling import Maalinger
from byggsak_api.problem import INTERN, INTERN_DETALJ, svar

HODE = "X-Request-ID"
# Not digits alone: a national identity number must not slip into the log as a "request id".
_TRYGG = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9._-]{8,64}\Z")
_METODER = frozenset({"GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Vakt:
    """Pure ASGI, so that it neither buffers a streamed body nor moves work between tasks."""

    def __init__(self, app: ASGIApp, maalinger: Maalinger) -> None:
        self._app = app
        self._maalinger = maalinger
        self._logg = structlog.get_logger("byggsak.http")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        korrelasjon = _korrelasjon(scope)
        scope.setdefault("state", {})["korrelasjon"] = korrelasjon
        status = 0
        start = time.perf_counter()

        async def med_hode(melding: Message) -> None:
            nonlocal status
            if melding["type"] == "http.response.start":
                status = melding["status"]
                melding["headers"] = [
                    *melding.get("headers", ()),
                    (HODE.lower().encode(), korrelasjon.encode()),
                ]
            await send(melding)

        try:
            await self._app(scope, receive, med_hode)
        except ClientDisconnect:
            self._logg.info("avbrutt_av_klienten", korrelasjon=korrelasjon)
        except Exception as feil:  # noqa: BLE001 - the last resort: logged, answered, never shown
            self._logg.error("intern_feil", korrelasjon=korrelasjon, **spor(feil))
            if not status:
                problem = svar(Request(scope), INTERN, INTERN_DETALJ)
                await problem(scope, receive, med_hode)
        finally:
            self._noter(scope, status, time.perf_counter() - start, korrelasjon)

    def _noter(self, scope: Scope, status: int, sekunder: float, korrelasjon: str) -> None:
        rute = getattr(scope.get("route"), "path", "ukjent")
        # A method is the client's free text; a label per invented method would fill the memory.
        metode = scope["method"] if scope["method"] in _METODER else "annen"
        self._maalinger.foresporsler.labels(metode, rute, str(status)).inc()
        self._maalinger.varighet.labels(metode, rute).observe(sekunder)
        self._logg.info(
            "foresporsel",
            metode=metode,
            rute=rute,
            status=status,
            ms=round(sekunder * 1000, 1),
            korrelasjon=korrelasjon,
        )


def _korrelasjon(scope: Scope) -> str:
    """The caller's request id when it is harmless in a log, else a fresh one."""
    for navn, verdi in scope["headers"]:
        if navn == HODE.lower().encode():
            tekst: str = verdi.decode("latin-1")
            if _TRYGG.match(tekst):
                return tekst
    return uuid.uuid4().hex
