"""Nabogrense: every new building, façade height and neighbouring property (pbl § 29-4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from byggsak.domain.eiendom import Nabogrense
from byggsak.domain.facts import Maal
from byggsak.domain.situasjonsplan import Bygning
from byggsak.domain.tekst import Tekst
from byggsak.facts import reasons
from byggsak.facts.mapview import Noekkel, Teig, skriv_nummer
from byggsak.facts.neighbours import samtykke
from byggsak.facts.reasons import ukjent_felt
from byggsak.facts.site import NyttBygg, Tomt
from byggsak.geometry.measure import (
    Form,
    Maalekrav,
    beroerer,
    endepunkt,
    form,
    lengde,
    overlapper,
    union,
)
from byggsak.geometry.measure_area import bygning as bygd_av
from byggsak.geometry.measure_boundary import (
    Fasadeavstand,
    Fasadeledd,
    Fasadelinje,
    Utstikk,
    avstander,
    fasadeledd,
)
from byggsak.geometry.measure_line import gaar_mellom
from byggsak.geometry.measure_property import (
    felles_grense,
    grense_uten_nabo,
    inntrengning,
    usikkerhet,
)

UTEN_NABO = "grense uten registrert nabo"


def nabogrenser(tomt: Tomt) -> list[Nabogrense]:
    grunn = tomt.plan_grunn or tomt.eiendom_grunn
    if grunn is not None:
        byggene = tomt.nye or (None,)
        return [_uavklart(tomt, bygg, grunn) for bygg in byggene]
    return [grense for bygg in tomt.nye for grense in _for_bygg(tomt, bygg)]


def _uavklart(tomt: Tomt, bygg: NyttBygg | None, grunn: Tekst) -> Nabogrense:
    if bygg is None:
        return reasons.uavklart(Nabogrense, grunn)
    b = bygg.bygning
    return reasons.uavklart(Nabogrense, grunn, tomt.sted(b.gml_id, b.linje), b.gml_id)


def _for_bygg(tomt: Tomt, bygg: NyttBygg) -> list[Nabogrense]:
    krav, b = tomt.krav, bygg.bygning
    ledd = fasadeledd(
        bygg.fotavtrykk,
        [Fasadelinje(form(f.linjegeometri.wkb), f.gesimshoeyde, f.gml_id) for f in b.fasader],
        [Utstikk(form(u.omraade.wkb), u.gml_id) for u in b.utstikkende if u.type != "terrasse"],
        b.gesimshoeyde,
        krav,
    )
    grunner = tomt.paa(bygg.fotavtrykk) or tomt.grunn
    hele = union(grunner)
    liten = liten_frittliggende(tomt, bygg)
    grenser: list[Nabogrense] = []
    for numre, teiger in tomt.naboer.items():
        teiger = [t for t in teiger if beroerer(hele, t.flate, krav.sliver_bredde)]
        if not teiger:
            continue
        linje = union(felles_grense(hele, t.flate, krav) for t in teiger)
        over = union(inntrengning(bygg.fotavtrykk, t.flate, hele, krav) for t in teiger)
        mal = Nabogrense(
            skriftlig_samtykke=samtykke(tomt.grunnlag, numre), liten_frittliggende=liten
        )
        if any(overlapper(t.flate, hele, krav.sliver_areal) for t in teiger):
            mal = replace(mal, avstand=_ukjent("avstand", reasons.OVERLAPPENDE_TEIGER))
        grenser += _mot(tomt, bygg, _navn(numre), mal, ledd, linje, over, teiger)
    rest = grense_uten_nabo(hele, [t.flate for t in tomt.naboteiger], krav)
    if not rest.is_empty:
        mal = Nabogrense(skriftlig_samtykke=False, liten_frittliggende=liten)
        # Nobody's ground is known beyond it: all of the building that is not on own ground and
        # not on a neighbour's has crossed it.
        kjent = union([hele, *(t.flate for t in tomt.naboteiger)])
        over = inntrengning(bygg.fotavtrykk, bygg.fotavtrykk.difference(kjent), hele, krav)
        grenser += _mot(tomt, bygg, UTEN_NABO, mal, ledd, rest, over, [])
    return grenser


def _mot(
    tomt: Tomt,
    bygg: NyttBygg,
    nabo: str,
    mal: Nabogrense,
    ledd: Sequence[Fasadeledd],
    linje: Form,
    over: Form,
    teiger: Sequence[Teig],
) -> list[Nabogrense]:
    """One per façade height and addition that faces the neighbour."""
    b = bygg.bygning
    grenser = []
    brukt: dict[str, int] = {}
    for maalt in avstander(ledd, linje, over, tomt.krav):
        navn = f"{maalt.gml_id or b.gml_id} mot {nabo}"
        brukt[navn] = brukt.get(navn, 0) + 1
        grenser.append(
            replace(
                mal,
                navn=navn if brukt[navn] == 1 else f"{navn} ({brukt[navn]})",
                sted=tomt.sted(maalt.gml_id or b.gml_id, b.linje, maalt.linje),
                plan_fastsetter_avstand=_planen_fastsetter(tomt, bygg, maalt),
                avstand=_avstand(tomt, mal, maalt, teiger),
                hoeyde=_ukjent("hoeyde", reasons.IKKE_I_SITUASJONSPLANEN)
                if maalt.gesimshoeyde is None
                else Maal(maalt.gesimshoeyde),
                tillegg=maalt.tillegg,
            )
        )
    return grenser


def _avstand(tomt: Tomt, mal: Nabogrense, maalt: Fasadeavstand, teiger: Sequence[Teig]) -> Any:
    if getattr(mal.avstand, "grunn", None) is not None:
        return mal.avstand
    paa_grensen = endepunkt(maalt.linje)
    bredde = tomt.krav.sliver_bredde
    egne = [t for t in tomt.egne if beroerer(t.flate, paa_grensen, bredde)] or tomt.egne
    naboens = [t for t in teiger if beroerer(t.flate, paa_grensen, bredde)] or teiger
    klasser = [t.klasse for t in (*egne, *naboens)]
    return lengde(maalt.avstand, usikkerhet(klasser, tomt.krav))


def _planen_fastsetter(tomt: Tomt, bygg: NyttBygg, maalt: Fasadeavstand) -> Any:
    """Whether the plan in force has a building line along this boundary. What its written
    provisions say about distance is not in the map."""
    if tomt.plankart_grunn is not None:
        return _ukjent("plan_fastsetter_avstand", tomt.plankart_grunn)
    linjer = [linje for _, _, linje in tomt.byggegrenser]
    return gaar_mellom(bygg.fotavtrykk, maalt.linje, linjer)


def _ukjent(felt: str, grunn: Tekst) -> Any:
    return ukjent_felt(Nabogrense, felt, grunn)


def _navn(numre: tuple[Noekkel, ...]) -> str:
    return ", ".join(skriv_nummer(n) for n in numre) or "eiendom uten nummer"


def liten_frittliggende(tomt: Tomt, bygg: NyttBygg) -> Any:
    """pbl § 29-4 third ledd b: detached, a garage, shed or the like, BRA and BYA within the limit.

    Any condition that surely fails makes it false; otherwise one that nobody stated makes it
    unknown. An extension counts together with what it stands against.
    """
    krav, b = tomt.krav, bygg.bygning
    samlet, bruksareal = _med_det_den_bygger_paa(tomt, bygg)
    vilkaar = [
        b.frittliggende,
        None if b.bygningstype is None else b.bygningstype in krav.liten_bygning_typer,
        None if bruksareal is None else bruksareal <= krav.liten_bygning_areal,
        _bya(samlet, krav),
    ]
    if any(v is False for v in vilkaar):
        return False
    if any(v is None for v in vilkaar):
        return _ukjent("liten_frittliggende", reasons.IKKE_I_SITUASJONSPLANEN)
    return True


def _med_det_den_bygger_paa(tomt: Tomt, bygg: NyttBygg) -> tuple[list[Bygning], Decimal | None]:
    b = bygg.bygning
    samlet = [b]
    if b.tiltakstype in ("22", "23", "24") and tomt.plan is not None:
        samlet += [
            e
            for e in tomt.plan.eksisterende
            if beroerer(form(e.omraade.wkb), bygg.fotavtrykk, tomt.krav.sliver_bredde)
        ]
    arealer = [s.bruksareal for s in samlet]
    if any(a is None for a in arealer):
        return samlet, None
    return samlet, sum((a for a in arealer if a is not None), Decimal(0))


def _bya(bygninger: Sequence[Bygning], krav: Maalekrav) -> bool | None:
    deler = [bygd_av(b, krav) for b in bygninger]
    bya = Decimal(f"{union(d for d, _ in deler).area:.4f}")
    if bya > krav.liten_bygning_areal:
        return False
    return None if any(ukjente for _, ukjente in deler) else True
