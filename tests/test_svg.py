"""The site drawing: one image in words and lines, true to scale, safe to put on any page."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from byggsak.domain.facts import Sted
from byggsak.domain.funn import Alvorlighet, Funn, Hjemmel, Utfall
from byggsak.domain.kart import BBox, Datasett, Kartobjekt, KartUtilgjengelig
from byggsak.domain.situasjonsplan import Bygning, Flate, Parkering, Situasjonsplan
from byggsak.domain.soeknad import Matrikkelnummer
from byggsak.domain.tekst import SPRAAK, Spraak, Tekst
from byggsak.geometry.crs import transformer
from byggsak.geometry.errors import GeometriFeil
from byggsak.geometry.kartfil import les_kart
from byggsak.geometry.minnekart import Minnekart
from byggsak.geometry.svg import tegn
from byggsak.geometry.svg_ark import bryt, lag_ark
from byggsak.geometry.svg_stil import BYGGEGRENSE, NYTT, RIVES, formaal

KART = Path(__file__).parents[1] / "fixtures" / "kart"
SVG = "{http://www.w3.org/2000/svg}"


def flate(*boks: float, epsg: int = 25832) -> Flate:
    return Flate(shapely.to_wkb(shapely.box(*boks)), epsg, "f")


HUS = Bygning(
    "hus", flate(597406, 6643320, 597416, 6643328), "21", gesimshoeyde=Decimal("5.8"), linje=6
)
SKUR = Bygning("skur", flate(597403, 6643336, 597407, 6643341), "39")
PLAN = Situasjonsplan(
    "9999",
    date(2026, 5, 1),
    25832,
    (Matrikkelnummer("9999", 1, 1),),
    (HUS, SKUR),
    (Bygning("garasje", flate(597420, 6643320, 597425, 6643326)),),
    (Parkering(2, flate(597412, 6643330, 597418, 6643335)), Parkering(1)),
    (Flate(shapely.to_wkb(shapely.Point(597410, 6643312)), 25832),),
)


@pytest.fixture(scope="module")
def kart() -> Minnekart:
    return Minnekart.av_filer(les_kart([KART], 25832, dato=date(2026, 11, 1)), 25832, ["9999"])


def funn(melding: str = "For nær.", **felt: object) -> Funn:
    verdier: dict[str, object] = {
        "regel": "pbl-29-4-avstand-nabogrense",
        "utfall": Utfall.BRUTT,
        "alvorlighet": Alvorlighet.FEIL,
        "melding": Tekst(melding, melding, melding),
        "raad": Tekst("", "", ""),
        "hjemmel": Hjemmel("pbl", "29-4", "andre ledd"),
        "maalt": Decimal("3.62"),
        "enhet": "m",
        "sted": Sted(
            epsg=25832,
            geometri={"type": "LineString", "coordinates": [[597416, 6643324], [597430, 6643324]]},
        ),
        "fingeravtrykk": "a1b2",
    }
    return Funn(**(verdier | felt))  # type: ignore[arg-type]


def xml(svg: str) -> etree._Element:
    return etree.fromstring(svg.encode())


def tekster(svg: str) -> list[str]:
    return [el.text or "" for el in xml(svg).iter(f"{SVG}text")]


def test_it_is_one_image_with_a_title_and_a_description_in_words(kart: Minnekart) -> None:
    rot = xml(tegn(PLAN, kart, [funn()], "Enebolig", "nb"))
    assert rot.get("role") == "img"
    tittel, beskrivelse = rot[0], rot[1]
    assert (tittel.tag, tittel.text) == (f"{SVG}title", "Enebolig")
    assert beskrivelse.text is not None
    assert "1:500" in beskrivelse.text
    assert "1 nye tiltak, 1 som skal rives, 1 eksisterende bygninger og 1 funn" in beskrivelse.text
    assert "1. For nær." in beskrivelse.text
    assert rot.get("aria-labelledby") == f"{tittel.get('id')} {beskrivelse.get('id')}"


def test_the_map_is_on_it_with_names_numbers_and_sources(kart: Minnekart) -> None:
    ord_ = tekster(tegn(PLAN, kart, [], "Enebolig", "nb"))
    for ventet in ("1/1", "1/2", "B1", "%-BYA 30", "H320_1", "k+112.5", "Nybygg", "Rives", "P"):
        assert ventet in ord_
    assert any(o.startswith("Kart 2026-05-01: ") for o in ord_)  # by date, and each by name
    kilder = " ".join(ord_)
    assert all(d.navn in kilder and d.dato.isoformat() in kilder for d in kart.datasett())
    for i_forklaringen in ("Byggegrense", "Faresone", "Nytt tiltak", "Skal rives", "Avkjørsel"):
        assert i_forklaringen in ord_
    assert "Sjø og vassdrag" not in ord_


def test_the_drawing_is_true_to_its_scale(kart: Minnekart) -> None:
    svg = tegn(PLAN, kart, [], "Enebolig", "nb")
    (maalestokk,) = {int(m) for m in re.findall(r"Målestokk 1:(\d+)", svg)}
    (hus,) = re.findall(rf'<path d="M([^"]*)Z" fill="{NYTT.fyll}"', svg)
    punkter = np.array([p.split() for p in hus.split("L")], dtype=float)
    assert np.ptp(punkter, axis=0) * maalestokk / 1000 == pytest.approx([10, 8], abs=0.02)
    assert float(punkter[:, 1].min()) > 0


def test_north_is_up_and_east_is_right() -> None:
    ark = lag_ark([shapely.box(0, 0, 50, 50)])
    (x0, y0), (x1, y1) = ark.xy((0, 0)), ark.xy((50, 50))
    assert x1 > x0
    assert y1 < y0


@pytest.mark.parametrize(("side", "maalestokk"), [(10, 100), (60, 500), (400, 5000)])
def test_the_scale_is_a_round_number_that_fits(side: float, maalestokk: int) -> None:
    ark = lag_ark([shapely.box(0, 0, side, side)])
    assert ark.maalestokk == maalestokk
    assert shapely.box(*ark.boks).contains(shapely.box(0, 0, side, side))


def test_a_finding_is_drawn_numbered_and_named_by_its_fingerprint(kart: Minnekart) -> None:
    rot = xml(tegn(PLAN, kart, [funn(sted=Sted()), funn()], "Enebolig", "nb", prefiks="s"))
    (merke,) = rot.iterfind(f".//{SVG}g[@data-regel]")
    assert merke.get("id") == "s-kart-a1b2"
    assert merke.get("data-funn") == "a1b2"
    assert merke.findtext(f"{SVG}title") == "2. For nær."
    synlig = [el.text for el in rot.iter(f"{SVG}text")]
    assert "3,62 m" in synlig
    assert "2" in synlig
    assert "For nær. (pbl § 29-4 andre ledd)" in synlig
    assert rot[1].text is not None
    assert rot[1].text.endswith("1 funn har ikke noe sted på tegningen.")


@pytest.mark.parametrize(
    "geometri",
    [
        {"type": "Point", "coordinates": [597416, 6643324]},
        {"type": "MultiLineString", "coordinates": [[[597416, 6643324], [597417, 6643324]],
                                                    [[597416, 6643325], [597417, 6643325]]]},
        {"type": "LineString", "coordinates": [[597416, 6643324], [597417, 6643324],
                                               [597417, 6643330]]},
        {"type": "LineString", "coordinates": [[597416, 6643324], [597416, 6643324]]},
        {"type": "Polygon", "coordinates": [[[597406, 6643320], [597410, 6643320],
                                             [597410, 6643324], [597406, 6643320]]]},
        {"type": "GeometryCollection", "geometries": [
            {"type": "Point", "coordinates": [597416, 6643324]},
            {"type": "Polygon", "coordinates": [[[597406, 6643320], [597410, 6643320],
                                                 [597410, 6643324], [597406, 6643320]]]}]},
        {"type": "LineString", "coordinates": [[597416, 6643324, 12], [597417, 6643324, 12]]},
    ],
    ids=lambda g: g["type"],
)  # fmt: skip
def test_every_kind_of_evidence_can_be_drawn(kart: Minnekart, geometri: dict[str, object]) -> None:
    sted = Sted(epsg=25832, geometri=geometri)
    for utfall in (Utfall.BRUTT, Utfall.UAVKLART):
        svg = tegn(PLAN, kart, [funn(sted=sted, utfall=utfall)], "x", "nb")
        (merke,) = xml(svg).iterfind(f".//{SVG}g[@data-regel]")
        assert merke.get("class") == f"funn {utfall}"


@pytest.mark.parametrize(
    "geometri", [{"type": "Sirkel"}, {}, {"type": "Point", "coordinates": ["a"]},
                 {"type": "Point", "coordinates": []}]
)  # fmt: skip
def test_evidence_that_cannot_be_drawn_is_counted_and_not_lost(
    kart: Minnekart, geometri: dict[str, object]
) -> None:
    svg = tegn(PLAN, kart, [funn(sted=Sted(epsg=25832, geometri=geometri))], "x", "nb")
    assert "1 funn har ikke noe sted" in svg


def test_evidence_in_another_system_is_moved_into_the_drawing(kart: Minnekart) -> None:
    linje = shapely.LineString([(597416, 6643324), (597430, 6643324)])
    flyttet = transformer(linje, 25832, 25833)
    sted = Sted(epsg=25833, geometri=shapely.geometry.mapping(flyttet))
    uten_tall = re.compile(r"\.\d+")
    a = tegn(PLAN, kart, [funn(sted=sted)], "x", "nb")
    b = tegn(PLAN, kart, [funn()], "x", "nb")
    assert uten_tall.sub("", a) == uten_tall.sub("", b)


def test_the_newer_plan_is_drawn_over_the_older(kart: Minnekart) -> None:
    svg = tegn(PLAN, kart, [], "x", "nb")
    bolig = formaal("1111").fyll
    flater = [m.start() for m in re.finditer(f'fill="{bolig}" stroke', svg)]
    veg = svg.index(f'fill="{formaal("2011").fyll}" stroke')
    # P0 (1992), then B1 and the road of P1 (2016), each over what lies below it
    assert len([f for f in flater if f < veg]) == 2


def test_an_unknown_land_use_is_drawn_as_other_and_never_left_out() -> None:
    assert formaal("9876").navn.nb == "Annet arealformål"
    assert formaal("").navn.nb == "Annet arealformål"
    assert formaal("1111") is formaal("1130")


def test_new_and_demolished_can_be_told_apart_without_colour() -> None:
    assert NYTT.monster
    assert RIVES.stiplet
    assert BYGGEGRENSE.stiplet


@pytest.mark.parametrize("spraak", SPRAAK)
def test_it_speaks_all_three_languages(kart: Minnekart, spraak: Spraak) -> None:
    svg = tegn(PLAN, kart, [funn()], "Tittel", spraak)
    assert xml(svg).get("lang") == spraak
    ord_ = {"nb": "Byggegrense", "nn": "Byggjegrense", "en": "Building line"}[spraak]
    assert ord_ in tekster(svg)
    assert {"nb": "3,62 m", "nn": "3,62 m", "en": "3.62 m"}[spraak] in tekster(svg)


def test_nothing_is_run_fetched_or_clicked_and_every_id_is_one(kart: Minnekart) -> None:
    rot = xml(tegn(PLAN, kart, [funn(), funn(fingeravtrykk="c3")], "x", "nb"))
    for el in rot.iter():
        assert el.tag.removeprefix(SVG) not in {
            "script",
            "style",
            "a",
            "image",
            "use",
            "foreignObject",
        }
        assert not [n for n in el.attrib if n.startswith("on") or "href" in n or n == "style"]
    ider = [el.get("id") for el in rot.iter() if el.get("id")]
    assert len(ider) == len(set(ider))
    brukt = set(re.findall(r"url\(#([^)]+)\)", etree.tostring(rot, encoding="unicode")))
    assert brukt <= set(ider)


@settings(max_examples=40, deadline=None)
@given(
    ord_=st.text(st.characters(), max_size=60),
    regel=st.text(max_size=20),
    merke=st.text(max_size=20),
)
def test_any_text_is_only_text(kart: Minnekart, ord_: str, regel: str, merke: str) -> None:
    f = funn(
        f'</text><script x="1">{ord_}\ud800\x00', regel=f'"><script>{regel}', fingeravtrykk=merke
    )
    rot = xml(tegn(PLAN, kart, [f], ord_, "nb"))
    assert not list(rot.iter(f"{SVG}script"))


class Stumt:
    """A map that does not answer."""

    epsg = 25832

    def kandidater(self, boks: BBox, objekttyper: Collection[str] = ()) -> Sequence[Kartobjekt]:
        raise KartUtilgjengelig("borte")

    def teiger(
        self, gaardsnummer: int, bruksnummer: int, festenummer: int = 0
    ) -> Sequence[Kartobjekt]:
        raise KartUtilgjengelig("borte")

    def datasett(self) -> Sequence[Datasett]:
        raise KartUtilgjengelig("borte")


@pytest.mark.parametrize("uten", [None, Stumt()], ids=["no map", "a silent map"])
def test_without_a_map_the_drawing_says_so(uten: Stumt | None) -> None:
    svg = tegn(PLAN, uten, [funn()], "x", "nb")
    assert "Kartet var ikke tilgjengelig; bare situasjonsplanen er vist." in tekster(svg)
    assert "Nytt tiltak" in tekster(svg)


def test_a_farm_of_a_square_kilometre_does_not_shrink_the_house_to_a_dot() -> None:
    gaard = Kartobjekt(
        "Teig", "t", flate(597000, 6643000, 598000, 6644000).wkb,
        (597000, 6643000, 598000, 6644000), 25832,
        {"matrikkelenhet/Matrikkelenhet": ("9999-1/1/0",), "matrikkelnummerTekst": ("1/1",)},
    )  # fmt: skip
    svg = tegn(PLAN, Minnekart([gaard], [], 25832), [], "x", "nb")
    (maalestokk,) = {int(m) for m in re.findall(r"Målestokk 1:(\d+)", svg)}
    assert maalestokk <= 1000


def test_a_zone_that_only_touches_the_sheet_is_no_trouble() -> None:
    sone = Kartobjekt(
        "RpFareSone", "s", flate(597900, 6643900, 598000, 6644000).wkb,
        (597000, 6643000, 598000, 6644000), 25832, {"hensynSonenavn": ("H320_9",)},
    )  # fmt: skip
    svg = tegn(PLAN, Minnekart([sone], [], 25832), [], "x", "nb")
    assert "H320_9" not in tekster(svg)
    assert "Faresone" not in tekster(svg)


def test_a_plan_in_another_zone_is_drawn_in_the_zone_of_the_map(kart: Minnekart) -> None:
    def flytt(f: Flate) -> Flate:
        return Flate(shapely.to_wkb(transformer(shapely.from_wkb(f.wkb), 25832, 25833)), 25833)

    ntm = replace(
        PLAN,
        epsg=25833,
        tiltak=(replace(HUS, omraade=flytt(HUS.omraade)),),
        eksisterende=(),
        parkering=(),
        avkjoersler=(),
    )
    assert "EPSG:25832" in tegn(ntm, kart, [], "x", "nb")


def test_nothing_at_all_to_draw_is_refused_in_words() -> None:
    tom = replace(PLAN, tiltak=(), eksisterende=(), parkering=(), avkjoersler=())
    with pytest.raises(GeometriFeil, match="ingenting å tegne"):
        tegn(tom, None, [], "x", "nb")


def test_an_empty_plan_is_drawn_on_its_property(kart: Minnekart) -> None:
    tom = replace(PLAN, tiltak=(), eksisterende=(), parkering=(), avkjoersler=())
    assert "1/1" in tekster(tegn(tom, kart, [], "x", "nb"))


@given(st.text(max_size=200), st.integers(5, 80))
def test_broken_lines_fit_and_lose_no_word_that_fits(innhold: str, tegn_: int) -> None:
    linjer = bryt(innhold, tegn_)
    assert all(len(linje) <= tegn_ for linje in linjer)
    if all(len(o) <= tegn_ for o in innhold.split()):
        assert " ".join(linjer).split() == innhold.split()
