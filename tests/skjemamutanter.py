"""Faulty forms by the thousand: full documents from a schema's own tree, and ways to break them.

`python -m tests.skjemamutanter 24000` holds our schemas against the official ones, where those lie
beside the project, and prints how many mutants of each kind were accepted and refused.
"""

from __future__ import annotations

import copy
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

import xmlschema
from lxml import etree
from xmlschema.validators import XsdElement, XsdGroup

from byggsak.xml.element import Element
from byggsak.xml.forms import Form, forms
from byggsak.xml.reader import read

ROOT: Final = Path(__file__).parents[1]
OFFICIAL: Final = ROOT.parent / "shared" / "dibk" / "xsd"
SAMPLES: Final = ROOT.parent / "shared" / "dibk" / "eksempler"
COMPARED: Final = ("igangsettingstillatelse", "midlertidigbrukstillatelse", "ferdigattest")
XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
XS: Final = "http://www.w3.org/2001/XMLSchema"
T = TypeVar("T")
Choose = Callable[[Sequence[Any]], Any]
"""Picks one of a sequence: `random.Random.choice`, or a draw by hypothesis."""

VALUES: Final = {
    "string": "Ærlig & <rett>",
    "int": "12",
    "boolean": "true",
    "date": "2026-01-31",
    "dateTime": "2026-01-31T12:00:00",
    "decimal": "12.50",
}
TEXTS: Final = (
    "", " ", "12", "-1", "007", "2147483648", "1.0", "1e5", "12,5", "true", "TRUE", "1", "0", "ja",
    "2026-01-31", "2026-01-31Z", "2026-02-30", "31.1.2026", "2026-01-31T12:00:00", " 12 ", "x y",
    "NaN", "\u00a05", "12026-01-01",
)  # fmt: skip
NAMES: Final = (
    "eiendom", "adresse", "navn", "kode", "kodeverdi", "type", "saksaar", "vedlegg", "delsoeknad",
    "utfallSvar", "metadata", "tiltakshaver", "varmesystem", "sikkerhetsnivaa", "finnesIkke",
    "beroererArbeidsplasser", "automatiseringskrav", "datoFerdigattest", "gjelderHeleTiltaket",
)  # fmt: skip
TYPES: Final = (
    "xs:string", "xs:int", "xs:token", "xs:date", "KodeType", "KodeListe", "PartType",
    "EiendomListe", "GenerelleVilkaarType", "SoeknadGjelderType", "SoeknadenGjelderType",
    "BeskrivelseAvTiltakType", "UtfallSvarListe", "MetadataType", "Part", "finnesIkke",
)  # fmt: skip


def form(name: str, version: str) -> Form:
    return next(f for f in forms() if (f.name, f.version) == (name, version))


@cache
def full_document(which: Form) -> bytes:
    """Every element of the form's schema filled in; every list with two of what it holds."""
    schema = xmlschema.XMLSchema10(str(which.xsd), allow="local")
    root = etree.Element(f"{{{which.namespace}}}{which.root}", nsmap={None: which.namespace})
    root.set("dataFormatProvider", which.provider)
    root.set("dataFormatId", which.data_format_id)
    root.set("dataFormatVersion", which.version)
    _fill(root, schema.elements[which.root])
    return etree.tostring(root, encoding="utf-8")


def _fill(element: Element, declared: XsdElement) -> None:
    content = getattr(declared.type, "content", None)
    if not isinstance(content, XsdGroup):
        element.text = VALUES[declared.type.local_name or ""]
        return
    for child in content.iter_elements():
        assert isinstance(child, XsdElement)
        for _ in range(1 if child.max_occurs == 1 else 2):
            _fill(etree.SubElement(element, child.name), child)


def originals(which: Form) -> list[bytes]:
    """The real documents of the form, and the full one."""
    begins = f"<{which.root}".encode()
    named = f"{which.namespace}".encode()
    real = [file.read_bytes() for file in sorted(SAMPLES.rglob("*.xml"))]
    return [data for data in real if begins in data and named in data] + [full_document(which)]


def mutate(root: Element, choose: Choose) -> str:
    """Change one thing in the document; the name of what was done."""
    name = choose(tuple(MUTATIONS))
    elements = [element for element in root.iter() if element is not root]
    MUTATIONS[name](root, choose(elements) if elements else root, choose)
    return str(name)


def _parent(element: Element) -> Element:
    parent = element.getparent()
    return element if parent is None else parent


def _name(root: Element, choose: Choose) -> str:
    return f"{{{etree.QName(root).namespace}}}{choose(NAMES)}"


def _drop(root: Element, element: Element, _: Choose) -> None:
    if element is not root:
        _parent(element).remove(element)


def _duplicate(root: Element, element: Element, _: Choose) -> None:
    if element is not root:
        element.addnext(copy.deepcopy(element))


def _reorder(root: Element, element: Element, choose: Choose) -> None:
    parent = _parent(element)
    if element is not root:
        parent.insert(choose(range(len(parent))), element)


def _retype(_: Element, element: Element, choose: Choose) -> None:
    element.text = choose(TEXTS)


def _nil(_: Element, element: Element, choose: Choose) -> None:
    element.set(f"{{{XSI}}}nil", choose(("true", "1", "false", "0", "x")))
    if choose((True, False)):
        element.text = None
        element[:] = []


def _unknown_child(root: Element, element: Element, choose: Choose) -> None:
    etree.SubElement(element, _name(root, choose))


def _rename(root: Element, element: Element, choose: Choose) -> None:
    if element is not root:
        element.tag = _name(root, choose)


def _bad_attribute(_: Element, element: Element, choose: Choose) -> None:
    element.set(choose(("id", "dataFormatId", "nil", f"{{{XSI}}}schemaLocation", "{urn:x}a")), "1")


def _root_attribute(root: Element, _: Element, choose: Choose) -> None:
    name = choose(("dataFormatProvider", "dataFormatId", "dataFormatVersion"))
    value = choose((None, "", "DIBK", "10003", "10004", "10005", "4", "5", " 4", "4 "))
    if value is not None:
        root.set(name, value)
    elif name in root.attrib:
        del root.attrib[name]


def _type_attribute(_: Element, element: Element, choose: Choose) -> None:
    element.set(f"{{{XSI}}}type", choose(TYPES))


def _other_namespace(root: Element, element: Element, choose: Choose) -> None:
    if element is not root:
        element.tag = choose(("", "{urn:x}")) + etree.QName(element).localname


def _loose_text(root: Element, element: Element, choose: Choose) -> None:
    if element is not root:
        element.tail = choose(TEXTS)


def _move(_: Element, element: Element, choose: Choose) -> None:
    others = [other for other in element.getroottree().iter() if other is not element]
    choose(others).insert(0, copy.deepcopy(element))


def _empty(_: Element, element: Element, __: Choose) -> None:
    element.text = None
    element[:] = []


MUTATIONS: Final[dict[str, Callable[[Element, Element, Choose], None]]] = {
    "drop": _drop,
    "duplicate": _duplicate,
    "reorder": _reorder,
    "retype": _retype,
    "nil": _nil,
    "unknown child": _unknown_child,
    "rename": _rename,
    "bad attribute": _bad_attribute,
    "root attribute": _root_attribute,
    "xsi:type": _type_attribute,
    "other namespace": _other_namespace,
    "loose text": _loose_text,
    "move": _move,
    "empty": _empty,
}


class Schemas:
    """Our schema and the official one for a form, each in both validators."""

    def __init__(self, name: str) -> None:
        self.form = form(name, "4")
        files = (self.form.xsd, OFFICIAL / f"{name}-v4.xsd")
        self.gates = [etree.XMLSchema(etree.parse(str(file))) for file in files]
        self.full = [
            xmlschema.XMLSchema10(str(file), allow="local", validation=how)
            for file, how in zip(files, ("strict", "lax"), strict=True)
        ]

    def verdicts(self, root: Element) -> tuple[tuple[bool, bool], tuple[bool, bool]]:
        """(ours, official) by libxml2, then by xmlschema."""
        tree: Any = root
        gate, full = (
            tuple(gate.validate(root) for gate in self.gates),
            tuple(_is_valid(schema, tree) for schema in self.full),
        )
        return (gate[0], gate[1]), (full[0], full[1])


def _is_valid(schema: xmlschema.XMLSchema10, tree: Any) -> bool:
    try:
        return schema.is_valid(tree)
    except xmlschema.XMLSchemaException:  # an xsi:type that names no type
        return False


def mutant(original: bytes, choose: Choose) -> tuple[Element, tuple[str, ...]]:
    """A document as it would arrive, with one to three things changed, and what they were."""
    root = read(original).root
    if etree.QName(root).namespace not in root.nsmap.values():
        raise ValueError("the document has no namespace")
    names = tuple(mutate(root, choose) for _ in range(choose((1, 1, 1, 2, 3))))
    for element in root.iter():
        kind = element.get(f"{{{XSI}}}type", "")
        if kind.startswith("xs:"):
            return read(_with_xs_prefix(root)).root, names
    return read(etree.tostring(root, encoding="utf-8")).root, names


def _with_xs_prefix(root: Element) -> bytes:
    written = etree.tostring(root, encoding="utf-8")
    at = written.index(b"<" + (f"{root.prefix}:" if root.prefix else "").encode()) + 1
    end = at + len((f"{root.prefix}:" if root.prefix else "") + etree.QName(root).localname)
    return written[:end] + f' xmlns:xs="{XS}"'.encode() + written[end:]


def mutants(number: int, seed: int) -> Iterator[tuple[Schemas, Element, tuple[str, ...]]]:
    """The same mutants for the same seed, the three forms in turn."""
    rng = random.Random(seed)
    compared = [(Schemas(name), originals(form(name, "4"))) for name in COMPARED]
    for count in range(number):
        schemas, documents = compared[count % len(compared)]
        yield schemas, *mutant(rng.choice(documents), rng.choice)


def systematic(which: Form, texts: Sequence[str] = TEXTS) -> Iterator[tuple[Element, str]]:
    """The full document with each of its elements in turn dropped, doubled, made nil, emptied,
    given an unknown child and each of the texts: nothing is left to chance."""
    data = full_document(which)
    for number in range(1, sum(1 for _ in read(data).root.iter())):
        changes = ["drop", "duplicate", "nil", "empty", "unknown child", *texts]
        for change in changes:
            root = read(data).root
            element = list(root.iter())[number]
            if change in MUTATIONS:
                MUTATIONS[change](root, element, lambda options: options[0])
            else:
                element.text = change
            yield root, change


def main(number: int, seed: int) -> int:
    seen: Counter[tuple[str, bool]] = Counter()
    for schemas, root, names in mutants(number, seed):
        for name in names:
            seen[name, _agreed(schemas, root, name)] += 1
    print(f"{number} random mutants (seed {seed}), no disagreement")
    for name in MUTATIONS:
        print(f"| {name} | {seen[name, True]} | {seen[name, False]} |")
    verdicts: Counter[bool] = Counter()
    for schemas in map(Schemas, COMPARED):
        for root, change in systematic(schemas.form):
            verdicts[_agreed(schemas, root, change)] += 1
    print(f"{verdicts.total()} systematic mutants, no disagreement: {verdicts[True]} accepted")
    return 0


def _agreed(schemas: Schemas, root: Element, change: str) -> bool:
    """The verdict; ends the program when there are two."""
    (ours, official), full = schemas.verdicts(root)
    if ours != official or full[0] != full[1]:
        written = etree.tostring(root, encoding="unicode")
        raise SystemExit(f"{schemas.form}, {change}: {(ours, official)}, {full}\n{written}")
    return official


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
