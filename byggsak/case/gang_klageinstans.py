"""Klagen hos statsforvalteren: det klageinstansen kan komme til."""

from __future__ import annotations

from typing import Final

from byggsak.case import handling_klage as kl
from byggsak.case import vakter_klage as vk
from byggsak.case.overgang import Overgang
from byggsak.case.regioner import Klagetilstand, Region
from byggsak.case.tilstand import Rolle, Tilstand
from byggsak.domain.funn import Hjemmel
from byggsak.domain.tekst import Tekst

KLAGEINSTANSENS_GANG: Final[tuple[Overgang, ...]] = (
    Overgang(
        kommando=kl.RegistrerKlagevedtak,
        variant="stadfestet",
        hendelse=kl.KlageAvgjort,
        region=Region.KLAGE,
        tekst=Tekst("stadfeste vedtaket", "stadfeste vedtaket", "uphold the decision"),
        fra=(Klagetilstand.OVERSENDT,),
        til=Klagetilstand.STADFESTET,
        roller=(
            Rolle.STATSFORVALTER,
            Rolle.SAKSBEHANDLER,
        ),
        vakter=(vk.klagevedtaket_er_lagt_ved,),
        hjemmel=(Hjemmel("fvl", "34"),),
        dokument=Tekst("vedtak i klagesak", "vedtak i klagesak", "decision in the appeal"),
        avgjoer=True,
    ),
    Overgang(
        kommando=kl.RegistrerKlagevedtak,
        variant="omgjort",
        hendelse=kl.KlageAvgjort,
        region=Region.KLAGE,
        tekst=Tekst(
            "omgjøre vedtaket i klagesaken",
            "gjere om vedtaket i klagesaka",
            "reverse the decision in the appeal",
        ),
        fra=(Klagetilstand.OVERSENDT,),
        til=Klagetilstand.OMGJORT,
        ogsaa=Tilstand.VEDTATT,
        roller=(
            Rolle.STATSFORVALTER,
            Rolle.SAKSBEHANDLER,
        ),
        vakter=(
            vk.klagen_gjelder_vedtaket,
            vk.klagevedtaket_er_lagt_ved,
            vk.omgjoeringen_har_vedtak,
        ),
        hjemmel=(Hjemmel("fvl", "34"),),
        dokument=Tekst("vedtak i klagesak", "vedtak i klagesak", "decision in the appeal"),
        avgjoer=True,
    ),
    Overgang(
        kommando=kl.RegistrerKlagevedtak,
        variant="opphevet",
        hendelse=kl.KlageAvgjort,
        region=Region.KLAGE,
        tekst=Tekst(
            "oppheve vedtaket i klagesaken",
            "oppheve vedtaket i klagesaka",
            "quash the decision in the appeal",
        ),
        fra=(Klagetilstand.OVERSENDT,),
        til=Klagetilstand.OPPHEVET,
        ogsaa=Tilstand.UNDER_BEHANDLING,
        roller=(
            Rolle.STATSFORVALTER,
            Rolle.SAKSBEHANDLER,
        ),
        vakter=(
            vk.klagen_gjelder_vedtaket,
            vk.klagevedtaket_er_lagt_ved,
        ),
        hjemmel=(Hjemmel("fvl", "34"),),
        dokument=Tekst("vedtak i klagesak", "vedtak i klagesak", "decision in the appeal"),
        avgjoer=True,
    ),
    Overgang(
        kommando=kl.RegistrerKlagevedtak,
        variant="avvist",
        hendelse=kl.KlageAvgjort,
        region=Region.KLAGE,
        tekst=Tekst(
            "avvise klagen i klageinstansen",
            "avvise klagen i klageinstansen",
            "dismiss the appeal at the appeal body",
        ),
        fra=(Klagetilstand.OVERSENDT,),
        til=Klagetilstand.AVVIST_AV_SF,
        roller=(
            Rolle.STATSFORVALTER,
            Rolle.SAKSBEHANDLER,
        ),
        vakter=(vk.klagevedtaket_er_lagt_ved,),
        hjemmel=(Hjemmel("fvl", "34"),),
        dokument=Tekst("vedtak i klagesak", "vedtak i klagesak", "decision in the appeal"),
        avgjoer=True,
    ),
)
