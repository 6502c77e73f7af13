"""Writes XML as a stream: any number of cases in constant memory, and never an empty element."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from byggsak_archive_noark5.tid import norsk

NOARK = "http://www.arkivverket.no/standarder/noark5/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"

Value = str | int | date | datetime | None


class XmlSkriver:
    """Elements in the order they are written. `antall` counts each element name."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._depth = 0
        self.antall: dict[str, int] = {}
        self._write('<?xml version="1.0" encoding="UTF-8"?>\n')

    @contextmanager
    def rot(self, name: str, namespace: str, schema: str, /, **attributes: str) -> Iterator[None]:
        """The root element with its namespace and the schema that lies beside the file."""
        extra = {
            "xmlns": namespace,
            "xmlns:xsi": XSI,
            "xsi:schemaLocation": f"{namespace} {schema}",
        }
        with self.element(name, **extra, **attributes):
            yield

    @contextmanager
    def element(self, name: str, /, **attributes: str) -> Iterator[None]:
        """An element with children."""
        self.antall[name] = self.antall.get(name, 0) + 1
        self._write(f"{self._indent}<{name}{_attributes(attributes)}>\n")
        self._depth += 1
        yield
        self._depth -= 1
        self._write(f"{self._indent}</{name}>\n")

    def felt(self, name: str, value: Value, /, **attributes: str) -> None:
        """An element with text; nothing at all when there is no value (krav 6.4.5)."""
        if value is None or value == "":
            return
        start = f"{name}{_attributes(attributes)}"
        self._write(f"{self._indent}<{start}>{escape(_text(value))}</{name}>\n")

    def tom(self, name: str, /, **attributes: str) -> None:
        """An element that says what it says in its attributes. Noark 5 has none; METS does."""
        self._write(f"{self._indent}<{name}{_attributes(attributes)}/>\n")

    def felter(self, **values: Value) -> None:
        """Elements in the given order; names are Noark's own."""
        for name, value in values.items():
            self.felt(name, value)

    @property
    def _indent(self) -> str:
        return "  " * self._depth

    def _write(self, text: str) -> None:
        self._stream.write(text.encode("utf-8"))


@contextmanager
def skriver(path: Path) -> Iterator[XmlSkriver]:
    """A writer of the file, which is on the disk when it closes."""
    with path.open("wb") as stream:
        yield XmlSkriver(stream)
        stream.flush()
        os.fsync(stream.fileno())


def _text(value: str | int | date | datetime) -> str:
    if isinstance(value, datetime):
        return norsk(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _attributes(attributes: dict[str, str]) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
