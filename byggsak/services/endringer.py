"""What changed from one edition of an application to another, told from what is stored."""

from __future__ import annotations

from collections.abc import Sequence

from byggsak.domain.felt import Felt
from byggsak.domain.soeknad import Vedlegg
from byggsak.rule.changes import Endring, endring
from byggsak.rule.report import Kontrollrapport
from byggsak.rule.stored import fra_lager
from byggsak.services.filer import Filer
from byggsak.services.utgaver import Utgave, utgaver
from byggsak.store.enhet import Enhet, Kommunelager
from byggsak.store.saker import UkjentSak
from byggsak.xml.inn import les_soeknad


class UkjentUtgave(LookupError):
    """The case has no such edition."""

    def __init__(self, sak_id: str, nummer: int, antall: int) -> None:
        super().__init__(f"Sak {sak_id} har {antall} utgave(r) av søknaden, ikke nr. {nummer}.")


def utgavenummer(lager: Kommunelager, sak_id: str, versjon: int) -> int:
    """The number of the edition that event `versjon` made of its application."""
    with lager.lesing() as enhet:
        rader = enhet.innsendinger.av_sak(sak_id)
    mine = {rad.soeknad for rad in rader if rad.versjon == versjon}
    return sum(v <= versjon for v in {rad.versjon for rad in rader if rad.soeknad in mine})


def endringer(
    lager: Kommunelager,
    filer: Filer,
    sak_id: str,
    fra: int | None = None,
    til: int | None = None,
    soeknad: int = 1,
) -> tuple[int, int, Endring]:
    """From edition `fra` (the one before) to `til` (the newest) of one application in the case.
    Raises UkjentSak, UkjentUtgave."""
    with lager.lesing() as enhet:
        alle = utgaver(enhet, filer, sak_id, soeknad)
        siste = len(alle) if til is None else til
        foerste = max(siste - 1, 1) if fra is None else fra
        deler = []
        for nummer in (foerste, siste):
            if not 1 <= nummer <= len(alle):
                raise UkjentUtgave(sak_id, nummer, len(alle))
            deler.append(_deler(enhet, sak_id, alle[nummer - 1]))
    return foerste, siste, endring(*deler)


def _deler(
    enhet: Enhet, sak_id: str, utgave: Utgave
) -> tuple[Sequence[Felt], Sequence[Vedlegg], Kontrollrapport]:
    rapport = enhet.innsendinger.rapport(sak_id, utgave.versjon)
    if rapport is None:
        raise UkjentSak(f"Sak {sak_id} mangler rapporten fra hendelse {utgave.versjon}.")
    hel = utgave.innsending
    felter = les_soeknad(hel.soeknad, hel.underskjema).felter
    return felter, hel.vedlegg, fra_lager(rapport.innhold)
