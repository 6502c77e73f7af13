"""Byggegrense langs offentlig vei – veglova § 29.

Bestemmer ikke planen noe annet, skal byggverk stå minst 50 meter fra riks- og fylkesveg og minst 15
meter fra kommunal vei og fra gang- og sykkelvei, målt vannrett fra midten av kjørebanen eller
gang- og sykkelveien. Målt er fra byggverket med utstikkende deler til midtlinjen i vegnettet, med
kartets nøyaktighet; hver vegklasse for seg, så en gangvei langs en riksvei er to spørsmål.

Unntakene, i lovens rekkefølge:
- Byggegrense i kommuneplan eller reguleringsplan går foran. Regelen ser om en byggegrense i kartet
  går mellom byggverket og veien; en grense som bare står i bestemmelsene, ser den ikke.
- Vegmyndigheten kan gi tillatelse nærmere (§ 30): staten for riksvei, fylkeskommunen for
  fylkesvei, kommunen for kommunal vei. Det er ikke dispensasjon etter plan- og bygningsloven. Er et
  vedtak fra annen myndighet lagt ved, er svaret uavklart: et menneske må lese om det er dette.

Private veier har ingen slik grense. En vegkategori som er ukjent eller ikke oppgitt i kartet, gjør
svaret uavklart, men det som står nærmere enn femti meter, blir da nevnt. Fortau, stier,
traktorveier og ferger er ikke egne veier her. Tallene er lest i faglig sammendrag; hva som regnes
som gangvei, er alminnelig kunnskap.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from byggsak.domain.omgivelser import Vegavstand
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
    ikke_aktuell,
    minst,
    uavklart,
)
from byggsak_rules.temakart import ikke_i_naerheten

PRIVAT = Tekst(nb="veien er privat", nn="vegen er privat", en="the road is private")
PLANEN = Tekst(
    nb="planen har en byggegrense mot veien",
    nn="planen har ei byggjegrense mot vegen",
    en="the plan has a building line towards the road",
)
VEDTAK_VEDLAGT = Tekst(
    nb="et vedtak fra annen myndighet er vedlagt; et menneske må lese om det er vegmyndighetens "
    "tillatelse",
    nn="eit vedtak frå ei anna styresmakt er lagt ved; eit menneske må lese om det er løyvet frå "
    "vegstyresmakta",
    en="a decision by another authority is attached; a person must read whether it is the road "
    "authority's permission",
)


@dataclass(frozen=True)
class Krav:
    riks_og_fylkesveg: Decimal  # m
    kommunal_veg: Decimal  # m
    gang_og_sykkelveg: Decimal  # m
    toleranse_lengde: Decimal  # m


def vurder(bygg: Vegavstand, krav: Krav) -> Vurdering:
    if not bygg.naer:
        return ikke_i_naerheten(bygg)
    lengst = max(krav.riks_og_fylkesveg, krav.kommunal_veg, krav.gang_og_sykkelveg)
    fjernt = minst(bygg.avstand, lengst, krav.toleranse_lengde)
    if fjernt.utfall is Utfall.OPPFYLT:
        return fjernt  # enough from any road, whatever its class
    match bygg.vegklasse:
        case "riksveg" | "fylkesveg":
            kravet = krav.riks_og_fylkesveg
        case "kommunal":
            kravet = krav.kommunal_veg
        case "gang_sykkel":
            kravet = krav.gang_og_sykkelveg
        case _:
            return ikke_aktuell(PRIVAT)
    svar = minst(bygg.avstand, kravet, krav.toleranse_lengde)
    if svar.utfall is Utfall.OPPFYLT:
        return svar
    if bygg.planen_har_byggegrense:
        return ikke_aktuell(PLANEN)
    if svar.utfall is Utfall.BRUTT and bygg.tillatelse_vedlagt:
        return uavklart(VEDTAK_VEDLAGT)
    return svar


def _bygg(
    meter: str,
    klasse: str,
    *,
    usikkerhet: str = "0",
    byggegrense: bool = False,
    tillatelse: bool = False,
) -> Vegavstand:
    return Vegavstand(
        naer=True,
        avstand=Maal.of(meter, usikkerhet),
        vegklasse=klasse,
        planen_har_byggegrense=byggegrense,
        tillatelse_vedlagt=tillatelse,
    )


REGEL = Regel(
    id="veglova-29-avstand",
    tittel=Tekst(nb="Avstand til vei", nn="Avstand til veg", en="Distance to road"),
    hjemmel=Hjemmel("veglova", "29"),
    gjelder=Vegavstand,
    leser=(
        "naer",
        "avstand",
        "soekt_i",
        "soekt_dato",
        "soekt_innen",
        "vegklasse",
        "planen_har_byggegrense",
        "tillatelse_vedlagt",
    ),
    anker=Anker.VEDTAK,
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.DISPENSASJON,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Byggverket står {maalt} m fra midten av veien ({navn}); uten byggegrense i plan er "
        "kravet minst {krav} m.",
        nn="Byggverket står {maalt} m frå midten av vegen ({navn}); utan byggjegrense i plan er "
        "kravet minst {krav} m.",
        en="The structure stands {maalt} m from the middle of the road ({navn}); without a "
        "building line in a plan the minimum is {krav} m.",
    ),
    raad=Tekst(
        nb="Flytt byggverket, vis til byggegrensen i planen, eller legg ved tillatelse fra "
        "vegmyndigheten (veglova § 30).",
        nn="Flytt byggverket, vis til byggjegrensa i planen, eller legg ved løyve frå "
        "vegstyresmakta (veglova § 30).",
        en="Move the structure, cite the building line of the plan, or attach the road "
        "authority's permission (Roads Act § 30).",
    ),
    eksempler=Eksempler(
        oppfylt={
            "femti meter fra fylkesvei": _bygg("50", "fylkesveg"),
            "ti millimeter for lite er akkurat innenfor toleransen": _bygg("49.990", "riksveg"),
            "femten meter fra kommunal vei": _bygg("15", "kommunal"),
            "femten meter fra gang- og sykkelvei": _bygg("15", "gang_sykkel"),
            "femti meter fra en vei ingen vet klassen på": Vegavstand(
                naer=True, avstand=Maal.of("50")
            ),
            "ingen vei i nærheten": Vegavstand(
                naer=False,
                soekt_i="veg_9999",
                soekt_dato=date(2026, 5, 1),
                soekt_innen=Decimal(105),
            ),
        },
        brutt={
            "førti meter fra fylkesvei": _bygg("40", "fylkesveg"),
            "elleve millimeter for nær riksvei": _bygg("49.989", "riksveg"),
            "elleve millimeter for nær kommunal vei": _bygg("14.989", "kommunal"),
            "elleve millimeter for nær gang- og sykkelvei": _bygg("14.989", "gang_sykkel"),
        },
        uavklart={
            "midtlinjen er en meter unøyaktig": _bygg("14.5", "kommunal", usikkerhet="1"),
            "vedtak fra annen myndighet er vedlagt": _bygg("40", "fylkesveg", tillatelse=True),
            "ingen vet vegklassen": Vegavstand(naer=True, avstand=Maal.of("20")),
            "vegnettet er ikke lastet": Vegavstand(),
        },
        ikke_aktuell={
            "planen har byggegrense mot veien": _bygg("8", "kommunal", byggegrense=True),
            "veien er privat": _bygg("5", "privat"),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
