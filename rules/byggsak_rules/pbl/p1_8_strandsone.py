"""Byggeforbud i 100-metersbeltet langs sjøen – plan- og bygningsloven § 1-8 andre ledd.

Nærmere sjøen enn 100 meter, målt i vannrett plan fra strandlinjen ved alminnelig høyvann, kan det
ikke settes i verk tiltak. Målt er fra byggverket med utstikkende deler til nærmeste strandlinje i
kartet; FKBs kystkontur er midlere høyvann, og kartets nøyaktighet følger målingen. Det som står
nærmere grensen enn kartet er nøyaktig, er uavklart.

Unntakene, i lovens rekkefølge:
- Fasadeendringer er ikke omfattet (andre ledd): regelen spør bare om det som plasseres på tomten.
- Er en annen byggegrense fastsatt i kommuneplanens arealdel eller i reguleringsplan, gjelder den
  (tredje ledd); også planer fra før 2009 må ha byggegrensen uttrykkelig. Regelen ser om en
  byggegrense i kartet går mellom byggverket og sjøen. En grense som bare står i bestemmelsene,
  ser den ikke.
- Bestemmelser i kommuneplan om nødvendige bygninger for landbruk, reindrift, fiske, akvakultur og
  ferdsel (fjerde ledd, § 11-11 nr. 4) avgjør regelen ikke.

Vassdrag (femte ledd) gjelder bare det kommuneplanen har bestemt (§ 11-11 nr. 5), og er en annen
sak. Ved dispensasjon skal regionale og statlige myndigheter høres (§ 19-1), og naboene varsles
særskilt om den. Tall og unntak er lest i faglig sammendrag, ikke i lovteksten selv.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from byggsak.domain.omgivelser import Strandavstand
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
)
from byggsak_rules.temakart import ikke_i_naerheten

PLANEN = Tekst(
    nb="planen har en byggegrense mot sjøen",
    nn="planen har ei byggjegrense mot sjøen",
    en="the plan has a building line towards the sea",
)


@dataclass(frozen=True)
class Krav:
    minste_avstand: Decimal  # m
    toleranse_lengde: Decimal  # m


def vurder(bygg: Strandavstand, krav: Krav) -> Vurdering:
    if not bygg.naer:
        return ikke_i_naerheten(bygg)
    svar = minst(bygg.avstand, krav.minste_avstand, krav.toleranse_lengde)
    if svar.utfall is not Utfall.OPPFYLT and bygg.planen_har_byggegrense:
        return ikke_aktuell(PLANEN)
    return svar


def _bygg(meter: str, usikkerhet: str = "0", byggegrense: bool = False) -> Strandavstand:
    return Strandavstand(
        naer=True, avstand=Maal.of(meter, usikkerhet), planen_har_byggegrense=byggegrense
    )


REGEL = Regel(
    id="pbl-1-8-strandsone",
    tittel=Tekst(
        nb="Byggeforbudet langs sjøen",
        nn="Byggjeforbodet langs sjøen",
        en="The building ban along the sea",
    ),
    hjemmel=Hjemmel("pbl", "1-8", "andre ledd"),
    gjelder=Strandavstand,
    leser=("naer", "avstand", "soekt_i", "soekt_dato", "soekt_innen", "planen_har_byggegrense"),
    anker=Anker.VEDTAK,
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.DISPENSASJON,
    krever_dispensasjon="pbl § 1-8",
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Byggverket ({navn}) ligger {maalt} m fra strandlinjen; nærmere enn {krav} m er det "
        "forbudt å bygge.",
        nn="Byggverket ({navn}) ligg {maalt} m frå strandlinja; nærare enn {krav} m er det forbode "
        "å byggje.",
        en="The structure ({navn}) lies {maalt} m from the shoreline; building nearer than {krav} "
        "m is banned.",
    ),
    raad=Tekst(
        nb="Flytt byggverket, vis til byggegrensen mot sjøen i planen, eller søk dispensasjon og "
        "varsle naboene om den.",
        nn="Flytt byggverket, vis til byggjegrensa mot sjøen i planen, eller søk dispensasjon og "
        "varsle naboane om han.",
        en="Move the structure, cite the plan's building line towards the sea, or apply for a "
        "dispensation and notify the neighbours of it.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "hundre meter er nok": _bygg("100"),
            "ti millimeter for lite er akkurat innenfor toleransen": _bygg("99.990"),
            "ingen sjø i nærheten": Strandavstand(
                naer=False,
                soekt_i="sjoe_9999",
                soekt_dato=date(2026, 5, 1),
                soekt_innen=Decimal(105),
            ),
        },
        brutt={
            "elleve millimeter for nær": _bygg("99.989"),
            "hytta ligger tjue meter fra sjøen": _bygg("20"),
            "brygga står i sjøen": _bygg("0"),
        },
        uavklart={
            "strandlinjen er kartlagt med en meters nøyaktighet": _bygg("99.5", usikkerhet="1"),
            "kartet over strandlinjen er ikke lastet": Strandavstand(),
            "ingen vet om planen har byggegrense": Strandavstand(naer=True, avstand=Maal.of("20")),
        },
        ikke_aktuell={
            "planen har byggegrense mot sjøen": _bygg("20", byggegrense=True),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
