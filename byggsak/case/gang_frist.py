"""Hovedlinjen, om fristen: forlengelse, avtale, forbud, purring, sjekkpunkter, lovens virkning, og
meldingen om at en frist er nær eller ute."""

from __future__ import annotations

from typing import Final

from byggsak.case import handling_frist as fr
from byggsak.case import vakter as v
from byggsak.case import vakter_felles as vf
from byggsak.case import vakter_frist as vfr
from byggsak.case.overgang import Overgang
from byggsak.case.regioner import Region
from byggsak.case.tilstand import Rolle, Tilstand
from byggsak.domain.funn import Hjemmel
from byggsak.domain.tekst import Tekst

FRISTENS_GANG: Final[tuple[Overgang, ...]] = (
    Overgang(
        kommando=fr.ForlengFrist,
        hendelse=fr.FristForlenget,
        region=Region.SOEKNAD,
        tekst=Tekst("forlenge fristen", "forlengje fristen", "prolong the time limit"),
        fra=(
            Tilstand.MOTTATT,
            Tilstand.MANGELFULL,
            Tilstand.UNDER_BEHANDLING,
            Tilstand.KLAR_FOR_VEDTAK,
        ),
        til=None,
        roller=(Rolle.SAKSBEHANDLER,),
        vakter=(
            vfr.typen_kan_forlenges,
            vfr.grunnen_gjelder_typen,
            vfr.ny_frist_er_fram_i_tid,
            vfr.papiret_er_lagt_ved,
            v.er_begrunnet,
        ),
        hjemmel=(Hjemmel("SAK10", "7-3"), Hjemmel("SAK10", "7-4")),
        dokument=Tekst(
            "brev om forlenget frist",
            "brev om forlengd frist",
            "letter on the prolonged time limit",
        ),
    ),
    Overgang(
        kommando=fr.AvtalFrist,
        hendelse=fr.FristAvtalt,
        region=Region.SOEKNAD,
        tekst=Tekst(
            "avtale en lengre frist", "avtale ein lengre frist", "agree on a longer time limit"
        ),
        fra=(
            Tilstand.MOTTATT,
            Tilstand.MANGELFULL,
            Tilstand.UNDER_BEHANDLING,
            Tilstand.KLAR_FOR_VEDTAK,
        ),
        til=None,
        roller=(Rolle.SAKSBEHANDLER,),
        vakter=(
            vfr.ny_frist_er_fram_i_tid,
            vfr.papiret_er_lagt_ved,
        ),
        hjemmel=(Hjemmel("pbl", "21-7", "siste ledd"),),
        dokument=Tekst("avtale om frist", "avtale om frist", "agreement on the time limit"),
    ),
    Overgang(
        kommando=fr.VarsleForbud,
        hendelse=fr.ForbudVarslet,
        region=Region.SOEKNAD,
        tekst=Tekst(
            "varsle midlertidig forbud", "varsle mellombels forbod", "announce a temporary ban"
        ),
        fra=(
            Tilstand.MOTTATT,
            Tilstand.MANGELFULL,
            Tilstand.UNDER_BEHANDLING,
            Tilstand.KLAR_FOR_VEDTAK,
        ),
        til=None,
        roller=(
            Rolle.SAKSBEHANDLER,
            Rolle.GODKJENNER,
            Rolle.UTVALG,
        ),
        vakter=(
            vfr.forbudsvarselet_er_kommet_fram,
            vfr.papiret_er_lagt_ved,
            v.er_begrunnet,
        ),
        hjemmel=(Hjemmel("pbl", "13-1"), Hjemmel("pbl", "21-7", "femte ledd")),
        dokument=Tekst("varsel om forbud", "varsel om forbod", "notice of the ban"),
    ),
    Overgang(
        kommando=fr.Purr,
        hendelse=fr.PurringSendt,
        region=Region.SOEKNAD,
        tekst=Tekst("purre på svar", "purre på svar", "remind the applicant"),
        fra=(Tilstand.MANGELFULL,),
        til=None,
        roller=(Rolle.SAKSBEHANDLER,),
        vakter=(vfr.ny_frist_er_fram_i_tid,),
        hjemmel=(Hjemmel("fvl", "11"), Hjemmel("SAK10", "7-2", "første ledd")),
        dokument=Tekst("purring", "purring", "reminder"),
    ),
    Overgang(
        kommando=fr.BekreftSjekkpunkt,
        hendelse=fr.SjekkpunktBekreftet,
        region=Region.SOEKNAD,
        tekst=Tekst("bekrefte et sjekkpunkt", "stadfeste eit sjekkpunkt", "confirm a checkpoint"),
        fra=(
            Tilstand.MOTTATT,
            Tilstand.MANGELFULL,
            Tilstand.UNDER_BEHANDLING,
        ),
        til=None,
        roller=(Rolle.SAKSBEHANDLER,),
        vakter=(v.er_begrunnet,),
        hjemmel=(
            Hjemmel("SAK10", "8-1"),
            Hjemmel("SAK10", "5-3"),
            Hjemmel("pbl", "21-4", "fjerde ledd"),
        ),
    ),
    Overgang(
        kommando=fr.BekreftLovensVirkning,
        variant="ansett_gitt",
        hendelse=fr.LovensVirkningBekreftet,
        region=Region.SOEKNAD,
        tekst=Tekst(
            "bekrefte at tillatelsen regnes som gitt",
            "stadfeste at løyvet blir rekna som gitt",
            "confirm that the permit is deemed granted",
        ),
        fra=(
            Tilstand.UNDER_BEHANDLING,
            Tilstand.KLAR_FOR_VEDTAK,
        ),
        til=Tilstand.VEDTATT,
        roller=(
            Rolle.SAKSBEHANDLER,
            Rolle.GODKJENNER,
        ),
        vakter=(
            vf.fristtallene_er_lest,
            vfr.soeknaden_er_komplett,
            vfr.virkningen_gjelder_typen,
            vfr.virkningen_er_ikke_bekreftet,
            vfr.vilkaarene_for_ansett_gitt_holder,
            vfr.fristen_er_oversittet,
            v.er_begrunnet,
        ),
        hjemmel=(
            Hjemmel("pbl", "21-7", "andre ledd"),
            Hjemmel("pbl", "21-7", "tredje ledd"),
            Hjemmel("pbl", "21-7", "åttende ledd"),
        ),
        dokument=Tekst("bekreftelse", "stadfesting", "confirmation"),
    ),
    Overgang(
        kommando=fr.BekreftLovensVirkning,
        variant="igangsetting_tillatt",
        hendelse=fr.LovensVirkningBekreftet,
        region=Region.SOEKNAD,
        tekst=Tekst(
            "bekrefte at arbeidet kan settes i gang",
            "stadfeste at arbeidet kan setjast i gang",
            "confirm that work may start",
        ),
        fra=(
            Tilstand.UNDER_BEHANDLING,
            Tilstand.KLAR_FOR_VEDTAK,
        ),
        til=None,
        roller=(
            Rolle.SAKSBEHANDLER,
            Rolle.GODKJENNER,
        ),
        vakter=(
            vf.fristtallene_er_lest,
            vfr.soeknaden_er_komplett,
            vfr.virkningen_gjelder_typen,
            vfr.virkningen_er_ikke_bekreftet,
            vfr.fristen_er_oversittet,
            v.er_begrunnet,
        ),
        hjemmel=(Hjemmel("pbl", "21-7", "sjette ledd"),),
        dokument=Tekst("bekreftelse", "stadfesting", "confirmation"),
    ),
    Overgang(
        kommando=fr.BekreftLovensVirkning,
        variant="bruk_tillatt",
        hendelse=fr.LovensVirkningBekreftet,
        region=Region.SOEKNAD,
        tekst=Tekst(
            "bekrefte at bygget kan tas i bruk",
            "stadfeste at bygget kan takast i bruk",
            "confirm that the building may be used",
        ),
        fra=(
            Tilstand.UNDER_BEHANDLING,
            Tilstand.KLAR_FOR_VEDTAK,
        ),
        til=None,
        roller=(
            Rolle.SAKSBEHANDLER,
            Rolle.GODKJENNER,
        ),
        vakter=(
            vf.fristtallene_er_lest,
            vfr.soeknaden_er_komplett,
            vfr.virkningen_gjelder_typen,
            vfr.virkningen_er_ikke_bekreftet,
            vfr.fristen_er_oversittet,
            v.er_begrunnet,
        ),
        hjemmel=(Hjemmel("pbl", "21-7", "sjuende ledd"),),
        dokument=Tekst("bekreftelse", "stadfesting", "confirmation"),
    ),
    Overgang(
        kommando=fr.MeldFrist,
        hendelse=fr.FristMeldt,
        region=Region.SOEKNAD,
        tekst=Tekst("minne om en frist", "minne om ein frist", "remind of a time limit"),
        fra=tuple(t for t in Tilstand if t not in {Tilstand.NY, Tilstand.AVSLUTTET}),
        til=None,
        roller=(Rolle.SYS,),
        vakter=(vfr.fristdagen_er_kommet,),
        hjemmel=(Hjemmel("fvl", "11 a", "første ledd"),),
    ),
)
