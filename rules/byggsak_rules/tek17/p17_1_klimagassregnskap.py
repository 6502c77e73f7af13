"""Klimagassregnskap – byggteknisk forskrift (TEK17) § 17-1.

For nye boligblokker og yrkesbygninger skal det lages klimagassregnskap. Regnskapet skal være klart
ved ferdigattest og sendes ikke inn med søknaden; regelen sier derfor bare fra om kravet.

Kravet kom 1. juli 2022. En overgangstid på ett år, der søkeren kunne velge de gamle reglene, er
alminnelig kunnskap, ikke lest i kilde. Hovedombygging har også kravet, men skjemaets tiltakstype
skiller den ikke sikkert fra annen endring.
"""

from dataclasses import dataclass
from datetime import date

from byggsak.domain.formalia import Byggeomfang
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

ANNET_BYGG = Tekst(
    nb="tiltaket er ikke ny boligblokk eller ny yrkesbygning",
    nn="tiltaket er ikkje ny bustadblokk eller ny yrkesbygning",
    en="the project is no new block of flats or commercial building",
)


@dataclass(frozen=True)
class Krav:
    bygningstyper_klimagass: tuple[str, ...]  # begynnelsen på koden
    vedlegg_klimagass: frozenset[str]


def vurder(omfang: Byggeomfang, krav: Krav) -> Vurdering:
    if not omfang.nytt or not omfang.bygningstype.startswith(krav.bygningstyper_klimagass):
        return ikke_aktuell(ANNET_BYGG)
    return oppfylt() if omfang.vedleggstyper & krav.vedlegg_klimagass else brutt()


def _omfang(type_: str, *vedlegg: str) -> Byggeomfang:
    return Byggeomfang(nytt=True, bygningstype=type_, vedleggstyper=frozenset(vedlegg))


REGEL = Regel(
    id="tek17-17-1-klimagassregnskap",
    tittel=Tekst(nb="Klimagassregnskap", nn="Klimagassrekneskap", en="Greenhouse gas account"),
    hjemmel=Hjemmel("TEK17", "17-1"),
    gjelder=Byggeomfang,
    leser=("nytt", "bygningstype", "vedleggstyper"),
    gjelder_fra=date(2022, 7, 1),
    alvorlighet=Alvorlighet.ADVARSEL,
    virkning=Virkning.OPPLYSNING,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Tiltaket er en ny boligblokk eller yrkesbygning: det skal lages klimagassregnskap.",
        nn="Tiltaket er ei ny bustadblokk eller yrkesbygning: det skal lagast klimagassrekneskap.",
        en="The project is a new block of flats or commercial building: it needs a greenhouse gas "
        "account.",
    ),
    raad=Tekst(
        nb="Lag regnskapet, og ha det klart til ferdigattest.",
        nn="Lag rekneskapen, og ha han klar til ferdigattest.",
        en="Make the account, and have it ready for completion.",
    ),
    eksempler=Eksempler(
        oppfylt={"redegjørelsen er vedlagt": _omfang("145", "AndreRedegjoerelser")},
        brutt={"en ny boligblokk": _omfang("145"), "en ny skole": _omfang("613")},
        uavklart={"bygningstypen er ikke oppgitt": Byggeomfang(nytt=True)},
        ikke_aktuell={
            "en enebolig": _omfang("111"),
            "en eksisterende blokk får ny fasade": Byggeomfang(nytt=False),
        },
    ),
    soeknadstyper=frozenset({"ET", "RS"}),
    kontrollert=date(2026, 7, 2),
)
