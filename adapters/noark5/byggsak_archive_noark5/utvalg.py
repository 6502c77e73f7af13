"""What goes into a deposit: the closed cases, with everything below them, in order."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import NAMESPACE_URL, UUID, uuid5

from byggsak.archive.codes import Saksstatus
from byggsak.archive.deposit import DepositOrder
from byggsak.archive.records import Dokument, Journalpost, Klasse, Saksmappe, Skjerming
from byggsak_archive_noark5.settings import Settings
from byggsak_archive_noark5.tid import lokal
from byggsak_archive_noark5.tilstand import Endring, Objekt, Tilstand


@dataclass(frozen=True)
class Dok:
    objekt: Objekt
    record: Dokument

    @property
    def objekt_id(self) -> str:
        """The systemID of the dokumentobjekt, which follows from that of its description."""
        return str(uuid5(UUID(self.objekt.system_id), "dokumentobjekt"))

    @property
    def sti(self) -> str:
        """The file's path in the deposit, relative to arkivstruktur.xml."""
        return f"dokumenter/{self.objekt.system_id}.{self.record.fil.endelse}"


@dataclass(frozen=True)
class Post:
    objekt: Objekt
    record: Journalpost
    dokumenter: tuple[Dok, ...]


@dataclass(frozen=True)
class Sak:
    objekt: Objekt
    record: Saksmappe
    poster: tuple[Post, ...]

    @property
    def skjerming(self) -> Skjerming | None:
        """The shielding that holds when the case is closed: one that has ended hides nothing."""
        return self.gjeldende(self.record.skjerming)

    def gjeldende(self, skjerming: Skjerming | None) -> Skjerming | None:
        """The shielding, if it still holds on the day the case is closed."""
        dag = lokal(self.avsluttet[0]).date()
        return skjerming if skjerming is not None and skjerming.gjelder(dag) else None

    def skjerming_i(self, post: Post) -> Skjerming | None:
        """What a journal shows of an entry's shielding: its own, or that of its first shielded
        document (krav 5.2.21)."""
        alle = (post.record.skjerming, *(dok.record.skjerming for dok in post.dokumenter))
        return next((s for s in map(self.gjeldende, alle) if s is not None), None)

    @property
    def avsluttet(self) -> tuple[datetime, str]:
        """When and by whom the case was closed."""
        tillegg = self.objekt.tillegg
        assert tillegg.avsluttet_dato is not None
        assert tillegg.avsluttet_av is not None
        return tillegg.avsluttet_dato, tillegg.avsluttet_av


@dataclass(frozen=True)
class Utvalg:
    """A deposit before it is written. `klasser` are all classes, also those without a closed case
    (krav 6.4.13), each with when it was first used."""

    innstillinger: Settings
    saker: tuple[Sak, ...]
    klasser: tuple[tuple[Klasse, datetime], ...]
    endringer: tuple[Endring, ...]
    gjenstaar: int = 0  # closed cases that are neither here nor in a deposit before

    @property
    def poster(self) -> list[tuple[Sak, Post]]:
        """All journal entries by journal year and sequence number (krav 6.4.30)."""
        alle = [(sak, post) for sak in self.saker for post in sak.poster]
        return sorted(alle, key=lambda par: (par[1].objekt.aar, par[1].objekt.sekvens))

    @cached_property
    def i_klassene(self) -> dict[str, list[Sak]]:
        """The cases of each class."""
        samlet: dict[str, list[Sak]] = defaultdict(list)
        for sak in self.saker:
            samlet[sak.record.klasse.klasse_id].append(sak)
        return samlet

    @property
    def start(self) -> datetime:
        return min(lokal(sak.record.opprettet_dato) for sak in self.saker)

    @property
    def slutt(self) -> datetime:
        return max(lokal(sak.avsluttet[0]) for sak in self.saker)

    @property
    def journalperiode(self) -> tuple[date, date] | None:
        """First and last journal date, or None when there is no entry."""
        datoer = [post.record.journaldato for _, post in self.poster]
        return (min(datoer), max(datoer)) if datoer else None

    @property
    def har_skjerming(self) -> bool:
        for sak in self.saker:
            if sak.record.skjerming is not None:
                return True
            for post in sak.poster:
                if post.record.skjerming is not None:
                    return True
                if any(dok.record.skjerming is not None for dok in post.dokumenter):
                    return True
        return False

    def system_id(self, unit: str) -> str:
        """A systemID for a unit that stands in every deposit (arkiv, arkivdel, klasse).

        Such a unit needs a new one each time (krav 2.2.2, 6.4.26), so it follows from what the
        deposit holds: the same content gives the same deposit, byte for byte.
        """
        owner: UUID = uuid5(NAMESPACE_URL, f"byggsak:noark5:{self.innstillinger.arkivskaper_id}")
        content = ",".join(sak.objekt.system_id for sak in self.saker)
        return str(uuid5(uuid5(owner, content), unit))


def velg(tilstand: Tilstand, innstillinger: Settings, bestilling: DepositOrder) -> Utvalg:
    """The closed cases that are ordered, read in one transaction."""
    saker: list[Sak] = []
    uttrukne = tilstand.uttrukne()
    andre: list[str] = []
    klasser: dict[str, tuple[Klasse, datetime]] = {}
    for objekt in tilstand.saker():
        record = objekt.post
        assert isinstance(record, Saksmappe)
        klasser.setdefault(record.klasse.klasse_id, (record.klasse, record.opprettet_dato))
        if record.saksstatus is not Saksstatus.AVSLUTTET:
            continue
        assert objekt.tillegg.avsluttet_dato is not None
        dag, uttrukket = lokal(objekt.tillegg.avsluttet_dato).date(), objekt.system_id in uttrukne
        if bestilling.wants(dag, deposited=uttrukket):
            saker.append(Sak(objekt, record, _poster(tilstand, objekt)))
        elif not uttrukket:
            andre.append(objekt.system_id)
    return Utvalg(
        innstillinger,
        tuple(saker),
        tuple(klasser[klasse_id] for klasse_id in sorted(klasser)),
        _endringer(tilstand, saker),
        gjenstaar=len(andre),
    )


def _poster(tilstand: Tilstand, sak: Objekt) -> tuple[Post, ...]:
    poster = []
    for objekt in tilstand.under(sak.key):
        assert isinstance(objekt.post, Journalpost)
        dokumenter = []
        for under in tilstand.under(objekt.key):
            assert isinstance(under.post, Dokument)
            dokumenter.append(Dok(under, under.post))
        poster.append(Post(objekt, objekt.post, tuple(dokumenter)))
    return tuple(poster)


def _endringer(tilstand: Tilstand, saker: Sequence[Sak]) -> tuple[Endring, ...]:
    units = [
        unit.system_id
        for sak in saker
        for unit in (
            sak.objekt,
            *(post.objekt for post in sak.poster),
            *(dok.objekt for post in sak.poster for dok in post.dokumenter),
        )
    ]
    numbered = [line for unit in units for line in tilstand.endringer(unit)]
    return tuple(endring for _, endring in sorted(numbered, key=lambda line: line[0]))
