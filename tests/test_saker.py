"""The demo cases: each application comes out as its list says, and trips exactly those rules."""

import hashlib
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from byggsak.domain.funn import Utfall
from byggsak.domain.kart import BBox, Kartobjekt, KartUtilgjengelig
from byggsak.domain.soeknad import Vedlegg
from byggsak.geometry.kartfil import les_kart
from byggsak.geometry.minnekart import Minnekart
from byggsak.rule.render import som_json
from byggsak.rule.report import Kontrollrapport
from byggsak.services.kontroll import Innsending, Motor, kontroller
from byggsak.testing import saker

ROOT = Path(__file__).parents[1]
MAPPE = ROOT / "fixtures" / "saker"
SAKER = tomllib.loads((MAPPE / "saker.toml").read_text("utf-8"))["sak"]
MOTOR = Motor.last()
KOMMUNE = MOTOR.katalog.kommune("9999")
KARTFILER = les_kart([ROOT / "fixtures" / "kart"], KOMMUNE.epsg, dato=date(2026, 5, 1))
KART = Minnekart.av_filer(KARTFILER, KOMMUNE.epsg, [KOMMUNE.nummer])


def vedlegg(slag: str, navn: str) -> Vedlegg:
    data = (MAPPE / navn).read_bytes()
    return Vedlegg(slag, navn, len(data), hashlib.sha256(data).hexdigest(), data)


def innsending(sak: dict[str, Any]) -> Innsending:
    return Innsending(
        (MAPPE / sak["soeknad"]).read_bytes(),
        sak["soeknad"],
        tuple((n, (MAPPE / n).read_bytes()) for n in sak["underskjema"]),
        tuple(vedlegg(t, n) for t, n in sak["vedlegg"]),
    )


def sjekk(sak: dict[str, Any], kart: Any = KART) -> Kontrollrapport:
    return kontroller(MOTOR, innsending(sak), kart=kart, dato=sak["mottatt"])


@pytest.mark.parametrize("sak", SAKER, ids=lambda s: s["navn"])
def test_a_demo_case_trips_exactly_the_rules_its_list_names(sak: dict[str, Any]) -> None:
    rapport = sjekk(sak)
    assert rapport.resultat.value == sak["forventet"]
    brutt = {f.regel for f in rapport.funn if f.utfall is Utfall.BRUTT}
    if sak["forventet"] != "avvist":
        assert brutt == set(sak["brutt"])


@pytest.mark.parametrize("sak", SAKER, ids=lambda s: s["navn"])
def test_the_coverage_of_a_report_adds_up_and_names_every_rule_in_force(
    sak: dict[str, Any],
) -> None:
    rapport = sjekk(sak)
    sum_av: Counter[str] = Counter()
    for linje in rapport.dekning:
        sum_av[linje.utfall.value] += linje.antall
        assert not linje.alarm
    assert {u: n for u, n in som_json(rapport, "nb")["antall"].items() if n} == dict(sum_av)
    if sak["forventet"] != "avvist":
        nevnt = {linje.regel for linje in rapport.dekning}
        assert {r.id for r in MOTOR.katalog.i_kraft(sak["mottatt"])} <= nevnt


def test_the_fixtures_on_disk_are_those_the_builders_make() -> None:
    assert saker.main("--check") == 0


class Nede:
    """A map that does not answer."""

    epsg = 25832

    def kandidater(self, boks: BBox, objekttyper: Any = ()) -> list[Kartobjekt]:
        raise KartUtilgjengelig("tidsavbrudd")

    def teiger(self, *_: int) -> list[Kartobjekt]:
        raise KartUtilgjengelig("tidsavbrudd")

    def datasett(self) -> list[Any]:
        raise KartUtilgjengelig("tidsavbrudd")


@pytest.mark.parametrize("kart", [None, Nede()], ids=["without a map", "with a map that is down"])
@pytest.mark.parametrize("sak", SAKER[:6], ids=lambda s: s["navn"])
def test_nothing_that_needed_the_map_is_met_without_it(sak: dict[str, Any], kart: Any) -> None:
    trenger_kart = {
        "pbl-29-4-avstand-nabogrense",
        "plan-12-7-arealformaal",
        "plan-12-7-byggegrense",
        "tek17-5-3-bya",
        "tek17-7-2-flomsone",
        "tek17-7-3-skredsone",
    }
    rapport = sjekk(sak, kart)
    oppfylt = {d.regel for d in rapport.dekning if d.utfall is Utfall.OPPFYLT}
    assert not oppfylt & trenger_kart
    assert rapport.resultat.value in {"uavklart", "mangler"}
