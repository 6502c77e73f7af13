"""Nabogrense: every new building, façade height and neighbouring property (pbl § 29-4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from byggsak.domain.eiendom import Nabogrense
from byggsak.domain.facts import Maal
from byggsak.domain.situasjonsplan import Bygning
from byggsak.domain.soeknad import Nabo
from byggsak.domain.tekst import Tekst
from byggsak.facts import reasons
from byggsak.facts.mapview import Noekkel, Teig, skriv_nummer
from byggsak.facts.neighbours import samtykke, varslede
from byggsak.facts.reasons import ukjent_felt
from byggsak.facts.site import NyttBygg, Tomt
from byggsak.geometry.measure import (
    INGEN_FORM,
    Form,
    Linje,
    Maalekrav,
    areal,
    beroerer,
    endepunkt,
    form,
    lengde,
    union,
)
from byggsak.geometry.measure_area import bygning as bygd_av
from byggsak.geometry.measure_boundary import (
    Fasadeavstand,
    Fasadelinje,
    Utstikk,
    avstander_til,
    fasadeledd,
)
from byggsak.geometry.measure_line import gaar_mellom_hver
from byggsak.geometry.measure_property import inntrengning, naboforhold, usikkerhet

UTEN_NABO = "grense uten registrert nabo"


def nabogrenser(tomt: Tomt) -> list[Nabogrense]:
    grunn = tomt.plan_grunn or tomt.eiendom_grunn
    if grunn is not None:
        byggene = tomt.nye or (None,)
        return [_uavklart(tomt, bygg, grunn) for bygg in byggene]
    varslet = varslede(tomt.grunnlag)
    return [grense for bygg in tomt.nye for grense in _for_bygg(tomt, bygg, varslet)]


def _uavklart(tomt: Tomt, bygg: NyttBygg | None, grunn: Tekst) -> Nabogrense:
    if bygg is None:
        return reasons.uavklart(Nabogrense, grunn)
    b = bygg.bygning
    return reasons.uavklart(Nabogrense, grunn, tomt.sted(b.gml_id, b.linje), b.gml_id)


def _for_bygg(
    tomt: Tomt, bygg: NyttBygg, varslet: Mapping[Noekkel, Sequence[Nabo]]
) -> list[Nabogrense]:
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
    bilde = tomt.grensebilde(hele)
    forholdet = dict(zip(tomt.naboteiger, bilde.forhold, strict=True))
    # A building that stands on its own ground is on nobody else's, whatever the map overlaps.
    inne = hele.covers(bygg.fotavtrykk)
    sider: list[_Side] = []
    for numre, teiger in tomt.naboer.items():
        funnet = [(t, f) for t in teiger if (f := forholdet[t]) is not None]
        if not funnet:
            continue
        felles: dict[str, Any] = {
            "skriftlig_samtykke": samtykke(varslet, numre),
            "liten_frittliggende": liten,
        }
        if any(f.overlapper for _, f in funnet):
            felles["avstand"] = _ukjent("avstand", reasons.OVERLAPPENDE_TEIGER)
        linje = union([f.linje for _, f in funnet])
        over = INGEN_FORM
        if not inne:
            over = union([inntrengning(bygg.fotavtrykk, t.flate, hele, krav) for t, _ in funnet])
        sider.append(_Side(_navn(numre), felles, linje, over, [t for t, _ in funnet]))
    if not bilde.uten_nabo.is_empty:
        felles = {"skriftlig_samtykke": False, "liten_frittliggende": liten}
        over = INGEN_FORM
        if not inne:
            # Nobody's ground is known beyond it: all of the building that is not on own ground and
            # not on a neighbour's has crossed it.
            kjent = union([hele, *(t.flate for t in tomt.naboteiger)])
            ute = bygg.fotavtrykk.difference(kjent)
            over = inntrengning(bygg.fotavtrykk, ute, hele, krav)
        sider.append(_Side(UTEN_NABO, felles, bilde.uten_nabo, over, []))
    sider += _egne_sider(tomt, bygg, liten)
    maalte = avstander_til(ledd, [(side.linje, side.over) for side in sider], krav)
    fastsatt = iter(_planen_fastsetter(tomt, bygg, [m for ved in maalte for m in ved]))
    return [
        grense
        for side, ved in zip(sider, maalte, strict=True)
        for grense in _mot(tomt, bygg, side, [(m, next(fastsatt)) for m in ved])
    ]


def _egne_sider(tomt: Tomt, bygg: NyttBygg, liten: Any) -> list[_Side]:
    """The boundaries towards other properties of the application itself. Until they are joined
    they are boundaries like any other (pbl § 29-4), but whether their owner's consent, or a
    condition that they be joined, answers it, is for a person."""
    egne: dict[tuple[Noekkel, ...], list[Teig]] = {}
    for teig in tomt.egne:
        egne.setdefault(teig.numre, []).append(teig)
    if len(egne) < 2:
        return []
    flater = {numre: union([t.flate for t in teiger]) for numre, teiger in egne.items()}
    under = {n: areal(flate.intersection(bygg.fotavtrykk)).verdi for n, flate in flater.items()}
    staar_paa = max(under, key=lambda n: under[n])
    sider = []
    for numre, teiger in egne.items():
        if numre == staar_paa or not under[staar_paa]:
            continue
        forhold = naboforhold(flater[staar_paa], flater[numre], tomt.krav)
        if forhold is None:
            continue
        felles = {
            "skriftlig_samtykke": _ukjent("skriftlig_samtykke", reasons.EGEN_EIENDOM),
            "liten_frittliggende": liten,
        }
        over = inntrengning(bygg.fotavtrykk, flater[numre], flater[staar_paa], tomt.krav)
        sider.append(_Side(f"{_navn(numre)} (i søknaden)", felles, forhold.linje, over, teiger))
    return sider


class _Side(NamedTuple):
    """One neighbour: the facts that do not depend on the façade, the boundary line with him, the
    part of the building on his ground, his parcels."""

    nabo: str
    felles: dict[str, Any]
    linje: Form
    over: Form
    teiger: Sequence[Teig]


def _mot(
    tomt: Tomt, bygg: NyttBygg, side: _Side, maalte: Sequence[tuple[Fasadeavstand, Any]]
) -> list[Nabogrense]:
    """One per façade height and addition that faces the neighbour, each with whether the plan
    fixes the distance there."""
    b = bygg.bygning
    grenser = []
    brukt: dict[str, int] = {}
    for maalt, fastsatt in maalte:
        navn = f"{maalt.gml_id or b.gml_id} mot {side.nabo}"
        brukt[navn] = brukt.get(navn, 0) + 1
        grenser.append(
            Nabogrense(
                **{"avstand": _avstand(tomt, side.teiger, maalt), **side.felles},
                navn=navn if brukt[navn] == 1 else f"{navn} ({brukt[navn]})",
                sted=tomt.sted(maalt.gml_id or b.gml_id, b.linje, maalt.linje),
                plan_fastsetter_avstand=fastsatt,
                hoeyde=_ukjent("hoeyde", reasons.IKKE_I_SITUASJONSPLANEN)
                if maalt.gesimshoeyde is None
                else Maal(maalt.gesimshoeyde),
                tillegg=maalt.tillegg,
            )
        )
    return grenser


def _avstand(tomt: Tomt, teiger: Sequence[Teig], maalt: Fasadeavstand) -> Maal:
    """As accurate as the parcels that meet where the distance was measured."""
    egne = _ved(tomt.egne, maalt.linje, tomt.krav)
    naboens = _ved(teiger, maalt.linje, tomt.krav)
    klasser = [t.klasse for t in (*egne, *naboens)]
    return lengde(maalt.avstand, usikkerhet(klasser, tomt.krav))


def _ved(teiger: Sequence[Teig], korteste: Linje, krav: Maalekrav) -> Sequence[Teig]:
    """The parcels at the far end of the line; all of them where none is there."""
    if len(teiger) < 2:
        return teiger
    paa_grensen = endepunkt(korteste)
    return [t for t in teiger if beroerer(t.flate, paa_grensen, krav.sliver_bredde)] or teiger


def _planen_fastsetter(
    tomt: Tomt, bygg: NyttBygg, maalte: Sequence[Fasadeavstand]
) -> Sequence[Any]:
    """For each, whether the plan in force has a building line along this boundary. What its written
    provisions say about distance is not in the map."""
    if tomt.plankart_grunn is not None:
        return [_ukjent("plan_fastsetter_avstand", tomt.plankart_grunn)] * len(maalte)
    linjer = [linje for _, _, linje in tomt.byggegrenser]
    return gaar_mellom_hver(bygg.fotavtrykk, [m.linje for m in maalte], linjer)


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
    samlet, bruksareal = med_det_den_bygger_paa(tomt, bygg)
    vilkaar = [
        b.frittliggende,
        None if b.bygningstype is None else b.bygningstype in krav.liten_bygning_typer,
        None if bruksareal is None else bruksareal <= krav.liten_bygning_areal,
    ]
    if False in vilkaar:
        return False
    vilkaar.append(_bya(samlet, krav))
    if False in vilkaar:
        return False
    if any(v is None for v in vilkaar):
        return _ukjent("liten_frittliggende", reasons.IKKE_I_SITUASJONSPLANEN)
    return True


def med_det_den_bygger_paa(tomt: Tomt, bygg: NyttBygg) -> tuple[list[Bygning], Decimal | None]:
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


def bebygd_med(bygninger: Sequence[Bygning], tomt: Tomt) -> Decimal | Tekst:
    """BYA of them together, m²; why nobody can say where a part's height decides it."""
    deler = [bygd_av(b, tomt.krav) for b in bygninger]
    ukjente = [navn for _, deres in deler for navn in deres]
    if ukjente:
        return reasons.uten_hoeyde(", ".join(ukjente))
    return Decimal(f"{union(d for d, _ in deler).area:.4f}")


def _bya(bygninger: Sequence[Bygning], krav: Maalekrav) -> bool | None:
    deler = [bygd_av(b, krav) for b in bygninger]
    bya = Decimal(f"{union(d for d, _ in deler).area:.4f}")
    if bya > krav.liten_bygning_areal:
        return False
    return None if any(ukjente for _, ukjente in deler) else True
