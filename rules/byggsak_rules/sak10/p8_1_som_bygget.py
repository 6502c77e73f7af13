"""Oppdaterte tegninger ved ferdigattest – byggesaksforskriften (SAK10) § 8-1.

Er tiltaket justert underveis på en måte som ikke krevde søknad, skal oppdaterte tegninger eller
situasjonsplan følge søknaden om ferdigattest, så arkivet viser det som faktisk er bygd.

Regelen bygger på at søkeren selv svarer ja. Om justeringen burde vært søkt om, må et menneske se.
"""

from dataclasses import dataclass
from datetime import date

from byggsak.domain.formalia import Ferdigmelding
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

SOM_TILLATT = Tekst(
    nb="søkeren oppgir ingen justeringer",
    nn="søkjaren oppgir ingen justeringar",
    en="the applicant states no adjustments",
)


@dataclass(frozen=True)
class Krav:
    vedlegg_som_bygget: frozenset[str]


def vurder(ferdig: Ferdigmelding, krav: Krav) -> Vurdering:
    if not ferdig.justeringer:
        return ikke_aktuell(SOM_TILLATT)
    return oppfylt() if ferdig.vedleggstyper & krav.vedlegg_som_bygget else brutt()


def _ferdig(*vedlegg: str, justeringer: bool = True) -> Ferdigmelding:
    return Ferdigmelding(justeringer=justeringer, vedleggstyper=frozenset(vedlegg))


REGEL = Regel(
    id="sak10-8-1-som-bygget",
    tittel=Tekst(
        nb="Oppdaterte tegninger ved ferdigattest",
        nn="Oppdaterte teikningar ved ferdigattest",
        en="Updated drawings at completion",
    ),
    hjemmel=Hjemmel("SAK10", "8-1"),
    gjelder=Ferdigmelding,
    leser=("justeringer", "vedleggstyper"),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.STRID,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Tiltaket er justert underveis, men oppdaterte tegninger er ikke vedlagt.",
        nn="Tiltaket er justert undervegs, men oppdaterte teikningar er ikkje lagde ved.",
        en="The project was adjusted on the way, but no updated drawings are attached.",
    ),
    raad=Tekst(
        nb="Legg ved tegningene eller situasjonsplanen slik det er bygd.",
        nn="Legg ved teikningane eller situasjonsplanen slik det er bygd.",
        en="Attach the drawings or the situation plan as built.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "situasjonsplanen er oppdatert": _ferdig("Situasjonsplan"),
            "plantegningen er oppdatert": _ferdig("TegningNyPlan"),
            "snittet er oppdatert": _ferdig("TegningNyttSnitt"),
            "fasadene er oppdatert": _ferdig("TegningNyFasade"),
        },
        brutt={"ingenting er oppdatert": _ferdig("SluttrapportForAvfallsplan")},
        uavklart={"spørsmålet er ikke besvart": Ferdigmelding(vedleggstyper=frozenset())},
        ikke_aktuell={"bygd som tillatt": _ferdig(justeringer=False)},
    ),
    soeknadstyper=frozenset({"FA"}),
    kontrollert=date(2026, 7, 2),
)
