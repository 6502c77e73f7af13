"""arkivstruktur.xml: each unit is judged when it ends, and only what others refer to is kept."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from byggsak.archive.codes import (
    Dokumentstatus,
    Journalposttype,
    Journalstatus,
    Saksstatus,
    Variantformat,
)
from byggsak.domain.personnummer import har_personnummer
from byggsak_archive_noark5.verify.addml import Erklaering
from byggsak_archive_noark5.verify.leser import Element
from byggsak_archive_noark5.verify.pakke import er_pdfa, innenfor, sha256
from byggsak_archive_noark5.verify.protokoll import Protokoll
from byggsak_archive_noark5.verify.verdier import (
    KODER,
    TIDER,
    dato,
    datoer,
    har_sone,
    tidspunkt,
)

_PERIODE = {
    "arkiv": "AST3",
    "arkivdel": "AST4",
    "mappe": "AST7",
    "registrering": "AST11",
    "dokumentbeskrivelse": "AST15",
}
# What is written freely. partID is not here: an archive may have a person's number there.
_TITLER = {
    "tittel", "offentligTittel", "beskrivelse", "klasseID", "dokumenttype", "partNavn",
    "korrespondansepartNavn", "kontaktperson", "saksansvarlig", "saksbehandler", "opprettetAv",
    "arkivertAv", "avsluttetAv", "avskrevetAv", "tilknyttetAv", "endretAv", "tidligereVerdi",
    "nyVerdi", "skjermingshjemmel", "merknadstekst", "administrativEnhet", "forfatter",
}  # fmt: skip


def felles(element: Element, p: Protokoll) -> None:
    """What every element of every file is held to: content, codes, times, no identity number."""
    p.saa("N5.63")
    if not element.blad:
        return
    navn, tekst = element.navn, element.tekst
    if not tekst:
        p.meld("N5.63", f"{navn} er tom", linje=element.linje, system_id=element.system_id)
    if navn in KODER:
        p.saa("kodelister")
        if tekst and tekst not in list(KODER[navn]):
            melding = f"«{tekst[:60]}» er ikke en verdi for {navn}"
            p.meld("kodelister", melding, linje=element.linje, system_id=element.system_id)
    if navn in TIDER:
        p.saa("BYG-tid")
        if har_sone(tekst):
            p.meld("BYG-tid", f"{navn} har tidssone", linje=element.linje)
    if navn in _TITLER:
        p.saa("BYG-pnr")
        if har_personnummer(tekst):
            melding = f"{navn} inneholder det som ser ut som et fødselsnummer"
            p.meld("BYG-pnr", melding, linje=element.linje, system_id=element.system_id)


@dataclass
class Struktur:
    """Visits the elements; afterwards it knows what is counted and referred to."""

    mappe: Path
    erklaering: Erklaering
    p: Protokoll
    antall: Counter[str] = field(default_factory=Counter)
    ider: set[str] = field(default_factory=set)
    arkivdeler: set[str] = field(default_factory=set)
    klasser: set[str] = field(default_factory=set)
    referanser: list[tuple[str, str, int]] = field(default_factory=list)
    journalposter: set[str] = field(default_factory=set)
    journaldatoer: set[date] = field(default_factory=set)
    filer: set[str] = field(default_factory=set)
    varianter: set[str] = field(default_factory=set)  # of the document that is being read

    def ved_slutt(self, element: Element) -> None:
        """The visitor: what holds for all elements, then what holds for this kind."""
        felles(element, self.p)
        self.antall[element.navn] += 1
        if element.navn in _PERIODE and not element.blad:
            self._periode(element, _PERIODE[element.navn])
        if visit := getattr(self, f"_{element.navn}", None):
            visit(element)

    def ferdig(self) -> None:
        """What can only be judged when the whole file is read."""
        for navn, verdi, linje in self.referanser:
            kontroll, kjente = ("N5.48", self.arkivdeler)
            if navn != "referanseArkivdel":
                kontroll, kjente = ("N5.51", self.klasser)
            self.p.saa(kontroll)
            if verdi not in kjente:
                self.p.meld(kontroll, f"{verdi} finnes ikke i arkivet", linje=linje)
        for kontroll, navn in (("N5.10", "mappe"), ("N5.16", "registrering")):
            oppgitt = self.erklaering.antall.get(("arkivstruktur", navn))
            self.p.saa(kontroll)
            if oppgitt != self.antall[navn]:
                sagt = "ingenting" if oppgitt is None else oppgitt
                self.p.meld(kontroll, f"oppgitt {sagt}, fant {self.antall[navn]} ({navn})")
        for kontroll, navn, valg in (
            ("N5.42", "skjerming", "inneholderSkjermetInformasjon"),
            ("N5.44", "kassasjon", "inneholderDokumenterSomSkalKasseres"),
            ("N5.45", "utfoertKassasjon", "omfatterDokumenterSomErKassert"),
            (
                "krav 6.4.23",
                "virksomhetsspesifikkeMetadata",
                "inneholderVirksomhetsspesifikkeMetadata",
            ),
        ):
            self.p.saa(kontroll)
            oppgitt_valg, funnet = self.erklaering.sier(valg), self.antall[navn]
            if oppgitt_valg is None:
                self.p.meld(kontroll, f"{valg} er ikke oppgitt", fil="arkivuttrekk.xml")
            elif oppgitt_valg != bool(funnet):
                self.p.meld(kontroll, f"{valg} er {oppgitt_valg}, men fant {funnet} ({navn})")

    def _periode(self, element: Element, kontroll: str) -> None:
        start, slutt = self.erklaering.start, self.erklaering.slutt
        if start is None or slutt is None:
            self.p.uavklart("arkivuttrekk.xml oppgir ikke perioden", kontroll)
            return
        self.p.saa(kontroll)
        for navn, dag in datoer(element):
            if not start <= dag <= slutt:
                melding = f"{navn} {dag} er utenfor {start}–{slutt}"
                self._meld(kontroll, melding, element)

    def _systemID(self, element: Element) -> None:
        self.p.saa("N5.47")
        if element.tekst in self.ider:
            self.p.meld("N5.47", "brukt flere ganger", linje=element.linje, system_id=element.tekst)
        self.ider.add(element.tekst)

    def _referanseArkivdel(self, element: Element) -> None:
        self.referanser.append((element.navn, element.tekst, element.linje))

    _referanseSekundaerKlassifikasjon = _referanseArkivdel

    def _arkiv(self, element: Element) -> None:
        self.p.saa("AST2")
        if not {"arkivdel", "arkiv"} & element.barn:
            self._meld("AST2", "arkivet har ingen arkivdel", element)

    def _arkivdel(self, element: Element) -> None:
        self.arkivdeler.add(element.verdi("systemID"))
        self.p.saa("AST5")
        if element.verdi("arkivdelstatus") != "Avsluttet periode":
            self._meld("AST5", "arkivdelen er ikke «Avsluttet periode»", element)

    def _klasse(self, element: Element) -> None:
        self.klasser.add(element.verdi("systemID"))
        self.p.saa("N5.12", "N5.19")
        for kontroll, under in (("N5.12", "mappe"), ("N5.19", "registrering")):
            if {"klasse", under} <= element.barn:
                self._meld(kontroll, f"klassen har både underklasser og {under}", element)

    def _mappe(self, element: Element) -> None:
        if element.type != "saksmappe":
            return
        self.p.saa("AST9")
        if element.verdi("saksstatus") not in (Saksstatus.AVSLUTTET, Saksstatus.UTGAAR):
            self._meld("AST9", "saken er ikke avsluttet", element)

    def _registrering(self, element: Element) -> None:
        self.p.saa("N5.27")
        if tidspunkt(element.verdi("opprettetDato")) is None:
            self._meld("N5.27", "opprettetDato er ikke et gyldig tidspunkt", element)
        if element.type != "journalpost":
            return
        self.p.saa("N5.17", "AST13", "AST18", "krav 3.2.9")
        status, slag = element.verdi("journalstatus"), element.verdi("journalposttype")
        self.journalposter.add(element.verdi("systemID"))
        if (dag := dato(element.verdi("journaldato"))) is not None:
            self.journaldatoer.add(dag)
        if not slag:
            self._meld("N5.17", "journalposten har ingen journalposttype", element)
        if status not in (Journalstatus.ARKIVERT, Journalstatus.UTGAAR):
            self._meld("AST13", "journalposten er ikke arkivert", element)
        if "korrespondansepart" not in element.barn:
            self._meld("AST18", "journalposten har ingen korrespondansepart", element)
        inn = slag == Journalposttype.INNGAAENDE and status != Journalstatus.UTGAAR
        if inn and "avskrivning" not in element.barn:
            self._meld("krav 3.2.9", "inngående journalpost er ikke avskrevet", element)

    def _dokumentbeskrivelse(self, element: Element) -> None:
        self.p.saa("AST14")
        if self.varianter:
            self.p.saa("krav 6.4.36")
            if Variantformat.ARKIV not in self.varianter:
                self._meld("krav 6.4.36", "dokumentet er ikke meldt i arkivformat", element)
        self.varianter.clear()
        if element.verdi("dokumentstatus") != Dokumentstatus.FERDIGSTILT:
            self._meld("AST14", "dokumentet er ikke ferdigstilt", element)

    def _dokumentobjekt(self, element: Element) -> None:
        self.varianter.add(element.verdi("variantformat"))
        sti = element.verdi("referanseDokumentfil").replace("\\", "/")
        self.filer.add(sti)
        self.p.saa("N5.29", "N5.30", "N5.32", "N5.64")
        navn, punktum, endelse = sti.rpartition("/")[2].rpartition(".")
        format_ = element.verdi("format").lower()
        if format_ != (endelse.lower() if navn and punktum else ""):
            self._meld("N5.29", f"format er «{format_[:20]}», filen slutter på .{endelse}", element)
        fil = innenfor(self.mappe, sti)
        if fil is None:
            self._meld("N5.32", "referanseDokumentfil peker ut av uttrekket", element)
            return
        if not fil.is_file():
            self._meld("N5.32", f"{sti} finnes ikke", element)
            return
        self._innhold(element, fil)

    def _innhold(self, element: Element, fil: Path) -> None:
        algoritme = element.verdi("sjekksumAlgoritme").replace("-", "").upper()
        if algoritme != "SHA256":
            self._meld("N5.30", "sjekksumAlgoritme er ikke SHA256", element)
        elif sha256(fil) != element.verdi("sjekksum").lower():
            self._meld("N5.30", "sjekksummen stemmer ikke med filen", element)
        stoerrelse, oppgitt = fil.stat().st_size, element.verdi("filstoerrelse")
        if stoerrelse == 0:
            self._meld("N5.64", "dokumentfilen er tom", element)
        elif oppgitt and oppgitt != str(stoerrelse):
            self._meld("N5.64", f"oppgitt {oppgitt[:20]} byte, filen har {stoerrelse}", element)
        if fil.suffix.lower() == ".pdf" and element.verdi("variantformat") == "Arkivformat":
            self.p.saa("AST17")
            if not er_pdfa(fil):
                self._meld("AST17", "PDF-filen sier ikke at den er PDF/A", element)

    def _meld(self, kontroll: str, melding: str, element: Element) -> None:
        self.p.meld(kontroll, melding, linje=element.linje, system_id=element.system_id)
