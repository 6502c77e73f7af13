"""Vedtaksfredet kulturminne eller område – kulturminneloven §§ 15, 15 a og 19.

Det som er fredet ved vedtak eller forskrift, og områdene rundt som er fredet sammen med det, må
ikke endres eller bygges på i strid med fredningen. Ligger byggverket i et slikt område i kartet,
trengs dispensasjon fra fredningen (§ 15 a), som kulturminnemyndigheten gir. Er et vedtak fra annen
myndighet lagt ved, er svaret uavklart: et menneske må lese det.

Hva den enkelte fredningen forbyr, står i vedtaket og ikke i kartet. Paragrafene er alminnelig
kunnskap; vernetypene er lest i Riksantikvarens kodeliste.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from byggsak.domain.omgivelser import Kulturminneavstand
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

ANNET_VERN = Tekst(
    nb="kulturminnet er ikke fredet ved vedtak",
    nn="kulturminnet er ikkje freda ved vedtak",
    en="the heritage site is not protected by decision",
)
VEDTAK_VEDLAGT = Tekst(
    nb="et vedtak fra annen myndighet er vedlagt; et menneske må lese om det er dispensasjonen "
    "fra fredningen",
    nn="eit vedtak frå ei anna styresmakt er lagt ved; eit menneske må lese om det er "
    "dispensasjonen frå fredinga",
    en="a decision by another authority is attached; a person must read whether it is the "
    "dispensation from the protection",
)


@dataclass(frozen=True)
class Krav:
    tillatt_i_fredet_omraade: Decimal  # m²


def vurder(bygg: Kulturminneavstand, krav: Krav) -> Vurdering:
    if not bygg.naer:
        return ikke_i_naerheten(bygg)
    if bygg.vern != "vedtak":
        return ikke_aktuell(ANNET_VERN)
    svar = hoeyst(bygg.overlapp, krav.tillatt_i_fredet_omraade)
    if svar.utfall is Utfall.BRUTT and bygg.tillatelse_vedlagt:
        return uavklart(VEDTAK_VEDLAGT)
    return svar


def _bygg(overlapp: str, *, tillatelse: bool = False) -> Kulturminneavstand:
    return Kulturminneavstand(
        naer=True,
        vern="vedtak",
        overlapp=Maal.of(overlapp, enhet="m2"),
        tillatelse_vedlagt=tillatelse,
    )


REGEL = Regel(
    id="kulturminneloven-15-vedtaksfredet",
    tittel=Tekst(
        nb="Vedtaksfredet kulturminne",
        nn="Vedtaksfreda kulturminne",
        en="Heritage protected by decision",
    ),
    hjemmel=Hjemmel("kulturminneloven", "15", "jf. §§ 15 a og 19"),
    gjelder=Kulturminneavstand,
    leser=(
        "naer",
        "soekt_i",
        "soekt_dato",
        "soekt_innen",
        "vern",
        "overlapp",
        "tillatelse_vedlagt",
    ),
    anker=Anker.VEDTAK,
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.DISPENSASJON,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="{maalt} m² av byggverket ({navn}) ligger på et kulturminne eller i et område som er "
        "fredet ved vedtak.",
        nn="{maalt} m² av byggverket ({navn}) ligg på eit kulturminne eller i eit område som er "
        "freda ved vedtak.",
        en="{maalt} m² of the structure ({navn}) lies on a heritage site or in an area protected "
        "by decision.",
    ),
    raad=Tekst(
        nb="Flytt byggverket, eller legg ved dispensasjon fra fredningen (kulturminneloven § 15 "
        "a).",
        nn="Flytt byggverket, eller legg ved dispensasjon frå fredinga (kulturminnelova § 15 a).",
        en="Move the structure, or attach a dispensation from the protection (Cultural Heritage "
        "Act § 15 a).",
    ),
    eksempler=Eksempler(
        oppfylt={
            "utenfor det fredede området": _bygg("0"),
            "ingen kulturminner i nærheten": Kulturminneavstand(
                naer=False,
                soekt_i="kartet",
                soekt_dato=date(2026, 5, 1),
                soekt_innen=Decimal(105),
            ),
        },
        brutt={
            "tilbygget står i den fredede hagen": _bygg("24"),
            "et hjørne ligger innenfor": _bygg("0.3"),
        },
        uavklart={
            "vedtak fra annen myndighet er vedlagt": _bygg("24", tillatelse=True),
            "kartet over kulturminner er ikke lastet": Kulturminneavstand(),
        },
        ikke_aktuell={
            "kulturminnet er automatisk fredet": Kulturminneavstand(naer=True, vern="automatisk"),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
