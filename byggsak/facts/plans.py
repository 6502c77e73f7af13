"""Byggverkshoeyde, Arealformaal, Byggegrense and Faresone: each new building against the plan."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from byggsak.domain.eiendom import Byggverkshoeyde
from byggsak.domain.facts import Maal
from byggsak.domain.plan import Arealformaal, Byggegrense, Faresone
from byggsak.domain.tekst import Tekst
from byggsak.facts import reasons
from byggsak.facts.local_law import har_lokal_hoeyde
from byggsak.facts.mapview import Plan
from byggsak.facts.reasons import ukjent_felt
from byggsak.facts.site import NyttBygg, Tomt
from byggsak.geometry.measure import INGEN_FORM, Form, areal, lengde, union
from byggsak.geometry.measure_line import Overskridelse, UtenSide, overskridelse, samlet
from byggsak.geometry.measure_plan import del_i, formaal_under, ligger_paa, tillatte_formaal

FLOM: Final = "flom"
SKRED: Final = "skred"
HOEYSPENT: Final = "hoeyspent"
_SONEKODER: Final = {FLOM: "320", SKRED: "310", HOEYSPENT: "370"}
_RISIKOER: Final = {
    FLOM: {"flom", "plutseligflom", "stormflo", "overvannsflom"},
    SKRED: {"kvikkleire", "steinsprang", "snoskred", "sorpeskred", "jordskred", "fjellskred"},
    HOEYSPENT: set(),
}
_REDEGJOERELSE: Final = {
    FLOM: "RedegjoerelseSkredOgFlom",
    SKRED: "RedegjoerelseSkredOgFlom",
    HOEYSPENT: "AvklaringHoyspent",
}
_BYGGEOMRAADE, _VEG = "1", "2"  # land use 1xxx and 2xxx
_UTEN_SIDE: Final = {
    UtenSide.AAPEN: reasons.LINJEN_ER_AAPEN,
    UtenSide.INGEN_VEG: reasons.LINJEN_UTEN_VEG,
    UtenSide.UTENFOR: reasons.UTENFOR_BYGGEOMRAADE,
}


def med_eldre(plan: Plan, under: Sequence[Plan]) -> str:
    """The name of the plan that governs with its year, and after it the older ones in the place.

    Older plans stay in force beside a newer one until repealed, so they are always named.
    """
    return " / ".join(_med_aar(p) for p in (plan, *(p for p in under if p is not plan)))


def _med_aar(plan: Plan) -> str:
    return f"{plan.navn} ({plan.dato.year})" if plan.dato else plan.navn


def hoeyder(tomt: Tomt) -> list[Byggverkshoeyde]:
    if tomt.plan_grunn is not None:
        return [reasons.uavklart(Byggverkshoeyde, tomt.plan_grunn)]
    svar = []
    for bygg in tomt.nye:
        b = bygg.bygning
        svar.append(
            Byggverkshoeyde(
                navn=b.gml_id,
                sted=tomt.sted(b.gml_id, b.linje, bygg.fotavtrykk),
                plan_har_hoeydebestemmelse=_har_hoeyde(tomt, bygg),
                gesimshoeyde=_hoeyde(b.gesimshoeyde, "gesimshoeyde"),
                moenehoeyde=_hoeyde(b.moenehoeyde, "moenehoeyde"),
            )
        )
    return svar


def _hoeyde(hoeyde: Decimal | None, felt: str) -> Any:
    if hoeyde is None:
        return ukjent_felt(Byggverkshoeyde, felt, reasons.IKKE_I_SITUASJONSPLANEN)
    return Maal(hoeyde)


def _har_hoeyde(tomt: Tomt, bygg: NyttBygg) -> Any:
    """Whether the plan in force has a regulated height on the plot.

    A height drawn elsewhere in the same field is not taken as support for this building. A limit
    that somebody has read out of the provisions is.
    """
    if tomt.plankart_grunn is not None:
        return ukjent_felt(Byggverkshoeyde, "plan_har_hoeydebestemmelse", tomt.plankart_grunn)
    if har_lokal_hoeyde(tomt, bygg):
        return True
    stedet = [*tomt.paa(bygg.fotavtrykk), bygg.fotavtrykk]
    hoeyder_her = [
        hoeyde
        for plan in tomt.utsnitt.planer
        for hoeyde in plan.hoeyder
        if hoeyde.intersects(plan.gjelder) and any(hoeyde.intersects(s) for s in stedet)
    ]
    if any(ligger_paa(hoeyde, s, tomt.krav) for hoeyde in hoeyder_her for s in stedet):
        return True
    samlet_sted = union(stedet) if hoeyder_her else INGEN_FORM
    return any(ligger_paa(hoeyde, samlet_sted, tomt.krav) for hoeyde in hoeyder_her)


def arealformaal(tomt: Tomt) -> list[Arealformaal]:
    return _per_bygg(tomt, Arealformaal, _arealformaal)


def _arealformaal(tomt: Tomt, bygg: NyttBygg) -> list[Arealformaal]:
    b, fotavtrykk = bygg.bygning, bygg.fotavtrykk
    under = tomt.planer_under(fotavtrykk)
    gjeldende = next((p for p in under if p.gjelder.intersects(fotavtrykk)), None)
    sted = tomt.sted(b.gml_id, b.linje)
    if gjeldende is None:
        return [reasons.uavklart(Arealformaal, reasons.INGEN_PLAN_HER, sted, b.gml_id)]
    tillatt = tillatte_formaal(_bygningstype(tomt, bygg), tomt.krav)
    maalt = formaal_under(
        fotavtrykk,
        [
            (kode, _der(flate, p, fotavtrykk))
            for p in under
            for kode, flate, _ in p.formaal
            if flate.intersects(fotavtrykk)
        ],
        tillatt,
    )
    return [
        Arealformaal(
            navn=b.gml_id,
            sted=tomt.sted(b.gml_id, b.linje, maalt.utenfor),
            plan_id=gjeldende.plan_id,
            plannavn=med_eldre(gjeldende, under),
            utenfor=areal(maalt.utenfor),
            bredde_utenfor=lengde(maalt.bredde_utenfor),
            formaal=tuple(dict.fromkeys(d.kode for d in maalt.deler)),
            formaal_utenfor=maalt.utenfor_koder,
        )
    ]


def _der(flate: Form, plan: Plan, fotavtrykk: Form) -> Form:
    """The land use where the plan governs; only plans that share the footprint need the overlay."""
    if plan.gjelder.covers(fotavtrykk):
        return flate
    felles = flate.intersection(fotavtrykk)
    if plan.gjelder.covers(felles):
        return felles
    return felles.intersection(plan.gjelder)


def _bygningstype(tomt: Tomt, bygg: NyttBygg) -> str | None:
    """The building's own type; the application's when it is the only new building."""
    if bygg.bygning.bygningstype is not None or len(tomt.nye) != 1:
        return bygg.bygning.bygningstype
    return tomt.grunnlag.soeknad.bygningstype


def byggegrenser(tomt: Tomt) -> list[Byggegrense]:
    """One per building and building line on the plot; none where the plan has no such line."""
    return _per_bygg(tomt, Byggegrense, _byggegrenser)


def _byggegrenser(tomt: Tomt, bygg: NyttBygg) -> list[Byggegrense]:
    b = bygg.bygning
    if not tomt.planer_under(bygg.skrog):
        grunn = reasons.INGEN_PLAN_HER
        sted = tomt.sted(b.gml_id, b.linje)
        return [reasons.uavklart(Byggegrense, grunn, sted, b.gml_id)]
    stedet = [*tomt.paa(bygg.fotavtrykk), bygg.skrog]
    svar = []
    for plan, navn, linje in tomt.byggegrenser:
        if not any(linje.intersects(s) for s in stedet):
            continue
        maalt = overskridelse(
            bygg.skrog,
            linje,
            samlet(tuple(plan.flater(_BYGGEOMRAADE))),
            samlet(tuple(plan.flater(_VEG))),
            tomt.krav,
        )
        svar.append(
            Byggegrense(
                navn=f"{b.gml_id} mot byggegrense {navn}",
                sted=tomt.sted(
                    b.gml_id, b.linje, maalt.flate if isinstance(maalt, Overskridelse) else linje
                ),
                plan_id=plan.plan_id,
                overskridelse=lengde(maalt.meter)
                if isinstance(maalt, Overskridelse)
                else ukjent_felt(Byggegrense, "overskridelse", _UTEN_SIDE[maalt]),
            )
        )
    return svar


def faresoner(tomt: Tomt) -> list[Faresone]:
    """One per building and kind of hazard, also where no zone hits: it says what was searched."""
    svar = []
    for slag in _SONEKODER:
        felles: dict[str, Any] = {
            "slag": slag,
            "kode": _SONEKODER[slag],
            "har_sikkerhetsklasse": _har_klasse(tomt, slag),
            "har_redegjoerelse": _REDEGJOERELSE[slag] in tomt.grunnlag.vedleggstyper,
        }
        grunn = tomt.plan_grunn or tomt.plankart_grunn
        if grunn is not None:
            svar.append(reasons.alt_ukjent(Faresone(navn=slag, **felles), grunn))
            continue
        svar += [_faresone(tomt, bygg, felles) for bygg in tomt.nye]
    return svar


def _faresone(tomt: Tomt, bygg: NyttBygg, felles: dict[str, Any]) -> Faresone:
    b, fotavtrykk = bygg.bygning, bygg.fotavtrykk
    treff = [
        (flate, objekt)
        for plan in (*tomt.utsnitt.planer, *tomt.utsnitt.kommuneplaner)
        for kode, flate, objekt in plan.faresoner
        if kode == felles["kode"] and flate.intersects(fotavtrykk)
    ]
    i_sonen = del_i(fotavtrykk, [flate for flate, _ in treff])
    funnet = treff[0][1].gml_id if treff and not i_sonen.is_empty else b.gml_id
    datasett = tomt.utsnitt.plandatasett
    bygningstype: Any = _bygningstype(tomt, bygg)
    if bygningstype is None:
        bygningstype = ukjent_felt(Faresone, "bygningstype", reasons.IKKE_I_SITUASJONSPLANEN)
    felles = {**felles, "bygningstype": bygningstype}
    sone = Faresone(
        navn=f"{b.gml_id}, {felles['slag']}",
        sted=tomt.sted(funnet, b.linje, i_sonen),
        overlapp=areal(i_sonen),
        **felles,
    )
    if datasett:
        # The oldest date: the search is no fresher than its stalest part.
        sone = Faresone(
            **{f: getattr(sone, f) for f in ("navn", "sted", "overlapp")},
            **felles,
            soekt_i=", ".join(dict.fromkeys(d.navn for d in datasett)),
            soekt_dato=min(d.dato for d in datasett),
        )
    return sone


def _har_klasse(tomt: Tomt, slag: str) -> bool:
    return any(
        (r.risikotype or "").lower() in _RISIKOER[slag] and bool(r.sikkerhetsklasse)
        for r in tomt.grunnlag.soeknad.risikoer
    )


def _per_bygg(tomt: Tomt, type_: Any, maal: Any) -> list[Any]:
    """For every new building; one unknown thing where plan or map is missing."""
    grunn: Tekst | None = tomt.plan_grunn or tomt.plankart_grunn
    if grunn is None:
        return [ting for bygg in tomt.nye for ting in maal(tomt, bygg)]
    if not tomt.nye:
        return [reasons.uavklart(type_, grunn)]
    return [
        reasons.uavklart(
            type_, grunn, tomt.sted(b.bygning.gml_id, b.bygning.linje), b.bygning.gml_id
        )
        for b in tomt.nye
    ]
