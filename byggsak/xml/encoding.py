"""From bytes to UTF-8: what is it, which encoding does it say, and is that true?

The parser is always handed UTF-8 that we have decoded ourselves, so that a declaration that lies
is a refusal with a place and never a document with wrong letters.
"""

from __future__ import annotations

import re
from typing import Final

from byggsak.xml.refusal import quote, refuse
from byggsak.xml.refusal_texts import TEXTS

SUPPORTED: Final = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "utf-16": "utf-16",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "iso-8859-1": "iso-8859-1",
    "latin1": "iso-8859-1",
    "iso-8859-15": "iso-8859-15",
    "windows-1252": "windows-1252",
}
"""Declared name (lower case) -> Python codec."""

_DECLARATION = re.compile(r"""<\?xml\s[^>]{0,200}?\bencoding\s*=\s*["']([^"']{0,60})["']""")
_ARCHIVES: Final = {
    b"\x1f\x8b": "gzip",
    b"PK\x03\x04": "zip",
    b"BZh": "bzip2",
    b"\xfd7zXZ": "xz",
    b"7z\xbc\xaf": "7-zip",
    b"\x28\xb5\x2f\xfd": "zstd",
}


def to_utf8(data: bytes) -> tuple[bytes, str]:
    """The document as UTF-8 without byte order mark, and the name of the encoding it came in.

    Raises XmlAvvist: tom, komprimert, ikke-xml, koding-ukjent, koding-motsagt, koding-ugyldig,
    nul-tegn, avkortet.
    """
    codec, start = sniff(data[:1024])
    body = data[start:]
    if codec == "utf-8":
        _decode(body, codec)
        utf8 = body
    else:
        text = _decode(body, codec)
        if not codec.startswith("utf-16"):
            _doubt_one_byte_encoding(body, text, codec)
        utf8 = text.encode("utf-8")
    if (nul := utf8.find(b"\0")) >= 0:
        raise refuse("nul-tegn", TEXTS, *place(utf8, nul))
    return utf8, codec


def sniff(head: bytes) -> tuple[str, int]:
    """The Python codec of the document that begins so, and the length of its byte order mark."""
    if not head.strip(b" \t\r\n"):
        raise refuse("tom", TEXTS)
    for magic, name in _ARCHIVES.items():
        if head.startswith(magic):
            raise refuse("komprimert", TEXTS, format=name)
    if head.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff", b"<\0\0\0", b"\0\0\0<")):
        raise refuse("koding-ukjent", TEXTS, koding="UTF-32")
    if head.startswith((b"<\0", b"\0<")):
        raise refuse("koding-ukjent", TEXTS, koding="UTF-16 uten BOM")
    actual, mark = "", 0
    if head.startswith(b"\xef\xbb\xbf"):
        actual, mark = "utf-8", 3
    elif head.startswith(b"\xff\xfe"):
        actual, mark = "utf-16-le", 2
    elif head.startswith(b"\xfe\xff"):
        actual, mark = "utf-16-be", 2
    start = head[mark:].decode(actual or "latin-1", "replace")
    if not start.lstrip(" \t\r\n").startswith("<"):
        raise refuse("ikke-xml", TEXTS, start=quote(start, 12).replace("\0", "�"))
    found = _DECLARATION.match(start)
    if found is None:
        return actual or "utf-8", mark
    declared = found.group(1)
    codec = SUPPORTED.get(declared.lower())
    if codec is None:
        raise refuse("koding-ukjent", TEXTS, 1, koding=quote(declared))
    if codec == "utf-16" and actual.startswith("utf-16"):
        return actual, mark
    # Without a byte order mark the declaration was legible as ASCII, so it cannot be UTF-16: the
    # classic is a .NET string that says utf-16 and was saved as UTF-8.
    if (actual and codec != actual) or (not actual and codec.startswith("utf-16")):
        really = (actual or "utf-8").upper()
        raise refuse("koding-motsagt", TEXTS, 1, oppgitt=declared, funnet=really)
    return codec, mark


def place(data: bytes, offset: int) -> tuple[int, int]:
    """1-based line and column (bytes) of an offset."""
    return data.count(b"\n", 0, offset) + 1, offset - data.rfind(b"\n", 0, offset)


def _decode(body: bytes, codec: str) -> str:
    try:
        return body.decode(codec)
    except UnicodeDecodeError as error:
        if error.reason in {"unexpected end of data", "truncated data"}:
            raise refuse("avkortet", TEXTS) from error
        wrong = " ".join(f"0x{byte:02X}" for byte in body[error.start : error.end])
        where = place(body, error.start) if codec == "utf-8" else (None, None)
        raise refuse("koding-ugyldig", TEXTS, *where, byte=wrong, koding=codec.upper()) from error


def _doubt_one_byte_encoding(body: bytes, text: str, codec: str) -> None:
    """Every byte is legal in these encodings, so a lie must be told by what comes out."""
    if body.isascii():
        return
    if lie := _really(body, text):
        line, column = place(body, next(i for i, byte in enumerate(body) if byte > 0x7F))
        raise refuse(
            "koding-motsagt", TEXTS, line, column, oppgitt=codec.upper(), funnet=lie
        ) from None


def _really(body: bytes, text: str) -> str | None:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        controls = any("\x80" <= sign <= "\x9f" for sign in text)
        return "WINDOWS-1252" if controls else None
    return "UTF-8"
