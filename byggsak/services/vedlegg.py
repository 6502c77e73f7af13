"""Which attachments the engine opens: a digital site plan, nothing else.

Drawings and letters pass through as streams; their content is never held in memory.
"""

from __future__ import annotations

from typing import Final

SITUASJONSPLAN: Final = "Situasjonsplan"
MAKS_SITUASJONSPLAN: Final = 5 * 1024 * 1024
"""Bytes of a digital site plan that byggsak reads."""


def er_digital(begynnelse: bytes) -> bool | None:
    """XML or JSON by the first character; None while there is nothing but blanks to judge by.

    >>> [er_digital(b) for b in (b" <Situasjonsplan", b'{"type"', b"%PDF-1.7", b"  ")]
    [True, True, False, None]
    """
    if begynnelse[:2] in (b"\xff\xfe", b"\xfe\xff"):  # UTF-16
        return True
    foerste = begynnelse.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return foerste in (b"<", b"{") if foerste else None
