"""Avstand mellom lave byggverk – byggteknisk forskrift (TEK17) § 11-6 andre ledd.

Brann skal ikke spre seg mellom byggverk. Lave byggverk skal stå minst åtte meter fra hverandre,
med mindre tiltak hindrer spredning i den tiden rømning og redning krever. Målt er fasade til
fasade: mot bygningene i situasjonsplanen, og mot dem i kartet.

Kommunen legger til grunn det søkeren og foretakene oppgir om tekniske krav (pbl § 21-4). Nærmere
enn åtte meter sier regelen derfor bare at et menneske må se etter at brannsikringen er
prosjektert; den sier ikke at kravet er brutt. Unntakene for små bygninger og bygninger i samme
branncelle, og kravene til høye byggverk, avgjør den ikke. Tallet er lest i faglig sammendrag.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from byggsak.domain.omgivelser import Bygningsavstand
from byggsak.rule import (
    Alvorlighet,
    Anker,
    Eksempler,
    Hjemmel,
    Maal,
    Regel,
    Tekst,
    Virkning,
    Vurdering,
    minst,
)
from byggsak_rules.temakart import ikke_i_naerheten


@dataclass(frozen=True)
class Krav:
    minste_avstand: Decimal  # m
    toleranse_lengde: Decimal  # m


def vurder(bygg: Bygningsavstand, krav: Krav) -> Vurdering:
    if not bygg.naer:
        return ikke_i_naerheten(bygg)
    return minst(bygg.avstand, krav.minste_avstand, krav.toleranse_lengde)


def _bygg(meter: str, *, usikkerhet: str = "0") -> Bygningsavstand:
    return Bygningsavstand(naer=True, avstand=Maal.of(meter, usikkerhet))


REGEL = Regel(
    id="tek17-11-6-brannavstand",
    tittel=Tekst(
        nb="Avstand mellom byggverk",
        nn="Avstand mellom byggverk",
        en="Distance between structures",
    ),
    hjemmel=Hjemmel("TEK17", "11-6", "andre ledd"),
    gjelder=Bygningsavstand,
    leser=("naer", "avstand", "soekt_i", "soekt_dato", "soekt_innen"),
    anker=Anker.SOEKNAD_MOTTATT,
    gjelder_fra=date(2017, 7, 1),
    alvorlighet=Alvorlighet.ADVARSEL,
    virkning=Virkning.SKJOENN,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Byggverket ({navn}) står {maalt} m fra en annen bygning; nærmere enn {krav} m må "
        "brannspredning være hindret på annen måte.",
        nn="Byggverket ({navn}) står {maalt} m frå ein annan bygning; nærare enn {krav} m må "
        "brannspreiing vere hindra på annan måte.",
        en="The structure ({navn}) stands {maalt} m from another building; nearer than {krav} m "
        "the spread of fire must be prevented otherwise.",
    ),
    raad=Tekst(
        nb="Vis at brannspredning er hindret, eller øk avstanden.",
        nn="Vis at brannspreiing er hindra, eller auk avstanden.",
        en="Show that the spread of fire is prevented, or increase the distance.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "åtte meter er nok": _bygg("8"),
            "ti millimeter for lite er akkurat innenfor toleransen": _bygg("7.990"),
            "ingen bygning i nærheten": Bygningsavstand(
                naer=False,
                soekt_i="kartet",
                soekt_dato=date(2026, 5, 1),
                soekt_innen=Decimal(105),
            ),
        },
        brutt={
            "elleve millimeter for nær": _bygg("7.989"),
            "garasjen står tre meter fra naboens": _bygg("3"),
        },
        uavklart={
            "bygningen i kartet er en meter unøyaktig": _bygg("7.5", usikkerhet="1"),
            "bygningskartet er ikke lastet": Bygningsavstand(),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
