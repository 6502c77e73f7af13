"""Region: habiliteten til en som handler for kommunen. Én for hver person."""

from __future__ import annotations

from typing import Final

from byggsak.case import handling_behandling as b
from byggsak.case import vakter as v
from byggsak.case import vakter_felles as vf
from byggsak.case.overgang import Overgang
from byggsak.case.regioner import Habilitetstilstand, Region
from byggsak.case.tilstand import Rolle
from byggsak.domain.funn import Hjemmel
from byggsak.domain.tekst import Tekst

HABILITETENS_GANG: Final[tuple[Overgang, ...]] = (
    Overgang(
        kommando=b.MeldInhabilitet,
        hendelse=b.InhabilitetMeldt,
        region=Region.HABILITET,
        tekst=Tekst(
            "melde fra om mulig inhabilitet",
            "melde frå om mogleg inhabilitet",
            "report a possible disqualification",
        ),
        fra=(Habilitetstilstand.HABIL,),
        til=Habilitetstilstand.MELDT,
        roller=(
            Rolle.SAKSBEHANDLER,
            Rolle.GODKJENNER,
            Rolle.UTVALG,
        ),
        vakter=(
            vf.saken_er_aapen,
            v.er_begrunnet,
        ),
        hjemmel=(Hjemmel("fvl", "6"), Hjemmel("fvl", "8")),
        om_habilitet=True,
    ),
    Overgang(
        kommando=b.AvgjoerHabilitet,
        variant="inhabil",
        hendelse=b.HabilitetAvgjort,
        region=Region.HABILITET,
        tekst=Tekst(
            "fastslå at personen er inhabil",
            "slå fast at personen er inhabil",
            "find the person disqualified",
        ),
        fra=(Habilitetstilstand.MELDT,),
        til=Habilitetstilstand.INHABIL,
        roller=(
            Rolle.GODKJENNER,
            Rolle.UTVALG,
        ),
        vakter=(
            vf.saken_er_aapen,
            v.er_begrunnet,
        ),
        hjemmel=(Hjemmel("fvl", "8"),),
    ),
    Overgang(
        kommando=b.AvgjoerHabilitet,
        variant="habil",
        hendelse=b.HabilitetAvgjort,
        region=Region.HABILITET,
        tekst=Tekst(
            "fastslå at personen er habil",
            "slå fast at personen er habil",
            "find the person not disqualified",
        ),
        fra=(
            Habilitetstilstand.MELDT,
            Habilitetstilstand.INHABIL,
        ),
        til=Habilitetstilstand.HABIL,
        roller=(
            Rolle.GODKJENNER,
            Rolle.UTVALG,
        ),
        vakter=(
            vf.saken_er_aapen,
            v.er_begrunnet,
        ),
        hjemmel=(Hjemmel("fvl", "8"),),
    ),
)
