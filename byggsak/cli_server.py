"""`byggsak serve`, `worker`, `db upgrade` and `demo`: the service and what it needs."""

from __future__ import annotations

import inspect
import ipaddress
import socket
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from byggsak.cli_database import Database, settings
from byggsak.cli_errors import CliError

SERVE: Final = (
    "[bold]byggsak serve[/]\n\n"
    "[bold]BYGGSAK_JWKS=https://id.kommune.no/jwks BYGGSAK_ISSUER=https://id.kommune.no"
    " byggsak serve --host 0.0.0.0[/]"
)
WORKER: Final = "[bold]BYGGSAK_ARCHIVE=noark5 byggsak worker --name byggsak-worker-1[/]"
DEMO: Final = "[bold]byggsak demo --out var/demo[/]"

_UVICORN: Final[dict[str, Any]] = {
    "log_level": "warning",
    "access_log": False,
    "server_header": False,
}

db = typer.Typer(help="The database.", no_args_is_help=True)


def serve(
    host: Annotated[str, typer.Option(help="Address to answer on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 picks a free one.")] = 8000,
    processes: Annotated[
        int, typer.Option(min=1, max=64, help="Processes that share the address.")
    ] = 1,
) -> None:
    """Run the HTTP service; what it needs to know stands in the environment.

    Without keys for tokens it is open, and answers on this machine only.
    """
    import uvicorn
    from uvicorn.supervisors import Multiprocess

    app = _application()
    if app.state.bare_lokalt and not is_loopback(host):
        raise CliError(
            f"byggsak will not answer on {host} without logins.",
            "No token settings are given, so anyone who reached that address would be a"
            " caseworker.",
            "Set BYGGSAK_JWKS and BYGGSAK_ISSUER, or leave --host out to answer on this machine"
            " only.",
        )
    with _listen(host, port) as listener:
        address = listener.getsockname()
        name = f"[{address[0]}]" if ":" in address[0] else address[0]
        mode = "open: this machine only" if app.state.bare_lokalt else "tokens required"
        typer.echo(f"byggsak answers on http://{name}:{address[1]} ({mode})", err=True)
        if processes == 1:
            config = uvicorn.Config(app, **_UVICORN)
            uvicorn.Server(config).run(sockets=[listener])
            return
        # Each process loads the rules for itself; they meet in the database, like servers do.
        several = uvicorn.Config(_face().value, factory=True, workers=processes, **_UVICORN)
        Multiprocess(several, sockets=[listener]).run()


def serve_help() -> str:
    """The docstring of `serve` and the settings, as `byggsak.services.config` lists them."""
    from byggsak.services import config

    _, _, table = (config.__doc__ or "").partition("\n\n")
    return f"{inspect.getdoc(serve)}\n\n\b\n{table}"


def worker(
    name: Annotated[
        str,
        typer.Option(
            envvar="BYGGSAK_WORKER",
            help="A name of its own, kept over restarts: it resumes what it was doing.",
        ),
    ] = "byggsak-worker-1",
) -> None:
    """Tell of time limits, and deliver to the archive if there is one, until stopped (Ctrl-C).

    Several may run, each with its own name.
    """
    from byggsak.archive.errors import PermanentConfig
    from byggsak.services import logg
    from byggsak.services.minne import ferdig_lastet
    from byggsak.services.worker import ArbeiderenErIGang, kjoer
    from byggsak.store.migrering import ForeldetDatabase
    from byggsak.store.motor import UgyldigDatabase

    logg.konfigurer()
    config = settings()
    ferdig_lastet()
    try:
        kjoer(config, name)
    except (PermanentConfig, ArbeiderenErIGang, UgyldigDatabase, ForeldetDatabase) as error:
        raise CliError(f"The worker cannot run: {error}") from error


@db.command("upgrade", epilog="[bold]byggsak db upgrade[/]")
def upgrade(database: Database = None) -> None:
    """Create the tables, or bring them up to this version. Safe to run again.

    A SQLite file is brought up by any command that uses it; a PostgreSQL database only by this.
    """
    from byggsak.store.migrering import oppgrader
    from byggsak.store.motor import UgyldigDatabase

    try:
        version = oppgrader(database or settings().database)
    except UgyldigDatabase as error:
        raise CliError(str(error)) from error
    typer.echo(f"The database is at version {version}.", err=True)


def demo(
    out: Annotated[
        Path, typer.Option(metavar="DIR", help="Where reports, letters and the archive end up.")
    ] = Path("var/demo"),
) -> None:
    """The main job, from empty: applications in, findings out, one case into the archive."""
    from byggsak.demo import DemoUmulig, kjoer

    try:
        kjoer(out)
    except DemoUmulig as error:
        raise CliError(f"The demo cannot run: {error}") from error


def is_loopback(host: str) -> bool:
    """Does this name or address reach nobody but the machine itself?

    >>> [is_loopback(h) for h in ("127.0.0.1", "localhost", "::1", "0.0.0.0", "byggsak.no")]
    [True, True, True, False, False]
    """
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(2048)  # who comes before the service is up waits, and is not turned away
    except OSError as error:
        raise CliError(
            f"byggsak cannot answer on {host} port {port}: {error.strerror}.",
            do="Stop what uses the port, or choose another with --port.",
        ) from error
    return listener


def _face() -> EntryPoint:
    """The installed HTTP face: found by entry point, since the engine knows no face."""
    found = entry_points(group="byggsak.api")
    if not found:
        raise CliError(
            "No HTTP face is installed (entry point group byggsak.api).",
            do="Install byggsak with its api package.",
        )
    return next(iter(found))


def _application() -> Any:
    from byggsak.rule.errors import KatalogFeil
    from byggsak.store.migrering import ForeldetDatabase

    try:
        return _face().load()()
    except (ValueError, KatalogFeil, ForeldetDatabase) as error:  # in words for an operator
        raise CliError(f"byggsak cannot start: {error}") from error
