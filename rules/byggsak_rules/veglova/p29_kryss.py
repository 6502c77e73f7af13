"""Byggegrense i vegkryss – veglova § 29.

Der offentlige veier møtes i samme plan, går byggegrensen i rett linje mellom punkter på midtlinjene
60 meter fra krysset når en av veiene er riks- eller fylkesveg, ellers 40 meter. Ingen del av
byggverket skal gå over den linjen inn mot krysset.

Bygger på vegnettet i kartet: et kryss er der tre eller flere armer av offentlige kjøreveier møtes.
Bruer og tunneler krysser ikke. Er en av armene kortere i kartet enn loven måler, tegnes den rett
fram; når byggverket da er over linjen, er svaret uavklart. Gang- og sykkelveier regnes ikke som
kryss her: det er byggsaks valg.

Unntakene er som for avstanden langs veien (veglova-29-avstand): byggegrense i plan, og tillatelse
fra vegmyndigheten etter § 30. Frisiktsoner i planen er en annen sak. Tallene er lest i faglig
sammendrag.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from byggsak.domain.omgivelser import Vegkryss
from byggsak.rule import (
    Alvorlighet,
    Anker,
    Eksempler,
    Hjemmel,
    Maal,
    Regel,
    Tekst,
    Utfall,
    Virkning,
    Vurdering,
    hoeyst,
    ikke_aktuell,
    uavklart,
)
from byggsak_rules.temakart import ikke_i_naerheten
from byggsak_rules.veglova.p29_avstand import PLANEN, VEDTAK_VEDLAGT


@dataclass(frozen=True)
class Krav:
    tillatt_overskridelse: Decimal  # m
    toleranse_lengde: Decimal  # m


def vurder(bygg: Vegkryss, krav: Krav) -> Vurdering:
    if not bygg.naer:
        return ikke_i_naerheten(bygg)
    if bygg.planen_har_byggegrense:
        return ikke_aktuell(PLANEN)
    svar = hoeyst(bygg.inntrengning, krav.tillatt_overskridelse, krav.toleranse_lengde)
    if svar.utfall is Utfall.BRUTT and bygg.tillatelse_vedlagt:
        return uavklart(VEDTAK_VEDLAGT)
    return svar


def _bygg(
    meter: str, *, usikkerhet: str = "0", byggegrense: bool = False, tillatelse: bool = False
) -> Vegkryss:
    return Vegkryss(
        naer=True,
        inntrengning=Maal.of(meter, usikkerhet),
        planen_har_byggegrense=byggegrense,
        tillatelse_vedlagt=tillatelse,
    )


REGEL = Regel(
    id="veglova-29-kryss",
    tittel=Tekst(
        nb="Byggegrense i vegkryss", nn="Byggjegrense i vegkryss", en="Building line at a crossing"
    ),
    hjemmel=Hjemmel("veglova", "29"),
    gjelder=Vegkryss,
    leser=(
        "naer",
        "soekt_i",
        "soekt_dato",
        "soekt_innen",
        "planen_har_byggegrense",
        "tillatelse_vedlagt",
        "inntrengning",
    ),
    anker=Anker.VEDTAK,
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.DISPENSASJON,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Byggverket ({navn}) går {maalt} m over byggegrensen i krysset mellom offentlige veier.",
        nn="Byggverket ({navn}) går {maalt} m over byggjegrensa i krysset mellom offentlege vegar.",
        en="The structure ({navn}) crosses the building line at the crossing of public roads by "
        "{maalt} m.",
    ),
    raad=Tekst(
        nb="Flytt byggverket bort fra krysset, vis til byggegrensen i planen, eller legg ved "
        "tillatelse fra vegmyndigheten (veglova § 30).",
        nn="Flytt byggverket bort frå krysset, vis til byggjegrensa i planen, eller legg ved løyve "
        "frå vegstyresmakta (veglova § 30).",
        en="Move the structure away from the crossing, cite the building line of the plan, or "
        "attach the road authority's permission (Roads Act § 30).",
    ),
    eksempler=Eksempler(
        oppfylt={
            "ingen kryss i nærheten": Vegkryss(
                naer=False,
                soekt_i="veg_9999",
                soekt_dato=date(2026, 5, 1),
                soekt_innen=Decimal(105),
            ),
            "hjørnet ligger på linjen": _bygg("0"),
            "utenfor hjørnet med god margin": _bygg("-12", usikkerhet="1"),
            "ti millimeter over er akkurat innenfor toleransen": _bygg("0.010"),
        },
        brutt={
            "elleve millimeter over": _bygg("0.011"),
            "huset står i hjørnet mellom veiene": _bygg("14"),
        },
        uavklart={
            "midtlinjene er en meter unøyaktige": _bygg("0.5", usikkerhet="1"),
            "en halv meter utenfor, og midtlinjene er en meter unøyaktige": _bygg(
                "-0.5", usikkerhet="1"
            ),
            "vedtak fra annen myndighet er vedlagt": _bygg("3", tillatelse=True),
            "en arm er for kort i kartet": Vegkryss(
                naer=True, planen_har_byggegrense=False, tillatelse_vedlagt=False
            ),
            "vegnettet er ikke lastet": Vegkryss(),
        },
        ikke_aktuell={
            "planen har byggegrense mot krysset": _bygg("3", byggegrense=True),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
