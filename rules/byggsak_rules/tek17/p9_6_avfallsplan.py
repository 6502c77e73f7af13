"""Avfallsplan – byggteknisk forskrift (TEK17) § 9-6.

Oppføring og utvidelse av bygning over 300 m² bruksareal, og riving over 100 m², skal ha
avfallsplan. Ligger tiltaket over grensen, skal søkeren ha svart ja på at det lages en plan; planen
selv sendes ikke inn.

Regelen regner med bruksarealet av det nye i situasjonsplanen. Ombygging og riving oppgir skjemaet
ikke areal for; da må et menneske se det. Grensen på ti tonn avfall ser ikke regelen.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from byggsak.domain.formalia import Byggeomfang
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
    hoeyst,
    ikke_aktuell,
    oppfylt,
    uavklart,
)

UNDER = Tekst(
    nb="tiltaket er ikke stort nok til å kreve avfallsplan",
    nn="tiltaket er ikkje stort nok til å krevje avfallsplan",
    en="the project is not large enough to need a waste plan",
)
RIVING = Tekst(
    nb="skjemaet oppgir ikke hvor mye bruksareal som rives",
    nn="skjemaet oppgir ikkje kor mykje bruksareal som blir rive",
    en="the form does not state how much floor area is demolished",
)
IKKE_NYTT = Tekst(nb="ingenting føres opp", nn="ingenting blir ført opp", en="nothing is erected")


@dataclass(frozen=True)
class Krav:
    avfallsplan_over: Decimal  # m² bruksareal, oppføring og utvidelse


def vurder(omfang: Byggeomfang, krav: Krav) -> Vurdering:
    if not omfang.nytt and not omfang.river:
        return ikke_aktuell(IKKE_NYTT)
    if not omfang.nytt:
        return oppfylt() if omfang.avfallsplan else uavklart(RIVING)
    stort = hoeyst(omfang.nytt_bra, krav.avfallsplan_over)
    if stort.utfall is Utfall.BRUTT:
        return oppfylt() if omfang.avfallsplan else stort
    if stort.utfall is Utfall.UAVKLART:
        return stort
    return uavklart(RIVING) if omfang.river and not omfang.avfallsplan else ikke_aktuell(UNDER)


def _omfang(bra: str, *, plan: bool = False, river: bool = False) -> Byggeomfang:
    return Byggeomfang(nytt=True, nytt_bra=Maal.of(bra, enhet="m2"), river=river, avfallsplan=plan)


REGEL = Regel(
    id="tek17-9-6-avfallsplan",
    tittel=Tekst(nb="Avfallsplan", nn="Avfallsplan", en="Waste plan"),
    hjemmel=Hjemmel("TEK17", "9-6"),
    gjelder=Byggeomfang,
    leser=("nytt_bra", "river", "avfallsplan", "nytt"),
    gjelder_fra=date(2017, 7, 1),
    alvorlighet=Alvorlighet.ADVARSEL,
    virkning=Virkning.OPPLYSNING,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Det nye er {maalt} m² bruksareal, men søkeren oppgir ingen avfallsplan.",
        nn="Det nye er {maalt} m² bruksareal, men søkjaren oppgir ikkje nokon avfallsplan.",
        en="What is new has a floor area of {maalt} m², but the applicant states no waste plan.",
    ),
    raad=Tekst(
        nb="Lag avfallsplan: kravet gjelder når det nye er over {krav} m².",
        nn="Lag avfallsplan: kravet gjeld når det nye er over {krav} m².",
        en="Make a waste plan: it is required when what is new is over {krav} m².",
    ),
    eksempler=Eksempler(
        oppfylt={
            "stort bygg med avfallsplan": _omfang("300.1", plan=True),
            "riving med avfallsplan": Byggeomfang(nytt=False, river=True, avfallsplan=True),
        },
        brutt={"stort bygg uten avfallsplan": _omfang("300.1")},
        uavklart={
            "riving uten avfallsplan": Byggeomfang(nytt=False, river=True, avfallsplan=False),
            "bruksarealet er usikkert": Byggeomfang(
                nytt=True, river=False, nytt_bra=Maal.of("299", usikkerhet="5", enhet="m2")
            ),
            "ingen vet hvor mye som rives": _omfang("80", river=True),
            "bruksarealet er ikke oppgitt": Byggeomfang(nytt=True, river=False),
        },
        ikke_aktuell={
            "akkurat tre hundre kvadratmeter": _omfang("300"),
            "bare fasaden endres": Byggeomfang(nytt=False, river=False),
        },
    ),
    soeknadstyper=frozenset({"ET", "RS", "ES"}),
    kontrollert=date(2026, 7, 2),
)
