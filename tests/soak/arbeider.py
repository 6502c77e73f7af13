"""The product's own worker, with bad weather between it and its archive.

python -m tests.soak.arbeider NAME SEED FOLDER      (the settings stand in the environment)
"""

from __future__ import annotations

import logging
import os
import signal
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any

import structlog

from byggsak.archive.patience import Patience
from byggsak.jobs import jobs_url
from byggsak.services.config import Config
from byggsak.services.worker import Arbeider, Takt, Tjeneste, naa_utc
from tests.soak.feil import Faulty
from tests.soak.minne import connect

PATIENCE = Patience(
    first=timedelta(seconds=0.05),
    longest=timedelta(seconds=1),
    receipt=timedelta(seconds=4),
    claim=timedelta(seconds=30),
    away=timedelta(seconds=0.5),
)
TAKT = Takt(
    runde=timedelta(seconds=0.2),
    doed=timedelta(seconds=4),
    ettersyn=timedelta(seconds=2),
)


def service(config: Config, folder: Path) -> Tjeneste:
    """As the worker opens it; the memory archive is in a process of its own."""
    if config.arkiv != "memory":
        return Tjeneste.aapne(config)
    opened = Tjeneste.aapne(replace(config, arkiv=""))
    archive: Any = connect(str(folder / "minne"))
    return replace(opened, config=config, arkiv=archive)


def main(name: str, seed: int, folder: Path) -> None:
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        processors=[structlog.stdlib.add_log_level, structlog.processors.KeyValueRenderer()],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    stop = Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    opened = service(Config.fra(os.environ), folder)
    faulty: Any = Faulty(opened.arkiv, folder, seed)  # type: ignore[arg-type]
    relay = replace(replace(opened, arkiv=faulty).relay(name, naa_utc), patience=PATIENCE)
    url = jobs_url(opened.config.database)
    try:
        Arbeider(opened.motor, opened.koe, relay, url, TAKT).kjoer(stop)
    finally:
        opened.lukk()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
