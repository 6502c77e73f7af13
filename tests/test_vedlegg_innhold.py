"""What a file is, judged by its bytes: every format whole and broken, and what hides in them."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vedleggsbygg import (
    FEIL,
    GML,
    LOVLIGE,
    MAPPE,
    OFFICE,
    OOXML,
    SOSI,
    aktiv_pdf,
    bilde,
    ifc,
    kryptert_pdf,
    liten_pdf,
    odt,
    ole,
    ooxml,
    pakke,
    pdf,
)

from byggsak.domain.vedlegg import Innholdsdom, Innholdsfeil
from byggsak.testing.tegning import tegning
from byggsak.vedlegg.bedoem import bedoem

ROT = Path(__file__).parents[1]
TYPST = tegning("TegningNyPlan")


def dom(data: bytes) -> Innholdsdom:
    return bedoem(io.BytesIO(data))


def slag(data: bytes) -> set[Innholdsfeil]:
    return {p.slag for p in dom(data).problemer}


@pytest.mark.parametrize(("format_", "data"), LOVLIGE.items(), ids=LOVLIGE)
def test_a_whole_file_of_every_format_is_recognised_and_has_no_problem(
    format_: str, data: bytes
) -> None:
    svar = dom(data)
    assert (svar.format, svar.problemer) == (format_, ())
    assert format_ in svar.endelser


@pytest.mark.parametrize(
    "format_", sorted(set(LOVLIGE) - {"txt", "doc", "xls", "ppt"}), ids=lambda f: f
)
@given(data=st.data())
def test_a_file_that_is_cut_off_is_never_whole(format_: str, data: st.DataObject) -> None:
    hel = LOVLIGE[format_]
    kuttet = hel[: data.draw(st.integers(0, len(hel.rstrip()) - 1))]
    svar = dom(kuttet)
    assert svar.format != format_ or svar.problemer


@pytest.mark.parametrize(
    ("valg", "venter"),
    [
        ({"linearize": True}, set()),
        ({"object_stream_mode": pikepdf.ObjectStreamMode.generate}, set()),
        ({"object_stream_mode": pikepdf.ObjectStreamMode.disable}, set()),
        ({"min_version": "2.0"}, set()),
    ],
    ids=["linearised", "object streams", "a plain table", "PDF 2.0"],
)
def test_a_pdf_is_whole_however_it_is_laid_out(valg: dict[str, object], venter: set[str]) -> None:
    assert slag(pdf(**valg)) == venter


@pytest.mark.parametrize("bruker", ["", "hemmelig"], ids=["opens without one", "needs one"])
@pytest.mark.parametrize("r", [3, 4, 6])
@pytest.mark.parametrize("linearize", [False, True])
def test_a_pdf_with_a_password_is_encrypted(r: int, bruker: str, linearize: bool) -> None:
    assert slag(kryptert_pdf(r, bruker, linearize=linearize)) == {Innholdsfeil.KRYPTERT}


def test_the_word_encrypt_in_a_text_is_no_encryption() -> None:
    assert slag(liten_pdf(trailer=b"/Info<</Title(/Encrypt 9 0 R)>>")) == set()
    assert slag(liten_pdf(trailer=b"/Info<</Encrypt 9 0 R>>")) == set()
    assert slag(liten_pdf(trailer=b"/Encrypt 9 0 R")) == {Innholdsfeil.KRYPTERT}
    assert slag(liten_pdf(trailer=b"/Encry#70t 9 0 R")) == {Innholdsfeil.KRYPTERT}


@pytest.mark.parametrize("i_stroem", [False, True], ids=["in the open", "in an object stream"])
@pytest.mark.parametrize("handling", ["JavaScript", "Launch"])
def test_scripts_and_actions_in_a_pdf_are_seen(handling: str, i_stroem: bool) -> None:
    assert slag(aktiv_pdf(handling, i_stroem=i_stroem)) == {Innholdsfeil.AKTIVT}


def test_a_script_under_an_escaped_name_is_seen() -> None:
    skjult = liten_pdf(trailer=b"/X<</S/Java#53cript>>")
    assert slag(skjult) == {Innholdsfeil.AKTIVT}


def test_a_file_inside_a_pdf_is_seen() -> None:
    ut = io.BytesIO()
    with pikepdf.open(io.BytesIO(TYPST)) as fil:
        fil.attachments["skjult.exe"] = pikepdf.AttachedFileSpec(fil, b"MZ")
        fil.save(ut)
    assert slag(ut.getvalue()) == {Innholdsfeil.AKTIVT}


def test_a_claim_of_pdf_a_is_noted_as_a_claim() -> None:
    assert (dom(TYPST).pdfa, dom(TYPST).pronom) == ("2b", "fmt/477")
    assert (dom(liten_pdf()).pdfa, dom(liten_pdf()).pronom) == (None, "fmt/18")


@pytest.mark.parametrize("foran", [b"\n\n", b"Content-Type: x\r\n\r\n"], ids=["blanks", "a header"])
def test_a_few_bytes_before_the_header_of_a_pdf_are_allowed(foran: bytes) -> None:
    svar = dom(liten_pdf(foran=foran))
    assert (svar.format, svar.problemer) == ("pdf", ())


def test_padding_after_the_end_of_a_pdf_is_allowed() -> None:
    assert slag(liten_pdf() + bytes(2000)) == set()


def test_a_pdf_whose_table_is_elsewhere_is_damaged_but_one_without_any_is_broken() -> None:
    assert slag(liten_pdf(startxref=7)) == {Innholdsfeil.SKADET}
    uten = liten_pdf(startxref=7).replace(b"/Root 1 0 R", b"/Rot 1 0 R")
    assert slag(uten) == {Innholdsfeil.OEDELAGT}


def test_a_pdf_sent_as_text_is_not_sound() -> None:
    # A transfer that turns every LF into CR LF moves everything and breaks what is compressed.
    assert slag(TYPST.replace(b"\n", b"\r\n")) & {Innholdsfeil.SKADET, Innholdsfeil.OEDELAGT}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_what_is_called_sound_opens_in_qpdf_without_a_password(data: st.DataObject) -> None:
    original = data.draw(st.sampled_from([TYPST, pdf(linearize=True), kryptert_pdf(4)]))
    skadd = bytearray(original)
    sted = data.draw(st.integers(max(0, len(skadd) - 600), len(skadd)))
    match data.draw(st.sampled_from(["kutt", "fjern", "bytt"])):
        case "kutt":
            del skadd[sted:]
        case "fjern":
            del skadd[sted : sted + data.draw(st.integers(1, 40))]
        case "bytt":
            skadd[sted : sted + 4] = data.draw(st.binary(min_size=4, max_size=4))
    if slag(bytes(skadd)):
        return
    with pikepdf.open(io.BytesIO(bytes(skadd)), suppress_warnings=True) as fil:
        assert len(fil.pages) == 1


@pytest.mark.parametrize("format_", ["docx", "xlsx", "pptx"])
@pytest.mark.parametrize(
    "mer",
    [
        {"word/vbaProject.bin": b"x"},
        {"xl/VBAPROJECT.BIN": b"x"},
        {"xl/macrosheets/sheet1.xml": "x"},
    ],
    ids=["vba", "vba in capitals", "excel 4.0"],
)
def test_macros_in_an_office_file_are_seen_whatever_it_calls_itself(
    format_: str, mer: dict[str, bytes | str]
) -> None:
    assert slag(ooxml(format_, mer=mer)) == {Innholdsfeil.MAKRO}


def test_a_macro_enabled_type_is_enough() -> None:
    type_ = "application/vnd.ms-word.document.macroEnabled.main+xml"
    assert (dom(ooxml("docx", type_=type_)).format) == "docx"
    assert slag(ooxml("docx", type_=type_)) == {Innholdsfeil.MAKRO}


def test_a_list_of_parts_made_to_be_slow_is_read_at_once() -> None:
    slem = pakke({"[Content_Types].xml": b"<Override " * 200_000})
    start = time.process_time()
    assert dom(slem).format == "zip"
    assert time.process_time() - start < 2


def test_a_template_is_another_office_file() -> None:
    type_ = f"{OFFICE}wordprocessingml.template.main+xml"
    assert dom(ooxml("docx", type_=type_)).format == "ooxml"


def test_an_office_file_without_its_main_part_is_broken() -> None:
    typer = zipfile.ZipFile(io.BytesIO(ooxml("docx"))).read("[Content_Types].xml")
    assert slag(pakke({"[Content_Types].xml": typer})) == {Innholdsfeil.OEDELAGT}


def test_opendocument_is_told_apart_and_its_macros_and_locks_are_seen() -> None:
    assert dom(odt("spreadsheet")).format == "ods"
    assert dom(odt("graphics")).format == "odf"
    assert slag(odt(mer={"Basic/Standard/Module1.xml": "Sub x"})) == {Innholdsfeil.MAKRO}
    assert slag(odt(manifest="<m><encryption-data/></m>")) == {Innholdsfeil.KRYPTERT}


def test_old_office_files_show_their_macros_and_locks() -> None:
    word = b"\xec\xa5" + bytes(30)
    laast = word[:11] + b"\x01" + word[12:]
    assert slag(ole({"WordDocument": word, "VBA": b"", "dir": b""})) == {Innholdsfeil.MAKRO}
    assert slag(ole({"WordDocument": laast})) == {Innholdsfeil.KRYPTERT}
    bof, filepass = b"\x09\x08\x10\x00" + bytes(16), b"\x2f\x00\x04\x00" + bytes(4)
    assert slag(ole({"Workbook": bof + filepass})) == {Innholdsfeil.KRYPTERT}
    bruker = bytes(12) + struct.pack("<I", 0xF3D1C4DF)
    laast_ppt = ole({"PowerPoint Document": b"", "Current User": bruker})
    assert slag(laast_ppt) == {Innholdsfeil.KRYPTERT}


def test_a_new_office_file_with_a_password_is_a_locked_one() -> None:
    svar = dom(ole({"EncryptionInfo": b"", "EncryptedPackage": b""}))
    assert svar.format == "office-laast"
    assert svar.problemer[0].slag is Innholdsfeil.KRYPTERT


def test_an_outlook_message_is_no_letter() -> None:
    assert dom(ole({"__properties_version1.0": b""})).format == "ole"


@pytest.mark.parametrize("tom", [False, True], ids=["with entries", "without any"])
def test_a_compound_file_whose_directory_goes_in_a_ring_is_broken(tom: bool) -> None:
    fil = bytearray(LOVLIGE["doc"])
    (katalog,) = struct.unpack_from("<I", fil, 48)
    fat = len(fil) - 512
    struct.pack_into("<I", fil, fat + katalog * 4, katalog)
    if tom:
        fil[(katalog + 1) * 512 : (katalog + 2) * 512] = bytes(512)
    assert slag(bytes(fil)) == {Innholdsfeil.OEDELAGT}


@pytest.mark.parametrize(
    ("data", "format_"),
    [
        (pakke({"plan.pdf": LOVLIGE["pdf"]}), "zip"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(30), "7z"),
        (b"Rar!\x1a\x07\x01\x00", "rar"),
        (b"\x1f\x8b\x08" + bytes(20), "gzip"),
        (b"plan.pdf".ljust(257, b"\0") + b"ustar\x0000" + bytes(300), "tar"),
        (b"\xfd7zXZ\x00" + bytes(20), "pakket"),
    ],
    ids=["zip", "7z", "rar", "gzip", "tar", "xz"],
)
def test_an_archive_is_refused_as_one(data: bytes, format_: str) -> None:
    svar = dom(data)
    assert svar.format == format_
    assert Innholdsfeil.ARKIVFIL in {p.slag for p in svar.problemer}


def test_an_archive_with_a_password_is_said_to_be_locked_too() -> None:
    laast = bytearray(pakke({"plan.pdf": b"x"}))
    sted = laast.rindex(b"PK\x01\x02")
    laast[sted + 8] |= 1
    assert slag(bytes(laast)) == {Innholdsfeil.ARKIVFIL, Innholdsfeil.KRYPTERT}


def test_a_zip_bomb_is_known_by_what_it_claims_and_not_by_unpacking_it() -> None:
    bombe = bytearray(ooxml("docx", mer={"word/x.xml": bytes(1000)}))
    sted = bombe.rindex(b"word/x.xml") - 46
    struct.pack_into("<I", bombe, sted + 24, 4_000_000_000)
    assert Innholdsfeil.PAKKEBOMBE in slag(bytes(bombe))


def test_an_archive_that_claims_a_million_entries_is_not_listed() -> None:
    mange = bytearray(pakke({"a": b""}))
    slutt = mange.rindex(b"PK\x05\x06")
    katalog = slutt - struct.unpack_from("<I", mange, slutt + 12)[0]
    mange[slutt:slutt] = bytes(9_000_000)
    struct.pack_into("<I", mange, len(mange) - 22 + 12, len(mange) - 22 - katalog)
    assert Innholdsfeil.PAKKEBOMBE in slag(bytes(mange))


@pytest.mark.parametrize("format_", ["pdf", "jpg", "png", "tif", "doc", "ifc", "xml"])
def test_a_zip_behind_another_file_makes_it_ambiguous(format_: str) -> None:
    svar = dom(LOVLIGE[format_] + pakke({"skjult.pdf": LOVLIGE["pdf"]}))
    assert Innholdsfeil.TVETYDIG in {p.slag for p in svar.problemer} or svar.format == "ukjent"


def test_a_pdf_inside_the_head_of_another_file_makes_it_ambiguous() -> None:
    skjult = zipfile.ZipFile(io.BytesIO(ooxml("docx"))).read("[Content_Types].xml")
    docx = pakke(
        {"0.pdf": liten_pdf(), "[Content_Types].xml": skjult, "word/document.xml": "<x/>"},
        pakk=False,
    )
    assert dom(docx + b"\n%%EOF").format == "docx"
    assert Innholdsfeil.TVETYDIG in slag(docx + b"\n%%EOF")


@pytest.mark.parametrize(
    ("data", "format_"),
    [
        (b"MZ\x90\x00\x03" + bytes(60), "program"),
        (b"\x7fELF\x02\x01", "program"),
        (b"#!/bin/sh\nrm -rf /\n", "skript"),
        (b"<?php echo 1; ?>", "skript"),
        (b"<!DOCTYPE html><html><body>Hei</body></html>", "html"),
        (b"\xef\xbb\xbf  <HTML><script>alert(1)</script></HTML>", "html"),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', "html"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "svg"),
        (b"GIF89a" + bytes(20), "gif"),
        (b"AC1032" + bytes(20), "dwg"),
        (b"  0\r\nSECTION\r\n  2\r\nHEADER\r\n", "dxf"),
        (rb"{\rtf1\ansi Hei}", "rtf"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(12), "heic"),
        (b"\x00\x00\x00\x18ftypisom" + bytes(12), "lyd-video"),
        (ifc("AUTOMOTIVE_DESIGN"), "step"),
        (b"From: a@b.no\nTo: c@d.no\nSubject: Hei\n\nHei", "eml"),
        (bytes(range(256)), "ukjent"),
    ],
    ids=lambda x: x if isinstance(x, str) else "",
)
def test_what_is_not_accepted_is_named(data: bytes, format_: str) -> None:
    assert dom(data).format == format_


@pytest.mark.parametrize(
    "tekst", ["MZ er forkortelsen for Mozambik", "AC10 er en motorvei", "BM", "{ikke json", "[1"]
)
def test_a_letter_that_begins_like_something_else_is_a_letter(tekst: str) -> None:
    assert dom(tekst.encode()).format in ("txt", "json")


@pytest.mark.parametrize("koding", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "windows-1252"])
def test_norwegian_text_is_text_in_every_usual_encoding(koding: str) -> None:
    assert (
        dom("Følgebrev: ærlig talt, på Ås – «ja».\n".replace("–", "-").encode(koding)).format
        == "txt"
    )


def test_a_sosi_file_without_its_end_is_cut_off() -> None:
    assert slag(SOSI.replace(b".SLUTT", b"")) == {Innholdsfeil.OEDELAGT}
    assert slag(ifc().replace(b"END-ISO-10303-21;", b"")) == {Innholdsfeil.OEDELAGT}


def test_xml_with_a_document_type_is_noted_and_not_followed() -> None:
    xml = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    assert dom(xml).format == "xml"
    assert slag(xml) == {Innholdsfeil.AKTIVT}


def test_a_jpeg_with_a_thumbnail_is_not_whole_because_the_thumbnail_is() -> None:
    lite = LOVLIGE["jpg"]
    exif = b"\xff\xe1" + struct.pack(">H", len(lite) + 2) + lite
    med_bilde = lite[:2] + exif + lite[2:]
    assert slag(med_bilde) == set()
    assert slag(med_bilde[:-2]) == {Innholdsfeil.OEDELAGT}


@pytest.mark.parametrize(
    "valg",
    [{}, {"compression": "group4"}, {"big_tiff": True}, {"compression": "jpeg"}],
    ids=["plain", "fax", "big", "jpeg"],
)
def test_a_tiff_of_any_kind_is_whole_or_cut_off(valg: dict[str, object]) -> None:
    hel = bilde("TIFF", **valg)
    assert dom(hel).format == "tif"
    assert slag(hel) == set()
    assert slag(hel[: len(hel) // 2]) == {Innholdsfeil.OEDELAGT}


def test_a_tiff_whose_pages_go_in_a_ring_is_broken() -> None:
    fil = bytearray(bilde("TIFF"))
    rekke = "<" if fil[:2] == b"II" else ">"
    (ifd,) = struct.unpack_from(f"{rekke}I", fil, 4)
    (antall,) = struct.unpack_from(f"{rekke}H", fil, ifd)
    struct.pack_into(f"{rekke}I", fil, ifd + 2 + antall * 12, ifd)
    assert slag(bytes(fil)) == {Innholdsfeil.OEDELAGT}


_KREVER = {
    "pdf": b"%PDF-",
    "jpg": b"\xff\xd8\xff",
    "png": b"\x89PNG",
    "tif": (b"II", b"MM"),
    "doc": b"\xd0\xcf",
    "xls": b"\xd0\xcf",
    "ppt": b"\xd0\xcf",
    "docx": b"PK",
    "xlsx": b"PK",
    "pptx": b"PK",
    "odt": b"PK",
    "ooxml": b"PK",
}


@settings(max_examples=400, deadline=None)
@given(
    st.binary(max_size=600)
    | st.builds(
        lambda hode, rest: hode + rest,
        st.sampled_from([data[: n + 1] for data in LOVLIGE.values() for n in (3, 7, 40)]),
        st.binary(max_size=300),
    )
)
def test_no_bytes_crash_it_and_none_are_whole_without_the_structure(data: bytes) -> None:
    svar = dom(data)
    if svar.format in ("txt", "ukjent", "tom") or svar.problemer:
        return
    assert data.startswith(_KREVER.get(svar.format, b"")) or svar.format in ("pdf", "sos")
    if svar.format in OOXML or svar.format == "odt":
        assert zipfile.is_zipfile(io.BytesIO(data))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([*LOVLIGE.values(), *FEIL.values(), TYPST]), st.data())
def test_no_damage_to_a_real_file_crashes_it(original: bytes, data: st.DataObject) -> None:
    skadd = bytearray(original)
    for _ in range(data.draw(st.integers(1, 4))):
        sted = data.draw(st.integers(0, len(skadd)))
        lengde = data.draw(st.sampled_from([0, 1, 4, 30]))
        skadd[sted : sted + lengde] = data.draw(st.binary(max_size=8))
    dom(bytes(skadd))


def test_the_fixtures_on_disk_are_what_their_names_say() -> None:
    for fil in sorted(MAPPE.iterdir()):
        with fil.open("rb") as aapen:
            svar = bedoem(aapen)
        if fil.name.startswith("ok-"):
            assert (svar.format, svar.problemer) == (fil.suffix[1:], ()), fil.name
        else:
            assert svar.problemer or svar.format != fil.suffix[1:], fil.name


_MAAL = """
import re, sys
from byggsak.vedlegg.bedoem import bedoem
for navn in sys.argv[1:]:
    with open(navn, "rb") as fil:
        dom = bedoem(fil)
    status = open("/proc/self/status").read()
    topp = int(re.search(r"VmHWM:\\s+(\\d+)", status)[1]) // 1024
    print(dom.format, ",".join(p.slag for p in dom.problemer) or "-", topp)
"""


def _hull(sti: Path, hode: bytes, hale: bytes, mb: int = 300) -> Path:
    with sti.open("wb") as fil:
        fil.write(hode)
        fil.seek(mb << 20)
        fil.write(hale)
    return sti


@pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="memory is read from /proc, which only Linux has"
)
def test_300_mb_of_anything_and_every_bomb_is_judged_in_40_mb(tmp_path: Path) -> None:
    pakket = zlib.compressobj(9)
    bombe = b"".join(pakket.compress(bytes(1 << 20)) for _ in range(400)) + pakket.flush()
    stroem = b"1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>stream\n" + bombe
    filer = [
        _hull(tmp_path / "pdf", b"%PDF-1.7\n", b"\n%%EOF"),
        _hull(tmp_path / "tekst", b"hei", b"hei"),
        _hull(tmp_path / "jpg", LOVLIGE["jpg"][:-2], b"\xff\xd9"),
        _hull(tmp_path / "zip", b"PK\x03\x04", pakke({"a": b""})),
        _hull(tmp_path / "xml", b"<a b='", b"'/>"),
        tmp_path / "objektstroem",
    ]
    filer[-1].write_bytes(b"%PDF-1.7\n" + stroem + b"\nendstream\nendobj\n" + liten_pdf()[9:])
    maalt = subprocess.run(
        [sys.executable, "-c", _MAAL, *map(str, filer)],
        capture_output=True, text=True, check=True, cwd=ROT,
    )  # fmt: skip
    linjer = [linje.split() for linje in maalt.stdout.splitlines()]
    assert [linje[0] for linje in linjer] == ["pdf", "ukjent", "jpg", "zip", "ukjent", "pdf"]
    assert max(int(linje[2]) for linje in linjer) < 40, maalt.stdout


def test_a_gml_file_of_many_points_is_read_in_pieces() -> None:
    punkter = b"<gml:posList>" + b"1.0 2.0 " * 2_000_000 + b"</gml:posList>"
    stor = GML.replace(b"/>", b">") + punkter + b"</gml:FeatureCollection>"
    assert (dom(stor).format, dom(stor).problemer) == ("gml", ())
