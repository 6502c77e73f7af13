"""Gjenstander om eiendommen: grensene, høyden, utnyttingen og fotavtrykket reglene spør om."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from byggsak.domain.facts import Gjenstand, Maal, ukjent
from byggsak.domain.tekst import Tekst


@dataclass(frozen=True, kw_only=True)
class Nabogrense(Gjenstand):
    """Én fasade på ett byggverk mot én naboeiendom (pbl § 29-4, TEK17 §§ 6-2 til 6-4).

    `avstand` er korteste vannrette avstand fra fasadelivet til grensen, m, med grensens
    nøyaktighet. `tillegg` er det fremspring over 1,0 m legger til kravet (TEK17 § 6-3), m.
    """

    PERSONOPPLYSNINGER: ClassVar[frozenset[str]] = frozenset({"skriftlig_samtykke"})

    plan_fastsetter_avstand: bool = ukjent(
        Tekst(
            "om planen fastsetter avstanden",
            "om planen fastset avstanden",
            "whether the plan fixes it",
        )
    )
    avstand: Maal = ukjent(
        Tekst(
            "avstanden til nabogrensen", "avstanden til nabogrensa", "the distance to the boundary"
        )
    )
    hoeyde: Maal = ukjent(
        Tekst(
            "høyden på fasaden mot grensen",
            "høgda på fasaden mot grensa",
            "the height of the façade facing the boundary",
        )
    )
    tillegg: Decimal = ukjent(Tekst("utstikkende deler", "utstikkande delar", "protruding parts"))
    skriftlig_samtykke: bool = ukjent(
        Tekst("naboens samtykke", "samtykket frå naboen", "the neighbour's consent")
    )
    liten_frittliggende: bool = ukjent(
        Tekst(
            "om bygget er en liten, frittliggende garasje, et uthus eller lignende",
            "om bygget er ein liten, frittliggjande garasje, eit uthus eller liknande",
            "whether it is a small detached garage, shed or similar",
        )
    )


@dataclass(frozen=True, kw_only=True)
class Byggverkshoeyde(Gjenstand):
    """Høydene på ett byggverk, m over planert terrengs gjennomsnittsnivå (TEK17 § 6-2)."""

    plan_har_hoeydebestemmelse: bool = ukjent(
        Tekst(
            "om planen har høydebestemmelse",
            "om planen har høgdeføresegn",
            "whether the plan regulates height",
        )
    )
    gesimshoeyde: Maal = ukjent(Tekst("gesimshøyden", "gesimshøgda", "the eaves height"))
    moenehoeyde: Maal = ukjent(Tekst("mønehøyden", "mønehøgda", "the ridge height"))


@dataclass(frozen=True, kw_only=True)
class Utnytting(Gjenstand):
    """Utnyttingen på tomten mot tallet i planfeltet (TEK17 kap. 5).

    `utnyttingstype` er plankoden (16 = %-BYA). `grad` er uavrundet BYA / tomt * 100, i prosent.
    `bya`, `tomt_netto` (innenfor byggeformål) og `tomt_brutto` i m². `bra` (m²) og `bra_grad` (%)
    er det oppgitte bruksarealet av alt på tomten med parkering, bare kjent der planen setter
    grensen i bruksareal; `minste` er det minste planen krever, der den gjør det;
    `etasjehoeyde` er den største i det nye, m.
    """

    utnyttingstype: str = ukjent(
        Tekst("utnyttingstypen i planen", "utnyttingstypen i planen", "the plan's utilisation type")
    )
    tillatt: Decimal = ukjent(
        Tekst("tillatt utnytting", "tillaten utnytting", "the permitted utilisation")
    )
    grad: Maal = ukjent(Tekst("utnyttingsgraden", "utnyttingsgraden", "the degree of utilisation"))
    bya: Maal = ukjent(Tekst("bebygd areal", "bygd areal", "the built-up area"))
    tomt_netto: Maal = ukjent(Tekst("tomtearealet", "tomtearealet", "the plot area"))
    tomt_brutto: Maal = ukjent(
        Tekst("eiendommens areal", "arealet av eigedomen", "the property area")
    )
    plan_id: str = ukjent(Tekst("planen", "planen", "the plan"))
    plannavn: str = ukjent(Tekst("planens navn", "namnet på planen", "the plan's name"))
    bra: Maal = ukjent(Tekst("bruksarealet", "bruksarealet", "the usable floor area"))
    bra_grad: Maal = ukjent(
        Tekst(
            "bruksarealet i prosent", "bruksarealet i prosent", "the usable floor area in per cent"
        )
    )
    har_minste: bool = ukjent(
        Tekst(
            "om planen krever en minste utnytting",
            "om planen krev ei minste utnytting",
            "whether the plan requires a least utilisation",
        )
    )
    minste: Decimal = ukjent(
        Tekst("planens minste utnytting", "minste utnytting i planen", "the least utilisation")
    )
    etasjehoeyde: Maal = ukjent(Tekst("etasjehøyden", "etasjehøgda", "the storey height"))


@dataclass(frozen=True, kw_only=True)
class LitenBygning(Gjenstand):
    """Ett byggverk som kan være en liten, frittliggende garasje, et uthus eller lignende.

    `avstand` er den korteste til en nabogrense der planen ikke fastsetter den, m. `bruksareal` og
    `bebygd_areal` (m²) er med det byggverket bygger på, når det er et tilbygg.
    """

    bygningstype: str = ukjent(Tekst("bygningstypen", "bygningstypen", "the building type"))
    avstand: Maal = ukjent(
        Tekst(
            "avstanden til nabogrensen", "avstanden til nabogrensa", "the distance to the boundary"
        )
    )
    frittliggende: bool = ukjent(
        Tekst("om bygget er frittliggende", "om bygget er frittliggjande", "whether it is detached")
    )
    bruksareal: Maal = ukjent(Tekst("bruksarealet", "bruksarealet", "the usable floor area"))
    bebygd_areal: Maal = ukjent(Tekst("bebygd areal", "bygd areal", "the built-up area"))


@dataclass(frozen=True, kw_only=True)
class Arealregnskap(Gjenstand):
    """De erklærte arealene i skjemaet, m² (grad i % eller m² etter `beregningsregel`)."""

    tomt_byggeomraade: Decimal = ukjent(
        Tekst("tomteareal, byggeområde", "tomteareal, byggjeområde", "plot area, building zone")
    )
    tomt_trekkes_fra: Decimal = ukjent(
        Tekst("tomteareal som trekkes fra", "tomteareal som blir trekt frå", "plot area deducted")
    )
    tomt_legges_til: Decimal = ukjent(
        Tekst("tomteareal som legges til", "tomteareal som blir lagt til", "plot area added")
    )
    tomt_beregnet: Decimal = ukjent(
        Tekst("beregnet tomteareal", "berekna tomteareal", "calculated plot area")
    )
    eksisterende: Decimal = ukjent(
        Tekst(
            "areal av eksisterende bebyggelse", "areal av eksisterande bygningar", "existing area"
        )
    )
    rives: Decimal = ukjent(
        Tekst("areal som skal rives", "areal som skal rivast", "area to be demolished")
    )
    nytt: Decimal = ukjent(
        Tekst("areal av ny bebyggelse", "areal av nye bygningar", "new built area")
    )
    parkering: Decimal = ukjent(
        Tekst("parkeringsareal på terreng", "parkeringsareal på terreng", "open parking area")
    )
    sum_byggesak: Decimal = ukjent(Tekst("sum areal", "sum areal", "the total area"))
    grad: Decimal = ukjent(
        Tekst("beregnet grad av utnytting", "berekna grad av utnytting", "calculated utilisation")
    )
    beregningsregel: str = ukjent(
        Tekst("beregningsregelen", "berekningsregelen", "the calculation rule")
    )


@dataclass(frozen=True, kw_only=True)
class Fotavtrykk(Gjenstand):
    """Erklært nytt bebygd areal mot det situasjonsplanen viser, m²."""

    erklaert_nytt: Decimal = ukjent(
        Tekst("erklært nytt bebygd areal", "erklært nytt bygd areal", "the declared new built area")
    )
    maalt_nytt: Maal = ukjent(
        Tekst(
            "fotavtrykket i situasjonsplanen",
            "fotavtrykket i situasjonsplanen",
            "the footprint in the situation plan",
        )
    )
