"""What a rule says to one of its examples, as the page for jurists shows it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from byggsak.domain.facts import Gjenstand, UkjentFaktum
from byggsak.domain.funn import Utfall
from byggsak.rule.findings import regelfunn
from byggsak.rule.unit import EnRegel
from byggsak.rule.verdict import Vurdering, uavklart


def eksempelsvar(regel: EnRegel, gjenstand: Gjenstand, krav: Any) -> tuple[Utfall, str, str]:
    """(outcome, the sentence in bokmål, the numbers «measured / limit (margin)»).

    The sentence is what is wrong, or the reason. Both are "" when there are none.
    """
    try:
        svar = regel.vurder(gjenstand, krav)
        if not isinstance(svar, Vurdering):
            raise TypeError(f"{regel.id} answered {svar!r}, not a Vurdering")
    except UkjentFaktum as ukjent:
        svar = uavklart(ukjent.ukjent.grunntekst)
    if svar.utfall is Utfall.BRUTT:
        setning = regelfunn(regel, gjenstand, svar).melding.nb
    else:
        setning = svar.grunn.nb if svar.grunn is not None else ""
    return svar.utfall, setning, _tallene(svar)


def _tallene(svar: Vurdering) -> str:
    if svar.maalt is None:
        return ""
    vist = " / ".join(_tall(t, svar.enhet) for t in (svar.maalt, svar.krav) if t is not None)
    return vist if svar.margin is None else f"{vist} ({_tall(svar.margin, None)})"


def _tall(tall: Decimal, enhet: str | None) -> str:
    vist = f"{tall.normalize():f}".replace(".", ",").replace("-", "−")
    return f"{vist} {enhet}" if enhet else vist
