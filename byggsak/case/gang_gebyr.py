"""Region: gebyret for behandlingen."""

from __future__ import annotations

from typing import Final

from byggsak.case import handling_behandling as b
from byggsak.case import vakter as v
from byggsak.case import vakter_felles as vf
from byggsak.case import vakter_hoering as vh
from byggsak.case.overgang import Overgang
from byggsak.case.regioner import Gebyrtilstand, Region
from byggsak.case.tilstand import Rolle
from byggsak.domain.funn import Hjemmel
from byggsak.domain.tekst import Tekst

GEBYRETS_GANG: Final[tuple[Overgang, ...]] = (
    Overgang(
        kommando=b.BeregnGebyr,
        hendelse=b.GebyrBeregnet,
        region=Region.GEBYR,
        tekst=Tekst("beregne gebyret", "rekne ut gebyret", "compute the fee"),
        fra=(
            Gebyrtilstand.IKKE_RELEVANT,
            Gebyrtilstand.BEREGNET,
        ),
        til=Gebyrtilstand.BEREGNET,
        roller=(Rolle.SAKSBEHANDLER,),
        vakter=(
            vf.saken_er_aapen,
            vh.beloepet_er_mulig,
            v.er_begrunnet,
        ),
        hjemmel=(Hjemmel("pbl", "33-1"),),
    ),
    Overgang(
        kommando=b.KrevGebyr,
        variant="faktura",
        hendelse=b.GebyrKrevd,
        region=Region.GEBYR,
        tekst=Tekst("kreve gebyret", "krevje gebyret", "demand the fee"),
        fra=(Gebyrtilstand.BEREGNET,),
        til=Gebyrtilstand.KREVD,
        roller=(Rolle.SAKSBEHANDLER,),
        vakter=(
            vf.saken_er_aapen,
            vh.forfall_er_fram_i_tid,
        ),
        hjemmel=(Hjemmel("pbl", "33-1"),),
        dokument=Tekst("faktura", "faktura", "invoice"),
    ),
    Overgang(
        kommando=b.KrevGebyr,
        variant="vilkaar",
        hendelse=b.GebyrKrevd,
        region=Region.GEBYR,
        tekst=Tekst(
            "kreve gebyret som vilkår for behandlingen",
            "krevje gebyret som vilkår for handsaminga",
            "demand the fee as a condition for processing",
        ),
        fra=(Gebyrtilstand.BEREGNET,),
        til=Gebyrtilstand.KREVD_SOM_VILKAAR,
        roller=(Rolle.SAKSBEHANDLER,),
        vakter=(
            vf.er_til_behandling,
            vh.forfall_er_fram_i_tid,
        ),
        hjemmel=(Hjemmel("pbl", "33-1"), Hjemmel("SAK10", "7-2", "tredje ledd")),
        dokument=Tekst("gebyrkrav", "gebyrkrav", "demand for the fee"),
    ),
    Overgang(
        kommando=b.RegistrerBetaling,
        hendelse=b.GebyrBetalt,
        region=Region.GEBYR,
        tekst=Tekst(
            "registrere at gebyret er betalt",
            "registrere at gebyret er betalt",
            "record that the fee is paid",
        ),
        fra=(
            Gebyrtilstand.KREVD,
            Gebyrtilstand.KREVD_SOM_VILKAAR,
        ),
        til=Gebyrtilstand.BETALT,
        roller=(Rolle.SAKSBEHANDLER,),
        vakter=(
            vf.saken_er_aapen,
            vh.betalingen_har_skjedd,
        ),
        hjemmel=(Hjemmel("pbl", "33-1"),),
    ),
    Overgang(
        kommando=b.FrafallGebyr,
        hendelse=b.GebyrFrafalt,
        region=Region.GEBYR,
        tekst=Tekst("frafalle gebyret", "fråfalle gebyret", "waive the fee"),
        fra=(
            Gebyrtilstand.BEREGNET,
            Gebyrtilstand.KREVD,
            Gebyrtilstand.KREVD_SOM_VILKAAR,
        ),
        til=Gebyrtilstand.FRAFALT,
        roller=(Rolle.SAKSBEHANDLER,),
        vakter=(
            vf.saken_er_aapen,
            v.er_begrunnet,
        ),
        hjemmel=(Hjemmel("pbl", "33-1"), Hjemmel("SAK10", "7-6")),
    ),
)
