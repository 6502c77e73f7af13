"""One fault against the schema, said to a person: which element, what was expected and found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from hashlib import sha256
from typing import Any, Final

from xmlschema import XMLSchemaChildrenValidationError, XMLSchemaValidationError
from xmlschema.validators import XsdElement, XsdGroup

from byggsak.domain.facts import Sted
from byggsak.domain.funn import Alvorlighet, Funn, Utfall
from byggsak.domain.tekst import Tekst
from byggsak.xml.element import Element, Places, localname
from byggsak.xml.explain_texts import DATATYPE, TEXTS
from byggsak.xml.parts import in_part
from byggsak.xml.refusal import filled, quote

RULE: Final = "xml-skjema"
_XSI: Final = "{http://www.w3.org/2001/XMLSchema-instance}"


class Explainer:
    """Turns the errors about one document into findings."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.places = Places()
        self.counts: dict[Element, Counter[str]] = {}

    def explain(self, error: XMLSchemaValidationError) -> Iterable[Funn]:
        """The findings for one error of xmlschema."""
        element = _element(error, self.root)
        if isinstance(error, XMLSchemaChildrenValidationError):
            return self.children(error, element)
        return [self.own(error, element)]

    def own(self, error: XMLSchemaValidationError, element: Element) -> Funn:
        """The finding for an error about the element itself."""
        reason = error.reason or ""
        name = _short(getattr(error.validator, "name", None) or "")
        if name in DATATYPE and not len(element):
            return self.value(element, DATATYPE[name])
        if "simple content element can't have child" in reason:
            return self.found("barn-i-verdi", element)
        if "character data" in reason:
            return self.found("loes-tekst", element, funnet=quote(_loose_text(element)))
        if "xsi:nil" in reason or "nillable" in reason:
            return self.found("nil", element)
        if attribute := re.match(r"'([^']+)' attribute not allowed", reason):
            return self.found("ukjent-attributt", element, attributt=_short(attribute.group(1)))
        if attribute := re.match(r"missing required attribute '([^']+)'", reason):
            return self.found("manglende-attributt", element, attributt=_short(attribute.group(1)))
        return self.found("annet", element, teknisk=quote(reason, 160))

    def unexplained(self, element: Element, message: str) -> Funn:
        """The finding for a complaint of libxml2, where xmlschema is not asked or has no words."""
        datatype = re.search(r"atomic type 'xs:(\w+)'", message)
        if datatype and datatype.group(1) in DATATYPE:
            return self.value(element, DATATYPE[datatype.group(1)])
        parent = element.getparent()
        if "This element is not expected" in message and parent is not None:
            return self.found("uventet", element, forelder=localname(parent))
        technical = quote(re.sub(r"\{[^}]*\}", "", message), 160)
        return self.found("annet", element, teknisk=technical)

    def padded(self, element: Element) -> bool:
        """Whether the element's text has white space round it."""
        text = element.text or ""
        return text != text.strip()

    def at(self, path: str, part: int = 0) -> Element:
        """The element at libxml2's path, such as «/*/*[2]/p:name[3]», in that part of the document
        (`byggsak.xml.parts`); the root when there is none.

        Not asked as XPath: the prefixes are those of the document, and it may bind them anew.
        """
        node: Element | None = None
        for step in path.strip("/").split("/"):
            name, _, number = step.removesuffix("]").partition("[")
            siblings = [self.root] if node is None else in_part(node, part)
            same = siblings if name == "*" else [e for e in siblings if _prefixed(e) == name]
            place = int(number or 1)
            if place > len(same):
                return self.root
            node = same[place - 1]
        return self.root if node is None else node

    def children(self, error: XMLSchemaChildrenValidationError, parent: Element) -> Iterator[Funn]:
        """Every child that may not stand where it stands. xmlschema names a repeated child only
        when no unknown one precedes it, so in a group without order all are looked for here."""
        group = error.validator
        legal = _legal(group)
        if error.index >= len(parent):
            missing = [_short(e.name or "") for e in error.expected or ()]
            yield self.found("mangler", parent, manglende=" / ".join(missing) or "?")
        elif not isinstance(group, XsdGroup) or group.model != "all":
            yield self.child(parent[error.index], parent, legal)
        elif parent not in self.counts:
            counts = self.counts[parent] = Counter(str(child.tag) for child in parent)
            seen: Counter[str] = Counter()
            for child in parent:
                tag = str(child.tag)
                seen[tag] += 1
                if tag not in legal or (counts[tag] > 1 and seen[tag] == 2):
                    yield self.child(child, parent, legal)

    def child(self, child: Element, parent: Element, legal: list[str]) -> Funn:
        name, within, tag = localname(child), localname(parent), str(child.tag)
        if tag in legal:
            if parent not in self.counts:
                self.counts[parent] = Counter(str(other.tag) for other in parent)
            times = self.counts[parent][tag]
            kind = "gjentatt" if times > 1 else "feil-plass"
            return self.found(kind, child, forelder=within, antall=times)
        names = {_short(each): each for each in legal}
        if name in names:
            space = names[name][1:].partition("}")[0]
            return self.found("feil-navnerom", child, navnerom=quote(space, 120))
        if close := _closest(name, names):
            return self.found("ukjent-naermest", child, forelder=within, naermest=close)
        return self.found("ukjent", child, forelder=within, lovlige=", ".join(names) or "–")

    def value(self, element: Element, expected: Tekst) -> Funn:
        text = (element.text or "").strip()
        if not text:
            return self.found("tom-verdi", element, ventet=expected)
        return self.found("feil-verdi", element, ventet=expected, funnet=quote(text))

    def found(self, kind: str, element: Element, **values: object) -> Funn:
        hva, raad = TEXTS[kind]
        values["element"] = quote(localname(element))
        sted = Sted(xpath=self.places.xpath(element), linje=element.sourceline)
        return _funn(kind, filled(hva, **values), filled(raad, **values), sted)


def only_some(most: int) -> Funn:
    """The last finding of a list that was cut."""
    hva, raad = TEXTS["flere"]
    return _funn("flere", filled(hva, antall=most), raad, Sted())


def _closest(name: str, names: Iterable[str]) -> str | None:
    """The legal name that was probably meant; also «gårdsnummer» for `gaardsnummer`."""
    plain = name.lower().replace("å", "aa").replace("ø", "oe").replace("æ", "ae")
    known = list(names)
    for attempt in (name, plain):
        if close := get_close_matches(attempt[:60], known, n=1, cutoff=0.6):
            return close[0]
    return None


def _funn(kind: str, melding: Tekst, raad: Tekst, sted: Sted) -> Funn:
    about = sted.xpath or ""
    return Funn(
        regel=RULE,
        utfall=Utfall.BRUTT,
        alvorlighet=Alvorlighet.FEIL,
        melding=melding,
        raad=raad,
        gjelder=about,
        sted=sted,
        fingeravtrykk=sha256(f"{RULE}|{kind}|{about}".encode()).hexdigest()[:16],
    )


def _element(error: XMLSchemaValidationError, root: Element) -> Element:
    element: Any = error.elem
    return element if element is not None else root


def _prefixed(element: Element) -> str:
    name = localname(element)
    return f"{element.prefix}:{name}" if element.prefix else name


def _legal(group: object) -> list[str]:
    if not isinstance(group, XsdGroup):
        return []
    return [e.name for e in group.iter_elements() if isinstance(e, XsdElement) and e.name]


def _loose_text(element: Element) -> str:
    pieces = [element.text, *(child.tail for child in element)]
    return next((piece for piece in pieces if piece and piece.strip()), "")


def _short(name: str) -> str:
    if name.startswith(_XSI):
        return f"xsi:{name.removeprefix(_XSI)}"
    return name.rpartition("}")[2]
