"""Map files in: real and invented plans, and everything that stops a file or an object."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import shapely

from byggsak.domain.kart import Kart
from byggsak.geometry.crs import transformer_punkter
from byggsak.geometry.errors import KartfilUleselig, KoordinatsystemAvvist
from byggsak.geometry.kartfil import Kartfil, les_kart, les_kartfil
from byggsak.geometry.minnekart import Minnekart

ROT = Path(__file__).parents[1]
KART = ROT / "fixtures" / "kart"
DELT = ROT.parent / "shared" / "kart"
DATO = date(2026, 11, 22)
KOMMUNE = (597000.0, 6643000.0, 598000.0, 6644000.0)


def plan() -> Kartfil:
    return les_kartfil(KART / "plan_9999_P1_P0.gml", 25832, dato=DATO, utstrekning=KOMMUNE)


def teig() -> Kartfil:
    return les_kartfil(KART / "teig_9999.gml", 25832, dato=DATO, utstrekning=KOMMUNE)


def skriv(mappe: Path, gammelt: str, nytt: str, fil: str = "plan_9999_P1_P0.gml") -> Path:
    tekst = (KART / fil).read_text("utf-8")
    assert gammelt in tekst
    sti = mappe / "endret.gml"
    sti.write_text(tekst.replace(gammelt, nytt), "utf-8")
    return sti


def test_the_synthetic_plan_becomes_objects_with_plan_id_and_properties() -> None:
    fil = plan()
    assert fil.problemer == ()
    assert Counter(o.objekttype for o in fil.objekter) == {
        "RpArealformålOmråde": 4,
        "RpOmråde": 2,
        "RpFareSone": 1,
        "RpSikringSone": 1,
        "RpJuridiskLinje": 1,
        "RpRegulertHøyde": 1,
    }
    b1 = next(o for o in fil.objekter if o.en("feltbetegnelse") == "B1")
    assert b1.plan_id == "9999_P1"
    assert b1.lokal_id == "x4"
    assert b1.en("arealformål") == "1111"
    assert b1.en("utnytting/RpUtnytting/utnyttingstall") == "30"
    assert b1.datasett == fil.datasett
    assert shapely.from_wkb(b1.wkb).area == pytest.approx(100 * 68 - 144)


def test_a_dataset_carries_what_a_report_must_name() -> None:
    datasett = plan().datasett
    assert (datasett.slag, datasett.navn, datasett.dato) == (
        "reguleringsplan",
        "plan_9999_P1_P0",
        DATO,
    )
    assert len(datasett.sha256) == 64
    assert teig().datasett.slag == "teig"


def test_a_file_that_dates_itself_is_believed(tmp_path: Path) -> None:
    sti = skriv(
        tmp_path,
        'numberMatched="unknown"',
        'timeStamp="2026-03-04T05:06:07Z" numberMatched="unknown"',
        "teig_9999.gml",
    )
    assert les_kartfil(sti, 25832, dato=DATO).datasett.dato == date(2026, 3, 4)


def test_the_byggegrense_keeps_its_curve() -> None:
    linje = next(o for o in plan().objekter if o.objekttype == "RpJuridiskLinje")
    form = shapely.from_wkb(linje.wkb)
    # 86 m and 54 m straight, and a quarter of a circle of radius 10 between them
    assert form.length == pytest.approx(86 + 54 + 3.14159 * 5, abs=0.01)
    assert len(form.coords) > 40


def test_the_whole_file_can_come_in_another_exact_system_and_means_the_same(tmp_path: Path) -> None:
    tekst = (KART / "teig_9999.gml").read_text("utf-8").replace("EPSG/0/25832", "EPSG/0/5110")

    def flytt(tallene: str) -> str:
        xy = np.array(tallene.split(), dtype=float).reshape(-1, 2)
        ny = transformer_punkter(xy, 25832, 5110)
        return " ".join(f"{n!r} {e!r}" for e, n in ny.tolist())  # NTM: north first

    deler = tekst.split("<gml:posList>")
    ut = deler[0] + "".join(
        f"<gml:posList>{flytt(tall)}</gml:posList>{resten}"
        for tall, _, resten in (d.partition("</gml:posList>") for d in deler[1:])
    )
    sti = tmp_path / "ntm.gml"
    sti.write_text(ut, "utf-8")
    ntm = les_kartfil(sti, 25832, dato=DATO, utstrekning=KOMMUNE)
    for a, b in zip(teig().objekter, ntm.objekter, strict=True):
        form_a, form_b = shapely.from_wkb(a.wkb), shapely.from_wkb(b.wkb)
        assert form_a.hausdorff_distance(form_b) < 1e-6


def test_a_plan_delivered_in_zone_33_lands_in_the_municipality(tmp_path: Path) -> None:
    sti = skriv(tmp_path, "EPSG/0/25832", "EPSG/0/25833")
    # the numbers are those of zone 32, so in zone 33 they are six degrees further east
    with pytest.raises(KartfilUleselig, match="Ingen av objektene ligger i kommunen"):
        les_kartfil(sti, 25832, dato=DATO, utstrekning=KOMMUNE)


def test_a_bow_tie_is_left_out_and_reported_while_the_rest_is_read(tmp_path: Path) -> None:
    sti = skriv(
        tmp_path,
        "<gml:exterior><gml:LinearRing><gml:posList>597480.00 6643360.00 597492.00 6643360.00 "
        "597492.00 6643372.00",
        "<gml:exterior><gml:LinearRing><gml:posList>597480.00 6643360.00 597492.00 6643372.00 "
        "597492.00 6643360.00",
    )
    fil = les_kartfil(sti, 25832, dato=DATO)
    (problem,) = fil.problemer
    assert problem.kode == "flate-ugyldig"
    assert problem.linje == 4
    assert problem.punkt == (597486, 6643366)
    assert len(fil.objekter) == fil.antall - 1


@pytest.mark.parametrize(
    ("nytt", "ordet"),
    [("EPSG/0/27395", "NGO"), ("EPSG/0/23095", "23095"), ("EPSG/0/4326", "WGS 84")],
)
def test_an_unknown_system_stops_the_file_by_name(tmp_path: Path, nytt: str, ordet: str) -> None:
    sti = skriv(tmp_path, "EPSG/0/25832", nytt)
    with pytest.raises(KoordinatsystemAvvist) as feil:
        les_kartfil(sti, 25832, dato=DATO)
    assert ordet in feil.value.melding.nb
    assert feil.value.sted.dokument == "endret.gml"
    assert feil.value.sted.linje == 2


def test_two_systems_in_one_file_stop_it_and_name_the_line(tmp_path: Path) -> None:
    sti = skriv(
        tmp_path,
        'gml:id="x34" srsName="http://www.opengis.net/def/crs/EPSG/0/25832"',
        'gml:id="x34" srsName="EPSG:25833"',
        "teig_9999.gml",
    )
    with pytest.raises(KoordinatsystemAvvist, match="blander EPSG:25832 og EPSG:25833") as feil:
        les_kartfil(sti, 25832, dato=DATO)
    assert (feil.value.sted.linje, feil.value.sted.gml_id) == (5, "x34")


def test_swapped_axes_stop_the_file(tmp_path: Path) -> None:
    sti = tmp_path / "byttet.gml"
    tekst = (KART / "teig_9999.gml").read_text("utf-8")
    sti.write_text(re.sub(r"(5974\d\d|597500)\.00 (66433\d\d)\.00", r"\2 \1", tekst), "utf-8")
    with pytest.raises(KoordinatsystemAvvist, match="byttet plass") as feil:
        les_kartfil(sti, 25832, dato=DATO, utstrekning=KOMMUNE)
    assert feil.value.sted.linje == 2
    with pytest.raises(KoordinatsystemAvvist, match="byttet plass"):
        les_kartfil(sti, 25832, dato=DATO)


@pytest.mark.parametrize(
    ("innhold", "ordet"),
    [
        ("", "Filen er tom"),
        ("%PDF-1.7 ...", "XML"),
        ("<Noe><annet/></Noe>", "ingen kartobjekter"),
        ("<Noe><member/></Noe>", "FeatureCollection"),
        ("<FeatureCollection><boundedBy/></FeatureCollection>", "ingen kartobjekter"),
        ("<!DOCTYPE a [<!ENTITY x 'y'>]><FeatureCollection><a/></FeatureCollection>", "DOCTYPE"),
    ],
)
def test_a_file_that_is_no_map_is_refused(tmp_path: Path, innhold: str, ordet: str) -> None:
    sti = tmp_path / "x.gml"
    sti.write_bytes(innhold.encode())
    with pytest.raises(KartfilUleselig) as feil:
        les_kartfil(sti, 25832, dato=DATO)
    assert ordet in str(feil.value)
    assert str(feil.value).startswith("x.gml")


def test_a_file_that_is_not_there_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(KartfilUleselig, match=r"borte\.gml"):
        les_kartfil(tmp_path / "borte.gml", 25832, dato=DATO)


def test_a_folder_is_every_map_file_in_it() -> None:
    navn = [f.datasett.navn for f in les_kart([KART], 25832, dato=DATO)]
    assert navn == sorted(f.stem for f in KART.iterdir())
    assert {"plan_9999_P1_P0", "teig_9999", "sjoe_9999"} <= set(navn)


def test_the_map_in_memory_answers_by_box_type_and_matrikkel_number() -> None:
    kart: Kart = Minnekart.av_filer([plan(), teig()], 25832, ["9999"])
    assert kart.epsg == 25832
    assert [o.gml_id for o in kart.teiger(1, 1)] == ["teig.1", "teig.2"]
    assert kart.teiger(1, 1, 7) == ()
    midt = (597465.0, 6643335.0, 597466.0, 6643336.0)
    assert {o.objekttype for o in kart.kandidater(midt)} == {
        "RpOmråde",
        "RpArealformålOmråde",
        "RpJuridiskLinje",
        "Teig",
    }
    assert [o.gml_id for o in kart.kandidater(midt, ["Teig"])] == ["teig.4", "teig.5"]
    # touching is enough: the box shares only the corner of the plan
    assert kart.kandidater((597300.0, 6643200.0, 597400.0, 6643300.0), ["RpOmråde"])
    assert not kart.kandidater((0.0, 0.0, 1.0, 1.0))
    assert len(kart.datasett()) == 2


def test_units_of_a_neighbouring_municipality_are_not_ours() -> None:
    assert Minnekart.av_filer([teig()], 25832, ["9998"]).teiger(1, 1) == ()


def test_a_map_in_another_system_than_its_objects_is_refused() -> None:
    with pytest.raises(ValueError, match="EPSG:25832"):
        Minnekart.av_filer([teig()], 25833)


def test_a_teig_with_several_units_keeps_the_numbers_together(tmp_path: Path) -> None:
    sti = skriv(
        tmp_path,
        "<app:bruksnummer>9</app:bruksnummer></app:Matrikkelenhet></app:matrikkelenhet>",
        "<app:bruksnummer>9</app:bruksnummer></app:Matrikkelenhet></app:matrikkelenhet>"
        "<app:matrikkelenhet><app:Matrikkelenhet><app:kommunenummer>9999</app:kommunenummer>"
        "<app:gardsnummer>4</app:gardsnummer><app:bruksnummer>2</app:bruksnummer>"
        "<app:festenummer>3</app:festenummer></app:Matrikkelenhet></app:matrikkelenhet>",
        "teig_9999.gml",
    )
    objekt = les_kartfil(sti, 25832, dato=DATO).objekter[2]
    assert objekt.matrikkelenheter() == (("9999", 1, 9, 0), ("9999", 4, 2, 3))


@pytest.mark.skipif(not DELT.is_dir(), reason="the shared map data is not on this machine")
def test_the_published_files_with_toy_coordinates_find_their_plan_through_links() -> None:
    fil = les_kartfil(DELT / "gml" / "gml.bue.1-fail.gml", 25832, dato=DATO)
    omraader = [o for o in fil.objekter if o.objekttype == "RpArealformålOmråde"]
    assert omraader
    assert {o.plan_id for o in omraader} == {"4203_09062018-2"}


@pytest.mark.skipif(not DELT.is_dir(), reason="the shared map data is not on this machine")
def test_the_real_boundary_of_bergen_reads_into_zone_32() -> None:
    fil = les_kartfil(
        DELT / "gml" / "planomraade.gml",
        25832,
        dato=DATO,
        utstrekning=(280000.0, 6670000.0, 320000.0, 6730000.0),
    )
    (objekt,) = fil.objekter
    assert objekt.plan_id == "4601_Forslag"
    assert fil.problemer == ()


def rundt(antall: int) -> list[str]:
    vinkler = np.linspace(0, 2 * np.pi, antall, endpoint=False)
    xy = 5000 * np.column_stack((np.cos(vinkler), np.sin(vinkler))) + (597450, 6643350)
    punkter = [f"{x:.3f} {y:.3f}" for x, y in xy]
    return [*punkter, punkter[0]]


def stor(mappe: Path, inne: str) -> Path:
    sti = mappe / "stor.gml"
    sti.write_text(
        '<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:a="urn:a">'
        '<gml:featureMember><a:T gml:id="t"><a:o><gml:Polygon gml:id="p" srsName="EPSG:25832">'
        f"<gml:exterior><gml:LinearRing>{inne}</gml:LinearRing></gml:exterior></gml:Polygon></a:o>"
        "</a:T></gml:featureMember></gml:FeatureCollection>",
        "utf-8",
    )
    return sti


def test_a_ring_of_half_a_million_vertices_is_just_a_ring(tmp_path: Path) -> None:
    punkter = rundt(500_000)
    inne = "".join(f"<gml:pos>{p}</gml:pos>" for p in punkter)
    (objekt,) = les_kartfil(stor(tmp_path, inne), 25832, dato=DATO).objekter
    assert shapely.from_wkb(objekt.wkb).area == pytest.approx(np.pi * 5000**2, rel=1e-6)


def test_a_ring_of_a_million_vertices_in_one_text_is_refused_and_not_swallowed(
    tmp_path: Path,
) -> None:
    sti = stor(tmp_path, f"<gml:posList>{' '.join(rundt(1_000_000))}</gml:posList>")
    with pytest.raises(KartfilUleselig, match=r"stor\.gml"):
        les_kartfil(sti, 25832, dato=DATO)
