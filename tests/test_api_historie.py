"""The letter of deficiencies and the history of a case over real HTTP, and `byggsak case`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from api_server import running
from byggsak_api.app import lag_app
from byggsak_api.tjeneste import Tjeneste
from sqlalchemy import create_engine, text
from typer.testing import CliRunner

from byggsak.cli import app
from byggsak.services.config import Config
from tests.test_supplering import soeknad, supplering

NAA = datetime(2026, 6, 1, 10, tzinfo=UTC)
TEGNINGER = "sak10-5-4-tegninger"
SOEKER = {"Byggsak-Rolle": "SOK", "Byggsak-Aktoer": "310000018"}


@dataclass(frozen=True)
class Kontor:
    """A running service, the settings it runs with, and a case with one confirmed finding."""

    klient: httpx.Client
    miljoe: dict[str, str]
    sak: str

    @property
    def sti(self) -> str:
        return f"/v1/saker/{self.sak}"

    def hent(self, sti: str) -> Any:
        svar = self.klient.get(f"{self.sti}{sti}")
        assert svar.status_code == 200, svar.text
        return svar.json()

    def gjoer(self, kommando: str, **data: object) -> httpx.Response:
        kropp = {"kommando": kommando, "data": data}
        return self.klient.post(f"{self.sti}/kommandoer", json=kropp)

    def funn(self, regel: str = TEGNINGER) -> dict[str, Any]:
        return next(f for f in self.hent("/funn")["funn"] if f["regel"] == regel)

    def kjoer(self, *argumenter: str) -> Any:
        return CliRunner().invoke(app, ["case", *argumenter], env=self.miljoe)


def lever(klient: httpx.Client, noekkel: str, skjema: bytes) -> str:
    deler: list[Any] = [
        ("soeknad", ("s.xml", skjema, "application/xml", {})),
        ("vedlegg", ("p.pdf", b"%PDF-1.7", "application/pdf", {"Vedleggstype": "TegningNyPlan"})),
    ]
    svar = klient.post("/v1/soeknader", files=deler, headers={"Idempotency-Key": noekkel} | SOEKER)
    assert svar.status_code == 201, svar.text
    return str(svar.json()["sak"])


@pytest.fixture
def kontor(tmp_path: Path) -> Iterator[Kontor]:
    miljoe = {
        "BYGGSAK_DATABASE": f"sqlite:///{tmp_path}/db",
        "BYGGSAK_FILES": f"{tmp_path}/filer",
        "BYGGSAK_KOMMUNER": "9999",
    }
    tjener = lag_app(Tjeneste.av(Config.fra(miljoe), naa=lambda: NAA))
    with running(tjener) as base, httpx.Client(base_url=base, timeout=30) as klient:
        sak = lever(klient, "n-1", soeknad().soeknad)
        svar = Kontor(klient, miljoe, sak)
        vurdert = svar.gjoer("vurder_funn", funn=svar.funn()["noekkel"], utfall="bekreftet")
        assert vurdert.status_code == 200, vurdert.text
        yield svar


def problem(svar: httpx.Response, status: int, navn: str) -> dict[str, Any]:
    assert svar.status_code == status, svar.text
    assert svar.headers["content-type"] == "application/problem+json"
    innhold: dict[str, Any] = svar.json()
    assert innhold["type"] == f"urn:byggsak:problem:{navn}"
    return innhold


def test_a_letter_is_drafted_sent_and_answered(kontor: Kontor) -> None:
    utkast = kontor.hent("/mangelbrev")
    assert (len(utkast["utkast"]["utfall"]), utkast["sendte"]) == (1, [])
    eget = kontor.gjoer(
        "registrer_funn", funn="eget-1", tekst="Fasaden er ikke målsatt.",
        hjemmel={"lov": "SAK10", "paragraf": "5-4"},
    )  # fmt: skip
    assert eget.status_code == 200, eget.text
    kropp = {"svarfrist": "2026-06-20"}
    nei = kontor.klient.post(f"{kontor.sti}/mangelbrev", json=kropp, headers=SOEKER)
    assert problem(nei, 403, "ikke-tilgang")["hindre"][0]["id"] == "feil_rolle"
    sendt = kontor.klient.post(f"{kontor.sti}/mangelbrev", json=kropp, headers={"If-Match": '"3"'})
    assert sendt.status_code == 201, sendt.text
    brev = sendt.json()["mangelbrev"]
    assert (brev["svarfrist"], [u["utfallId"] for u in brev["utfall"]]) == (
        "2026-06-20", [4001, 4002],
    )  # fmt: skip
    pdf = kontor.klient.get(sendt.json()["brev"])
    assert (pdf.headers["content-type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert kontor.hent("/mangelbrev")["sendte"] == [brev]

    svar = (
        "<utfallSvar><utfallId>4001</utfallId><utfallType><kodeverdi>MG</kodeverdi></utfallType>"
        "<erUtfallBesvart>true</erUtfallBesvart></utfallSvar>"
    )
    aar, nr = kontor.sak.split("-")
    lever(kontor.klient, "n-2", supplering(aar=int(aar), nr=int(nr), svar=svar).soeknad)
    funnet = kontor.funn()
    assert [b["utfall_id"] for b in funnet["besvart"]] == ["4001"]
    assert [m["besvart"] != [] for m in kontor.hent("/besvarelser")["mangler"]] == [True, False]


@pytest.mark.parametrize(
    ("kropp", "status", "navn"),
    [
        ({"svarfrist": "i morgen"}, 422, "ugyldig-innhold"),
        ({"frist": "2026-06-20"}, 422, "ugyldig-innhold"),
        ({"funn": "alle"}, 422, "ugyldig-innhold"),
        ({"svarfrist": "2026-06-01"}, 409, "konflikt"),
        ({"funn": []}, 409, "konflikt"),
        ({"funn": ["finnes-ikke"]}, 409, "konflikt"),
    ],
)
def test_a_letter_that_cannot_be_sent_is_a_problem(
    kontor: Kontor, kropp: dict[str, Any], status: int, navn: str
) -> None:
    problem(kontor.klient.post(f"{kontor.sti}/mangelbrev", json=kropp), status, navn)
    assert kontor.hent("")["versjon"] == 2
    gammel = kontor.klient.post(f"{kontor.sti}/mangelbrev", json={}, headers={"If-Match": '"1"'})
    problem(gammel, 412, "utdatert-versjon")


def test_a_finding_shows_its_whole_life(kontor: Kontor) -> None:
    liv = kontor.funn()
    assert (liv["tilstand"], liv["merke"], liv["rettet_i_versjon"]) == ("bekreftet", None, None)
    assert [(s["hva"], s["til"], s["hendelse"], s["versjon"]) for s in liv["historie"]] == [
        ("funnet", "aapen", 1, 1), ("vurder_funn", "bekreftet", 2, 1),
    ]  # fmt: skip
    assert [s["tekst"] for s in liv["historie"]] == ["kontrollen finner det", "bekrefte funnet"]
    assert liv["historie"][1]["av"]["rolle"] == "SB"
    en = kontor.klient.get(f"{kontor.sti}/funn?spraak=en").json()["funn"]
    assert "the finding is confirmed" in {f["tilstandsnavn"] for f in en}
    kan = {
        (m["kommando"], m["variant"])
        for m in kontor.hent("/muligheter")["muligheter"]
        if m["instans"] == liv["noekkel"] and m["kan"]
    }
    assert kan == {
        ("vurder_funn", "bekreftet"), ("vurder_funn", "avkreftet"),
        ("soek_dispensasjon_for_funn", ""),
    }  # fmt: skip


def test_a_case_is_checked_again_with_a_reason_and_only_so(kontor: Kontor) -> None:
    sti = f"{kontor.sti}/kontroll"
    problem(kontor.klient.post(sti, json={}), 422, "ugyldig-innhold")
    falsk = kontor.gjoer("kontroller_igjen", begrunnelse="x", resultat="godkjent", funn=[])
    problem(falsk, 422, "ugyldig-innhold")
    nei = kontor.klient.post(sti, json={"begrunnelse": "Nye regler."}, headers=SOEKER)
    problem(nei, 403, "ikke-tilgang")
    ja = kontor.klient.post(sti, json={"begrunnelse": "Nye regler."})
    assert (ja.status_code, ja.json()["versjon"]) == (201, 3)
    assert kontor.funn()["tilstand"] == "bekreftet"
    assert [r["hendelse"] for r in kontor.hent("/rapporter")["rapporter"]] == [1, 3]
    assert kontor.hent("/gjenskaping?versjon=1")["svar"] == "lik"
    assert kontor.hent("/gjenskaping")["svar"] == "lik"
    problem(kontor.klient.get(f"{kontor.sti}/gjenskaping?versjon=2"), 404, "finnes-ikke")


def test_the_history_is_verified_over_http_and_on_the_command_line(
    kontor: Kontor, tmp_path: Path
) -> None:
    svar = kontor.hent("/verifisering")
    assert (svar["hel"], svar["antall"], svar["brudd"]) == (True, 2, [])
    hoder = tmp_path / "hoder.json"
    alle = kontor.kjoer("verify", "--write-heads", str(hoder))
    assert (alle.exit_code, alle.stdout) == (0, "1 cases, 2 events: 1 whole, 0 broken\n")
    assert json.loads(hoder.read_text()) == {"9999": {kontor.sak: [2, svar["hode"]]}}
    assert kontor.kjoer("verify", kontor.sak, "--heads", str(hoder)).exit_code == 0
    ukjent = kontor.kjoer("verify", "2020-000001")
    assert (ukjent.exit_code, "no case 2020-000001" in ukjent.stderr) == (2, True)
    hoder.write_text("[]")
    assert kontor.kjoer("verify", "--heads", str(hoder)).exit_code == 2

    db = create_engine(kontor.miljoe["BYGGSAK_DATABASE"])
    with db.begin() as forbindelse:
        forbindelse.execute(text("DROP TRIGGER byg_hendelse_uten_update"))
        forbindelse.execute(
            text("UPDATE byg_hendelse SET innhold = replace(innhold, 'bekreftet', 'avkreftet')")
        )
    db.dispose()
    brutt = kontor.kjoer("verify")
    assert brutt.exit_code == 1
    assert f"broken: 9999/{kontor.sak}, event 2: innholdet i hendelse 2 er endret" in brutt.stdout
    (rad,) = json.loads(kontor.kjoer("verify", "--json").stdout)
    assert (rad["hel"], rad["brudd"][0]["hendelse"]) == (False, 2)
    assert kontor.hent("/verifisering")["hel"] is False


def test_a_report_is_reproduced_on_the_command_line(kontor: Kontor) -> None:
    lik = kontor.kjoer("reproduce", kontor.sak, "--event", "1")
    assert lik.exit_code == 0, lik.output
    assert "made again, and equal" in lik.stdout
    assert json.loads(kontor.kjoer("reproduce", kontor.sak, "--json").stdout)["svar"] == "lik"
    assert kontor.kjoer("reproduce", kontor.sak, "--event", "2").exit_code == 2
    assert kontor.kjoer("reproduce", "2020-000001").exit_code == 2
    db = create_engine(kontor.miljoe["BYGGSAK_DATABASE"])
    with db.begin() as forbindelse:
        forbindelse.execute(text("DROP TRIGGER byg_rapport_uten_update"))
        (innhold,) = forbindelse.execute(text("SELECT innhold FROM byg_rapport")).one()
        rapport = json.loads(innhold)
        pakke = rapport["regelverk"]["pakker"][0]
        ekte, pakke["sha256"] = pakke["sha256"], "d" * 64
        forbindelse.execute(text("UPDATE byg_rapport SET innhold = :i"), {"i": json.dumps(rapport)})
    annet = kontor.kjoer("reproduce", kontor.sak)
    assert annet.exit_code == 3
    assert "d" * 64 in annet.stdout
    assert ekte in annet.stdout
    assert "cannot be said to be equal" in annet.stdout
    pakke["sha256"] = ekte
    rapport["resultat"] = "godkjent"
    with db.begin() as forbindelse:
        forbindelse.execute(text("UPDATE byg_rapport SET innhold = :i"), {"i": json.dumps(rapport)})
    db.dispose()
    ulik = kontor.kjoer("reproduce", kontor.sak)
    assert ulik.exit_code == 1
    assert "/resultat: was 'godkjent', now 'mangler'" in ulik.stdout
