"""gml.avgr.1: the boundary curves that a surface points at are the outline of that surface.

A surface names its boundaries with `avgrensesAv…` and xlink:href, inside the file. An object that
is pointed at may have a curve of its own or point on to others; references that lead back to where
they came from are refused by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

from byggsak.domain.tekst import Tekst
from byggsak.geometry.kvalitet.former import geojson, punkt_i, sted
from byggsak.geometry.kvalitet.modell import (
    OPPFYLT,
    Kvalitetsregel,
    Svar,
    brutt,
    uavklart,
    venter,
)
from byggsak.geometry.kvalitet.register import AVGRENSES_AV, EN_AV_FLATE, Kjent, Register

AVVIK: Final = 0.002
"""Metres. Surface and boundary hold the same points; arcs stroked from either side differ by less
than two sagittas of a millimetre."""

_DYPEST: Final = 50


class _Ring(Exception):
    """References in a circle; the names in order."""

    def __init__(self, sti: list[str]) -> None:
        super().__init__(" → ".join(sti))


class _Borte(Exception):
    """A reference that is not answered in this file."""


def grenser_stemmer(register: Register) -> Iterator[Svar]:
    """Each surface with boundaries, once for each kind of boundary property."""
    nummer = {k.gml_id: k for k in register.objekter if k.gml_id}
    for kjent in register.objekter:
        for sti, henvist in kjent.henvisninger.items():
            if not sti.startswith(AVGRENSES_AV):
                continue
            yield _proev(register, nummer, kjent, henvist)


def _proev(
    register: Register, nummer: dict[str, Kjent], kjent: Kjent, henvist: tuple[str, ...]
) -> Svar:
    fremmed = next((h for h in henvist if not h.startswith("#")), None)
    if fremmed is not None:
        return uavklart(
            _annen_fil(fremmed), gml_id=kjent.gml_id, linje=kjent.linje, gjelder=kjent.navn
        )
    try:
        kurver = _kurver(register, nummer, [h[1:] for h in henvist], [kjent.gml_id], set())
    except _Ring as feil:
        return _brutt(kjent, _i_ring(str(feil)))
    except _Borte as feil:
        return _brutt(kjent, _mangler(str(feil)))
    if kjent.flate is None:
        if not kjent.har_flate:  # a curve or a point has no outline; only a link in the chain
            return _brutt(kjent, _UTEN_FLATE) if not kjent.har_kurve else OPPFYLT
        return venter(kjent.flate_venter or EN_AV_FLATE)
    if any(k is None for k in kurver):
        return venter("gml.kurve.1")
    grenser = shapely.union_all([k for k in kurver if k is not None])
    return _sammenlign(kjent, kjent.flate.boundary, grenser)


def _kurver(
    register: Register,
    nummer: dict[str, Kjent],
    identer: list[str],
    vei: list[str],
    ferdige: set[str],
) -> list[BaseGeometry | None]:
    """The curves behind the references. Each is followed once: two that share all their links to
    two others, and so on, would otherwise double at every step."""
    funnet: list[BaseGeometry | None] = []
    for ident in identer:
        if ident in vei or len(vei) > _DYPEST:
            raise _Ring([*vei[vei.index(ident) if ident in vei else 0 :], ident])
        if ident in ferdige:
            continue
        ferdige.add(ident)
        if ident in register.kurver:
            funnet.append(register.kurver[ident])
            continue
        kjent = nummer.get(ident)
        videre = [
            h.removeprefix("#")
            for sti, hh in (kjent.henvisninger.items() if kjent else ())
            if sti.startswith(AVGRENSES_AV)
            for h in hh
        ]
        if not videre:
            raise _Borte(ident)
        funnet += _kurver(register, nummer, videre, [*vei, ident], ferdige)
    return funnet


def _sammenlign(kjent: Kjent, omriss: BaseGeometry, grenser: BaseGeometry) -> Svar:
    if shapely.equals(omriss, grenser):
        return OPPFYLT
    utenfor = _utenom(grenser, omriss)
    bart = _utenom(omriss, grenser)
    stoerst = max(utenfor, bart, key=lambda f: f.length)
    if stoerst.is_empty:
        return OPPFYLT
    punkt = punkt_i(max(shapely.get_parts(stoerst), key=lambda d: d.length))
    melding = (
        _ved_siden(utenfor.length, sted(punkt))
        if stoerst is utenfor
        else _uten_grense(bart.length, sted(punkt))
    )
    return brutt(
        melding,
        gml_id=kjent.gml_id,
        linje=kjent.linje,
        epsg=kjent.epsg,
        punkt=punkt,
        geometri=geojson(stoerst),
        boks=stoerst.bounds,
        gjelder=kjent.navn,
    )


def _utenom(linje: BaseGeometry, annen: BaseGeometry) -> BaseGeometry:
    """What of the line is further than `AVVIK` from the other; exact cuts first, they are cheap."""
    rest = shapely.difference(linje, annen)
    if rest.is_empty:
        return rest
    x0, y0, x1, y1 = rest.bounds
    naer = shapely.clip_by_rect(annen, x0 - 1.0, y0 - 1.0, x1 + 1.0, y1 + 1.0)
    return shapely.difference(rest, shapely.buffer(naer, AVVIK))


def _brutt(kjent: Kjent, melding: Tekst) -> Svar:
    return brutt(
        melding,
        gml_id=kjent.gml_id,
        linje=kjent.linje,
        epsg=kjent.epsg,
        punkt=kjent.punkt,
        boks=kjent.boks,
        gjelder=kjent.navn,
    )


def _ved_siden(lengde: float, hvor: str) -> Tekst:
    return Tekst(
        f"{lengde:.2f} m av grensene ligger utenom omrisset av flaten, ved (øst, nord) {hvor}.",
        f"{lengde:.2f} m av grensene ligg utanom omrisset av flata, ved (aust, nord) {hvor}.",
        f"{lengde:.2f} m of the boundaries lies off the outline of the surface, at (east, north) "
        f"{hvor}.",
    )


def _uten_grense(lengde: float, hvor: str) -> Tekst:
    return Tekst(
        f"{lengde:.2f} m av omrisset har ingen av grensene flaten viser til, ved (øst, nord) "
        f"{hvor}.",
        f"{lengde:.2f} m av omrisset har ingen av grensene flata viser til, ved (aust, nord) "
        f"{hvor}.",
        f"{lengde:.2f} m of the outline has none of the boundaries that the surface points at, at "
        f"(east, north) {hvor}.",
    )


def _i_ring(vei: str) -> Tekst:
    return Tekst(
        f"Henvisningene til grenser går i ring: {vei}.",
        f"Tilvisingane til grenser går i ring: {vei}.",
        f"The references to boundaries go in a circle: {vei}.",
    )


def _mangler(ident: str) -> Tekst:
    return Tekst(
        f"Flaten viser til grensen #{ident}, som ikke finnes i filen eller ikke har en kurve.",
        f"Flata viser til grensa #{ident}, som ikkje finst i fila eller ikkje har ei kurve.",
        f"The surface points at the boundary #{ident}, which is not in the file or has no curve.",
    )


def _annen_fil(href: str) -> Tekst:
    return Tekst(
        f"Grensen {href[:80]} ligger i en annen fil, som ikke er lest.",
        f"Grensa {href[:80]} ligg i ei anna fil, som ikkje er lesen.",
        f"The boundary {href[:80]} is in another file, which has not been read.",
    )


_UTEN_FLATE: Final = Tekst(
    "Objektet viser til grenser, men har ingen flate.",
    "Objektet viser til grenser, men har inga flate.",
    "The object points at boundaries, but has no surface.",
)

AVGR_1: Final = Kvalitetsregel(
    id="gml.avgr.1",
    tittel=Tekst(
        "Grensene stemmer med flaten",
        "Grensene stemmer med flata",
        "Boundaries agree with the surface",
    ),
    raad=Tekst(
        "La flaten vise til alle grensene sine og ingen andre, med de samme punktene som i "
        "omrisset.",
        "La flata vise til alle grensene sine og ingen andre, med dei same punkta som i omrisset.",
        "Let the surface point at all of its boundaries and no others, with the same points as "
        "the outline.",
    ),
    ingen=Tekst(
        "Ingen flater viser til grenser (avgrensesAv).",
        "Ingen flater viser til grenser (avgrensesAv).",
        "No surface points at boundaries (avgrensesAv).",
    ),
    fil=grenser_stemmer,
)
