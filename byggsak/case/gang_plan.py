"""Region: er tiltaket i samsvar med planen, og er dispensasjon søkt?"""

from __future__ import annotations

from typing import Final

from byggsak.case import handling_behandling as b
from byggsak.case import vakter as v
from byggsak.case import vakter_felles as vf
from byggsak.case import vakter_hoering as vh
from byggsak.case.overgang import Overgang
from byggsak.case.regioner import Plantilstand, Region
from byggsak.case.tilstand import Rolle
from byggsak.domain.funn import Hjemmel
from byggsak.domain.tekst import Tekst

PLANENS_GANG: Final[tuple[Overgang, ...]] = (
    Overgang(
        kommando=b.VurderPlan,
        variant="i_samsvar",
        hendelse=b.PlanVurdert,
        region=Region.PLAN,
        tekst=Tekst(
            "fastslå at tiltaket er i samsvar med planen",
            "slå fast at tiltaket er i samsvar med planen",
            "find the project in accordance with the plan",
        ),
        fra=(
            Plantilstand.UVURDERT,
            Plantilstand.INNSTILT,
            Plantilstand.I_SAMSVAR,
            Plantilstand.KREVER_DISP,
            Plantilstand.DISP_SOEKT,
            Plantilstand.DISP_IKKE_SOEKT,
        ),
        til=Plantilstand.I_SAMSVAR,
        roller=(Rolle.SAKSBEHANDLER,),
        vakter=(
            vf.er_til_behandling,
            v.er_begrunnet,
        ),
        hjemmel=(Hjemmel("pbl", "12-4"), Hjemmel("pbl", "21-4", "første ledd")),
    ),
    Overgang(
        kommando=b.VurderPlan,
        variant="krever_dispensasjon",
        hendelse=b.PlanVurdert,
        region=Region.PLAN,
        tekst=Tekst(
            "fastslå at tiltaket krever dispensasjon",
            "slå fast at tiltaket krev dispensasjon",
            "find that the project needs a dispensation",
        ),
        fra=(
            Plantilstand.UVURDERT,
            Plantilstand.INNSTILT,
            Plantilstand.I_SAMSVAR,
        ),
        til=Plantilstand.KREVER_DISP,
        roller=(Rolle.SAKSBEHANDLER,),
        vakter=(
            vf.er_til_behandling,
            v.er_begrunnet,
        ),
        hjemmel=(Hjemmel("pbl", "19-1"), Hjemmel("pbl", "12-4")),
    ),
    Overgang(
        kommando=b.RegistrerDispensasjonssoeknad,
        hendelse=b.DispensasjonSoekt,
        region=Region.PLAN,
        tekst=Tekst("søke dispensasjon", "søkje dispensasjon", "apply for a dispensation"),
        fra=(
            Plantilstand.KREVER_DISP,
            Plantilstand.DISP_IKKE_SOEKT,
        ),
        til=Plantilstand.DISP_SOEKT,
        roller=(
            Rolle.ANSVARLIG_SOEKER,
            Rolle.TILTAKSHAVER,
            Rolle.SAKSBEHANDLER,
        ),
        vakter=(
            vf.er_til_behandling,
            v.er_part,
            v.har_dokument,
        ),
        hjemmel=(Hjemmel("pbl", "19-1"),),
        dokument=Tekst(
            "dispensasjonssøknad", "dispensasjonssøknad", "application for dispensation"
        ),
    ),
    Overgang(
        kommando=b.FastslaaManglendeDispensasjon,
        hendelse=b.DispensasjonMangler,
        region=Region.PLAN,
        tekst=Tekst(
            "fastslå at dispensasjon ikke er søkt",
            "slå fast at dispensasjon ikkje er søkt",
            "find that no dispensation has been applied for",
        ),
        fra=(Plantilstand.KREVER_DISP,),
        til=Plantilstand.DISP_IKKE_SOEKT,
        roller=(Rolle.SAKSBEHANDLER,),
        vakter=(
            vf.er_til_behandling,
            v.er_begrunnet,
        ),
        hjemmel=(Hjemmel("pbl", "21-4", "første ledd"), Hjemmel("pbl", "19-1")),
    ),
    Overgang(
        kommando=b.RegistrerPlanendring,
        hendelse=b.PlanEndret,
        region=Region.PLAN,
        tekst=Tekst(
            "registrere at planen er endret",
            "registrere at planen er endra",
            "record that the plan has changed",
        ),
        fra=(
            Plantilstand.UVURDERT,
            Plantilstand.INNSTILT,
            Plantilstand.I_SAMSVAR,
            Plantilstand.KREVER_DISP,
            Plantilstand.DISP_SOEKT,
            Plantilstand.DISP_IKKE_SOEKT,
        ),
        til=Plantilstand.UVURDERT,
        roller=(Rolle.SAKSBEHANDLER,),
        vakter=(
            vf.er_til_behandling,
            vh.planendringen_har_skjedd,
            v.er_begrunnet,
        ),
        hjemmel=(Hjemmel("pbl", "21-7", "første ledd"),),
    ),
)
