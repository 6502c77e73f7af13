"""A deposit packed as a DIAS submission package (SIP): one tar file, and `info.xml` beside it.

    <uuid>.tar: <uuid>/dias-mets.xml          every file with its size and checksum
                <uuid>/log.xml                what has been done with the package
                <uuid>/administrative_metadata/dias-premis.xml
                <uuid>/descriptive_metadata/  empty: the description is the depot's
                <uuid>/content/               the deposit
    info.xml                                  the package and its METS file, with checksums

The shape is that which Arkade 5 writes (METS in the eARD profile, PREMIS 2.0 in the namespace of
Arkivverket), and holds what the stricter METS profile of DIAS demands: six agents, a document id.
"""

import shutil
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import Final

from byggsak.archive.errors import PermanentConfig
from byggsak_archive_noark5.settings import Settings
from byggsak_archive_noark5.tid import norsk
from byggsak_archive_noark5.utvalg import Utvalg
from byggsak_archive_noark5.xmlskriver import XmlSkriver, skriver

METS: Final = "http://www.loc.gov/METS/"
PREMIS: Final = "http://arkivverket.no/standarder/PREMIS"
XLINK: Final = "http://www.w3.org/1999/xlink"
PROFIL: Final = "http://xml.ra.se/METS/RA_METS_eARD.xml"
DIAS_METS, DIAS_PREMIS, LOGG, INFO = "dias-mets.xml", "dias-premis.xml", "log.xml", "info.xml"
INNHOLD, ADMINISTRATIVT, BESKRIVENDE = "content", "administrative_metadata", "descriptive_metadata"
SKJEMAER: Final = {"dias-mets.xsd": "", "dias-premis.xsd": ADMINISTRATIVT}
"""Schemas that a package carries when the schema folder has them, and where in it."""

_ARBEID: Final = ".pakkes"
_MIME: Final = {
    "xml": "application/xml",
    "xsd": "application/xml",
    "gml": "application/gml+xml",
    "pdf": "application/pdf",
    "txt": "text/plain",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "tif": "image/tiff",
    "tiff": "image/tiff",
}


def krev_avtalt(innstillinger: Settings) -> None:
    """A package names its receiver and the agreement with them. Raises PermanentConfig."""
    if mangler := [navn for navn in ("depot", "avtale") if not getattr(innstillinger, navn)]:
        raise PermanentConfig(
            f"En DIAS-pakke må si hvem som mottar den og etter hvilken avtale. Sett {mangler[0]} "
            f"({', '.join('BYGGSAK_ARCHIVE_' + navn.upper() for navn in mangler)})."
        )


@dataclass(frozen=True)
class _Fil:
    """A file of the package: its path below the package's root, checksum, and size in bytes."""

    sti: str
    sha256: str
    stoerrelse: int

    @property
    def mime(self) -> str:
        return _MIME.get(self.sti.rpartition(".")[2].lower(), "application/octet-stream")


@dataclass(frozen=True)
class Pakke:
    """A package that is being made. The same deposit has the same `id`."""

    id: str
    innstillinger: Settings
    start: datetime
    slutt: datetime
    naar: datetime
    xsd: Path | None

    @classmethod
    def av(cls, utvalg: Utvalg, naar: datetime | None, xsd: Path | None) -> "Pakke":
        """`naar` is when it is made; without it, when the last of its cases was closed."""
        return cls(
            id=utvalg.system_id("dias"),
            innstillinger=utvalg.innstillinger,
            start=utvalg.start,
            slutt=utvalg.slutt,
            naar=naar or utvalg.slutt,
            xsd=xsd,
        )

    def innhold(self, mappe: Path) -> Path:
        """The empty folder that the deposit is to be written in."""
        innhold = mappe / _ARBEID / self.id / INNHOLD
        innhold.mkdir(parents=True)
        return innhold

    def lukk(self, mappe: Path) -> None:
        """Describe what was written, pack it, and leave only the package and `info.xml`."""
        rot = mappe / _ARBEID / self.id
        for navn in (ADMINISTRATIVT, BESKRIVENDE):
            (rot / navn).mkdir()
        for skjema, undermappe in SKJEMAER.items():
            if self.xsd is not None and (self.xsd / skjema).is_file():
                shutil.copyfile(self.xsd / skjema, rot / undermappe / skjema)
        with skriver(rot / ADMINISTRATIVT / DIAS_PREMIS) as xml:
            self._premis(xml, _filer(rot / INNHOLD, rot))
        with skriver(rot / LOGG) as xml:
            self._logg(xml)
        with skriver(rot / DIAS_METS) as xml:
            filer = list(_filer(rot, rot))
            self._mets(xml, filer, "dias-mets.xsd")
        tar = mappe / f"{self.id}.tar"
        self._tar(rot, tar)
        with skriver(mappe / INFO) as xml:
            innpakket = [_fil(tar, mappe), _fil(rot / DIAS_METS, rot.parent)]
            self._mets(xml, innpakket, "info.xsd")
        shutil.rmtree(mappe / _ARBEID)

    def _tar(self, rot: Path, tar: Path) -> None:
        def lik(post: tarfile.TarInfo) -> tarfile.TarInfo:
            post.uid = post.gid = 0
            post.uname = post.gname = ""
            post.mtime = int(self.naar.timestamp())
            post.mode = 0o755 if post.isdir() else 0o644
            return post

        with tarfile.open(tar, "w", format=tarfile.PAX_FORMAT) as pakke:
            for sti in (rot, *sorted(rot.rglob("*"))):
                navn = f"{self.id}/{sti.relative_to(rot).as_posix()}".removesuffix("/.")
                pakke.add(sti, navn, recursive=False, filter=lik)

    def _mets(self, xml: XmlSkriver, filer: list[_Fil], skjema: str) -> None:
        valg = self.innstillinger
        rot = {
            "xmlns:xlink": XLINK,
            "OBJID": f"UUID:{self.id}",
            "LABEL": valg.arkiv,
            "TYPE": "SIP",
            "PROFILE": PROFIL,
        }
        with xml.rot("mets", METS, skjema, **rot):
            with xml.element("metsHdr", CREATEDATE=norsk(self.naar), RECORDSTATUS="NEW"):
                self._agenter(xml)
                for slag, verdi in (
                    ("SUBMISSIONAGREEMENT", valg.avtale),
                    ("DELIVERYSPECIFICATION", "Noark 5, versjon 5.0"),
                    ("STARTDATE", self.start.date().isoformat()),
                    ("ENDDATE", self.slutt.date().isoformat()),
                ):
                    xml.felt("altRecordID", verdi, TYPE=slag)
                xml.felt("metsDocumentID", DIAS_METS if skjema == "dias-mets.xsd" else INFO)
            with xml.element("fileSec"), xml.element("fileGrp", ID="fileGroup001", USE="FILES"):
                for nr, fil in enumerate(filer):
                    self._metsfil(xml, nr, fil)
            with (
                xml.element("structMap", LABEL="Package"),
                xml.element("div", LABEL=self.id, TYPE="SIP"),
            ):
                _struktur(xml, filer)

    def _agenter(self, xml: XmlSkriver) -> None:
        valg = self.innstillinger
        organisasjon = {"TYPE": "ORGANIZATION"}
        for attributter, navn in (
            ({"ROLE": "ARCHIVIST"} | organisasjon, valg.arkivskaper),
            ({"ROLE": "OTHER", "OTHERROLE": "SUBMITTER"} | organisasjon, valg.arkivskaper),
            ({"ROLE": "OTHER", "OTHERROLE": "PRODUCER"} | organisasjon, valg.arkivskaper),
            ({"ROLE": "IPOWNER"} | organisasjon, valg.arkivskaper),
            ({"ROLE": "CREATOR"} | organisasjon, valg.arkivskaper),
            ({"ROLE": "PRESERVATION"} | organisasjon, valg.depot),
            ({"ROLE": "ARCHIVIST", "TYPE": "OTHER", "OTHERTYPE": "SOFTWARE"}, valg.system),
        ):
            with xml.element("agent", **attributter):
                xml.felt("name", navn)

    def _metsfil(self, xml: XmlSkriver, nr: int, fil: _Fil) -> None:
        with xml.element(
            "file",
            ID=_id(nr),
            MIMETYPE="application/x-tar" if fil.sti == f"{self.id}.tar" else fil.mime,
            USE="Datafile",
            SIZE=str(fil.stoerrelse),
            CREATED=norsk(self.naar),
            CHECKSUM=fil.sha256,
            CHECKSUMTYPE="SHA-256",
        ):
            sted = {"LOCTYPE": "URL", "xlink:type": "simple", "xlink:href": f"file:{fil.sti}"}
            xml.tom("FLocat", **sted)

    def _premis(self, xml: XmlSkriver, filer: Iterator[_Fil]) -> None:
        with xml.rot("premis", PREMIS, "dias-premis.xsd", version="2.0"):
            for fil in filer:
                with xml.element("object", **{"xsi:type": "file"}):
                    self._identifikasjon(xml, f"{self.id}/{fil.sti}")
                    with xml.element("preservationLevel"):
                        xml.felt("preservationLevelValue", "full")
                    with xml.element("objectCharacteristics"):
                        xml.felt("compositionLevel", 0)
                        with xml.element("fixity"):
                            xml.felt("messageDigestAlgorithm", "SHA-256")
                            xml.felt("messageDigest", fil.sha256)
                        xml.felt("size", fil.stoerrelse)
                        _format(xml, fil.mime)
                    xml.felt("originalName", fil.sti.rpartition("/")[2])

    def _logg(self, xml: XmlSkriver) -> None:
        with xml.rot("premis", PREMIS, "dias-premis.xsd", version="2.0"):
            with xml.element("object", **{"xsi:type": "file"}):
                self._identifikasjon(xml, self.id)
                with xml.element("preservationLevel"):
                    xml.felt("preservationLevelValue", "full")
                with xml.element("objectCharacteristics"):
                    xml.felt("compositionLevel", 0)
                    _format(xml, "tar")
            with xml.element("event"):
                with xml.element("eventIdentifier"):
                    xml.felt("eventIdentifierType", "NO/RA")
                    xml.felt("eventIdentifierValue", f"{self.id}/1")
                xml.felt("eventType", "Opprettelse av SIP")
                xml.felt("eventDateTime", norsk(self.naar))
                with xml.element("linkingAgentIdentifier"):
                    xml.felt("linkingAgentIdentifierType", "NO/RA")
                    xml.felt("linkingAgentIdentifierValue", self.innstillinger.system)
                with xml.element("linkingObjectIdentifier"):
                    xml.felt("linkingObjectIdentifierType", "NO/RA")
                    xml.felt("linkingObjectIdentifierValue", self.id)
            with xml.element("agent"):
                with xml.element("agentIdentifier"):
                    xml.felt("agentIdentifierType", "NO/RA")
                    xml.felt("agentIdentifierValue", self.innstillinger.system)
                xml.felt("agentName", self.innstillinger.system)
                xml.felt("agentType", "software")

    def _identifikasjon(self, xml: XmlSkriver, verdi: str) -> None:
        with xml.element("objectIdentifier"):
            xml.felt("objectIdentifierType", "NO/RA")
            xml.felt("objectIdentifierValue", verdi)


def _struktur(xml: XmlSkriver, filer: list[_Fil]) -> None:
    """A div for each folder of the package; files at its root have one of their own."""
    mapper: dict[str, list[int]] = {"": [], ADMINISTRATIVT: [], BESKRIVENDE: [], INNHOLD: []}
    for nr, fil in enumerate(filer):
        mappe, skille, _ = fil.sti.partition("/")
        mapper[mappe if skille and mappe in mapper else ""].append(nr)
    for mappe, numre in mapper.items():
        navn = {"LABEL": mappe or "package"}
        if not numre:
            xml.tom("div", **navn)
            continue
        with xml.element("div", **navn):
            for nr in numre:
                xml.tom("fptr", FILEID=_id(nr))


def _format(xml: XmlSkriver, navn: str) -> None:
    with xml.element("format"), xml.element("formatDesignation"):
        xml.felt("formatName", navn)


def _id(nr: int) -> str:
    return f"fileId_{nr}"


def _filer(mappe: Path, rot: Path) -> Iterator[_Fil]:
    """The files of the folder but the METS file, which cannot tell its own checksum."""
    for sti in sorted(mappe.rglob("*")):
        if sti.is_file() and sti != rot / DIAS_METS:
            yield _fil(sti, rot)


def _fil(sti: Path, rot: Path) -> _Fil:
    with sti.open("rb") as stroem:
        sum_ = file_digest(stroem, "sha256").hexdigest()
    return _Fil(sti.relative_to(rot).as_posix(), sum_, sti.stat().st_size)
