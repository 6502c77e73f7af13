"""File names: what one can be filed under, and how one that harms can be shown."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LENGSTE_NAVN: Final = 180
"""Characters of a filed name. The national limit for what a sender may use (DiBK, Fellestjenester
BYGG: names above 226 characters make the whole delivery fail on its way to the municipality)."""
_FLEST_BYTE: Final = 240
"""File systems stop at 255 bytes, and a suffix may be added."""
_LENGSTE_ENDELSE: Final = 10
_FORBUDT: Final = re.compile(r'[<>:"|?*]')
_RESERVERT: Final = re.compile(
    r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|\Z)", re.IGNORECASE
)


def trygt_navn(navn: str) -> str:
    """The name it can be filed under on any system; empty when nothing is left.

    The last part of a path; no control, direction or invisible characters; none of `<>:"|?*`; no
    dots or spaces at the ends; no name that Windows keeps for devices; cut before the ending.

    >>> [trygt_navn(n) for n in ("..\\\\..\\\\plan\\x00.pdf", "fra\\u202efdp.exe", "con.pdf")]
    ['plan.pdf', 'frafdp.exe', '_con.pdf']
    """
    siste = re.split(r"[/\\]", unicodedata.normalize("NFC", navn))[-1]
    synlig = siste if siste.isprintable() else "".join(_tegn(t) for t in siste)
    rent = _FORBUDT.sub("_", synlig).strip(" .")
    if _RESERVERT.match(rent) or rent.startswith("-"):
        rent = f"_{rent}"
    return _kort(rent)


def _tegn(tegn: str) -> str:
    slag = unicodedata.category(tegn)
    if slag[0] == "Z":
        return " "
    return "" if slag in ("Cc", "Cf", "Cs", "Co", "Cn") else tegn


def _kort(navn: str) -> str:
    if len(navn) <= LENGSTE_NAVN and len(navn.encode()) <= _FLEST_BYTE:
        return navn
    stamme, punktum, endelse = navn.rpartition(".")
    if not stamme or len(endelse.encode()) > _LENGSTE_ENDELSE:
        stamme, punktum, endelse = navn, "", ""
    hale = punktum + endelse
    stamme = stamme[: LENGSTE_NAVN - len(hale)]
    stamme = stamme.encode()[: _FLEST_BYTE - len(hale.encode())].decode(errors="ignore")
    return stamme.rstrip(" .") + hale


def vis_navn(navn: str) -> str:
    """The name for a reader: what cannot be seen, or turns the text around, is written out.

    >>> vis_navn("faktura\\u202efdp.exe")
    'faktura\\\\u202efdp.exe'
    """
    vist = navn
    if not navn.isprintable():
        vist = "".join(
            t
            if t == " " or unicodedata.category(t)[0] not in "CZ"
            else t.encode("unicode_escape").decode()
            for t in navn
        )
    return vist if len(vist) <= LENGSTE_NAVN else f"{vist[:80]}…{vist[-20:]}"


def endelse(navn: str) -> str:
    """The ending in small letters without its dot; empty when there is none.

    >>> endelse("Plan.PDF"), endelse("README"), endelse(".skjult")
    ('pdf', '', '')
    """
    stamme, _, hale = navn.rstrip(" .").rpartition(".")
    return hale.lower() if stamme.strip(" .") else ""
