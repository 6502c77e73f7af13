"""The three forms of the report: JSON as promised, text for people, SARIF for tools."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from rule_helpers import (
    DATOER,
    ETT_TRINN,
    KRAV,
    PROEVEKOMMUNE,
    TABELLHODE,
    Grense,
    katalog,
    rad,
    regel,
    skjema,
    uten_krav,
)

from byggsak.domain.facts import Maal, Sted, ukjent
from byggsak.domain.kart import Datasett
from byggsak.domain.tekst import SPRAAK
from byggsak.rule import Alvorlighet, Tekst, Vurdering, brutt, uavklart
from byggsak.rule.evaluate import evaluer
from byggsak.rule.render import som_json, som_sarif, som_tekst
from byggsak.rule.report import Kontrollrapport, Resultat

GEOMETRI = {"type": "Point", "coordinates": [600000.0, 6641000.0]}


def advarsel(_: object, __: object) -> Vurdering:
    return brutt()


FELLES = katalog(
    regel(),
    uten_krav(
        "pbl-2-raad",
        advarsel,
        alvorlighet=Alvorlighet.ADVARSEL,
        melding=Tekst("Bør flyttes.", "Bør flyttast.", "Should move."),
    ),
    uten_krav("pbl-3-skjoenn", lambda g, k: uavklart("skjønn")),
    krav=KRAV,
    felter=TABELLHODE + rad("E.A.Utfylt", "a", "utfylt"),
)


def rapport(avstand: str = "3.6213") -> Kontrollrapport:
    sted = Sted(
        xpath="/ettrinn/x", linje=12, gml_id="b1", epsg=25832, geometri=GEOMETRI, dokument="p.gml"
    )
    return evaluer(
        FELLES,
        skjema=ETT_TRINN,
        felt=skjema("\n<b/>"),
        gjenstander=[Grense(navn="hus mot 1/2", avstand=Maal.of(avstand, "0.1"), sted=sted)],
        datoer=DATOER,
        kommune=PROEVEKOMMUNE,
        kart=[Datasett("Plan P1", date(2026, 1, 2), "a" * 64, "reguleringsplan")],
    )


def test_json_has_the_shape_that_is_promised() -> None:
    data = som_json(rapport())
    assert list(data) == ["skjema", "regelverk", "resultat", "antall", "dekning", "funn"]
    assert data["skjema"] == {"navn": "ettrinn", "versjon": "4", "dataFormatId": "10012"}
    assert data["regelverk"]["datoer"] == {"soeknad_mottatt": "2026-11-02"}
    assert list(data["regelverk"]["pakker"][0]) == ["navn", "versjon", "sha256"]
    assert data["regelverk"]["kart"] == [
        {"datasett": "Plan P1", "dato": "2026-01-02", "sha256": "a" * 64}
    ]
    assert data["resultat"] == "mangler"
    assert data["antall"] == {"oppfylt": 0, "brutt": 3, "uavklart": 1, "ikke_aktuell": 0}
    assert data["dekning"][-1] == {
        "regel": "pbl-3-skjoenn",
        "utfall": "uavklart",
        "antall": 1,
        "grunn": "skjønn",
    }
    assert json.loads(json.dumps(data)) == data


def funn(data: dict[str, Any], regel: str) -> dict[str, Any]:
    (ett,) = [f for f in data["funn"] if f["regel"] == regel]
    return dict(ett)


def test_a_finding_in_json_keeps_every_digit_and_its_place() -> None:
    ett = funn(som_json(rapport()), "pbl-1-avstand")
    avtrykk = ett.pop("fingeravtrykk")
    assert len(avtrykk) == 16
    assert ett == {
        "regel": "pbl-1-avstand",
        "utfall": "brutt",
        "alvorlighet": "feil",
        "melding": "hus mot 1/2: 3,62 m, 4,00",
        "raad": "Flytt.",
        "hjemmel": {"lov": "pbl", "paragraf": "1", "ledd": "første ledd"},
        "maalt": "3.6213",
        "krav": "4.00",
        "margin": "-0.3787",
        "enhet": "m",
        "usikkerhet": "0.10",
        "sted": {
            "xpath": "/ettrinn/x",
            "linje": 12,
            "gml_id": "b1",
            "epsg": 25832,
            "geometri": GEOMETRI,
            "dokument": "p.gml",
        },
        "dibk_kode": None,
    }


def test_a_finding_without_numbers_has_the_same_keys() -> None:
    data = som_json(rapport())
    felt, maal = funn(data, "E.A.Utfylt"), funn(data, "pbl-1-avstand")
    assert list(felt) == list(maal)
    assert felt["maalt"] is felt["margin"] is None
    assert set(felt["sted"]) == {"xpath", "linje", "gml_id", "epsg", "geometri"}


def test_a_refused_document_is_the_same_shape() -> None:
    avvist = Kontrollrapport(skjema=None, datoer={}, resultat=Resultat.AVVIST)
    data = som_json(avvist)
    assert list(data) == list(som_json(rapport()))
    assert (data["skjema"], data["resultat"], data["funn"]) == (None, "avvist", [])


@pytest.mark.parametrize(
    ("tall", "enhet", "skrevet"),
    [
        ("4", "m", "4.00"),
        ("1E+2", "%", "100.00"),
        ("14", "dager", "14"),
        ("0.12345", "m", "0.12345"),
    ],
)
def test_numbers_in_json_are_plain_strings(tall: str, enhet: str, skrevet: str) -> None:
    ett = rapport()
    uten = replace(ett, funn=(replace(ett.funn[1], maalt=Decimal(tall), enhet=enhet),))
    assert som_json(uten)["funn"][0]["maalt"] == skrevet


@pytest.mark.parametrize("spraak", SPRAAK)
def test_text_tells_what_why_and_what_to_do(spraak: Any) -> None:
    tekst = som_tekst(rapport(), spraak)
    ett = rapport().funn[1]
    assert ett.melding.paa(spraak) in tekst
    assert f"→ {ett.raad.paa(spraak)}" in tekst
    assert "pbl § 1 første ledd · pbl-1-avstand" in tekst
    assert "p.gml" in tekst
    assert " 12, " in tekst
    assert "{" not in tekst


def test_text_puts_what_stops_the_application_first() -> None:
    tekst = som_tekst(rapport())
    deler = ["Søknaden har feil", "Må rettes (2)", "Kan ikke avgjøres av kontrollen (1)",
             "Bør rettes (1)", "4 svar: 0 oppfylt, 3 brutt, 1 uavklart"]  # fmt: skip
    plasser = [tekst.index(d) for d in deler]
    assert plasser == sorted(plasser)
    assert "ikke aktuelle" in tekst
    assert "pbl-3-skjoenn: uavklart (1) – skjønn" in som_tekst(rapport(), alle=True)


def test_text_warns_when_the_check_itself_failed() -> None:
    ett = rapport()
    krasjet = replace(ett, dekning=(replace(ett.dekning[0], alarm=True), *ett.dekning[1:]))
    assert "Kontrollen feilet i E.A.Utfylt" in som_tekst(krasjet)


def test_sarif_says_fail_for_broken_and_open_for_undecided() -> None:
    data = som_sarif(rapport(), fil="soeknad.xml")
    (kjoering,) = data["runs"]
    assert data["version"] == "2.1.0"
    resultater = {r["ruleId"]: r for r in kjoering["results"]}
    assert {i: (r["kind"], r["level"]) for i, r in resultater.items()} == {
        "E.A.Utfylt": ("fail", "error"),
        "pbl-1-avstand": ("fail", "error"),
        "pbl-2-raad": ("fail", "warning"),
        "pbl-3-skjoenn": ("open", "none"),
    }
    regler = kjoering["tool"]["driver"]["rules"]
    assert all(regler[r["ruleIndex"]]["id"] == i for i, r in resultater.items())
    sted = resultater["pbl-1-avstand"]["locations"][0]
    assert sted["physicalLocation"] == {
        "artifactLocation": {"uri": "p.gml"},
        "region": {"startLine": 12},
    }
    assert sted["logicalLocations"] == [{"fullyQualifiedName": "/ettrinn/x"}]
    felt = resultater["E.A.Utfylt"]["locations"][0]["physicalLocation"]
    assert felt["artifactLocation"]["uri"] == "soeknad.xml"
    assert json.loads(json.dumps(data)) == data


def test_an_undecided_measurement_shows_its_numbers() -> None:
    naer = rapport("4.05")
    (ett,) = [f for f in naer.funn if f.regel == "pbl-1-avstand"]
    assert ett.utfall == "uavklart"
    assert "Målt 4,05 m (± 0,10 m); kravet er 4,00 m." in ett.melding.nb


def test_unknown_facts_are_told_on_three_languages() -> None:
    grense = Grense(avstand=ukjent(Tekst("avstanden", "avstanden", "the distance")))
    ett = evaluer(
        FELLES,
        skjema=ETT_TRINN,
        felt=skjema("<a>1</a>"),
        gjenstander=[grense],
        datoer=DATOER,
        kommune=PROEVEKOMMUNE,
    )
    assert "the distance is not known" in som_tekst(ett, "en")
    assert "avstanden er ikkje kjent" in som_tekst(ett, "nn")
