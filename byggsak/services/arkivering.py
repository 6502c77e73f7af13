"""From the events of a case to what shall be in the archive, and back: what the archive answered.

`arkivoppdrag` is pure: the same events always give the same commands under the same keys
(«9999/2026-000001/3/EnsureEntry»), so nothing is archived twice however often it is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from byggsak.archive import commands as a
from byggsak.archive.codes import (
    Avskrivningsmaate,
    Journalposttype,
    Journalstatus,
    Korrespondanseparttype,
    TilknyttetSom,
    Variantformat,
)
from byggsak.archive.commands import ExternalKey, Kind
from byggsak.archive.records import (
    Avskrivning,
    Dokument,
    Fil,
    Journalpost,
    Klasse,
    Korrespondansepart,
    Part,
    Saksmappe,
)
from byggsak.case import hendelse as h
from byggsak.case.handling_skjerming import Skjermet
from byggsak.case.kommando import Dokumentref
from byggsak.case.sakskort import Sakskort
from byggsak.case.tilstand import norsk_dato
from byggsak.services.arkivposter import brevpost, vedtaksdokumenter
from byggsak.services.arkivskjerming import Post, Skjermingsbok, Vist, skjermingsoppdrag
from byggsak.services.arkivvern import ren, skaanet

INN, UT = Journalposttype.INNGAAENDE, Journalposttype.UTGAAENDE


@dataclass(frozen=True, slots=True, kw_only=True)
class Arkivoppsett:
    """What the archive wants to know of the municipality itself."""

    administrativ_enhet: str = "Byggesak"
    saksansvarlig: str = "Byggesak"
    opprettet_av: str = "byggsak"


@dataclass(slots=True)
class _Journal:
    """What has been put in the archive so far, followed from the first event."""

    kort: dict[int, Sakskort] = field(default_factory=dict)  # by application
    vedtaksdokumenter: dict[int, Sequence[Dokumentref]] = field(default_factory=dict)
    inn: dict[int, int] = field(default_factory=dict)  # incoming, not written off: entry, appl.
    poster: list[int] = field(default_factory=list)  # all entries
    skjerming: Skjermingsbok = field(default_factory=Skjermingsbok)


def arkivoppdrag(
    kommune: str,
    sak: str,
    hendelser: Sequence[h.Hendelse],
    fra: int,
    oppsett: Arkivoppsett = Arkivoppsett(),
) -> list[a.Command]:
    """The commands that events number `fra`+1 and later lead to; `hendelser` is the whole case."""
    journal, oppdrag = _Journal(), []
    for nr, hendelse in enumerate(hendelser, 1):
        for lag in _Post(kommune, sak, nr, oppsett, journal).oppdrag(hendelse):
            if nr > fra:
                oppdrag.append(lag())
    return skaanet(oppdrag, hendelser) if oppdrag else []


_Lag = Callable[[], a.Command]
"""Makes a command. What earlier events led to is followed in the journal, but not made again."""


@dataclass(frozen=True, slots=True)
class _Post:
    """One event on its way to the archive. Making the commands also keeps the journal."""

    kommune: str
    sak: str
    nr: int
    oppsett: Arkivoppsett
    journal: _Journal

    def oppdrag(self, e: h.Hendelse) -> Iterator[_Lag]:
        match e:
            case h.SoeknadMottatt():
                self.journal.kort[e.soeknad] = e.kort
                if self.nr == 1:
                    self.journal.skjerming.sakstittel = ren(e.kort.tittel)
                    yield partial(self._sak, e)
                self.journal.skjerming.parter |= {ren(n) for n in _navn(e.kort)}
                yield from self._post(e, INN, "", e.dokumenter)
            case h.SoeknadSupplert():
                yield from self._post(e, INN, "Supplering", e.dokumenter)
            case h.MangelMeldt():
                yield from self._post(e, UT, "Mangelbrev", e.brev)
            case h.VedtakEkspedert():
                vedtaket = self.journal.vedtaksdokumenter.get(e.soeknad, ())
                yield from self._post(e, UT, "Vedtak", (*vedtaket, *e.dokumenter))
                yield from self._avskriv(e, Avskrivningsmaate.BREV, self._noekkel(self.nr))
            case h.SoeknadTrukket():
                if e.brev:
                    yield from self._post(e, INN, "Søknad trukket", e.brev)
                yield from self._avskriv(e, Avskrivningsmaate.TIL_ETTERRETNING, None)
            case h.SakAvsluttet():
                yield from self._avslutt(e)
            case Skjermet():
                hvem = ren(e.aktoer.navn or e.aktoer.id)
                bok = self.journal.skjerming
                for ett in skjermingsoppdrag(e, bok, self._mappe, self.nr, hvem):
                    yield partial(_som_det_er, ett)
            case _:
                # A letter of a region, or byggsak's own working, kept in the event log.
                if (ved := vedtaksdokumenter(e)) is not None:
                    self.journal.vedtaksdokumenter[e.soeknad] = ved
                elif (brev := brevpost(e)) is not None:
                    yield from self._post(e, brev.slag, brev.tittel, brev.dokumenter, brev.motpart)

    def _sak(self, e: h.SoeknadMottatt) -> a.Command:
        kort = e.kort
        forste = kort.eiendommer[0] if kort.eiendommer else ""
        klasse = (
            Klasse(klasse_id=forste, tittel=f"Gnr./bnr. {forste}")
            if forste
            else Klasse(klasse_id="uten-eiendom", tittel="Søknad uten eiendom")
        )
        parter = (
            (kort.tiltakshaver, "Tiltakshaver"),
            (kort.ansvarlig_soeker, "Ansvarlig søker"),
        )
        return a.EnsureCase(
            key=self._key("EnsureCase"),
            case=self._mappe,
            record=Saksmappe(
                tittel=ren(kort.tittel),
                klasse=klasse,
                saksdato=norsk_dato(e.tid),
                administrativ_enhet=self.oppsett.administrativ_enhet,
                saksansvarlig=self.oppsett.saksansvarlig,
                opprettet_dato=e.tid,
                opprettet_av=self.oppsett.opprettet_av,
                parter=tuple(
                    Part(part_navn=ren(p.navn), part_rolle=rolle, part_id=p.id or None)
                    for p, rolle in parter
                    if p is not None and p.navn.strip()
                ),
            ),
        )

    def _post(
        self,
        e: h.Hendelse,
        slag: Journalposttype,
        hva: str,
        dokumenter: Sequence[Dokumentref],
        motpart: str = "",
    ) -> Iterator[_Lag]:
        """One entry. `hva` is the kind of letter; an application has none but its own title."""
        self.journal.poster.append(self.nr)
        if slag is INN:
            self.journal.inn[self.nr] = e.soeknad
        navn = self._korrespondenter(e, slag is UT, motpart)
        skissert = Post(
            ren(hva) if hva else "",
            ren(self._tittel(e)),
            slag,
            frozenset(navn),
            len(dokumenter),
        )
        vist = self.journal.skjerming.ny_post(self.nr, skissert)
        yield partial(self._journalpost, e, skissert, vist, navn)
        for nr, ref in enumerate(dokumenter, 1):
            yield partial(self._vedlegg, e, ref, nr)

    def _journalpost(
        self, e: h.Hendelse, skissert: Post, vist: Vist, navn: Sequence[str]
    ) -> a.Command:
        sendt = skissert.slag is UT
        hvem = Korrespondanseparttype.MOTTAKER if sendt else Korrespondanseparttype.AVSENDER
        return a.EnsureEntry(
            key=self._key("EnsureEntry"),
            entry=self._noekkel(self.nr),
            case=self._mappe,
            record=Journalpost(
                tittel=skissert.tittel,
                offentlig_tittel=vist.offentlig_tittel,
                skjerming=vist.skjerming,
                journalposttype=skissert.slag,
                journalstatus=Journalstatus.EKSPEDERT if sendt else Journalstatus.JOURNALFOERT,
                journaldato=norsk_dato(e.tid),
                dokumentets_dato=norsk_dato(e.tid),
                sendt_dato=e.tid if sendt else None,
                mottatt_dato=None if sendt else e.tid,
                korrespondanseparter=tuple(Korrespondansepart(type=hvem, navn=n) for n in navn),
                opprettet_dato=e.tid,
                opprettet_av=self.oppsett.opprettet_av,
            ),
        )

    def _vedlegg(self, e: h.Hendelse, ref: Dokumentref, nr: int) -> a.Command:
        post = self._noekkel(self.nr)
        return a.AddDocument(
            key=f"{self._key('AddDocument')}/{nr}",
            document=ExternalKey(Kind.DOCUMENT, f"{post.value}/{nr}"),
            entry=post,
            record=self._dokument(e, ref, foerste=nr == 1),
        )

    def _dokument(self, e: h.Hendelse, ref: Dokumentref, *, foerste: bool) -> Dokument:
        return Dokument(
            tittel=ren(ref.filnavn),
            dokumenttype=ren(ref.type),
            tilknyttet_som=TilknyttetSom.HOVEDDOKUMENT if foerste else TilknyttetSom.VEDLEGG,
            # Until the content has been looked at (`arkivformat`), it is what someone sent.
            variantformat=Variantformat.PRODUKSJON,
            opprettet_dato=e.tid,
            opprettet_av=self.oppsett.opprettet_av,
            fil=Fil(
                sted=ref.sha256,
                filnavn=ren(ref.filnavn),
                sha256=ref.sha256,
                stoerrelse=ref.stoerrelse,
                mime=ren(ref.mime),
            ),
        )

    def _avskriv(
        self,
        e: h.Hendelse,
        maate: Avskrivningsmaate,
        ved: ExternalKey | None,
        *,
        alle: bool = False,
    ) -> Iterator[_Lag]:
        """Writes off what came in about the same application, or about any of them."""
        mine = [nr for nr, soeknad in self.journal.inn.items() if alle or soeknad == e.soeknad]
        for nr in mine:
            del self.journal.inn[nr]
            yield partial(self._avskrevet, e, maate, ved, nr)

    def _avskrevet(
        self, e: h.Hendelse, maate: Avskrivningsmaate, ved: ExternalKey | None, nr: int
    ) -> a.Command:
        return a.WriteOff(
            key=f"{self._key('WriteOff')}/{nr}",
            entry=self._noekkel(nr),
            by_entry=ved,
            record=Avskrivning(
                avskrivningsdato=norsk_dato(e.tid),
                avskrevet_av=ren(e.aktoer.navn or e.aktoer.id),
                avskrivningsmaate=maate,
            ),
        )

    def _avslutt(self, e: h.SakAvsluttet) -> Iterator[_Lag]:
        yield from self._avskriv(e, Avskrivningsmaate.TIL_ETTERRETNING, None, alle=True)
        hvem = ren(e.aktoer.navn or e.aktoer.id)
        for nr in self.journal.poster:
            yield partial(
                a.UpdateEntry,
                key=f"{self._key('UpdateEntry')}/{nr}",
                entry=self._noekkel(nr),
                at=e.tid,
                by=hvem,
                journalstatus=Journalstatus.ARKIVERT,
            )
        yield partial(a.CloseCase, key=self._key("CloseCase"), case=self._mappe, at=e.tid, by=hvem)

    def _korrespondenter(self, e: h.Hendelse, sendt: bool, motpart: str) -> list[str]:
        """From or to whom: the first of the parties writes, all of them are written to."""
        kort = self.journal.kort.get(e.soeknad)
        navn = [motpart] if motpart.strip() else (_navn(kort) if kort else []) or ["Ukjent søker"]
        return [ren(n) for n in dict.fromkeys(navn if sendt else navn[:1])]

    def _tittel(self, e: h.Hendelse) -> str:
        kort = self.journal.kort.get(e.soeknad)
        return kort.tittel if kort else self.sak

    @property
    def _mappe(self) -> ExternalKey:
        return ExternalKey(Kind.CASE, f"{self.kommune}/{self.sak}")

    def _noekkel(self, nr: int) -> ExternalKey:
        return ExternalKey(Kind.ENTRY, f"{self.kommune}/{self.sak}/{nr}")

    def _key(self, slag: str) -> str:
        return f"{self.kommune}/{self.sak}/{self.nr}/{slag}"


def _som_det_er(ett: a.Command) -> a.Command:
    return ett


def _navn(kort: Sakskort) -> list[str]:
    """The parties by name, whoever writes for them first."""
    return [
        p.navn
        for p in (kort.ansvarlig_soeker, kort.tiltakshaver)
        if p is not None and p.navn.strip()
    ]
