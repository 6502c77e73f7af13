"""What Prometheus reads at /metrics: requests by route and status, their time, check results."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.exposition import generate_latest


class Maalinger:
    """The counters of one application, in a registry of its own so that two do not collide."""

    def __init__(self) -> None:
        self._register = CollectorRegistry()
        self.foresporsler = Counter(
            "byggsak_http_requests",
            "HTTP requests answered",
            ["method", "route", "status"],
            registry=self._register,
        )
        self.varighet = Histogram(
            "byggsak_http_request_duration_seconds",
            "Time from request to last byte of the answer",
            ["method", "route"],
            registry=self._register,
        )
        self.kontroller = Counter(
            "byggsak_checks", "Applications checked, by result", ["result"], registry=self._register
        )
        self.mottatt_bytes = Counter(
            "byggsak_received_bytes", "Bytes of multipart bodies read", registry=self._register
        )

    def vis(self) -> bytes:
        """The Prometheus text format."""
        return generate_latest(self._register)
