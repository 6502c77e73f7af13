"""Tiltakshavers samtykke – byggesaksforskriften (SAK10) § 5-1 andre ledd.

Søknaden skal ha tiltakshavers underskrift eller samtykke. Sender ansvarlig søker den elektronisk,
holder det at foretaket kan dokumentere samtykket når kommunen ber om det. En søknad som ikke viser
til noe samtykke, er derfor ikke ufullstendig; regelen sier bare fra, så kommunen kan be om det.

Sender tiltakshaver selv, er innsendingen underskriften. Hva samtykket omfatter, leser regelen ikke.
"""

from datetime import date

from byggsak.domain.formalia import Soekerforhold
from byggsak.rule import (
    Alvorlighet,
    Eksempler,
    Hjemmel,
    IngenKrav,
    Regel,
    Tekst,
    Virkning,
    Vurdering,
    brutt,
    ikke_aktuell,
    oppfylt,
)

SELV = Tekst(
    nb="ingen ansvarlig søker sender på vegne av tiltakshaver",
    nn="ingen ansvarleg søkjar sender på vegner av tiltakshavar",
    en="no responsible applicant sends on the developer's behalf",
)


def vurder(forhold: Soekerforhold, krav: IngenKrav) -> Vurdering:
    if not forhold.har_ansvarlig_soeker:
        return ikke_aktuell(SELV)
    return oppfylt() if forhold.viser_til_samtykke else brutt()


REGEL = Regel(
    id="sak10-5-1-tiltakshavers-samtykke",
    tittel=Tekst(
        nb="Tiltakshavers samtykke", nn="Samtykket frå tiltakshavar", en="The developer's consent"
    ),
    hjemmel=Hjemmel("SAK10", "5-1", "andre ledd"),
    gjelder=Soekerforhold,
    leser=("har_ansvarlig_soeker", "viser_til_samtykke"),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.ADVARSEL,
    virkning=Virkning.OPPLYSNING,
    krav=IngenKrav,
    vurder=vurder,
    melding=Tekst(
        nb="Søknaden viser ikke til noe samtykke fra tiltakshaver.",
        nn="Søknaden viser ikkje til noko samtykke frå tiltakshavar.",
        en="The application refers to no consent from the developer.",
    ),
    raad=Tekst(
        nb="Ta vare på samtykket: kommunen kan be ansvarlig søker om å legge det fram.",
        nn="Ta vare på samtykket: kommunen kan be ansvarleg søkjar om å leggje det fram.",
        en="Keep the consent: the municipality may ask the responsible applicant to produce it.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "søknaden viser til samtykket": Soekerforhold(
                har_ansvarlig_soeker=True, viser_til_samtykke=True
            ),
        },
        brutt={
            "søknaden viser ikke til noe samtykke": Soekerforhold(
                har_ansvarlig_soeker=True, viser_til_samtykke=False
            ),
        },
        uavklart={"ingen vet hvem som sender": Soekerforhold()},
        ikke_aktuell={"tiltakshaver sender selv": Soekerforhold(har_ansvarlig_soeker=False)},
    ),
    soeknadstyper=frozenset({"ET", "RS"}),
    kontrollert=date(2026, 7, 2),
)
