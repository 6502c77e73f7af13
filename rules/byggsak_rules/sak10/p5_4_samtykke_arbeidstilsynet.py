"""Samtykke fra Arbeidstilsynet – byggesaksforskriften (SAK10) § 5-4 tredje ledd bokstav o.

Berører tiltaket arbeidsplasser, trengs samtykke fra Arbeidstilsynet (arbeidsmiljøloven § 18-9).
Samtykket kan komme etter søknaden, men før arbeidet settes i gang; derfor er dette en advarsel.

Regelen bygger på at søkeren selv krysser av for arbeidsplasser.
"""

from dataclasses import dataclass
from datetime import date

from byggsak.domain.nabovarsel import Vedleggskrav
from byggsak.rule import (
    Alvorlighet,
    Eksempler,
    Hjemmel,
    Regel,
    Tekst,
    Virkning,
    Vurdering,
    brutt,
    ikke_aktuell,
    oppfylt,
)

INGEN_ARBEIDSPLASSER = Tekst(
    nb="søkeren oppgir ikke at tiltaket berører arbeidsplasser",
    nn="søkjaren oppgir ikkje at tiltaket vedkjem arbeidsplassar",
    en="the applicant does not state that the project affects workplaces",
)


@dataclass(frozen=True)
class Krav:
    vedlegg_samtykke_arbeidstilsynet: frozenset[str]


def vurder(soeknad: Vedleggskrav, krav: Krav) -> Vurdering:
    if not soeknad.oppgir_arbeidsplasser:
        return ikke_aktuell(INGEN_ARBEIDSPLASSER)
    return oppfylt() if soeknad.vedleggstyper & krav.vedlegg_samtykke_arbeidstilsynet else brutt()


def _soeknad(*vedlegg: str, arbeidsplasser: bool = True) -> Vedleggskrav:
    return Vedleggskrav(vedleggstyper=frozenset(vedlegg), oppgir_arbeidsplasser=arbeidsplasser)


REGEL = Regel(
    id="sak10-5-4-samtykke-arbeidstilsynet",
    tittel=Tekst(
        nb="Samtykke fra Arbeidstilsynet",
        nn="Samtykke frå Arbeidstilsynet",
        en="Consent of the Labour Inspection Authority",
    ),
    hjemmel=Hjemmel("SAK10", "5-4", "tredje ledd bokstav o"),
    gjelder=Vedleggskrav,
    leser=("vedleggstyper", "oppgir_arbeidsplasser"),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.ADVARSEL,
    virkning=Virkning.OPPLYSNING,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Tiltaket berører arbeidsplasser, men samtykket fra Arbeidstilsynet er ikke vedlagt.",
        nn="Tiltaket vedkjem arbeidsplassar, men samtykket frå Arbeidstilsynet er ikkje lagt ved.",
        en="The project affects workplaces, but the consent of the Labour Inspection Authority is "
        "not attached.",
    ),
    raad=Tekst(
        nb="Legg ved samtykket (SamtykkeArbeidstilsynet), eller ettersend det før igangsetting.",
        nn="Legg ved samtykket (SamtykkeArbeidstilsynet), eller ettersend det før igangsetjing.",
        en="Attach the consent (SamtykkeArbeidstilsynet), or send it before work begins.",
    ),
    eksempler=Eksempler(
        oppfylt={"samtykket er vedlagt": _soeknad("SamtykkeArbeidstilsynet")},
        brutt={"samtykket er ikke vedlagt": _soeknad("Annet")},
        uavklart={"ingen vet om tiltaket berører arbeidsplasser": Vedleggskrav()},
        ikke_aktuell={"en bolig": _soeknad(arbeidsplasser=False)},
    ),
    soeknadstyper=frozenset({"ET", "RS", "TA", "ES", "IG"}),
    kontrollert=date(2026, 7, 2),
)
