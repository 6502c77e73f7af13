"""Avstand til jernbanespor – jernbaneloven § 10 første ledd.

Nærmere enn 30 meter fra midtlinjen i nærmeste spor er det forbudt å bygge uten etter avtale med
eieren av kjøreveien. Målt er vannrett fra byggverket med utstikkende deler, med kartets
nøyaktighet.

Unntaket i loven er avtalen: er et vedtak fra annen myndighet lagt ved, er svaret uavklart, for et
menneske må lese om det er eierens samtykke. At planen setter en annen grense, fritar ikke for å ha
avtalen. Det er ikke dispensasjon etter plan- og bygningsloven.

Et spor kartet sier er nedlagt, planlagt eller noe annet enn i bruk, gjør svaret uavklart. Regelen
skiller ikke mellom jernbane, sporvei og tunnelbane. Tallet er lest i faglig sammendrag; kodene for
sporets status er alminnelig kunnskap.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from byggsak.domain.omgivelser import Sporavstand
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
    minst,
    uavklart,
)
from byggsak_rules.temakart import ikke_i_naerheten

VEDTAK_VEDLAGT = Tekst(
    nb="et vedtak fra annen myndighet er vedlagt; et menneske må lese om det er avtalen med "
    "eieren av kjøreveien",
    nn="eit vedtak frå ei anna styresmakt er lagt ved; eit menneske må lese om det er avtala med "
    "eigaren av køyrevegen",
    en="a decision by another authority is attached; a person must read whether it is the "
    "agreement with the owner of the track",
)


@dataclass(frozen=True)
class Krav:
    minste_avstand: Decimal  # m
    toleranse_lengde: Decimal  # m


def vurder(bygg: Sporavstand, krav: Krav) -> Vurdering:
    if not bygg.naer:
        return ikke_i_naerheten(bygg)
    svar = minst(bygg.avstand, krav.minste_avstand, krav.toleranse_lengde)
    if svar.utfall is not Utfall.BRUTT:
        return svar
    if bygg.i_drift and bygg.tillatelse_vedlagt:
        return uavklart(VEDTAK_VEDLAGT)
    return svar


def _bygg(meter: str, *, usikkerhet: str = "0", tillatelse: bool = False) -> Sporavstand:
    return Sporavstand(
        naer=True,
        avstand=Maal.of(meter, usikkerhet),
        i_drift=True,
        tillatelse_vedlagt=tillatelse,
    )


REGEL = Regel(
    id="jernbaneloven-10-avstand",
    tittel=Tekst(
        nb="Avstand til jernbane",
        nn="Avstand til jernbane",
        en="Distance to railway",
    ),
    hjemmel=Hjemmel("jernbaneloven", "10", "første ledd"),
    gjelder=Sporavstand,
    leser=(
        "naer",
        "avstand",
        "soekt_i",
        "soekt_dato",
        "soekt_innen",
        "i_drift",
        "tillatelse_vedlagt",
    ),
    anker=Anker.VEDTAK,
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.DISPENSASJON,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Byggverket ({navn}) står {maalt} m fra midten av nærmeste spor; nærmere enn {krav} m "
        "kreves avtale med eieren av kjøreveien.",
        nn="Byggverket ({navn}) står {maalt} m frå midten av nærmaste spor; nærare enn {krav} m "
        "krevst avtale med eigaren av køyrevegen.",
        en="The structure ({navn}) stands {maalt} m from the middle of the nearest track; nearer "
        "than {krav} m an agreement with the owner of the track is required.",
    ),
    raad=Tekst(
        nb="Flytt byggverket, eller legg ved avtalen med eieren av kjøreveien.",
        nn="Flytt byggverket, eller legg ved avtala med eigaren av køyrevegen.",
        en="Move the structure, or attach the agreement with the owner of the track.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "tretti meter er nok": _bygg("30"),
            "ti millimeter for lite er akkurat innenfor toleransen": _bygg("29.990"),
            "ingen bane i nærheten": Sporavstand(
                naer=False,
                soekt_i="kartet",
                soekt_dato=date(2026, 5, 1),
                soekt_innen=Decimal(105),
            ),
        },
        brutt={
            "elleve millimeter for nær": _bygg("29.989"),
            "garasjen står tolv meter fra sporet": _bygg("12"),
        },
        uavklart={
            "midtlinjen er en meter unøyaktig": _bygg("29.5", usikkerhet="1"),
            "vedtak fra annen myndighet er vedlagt": _bygg("12", tillatelse=True),
            "sporet er nedlagt i kartet": Sporavstand(naer=True, avstand=Maal.of("12")),
            "kartet over jernbanen er ikke lastet": Sporavstand(),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
