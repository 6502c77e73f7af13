"""Plansone: the zones of the plans in force, and temporary bans, under the new buildings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from byggsak.domain.kart import Kartobjekt
from byggsak.domain.plansone import BESTEMMELSESOMRAADE, MIDLERTIDIG_FORBUD, Plansone
from byggsak.domain.tekst import Tekst
from byggsak.facts import reasons
from byggsak.facts.mapview import verdi
from byggsak.facts.reasons import ukjent_felt
from byggsak.facts.site import NyttBygg, Tomt
from byggsak.geometry.measure import Form, areal
from byggsak.geometry.measure_plan import del_i

VEDTAK: Final = "UttalelseVedtakAnnenOffentligMyndighet"
_ANNEN_REGEL: Final = frozenset({"310", "320", "370"})  # flood, landslide, high voltage: Faresone
_KODEFELT: Final = {
    "SikringSone": "sikring",
    "StøySone": "støy",
    "FareSone": "fare",
    "InfrastrukturSone": "infrastruktur",
    "AngittHensynSone": "angittHensyn",
    "BåndleggingSone": "båndlegging",
    "GjennomføringSone": "gjennomføring",
    "DetaljeringSone": "detaljering",
}
# The names of the last days are general knowledge for the ban, read for «båndlagtFremTil»
_GYLDIG_TIL: Final = ("båndlagtFremTil", "gyldigTilDato", "gyldigTil")
UTEN_DATO: Final = Tekst(
    "plankartet sier ikke hvor lenge",
    "plankartet seier ikkje kor lenge",
    "the plan map does not say how long",
)
INGEN_SONE: Final = Tekst(
    "ingen sone i plankartet ligger under byggverket",
    "inga sone i plankartet ligg under byggverket",
    "no zone of the plan map lies under the structure",
)
TREFF: Final = Tekst(
    "byggverket ligger i en sone",
    "byggverket ligg i ei sone",
    "the structure lies in a zone",
)
UTEN_KODE: Final = Tekst(
    "sonen i plankartet har ingen kode",
    "sona i plankartet har ingen kode",
    "the zone in the plan map has no code",
)


def plansoner(tomt: Tomt) -> list[Plansone]:
    """One per new building and zone under it; one in all where there is none."""
    grunn = tomt.plan_grunn or tomt.plankart_grunn
    if grunn is not None:
        return [reasons.uavklart(Plansone, grunn)]
    funnet = [
        sone
        for flate, objekt, plan in _soner(tomt)
        for bygg in tomt.nye
        if flate.intersects(bygg.skrog)
        and (sone := _sone(tomt, bygg, flate, objekt, plan)) is not None
    ]
    if funnet:
        return funnet
    return [reasons.alt_ukjent(Plansone(treff=False, **_soekt(tomt)), INGEN_SONE)]


def _soner(tomt: Tomt) -> Iterator[tuple[Form, Kartobjekt, str]]:
    for plan in (*tomt.utsnitt.planer, *tomt.utsnitt.kommuneplaner):
        for flate, objekt in plan.soner:
            yield flate, objekt, plan.navn
    for flate, objekt in tomt.utsnitt.forbud:
        yield flate, objekt, verdi(objekt, "plannavn") or objekt.plan_id or objekt.gml_id


def _sone(
    tomt: Tomt, bygg: NyttBygg, flate: Form, objekt: Kartobjekt, plan: str
) -> Plansone | None:
    """None where they only share an edge, or another rule has the zone."""
    kode = _kode(objekt)
    if kode in _ANNEN_REGEL:
        return None
    i_sonen = del_i(bygg.skrog, [flate])
    if i_sonen.is_empty:
        return None
    b = bygg.bygning
    sone = Plansone(
        navn=f"{b.gml_id} i {objekt.gml_id}",
        sted=tomt.sted(b.gml_id, b.linje, i_sonen),
        treff=True,
        kode=ukjent_felt(Plansone, "kode", UTEN_KODE) if kode is None else kode,
        overlapp=areal(i_sonen),
        plan=plan,
        gyldig_til=_gyldig_til(objekt),
        dato=tomt.grunnlag.plandato,
        bygningstype=_bygningstype(tomt, bygg),
        uttalelse_vedlagt=VEDTAK in tomt.grunnlag.vedleggstyper,
    )
    return reasons.alt_ukjent(sone, TREFF)


def _kode(objekt: Kartobjekt) -> str | None:
    slag = objekt.objekttype[2:]
    if slag in _KODEFELT:
        kode = verdi(objekt, _KODEFELT[slag])
        return None if kode is None else kode.upper().removeprefix("H")
    return BESTEMMELSESOMRAADE if slag == "BestemmelseOmråde" else MIDLERTIDIG_FORBUD


def _gyldig_til(objekt: Kartobjekt) -> Any:
    for navn in _GYLDIG_TIL:
        try:
            return date.fromisoformat((verdi(objekt, navn) or "")[:10])
        except ValueError:
            continue
    return ukjent_felt(Plansone, "gyldig_til", UTEN_DATO)


def _bygningstype(tomt: Tomt, bygg: NyttBygg) -> Any:
    """The building's own type; the application's when it is the only new building."""
    egen = bygg.bygning.bygningstype
    if egen is None and len(tomt.nye) == 1:
        egen = tomt.grunnlag.soeknad.bygningstype
    if egen is None:
        return ukjent_felt(Plansone, "bygningstype", reasons.IKKE_I_SITUASJONSPLANEN)
    return egen


def _soekt(tomt: Tomt) -> dict[str, Any]:
    """The datasets, and the oldest date: the search is no fresher than its stalest part."""
    datasett = tomt.utsnitt.plandatasett
    if not datasett:
        return {}
    return {
        "soekt_i": ", ".join(dict.fromkeys(d.navn for d in datasett)),
        "soekt_dato": min(d.dato for d in datasett),
    }
