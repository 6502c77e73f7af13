"""One drawing in three forms: SVG, PNG and GeoJSON say the same, on the command line and HTTP."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import httpx
import pytest
import shapely
from api_server import running
from byggsak_api.app import lag_app
from byggsak_api.tjeneste import Tjeneste
from facts_helpers import kartobjekt
from shapely.geometry import shape
from typer.testing import CliRunner

from byggsak.cli import app
from byggsak.domain.funn import Utfall
from byggsak.domain.kart import Datasett, Utelatt
from byggsak.domain.soeknad import Vedlegg
from byggsak.geometry.kartfil import les_kart, les_kartfil
from byggsak.geometry.minnekart import Minnekart
from byggsak.rule.report import Kontrollrapport
from byggsak.services.config import Config
from byggsak.services.kontroll import Innsending, Motor, kontroller
from byggsak.services.tegning import Tegneformat, tegning
from byggsak.services.tegning_png import TegningFeilet, som_png

ROT = Path(__file__).parents[1]
SAKER = ROT / "fixtures" / "saker"
NAER = "enebolig-02-naer-grensen"
NAA = datetime(2026, 6, 1, 10, tzinfo=UTC)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def kart() -> Minnekart:
    return Minnekart.av_filer(
        les_kart([ROT / "fixtures" / "kart"], 25832, dato=date(2026, 5, 1)), 25832, ["9999"]
    )


@pytest.fixture(scope="module")
def motor() -> Motor:
    return Motor.last()


def situasjonsplan(sak: str) -> Vedlegg:
    fil = SAKER / f"{sak}-situasjonsplan.gml"
    innhold = fil.read_bytes()
    return Vedlegg("Situasjonsplan", fil.name, len(innhold), "0" * 64, innhold)


def rapporten(motor: Motor, kart: Minnekart, sak: str) -> tuple[Vedlegg, Kontrollrapport]:
    vedlegg = situasjonsplan(sak)
    innsending = Innsending((SAKER / f"{sak}-soeknad.xml").read_bytes(), vedlegg=(vedlegg,))
    return vedlegg, kontroller(motor, innsending, kart=kart, dato=date(2026, 6, 1), kommune="9999")


def tegnet(motor: Motor, kart: Minnekart, sak: str, format_: Tegneformat) -> bytes:
    vedlegg, rapport = rapporten(motor, kart, sak)
    kommune = motor.katalog.kommune("9999")
    svar = tegning(format_, [vedlegg], kart, kommune, rapport.funn, sak, "nb")
    assert svar is not None
    return svar


def samling(motor: Motor, kart: Minnekart, sak: str) -> dict[str, Any]:
    lest: dict[str, Any] = json.loads(tegnet(motor, kart, sak, Tegneformat.GEOJSON))
    return lest


def lag(alt: dict[str, Any], navn: str) -> list[dict[str, Any]]:
    return [f for f in alt["features"] if f["properties"]["lag"] == navn]


def test_every_finding_of_the_svg_is_in_the_geojson_by_the_same_id(
    motor: Motor, kart: Minnekart
) -> None:
    svg = ET.fromstring(tegnet(motor, kart, NAER, Tegneformat.SVG))
    i_svg = {g.get("data-funn") for g in svg.iter(f"{SVG}g") if g.get("data-funn")}
    alt = samling(motor, kart, NAER)
    i_geojson = {f["properties"]["fingeravtrykk"]: f for f in lag(alt, "funn")}
    assert i_svg == set(i_geojson) != set()
    _, rapport = rapporten(motor, kart, NAER)
    grense = next(
        f
        for f in rapport.funn
        if f.regel == "pbl-29-4-avstand-nabogrense" and f.utfall is Utfall.BRUTT
    )
    ett = i_geojson[grense.fingeravtrykk]
    assert Decimal(ett["properties"]["maalt"]) == grense.maalt == Decimal("2.0000")
    assert shape(ett["geometry"]).length == pytest.approx(2.0, abs=0.002)
    assert ett["id"] == f"kart-{grense.fingeravtrykk}"


def test_the_geojson_holds_what_the_map_and_the_plan_hold(motor: Motor, kart: Minnekart) -> None:
    alt = samling(motor, kart, NAER)
    assert alt["crs"]["properties"]["name"] == "EPSG:25832"
    (hus,) = lag(alt, "nytt_tiltak")
    assert shape(hus["geometry"]).area == 80  # 10 x 8 m
    assert hus["properties"]["gesimshoeyde"] == "5.80"
    egen = [f for f in lag(alt, "eiendom") if f["properties"]["i_soeknaden"]]
    assert [(f["properties"]["nummer"], shape(f["geometry"]).area) for f in egen] == [
        ("1/2", 4535.0)  # fixtures/kart/teig_9999.gml: 70 x 68 - 15 x 15
    ]
    (grense,) = lag(alt, "byggegrense")
    assert shape(grense["geometry"]).geom_type == "LineString"
    assert {d["datasett"] for d in alt["kart"]} == {d.navn for d in kart.datasett()}
    assert all(shape(f["geometry"]).is_valid for f in alt["features"])


def test_the_geojson_can_be_read_as_a_map_again(
    motor: Motor, kart: Minnekart, tmp_path: Path
) -> None:
    sti = tmp_path / "kart.geojson"
    sti.write_bytes(tegnet(motor, kart, NAER, Tegneformat.GEOJSON))
    lest = les_kartfil(sti, 25832, dato=date(2026, 6, 1))
    assert len(lest.objekter) == len(json.loads(sti.read_bytes())["features"])


def bildet(data: bytes) -> tuple[int, int, list[bytes]]:
    """Width, height and the rows of an 8-bit PNG (RGBA), by the definition of the format."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    bredde, hoeyde, bit, farge = struct.unpack(">IIBB", data[16:26])
    assert (bit, farge) == (8, 6)
    plass, komprimert = 8, b""
    while plass < len(data):
        lengde, type_ = struct.unpack(">I4s", data[plass : plass + 8])
        if type_ == b"IDAT":
            komprimert += data[plass + 8 : plass + 8 + lengde]
        plass += lengde + 12
    raa = zlib.decompress(komprimert)
    steg = 4 * bredde + 1
    forrige, rader = bytes(4 * bredde), []
    for nr in range(hoeyde):
        forrige = _uten_filter(raa[nr * steg], raa[nr * steg + 1 : (nr + 1) * steg], forrige)
        rader.append(forrige)
    return bredde, hoeyde, rader


def _uten_filter(slag: int, rad: bytes, over: bytes) -> bytes:
    ut = bytearray(rad)
    for i in range(len(ut)):
        a, b = (ut[i - 4] if i >= 4 else 0), over[i]
        c = over[i - 4] if i >= 4 else 0
        p = a + b - c
        paeth = min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]
        ut[i] = (ut[i] + (0, a, b, (a + b) // 2, paeth)[slag]) & 255
    return bytes(ut)


def test_the_png_is_the_svg_at_its_own_size_with_the_house_in_its_place(
    motor: Motor, kart: Minnekart
) -> None:
    svg = tegnet(motor, kart, NAER, Tegneformat.SVG).decode()
    rot = ET.fromstring(svg)
    bredde_mm, hoeyde_mm = (float((rot.get(n) or "")[:-2]) for n in ("width", "height"))
    bredde, hoeyde, rader = bildet(som_png(svg, ppi=72))
    per_mm = 72 / 25.4
    assert bredde == pytest.approx((bredde_mm + 6) * per_mm, abs=1.5)  # a margin of 3 mm
    assert hoeyde == pytest.approx((hoeyde_mm + 6) * per_mm, abs=1.5)
    # Orange (#f3b27a) is the new building and nothing else: 10 x 8 m, in the drawing's scale
    # 20 x 16 mm, of which hatching and text cover a part.
    skala = int(next(t.text for t in rot.iter(f"{SVG}text") if t.text and "1:" in t.text)
                .split("1:")[1].split()[0])  # fmt: skip
    oransje = [
        (x, y)
        for y, rad in enumerate(rader)
        for x in range(bredde)
        if rad[4 * x : 4 * x + 3] == b"\xf3\xb2\x7a" and y < hoeyde * 0.8  # not the legend
    ]
    xs, ys = [x for x, _ in oransje], [y for _, y in oransje]
    assert (max(xs) - min(xs)) / per_mm == pytest.approx(10_000 / skala, abs=2)
    assert (max(ys) - min(ys)) / per_mm == pytest.approx(8_000 / skala, abs=2)


def test_a_picture_that_cannot_be_made_is_refused() -> None:
    with pytest.raises(TegningFeilet):
        som_png("<svg")


def test_distances_that_are_met_have_their_arrows_too(motor: Motor, kart: Minnekart) -> None:
    rot = ET.fromstring(tegnet(motor, kart, "enebolig-01", Tegneformat.SVG))
    ord_ = [t.text for t in rot.iter(f"{SVG}text")]
    # The house stands at (440..450, 352..360): 10 m east of 1/1, and sqrt(10² + 7²) from 1/3.
    assert "10,00 m" in ord_
    assert "12,21 m" in ord_
    assert "Mål" in ord_  # in the legend
    naer = ET.fromstring(tegnet(motor, kart, NAER, Tegneformat.SVG))
    assert [t.text for t in naer.iter(f"{SVG}text")].count("2,00 m") == 1  # the finding's alone


def test_the_drawing_says_what_the_map_lacks_there(motor: Motor, kart: Minnekart) -> None:
    utelatt = (
        Utelatt("Bygning", "her", (597440.0, 6643350.0, 597450.0, 6643360.0)),
        Utelatt("Bygning", "langt borte", (590000.0, 6640000.0, 590001.0, 6640001.0)),
        Utelatt("Bygning", "hvor som helst"),
    )
    sett = [*kart.datasett(), Datasett("hull", date(2026, 5, 1), "1" * 64, "bygning", "", utelatt)]
    med = Minnekart(kart.kandidater((0, 0, 1e7, 1e7)), sett, 25832, ["9999"])
    assert samling(motor, med, NAER)["utelatt"] == 2
    svg = tegnet(motor, med, NAER, Tegneformat.SVG).decode()
    assert svg.count("Kartet mangler 2 objekter som kan ligge her") == 2  # seen, and read aloud
    assert "Kartet mangler" not in tegnet(motor, kart, NAER, Tegneformat.SVG).decode()


def test_a_building_of_the_map_is_drawn_unless_the_plan_shows_it(
    motor: Motor, kart: Minnekart
) -> None:
    alle = [o for o in kart.kandidater((0, 0, 1e7, 1e7)) if o.objekttype != "Bygning"]

    def legg_til(*bygg: shapely.Polygon) -> str:
        nye = [kartobjekt("Bygning", b, f"b{nr}", {}) for nr, b in enumerate(bygg)]
        med = Minnekart([*alle, *nye], kart.datasett(), 25832, ["9999"])
        return tegnet(motor, med, NAER, Tegneformat.SVG).decode()

    huset = shapely.box(597432, 6643324, 597442, 6643332)  # as the site plan draws it
    assert "Bygning i kartet" not in legg_til()
    assert "Bygning i kartet" not in legg_til(huset)
    assert "Bygning i kartet" in legg_til(huset, shapely.box(597460, 6643318, 597470, 6643324))


@pytest.mark.parametrize("endelse", ["svg", "png", "geojson"])
def test_the_command_line_writes_the_form_the_ending_names(endelse: str, tmp_path: Path) -> None:
    ut = tmp_path / f"kart.{endelse}"
    svar = CliRunner().invoke(
        app,
        [
            "check", str(SAKER / f"{NAER}-soeknad.xml"), "--attachment",
            f"Situasjonsplan={SAKER / f'{NAER}-situasjonsplan.gml'}", "--map",
            str(ROT / "fixtures" / "kart"), "--date", "2026-06-01", "--no-ways-out",
            "--drawing", str(ut),
        ],
    )  # fmt: skip
    assert svar.exit_code == 1, svar.output
    starter = {"svg": b"<svg", "png": b"\x89PNG", "geojson": b'{"type":"FeatureCollection"'}
    assert ut.read_bytes().startswith(starter[endelse])


def test_an_ending_that_is_no_drawing_is_a_mistake_before_anything_is_checked(
    tmp_path: Path,
) -> None:
    svar = CliRunner().invoke(
        app, ["check", "finnes-ikke.xml", "--drawing", str(tmp_path / "kart.tiff")]
    )
    assert svar.exit_code == 2
    assert ".svg, .png or .geojson" in svar.output
    assert "finnes-ikke" not in svar.output


@pytest.fixture(scope="module")
def klient(tmp_path_factory: pytest.TempPathFactory, motor: Motor) -> Iterator[httpx.Client]:
    mappe = tmp_path_factory.mktemp("tegning")
    config = Config.fra(
        {
            "BYGGSAK_DATABASE": f"sqlite:///{mappe}/db",
            "BYGGSAK_FILES": f"{mappe}/filer",
            "BYGGSAK_KOMMUNER": "9999",
        }
    )
    tjener = Tjeneste.av(config, motor=motor, naa=lambda: NAA)
    kommune = tjener.katalog.kommune("9999")
    for fil in les_kart([ROT / "fixtures" / "kart"], kommune.epsg, dato=date(2026, 5, 1)):
        tjener.kartlager.importer(kommune, fil.datasett, fil.objekter, NAA)
    with running(lag_app(tjener)) as base, httpx.Client(base_url=base, timeout=60) as klient:
        yield klient


def deler(*, plan: bool = True) -> list[Any]:
    fil = SAKER / f"{NAER}-situasjonsplan.gml"
    skjema = ("soeknad", ("soeknad.xml", (SAKER / f"{NAER}-soeknad.xml").read_bytes()))
    hode = {"Vedleggstype": "Situasjonsplan"}
    return [skjema] + (
        [("vedlegg", (fil.name, fil.read_bytes(), "application/gml+xml", hode))] if plan else []
    )


@pytest.mark.parametrize(
    ("format_", "mediatype", "start"),
    [
        ("svg", "image/svg+xml", b"<svg"),
        ("png", "image/png", b"\x89PNG"),
        ("geojson", "application/geo+json", b'{"type":"FeatureCollection"'),
    ],
    ids=["svg", "png", "geojson"],
)
def test_the_service_gives_the_drawing_of_a_filing_and_of_a_case(
    klient: httpx.Client, format_: str, mediatype: str, start: bytes
) -> None:
    innsendt = klient.post(f"/v1/kontroll/kart?format={format_}", files=deler())
    noekkel = {"Idempotency-Key": "tegnet-1"}
    sak = klient.post("/v1/soeknader", files=deler(), headers=noekkel).json()["sak"]
    lagret = klient.get(f"/v1/saker/{sak}/kart?format={format_}")
    for svar in (innsendt, lagret):
        assert svar.status_code == 200, svar.text
        assert svar.headers["content-type"].startswith(mediatype)
        assert svar.headers["content-security-policy"] == "default-src 'none'"
        assert svar.content.startswith(start)


def test_the_service_says_where_there_is_nothing_to_draw(klient: httpx.Client) -> None:
    svar = klient.post("/v1/kontroll/kart", files=deler(plan=False))
    assert svar.status_code == 404
    assert "situasjonsplan i digital form mangler" in svar.json()["detail"]
    assert klient.post("/v1/kontroll/kart?format=tiff", files=deler()).status_code == 422
    assert klient.get("/v1/saker/2026-999999/kart").status_code == 404
