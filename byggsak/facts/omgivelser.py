"""What lies round and over the site, by kind of thing: from the theme layers and the plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from byggsak.domain.eiendom import LitenBygning
from byggsak.domain.facts import Gjenstand
from byggsak.domain.omgivelser import (
    Aktsomhet,
    Bygningsavstand,
    Kulturminneavstand,
    Ledningsavstand,
    Sporavstand,
    Strandavstand,
    Vegavstand,
    Vegkryss,
)
from byggsak.domain.plan import Kotehoeyde, Planforhold
from byggsak.domain.plansone import Plangrunnlag, Plansone
from byggsak.facts.kote import kotehoeyder
from byggsak.facts.liten_bygning import smaa_bygninger
from byggsak.facts.nabobygg import bygningsavstander
from byggsak.facts.planforhold import planforhold
from byggsak.facts.plangrunnlag import plangrunnlag
from byggsak.facts.plansoner import plansoner
from byggsak.facts.site import Tomt
from byggsak.facts.strand import strandavstander
from byggsak.facts.veg import vegavstander, vegkryss
from byggsak.facts.vern import (
    aktsomheter,
    kulturminneavstander,
    ledningsavstander,
    sporavstander,
)

OMGIVELSER: Final[Sequence[tuple[type[Gjenstand], Callable[[Tomt], Sequence[Gjenstand]]]]] = (
    (LitenBygning, smaa_bygninger),
    (Planforhold, planforhold),
    (Plangrunnlag, plangrunnlag),
    (Plansone, plansoner),
    (Kotehoeyde, kotehoeyder),
    (Strandavstand, strandavstander),
    (Vegavstand, vegavstander),
    (Vegkryss, vegkryss),
    (Sporavstand, sporavstander),
    (Kulturminneavstand, kulturminneavstander),
    (Ledningsavstand, ledningsavstander),
    (Bygningsavstand, bygningsavstander),
    (Aktsomhet, aktsomheter),
)
