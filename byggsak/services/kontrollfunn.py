"""What a check means for the findings of a case: those a person must judge, and the earlier ones
that this check says nothing about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from byggsak.case.funnliv import EGET
from byggsak.case.soeknadsgang import Soeknadsgang
from byggsak.domain.funn import Utfall
from byggsak.domain.soeknad import Soeknad
from byggsak.domain.vedtak import FunnTilVurdering, til_vurdering
from byggsak.facts.dispensation import passer
from byggsak.rule.report import Kontrollrapport


@dataclass(frozen=True, slots=True)
class IkkeProevd:
    """Rules behind earlier findings: not in force in this check, or not able to decide."""

    borte: tuple[str, ...]
    uavklart: tuple[str, ...]


def funn_av(rapport: Kontrollrapport, soeknad: Soeknad) -> tuple[FunnTilVurdering, ...]:
    """The findings for a person. Where the application asks, with grounds, for a dispensation from
    what is broken (pbl § 19-1), the finding says so."""
    begrunnede = [d for d in soeknad.dispensasjoner if (d.begrunnelse or "").strip()]
    fra = {f.krever_dispensasjon for f in rapport.funn if f.krever_dispensasjon}
    soekt = {ett for ett in fra if any(passer(d, ett) for d in begrunnede)}
    return til_vurdering(rapport.funn, soekt)


def ikke_proevd(rapport: Kontrollrapport, gang: Soeknadsgang) -> IkkeProevd:
    """The rules of the standing findings that `rapport` does not speak of, or left undecided
    without a finding of their own. That they are silent does not mean that anything is mended."""
    regler = {f.regel for f in gang.funn} - {EGET}
    proevd = {d.regel for d in rapport.dekning}
    uavklart = {d.regel for d in rapport.dekning if d.utfall is Utfall.UAVKLART}
    sagt = {f.regel for f in rapport.funn if f.utfall is Utfall.UAVKLART}
    return IkkeProevd(_ordnet(regler - proevd), _ordnet(regler & (uavklart - sagt)))


def _ordnet(regler: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(regler))
