"""`byggsak frist`: every deadline of a timeline, without a case."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"


def frist(
    timeline: Annotated[Path, typer.Argument(help="JSON file with type, facts and events.")],
    format: Annotated[Format, typer.Option("--format", help="text or json")] = Format.TEXT,
) -> None:
    """Compute every deadline of a timeline, with a ledger of the days and the legal basis.

    The file holds {"type": "ET", "facts": {...}, "events": [{"date": "2026-01-12", "event":
    "mottatt"}, ...]}. Where the law is open, both readings are shown and a person chooses. Exit
    code 2 when the file cannot be read as a timeline.
    """
    from byggsak.case.frist import Fristkrav, UgyldigTidslinje, beregn, les_tidslinje
    from byggsak.case.frist.vis import som_json, som_tekst
    from byggsak.rule.catalogue import Katalog

    try:
        tidslinje = les_tidslinje(json.loads(timeline.read_bytes()))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, UgyldigTidslinje) as feil:
        print(f"{timeline}: kan ikke leses som tidslinje: {feil}", file=sys.stderr)
        raise typer.Exit(2) from None
    dato = tidslinje.hendelser[-1].dato if tidslinje.hendelser else tidslinje.per_dato
    if dato is None:
        print(
            f"{timeline}: tidslinjen har ingen hendelser; oppgi minst «mottatt».", file=sys.stderr
        )
        raise typer.Exit(2)
    krav = Katalog.last().parametre.les(("frist",), Fristkrav, dato)
    svar = beregn(tidslinje, krav)
    if format is Format.JSON:
        print(json.dumps(som_json(tidslinje, svar), ensure_ascii=False, indent=2))
    else:
        print(som_tekst(tidslinje, svar))
