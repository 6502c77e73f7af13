"""The site drawing: what is applied for, on the map, with the findings marked, as one SVG.

Made to be put into a decision and a web page alike: a fixed scale on A4, hatching that survives
black and white, every text escaped, no script, no style sheet, nothing fetched. It is one image
(`role="img"`) with a title and a description in words; a page that lists the findings points at
«<prefiks>-kart-<fingeravtrykk>».
"""

from __future__ import annotations

from collections.abc import Sequence

import shapely
from shapely.geometry.base import BaseGeometry

from byggsak.domain.funn import Funn, Utfall
from byggsak.domain.kart import Kart, Kartobjekt, KartUtilgjengelig
from byggsak.domain.situasjonsplan import Situasjonsplan
from byggsak.domain.tekst import Spraak, Tekst
from byggsak.domain.utvei import Utvei
from byggsak.geometry import svg_lag as lag
from byggsak.geometry.errors import GeometriFeil
from byggsak.geometry.measure_crs import i_system
from byggsak.geometry.svg_ark import BREDDE, SKRIFT, Ark, bryt, lag_ark, t, tekst
from byggsak.geometry.svg_funn import Funnmerke, merker, tegn_funn
from byggsak.geometry.svg_lag import Tegning, geometri
from byggsak.geometry.svg_ramme import funnliste, maalestav, nordpil, tegnforklaring
from byggsak.geometry.svg_stil import monstre
from byggsak.geometry.svg_utvei import former, tegn_utveier

_RUNDT = 12.0  # m shown round the buildings in any case
_LENGST = 60.0  # m: a large property is shown no further away than this
_LENGST_FUNN = 300.0  # m: a finding far off does not decide the scale


def tegn(
    situasjonsplan: Situasjonsplan,
    kart: Kart | None,
    funn: Sequence[Funn],
    tittel: str,
    spraak: Spraak,
    *,
    prefiks: str = "byggsak",
    utveier: Sequence[Utvei] = (),
) -> str:
    """The drawing as a complete SVG document (UTF-8 text, millimetres, A4 width).

    Drawn in the map's coordinate system, or the plan's own without a map; a map that does not
    answer is said on the drawing, which then shows the plan alone. Findings keep their number in
    `funn`. `prefiks` keeps ids apart when a page holds several drawings. `utveier` that
    change a footprint are drawn where it would be. Raises `GeometriFeil` when there is nothing at
    all to draw.
    """
    plan = i_system(situasjonsplan, kart.epsg) if kart is not None else situasjonsplan
    funnmerker = merker(funn, plan.epsg)
    tomt, kart_svarer = _tomt(plan, kart)
    ark = lag_ark([*_vis(plan, tomt, funnmerker), *former(utveier, plan.epsg)])
    objekter: Sequence[Kartobjekt] = ()
    if kart is not None and kart_svarer:
        try:
            objekter = kart.kandidater(ark.boks)
        except KartUtilgjengelig:
            kart_svarer = False

    tegning = Tegning(ark, prefiks, spraak)
    tegning.ta_plass(BREDDE - 9, 12, 18, 24)  # the north arrow
    tegning.ta_plass(32, ark.hoeyde - 6, 64, 12)  # the scale bar
    lag_lag(tegning, plan, objekter, tomt, funnmerker)
    tegn_utveier(tegning, utveier, plan.epsg)

    topp = _topp(tittel, plan, kart if kart_svarer else None, ark, spraak)
    hoeyde_topp = 5.0 + 4.2 * len(topp)
    if not kart_svarer:
        tegning.etiketter.append(
            tekst(BREDDE / 2, 6, _UTEN_KART.paa(spraak), stoerrelse=3, fet=True, glorie=True)
        )
    under, hoeyde_under = _under(tegning, funn, funnmerker, ark.hoeyde)
    hele = hoeyde_topp + ark.hoeyde + hoeyde_under
    beskrivelse = _beskrivelse(plan, funn, funnmerker, ark, kart_svarer, spraak, utveier)
    return "".join(
        (
            '<svg xmlns="http://www.w3.org/2000/svg" role="img" '
            f'aria-labelledby="{prefiks}-tittel {prefiks}-beskrivelse" lang="{spraak}" '
            f'width="{BREDDE:.0f}mm" height="{hele:.1f}mm" '
            f'viewBox="0 {-hoeyde_topp:.2f} {BREDDE:.0f} {hele:.2f}" font-family="{SKRIFT}">',
            f'<title id="{prefiks}-tittel">{t(tittel)}</title>',
            f'<desc id="{prefiks}-beskrivelse">{t(beskrivelse)}</desc>',
            f'<defs>{monstre(prefiks)}<clipPath id="{prefiks}-ramme">'
            f'<rect width="{BREDDE}" height="{ark.hoeyde:.2f}"/></clipPath></defs>',
            f'<rect y="{-hoeyde_topp:.2f}" width="{BREDDE}" height="{hele:.2f}" fill="#fff"/>',
            *(
                tekst(0, -hoeyde_topp + 4.2 + nr * 4.2, linje, stoerrelse=3.9 if nr == 0 else 2.7,
                      fet=nr == 0, anker="start")
                for nr, linje in enumerate(topp)
            ),
            f'<g clip-path="url(#{prefiks}-ramme)">',
            *tegning.ut,
            *tegning.etiketter,
            nordpil(BREDDE - 9, 13),
            maalestav(ark),
            "</g>",
            f'<rect width="{BREDDE}" height="{ark.hoeyde:.2f}" fill="none" stroke="#000" '
            'stroke-width="0.4"/>',
            under,
            "</svg>",
        )
    )  # fmt: skip


def lag_lag(
    tegning: Tegning,
    plan: Situasjonsplan,
    objekter: Sequence[Kartobjekt],
    tomt: Sequence[Kartobjekt],
    funnmerker: Sequence[Funnmerke],
) -> None:
    """All layers from the ground up. Labels of buildings and findings take their place first."""
    bakgrunn = Tegning(tegning.ark, tegning.prefiks, tegning.spraak, opptatt=tegning.opptatt)
    forgrunn = Tegning(tegning.ark, tegning.prefiks, tegning.spraak, opptatt=tegning.opptatt)
    merking = Tegning(tegning.ark, tegning.prefiks, tegning.spraak, opptatt=tegning.opptatt)
    for merke in funnmerker:
        tegn_funn(merking, merke)
    lag.bygninger(forgrunn, plan)
    # no name of a field, zone or property on top of what is built
    tegning.opptatt += [geometri(b.omraade) for b in (*plan.tiltak, *plan.eksisterende)]
    tegning.opptatt += [geometri(p.omraade) for p in plan.parkering if p.omraade is not None]
    teiger = [o for o in objekter if o.objekttype == "Teig"]
    fritt = tegning.ark.m_per_mm  # a millimetre on each side of a boundary
    grenser = [tegning.ark.klipp(geometri(o).boundary).buffer(fritt) for o in teiger]
    lag.planer(bakgrunn, objekter, grenser)
    lag.soner(bakgrunn, objekter)
    lag.eiendommer(bakgrunn, teiger, tomt)
    lag.linjer(bakgrunn, objekter)
    for del_ in (bakgrunn, forgrunn, merking):
        tegning.ut += del_.ut
        tegning.etiketter += del_.etiketter
    for del_ in (forgrunn, merking, bakgrunn):  # the legend begins with what is applied for
        tegning.brukt += [s for s in del_.brukt if s not in tegning.brukt]


def _tomt(plan: Situasjonsplan, kart: Kart | None) -> tuple[list[Kartobjekt], bool]:
    """The teiger of the properties in the plan, and whether the map answered."""
    if kart is None:
        return [], False
    try:
        return [
            teig
            for e in plan.eiendommer
            for teig in kart.teiger(e.gaardsnummer or 0, e.bruksnummer or 0, e.festenummer or 0)
        ], True
    except KartUtilgjengelig:
        return [], False


def _vis(
    plan: Situasjonsplan, tomt: Sequence[Kartobjekt], funnmerker: Sequence[Funnmerke]
) -> list[BaseGeometry]:
    bygninger = [geometri(b.omraade) for b in (*plan.tiltak, *plan.eksisterende)]
    teiger = [geometri(o) for o in tomt]
    annet = [p.omraade for p in plan.parkering if p.omraade is not None]
    annet += plan.avkjoersler
    kjerne = bygninger or [geometri(f) for f in annet] or teiger or [m.form for m in funnmerker]
    if not kjerne:
        raise GeometriFeil(_TOMT_ARK)
    hus = shapely.box(*shapely.total_bounds(kjerne))
    naer, fjern = hus.buffer(_LENGST), hus.buffer(_LENGST_FUNN)
    vis = [hus.buffer(_RUNDT), *(g.intersection(naer) for g in teiger)]
    vis += [m.form for m in funnmerker if m.form.within(fjern)]
    return [g for g in vis if not g.is_empty]


def _topp(
    tittel: str, plan: Situasjonsplan, kart: Kart | None, ark: Ark, spraak: Spraak
) -> list[str]:
    eiendom = ", ".join(f"{plan.kommunenummer}-{e}" for e in plan.eiendommer)
    maalestokk = {"nb": "Målestokk", "nn": "Målestokk", "en": "Scale"}[spraak]
    system = f"{maalestokk} 1:{ark.maalestokk} (A4) · EPSG:{plan.epsg} · {eiendom}"
    linjer = [*bryt(tittel, 80)[:2], system]
    if kart is not None and (datasett := kart.datasett()):
        ord_ = {"nb": "Kart", "nn": "Kart", "en": "Map"}[spraak]
        kilder = ", ".join(f"{d.navn} ({d.dato.isoformat()})" for d in datasett)
        linjer += bryt(f"{ord_}: {kilder}", 115)[:2]
    return linjer


def _under(
    tegning: Tegning, funn: Sequence[Funn], funnmerker: Sequence[Funnmerke], topp: float
) -> tuple[str, float]:
    forklaring, hoeyde = tegnforklaring(tegning.brukt, tegning.prefiks, tegning.spraak, topp + 3)
    liste, hoeyde_liste = funnliste(funnmerker, tegning.spraak, topp + 3 + hoeyde)
    return forklaring + liste, 5 + hoeyde + hoeyde_liste


def _beskrivelse(
    plan: Situasjonsplan,
    funn: Sequence[Funn],
    funnmerker: Sequence[Funnmerke],
    ark: Ark,
    kart_svarer: bool,
    spraak: Spraak,
    utveier: Sequence[Utvei],
) -> str:
    verdier = {
        "maalestokk": ark.maalestokk,
        "eiendom": ", ".join(str(e) for e in plan.eiendommer),
        "nye": sum(not b.rives for b in plan.tiltak),
        "rives": sum(b.rives for b in plan.tiltak),
        "eksisterende": len(plan.eksisterende),
        "funn": len(funnmerker),
    }
    deler = [_BESKRIVELSE.fyll(spraak, verdier)]
    if not kart_svarer:
        deler.append(_UTEN_KART.paa(spraak))
    deler += [f"{m.nr}. {m.funn.melding.paa(spraak)}" for m in funnmerker]
    deler += [u.tekst.paa(spraak) for u in utveier if u.geometri is not None]
    tegnet = {id(m.funn) for m in funnmerker}
    uten_sted = sum(
        f.utfall in (Utfall.BRUTT, Utfall.UAVKLART) and id(f) not in tegnet for f in funn
    )
    if uten_sted:
        deler.append(_UTEN_STED.fyll(spraak, {"antall": uten_sted}))
    return " ".join(deler)


_BESKRIVELSE = Tekst(
    "Situasjonstegning i målestokk 1:{maalestokk} av eiendom {eiendom}, nord opp. Viser {nye} nye "
    "tiltak, {rives} som skal rives, {eksisterende} eksisterende bygninger og {funn} funn.",
    "Situasjonsteikning i målestokk 1:{maalestokk} av eigedom {eiendom}, nord opp. Viser {nye} nye "
    "tiltak, {rives} som skal rivast, {eksisterende} eksisterande bygningar og {funn} funn.",
    "Site drawing at 1:{maalestokk} of property {eiendom}, north up. Shows {nye} new buildings, "
    "{rives} to be demolished, {eksisterende} existing buildings and {funn} findings.",
)
_UTEN_KART = Tekst(
    "Kartet var ikke tilgjengelig; bare situasjonsplanen er vist.",
    "Kartet var ikkje tilgjengeleg; berre situasjonsplanen er vist.",
    "The map was not available; only the situation plan is shown.",
)
_TOMT_ARK = Tekst(
    "Det er ingenting å tegne: situasjonsplanen er tom, og kartet viser ikke eiendommen.",
    "Det er ingenting å teikne: situasjonsplanen er tom, og kartet viser ikkje eigedomen.",
    "There is nothing to draw: the situation plan is empty and the map does not show the property.",
)
_UTEN_STED = Tekst(
    "{antall} funn har ikke noe sted på tegningen.",
    "{antall} funn har ikkje nokon stad på teikninga.",
    "{antall} findings have no place on the drawing.",
)
