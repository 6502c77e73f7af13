"""The formal checks F01 to F27: each has its rules, and an application that fails exactly it."""

import hashlib
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from registertjener import tjener

from byggsak.domain.funn import Utfall
from byggsak.domain.soeknad import Vedlegg
from byggsak.geometry.kartfil import les_kart
from byggsak.geometry.minnekart import Minnekart
from byggsak.registre.oppsett import Registeroppsett
from byggsak.rule.report import Kontrollrapport, Resultat
from byggsak.services.innlesing import UNDERSKJEMA, XML_REGLER
from byggsak.services.kontroll import Innsending, Motor, kontroller
from byggsak.testing import formalsaker

ROOT = Path(__file__).parents[1]
MAPPE = ROOT / "fixtures" / "formalkontroll"
TABELL: dict[str, Any] = tomllib.loads(
    (ROOT / "rules" / "byggsak_rules" / "formalia" / "formalkontroll.toml").read_text("utf-8")
)
SAKER = tomllib.loads((MAPPE / "formalkontroll.toml").read_text("utf-8"))["sak"]
PUNKTER = [f"F{nr:02d}" for nr in range(1, 28)]
NAA = datetime(2026, 6, 1, 10, tzinfo=UTC)
MOTOR = Motor.last()
KATALOG = MOTOR.katalog
KOMMUNE = KATALOG.kommune("9999")
KART = Minnekart.av_filer(
    les_kart([ROOT / "fixtures" / "kart"], KOMMUNE.epsg, dato=date(2026, 5, 1)),
    KOMMUNE.epsg,
    [KOMMUNE.nummer],
)
RADER = {rad.id for tabell in KATALOG.tabeller for rad in tabell.rader}
IDER = {f.regel.id for f in KATALOG.filer} | {*XML_REGLER, UNDERSKJEMA}


def vedlegg(slag: str, navn: str) -> Vedlegg:
    data = (MAPPE / navn).read_bytes()
    return Vedlegg(slag, Path(navn).name, len(data), hashlib.sha256(data).hexdigest(), data)


def innsending(sak: dict[str, Any]) -> Innsending:
    return Innsending(
        (MAPPE / sak["soeknad"]).read_bytes(),
        sak["soeknad"],
        tuple((n, (MAPPE / n).read_bytes()) for n in sak["underskjema"]),
        tuple(vedlegg(t, n) for t, n in sak["vedlegg"]),
    )


def sjekk(sak: dict[str, Any], motor: Motor = MOTOR) -> Kontrollrapport:
    return kontroller(motor, innsending(sak), kart=KART, dato=sak["mottatt"], kommune="9999")


def med_register(sak: dict[str, Any]) -> Kontrollrapport:
    """With a live register of enterprises on loopback, where everyone asked about is bankrupt."""

    def svar(sti: str) -> tuple[int, object]:
        nummer = sti.rpartition("/")[2]
        return 200, {"organisasjonsnummer": nummer, "navn": "Konkursboet", "konkurs": True}

    with tjener(svar) as server:
        motor = Motor.last(Registeroppsett(enheter=server.adresse), lambda: NAA)
        return sjekk(sak, motor)


def hoerer_til(punkt: dict[str, Any], regel: str) -> bool:
    if regel in punkt.get("regler", ()):
        return True
    _, _, rest = regel.partition(".")
    return any(rest.startswith(rad) or regel.startswith(rad) for rad in punkt.get("rader", ()))


def test_the_table_has_the_checks_and_no_other() -> None:
    assert list(TABELL) == PUNKTER


@pytest.mark.parametrize("punkt", PUNKTER)
def test_every_rule_and_row_the_table_names_exists(punkt: str) -> None:
    rad = TABELL[punkt]
    assert rad.get("regler") or rad.get("rader")
    assert not set(rad.get("regler", ())) - IDER
    for begynner in rad.get("rader", ()):
        assert any(hoerer_til({"rader": [begynner]}, r) for r in RADER), begynner


@pytest.mark.parametrize("sak", SAKER, ids=lambda s: s["punkt"])
def test_an_application_fails_exactly_the_check_it_was_made_to_fail(sak: dict[str, Any]) -> None:
    rapport = med_register(sak) if sak["register"] else sjekk(sak)
    brutt = {f.regel for f in rapport.funn if f.utfall is Utfall.BRUTT}
    assert brutt == set(sak["brutt"])
    if sak["punkt"] == "F00":
        assert rapport.resultat is Resultat.GODKJENT
        return
    egne = brutt - set(sak["foelger"])
    assert egne
    assert all(hoerer_til(TABELL[sak["punkt"]], regel) for regel in egne)


@pytest.mark.parametrize("sak", SAKER, ids=lambda s: s["punkt"])
def test_a_failed_check_says_what_to_do_in_three_languages(sak: dict[str, Any]) -> None:
    rapport = sjekk(sak)
    for funn in rapport.funn:
        for tekst in (funn.melding, funn.raad):
            assert len({tekst.nb, tekst.nn, tekst.en}) >= 2, funn.regel
            assert not any("{" in t or "–" in t for t in (tekst.nb, tekst.nn, tekst.en)), tekst


def test_every_check_has_its_application() -> None:
    assert [s["punkt"] for s in SAKER] == ["F00", *PUNKTER]


def test_the_applications_on_disk_are_those_the_builders_make() -> None:
    assert formalsaker.main("--check") == 0
