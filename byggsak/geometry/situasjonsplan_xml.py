"""The situation plan as GML: bytes to the tree that `situasjonsplan_form` knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from byggsak.domain.facts import Sted
from byggsak.domain.tekst import Tekst
from byggsak.geometry.errors import Problem, SituasjonsplanUleselig
from byggsak.geometry.gml import fra_envelope
from byggsak.geometry.gml_coords import Arv, Samler, arve, gml_id
from byggsak.geometry.gml_geometry import er_geometri, les_geometri
from byggsak.geometry.gml_model import barn, lokalt, navnerom
from byggsak.geometry.situasjonsplan_form import NAVNEROM, ROT, Node
from byggsak.xml.reader import Element, Limits, XmlAvvist, read

GRENSER: Final = Limits(bytes=5 * 1024 * 1024)
_EGET: Final = f"{{{NAVNEROM}}}"


def les_xml(data: bytes) -> Node:
    """The plan as a tree of nodes. Raises `SituasjonsplanUleselig` when it is not this format."""
    try:
        rot = read(data, GRENSER).root
    except XmlAvvist as feil:
        raise SituasjonsplanUleselig(feil.melding, Sted(linje=feil.linje)) from feil
    if lokalt(rot.tag) != ROT or navnerom(rot.tag) != NAVNEROM:
        raise SituasjonsplanUleselig(
            _annen_rot(lokalt(rot.tag), navnerom(rot.tag)), Sted(linje=rot.sourceline)
        )
    samler = Samler()
    arv = fra_envelope(rot, arve(rot, Arv(), samler))
    if samler.problemer:
        raise SituasjonsplanUleselig(samler.problemer[0].melding, samler.problemer[0].sted())
    node = _node(rot, f"/{ROT}", arv, samler)
    _unike(samler.gml_ider)
    return node


def _node(el: Element, sti: str, arv: Arv, ider: Samler) -> Node:
    ident = gml_id(el)
    if ident is not None:
        ider.gml_ider.append((ident, el.sourceline))
    under = [(b, str(b.tag)) for b in barn(el)] if len(el) else []
    if len(under) == 1 and er_geometri(geo := under[0][0]):
        samler = Samler()
        geo_id = gml_id(geo)
        if geo_id is not None:
            samler.gml_ider.append((geo_id, geo.sourceline))
        geometri = les_geometri(geo, lokalt(el.tag), arv, samler)
        ider.gml_ider += samler.gml_ider
        return Node(
            lokalt(el.tag), sti, geometri=geometri, problemer=tuple(samler.problemer),
            gml_id=ident, linje=el.sourceline,
        )  # fmt: skip
    return Node(
        navn=lokalt(el.tag),
        sti=sti,
        tekst=(el.text or "").strip(),
        barn=tuple(_noder(under, sti, arv, ider)),
        gml_id=ident,
        uom=el.get("uom"),
        linje=el.sourceline,
    )


def _noder(
    under: Sequence[tuple[Element, str]], sti: str, arv: Arv, ider: Samler
) -> Iterator[Node]:
    """The children as nodes, each with a number in its path where several have its name."""
    like = Counter(tag for _, tag in under)
    plass: Counter[str] = Counter()
    for el, tag in under:
        if tag.startswith(_EGET):
            navn = lokal = tag[len(_EGET) :]
        else:
            # A foreign element keeps its prefix-less name and is refused by the form
            lokal = lokalt(tag)
            navn = f"{{{navnerom(tag)}}}{lokal}"
        if lokal == "boundedBy":
            continue
        plass[navn] += 1
        hvor = f"{sti}/{lokal}[{plass[navn]}]" if like[tag] > 1 else f"{sti}/{lokal}"
        node = _node(el, hvor, arv, ider)
        yield node if navn == node.navn else Node(navn, hvor, linje=el.sourceline)


def _unike(ider: list[tuple[str, int | None]]) -> None:
    sett: set[str] = set()
    for ident, linje in ider:
        if ident in sett:
            problem = Problem("gml-id-dublett", _dublett(ident), ident, linje)
            raise SituasjonsplanUleselig(problem.melding, problem.sted())
        sett.add(ident)


def _annen_rot(navn: str, rom: str) -> Tekst:
    return Tekst(
        f"Roten er {navn} i navnerommet «{rom}»; en digital situasjonsplan er {ROT} i {NAVNEROM}.",
        f"Rota er {navn} i namnerommet «{rom}»; ein digital situasjonsplan er {ROT} i {NAVNEROM}.",
        f"The root is {navn} in the namespace “{rom}”; a digital situation plan is {ROT} in "
        f"{NAVNEROM}.",
    )


def _dublett(ident: str) -> Tekst:
    return Tekst(
        f"gml:id «{ident}» er brukt flere ganger.",
        f"gml:id «{ident}» er brukt fleire gonger.",
        f"gml:id “{ident}” is used more than once.",
    )
