"""Region: livet til hvert funn, fra en regel finner det til det er løst.

Her står det et menneske eller søkeren gjør med ett funn. Det som skjer med funnene når noe annet
skjer i saken, står i `funnets_foelger.py`. Ingenting i de to tabellene fjerner et funn.
"""

from __future__ import annotations

from typing import Final

from byggsak.case import handling_funn as hf
from byggsak.case import hendelse as h
from byggsak.case import kommando as k
from byggsak.case import vakter as v
from byggsak.case import vakter_felles as vf
from byggsak.case import vakter_funn as vn
from byggsak.case.funnets_foelger import STAAR
from byggsak.case.overgang import Overgang
from byggsak.case.regioner import Funntilstand, Region
from byggsak.case.tilstand import Rolle
from byggsak.domain.funn import Hjemmel
from byggsak.domain.tekst import Tekst
from byggsak.domain.vedtak import Funnvurdering

F = Funntilstand
SOEKER: Final = (Rolle.ANSVARLIG_SOEKER, Rolle.TILTAKSHAVER)
SB: Final = Rolle.SAKSBEHANDLER

FUNNENES_GANG: Final[tuple[Overgang, ...]] = (
    Overgang(
        kommando=k.VurderFunn,
        variant=Funnvurdering.BEKREFTET.value,
        hendelse=h.FunnVurdert,
        region=Region.FUNN,
        tekst=Tekst("bekrefte funnet", "stadfeste funnet", "confirm the finding"),
        fra=STAAR,
        til=F.BEKREFTET,
        roller=(SB,),
        vakter=(vn.funn_vurderes_naa,),
        hjemmel=(Hjemmel("pbl", "21-4", "første ledd"),),
    ),
    Overgang(
        kommando=k.VurderFunn,
        variant=Funnvurdering.AVKREFTET.value,
        hendelse=h.FunnVurdert,
        region=Region.FUNN,
        tekst=Tekst("avkrefte funnet", "avkrefte funnet", "dismiss the finding"),
        fra=STAAR,
        til=F.AVKREFTET,
        roller=(SB,),
        vakter=(vn.funn_vurderes_naa, vn.vurderingen_er_begrunnet),
        hjemmel=(Hjemmel("pbl", "21-4", "første ledd"),),
    ),
    Overgang(
        kommando=k.VurderFunn,
        variant=Funnvurdering.DISPENSASJON.value,
        hendelse=h.FunnVurdert,
        region=Region.FUNN,
        tekst=Tekst(
            "innstille på dispensasjon", "innstille på dispensasjon", "recommend a dispensation"
        ),
        fra=STAAR,
        til=F.DISP_INNSTILT,
        roller=(SB,),
        vakter=(vn.funn_vurderes_naa, vn.vurderingen_er_begrunnet, vn.dispensasjonen_er_soekt),
        hjemmel=(Hjemmel("pbl", "19-1"), Hjemmel("pbl", "19-2")),
    ),
    Overgang(
        kommando=hf.SoekDispensasjonForFunn,
        hendelse=hf.FunndispensasjonSoekt,
        region=Region.FUNN,
        tekst=Tekst(
            "søke dispensasjon fra det funnet gjelder",
            "søkje dispensasjon frå det funnet gjeld",
            "apply for a dispensation from what the finding is about",
        ),
        fra=(F.AAPEN, F.GJENOPPSTAATT, F.BEKREFTET),
        til=F.DISP_SOEKT,
        roller=(*SOEKER, SB),
        vakter=(vf.er_til_behandling, v.er_part, v.har_dokument),
        hjemmel=(Hjemmel("pbl", "19-1"),),
        dokument=Tekst(
            "dispensasjonssøknad", "dispensasjonssøknad", "application for dispensation"
        ),
    ),
    Overgang(
        kommando=hf.RegistrerFunn,
        hendelse=hf.FunnRegistrert,
        region=Region.FUNN,
        tekst=Tekst(
            "registrere en mangel ingen regel fant",
            "registrere ein mangel ingen regel fann",
            "record a deficiency that no rule found",
        ),
        fra=(F.INGEN,),
        til=F.BEKREFTET,
        roller=(SB,),
        vakter=(vn.funn_vurderes_naa, vn.eget_funn_er_fullstendig),
        hjemmel=(Hjemmel("fvl", "17", "første ledd"),),
    ),
    Overgang(
        kommando=hf.LukkFunn,
        hendelse=hf.FunnLukket,
        region=Region.FUNN,
        tekst=Tekst(
            "lukke et funn ingen regel prøver",
            "lukke eit funn ingen regel prøver",
            "close a finding that no rule tries",
        ),
        fra=STAAR,
        til=F.LUKKET,
        roller=(SB,),
        vakter=(vn.funn_vurderes_naa, vn.regelen_er_borte, v.er_begrunnet),
        hjemmel=(Hjemmel("fvl", "17", "første ledd"),),
    ),
)
