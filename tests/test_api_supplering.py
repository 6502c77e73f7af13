"""Supplements over real HTTP: where they belong, what they changed, what was answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from api_server import running
from byggsak_api.app import lag_app
from byggsak_api.tjeneste import Tjeneste

from byggsak.services.config import Config
from byggsak.testing import soeknader as s
from tests.test_supplering import soeknad, supplering

NAA = datetime(2026, 6, 1, 10, tzinfo=UTC)
SOEKER = {"Byggsak-Rolle": "SOK", "Byggsak-Aktoer": "310000018"}


@pytest.fixture(scope="module")
def klient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    mappe = tmp_path_factory.mktemp("tjener")
    config = Config.fra(
        {
            "BYGGSAK_DATABASE": f"sqlite:///{mappe}/db",
            "BYGGSAK_FILES": f"{mappe}/filer",
            "BYGGSAK_KOMMUNER": "9999",
        }
    )
    app = lag_app(Tjeneste.av(config, naa=lambda: NAA))
    with running(app) as base, httpx.Client(base_url=base, timeout=30) as klient:
        yield klient


def lever(klient: httpx.Client, noekkel: str, skjema: bytes, *tegninger: str) -> httpx.Response:
    deler: list[Any] = [("soeknad", ("s.xml", skjema, "application/xml", {}))]
    deler += [
        ("vedlegg", (f"{t}.pdf", b"%PDF-1.7", "application/pdf", {"Vedleggstype": t}))
        for t in tegninger
    ]
    return klient.post("/v1/soeknader", files=deler, headers={"Idempotency-Key": noekkel} | SOEKER)


def test_an_application_sent_corrected_becomes_the_next_edition_and_says_what_changed(
    klient: httpx.Client,
) -> None:
    feil = soeknad("HTTP-1", tiltakshaver__navn=None).soeknad
    foerste = lever(klient, "h-1", feil, "TegningNyPlan")
    assert foerste.status_code == 201, foerste.text
    assert foerste.json()["utgave"] == 1
    assert "endring" not in foerste.json()

    rettet = soeknad("HTTP-1").soeknad
    andre = lever(klient, "h-2", rettet, "TegningNyttSnitt")
    assert andre.status_code == 201, andre.text
    assert andre.headers["location"] == foerste.headers["location"]
    innhold = andre.json()
    assert innhold["utgave"] == 2
    assert innhold["endring"]["felter"] == [
        {"xpath": "/ettrinn/tiltakshaver/navn", "foer": None, "etter": "Ola Byggherre"}
    ]
    assert [v["filnavn"] for v in innhold["endring"]["vedlegg"]] == ["TegningNyttSnitt.pdf"]
    assert set(innhold["rapport"]) == set(foerste.json()["rapport"]), "the report keeps its shape"

    igjen = lever(klient, "h-2", rettet, "TegningNyttSnitt")
    assert (igjen.status_code, igjen.json()) == (200, innhold)

    sted = foerste.headers["location"]
    svar = klient.get(f"{sted}/endringer?fra=1&til=2").json()
    assert svar == {"fra": 1, "til": 2} | innhold["endring"]
    tekst = klient.get(f"{sted}/endringer?format=text&spraak=en")
    assert "Fields changed: 1" in tekst.text
    assert klient.get(f"{sted}/endringer?til=3").status_code == 404


def test_a_supplement_answers_a_finding_and_the_caseworker_sees_where(
    klient: httpx.Client,
) -> None:
    feil = soeknad("HTTP-2", tiltakshaver__navn=None, metadata__prosjektnr="2").soeknad
    sted = lever(klient, "h-3", feil, "TegningNyPlan").headers["location"]
    funnet = next(
        f
        for f in klient.get(f"{sted}/funn").json()["funn"]
        if f["regel"] == "Ettrinn.Tiltakshaver.Navn.Utfylt"
    )
    assert funnet["besvart"] == []
    svar = (
        f"<utfallSvar><utfallId>{funnet['noekkel']}</utfallId><utfallType><kodeverdi>MG"
        "</kodeverdi></utfallType><erUtfallBesvart>true</erUtfallBesvart></utfallSvar>"
    )
    aar, nr = sted.rpartition("/")[2].split("-")
    su = supplering(aar=int(aar), nr=int(nr), svar=svar).soeknad
    levert = lever(klient, "h-4", su, "TegningNyFasade")
    assert levert.status_code == 201, levert.text
    assert (levert.headers["location"], levert.json()["utgave"]) == (sted, 2)
    etter = next(
        f for f in klient.get(f"{sted}/funn").json()["funn"] if f["noekkel"] == funnet["noekkel"]
    )
    assert [(b["utgave"], b["besvart"]) for b in etter["besvart"]] == [(2, True)]
    assert etter["vurdering"] is None, "an answer decides nothing"
    alle = klient.get(f"{sted}/besvarelser").json()
    assert [b["utfall_id"] for b in alle["besvarelser"]] == [funnet["noekkel"]]


def test_a_supplement_that_fits_no_case_or_several_is_refused_with_the_reason(
    klient: httpx.Client,
) -> None:
    ingen = lever(klient, "h-5", supplering(aar=2020, nr=7).soeknad)
    assert ingen.status_code == 422
    assert "saksnummer" in ingen.json()["detail"]
    for noekkel, ftb in (("h-6", "HTTP-6"), ("h-7", "HTTP-7")):
        form = s.med(s.ettrinn(), metadata__ftbId=ftb, kommunensSaksnummer={
            "saksaar": 2019, "sakssekvensnummer": 55})  # fmt: skip
        if ftb == "HTTP-7":
            form = s.med(form, kommunensSaksnummer=None)
        assert lever(klient, noekkel, s.skjema("ettrinn", form)).status_code == 201
    flere = lever(klient, "h-8", supplering(aar=2019, nr=55, ftb="HTTP-7").soeknad)
    assert flere.status_code == 409
    assert len(flere.json()["saker"]) == 2
