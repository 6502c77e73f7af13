"""A large XML file against a schema in a folder: read as a stream, in the memory of one element.

For deliveries whose schemas are not ours (deposits). What is wrong is told by element names only;
the values stay in the file, because they may be about people.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from lxml import etree

TREE_LIMIT: Final = 100_000_000
"""Bytes; a faulty file up to this size is read once more as a tree, to know the lines."""

_NAME: Final = re.compile(r"\{[^}]*\}([\w.-]+)")
_OPTIONS: Final[dict[str, Any]] = {"no_network": True, "resolve_entities": False, "load_dtd": False}

Kind = Literal["place", "missing", "value", "other"]


@dataclass(frozen=True, slots=True)
class SchemaFault:
    """`element` is out of `place`, is `missing` one of `expected`, or has a `value` that is not
    allowed."""

    line: int | None
    element: str
    kind: Kind
    expected: tuple[str, ...] = ()


class SchemaUnusable(ValueError):
    """The schema is not one, or one that it needs is away. The message says which."""


def validate_file(xml: Path, xsd: Path, most: int = 500) -> list[SchemaFault]:
    """What is wrong with the file, at most so many faults; empty when it is valid.

    Both are local files, and nothing else is fetched but local schemas that `xsd` imports; one that
    it imports from the network is taken from the folder it lies in. Raises SchemaUnusable, and
    OSError when a file cannot be read.
    """
    try:
        parser = etree.XMLParser(**_OPTIONS)
        parser.resolvers.add(_Beside(xsd.parent))
        schema = etree.XMLSchema(etree.parse(str(xsd), parser))
    except (etree.XMLSchemaParseError, etree.XMLSyntaxError) as error:
        raise SchemaUnusable(f"{xsd.name}: {error}") from error
    stream = etree.iterparse(str(xml), events=("end",), schema=schema, **_OPTIONS)
    try:
        for _, element in stream:
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
        return []
    except etree.XMLSyntaxError as error:
        log = list(stream.error_log) or list(error.error_log)
    if xml.stat().st_size <= TREE_LIMIT:
        try:
            schema.validate(etree.parse(str(xml), etree.XMLParser(**_OPTIONS)))
            log = list(schema.error_log) or log
        except etree.XMLSyntaxError:
            pass  # not well-formed either: the stream has said what there is to say
    return list(dict.fromkeys(_fault(entry.line, entry.message) for entry in log))[:most]


class _Beside(etree.Resolver):
    """Standards import one another by address: METS has XLink at the Library of Congress."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def resolve(self, system_url: str | None, public_id: str | None, context: Any) -> Any:
        if system_url is None or not system_url.startswith(("http://", "https://")):
            return None
        local = self._folder / system_url.rpartition("/")[2]
        return self.resolve_filename(str(local), context) if local.is_file() else None


def _fault(line: int, message: str) -> SchemaFault:
    names = _NAME.findall(message) or ["?"]
    kind: Kind = "other"
    if "not expected" in message:
        kind = "place"
    elif "Missing child" in message:
        kind = "missing"
    elif "valid value" in message or "facet" in message:
        kind, names = "value", names[:1]
    return SchemaFault(line or None, names[0], kind, tuple(names[1:]))
