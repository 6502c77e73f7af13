"""Skjermingen et menneske har bestemt, som det arkivet og journalene skal ha (Noark 5, M500–M505).

A case that is shielded is shielded in its entries too, where they show the same thing: an entry's
title repeats the title of the case, and its correspondents are the parties. What has been filed
already is changed, what comes later comes shielded. Nothing is guessed: where it is not known what
the public may read of a title, it reads «*****» until a person says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from byggsak.archive import commands as a
from byggsak.archive.codes import Journalposttype, SkjermingDokument, SkjermingMetadata
from byggsak.archive.commands import ExternalKey, Kind
from byggsak.archive.records import Skjerming
from byggsak.case.avslaatt import Hinder
from byggsak.case.handling_skjerming import Innholdsskjerming, Skjermes, Skjermet
from byggsak.case.tilstand import norsk_dato
from byggsak.domain.tekst import Tekst
from byggsak.services.arkivvern import SKJULT_NAVN, ren

M: Final = SkjermingMetadata
_SAK: Final = {
    Skjermes.TITTEL: (M.TITTEL_MAPPE_ORD,),
    Skjermes.NAVN: (M.NAVN_PART,),
    Skjermes.KLASSE: (M.KLASSE_ID, M.TITTEL_KLASSE),
    Skjermes.MIDLERTIDIG: (M.MIDLERTIDIG,),
}
_DOKUMENT: Final = {
    Skjermes.TITTEL: (M.TITTEL_DOKUMENT,),
    Skjermes.MIDLERTIDIG: (M.MIDLERTIDIG,),
}
_INNHOLD: Final = {
    Innholdsskjerming.INGENTING: None,
    Innholdsskjerming.DELER: SkjermingDokument.DELER,
    Innholdsskjerming.HELE: SkjermingDokument.HELE,
}
_TITTELEN: Final = frozenset({Skjermes.TITTEL, Skjermes.MIDLERTIDIG})


class KanIkkeSkjermes(ValueError):
    """What is to be shielded is not there, or would not be hidden. `hinder` says so."""

    def __init__(self, hinder: Hinder) -> None:
        super().__init__(hinder.tekst.nb)
        self.hinder = hinder


POSTEN_FINNES: Final = Hinder(
    "posten_finnes",
    Tekst(
        "Hendelsen førte ikke til noen journalpost med et slikt dokument. Se hvilke hendelser som "
        "har dokumenter.",
        "Hendinga førte ikkje til nokon journalpost med eit slikt dokument. Sjå kva hendingar som "
        "har dokument.",
        "The event led to no journal entry with such a document. See which events have documents.",
    ),
)
TITTELEN_SKJULES: Final = Hinder(
    "tittelen_skjules",
    Tekst(
        "Den offentlige tittelen er den samme som tittelen. Ta bort det som ikke kan vises.",
        "Den offentlege tittelen er den same som tittelen. Ta bort det som ikkje kan visast.",
        "The public title is the same as the title. Remove what may not be shown.",
    ),
)


@dataclass(frozen=True, slots=True)
class Post:
    """An entry as far as shielding goes: what kind of letter, about the application with this
    title, from or to whom, with how many documents."""

    hva: str
    om: str
    slag: Journalposttype
    navn: frozenset[str]
    dokumenter: int

    @property
    def tittel(self) -> str:
        return " – ".join(filter(None, (self.hva, self.om)))


@dataclass(frozen=True, slots=True)
class Vist:
    """What an entry shows the public. None: everything, in its own words."""

    offentlig_tittel: str | None = None
    skjerming: Skjerming | None = None


@dataclass(slots=True)
class Skjermingsbok:
    """What has been shielded so far, followed from the first event."""

    sakstittel: str = ""
    parter: set[str] = field(default_factory=set)
    poster: dict[int, Post] = field(default_factory=dict)
    saken: Skjermet | None = None
    egne: dict[int, Skjermet] = field(default_factory=dict)
    vist: dict[int, Vist] = field(default_factory=dict)

    def ny_post(self, nr: int, post: Post) -> Vist:
        """A new entry: what it shows."""
        self.poster[nr] = post
        self.vist[nr] = self._viser(nr)
        return self.vist[nr]

    def skjerm(self, e: Skjermet) -> None:
        """A decision about the case or an entry. Raises KanIkkeSkjermes."""
        if e.post:
            post = self.poster.get(e.post)
            if post is None or e.dokument > post.dokumenter:
                raise KanIkkeSkjermes(POSTEN_FINNES)
        tittel = self.poster[e.post].tittel if e.post else self.sakstittel
        if not e.dokument and _TITTELEN & set(e.skjermer) and _tittel(e) == tittel:
            raise KanIkkeSkjermes(TITTELEN_SKJULES)
        if not e.post:
            self.saken = e
        elif not e.dokument:
            self.egne[e.post] = e

    def endrede(self, dag: date) -> list[tuple[int, Vist]]:
        """Filed entries that now show something else. A shielding that no longer holds ends that
        day: an archive keeps that it was there."""
        endret = []
        for nr, foer in self.vist.items():
            naa = self._viser(nr)
            if naa.skjerming is None and foer.skjerming is not None:
                ender = foer.skjerming.skjerming_opphoerer_dato or dag
                slutt = replace(foer.skjerming, skjerming_opphoerer_dato=min(ender, dag))
                naa = Vist(foer.offentlig_tittel, slutt)
            if naa != foer:
                endret.append((nr, naa))
        self.vist |= dict(endret)
        return endret

    def _viser(self, nr: int) -> Vist:
        post, egen, sak = self.poster[nr], self.egne.get(nr), self.saken
        arvet = _arvet(post, sak, self.sakstittel, self.parter) if sak else Vist()
        if egen is None:
            return arvet
        eget = _skjerming(egen, _koder(egen, _for(post)))
        return Vist(_tittel(egen) or arvet.offentlig_tittel, _sammen(eget, arvet.skjerming))


def skjermingsoppdrag(
    e: Skjermet, bok: Skjermingsbok, sak: ExternalKey, nr: int, hvem: str
) -> Iterator[a.Command]:
    """What event number `nr` changes in the archive: what the decision is about, and the entries
    that show the same. Raises KanIkkeSkjermes."""
    bok.skjerm(e)
    if e.dokument:
        yield a.UpdateDocument(
            key=f"{sak.value}/{nr}/UpdateDocument",
            document=ExternalKey(Kind.DOCUMENT, f"{sak.value}/{e.post}/{e.dokument}"),
            at=e.tid,
            by=hvem,
            skjerming=_skjerming(e, _koder(e, _DOKUMENT)),
        )
        return
    if not e.post:
        yield a.UpdateCase(
            key=f"{sak.value}/{nr}/UpdateCase",
            case=sak,
            at=e.tid,
            by=hvem,
            offentlig_tittel=_tittel(e),
            skjerming=_skjerming(e, _koder(e, _SAK)),
        )
    for post, vist in bok.endrede(norsk_dato(e.tid)):
        yield a.UpdateEntry(
            key=f"{sak.value}/{nr}/UpdateEntry/{post}",
            entry=ExternalKey(Kind.ENTRY, f"{sak.value}/{post}"),
            at=e.tid,
            by=hvem,
            offentlig_tittel=vist.offentlig_tittel,
            skjerming=vist.skjerming,
        )


def _tittel(e: Skjermet) -> str | None:
    return ren(e.offentlig_tittel) if e.offentlig_tittel.strip() else None


def _arvet(post: Post, sak: Skjermet, sakstittel: str, parter: set[str]) -> Vist:
    koder: list[SkjermingMetadata] = []
    offentlig: str | None = None
    if _TITTELEN & set(sak.skjermer):
        om = _tittel(sak) if post.om == sakstittel else SKJULT_NAVN
        offentlig = " – ".join(filter(None, (post.hva, om)))
        koder.append(M.TITTEL_REGISTRERING_ORD)
    if Skjermes.NAVN in sak.skjermer and post.navn & parter:
        koder += _for(post)[Skjermes.NAVN]
    if Skjermes.MIDLERTIDIG in sak.skjermer:
        koder = [M.MIDLERTIDIG]
    return Vist(offentlig, _skjerming(sak, koder) if koder else None)


def _for(post: Post) -> dict[Skjermes, tuple[SkjermingMetadata, ...]]:
    inn = post.slag is Journalposttype.INNGAAENDE
    return {
        Skjermes.TITTEL: (M.TITTEL_REGISTRERING_ORD,),
        Skjermes.NAVN: (M.NAVN_AVSENDER if inn else M.NAVN_MOTTAKER,),
        Skjermes.DOKUMENTTITLER: (M.TITTEL_DOKUMENT,),
        Skjermes.MIDLERTIDIG: (M.MIDLERTIDIG,),
    }


def _koder(
    e: Skjermet, koder: Mapping[Skjermes, tuple[SkjermingMetadata, ...]]
) -> Iterable[SkjermingMetadata]:
    return (kode for hva in e.skjermer for kode in koder[hva])


def _skjerming(e: Skjermet, koder: Iterable[SkjermingMetadata]) -> Skjerming:
    return Skjerming(
        tilgangsrestriksjon=ren(e.tilgangsrestriksjon),
        skjermingshjemmel=ren(e.hjemmel),
        skjerming_metadata=tuple(dict.fromkeys(koder)),
        skjerming_dokument=_INNHOLD[e.innhold],
        skjerming_opphoerer_dato=e.opphoerer,
    )


def _sammen(egen: Skjerming, arvet: Skjerming | None) -> Skjerming:
    """Its own shielding and that of the case: both hold, each with its legal basis."""
    if arvet is None:
        return egen
    hjemler = dict.fromkeys((egen.skjermingshjemmel, arvet.skjermingshjemmel))
    ender = (egen.skjerming_opphoerer_dato, arvet.skjerming_opphoerer_dato)
    dager = [dag for dag in ender if dag is not None]
    return replace(
        egen,
        skjermingshjemmel="; ".join(hjemler),
        skjerming_metadata=tuple(
            dict.fromkeys((*egen.skjerming_metadata, *arvet.skjerming_metadata))
        ),
        skjerming_dokument=egen.skjerming_dokument or arvet.skjerming_dokument,
        skjerming_opphoerer_dato=max(dager) if len(dager) == len(ender) else None,
    )
