"""Skriver sakens gang som diagram og tabell til `byggsak/case/README.md`.

`python -m byggsak.case.diagram --write` skriver; `--check` gir 1 når filen er foreldet.
"""

from __future__ import annotations

import sys
from pathlib import Path

from byggsak.case.gang import SAKENS_GANG
from byggsak.case.overgang import Overgang
from byggsak.case.tilstand import ROLLENAVN, SLUTT, TILSTANDSNAVN, Rolle, Tilstand

FIL = Path(__file__).with_name("README.md")

INNLEDNING = """# Sakens gang

*Laget av `python -m byggsak.case.diagram --write`. Endre tabellen i `gang.py`, ikke denne filen.*

Én tabell (`SAKENS_GANG` i `gang.py`) sier alt som kan skje med en søknad: fra hvilken tilstand, ved
hvem, med hvilke krav, med hvilken hjemmel, og hvilken hendelse det gir. `decide` er en ren funksjon
av saken, kommandoen, tidspunktet og brukeren. `muligheter` spør de samme vaktene, så knappene og
svaret aldri er uenige. Teksten en vakt sier nei med, er docstringen dens (`vakter.py`).

Maskinen finner, et menneske avgjør: `SYS` og `ARK` kan aldri fatte vedtak eller avvise, og et
positivt vedtak er umulig så lenge et funn ikke er vurdert av et menneske.

Saken er summen av hendelsene sine (`hendelse.py`, `sak.py`); ingenting endres, alt legges til.
Hver hendelse og kommando sier hvilken søknad i saken den gjelder. En region til (klage, gebyr,
høring) er en tabell til av samme slag.
"""


def mermaid() -> str:
    """Tilstandsdiagrammet som Mermaid."""
    linjer = ["stateDiagram-v2"]
    linjer += [f'    state "{TILSTANDSNAVN[t].nb}" as {t}' for t in Tilstand if t != Tilstand.NY]
    for overgang in SAKENS_GANG:
        for fra in overgang.fra:
            til = overgang.til or fra
            if til is fra and overgang.til is None and len(overgang.fra) > 3:
                continue  # det som kan skje overalt, står i tabellen
            hvem = ", ".join(overgang.roller)
            start = "[*]" if fra is Tilstand.NY else fra
            linjer.append(f"    {start} --> {til}: {overgang.tekst.nb} ({hvem})")
    linjer += [f"    {t} --> [*]" for t in sorted(SLUTT)]
    return "\n".join(linjer)


def tabell() -> str:
    """Overgangene som Markdown-tabell, med vaktenes tekster under."""
    linjer = [
        "| fra | kommando | roller | hendelse | til | hjemmel | dokument |",
        "|---|---|---|---|---|---|---|",
        *(_rad(overgang) for overgang in SAKENS_GANG),
    ]
    return "\n".join(linjer)


def vakttekster() -> str:
    """Hver vakt og hva den sier når den stanser noe."""
    brukt: dict[str, list[str]] = {}
    tekst = {}
    for overgang in SAKENS_GANG:
        for vakt in overgang.vakter:
            navn = brukt.setdefault(vakt.id, [])
            if overgang.navn not in navn:
                navn.append(overgang.navn)
            tekst[vakt.id] = vakt.tekst.nb
    rader = [
        f"| `{id_}` | {tekst[id_]} | {', '.join(f'`{n}`' for n in navn)} |"
        for id_, navn in brukt.items()
    ]
    return "\n".join(["| vakt | sier nei med | gjelder |", "|---|---|---|", *rader])


def _rad(overgang: Overgang) -> str:
    celler = (
        ", ".join(overgang.fra),
        f"`{overgang.navn}`{' **(vedtak)**' if overgang.avgjoer else ''}",
        ", ".join(overgang.roller),
        f"`{overgang.hendelse.type}`",
        overgang.til or "uendret",
        ", ".join(map(str, overgang.hjemmel)) or "–",
        overgang.dokument.nb if overgang.dokument else "–",
    )
    return f"| {' | '.join(celler)} |"


def side() -> str:
    """Hele README-filen."""
    roller = "\n".join(f"- `{r}`: {ROLLENAVN[r].nb}" for r in Rolle)
    return (
        f"{INNLEDNING}\n```mermaid\n{mermaid()}\n```\n\n## Roller\n\n{roller}\n\n"
        f"## Overgangene\n\n{tabell()}\n\n## Vaktene\n\n{vakttekster()}\n"
    )


def main(valg: list[str]) -> int:
    if valg == ["--write"]:
        FIL.write_text(side(), "utf-8")
        return 0
    if valg == ["--check"]:
        return 0 if FIL.is_file() and FIL.read_text("utf-8") == side() else 1
    print("bruk: python -m byggsak.case.diagram --write | --check", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
