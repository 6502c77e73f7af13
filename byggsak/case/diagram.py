"""Skriver sakens gang som diagrammer, tabeller og tegning: `README.md` og `sakens-gang.svg`.

`python -m byggsak.case.diagram --write` skriver; `--check` gir 1 når en av filene er foreldet.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from byggsak.case.diagramtekst import FOELGER, INNLEDNING, REGIONER
from byggsak.case.funnets_foelger import ANLEDNINGER, FUNNETS_FOELGER
from byggsak.case.hviler import HVILER
from byggsak.case.overgang import Overgang
from byggsak.case.regioner import Region
from byggsak.case.saksgangkrav import SEKSJONER, Saksgangkrav, som_iso
from byggsak.case.tabell import ALLE
from byggsak.case.tegning import tegn
from byggsak.case.tilstand import ROLLENAVN, Rolle
from byggsak.case.tilstandsnavn import REGIONSNAVN, navn_paa
from byggsak.case.ventetid import BEHANDLINGSFRIST, VENTER
from byggsak.rule.catalogue import Katalog

FIL = Path(__file__).with_name("README.md")
TEGNING = Path(__file__).with_name("sakens-gang.svg")


def mermaid(region: Region) -> str:
    """Tilstandsdiagrammet for én region som Mermaid."""
    linjer = ["stateDiagram-v2"]
    mine = [o for o in ALLE if o.region is region]
    foerst = _foerst(region)
    tilstander = dict.fromkeys(t for o in mine for t in (*o.fra, *([o.til] if o.til else [])))
    linjer += [f'    state "{navn_paa(region, t).nb}" as {t}' for t in tilstander if t != foerst]
    for overgang in mine:
        for fra in overgang.fra:
            til = overgang.til or fra
            if overgang.til is None and len(overgang.fra) > 2:
                continue  # det som kan skje nesten overalt, står i tabellen
            hvem = ", ".join(overgang.roller)
            start = "[*]" if fra == foerst else fra
            slutt = "[*]" if til == foerst else til
            linjer.append(f"    {start} --> {slutt}: {overgang.tekst.nb} ({hvem})")
    if region is Region.FUNN:
        linjer += _foelgepiler(foerst)
    ut = {t for o in mine if o.til is not None for t in o.fra}
    linjer += [f"    {t} --> [*]" for t in tilstander if t not in ut and t != foerst]
    return "\n".join(linjer)


def _foerst(region: Region) -> str:
    """Tilstanden regionen begynner i."""
    return next(iter(type(next(iter(HVILER[region] | set(VENTER[region]))))))


def _foelgepiler(foerst: str) -> list[str]:
    """Det som skjer med funnene av seg selv når noe annet skjer i saken."""
    return [
        f"    {'[*]' if fra == foerst else fra} --> {regel.til}: {ANLEDNINGER[regel.ved].nb}"
        for regel in FUNNETS_FOELGER
        if regel.til is not None
        for fra in regel.fra
    ]


def foelger() -> str:
    """Det samme som Markdown-tabell."""
    rader = [
        f"| {', '.join(regel.fra)} | `{regel.ved}`: {ANLEDNINGER[regel.ved].nb} | "
        f"{regel.til or 'uendret, med merke'} | {', '.join(map(str, regel.hjemmel)) or '–'} |"
        for regel in FUNNETS_FOELGER
    ]
    return "\n".join(["| fra | når | til | hjemmel |", "|---|---|---|---|", *rader])


def tabell(region: Region) -> str:
    """Overgangene i regionen som Markdown-tabell."""
    return "\n".join(
        [
            "| fra | kommando | roller | hendelse | til | klokke | hjemmel | dokument |",
            "|---|---|---|---|---|---|---|---|",
            *(_rad(overgang) for overgang in ALLE if overgang.region is region),
        ]
    )


def klokke(overgang: Overgang) -> str:
    """Klokka overgangen starter: den i tilstanden den fører til."""
    venter = VENTER[overgang.region].get(overgang.til) if overgang.til else None
    if venter is None:
        return "–"
    if venter.felt:
        return f"`{venter.felt}`"
    if venter.krav == BEHANDLINGSFRIST:
        return "`byggsak frist`"
    return som_iso(_krav(), venter.krav)


def klokker() -> str:
    """Hver tilstand som venter på noen: hva, hvem og hvor lenge."""
    linjer = ["| region | tilstand | venter på | hvem | klokke |", "|---|---|---|---|---|"]
    for region, tilstander in VENTER.items():
        for tilstand, venter in tilstander.items():
            if venter.felt:
                tid = f"datoen `{venter.felt}`"
            elif venter.krav == BEHANDLINGSFRIST:
                tid = "fristen i pbl § 21-7, som `byggsak frist` regner den"
            else:
                tid = f"{som_iso(_krav(), venter.krav)} (`{venter.krav}`)"
            celler = (
                region.value,
                navn_paa(region, tilstand).nb,
                venter.oppgave.nb,
                ", ".join(venter.roller),
                tid,
            )
            linjer.append(f"| {' | '.join(celler)} |")
    return "\n".join(linjer)


def _krav() -> Saksgangkrav:
    return Katalog.last().parametre.les(SEKSJONER, Saksgangkrav, date.max)


def vakttekster() -> str:
    """Hver vakt og hva den sier når den stanser noe."""
    brukt: dict[str, list[str]] = {}
    tekst = {}
    for overgang in ALLE:
        for vakt in overgang.alle_vakter:
            navn = brukt.setdefault(vakt.id, [])
            if overgang.navn not in navn:
                navn.append(overgang.navn)
            tekst[vakt.id] = vakt.tekst.nb
    rader = [f"| `{id_}` | {tekst[id_]} | {_gjelder(id_, navn)} |" for id_, navn in brukt.items()]
    return "\n".join(["| vakt | sier nei med | gjelder |", "|---|---|---|", *rader])


def _gjelder(vakt: str, navn: list[str]) -> str:
    if vakt == "er_habil":
        return "alt noen i kommunen gjør"
    return ", ".join(f"`{n}`" for n in navn)


def _rad(overgang: Overgang) -> str:
    til = str(overgang.til or "uendret")
    celler = (
        ", ".join(overgang.fra),
        f"`{overgang.navn}`{' **(vedtak)**' if overgang.avgjoer else ''}",
        ", ".join(overgang.roller),
        f"`{overgang.hendelse.type}`",
        f"{til}; søknaden blir {overgang.ogsaa}" if overgang.ogsaa else til,
        klokke(overgang),
        ", ".join(map(str, overgang.hjemmel)) or "–",
        overgang.dokument.nb if overgang.dokument else "–",
    )
    return f"| {' | '.join(celler)} |"


def side() -> str:
    """Hele README-filen."""
    roller = "\n".join(f"- `{r}`: {ROLLENAVN[r].nb}" for r in Rolle)
    regioner = "\n\n".join(
        f"## Region: {REGIONSNAVN[r].nb}\n\n{REGIONER[r]}\n\n```mermaid\n{mermaid(r)}\n```\n\n"
        f"{tabell(r)}" + (f"\n\n{FOELGER}\n\n{foelger()}" if r is Region.FUNN else "")
        for r in Region
    )
    return (
        f"{INNLEDNING}\n![Sakens gang]({TEGNING.name})\n\n## Roller\n\n{roller}\n\n{regioner}\n\n"
        f"## Klokkene\n\n{klokker()}\n\n## Vaktene\n\n{vakttekster()}\n"
    )


def main(valg: list[str]) -> int:
    innhold = {FIL: side(), TEGNING: tegn()}
    if valg == ["--write"]:
        for fil, tekst in innhold.items():
            fil.write_text(tekst, "utf-8")
        return 0
    if valg == ["--check"]:
        friske = all(f.is_file() and f.read_text("utf-8") == t for f, t in innhold.items())
        return 0 if friske else 1
    print("bruk: python -m byggsak.case.diagram --write | --check", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
