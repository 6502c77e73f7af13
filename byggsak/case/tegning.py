"""Sakens gang som SVG: hovedlinjen øverst, regionene som baner under. Uten verktøy utenfra."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from html import escape
from typing import Final

from byggsak.case.hviler import HVILER
from byggsak.case.regioner import Region
from byggsak.case.tabell import ALLE
from byggsak.case.tilstand import Tilstand as T
from byggsak.case.tilstandsnavn import REGIONSNAVN, navn_paa

BREDDE: Final = 1180
BOKS: Final = (128, 36)
BANE: Final = 92
_HOVED: Final[dict[StrEnum, tuple[int, int]]] = {
    T.MOTTATT: (130, 130),
    T.MANGELFULL: (330, 60),
    T.UNDER_BEHANDLING: (430, 130),
    T.KLAR_FOR_VEDTAK: (620, 130),
    T.VEDTATT: (800, 130),
    T.TRUKKET: (620, 60),
    T.AVVIST: (620, 200),
    T.ARKIVERT: (960, 130),
    T.AVSLUTTET: (1105, 130),
}
_STIL: Final = """
text{font:12px system-ui,sans-serif;fill:#1b1b1b;text-anchor:middle;dominant-baseline:middle}
.t{font-weight:600;text-anchor:start}.v{fill:#fff3d6;stroke:#a66a00}.h{fill:#e8f3ea;stroke:#2f7d43}
.b{fill:#f7f7f8;stroke:#c9c9cf}.p{fill:none;stroke:#6b7280;marker-end:url(#pil)}
.s{font-size:11px;text-anchor:start;fill:#444}
"""


def tegn() -> str:
    """Tegningen som SVG. Samme tabell gir samme bytes."""
    regioner = [r for r in Region if r is not Region.SOEKNAD]
    hoeyde = 260 + BANE * len(regioner) + 40
    deler = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {BREDDE} {hoeyde}" role="img" '
        'aria-label="Sakens gang">',
        f"<style>{_STIL.strip()}</style>",
        '<defs><marker id="pil" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
        'markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="#6b7280"/></marker></defs>',
        f'<rect width="{BREDDE}" height="{hoeyde}" fill="#ffffff"/>',
        '<text class="t" x="16" y="20">Søknaden (hovedlinjen)</text>',
        *_piler(Region.SOEKNAD, _HOVED),
        *(_boks(Region.SOEKNAD, t, x, y) for t, (x, y) in _HOVED.items()),
    ]
    for nr, region in enumerate(regioner):
        deler += _bane(region, 250 + nr * BANE)
    deler.append(
        f'<text class="s" x="16" y="{hoeyde - 16}">Gul: venter på noen, og har en klokke. '
        "Grønn: ingenting venter. Pilene er overgangene i tabellene.</text></svg>"
    )
    return "\n".join(deler) + "\n"


def _bane(region: Region, topp: int) -> Iterator[str]:
    mine = [t for o in ALLE if o.region is region for t in (*o.fra, *([o.til] if o.til else []))]
    brukt = dict.fromkeys(mine)
    alle = type(mine[0])
    tilstander = [t for t in alle if t in brukt or region is Region.GJENNOMFOERING]
    tilstander += [t for t in alle if t not in tilstander]
    steg = min(150, (BREDDE - 40) // max(1, len(tilstander)))
    sted = {t: (20 + steg // 2 + nr * steg, topp + 58) for nr, t in enumerate(tilstander)}
    yield f'<rect class="b" x="8" y="{topp}" width="{BREDDE - 16}" height="{BANE - 10}" rx="6"/>'
    yield f'<text class="t" x="16" y="{topp + 14}">{escape(_stor(REGIONSNAVN[region].nb))}</text>'
    yield from _buer(region, sted)
    for tilstand, (x, y) in sted.items():
        yield _boks(region, tilstand, x, y, min(BOKS[0], steg - 8), 26)


def _stor(tekst: str) -> str:
    return tekst[:1].upper() + tekst[1:]


def _overganger(region: Region) -> list[tuple[StrEnum, StrEnum]]:
    par = [
        (fra, o.til)
        for o in ALLE
        if o.region is region and o.til is not None
        for fra in o.fra
        if fra != o.til
    ]
    return list(dict.fromkeys(par))


def _piler(region: Region, sted: dict[StrEnum, tuple[int, int]]) -> Iterator[str]:
    """Rette piler mellom boksene på hovedlinjen."""
    for fra, til in _overganger(region):
        if fra not in sted or til not in sted:
            continue
        (x1, y1), (x2, y2) = sted[fra], sted[til]
        halv, hoey = BOKS[0] // 2, BOKS[1] // 2
        if y1 == y2:
            dx = halv if x2 > x1 else -halv
            loeft = y1 - hoey - 26 if x2 < x1 or abs(x2 - x1) > 220 else y1
            if loeft == y1:
                yield f'<path class="p" d="M{x1 + dx} {y1}L{x2 - dx} {y2}"/>'
            else:
                bue = y1 + hoey + 30
                yield (
                    f'<path class="p" d="M{x1} {y1 + hoey}Q{(x1 + x2) // 2} {bue} '
                    f'{x2} {y2 + hoey}"/>'
                )
        else:
            dy = hoey if y2 > y1 else -hoey
            yield f'<path class="p" d="M{x1} {y1 + dy}L{x2} {y2 - dy}"/>'


def _buer(region: Region, sted: dict[StrEnum, tuple[int, int]]) -> Iterator[str]:
    """Buer over boksene i en bane; lengre hopp går høyere."""
    for fra, til in _overganger(region):
        (x1, y), (x2, _) = sted[fra], sted[til]
        hopp = 8 + min(30, abs(x2 - x1) // 14)
        yield (
            f'<path class="p" d="M{x1} {y - 13}Q{(x1 + x2) // 2} {y - 13 - hopp} {x2} {y - 13}"/>'
        )


def _boks(
    region: Region, tilstand: StrEnum, x: int, y: int, bredde: int = BOKS[0], hoeyde: int = BOKS[1]
) -> str:
    navn = navn_paa(region, tilstand).nb
    liten = f' style="font-size:{max(8, min(12, round(bredde * 1.75 / max(1, len(navn)))))}px"'
    slag = "h" if tilstand in HVILER[region] else "v"
    return (
        f'<rect class="{slag}" x="{x - bredde // 2}" y="{y - hoeyde // 2}" width="{bredde}" '
        f'height="{hoeyde}" rx="6"/><text x="{x}" y="{y}"{liten}>{escape(navn)}</text>'
    )
