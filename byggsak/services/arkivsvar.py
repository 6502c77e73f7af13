"""What the archive answered becomes events in the case (`archive.outbox.CaseListener`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from byggsak.archive.outbox import Row
from byggsak.archive.port import Outcome
from byggsak.case.kommando import MarkerArkivert, MeldArkivfeil
from byggsak.case.sak import Sak, Soeknadsgang
from byggsak.case.tilstand import Aktoer, Rolle, Tilstand
from byggsak.services.arkivering import Arkivoppsett
from byggsak.services.saksbehandling import utfoer_i
from byggsak.store.enhet import Lager

ARKIVET: Final = Aktoer("arkiv", Rolle.ARKIV, "Arkivet")
_FERDIGE: Final = frozenset({Tilstand.VEDTATT, Tilstand.TRUKKET, Tilstand.AVVIST})


@dataclass(frozen=True)
class Arkivsvar:
    """Tells the case. The relay may repeat itself; a repeat changes nothing."""

    lager: Lager
    oppsett: Arkivoppsett = field(default_factory=Arkivoppsett)

    def delivered(
        self, row: Row, outcomes: tuple[Outcome, ...], remaining: int, now: datetime
    ) -> None:
        """An application is archived when all rows of the case are, and its handling is over."""
        if remaining > 0:
            return
        with self.lager.for_kommune(row.case.kommune).enhet() as enhet:
            # Locked first: no command can add rows between the count and the event.
            enhet.saker.linje(row.case.sak, laas=True)
            gjenstaar = enhet.utboks.gjenstaar(row.case.sak) - 1  # this row is not finished yet
            if gjenstaar > 0:
                return
            sak = Sak.av(e.hendelse for e in enhet.saker.hendelser(row.case.sak))
            mappe = next((o.ids.mappe_id for o in outcomes if o.ids.mappe_id), None) or ""
            for gang in sak.soeknader:
                if not _over(gang):
                    continue
                kommando = MarkerArkivert(soeknad=gang.nummer, gjenstaar=0, arkivsak=mappe)
                utfoer_i(
                    enhet, row.case.kommune, row.case.sak, kommando, ARKIVET, now,
                    oppsett=self.oppsett,
                )  # fmt: skip

    def refused(self, row: Row, code: str, message: str, now: datetime) -> None:
        """The case says that the archive refused, so that a person sees it."""
        with self.lager.for_kommune(row.case.kommune).enhet() as enhet:
            enhet.saker.linje(row.case.sak, laas=True)
            gang = Sak.av(e.hendelse for e in enhet.saker.hendelser(row.case.sak)).soeknad()
            if row.key in gang.arkivfeil:
                return
            kommando = MeldArkivfeil(oppdrag=row.key, kode=code, melding=message)
            utfoer_i(
                enhet, row.case.kommune, row.case.sak, kommando, ARKIVET, now,
                oppsett=self.oppsett,
            )  # fmt: skip


def _over(gang: Soeknadsgang) -> bool:
    """Is the handling of the application over, and its decision sent?"""
    return gang.tilstand in _FERDIGE and (gang.ekspedert is not None or not gang.avgjort_ved_vedtak)
