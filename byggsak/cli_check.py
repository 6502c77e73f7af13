"""`byggsak check`: one application on disk, checked offline with the engine the server uses."""

from __future__ import annotations

import json
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from byggsak.cli_database import Database
from byggsak.cli_drawing import drawing_format, write_drawing
from byggsak.cli_errors import CliError
from byggsak.cli_input import (
    Language,
    catalogue,
    parse_date,
    read_attachment,
    read_file,
    read_maps,
    stored_map,
    write_file,
)

if TYPE_CHECKING:
    from byggsak.domain.kart import Kart
    from byggsak.domain.tekst import Spraak
    from byggsak.domain.utvei import Utvei
    from byggsak.rule.report import Kontrollrapport
    from byggsak.services.kontroll import Innsending, Motor

EXAMPLES: Final = (
    "[bold]byggsak check soeknad.xml --map plan.gml --map matrikkel.gml[/]\n\n"
    "[bold]byggsak check soeknad.xml --subform gjenpart.xml"
    " --attachment Situasjonsplan=situasjonsplan.gml --map kart/[/]\n\n"
    "[bold]byggsak check soeknad.xml --map-as-of 2026-03-01 --date 2026-03-01[/]\n\n"
    "[bold]byggsak check soeknad.xml --date 2024-06-01 --lang en --format json"
    " --output report.json[/]\n\n"
    "[bold]byggsak check soeknad.xml --map kart/ --format html --reader saksbehandler"
    " --output report.html[/]"
)
EXIT: Final = {"godkjent": 0, "mangler": 1, "avvist": 2, "uavklart": 3}


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    HTML = "html"


class Reader(StrEnum):
    SOEKER = "soeker"
    SAKSBEHANDLER = "saksbehandler"
    UTVIKLER = "utvikler"


def check(
    soeknad: Annotated[Path, typer.Argument(metavar="SOEKNAD.xml", help="The application.")],
    attachment: Annotated[
        list[str] | None,
        typer.Option(
            "--attachment",
            "-a",
            metavar="TYPE=FILE",
            help="An attachment with its national type, e.g. Situasjonsplan=plan.gml. Repeatable.",
        ),
    ] = None,
    subform: Annotated[
        list[Path] | None,
        typer.Option("--subform", "-s", metavar="FILE", help="A subform (XML). Repeatable."),
    ] = None,
    map_: Annotated[
        list[Path] | None,
        typer.Option(
            "--map",
            "-m",
            metavar="FILE|DIR",
            help="GML of plans or cadastre, or a folder of .gml files. Repeatable.",
        ),
    ] = None,
    map_as_of: Annotated[
        str | None,
        typer.Option(
            metavar="YYYY-MM-DD",
            help="Instead of --map: the imported map as it was when that day ended.",
        ),
    ] = None,
    database: Database = None,
    date_: Annotated[
        str | None,
        typer.Option(
            "--date",
            metavar="YYYY-MM-DD",
            help="The day the application was received: picks the law in force. Today if unset.",
        ),
    ] = None,
    decision: Annotated[
        str | None,
        typer.Option(
            "--decision",
            metavar="YYYY-MM-DD",
            help="The day of the decision: picks the plans in force. The day received if unset.",
        ),
    ] = None,
    deadline: Annotated[
        str | None,
        typer.Option(
            "--deadline",
            metavar="YYYY-MM-DD",
            help="The last day of the municipality's time: after it the plans stand as they were"
            " that day (pbl § 21-7).",
        ),
    ] = None,
    kommune: Annotated[
        str | None,
        typer.Option(metavar="NUMBER", help="The municipality; else the one in the application."),
    ] = None,
    lang: Annotated[Language, typer.Option(help="Language of the report.")] = Language.NB,
    format_: Annotated[Format, typer.Option("--format", "-f", help="Shape.")] = Format.TEXT,
    reader: Annotated[
        Reader | None,
        typer.Option(help="Who reads it: applicant, caseworker or developer. HTML: the applicant."),
    ] = None,
    all_: Annotated[
        bool, typer.Option("--all", help="Text only: also the rules that were met or not asked.")
    ] = False,
    ways_out: Annotated[
        bool | None,
        typer.Option(
            "--ways-out/--no-ways-out",
            help="The smallest change that solves each broken rule, checked by every rule again."
            " Text: when something is broken; JSON and HTML: when asked for.",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the report here.")
    ] = None,
    drawing: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write the site drawing here; the ending .svg, .png or .geojson says how.",
        ),
    ] = None,
) -> None:
    """Check an application against the law, the plan and the map. Nothing leaves this machine.

    Exit code: 0 godkjent, 1 mangler, 2 avvist (or wrong usage), 3 uavklart.
    """
    from byggsak.rule.anchors import vedtaksanker
    from byggsak.rule.unit import Anker
    from byggsak.services.kontroll import Innsending, Motor, kontroller
    from byggsak.services.utveier import finn_utveier

    if reader is not None and format_ is Format.SARIF:
        raise CliError(
            "--reader does not go with --format sarif.",
            "SARIF is for tools; it is the same for everyone.",
            "Leave out --reader, or choose text, json or html.",
        )
    shape = drawing_format(drawing) if drawing is not None else None
    received = parse_date(date_)
    filing = Innsending(
        soeknad=read_file(soeknad, "The application"),
        filnavn=soeknad.name,
        underskjema=tuple((p.name, read_file(p, "The subform")) for p in subform or ()),
        vedlegg=tuple(read_attachment(option) for option in attachment or ()),
    )
    motor = Motor(catalogue())
    place = kommune or _municipality(filing)
    # An application that names no municipality is a finding of the check, not a map question.
    maps = None
    if place and map_as_of is not None:
        maps = stored_map(map_as_of, map_ or (), motor.katalog.kommune(place), database)
    elif place:
        maps = read_maps(map_ or (), motor.katalog.kommune(place), received)
    decided = vedtaksanker(
        parse_date(decision) if decision else received,
        parse_date(deadline) if deadline else None,
    )
    report = kontroller(
        motor,
        filing,
        kart=maps,
        dato=received,
        kommune=kommune,
        datoer={Anker.VEDTAK: decided},
    )
    ways: tuple[Utvei, ...] | None = None
    if format_ is Format.TEXT if ways_out is None else ways_out:
        ways = finn_utveier(
            motor, filing, kart=maps, dato=received, kommune=kommune, rapport=report
        )
    if drawing is not None and shape is not None:
        municipality = motor.katalog.kommune(place) if place else None
        write_drawing(
            drawing, shape, filing.vedlegg, maps, municipality, report.funn, soeknad.name,
            lang.value, ways or (),
        )  # fmt: skip
    if reader is not None or format_ is Format.HTML:
        draw = partial(_drawing, filing, motor, place, maps, report, lang.value, ways or ())
        text = for_reader(
            report, format_, reader or Reader.SOEKER, lang.value, soeknad.name, draw, ways
        )
    else:
        text = rendered(report, format_, lang.value, soeknad, all_, ways)
    if output is None:
        typer.echo(text)
    else:
        write_file(output, text)
        typer.echo(f"{report.resultat.value}: {output}", err=True)
    raise typer.Exit(EXIT[report.resultat.value])


def _municipality(filing: Innsending) -> str | None:
    """The number in the application; maps are read into that municipality's own system."""
    from byggsak.xml.inn import les_soeknad

    read = les_soeknad(filing.soeknad, filing.underskjema)
    return read.soeknad.kommunenummer if read.soeknad is not None else None


def rendered(
    report: Kontrollrapport,
    format_: Format,
    language: Spraak,
    source: Path,
    all_: bool,
    ways: tuple[Utvei, ...] | None = None,
) -> str:
    from byggsak.rule.render import som_json, som_sarif, som_tekst

    match format_:
        case Format.TEXT:
            return som_tekst(report, language, alle=all_, utveier=ways or ()).rstrip("\n")
        case Format.JSON:
            shape = som_json(report, language, ways)
        case Format.SARIF:
            shape = som_sarif(report, language, source.as_posix())
        case Format.HTML:
            raise AssertionError("a page is always for a reader")
    return json.dumps(shape, ensure_ascii=False, indent=2)


def for_reader(
    report: Kontrollrapport,
    format_: Format,
    reader: Reader,
    language: Spraak,
    name: str,
    draw: Callable[[], str | None],
    ways: tuple[Utvei, ...] | None = None,
) -> str:
    """The report for one kind of reader; `draw` is asked for the site drawing of a page."""
    from byggsak.rule.readers import Leser
    from byggsak.rule.render_html import som_html
    from byggsak.rule.render_reader import lest_som_json, lest_som_tekst

    leser = Leser(reader.value)
    match format_:
        case Format.HTML:
            page = som_html(report, leser, language, kart=draw(), navn=name, utveier=ways or ())
            return page.rstrip("\n")
        case Format.JSON:
            shape = lest_som_json(report, leser, language, ways)
            return json.dumps(shape, ensure_ascii=False, indent=2)
        case _:
            return lest_som_tekst(report, leser, language, ways or ()).rstrip("\n")


def _drawing(
    filing: Innsending,
    motor: Motor,
    place: str | None,
    maps: Kart | None,
    report: Kontrollrapport,
    language: Spraak,
    ways: tuple[Utvei, ...],
) -> str | None:
    from byggsak.services.tegning import tegn_vedlegg

    municipality = motor.katalog.kommune(place) if place else None
    return tegn_vedlegg(
        filing.vedlegg, maps, municipality, report.funn, filing.filnavn, language, ways
    )
