"""Søknaden om dispensasjon er grunngitt – plan- og bygningsloven § 19-1.

Hver dispensasjon det søkes om, skal si hvilken bestemmelse den gjelder, og grunnene. Uten det kan
verken naboer, andre myndigheter eller kommunen ta stilling, og søknaden er ikke fullstendig.

Regelen leser ikke grunnene og sier ikke om vilkårene i § 19-2 er oppfylt: det er skjønn.
"""

from datetime import date

from byggsak.domain.formalia import OmsoektDispensasjon
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
    oppfylt,
)

BESTEMMELSEN = Tekst(
    nb="hvilken bestemmelse den gjelder",
    nn="kva føresegn han gjeld",
    en="which provision it is from",
)
GRUNNENE = Tekst(nb="grunnene", nn="grunnane", en="the grounds")


def vurder(soekt: OmsoektDispensasjon, krav: IngenKrav) -> Vurdering:
    if not soekt.bestemmelse_oppgitt:
        return brutt().med(mangler=BESTEMMELSEN)
    return oppfylt() if soekt.begrunnet else brutt().med(mangler=GRUNNENE)


REGEL = Regel(
    id="pbl-19-1-dispensasjon-begrunnelse",
    tittel=Tekst(
        nb="Grunngitt søknad om dispensasjon",
        nn="Grunngjeven søknad om dispensasjon",
        en="Reasoned application for dispensation",
    ),
    hjemmel=Hjemmel("pbl", "19-1"),
    gjelder=OmsoektDispensasjon,
    leser=("bestemmelse_oppgitt", "begrunnet"),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.STRID,
    krav=IngenKrav,
    vurder=vurder,
    melding=Tekst(
        nb="Søknaden om dispensasjon ({navn}) mangler {mangler}.",
        nn="Søknaden om dispensasjon ({navn}) manglar {mangler}.",
        en="The application for dispensation ({navn}) lacks {mangler}.",
    ),
    raad=Tekst(
        nb="Fyll ut dispensasjonssøknaden med bestemmelsen og grunnene.",
        nn="Fyll ut dispensasjonssøknaden med føresegna og grunnane.",
        en="Complete the application for dispensation with the provision and the grounds.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "bestemmelse og grunner er oppgitt": OmsoektDispensasjon(
                bestemmelse_oppgitt=True, begrunnet=True
            ),
        },
        brutt={
            "ingen sier hva det dispenseres fra": OmsoektDispensasjon(bestemmelse_oppgitt=False),
            "grunnene mangler": OmsoektDispensasjon(bestemmelse_oppgitt=True, begrunnet=False),
        },
        uavklart={
            "dispensasjonssøknaden er et vedlegg": OmsoektDispensasjon(bestemmelse_oppgitt=True),
        },
    ),
    soeknadstyper=frozenset({"ET", "RS", "TA", "ES", "DS"}),
    kontrollert=date(2026, 7, 2),
)
