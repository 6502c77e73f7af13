"""Gjennomføringsplan – byggesaksforskriften (SAK10) § 5-3.

Søkes det med ansvarsrett, skal gjennomføringsplanen følge søknaden, og en oppdatert utgave skal
følge hvert senere steg fram til ferdigattest. Den viser hvem som svarer for hva. Planen kan sendes
som underskjema eller som vedlegg.

Selvbyggere og tiltak uten ansvarsrett trenger ingen. Regelen ser at planen er der, ikke hva som
står i den.
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

UTEN_ANSVARSRETT = Tekst(
    nb="det søkes uten ansvarsrett eller som selvbygger",
    nn="det blir søkt utan ansvarsrett eller som sjølvbyggjar",
    en="the application is without liability rights, or by a self-builder",
)


@dataclass(frozen=True)
class Krav:
    vedlegg_gjennomfoeringsplan: frozenset[str]


def vurder(soeknad: Vedleggskrav, krav: Krav) -> Vurdering:
    if not soeknad.med_ansvarsrett:
        return ikke_aktuell(UTEN_ANSVARSRETT)
    if soeknad.gjennomfoeringsplan_som_skjema:
        return oppfylt()
    return oppfylt() if soeknad.vedleggstyper & krav.vedlegg_gjennomfoeringsplan else brutt()


def _soeknad(*vedlegg: str, skjema: bool = False, ansvar: bool = True) -> Vedleggskrav:
    return Vedleggskrav(
        vedleggstyper=frozenset(vedlegg),
        gjennomfoeringsplan_som_skjema=skjema,
        med_ansvarsrett=ansvar,
    )


REGEL = Regel(
    id="sak10-5-3-gjennomfoeringsplan",
    tittel=Tekst(nb="Gjennomføringsplan", nn="Gjennomføringsplan", en="Implementation plan"),
    hjemmel=Hjemmel("SAK10", "5-3"),
    gjelder=Vedleggskrav,
    leser=("vedleggstyper", "med_ansvarsrett", "gjennomfoeringsplan_som_skjema"),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.STRID,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Søknaden mangler gjennomføringsplan.",
        nn="Søknaden manglar gjennomføringsplan.",
        en="The application lacks an implementation plan (gjennomføringsplan).",
    ),
    raad=Tekst(
        nb="Send den siste gjennomføringsplanen, som underskjema eller vedlegg.",
        nn="Send den siste gjennomføringsplanen, som underskjema eller vedlegg.",
        en="Send the latest implementation plan, as a subform or as an attachment.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "planen er et underskjema": _soeknad(skjema=True),
            "planen er et vedlegg": _soeknad("Gjennomfoeringsplan"),
        },
        brutt={
            "planen er ikke sendt": _soeknad("TegningNyPlan"),
        },
        uavklart={
            "ingen vet om det søkes med ansvarsrett": Vedleggskrav(vedleggstyper=frozenset()),
        },
        ikke_aktuell={"selvbygger": _soeknad(ansvar=False)},
    ),
    soeknadstyper=frozenset({"ET", "RS", "IG", "ES", "MB", "FA"}),
    dibk_kode="17.11",
    sjekkpunkt="17.11",
    kontrollert=date(2026, 7, 2),
)
