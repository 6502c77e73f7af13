"""Tegninger – byggesaksforskriften (SAK10) § 5-4 tredje ledd bokstav m.

Søknad om å føre opp, utvide eller endre noe skal ha tegninger av det nye: plan, snitt og fasade.
Endrer tiltaket noe som står der, skal også det eksisterende være tegnet. Tegninger kreves «i den
utstrekning» de er relevante; regelen forutsetter at tiltaket er av et slag som trenger dem, og
det avgjør facts ut fra tiltakstypen.

Regelen ser på vedleggstypene, ikke på tegningene. De nasjonale navnene på de eksisterende
tegningene er alminnelig kunnskap, ikke lest i kilde; derfor godtas begge skrivemåtene.
"""

from collections.abc import Set
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

IKKE_AKTUELL = Tekst(
    nb="tiltaket fører ikke opp, utvider eller endrer noe",
    nn="tiltaket fører ikkje opp, utvidar eller endrar noko",
    en="the project neither erects, extends nor alters anything",
)


@dataclass(frozen=True)
class Krav:
    """Hvert felt er vedleggstypene som dekker ett krav."""

    tegning_ny_plan: frozenset[str]
    tegning_nytt_snitt: frozenset[str]
    tegning_ny_fasade: frozenset[str]
    tegning_eksisterende_plan: frozenset[str]
    tegning_eksisterende_snitt: frozenset[str]
    tegning_eksisterende_fasade: frozenset[str]


def vurder(soeknad: Vedleggskrav, krav: Krav) -> Vurdering:
    vedlagt = soeknad.vedleggstyper
    endrer = soeknad.endrer_eksisterende
    if not (soeknad.nytt_eller_utvidet or endrer):
        return ikke_aktuell(IKKE_AKTUELL)
    nye = krav.tegning_ny_plan, krav.tegning_nytt_snitt, krav.tegning_ny_fasade
    mangler = _mangler(nye, vedlagt)
    if endrer:
        mangler += _mangler(
            (
                krav.tegning_eksisterende_plan,
                krav.tegning_eksisterende_snitt,
                krav.tegning_eksisterende_fasade,
            ),
            vedlagt,
        )
    return brutt().med(mangler=", ".join(mangler)) if mangler else oppfylt()


def _mangler(grupper: tuple[frozenset[str], ...], vedlagt: Set[str]) -> list[str]:
    """Ett navn for hver gruppe som ingen vedleggstype dekker."""
    return [min(gruppe) for gruppe in grupper if not gruppe & vedlagt]


def _vedlagt(*typer: str, nytt: bool = True, endrer: bool = False) -> Vedleggskrav:
    return Vedleggskrav(
        vedleggstyper=frozenset(typer), nytt_eller_utvidet=nytt, endrer_eksisterende=endrer
    )


_NYE = ("TegningNyPlan", "TegningNyttSnitt", "TegningNyFasade")
_EKSISTERENDE = (
    "TegningEksisterendePlan",
    "TegningEksisterendeSnitt",
    "TegningEksisterendeFasade",
)

REGEL = Regel(
    id="sak10-5-4-tegninger",
    tittel=Tekst(nb="Tegninger", nn="Teikningar", en="Drawings"),
    hjemmel=Hjemmel("SAK10", "5-4", "tredje ledd bokstav m"),
    gjelder=Vedleggskrav,
    leser=("vedleggstyper", "nytt_eller_utvidet", "endrer_eksisterende"),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.STRID,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Søknaden mangler tegninger: {mangler}.",
        nn="Søknaden manglar teikningar: {mangler}.",
        en="The application lacks drawings: {mangler}.",
    ),
    raad=Tekst(
        nb="Legg ved målsatte tegninger av typene som mangler.",
        nn="Legg ved målsette teikningar av typane som manglar.",
        en="Attach dimensioned drawings of the missing types.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "nytt hus med plan, snitt og fasade": _vedlagt(*_NYE),
            "tilbygg med nye og eksisterende tegninger": _vedlagt(
                *_NYE, *_EKSISTERENDE, endrer=True
            ),
        },
        brutt={
            "nytt hus uten snitt": _vedlagt("TegningNyPlan", "TegningNyFasade"),
            "tilbygg uten tegninger av det som står der": _vedlagt(*_NYE, endrer=True),
            "fasadeendring uten eksisterende snitt": _vedlagt(
                *_NYE,
                "TegningEksisterendePlan",
                "TegningEksisterendeFasade",
                nytt=False,
                endrer=True,
            ),
        },
        uavklart={
            "ingen vet hva tiltaket er": Vedleggskrav(vedleggstyper=frozenset(_NYE)),
        },
        ikke_aktuell={
            "riving": _vedlagt(nytt=False, endrer=False),
        },
    ),
    dibk_kode="1.80",
    sjekkpunkt="1.80",
    kontrollert=date(2026, 7, 2),
)
