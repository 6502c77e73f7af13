"""Regioner: gyldigheten til tillatelsen, utsatt iverksetting, og omgjøring uten klage."""

from __future__ import annotations

from typing import Final

from byggsak.case import handling_gjennomfoering as gj
from byggsak.case import handling_klage as kl
from byggsak.case import vakter as v
from byggsak.case import vakter_felles as vf
from byggsak.case import vakter_gjennomfoering as vg
from byggsak.case import vakter_klage as vk
from byggsak.case.overgang import Overgang
from byggsak.case.regioner import Gyldighet, Iverksetting, Region
from byggsak.case.tilstand import Rolle, Tilstand
from byggsak.domain.funn import Hjemmel
from byggsak.domain.tekst import Tekst

GYLDIGHETENS_GANG: Final[tuple[Overgang, ...]] = (
    Overgang(
        kommando=kl.GiUtsattIverksetting,
        hendelse=kl.IverksettingUtsatt,
        region=Region.IVERKSETTING,
        tekst=Tekst("utsette iverksettingen", "utsetje iverksetjinga", "suspend enforcement"),
        fra=(Iverksetting.IKKE_UTSATT,),
        til=Iverksetting.UTSATT,
        roller=(
            Rolle.GODKJENNER,
            Rolle.UTVALG,
            Rolle.STATSFORVALTER,
        ),
        vakter=(
            vk.tillatelsen_er_paaklaget,
            v.er_begrunnet,
        ),
        hjemmel=(Hjemmel("fvl", "42"),),
        dokument=Tekst(
            "vedtak om utsatt iverksetting",
            "vedtak om utsett iverksetjing",
            "decision to suspend enforcement",
        ),
    ),
    Overgang(
        kommando=kl.OpphevUtsattIverksetting,
        hendelse=kl.UtsattIverksettingOpphevet,
        region=Region.IVERKSETTING,
        tekst=Tekst(
            "oppheve utsatt iverksetting", "oppheve utsett iverksetjing", "lift the suspension"
        ),
        fra=(Iverksetting.UTSATT,),
        til=Iverksetting.IKKE_UTSATT,
        roller=(
            Rolle.GODKJENNER,
            Rolle.UTVALG,
            Rolle.STATSFORVALTER,
        ),
        vakter=(v.er_begrunnet,),
        hjemmel=(Hjemmel("fvl", "42"),),
        dokument=Tekst("brev om iverksetting", "brev om iverksetjing", "letter on enforcement"),
    ),
    Overgang(
        kommando=gj.MeldStans,
        hendelse=gj.ArbeidStanset,
        region=Region.GYLDIGHET,
        tekst=Tekst(
            "melde at arbeidet har stanset",
            "melde at arbeidet har stansa",
            "report that work has stopped",
        ),
        fra=(Gyldighet.IGANGSATT,),
        til=Gyldighet.STANSET,
        roller=(
            Rolle.ANSVARLIG_SOEKER,
            Rolle.TILTAKSHAVER,
            Rolle.SAKSBEHANDLER,
        ),
        vakter=(
            vf.saken_er_aapen,
            v.er_part,
            vg.dagen_er_mulig,
        ),
        hjemmel=(Hjemmel("pbl", "21-9", "første ledd"),),
    ),
    Overgang(
        kommando=gj.MeldGjenopptak,
        hendelse=gj.ArbeidGjenopptatt,
        region=Region.GYLDIGHET,
        tekst=Tekst(
            "melde at arbeidet går igjen",
            "melde at arbeidet går igjen",
            "report that work has resumed",
        ),
        fra=(Gyldighet.STANSET,),
        til=Gyldighet.IGANGSATT,
        roller=(
            Rolle.ANSVARLIG_SOEKER,
            Rolle.TILTAKSHAVER,
            Rolle.SAKSBEHANDLER,
        ),
        vakter=(
            vf.saken_er_aapen,
            v.er_part,
            vg.dagen_er_mulig,
        ),
        hjemmel=(Hjemmel("pbl", "21-9", "første ledd"),),
    ),
    Overgang(
        kommando=gj.BekreftBortfall,
        hendelse=gj.TillatelseBortfalt,
        region=Region.GYLDIGHET,
        tekst=Tekst(
            "bekrefte at tillatelsen er falt bort",
            "stadfeste at løyvet er falle bort",
            "confirm that the permit has lapsed",
        ),
        fra=(
            Gyldighet.GYLDIG,
            Gyldighet.STANSET,
        ),
        til=Gyldighet.BORTFALT,
        roller=(
            Rolle.SAKSBEHANDLER,
            Rolle.GODKJENNER,
        ),
        vakter=(
            vf.saken_er_aapen,
            vf.fristtallene_er_lest,
            vg.bortfallsfristen_er_ute,
            v.er_begrunnet,
        ),
        hjemmel=(Hjemmel("pbl", "21-9", "første ledd"),),
        dokument=Tekst("brev om bortfall", "brev om bortfall", "letter on the lapse"),
    ),
    Overgang(
        kommando=gj.RegistrerTiltakssoeknad,
        hendelse=gj.DispensasjonBenyttet,
        region=Region.GYLDIGHET,
        tekst=Tekst(
            "registrere søknad om tiltaket",
            "registrere søknad om tiltaket",
            "record the application for the project",
        ),
        fra=(Gyldighet.GYLDIG,),
        til=Gyldighet.BENYTTET,
        roller=(Rolle.SAKSBEHANDLER,),
        vakter=(
            vf.saken_er_aapen,
            vg.er_dispensasjon_alene,
            vg.tiltakssoeknaden_er_sendt,
        ),
        hjemmel=(Hjemmel("pbl", "21-9", "første ledd"),),
    ),
    Overgang(
        kommando=gj.OmgjoerVedtak,
        hendelse=gj.VedtakOmgjort,
        region=Region.SOEKNAD,
        tekst=Tekst(
            "omgjøre vedtaket uten klage",
            "gjere om vedtaket utan klage",
            "reverse the decision without an appeal",
        ),
        fra=(
            Tilstand.VEDTATT,
            Tilstand.ARKIVERT,
        ),
        til=Tilstand.VEDTATT,
        roller=(
            Rolle.GODKJENNER,
            Rolle.UTVALG,
        ),
        vakter=(
            vf.er_delegert,
            v.fire_oeyne,
            vk.klageinstansen_har_ikke_avgjort,
            vg.det_finnes_et_vedtak,
            vf.dispensasjonen_er_delegert,
            v.vedtaket_er_begrunnet,
            v.utvalget_oppgir_moetesak,
            vk.nytt_avslag_har_hjemmel,
            vk.nytt_vedtak_taaler_saken,
            v.er_begrunnet,
        ),
        hjemmel=(Hjemmel("fvl", "35"),),
        dokument=Tekst("vedtak", "vedtak", "decision"),
        avgjoer=True,
    ),
)
