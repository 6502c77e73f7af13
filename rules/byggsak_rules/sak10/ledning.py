"""Det reglene om avstand til ledninger har felles: hvor nær eierens avklaring må følge søknaden."""

from dataclasses import dataclass
from decimal import Decimal

from byggsak.domain.omgivelser import Ledningsavstand
from byggsak.rule import Maal, Tekst, Utfall, Vurdering, ikke_aktuell, minst, uavklart
from byggsak_rules.temakart import ikke_i_naerheten

ANNEN_LEDNING = Tekst(
    nb="gjelder et annet slag ledning",
    nn="gjeld eit anna slag leidning",
    en="concerns another kind of line",
)
AVKLARING_VEDLAGT = Tekst(
    nb="ledningseierens avklaring er vedlagt, og et menneske må lese den",
    nn="avklaringa frå leidningseigaren er lagd ved, og eit menneske må lese henne",
    en="the line owner's clarification is attached, and a person must read it",
)


@dataclass(frozen=True)
class Krav:
    slag: str
    varslingsavstand: Decimal  # m
    toleranse_lengde: Decimal  # m


def vurder(bygg: Ledningsavstand, krav: Krav) -> Vurdering:
    if bygg.slag != krav.slag:
        return ikke_aktuell(ANNEN_LEDNING)
    if not bygg.naer:
        return ikke_i_naerheten(bygg)
    svar = minst(bygg.avstand, krav.varslingsavstand, krav.toleranse_lengde)
    if svar.utfall is Utfall.BRUTT and bygg.avklaring_vedlagt:
        return uavklart(AVKLARING_VEDLAGT)
    return svar


def ledning(
    slag: str, meter: str, *, usikkerhet: str = "0", avklaring: bool = False
) -> Ledningsavstand:
    """Et byggverk så langt fra en ledning av slaget, til eksemplene."""
    return Ledningsavstand(
        naer=True,
        slag=slag,
        avstand=Maal.of(meter, usikkerhet),
        avklaring_vedlagt=avklaring,
    )
