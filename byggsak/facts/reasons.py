"""Why a fact is unknown, in the three languages; and things about which everything is unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from functools import lru_cache
from typing import Any, Final, TypeGuard, TypeVar

from byggsak.domain.facts import INGENSTEDS, Gjenstand, Sted, Ukjent
from byggsak.domain.tekst import Tekst

G = TypeVar("G", bound=Gjenstand)

PLAN_MANGLER: Final = Tekst(
    "situasjonsplan i digital form mangler (vedleggstype Situasjonsplan)",
    "situasjonsplan i digital form manglar (vedleggstype Situasjonsplan)",
    "there is no digital situation plan (attachment type Situasjonsplan)",
)
PLAN_UTEN_TILTAK: Final = Tekst(
    "situasjonsplanen viser ikke noe nytt byggverk",
    "situasjonsplanen viser ikkje noko nytt byggverk",
    "the situation plan shows no new structure",
)
IKKE_KART: Final = Tekst(
    "det er ikke lastet noe kart for kommunen",
    "det er ikkje lasta noko kart for kommunen",
    "no map is loaded for the municipality",
)
KART_NEDE: Final = Tekst(
    "kartet kunne ikke svare", "kartet kunne ikkje svare", "the map could not answer"
)
IKKE_TEIGER: Final = Tekst(
    "det er ikke lastet noe eiendomskart (teiger) for kommunen",
    "det er ikkje lasta noko eigedomskart (teigar) for kommunen",
    "no cadastral map (parcels) is loaded for the municipality",
)
IKKE_PLANKART: Final = Tekst(
    "det er ikke lastet noe reguleringsplankart for kommunen",
    "det er ikkje lasta noko reguleringsplankart for kommunen",
    "no zoning plan map is loaded for the municipality",
)
INGEN_PLAN_HER: Final = Tekst(
    "ingen reguleringsplan i kraft i kartet dekker stedet",
    "ingen reguleringsplan i kraft i kartet dekkjer staden",
    "no zoning plan in force in the map covers the place",
)
IKKE_EIENDOM: Final = Tekst(
    "søknaden oppgir ingen eiendom med gårds- og bruksnummer",
    "søknaden oppgir ingen eigedom med gards- og bruksnummer",
    "the application names no property with a cadastral number",
)
IKKE_UTFYLT: Final = Tekst(
    "feltet er ikke fylt ut i søknaden",
    "feltet er ikkje fylt ut i søknaden",
    "the field is not filled in in the application",
)
IKKE_I_SITUASJONSPLANEN: Final = Tekst(
    "det er ikke oppgitt i situasjonsplanen",
    "det er ikkje oppgitt i situasjonsplanen",
    "it is not stated in the situation plan",
)
IKKE_I_PLANEN: Final = Tekst(
    "det er ikke oppgitt i plankartet for feltet",
    "det er ikkje oppgitt i plankartet for feltet",
    "it is not stated in the plan map for the field",
)
IKKE_ET_TALL: Final = Tekst(
    "plankartet har noe annet enn ett tall der",
    "plankartet har noko anna enn eitt tal der",
    "the plan map has something other than one number there",
)
ANNET_SYSTEM: Final = Tekst(
    "situasjonsplanens koordinatsystem kan ikke regnes nøyaktig om til kartets",
    "koordinatsystemet i situasjonsplanen kan ikkje reknast nøyaktig om til det i kartet",
    "the situation plan's coordinate system has no exact transformation to the map's",
)
OVERLAPPENDE_TEIGER: Final = Tekst(
    "eiendommene overlapper hverandre i eiendomskartet",
    "eigedomane overlappar kvarandre i eigedomskartet",
    "the properties overlap each other in the cadastral map",
)
EGEN_EIENDOM: Final = Tekst(
    "naboeiendommen er også med i søknaden; grensen mellom dem er en nabogrense til de er "
    "sammenføyd, og et menneske må ta stilling til samtykke eller vilkår om sammenføyning",
    "naboeigedomen er òg med i søknaden; grensa mellom dei er ei nabogrense til dei er "
    "samanføydde, og eit menneske må ta stilling til samtykke eller vilkår om samanføying",
    "the neighbouring property is in the application too; the line between them is a boundary "
    "until they are joined, and a person must consider consent or a condition that they be joined",
)
IKKE_PAA_EIENDOMMEN: Final = Tekst(
    "ingen bygning i situasjonsplanen står på eiendommen",
    "ingen bygning i situasjonsplanen står på eigedomen",
    "no building in the situation plan stands on the property",
)
IKKE_BYGGEOMRAADE: Final = Tekst(
    "ingen del av tomten er avsatt til bebyggelse og anlegg i planen",
    "ingen del av tomta er sett av til bygningar og anlegg i planen",
    "no part of the plot is set aside for building in the plan",
)
PLASSER_MANGLER: Final = Tekst(
    "en parkering har verken areal eller antall plasser",
    "ei parkering har verken areal eller talet på plassar",
    "a parking area has neither an area nor a number of places",
)
LINJEN_ER_AAPEN: Final = Tekst(
    "byggegrensen deler ikke byggeområdet i to, så ingen side er sikkert innsiden",
    "byggjegrensa deler ikkje byggjeområdet i to, så inga side er sikkert innsida",
    "the building line does not divide the building area, so no side is surely the inside",
)
LINJEN_UTEN_VEG: Final = Tekst(
    "ingen side av byggegrensen vender tydelig mot vei",
    "inga side av byggjegrensa vender tydeleg mot veg",
    "neither side of the building line clearly faces a road",
)
UTENFOR_BYGGEOMRAADE: Final = Tekst(
    "byggverket står ikke i planens byggeområde",
    "byggverket står ikkje i byggjeområdet i planen",
    "the structure does not stand in the plan's building area",
)
NABOER_IKKE_SLAATT_OPP: Final = Tekst(
    "naboene kunne ikke slås opp i eiendomskartet",
    "naboane kunne ikkje slåast opp i eigedomskartet",
    "the neighbours could not be looked up in the cadastral map",
)
INGEN_NABO_I_KARTET: Final = Tekst(
    "eiendomskartet viser ingen eiendom som grenser til",
    "eigedomskartet viser ingen eigedom som grensar til",
    "the cadastral map shows no adjoining property",
)
KVITTERING_ER_VEDLEGG: Final = Tekst(
    "kvitteringen for nabovarsel er et vedlegg som et menneske må lese",
    "kvitteringa for nabovarsel er eit vedlegg som eit menneske må lese",
    "the receipt for the neighbour notice is an attachment that a person must read",
)
VARSEL_UTEN_DATO: Final = Tekst(
    "gjenparten oppgir ikke når varselet ble sendt",
    "gjenparten oppgir ikkje når varselet vart sendt",
    "the copy of the notice does not state when it was sent",
)
IKKE_VARSLET: Final = Tekst(
    "naboen står ikke i gjenparten av nabovarselet",
    "naboen står ikkje i gjenparten av nabovarselet",
    "the neighbour is not in the copy of the notice",
)
MAALING_FEILET: Final = Tekst(
    "målingen lot seg ikke gjennomføre på geometrien i kartet og situasjonsplanen",
    "målinga let seg ikkje gjennomføre på geometrien i kartet og situasjonsplanen",
    "the geometry of the map and the situation plan could not be measured",
)
UKJENT_TILTAKSTYPE: Final = Tekst(
    "tiltakstypen sier det ikke", "tiltakstypen seier det ikkje", "the type of project does not say"
)


GRUNNENE_ER_VEDLEGG: Final = Tekst(
    "dispensasjonssøknaden er et vedlegg som et menneske må lese",
    "dispensasjonssøknaden er eit vedlegg som eit menneske må lese",
    "the application for dispensation is an attachment that a person must read",
)


def ikke_i_matrikkelen(nummer: str) -> Tekst:
    return Tekst(
        f"eiendommen {nummer} finnes ikke i eiendomskartet",
        f"eigedomen {nummer} finst ikkje i eigedomskartet",
        f"the property {nummer} is not in the cadastral map",
    )


def uten_hoeyde(deler: str) -> Tekst:
    return Tekst(
        f"situasjonsplanen oppgir ikke høyden på {deler}, som avgjør om delen regnes med",
        f"situasjonsplanen oppgir ikkje høgda på {deler}, som avgjer om delen blir rekna med",
        f"the situation plan does not state the height of {deler}, which decides whether it counts",
    )


def ukjent_felt(type_: type[Gjenstand], felt: str, grunn: Tekst) -> Any:
    """The fact of the class that nobody knows, with its own name and the reason.

    `Any` for the same reason as `ukjent(...)`: it stands in a field of any type.
    """
    standard = next(f.default for f in fields(type_) if f.name == felt)
    assert isinstance(standard, Ukjent), f"{type_.__name__}.{felt} has no unknown default"
    return standard.fordi(grunn)


def alt_ukjent(mal: G, grunn: Tekst) -> G:
    """`mal` with the reason given for every fact that it does not state."""
    alle = _ukjente(type(mal), grunn)
    tomme = {navn: ukjent for navn, ukjent in alle.items() if _er_ukjent(getattr(mal, navn))}
    return replace(mal, **tomme)


def uavklart(type_: type[G], grunn: Tekst, sted: Sted = INGENSTEDS, navn: str = "") -> G:
    """One thing of the class about which nothing is known: every rule on it is `uavklart`."""
    return type_(navn=navn, sted=sted, **_ukjente(type_, grunn))


def _ukjente(type_: Any, grunn: Tekst) -> Mapping[str, Any]:
    """Every fact of the class as unknown for the reason."""
    return _husket(type_, grunn)


@lru_cache(maxsize=512)
def _husket(type_: Any, grunn: Tekst) -> Mapping[str, Any]:
    standard = {f.name: f.default for f in fields(type_)}
    return {navn: verdi.fordi(grunn) for navn, verdi in standard.items() if _er_ukjent(verdi)}


def _er_ukjent(verdi: object) -> TypeGuard[Ukjent]:
    return isinstance(verdi, Ukjent) and verdi.grunn is None
