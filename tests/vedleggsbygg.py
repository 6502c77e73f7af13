"""The least files that are what they say, for the tests of attachments: built, never downloaded.

`python -m tests.vedleggsbygg` writes those that `fixtures/vedlegg` holds.
"""

from __future__ import annotations

import io
import struct
import sys
import zipfile
import zlib
from pathlib import Path

import pikepdf
from PIL import Image

from byggsak.testing.tegning import tegning

MAPPE = Path(__file__).parents[1] / "fixtures" / "vedlegg"
OOXML = {
    "docx": ("word/document.xml", "wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", "spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", "presentationml.presentation.main+xml"),
}
OFFICE = "application/vnd.openxmlformats-officedocument."
_DATO = (2026, 5, 1, 12, 0, 0)


def pakke(deler: dict[str, bytes | str], *, pakk: bool = True) -> bytes:
    """A ZIP of the parts, the same bytes every time."""
    ut = io.BytesIO()
    with zipfile.ZipFile(ut, "w") as fil:
        for navn, innhold in deler.items():
            post = zipfile.ZipInfo(navn, _DATO)
            post.compress_type = zipfile.ZIP_DEFLATED if pakk else zipfile.ZIP_STORED
            fil.writestr(post, innhold)
    return ut.getvalue()


def ooxml(
    slag: str, *, type_: str | None = None, mer: dict[str, bytes | str] | None = None
) -> bytes:
    sti, hovedtype = OOXML[slag]
    typer = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'content-types"><Override PartName="/{sti}" ContentType="{type_ or OFFICE + hovedtype}"/>'
        "</Types>"
    )
    return pakke({"[Content_Types].xml": typer, sti: "<innhold/>", **(mer or {})})


def odt(
    slag: str = "text", *, manifest: str = "<manifest/>", mer: dict[str, str] | None = None
) -> bytes:
    ut = io.BytesIO()
    with zipfile.ZipFile(ut, "w") as fil:
        fil.writestr(
            zipfile.ZipInfo("mimetype", _DATO), f"application/vnd.oasis.opendocument.{slag}"
        )
        for navn, tekst in {
            "content.xml": "<x/>",
            "META-INF/manifest.xml": manifest,
            **(mer or {}),
        }.items():
            fil.writestr(zipfile.ZipInfo(navn, _DATO), tekst)
    return ut.getvalue()


def pdf(**valg: object) -> bytes:
    """The demo's drawing saved by qpdf, with what `pikepdf.Pdf.save` takes."""
    ut = io.BytesIO()
    with pikepdf.open(io.BytesIO(tegning("TegningNyPlan"))) as fil:
        fil.save(ut, **valg)  # type: ignore[arg-type]
    return ut.getvalue()


def kryptert_pdf(r: int = 6, bruker: str = "hemmelig", **valg: object) -> bytes:
    laas = pikepdf.Encryption(owner="eier", user=bruker, R=r, aes=r >= 4, metadata=r >= 4)  # type: ignore[arg-type]
    return pdf(encryption=laas, **valg)


def aktiv_pdf(handling: str, *, i_stroem: bool) -> bytes:
    """A drawing that runs JavaScript or starts a program when opened."""
    ut = io.BytesIO()
    with pikepdf.open(io.BytesIO(tegning("TegningNyPlan"))) as fil:
        fil.Root.OpenAction = pikepdf.Dictionary(
            S=pikepdf.Name(f"/{handling}"), JS=pikepdf.String("app.alert(1)")
        )
        modus = pikepdf.ObjectStreamMode
        fil.save(ut, object_stream_mode=modus.generate if i_stroem else modus.disable)
    return ut.getvalue()


def liten_pdf(*, foran: bytes = b"", trailer: bytes = b"", startxref: int | None = None) -> bytes:
    """The least PDF there is, written by hand with a table of contents."""
    ut = bytearray(foran + b"%PDF-1.4\n")
    steder = []
    for nr, innhold in enumerate(
        (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
         b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"), 1
    ):  # fmt: skip
        steder.append(len(ut) - len(foran))
        ut += b"%d 0 obj\n%b\nendobj\n" % (nr, innhold)
    tabell = len(ut) - len(foran)
    ut += b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % s for s in steder)
    ut += b"trailer\n<</Size 4/Root 1 0 R%b>>\n" % trailer
    ut += b"startxref\n%d\n%%%%EOF\n" % (tabell if startxref is None else startxref)
    return bytes(ut)


def bilde(format_: str, **valg: object) -> bytes:
    ut = io.BytesIO()
    striper = Image.frombytes(
        "L", (64, 48), bytes((x * y) % 251 for y in range(48) for x in range(64))
    )
    (striper.convert("1") if valg.get("compression") == "group4" else striper).save(
        ut, format_, **valg
    )
    return ut.getvalue()


def ole(stroemmer: dict[str, bytes]) -> bytes:
    """A compound file with the streams in its directory; each stream begins a sector of its own."""
    data, poster, neste = bytearray(), [], 0
    for navn, innhold in stroemmer.items():
        innhold = innhold.ljust(4096, b"\0")
        poster.append((navn, 2, neste, len(innhold)))
        data += innhold
        neste += len(innhold) // 512
    rot = ("Root Entry", 5, 0xFFFFFFFE, 0)
    katalog = b"".join(_innslag(*post) for post in (rot, *poster))
    katalog = katalog.ljust(-(-len(katalog) // 512) * 512, b"\0")
    sektorer = len(katalog) // 512
    antall = neste + sektorer + 1
    fat = [0xFFFFFFFE] * antall
    for i in range(neste, neste + sektorer - 1):
        fat[i] = i + 1
    fat[-1] = 0xFFFFFFFD
    hode = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, neste, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, antall - 1,
    )  # fmt: skip
    tabell = struct.pack(f"<{antall}I", *fat).ljust(512, b"\xff")
    return hode.ljust(512, b"\xff") + bytes(data) + katalog + tabell


def _innslag(navn: str, slag: int, start: int, stoerrelse: int) -> bytes:
    skrevet = (navn + "\0").encode("utf-16-le")
    hode = skrevet.ljust(64, b"\0") + struct.pack("<HBB", len(skrevet), slag, 1)
    return hode + b"\xff" * 12 + bytes(36) + struct.pack("<IQ", start, stoerrelse)


def ifc(skjema: str = "IFC4") -> bytes:
    return (
        "ISO-10303-21;\nHEADER;\nFILE_DESCRIPTION((''),'2;1');\n"
        "FILE_NAME('hus.ifc','2026-05-01T12:00:00',(''),(''),'','','');\n"
        f"FILE_SCHEMA(('{skjema}'));\nENDSEC;\nDATA;\n#1=IFCPROJECT('x');\nENDSEC;\n"
        "END-ISO-10303-21;\n"
    ).encode()


SOSI = (
    ".HODE 0:\n..TEGNSETT ISO8859-1\n..SOSI-VERSJON 4.5\n.PUNKT 1:\n..NØH\n1 2 3\n.SLUTT\n".encode(
        "latin-1"
    )
)
GML = b'<?xml version="1.0"?><gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml/3.2"/>'
BOMBE = zlib.compress(bytes(1 << 20), 9)

LOVLIGE: dict[str, bytes] = {
    "pdf": liten_pdf(),
    "jpg": bilde("JPEG"),
    "png": bilde("PNG"),
    "tif": bilde("TIFF", compression="tiff_lzw"),
    **{slag: ooxml(slag) for slag in OOXML},
    "odt": odt(),
    "doc": ole({"WordDocument": b"\xec\xa5" + bytes(30), "1Table": b""}),
    "xls": ole({"Workbook": b"\x09\x08\x10\x00" + bytes(60)}),
    "ppt": ole({"PowerPoint Document": b"", "Current User": bytes(32)}),
    "ifc": ifc(),
    "sos": SOSI,
    "gml": GML,
    "xml": b'<?xml version="1.0"?>\n<brev>Hei</brev>\n',
    "json": b'{"type": "FeatureCollection", "features": []}\n',
    "txt": "Følgebrev\n\nVi søker om å få bygge.\n".encode(),
}
"""One whole file of every format that some attachment may have."""

FEIL: dict[str, bytes] = {
    "fail-filen-er-tom.pdf": b"",
    "fail-slutten-mangler.pdf": LOVLIGE["pdf"][:-40],
    "fail-innholdslisten-er-forskjoevet.pdf": liten_pdf(startxref=7),
    "fail-makroer-i-docx.docx": ooxml("docx", mer={"word/vbaProject.bin": b"\xd0\xcf"}),
    "fail-zip-med-en-tegning.zip": pakke({"plan.pdf": LOVLIGE["pdf"]}),
    "fail-baade-pdf-og-zip.pdf": LOVLIGE["pdf"] + pakke({"skjult.pdf": LOVLIGE["pdf"]}),
    "fail-et-program-som-heter-pdf.pdf": b"MZ\x90\x00" + bytes(60),
    "fail-word-som-heter-pdf.pdf": LOVLIGE["docx"],
}


def main() -> int:
    """Write fixtures/vedlegg. The encrypted file has random parts and is written once."""
    MAPPE.mkdir(exist_ok=True)
    for endelse, innhold in LOVLIGE.items():
        (MAPPE / f"ok-{endelse}.{endelse}").write_bytes(innhold)
    for navn, innhold in FEIL.items():
        (MAPPE / navn).write_bytes(innhold)
    if not (laast := MAPPE / "fail-passord.pdf").exists():
        laast.write_bytes(kryptert_pdf())
    if not (aktiv := MAPPE / "fail-javascript.pdf").exists():
        aktiv.write_bytes(aktiv_pdf("JavaScript", i_stroem=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
