"""Which case a delivery belongs to: one, none, or several that a person must choose between.

It is found by what both sides have written down (the municipality's case number, the sender's
`ftbId`, our own case number), never by what looks alike. Candidates come from the receiving
municipality's own cases; another's are never seen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from byggsak.case.sak import Sak
from byggsak.case.sakskort import delsoeknad
from byggsak.case.tilstand import Tilstand
from byggsak.case.vakter_felles import BEHANDLES
from byggsak.domain.soeknad import Soeknad, Soeknadstype
from byggsak.services.mottaksfeil import FlereSoeknader
from byggsak.store.enhet import Enhet
from byggsak.store.saker import Sakslinje, UkjentSak

RETTES: Final = frozenset(
    {
        Soeknadstype.ETT_TRINN,
        Soeknadstype.RAMME,
        Soeknadstype.UTEN_ANSVARSRETT,
        Soeknadstype.ENDRING,
    }
)
"""Applications that, sent whole again, are the corrected edition of the first."""
LUKKET: Final = frozenset({"trukket", "avvist", "vedtatt", "arkivert", "avsluttet"})
"""States in which a whole application is a new one; a supplement is still the case's own."""


class Slag(StrEnum):
    FTB = "ftb"
    SAKSNUMMER = "saksnummer"


FOELGER: Final = frozenset(
    {
        Soeknadstype.IGANGSETTING,
        Soeknadstype.MIDLERTIDIG_BRUK,
        Soeknadstype.FERDIGATTEST,
        Soeknadstype.ENDRING,
    }
)
"""Applications that follow a permit: they join its case, each with its own check and clock."""


@dataclass(frozen=True, slots=True)
class Kobling:
    """`sak` when there is exactly one; `flere` when a person must choose; neither: a new case.

    `soeknad` is the application in it that the delivery is an edition of; None when the delivery
    is the next application in the case, or a supplement that does not say to what.
    """

    sak: str | None = None
    flere: tuple[str, ...] = ()
    soeknad: int | None = None
    ny_soeknad: bool = False


def referanser(soeknad: Soeknad) -> tuple[tuple[str, str], ...]:
    """What the delivery calls its case, as (kind, name)."""
    svar: list[tuple[str, str]] = []
    if soeknad.ftb_id:
        svar.append((Slag.FTB.value, soeknad.ftb_id))
    if soeknad.saksaar and soeknad.sakssekvensnummer:
        svar.append((Slag.SAKSNUMMER.value, f"{soeknad.saksaar}/{soeknad.sakssekvensnummer}"))
    return tuple(svar)


def kandidater(enhet: Enhet, soeknad: Soeknad) -> list[Sakslinje]:
    """The municipality's cases that one of the delivery's references names, each once."""
    funnet: dict[str, Sakslinje] = {}
    for slag, verdi in referanser(soeknad):
        for linje in enhet.saker.kalt(slag, verdi):
            funnet[linje.sak] = linje
    egne = [soeknad.ftb_id] if soeknad.ftb_id else []
    if soeknad.saksaar and soeknad.sakssekvensnummer:
        egne.append(f"{soeknad.saksaar:04d}-{soeknad.sakssekvensnummer:06d}")
    for nummer in egne:
        try:
            linje = enhet.saker.linje(nummer)
        except UkjentSak:
            continue
        funnet[linje.sak] = linje
    return sorted(funnet.values(), key=lambda linje: linje.loepenr)


def koble(enhet: Enhet, soeknad: Soeknad) -> Kobling:
    """A supplement fits any case; a whole application an open one of its own type; one that
    follows a permit also the case that its permit is in.

    References that name different cases are never weighed against each other.
    """
    type_ = soeknad.skjema.type
    alle = kandidater(enhet, soeknad)
    if type_ is Soeknadstype.SUPPLERING:
        return _en(alle)
    if type_ in RETTES and type_ not in FOELGER:
        aapne = [k for k in alle if k.type == type_.value and k.tilstand not in LUKKET]
        return replace(_en(aapne), soeknad=1)
    if type_ not in FOELGER:
        return Kobling()
    kobling = _en([k for k in alle if k.tilstand != Tilstand.AVSLUTTET.value])
    if kobling.sak is None:
        return kobling
    sak = Sak.av(lagret.hendelse for lagret in enhet.saker.hendelser(kobling.sak))
    nummer = rettes(sak, type_.value, delsoeknad(soeknad))
    return replace(kobling, soeknad=nummer, ny_soeknad=nummer is None)


def rettes(sak: Sak, type_: str, delen: str) -> int | None:
    """The open application of this type, for the same part of the project, that a whole one is
    the corrected edition of; None when it is a new application."""
    aapne = [
        gang.nummer
        for gang in sak.soeknader
        if gang.type == type_
        and gang.tilstand in BEHANDLES
        and gang.kort is not None
        and gang.kort.delsoeknad == delen
    ]
    return aapne[-1] if aapne else None


def som_suppleres(sak_id: str, sak: Sak) -> int:
    """The application that a supplement is to: the one that has been asked for more, or else the
    one being processed. Raises FlereSoeknader."""
    mangelfulle = [g.nummer for g in sak.soeknader if g.tilstand is Tilstand.MANGELFULL]
    aapne = [g.nummer for g in sak.soeknader if g.tilstand in BEHANDLES]
    for numre in (mangelfulle, aapne):
        if len(numre) > 1:
            raise FlereSoeknader(sak_id, tuple(numre))
        if numre:
            return numre[0]
    return 1


def _en(linjer: list[Sakslinje]) -> Kobling:
    if len(linjer) == 1:
        return Kobling(sak=linjer[0].sak)
    return Kobling(flere=tuple(linje.sak for linje in linjer))
