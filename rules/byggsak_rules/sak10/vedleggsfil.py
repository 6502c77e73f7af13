"""Det reglene om hver vedlagt fil har felles: hvilke søknader de gjelder, og prøvefilene."""

from typing import Any

from byggsak.domain.vedlegg import Innholdsfeil, Innholdsproblem, Vedleggsfil
from byggsak.rule import Hjemmel, Tekst, Vurdering, brutt, oppfylt

ALLE_TYPER = frozenset(
    {"ET", "RS", "TA", "IG", "ES", "MB", "FA", "NV", "DS", "SU", "AT", "AN", "SA", "KO", "FTS"}
)
HJEMMEL = Hjemmel("SAK10", "5-1", "første ledd")
"""Søknad med vedlegg skal presenteres i en oversiktlig form: kommunen må kunne åpne og lese dem."""


def uten(fil: Vedleggsfil, *slag: Innholdsfeil) -> Vurdering:
    """Oppfylt når filen ikke har noe problem av slagene, ellers brutt med grunnen."""
    grunn = fil.problem(*slag)
    return oppfylt() if grunn is None else brutt(grunn)


def med(*slag: Innholdsfeil, **fakta: Any) -> Vedleggsfil:
    """En prøvefil med problemene nevnt; uten noen er innholdet i orden."""
    grunn = Tekst("grunnen", "grunnen", "the reason")
    return Vedleggsfil(problemer=tuple(Innholdsproblem(s, grunn) for s in slag), **fakta)


BARE_NAVNET = Vedleggsfil(navn="plan.pdf")
