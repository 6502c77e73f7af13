"""The formats that can be told apart, with what a reader, a browser and an archive call them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from byggsak.domain.tekst import Tekst
from byggsak.domain.vedlegg import Innholdsdom, Innholdsproblem


@dataclass(frozen=True, slots=True)
class Format:
    """`pronom` is the PUID where recognising the format here decides it (PRONOM, The National
    Archives); None where it takes a version that is not looked for."""

    kode: str
    navn: Tekst
    mime: str
    endelser: frozenset[str]
    pronom: str | None = None

    def dom(
        self,
        *problemer: Innholdsproblem,
        pronom: str | None = None,
        pdfa: str | None = None,
    ) -> Innholdsdom:
        return Innholdsdom(
            format=self.kode,
            formatnavn=self.navn,
            mime=self.mime,
            endelser=self.endelser,
            problemer=problemer,
            pronom=pronom or self.pronom,
            pdfa=pdfa,
        )


BYTES: Final = "application/octet-stream"
_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_ODF: Final = "application/vnd.oasis.opendocument"

# code: (name nb, nn, en, media type, endings, PUID). What is never accepted has no right ending.
_TABELL: Final[dict[str, tuple[str, str, str, str, str, str | None]]] = {
    "pdf": ("PDF", "PDF", "PDF", "application/pdf", "pdf", None),
    "jpg": ("JPEG-bilde", "JPEG-bilete", "JPEG image", "image/jpeg", "jpg jpeg jpe jfif", None),
    "png": ("PNG-bilde", "PNG-bilete", "PNG image", "image/png", "png", None),
    "tif": ("TIFF-bilde", "TIFF-bilete", "TIFF image", "image/tiff", "tif tiff", "fmt/353"),
    "gif": ("GIF-bilde", "GIF-bilete", "GIF image", "image/gif", "gif", None),
    "bmp": ("BMP-bilde", "BMP-bilete", "BMP image", "image/bmp", "bmp dib", None),
    "webp": ("WebP-bilde", "WebP-bilete", "WebP image", "image/webp", "webp", None),
    "heic": ("HEIC-bilde", "HEIC-bilete", "HEIC image", "image/heic", "heic heif avif", None),
    "docx": ("Word-dokument (docx)", "Word-dokument (docx)", "Word document (docx)",
             f"{_OFFICE}.wordprocessingml.document", "docx docm", "fmt/412"),
    "xlsx": ("Excel-ark (xlsx)", "Excel-ark (xlsx)", "Excel workbook (xlsx)",
             f"{_OFFICE}.spreadsheetml.sheet", "xlsx xlsm xlsb", "fmt/214"),
    "pptx": ("PowerPoint (pptx)", "PowerPoint (pptx)", "PowerPoint (pptx)",
             f"{_OFFICE}.presentationml.presentation", "pptx pptm", "fmt/215"),
    "ooxml": ("annen Office-fil (OOXML)", "anna Office-fil (OOXML)", "other Office file (OOXML)",
              BYTES, "dotx xltx potx ppsx dotm xltm potm ppsm", None),
    "odt": ("OpenDocument-tekst (odt)", "OpenDocument-tekst (odt)", "OpenDocument text (odt)",
            f"{_ODF}.text", "odt", None),
    "ods": ("OpenDocument-ark (ods)", "OpenDocument-ark (ods)", "OpenDocument sheet (ods)",
            f"{_ODF}.spreadsheet", "ods", None),
    "odf": ("annen OpenDocument-fil", "anna OpenDocument-fil", "other OpenDocument file",
            BYTES, "odp odg odf odc odm ott ots otp", None),
    "doc": ("Word-dokument (doc)", "Word-dokument (doc)", "Word document (doc)",
            "application/msword", "doc dot", "fmt/40"),
    "xls": ("Excel-ark (xls)", "Excel-ark (xls)", "Excel workbook (xls)",
            "application/vnd.ms-excel", "xls xlt", "fmt/61"),
    "ppt": ("PowerPoint (ppt)", "PowerPoint (ppt)", "PowerPoint (ppt)",
            "application/vnd.ms-powerpoint", "ppt pps pot", "fmt/126"),
    "office-laast": ("låst Office-fil", "låst Office-fil", "locked Office file",
                     BYTES, "docx xlsx pptx docm xlsm pptm", None),
    "ole": ("annen OLE-fil (for eksempel msg)", "anna OLE-fil (til dømes msg)",
            "other OLE file (such as msg)", BYTES, "msg vsd mpp pub msi", None),
    "rtf": ("RTF-dokument", "RTF-dokument", "RTF document", "application/rtf", "rtf", None),
    "ifc": ("IFC-modell", "IFC-modell", "IFC model", "application/x-step", "ifc", None),
    "step": ("STEP-fil som ikke er IFC", "STEP-fil som ikkje er IFC", "STEP file that is not IFC",
             "application/x-step", "stp step p21", None),
    "sos": ("SOSI-fil", "SOSI-fil", "SOSI file", "text/plain", "sos sosi", None),
    "gml": ("GML", "GML", "GML", "application/gml+xml", "gml xml", None),
    "xml": ("XML", "XML", "XML", "application/xml", "xml xsd xsl gpx kml", "fmt/101"),
    "json": ("JSON", "JSON", "JSON", "application/json", "json geojson", None),
    "txt": ("ren tekst", "rein tekst", "plain text", "text/plain",
            "txt text csv tsv md log kof asc dat", "x-fmt/111"),
    "html": ("nettside (HTML)", "nettside (HTML)", "web page (HTML)", "text/html",
             "html htm xhtml mht", None),
    "svg": ("SVG-bilde", "SVG-bilete", "SVG image", "image/svg+xml", "svg", None),
    "ps": ("PostScript", "PostScript", "PostScript", "application/postscript", "ps eps ai", None),
    "dwg": ("DWG-tegning", "DWG-teikning", "DWG drawing", "image/vnd.dwg", "dwg", None),
    "dxf": ("DXF-tegning", "DXF-teikning", "DXF drawing", "image/vnd.dxf", "dxf", None),
    "eml": ("e-post", "e-post", "e-mail message", "message/rfc822", "eml", None),
    "skript": ("skript", "skript", "script", "text/plain", "", None),
    "program": ("program", "program", "program", BYTES, "", None),
    "lyd-video": ("lyd eller video", "lyd eller video", "audio or video", BYTES,
                  "mp4 mov m4v avi mkv webm mp3 wav ogg", None),
    "zip": ("ZIP-arkiv", "ZIP-arkiv", "ZIP archive", "application/zip", "",
            "x-fmt/263"),
    "7z": ("7z-arkiv", "7z-arkiv", "7z archive", "application/x-7z-compressed", "", "fmt/484"),
    "rar": ("RAR-arkiv", "RAR-arkiv", "RAR archive", "application/vnd.rar", "", None),
    "gzip": ("gzip-arkiv", "gzip-arkiv", "gzip archive", "application/gzip", "",
             "x-fmt/266"),
    "tar": ("tar-arkiv", "tar-arkiv", "tar archive", "application/x-tar", "", "x-fmt/265"),
    "pakket": ("pakket fil", "pakka fil", "compressed file", BYTES, "",
               None),
    "tom": ("tom fil", "tom fil", "empty file", BYTES, "", None),
    "ukjent": ("ukjent format", "ukjent format", "unknown format", BYTES, "", None),
}  # fmt: skip

FORMATER: Final = {
    kode: Format(kode, Tekst(nb, nn, en), mime, frozenset(endelser.split()), pronom)
    for kode, (nb, nn, en, mime, endelser, pronom) in _TABELL.items()
}
