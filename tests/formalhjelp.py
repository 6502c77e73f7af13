"""An application to the synthetic municipality, changed in one place, checked against its map."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

from byggsak.domain.funn import Funn, Utfall
from byggsak.domain.soeknad import Vedlegg
from byggsak.geometry.kartfil import les_kart
from byggsak.geometry.minnekart import Minnekart
from byggsak.rule.report import Kontrollrapport
from byggsak.services.kontroll import Innsending, Motor, kontroller
from byggsak.testing import soeknader as s
from byggsak.testing.formalsaker import hus, plan
from byggsak.testing.saker import MOTTATT, PLANDATO, TEGNINGER, VARSLET

ROOT = Path(__file__).parents[1]
MOTOR = Motor.last()
KOMMUNE = MOTOR.katalog.kommune("9999")
KART = Minnekart.av_filer(
    les_kart([ROOT / "fixtures" / "kart"], KOMMUNE.epsg, dato=date(2026, 5, 1)),
    KOMMUNE.epsg,
    [KOMMUNE.nummer],
)


def fil(slag: str, navn: str, data: bytes) -> Vedlegg:
    return Vedlegg(slag, navn, len(data), hashlib.sha256(data).hexdigest(), data)


def tegninger() -> list[Vedlegg]:
    mappe = ROOT / "fixtures" / "saker"
    return [fil(t, f"{t}.pdf", (mappe / f"felles-{t}.pdf").read_bytes()) for t in TEGNINGER]


def sjekk(
    rot: str = "ettrinn",
    form: s.Innhold | None = None,
    situasjonsplan: bytes | None = None,
    *,
    omraader: list[s.Innhold] | None = None,
    underskjema: tuple[tuple[str, bytes], ...] = (),
    vedlegg: tuple[Vedlegg, ...] = (),
    uten_ansvarsskjema: bool = False,
    dato: date = MOTTATT,
    kommune: str = "9999",
) -> Kontrollrapport:
    skjemaer = [("gjenpart.xml", s.skjema("gjenpartnabovarsel", s.gjenpart(2, VARSLET)))]
    if rot == "ettrinn" and not uten_ansvarsskjema:
        ansvar = s.skjema("Gjennomfoeringsplan", s.gjennomfoeringsplan(2, omraader))
        skjemaer.append(("ansvar.xml", ansvar))
    innsending = Innsending(
        s.skjema(rot, form or (s.ettrinn() if rot == "ettrinn" else s.uten_ansvarsrett())),
        "soeknad.xml",
        (*skjemaer, *underskjema),
        (fil("Situasjonsplan", "p.gml", situasjonsplan or plan(hus())), *tegninger(), *vedlegg),
    )
    return kontroller(MOTOR, innsending, kart=KART, dato=dato, kommune=kommune)


def utfall(rapport: Kontrollrapport, regel: str) -> set[Utfall]:
    svar = {d.utfall for d in rapport.dekning if d.regel == regel}
    assert svar, f"{regel} was not asked"
    return svar


def funn(rapport: Kontrollrapport, regel: str) -> list[Funn]:
    return [f for f in rapport.funn if f.regel == regel]


def garasje(bredde: float, dybde: float, **egenskaper: str) -> bytes:
    """A garage on 1/2 far from every boundary, with the house that stands there already."""
    alle: dict[str, str] = {
        "tiltakstype": "21",
        "bygningstype": "181",
        "frittliggende": "true",
        "etasjer": "1",
        "bruksareal": f"{bredde * dybde:.1f}",
        "gesimshoeyde": "2.90",
        "moenehoeyde": "4.00",
        **egenskaper,
    }
    return s.situasjonsplan(
        2,
        s.bygning("garasje", s.rektangel(597442, 6643332, bredde, dybde), **alle),
        s.eksisterende("hus", s.rektangel(597440, 6643352, 10, 8)),
        s.parkering("p", 2),
        dato=PLANDATO,
    )


def bebygd(form: s.Innhold, **mer: Any) -> s.Innhold:
    """The form with a house of 80 m² on the plot already."""
    areal = form["rammebetingelser"]["arealdisponering"]
    ny = {**areal, "arealBebyggelseEksisterende": "80.0"}
    return s.med(form, rammebetingelser__arealdisponering=ny, **mer)
