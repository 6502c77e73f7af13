"""What a rule may read: the facts it declares, and nothing else of the thing it is asked about.

The rule is given a copy of the thing that holds the declared facts alone; any other is unknown
there, and using it makes the answer `uavklart`. So the catalogue can say which personal data each
rule needs, and it is true.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import wraps
from typing import Any, Final

from byggsak.domain.facts import Gjenstand, Ukjent
from byggsak.domain.tekst import Tekst
from byggsak.rule.errors import KatalogFeil

UTENFOR: Final = Ukjent(
    Tekst(
        "et faktum regelen ikke har oppgitt at den leser",
        "eit faktum regelen ikkje har oppgitt at han les",
        "a fact the rule does not declare that it reads",
    )
)


def begrenset(
    vurder: Callable[..., Any], gjelder: type[Gjenstand], leser: tuple[str, ...]
) -> Callable[..., Any]:
    """`vurder` that sees only `leser` of what it is asked about.

    Raises KatalogFeil when `gjelder` has no such fact.
    """
    alle = {f.name: f for f in fields(gjelder)}
    if ukjente := sorted(set(leser) - set(alle)):
        raise KatalogFeil(f"leser nevner {ukjente}, som {gjelder.__name__} ikke har.")
    # A fact without «unknown» as its default would otherwise be read as that default.
    skjult = {
        navn: UTENFOR
        for navn, felt in alle.items()
        if navn not in leser and not isinstance(felt.default, Ukjent)
    }
    raa = getattr(vurder, "__wrapped__", vurder)

    @wraps(raa)
    def bare_det_oppgitte(gjenstand: Any, krav: Any) -> Any:
        alt, sett = gjenstand.__dict__, skjult.copy()
        for navn in leser:
            sett[navn] = alt[navn]
        utsnitt = object.__new__(type(gjenstand))
        object.__setattr__(utsnitt, "__dict__", sett)
        return raa(utsnitt, krav)

    return bare_det_oppgitte


def personopplysninger(gjelder: type[Gjenstand], leser: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the facts that are about a person who can be known."""
    return tuple(navn for navn in leser if navn in gjelder.PERSONOPPLYSNINGER)
