"""The site drawing: what is applied for, on the map, with the findings marked, as one SVG.

Made to be put into a decision and a web page alike: a fixed scale on A4, hatching that survives
black and white, every text escaped, no script, no style sheet, nothing fetched. It is one image
(`role="img"`) with a title and a description in words; a page that lists the findings points at
«<prefiks>-kart-<fingeravtrykk>».
"""

from __future__ import annotations

from collections.abc import Sequence

from byggsak.domain.funn import Funn, Utfall
from byggsak.domain.kart import Kart
from byggsak.domain.situasjonsplan import Situasjonsplan
from byggsak.domain.tekst import Spraak, Tekst
from byggsak.domain.utvei import Utvei
from byggsak.geometry import svg_lag as lag
from byggsak.geometry.svg_ark import BREDDE, SKRIFT, bryt, t, tekst
from byggsak.geometry.svg_funn import Funnmerke, tegn_funn
from byggsak.geometry.svg_lag import Tegning, geometri
from byggsak.geometry.svg_maal import tegn_maal
from byggsak.geometry.svg_ramme import funnliste, maalestav, nordpil, tegnforklaring
from byggsak.geometry.svg_stil import monstre
from byggsak.geometry.svg_utvei import tegn_utveier
from byggsak.geometry.tegning_innhold import Innhold, innhold


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
    inne = innhold(situasjonsplan, kart, funn, utveier)
    ark, funnmerker, kart_svarer = inne.ark, inne.merker, inne.kart_svarer
    tegning = Tegning(ark, prefiks, spraak)
    tegning.ta_plass(BREDDE - 9, 12, 18, 24)  # the north arrow
    tegning.ta_plass(32, ark.hoeyde - 6, 64, 12)  # the scale bar
    lag_lag(tegning, inne)

    topp = _topp(tittel, inne, spraak)
    hoeyde_topp = 5.0 + 4.2 * len(topp)
    if not kart_svarer:
        tegning.etiketter.append(
            tekst(BREDDE / 2, 6, _UTEN_KART.paa(spraak), stoerrelse=3, fet=True, glorie=True)
        )
    under, hoeyde_under = _under(tegning, funnmerker, ark.hoeyde)
    hele = hoeyde_topp + ark.hoeyde + hoeyde_under
    beskrivelse = _beskrivelse(inne, spraak)
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


def lag_lag(tegning: Tegning, inne: Innhold) -> None:
    """All layers from the ground up. Labels of buildings, findings and ways out take their place
    first."""
    plan, objekter = inne.plan, inne.objekter

    def lag_() -> Tegning:
        return Tegning(tegning.ark, tegning.prefiks, tegning.spraak, opptatt=tegning.opptatt)

    bakgrunn, forgrunn, merking, vei, maal = lag_(), lag_(), lag_(), lag_(), lag_()
    for merke in inne.merker:
        tegn_funn(merking, merke)
    tegn_utveier(vei, inne.utveier, plan.epsg)
    lag.bygninger(forgrunn, plan)
    # no name of a field, zone or property on top of what is built
    tegning.opptatt += [geometri(b.omraade) for b in (*plan.tiltak, *plan.eksisterende)]
    tegning.opptatt += [geometri(p.omraade) for p in plan.parkering if p.omraade is not None]
    tegn_maal(maal, plan, inne.tomt, objekter, inne.merker)
    teiger = [o for o in objekter if o.objekttype == "Teig"]
    fritt = tegning.ark.m_per_mm  # a millimetre on each side of a boundary
    grenser = [tegning.ark.klipp(geometri(o).boundary).buffer(fritt) for o in teiger]
    lag.planer(bakgrunn, objekter, grenser)
    lag.soner(bakgrunn, objekter)
    lag.temaer(bakgrunn, objekter, plan)
    lag.eiendommer(bakgrunn, teiger, inne.tomt)
    lag.linjer(bakgrunn, objekter)
    for del_ in (bakgrunn, maal, forgrunn, merking, vei):
        tegning.ut += del_.ut
        tegning.etiketter += del_.etiketter
    for del_ in (forgrunn, merking, bakgrunn, maal, vei):  # the legend begins with the application
        tegning.brukt += [s for s in del_.brukt if s not in tegning.brukt]


def _topp(tittel: str, inne: Innhold, spraak: Spraak) -> list[str]:
    plan = inne.plan
    eiendom = ", ".join(f"{plan.kommunenummer}-{e}" for e in plan.eiendommer)
    maalestokk = {"nb": "Målestokk", "nn": "Målestokk", "en": "Scale"}[spraak]
    system = f"{maalestokk} 1:{inne.ark.maalestokk} (A4) · EPSG:{plan.epsg} · {eiendom}"
    linjer = [*bryt(tittel, 80)[:2], system]
    if inne.kart_svarer and inne.datasett:
        ord_ = {"nb": "Kart", "nn": "Kart", "en": "Map"}[spraak]
        etter_dato: dict[str, list[str]] = {}
        for d in inne.datasett:
            etter_dato.setdefault(d.dato.isoformat(), []).append(d.navn)
        kilder = "; ".join(f"{dato}: {', '.join(navn)}" for dato, navn in etter_dato.items())
        brutt = bryt(f"{ord_} {kilder}", 115)
        linjer += brutt[:3] if len(brutt) <= 3 else [*brutt[:2], f"{brutt[2][:110]} …"]
    if inne.utelatt:
        linjer.append(_UTELATT.fyll(spraak, {"antall": inne.utelatt}))
    return linjer


def _under(tegning: Tegning, funnmerker: Sequence[Funnmerke], topp: float) -> tuple[str, float]:
    forklaring, hoeyde = tegnforklaring(tegning.brukt, tegning.prefiks, tegning.spraak, topp + 3)
    liste, hoeyde_liste = funnliste(funnmerker, tegning.spraak, topp + 3 + hoeyde)
    return forklaring + liste, 5 + hoeyde + hoeyde_liste


def _beskrivelse(inne: Innhold, spraak: Spraak) -> str:
    plan, funnmerker = inne.plan, inne.merker
    verdier = {
        "maalestokk": inne.ark.maalestokk,
        "eiendom": ", ".join(str(e) for e in plan.eiendommer),
        "nye": sum(not b.rives for b in plan.tiltak),
        "rives": sum(b.rives for b in plan.tiltak),
        "eksisterende": len(plan.eksisterende),
        "funn": len(funnmerker),
    }
    deler = [_BESKRIVELSE.fyll(spraak, verdier)]
    if not inne.kart_svarer:
        deler.append(_UTEN_KART.paa(spraak))
    if inne.utelatt:
        deler.append(_UTELATT.fyll(spraak, {"antall": inne.utelatt}))
    deler += [f"{m.nr}. {m.funn.melding.paa(spraak)}" for m in funnmerker]
    deler += [u.tekst.paa(spraak) for u in inne.utveier if u.geometri is not None]
    tegnet = {id(m.funn) for m in funnmerker}
    uten_sted = sum(
        f.utfall in (Utfall.BRUTT, Utfall.UAVKLART) and id(f) not in tegnet for f in inne.funn
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
_UTELATT = Tekst(
    "Kartet mangler {antall} objekter som kan ligge her: geometrien deres holder ikke.",
    "Kartet manglar {antall} objekt som kan liggje her: geometrien deira held ikkje.",
    "The map lacks {antall} objects that may lie here: their geometry does not hold.",
)
_UTEN_STED = Tekst(
    "{antall} funn har ikke noe sted på tegningen.",
    "{antall} funn har ikkje nokon stad på teikninga.",
    "{antall} findings have no place on the drawing.",
)
