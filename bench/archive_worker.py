"""One worker process of `bench_archive`, whose clock is set ahead.

python -m bench.archive_worker NAME SECONDS_AHEAD      (the settings stand in the environment)
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import UTC, datetime, timedelta
from threading import Event

import structlog

from byggsak.jobs import jobs_url
from byggsak.services.config import Config
from byggsak.services.worker import Arbeider, Takt, Tjeneste


def main(name: str, ahead: timedelta) -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(30))
    stop = Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    service = Tjeneste.aapne(Config.fra(os.environ))
    relay = service.relay(name, lambda: datetime.now(UTC) + ahead)
    url = jobs_url(service.config.database)
    try:
        Arbeider(service.motor, service.koe, relay, url, Takt()).kjoer(stop)
    finally:
        service.lukk()


if __name__ == "__main__":
    main(sys.argv[1], timedelta(seconds=float(sys.argv[2])))
