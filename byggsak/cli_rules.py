"""`byggsak rules`: which rules are in force, and what one of them says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from byggsak.cli_errors import CliError
from byggsak.cli_input import Language, catalogue, parse_date

if TYPE_CHECKING:
    from byggsak.rule.catalogue import Katalog

app = typer.Typer(
    help="The rules: list those in force, or show one with its numbers and sources.",
    no_args_is_help=True,
)
_Date = Annotated[
    str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="In force on this day.")
]
_Json = Annotated[bool, typer.Option("--json", help="As JSON, in the shape of GET /v1/regler.")]


@app.command("list", epilog="[bold]byggsak rules list --date 2016-06-01 --filter 29-4[/]")
def list_(
    date_: _Date = None,
    lang: Annotated[Language, typer.Option(help="Language.")] = Language.NB,
    filter_: Annotated[
        str, typer.Option("--filter", metavar="WORD", help="Only ids or titles with this word.")
    ] = "",
    as_json: _Json = False,
) -> None:
    """List the rules in force, in the order of the law; field requirements last."""
    from byggsak.services.regeloppslag import liste

    day = parse_date(date_)
    rules = [
        r
        for r in liste(catalogue(), day, lang.value)
        if filter_.casefold() in f"{r['id']} {r['tittel']}".casefold()
    ]
    if as_json:
        typer.echo(json.dumps(rules, ensure_ascii=False, indent=2))
        return
    _table(rules)
    typer.echo(f"{len(rules)} in force on {day.isoformat()}", err=True)


@app.command("show", epilog="[bold]byggsak rules show pbl-29-4-avstand-nabogrense[/]")
def show(
    id_: Annotated[str, typer.Argument(metavar="ID", help="The id, as `rules list` shows it.")],
    date_: _Date = None,
    kommune: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="With this municipality's own numbers.")
    ] = None,
    lang: Annotated[Language, typer.Option(help="Language.")] = Language.NB,
    as_json: _Json = False,
) -> None:
    """Show one rule: what it asks, the law behind it, its numbers with sources, its examples."""
    from byggsak.services.regeloppslag import IkkeIKraft, UkjentRegel, vis

    day = parse_date(date_)
    katalog = catalogue()
    try:
        rule = vis(katalog, id_, day, lang.value, kommune)
    except UkjentRegel as error:
        raise CliError(
            f"There is no rule {id_!r}.", _near(katalog, id_), "byggsak rules list names them all."
        ) from error
    except IkkeIKraft as error:
        periods = ", ".join(
            f"from {fra}" + (f" until {til}" if til else "") for fra, til in error.perioder
        )
        raise CliError(
            f"{id_} is not in force on {day}.",
            f"It holds {periods}.",
            "Choose a day in that time with --date.",
        ) from error
    if as_json:
        typer.echo(json.dumps(rule, ensure_ascii=False, indent=2))
    else:
        _page(rule)


def _near(katalog: Katalog, id_: str) -> str:
    from difflib import get_close_matches

    ids = {f.regel.id for f in katalog.filer} | {r.id for t in katalog.tabeller for r in t.rader}
    close = get_close_matches(id_, sorted(ids), n=3)
    return f"Did you mean {' or '.join(close)}?" if close else ""


def _table(rules: list[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console()
    if not console.is_terminal:  # for grep and cut: one line each, nothing shortened
        for r in rules:
            typer.echo("\t".join((r["id"], _law(r), r["alvorlighet"], r["tittel"])))
        return
    table = Table("id", "hjemmel", "alvorlighet", "tittel", box=None, header_style="bold")
    for r in rules:
        table.add_row(r["id"], _law(r), r["alvorlighet"], r["tittel"])
    console.print(table)


def _law(rule: dict[str, Any]) -> str:
    hjemmel = rule["hjemmel"]
    return " ".join(filter(None, (hjemmel["lov"], f"§ {hjemmel['paragraf']}", hjemmel["ledd"])))


def _page(rule: dict[str, Any]) -> None:
    typer.secho(rule["id"], bold=True)
    until = f" til {rule['gjelder_til']}" if rule["gjelder_til"] else ""
    typer.echo(f"{rule['tittel']} – {_law(rule)}, {rule['alvorlighet']}")
    typer.echo(f"gjelder fra {rule['gjelder_fra']}{until}")
    typer.echo(f"\n{rule['forklaring']}")
    for number in rule.get("krav", ()):
        typer.echo(f"\n  {number['navn']} = {number['verdi']} {number['enhet'] or ''}".rstrip())
        typer.echo(f"    fra {number['fra']}: {number['kilde']}")
    typer.echo(f"\n  ✗ {rule['melding']}\n  → {rule['raad']}")
    for outcome, sentences in rule.get("eksempler", {}).items():
        typer.echo(f"\n  {outcome}:")
        for sentence in sentences:
            typer.echo(f"    · {sentence}")
