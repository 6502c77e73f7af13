"""Is the document valid against its XSD, and if not, what exactly is wrong where?

libxml2 is the gate (a fraction of a millisecond); a document that fails it is explained by
xmlschema, which finds every fault at once and not only the first in each element. What passes the
gate is valid for both, because our schemas use no ID/IDREF, which libxml2 does not check; a
property test holds them to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any, Final, TypeAlias

import xmlschema
from lxml import etree

from byggsak.domain.funn import Funn
from byggsak.xml.element import Element
from byggsak.xml.explain import Explainer, only_some
from byggsak.xml.forms import Form
from byggsak.xml.parts import parts
from byggsak.xml.reader import Document

MOST: Final = 500
"""Findings about one document; a person reads none of them after that."""
MOST_COMPLAINTS: Final = 20_000
"""Sentences of libxml2 that are looked at; several of them may be about one fault."""


def validate(document: Document, form: Form, most: int = MOST) -> list[Funn]:
    """Every fault against the form's XSD, in document order; empty when the document is valid."""
    return validate_xsd(document.root, form.xsd, most)


def validate_xsd(root: Element, xsd: Path, most: int = MOST) -> list[Funn]:
    """As `validate`, for a schema that is not one of the forms. `xsd` is a local file."""
    complaints = _complaints(root, xsd, most)
    if not complaints:
        return []
    findings = list(islice(_explained(root, xsd, complaints), most + 1))
    if len(findings) > most:
        findings[most:] = [only_some(most)]
    return sorted(findings, key=lambda funn: funn.sted.linje or 10**9)


Complaint: TypeAlias = tuple[int, str, str]
"""What libxml2 says: the part it was asked about, its path in it («/*/*[2]») and its sentence."""


def _complaints(root: Element, xsd: Path, most: int) -> list[Complaint]:
    """Empty when the document is valid; no more parts are asked about than a person will read."""
    found: list[Complaint] = []
    for number, part in parts(root):
        found += [(number, *said) for said in _gate(xsd).complaints(part)]
        if len(found) > most:
            break
    return found


def _explained(root: Element, xsd: Path, complaints: list[Complaint]) -> Iterator[Funn]:
    """What xmlschema says, then what only libxml2 says: it is the stricter of the two about
    numbers (`1_000` and other scripts' digits are no xs:int), but not always about the spec."""
    explainer = Explainer(root)
    said: set[str | None] = set()
    document: Any = root  # xmlschema reads lxml trees; its types know ElementTree only
    complete = _affordable(root)
    try:
        for error in _full(xsd).iter_errors(document) if complete else ():
            for funn in explainer.explain(error):
                said.add(funn.sted.xpath)
                yield funn
    except xmlschema.XMLSchemaException:
        # An xsi:type that names no type makes xmlschema raise in the middle of its list.
        complete = False
    for number, path, message in complaints:
        element = explainer.at(path, number)
        if complete and _DATE.search(message) and explainer.padded(element):
            continue  # white space round a date is legal; libxml2 (2.14) refuses it
        funn = explainer.unexplained(element, message)
        if funn.sted.xpath not in said:
            yield funn


_DATE: Final = re.compile("atomic type 'xs:date(Time)?'")
MOST_ELEMENTS: Final = 40_000
MOST_PAIRS: Final = 20_000_000


def _affordable(root: Element) -> bool:
    """xmlschema asks for siblings by number, which costs their number squared: six minutes for a
    document of 1 MB made for it. A document beyond any real form is explained by the gate alone."""
    pairs = 0
    for number, element in enumerate(root.iter(), 1):
        pairs += len(element) ** 2
        if number > MOST_ELEMENTS or pairs > MOST_PAIRS:
            return False
    return True


class _Gate:
    """One compiled schema. libxml2 may read it from many threads; lxml's error log may not be."""

    def __init__(self, xsd: Path) -> None:
        parser = etree.XMLParser(no_network=True, resolve_entities=False)
        self.schema = etree.XMLSchema(etree.parse(str(xsd), parser))
        self.lock = Lock()

    def complaints(self, root: Element) -> list[tuple[str, str]]:
        with self.lock:
            if self.schema.validate(root):
                return []
            log = islice(self.schema.error_log, MOST_COMPLAINTS)
            return [(e.path or "", e.message) for e in log]


def compile_gate(xsd: Path) -> None:
    """Compile the schema now and not at the first document that needs it."""
    _gate(xsd)


_building = Lock()


def _gate(xsd: Path) -> _Gate:
    with _building:
        return _build_gate(xsd)


@cache
def _build_gate(xsd: Path) -> _Gate:
    return _Gate(xsd)


def _full(xsd: Path) -> xmlschema.XMLSchema10:
    with _building:
        return _build_full(xsd)


@cache
def _build_full(xsd: Path) -> xmlschema.XMLSchema10:
    return xmlschema.XMLSchema10(str(xsd), allow="local", defuse="always")
