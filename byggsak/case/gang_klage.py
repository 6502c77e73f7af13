"""Region: klagen. Én for hver klage over vedtaket."""

from __future__ import annotations

from typing import Final

from byggsak.case import handling_klage as kl
from byggsak.case import vakter as v
from byggsak.case import vakter_felles as vf
from byggsak.case import vakter_klage as vk
from byggsak.case.overgang import Overgang
from byggsak.case.regioner import Klagetilstand, Region
from byggsak.case.tilstand import Rolle, Tilstand
from byggsak.domain.funn import Hjemmel
from byggsak.domain.tekst import Tekst

VED_MEDHOLD: Final = (
    vf.er_delegert,
    vk.fire_oeyne_i_klagen,
    v.fire_oeyne,
    vk.klagen_gjelder_vedtaket,
    vf.dispensasjonen_er_delegert,
    v.vedtaket_er_begrunnet,
    v.utvalget_oppgir_moetesak,
    vk.nytt_avslag_har_hjemmel,
    vk.nytt_vedtak_taaler_saken,
    v.er_begrunnet,
)

KLAGENS_GANG: Final[tuple[Overgang, ...]] = (
    Overgang(
        kommando=kl.RegistrerKlage,
        hendelse=kl.KlageMottatt,
        region=Region.KLAGE,
        tekst=Tekst("klage på vedtaket", "klage på vedtaket", "appeal against the decision"),
        fra=(Klagetilstand.INGEN,),
        til=Klagetilstand.MOTTATT,
        roller=(
            Rolle.NABO,
            Rolle.ANSVARLIG_SOEKER,
            Rolle.TILTAKSHAVER,
            Rolle.SAKSBEHANDLER,
            Rolle.ANNEN_MYNDIGHET,
        ),
        vakter=(
            vk.vedtaket_kan_paaklages,
            vk.klagen_er_den_neste,
            vk.klagen_er_dokumentert,
            vk.klager_for_seg_selv,
        ),
        hjemmel=(Hjemmel("pbl", "1-9"), Hjemmel("fvl", "28"), Hjemmel("fvl", "29")),
        dokument=Tekst("klage", "klage", "appeal"),
    ),
    Overgang(
        kommando=kl.TaKlageTilBehandling,
        hendelse=kl.KlageTattTilBehandling,
        region=Region.KLAGE,
        tekst=Tekst("ta klagen til behandling", "ta klagen til handsaming", "take the appeal"),
        fra=(Klagetilstand.MOTTATT,),
        til=Klagetilstand.FORBEREDER,
        roller=(Rolle.SAKSBEHANDLER,),
        vakter=(
            vf.fristtallene_er_lest,
            vk.klagen_gjelder_vedtaket,
            vk.klagen_er_ikke_for_gammel,
            vk.sen_klage_er_begrunnet,
        ),
        hjemmel=(Hjemmel("fvl", "31"), Hjemmel("fvl", "33")),
    ),
    Overgang(
        kommando=kl.AvvisKlage,
        hendelse=kl.KlageAvvist,
        region=Region.KLAGE,
        tekst=Tekst("avvise klagen", "avvise klagen", "dismiss the appeal"),
        fra=(
            Klagetilstand.MOTTATT,
            Klagetilstand.FORBEREDER,
        ),
        til=Klagetilstand.AVVIST,
        roller=(
            Rolle.GODKJENNER,
            Rolle.UTVALG,
        ),
        vakter=(
            vf.er_delegert,
            vk.fire_oeyne_i_klagen,
            v.er_begrunnet,
        ),
        hjemmel=(Hjemmel("fvl", "33", "andre ledd"), Hjemmel("fvl", "31")),
        dokument=Tekst("vedtak om avvisning", "vedtak om avvising", "decision of dismissal"),
        avgjoer=True,
    ),
    Overgang(
        kommando=kl.TaKlageTilFoelge,
        variant="nytt_vedtak",
        hendelse=kl.KlageTattTilFoelge,
        region=Region.KLAGE,
        tekst=Tekst(
            "gi klageren medhold med et nytt vedtak",
            "gi klagaren medhald med eit nytt vedtak",
            "uphold the appeal with a new decision",
        ),
        fra=(Klagetilstand.FORBEREDER,),
        til=Klagetilstand.TATT_TIL_FOELGE,
        ogsaa=Tilstand.VEDTATT,
        roller=(
            Rolle.GODKJENNER,
            Rolle.UTVALG,
        ),
        vakter=VED_MEDHOLD,
        hjemmel=(Hjemmel("fvl", "33", "andre ledd"),),
        dokument=Tekst("vedtak", "vedtak", "decision"),
        avgjoer=True,
    ),
    Overgang(
        kommando=kl.TaKlageTilFoelge,
        variant="delvis",
        hendelse=kl.KlageTattTilFoelge,
        region=Region.KLAGE,
        tekst=Tekst(
            "gi klageren delvis medhold", "gi klagaren delvis medhald", "uphold the appeal in part"
        ),
        fra=(Klagetilstand.FORBEREDER,),
        til=Klagetilstand.DELVIS,
        ogsaa=Tilstand.VEDTATT,
        roller=(
            Rolle.GODKJENNER,
            Rolle.UTVALG,
        ),
        vakter=VED_MEDHOLD,
        hjemmel=(Hjemmel("fvl", "33", "andre ledd"),),
        dokument=Tekst("vedtak", "vedtak", "decision"),
        avgjoer=True,
    ),
    Overgang(
        kommando=kl.TaKlageTilFoelge,
        variant="ny_behandling",
        hendelse=kl.KlageTattTilFoelge,
        region=Region.KLAGE,
        tekst=Tekst(
            "oppheve vedtaket og behandle søknaden på nytt",
            "oppheve vedtaket og handsame søknaden på nytt",
            "set the decision aside and process the application anew",
        ),
        fra=(Klagetilstand.FORBEREDER,),
        til=Klagetilstand.TATT_TIL_FOELGE,
        ogsaa=Tilstand.UNDER_BEHANDLING,
        roller=(
            Rolle.GODKJENNER,
            Rolle.UTVALG,
        ),
        vakter=(
            vf.er_delegert,
            vk.fire_oeyne_i_klagen,
            vk.klagen_gjelder_vedtaket,
            v.er_begrunnet,
        ),
        hjemmel=(Hjemmel("fvl", "33", "andre ledd"),),
        dokument=Tekst("vedtak", "vedtak", "decision"),
        avgjoer=True,
    ),
    Overgang(
        kommando=kl.OversendKlage,
        hendelse=kl.KlageOversendt,
        region=Region.KLAGE,
        tekst=Tekst(
            "oversende klagen til statsforvalteren",
            "sende klagen over til statsforvaltaren",
            "forward the appeal to the county governor",
        ),
        fra=(
            Klagetilstand.FORBEREDER,
            Klagetilstand.DELVIS,
        ),
        til=Klagetilstand.OVERSENDT,
        roller=(
            Rolle.GODKJENNER,
            Rolle.UTVALG,
        ),
        vakter=(
            vf.er_delegert,
            vk.fire_oeyne_i_klagen,
            vk.klagen_gjelder_vedtaket,
            v.er_begrunnet,
        ),
        hjemmel=(Hjemmel("fvl", "33", "fjerde ledd"), Hjemmel("SAK10", "7-1")),
        dokument=Tekst("oversendelsesbrev", "oversendingsbrev", "letter forwarding the appeal"),
    ),
    Overgang(
        kommando=kl.TrekkKlage,
        hendelse=kl.KlageTrukket,
        region=Region.KLAGE,
        tekst=Tekst("trekke klagen", "trekkje klagen", "withdraw the appeal"),
        fra=(
            Klagetilstand.MOTTATT,
            Klagetilstand.FORBEREDER,
            Klagetilstand.DELVIS,
            Klagetilstand.OVERSENDT,
        ),
        til=Klagetilstand.TRUKKET,
        roller=(
            Rolle.NABO,
            Rolle.ANSVARLIG_SOEKER,
            Rolle.TILTAKSHAVER,
            Rolle.SAKSBEHANDLER,
        ),
        vakter=(
            vk.klageren_trekker_selv,
            vk.klagetrekket_er_dokumentert,
        ),
        hjemmel=(Hjemmel("fvl", "30"),),
        dokument=Tekst("brev om trekking", "brev om trekking", "letter of withdrawal"),
    ),
    Overgang(
        kommando=kl.LaKlageFalleBort,
        hendelse=kl.KlageBortfalt,
        region=Region.KLAGE,
        tekst=Tekst("la klagen falle bort", "la klagen falle bort", "let the appeal lapse"),
        fra=(
            Klagetilstand.MOTTATT,
            Klagetilstand.FORBEREDER,
            Klagetilstand.DELVIS,
            Klagetilstand.OVERSENDT,
        ),
        til=Klagetilstand.BORTFALT,
        roller=(Rolle.SAKSBEHANDLER,),
        vakter=(
            vk.vedtaket_er_borte,
            v.er_begrunnet,
        ),
        hjemmel=(Hjemmel("fvl", "33", "andre ledd"),),
        dokument=Tekst("brev til klageren", "brev til klagaren", "letter to the appellant"),
    ),
)
