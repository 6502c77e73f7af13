"""arkivuttrekk.xml: what the deposit holds, with counts and checksums, as ADDML.

The structure is the National Archives' template for Noark 5 (names and nesting are theirs).
"""

from dataclasses import dataclass, field

from byggsak_archive_noark5.utvalg import Utvalg
from byggsak_archive_noark5.xmlskriver import XmlSkriver

ADDML = "http://www.arkivverket.no/standarder/addml"


@dataclass(frozen=True)
class Fil:
    """A file of the deposit; `sha256` is None for a schema that was not supplied."""

    navn: str
    sha256: str | None


@dataclass(frozen=True)
class Dataobjekt:
    """One XML file, its own schema, and how often its elements occur in it."""

    navn: str
    fil: Fil
    skjema: Fil
    metadatakatalog: Fil
    antall: dict[str, int] = field(default_factory=dict)


def skriv_addml(
    xml: XmlSkriver, utvalg: Utvalg, objekter: list[Dataobjekt], dokumenter: int
) -> None:
    """The whole file. `dokumenter` is the number of document files."""
    navn = {"name": "Noark 5-arkivuttrekk"}
    with xml.rot("addml", ADDML, "addml.xsd", **navn), xml.element("dataset"):
        xml.felt("description", "Noark 5-arkivuttrekk")
        _referanse(xml, utvalg)
        with xml.element("dataObjects"), xml.element("dataObject", **navn):
            with xml.element("properties"):
                _info(xml, utvalg, dokumenter)
            with xml.element("dataObjects"):
                for objekt in objekter:
                    _dataobjekt(xml, objekt)


def _referanse(xml: XmlSkriver, utvalg: Utvalg) -> None:
    valg = utvalg.innstillinger
    with xml.element("reference"):
        with xml.element("context"), xml.element("additionalElements"):
            with (
                xml.element("additionalElement", name="recordCreators"),
                xml.element("additionalElements"),
            ):
                _tillegg(xml, "recordCreator", valg.arkivskaper)
            _tillegg(xml, "systemType", "Fagsystem byggesak (Noark 5)")
            _tillegg(xml, "systemName", valg.system)
            _tillegg(xml, "archive", valg.arkiv)
        with (
            xml.element("content"),
            xml.element("additionalElements"),
            xml.element("additionalElement", name="archivalPeriod"),
            xml.element("properties"),
        ):
            _egenskap(xml, "startDate", utvalg.start.date().isoformat())
            _egenskap(xml, "endDate", utvalg.slutt.date().isoformat())


def _info(xml: XmlSkriver, utvalg: Utvalg, dokumenter: int) -> None:
    with xml.element("property", name="info"), xml.element("properties"):
        with xml.element("property", name="type"):
            xml.felt("value", "Noark 5")
            with xml.element("properties"):
                _egenskap(xml, "version", "5.0")
        with xml.element("property", name="additionalInfo"), xml.element("properties"):
            # Only closed cases are taken out and open ones stay for the next period: sharp.
            with xml.element("property", name="periode"), xml.element("properties"):
                _egenskap(xml, "inngaaendeSkille", "skarpt")
                _egenskap(xml, "utgaaendeSkille", "skarpt")
            _boolsk(xml, "inneholderSkjermetInformasjon", utvalg.har_skjerming)
            _boolsk(xml, "omfatterDokumenterSomErKassert", False)
            _boolsk(xml, "inneholderDokumenterSomSkalKasseres", False)
            _boolsk(xml, "inneholderVirksomhetsspesifikkeMetadata", False)
            _egenskap(xml, "antallDokumentfiler", str(dokumenter), dataType="integer")


def _dataobjekt(xml: XmlSkriver, objekt: Dataobjekt) -> None:
    with xml.element("dataObject", name=objekt.navn), xml.element("properties"):
        _fil(xml, objekt.fil)
        _skjema(xml, objekt.skjema, main=True)
        _skjema(xml, objekt.metadatakatalog, main=False)
        with xml.element("property", name="info"), xml.element("properties"):
            for element, antall in objekt.antall.items():
                with xml.element("property", name="numberOfOccurrences"):
                    xml.felt("value", element)
                    with xml.element("properties"):
                        _egenskap(xml, "elementPath", f"//{element}")
                        _egenskap(xml, "value", str(antall), dataType="integer")


def _fil(xml: XmlSkriver, fil: Fil) -> None:
    with xml.element("property", name="file"), xml.element("properties"):
        _egenskap(xml, "name", fil.navn)
        _med_versjon(xml, "format", "XML")
        if fil.sha256 is not None:
            with xml.element("property", name="checksum"), xml.element("properties"):
                _egenskap(xml, "algorithm", "SHA-256")
                _egenskap(xml, "value", fil.sha256)


def _skjema(xml: XmlSkriver, fil: Fil, *, main: bool) -> None:
    with xml.element("property", name="schema"):
        if main:
            xml.felt("value", "main")
        with xml.element("properties"):
            _fil(xml, fil)
            _med_versjon(xml, "type", "XML Schema")


def _med_versjon(xml: XmlSkriver, navn: str, verdi: str) -> None:
    with xml.element("property", name=navn):
        xml.felt("value", verdi)
        with xml.element("properties"):
            _egenskap(xml, "version", "1.0")


def _egenskap(xml: XmlSkriver, navn: str, verdi: str, **attributter: str) -> None:
    with xml.element("property", name=navn, **attributter):
        xml.felt("value", verdi)


def _boolsk(xml: XmlSkriver, navn: str, verdi: bool) -> None:
    _egenskap(xml, navn, "true" if verdi else "false", dataType="boolean")


def _tillegg(xml: XmlSkriver, navn: str, verdi: str) -> None:
    with xml.element("additionalElement", name=navn):
        xml.felt("value", verdi)
