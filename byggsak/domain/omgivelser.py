"""Gjenstander om det som ligger rundt: byggverket mot sjø, vei, bane, vern, ledninger og bygg."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from byggsak.domain.facts import Gjenstand, Maal, ukjent
from byggsak.domain.tekst import Tekst


@dataclass(frozen=True, kw_only=True)
class Temaavstand(Gjenstand):
    """Ett byggverk mot det nærmeste objektet i ett temalag.

    `naer` er om noe i laget ligger innenfor `soekt_innen` (m) av byggverket med utstikkende deler;
    er det ikke det, er `avstand` ukjent og `soekt_i`, `soekt_dato` og `soekt_innen` sier hva som
    ble søkt. `avstand` er korteste vannrette, m, 0 når de overlapper, med kartets nøyaktighet.
    """

    naer: bool = ukjent(
        Tekst(
            "om noe ligger i nærheten", "om noko ligg i nærleiken", "whether anything lies nearby"
        )
    )
    avstand: Maal = ukjent(Tekst("avstanden", "avstanden", "the distance"))
    soekt_i: str = ukjent(
        Tekst("hvilket kart som ble søkt", "kva kart som vart søkt", "the map searched")
    )
    soekt_dato: date = ukjent(Tekst("kartets dato", "datoen på kartet", "the date of the map"))
    soekt_innen: Decimal = ukjent(
        Tekst("hvor langt ut det ble søkt", "kor langt ut det vart søkt", "how far was searched")
    )


@dataclass(frozen=True, kw_only=True)
class Strandavstand(Temaavstand):
    """Ett byggverk mot strandlinjen (pbl § 1-8). `planen_har_byggegrense`: en byggegrense i plan i
    kraft går mellom byggverket og sjøen."""

    planen_har_byggegrense: bool = ukjent(
        Tekst(
            "om planen har byggegrense mot sjøen",
            "om planen har byggjegrense mot sjøen",
            "whether the plan has a building line towards the sea",
        )
    )


@dataclass(frozen=True, kw_only=True)
class Vegavstand(Temaavstand):
    """Ett byggverk mot midtlinjen i den nærmeste veien av én klasse (veglova § 29).

    `vegklasse` er «riksveg» (også europavei), «fylkesveg», «kommunal», «gang_sykkel» eller
    «privat». `planen_har_byggegrense`: en byggegrense i plan i kraft går mellom byggverket og
    veien. `tillatelse_vedlagt`: et vedtak fra en annen myndighet følger søknaden.
    """

    vegklasse: str = ukjent(Tekst("vegklassen", "vegklassen", "the class of the road"))
    planen_har_byggegrense: bool = ukjent(
        Tekst(
            "om planen har byggegrense mot veien",
            "om planen har byggjegrense mot vegen",
            "whether the plan has a building line towards the road",
        )
    )
    tillatelse_vedlagt: bool = ukjent(
        Tekst(
            "om tillatelsen fra vegmyndigheten er vedlagt",
            "om løyvet frå vegstyresmakta er lagt ved",
            "whether the road authority's permission is attached",
        )
    )


@dataclass(frozen=True, kw_only=True)
class Vegkryss(Vegavstand):
    """Ett byggverk mot siktlinjen i det krysset mellom offentlige veier der det når lengst inn.

    `avstand` er til krysset, `inntrengning` hvor langt byggverket når inn over linjen mellom
    punktene på midtlinjene, m; utenfor hjørnet er den negativ, avstanden dit. `vegklasse` er den
    største av veiene.
    """

    inntrengning: Maal = ukjent(
        Tekst(
            "hvor langt bygget går inn over linjen i krysset",
            "kor langt bygget går inn over linja i krysset",
            "how far the building reaches over the line at the crossing",
        )
    )


@dataclass(frozen=True, kw_only=True)
class Sporavstand(Temaavstand):
    """Ett byggverk mot midtlinjen i det nærmeste sporet (jernbaneloven § 10).

    `i_drift` er ukjent når kartet sier noe annet om sporet enn at det er i bruk.
    `tillatelse_vedlagt`: et vedtak fra en annen myndighet følger søknaden.
    """

    i_drift: bool = ukjent(
        Tekst("om sporet er i drift", "om sporet er i drift", "whether the track is in operation")
    )
    tillatelse_vedlagt: bool = ukjent(
        Tekst(
            "om avtalen med eieren av sporet er vedlagt",
            "om avtala med eigaren av sporet er lagd ved",
            "whether the agreement with the owner of the track is attached",
        )
    )


@dataclass(frozen=True, kw_only=True)
class Kulturminneavstand(Temaavstand):
    """Ett byggverk mot det nærmeste kulturminnet av ett slag vern (kulturminneloven §§ 4, 6, 15).

    `vern` er «automatisk», «sikringssone», «vedtak», «uavklart» eller «annet». `overlapp` er
    arealet av byggverket på kulturminnet eller i sonen, m².
    """

    vern: str = ukjent(Tekst("vernet", "vernet", "the protection"))
    overlapp: Maal = ukjent(
        Tekst(
            "om bygget ligger på kulturminnet",
            "om bygget ligg på kulturminnet",
            "whether the building lies on the heritage site",
        )
    )
    tillatelse_vedlagt: bool = ukjent(
        Tekst(
            "om tillatelsen fra kulturminnemyndigheten er vedlagt",
            "om løyvet frå kulturminnestyresmakta er lagt ved",
            "whether the heritage authority's permission is attached",
        )
    )


@dataclass(frozen=True, kw_only=True)
class Ledningsavstand(Temaavstand):
    """Ett byggverk mot den nærmeste ledningen av ett slag: «kraft» eller «vann_avloep».

    `avklaring_vedlagt`: ledningseierens avklaring følger søknaden.
    """

    slag: str = ukjent(Tekst("slaget ledning", "slaget leidning", "the kind of line"))
    avklaring_vedlagt: bool = ukjent(
        Tekst(
            "om ledningseierens avklaring er vedlagt",
            "om avklaringa frå leidningseigaren er lagd ved",
            "whether the owner's clarification is attached",
        )
    )


@dataclass(frozen=True, kw_only=True)
class Bygningsavstand(Temaavstand):
    """Ett nytt byggverk mot den nærmeste andre bygningen (TEK17 §§ 6-5 og 11-6).

    `paa_tomten`: den andre bygningen er tegnet i situasjonsplanen; ellers er den fra kartet.
    """

    paa_tomten: bool = ukjent(
        Tekst(
            "om den andre bygningen står på tomten",
            "om den andre bygningen står på tomta",
            "whether the other building stands on the plot",
        )
    )
    liten_frittliggende: bool = ukjent(
        Tekst(
            "om bygget er en liten, frittliggende garasje, et uthus eller lignende",
            "om bygget er ein liten, frittliggjande garasje, eit uthus eller liknande",
            "whether it is a small detached garage, shed or similar",
        )
    )


@dataclass(frozen=True, kw_only=True)
class Aktsomhet(Temaavstand):
    """Ett byggverk mot aktsomhetsområdene for ett slag naturfare: «flom» eller «skred».

    `overlapp` er arealet av fotavtrykket i området, m². Et aktsomhetsområde er grovt tegnet og
    sier at faren må utredes, ikke at den er der.
    """

    slag: str = ukjent(Tekst("slaget fare", "slaget fare", "the kind of hazard"))
    overlapp: Maal = ukjent(
        Tekst(
            "om bygget ligger i aktsomhetsområdet",
            "om bygget ligg i aktsemdsområdet",
            "whether the building lies in the awareness area",
        )
    )
    har_redegjoerelse: bool = ukjent(
        Tekst("redegjørelsen om fare", "utgreiinga om fare", "the hazard account")
    )
