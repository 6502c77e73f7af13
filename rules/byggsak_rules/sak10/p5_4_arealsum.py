"""Arealregnskapet går opp – byggesaksforskriften (SAK10) § 5-4 tredje ledd bokstav d.

Søknaden oppgir tiltakets størrelse og grad av utnytting. Tre summer skal stemme med leddene sine:

- beregnet tomteareal = byggeområde − det som trekkes fra + det som legges til;
- sum areal = eksisterende − det som rives + nytt + parkering på terreng;
- grad av utnytting = sum / tomt × 100 når planen regner i prosent (%BYA, %BRA, %TU), og det
  samme som summen når planen regner i kvadratmeter (BYA, BRA, T-BRA).

Regnestykket er lest ut av utfylte skjemaer. Graden kan oppgis med to desimaler eller rundet opp
til hel prosent; begge godtas. Andre beregningsregler (U, TU, annet) kan ikke etterregnes, og
svaret er da uavklart. Regelen sier hvilken sum som ikke stemmer, den første om det er flere.

Regelen avgjør ikke om arealene er riktig målt, og ikke om planen tåler dem.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, Decimal

from byggsak.domain.eiendom import Arealregnskap
from byggsak.rule import (
    Alvorlighet,
    Eksempler,
    Hjemmel,
    Regel,
    Tekst,
    Utfall,
    Virkning,
    Vurdering,
    oppfylt,
    uavklart,
)

TOMT = Tekst(nb="beregnet tomteareal", nn="berekna tomteareal", en="the calculated plot area")
SUM = Tekst(nb="sum areal", nn="sum areal", en="the total area")
GRAD = Tekst(nb="grad av utnytting", nn="grad av utnytting", en="the degree of utilisation")
UKJENT_REGEL = Tekst(
    nb="beregningsregelen lar seg ikke etterregne",
    nn="berekningsregelen lèt seg ikkje etterrekne",
    en="the calculation rule cannot be recalculated",
)
INGEN_TOMT = Tekst(
    nb="tomtearealet er null, så graden kan ikke regnes ut",
    nn="tomtearealet er null, så graden kan ikkje reknast ut",
    en="the plot area is zero, so the degree cannot be calculated",
)


@dataclass(frozen=True)
class Krav:
    toleranse_areal: Decimal  # m²
    toleranse_grad: Decimal  # prosentpoeng
    prosentregler: frozenset[str]
    arealregler: frozenset[str]
    regler_uten_tall: frozenset[str]


def vurder(areal: Arealregnskap, krav: Krav) -> Vurdering:
    tomt = _stemmer(
        TOMT,
        areal.tomt_beregnet,
        areal.tomt_byggeomraade - areal.tomt_trekkes_fra + areal.tomt_legges_til,
        krav.toleranse_areal,
        _M2,
    )
    if tomt.utfall is Utfall.BRUTT:
        return tomt
    sum_ = _stemmer(
        SUM,
        areal.sum_byggesak,
        areal.eksisterende - areal.rives + areal.nytt + areal.parkering,
        krav.toleranse_areal,
        _M2,
    )
    if sum_.utfall is Utfall.BRUTT:
        return sum_
    return _graden(areal, krav)


def _graden(areal: Arealregnskap, krav: Krav) -> Vurdering:
    regel = areal.beregningsregel.strip()
    if regel in krav.regler_uten_tall:
        return oppfylt()
    if regel in krav.arealregler:
        return _stemmer(GRAD, areal.grad, areal.sum_byggesak, krav.toleranse_areal, _M2)
    if regel not in krav.prosentregler:
        return uavklart(UKJENT_REGEL)
    if areal.tomt_beregnet == 0:
        return uavklart(INGEN_TOMT)
    beregnet = areal.sum_byggesak / areal.tomt_beregnet * _HUNDRE
    if areal.grad == beregnet.to_integral_value(ROUND_CEILING):
        return oppfylt()
    return _stemmer(GRAD, areal.grad, beregnet, krav.toleranse_grad, _PROSENT)


def _stemmer(
    hva: Tekst, oppgitt: Decimal, beregnet: Decimal, toleranse: Decimal, enhet: str
) -> Vurdering:
    avvik = abs(oppgitt - beregnet)
    svar = Vurdering(
        Utfall.OPPFYLT if avvik <= toleranse else Utfall.BRUTT,
        maalt=oppgitt,
        krav=round(beregnet, 2),
        margin=toleranse - avvik,
        enhet=enhet,
    )
    return svar.med(hva=hva)


_HUNDRE = Decimal(100)
_M2 = "m2"
_PROSENT = "%"

_SKJEMA = Arealregnskap(
    tomt_byggeomraade=Decimal("550.0"),
    tomt_trekkes_fra=Decimal("59.60"),
    tomt_legges_til=Decimal("36.20"),
    tomt_beregnet=Decimal("526.6"),
    eksisterende=Decimal("136.20"),
    rives=Decimal("95.15"),
    nytt=Decimal("59.60"),
    parkering=Decimal("36.00"),
    sum_byggesak=Decimal("136.65"),
    grad=Decimal("25.95"),
    beregningsregel="%BYA",
)

REGEL = Regel(
    id="sak10-5-4-arealsum",
    tittel=Tekst(
        nb="Arealregnskapet i søknaden",
        nn="Arealrekneskapen i søknaden",
        en="The application's account of areas",
    ),
    hjemmel=Hjemmel("SAK10", "5-4", "tredje ledd bokstav d"),
    gjelder=Arealregnskap,
    leser=(
        "tomt_byggeomraade",
        "tomt_trekkes_fra",
        "tomt_legges_til",
        "tomt_beregnet",
        "eksisterende",
        "rives",
        "nytt",
        "parkering",
        "sum_byggesak",
        "grad",
        "beregningsregel",
    ),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.ADVARSEL,
    virkning=Virkning.OPPLYSNING,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Søknaden oppgir {hva} til {maalt}, men leddene gir {krav}.",
        nn="Søknaden oppgir {hva} til {maalt}, men ledda gir {krav}.",
        en="The application states {hva} as {maalt}, but the parts give {krav}.",
    ),
    raad=Tekst(
        nb="Rett summen eller leddene, så tallene stemmer med hverandre.",
        nn="Rett summen eller ledda, så tala stemmer med kvarandre.",
        en="Correct the sum or its parts so that the numbers agree.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "alle tre summer stemmer": _SKJEMA,
            "graden rundet opp til hel prosent": replace(_SKJEMA, grad=Decimal(26)),
            "graden i kvadratmeter er summen": replace(
                _SKJEMA, grad=Decimal("136.65"), beregningsregel="BYA"
            ),
            "graden i bruksareal er summen": replace(
                _SKJEMA, grad=Decimal("136.65"), beregningsregel="BRA"
            ),
            "graden i tillatt bruksareal er summen": replace(
                _SKJEMA, grad=Decimal("136.65"), beregningsregel="T-BRA"
            ),
            "graden i prosent bruksareal": replace(_SKJEMA, beregningsregel="%BRA"),
            "tomteutnyttelse": replace(_SKJEMA, beregningsregel="%TU"),
            "en halv hundredel er avrunding": replace(_SKJEMA, grad=Decimal("25.945")),
            "fem hundredeler av en kvadratmeter er avrunding": replace(
                _SKJEMA, sum_byggesak=Decimal("136.70"), grad=Decimal("25.96")
            ),
            "planen stiller ikke krav": replace(_SKJEMA, beregningsregel="ingenKrav"),
        },
        brutt={
            "det som skal rives, er ikke trukket fra": replace(
                _SKJEMA, sum_byggesak=Decimal("231.80")
            ),
            "tomten er ikke regnet ned": replace(_SKJEMA, tomt_beregnet=Decimal("550.0")),
            "summen er seks hundredeler feil": replace(_SKJEMA, sum_byggesak=Decimal("136.71")),
            "graden er halvannen hundredel feil": replace(_SKJEMA, grad=Decimal("25.965")),
            "graden er to hundredeler feil": replace(_SKJEMA, grad=Decimal("25.97")),
            "graden i kvadratmeter er ikke summen": replace(
                _SKJEMA, grad=Decimal("25.95"), beregningsregel="BYA"
            ),
        },
        uavklart={
            "beregningsregelen er en annen": replace(_SKJEMA, beregningsregel="annetUdef"),
            "tomten er null": replace(
                _SKJEMA, tomt_byggeomraade=Decimal("23.4"), tomt_beregnet=Decimal(0)
            ),
            "parkering er ikke fylt ut": Arealregnskap(
                tomt_byggeomraade=Decimal(500),
                tomt_trekkes_fra=Decimal(0),
                tomt_legges_til=Decimal(0),
                tomt_beregnet=Decimal(500),
                eksisterende=Decimal(0),
                rives=Decimal(0),
                nytt=Decimal(100),
                sum_byggesak=Decimal(100),
            ),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
