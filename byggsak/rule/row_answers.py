"""What one row of a field table answers about one field."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from byggsak.domain.facts import Sted
from byggsak.domain.funn import Utfall
from byggsak.domain.tekst import Tekst
from byggsak.rule.field_texts import Setninger
from byggsak.rule.report import Dekning

if TYPE_CHECKING:
    from byggsak.rule.tables import Feltrad


@dataclass(frozen=True, slots=True)
class Radsvar:
    """One answer of one row. `sted` and `verdi` where something is to be said about the field.

    `grense` is what the value was held against, and `setninger` the sentences that say what is
    wrong, where they are not the row's own.
    """

    rad: Feltrad
    utfall: Utfall
    grunn: Tekst | None = None
    sted: Sted | None = None
    verdi: str = ""
    grense: str = ""
    setninger: Setninger | None = None
    linje: Dekning | None = field(default=None, repr=False, compare=False)
    """The line of the account when this is all that the row answers; where it is known before."""
