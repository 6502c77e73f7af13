"""The plans on the place in the report: as JSON, as lines and a table, and back from the store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from byggsak.domain.planoversikt import EMNENAVN, Planemne, Planrad, Planverdi
from byggsak.domain.tekst import Spraak, Tekst, skriv

Json = dict[str, Any]

PLANENE: Final = Tekst(
    "Planene på stedet, nyeste først", "Planane på staden, nyaste først", "The plans on the place"
)
ULIKT: Final = Tekst(
    "ulikt: den nyeste går foran om den ikke sier noe annet (pbl § 1-5); et menneske avgjør",
    "ulikt: den nyaste går føre om han ikkje seier noko anna (pbl § 1-5); eit menneske avgjer",
    "they differ: the newest goes first unless it says otherwise (pbl § 1-5); a person decides",
)
SIER_IKKE: Final = Tekst(
    "sier ikke noe i kartet", "seier ikkje noko i kartet", "says nothing in the map"
)
FORKLART: Final = Tekst(
    "Det kartet og de innlagte bestemmelsene sier. Eldre planer gjelder ved siden av til de er "
    "opphevet.",
    "Det kartet og dei innlagde føresegnene seier. Eldre planar gjeld ved sida av til dei er "
    "oppheva.",
    "What the map and the entered provisions say. Older plans hold beside newer until repealed.",
)
KOLONNER: Final = (
    Tekst("Tema", "Tema", "Theme"),
    Tekst("Plan", "Plan", "Plan"),
    Tekst("Sier", "Seier", "Says"),
)


class Rad(NamedTuple):
    """One line of the table; `foerste` of its theme."""

    foerste: bool
    tema: str
    plan: str
    sier: str


def planer_som_json(rader: Iterable[Planrad]) -> list[Json]:
    """The same in every language: names and codes are those of the map."""
    return [
        {
            "byggverk": rad.byggverk,
            "emne": rad.emne.value,
            "motstrid": rad.motstrid,
            "planer": [
                {
                    "plan": p.plan_id,
                    "navn": p.navn,
                    "slag": p.slag,
                    "dato": None if p.dato is None else p.dato.isoformat(),
                    "verdier": list(p.verdier),
                }
                for p in rad.planer
            ],
        }
        for rad in rader
    ]


def planer_fra_json(lagret: Iterable[Json]) -> tuple[Planrad, ...]:
    return tuple(
        Planrad(
            rad["byggverk"],
            Planemne(rad["emne"]),
            tuple(
                Planverdi(
                    p["plan"],
                    p["navn"],
                    p["slag"],
                    None if p["dato"] is None else date.fromisoformat(p["dato"]),
                    tuple(p["verdier"]),
                )
                for p in rad["planer"]
            ),
        )
        for rad in lagret
    )


def tabell(rader: Sequence[Planrad], spraak: Spraak) -> list[Rad]:
    """The rows for a reader, one per theme and plan."""
    svar = []
    for rad in rader:
        tema = f"{rad.byggverk}: {EMNENAVN[rad.emne].paa(spraak)}"
        if rad.motstrid:
            tema += f" – {ULIKT.paa(spraak)}"
        for nr, p in enumerate(rad.planer):
            plan = f"{p.navn} ({skriv(p.dato, spraak)})" if p.dato else p.navn
            sier = ", ".join(p.verdier) or SIER_IKKE.paa(spraak)
            svar.append(Rad(nr == 0, tema, plan, sier))
    return svar


def linjer(rader: Sequence[Planrad], spraak: Spraak) -> list[str]:
    """The table as lines of text, with a heading."""
    svar = [PLANENE.paa(spraak), ""]
    for rad in tabell(rader, spraak):
        if rad.foerste:
            svar.append(rad.tema)
        svar.append(f"  {rad.plan}: {rad.sier}")
    return [*svar, ""]
