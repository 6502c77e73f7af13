"""The two journals and the change log, held against the structure."""

from dataclasses import dataclass, field
from datetime import date

from byggsak_archive_noark5.verify.addml import Erklaering
from byggsak_archive_noark5.verify.leser import Element
from byggsak_archive_noark5.verify.protokoll import Protokoll
from byggsak_archive_noark5.verify.struktur import Struktur, felles
from byggsak_archive_noark5.verify.verdier import dato

LOEPENDE, OFFENTLIG, LOGG = "loependeJournal", "offentligJournal", "endringslogg"


@dataclass
class Journal:
    """One journal: visits its elements, and keeps what the two are compared by."""

    navn: str
    struktur: Struktur
    p: Protokoll
    start: date | None = None
    slutt: date | None = None
    antall: int | None = None
    poster: int = 0
    _siste: tuple[int, int] = (0, 0)

    def ved_slutt(self, element: Element) -> None:
        felles(element, self.p)
        if element.navn == "journalhode":
            self.start = dato(element.verdi("journalStartDato"))
            self.slutt = dato(element.verdi("journalSluttDato"))
            oppgitt = element.verdi("antallJournalposter")
            self.antall = int(oppgitt) if oppgitt.isascii() and oppgitt.isdigit() else None
        elif element.navn == "journalpost":
            self._journalpost(element)

    def _journalpost(self, element: Element) -> None:
        self.poster += 1
        self.p.saa("LJT2", "krav 6.4.30")
        system_id = element.verdi("systemID")
        if system_id not in self.struktur.journalposter:
            melding = "journalposten finnes ikke i arkivstrukturen"
            self.p.meld("LJT2", melding, linje=element.linje, system_id=system_id)
        dag = dato(element.verdi("journaldato"))
        if dag and self.start and self.slutt and not self.start <= dag <= self.slutt:
            melding = f"journaldato {dag} er utenfor {self.start}–{self.slutt}"
            self.p.meld("LJT2", melding, linje=element.linje, system_id=system_id)
        aar, nummer = element.verdi("journalaar"), element.verdi("journalsekvensnummer")
        if aar.isdigit() and nummer.isdigit():
            her = (int(aar), int(nummer))
            if her <= self._siste:
                melding = f"{aar}/{nummer} står etter {self._siste[0]}/{self._siste[1]}"
                self.p.meld("krav 6.4.30", melding, linje=element.linje, system_id=system_id)
            self._siste = her


def sammenlign(
    journaler: list[Journal], struktur: Struktur, erklaering: Erklaering, p: Protokoll
) -> None:
    """N5.59 and N5.60, when there is anything to journal."""
    if not struktur.journalposter and not journaler:
        return
    p.saa("N5.59", "N5.60")
    navn = {journal.navn for journal in journaler}
    for mangler in sorted({LOEPENDE, OFFENTLIG} - navn):
        p.meld("N5.59", f"{mangler}.xml kan ikke leses, men arkivet har journalposter")
    if len(navn) < 2:
        p.uavklart("begge journalene må kunne leses", "N5.60")
        return
    for journal in journaler:
        fil = f"{journal.navn}.xml"
        oppgitt = erklaering.antall.get((journal.navn, "journalregistrering"))
        for hva, antall in (("journalhodet", journal.antall), ("arkivuttrekk.xml", oppgitt)):
            if antall != journal.poster and not (hva == "arkivuttrekk.xml" and antall is None):
                p.meld("N5.59", f"{hva} sier {antall}, fant {journal.poster} poster", fil=fil)
    en, to = journaler
    if en.poster != to.poster:
        p.meld("N5.59", f"journalene har {en.poster} og {to.poster} poster", fil="")
    elif erklaering.skarpt and en.poster != len(struktur.journalposter):
        melding = f"journalene har {en.poster} poster, arkivet {len(struktur.journalposter)}"
        p.meld("N5.59", melding, fil="")
    if (en.start, en.slutt) != (to.start, to.slutt):
        p.meld("N5.60", "journalene har ulik første eller siste dato", fil="")
    elif erklaering.skarpt and struktur.journaldatoer:
        arkiv = (min(struktur.journaldatoer), max(struktur.journaldatoer))
        if arkiv != (en.start, en.slutt):
            melding = f"journalene dekker {en.start}–{en.slutt}, arkivet {arkiv[0]}–{arkiv[1]}"
            p.meld("N5.60", melding, fil="")


@dataclass
class Logg:
    """The change log."""

    struktur: Struktur
    p: Protokoll
    endringer: int = 0
    ukjente: set[str] = field(default_factory=set)

    def ved_slutt(self, element: Element) -> None:
        felles(element, self.p)
        if element.navn != "endring":
            return
        self.endringer += 1
        self.p.saa("N5.62")
        enhet = element.verdi("referanseArkivenhet")
        if enhet not in self.struktur.ider and enhet not in self.ukjente:
            self.ukjente.add(enhet)  # once is enough: the unit is away, however often it changed
            melding = "endringen viser til en enhet som ikke finnes"
            self.p.meld("N5.62", melding, linje=element.linje, system_id=enhet)

    def ferdig(self, erklaering: Erklaering) -> None:
        self.p.saa("N5.61")
        oppgitt = erklaering.antall.get((LOGG, "endring"))
        if oppgitt is not None and oppgitt != self.endringer:
            self.p.meld("N5.61", f"oppgitt {oppgitt} endringer, fant {self.endringer}")
