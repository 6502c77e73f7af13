"""What stands round the map: north arrow, scale bar, legend, and the findings in words."""

from __future__ import annotations

from collections.abc import Sequence

from byggsak.domain.tekst import Spraak
from byggsak.geometry.svg_ark import BREDDE, Ark, bryt, tekst
from byggsak.geometry.svg_funn import Funnmerke, nummer
from byggsak.geometry.svg_stil import AVKJOERSEL, RIVES, Stil

_KOLONNER = 4
_PER_LINJE = 108  # characters of a finding's sentence


def nordpil(x: float, y: float) -> str:
    return (
        f'<g><circle cx="{x}" cy="{y}" r="8" fill="#fff" fill-opacity="0.85"/>'
        f'<path d="M{x} {y - 5}L{x + 2.6} {y + 5}L{x} {y + 3}Z" fill="#000"/>'
        f'<path d="M{x} {y - 5}L{x - 2.6} {y + 5}L{x} {y + 3}Z" fill="#fff" stroke="#000" '
        f'stroke-width="0.3"/>{tekst(x, y - 5.4, "N", stoerrelse=3, fet=True)}</g>'
    )


def maalestav(ark: Ark) -> str:
    """A bar of four equal parts, about a quarter of the sheet, in whole metres."""
    del_m = next(
        d for d in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000) if d / ark.m_per_mm >= 8
    )
    side, y = del_m / ark.m_per_mm, ark.hoeyde - 5.5
    ut = [
        f'<rect x="2" y="{y - 5:.2f}" width="{4 * side + 14:.2f}" height="9" fill="#fff" '
        'fill-opacity="0.85"/>'
    ]
    for nr in range(4):
        fyll = "#000" if nr % 2 == 0 else "#fff"
        ut.append(
            f'<rect x="{5 + nr * side:.2f}" y="{y:.2f}" width="{side:.2f}" height="1.6" '
            f'fill="{fyll}" stroke="#000" stroke-width="0.25"/>'
        )
    for nr in (0, 2, 4):
        enhet = " m" if nr == 4 else ""
        ut.append(tekst(5 + nr * side, y - 1.2, f"{nr * del_m}{enhet}", stoerrelse=2.5))
    return f"<g>{''.join(ut)}</g>"


def tegnforklaring(
    stiler: Sequence[Stil], prefiks: str, spraak: Spraak, y: float
) -> tuple[str, float]:
    """Only what is on the drawing; returns the SVG and its height, mm."""
    ut: list[str] = []
    unike = list(dict.fromkeys(stiler))
    rader = -(-len(unike) // _KOLONNER)
    bredde = BREDDE / _KOLONNER
    for nr, s in enumerate(unike):
        x, yy = nr // rader * bredde + 0.4, y + nr % rader * 5
        if s is AVKJOERSEL:
            ut.append(f'<path d="M{x + 2.4} {yy + 3}h3.2l-1.6 -2.8z" {s.attributter()}/>')
        elif s.linje:
            ut.append(f'<path d="M{x} {yy + 1.6}h8" {s.attributter("none")}/>')
        else:
            ut.append(f'<rect x="{x}" y="{yy}" width="8" height="3.4" {s.attributter()}/>')
            if s.monster:
                ut.append(
                    f'<rect x="{x}" y="{yy}" width="8" height="3.4" '
                    f'fill="url(#{prefiks}-{s.monster})"/>'
                )
            if s is RIVES:
                ut.append(f'<path d="M{x} {yy}l8 3.4m-8 0l8 -3.4" {s.attributter("none")}/>')
        ut.append(tekst(x + 9.5, yy + 2.6, s.navn.paa(spraak), stoerrelse=2.5, anker="start"))
    return f"<g>{''.join(ut)}</g>", rader * 5.0


def funnliste(merker: Sequence[Funnmerke], spraak: Spraak, y: float) -> tuple[str, float]:
    """The findings that are drawn, in words below their numbers; SVG and height, mm."""
    if not merker:
        return "", 0.0
    ut: list[str] = []
    yy = y + 3
    for merke in merker:
        ut.append(nummer(merke, 2.6, yy))
        hjemmel = f" ({merke.funn.hjemmel})" if merke.funn.hjemmel else ""
        for linje in bryt(merke.funn.melding.paa(spraak) + hjemmel, _PER_LINJE):
            ut.append(tekst(7, yy + 0.9, linje, stoerrelse=2.7, anker="start"))
            yy += 3.8
        yy += 1.4
    return f"<g>{''.join(ut)}</g>", yy - y
