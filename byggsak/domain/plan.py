"""Gjenstander om plan og fare: arealformål, byggegrense og hensynssoner under fotavtrykket."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from byggsak.domain.facts import Gjenstand, Maal, ukjent
from byggsak.domain.tekst import Tekst


@dataclass(frozen=True, kw_only=True)
class Arealformaal(Gjenstand):
    """Et byggverks fotavtrykk mot arealformålene i gjeldende plan (PLAN-02).

    `utenfor` er arealet av fotavtrykket på formål som ikke tillater tiltaket (eller uten plan), m².
    `bredde_utenfor` er største bredde av den delen, m. `formaal` er kodene fotavtrykket ligger på.
    """

    plan_id: str = ukjent(Tekst("gjeldende plan", "gjeldande plan", "the plan in force"))
    plannavn: str = ukjent(Tekst("planens navn", "namnet på planen", "the plan's name"))
    utenfor: Maal = ukjent(
        Tekst(
            "hvor mye av fotavtrykket som ligger utenfor tillatt formål",
            "kor mykje av fotavtrykket som ligg utanfor tillate føremål",
            "how much of the footprint lies outside the permitted land use",
        )
    )
    bredde_utenfor: Maal = ukjent(
        Tekst(
            "bredden av delen utenfor", "breidda av delen utanfor", "the width of the part outside"
        )
    )
    formaal: tuple[str, ...] = ukjent(
        Tekst(
            "arealformålet under bygget", "arealføremålet under bygget", "the land use underneath"
        )
    )
    formaal_utenfor: tuple[str, ...] = ukjent(
        Tekst("formålet utenfor", "føremålet utanfor", "the land use outside")
    )


@dataclass(frozen=True, kw_only=True)
class Byggegrense(Gjenstand):
    """Ett byggverk mot én byggegrense i planen (PLAN-03, juridisk linje 1211).

    `overskridelse` er hvor langt byggverket med utstikkende deler går over linjen, m; 0 innenfor.
    Er det ikke mulig å si hvilken side som er byggeområdet, er den ukjent med grunnen.
    """

    overskridelse: Maal = ukjent(
        Tekst(
            "hvor langt bygget går over byggegrensen",
            "kor langt bygget går over byggjegrensa",
            "how far the building crosses the building line",
        )
    )
    plan_id: str = ukjent(Tekst("planen", "planen", "the plan"))


@dataclass(frozen=True, kw_only=True)
class Planforhold(Gjenstand):
    """Reguleringsplan og kommuneplan som begge er i kraft under ett byggverk (pbl § 1-5).

    `formaal_regulering` og `formaal_kommuneplan` er kodene under fotavtrykket, størst areal først.
    """

    reguleringsplan: str = ukjent(
        Tekst("reguleringsplanen", "reguleringsplanen", "the zoning plan")
    )
    kommuneplan: str = ukjent(Tekst("kommuneplanen", "kommuneplanen", "the municipal plan"))
    kommuneplan_nyere: bool = ukjent(
        Tekst(
            "om kommuneplanen er nyere enn reguleringsplanen",
            "om kommuneplanen er nyare enn reguleringsplanen",
            "whether the municipal plan is newer than the zoning plan",
        )
    )
    formaal_regulering: tuple[str, ...] = ukjent(
        Tekst(
            "arealformålet i reguleringsplanen",
            "arealføremålet i reguleringsplanen",
            "the land use in the zoning plan",
        )
    )
    formaal_kommuneplan: tuple[str, ...] = ukjent(
        Tekst(
            "arealformålet i kommuneplanen",
            "arealføremålet i kommuneplanen",
            "the land use in the municipal plan",
        )
    )


@dataclass(frozen=True, kw_only=True)
class Kotehoeyde(Gjenstand):
    """Ett byggverk mot en regulert høyde som planen har på tomten (RpRegulertHøyde).

    Kotene er meter over null i høydesystemet: `gesimskote` og `moenekote` er situasjonsplanens
    terrengkote (alltid NN2000) med gesims- og mønehøyde lagt til, `regulert` er planens kote i
    `hoeydesystem` («NN2000», «NN1954»). De to systemene skiller desimetre, ulikt fra sted til sted.
    """

    gesimskote: Maal = ukjent(
        Tekst("gesimsens kote", "koten til gesimsen", "the elevation of the eaves")
    )
    moenekote: Maal = ukjent(Tekst("mønets kote", "koten til mønet", "the elevation of the ridge"))
    regulert: Decimal = ukjent(
        Tekst("planens regulerte høyde", "den regulerte høgda i planen", "the plan's elevation")
    )
    hoeydesystem: str = ukjent(
        Tekst("planens høydesystem", "høgdesystemet i planen", "the plan's height system")
    )


@dataclass(frozen=True, kw_only=True)
class Faresone(Gjenstand):
    """Ett byggverk mot faresonene av ett slag i planen: «flom» (H320), «skred» (H310) eller
    «hoeyspent» (H370, der redegjørelsen er netteierens avklaring).

    `overlapp` er arealet av fotavtrykket i sonen, m² (0 når ingen sone treffer). `kode` er sonens
    plankode. Fravær av sone er aldri «trygt»: `soekt_i` og `soekt_dato` sier hva som ble søkt.
    """

    slag: str = ukjent(Tekst("slaget fare", "slaget fare", "the kind of hazard"))
    kode: str = ukjent(Tekst("sonekoden", "sonekoden", "the zone code"))
    overlapp: Maal = ukjent(
        Tekst(
            "om bygget ligger i faresonen",
            "om bygget ligg i faresona",
            "whether the building lies in the hazard zone",
        )
    )
    bygningstype: str = ukjent(Tekst("bygningstypen", "bygningstypen", "the building type"))
    har_sikkerhetsklasse: bool = ukjent(
        Tekst("sikkerhetsklassen", "tryggleiksklassen", "the safety class")
    )
    har_redegjoerelse: bool = ukjent(
        Tekst("redegjørelsen om fare", "utgreiinga om fare", "the hazard account")
    )
    soekt_i: str = ukjent(
        Tekst("hvilket kart som ble søkt", "kva kart som vart søkt", "the map searched")
    )
    soekt_dato: date = ukjent(Tekst("kartets dato", "datoen på kartet", "the date of the map"))
