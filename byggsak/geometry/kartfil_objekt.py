"""What one object of a map file is: its type, its name, its ground, its plan and its property."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from byggsak.domain.tema import TEMA_AV_TYPE
from byggsak.geometry.gml_model import Geometrislag, GmlFeature, GmlGeometri

_PLANSTART: Final = ("Teig", "Rp", "Kp", "PblMidl")
_FLATETYPER: Final = ("Teig", "Område", "Omraade", "Sone")
_LINJETYPER: Final = ("Linje", "Høyde")
MATRIKKELENHET: Final = "Matrikkelenhet"
_LENGSTE_TYPE: Final = 64  # characters; a JSON file may say anything
_VALG: Final = (Geometrislag.FLATE, Geometrislag.KURVE, Geometrislag.PUNKT)


def er_flate(objekttype: str) -> bool:
    """A type of plan or cadastre whose objects are ground: a point or a line of it is not enough to
    say what it covers."""
    return objekttype.startswith(_PLANSTART) and objekttype.endswith(_FLATETYPER)


def har_plass(objekttype: str) -> bool:
    """A type that rules look for on the map, so that an object without geometry is one missed."""
    plan = objekttype.startswith(_PLANSTART) and objekttype.endswith((*_FLATETYPER, *_LINJETYPER))
    return plan or objekttype in TEMA_AV_TYPE


def objekttype(f: GmlFeature) -> str:
    # PostgreSQL keeps no NUL in a text; the properties are stored as JSON, which writes it out
    return uten_nul(f.objekttype)[:_LENGSTE_TYPE]


def uten_nul(tekst: str) -> str:
    return tekst.replace("\0", "")


def gml_id(f: GmlFeature) -> str:
    return uten_nul(f.gml_id)


def enheter(f: GmlFeature) -> tuple[str, ...]:
    return tuple(
        matrikkelenhet(e, f)
        for sti, enheter in f.grupper.items()
        if sti.endswith(MATRIKKELENHET)
        for e in enheter
    )


def matrikkelenhet(enhet: Mapping[str, str], f: GmlFeature) -> str:
    kommune = enhet.get("kommunenummer") or f.egenskaper.get("kommunenummer", ("",))[0]
    numre = [enhet.get(n, "0") for n in ("gardsnummer", "bruksnummer", "festenummer")]
    return f"{kommune.zfill(4)}-{'/'.join(numre)}"


def plan_id(f: GmlFeature) -> str | None:
    """«kommunenummer_planidentifikasjon» of its own NasjonalArealplanId."""
    for sti, grupper in f.grupper.items():
        if not sti.endswith("NasjonalArealplanId"):
            continue
        plan = grupper[0].get("planidentifikasjon")
        enhet = f.grupper.get(f"{sti}/administrativEnhet/AdministrativEnhetskode", ({},))[0]
        kommune = grupper[0].get("kommunenummer") or enhet.get("kommunenummer")
        if plan and kommune:
            return f"{kommune.zfill(4)}_{plan}"
    return None


def hovedgeometri(geometrier: Iterable[GmlGeometri]) -> GmlGeometri | None:
    """The surface before the line before the point (a Teig has a representasjonspunkt as well)."""
    liste = list(geometrier)
    return next((g for slag in _VALG for g in liste if g.slag is slag), None)
