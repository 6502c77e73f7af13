"""Which elements of a form may stand more than once, as its XSD says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

import xmlschema

from byggsak.xml.forms import Form

_STEP: Final = re.compile(r"(?P<name>[^\[\]]+)(?:\[(?P<index>[0-9]+)\])?")
_DEEPEST: Final = 30


@cache
def repeated(form: Form) -> frozenset[str]:
    """Paths of local names from the root, as «ettrinn/eiendomByggested/eiendom»."""
    schema = xmlschema.XMLSchema10(str(form.xsd), allow="local", defuse="always")
    roots = (e for e in schema.elements.values() if e.local_name == form.root)
    return frozenset(path for root in roots for path in _below(root, form.root, 1))


def _below(element: Any, path: str, depth: int) -> Iterator[str]:
    content: Any = getattr(element.type, "content", None)
    if depth > _DEEPEST or not hasattr(content, "iter_elements"):
        return
    for child in content.iter_elements():
        if child.local_name is None:  # a wildcard
            continue
        below = f"{path}/{child.local_name}"
        if child.max_occurs is None or child.max_occurs > 1:
            yield below
        yield from _below(child, below, depth + 1)


def zero_based(xpath: str, lists: frozenset[str]) -> str:
    """A true XPath as the national validator writes it: no slash in front, counted from zero, a
    number on every element that may be repeated.

    >>> zero_based("/ettrinn/eiendomByggested/eiendom[2]/adresse", frozenset())
    'ettrinn/eiendomByggested/eiendom[1]/adresse'
    >>> zero_based("/a/b/c", frozenset({"a/b"}))
    'a/b[0]/c'
    """
    path, out = "", []
    for step in xpath.strip("/").split("/"):
        parts = _STEP.fullmatch(step)
        if parts is None:
            out.append(step)
            continue
        path = f"{path}/{parts['name']}".lstrip("/")
        if parts["index"] is not None:
            out.append(f"{parts['name']}[{int(parts['index']) - 1}]")
        else:
            out.append(f"{parts['name']}[0]" if path in lists else step)
    return "/".join(out)


def template(path: str, lists: frozenset[str]) -> str:
    """A path with a numbered placeholder where an index goes.

    >>> template("a/b/c/d", frozenset({"a/b", "a/b/c"}))
    'a/b{0}/c{1}/d'
    """
    steps, number = path.split("/"), 0
    for nr in range(len(steps)):
        if "/".join(path.split("/")[: nr + 1]) in lists:
            steps[nr] += f"{{{number}}}"
            number += 1
    return "/".join(steps)
