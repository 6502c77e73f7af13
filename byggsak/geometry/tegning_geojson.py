"""The site drawing as GeoJSON: the same things as in the SVG, for a map program.

One FeatureCollection in the system the case is measured in, named in `crs` as map programs read it
(RFC 7946 knows only degrees, in which nothing here is measured). `lag` says which layer a feature
belongs to; a finding carries the `fingeravtrykk` that the report and the SVG know it by.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from byggsak.domain.kart import Kartobjekt
from byggsak.domain.tekst import Spraak
from byggsak.domain.tema import TEMA_AV_TYPE
from byggsak.geometry.measure import geojson
from byggsak.geometry.svg_funn import Funnmerke
from byggsak.geometry.svg_lag import er_byggegrense, geometri
from byggsak.geometry.tegning_innhold import Innhold

Json = dict[str, Any]


def som_geojson(inne: Innhold, tittel: str, spraak: Spraak) -> Json:
    """A FeatureCollection of everything on the sheet, from the ground up."""
    features = [*_kartet(inne), *_planen(inne), *_funnene(inne.merker, spraak)]
    features += [
        _feature("utvei", u.geometri, f"utvei-{nr}", tekst=u.tekst.paa(spraak))
        for nr, u in enumerate(inne.utveier, 1)
        if u.geometri is not None and u.epsg in (None, inne.plan.epsg)
    ]
    return {
        "type": "FeatureCollection",
        "name": tittel,
        "crs": {"type": "name", "properties": {"name": f"EPSG:{inne.plan.epsg}"}},
        "maalestokk": inne.ark.maalestokk,
        "utsnitt": list(inne.ark.boks),
        "kart": [
            {"datasett": d.navn, "dato": d.dato.isoformat(), "sha256": d.sha256}
            for d in inne.datasett
        ],
        "kart_svarer": inne.kart_svarer,
        "utelatt": inne.utelatt,
        "features": features,
    }


def _kartet(inne: Innhold) -> Iterator[Json]:
    egne = {o.gml_id for o in inne.tomt}
    sett = {(o.objekttype, o.gml_id) for o in inne.objekter}
    andre = [o for o in inne.tomt if (o.objekttype, o.gml_id) not in sett]
    for o in (*inne.objekter, *andre):
        lag = _lag(o)
        if lag is None:
            continue
        felt: Json = {"objekttype": o.objekttype}
        if lag == "eiendom":
            felt |= {"nummer": o.en("matrikkelnummerTekst"), "i_soeknaden": o.gml_id in egne}
        if lag == "arealformaal":
            felt |= {"arealformaal": o.en("arealformål"), "felt": o.en("feltbetegnelse")}
        if o.plan_id is not None:
            felt["plan"] = o.plan_id
        yield _feature(lag, _form(geometri(o)), o.gml_id, **felt)


def _lag(o: Kartobjekt) -> str | None:
    """The layer; None for what the drawing does not show."""
    tema = TEMA_AV_TYPE.get(o.objekttype)
    if tema is not None:
        return tema.value
    if o.objekttype == "Teig":
        return "eiendom"
    if er_byggegrense(o):
        return "byggegrense"
    return {
        "RpArealformålOmråde": "arealformaal",
        "RpOmråde": "plan",
        "RpRegulertHøyde": "regulert_hoeyde",
    }.get(o.objekttype) or (
        "sone" if o.objekttype.startswith("Rp") and o.objekttype.endswith("Sone") else None
    )


def _planen(inne: Innhold) -> Iterator[Json]:
    plan = inne.plan
    for b in plan.tiltak:
        lag = "rives" if b.rives else "nytt_tiltak"
        hoeyder = {"gesimshoeyde": b.gesimshoeyde, "moenehoeyde": b.moenehoeyde}
        felt = {n: f"{h:f}" for n, h in hoeyder.items() if h is not None}
        yield _feature(lag, _form(geometri(b.omraade)), b.gml_id, **felt)
        for u in b.utstikkende:
            yield _feature("utstikk", _form(geometri(u.omraade)), u.gml_id, type=u.type)
    for b in plan.eksisterende:
        yield _feature("eksisterende", _form(geometri(b.omraade)), b.gml_id)
    for p in plan.parkering:
        if p.omraade is not None:
            yield _feature("parkering", _form(geometri(p.omraade)), None)
    for punkt in plan.avkjoersler:
        yield _feature("avkjoersel", _form(geometri(punkt)), None)


def _funnene(merker: Sequence[Funnmerke], spraak: Spraak) -> Iterator[Json]:
    for m in merker:
        f = m.funn
        tall = {"maalt": f.maalt, "krav": f.krav, "margin": f.margin, "usikkerhet": f.usikkerhet}
        yield _feature(
            "funn",
            _form(m.form),
            m.ident,
            nummer=m.nr,
            regel=f.regel,
            utfall=f.utfall.value,
            fingeravtrykk=f.fingeravtrykk,
            melding=f.melding.paa(spraak),
            enhet=f.enhet,
            **{navn: f"{verdi:f}" for navn, verdi in tall.items() if verdi is not None},
        )


def _form(form: BaseGeometry) -> Mapping[str, Any] | None:
    return geojson(shapely.force_2d(form))


def _feature(lag: str, form: Mapping[str, Any] | None, id_: str | None, **felt: Any) -> Json:
    ut: Json = {"type": "Feature", "properties": {"lag": lag, **felt}, "geometry": form}
    return ut if id_ is None else {**ut, "id": id_}
