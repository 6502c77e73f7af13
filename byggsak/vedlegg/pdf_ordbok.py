"""The keys of one PDF dictionary as it stands in the file, without reading what they refer to."""

from __future__ import annotations

import re
from typing import Final

_HVIT: Final = b"\x00\t\n\x0c\r "
_SKILLE: Final = re.compile(rb"[\x00\t\n\x0c\r ()<>\[\]{}/%]")
_HEKS: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_DYPEST: Final = 100


def ordbok(data: bytes, start: int = 0) -> dict[bytes, bytes] | None:
    """The dictionary that opens at the first `<<` from `start`: names to the bytes of their values.

    Names are unescaped (`/J#53` is `/JS`); values keep their own brackets. None when it does not
    end within `data` or nests deeper than any real one.

    >>> ordbok(b"<</Root 1 0 R/ID[<01>(a\\\\)b)]/Info<</Root 9 0 R>>>>")[b"Root"]
    b'1 0 R'
    """
    sted = data.find(b"<<", start)
    if sted < 0:
        return None
    sted += 2
    svar: dict[bytes, bytes] = {}
    while True:
        sted = _forbi_hvitt(data, sted)
        if data.startswith(b">>", sted):
            return svar
        if not data.startswith(b"/", sted):
            return None
        slutt = _navneslutt(data, sted)
        navn = navn_av(data[sted + 1 : slutt])
        verdi = slutt
        while True:
            verdi = _forbi_hvitt(data, verdi)
            if verdi >= len(data):
                return None
            if data.startswith(b">>", verdi):
                break
            if data.startswith(b"/", verdi) and data[slutt:verdi].strip(_HVIT):
                break
            neste = _forbi(data, verdi)
            if neste is None:
                return None
            verdi = neste
        svar.setdefault(navn, data[slutt:verdi].strip(_HVIT))
        sted = verdi


def navn_av(skrevet: bytes) -> bytes:
    """A name without its escapes."""
    return _HEKS.sub(lambda m: bytes.fromhex(m[1].decode("ascii")), skrevet)


def _navneslutt(data: bytes, sted: int) -> int:
    funnet = _SKILLE.search(data, sted + 1)
    return funnet.start() if funnet else len(data)


def _forbi_hvitt(data: bytes, sted: int) -> int:
    while sted < len(data):
        if data[sted] in _HVIT:
            sted += 1
        elif data[sted] == 0x25:  # % begins a comment
            linje = re.compile(rb"[\r\n]").search(data, sted)
            sted = linje.end() if linje else len(data)
        else:
            break
    return sted


def _forbi(data: bytes, sted: int) -> int | None:
    """Past one token, a string, or a bracketed value with everything in it."""
    dybde = 0
    while True:
        sted = _forbi_hvitt(data, sted)
        if sted >= len(data):
            return None
        to = data[sted : sted + 2]
        if to == b"<<" or to[:1] == b"[":
            dybde += 1
            if dybde > _DYPEST:
                return None
            sted += len(to) if to == b"<<" else 1
            continue
        if to == b">>" or to[:1] == b"]":
            dybde -= 1
            sted += len(to) if to == b">>" else 1
        elif to[:1] == b"(":
            slutt = _forbi_streng(data, sted)
            if slutt is None:
                return None
            sted = slutt
        elif to[:1] == b"<":
            slutt = data.find(b">", sted)
            if slutt < 0:
                return None
            sted = slutt + 1
        elif to[:1] == b"/":
            sted = _navneslutt(data, sted)
        else:
            sted = max(_navneslutt(data, sted), sted + 1)
        if dybde <= 0:
            return sted


def _forbi_streng(data: bytes, sted: int) -> int | None:
    dybde = 0
    while sted < len(data):
        tegn = data[sted]
        if tegn == 0x5C:  # backslash
            sted += 1
        elif tegn == 0x28:
            dybde += 1
        elif tegn == 0x29:
            dybde -= 1
            if dybde == 0:
                return sted + 1
        sted += 1
    return None
