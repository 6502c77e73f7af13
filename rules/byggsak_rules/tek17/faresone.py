"""Det flom og skred har felles: en faresone under fotavtrykket, og hva som må følge søknaden."""

from decimal import Decimal

from byggsak.domain.plan import Faresone
from byggsak.rule import Tekst, Utfall, Vurdering, hoeyst, oppfylt, uavklart

FAGLIG_VURDERING = Tekst(
    nb="byggverket ligger i faresonen; sikkerhetsklasse og redegjørelse er levert, og et menneske "
    "må vurdere om sikkerheten er god nok",
    nn="byggverket ligg i faresona; tryggleiksklasse og utgreiing er leverte, og eit menneske må "
    "vurdere om tryggleiken er god nok",
    en="the structure lies in the hazard zone; a safety class and an account are supplied, and a "
    "person must judge whether it is safe enough",
)


def vurder_sone(sone: Faresone) -> Vurdering:
    """Brutt når sonen treffer og klasse eller redegjørelse mangler; ingen sone er aldri «trygt»."""
    svar = hoeyst(sone.overlapp, Decimal(0))
    if svar.utfall is Utfall.OPPFYLT:
        return oppfylt(ingen_sone(sone))
    if svar.utfall is Utfall.UAVKLART:
        return svar
    if sone.har_sikkerhetsklasse and sone.har_redegjoerelse:
        return uavklart(FAGLIG_VURDERING)
    return svar.med(kode=sone.kode)


def ingen_sone(sone: Faresone) -> Tekst:
    """Hva som ble søkt, og kartets dato: fravær av sone sier bare hva kartet viser."""
    kart = sone.soekt_i.strip()
    dato = sone.soekt_dato.isoformat()
    return Tekst(
        nb=f"ingen faresone funnet i {kart} ({dato}); det betyr ikke at stedet er trygt",
        nn=f"inga faresone funnen i {kart} ({dato}); det tyder ikkje at staden er trygg",
        en=f"no hazard zone found in {kart} ({dato}); that does not mean the site is safe",
    )
