"""The shape of «Situasjonsplan v1» as one table: what stands where, how often, and what it holds.

The XSD in `byggsak_schemas/situasjonsplan/v1` says the same; a test holds the two together. The
table is used for GML and JSON-FG alike, and names the place of what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, TypeVar

from byggsak.domain.facts import Sted
from byggsak.domain.tekst import Tekst
from byggsak.geometry.errors import Problem, SituasjonsplanUleselig
from byggsak.geometry.gml_model import Geometrislag, GmlGeometri

NAVNEROM: Final = "urn:byggsak:situasjonsplan:v1"
ROT: Final = "Situasjonsplan"

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One element of the plan, from XML or JSON. `sti` is its XPath, or its JSON Pointer."""

    navn: str
    sti: str
    tekst: str = ""
    barn: tuple[Node, ...] = ()
    geometri: GmlGeometri | None = None
    problemer: tuple[Problem, ...] = ()
    gml_id: str | None = None
    uom: str | None = None
    linje: int | None = None

    def alle(self, navn: str) -> Iterable[Node]:
        return (b for b in self.barn if b.navn == navn)

    def ett(self, navn: str) -> Node | None:
        for barn in self.barn:
            if barn.navn == navn:
                return barn
        return None

    @property
    def sted(self) -> Sted:
        return Sted(xpath=self.sti, linje=self.linje, gml_id=self.gml_id)


@dataclass(frozen=True, slots=True)
class Ledd:
    """A child: its name, how often (`mest` None = any number), and what it holds."""

    navn: str
    minst: int
    mest: int | None
    slag: str  # a key of `_MOENSTRE`, "gruppe", or "flate", "kurve", "punkt"
    enhet: str | None = None


def _ledd(navn: str, antall: str, slag: str, enhet: str | None = None) -> Ledd:
    minst, _, mest = antall.partition("..")
    return Ledd(navn, int(minst), None if mest == "*" else int(mest or minst), slag, enhet)


_HOEYDER: Final = (
    _ledd("etasjer", "0..1", "antall"),
    _ledd("bruksareal", "0..1", "positivt", "m2"),
    _ledd("terrengkote", "0..1", "desimal", "m"),
    _ledd("gesimshoeyde", "0..1", "positivt", "m"),
    _ledd("moenehoeyde", "0..1", "positivt", "m"),
    _ledd("fasade", "0..*", "gruppe"),
    _ledd("utstikkendeDel", "0..*", "gruppe"),
)

FORM: Final[dict[str, tuple[Ledd, ...]]] = {
    ROT: (
        _ledd("kommunenummer", "1", "kommunenummer"),
        _ledd("dato", "0..1", "dato"),
        _ledd("eiendom", "1..*", "gruppe"),
        _ledd("BygningTiltak", "0..*", "gruppe"),
        _ledd("EksisterendeBygning", "0..*", "gruppe"),
        _ledd("Parkering", "0..*", "gruppe"),
        _ledd("Avkjoersel", "0..*", "gruppe"),
    ),
    "eiendom": (
        _ledd("gaardsnummer", "1", "nummer"),
        _ledd("bruksnummer", "1", "nummer"),
        _ledd("festenummer", "0..1", "nummer"),
        _ledd("seksjonsnummer", "0..1", "nummer"),
    ),
    "BygningTiltak": (
        _ledd("tiltakstype", "1", "tiltakstype"),
        _ledd("bygningstype", "0..1", "bygningstype"),
        _ledd("frittliggende", "0..1", "boolsk"),
        _ledd("omraade", "1", "flate"),
        *_HOEYDER,
    ),
    "EksisterendeBygning": (
        _ledd("bygningsnummer", "0..1", "bygningsnummer"),
        _ledd("bygningstype", "0..1", "bygningstype"),
        _ledd("frittliggende", "0..1", "boolsk"),
        _ledd("omraade", "1", "flate"),
        *_HOEYDER,
    ),
    "fasade": (
        _ledd("linje", "1", "kurve"),
        _ledd("gesimshoeyde", "0..1", "positivt", "m"),
    ),
    "utstikkendeDel": (
        _ledd("type", "1", "deltype"),
        _ledd("omraade", "1", "flate"),
        _ledd("friHoeyde", "0..1", "positivt", "m"),
        _ledd("hoeydeOverTerreng", "0..1", "desimal", "m"),
    ),
    "Parkering": (
        _ledd("antallPlasser", "0..1", "antall"),
        _ledd("omraade", "0..1", "flate"),
    ),
    "Avkjoersel": (_ledd("punkt", "1", "punkt"),),
}

_PLASS: Final = {navn: {d.navn: i for i, d in enumerate(ledd)} for navn, ledd in FORM.items()}

MED_ID: Final = frozenset({"BygningTiltak", "EksisterendeBygning"})

_DESIMAL: Final = r"[+-]?\d{1,7}(\.\d{1,6})?"
_MOENSTRE: Final[dict[str, re.Pattern[str]]] = {
    "kommunenummer": re.compile(r"\d{4}"),
    "dato": re.compile(r"\d{4}-\d{2}-\d{2}"),
    "nummer": re.compile(r"\d{1,5}"),
    "antall": re.compile(r"\d{1,4}"),
    "tiltakstype": re.compile(r"21|22|23|24|39"),
    "bygningstype": re.compile(r"\d{3}"),
    "bygningsnummer": re.compile(r"\d{1,9}"),
    "boolsk": re.compile(r"true|false|1|0"),
    "deltype": re.compile(r"takutstikk|balkong|karnapp|terrasse|overbygd"),
    "desimal": re.compile(_DESIMAL),
    "positivt": re.compile(_DESIMAL),
}
_GEOMETRI: Final = {"flate": Geometrislag.FLATE, "kurve": Geometrislag.KURVE,
                    "punkt": Geometrislag.PUNKT}  # fmt: skip


def sjekk(node: Node) -> None:
    """Raises `SituasjonsplanUleselig` for the first thing in the tree that is not as the table."""
    ledd = FORM[node.navn]
    if node.navn in MED_ID and not node.gml_id:
        raise uleselig(node, _UTEN_ID, navn=node.navn)
    if node.tekst:
        raise uleselig(node, _VERDI, navn=node.navn, verdi=node.tekst[:40])
    plass = 0
    antall: dict[str, int] = {}
    for barn in node.barn:
        nr = _PLASS[node.navn].get(barn.navn)
        if nr is None:
            raise uleselig(barn, _HOERER_IKKE, navn=barn.navn, i=node.navn)
        if nr < plass:
            raise uleselig(barn, _REKKEFOELGE, navn=barn.navn, etter=ledd[plass].navn)
        plass = nr
        antall[barn.navn] = antall.get(barn.navn, 0) + 1
        if ledd[nr].mest is not None and antall[barn.navn] > (ledd[nr].mest or 0):
            raise uleselig(barn, _FOR_MANGE, navn=barn.navn, i=node.navn)
        _sjekk_innhold(barn, ledd[nr])
    for d in ledd:
        if antall.get(d.navn, 0) < d.minst:
            raise uleselig(node, _MANGLER, navn=d.navn, i=node.navn)


def _sjekk_innhold(node: Node, ledd: Ledd) -> None:
    if ledd.slag == "gruppe":
        sjekk(node)
        return
    if (slag := _GEOMETRI.get(ledd.slag)) is not None:
        if node.problemer:
            problem = node.problemer[0]
            raise SituasjonsplanUleselig(problem.melding, problem.sted())
        if node.geometri is None or node.geometri.slag is not slag:
            raise uleselig(node, _GEOMETRITYPE, navn=node.navn, slag=ledd.slag)
        return
    if node.barn or node.geometri is not None:
        raise uleselig(node, _IKKE_TEKST, navn=node.navn)
    if not _MOENSTRE[ledd.slag].fullmatch(node.tekst):
        raise uleselig(node, _VERDI, navn=node.navn, verdi=node.tekst[:40])
    if node.uom != ledd.enhet:
        raise uleselig(node, _ENHET, navn=node.navn, uom=node.uom or "", enhet=ledd.enhet or "")
    if ledd.slag == "positivt" and Decimal(node.tekst) < 0:
        raise uleselig(node, _VERDI, navn=node.navn, verdi=node.tekst)
    if ledd.slag == "dato":
        try:
            date.fromisoformat(node.tekst)
        except ValueError as feil:
            raise uleselig(node, _VERDI, navn=node.navn, verdi=node.tekst) from feil


def uleselig(node: Node, tekst: Tekst, **verdier: str) -> SituasjonsplanUleselig:
    """The refusal with its sentence filled in all languages and the place of the node."""
    fylt = Tekst(tekst.fyll("nb", verdier), tekst.fyll("nn", verdier), tekst.fyll("en", verdier))
    return SituasjonsplanUleselig(fylt, node.sted)


def hvis(node: Node | None, les: Callable[[str], T]) -> T | None:
    """The value of a simple child, or None where it is left out."""
    return None if node is None else les(node.tekst)


_UTEN_ID: Final = Tekst(
    "{navn} mangler gml:id.", "{navn} manglar gml:id.", "{navn} lacks a gml:id."
)
_HOERER_IKKE: Final = Tekst(
    "{navn} hører ikke hjemme i {i} (situasjonsplan v1).",
    "{navn} høyrer ikkje heime i {i} (situasjonsplan v1).",
    "{navn} does not belong in {i} (situasjonsplan v1).",
)
_REKKEFOELGE: Final = Tekst(
    "{navn} skal stå før {etter}.", "{navn} skal stå før {etter}.", "{navn} must precede {etter}."
)
_FOR_MANGE: Final = Tekst(
    "{navn} kan bare stå én gang i {i}.",
    "{navn} kan berre stå éin gong i {i}.",
    "{navn} may stand only once in {i}.",
)
_MANGLER: Final = Tekst("{navn} mangler i {i}.", "{navn} manglar i {i}.", "{i} lacks {navn}.")
_GEOMETRITYPE: Final = Tekst(
    "{navn} skal inneholde nøyaktig én geometri av slaget {slag}.",
    "{navn} skal innehalde nøyaktig éin geometri av slaget {slag}.",
    "{navn} must hold exactly one geometry of the kind {slag}.",
)
_IKKE_TEKST: Final = Tekst(
    "{navn} skal bare inneholde en verdi.",
    "{navn} skal berre innehalde ein verdi.",
    "{navn} must hold a value only.",
)
_VERDI: Final = Tekst(
    "«{verdi}» er ikke en gyldig verdi for {navn}.",
    "«{verdi}» er ikkje ein gyldig verdi for {navn}.",
    "“{verdi}” is not a valid value for {navn}.",
)
_ENHET: Final = Tekst(
    "{navn} har enheten «{uom}»; den skal være «{enhet}».",
    "{navn} har eininga «{uom}»; ho skal vere «{enhet}».",
    "{navn} has the unit “{uom}”; it must be “{enhet}”.",
)
