"""What the map lacks round the site because it was left out at import: a reason, never «nothing».

The import keeps an object with faulty geometry out of the map. The layer is loaded all the same, so
a search that finds nothing there has not searched it all. Where such an object may lie in the area
searched, or nobody knows where it lies, what depends on its kind is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from byggsak.domain.kart import BBox, Datasett, Utelatt
from byggsak.domain.tekst import Tekst
from byggsak.domain.tema import TEMA_AV_TYPE, Tema, temaer

Enhet = tuple[str, int, int, int]


@dataclass(frozen=True, slots=True)
class Mangel:
    """An object that a dataset lacks; `objekt` is None when the dataset does not say what."""

    datasett: Datasett
    objekt: Utelatt | None


def mangler(datasett: Iterable[Datasett], typer: Collection[str]) -> tuple[Mangel, ...]:
    """All that the datasets lack of the types; one for a dataset that does not say."""
    return tuple(
        Mangel(d, u)
        for d in datasett
        for u in ((None,) if d.utelatt is None else d.utelatt)
        if u is None or u.objekttype in typer
    )


def temagrunn(alle: Sequence[Mangel], tema: Tema, soekt: BBox) -> Tekst | None:
    """Why the theme is not known in `soekt`; None when all of it came into the map."""
    return _grunn(
        m
        for m in alle
        if (
            tema in temaer(m.datasett.slag)
            if m.objekt is None
            else TEMA_AV_TYPE.get(m.objekt.objekttype) is tema and m.objekt.kan_beroere(soekt)
        )
    )


def plangrunn(alle: Sequence[Mangel], soekt: BBox) -> Tekst | None:
    """Why the plans are not known in `soekt`."""
    return _grunn(
        m
        for m in alle
        if (
            "plan" in m.datasett.slag.lower()
            if m.objekt is None
            else m.objekt.objekttype.startswith(("Rp", "Kp", "Pbl")) and m.objekt.kan_beroere(soekt)
        )
    )


def teiggrunn(
    alle: Sequence[Mangel], soekt: Sequence[BBox], er_egen: Callable[[Enhet], bool]
) -> Tekst | None:
    """Why the own ground and its neighbours are not known: a parcel that may touch any of `soekt`,
    or that belongs to an own property wherever it lies."""
    return _grunn(
        m
        for m in _teiger(alle)
        if m.objekt is None
        or any(m.objekt.kan_beroere(boks) for boks in soekt)
        or any(er_egen(enhet) for enhet in m.objekt.matrikkelenheter())
    )


def kan_vaere_utelatt(
    datasett: Iterable[Datasett], er_den: Callable[[Enhet], bool]
) -> Tekst | None:
    """Why a property that is not in the map may be in the cadastre all the same: a parcel of it,
    or one that does not say whose it is, was left out."""
    return _grunn(
        m
        for m in _teiger(mangler(datasett, ("Teig",)))
        if m.objekt is None
        or not (enheter := m.objekt.matrikkelenheter())
        or any(er_den(enhet) for enhet in enheter)
    )


def _teiger(alle: Iterable[Mangel]) -> Iterable[Mangel]:
    return (
        m
        for m in alle
        if (
            "teig" in m.datasett.slag.lower() if m.objekt is None else m.objekt.objekttype == "Teig"
        )
    )


def _grunn(funnet: Iterable[Mangel]) -> Tekst | None:
    liste = list(funnet)
    if not liste:
        return None
    navn, objekt = liste[0].datasett.navn, liste[0].objekt
    if objekt is None:
        return Tekst(
            f"kartet {navn} ble importert uten at det ble tatt vare på hva som ikke kom med; "
            "importer det på nytt",
            f"kartet {navn} vart importert utan at det vart teke vare på kva som ikkje kom med; "
            "importer det på nytt",
            f"the map {navn} was imported without keeping what was left out; import it again",
        )
    hva = f"{objekt.objekttype} {objekt.gml_id}"
    if objekt.boks is None:
        hvor = Tekst(", og ingen vet hvor det ligger", ", og ingen veit kvar det ligg",
                     ", and nobody knows where it lies")  # fmt: skip
    else:
        hvor = Tekst(" her", " her", " here")
    flere = len(liste) - 1
    og = (
        Tekst(f" (og {flere} til)", f" (og {flere} til)", f" (and {flere} more)")
        if flere
        else Tekst("", "", "")
    )
    return Tekst(
        f"kartet {navn} mangler {hva}{og.nb}{hvor.nb}: geometrien i filen holder ikke",
        f"kartet {navn} manglar {hva}{og.nn}{hvor.nn}: geometrien i fila held ikkje",
        f"the map {navn} lacks {hva}{og.en}{hvor.en}: the geometry in the file does not hold",
    )
