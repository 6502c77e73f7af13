"""`byggsak check` for each reader, as text, JSON and a page that stands alone."""

import json
from pathlib import Path

import pytest
from lesehjelp import side
from typer.testing import CliRunner, Result

from byggsak.cli import app

ROT = Path(__file__).parents[1]
SAKER = ROT / "fixtures" / "saker"
NAVN = "enebolig-02-naer-grensen"


def sjekk(*mer: str) -> Result:
    return CliRunner().invoke(
        app,
        [
            "check",
            str(SAKER / f"{NAVN}-soeknad.xml"),
            "--subform",
            str(SAKER / f"{NAVN}-gjenpart.xml"),
            "--attachment",
            f"Situasjonsplan={SAKER / f'{NAVN}-situasjonsplan.gml'}",
            "--map",
            str(ROT / "fixtures" / "kart"),
            "--date",
            "2026-06-01",
            *mer,
        ],
    )


@pytest.mark.parametrize("leser", ["soeker", "saksbehandler", "utvikler"])
def test_a_page_for_a_reader_is_written_with_the_drawing(leser: str, tmp_path: Path) -> None:
    fil = tmp_path / "rapport.html"
    svar = sjekk("--format", "html", "--reader", leser, "--output", str(fil))
    assert svar.exit_code == 1, "the exit code is the result, whatever the form"
    ut = side(fil.read_text("utf-8"))
    assert len(ut.alle("svg")) == 1
    assert not ut.alle("script")
    tekst = "".join(t for _, _, t in ut.alle("main"))
    assert ("Må vurderes av et menneske" in tekst) is (leser == "saksbehandler")
    assert ("Fingeravtrykk" in tekst) is (leser == "utvikler")


def test_a_page_is_the_applicants_unless_another_reader_is_named() -> None:
    assert (
        sjekk("--format", "html").stdout == sjekk("--format", "html", "--reader", "soeker").stdout
    )


def test_text_and_json_are_as_before_without_a_reader() -> None:
    assert "pbl § 29-4 andre ledd · pbl-29-4-avstand-nabogrense" in sjekk().stdout
    assert list(json.loads(sjekk("--format", "json").stdout)) == [
        "skjema", "regelverk", "resultat", "antall", "dekning", "funn", "klassifisering", "planer",
    ]  # fmt: skip


def test_each_reader_has_text_and_json() -> None:
    tekst = {
        leser: sjekk("--reader", leser, "--lang", "en").stdout
        for leser in ("soeker", "saksbehandler", "utvikler")
    }
    assert len(set(tekst.values())) == 3
    assert "A person must judge:" in tekst["saksbehandler"]
    assert "Fingerprint:" in tekst["utvikler"]
    svar = json.loads(sjekk("--reader", "utvikler", "--format", "json").stdout)
    assert svar["leser"] == "utvikler"


def test_sarif_has_no_reader() -> None:
    svar = sjekk("--format", "sarif", "--reader", "soeker")
    assert svar.exit_code == 2
    assert "Leave out --reader" in svar.output
