"""A real local HTTP server that answers well, or fails in every way a service can fail."""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Svar = tuple[int, object]
"""(status, what becomes the JSON body)."""


class Tjener(ThreadingHTTPServer):
    """`maate` is how it fails; «godt» lets `svar` (path and query -> answer) decide."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, svar: Callable[[str], Svar]) -> None:
        super().__init__(("127.0.0.1", 0), _Behandler)
        self.svar = svar
        self.maate = "godt"
        self.spurt: list[str] = []
        self.slutt = threading.Event()

    @property
    def adresse(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away in the middle is what several tests are about."""


class _Behandler(BaseHTTPRequestHandler):
    server: Tjener

    def do_GET(self) -> None:
        self.server.spurt.append(self.path)
        getattr(self, f"_{self.server.maate}", self._godt)()

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""

    def _send(
        self, status: int, kropp: bytes, innhold: str = "application/json", **mer: str
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", innhold)
        self.send_header("Content-Length", str(len(kropp)))
        for navn, verdi in mer.items():
            self.send_header(navn.replace("_", "-"), verdi)
        self.end_headers()
        self.wfile.write(kropp)

    def _kropp(self) -> bytes:
        return json.dumps(self.server.svar(self.path)[1], ensure_ascii=False).encode()

    def _godt(self) -> None:
        status, svar = self.server.svar(self.path)
        self._send(status, json.dumps(svar, ensure_ascii=False).encode())

    def _s404(self) -> None:
        self._send(404, b'{"status": 404}')

    def _s500(self) -> None:
        self._send(500, self._kropp())

    def _s503(self) -> None:
        self._send(503, b"{}", Retry_After="120")

    def _s204(self) -> None:
        self._send(204, b"")

    def _s401(self) -> None:
        self._send(401, b"{}")

    def _soeppel(self) -> None:
        self._send(200, b"<<<{not json")

    def _tomt(self) -> None:
        self._send(200, b"")

    def _tom_liste(self) -> None:
        self._send(200, b"[]")

    def _tomt_objekt(self) -> None:
        self._send(200, b"{}")

    def _null(self) -> None:
        self._send(200, b"null")

    def _dypt(self) -> None:
        self._send(200, b"[" * 200_000)

    def _html(self) -> None:
        self._send(200, b"<html>vedlikehold</html>", "text/html")

    def _feil_type(self) -> None:
        self._send(200, self._kropp(), "text/plain")

    def _avkortet(self) -> None:
        kropp = self._kropp()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(kropp) + 100))
        self.end_headers()
        self.wfile.write(kropp[: len(kropp) // 2])

    def _avkortet_uten_lengde(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(self._kropp()[:-1])

    def _drypp(self) -> None:
        """A byte at a time, each well within the time-out of a step."""
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        for byte in self._kropp() * 1000:
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            if self.server.slutt.wait(0.05):
                return

    def _drypp_hode(self) -> None:
        self.connection.sendall(b"HTTP/1.1 200 OK\r\n")
        for nr in range(1000):
            self.connection.sendall(f"X-{nr}: {nr}\r\n".encode())
            if self.server.slutt.wait(0.05):
                return

    def _taus(self) -> None:
        self.server.slutt.wait(5)

    def _brutt(self) -> None:
        """RST instead of FIN."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def _ikke_http(self) -> None:
        self.connection.sendall(b"220 mail.example ESMTP\r\n")

    def _ring(self) -> None:
        self._send(302, b"", Location=self.path)

    def _videre(self) -> None:
        """Somewhere else that would answer well."""
        self._send(301, b"", Location=f"{self.server.adresse}{self.path}&godt=1")

    def _stort(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        for _ in range(10_000):
            self.wfile.write(b" " * 65_536)

    def _latin1(self) -> None:
        kropp = json.dumps({"merknad": "Bø"} | self._objekt(), ensure_ascii=False).encode("latin-1")
        self._send(200, kropp, "application/json; charset=utf-8")

    def _objekt(self) -> dict[str, object]:
        svar = self.server.svar(self.path)[1]
        return svar if isinstance(svar, dict) else {}

    def _pakket(self) -> None:
        self._send(200, self._kropp(), Content_Encoding="gzip")


MAATER = sorted(
    navn[1:]
    for navn in vars(_Behandler)
    if navn.startswith("_") and navn[1:] not in {"send", "kropp", "godt", "objekt"}
    and not navn.startswith("__")
)  # fmt: skip


@contextmanager
def tjener(svar: Callable[[str], Svar]) -> Iterator[Tjener]:
    with Tjener(svar) as en:
        traad = threading.Thread(target=en.serve_forever, args=(0.02,), daemon=True)
        traad.start()
        try:
            yield en
        finally:
            en.slutt.set()
            en.shutdown()
            traad.join()


def lukket_port() -> str:
    """An address nothing listens at."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{s.getsockname()[1]}"


def vent_til(sant: Callable[[], bool], sekunder: float = 5) -> None:
    frist = time.monotonic() + sekunder
    while not sant():
        assert time.monotonic() < frist, "it never became true"
        time.sleep(0.01)
