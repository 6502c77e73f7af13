"""Hovedlinjen i sakens gang: alt som kan skje med en søknad, hvem som kan, og når.

Diagrammet i README, svaret på «hva kan jeg gjøre nå» og selve avgjørelsen bygger på denne
tabellen og tabellene for regionene (`tabell.py`), så de kan aldri være uenige. Hver søknad i
saken går gjennom den samme.
"""

from __future__ import annotations

from typing import Final

from byggsak.case import handling_funn as hf
from byggsak.case import hendelse as h
from byggsak.case import kommando as k
from byggsak.case import vakter as v
from byggsak.case import vakter_felles as vf
from byggsak.case import vakter_frist as vfr
from byggsak.case import vakter_gjennomfoering as vg
from byggsak.case import vakter_samling as vm
from byggsak.case import vakter_slutt as vs
from byggsak.case.overgang import Overgang
from byggsak.case.tilstand import Rolle, Tilstand
from byggsak.case.vakter_etter_type import ETTER_TYPE
from byggsak.domain.funn import Hjemmel
from byggsak.domain.tekst import Tekst

T = Tilstand
SYS, ARK = Rolle.SYS, Rolle.ARKIV
SB, GK, POL = Rolle.SAKSBEHANDLER, Rolle.GODKJENNER, Rolle.UTVALG
SOEKER: Final = (Rolle.ANSVARLIG_SOEKER, Rolle.TILTAKSHAVER)


SOEKNAD = Tekst("søknaden", "søknaden", "the application")
MANGELBREV = Tekst("mangelbrev", "mangelbrev", "letter of deficiencies")
SUPPLERING = Tekst("supplering", "supplering", "supplement")
VEDTAK = Tekst("vedtak", "vedtak", "decision")
UNDERRETNING = Tekst("underretning om vedtak", "underretning om vedtak", "notice of decision")
TREKKBREV = Tekst("brev om trekking", "brev om trekking", "letter of withdrawal")
AVGJOERELSEN: Final = (
    v.fire_oeyne, vf.er_delegert, v.vedtaket_er_begrunnet, v.utvalget_oppgir_moetesak,
    v.alle_funn_er_vurdert,
)  # fmt: skip
"""Før ethvert vedtak. Også et avslag venter på at en saksbehandler har tatt stilling til hvert
funn: en dispensasjon som søkes etter innstillingen, må vurderes før den kan avslås (fvl § 17)."""
VED_VEDTAK: Final = (
    *AVGJOERELSEN, v.dispensasjonene_er_gitt,
    v.dispensasjonene_er_begrunnet, vf.dispensasjonen_er_delegert, *vm.SAMLING, *ETTER_TYPE,
)  # fmt: skip

SAKENS_GANG: Final[tuple[Overgang, ...]] = (
    Overgang(
        kommando=k.Motta,
        hendelse=h.SoeknadMottatt,
        tekst=Tekst("motta søknaden", "ta imot søknaden", "receive the application"),
        fra=(T.NY,),
        til=T.MOTTATT,
        roller=(SYS, SB),
        vakter=(v.er_neste_soeknad, v.har_dokument, vf.saken_er_aapen),
        hjemmel=(Hjemmel("pbl", "21-2"), Hjemmel("fvl", "11 a")),
        dokument=SOEKNAD,
    ),
    *(
        Overgang(
            kommando=k.Suppler,
            hendelse=h.SoeknadSupplert,
            tekst=Tekst("supplere søknaden", "supplere søknaden", "supplement the application"),
            fra=fra,
            til=til,
            roller=(*SOEKER, SB),
            vakter=(v.er_part, v.har_dokument),
            hjemmel=(Hjemmel("SAK10", "7-2", "første ledd"),),
            dokument=SUPPLERING,
        )
        for fra, til in (
            ((T.MOTTATT, T.MANGELFULL), T.MOTTATT),
            ((T.UNDER_BEHANDLING, T.KLAR_FOR_VEDTAK), T.UNDER_BEHANDLING),
        )
    ),
    Overgang(
        kommando=hf.KontrollerIgjen,
        hendelse=hf.SoeknadKontrollert,
        tekst=Tekst(
            "kontrollere søknaden på nytt",
            "kontrollere søknaden på nytt",
            "check the application again",
        ),
        fra=(T.MOTTATT, T.MANGELFULL, T.UNDER_BEHANDLING),
        til=None,
        roller=(SB,),
        vakter=(v.er_begrunnet,),
        hjemmel=(Hjemmel("fvl", "17", "første ledd"),),
    ),
    Overgang(
        kommando=k.BekreftKomplett,
        hendelse=h.KomplettBekreftet,
        tekst=Tekst(
            "bekrefte at søknaden er fullstendig",
            "stadfeste at søknaden er fullstendig",
            "confirm that the application is complete",
        ),
        fra=(T.MOTTATT,),
        til=T.UNDER_BEHANDLING,
        roller=(SB,),
        vakter=(v.komplett_dato_er_mulig,),
        hjemmel=(Hjemmel("pbl", "21-4", "første ledd"), Hjemmel("pbl", "21-7")),
    ),
    Overgang(
        kommando=k.MeldMangel,
        hendelse=h.MangelMeldt,
        tekst=Tekst("sende mangelbrev", "sende mangelbrev", "send a letter of deficiencies"),
        fra=(T.MOTTATT, T.UNDER_BEHANDLING),
        til=T.MANGELFULL,
        roller=(SB,),
        vakter=(v.har_mangler, v.manglene_er_bekreftet, v.svarfristen_er_fram_i_tid),
        hjemmel=(Hjemmel("SAK10", "7-2", "første ledd"), Hjemmel("fvl", "11")),
        dokument=MANGELBREV,
    ),
    Overgang(
        kommando=k.Gjenoppta,
        hendelse=h.BehandlingGjenopptatt,
        tekst=Tekst(
            "behandle søknaden slik den er",
            "handsame søknaden slik han er",
            "process the application as it stands",
        ),
        fra=(T.MANGELFULL,),
        til=T.UNDER_BEHANDLING,
        roller=(SB,),
        vakter=(v.svarfristen_er_ute, v.er_begrunnet),
        hjemmel=(Hjemmel("fvl", "17", "første ledd"),),
    ),
    Overgang(
        kommando=k.GjoerKlar,
        hendelse=h.KlarForVedtak,
        tekst=Tekst("innstille til vedtak", "innstille til vedtak", "recommend a decision"),
        fra=(T.UNDER_BEHANDLING,),
        til=T.KLAR_FOR_VEDTAK,
        roller=(SB,),
        vakter=(v.alle_funn_er_vurdert,),
        hjemmel=(Hjemmel("pbl", "21-4", "første ledd"),),
    ),
    Overgang(
        kommando=k.SendTilbake,
        hendelse=h.SendtTilbake,
        tekst=Tekst(
            "sende saken tilbake til saksbehandleren",
            "sende saka tilbake til saksbehandlaren",
            "send the case back to the case worker",
        ),
        fra=(T.KLAR_FOR_VEDTAK,),
        til=T.UNDER_BEHANDLING,
        roller=(SB, GK, POL),
        vakter=(v.er_begrunnet,),
        hjemmel=(Hjemmel("pbl", "21-4", "første ledd"), Hjemmel("fvl", "17", "første ledd")),
    ),
    Overgang(
        kommando=k.FattVedtak,
        variant="tillatelse",
        hendelse=h.VedtakFattet,
        tekst=Tekst("gi tillatelse", "gi løyve", "grant the permit"),
        fra=(T.KLAR_FOR_VEDTAK,),
        til=T.VEDTATT,
        roller=(GK, POL),
        vakter=(
            *VED_VEDTAK,
            v.ingen_mangel_staar,
            v.tillatelsen_avslaar_ikke,
            vm.dispensasjonen_fra_planen_er_gitt,
        ),
        hjemmel=(Hjemmel("pbl", "21-4", "første ledd"), Hjemmel("fvl", "23")),
        dokument=VEDTAK,
        avgjoer=True,
    ),
    Overgang(
        kommando=k.FattVedtak,
        variant="delvis",
        hendelse=h.VedtakFattet,
        tekst=Tekst("gi delvis tillatelse", "gi delvis løyve", "grant a partial permit"),
        fra=(T.KLAR_FOR_VEDTAK,),
        til=T.VEDTATT,
        roller=(GK, POL),
        vakter=(*VED_VEDTAK, v.avslaget_har_hjemmel, v.avslaatt_del_dekker_manglene),
        hjemmel=(Hjemmel("pbl", "21-4", "første ledd"), Hjemmel("fvl", "23")),
        dokument=VEDTAK,
        avgjoer=True,
    ),
    Overgang(
        kommando=k.FattVedtak,
        variant="avslag",
        hendelse=h.VedtakFattet,
        tekst=Tekst("avslå søknaden", "avslå søknaden", "refuse the application"),
        fra=(T.KLAR_FOR_VEDTAK,),
        til=T.VEDTATT,
        roller=(GK, POL),
        vakter=(*AVGJOERELSEN, v.avslaget_har_hjemmel, vfr.forbudet_er_varslet),
        hjemmel=(Hjemmel("pbl", "21-4", "første ledd"), Hjemmel("fvl", "23")),
        dokument=VEDTAK,
        avgjoer=True,
    ),
    Overgang(
        kommando=k.Ekspeder,
        hendelse=h.VedtakEkspedert,
        tekst=Tekst("ekspedere vedtaket", "ekspedere vedtaket", "send the decision"),
        fra=(T.VEDTATT, T.AVVIST),
        til=None,
        roller=(SB, GK),
        vakter=(vs.ikke_ekspedert, vs.sendt_dato_er_mulig),
        hjemmel=(Hjemmel("fvl", "27"), Hjemmel("SAK10", "7-2", "tredje ledd")),
        dokument=UNDERRETNING,
    ),
    Overgang(
        kommando=k.Trekk,
        hendelse=h.SoeknadTrukket,
        tekst=Tekst("trekke søknaden", "trekkje søknaden", "withdraw the application"),
        fra=(T.MOTTATT, T.MANGELFULL, T.UNDER_BEHANDLING, T.KLAR_FOR_VEDTAK),
        til=T.TRUKKET,
        roller=(*SOEKER, SB),
        vakter=(v.er_part, vs.kravet_er_dokumentert),
        dokument=TREKKBREV,
    ),
    Overgang(
        kommando=k.InnstillAvvisning,
        hendelse=h.AvvisningInnstilt,
        tekst=Tekst("innstille på avvisning", "innstille på avvising", "recommend dismissal"),
        fra=(T.MOTTATT, T.MANGELFULL, T.UNDER_BEHANDLING),
        til=None,
        roller=(SB,),
        vakter=(v.er_begrunnet,),
        hjemmel=(Hjemmel("pbl", "21-6"),),
    ),
    Overgang(
        kommando=k.Avvis,
        hendelse=h.SoeknadAvvist,
        tekst=Tekst("avvise søknaden", "avvise søknaden", "dismiss the application"),
        fra=(T.MOTTATT, T.MANGELFULL, T.UNDER_BEHANDLING),
        til=T.AVVIST,
        roller=(GK,),
        vakter=(vs.avvisning_er_innstilt, v.fire_oeyne, vf.er_delegert, v.er_begrunnet),
        hjemmel=(Hjemmel("pbl", "21-6"), Hjemmel("fvl", "28")),
        dokument=VEDTAK,
        avgjoer=True,
    ),
    Overgang(
        kommando=k.MeldArkivfeil,
        hendelse=h.ArkivetNektet,
        tekst=Tekst("melde feil fra arkivet", "melde feil frå arkivet", "report a refusal"),
        fra=tuple(t for t in T if t is not T.NY),
        til=None,
        roller=(ARK,),
    ),
    Overgang(
        kommando=k.MarkerArkivert,
        hendelse=h.SakArkivert,
        tekst=Tekst("markere som arkivert", "merkje som arkivert", "mark as archived"),
        fra=(T.VEDTATT, T.TRUKKET, T.AVVIST),
        til=T.ARKIVERT,
        roller=(ARK,),
        vakter=(vs.vedtaket_er_ekspedert, vs.arkivet_har_kvittert),
    ),
    Overgang(
        kommando=k.Avslutt,
        hendelse=h.SakAvsluttet,
        tekst=Tekst("avslutte saken", "avslutte saka", "close the case"),
        fra=(T.ARKIVERT,),
        til=T.AVSLUTTET,
        roller=(SB, ARK),
        vakter=(
            vg.alle_soeknader_er_ferdige,
            vg.ingen_klage_er_aapen,
            vg.ferdigattesten_er_gitt,
            vs.arkivet_har_kvittert,
            vs.klagefristen_er_ute,
        ),
    ),
)
