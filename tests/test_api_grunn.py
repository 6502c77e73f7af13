"""The ground the HTTP face stands on: problems, request ids, logs, metrics, rules, who may ask."""

import base64
import hmac
import io
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from api_server import running
from byggsak_api import openapi
from byggsak_api.app import lag_app
from byggsak_api.innstillinger import Innlogging, Innstillinger
from byggsak_api.noekler import Noekler
from byggsak_api.spraak import velg
from byggsak_api.tilgang import Hvem, Saksbehandler, kommune_for
from byggsak_api.tjeneste import Tjeneste
from fastapi import FastAPI, Request
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, RSAKey

from byggsak.services import logg
from byggsak.services.config import Config, UgyldigOppsett
from byggsak.services.kontroll import Motor

UTSTEDER, MOTTAKER = "https://id.kommune.example", "byggsak"
FNR = "01010112345"


def add_probes(app: FastAPI) -> FastAPI:
    """Routes that show what the framework around the real ones does."""

    @app.get("/prove/feil")
    def feil() -> None:
        raise RuntimeError(f"row with {FNR} is locked")

    @app.get("/prove/hvem")
    def hvem(hvem: Hvem, request: Request) -> dict[str, str]:
        return {
            "id": hvem.aktoer.id,
            "rolle": hvem.aktoer.rolle.value,
            "kommune": kommune_for(hvem, request),
        }

    @app.get("/prove/sb")
    def sb(hvem: Saksbehandler) -> dict[str, str]:
        return {"rolle": hvem.aktoer.rolle.value}

    return app


def config(mappe: Path, **mer: str) -> Config:
    fast = {"BYGGSAK_DATABASE": f"sqlite:///{mappe}/db", "BYGGSAK_FILES": f"{mappe}/filer"}
    return Config.fra(fast | mer)


@pytest.fixture(scope="module")
def motor() -> Motor:
    return Motor.last()


@pytest.fixture(scope="module")
def log() -> io.StringIO:
    stream = io.StringIO()
    logg.konfigurer(stream)
    return stream


@pytest.fixture(scope="module")
def aapen(
    motor: Motor, log: io.StringIO, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    tjener = Tjeneste.av(config(tmp_path_factory.mktemp("aapen")), motor=motor)
    with running(add_probes(lag_app(tjener))) as base, httpx.Client(base_url=base) as klient:
        yield klient


NOEKKEL = RSAKey.generate_key(2048, {"kid": "a", "use": "sig"})
EC = ECKey.generate_key("P-256", {"kid": "b", "use": "sig"})


@pytest.fixture(scope="module")
def lukket(motor: Motor, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    mappe = tmp_path_factory.mktemp("lukket")
    jwks = mappe / "jwks.json"
    jwks.write_text(json.dumps(KeySet([NOEKKEL, EC]).as_dict()))
    oppsett = config(
        mappe,
        BYGGSAK_KOMMUNER="9998,9999",
        BYGGSAK_JWKS=str(jwks),
        BYGGSAK_ISSUER=UTSTEDER,
        BYGGSAK_AUDIENCE=MOTTAKER,
    )
    tjener = Tjeneste.av(oppsett, motor=motor)
    with running(add_probes(lag_app(tjener))) as base, httpx.Client(base_url=base) as klient:
        yield klient


def token(key: Any = NOEKKEL, alg: str = "RS256", **claims: Any) -> dict[str, str]:
    alle = {
        "iss": UTSTEDER,
        "aud": MOTTAKER,
        "exp": int(time.time()) + 300,
        "sub": "kari",
        "roller": ["SB"],
        "kommune": "9999",
    } | claims
    krav = {k: v for k, v in alle.items() if v is not None}
    signert = jwt.encode({"alg": alg, "kid": key.kid or "a"}, krav, key, algorithms=[alg])
    return {"Authorization": f"Bearer {signert}"}


def hmac_token(hemmelighet: bytes) -> dict[str, str]:
    """Signed by hand: no decent library agrees to use a public key as a shared secret."""
    deler = token()["Authorization"].removeprefix("Bearer ").split(".")
    hode = base64.urlsafe_b64encode(b'{"alg":"HS256","kid":"a"}').rstrip(b"=").decode()
    signatur = hmac.digest(hemmelighet, f"{hode}.{deler[1]}".encode(), "sha256")
    kodet = base64.urlsafe_b64encode(signatur).rstrip(b"=").decode()
    return {"Authorization": f"Bearer {hode}.{deler[1]}.{kodet}"}


def problem(svar: httpx.Response, status: int, navn: str) -> dict[str, Any]:
    assert svar.status_code == status, svar.text
    assert svar.headers["content-type"] == "application/problem+json"
    innhold: dict[str, Any] = svar.json()
    assert innhold["type"] == f"urn:byggsak:problem:{navn}"
    assert innhold["status"] == status
    assert innhold["title"]
    assert innhold["detail"]
    assert innhold["korrelasjon"] == svar.headers["x-request-id"]
    return innhold


def test_every_framework_error_is_a_problem(aapen: httpx.Client) -> None:
    problem(aapen.get("/finnes/ikke"), 404, "finnes-ikke")
    assert "GET" in aapen.post("/v1/regler").headers["allow"]
    problem(aapen.post("/v1/regler"), 405, "metode-ikke-tillatt")
    feil = problem(aapen.get("/v1/regler?dato=i%20fjor"), 422, "ugyldig-innhold")
    assert feil["feil"][0]["sted"] == ["query", "dato"]
    assert "i fjor" not in json.dumps(feil)


def test_an_internal_error_tells_the_caller_and_the_log_nothing_personal(
    aapen: httpx.Client, log: io.StringIO
) -> None:
    svar = aapen.get("/prove/feil?navn=Kari", headers={"Accept-Language": "en"})
    innhold = problem(svar, 500, "intern-feil")
    assert innhold["title"] == "Internal server error"
    linjer = [json.loads(linje) for linje in log.getvalue().splitlines()]
    mine = [linje for linje in linjer if linje["korrelasjon"] == innhold["korrelasjon"]]
    assert {linje["event"] for linje in mine} == {"intern_feil", "foresporsel"}
    (feil,) = [linje for linje in mine if linje["event"] == "intern_feil"]
    assert feil["feiltype"] == "RuntimeError"
    assert any(" feil" in ramme for ramme in feil["spor"])
    for sted in (svar.text, log.getvalue()):
        assert FNR not in sted
        assert "Kari" not in sted


def test_the_callers_request_id_is_kept_only_when_harmless(aapen: httpx.Client) -> None:
    def sendt(id_: str) -> str:
        return aapen.get("/helse", headers={"X-Request-ID": id_}).headers["x-request-id"]

    assert sendt("klient-2026-00017") == "klient-2026-00017"
    assert sendt(FNR) != FNR
    assert sendt("x" * 65) != "x" * 65
    assert sendt('a"}{"injected":1') != 'a"}{"injected":1'


@pytest.mark.parametrize(
    ("hode", "spraak"),
    [
        ("", "nb"),
        ("nn", "nn"),
        ("en-GB,en;q=0.9", "en"),
        ("no", "nb"),
        ("fr;q=0.9, nn;q=0.2, en;q=0.1", "nn"),
        ("en;q=abc", "nb"),
    ],
)
def test_the_language_follows_accept_language(hode: str, spraak: str) -> None:
    assert velg(hode) == spraak


def test_the_query_overrides_the_header(aapen: httpx.Client) -> None:
    svar = aapen.get("/v1/regler?spraak=en", headers={"Accept-Language": "nn"})
    assert svar.headers["content-language"] == "en"


def test_rules_are_listed_and_shown_as_they_stood(aapen: httpx.Client) -> None:
    svar = aapen.get("/v1/regler?dato=2026-01-01").json()
    ider = [regel["id"] for regel in svar["regler"]]
    assert "pbl-29-4-avstand-nabogrense" in ider
    regel = aapen.get("/v1/regler/pbl-29-4-avstand-nabogrense?dato=2026-01-01").json()
    krav = {k["navn"]: k for k in regel["krav"]}
    assert krav["minste_avstand"]["verdi"] == "4.0"
    assert krav["minste_avstand"]["kilde"]
    for_tidlig = aapen.get("/v1/regler/pbl-29-4-avstand-nabogrense?dato=1999-01-01")
    assert problem(for_tidlig, 404, "finnes-ikke")["versjoner"][0]["gjelder_fra"]
    problem(aapen.get("/v1/regler/pbl-99-ukjent"), 404, "finnes-ikke")


def test_metrics_count_by_route_not_by_address(aapen: httpx.Client) -> None:
    aapen.get("/v1/regler/pbl-29-4-hoeyde")
    aapen.request("OPPFUNNET", "/helse")
    tekst = aapen.get("/metrics").text
    assert 'route="/v1/regler/{id}"' in tekst
    assert "pbl-29-4-hoeyde" not in tekst
    assert "OPPFUNNET" not in tekst


def test_open_mode_answers_this_machine_under_its_own_name_only(aapen: httpx.Client) -> None:
    assert aapen.get("/prove/hvem").json() == {"id": "lokal", "rolle": "SB", "kommune": "9999"}
    ondt = aapen.get("/prove/hvem", headers={"Host": "evil.example"})
    problem(ondt, 403, "ikke-tilgang")


def test_open_mode_lets_the_developer_play_any_human(aapen: httpx.Client) -> None:
    svar = aapen.get("/prove/hvem", headers={"Byggsak-Rolle": "GK", "Byggsak-Aktoer": "ola"}).json()
    assert svar == {"id": "ola", "rolle": "GK", "kommune": "9999"}
    problem(aapen.get("/prove/hvem", headers={"Byggsak-Rolle": "SYS"}), 403, "ikke-tilgang")
    problem(aapen.get("/prove/sb", headers={"Byggsak-Rolle": "TH"}), 403, "ikke-tilgang")
    problem(aapen.get("/prove/hvem", headers={"Byggsak-Kommune": "0301"}), 403, "ikke-tilgang")


@pytest.mark.parametrize("key", [NOEKKEL, EC], ids=["RS256", "ES256"])
def test_a_good_token_names_actor_role_and_municipality(lukket: httpx.Client, key: Any) -> None:
    alg = "RS256" if key is NOEKKEL else "ES256"
    svar = lukket.get("/prove/hvem", headers=token(key, alg))
    assert svar.json() == {"id": "kari", "rolle": "SB", "kommune": "9999"}


BAD_TOKENS = {
    "expired": lambda: token(exp=int(time.time()) - 3600),
    "without expiry": lambda: token(exp=None),
    "another issuer": lambda: token(iss="https://evil.example"),
    "another audience": lambda: token(aud="noe-annet"),
    "without subject": lambda: token(sub=None),
    "signed by another": lambda: token(RSAKey.generate_key(2048, {"kid": "a"})),
    "signed with the public key as a secret": lambda: hmac_token(NOEKKEL.as_pem(private=False)),
    "not a token": lambda: {"Authorization": "Bearer tull"},
    "another scheme": lambda: {"Authorization": "Basic a2FyaTprYXJp"},
    "missing": dict,
}


@pytest.mark.parametrize("lag", BAD_TOKENS.values(), ids=BAD_TOKENS)
def test_a_bad_token_is_turned_away(lukket: httpx.Client, lag: Any) -> None:
    svar = lukket.get("/prove/hvem", headers=lag())
    problem(svar, 401, "ikke-innlogget")
    assert svar.headers["www-authenticate"].startswith("Bearer")


def test_an_unsigned_token_is_turned_away(lukket: httpx.Client) -> None:
    hode, krav, _ = token()["Authorization"].removeprefix("Bearer ").split(".")
    usignert = "eyJhbGciOiJub25lIiwia2lkIjoiYSJ9"
    for forsoek in (f"{usignert}.{krav}.", f"{hode}.{krav}."):
        svar = lukket.get("/prove/hvem", headers={"Authorization": f"Bearer {forsoek}"})
        problem(svar, 401, "ikke-innlogget")


def test_a_token_cannot_reach_past_its_roles_or_its_municipality(lukket: httpx.Client) -> None:
    problem(lukket.get("/prove/hvem", headers=token(roller=["SYS"])), 403, "ikke-tilgang")
    problem(lukket.get("/prove/hvem", headers=token(roller=[])), 403, "ikke-tilgang")
    problem(
        lukket.get("/prove/hvem", headers=token() | {"Byggsak-Rolle": "GK"}), 403, "ikke-tilgang"
    )
    problem(
        lukket.get("/prove/hvem", headers=token() | {"Byggsak-Kommune": "9998"}),
        403,
        "ikke-tilgang",
    )
    problem(lukket.get("/prove/hvem", headers=token(kommune="0301")), 403, "ikke-tilgang")
    problem(lukket.get("/prove/hvem", headers=token(kommune=None)), 400, "ugyldig-foresporsel")
    svar = lukket.get("/prove/hvem", headers=token(kommune=None) | {"Byggsak-Kommune": "9998"})
    assert svar.json()["kommune"] == "9998"


def test_a_new_key_is_found_without_a_restart(tmp_path: Path) -> None:
    fil = tmp_path / "jwks.json"
    fil.write_text(json.dumps(KeySet([NOEKKEL]).as_dict()))
    noekler = Noekler(str(fil), pause=0)
    assert [k.kid for k in noekler.for_kid("a").keys] == ["a"]
    fil.write_text(json.dumps(KeySet([EC]).as_dict()))
    assert [k.kid for k in noekler.for_kid("b").keys] == ["b"]
    fil.write_text("{}")
    assert [k.kid for k in noekler.for_kid("c").keys] == ["b"], "a broken file must not lock us out"


def test_keys_are_never_fetched_over_plain_http() -> None:
    with pytest.raises(UgyldigOppsett, match="https"):
        Noekler("http://id.example/jwks")


def test_settings_come_from_the_one_configuration() -> None:
    config = Config.fra(
        {"BYGGSAK_MAX_TOTAL": "3000", "BYGGSAK_JWKS": "x.json", "BYGGSAK_ISSUER": UTSTEDER}
    )
    valgt = Innstillinger.av(config)
    assert valgt.grenser.vedlegg_samlet == 3000
    assert valgt.innlogging == Innlogging("x.json", UTSTEDER, "byggsak")
    assert Innstillinger.av(Config.fra({})).innlogging is None


def test_the_committed_description_is_fresh() -> None:
    assert openapi.FIL.read_text("utf-8") == openapi.tekst(), openapi.FIL.name + " is stale"
