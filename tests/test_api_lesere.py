"""Over real HTTP: a report in each form, for each reader, in each language; also a stored one."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from api_server import running
from byggsak_api.app import lag_app
from byggsak_api.tjeneste import Tjeneste
from lesehjelp import aapne, side

from byggsak.geometry.kartfil import les_kart
from byggsak.rule.render import som_json
from byggsak.rule.render_html import csp
from byggsak.rule.stored import fra_lager
from byggsak.services.config import Config
from byggsak.services.kontroll import Motor
from byggsak.store.kjede import kanonisk

ROT = Path(__file__).parents[1]
NOEKLER = [
    "skjema", "regelverk", "resultat", "antall", "dekning", "funn", "klassifisering", "planer",
]  # fmt: skip
SAKER = ROT / "fixtures" / "saker"
NAA = datetime(2026, 6, 1, 10, tzinfo=UTC)
NAER = "enebolig-02-naer-grensen"


@pytest.fixture(scope="module")
def mappe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lesere")


@pytest.fixture(scope="module")
def tjener(mappe: Path) -> Tjeneste:
    config = Config.fra(
        {
            "BYGGSAK_DATABASE": f"sqlite:///{mappe}/db",
            "BYGGSAK_FILES": f"{mappe}/filer",
            "BYGGSAK_KOMMUNER": "9999",
        }
    )
    tjener = Tjeneste.av(config, motor=Motor.last(), naa=lambda: NAA)
    kommune = tjener.katalog.kommune("9999")
    for fil in les_kart([ROT / "fixtures" / "kart"], kommune.epsg, dato=date(2026, 5, 1)):
        tjener.kartlager.importer(kommune, fil.datasett, fil.objekter, NAA)
    return tjener


@pytest.fixture(scope="module")
def klient(tjener: Tjeneste) -> Iterator[httpx.Client]:
    with running(lag_app(tjener)) as base, httpx.Client(base_url=base, timeout=60) as klient:
        yield klient


def deler(navn: str = NAER, merke: str = "") -> list[Any]:
    skjema = (SAKER / f"{navn}-soeknad.xml").read_bytes() + f"<!-- {merke} -->".encode()
    plan = SAKER / f"{navn}-situasjonsplan.gml"
    gjenpart = SAKER / f"{navn}-gjenpart.xml"
    return [
        ("soeknad", ("soeknad.xml", skjema)),
        ("underskjema", (gjenpart.name, gjenpart.read_bytes())),
        (
            "vedlegg",
            (plan.name, plan.read_bytes(), "application/gml+xml",
             {"Vedleggstype": "Situasjonsplan"}),
        ),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def sak(klient: httpx.Client) -> str:
    svar = klient.post(
        "/v1/soeknader", files=deler(merke="lest"), headers={"Idempotency-Key": "lest-1"}
    )
    assert svar.status_code == 201, svar.text
    return str(svar.json()["sak"])


def problem(svar: httpx.Response, status: int, navn: str) -> None:
    assert svar.status_code == status, svar.text
    assert svar.headers["content-type"] == "application/problem+json"
    assert svar.json()["type"] == f"urn:byggsak:problem:{navn}"


@pytest.mark.parametrize(
    ("accept", "mediatype"),
    [
        ("*/*", "application/json"),
        ("application/json", "application/json"),
        ("text/html", "text/html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("text/html;q=0.1, application/json", "application/json"),
        ("text/plain", "text/plain"),
        ("text/*", "text/html"),
        ("application/sarif+json", "application/sarif+json"),
        ("image/png", "application/json"),
        ("text/html;q=x", "application/json"),
        ("", "application/json"),
    ],
)
def test_accept_chooses_the_form_of_the_report(
    klient: httpx.Client, accept: str, mediatype: str
) -> None:
    svar = klient.post("/v1/kontroll", files=deler(), headers={"Accept": accept})
    assert svar.status_code == 200
    assert svar.headers["content-type"].split(";")[0] == mediatype
    assert "Accept" in svar.headers["vary"].split(", ")


def test_the_query_overrides_accept(klient: httpx.Client) -> None:
    hode = {"Accept": "text/html"}
    svar = klient.post("/v1/kontroll?format=json", files=deler(), headers=hode)
    assert list(svar.json()) == NOEKLER


def test_the_page_carries_the_drawing_and_a_strict_policy(klient: httpx.Client) -> None:
    svar = klient.post("/v1/kontroll?format=html&spraak=nn", files=deler())
    assert svar.headers["content-security-policy"] == csp()
    assert svar.headers["x-content-type-options"] == "nosniff"
    assert svar.headers["content-language"] == "nn"
    assert svar.headers["cache-control"] == "no-store"
    ut = side(svar.text)
    assert ut.alle("html")[0][1]["lang"] == "nn"
    assert len(ut.alle("svg")) == 1
    assert any((a["href"] or "").startswith("#byggsak-kart-") for _, a, _ in ut.alle("a"))


def test_the_browser_applies_our_style_under_our_policy(
    klient: httpx.Client, sak: str, tmp_path: Path
) -> None:
    """A policy that shut out our own style sheet would show in the computed layout."""
    adresse = f"{klient.base_url}/v1/saker/{sak}/rapport?spraak=nb"
    dom = aapne(str(adresse), tmp_path, "--dump-dom").stdout
    assert "Avstand til nabogrense" in dom
    bilde, uten = tmp_path / "med.png", tmp_path / "uten.png"
    aapne(str(adresse), tmp_path, f"--screenshot={bilde}", "--window-size=900,1200")
    fil = tmp_path / "uten.html"
    html = klient.get(f"/v1/saker/{sak}/rapport?format=html&spraak=nb").text
    fil.write_text(html.replace("<style>", "<style media='not all'>"), "utf-8")
    aapne(fil.as_uri(), tmp_path, f"--screenshot={uten}", "--window-size=900,1200")
    assert bilde.read_bytes() != uten.read_bytes()


@pytest.mark.parametrize("leser", ["soeker", "saksbehandler", "utvikler"])
def test_each_reader_has_a_json_of_its_own(klient: httpx.Client, leser: str) -> None:
    svar = klient.post(f"/v1/kontroll?leser={leser}&spraak=en", files=deler()).json()
    assert (svar["leser"], svar["spraak"], svar["resultat"]) == (leser, "en", "mangler")
    funn = [f for g in svar["grupper"] for f in g["funn"]]
    assert any(f["tittel"] == "Distance to boundary" for f in funn)
    navn = {o["navn"] for f in funn for o in f["opplysninger"]}
    assert ("xpath" in navn) is ("fingeravtrykk" in navn) is (leser == "utvikler")
    assert ("vurderes" in navn) is (leser == "saksbehandler")


def test_a_reader_we_do_not_know_is_refused(klient: httpx.Client, sak: str) -> None:
    problem(klient.post("/v1/kontroll?leser=alle", files=deler()), 422, "ugyldig-innhold")
    problem(klient.get(f"/v1/saker/{sak}/rapport?leser=alle"), 422, "ugyldig-innhold")
    problem(
        klient.post("/v1/kontroll?leser=soeker&format=sarif", files=deler()), 422, "ugyldig-innhold"
    )


def test_a_stored_report_answers_in_the_language_asked_for(klient: httpx.Client, sak: str) -> None:
    meldinger, merker = set(), set()
    for spraak in ("nb", "nn", "en"):
        hode = {"Accept-Language": spraak}
        svar = klient.get(f"/v1/saker/{sak}/rapport", headers=hode)
        assert svar.headers["content-language"] == spraak
        assert "Accept-Language" in svar.headers["vary"]
        rapport = svar.json()
        assert list(rapport) == NOEKLER
        (ett,) = [f for f in rapport["funn"] if f["regel"] == "pbl-29-4-avstand-nabogrense"]
        meldinger.add(ett["melding"])
        merker.add(svar.headers["etag"])
        svar = klient.get(f"/v1/saker/{sak}/funn", headers=hode)
        assert svar.headers["content-language"] == spraak
        (linje,) = [f for f in svar.json()["funn"] if f["regel"] == ett["regel"]]
        assert linje["melding"] == ett["melding"]
    assert len(meldinger) == 3
    assert len(merker) == 3, "a cache must not mistake one language for another"


def test_filing_again_gets_the_stored_report_in_the_callers_language(
    klient: httpx.Client, sak: str
) -> None:
    svar = klient.post(
        "/v1/soeknader?spraak=en", files=deler(merke="lest"), headers={"Idempotency-Key": "lest-1"}
    )
    assert (svar.status_code, svar.headers["content-language"]) == (200, "en")
    assert any("boundary" in f["melding"] for f in svar.json()["rapport"]["funn"])


def test_the_stored_page_is_the_caseworkers_with_the_drawing(
    klient: httpx.Client, sak: str
) -> None:
    svar = klient.get(f"/v1/saker/{sak}/rapport", headers={"Accept": "text/html"})
    assert svar.headers["content-security-policy"] == csp()
    ut = side(svar.text)
    assert sak in ut.alle("h1")[0][2]
    assert "Må vurderes av et menneske" in svar.text
    assert len(ut.alle("svg")) == 1
    assert "Kartet var ikke tilgjengelig" not in svar.text
    soeker = klient.get(f"/v1/saker/{sak}/rapport?format=tekst&leser=soeker")
    assert soeker.headers["content-type"] == "text/plain; charset=utf-8"
    assert "pbl-29-4-avstand-nabogrense\n" not in soeker.text


def test_an_old_report_is_never_drawn_on_a_new_map(
    klient: httpx.Client, sak: str, tjener: Tjeneste
) -> None:
    kommune = tjener.katalog.kommune("9999")
    (fil,) = les_kart([ROT / "fixtures/kart/teig_9999.gml"], kommune.epsg, dato=date(2026, 5, 1))
    nytt = type(fil.datasett)(fil.datasett.navn, date(2026, 7, 1), "f" * 64, fil.datasett.slag)
    tjener.kartlager.importer(kommune, nytt, [], datetime(2026, 7, 1, tzinfo=UTC))
    try:
        svar = klient.get(f"/v1/saker/{sak}/rapport?format=html")
        assert "Kartet var ikke tilgjengelig" in svar.text
        assert len(side(svar.text).alle("svg")) == 1
    finally:
        tjener.kartlager.importer(
            kommune, fil.datasett, fil.objekter, datetime(2026, 7, 2, tzinfo=UTC)
        )


def test_rows_written_before_texts_were_kept_in_all_languages_are_read(
    klient: httpx.Client, tjener: Tjeneste, mappe: Path
) -> None:
    """As an older version wrote the row: bokmål, nothing but the promised shape."""
    svar = klient.post(
        "/v1/soeknader", files=deler(merke="gammel"), headers={"Idempotency-Key": "gammel"}
    ).json()
    with closing(sqlite3.connect(mappe / "db")) as db:
        (lagret,) = db.execute(
            "SELECT innhold FROM byg_rapport WHERE sak = ?", (svar["sak"],)
        ).fetchone()
        rapport = replace(fra_lager(json.loads(lagret)), klassifisering=None)
        gammel = kanonisk(som_json(rapport, "nb"))
        ddl = db.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' "
            "AND tbl_name = 'byg_rapport'"
        ).fetchall()
        assert ddl, "rows of reports are guarded; the guard is put back below"
        for navn, _ in ddl:
            db.execute(f"DROP TRIGGER {navn}")
        db.execute(
            "UPDATE byg_rapport SET innhold = ?, sha256 = ? WHERE sak = ?",
            (gammel, hashlib.sha256(gammel.encode()).hexdigest(), svar["sak"]),
        )
        for _, sql in ddl:
            db.execute(sql)
        db.commit()
    lest = klient.get(f"/v1/saker/{svar['sak']}/rapport?spraak=en")
    assert lest.headers["content-language"] == "nb", "the answer says what it really is in"
    assert lest.json() == json.loads(gammel)
    for format_ in ("html", "tekst", "sarif"):
        en = klient.get(f"/v1/saker/{svar['sak']}/rapport?format={format_}")
        assert en.status_code == 200
        assert "nabogrensen" in en.text


def test_a_stranger_reads_no_case_in_any_form(klient: httpx.Client, sak: str) -> None:
    for format_ in ("json", "html", "tekst"):
        svar = klient.get(
            f"/v1/saker/{sak}/rapport?format={format_}", headers={"Byggsak-Rolle": "SOK"}
        )
        problem(svar, 403, "ikke-tilgang")
