"""Ways out from what lies round the site: the shortest move that keeps every other rule."""

import pytest
from facts_helpers import kartobjekt, linje, rekt
from test_saker import KARTFILER, KOMMUNE, MOTOR, SAKER, innsending

from byggsak.domain.funn import Utfall
from byggsak.domain.kart import Kartobjekt
from byggsak.geometry.minnekart import Minnekart
from byggsak.services.kontroll import kontroller
from byggsak.services.utveier import finn_utveier

(SAK,) = (s for s in SAKER if s["navn"] == "enebolig-01")
NOEYAKTIG = {"nøyaktighet": ("0",)}
# The house stands at (440..450, 352..360)
VEI = kartobjekt(
    "Veglenke", linje((300, 372), (600, 372)), "v", {**NOEYAKTIG, "vegkategori": ("K",)}
)
SPOR = kartobjekt("Spormidt", linje((475, 200), (475, 600)), "s", NOEYAKTIG)
HAUG = kartobjekt(
    "Enkeltminne", rekt(453, 350, 460, 362), "h", {**NOEYAKTIG, "vernetype": ("AUT",)}
)


@pytest.mark.parametrize(
    ("objekt", "regel", "utvei"),
    [
        (VEI, "veglova-29-avstand", "Flytt hus 3,00 m mot sør."),
        (SPOR, "jernbaneloven-10-avstand", "Flytt hus 5,00 m mot vest."),
        (HAUG, "kulturminneloven-6-sikringssone", "Flytt hus 2,00 m mot vest."),
    ],
)
def test_a_house_too_near_is_told_the_shortest_way_off(
    objekt: Kartobjekt, regel: str, utvei: str
) -> None:
    objekter = [*(o for fil in KARTFILER for o in fil.objekter), objekt]
    kart = Minnekart(objekter, [f.datasett for f in KARTFILER], KOMMUNE.epsg, [KOMMUNE.nummer])
    rapport = kontroller(MOTOR, innsending(SAK), kart=kart, dato=SAK["mottatt"])
    assert {f.regel for f in rapport.funn if f.utfall is Utfall.BRUTT} == {regel}
    funnet = finn_utveier(MOTOR, innsending(SAK), kart=kart, dato=SAK["mottatt"])
    assert utvei in [u.tekst.nb for u in funnet]
