"""Sluttrapport for avfall – byggesaksforskriften (SAK10) § 8-1, jf. TEK17 § 9-9.

Har tiltaket krav om avfallsplan, skal sluttrapporten med den faktiske disponeringen av avfallet
følge søknaden om ferdigattest. Ferdigattestskjemaet oppgir ikke areal, så regelen spør bare når
tiltakstypen er av et slag som kan ha kravet; er rapporten da ikke vedlagt, må et menneske se om
tiltaket var stort nok (TEK17 § 9-6).
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
    uavklart,
)

IKKE_SLIKT_TILTAK = Tekst(
    nb="tiltakstypen har ikke krav om avfallsplan",
    nn="tiltakstypen har ikkje krav om avfallsplan",
    en="this type of project needs no waste plan",
)
STOERRELSEN = Tekst(
    nb="skjemaet oppgir ikke om tiltaket er stort nok til å kreve avfallsplan",
    nn="skjemaet oppgir ikkje om tiltaket er stort nok til å krevje avfallsplan",
    en="the form does not say whether the project is large enough to need a waste plan",
)


@dataclass(frozen=True)
class Krav:
    vedlegg_sluttrapport: frozenset[str]
    vedlegg_avfallsplan: frozenset[str]
    tiltakstyper_avfall: tuple[str, ...]


def vurder(ferdig: Ferdigmelding, krav: Krav) -> Vurdering:
    if ferdig.vedleggstyper & krav.vedlegg_sluttrapport:
        return oppfylt()
    if ferdig.vedleggstyper & krav.vedlegg_avfallsplan:
        return brutt()
    if not any(t.startswith(krav.tiltakstyper_avfall) for t in ferdig.tiltakstyper):
        return ikke_aktuell(IKKE_SLIKT_TILTAK)
    return uavklart(STOERRELSEN)


def _ferdig(*vedlegg: str, type_: str = "nyttbyggover70m2") -> Ferdigmelding:
    return Ferdigmelding(tiltakstyper=(type_,), vedleggstyper=frozenset(vedlegg))


REGEL = Regel(
    id="sak10-8-1-sluttrapport",
    tittel=Tekst(
        nb="Sluttrapport for avfall", nn="Sluttrapport for avfall", en="Final waste report"
    ),
    hjemmel=Hjemmel("SAK10", "8-1"),
    gjelder=Ferdigmelding,
    leser=("tiltakstyper", "vedleggstyper"),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.STRID,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Tiltaket har avfallsplan, men sluttrapporten er ikke vedlagt.",
        nn="Tiltaket har avfallsplan, men sluttrapporten er ikkje lagd ved.",
        en="The project has a waste plan, but the final report is not attached.",
    ),
    raad=Tekst(
        nb="Legg ved sluttrapporten (SluttrapportForAvfallsplan).",
        nn="Legg ved sluttrapporten (SluttrapportForAvfallsplan).",
        en="Attach the final report (SluttrapportForAvfallsplan).",
    ),
    eksempler=Eksempler(
        oppfylt={
            "sluttrapporten er vedlagt": _ferdig("SluttrapportForAvfallsplan"),
            "kvitteringen for avfallet er vedlagt": _ferdig("KvitteringInnleveringAvfall"),
        },
        brutt={"bare avfallsplanen er vedlagt": _ferdig("Avfallsplan")},
        uavklart={
            "et stort bygg, men arealet er ikke oppgitt": _ferdig(),
            "et helt bygg er revet": _ferdig(type_="rivinghelebygg"),
            "deler av et bygg er revet": _ferdig(type_="rivingdelerbygg"),
            "ett av to tiltak er stort": Ferdigmelding(
                tiltakstyper=("fasade", "nyttbyggover70m2"), vedleggstyper=frozenset()
            ),
            "vedleggene er ikke lest": Ferdigmelding(tiltakstyper=("mikrohus",)),
        },
        ikke_aktuell={"en bolig": _ferdig(type_="nyttbyggboligformal")},
    ),
    soeknadstyper=frozenset({"FA"}),
    kontrollert=date(2026, 7, 2),
)
