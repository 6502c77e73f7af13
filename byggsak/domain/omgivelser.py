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
    punktene på midtlinjene, m (0 utenfor). `vegklasse` er den største av vegene.
    """

    inntrengning: Maal = ukjent(
        Tekst(
            "hvor langt bygget går inn over linjen i krysset",
            "kor langt bygget går inn over linja i krysset",
            "how far the building reaches over the line at the crossing",
        )
    )
