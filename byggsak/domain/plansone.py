"""Gjenstander om planen på stedet: sonene under byggverket, og planen som det bygges etter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from byggsak.domain.facts import Gjenstand, Maal, ukjent
from byggsak.domain.planoversikt import Planrad
from byggsak.domain.tekst import Tekst

BESTEMMELSESOMRAADE = "bestemmelsesområde"
MIDLERTIDIG_FORBUD = "midlertidig forbud"


@dataclass(frozen=True, kw_only=True)
class Plansone(Gjenstand):
    """Ett byggverk på én sone i plankartet (pbl §§ 11-8, 12-6, 12-7 og 13-1).

    `kode` er den nasjonale koden («140», «730»), eller `BESTEMMELSESOMRAADE` eller
    `MIDLERTIDIG_FORBUD`, som ikke har noen. `overlapp` er arealet av byggverket i sonen, m².
    `gyldig_til` er datoen i sonen (båndlagt fram til, forbud til), `dato` den dagen spørsmålet
    gjelder. Ligger ingen sone under noe av det nye, er det én gjenstand der `treff` er usann, og
    `soekt_i` og `soekt_dato` sier hva som ble søkt.
    """

    treff: bool = ukjent(
        Tekst(
            "om byggverket ligger i en sone i plankartet",
            "om byggverket ligg i ei sone i plankartet",
            "whether the structure lies in a zone of the plan map",
        )
    )
    kode: str = ukjent(Tekst("sonekoden", "sonekoden", "the zone code"))
    overlapp: Maal = ukjent(
        Tekst(
            "hvor mye av byggverket som ligger i sonen",
            "kor mykje av byggverket som ligg i sona",
            "how much of the structure lies in the zone",
        )
    )
    plan: str = ukjent(Tekst("planen", "planen", "the plan"))
    gyldig_til: date = ukjent(
        Tekst("hvor lenge sonen gjelder", "kor lenge sona gjeld", "how long the zone holds")
    )
    dato: date = ukjent(
        Tekst("dagen det spørres om", "dagen det blir spurt om", "the day in question")
    )
    bygningstype: str = ukjent(Tekst("bygningstypen", "bygningstypen", "the building type"))
    uttalelse_vedlagt: bool = ukjent(
        Tekst(
            "om en uttalelse eller et vedtak fra myndigheten er vedlagt",
            "om ei fråsegn eller eit vedtak frå styresmakta er lagt ved",
            "whether the authority's statement or decision is attached",
        )
    )
    soekt_i: str = ukjent(
        Tekst("hvilket kart som ble søkt", "kva kart som vart søkt", "the map searched")
    )
    soekt_dato: date = ukjent(Tekst("kartets dato", "datoen på kartet", "the date of the map"))


@dataclass(frozen=True, kw_only=True)
class Plangrunnlag(Gjenstand):
    """Planen som ett byggverk bygges etter: om den finnes, hvor gammel den er, og hva den krever.

    `vedtatt` er dagen reguleringsplanen trådte i kraft, `dato` den dagen spørsmålet gjelder.
    `privat` er om planen kom etter privat forslag. `andre_statuser` og `andre_planer` er status og
    navn på planer på stedet som ikke er endelig vedtatt, i samme rekkefølge. `har_plankrav`,
    `areal_uten_plan` (m² nytt bebygd areal), `nytt_areal` og `kilde` er kommuneplanens plankrav.
    `planer` er hva alle planene i kraft sier, til rapporten.
    """

    har_reguleringsplan: bool = ukjent(
        Tekst(
            "om en reguleringsplan dekker byggverket",
            "om ein reguleringsplan dekkjer byggverket",
            "whether a zoning plan covers the structure",
        )
    )
    plan: str = ukjent(Tekst("reguleringsplanen", "reguleringsplanen", "the zoning plan"))
    plantype: str = ukjent(Tekst("plantypen", "plantypen", "the type of plan"))
    privat: bool = ukjent(
        Tekst(
            "om planen kom etter privat forslag",
            "om planen kom etter privat framlegg",
            "whether the plan came from a private proposal",
        )
    )
    vedtatt: date = ukjent(
        Tekst("når planen ble vedtatt", "når planen vart vedteken", "when the plan was adopted")
    )
    dato: date = ukjent(
        Tekst("dagen det spørres om", "dagen det blir spurt om", "the day in question")
    )
    andre_statuser: tuple[str, ...] = ukjent(
        Tekst("planstatusen", "planstatusen", "the plan status")
    )
    andre_planer: tuple[str, ...] = ukjent(
        Tekst(
            "planene som ikke er endelig vedtatt",
            "planane som ikkje er endeleg vedtekne",
            "the plans that are not finally adopted",
        )
    )
    har_plankrav: bool = ukjent(
        Tekst(
            "om kommuneplanen krever reguleringsplan",
            "om kommuneplanen krev reguleringsplan",
            "whether the municipal plan requires a zoning plan",
        )
    )
    areal_uten_plan: Decimal = ukjent(
        Tekst(
            "hvor mye som kan bygges uten reguleringsplan",
            "kor mykje som kan byggjast utan reguleringsplan",
            "how much may be built without a zoning plan",
        )
    )
    nytt_areal: Maal = ukjent(
        Tekst("nytt bebygd areal", "nytt bygd areal", "the new built-up area")
    )
    kilde: str = ukjent(Tekst("kilden", "kjelda", "the source"))
    planer: tuple[Planrad, ...] = ukjent(
        Tekst("planene på stedet", "planane på staden", "the plans on the place")
    )
