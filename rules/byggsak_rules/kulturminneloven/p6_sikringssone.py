"""Automatisk fredet kulturminne og sikringssonen – kulturminneloven §§ 3, 4 og 6.

Automatisk fredede kulturminner (§ 4) må ikke bygges ned eller skjemmes (§ 3), og rundt dem ligger
en sikringssone: den som er fastsatt og tegnet i kartet, ellers fem meter regnet fra kulturminnets
synlige ytterkant (§ 6). Regelen måler fem meter til det kartet sier er automatisk fredet, og ser
om byggverket ligger i en sone som er tegnet.

Unntaket er tillatelsen etter § 8 til å gripe inn, som kulturminnemyndigheten (fylkeskommunen eller
Sametinget) gir. Er et vedtak fra annen myndighet lagt ved, er svaret uavklart: et menneske må lese
det. Det er ikke dispensasjon etter plan- og bygningsloven.

Har kulturminnet uavklart eller ukjent vernestatus, er svaret uavklart når byggverket ligger
nærmere enn fem meter. Vedtaksfredning er en annen regel (§ 15). Kartet viser bare det som er
funnet og registrert; undersøkelsesplikten (§ 9) og plikten til å stanse ved funn avgjør regelen
ikke. Listen over vernetyper er lest i Riksantikvarens kodeliste, tallet i faglig sammendrag.
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
    minst,
    uavklart,
)
from byggsak_rules.temakart import ikke_i_naerheten

ANNET_VERN = Tekst(
    nb="kulturminnet er ikke automatisk fredet",
    nn="kulturminnet er ikkje automatisk freda",
    en="the heritage site is not automatically protected",
)
UAVKLART_VERN = Tekst(
    nb="vernestatusen til kulturminnet er uavklart eller ukjent; kulturminnemyndigheten må spørres",
    nn="vernestatusen til kulturminnet er uavklara eller ukjend; kulturminnestyresmakta må "
    "spørjast",
    en="the protection of the heritage site is undecided or unknown; the heritage authority must "
    "be asked",
)
VEDTAK_VEDLAGT = Tekst(
    nb="et vedtak fra annen myndighet er vedlagt; et menneske må lese om det er "
    "kulturminnemyndighetens tillatelse",
    nn="eit vedtak frå ei anna styresmakt er lagt ved; eit menneske må lese om det er løyvet frå "
    "kulturminnestyresmakta",
    en="a decision by another authority is attached; a person must read whether it is the "
    "heritage authority's permission",
)


@dataclass(frozen=True)
class Krav:
    minste_avstand: Decimal  # m
    tillatt_i_sonen: Decimal  # m²
    toleranse_lengde: Decimal  # m


def vurder(bygg: Kulturminneavstand, krav: Krav) -> Vurdering:
    if not bygg.naer:
        return ikke_i_naerheten(bygg)
    if bygg.vern == "sikringssone":
        svar = hoeyst(bygg.overlapp, krav.tillatt_i_sonen)
    elif bygg.vern in ("automatisk", "uavklart"):
        svar = minst(bygg.avstand, krav.minste_avstand, krav.toleranse_lengde)
    else:
        return ikke_aktuell(ANNET_VERN)
    if svar.utfall is not Utfall.BRUTT:
        return svar
    if bygg.vern == "uavklart":
        return uavklart(UAVKLART_VERN)
    if bygg.tillatelse_vedlagt:
        return uavklart(VEDTAK_VEDLAGT)
    return svar


def _bygg(
    meter: str, vern: str = "automatisk", *, usikkerhet: str = "0", tillatelse: bool = False
) -> Kulturminneavstand:
    return Kulturminneavstand(
        naer=True, vern=vern, avstand=Maal.of(meter, usikkerhet), tillatelse_vedlagt=tillatelse
    )


def _sone(overlapp: str) -> Kulturminneavstand:
    return Kulturminneavstand(
        naer=True,
        vern="sikringssone",
        overlapp=Maal.of(overlapp, enhet="m2"),
        tillatelse_vedlagt=False,
    )


REGEL = Regel(
    id="kulturminneloven-6-sikringssone",
    tittel=Tekst(
        nb="Automatisk fredet kulturminne",
        nn="Automatisk freda kulturminne",
        en="Automatically protected heritage",
    ),
    hjemmel=Hjemmel("kulturminneloven", "6", "jf. §§ 3 og 4"),
    gjelder=Kulturminneavstand,
    leser=(
        "naer",
        "avstand",
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
        nb="Byggverket ({navn}) kommer i konflikt med et automatisk fredet kulturminne eller "
        "sikringssonen: målt {maalt} {enhet}, kravet er {krav} {enhet}.",
        nn="Byggverket ({navn}) kjem i konflikt med eit automatisk freda kulturminne eller "
        "sikringssona: målt {maalt} {enhet}, kravet er {krav} {enhet}.",
        en="The structure ({navn}) conflicts with an automatically protected heritage site or its "
        "protection zone: measured {maalt} {enhet}, the requirement is {krav} {enhet}.",
    ),
    raad=Tekst(
        nb="Flytt byggverket bort fra kulturminnet og sonen, eller legg ved tillatelse fra "
        "kulturminnemyndigheten (kulturminneloven § 8).",
        nn="Flytt byggverket bort frå kulturminnet og sona, eller legg ved løyve frå "
        "kulturminnestyresmakta (kulturminnelova § 8).",
        en="Move the structure away from the site and the zone, or attach the heritage "
        "authority's permission (Cultural Heritage Act § 8).",
    ),
    eksempler=Eksempler(
        oppfylt={
            "fem meter fra gravhaugen": _bygg("5"),
            "ti millimeter for lite er akkurat innenfor toleransen": _bygg("4.990"),
            "utenfor sikringssonen": _sone("0"),
            "uavklart vernestatus, men langt unna": _bygg("5", "uavklart"),
            "ingen kulturminner i nærheten": Kulturminneavstand(
                naer=False,
                soekt_i="kartet",
                soekt_dato=date(2026, 5, 1),
                soekt_innen=Decimal(105),
            ),
        },
        brutt={
            "elleve millimeter for nær gravhaugen": _bygg("4.989"),
            "huset står på gravhaugen": _bygg("0"),
            "et hjørne ligger i sikringssonen": _sone("0.3"),
        },
        uavklart={
            "gravhaugen er målt inn med en meters nøyaktighet": _bygg("4.5", usikkerhet="1"),
            "vernestatusen er uavklart": _bygg("2", "uavklart"),
            "vedtak fra annen myndighet er vedlagt": _bygg("2", tillatelse=True),
            "kartet over kulturminner er ikke lastet": Kulturminneavstand(),
        },
        ikke_aktuell={
            "kulturminnet er fredet ved vedtak": _bygg("2", "vedtak"),
            "kulturminnet er registrert, men ikke fredet": _bygg("0", "annet"),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
