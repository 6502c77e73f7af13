"""Ways out as they are told: text, JSON, page, drawing, command line and HTTP."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from lesehjelp import side
from test_api_lesere import NAER, deler
from test_api_lesere import klient as klient
from test_api_lesere import mappe as mappe
from test_api_lesere import tjener as tjener
from test_cli_lesere import sjekk as cli
from test_saker import KART, MOTOR, SAKER, innsending, sjekk
from test_utveier import utveier

from byggsak.domain.situasjonsplan import Situasjonsplan
from byggsak.geometry.svg import tegn
from byggsak.rule.readers import Leser
from byggsak.rule.render import som_json, som_tekst
from byggsak.rule.render_html import som_html
from byggsak.rule.render_reader import lest_som_json, lest_som_tekst
from byggsak.services.kontroll import les_alt

SAK = {s["navn"]: s for s in SAKER}
NOEKLER = [
    "skjema", "regelverk", "resultat", "antall", "dekning", "funn", "klassifisering", "planer",
]  # fmt: skip


def test_the_text_tells_a_way_out_in_full_once_and_points_back_to_it_after() -> None:
    tekst = som_tekst(sjekk(SAK[NAER]), "nb", utveier=utveier(NAER))
    assert tekst.count("⇢ Minste endring: Flytt hus 2,00 m mot øst. Kontrollert: ") == 1
    assert tekst.count("⇢ Løses av endringen over: Flytt hus 2,00 m mot øst.") == 1
    assert "⇢ Uten å endre tiltaket: Søk dispensasjon fra pbl § 29-4" in tekst


def test_the_json_gets_one_key_more_and_only_when_someone_searched() -> None:
    rapport = sjekk(SAK[NAER])
    assert list(som_json(rapport, "nb")) == NOEKLER
    med = som_json(rapport, "nb", utveier(NAER))
    assert list(med) == [*NOEKLER, "utveier"]
    assert {k: v for k, v in med.items() if k != "utveier"} == som_json(rapport, "nb")
    flytt = json.loads(json.dumps(med["utveier"]))[0]
    assert flytt["slag"] == "flytt"
    assert flytt["tall"] == {"bygning": "hus", "oest": "2.00", "nord": "0.00", "lengde": "2.00"}
    assert set(flytt["funn"]) <= {f["fingeravtrykk"] for f in med["funn"]}
    assert (flytt["epsg"], flytt["geometri"]["type"]) == (25832, "Polygon")
    kontrollert = flytt["kontrollert"]
    assert (kontrollert["resultat_foer"], kontrollert["resultat_etter"]) == ("mangler", "godkjent")
    assert kontrollert["pakker"] == [p["sha256"] for p in med["regelverk"]["pakker"]]
    assert som_json(rapport, "nb", ())["utveier"] == []


@pytest.mark.parametrize("leser", list(Leser))
def test_every_reader_is_told_of_the_ways_out(leser: Leser) -> None:
    rapport, veier = sjekk(SAK[NAER]), utveier(NAER)
    assert "Move hus 2.00 m east." in lest_som_tekst(rapport, leser, "en", veier)
    assert lest_som_json(rapport, leser, "en", veier)["utveier"][0]["slag"] == "flytt"
    assert "utveier" not in lest_som_json(rapport, leser, "en")
    avsnitt = [t for _, a, t in side(som_html(rapport, leser, "en", utveier=veier)).alle("p")
               if a.get("class") == "utvei"]  # fmt: skip
    assert any("Move hus 2.00 m east." in t for t in avsnitt)


def tegning(navn: str, veier: Any) -> str:
    plan = les_alt(MOTOR.katalog, innsending(SAK[navn]), None).plan
    assert isinstance(plan, Situasjonsplan)
    return tegn(plan, KART, sjekk(SAK[navn]).funn, "Tegning", "nb", utveier=veier)


def test_the_drawing_shows_where_the_house_could_stand_and_how_far_away_that_is() -> None:
    svg = tegning(NAER, utveier(NAER))
    assert '<g id="byggsak-utvei-1" class="utvei flytt"><title>Flytt hus 2,00 m mot øst.' in svg
    assert ">2,00 m</text>" in svg
    assert "Minste endring" in svg
    uten = tegning(NAER, ())
    assert "utvei" not in uten
    assert "Minste endring" not in uten


def test_the_sheet_has_room_for_a_house_that_moves_far() -> None:
    svg = tegning("enebolig-05-flomsone", utveier("enebolig-05-flomsone"))
    assert ">30,50 m</text>" in svg


def test_the_command_line_searches_for_text_and_for_json_when_asked() -> None:
    assert "Flytt hus 2,00 m mot øst." in cli().stdout
    assert "Flytt hus" not in cli("--no-ways-out").stdout
    assert list(json.loads(cli("--format", "json").stdout)) == NOEKLER
    med = json.loads(cli("--format", "json", "--ways-out").stdout)
    assert med["utveier"][0]["tall"]["oest"] == "2.00"
    assert "Flytt hus 2,00 m mot øst." in cli("--format", "html", "--ways-out").stdout


def test_over_http_they_are_found_only_when_asked_for(klient: httpx.Client) -> None:
    assert list(klient.post("/v1/kontroll", files=deler()).json()) == NOEKLER
    assert list(klient.post("/v1/kontroll?utveier=nei", files=deler()).json()) == NOEKLER
    svar = klient.post("/v1/kontroll?utveier=ja", files=deler()).json()
    assert svar["utveier"][0]["tekst"] == "Flytt hus 2,00 m mot øst."
    html = klient.post("/v1/kontroll?utveier=ja&format=html", files=deler()).text
    assert 'class="utvei flytt"' in html
    assert klient.post("/v1/kontroll?utveier=kanskje", files=deler()).status_code == 422
