"""Uavhengig kontroll – byggesaksforskriften (SAK10) § 14-2.

I nye boliger skal våtrom og lufttetthet ha uavhengig kontroll, i tiltaksklasse 1. I klasse 2 og 3
skal prosjekteringen av bygningsfysikk, konstruksjonssikkerhet, geoteknikk og brannsikkerhet ha det.
Kontrollen skal stå i gjennomføringsplanen med et eget foretak.

Regelen kjenner områdene igjen på ordene i planen; står kontrollen under et annet navn, må et
menneske se det. Et mikrohus etter § 3-1 e har ikke obligatorisk kontroll. Fritidsboliger med én
enhet er unntatt; det er alminnelig kunnskap, og skjemaets tiltakstype skiller dem ikke ut. Kontroll
kommunen selv krever (§ 14-3), avgjør ikke regelen.
"""

from dataclasses import dataclass
from datetime import date

from byggsak.domain.formalia import Kontrollbehov
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

IKKE_PAALAGT = Tekst(
    nb="loven krever ikke kontroll av området i dette tiltaket",
    nn="lova krev ikkje kontroll av området i dette tiltaket",
    en="the law asks for no control of the area in this project",
)


@dataclass(frozen=True)
class Krav:
    kontroll_i_ny_bolig: tuple[str, ...]
    tiltakstyper_ny_bolig: tuple[str, ...]
    kontroll_i_klasse: tuple[str, ...]
    klasser_med_kontroll: tuple[str, ...]


def vurder(behov: Kontrollbehov, krav: Krav) -> Vurdering:
    if not _paalagt(behov, krav):
        return ikke_aktuell(IKKE_PAALAGT)
    return oppfylt() if behov.har_kontroll else brutt()


def _paalagt(behov: Kontrollbehov, krav: Krav) -> bool:
    if behov.omraade in krav.kontroll_i_ny_bolig:
        return any(t in krav.tiltakstyper_ny_bolig for t in behov.tiltakstyper)
    return behov.omraade in krav.kontroll_i_klasse and behov.klasse in krav.klasser_med_kontroll


def _behov(
    omraade: str, *, klasse: str = "1", kontroll: bool = True, type_: str = "nyttbyggboligformal"
) -> Kontrollbehov:
    return Kontrollbehov(
        navn=omraade, omraade=omraade, klasse=klasse, har_kontroll=kontroll, tiltakstyper=(type_,)
    )


REGEL = Regel(
    id="sak10-14-2-uavhengig-kontroll",
    tittel=Tekst(nb="Uavhengig kontroll", nn="Uavhengig kontroll", en="Independent control"),
    hjemmel=Hjemmel("SAK10", "14-2"),
    gjelder=Kontrollbehov,
    leser=("omraade", "tiltakstyper", "klasse", "har_kontroll"),
    gjelder_fra=date(2013, 1, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.STRID,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Gjennomføringsplanen har ingen uavhengig kontroll av {navn}.",
        nn="Gjennomføringsplanen har ingen uavhengig kontroll av {navn}.",
        en="The implementation plan has no independent control of {navn}.",
    ),
    raad=Tekst(
        nb="Før opp et ansvarlig kontrollerende foretak for området.",
        nn="Før opp eit ansvarleg kontrollerande føretak for området.",
        en="Add a responsible controlling enterprise for the area.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "våtrommet i en ny bolig kontrolleres": _behov("våtrom"),
            "lufttettheten i en ny bolig kontrolleres": _behov("lufttetthet"),
            "bygningsfysikk i klasse 2 kontrolleres": _behov("bygningsfysikk", klasse="2"),
            "boligen er ett av to tiltak": Kontrollbehov(
                omraade="våtrom",
                har_kontroll=True,
                tiltakstyper=("fasade", "nyttbyggboligformal"),
            ),
            "brannsikkerhet i klasse 2 kontrolleres": _behov("brannsikkerhet", klasse="2"),
        },
        brutt={
            "ingen kontrollerer våtrommet i en ny bolig": _behov("våtrom", kontroll=False),
            "geoteknikk i klasse 2 uten kontroll": _behov("geoteknikk", klasse="2", kontroll=False),
            "konstruksjonssikkerhet i klasse 3 uten kontroll": _behov(
                "konstruksjonssikkerhet", klasse="3", kontroll=False
            ),
        },
        uavklart={
            "gjennomføringsplanen er et vedlegg": Kontrollbehov(),
            "tiltaksklassen er ikke oppgitt": Kontrollbehov(
                omraade="geoteknikk", tiltakstyper=("nyttbyggboligformal",)
            ),
        },
        ikke_aktuell={
            "en garasje har ikke våtrom i en ny bolig": _behov(
                "våtrom", kontroll=False, type_="nyttbyggunder70m2"
            ),
            "et mikrohus": _behov("våtrom", kontroll=False, type_="mikrohus"),
            "geoteknikk i klasse 1": _behov("geoteknikk", klasse="1", kontroll=False),
        },
    ),
    soeknadstyper=frozenset({"ET", "IG", "ES"}),
    kontrollert=date(2026, 7, 2),
)
