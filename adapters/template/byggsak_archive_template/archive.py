"""Porten: hva byggsak ber arkivet om, og hva arkivet svarer.

Det viktigste løftet: samme oppdragsnøkkel to ganger gir ett objekt. Et svar kan bli borte på
veien, og da kommer oppdraget igjen. Adapteren svarer da som sist, med utfallet EXISTING.
"""

from collections.abc import Iterable
from dataclasses import fields, replace
from hashlib import sha256

from byggsak.archive.codes import Journalposttype, Journalstatus, Saksstatus
from byggsak.archive.commands import (
    AddDocument,
    CloseCase,
    Command,
    EnsureCase,
    EnsureEntry,
    ExternalKey,
    Kind,
    LinkExternalKey,
    UpdateCase,
    UpdateDocument,
    UpdateEntry,
    WriteOff,
    target_of,
)
from byggsak.archive.errors import ArchiveError, NotFound, PermanentCase, Transient
from byggsak.archive.port import (
    ArchiveIds,
    Capabilities,
    Fault,
    FileSource,
    Found,
    Health,
    Outcome,
    Receipt,
    State,
    Submission,
    SubmissionState,
)
from byggsak.archive.records import Journalpost, Saksmappe
from byggsak_archive_template.lager import Lager, Objekt, Transaksjon

STOERSTE_DOKUMENT = 100_000_000  # byte; SQLite holder hvert dokument i minnet
_FERDIGE = (Journalstatus.ARKIVERT, Journalstatus.UTGAAR)


class TemplateArchive:
    """Oppfyller `byggsak.archive.port.ArchivePort`."""

    def __init__(self, lager: Lager, files: FileSource) -> None:
        self._lager = lager
        self._files = files

    def capabilities(self) -> Capabilities:
        """Trinn 1: si hva arkivet kan. Kontrakten prøver om det er sant."""
        return Capabilities(max_bytes=STOERSTE_DOKUMENT)

    def submit(self, command: Command) -> Submission:
        """Trinn 2: utfør oppdraget i én transaksjon, og husk svaret under oppdragets nøkkel.

        Har arkivet ditt ingen transaksjoner, så slå opp den eksterne nøkkelen før du oppretter.
        """
        try:
            with self._lager.transaksjon(skriv=True) as lager:
                tidligere = lager.svar(command.key)
                if tidligere is not None:
                    return _gjentatt(tidligere)
                svar = _svar(command, self._utfoer(lager, command))
                lager.husk(command.key, svar)
                return svar
        except PermanentCase as avslag:
            # Et avslag huskes ikke: når et menneske har rettet årsaken, kommer oppdraget igjen.
            return _svar(command, _avvist(command, avslag))

    def poll(self) -> Iterable[Receipt]:
        """Trinn 3: arkivet svarer med en gang, så det kommer aldri noe senere."""
        return ()

    def acknowledge(self, receipt_id: str) -> None:
        """Ingenting å bekrefte i et arkiv som svarer med en gang."""

    def find(self, key: ExternalKey) -> Found | None:
        """Trinn 4: vis objektet med de samme ordene som det ble sendt med."""
        with self._lager.transaksjon(skriv=False) as lager:
            objekt = lager.hent(key)
        if objekt is None:
            return None
        return Found(
            target=objekt.key,
            ids=objekt.ids,
            record=objekt.post,
            parent=objekt.over,
            written_off=objekt.avskrevet,
        )

    def fetch(self, key: ExternalKey) -> bytes:
        """Trinn 5: dokumentet tilbake, byte for byte."""
        with self._lager.transaksjon(skriv=False) as lager:
            objekt = lager.hent(key)
            if objekt is None or objekt.key.kind is not Kind.DOCUMENT:
                raise NotFound(f"Dokumentet {key} finnes ikke i arkivet.")
            return lager.innhold(objekt.key)

    def health(self) -> Health:
        """Trinn 6: ville et oppdrag lykkes nå? Svaret leses av den som drifter."""
        try:
            with self._lager.transaksjon(skriv=True):
                return Health(ok=True, detail=f"{self._lager.fil} kan leses og skrives")
        except ArchiveError as feil:
            return Health(ok=False, detail=feil.message)

    def _utfoer(self, lager: Transaksjon, command: Command) -> Outcome:
        """Trinn 7: ett oppdrag av hvert slag. mypy sier fra hvis et slag er glemt."""
        match command:
            case EnsureCase() | EnsureEntry() | AddDocument():
                finnes = lager.hent(target_of(command))
                if finnes is not None:
                    return _utfall(finnes, State.EXISTING)
                return _utfall(self._opprett(lager, command), State.CREATED)
            case UpdateCase() | UpdateEntry() | UpdateDocument():
                return _utfall(_oppdater(lager, command), State.UPDATED)
            case WriteOff():
                post = _krev(lager, command.entry)
                if command.by_entry is not None:
                    _krev(lager, command.by_entry)
                endret = replace(post, avskrevet=(*post.avskrevet, command.record))
                lager.endre(endret)
                return _utfall(endret, State.UPDATED)
            case CloseCase():
                return _utfall(_avslutt(lager, command), State.UPDATED)
            case LinkExternalKey():
                objekt = _krev(lager, command.target)
                lager.knytt(command.alias, objekt.key)
                return _utfall(objekt, State.UPDATED)

    def _opprett(
        self, lager: Transaksjon, command: EnsureCase | EnsureEntry | AddDocument
    ) -> Objekt:
        """Det nye objektet med arkivets egne nummer."""
        match command:
            case EnsureCase(record=sak):
                aar = sak.saksdato.year
                nr = 1 + lager.antall(Kind.CASE, aar)
                ids = ArchiveIds(mappe_id=f"{aar}/{nr}", saksaar=aar, sakssekvensnummer=nr)
                ny, innhold = Objekt(key=command.case, post=sak, ids=ids, aar=aar), b""
            case EnsureEntry(record=post):
                mappe = _krev_aapen(_krev(lager, command.case))
                aar = post.journaldato.year
                ids = ArchiveIds(
                    journalaar=aar,
                    journalsekvensnummer=1 + lager.antall(Kind.ENTRY, aar),
                    journalpostnummer=1 + len(lager.under(mappe.key)),
                )
                ny = Objekt(key=command.entry, post=post, ids=ids, aar=aar, over=mappe.key)
                innhold = b""
            case AddDocument(record=dokument):
                over = _krev(lager, command.entry)
                _krev_aapen(_krev(lager, over.over or over.key))
                ids = ArchiveIds(dokumentnummer=1 + len(lager.under(over.key)))
                key = command.document
                ny = Objekt(key=key, post=dokument, ids=ids, aar=over.aar, over=over.key)
                innhold = self._les(command)
        lager.ny(ny, innhold)
        return ny

    def _les(self, command: AddDocument) -> bytes:
        """Les innholdet, og stol ikke på det før størrelse og sjekksum stemmer."""
        fil = command.record.fil
        if fil.stoerrelse > STOERSTE_DOKUMENT:
            raise PermanentCase(
                f"{command.document} er på {fil.stoerrelse} byte; arkivet tar imot høyst "
                f"{STOERSTE_DOKUMENT}. Del dokumentet.",
                "for-stort",
            )
        try:
            with self._files.open(fil) as stroem:
                innhold = stroem.read()
        except OSError as feil:
            raise Transient(f"Innholdet i {command.document} kan ikke leses nå: {feil}") from feil
        if sha256(innhold).hexdigest() != fil.sha256 or len(innhold) != fil.stoerrelse:
            raise PermanentCase(
                f"Innholdet i {command.document} stemmer ikke med sjekksummen i oppdraget.",
                "sjekksum",
            )
        return innhold


def _oppdater(lager: Transaksjon, command: UpdateCase | UpdateEntry | UpdateDocument) -> Objekt:
    """Felter som er gitt, får ny verdi; resten står."""
    objekt = sak = _krev(lager, target_of(command))
    while sak.over is not None:
        sak = _krev(lager, sak.over)
    _krev_aapen(sak)
    kjente = {felt.name for felt in fields(objekt.post)}
    nye = {felt.name: getattr(command, felt.name) for felt in fields(command)}
    gitt = {navn: verdi for navn, verdi in nye.items() if navn in kjente and verdi is not None}
    endret = replace(objekt, post=replace(objekt.post, **gitt))
    lager.endre(endret)
    return endret


def _avslutt(lager: Transaksjon, command: CloseCase) -> Objekt:
    """En sak avsluttes når alle postene er arkivert og det som kom inn er besvart."""
    sak = _krev_aapen(_krev(lager, command.case))
    for under in lager.under(sak.key):
        assert isinstance(under.post, Journalpost)
        if under.post.journalstatus not in _FERDIGE:
            raise PermanentCase(f"{under.key} må arkiveres før saken avsluttes.", "ikke-arkivert")
        inn = under.post.journalposttype is Journalposttype.INNGAAENDE
        if inn and under.post.journalstatus is Journalstatus.ARKIVERT and not under.avskrevet:
            raise PermanentCase(
                f"{under.key} er ubesvart og må avskrives før saken avsluttes.", "ikke-avskrevet"
            )
    assert isinstance(sak.post, Saksmappe)
    endret = replace(sak, post=replace(sak.post, saksstatus=Saksstatus.AVSLUTTET))
    lager.endre(endret)
    return endret


def _krev(lager: Transaksjon, key: ExternalKey) -> Objekt:
    """Objektet, eller et avslag som sier hva som må gjøres."""
    objekt = lager.hent(key)
    if objekt is None:
        raise NotFound(f"{key} finnes ikke i arkivet. Arkiver det den hører til først.")
    return objekt


def _krev_aapen(objekt: Objekt) -> Objekt:
    """Objektet, med mindre det er en sak som er avsluttet."""
    post = objekt.post
    if isinstance(post, Saksmappe) and post.saksstatus is Saksstatus.AVSLUTTET:
        raise PermanentCase(f"{objekt.key} er avsluttet og tar ikke imot mer.", "sak-avsluttet")
    return objekt


def _utfall(objekt: Objekt, state: State) -> Outcome:
    return Outcome(target=objekt.key, state=state, ids=objekt.ids)


def _avvist(command: Command, avslag: PermanentCase) -> Outcome:
    """Avslaget sier hva en saksbehandler kan gjøre, uten titler og navn: det havner i loggen."""
    return Outcome(
        target=target_of(command),
        state=State.REJECTED,
        code=avslag.code,
        message=avslag.message,
        fault=Fault.CASE,
    )


def _svar(command: Command, utfall: Outcome) -> Submission:
    return Submission(ref=command.key, state=SubmissionState.DONE, outcomes=(utfall,))


def _gjentatt(svar: Submission) -> Submission:
    return replace(svar, outcomes=tuple(replace(en, state=State.EXISTING) for en in svar.outcomes))
