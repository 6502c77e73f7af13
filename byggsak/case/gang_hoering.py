"""Region: høring av en annen myndighet. Én for hver myndighet."""

from __future__ import annotations

from typing import Final

from byggsak.case import handling_hoering as ho
from byggsak.case import vakter as v
from byggsak.case import vakter_felles as vf
from byggsak.case import vakter_hoering as vh
from byggsak.case.overgang import Overgang
from byggsak.case.regioner import Hoeringstilstand, Region
from byggsak.case.tilstand import Rolle
from byggsak.domain.funn import Hjemmel
from byggsak.domain.tekst import Tekst

HOERINGENS_GANG: Final[tuple[Overgang, ...]] = (
    Overgang(
        kommando=ho.SendHoering,
        variant="uttalelse",
        hendelse=ho.HoeringSendt,
        region=Region.HOERING,
        tekst=Tekst(
            "be en myndighet om uttalelse",
            "be ei styresmakt om uttale",
            "ask an authority for its opinion",
        ),
        fra=(
            Hoeringstilstand.IKKE_SENDT,
            Hoeringstilstand.VURDERT,
            Hoeringstilstand.FRAFALT,
        ),
        til=Hoeringstilstand.SENDT,
        roller=(Rolle.SAKSBEHANDLER,),
        vakter=(
            vf.er_til_behandling,
            vh.hoeringen_er_fullstendig,
        ),
        hjemmel=(Hjemmel("pbl", "19-1"), Hjemmel("SAK10", "6-2")),
        dokument=Tekst("høringsbrev", "høyringsbrev", "hearing letter"),
    ),
    Overgang(
        kommando=ho.SendHoering,
        variant="samtykke",
        hendelse=ho.HoeringSendt,
        region=Region.HOERING,
        tekst=Tekst(
            "be en myndighet om samtykke",
            "be ei styresmakt om samtykke",
            "ask an authority for its consent",
        ),
        fra=(
            Hoeringstilstand.IKKE_SENDT,
            Hoeringstilstand.VURDERT,
            Hoeringstilstand.FRAFALT,
        ),
        til=Hoeringstilstand.VENTER_SAMTYKKE,
        roller=(Rolle.SAKSBEHANDLER,),
        vakter=(
            vf.er_til_behandling,
            vh.hoeringen_er_fullstendig,
        ),
        hjemmel=(Hjemmel("pbl", "21-5"), Hjemmel("SAK10", "6-2")),
        dokument=Tekst("høringsbrev", "høyringsbrev", "hearing letter"),
    ),
    Overgang(
        kommando=ho.ForlengHoering,
        hendelse=ho.HoeringForlenget,
        region=Region.HOERING,
        tekst=Tekst(
            "gi myndigheten lengre frist",
            "gi styresmakta lengre frist",
            "give the authority more time",
        ),
        fra=(
            Hoeringstilstand.SENDT,
            Hoeringstilstand.VENTER_SAMTYKKE,
        ),
        til=None,
        roller=(Rolle.SAKSBEHANDLER,),
        vakter=(
            vh.hoeringen_er_aktuell,
            vh.hoeringsfristen_loeper,
            vh.hoeringsfristen_blir_lengre,
        ),
        hjemmel=(Hjemmel("SAK10", "7-1"), Hjemmel("pbl", "21-5")),
        dokument=Tekst("brev om ny frist", "brev om ny frist", "letter on the new time limit"),
    ),
    Overgang(
        kommando=ho.RegistrerUttalelse,
        hendelse=ho.UttalelseMottatt,
        region=Region.HOERING,
        tekst=Tekst(
            "registrere svaret fra myndigheten",
            "registrere svaret frå styresmakta",
            "record the authority's answer",
        ),
        fra=(
            Hoeringstilstand.SENDT,
            Hoeringstilstand.VENTER_SAMTYKKE,
            Hoeringstilstand.UTEN_SVAR,
        ),
        til=Hoeringstilstand.SVAR,
        roller=(
            Rolle.ANNEN_MYNDIGHET,
            Rolle.SAKSBEHANDLER,
        ),
        vakter=(
            vh.hoeringen_er_aktuell,
            vh.svarer_for_seg_selv,
            vh.svaret_er_lagt_ved,
            vh.svaret_passer_til_hoeringen,
        ),
        hjemmel=(Hjemmel("pbl", "21-5"), Hjemmel("SAK10", "7-1")),
        dokument=Tekst("uttalelse", "uttale", "opinion"),
    ),
    Overgang(
        kommando=ho.FastslaaUtenSvar,
        hendelse=ho.HoeringUtenSvar,
        region=Region.HOERING,
        tekst=Tekst(
            "fastslå at myndigheten ikke svarte",
            "slå fast at styresmakta ikkje svarte",
            "find that the authority did not answer",
        ),
        fra=(Hoeringstilstand.SENDT,),
        til=Hoeringstilstand.UTEN_SVAR,
        roller=(Rolle.SAKSBEHANDLER,),
        vakter=(
            vh.hoeringen_er_aktuell,
            vh.hoeringsfristen_er_ute,
        ),
        hjemmel=(Hjemmel("SAK10", "7-1"), Hjemmel("pbl", "21-5")),
    ),
    Overgang(
        kommando=ho.VurderUttalelse,
        hendelse=ho.UttalelseVurdert,
        region=Region.HOERING,
        tekst=Tekst(
            "vurdere svaret fra myndigheten",
            "vurdere svaret frå styresmakta",
            "assess the authority's answer",
        ),
        fra=(
            Hoeringstilstand.SVAR,
            Hoeringstilstand.UTEN_SVAR,
        ),
        til=Hoeringstilstand.VURDERT,
        roller=(Rolle.SAKSBEHANDLER,),
        vakter=(
            vh.hoeringen_er_aktuell,
            v.er_begrunnet,
        ),
        hjemmel=(Hjemmel("fvl", "17", "første ledd"), Hjemmel("fvl", "25")),
    ),
    Overgang(
        kommando=ho.FrafallHoering,
        hendelse=ho.HoeringFrafalt,
        region=Region.HOERING,
        tekst=Tekst("frafalle høringen", "fråfalle høyringa", "drop the hearing"),
        fra=(
            Hoeringstilstand.SENDT,
            Hoeringstilstand.VENTER_SAMTYKKE,
        ),
        til=Hoeringstilstand.FRAFALT,
        roller=(Rolle.SAKSBEHANDLER,),
        vakter=(
            vh.hoeringen_er_aktuell,
            v.er_begrunnet,
        ),
        hjemmel=(Hjemmel("pbl", "21-5"),),
    ),
)
