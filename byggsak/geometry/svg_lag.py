"""The layers of a site drawing: plans, zones, properties and buildings, as SVG on the sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import shapely
from shapely.geometry.base import BaseGeometry

from byggsak.domain.kart import Kartobjekt
from byggsak.domain.situasjonsplan import Bygning, Flate, Situasjonsplan
from byggsak.domain.tekst import Spraak, Tekst, skriv
from byggsak.domain.tema import TEMA_AV_TYPE, Tema
from byggsak.geometry import svg_stil as stil
from byggsak.geometry.svg_ark import BREDDE, Ark, tekst
from byggsak.geometry.svg_stil import Stil

_BYGGEGRENSE = "1211"  # RpJuridiskLinje.juridisklinje
_JURIDISK = ("RpJuridiskLinje", "KpJuridiskLinje")
_UTNYTTING = {"15": "BYA", "16": "%-BYA", "17": "BRA", "18": "%-BRA"}
_TILTAK = {
    "21": Tekst("Nybygg", "Nybygg", "New"),
    "22": Tekst("Tilbygg", "Tilbygg", "Extension"),
    "23": Tekst("Påbygg", "Påbygg", "Added storey"),
    "24": Tekst("Underbygg", "Underbygg", "Substructure"),
    "39": Tekst("Rives", "Rivast", "Demolished"),
}


@dataclass
class Tegning:
    """What has been put on the sheet so far: SVG in order, styles used, ground taken by labels."""

    ark: Ark
    prefiks: str
    spraak: Spraak
    ut: list[str] = field(default_factory=list)
    brukt: list[Stil] = field(default_factory=list)
    opptatt: list[BaseGeometry] = field(default_factory=list)
    etiketter: list[str] = field(default_factory=list)

    def flate(self, form: BaseGeometry, s: Stil, ekstra: str = "") -> None:
        """A geometry in a style, with its pattern on top of the fill."""
        d = self.ark.sti(form)
        if not d:
            return
        if s not in self.brukt:
            self.brukt.append(s)
        kant = 'fill-rule="evenodd" stroke-linejoin="round"'
        self.ut.append(f'<path d="{d}" {s.attributter()} {kant}{ekstra}/>')
        if s.monster and form.area > 0:
            self.ut.append(
                f'<path d="{d}" fill="url(#{self.prefiks}-{s.monster})" fill-rule="evenodd"/>'
            )

    def etikett(
        self, form: BaseGeometry, linjer: Sequence[str], stoerrelse: float = 2.6, fet: bool = False,
        farge: str = "#111", maa: bool = False,
    ) -> None:  # fmt: skip
        """Text where the visible part of the area has most room; left out when there is none."""
        m = self.ark.m_per_mm
        synlig = form.intersection(shapely.box(*self.ark.boks).buffer(-1.5 * m))
        ledig = synlig if maa else synlig.difference(shapely.union_all(self.opptatt))
        deler = [d for d in shapely.get_parts(ledig) if isinstance(d, shapely.Polygon) and d.area]
        if not deler:
            return
        midt = shapely.maximum_inscribed_circle(shapely.MultiPolygon(deler), max(m, 0.1))
        rom = midt.length / m
        bredde = max(len(x) for x in linjer) * stoerrelse * 0.62
        hoeyde = stoerrelse * 1.2 * len(linjer)
        if not maa and rom < min(bredde, hoeyde * 1.6) / 2:
            return
        x, y = self.ark.xy(midt.coords[0])
        x = min(max(x, bredde / 2 + 1), BREDDE - bredde / 2 - 1)
        topp = y - hoeyde / 2 + stoerrelse * 0.95
        for nr, linje in enumerate(linjer):
            self.etiketter.append(
                tekst(x, topp + nr * stoerrelse * 1.2, linje, stoerrelse=stoerrelse, fet=fet,
                      farge=farge, glorie=True)
            )  # fmt: skip
        self.ta_plass(x, y, bredde, hoeyde)

    def ta_plass(self, x: float, y: float, bredde: float, hoeyde: float) -> None:
        """Keep other labels away from a box on the paper (centre, mm)."""
        m = self.ark.m_per_mm
        oest, nord = self.ark.vest + x * m, self.ark.nord - y * m
        halv_b, halv_h = (bredde / 2 + 0.6) * m, (hoeyde / 2 + 0.6) * m
        self.opptatt.append(shapely.box(oest - halv_b, nord - halv_h, oest + halv_b, nord + halv_h))


def geometri(ting: Flate | Kartobjekt) -> BaseGeometry:
    return shapely.from_wkb(ting.wkb)


def planer(
    tegning: Tegning, objekter: Iterable[Kartobjekt], unngaa: Sequence[BaseGeometry]
) -> None:
    """Land use with the newer plan over the older, then the plan boundaries.

    Names of fields keep off `unngaa` where there is room elsewhere.
    """
    liste = list(objekter)
    sperret = shapely.union_all(unngaa)
    ikraft = {
        o.plan_id: o.en("ikrafttredelsesdato") or "" for o in liste if o.objekttype == "RpOmråde"
    }
    felter = [o for o in liste if o.objekttype == "RpArealformålOmråde" and _paa_grunnen(o)]
    felter.sort(key=lambda o: ikraft.get(o.plan_id, ""))
    for nr, o in enumerate(felter):
        tegning.flate(geometri(o), stil.formaal(o.en("arealformål") or ""))
        # a label belongs to what is still visible below the newer plans
        nyere = [geometri(n) for n in felter[nr + 1 :]]
        synlig = geometri(o).difference(shapely.union_all(nyere)) if nyere else geometri(o)
        if linjer := _feltnavn(o):
            tegning.etikett(synlig.difference(sperret), linjer, 2.8, farge="#5a4a00", fet=True)
    for o in liste:
        if o.objekttype == "RpOmråde":
            tegning.flate(geometri(o), stil.PLANGRENSE)


def soner(tegning: Tegning, objekter: Iterable[Kartobjekt]) -> None:
    for o in objekter:
        if not o.objekttype.startswith("Rp") or not o.objekttype.endswith("Sone"):
            continue
        fare = o.objekttype == "RpFareSone"
        tegning.flate(geometri(o), stil.FARESONE if fare else stil.HENSYNSSONE)
        navn = o.en("hensynSonenavn") or o.en("hensynsonenavn") or ""
        if navn:
            farge = stil.FARESONE.strek if fare else stil.HENSYNSSONE.strek
            tegning.etikett(geometri(o), [navn], 2.4, farge=farge, fet=True)


def temaer(
    tegning: Tegning, objekter: Iterable[Kartobjekt], plan: Situasjonsplan, revet: float = 0.5
) -> None:
    """The theme layers: sea, roads, rail, lines, heritage, hazard, and the buildings of the map
    that the plan does not show itself (by half of their area)."""
    tegnet = shapely.union_all([geometri(b.omraade) for b in (*plan.tiltak, *plan.eksisterende)])
    for o in objekter:
        tema = TEMA_AV_TYPE.get(o.objekttype)
        if tema is None:
            continue
        form = geometri(o)
        if (strek := stil.TEMALINJE.get(tema)) is not None:
            tegning.flate(form if form.area == 0 else form.boundary, strek)
        elif tema is Tema.BYGNING:
            if form.intersection(tegnet).area <= revet * form.area:
                tegning.flate(form, stil.KARTBYGNING)
        else:
            tegning.flate(form, stil.KULTURMINNE if tema is Tema.KULTURMINNE else stil.AKTSOMHET)


def er_byggegrense(o: Kartobjekt) -> bool:
    return o.objekttype in _JURIDISK and o.en("juridisklinje") == _BYGGEGRENSE


def linjer(tegning: Tegning, objekter: Iterable[Kartobjekt]) -> None:
    for o in objekter:
        if er_byggegrense(o):
            tegning.flate(geometri(o), stil.BYGGEGRENSE)
        elif o.objekttype == "RpRegulertHøyde":
            tegning.flate(geometri(o), stil.HOEYDE)
            kote = next((v[0] for k, v in o.egenskaper.items() if k.endswith("regulerthøyde")), "")
            if kote:
                tegning.etikett(
                    geometri(o).buffer(3 * tegning.ark.m_per_mm), [f"k+{kote}"], 2.2, maa=True
                )


def eiendommer(tegning: Tegning, teiger: Sequence[Kartobjekt], tomt: Sequence[Kartobjekt]) -> None:
    """Boundaries and matrikkel numbers; the property applied for in a stronger line."""
    egne = {o.gml_id for o in tomt}
    for o in teiger:
        if o.gml_id not in egne:
            tegning.flate(geometri(o), stil.EIENDOM)
    for o in tomt:
        tegning.flate(geometri(o), stil.TOMT)
    for o in sorted(teiger, key=lambda o: o.gml_id not in egne):
        tegning.etikett(
            geometri(o), [o.en("matrikkelnummerTekst") or "–"], 3.2, fet=o.gml_id in egne
        )


def bygninger(tegning: Tegning, plan: Situasjonsplan) -> None:
    for p in plan.parkering:
        if p.omraade is not None:
            tegning.flate(geometri(p.omraade), stil.PARKERING)
            tegning.etikett(geometri(p.omraade), ["P"], 3.2, fet=True)
    for b in plan.eksisterende:
        tegning.flate(geometri(b.omraade), stil.EKSISTERENDE)
    for b in plan.tiltak:
        for del_ in b.utstikkende:
            tegning.flate(geometri(del_.omraade), stil.UTSTIKK)
        tegning.flate(geometri(b.omraade), stil.RIVES if b.rives else stil.NYTT)
        if b.rives:
            _kryss(tegning, geometri(b.omraade))
    for b in plan.tiltak:
        tegning.etikett(geometri(b.omraade), _bygningstekst(b, tegning.spraak), 2.4, fet=True)
    for punkt in plan.avkjoersler:
        x, y = tegning.ark.xy(geometri(punkt).coords[0])
        tegning.ut.append(
            f'<path d="M{x - 1.6:.2f} {y + 1.4:.2f}h3.2l-1.6 -2.8z" '
            f"{stil.AVKJOERSEL.attributter()}/>"
        )
        tegning.brukt.append(stil.AVKJOERSEL)


def _kryss(tegning: Tegning, form: BaseGeometry) -> None:
    minx, miny, maxx, maxy = form.bounds
    kryss = shapely.MultiLineString(
        [[(minx, miny), (maxx, maxy)], [(minx, maxy), (maxx, miny)]]
    ).intersection(form)
    tegning.ut.append(f'<path d="{tegning.ark.sti(kryss)}" {stil.RIVES.attributter("none")}/>')


def _bygningstekst(b: Bygning, spraak: Spraak) -> list[str]:
    hoeyder = [
        f"{merke} {skriv(hoeyde, spraak)} m"
        for merke, hoeyde in (("G", b.gesimshoeyde), ("M", b.moenehoeyde))
        if hoeyde is not None and not b.rives
    ]
    navn = _TILTAK.get(b.tiltakstype or "", stil.NYTT.navn).paa(spraak)
    return [navn, *hoeyder]


def _feltnavn(o: Kartobjekt) -> list[str]:
    ut = [o.en("feltbetegnelse") or o.en("feltnavn") or ""]
    slag = next((v[0] for k, v in o.egenskaper.items() if k.endswith("utnyttingstype")), "")
    tall = next((v[0] for k, v in o.egenskaper.items() if k.endswith("utnyttingstall")), "")
    if slag in _UTNYTTING and tall:
        ut.append(f"{_UTNYTTING[slag]} {tall}")
    return [x for x in ut if x]


def _paa_grunnen(o: Kartobjekt) -> bool:
    return (o.en("vertikalnivå") or "2") == "2"
