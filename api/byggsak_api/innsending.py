"""The two endpoints' shared body: a streamed filing, and how OpenAPI describes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from byggsak.services.kontroll import Innsending
from byggsak_api import skjemafeil
from byggsak_api.skjemadeler import Skjemaleser, Sluk
from byggsak_api.tjeneste import tjeneste

_PULJE: Final = 512 * 1024
"""Bytes gathered before a thread is asked to hash and write them."""


async def les_innsending(request: Request, nytt_sluk: Callable[[], Sluk]) -> Innsending:
    """Read the whole body; raises `Problem`, and forgets the attachment it was in the middle of."""
    grenser = tjeneste(request).innstillinger.grenser
    leser = Skjemaleser(request.headers.get("content-type", ""), grenser, nytt_sluk)
    await les_deler(request, leser)
    ((filnavn, soeknad),) = leser.soeknad
    return Innsending(
        soeknad=soeknad,
        filnavn=filnavn,
        underskjema=tuple(leser.underskjema),
        vedlegg=tuple(leser.vedlegg),
    )


async def les_deler(request: Request, leser: Skjemaleser) -> None:
    """Feed the body to the reader as it arrives, to its end."""
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise skjemafeil.feil_mediatype()
    tjener = tjeneste(request)
    samlet = bytearray()
    try:
        async for bit in request.stream():
            samlet += bit
            if len(samlet) >= _PULJE:
                tjener.maalinger.mottatt_bytes.inc(len(samlet))
                await run_in_threadpool(leser.skriv, bytes(samlet))
                samlet.clear()
        tjener.maalinger.mottatt_bytes.inc(len(samlet))
        await run_in_threadpool(leser.skriv, bytes(samlet))
        leser.fullfoer()
    finally:
        leser.avbryt()


_FIL: Final = {"type": "string", "format": "binary"}
KROPP: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "description": (
            "Every `vedlegg` part carries its file name, and its national attachment type in the"
            " part header `Vedleggstype` (for example `Situasjonsplan`). Attachments are streamed:"
            " their size costs the service no memory."
        ),
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["soeknad"],
                    "additionalProperties": False,
                    "properties": {
                        "soeknad": _FIL | {"description": "The application (XML), exactly one."},
                        "underskjema": {
                            "type": "array",
                            "items": _FIL,
                            "description": "Subforms (XML), such as gjenpart av nabovarsel.",
                        },
                        "vedlegg": {
                            "type": "array",
                            "items": _FIL,
                            "description": (
                                "Attachments. Their format is judged by content, not by name;"
                                " archives, macros and passwords are findings in the report."
                            ),
                        },
                    },
                },
                "encoding": {
                    "soeknad": {"contentType": "application/xml"},
                    "underskjema": {"contentType": "application/xml"},
                    "vedlegg": {
                        "contentType": "application/octet-stream",
                        "headers": {
                            "Vedleggstype": {
                                "required": True,
                                "schema": {"type": "string", "example": "Situasjonsplan"},
                            }
                        },
                    },
                },
            }
        },
    }
}
