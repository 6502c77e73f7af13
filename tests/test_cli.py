"""The command line as its users meet it: exit codes, shapes, and answers to mistakes."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from byggsak.cli import app

ROT = Path(__file__).parents[1]
SAKER = ROT / "fixtures" / "saker"
KART = ROT / "fixtures" / "kart"
ALLE: list[dict[str, Any]] = tomllib.loads((SAKER / "saker.toml").read_text("utf-8"))["sak"]
AVSLUTNING = {"godkjent": 0, "mangler": 1, "avvist": 2, "uavklart": 3}


def kjoer(*ord_: str, **miljoe: str) -> Result:
    return CliRunner().invoke(app, list(ord_), env=miljoe or None)


def sjekk(sak: dict[str, Any], *mer: str) -> Result:
    valg = ["check", str(SAKER / sak["soeknad"]), "--map", str(KART)]
    for fil in sak.get("underskjema", []):
        valg += ["--subform", str(SAKER / fil)]
    for slag, fil in sak.get("vedlegg", []):
        valg += ["--attachment", f"{slag}={SAKER / fil}"]
    return kjoer(*valg, "--date", str(sak["mottatt"]), *mer)


def sak(navn: str) -> dict[str, Any]:
    return next(s for s in ALLE if s["navn"] == navn)


@pytest.mark.parametrize("en", ALLE, ids=lambda s: s["navn"])
def test_the_exit_code_is_the_result(en: dict[str, Any]) -> None:
    svar = sjekk(en, "--format", "json")
    rapport = json.loads(svar.stdout)
    assert rapport["resultat"] == en["forventet"], rapport["funn"]
    assert svar.exit_code == AVSLUTNING[en["forventet"]]
    brutt = {f["regel"] for f in rapport["funn"] if f["utfall"] == "brutt"}
    assert brutt >= set(en["brutt"])


def test_the_report_is_written_in_the_language_asked_for() -> None:
    tekst = {s: sjekk(sak("enebolig-02-naer-grensen"), "--lang", s).stdout for s in ("nb", "en")}
    assert "nabogrensen" in tekst["nb"]
    assert "boundary" in tekst["en"]


def test_all_also_names_the_rules_that_were_met() -> None:
    kort = sjekk(sak("enebolig-01")).stdout
    alle = sjekk(sak("enebolig-01"), "--all").stdout
    assert "pbl-29-4-avstand-nabogrense: oppfylt" not in kort
    assert "pbl-29-4-avstand-nabogrense: oppfylt" in alle


def test_sarif_names_the_file_and_the_line(tmp_path: Path) -> None:
    ut = tmp_path / "rapport.sarif"
    svar = sjekk(sak("enebolig-02-naer-grensen"), "--format", "sarif", "--output", str(ut))
    assert (svar.exit_code, svar.stdout) == (1, "")
    (loep,) = json.loads(ut.read_text("utf-8"))["runs"]
    steder = [r["locations"][0]["physicalLocation"] for r in loep["results"]]
    assert any(s.get("region", {}).get("startLine") for s in steder)


def test_without_a_map_what_needs_it_is_undecided_not_fine() -> None:
    en = sak("enebolig-01")
    svar = kjoer(
        "check", str(SAKER / en["soeknad"]), "--date", "2026-06-01", "--format", "json",
        *[o for f in en["underskjema"] for o in ("--subform", str(SAKER / f))],
        *[o for t, f in en["vedlegg"] for o in ("--attachment", f"{t}={SAKER / f}")],
    )  # fmt: skip
    assert svar.exit_code == 3
    assert json.loads(svar.stdout)["antall"]["uavklart"] > 0


MISTAKES = {
    "a file that is not there": (["check", "borte.xml"], "does not exist"),
    "a folder for a file": (["check", str(SAKER)], "is a folder"),
    "a date that is none": (["check", "x.xml", "--date", "1. juni"], "YYYY-MM-DD"),
    "an attachment without a type": (
        ["check", str(SAKER / "enebolig-01-soeknad.xml"), "--attachment", "plan.gml"],
        "TYPE=FILE",
    ),
    "an attachment that is not there": (
        ["check", str(SAKER / "enebolig-01-soeknad.xml"), "--attachment", "Annet=borte.pdf"],
        "does not exist",
    ),
    "a map that is not there": (
        ["check", str(SAKER / "enebolig-01-soeknad.xml"), "--map", "borte.gml"],
        "does not exist",
    ),
    "a map that is no map": (
        ["check", str(SAKER / "enebolig-01-soeknad.xml"), "--map", str(ROT / "README.md")],
        "cannot be used",
    ),
    "a folder without maps": (
        ["check", str(SAKER / "enebolig-01-soeknad.xml"), "--map", str(SAKER.parent)],
        "no .gml or .geojson",
    ),
    "a language we do not speak": (["check", "x.xml", "--lang", "sv"], "sv"),
    "a command that is none": (["chekc"], "check"),
    "a rule that is none": (["rules", "show", "pbl-29-4-hoyde"], "pbl-29-4-hoeyde"),
    "a rule before its time": (
        ["rules", "show", "pbl-29-4-hoeyde", "--date", "1990-01-01"],
        "2010-07-01",
    ),
    "a municipality that is none": (
        ["map", "import", str(KART), "--kommune", "Oslo"],
        "four digits",
    ),
    "a database that is none": (["db", "upgrade", "--database", "tull"], "sqlite:///"),
}


@pytest.mark.parametrize(("ord_", "raad"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_answered_on_stderr_with_what_to_do(ord_: list[str], raad: str) -> None:
    svar = kjoer(*ord_, COLUMNS="200")
    assert svar.exit_code == 2
    assert raad in svar.stderr
    assert svar.stdout == ""
    assert "Traceback" not in svar.output


def test_a_crash_never_reads_as_an_answer_about_the_application(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def krasj(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a fault of ours")

    monkeypatch.setattr("byggsak.services.kontroll.kontroller", krasj)
    svar = sjekk(sak("enebolig-01"))
    assert svar.exit_code == 70
    assert "BYGGSAK_DEBUG" in svar.stderr
    assert "Traceback" not in svar.output


def test_settings_that_cannot_be_used_are_named() -> None:
    svar = kjoer("map", "list", BYGGSAK_KOMMUNER="Oslo")
    assert svar.exit_code == 2
    assert "BYGGSAK_KOMMUNER" in svar.stderr


def test_a_map_imported_is_listed_and_the_same_bytes_change_nothing(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/kart.sqlite"
    ord_ = ["map", "import", str(KART), "--kommune", "9999", "--dato", "2026-05-01"]
    for _ in range(2):
        svar = kjoer(*ord_, "--kilde", "prøve", BYGGSAK_DATABASE=database)
        assert svar.exit_code == 0, svar.output
    linjer = kjoer("map", "list", BYGGSAK_DATABASE=database).stdout.splitlines()
    assert [linje.split("\t")[:2] for linje in linjer] == [
        ["9999", navn] for navn in sorted(fil.stem for fil in KART.iterdir())
    ]
    assert all("2026-05-01" in linje and "prøve" in linje for linje in linjer)


def test_a_list_of_maps_says_which_layers_are_not_there(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'b.sqlite'}"
    for fil in ("teig_9999.gml", "veg_9999.geojson", "sjoe_9999.gml"):
        kjoer("map", "import", str(KART / fil), "--kommune", "9999", BYGGSAK_DATABASE=database)
    svar = kjoer("map", "list", BYGGSAK_DATABASE=database)
    assert "not loaded: bane, kulturminne, kraft, va, bygning, aktsomhet." in svar.stderr


def test_rules_are_listed_for_grep_and_shown_for_jurists() -> None:
    linjer = kjoer("rules", "list", "--date", "2026-06-01").stdout.splitlines()
    ider = [linje.split("\t")[0] for linje in linjer]
    assert "pbl-29-4-avstand-nabogrense" in ider
    assert len(set(ider)) == len(ider)
    vist = kjoer("rules", "show", "pbl-29-4-avstand-nabogrense", "--date", "2026-06-01").stdout
    assert "minste_avstand = 4.0 m" in vist
    assert "pbl § 29-4 andre ledd" in vist
    felt = next(i for i in ider if i.startswith("Ettrinn."))
    assert felt in kjoer("rules", "show", felt, "--date", "2026-06-01").stdout


def test_json_of_a_rule_is_the_shape_of_the_api() -> None:
    svar = kjoer("rules", "show", "pbl-29-4-hoeyde", "--date", "2026-06-01", "--json")
    assert {"id", "krav", "eksempler", "versjoner"} <= set(json.loads(svar.stdout))


def test_the_service_refuses_the_open_network_without_logins(tmp_path: Path) -> None:
    svar = kjoer("serve", "--host", "0.0.0.0", BYGGSAK_DATABASE=f"sqlite:///{tmp_path}/db")
    assert svar.exit_code == 2
    assert "BYGGSAK_JWKS" in svar.stderr


@pytest.mark.parametrize(
    "ord_",
    [[], ["check"], ["map"], ["map", "import"], ["map", "list"], ["rules"], ["rules", "list"],
     ["rules", "show"], ["serve"], ["worker"], ["db"], ["db", "upgrade"], ["demo"]],
    ids=lambda o: " ".join(o) or "byggsak",
)  # fmt: skip
def test_every_help_explains_itself(ord_: list[str]) -> None:
    svar = kjoer(*ord_, "--help")
    assert svar.exit_code == 0
    assert "Usage" in svar.stdout
    if ord_ not in ([], ["map"], ["rules"], ["db"]):
        assert f"byggsak {' '.join(ord_)}" in svar.stdout.split("Options")[-1], "no example"


def test_help_does_not_load_the_engine() -> None:
    kode = (
        "import sys; from byggsak.cli import app\n"
        "try: app(['--help'])\n"
        "except SystemExit: pass\n"
        "tunge = {'lxml', 'shapely', 'pyproj', 'sqlalchemy', 'fastapi', 'dbos', 'numpy'}\n"
        "print('loaded', sorted(tunge & set(sys.modules)))"
    )
    svar = subprocess.run(
        [sys.executable, "-c", kode],
        capture_output=True,
        text=True,
        check=True,
    )
    assert svar.stdout.splitlines()[-1] == "loaded []"
