"""Krav om reguleringsplan – plan- og bygningsloven § 11-9 nr. 1.

Kommuneplanen kan bestemme at det ikke skal bygges i et område før det er regulert. Dekker en
reguleringsplan byggverket, er kravet møtt. Ellers er regelen brutt når det nye bebygde arealet
er større enn det bestemmelsen lar bygges uten plan; står det null der, krever alt plan. Likt er
nok.

Grensen er den et menneske har lest ut av kommuneplanens bestemmelser og lagt inn som tall, med
side (`plankrav` i kommuner/bestemmelser). Er de ikke lest for dette, er svaret uavklart og sier
hvilken fil det hører hjemme i. Unntak for annet enn et areal, som antall boenheter, og krav som
bare gjelder noen områder, må et menneske lese.
"""

from datetime import date
from decimal import Decimal

from byggsak.domain.plansone import Plangrunnlag
from byggsak.rule import (
    Alvorlighet,
    Anker,
    Eksempler,
    Hjemmel,
    IngenKrav,
    Maal,
    Regel,
    Tekst,
    Virkning,
    Vurdering,
    hoeyst,
    ikke_aktuell,
)

REGULERT = Tekst(
    nb="en reguleringsplan dekker byggverket",
    nn="ein reguleringsplan dekkjer byggverket",
    en="a zoning plan covers the structure",
)
INTET_KRAV = Tekst(
    nb="kommuneplanen har ikke noe plankrav",
    nn="kommuneplanen har ikkje noko plankrav",
    en="the municipal plan does not require a zoning plan",
)


def vurder(grunnlag: Plangrunnlag, krav: IngenKrav) -> Vurdering:
    if grunnlag.har_reguleringsplan:
        return ikke_aktuell(REGULERT)
    if not grunnlag.har_plankrav:
        return ikke_aktuell(INTET_KRAV)
    svar = hoeyst(grunnlag.nytt_areal, grunnlag.areal_uten_plan)
    return svar.med(kilde=grunnlag.kilde)


def _uten_plan(nytt: str, tillatt: str, usikkerhet: str = "0") -> Plangrunnlag:
    return Plangrunnlag(
        har_reguleringsplan=False,
        har_plankrav=True,
        areal_uten_plan=Decimal(tillatt),
        nytt_areal=Maal.of(nytt, usikkerhet, "m2"),
        kilde="Bestemmelser til kommuneplanens arealdel, § 1.2, s. 4",
    )


REGEL = Regel(
    id="pbl-11-9-plankrav",
    tittel=Tekst(nb="Krav om reguleringsplan", nn="Krav om reguleringsplan", en="Plan requirement"),
    hjemmel=Hjemmel("pbl", "11-9", "nr. 1"),
    gjelder=Plangrunnlag,
    leser=("har_reguleringsplan", "har_plankrav", "areal_uten_plan", "nytt_areal", "kilde"),
    anker=Anker.VEDTAK,
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.DISPENSASJON,
    krever_dispensasjon="plan",
    dibk_kode="14.16",
    sjekkpunkt="14.16",
    krav=IngenKrav,
    vurder=vurder,
    melding=Tekst(
        nb="Ingen reguleringsplan dekker byggverket ({navn}), og kommuneplanen krever plan for mer "
        "enn {krav} m²; det nye er {maalt} m² ({kilde}).",
        nn="Ingen reguleringsplan dekkjer byggverket ({navn}), og kommuneplanen krev plan for meir "
        "enn {krav} m²; det nye er {maalt} m² ({kilde}).",
        en="No zoning plan covers the structure ({navn}), and the municipal plan requires one for "
        "more than {krav} m²; the new area is {maalt} m² ({kilde}).",
    ),
    raad=Tekst(
        nb="Vent til området er regulert, eller søk dispensasjon fra plankravet.",
        nn="Vent til området er regulert, eller søk dispensasjon frå plankravet.",
        en="Wait until the area has a zoning plan, or apply for a dispensation.",
    ),
    eksempler=Eksempler(
        oppfylt={"akkurat det som kan bygges uten plan": _uten_plan("50", "50")},
        brutt={
            "alt krever plan": _uten_plan("80", "0"),
            "en tidels kvadratmeter for mye": _uten_plan("50.1", "50"),
        },
        uavklart={
            "ingen har lest kommuneplanens bestemmelser": Plangrunnlag(har_reguleringsplan=False),
            "det nye arealet er ukjent": Plangrunnlag(
                har_reguleringsplan=False, har_plankrav=True, areal_uten_plan=Decimal(0)
            ),
            "det nye arealet er usikkert": _uten_plan("50", "50", "1"),
            "ingen vet om området er regulert": Plangrunnlag(),
        },
        ikke_aktuell={
            "området er regulert": Plangrunnlag(har_reguleringsplan=True),
            "kommuneplanen krever ikke plan": Plangrunnlag(
                har_reguleringsplan=False, har_plankrav=False
            ),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
