"""Attachments on their way in: what each is, and which of them the engine opens.

Drawings and letters pass through as streams. Their content is judged from the disk, in pieces; only
a digital site plan is held in memory.
"""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Final

from byggsak.domain.soeknad import Vedlegg
from byggsak.vedlegg.bedoem import bedoem
from byggsak.vedlegg.navn import trygt_navn

__all__ = [
    "MAKS_SITUASJONSPLAN",
    "SITUASJONSPLAN",
    "bedoem",
    "bedoemt",
    "er_digital",
    "med_trygt_navn",
    "trygt_navn",
]

SITUASJONSPLAN: Final = "Situasjonsplan"
MAKS_SITUASJONSPLAN: Final = 5 * 1024 * 1024
"""Bytes of a digital site plan that byggsak reads."""
UTEN_NAVN: Final = "uten-navn"


def bedoemt(vedlegg: Vedlegg) -> Vedlegg:
    """With the verdict on its content, where the content is in memory and nobody has judged it."""
    if vedlegg.dom is not None or vedlegg.innhold is None:
        return vedlegg
    return replace(vedlegg, dom=bedoem(io.BytesIO(vedlegg.innhold)))


def med_trygt_navn(vedlegg: Vedlegg, sendt: str) -> Vedlegg:
    """Named as it can be filed, and with the name it was sent under when that is another."""
    trygt = trygt_navn(sendt) or UTEN_NAVN
    return replace(vedlegg, filnavn=trygt, navn_som_sendt=sendt if sendt != trygt else None)


def er_digital(begynnelse: bytes) -> bool | None:
    """XML or JSON by the first character; None while there is nothing but blanks to judge by.

    >>> [er_digital(b) for b in (b" <Situasjonsplan", b'{"type"', b"%PDF-1.7", b"  ")]
    [True, True, False, None]
    """
    if begynnelse[:2] in (b"\xff\xfe", b"\xfe\xff"):  # UTF-16
        return True
    foerste = begynnelse.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return foerste in (b"<", b"{") if foerste else None
