"""What a quality rule is, and what it answers: met, broken with its place, undecided, not asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from byggsak.domain.facts import Geometri
from byggsak.domain.funn import Alvorlighet, Utfall
from byggsak.domain.kart import BBox
from byggsak.domain.tekst import Tekst
from byggsak.geometry.errors import Koordinat, Problem

if TYPE_CHECKING:
    from byggsak.geometry.kvalitet.objekt import Objekt
    from byggsak.geometry.kvalitet.register import Register


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Svar:
    """One answer about `antall` things.

    `melding` is the sentence of a broken rule, or the reason of an undecided or unasked one.
    `punkt` (east, north) and `geometri` (GeoJSON) show the fault in the file's own system `epsg`;
    `boks` is what to zoom to when the fault has no geometry of its own. `gjelder` names the object
    in an answer about the file («RpOmråde _a1»). `stille`: another rule has
    reported the cause, so this answer is counted and not listed.
    """

    utfall: Utfall
    melding: Tekst | None = None
    antall: int = 1
    gml_id: str | None = None
    linje: int | None = None
    epsg: int | None = None
    punkt: Koordinat | None = None
    geometri: Geometri | None = None
    boks: BBox | None = None
    alvorlighet: Alvorlighet | None = None
    gjelder: str = ""
    stille: bool = False


@dataclass(frozen=True, kw_only=True)
class Kvalitetsregel:
    """One rule: asked of every object (`objekt`) or of the file as a whole (`fil`).

    A rule that finds nothing to be asked about gives no answers; `ingen` then says why it did not
    apply. `raad` is what would make the file pass.
    """

    id: str
    tittel: Tekst
    raad: Tekst
    ingen: Tekst
    alvorlighet: Alvorlighet = Alvorlighet.FEIL
    objekt: Callable[[Objekt], Iterable[Svar]] | None = None
    fil: Callable[[Register], Iterable[Svar]] | None = None


OPPFYLT: Final = Svar(utfall=Utfall.OPPFYLT)


def oppfylt(antall: int) -> Svar:
    """Met, so many times over."""
    return Svar(utfall=Utfall.OPPFYLT, antall=antall)


def brutt(
    melding: Tekst,
    *,
    gml_id: str | None = None,
    linje: int | None = None,
    epsg: int | None = None,
    punkt: Koordinat | None = None,
    geometri: Geometri | None = None,
    boks: BBox | None = None,
    alvorlighet: Alvorlighet | None = None,
    gjelder: str = "",
) -> Svar:
    """Broken here; `alvorlighet` only where it is not the rule's own."""
    return Svar(
        utfall=Utfall.BRUTT,
        melding=melding,
        gml_id=gml_id,
        linje=linje,
        epsg=epsg,
        punkt=punkt,
        geometri=geometri,
        boks=boks,
        alvorlighet=alvorlighet,
        gjelder=gjelder,
    )


def brutt_av(problem: Problem, epsg: int | None, boks: BBox | None = None) -> Svar:
    """A fault that reading or building the geometry has found already."""
    return brutt(
        problem.melding,
        gml_id=problem.gml_id,
        linje=problem.linje,
        punkt=problem.punkt,
        epsg=epsg,
        boks=boks,
    )


def uavklart(
    grunn: Tekst, *, gml_id: str | None = None, linje: int | None = None, gjelder: str = ""
) -> Svar:
    """Could not be decided: never the same as met."""
    return Svar(utfall=Utfall.UAVKLART, melding=grunn, gml_id=gml_id, linje=linje, gjelder=gjelder)


def ikke_aktuell(grunn: Tekst, antall: int = 1) -> Svar:
    return Svar(utfall=Utfall.IKKE_AKTUELL, melding=grunn, antall=antall)


def venter(regel: str, antall: int = 1) -> Svar:
    """Undecided until what `regel` has reported is put right; one cause is listed once."""
    return Svar(
        utfall=Utfall.UAVKLART,
        melding=Tekst(
            f"Kan avgjøres når bruddet på {regel} er rettet.",
            f"Kan avgjerast når brotet på {regel} er retta.",
            f"Can be decided when the breach of {regel} is put right.",
        ),
        antall=antall,
        stille=True,
    )
