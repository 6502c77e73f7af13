"""`byggsak case`: is the history whole, and can what was decided be made again?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from byggsak.cli_database import Database, open_database, settings
from byggsak.cli_errors import CliError, Group

if TYPE_CHECKING:
    from byggsak.services.gjenskaping import Gjenskaping
    from byggsak.services.verifisering import Verifisering

BROKEN: Final = 1
UNDECIDED: Final = 3
VERIFY: Final = "[bold]byggsak case verify 2026-000001[/] or, for every case, [bold]verify[/]"
REPRODUCE: Final = "[bold]byggsak case reproduce 2026-000001 --event 1[/]"

app = typer.Typer(
    cls=Group,
    help="The cases: verify their history, make a past report again.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
_Municipality = Annotated[
    str | None,
    typer.Option("--kommune", metavar="NUMBER", help="Instead of all in BYGGSAK_KOMMUNER."),
]
_Json = Annotated[bool, typer.Option("--json", help="As JSON.")]


@app.command(epilog=VERIFY)
def verify(
    case: Annotated[
        str | None, typer.Argument(metavar="CASE", help="One case; all when left out.")
    ] = None,
    kommune: _Municipality = None,
    files: Annotated[
        bool, typer.Option("--files/--no-files", help="Also the bytes of every document.")
    ] = True,
    heads: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Compare with heads kept from before.")
    ] = None,
    write_heads: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the heads, to keep elsewhere.")
    ] = None,
    as_json: _Json = False,
    database: Database = None,
) -> None:
    """Verify the chain of events of one case or all, their reports and documents.

    Exit code 0 whole, 1 something was changed, 2 unknown case or bad usage. The first broken link
    of each case is named. A chain that was rewritten from end to end is only told apart by heads
    kept elsewhere: `--write-heads` now, `--heads` later.
    """
    from byggsak.services.filer import Filer
    from byggsak.services.verifisering import verifiser, verifiser_alle
    from byggsak.store.enhet import Lager
    from byggsak.store.saker import UkjentSak

    config = settings()
    filer = Filer(config.filer) if files else None
    lager = Lager(open_database(database))
    numbers = [kommune] if kommune else list(config.kommuner)
    known = _read_heads(heads)
    results: list[tuple[str, Verifisering]] = []
    for number in numbers:
        own, against = lager.for_kommune(number), known.get(number, {})
        if case is None:
            results += [(number, one) for one in verifiser_alle(own, filer, against)]
            continue
        try:
            results.append((number, verifiser(own, case, filer, against)))
        except UkjentSak:
            continue
    if case is not None and not results:
        raise CliError(
            f"There is no case {case} in {', '.join(numbers) or 'any municipality'}.",
            do="See the list of cases for its number, or name the municipality with --kommune.",
        )
    _tell(results, as_json)
    if write_heads is not None:
        _write_heads(write_heads, results)
    if any(not one.hel for _, one in results):
        raise typer.Exit(BROKEN)


@app.command(epilog=REPRODUCE)
def reproduce(
    case: Annotated[str, typer.Argument(metavar="CASE", help="For example 2026-000001.")],
    event: Annotated[
        int | None, typer.Option(metavar="NUMBER", help="The report of this event; the newest.")
    ] = None,
    kommune: _Municipality = None,
    as_json: _Json = False,
    database: Database = None,
) -> None:
    """Make a past report again from the stored bytes and the map as it was, and compare.

    Exit code 0 equal, 1 different on the same grounds, 3 when it cannot be said: another rule
    package is installed, the map is gone, or a file is missing. What differs is named exactly.
    """
    from byggsak.services.config import UgyldigOppsett
    from byggsak.services.filer import Filer
    from byggsak.services.gjenskaping import Svar, UkjentRapport, gjenskap, rapporter_og_vedtak
    from byggsak.services.kontroll import Motor
    from byggsak.services.worker import naa_utc
    from byggsak.store.enhet import Lager
    from byggsak.store.kart import Kartlager
    from byggsak.store.saker import UkjentSak

    config = settings()
    engine = open_database(database)
    try:
        motor = Motor.last(config.registre, naa_utc)
    except UgyldigOppsett as error:
        raise CliError(f"The settings cannot be used: {error}") from error
    numbers = [kommune] if kommune else list(config.kommuner)
    for number in numbers:
        lager = Lager(engine).for_kommune(number)
        try:
            made = gjenskap(
                lager, Filer(config.filer), motor, Kartlager(engine),
                motor.katalog.kommune(number), case, event,
            )  # fmt: skip
            _, decisions = rapporter_og_vedtak(lager, case)
        except UkjentSak:
            continue
        except UkjentRapport as error:
            raise CliError(str(error), do="Leave out --event for the newest report.") from error
        rests = [d for d in decisions if d.rapport == made.hendelse]
        _show(made, [f"{d.type} ({d.utfall}), event {d.hendelse}" for d in rests], as_json)
        if made.svar is Svar.LIK:
            return
        raise typer.Exit(BROKEN if made.svar is Svar.ULIK else UNDECIDED)
    raise CliError(
        f"There is no case {case} in {', '.join(numbers) or 'any municipality'}.",
        do="See the list of cases for its number, or name the municipality with --kommune.",
    )


def _tell(results: list[tuple[str, Verifisering]], as_json: bool) -> None:
    if as_json:
        rows = [
            {
                "kommune": number, "sak": one.sak, "hel": one.hel, "antall": one.antall,
                "hode": one.hode,
                "brudd": [{"hendelse": b.hendelse, "hva": b.hva} for b in one.brudd],
            }
            for number, one in results
        ]  # fmt: skip
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    broken = [(number, one) for number, one in results if not one.hel]
    for number, one in broken:
        for fault in one.brudd:
            where = "" if fault.hendelse is None else f", event {fault.hendelse}"
            typer.echo(f"broken: {number}/{one.sak}{where}: {fault.hva}")
    events = sum(one.antall for _, one in results)
    typer.echo(f"{len(results)} cases, {events} events: {len(results) - len(broken)} whole, "
               f"{len(broken)} broken")  # fmt: skip


def _show(made: Gjenskaping, rests: list[str], as_json: bool) -> None:
    if as_json:
        from dataclasses import asdict

        typer.echo(json.dumps(asdict(made) | {"vedtak": rests}, ensure_ascii=False, indent=2))
        return
    name = f"Report of event {made.hendelse} in case {made.sak} (sha256 {made.rapport_sha256})"
    typer.echo(name)
    for decision in rests:
        typer.echo(f"  a decision rests on it: {decision}")
    for ground in made.avvik_i_grunnlag:
        typer.echo(f"  other grounds: {ground}")
    answer = {
        "lik": "made again, and equal",
        "ulik": f"made again on the same grounds, and different in {made.antall} places",
        "annet_grunnlag": "cannot be said to be equal: the grounds differ; on these grounds "
        f"{made.antall} places differ",
        "kan_ikke": "cannot be made again",
    }[made.svar.value]
    typer.echo(f"  {answer}")
    for one in made.forskjeller:
        typer.echo(f"  {one.sted}: was {one.lagret!r}, now {one.naa!r}")


def _read_heads(file: Path | None) -> dict[str, dict[str, tuple[int, str]]]:
    if file is None:
        return {}
    try:
        read: dict[str, dict[str, list[Any]]] = json.loads(file.read_text("utf-8"))
        return {
            number: {case: (int(nr), str(head)) for case, (nr, head) in cases.items()}
            for number, cases in read.items()
        }
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise CliError(
            f"{file} cannot be read as heads: {error}", do="Write one with --write-heads."
        ) from error


def _write_heads(file: Path, results: list[tuple[str, Verifisering]]) -> None:
    """Only of whole cases: a broken one keeps the head it had."""
    heads: dict[str, dict[str, tuple[int, str]]] = {}
    for number, one in results:
        if one.hel:
            heads.setdefault(number, {})[one.sak] = (one.antall, one.hode)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(heads, indent=1, sort_keys=True) + "\n", "utf-8")
