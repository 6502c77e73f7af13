"""JSON logs of the service and the worker, without personal data: no bodies, values or queries.

An exception is logged as its type and the lines it passed. Its message is left out on purpose: a
database error quotes the row it failed on.
"""

from __future__ import annotations

import logging
import sys
import traceback
from typing import Any, TextIO, cast

import structlog
from structlog.typing import EventDict


def konfigurer(stream: TextIO | None = None, nivaa: int = logging.INFO) -> None:
    """Send structlog to `stream` (standard error unless told) as one JSON object per line."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            _uten_meldinger,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(nivaa),
        logger_factory=structlog.WriteLoggerFactory(file=stream or cast(TextIO, _Standardfeil())),
        cache_logger_on_first_use=False,  # whoever configures later is heard by every module
    )


class _Standardfeil:
    """Standard error as it is when something is logged, not as it was when logging was set up."""

    def write(self, tekst: str) -> int:
        return sys.stderr.write(tekst)

    def flush(self) -> None:
        sys.stderr.flush()


def _uten_meldinger(_logg: Any, _metode: str, post: EventDict) -> EventDict:
    """`log.exception(...)` keeps where it happened and loses what was said."""
    feil = post.pop("exc_info", None)
    if feil is True:
        feil = sys.exc_info()[1]
    if isinstance(feil, tuple):
        feil = feil[1]
    return {**post, **spor(feil)} if isinstance(feil, BaseException) else post


def spor(feil: BaseException) -> dict[str, object]:
    """What may be logged about an exception: its type, its causes' types, and the lines passed."""
    aarsaker: list[str] = []
    neste = feil.__cause__ or feil.__context__
    while neste is not None and len(aarsaker) < 5:
        aarsaker.append(type(neste).__name__)
        neste = neste.__cause__ or neste.__context__
    linjer = [
        f"{ramme.filename}:{ramme.lineno} {ramme.name}"
        for ramme in traceback.extract_tb(feil.__traceback__)[-12:]
    ]
    return {"feiltype": type(feil).__name__, "aarsaker": aarsaker, "spor": linjer}
