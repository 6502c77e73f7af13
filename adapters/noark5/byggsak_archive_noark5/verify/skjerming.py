"""What is shielded in arkivstruktur.xml must not be read in offentligJournal.xml (krav 5.2.6), and
private parties are not named in its titles.

Only what is shielded is kept, and it is never repeated in a finding.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from byggsak.archive.codes import Korrespondanseparttype as P
from byggsak.archive.codes import SkjermingMetadata as M
from byggsak_archive_noark5.verify.leser import Element
from byggsak_archive_noark5.verify.protokoll import Protokoll
from byggsak_archive_noark5.verify.verdier import dato, tidspunkt

KRAV = "krav 5.2.6"
_SAKSTITTEL = {M.TITTEL_MAPPE_ORD, M.TITTEL_MAPPE_FOERSTE_LINJE, M.MIDLERTIDIG}
_POSTTITTEL = {M.TITTEL_REGISTRERING_ORD, M.TITTEL_REGISTRERING_FOERSTE_LINJE, M.MIDLERTIDIG}
_KLASSE = {M.KLASSE_ID, M.TITTEL_KLASSE, M.MIDLERTIDIG}
_AVSENDERE = {P.AVSENDER, P.INTERN_AVSENDER}
Saksnummer = tuple[str, str]


@dataclass
class Skjult:
    """Titles and names that the public may not read: by systemID of the entry, by case number."""

    titler: dict[str, str] = field(default_factory=dict)
    navn: dict[str, set[str]] = field(default_factory=dict)
    sakstitler: dict[Saksnummer, str] = field(default_factory=dict)
    parter: dict[Saksnummer, set[str]] = field(default_factory=dict)
    klasser: set[Saksnummer] = field(default_factory=set)
    private: dict[Saksnummer, set[str]] = field(default_factory=dict)
    _koder: dict[int, set[str]] = field(default_factory=dict)
    _i_posten: dict[int, list[Element]] = field(default_factory=lambda: defaultdict(list))
    _i_saken: dict[int, list[Element]] = field(default_factory=lambda: defaultdict(list))

    def ved_slutt(self, element: Element) -> None:
        """Every element of arkivstruktur.xml, when it ends."""
        over = id(element.over)
        match element.navn:
            case "skjerming" if element.over is not None and _gjelder(element):
                self._koder[over] = set(element.felt.get("skjermingMetadata", ()))
            case "korrespondansepart":
                self._i_posten[over].append(element)
            case "part":
                self._i_saken[over].append(element)
            case "registrering":
                self._post(element)
            case "mappe":
                self._mappe(element)

    def _post(self, element: Element) -> None:
        koder = self._koder.pop(id(element), set())
        parter = self._i_posten.pop(id(element), [])
        if koder & _POSTTITTEL:
            self.titler[element.verdi("systemID")] = element.verdi("tittel")
        skjult = {
            part.verdi("korrespondansepartNavn")
            for part in parter
            if koder & {_navnekode(part), M.MIDLERTIDIG}
        }
        if skjult:
            self.navn[element.verdi("systemID")] = skjult

    def _mappe(self, element: Element) -> None:
        koder = self._koder.pop(id(element), set())
        parter = self._i_saken.pop(id(element), [])
        nummer = _nummer(element)
        # Whoever has no number of an organisation is a person, as far as the archive knows.
        if private := {p.verdi("partNavn") for p in parter if not p.verdi("partID")}:
            self.private[nummer] = private
        if koder & _SAKSTITTEL:
            self.sakstitler[nummer] = element.verdi("tittel")
        if koder & {M.NAVN_PART, M.MIDLERTIDIG}:
            self.parter[nummer] = {part.verdi("partNavn") for part in parter}
        if koder & _KLASSE:
            self.klasser.add(nummer)


@dataclass
class OffentligJournal:
    """Visits offentligJournal.xml with what is shielded at hand."""

    skjult: Skjult
    p: Protokoll
    _klasse: bool = False
    _sak: Saksnummer = ("", "")
    _navn: set[str] = field(default_factory=set)

    def ved_slutt(self, element: Element) -> None:
        match element.navn:
            case "klasse":
                self._klasse = True
            case "saksmappe":
                self._sak = _nummer(element)
                self._krev_uten_private(element)
                self._krev(
                    self.skjult.sakstitler.get(self._sak) != element.verdi("offentligTittel"),
                    "sakens tittel er skjermet, men står i journalen",
                    element,
                )
                skjult_klasse = self._klasse and self._sak in self.skjult.klasser
                self._krev(not skjult_klasse, "klassen er skjermet, men står i journalen", element)
            case "korrespondansepart":
                self._navn.add(element.verdi("korrespondansepartNavn"))
            case "journalpost":
                self._post(element)
            case "journalregistrering":
                self._klasse, self._sak = False, ("", "")

    def _krev_uten_private(self, element: Element) -> None:
        self.p.saa("AST22")
        tittel = element.verdi("offentligTittel").casefold()
        for navn in self.skjult.private.get(self._sak, ()):
            if navn and navn.casefold() in tittel:
                melding = "den offentlige tittelen nevner en privat part"
                self.p.meld("AST22", melding, linje=element.linje, system_id=element.system_id)

    def _post(self, element: Element) -> None:
        system_id = element.verdi("systemID")
        self._krev_uten_private(element)
        self._krev(
            self.skjult.titler.get(system_id) != element.verdi("offentligTittel"),
            "tittelen er skjermet, men står i journalen",
            element,
        )
        skjulte = self.skjult.navn.get(system_id, set()) | self.skjult.parter.get(self._sak, set())
        self._krev(not self._navn & skjulte, "et navn er skjermet, men står i journalen", element)
        self._navn = set()

    def _krev(self, holder: bool, melding: str, element: Element) -> None:
        self.p.saa(KRAV)
        if not holder:
            self.p.meld(KRAV, melding, linje=element.linje, system_id=element.system_id)


def _gjelder(skjerming: Element) -> bool:
    """Whether it still held when its case was closed (or no one knows when that was)."""
    ender = dato(skjerming.verdi("skjermingOpphoererDato"))
    return ender is None or (avsluttet := _avsluttet(skjerming)) is None or avsluttet < ender


def _avsluttet(element: Element) -> date | None:
    at = element.over
    while at is not None and at.navn != "mappe":
        at = at.over
    tid = None if at is None else tidspunkt(at.verdi("avsluttetDato"))
    return None if tid is None else tid.date()


def _navnekode(part: Element) -> M:
    avsender = part.verdi("korrespondanseparttype") in _AVSENDERE
    return M.NAVN_AVSENDER if avsender else M.NAVN_MOTTAKER


def _nummer(element: Element) -> Saksnummer:
    return element.verdi("saksaar"), element.verdi("sakssekvensnummer")
