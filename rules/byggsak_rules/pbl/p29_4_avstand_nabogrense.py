"""Avstand til nabogrense – plan- og bygningsloven § 29-4 andre ledd.

Bestemmer ikke planen noe annet, skal byggverket stå minst sin halve høyde, og ikke under fire
meter, fra nabogrensen. Høyden er gjennomsnittlig gesimshøyde på den fasaden som vender mot
grensen (TEK17 § 6-2); avstanden er den korteste vannrette fra fasadelivet. Deler som stikker mer
enn én meter ut, øker kravet med det overskytende (TEK17 § 6-3); facts oppgir det som `tillegg`.

Det regelen legger til grunn der loven eller kartet lar et valg stå åpent: en avstand holder når
den mangler høyst toleransen (10 mm), og ligger målingen nærmere grensen enn kartets nøyaktighet,
er svaret uavklart. Er høyden ukjent, er det som står nærmere enn minsteavstanden brutt uansett.

Regelen avgjør ikke tredje ledd: skriftlig samtykke fra naboen, og frittliggende garasje, uthus og
lignende mindre tiltak. Der «kan» kommunen godkjenne, og det er skjønn; regelen svarer uavklart.
Den avgjør heller ikke avstand til annen bygning (TEK17 §§ 6-5 og 11-6).
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from byggsak.domain.eiendom import Nabogrense
from byggsak.domain.facts import UkjentFaktum
from byggsak.rule import (
    Alvorlighet,
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
    stoerste,
)

SAMTYKKE = Tekst(
    nb="naboen har samtykket skriftlig; kommunen kan godkjenne kortere avstand etter tredje ledd",
    nn="naboen har samtykt skriftleg; kommunen kan godkjenne kortare avstand etter tredje ledd",
    en="the neighbour has consented in writing; the municipality may approve a shorter distance "
    "under the third paragraph",
)
LITEN_BYGNING = Tekst(
    nb="en liten, frittliggende garasje, et uthus eller lignende; kommunen kan godkjenne kortere "
    "avstand etter tredje ledd",
    nn="ein liten, frittliggjande garasje, eit uthus eller liknande; kommunen kan godkjenne "
    "kortare avstand etter tredje ledd",
    en="a small detached garage, shed or similar; the municipality may approve a shorter distance "
    "under the third paragraph",
)
PLANEN = Tekst(
    nb="planen fastsetter avstanden",
    nn="planen fastset avstanden",
    en="the plan fixes the distance",
)


@dataclass(frozen=True)
class Krav:
    minste_avstand: Decimal  # m
    hoeyde_deles_med: Decimal  # «halve høyde»
    toleranse_lengde: Decimal  # m


def vurder(grense: Nabogrense, krav: Krav) -> Vurdering:
    if grense.plan_fastsetter_avstand:
        return ikke_aktuell(PLANEN)
    svar = _avstanden(grense, krav)
    if svar.utfall is not Utfall.BRUTT:
        return svar
    if grense.skriftlig_samtykke:
        return replace(svar, utfall=Utfall.UAVKLART, grunn=SAMTYKKE)
    if grense.liten_frittliggende:
        return replace(svar, utfall=Utfall.UAVKLART, grunn=LITEN_BYGNING)
    return svar


def _avstanden(grense: Nabogrense, krav: Krav) -> Vurdering:
    try:
        grunnkrav = stoerste(krav.minste_avstand, grense.hoeyde / krav.hoeyde_deles_med)
    except UkjentFaktum:
        # Høyden kan bare skjerpe kravet: det som er for nær uten den, er for nær også med den.
        uansett = minst(grense.avstand, krav.minste_avstand, krav.toleranse_lengde)
        if uansett.utfall is Utfall.BRUTT:
            return uansett
        raise
    return minst(grense.avstand, grunnkrav + grense.tillegg, krav.toleranse_lengde)


def _mot_grensen(
    avstand: str, hoeyde: str, usikkerhet: str = "0", tillegg: str = "0"
) -> Nabogrense:
    """Et byggverk uten samtykke, større enn en liten garasje, der planen ikke sier noe."""
    return Nabogrense(
        plan_fastsetter_avstand=False,
        avstand=Maal.of(avstand, usikkerhet=usikkerhet),
        hoeyde=Maal.of(hoeyde),
        tillegg=Decimal(tillegg),
        skriftlig_samtykke=False,
        liten_frittliggende=False,
    )


REGEL = Regel(
    id="pbl-29-4-avstand-nabogrense",
    tittel=Tekst(
        nb="Avstand til nabogrense", nn="Avstand til nabogrense", en="Distance to boundary"
    ),
    hjemmel=Hjemmel("pbl", "29-4", "andre ledd"),
    gjelder=Nabogrense,
    leser=(
        "plan_fastsetter_avstand",
        "avstand",
        "hoeyde",
        "tillegg",
        "skriftlig_samtykke",
        "liten_frittliggende",
    ),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.DISPENSASJON,
    krever_dispensasjon="pbl § 29-4",
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Byggverket står {maalt} m fra nabogrensen ({navn}); kravet er minst {krav} m.",
        nn="Byggverket står {maalt} m frå nabogrensa ({navn}); kravet er minst {krav} m.",
        en="The structure stands {maalt} m from the boundary ({navn}); the minimum is {krav} m.",
    ),
    raad=Tekst(
        nb="Flytt byggverket, senk fasaden, legg ved naboens skriftlige samtykke, eller søk "
        "dispensasjon.",
        nn="Flytt byggverket, senk fasaden, legg ved skriftleg samtykke frå naboen, eller søk "
        "dispensasjon.",
        en="Move the structure, lower the façade, attach the neighbour's written consent, or apply "
        "for a dispensation.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "fire meter er nok så lenge gesimsen ikke er over åtte": _mot_grensen("4", "8"),
            "fem millimeter under fire meter er innenfor toleransen": _mot_grensen("3.995", "6"),
            "ti millimeter under er akkurat innenfor": _mot_grensen("3.990", "6"),
            "halve høyden er nok når den er mer enn fire meter": _mot_grensen("5", "10"),
            "utstikk som krever en halv meter mer": _mot_grensen("4.5", "6", tillegg="0.5"),
            "unøyaktig grense, men god margin": _mot_grensen("6.5", "6", usikkerhet="2"),
        },
        brutt={
            "elleve millimeter under er utenfor": _mot_grensen("3.989", "6"),
            "femten millimeter under fire meter er utenfor toleransen": _mot_grensen("3.985", "6"),
            "gesims på 6 m, 3,9 m fra grensen": _mot_grensen("3.9", "6"),
            "gesims på 10 m krever 5 m": _mot_grensen("4.5", "10"),
            "en balkong som stikker langt ut, øker kravet": _mot_grensen("4", "6", tillegg="0.5"),
            "for nær selv om grensen er to meter unøyaktig": _mot_grensen("1.5", "6", "2"),
            "nærmere enn fire meter er for nær uansett hvor lavt bygget er": Nabogrense(
                plan_fastsetter_avstand=False,
                avstand=Maal.of(2),
                skriftlig_samtykke=False,
                liten_frittliggende=False,
            ),
        },
        uavklart={
            "grensen er bare målt med to meters nøyaktighet": _mot_grensen("4.5", "6", "2"),
            "ingen har oppgitt høyden": Nabogrense(
                plan_fastsetter_avstand=False, avstand=Maal.of(6), tillegg=Decimal(0)
            ),
            "naboen har samtykket skriftlig": replace(
                _mot_grensen("2", "6"), skriftlig_samtykke=True
            ),
            "en liten garasje kan godkjennes nærmere": replace(
                _mot_grensen("1", "3"), liten_frittliggende=True
            ),
            "ingen vet om planen sier noe": Nabogrense(avstand=Maal.of(6), hoeyde=Maal.of(6)),
        },
        ikke_aktuell={
            "planen har byggegrense": Nabogrense(plan_fastsetter_avstand=True),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
