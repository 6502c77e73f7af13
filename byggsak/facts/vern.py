"""Sporavstand, Kulturminneavstand, Ledningsavstand and Aktsomhet: rail, heritage, lines, hazard."""

from __future__ import annotations

from typing import Any, Final

from byggsak.domain.kart import Kartobjekt
from byggsak.domain.omgivelser import (
    Aktsomhet,
    Kulturminneavstand,
    Ledningsavstand,
    Sporavstand,
)
from byggsak.domain.tekst import Tekst
from byggsak.domain.tema import Tema
from byggsak.facts import reasons
from byggsak.facts.mapview import TEMASOEK, verdi
from byggsak.facts.reasons import ukjent_felt
from byggsak.facts.site import NyttBygg, Tomt
from byggsak.facts.tema import INGENTING_NAER, Lag, avstander, lag, navnet, noeyaktighet, uavklarte
from byggsak.geometry.measure import INGEN_FORM, Form, areal, lengde
from byggsak.geometry.measure_plan import del_i
from byggsak.geometry.measure_tema import korteste, naermest

VEDTAK: Final = "UttalelseVedtakAnnenOffentligMyndighet"
_AVKLARING: Final = {"kraft": "AvklaringHoyspent", "vann_avloep": "AvklaringVA"}
_REDEGJOERELSE: Final = "RedegjoerelseSkredOgFlom"
_UTEN_SLAG: Final = "Aktsomhetsområde"  # does not say which hazard: both are asked
_I_BRUK: Final = frozenset({"i", "ibruk", "i bruk", "idrift", "i drift"})

# Vernetype in the heritage register: AUT, VED, MID, FOR, FPG and UAV are read in its code list
_VERN: Final = {
    "AUT": "automatisk",
    "VED": "vedtak",
    "FOR": "vedtak",
    "FPG": "vedtak",
    "MID": "vedtak",
    "UAV": "uavklart",
}
VERN: Final = ("automatisk", "sikringssone", "vedtak", "uavklart", "annet")


def sporavstander(tomt: Tomt) -> list[Sporavstand]:
    """Track centre lines; what the map says of the track's state is kept, never guessed at."""

    def sporet(_: NyttBygg, spor: Kartobjekt, __: Any) -> dict[str, Any]:
        status = verdi(spor, "jernbanestatus") or verdi(spor, "status")
        i_drift: Any = True
        if status is not None and status.casefold() not in _I_BRUK:
            i_drift = ukjent_felt(Sporavstand, "i_drift", _annen_status(status))
        return {"i_drift": i_drift, "tillatelse_vedlagt": VEDTAK in tomt.grunnlag.vedleggstyper}

    return avstander(tomt, Sporavstand, Tema.BANE, "jernbanen", sporet)


def ledningsavstander(tomt: Tomt) -> list[Ledningsavstand]:
    """One per building and kind of line."""
    return [
        *_ledninger(tomt, Tema.KRAFT, "kraft", "kraftledning"),
        *_ledninger(tomt, Tema.VANN_AVLOEP, "vann_avloep", "vann og avløp"),
    ]


def _ledninger(tomt: Tomt, tema: Tema, slag: str, mot: str) -> list[Ledningsavstand]:
    vedlagt = _AVKLARING[slag] in tomt.grunnlag.vedleggstyper
    fast: dict[str, Any] = {"slag": slag, "avklaring_vedlagt": vedlagt}
    return avstander(tomt, Ledningsavstand, tema, mot, fast=fast)


def vern(objekt: Kartobjekt) -> str:
    """The protection of a heritage object; «uavklart» for a code that is not known or missing."""
    if objekt.objekttype.endswith("Sikringssone"):
        return "sikringssone"
    kode = (verdi(objekt, "vernetype") or verdi(objekt, "høyesteVern") or "").upper()
    if kode in _VERN:
        return _VERN[kode]
    return "annet" if kode else "uavklart"


def kulturminneavstander(tomt: Tomt) -> list[Kulturminneavstand]:
    """One per building and kind of protection near it; one where nothing is near."""
    funnet = lag(tomt, Tema.KULTURMINNE)
    if funnet is None:
        return []
    grunn = tomt.plan_grunn or (funnet if isinstance(funnet, Tekst) else None)
    if grunn is not None:
        return uavklarte(tomt, Kulturminneavstand, grunn)
    assert isinstance(funnet, Lag)
    etter_vern = {slag: _vernet(funnet, slag) for slag in VERN}
    vedlagt = VEDTAK in tomt.grunnlag.vedleggstyper
    svar = []
    for bygg in tomt.nye:
        ved = [
            Kulturminneavstand(
                vern=slag, tillatelse_vedlagt=vedlagt, **_omraade(tomt, bygg, laget, naer, slag)
            )
            for slag, laget in etter_vern.items()
            if (naer := _naer(bygg.skrog, laget)) is not None
        ]
        svar += ved or [_ingen(tomt, bygg, Kulturminneavstand, funnet, "kulturminner")]
    return svar


def aktsomheter(tomt: Tomt) -> list[Aktsomhet]:
    """One per building and kind of hazard."""
    funnet = lag(tomt, Tema.AKTSOMHET)
    if funnet is None:
        return []
    grunn = tomt.plan_grunn or (funnet if isinstance(funnet, Tekst) else None)
    if grunn is not None:
        return uavklarte(tomt, Aktsomhet, grunn)
    assert isinstance(funnet, Lag)
    vedlagt = _REDEGJOERELSE in tomt.grunnlag.vedleggstyper
    slagene = {
        "flom": funnet.bare(lambda o: o.objekttype.startswith(("Flom", _UTEN_SLAG))),
        "skred": funnet.bare(lambda o: not o.objekttype.startswith("Flom")),
    }
    svar = []
    for bygg in tomt.nye:
        for slag, laget in slagene.items():
            naer = _naer(bygg.fotavtrykk, laget)
            if naer is None:
                ingen = Aktsomhet(
                    navn=f"{bygg.bygning.gml_id}, {slag}",
                    sted=tomt.sted(bygg.bygning.gml_id, bygg.bygning.linje),
                    naer=False,
                    slag=slag,
                    har_redegjoerelse=vedlagt,
                    **laget.soekt,
                )
                svar.append(reasons.alt_ukjent(ingen, INGENTING_NAER))
                continue
            felles = _omraade(tomt, bygg, laget, naer, slag)
            svar.append(Aktsomhet(slag=slag, har_redegjoerelse=vedlagt, **felles))
    return svar


def _naer(bygg: Form, laget: Lag) -> tuple[int, float] | None:
    funnet = naermest(bygg, laget.former)
    return None if funnet is None or funnet[1] > TEMASOEK else funnet


def _vernet(laget: Lag, slag: str) -> Lag:
    return laget.bare(lambda o: vern(o) == slag)


def _omraade(
    tomt: Tomt, bygg: NyttBygg, laget: Lag, naer: tuple[int, float], slag: str
) -> dict[str, Any]:
    """The nearest object, and how much of the building lies on any of its kind."""
    nr, meter = naer
    b, objekt = bygg.bygning, laget.objekter[nr]
    felles = del_i(bygg.skrog, laget.former) if meter == 0 else INGEN_FORM
    bevis = korteste(bygg.skrog, laget.former[nr]) if felles.is_empty else felles
    return {
        "navn": f"{b.gml_id} mot {navnet(objekt, 'navn', 'kulturminneId')} ({slag})",
        "sted": tomt.sted(b.gml_id, b.linje, bevis),
        "naer": True,
        "avstand": lengde(meter, noeyaktighet(objekt, tomt)),
        "overlapp": areal(felles),
        **laget.soekt,
    }


def _ingen(
    tomt: Tomt, bygg: NyttBygg, type_: type[Kulturminneavstand], laget: Lag, mot: str
) -> Kulturminneavstand:
    b = bygg.bygning
    ingen = type_(
        navn=f"{b.gml_id} mot {mot}", sted=tomt.sted(b.gml_id, b.linje), naer=False, **laget.soekt
    )
    return reasons.alt_ukjent(ingen, INGENTING_NAER)


def _annen_status(status: str) -> Tekst:
    return Tekst(
        f"kartet oppgir statusen «{status}» for sporet",
        f"kartet oppgir statusen «{status}» for sporet",
        f"the map gives the track the status “{status}”",
    )
