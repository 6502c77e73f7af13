"""Fristklassen: tre eller tolv uker, virkningen av oversittelse, og hjemmelen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from byggsak.case.frist.krav import Fristkrav
from byggsak.case.frist.lesemaate import Lesemaate
from byggsak.case.frist.tidslinje import Tidslinje


@dataclass(frozen=True, slots=True)
class Klasse:
    """`uker` er None der loven ikke satte noen frist."""

    uker: int | None
    virkning: str  # ANSETT_GITT, BRUK_TILLATT, IGANGSETTING_TILLATT, GEBYR, NONE
    hjemmel: str
    grunn: str


FOERSTE = "pbl § 21-7 første ledd"


def fristklasse(tidslinje: Tidslinje, krav: Fristkrav, rettsdato: date, valg: Lesemaate) -> Klasse:
    """Klassen etter loven på `rettsdato` (pbl § 21-7, SAK10 §§ 7-1 og 7-4)."""
    fakta, kort, lang = tidslinje.fakta, krav.korte_uker, krav.lange_uker
    dispensasjon = fakta.get("dispensasjon", "ingen")
    fra_plan_foer_2015 = dispensasjon == "plan" and rettsdato < krav.lovendring_2015
    uten_frist = Klasse(
        None, "NONE", "pbl § 21-7 (før 1. juli 2015)", "dispensasjon fra plan hadde ingen frist"
    )
    match tidslinje.type:
        case "FA":
            return Klasse(kort, "BRUK_TILLATT", "pbl § 21-7 sjuende ledd", "ferdigattest")
        case "IG":
            return Klasse(
                kort, "IGANGSETTING_TILLATT", "pbl § 21-7 sjette ledd", "igangsettingstillatelse"
            )
        case "MB":
            return Klasse(
                kort,
                "NONE",
                "SAK10 § 7-1 første ledd bokstav b",
                "midlertidig brukstillatelse: oversittelse har ingen virkning",
            )
        case "DI":
            if fra_plan_foer_2015:
                return uten_frist
            return Klasse(lang, "GEBYR", "SAK10 § 7-4 bokstav a", "dispensasjon alene")
        case "RS":
            return Klasse(lang, "GEBYR", FOERSTE, "rammetillatelse har alltid tolv uker")
    if fra_plan_foer_2015:
        return uten_frist
    gjelder = fakta.get("endrer", "ET") if tidslinje.type == "ES" else tidslinje.type
    if tidslinje.type == "ES" and gjelder == "RS":
        if rettsdato < krav.lovendring_2017:
            return Klasse(lang, "GEBYR", FOERSTE, "endring av rammetillatelse før 1. juli 2017")
        gjelder = "ET"
    hinder = _hinder(tidslinje, gjelder)
    if gjelder == "TA" and fakta.get("nabomerknader") and rettsdato < krav.lovendring_2015:
        if not hinder and "ta_2014_nabo" not in valg:
            return Klasse(
                kort,
                "NONE",
                "pbl § 21-7 tredje ledd",
                "nabomerknad før 1. juli 2015: ingen virkning",
            )
        hinder = hinder or "nabomerknad"
    if hinder:
        return Klasse(lang, "GEBYR", FOERSTE, hinder)
    ledd = {"ET": "andre", "TA": "tredje"}[gjelder] if tidslinje.type != "ES" else "åttende"
    return Klasse(kort, "ANSETT_GITT", f"pbl § 21-7 {ledd} ledd", "alle vilkår for tre uker holder")


def _hinder(tidslinje: Tidslinje, gjelder: str) -> str | None:
    """Det første vilkåret for tre uker som svikter, i lovens rekkefølge."""
    fakta = tidslinje.fakta
    if fakta.get("dispensasjon", "ingen") != "ingen" or tidslinje.alle("plan_endret"):
        return "tiltaket trenger dispensasjon"
    if not fakta.get("i_samsvar", False):
        return "tiltaket er ikke i samsvar med lov, forskrift og plan"
    if fakta.get("annen_myndighet"):
        return "annen myndighet må uttale seg eller samtykke"
    if gjelder == "ET" and fakta.get("nabomerknader"):
        return "nabo eller gjenboer har merknader"
    return None
