"""Utnytting, Arealregnskap and Fotavtrykk: built-up area measured and declared."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from byggsak.domain.eiendom import Arealregnskap, Fotavtrykk, Utnytting
from byggsak.domain.facts import Maal, Ukjent
from byggsak.domain.kart import Kartobjekt
from byggsak.domain.tekst import Tekst
from byggsak.facts import reasons
from byggsak.facts.bruksareal import BRUKSAREALTYPER, IKKE_BRUKSAREAL, bruksareal
from byggsak.facts.mapview import Plan, verdier
from byggsak.facts.plans import med_eldre
from byggsak.facts.reasons import ukjent_felt
from byggsak.facts.site import Tomt
from byggsak.geometry.measure import Form, areal, union
from byggsak.geometry.measure_area import BygdAreal, bebygd, nytt_areal
from byggsak.geometry.measure_plan import del_i
from byggsak.rule.unit import Anker

AREALDISPONERING: Final = "rammebetingelser/arealdisponering"
_DESIMALER: Final = Decimal("0.0001")  # finer than this a degree of use is floating-point noise
_BYGGEOMRAADE: Final = "1"  # land use 1xxx, bebyggelse og anlegg

_FRA_SKJEMA: Final = {
    "tomt_byggeomraade": "tomteareal_byggeomraade",
    "tomt_trekkes_fra": "tomteareal_som_trekkes_fra",
    "tomt_legges_til": "tomteareal_som_legges_til",
    "tomt_beregnet": "tomteareal_beregnet",
    "eksisterende": "areal_bebyggelse_eksisterende",
    "rives": "areal_bebyggelse_som_skal_rives",
    "nytt": "areal_bebyggelse_nytt",
    "parkering": "parkeringsareal_terreng",
    "sum_byggesak": "areal_sum_byggesak",
    "grad": "beregnet_grad_av_utnytting",
}


def utnyttinger(tomt: Tomt) -> list[Utnytting]:
    """One per plot, field of the plan and limit in it.

    The plot is the connected own ground that the project stands on, within land use 1xxx of the
    plan that governs there (TEK17 § 5-8); `tomt_brutto` is that ground whole.
    """
    grunn = tomt.plan_grunn or tomt.eiendom_grunn or tomt.plankart_grunn
    if grunn is not None or tomt.plan is None:
        return [reasons.uavklart(Utnytting, grunn or reasons.PLAN_MANGLER)]
    krav, plan = tomt.krav, tomt.plan
    staar_paa = [grunn for nytt in tomt.nye for grunn in tomt.paa(nytt.fotavtrykk)]
    tomter = [g for g in tomt.grunn if any(g is paa for paa in staar_paa)]
    if not tomter:
        return [reasons.uavklart(Utnytting, reasons.IKKE_PAA_EIENDOMMEN)]
    sliver = float(krav.sliver_areal)
    bygd = bebygd(plan.tiltak, plan.eksisterende, plan.parkering, krav)
    svar: list[Utnytting] = []
    for brutto in tomter:
        felter = [
            (p, objekt, netto)
            for p in tomt.utsnitt.planer
            for kode, flate, objekt in p.formaal
            if kode.startswith(_BYGGEOMRAADE)
            and flate.intersects(brutto)
            and (netto := del_i(brutto, [flate.intersection(p.gjelder)])).area > sliver
        ]
        if not felter:
            er_plan = any(p.gjelder.intersects(brutto) for p in tomt.utsnitt.planer)
            grunn = reasons.IKKE_BYGGEOMRAADE if er_plan else reasons.INGEN_PLAN_HER
            svar.append(reasons.uavklart(Utnytting, grunn, tomt.sted(None, None, brutto)))
            continue
        # Land of one field is measured with all that is built on the plot, also what stands on
        # road or green; with several fields each answers for what stands in it.
        i_felt = [del_i(bygd.flate, [f[2]]) for f in felter]
        bebygde = [nr for nr, flate in enumerate(i_felt) if flate.area > sliver]
        stoerst = max(bebygde or range(len(felter)), key=lambda nr: i_felt[nr].area)
        for nr in bebygde or [stoerst]:
            flate = del_i(bygd.flate, [brutto]) if len(felter) == 1 else i_felt[nr]
            svar += _i_felt(tomt, felter[nr], flate, brutto, bygd, nr == stoerst)
    return svar


def _i_felt(
    tomt: Tomt,
    felt: tuple[Plan, Kartobjekt, Form],
    flate: Form,
    brutto: Form,
    bygd: BygdAreal,
    med_plasser: bool,
) -> list[Utnytting]:
    plan, objekt, netto = felt
    navn = next(iter(verdier(objekt, "feltbetegnelse") or verdier(objekt, "feltnavn")), "")
    tomt_netto = areal(netto)
    bya = _bya(tomt, flate, bygd, med_plasser)
    grad: Any = (
        ukjent_felt(Utnytting, "grad", bya) if isinstance(bya, Tekst) else _grad(bya, tomt_netto)
    )
    typer, tall = verdier(objekt, "utnyttingstype"), verdier(objekt, "utnyttingstall")
    minste = verdier(objekt, "utnyttingstall_minimum")
    felles: dict[str, Any] = {
        "sted": tomt.sted(objekt.gml_id, objekt.linje, flate),
        "ankerdatoer": _plan_vedtatt(plan),
        "bya": ukjent_felt(Utnytting, "bya", bya) if isinstance(bya, Tekst) else bya,
        "grad": grad,
        "tomt_netto": tomt_netto,
        "tomt_brutto": areal(brutto),
        "plan_id": plan.plan_id,
        "plannavn": med_eldre(plan, tomt.planer_under(flate)),
    }
    tittel = f"{navn or objekt.gml_id} i {plan.navn}"
    if not typer:
        return [reasons.alt_ukjent(Utnytting(navn=tittel, **felles), reasons.IKKE_I_PLANEN)]
    return [
        reasons.alt_ukjent(
            Utnytting(
                navn=tittel if len(typer) == 1 else f"{tittel}, type {type_}",
                utnyttingstype=type_,
                tillatt=_tall(tall[nr] if len(tall) == len(typer) else None),
                **_minste(minste, nr, len(typer)),
                **felles,
                **(bruksareal(tomt, brutto, tomt_netto) if type_ in BRUKSAREALTYPER else {}),
            ),
            IKKE_BRUKSAREAL,
        )
        for nr, type_ in enumerate(typer)
    ]


def _bya(tomt: Tomt, flate: Form, bygd: BygdAreal, med_plasser: bool) -> Maal | Tekst:
    """BYA in m², or why nobody can say."""
    if bygd.ukjente:
        return reasons.uten_hoeyde(", ".join(bygd.ukjente))
    if bygd.plasser_ukjent:
        return reasons.PLASSER_MANGLER
    plasser = bygd.plasser if med_plasser else 0
    return areal(flate) + plasser * tomt.krav.parkeringsplass_areal


def _grad(bya: Maal, netto: Maal) -> Maal:
    return Maal((bya.verdi / netto.verdi * 100).quantize(_DESIMALER), enhet="%")


def _tall(tekst: str | None) -> Any:
    """The permitted number; plan data is known to hold other things where a number belongs."""
    try:
        tall = Decimal((tekst or "").replace(",", "."))
    except InvalidOperation:
        tall = Decimal("NaN")
    if tall.is_finite():
        return tall
    return ukjent_felt(
        Utnytting, "tillatt", reasons.IKKE_I_PLANEN if tekst is None else reasons.IKKE_ET_TALL
    )


def _minste(tall: tuple[str, ...], nr: int, antall: int) -> dict[str, Any]:
    """What the plan requires at least; which of several limits it belongs to, must be clear."""
    if not tall:
        return {"har_minste": False}
    minste = _tall(tall[nr] if len(tall) == antall else "?")
    if isinstance(minste, Ukjent):
        minste = ukjent_felt(Utnytting, "minste", reasons.IKKE_ET_TALL)
    return {"har_minste": True, "minste": minste}


def _plan_vedtatt(plan: Plan) -> dict[str, date]:
    return {} if plan.dato is None else {Anker.PLAN_VEDTATT.value: plan.dato}


def arealregnskap(tomt: Tomt) -> Arealregnskap:
    """The declared numbers; an empty field is unknown, never nought."""
    soeknad = tomt.grunnlag.soeknad
    verdier_: dict[str, Any] = {
        felt: verdi
        for felt, fra in _FRA_SKJEMA.items()
        if (verdi := getattr(soeknad.areal, fra)) is not None
    }
    if soeknad.plan.beregningsregel is not None:
        verdier_["beregningsregel"] = soeknad.plan.beregningsregel
    assert set(verdier_) <= {f.name for f in fields(Arealregnskap)}
    regnskap = Arealregnskap(sted=tomt.grunnlag.sted(AREALDISPONERING), **verdier_)
    return reasons.alt_ukjent(regnskap, reasons.IKKE_UTFYLT)


def fotavtrykk(tomt: Tomt) -> Fotavtrykk:
    erklaert: Any = tomt.grunnlag.soeknad.areal.areal_bebyggelse_nytt
    if erklaert is None:
        erklaert = ukjent_felt(Fotavtrykk, "erklaert_nytt", reasons.IKKE_UTFYLT)
    return Fotavtrykk(
        sted=tomt.grunnlag.sted(f"{AREALDISPONERING}/arealBebyggelseNytt"),
        erklaert_nytt=erklaert,
        maalt_nytt=_maalt_nytt(tomt),
    )


def _maalt_nytt(tomt: Tomt) -> Any:
    plan = tomt.plan
    grunn = tomt.plan_grunn if plan is None else (None if tomt.nye else reasons.PLAN_UTEN_TILTAK)
    if plan is None or grunn is not None:
        return ukjent_felt(Fotavtrykk, "maalt_nytt", grunn or reasons.PLAN_MANGLER)
    flate, ukjente = nytt_areal(plan.tiltak, plan.eksisterende, tomt.krav)
    if ukjente:
        return ukjent_felt(Fotavtrykk, "maalt_nytt", reasons.uten_hoeyde(", ".join(ukjente)))
    return areal(union([flate]))
