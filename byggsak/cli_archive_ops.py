"""`byggsak archive status|retry|pause|resume|reconcile|export`: for whoever runs the service."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from byggsak.archive.deposit import DepositOrder, Package
from byggsak.cli_database import settings
from byggsak.cli_errors import CliError

if TYPE_CHECKING:
    from byggsak.services.worker import Tjeneste


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"


Output = Annotated[Format, typer.Option("--format", help="text or json")]
By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who you are: it is written down.")]
DAY: Final = "%Y-%m-%d"
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="Why: it is written down.")]
RETRY: Final = (
    '[bold]byggsak archive retry 9999/2026-000001/3/AddDocument/1 --by kari --why "Filen er'
    ' konvertert"[/]'
)


def status(
    older_than: Annotated[
        int, typer.Option(metavar="HOURS", help="Alarm for what has waited longer.")
    ] = 24,
    format: Output = Format.TEXT,
) -> None:
    """What waits, what was refused, what the archive never answered. Exit code 1 with an alarm.

    An answer that has not come within seven days is an alarm.
    """
    from byggsak.services.arkivdrift import status as look

    with _service() as service:
        found = look(service, datetime.now(UTC), timedelta(hours=older_than))
    if format is Format.JSON:
        typer.echo(json.dumps(found.som_json(), ensure_ascii=False, indent=2))
    else:
        typer.echo(f"archive: {found.arkiv or 'none is set up'}")
        for a in found.antall:
            typer.echo(f"  {a.kommune} {a.tilstand}: {a.antall}, the oldest from {_day(a.eldste)}")
        for name, seen in found.arbeidere:
            typer.echo(f"worker {name}: last heard of {seen:%Y-%m-%d %H:%M} UTC")
        for alarm in found.alarmer:
            typer.echo(f"ALARM {alarm.hva} {alarm.noekkel}: {alarm.tekst}")
    if found.alarmer:
        raise typer.Exit(1)


def retry(
    keys: Annotated[list[str], typer.Argument(metavar="KEY...", help="As status shows them.")],
    by: By,
    why: Why,
) -> None:
    """Send refused commands again, or what the archive has lost. Who and why are written down."""
    from byggsak.services.arkivdrift import KanIkkeSendesIgjen, send_igjen

    with _service() as service:
        for key in keys:
            try:
                was = send_igjen(service, key, by, why, datetime.now(UTC))
            except KanIkkeSendesIgjen as error:
                raise CliError(f"{key} is not sent again: {error}") from error
            typer.echo(f"{key} (was {was or 'never queued'}) will be sent again.")


def pause(by: By, why: Why) -> None:
    """Send nothing more to the archive until `resume`. A worker that starts does not lift it."""
    from byggsak.services.arkivdrift import stans

    with _service() as service:
        typer.echo(f"{stans(service, by, why, datetime.now(UTC))} is paused.")


def resume(by: By) -> None:
    """Send to the archive again."""
    from byggsak.services.arkivdrift import gjenoppta

    with _service() as service:
        was_paused = gjenoppta(service, by)
    typer.echo("The archive is sent to again." if was_paused else "It was not paused.")


def reconcile(
    content: Annotated[
        bool, typer.Option("--content", help="Fetch every document and compare it.")
    ] = False,
    format: Output = Format.TEXT,
) -> None:
    """Is all that must be archived in the archive, exactly once? Prints a plan for what is not.

    Exit code 0 proven, 1 something is wrong, 3 something is on its way or cannot be seen.
    """
    from byggsak.archive.errors import PermanentConfig
    from byggsak.services.avstemming import avstem

    with _service() as service:
        if service.arkiv is None:
            raise PermanentConfig("Ikke noe arkiv er satt opp. Sett BYGGSAK_ARCHIVE.")
        found = {
            kommune: avstem(service, service.arkiv, kommune, innhold=content)
            for kommune in service.config.kommuner
        }
    if format is Format.JSON:
        shape = {kommune: one.som_json() for kommune, one in found.items()}
        typer.echo(json.dumps(shape, ensure_ascii=False, indent=2))
    else:
        for kommune, one in found.items():
            counts = ", ".join(f"{n} {what}" for what, n in one.antall.items() if n) or "nothing"
            typer.echo(f"{kommune}: {one.saker} cases; commands: {counts}")
            for line in one.linjer:
                reason = f" ({line.grunn})" if line.grunn else ""
                typer.echo(f"  {line.funnet}: {line.noekkel}{reason}\n      {line.tiltak}")
            if one.bevist:
                typer.echo("  Everything is in the archive exactly once.")
    if any(one.avvik for one in found.values()):
        raise typer.Exit(1)
    if not all(one.bevist for one in found.values()):
        raise typer.Exit(3)


def export(
    target: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder for the deposit.")],
    new: Annotated[
        bool, typer.Option("--new", help="Only cases that are in no deposit written before.")
    ] = False,
    closed_from: Annotated[
        datetime | None,
        typer.Option(metavar="DATE", formats=[DAY], help="Closed that day or later."),
    ] = None,
    closed_to: Annotated[
        datetime | None,
        typer.Option(metavar="DATE", formats=[DAY], help="Closed that day or earlier."),
    ] = None,
    package: Annotated[
        Package, typer.Option(help="A folder (mappe), or packed as a DIAS SIP (dias).")
    ] = Package.FOLDER,
) -> None:
    """Write a deposit (arkivuttrekk) of the closed cases: all, or those that are asked for."""
    from byggsak.services.arkivdrift import eksporter

    order = DepositOrder(
        closed_from=closed_from and closed_from.date(),
        closed_to=closed_to and closed_to.date(),
        only_new=new,
        package=package,
        at=datetime.now(UTC),
    )
    with _service() as service:
        try:
            made = eksporter(service, target, order)
        except (FileExistsError, ValueError) as error:
            raise CliError(f"No deposit was written: {error}") from error
    typer.echo(
        f"Deposit written: {made.path} ({made.cases} cases, {made.entries} entries, "
        f"{made.documents} documents). Check it with: byggsak archive verify {made.path}"
    )
    if made.left:
        typer.echo(f"{made.left} closed cases are in no deposit yet: export them with --new.")


@contextmanager
def _service() -> Iterator[Tjeneste]:
    """The database, files and archive that the environment names."""
    from byggsak.archive.errors import ArchiveError
    from byggsak.services import logg
    from byggsak.services.worker import Tjeneste
    from byggsak.store.migrering import ForeldetDatabase
    from byggsak.store.motor import UgyldigDatabase

    logg.konfigurer()
    try:
        service = Tjeneste.aapne(settings())
    except (ArchiveError, UgyldigDatabase, ForeldetDatabase) as error:
        raise CliError(str(error)) from error
    try:
        yield service
    except ArchiveError as error:
        raise CliError(error.message) from error
    finally:
        service.lukk()


def _day(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M")
