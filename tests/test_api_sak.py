"""A filing over real HTTP: checked, received once, looked into, worked on by the right people."""

import json
import socket
import sqlite3
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest
from api_server import running
from byggsak_api.app import lag_app
from byggsak_api.kommandoer import tolk
from byggsak_api.problem import Problem
from byggsak_api.tjeneste import Tjeneste
from hypothesis import given
from hypothesis import strategies as st

from byggsak.case.kommando import KOMMANDOER, Kommando
from byggsak.geometry.kartfil import les_kart
from byggsak.services.config import Config
from byggsak.services.kontroll import Motor

ROT = Path(__file__).parents[1]
SAKER = ROT / "fixtures" / "saker"
NAA = datetime(2026, 6, 1, 10, tzinfo=UTC)
TEGNINGER = ("TegningNyPlan", "TegningNyttSnitt", "TegningNyFasade")
Del = tuple[str, tuple[str, bytes, str, dict[str, str]]]
Deler = list[Del]


@pytest.fixture(scope="module")
def motor() -> Motor:
    return Motor.last()


@pytest.fixture(scope="module")
def tjener(motor: Motor, tmp_path_factory: pytest.TempPathFactory) -> Tjeneste:
    mappe = tmp_path_factory.mktemp("tjener")
    config = Config.fra(
        {
            "BYGGSAK_DATABASE": f"sqlite:///{mappe}/db",
            "BYGGSAK_FILES": f"{mappe}/filer",
            "BYGGSAK_KOMMUNER": "9999,9998",
            "BYGGSAK_MAX_FILE": "200000",
        }
    )
    tjener = Tjeneste.av(config, motor=motor, naa=lambda: NAA)
    kommune = motor.katalog.kommune("9999")
    for fil in les_kart([ROT / "fixtures" / "kart"], kommune.epsg, dato=date(2026, 5, 1)):
        tjener.kartlager.importer(kommune, fil.datasett, fil.objekter, NAA)
    return tjener


@pytest.fixture(scope="module")
def klient(tjener: Tjeneste) -> Iterator[httpx.Client]:
    with (
        running(lag_app(tjener)) as base,
        httpx.Client(base_url=base, headers={"Byggsak-Kommune": "9999"}, timeout=30) as klient,
    ):
        yield klient


def deler(navn: str = "enebolig-01", *, tegninger: bool = True, merke: str = "") -> Deler:
    """A demo case as parts. `merke` makes it another submission, otherwise the same."""
    skjema = (SAKER / f"{navn}-soeknad.xml").read_bytes()
    skjema = skjema.replace(b"<ftbId>EKS-", f"<ftbId>EKS-{merke}-".encode())
    svar: Deler = [("soeknad", ("soeknad.xml", skjema, "application/xml", {}))]
    for fil in sorted(SAKER.glob(f"{navn}-gj*.xml")):
        svar.append(("underskjema", (fil.name, fil.read_bytes(), "application/xml", {})))
    plan = SAKER / f"{navn}-situasjonsplan.gml"
    svar.append(vedlegg("Situasjonsplan", plan.name, plan.read_bytes()))
    if tegninger:
        for slag in TEGNINGER:
            fil = SAKER / f"felles-{slag}.pdf"
            svar.append(vedlegg(slag, fil.name, fil.read_bytes()))
    return svar


def vedlegg(
    slag: str, navn: str, data: bytes
) -> tuple[str, tuple[str, bytes, str, dict[str, str]]]:
    return "vedlegg", (navn, data, "application/octet-stream", {"Vedleggstype": slag})


def lever(
    klient: httpx.Client, noekkel: str, innhold: Deler | None = None, **hoder: str
) -> httpx.Response:
    return klient.post(
        "/v1/soeknader",
        files=deler(merke=noekkel) if innhold is None else innhold,
        headers={"Idempotency-Key": noekkel} | hoder,
    )


def problem(svar: httpx.Response, status: int, navn: str) -> dict[str, Any]:
    assert svar.status_code == status, svar.text
    assert svar.headers["content-type"] == "application/problem+json"
    innhold: dict[str, Any] = svar.json()
    assert innhold["type"] == f"urn:byggsak:problem:{navn}"
    return innhold


def antall_saker(klient: httpx.Client) -> int:
    return len(klient.get("/v1/saker?antall=200").json()["saker"])


def test_a_sound_application_is_found_sound(klient: httpx.Client) -> None:
    svar = klient.post("/v1/kontroll", files=deler())
    assert svar.status_code == 200
    rapport = svar.json()
    assert rapport["resultat"] == "godkjent", rapport["funn"]
    assert sum(d["antall"] for d in rapport["dekning"]) == sum(rapport["antall"].values())
    assert rapport["regelverk"]["datoer"]["soeknad_mottatt"] == "2026-06-01"
    maps = {f.stem for f in (ROT / "fixtures" / "kart").iterdir()}
    assert {kart["datasett"] for kart in rapport["regelverk"]["kart"]} == maps


def test_a_check_stores_nothing(klient: httpx.Client, tjener: Tjeneste) -> None:
    foer = antall_saker(klient), sorted(tjener.filer.rot.rglob("*"))
    klient.post("/v1/kontroll", files=deler(merke="bare kontroll"))
    assert (antall_saker(klient), sorted(tjener.filer.rot.rglob("*"))) == foer


def test_a_house_near_the_boundary_is_told_so_in_three_languages(klient: httpx.Client) -> None:
    meldinger = {}
    for spraak in ("nb", "nn", "en"):
        svar = klient.post(
            "/v1/kontroll",
            files=deler("enebolig-02-naer-grensen"),
            headers={"Accept-Language": spraak},
        )
        assert svar.headers["content-language"] == spraak
        funn = {f["regel"]: f for f in svar.json()["funn"]}["pbl-29-4-avstand-nabogrense"]
        assert (Decimal(funn["maalt"]), Decimal(funn["krav"])) == (2, 4)
        meldinger[spraak] = funn["melding"]
    assert len(set(meldinger.values())) == 3


def test_the_report_also_comes_as_sarif(klient: httpx.Client) -> None:
    svar = klient.post("/v1/kontroll?format=sarif", files=deler("enebolig-02-naer-grensen"))
    assert svar.headers["content-type"] == "application/sarif+json"
    assert svar.json()["version"] == "2.1.0"
    problem(klient.post("/v1/kontroll?format=pdf", files=deler()), 422, "ugyldig-innhold")


@pytest.mark.parametrize(
    "skjema",
    [b"not xml at all", b"<ukjent/>", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", b""],
    ids=["garbage", "unknown form", "doctype", "empty"],
)
def test_what_is_no_application_is_checked_as_avvist_and_filed_as_nothing(
    klient: httpx.Client, skjema: bytes
) -> None:
    innhold: Deler = [("soeknad", ("s.xml", skjema, "application/xml", {}))]
    assert klient.post("/v1/kontroll", files=innhold).json()["resultat"] == "avvist"
    foer = antall_saker(klient)
    svar = problem(lever(klient, f"avvist-{len(skjema)}", innhold), 422, "avvist")
    assert svar["rapport"]["resultat"] == "avvist"
    assert svar["rapport"]["funn"]
    assert antall_saker(klient) == foer


def test_filing_with_the_same_key_twice_files_once(klient: httpx.Client) -> None:
    foerst = lever(klient, "samme-noekkel")
    igjen = lever(klient, "samme-noekkel")
    assert (foerst.status_code, igjen.status_code) == (201, 200)
    assert foerst.json() == igjen.json()
    assert foerst.headers["location"] == igjen.headers["location"]
    assert klient.get(foerst.headers["location"]).json()["sak"] == foerst.json()["sak"]


def test_twelve_at_once_with_the_same_key_file_once(klient: httpx.Client) -> None:
    start = threading.Barrier(12)

    def send() -> httpx.Response:
        start.wait()
        return lever(klient, "tolv-samtidig")

    with ThreadPoolExecutor(12) as traader:
        svar = [f.result() for f in [traader.submit(send) for _ in range(12)]]
    assert sorted(s.status_code for s in svar) == [200] * 11 + [201]
    assert len({s.json()["sak"] for s in svar}) == 1


def test_the_same_key_with_other_bytes_is_refused(klient: httpx.Client) -> None:
    lever(klient, "gjenbrukt")
    annet = deler("enebolig-02-naer-grensen", merke="gjenbrukt")
    problem(lever(klient, "gjenbrukt", annet), 422, "gjenbrukt-noekkel")


def test_a_filing_needs_a_key_that_can_be_used(klient: httpx.Client) -> None:
    problem(klient.post("/v1/soeknader", files=deler()), 400, "ugyldig-foresporsel")
    problem(lever(klient, "med mellomrom", deler()), 400, "ugyldig-foresporsel")


def test_an_application_for_another_municipality_is_refused(klient: httpx.Client) -> None:
    svar = lever(klient, "feil-kommune", None, **{"Byggsak-Kommune": "9998"})
    assert "9999" in problem(svar, 422, "ugyldig-innhold")["detail"]


def test_one_municipality_never_sees_the_cases_of_another(klient: httpx.Client) -> None:
    sak = lever(klient, "min-sak").json()["sak"]
    andre = {"Byggsak-Kommune": "9998"}
    assert klient.get("/v1/saker", headers=andre).json()["saker"] == []
    for sti in ("", "/hendelser", "/funn", "/rapport", "/muligheter"):
        problem(klient.get(f"/v1/saker/{sak}{sti}", headers=andre), 404, "finnes-ikke")
    svar = klient.post(
        f"/v1/saker/{sak}/kommandoer",
        json={"kommando": "trekk", "data": {"begrunnelse": "x"}},
        headers=andre,
    )
    problem(svar, 404, "finnes-ikke")


def test_an_applicant_files_but_does_not_read_the_municipalitys_cases(
    klient: httpx.Client,
) -> None:
    soeker = {"Byggsak-Rolle": "SOK", "Byggsak-Aktoer": "974760673"}
    svar = lever(klient, "fra-soeker", None, **soeker)
    assert svar.status_code == 201
    problem(klient.get("/v1/saker", headers=soeker), 403, "ikke-tilgang")
    problem(klient.get(svar.headers["location"], headers=soeker), 403, "ikke-tilgang")


def test_every_document_comes_back_as_it_was_sent(klient: httpx.Client) -> None:
    sendt = deler(merke="dokumenter")
    sak = lever(klient, "dokumenter", sendt).json()["sak"]
    dokumenter = klient.get(f"/v1/saker/{sak}").json()["dokumenter"]
    bytene = {data for _, (_, data, _, _) in sendt}
    hentet = [klient.get(d["href"]) for d in dokumenter]
    assert {h.content for h in hentet} == bytene
    for svar in hentet:
        assert svar.headers["x-content-type-options"] == "nosniff"
        assert svar.headers["content-disposition"].startswith("attachment")
    problem(klient.get(f"/v1/saker/{sak}/dokumenter/{'0' * 64}"), 404, "finnes-ikke")
    problem(klient.get(f"/v1/saker/{sak}/dokumenter/..%2f..%2fdb"), 404, "finnes-ikke")
    problem(klient.get(f"/v1/saker/{sak}/dokumenter/{'G' * 64}"), 422, "ugyldig-innhold")


def test_a_document_of_one_case_is_not_reached_through_another(klient: httpx.Client) -> None:
    en = lever(klient, "egne-dokumenter-1").json()["sak"]
    annen = lever(klient, "egne-dokumenter-2").json()["sak"]
    skjemaer = [
        {d["sha256"] for d in klient.get(f"/v1/saker/{s}").json()["dokumenter"]}
        for s in (en, annen)
    ]
    (bare_en,) = skjemaer[0] - skjemaer[1]
    problem(klient.get(f"/v1/saker/{annen}/dokumenter/{bare_en}"), 404, "finnes-ikke")


def test_a_file_name_with_a_path_is_only_ever_a_name(
    klient: httpx.Client, tjener: Tjeneste
) -> None:
    innhold = [*deler(merke="sti"), vedlegg("Annet", "../../../../tmp/ond.txt", b"ond")]
    sak = lever(klient, "sti", innhold).json()["sak"]
    navn = {d["filnavn"] for d in klient.get(f"/v1/saker/{sak}").json()["dokumenter"]}
    assert "ond.txt" in navn
    for fil in tjener.filer.rot.rglob("*"):
        assert fil.is_dir() or len(fil.name) == 64


def test_a_part_that_is_too_large_is_named_and_nothing_of_it_kept(
    klient: httpx.Client, tjener: Tjeneste
) -> None:
    foer = sorted(tjener.filer.rot.rglob("*"))
    stort = vedlegg("Annet", "modell.ifc", b"x" * 3_000_000)
    for sti in ("/v1/kontroll", "/v1/soeknader"):
        svar = klient.post(
            sti, files=[stort, *deler()], headers={"Idempotency-Key": "for-stor", "Byggsak": "x"}
        )
        assert problem(svar, 413, "for-stor")["filnavn"] == "modell.ifc"
    stort_skjema: Deler = [("soeknad", ("s.xml", b" " * 2_500_000, "application/xml", {}))]
    svar = klient.post("/v1/kontroll", files=stort_skjema)
    assert problem(svar, 413, "for-stor")["del"] == "soeknad"
    assert sorted(tjener.filer.rot.rglob("*")) == foer


def test_a_filing_broken_off_midway_leaves_nothing(klient: httpx.Client, tjener: Tjeneste) -> None:
    def filer() -> list[Path]:
        return sorted(f for f in tjener.filer.rot.rglob("*") if f.is_file())

    foer, saker = filer(), antall_saker(klient)
    hode = (
        "POST /v1/soeknader HTTP/1.1\r\nHost: localhost\r\nByggsak-Kommune: 9999\r\n"
        "Idempotency-Key: avbrutt\r\nContent-Length: 9000000\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\n\r\n"
        '--x\r\nContent-Disposition: form-data; name="vedlegg"; filename="a"\r\n'
        "Vedleggstype: Annet\r\n\r\n"
    )
    with socket.create_connection((klient.base_url.host, klient.base_url.port or 0)) as linje:
        linje.sendall(hode.encode() + b"y" * 100_000)
    for _ in range(100):
        if 'route="/v1/soeknader",status="0"' in klient.get("/metrics").text:
            break
        time.sleep(0.05)
    else:
        pytest.fail("the service never noticed that the sender had gone")
    assert (filer(), antall_saker(klient)) == (foer, saker)


def test_the_wrong_kind_of_body_is_refused(klient: httpx.Client) -> None:
    svar = klient.post("/v1/kontroll", content=b"<x/>", headers={"Content-Type": "text/xml"})
    problem(svar, 415, "feil-mediatype")
    svar = klient.post(
        "/v1/kontroll",
        content=b"\x1f\x8b",
        headers={"Content-Type": "multipart/form-data; boundary=x", "Content-Encoding": "gzip"},
    )
    problem(svar, 415, "feil-mediatype")
    svar = klient.post("/v1/kontroll", files=[vedlegg("Annet", "a", b"x")])
    problem(svar, 422, "ugyldig-innhold")


def test_a_caseworker_takes_the_case_forward_and_no_one_else(klient: httpx.Client) -> None:
    sak = lever(klient, "saksgang").json()["sak"]
    sti = f"/v1/saker/{sak}/kommandoer"
    etag = klient.get(f"/v1/saker/{sak}").headers["etag"]
    mulige = klient.get(f"/v1/saker/{sak}/muligheter").json()["muligheter"]
    assert "bekreft_komplett" in {m["kommando"] for m in mulige if m["kan"]}

    kommando = {"kommando": "bekreft_komplett", "data": {"komplett": "2026-06-01"}}
    nei = klient.post(sti, json=kommando, headers={"Byggsak-Rolle": "TH"})
    assert problem(nei, 403, "ikke-tilgang")["hindre"][0]["id"] == "feil_rolle"
    for_tidlig = klient.post(
        sti,
        json={"kommando": "gjoer_klar", "data": {}},
        headers={"Accept-Language": "en"},
    )
    assert "not possible" in problem(for_tidlig, 409, "konflikt")["detail"]

    ja = klient.post(sti, json=kommando, headers={"If-Match": etag})
    assert ja.status_code == 200, ja.text
    assert ja.json()["hendelser"][0]["type"] == "komplett_bekreftet"
    gammel = klient.post(sti, json={"kommando": "gjoer_klar"}, headers={"If-Match": etag})
    assert problem(gammel, 412, "utdatert-versjon")["versjon"] == 2
    bilde = klient.get(f"/v1/saker/{sak}")
    assert bilde.json()["tilstand"] == "under_behandling"
    assert bilde.headers["etag"] != etag

    hendelser = klient.get(f"/v1/saker/{sak}/hendelser").json()["hendelser"]
    assert [h["type"] for h in hendelser] == ["soeknad_mottatt", "komplett_bekreftet"]
    assert len({h["hash"] for h in hendelser}) == 2
    etter = klient.get(f"/v1/saker/{sak}/hendelser?etter=1").json()["hendelser"]
    assert etter == hendelser[1:]


def test_findings_wait_for_a_person_and_the_report_stays_as_it_was(klient: httpx.Client) -> None:
    levert = lever(klient, "funn", deler("enebolig-02-naer-grensen", merke="funn")).json()
    sti = f"/v1/saker/{levert['sak']}"
    funn = klient.get(f"{sti}/funn").json()["funn"]
    assert {f["regel"] for f in funn} >= {"pbl-29-4-avstand-nabogrense"}
    assert all(f["vurdering"] is None for f in funn)
    data = {"funn": funn[0]["noekkel"], "utfall": "bekreftet", "begrunnelse": "Målt på stedet."}
    svar = klient.post(f"{sti}/kommandoer", json={"kommando": "vurder_funn", "data": data})
    assert svar.status_code == 200, svar.text
    vurdert = {f["noekkel"]: f for f in klient.get(f"{sti}/funn").json()["funn"]}
    assert vurdert[funn[0]["noekkel"]]["vurdering"]["utfall"] == "bekreftet"
    assert klient.get(f"{sti}/rapport").json() == levert["rapport"]
    problem(klient.get(f"{sti}/rapport?versjon=99"), 404, "finnes-ikke")


def test_a_supplement_is_a_new_version_of_the_same_case(klient: httpx.Client) -> None:
    uten = deler("enebolig-01", tegninger=False, merke="supplert")
    levert = lever(klient, "supplert-1", uten)
    assert levert.json()["rapport"]["resultat"] == "mangler"
    sti = f"{levert.headers['location']}/suppleringer"
    hode = {"Idempotency-Key": "supplert-2"}
    ny = klient.post(sti, files=deler(merke="supplert"), headers=hode)
    assert ny.status_code == 201, ny.text
    assert ny.json()["rapport"]["resultat"] == "godkjent"
    igjen = klient.post(sti, files=deler(merke="supplert"), headers=hode)
    assert (igjen.status_code, igjen.json()) == (200, ny.json())
    assert klient.get(levert.headers["location"]).json()["versjon"] == 2
    fremmed = {"Byggsak-Rolle": "TH", "Byggsak-Aktoer": "fremmed", "Idempotency-Key": "supplert-3"}
    nei = klient.post(sti, files=deler(merke="fremmed"), headers=fremmed)
    problem(nei, 409, "konflikt")


def test_open_facts_give_both_deadlines_until_a_person_settles_them(klient: httpx.Client) -> None:
    sti = lever(klient, "frister").headers["location"]
    aapent = klient.get(f"{sti}/frister").json()
    uker = [lesning["frist_klasse_uker"] for lesning in aapent["lesninger"]]
    assert uker == [3, 12]
    assert aapent["maa_avklares"] == ["i_samsvar", "nabomerknader", "annen_myndighet"]
    avklart = klient.get(
        f"{sti}/frister?i_samsvar=true&nabomerknader=false&annen_myndighet=false"
    ).json()
    (lesning,) = avklart["lesninger"]
    assert (lesning["klokke_start"], lesning["frist_streng"]) == ("2026-06-01", "2026-06-22")
    assert lesning["ledger"]
    (lang,) = klient.get(f"{sti}/frister?nabomerknader=true&i_samsvar=false").json()["lesninger"]
    assert lang["frist_streng"] == "2026-08-24"
    problem(klient.get(f"{sti}/frister?soeknad=2"), 404, "finnes-ikke")


def test_a_command_cannot_smuggle_in_an_unchecked_application(klient: httpx.Client) -> None:
    sak = lever(klient, "smugling").json()["sak"]
    data = {"innsending": "x", "dokumenter": [], "resultat": "godkjent", "funn": []}
    svar = klient.post(f"/v1/saker/{sak}/kommandoer", json={"kommando": "suppler", "data": data})
    assert "soeknader" in problem(svar, 422, "ugyldig-innhold")["detail"]


@pytest.mark.parametrize(
    ("kropp", "status"),
    [
        (b"{", 400),
        (b"[" * 100_000, 400),
        (b"[]", 422),
        (b'{"kommando": 1}', 422),
        (b'{"kommando": "dans"}', 422),
        (b'{"kommando": "trekk", "data": {"ukjent": 1}}', 422),
        (b'{"kommando": "bekreft_komplett", "data": {"komplett": "i gaar"}}', 422),
        (b'{"kommando": "trekk", "ekstra": 1}', 422),
        (b" " * 1_100_000, 413),
    ],
    ids=["half", "deep", "list", "number", "unknown", "field", "date", "extra", "huge"],
)
def test_a_malformed_command_changes_nothing(
    klient: httpx.Client, kropp: bytes, status: int
) -> None:
    sak = lever(klient, "uendret").json()["sak"]
    svar = klient.post(
        f"/v1/saker/{sak}/kommandoer", content=kropp, headers={"Content-Type": "application/json"}
    )
    assert svar.status_code == status, svar.text
    assert svar.headers["content-type"] == "application/problem+json"
    assert klient.get(f"/v1/saker/{sak}").json()["versjon"] == 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda under: (
        st.lists(under, max_size=3) | st.dictionaries(st.text(max_size=8), under, max_size=3)
    ),
    max_leaves=8,
)
FELT = sorted({f for k in KOMMANDOER.values() for f in k.__dataclass_fields__})


@given(
    st.sampled_from(sorted(KOMMANDOER)),
    st.dictionaries(st.sampled_from(FELT), JSON, max_size=5) | JSON,
)
def test_any_json_is_a_command_or_a_problem(navn: str, data: object) -> None:
    try:
        assert isinstance(tolk({"kommando": navn, "data": data}), Kommando)
    except Problem as feil:
        if feil.slag.status != 422:
            raise


def test_the_list_of_cases_is_paged_in_the_order_they_came(klient: httpx.Client) -> None:
    for nr in range(3):
        lever(klient, f"side-{nr}")
    alle = [s["sak"] for s in klient.get("/v1/saker?antall=200").json()["saker"]]
    hentet: list[str] = []
    etter = 0
    while True:
        side = klient.get(f"/v1/saker?antall=2&etter={etter}").json()
        hentet += [s["sak"] for s in side["saker"]]
        if side["neste"] is None:
            break
        etter = side["neste"]
    assert hentet == alle
    assert klient.get("/v1/saker?tilstand=avsluttet").json()["saker"] == []
    problem(klient.get("/v1/saker?tilstand=borte"), 422, "ugyldig-innhold")
    problem(klient.get("/v1/saker/2026-999999"), 404, "finnes-ikke")


def test_readiness_tells_whether_the_database_answers(klient: httpx.Client) -> None:
    svar = klient.get("/klar")
    assert svar.status_code == 200
    assert svar.json()["deler"]["database"] == "ok"


def test_readiness_fails_when_the_database_is_not_ours(motor: Motor, tmp_path: Path) -> None:
    fil = tmp_path / "db"
    config = Config.fra(
        {"BYGGSAK_DATABASE": f"sqlite:///{fil}", "BYGGSAK_FILES": f"{tmp_path}/filer"}
    )
    with running(lag_app(Tjeneste.av(config, motor=motor))) as base:
        assert httpx.get(f"{base}/klar").status_code == 200
        with closing(sqlite3.connect(fil)) as db, db:
            db.execute("UPDATE alembic_version SET version_num = 'fremmed'")
            db.execute("ALTER TABLE byg_sak RENAME TO borte")
        svar = httpx.get(f"{base}/klar")
        assert svar.status_code == 503
        assert svar.json()["deler"]["database"] != "ok"
        problem(httpx.get(f"{base}/v1/saker"), 500, "intern-feil")
        assert httpx.get(f"{base}/helse").status_code == 200, "a restart would not help"


def test_the_description_says_every_route_and_is_readable_without_scripts(
    klient: httpx.Client,
) -> None:
    dokument = klient.get("/openapi.json").json()
    assert {"/v1/kontroll", "/v1/soeknader", "/v1/saker/{sak}/kommandoer"} <= set(dokument["paths"])
    side = klient.get("/docs")
    assert "/v1/soeknader" in side.text
    assert "<script" not in side.text
    assert "http://" not in side.text
    assert json.dumps(dokument).count("HTTPValidationError") == 0
