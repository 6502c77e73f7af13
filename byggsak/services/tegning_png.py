"""The site drawing as PNG, from the SVG itself, with the program that sets the letters (typst).

Nothing is fetched and nothing else is installed. The drawing names its fonts in order of
preference; where the machine has none of them, one that typst carries is used.
"""

from __future__ import annotations

from typing import Final

import typst

PUNKTER_PER_TOMME: Final = 200.0
"""Dots per inch: the drawing, 196 mm wide with its margin, is about 1,540 pixels."""

_ARK: Final = b"""#set page(width: auto, height: auto, margin: 3mm)
#image(bytes(sys.inputs.svg), format: "svg")
"""


class TegningFeilet(ValueError):
    """The SVG could not be drawn."""


def som_png(svg: str, ppi: float = PUNKTER_PER_TOMME) -> bytes:
    """The drawing at its own size in millimetres, with a margin. Raises `TegningFeilet`."""
    try:
        bilde = typst.compile(_ARK, format="png", ppi=ppi, sys_inputs={"svg": svg})
    except typst.TypstError as feil:
        raise TegningFeilet(str(feil)) from feil
    assert isinstance(bilde, bytes)  # one page
    return bilde
