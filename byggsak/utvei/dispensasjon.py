"""Applying for a dispensation: makes the application complete, and decides nothing.

The rule that is broken stays broken; whether the dispensation is given is for a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from byggsak.domain.funn import Funn
from byggsak.domain.soeknad import Dispensasjon
from byggsak.domain.tekst import Tekst
from byggsak.domain.utvei import Utveislag
from byggsak.facts.dispensation import PLAN
from byggsak.utvei import tekster
from byggsak.utvei.utkast import Forslag, Sak

_BEGRUNNELSE: Final = "(søkerens begrunnelse)"


def dispensasjoner(sak: Sak, funn: Sequence[Funn]) -> Iterable[Forslag]:
    """One for each provision, whatever number of breaches it is to cover."""
    etter_bestemmelse: dict[str, list[Funn]] = {}
    for ett in funn:
        fra = _fra(sak, ett)
        if fra is not None:
            etter_bestemmelse.setdefault(fra, []).append(ett)
    for fra, maal in etter_bestemmelse.items():
        soeknad = sak.utkast.soeknad
        ny = replace(soeknad, dispensasjoner=(*soeknad.dispensasjoner, _soekt(sak, fra)))
        navn = tekster.PLANEN if fra == PLAN else Tekst(fra, fra, fra)
        yield Forslag(
            slag=Utveislag.SOEK_DISPENSASJON,
            funn=tuple(maal),
            utkast=replace(sak.utkast, soeknad=ny),
            tekst=tekster.soek_dispensasjon(navn),
            tall={"fra": fra},
        )


def _fra(sak: Sak, funn: Funn) -> str | None:
    """The provision of the breach that the finding is about; it names rule and thing."""
    for ett in sak.foer.funn:
        navn = ": ".join(filter(None, [ett.regel, ett.gjelder]))
        if navn == funn.gjelder and ett.krever_dispensasjon is not None:
            return ett.krever_dispensasjon
    return None


def _soekt(sak: Sak, fra: str) -> Dispensasjon:
    lov, _, paragraf = fra.partition("§")
    return Dispensasjon(
        felt=sak.utkast.soeknad.felt,
        bestemmelsetype=lov.strip().upper(),
        paragraf=paragraf.strip() or None,
        begrunnelse=_BEGRUNNELSE,
    )
