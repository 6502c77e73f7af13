"""Aktsomhetsområde for flom eller skred – plan- og bygningsloven § 28-1, jf. TEK17 kapittel 7.

Grunn kan bare bebygges når det er tilstrekkelig sikkerhet mot fare. Et aktsomhetsområde er grovt
tegnet: det sier at faren må utredes, ikke at den er der. Ligger fotavtrykket i et slikt område
uten at redegjørelse for faren følger søknaden, sier regelen fra. Med redegjørelse er svaret
uavklart: om sikkerheten er god nok, er en faglig vurdering et menneske gjør.

Utenfor området er regelen oppfylt bare i den forstand at kartet ikke viser noe; svaret nevner
kartet og datoen. Det er aldri det samme som trygt. Faresoner i planen er egne regler (TEK17 §§
7-2, 7-3).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from byggsak.domain.omgivelser import Aktsomhet
from byggsak.rule import (
    Alvorlighet,
    Anker,
    Eksempler,
    Hjemmel,
    Maal,
    Regel,
    Tekst,
    Utfall,
    Virkning,
    Vurdering,
    hoeyst,
    uavklart,
)
from byggsak_rules.temakart import ikke_i_naerheten

FARER = {
    "flom": Tekst(nb="flom", nn="flaum", en="flooding"),
    "skred": Tekst(nb="skred", nn="skred", en="landslides"),
}
FAGLIG_VURDERING = Tekst(
    nb="byggverket ligger i et aktsomhetsområde, og redegjørelse er levert; et menneske må "
    "vurdere om "
    "sikkerheten er god nok",
    nn="byggverket ligg i eit aktsemdsområde, og utgreiing er levert; eit menneske må vurdere om "
    "tryggleiken er god nok",
    en="the structure lies in an awareness area and an account is supplied; a person must judge "
    "whether it is safe enough",
)


@dataclass(frozen=True)
class Krav:
    tillatt_i_omraadet: Decimal  # m²


def vurder(bygg: Aktsomhet, krav: Krav) -> Vurdering:
    if not bygg.naer:
        return ikke_i_naerheten(bygg)
    svar = hoeyst(bygg.overlapp, krav.tillatt_i_omraadet)
    if svar.utfall is Utfall.BRUTT and bygg.har_redegjoerelse:
        return uavklart(FAGLIG_VURDERING)
    return svar.med(slag=FARER[bygg.slag])


def _bygg(overlapp: str, slag: str = "flom", *, redegjoerelse: bool = False) -> Aktsomhet:
    return Aktsomhet(
        naer=True,
        slag=slag,
        overlapp=Maal.of(overlapp, enhet="m2"),
        har_redegjoerelse=redegjoerelse,
    )


REGEL = Regel(
    id="pbl-28-1-aktsomhet",
    tittel=Tekst(
        nb="Aktsomhetsområde for naturfare",
        nn="Aktsemdsområde for naturfare",
        en="Natural hazard awareness area",
    ),
    hjemmel=Hjemmel("pbl", "28-1", "første ledd"),
    gjelder=Aktsomhet,
    leser=("naer", "soekt_i", "soekt_dato", "soekt_innen", "slag", "overlapp", "har_redegjoerelse"),
    anker=Anker.VEDTAK,
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.ADVARSEL,
    virkning=Virkning.SKJOENN,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="{maalt} m² av byggverket ({navn}) ligger i aktsomhetsområde for {slag}, og søknaden "
        "har ingen redegjørelse for faren.",
        nn="{maalt} m² av byggverket ({navn}) ligg i aktsemdsområde for {slag}, og søknaden har "
        "inga utgreiing om faren.",
        en="{maalt} m² of the structure ({navn}) lies in an awareness area for {slag}, and the "
        "application has no account of the hazard.",
    ),
    raad=Tekst(
        nb="Legg ved en redegjørelse for naturfaren (vedleggstype RedegjoerelseSkredOgFlom), "
        "eller flytt byggverket ut av området.",
        nn="Legg ved ei utgreiing om naturfaren (vedleggstype RedegjoerelseSkredOgFlom), eller "
        "flytt byggverket ut av området.",
        en="Attach an account of the natural hazard (attachment type RedegjoerelseSkredOgFlom), "
        "or move the structure out of the area.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "utenfor området": _bygg("0"),
            "ingen områder i nærheten": Aktsomhet(
                naer=False,
                soekt_i="kartet",
                soekt_dato=date(2026, 5, 1),
                soekt_innen=Decimal(105),
                slag="flom",
            ),
        },
        brutt={
            "huset ligger i aktsomhetsområde for flom": _bygg("80"),
            "et hjørne ligger i aktsomhetsområde for skred": _bygg("0.3", "skred"),
        },
        uavklart={
            "redegjørelse er levert": _bygg("80", redegjoerelse=True),
            "aktsomhetskartet er ikke lastet": Aktsomhet(slag="flom"),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
