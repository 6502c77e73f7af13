"""Hele svaret for en tidslinje, med begge lesemåter der loven er åpen."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from byggsak.case.frist.etter import hoering, nabovarsel, saerskilte, vedtak
from byggsak.case.frist.kalender import pluss_uker, virkedag
from byggsak.case.frist.klasse import Klasse, fristklasse
from byggsak.case.frist.klokke import Klokke, Linje, gaa
from byggsak.case.frist.krav import Fristkrav
from byggsak.case.frist.lesemaate import AAPNE, UTGANGSPUNKT, Lesemaate
from byggsak.case.frist.tidslinje import Tidslinje


@dataclass(frozen=True, slots=True)
class Alternativ:
    """Den andre lesemåten: navnet, spørsmålet og de verdiene som blir annerledes."""

    valg: str
    spoersmaal: str
    verdier: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fristsvar:
    """`verdier` har nøklene fra formatet; `hovedbok` har en linje for hver dag som telles."""

    verdier: dict[str, Any]
    hovedbok: tuple[Linje, ...]
    hjemmel: tuple[str, ...]
    alternativ: tuple[Alternativ, ...] = ()
    ikke_forstaatt: tuple[str, ...] = ()

    @property
    def sikkerhet(self) -> str:
        return "tvilsom" if self.alternativ or self.ikke_forstaatt else "klar"


def beregn(tidslinje: Tidslinje, krav: Fristkrav) -> Fristsvar:
    """Regn ut alt. Motoren fatter aldri vedtak: `automatisk_vedtak` er alltid usann."""
    verdier, linjer, hjemler = _en_lesning(tidslinje, krav, UTGANGSPUNKT)
    alternativ = []
    for valg, spoersmaal in AAPNE.items():
        andre, _, _ = _en_lesning(tidslinje, krav, frozenset({valg}))
        ulike = {k: v for k, v in andre.items() if verdier.get(k) != v}
        ulike |= {k: None for k in verdier if k not in andre}
        if ulike:
            alternativ.append(Alternativ(valg, spoersmaal, ulike))
    return Fristsvar(
        verdier,
        tuple(linjer),
        tuple(dict.fromkeys(hjemler)),
        tuple(alternativ),
        tuple(tidslinje.ukjente),
    )


def utgangspunktet(tidslinje: Tidslinje, krav: Fristkrav) -> dict[str, Any]:
    """Verdiene i den lesemåten byggsak går ut fra, uten de andre og uten hovedboken."""
    return _en_lesning(tidslinje, krav, UTGANGSPUNKT)[0]


def _en_lesning(
    t: Tidslinje, krav: Fristkrav, valg: Lesemaate
) -> tuple[dict[str, Any], list[Linje], list[str]]:
    verdier: dict[str, Any] = {"automatisk_vedtak": False}
    linjer: list[Linje] = []
    hjemler: list[str] = []
    mottatt = t.foerste("mottatt")
    sendt = t.siste("vedtak_sendt")
    if mottatt or t.alle("tilbake_fra_klageinstans"):
        rettsdato = mottatt.dato if mottatt else t.hendelser[0].dato
        if "overgang" in valg and sendt:
            rettsdato = sendt.dato
        klasse = fristklasse(t, krav, rettsdato, valg)
        klokke = gaa(t, klasse, krav, valg)
        linjer += klokke.linjer
        hjemler += [klasse.hjemmel, *klokke.hjemler]
        verdier |= {"frist_klasse_uker": klasse.uker, "virkning": klasse.virkning}
        verdier |= _frist(klokke)
        verdier |= _virkning(t, krav, klasse, klokke, valg, linjer, hjemler)
    verdier |= hoering(t, krav) | nabovarsel(t, krav, valg, linjer)
    verdier |= vedtak(t, krav, valg, linjer) | saerskilte(t, krav)
    hjemler += [linje.hjemmel for linje in linjer]
    return verdier, linjer, hjemler


def _frist(klokke: Klokke) -> dict[str, Any]:
    svar: dict[str, Any] = {
        "klokke_start": klokke.start,
        "stoppet_dager": klokke.stoppet,
        "frist_streng": klokke.frist,
        "frist_149": virkedag(klokke.frist) if klokke.frist else None,
    }
    if klokke.forlengelse_gyldig is not None:
        svar |= {"grunnfrist": klokke.grunnfrist, "forlengelse_gyldig": klokke.forlengelse_gyldig}
    return svar


def _virkning(
    t: Tidslinje,
    krav: Fristkrav,
    klasse: Klasse,
    klokke: Klokke,
    valg: Lesemaate,
    linjer: list[Linje],
    hjemler: list[str],
) -> dict[str, Any]:
    """Det oversittelsen betyr: dager over, gebyrreduksjon, rett, plangrunnlag og oppgaven."""
    if klokke.frist is None:
        return {"rett_fra": None, "oppgave": None, "dager_over": 0, "gebyrreduksjon_prosent": 0}
    frist = virkedag(klokke.frist) if "p149" in valg else klokke.frist
    sendt = t.siste("vedtak_sendt")
    if sendt and t.alle("tilbake_fra_klageinstans") and klokke.start and sendt.dato < klokke.start:
        sendt = None
    slutt = sendt.dato if sendt else t.per_dato
    over = max(0, (slutt - frist).days) if slutt and not (klokke.staar and not sendt) else 0
    gebyr = klasse.virkning == "GEBYR"
    prosent = (
        min(krav.gebyr_prosent_tak, krav.gebyr_prosent_per_uke * math.ceil(over / 7))
        if gebyr
        else 0
    )
    svar: dict[str, Any] = {"dager_over": over, "gebyrreduksjon_prosent": prosent}
    if (kroner := t.fakta.get("gebyr_kr")) is not None:
        tilbake = Decimal(str(kroner)) * prosent / 100
        svar["gebyr_tilbake_kr"] = int(tilbake) if tilbake == int(tilbake) else float(tilbake)
    gir_rett = klasse.virkning in {"ANSETT_GITT", "IGANGSETTING_TILLATT", "BRUK_TILLATT"}
    svar["rett_fra"] = frist + timedelta(days=1) if over and gir_rett else None
    svar["oppgave"] = _OPPGAVE[klasse.virkning] if over and gir_rett else None
    if over and slutt:
        hjemmel = "SAK10 § 7-2 tredje ledd" + (", § 7-6" if gebyr else "")
        linjer.append(Linje(frist, slutt, "over", hjemmel, f"{over} dager over"))
        hjemler.append("SAK10 § 7-6")
    if over and gebyr and t.type != "DI" and frist >= krav.lovendring_2017:
        svar["plangrunnlag_dato"] = frist
        hjemler.append("pbl § 21-7 femte ledd")
    return svar | _forbud(t, krav, frist)


_OPPGAVE = {
    "ANSETT_GITT": "vurder_om_tillatelse_regnes_som_gitt",
    "IGANGSETTING_TILLATT": "vurder_om_igangsetting_er_tillatt",
    "BRUK_TILLATT": "vurder_om_bruk_er_tillatt",
}


def _forbud(t: Tidslinje, krav: Fristkrav, frist: date) -> dict[str, Any]:
    """pbl §§ 13-1 og 21-7 femte ledd: varslet innen fristen, vedtatt innen åtte uker etter."""
    varslet = t.foerste("forbud_varslet")
    if varslet is None:
        return {}
    senest = pluss_uker(frist, krav.forbud_uker)
    fattet = t.siste("vedtak_fattet") or t.siste("vedtak_sendt")
    i_tide = varslet.dato <= frist and (fattet is None or fattet.dato <= senest)
    return {"forbud_senest": senest, "forbud_gyldig": i_tide}
