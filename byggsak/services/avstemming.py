"""Is everything in the archive that should be, exactly once? Asked of the archive itself.

From the events of each case follow the commands; for each command there shall be a delivered row,
and the archive shall show its effect under the external key, on the object it said it made, where
it belongs, and no two keys shall name the same object.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from hashlib import sha256
from typing import Any

from byggsak.archive import codec
from byggsak.archive import commands as a
from byggsak.archive.errors import ArchiveError
from byggsak.archive.outbox import RowState
from byggsak.archive.port import ArchiveIds, ArchivePort, Found, Outcome
from byggsak.archive.records import Dokument
from byggsak.archive.visible import seen_in
from byggsak.services.arkivering import arkivoppdrag
from byggsak.services.worker import Tjeneste
from byggsak.store.enhet import Enhet
from byggsak.store.utboks import Utboksrad

SIDE = 200


class Funnet(StrEnum):
    """What became of one command."""

    I_ORDEN = "i orden"
    UNDERVEIS = "underveis"
    NEKTET = "nektet"
    IKKE_I_KOEN = "ikke i køen"
    BORTE = "borte"
    AVVIKER = "avviker"
    DOBBELT = "dobbelt"
    UVENTET = "uventet"
    UAVKLART = "uavklart"


_PLAN = {
    Funnet.UNDERVEIS: "Vent, og avstem igjen.",
    Funnet.NEKTET: "Rett det arkivet avviste, og kjør: byggsak archive retry {noekkel}",
    Funnet.IKKE_I_KOEN: "Kjør: byggsak archive retry {noekkel}",
    Funnet.BORTE: "Kjør: byggsak archive retry {noekkel}",
    Funnet.AVVIKER: "Se på objektet i arkivet, rett det der, eller kjør: byggsak archive retry "
    "{noekkel}",
    Funnet.DOBBELT: "Se på begge objektene i arkivet. Ingenting sendes igjen før én er fjernet.",
    Funnet.UVENTET: "Ingen hendelse leder til oppdraget. Meld det til leverandøren av byggsak.",
    Funnet.UAVKLART: "Se etter i arkivet selv.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Linje:
    """One command and what was found. `tiltak` is what repairs it, empty when nothing is wrong."""

    noekkel: str
    slag: str
    funnet: Funnet
    grunn: str = ""

    @property
    def tiltak(self) -> str:
        return _PLAN.get(self.funnet, "").format(noekkel=self.noekkel)


@dataclass(slots=True)
class Avstemming:
    """The whole answer: how much was looked at, and every line that is not in order."""

    saker: int = 0
    antall: Counter[Funnet] = field(default_factory=Counter)
    linjer: list[Linje] = field(default_factory=list)

    @property
    def bevist(self) -> bool:
        """Everything is there exactly once."""
        return set(self.antall) <= {Funnet.I_ORDEN}

    @property
    def avvik(self) -> bool:
        """Something is wrong, not only waiting or impossible to see."""
        return bool(set(self.antall) - {Funnet.I_ORDEN, Funnet.UNDERVEIS, Funnet.UAVKLART})

    def ta(self, linje: Linje) -> None:
        self.antall[linje.funnet] += 1
        if linje.funnet is not Funnet.I_ORDEN:
            self.linjer.append(linje)

    def som_json(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "resultat": "bevist" if self.bevist else "avvik" if self.avvik else "uavklart",
            "saker": self.saker,
            "antall": {funnet.value: self.antall[funnet] for funnet in Funnet},
            "plan": [asdict(linje) | {"tiltak": linje.tiltak} for linje in self.linjer],
        }


def avstem(
    tjeneste: Tjeneste, arkiv: ArchivePort, kommune: str, *, innhold: bool = False
) -> Avstemming:
    """Reconcile every case of the municipality. `innhold`: fetch each document and compare it.

    One case at a time is read, so the cases may change meanwhile: what is on its way is said to be.
    """
    svar = Avstemming()
    sett: dict[tuple[str, str], str] = {}
    lager = tjeneste.lager.for_kommune(kommune)
    with lager.lesing() as enhet:
        protokoll = enhet.utboks.svar(tjeneste.config.arkiv)
    etter = 0
    while True:
        with lager.lesing() as enhet:
            side = enhet.saker.liste(etter, SIDE)
        for sakslinje in side:
            with lager.lesing() as enhet:
                oppdrag, rader = _les(tjeneste, enhet, kommune, sakslinje.sak)
            svar.saker += 1
            proever = _Sak(arkiv, protokoll, sett, innhold=innhold)
            for linje in proever.linjer(oppdrag, rader):
                svar.ta(linje)
        if len(side) < SIDE:
            return svar
        etter = side[-1].loepenr


def _les(
    tjeneste: Tjeneste, enhet: Enhet, kommune: str, sak: str
) -> tuple[list[a.Command], dict[str, Utboksrad]]:
    hendelser = [lagret.hendelse for lagret in enhet.saker.hendelser(sak)]
    oppdrag = arkivoppdrag(kommune, sak, hendelser, 0, tjeneste.arkivoppsett)
    return oppdrag, {rad.noekkel: rad for rad in enhet.utboks.liste(sak)}


@dataclass(frozen=True, slots=True)
class _Sak:
    """One case held against the archive. `sett`: (kind, archive's name) -> external key."""

    arkiv: ArchivePort
    protokoll: Mapping[str, str]
    sett: dict[tuple[str, str], str]
    innhold: bool

    def linjer(self, oppdrag: list[a.Command], rader: Mapping[str, Utboksrad]) -> Iterator[Linje]:
        # Of several changes of one object only the last can be seen.
        siste = {a.target_of(ett): ett.key for ett in oppdrag if _endrer(ett)}
        for ett in oppdrag:
            rad = rader.get(ett.key)
            if rad is None:
                yield self._linje(ett, Funnet.IKKE_I_KOEN, "hendelsen førte aldri til et oppdrag")
            elif rad.tilstand == RowState.REFUSED:
                yield self._linje(ett, Funnet.NEKTET, rad.grunn)
            elif rad.tilstand != RowState.DONE:
                yield self._linje(ett, Funnet.UNDERVEIS, rad.grunn)
            elif _endrer(ett) and siste[a.target_of(ett)] != ett.key:
                yield self._linje(ett, Funnet.I_ORDEN)
            else:
                yield self._i_arkivet(ett)
        for noekkel in sorted(set(rader) - {ett.key for ett in oppdrag}):
            yield Linje(noekkel=noekkel, slag=rader[noekkel].slag, funnet=Funnet.UVENTET)

    def _i_arkivet(self, ett: a.Command) -> Linje:
        if not self.arkiv.capabilities().can_search:
            return self._linje(ett, Funnet.UAVKLART, "arkivet kan ikke søkes i")
        try:
            funnet = self.arkiv.find(a.target_of(ett))
            if funnet is None:
                return self._linje(ett, Funnet.BORTE, "arkivet finner det ikke")
            if avvik := self._avvik(ett, funnet):
                return self._linje(ett, *avvik)
        except ArchiveError as error:
            return self._linje(ett, Funnet.UAVKLART, error.message)
        return self._linje(ett, Funnet.I_ORDEN)

    def _avvik(self, ett: a.Command, funnet: Found) -> tuple[Funnet, str] | None:
        if seen_in(self.arkiv, ett) is None:
            return Funnet.AVVIKER, "arkivet viser ikke virkningen av oppdraget"
        sagt = self._sagt(ett)
        if sagt is not None and _motsier(sagt, funnet.ids):
            return Funnet.DOBBELT, f"arkivet svarte {_navn(sagt)}, men finner {_navn(funnet.ids)}"
        if isinstance(ett, a.EnsureCase | a.EnsureEntry | a.AddDocument):
            egen = str(a.target_of(ett))
            system_id = funnet.ids.system_id or funnet.ids.mappe_id
            if system_id:
                annen = self.sett.setdefault((a.target_of(ett).kind, system_id), egen)
                if annen != egen:
                    return Funnet.DOBBELT, f"{annen} og {egen} er samme objekt i arkivet"
        over = _over(ett)
        if over is not None and funnet.parent not in (None, over):
            return Funnet.AVVIKER, f"ligger under {funnet.parent}, ikke {over}"
        if self.innhold and isinstance(ett, a.AddDocument) and isinstance(funnet.record, Dokument):
            if not self.arkiv.capabilities().can_fetch:
                return Funnet.UAVKLART, "arkivet gir ikke dokumenter tilbake"
            if sha256(self.arkiv.fetch(ett.document)).hexdigest() != ett.record.fil.sha256:
                return Funnet.AVVIKER, "innholdet er ikke det som ble sendt"
        return None

    def _sagt(self, ett: a.Command) -> ArchiveIds | None:
        """What the archive answered that the object is called."""
        tekst = self.protokoll.get(ett.key)
        for utfall in json.loads(tekst) if tekst else ():
            svar = codec.load(Outcome, utfall)
            if svar.target == a.target_of(ett):
                return svar.ids
        return None

    def _linje(self, ett: a.Command, funnet: Funnet, grunn: str = "") -> Linje:
        return Linje(noekkel=ett.key, slag=a.kind_of(ett), funnet=funnet, grunn=grunn)


def _endrer(ett: a.Command) -> bool:
    return isinstance(ett, a.UpdateCase | a.UpdateEntry | a.UpdateDocument)


def _over(ett: a.Command) -> a.ExternalKey | None:
    match ett:
        case a.EnsureEntry():
            return ett.case
        case a.AddDocument():
            return ett.entry
        case _:
            return None


def _motsier(sagt: ArchiveIds, naa: ArchiveIds) -> bool:
    """True when a name that both tell is not the same."""
    par = ((getattr(sagt, f.name), getattr(naa, f.name)) for f in fields(ArchiveIds))
    return any(foer is not None and etter is not None and foer != etter for foer, etter in par)


def _navn(ids: ArchiveIds) -> str:
    return ids.mappe_id or ids.system_id or str(ids.dokumentnummer or ids.journalpostnummer or "?")
