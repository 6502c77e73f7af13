"""Live registers over real sockets: good answers, and every way of failing to give one."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from registertjener import MAATER, Svar, Tjener, lukket_port, tjener

from byggsak.domain.funn import Utfall
from byggsak.domain.register import (
    Enhet,
    IkkeFunnet,
    KunneIkkeSporre,
    Matrikkelenhet,
    Oppslagssvar,
    Poststed,
    Registre,
    Treff,
)
from byggsak.registre.bryter import Bryteroppsett, Stilling
from byggsak.registre.henting import Henter
from byggsak.registre.innebygd import Proevekommuner, innebygde_registre
from byggsak.registre.oppsett import Registeroppsett, UgyldigRegisteroppsett, bygg
from byggsak.registre.oppslag import Oppslag, Oppslagsregler
from byggsak.rule.catalogue import Katalog
from byggsak.services.kontroll import Innsending, Motor, kontroller

SAKER = Path(__file__).parents[1] / "fixtures" / "saker"
START = datetime(2026, 11, 22, 8, 15, tzinfo=UTC)
RASK = Henter(steg=timedelta(seconds=0.3), samlet=timedelta(seconds=0.5), stoerst=200_000)
REGLER = Oppslagsregler(
    ferskt=timedelta(hours=6),
    brukbart=timedelta(days=7),
    plass=100,
    bryter=Bryteroppsett(feil=3, pause=timedelta(seconds=30), lengste=timedelta(minutes=10)),
)


class Klokke:
    def __init__(self) -> None:
        self.naa = START

    def __call__(self) -> datetime:
        return self.naa

    def gaa(self, **tid: float) -> None:
        self.naa += timedelta(**tid)


GODT: dict[str, object] = {
    "/kodelister/byggesoknad/tiltaktype.json": {
        "ContainedItemsResult": {"Count": 2, "Offset": 0, "Limit": 0, "Total": 0},
        "label": "Tiltaktype",
        "containeditems": [
            {"codevalue": "nyttbyggboligformal", "label": "Nytt bygg - Boligformål",
             "status": "Sendt inn", "lastUpdated": "2023-08-14T13:53:51.38"},
            {"codevalue": "gammel", "label": "Gammel", "status": "Utgått",
             "ValidFrom": "2010-01-01T00:00:00", "ValidTo": None},
            {"label": "En underliste", "status": "Gyldig"},
        ],
    },
    "/municipalities/3301": {"Code": "3301", "Name": "Drammen", "ValidFrom": "2024-01-01"},
    "/municipalities/3005": {"Code": "3005", "Name": "Drammen", "ValidTo": "2024-01-01T00:00:00",
                             "NewMunicipalityCode": "3301"},
    "/municipalities/0301": {"Code": "0301", "Name": "Oslo"},
    "/postnr?pnr=0155&country=no&clientUrl=byggsak": {
        "result": "OSLO", "valid": True, "postalCodeType": "NORMAL"},
    "/postnr?pnr=0000&country=no&clientUrl=byggsak": {
        "result": "Ugyldig postnummer", "valid": False, "postalCodeType": "NORMAL"},
    "/enheter/974760673": {"organisasjonsnummer": "974760673", "navn": "REGISTERENHETEN",
                           "konkurs": False, "underAvvikling": False},
    "/enheter/910000004": {"organisasjonsnummer": "910000004", "navn": "BORTE AS",
                           "slettedato": "2025-03-01"},
    "/underenheter/973897187": {"organisasjonsnummer": "973897187", "navn": "BEDRIFTEN"},
    "/enheter?organisasjonsnummer=910000012": {"page": {"totalElements": 0}},
    "/underenheter?organisasjonsnummer=910000012": {"page": {"totalElements": 0}},
    "/geokoding?kommunenummer=0301&gardsnummer=207&bruksnummer=80": {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "properties": {
            "kommunenummer": "0301", "gardsnummer": 207, "bruksnummer": 80,
            "festenummer": 0, "seksjonsnummer": 0, "matrikkelnummertekst": "207/80"}}],
    },
    "/geokoding?kommunenummer=0301&gardsnummer=207&bruksnummer=99999": {
        "type": "FeatureCollection", "features": []},
}  # fmt: skip


def godt(sti: str) -> Svar:
    return (200, GODT[sti]) if sti in GODT else (404, {"status": 404, "error": "Not Found"})


def alle(adresse: str, klokke: Klokke, henter: Henter = RASK) -> Registre:
    return bygg(
        Registeroppsett(
            kodelister=adresse,
            kommuner=adresse,
            postnumre=f"{adresse}/postnr",
            enheter=adresse,
            matrikkel=adresse,
            henter=henter,
            regler=REGLER,
        ),
        klokke,
    )


@dataclass(frozen=True)
class Spoersmaal:
    """One look-up that the register answers well about."""

    navn: str
    spoer: Callable[[Any], Oppslagssvar[Any]]
    oppslag: Callable[[Any], Oppslag[Any]]
    sier: str


SPOERSMAAL = [
    Spoersmaal("kodelister", lambda r: r.kodelister.kode("tiltakstype", "nyttbyggboligformal"),
               lambda r: r.kodelister.oppslag, "kodelisten for tiltakstype"),
    Spoersmaal("kommuner", lambda r: r.kommuner.kommune("3301"),
               lambda r: r.kommuner.oppslag, "registeret over kommunenummer"),
    Spoersmaal("postnumre", lambda r: r.postnumre.poststed("0155"),
               lambda r: r.postnumre.oppslag, "postnummerregisteret"),
    Spoersmaal("enheter", lambda r: r.enheter.enhet("974760673"),
               lambda r: r.enheter.oppslag, "Enhetsregisteret"),
    Spoersmaal("matrikkel", lambda r: r.matrikkel.eiendom(Matrikkelenhet("0301", 207, 80)),
               lambda r: r.matrikkel.oppslag, "matrikkelen"),
]  # fmt: skip
PAA_HVERT = pytest.mark.parametrize("om", SPOERSMAAL, ids=lambda s: s.navn)


@pytest.fixture
def server() -> Iterator[Tjener]:
    with tjener(godt) as en:
        yield en


@pytest.fixture
def klokke() -> Klokke:
    return Klokke()


# Good answers


@PAA_HVERT
def test_a_register_that_answers_is_a_hit(om: Spoersmaal, server: Tjener, klokke: Klokke) -> None:
    svar = om.spoer(alle(server.adresse, klokke))
    assert isinstance(svar, Treff)
    assert (svar.tidspunkt, svar.alder, svar.register.nb) == (START, None, om.sier)


def test_the_values_are_read_as_the_services_write_them(server: Tjener, klokke: Klokke) -> None:
    r: Any = alle(server.adresse, klokke)
    gammel = r.kodelister.kode("tiltakstype", "GAMMEL")
    assert (gammel.verdi.status, gammel.verdi.gyldig_fra) == ("Utgått", date(2010, 1, 1))
    utgaatt = r.kommuner.kommune("3005").verdi
    assert (utgaatt.erstattet_av, utgaatt.gyldig_til) == (("3301",), date(2024, 1, 1))
    assert r.postnumre.poststed("0155").verdi == Poststed("0155", "OSLO")
    assert r.enheter.enhet("910000004").verdi.slettet == date(2025, 3, 1)
    assert r.enheter.enhet("973897187").verdi == Enhet("973897187", "BEDRIFTEN")


def test_a_whole_answer_without_the_entry_is_not_found(server: Tjener, klokke: Klokke) -> None:
    r: Any = alle(server.adresse, klokke)
    assert isinstance(r.kodelister.kode("tiltakstype", "finnesikke"), IkkeFunnet)
    assert isinstance(r.kommuner.kommune("1234"), IkkeFunnet)
    assert isinstance(r.postnumre.poststed("0000"), IkkeFunnet)
    assert isinstance(r.enheter.enhet("910000012"), IkkeFunnet)
    assert isinstance(r.matrikkel.eiendom(Matrikkelenhet("0301", 207, 99999)), IkkeFunnet)


def test_404_is_no_answer_when_the_service_cannot_tell_that_it_knows_its_own(
    klokke: Klokke,
) -> None:
    with tjener(lambda _: (404, {})) as tom:
        r: Any = alle(tom.adresse, klokke)
        assert isinstance(r.kommuner.kommune("1234"), KunneIkkeSporre)
        assert isinstance(r.enheter.enhet("910000012"), KunneIkkeSporre)


def test_a_page_of_a_longer_list_rules_nothing_out(klokke: Klokke) -> None:
    side = {"ContainedItemsResult": {"Total": 50}, "containeditems": [
        {"codevalue": "a", "label": "A", "status": "Gyldig"}]}  # fmt: skip
    with tjener(lambda _: (200, side)) as delt:
        r: Any = alle(delt.adresse, klokke)
        assert isinstance(r.kodelister.kode("tiltakstype", "b"), KunneIkkeSporre)


@pytest.mark.parametrize(
    ("sti", "svar"),
    [
        ("/municipalities/3301", {"Code": "3005", "Name": "Drammen"}),
        ("/enheter/974760673", {"organisasjonsnummer": "910000004", "navn": "EN ANNEN AS"}),
        ("/enheter/974760673", {"organisasjonsnummer": "974760673", "navn": "A", "konkurs": "ja"}),
        ("/enheter/974760673", {"organisasjonsnummer": "974760673", "slettedato": "i går"}),
        ("/postnr?pnr=0155&country=no&clientUrl=byggsak", {"result": "OSLO", "valid": "true"}),
        ("/postnr?pnr=0155&country=no&clientUrl=byggsak", {"result": "", "valid": True}),
        ("/geokoding?kommunenummer=0301&gardsnummer=207&bruksnummer=80",
         {"type": "FeatureCollection", "features": [{"properties": {
             "kommunenummer": "0301", "gardsnummer": 1, "bruksnummer": 1}}]}),
        ("/kodelister/byggesoknad/tiltaktype.json",
         {"containeditems": [{"codevalue": "nyttbyggboligformal", "label": "Nytt"}]}),
    ],
)  # fmt: skip
def test_an_answer_about_something_else_or_in_another_form_is_no_answer(
    sti: str, svar: object, klokke: Klokke
) -> None:
    with tjener(lambda spurt: (200, svar) if spurt == sti else godt(spurt)) as en:
        r = alle(en.adresse, klokke)
        utenfor = [s.navn for s in SPOERSMAAL if not isinstance(s.spoer(r), Treff)]
    assert len(utenfor) == 1


# Failures


@PAA_HVERT
@pytest.mark.parametrize("maate", MAATER)
def test_a_register_that_fails_could_not_be_asked(
    om: Spoersmaal, maate: str, server: Tjener, klokke: Klokke
) -> None:
    server.maate = maate
    begynt = time.monotonic()
    svar = om.spoer(alle(server.adresse, klokke))
    assert isinstance(svar, KunneIkkeSporre)
    assert (svar.register.nb, svar.tidspunkt) == (om.sier, START)
    assert svar.grunntekst.nb.startswith(f"{om.sier} ga ikke svar (22.11.2026 kl. 08.15 UTC): ")
    assert server.adresse not in svar.grunntekst.nb
    # Two units, two searches and a margin: a drip cannot hold the check.
    assert time.monotonic() - begynt < 4


def test_a_closed_port_and_a_name_that_is_not_there_could_not_be_asked(klokke: Klokke) -> None:
    for adresse in (lukket_port(), "http://finnes-ikke.invalid", "http://[::1"):
        r = alle(adresse, klokke)
        assert all(isinstance(s.spoer(r), KunneIkkeSporre) for s in SPOERSMAAL)


def test_a_redirect_is_not_followed(server: Tjener, klokke: Klokke) -> None:
    server.maate = "videre"
    SPOERSMAAL[2].spoer(alle(server.adresse, klokke))
    assert len(server.spurt) == 1


@given(
    st.lists(
        st.sampled_from([m for m in MAATER if m not in {"drypp", "drypp_hode", "taus"}]),
        min_size=1,
        max_size=6,
    ),
    st.lists(st.integers(0, 2000), min_size=6, max_size=6),
)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_sequence_of_failures_ever_becomes_an_answer(
    maater: list[str], pauser: list[int]
) -> None:
    klokke = Klokke()
    with tjener(godt) as server:
        r = alle(server.adresse, klokke)
        for maate, pause in zip(maater, pauser, strict=False):
            server.maate = maate
            for om in SPOERSMAAL:
                svar = om.spoer(r)
                assert isinstance(svar, KunneIkkeSporre), (om.navn, maate)
                assert svar.tidspunkt == klokke.naa
            klokke.gaa(seconds=pause)


# Cache


@PAA_HVERT
def test_a_fresh_answer_is_remembered_and_not_asked_for_again(
    om: Spoersmaal, server: Tjener, klokke: Klokke
) -> None:
    r = alle(server.adresse, klokke)
    om.spoer(r)
    klokke.gaa(hours=5, minutes=59)
    server.maate = "s500"
    svar = om.spoer(r)
    assert isinstance(svar, Treff)
    assert (svar.tidspunkt, svar.alder) == (START, None)
    assert len(server.spurt) == 1


@PAA_HVERT
def test_an_old_answer_stands_in_with_its_age_and_not_for_ever(
    om: Spoersmaal, server: Tjener, klokke: Klokke
) -> None:
    r = alle(server.adresse, klokke)
    om.spoer(r)
    server.maate = "s500"
    klokke.gaa(hours=7)
    svar = om.spoer(r)
    assert isinstance(svar, Treff)
    assert (svar.tidspunkt, svar.alder) == (START, timedelta(hours=7))
    klokke.gaa(days=7)
    assert isinstance(om.spoer(r), KunneIkkeSporre)
    server.maate = "godt"
    klokke.gaa(minutes=11)
    svar = om.spoer(r)
    assert isinstance(svar, Treff)
    assert svar.alder is None


def test_an_old_list_rules_nothing_out(server: Tjener, klokke: Klokke) -> None:
    r: Any = alle(server.adresse, klokke)
    assert isinstance(r.kodelister.kode("tiltakstype", "ny"), IkkeFunnet)
    server.maate = "s500"
    klokke.gaa(hours=7)
    assert isinstance(r.kodelister.kode("tiltakstype", "ny"), KunneIkkeSporre)


def test_not_found_is_asked_again_every_time(server: Tjener, klokke: Klokke) -> None:
    r: Any = alle(server.adresse, klokke)
    assert isinstance(r.postnumre.poststed("0000"), IkkeFunnet)
    server.maate = "s500"
    assert isinstance(r.postnumre.poststed("0000"), KunneIkkeSporre)


def test_the_memory_is_bounded(klokke: Klokke) -> None:
    def svar(sti: str) -> Svar:
        return 200, {"result": "STED", "valid": True}

    with tjener(svar) as server:
        r: Any = alle(server.adresse, klokke)
        for nr in range(REGLER.plass + 20):
            r.postnumre.poststed(f"{nr:04}")
        assert len(r.postnumre.oppslag._lager) == REGLER.plass
        server.maate = "s500"
        assert isinstance(r.postnumre.poststed("0000"), KunneIkkeSporre)
        assert isinstance(r.postnumre.poststed("0119"), Treff)


# Breaker


@PAA_HVERT
def test_the_breaker_opens_lets_one_probe_through_and_closes(
    om: Spoersmaal, server: Tjener, klokke: Klokke
) -> None:
    r = alle(server.adresse, klokke)
    oppslag = om.oppslag(r)
    server.maate = "s500"
    for _ in range(3):
        assert oppslag.stilling is Stilling.LUKKET
        om.spoer(r)
    assert oppslag.stilling is Stilling.AAPEN
    spurt = len(server.spurt)
    svar = om.spoer(r)
    assert isinstance(svar, KunneIkkeSporre)
    assert "prøves igjen" in svar.grunn.nb
    assert len(server.spurt) == spurt
    klokke.gaa(seconds=30)
    assert oppslag.stilling is Stilling.HALVAAPEN
    om.spoer(r)  # the probe fails
    assert oppslag.stilling is Stilling.AAPEN
    klokke.gaa(seconds=30)
    server.maate = "godt"
    assert isinstance(om.spoer(r), Treff)
    assert oppslag.stilling is Stilling.LUKKET


def test_retry_after_is_heeded_at_once(server: Tjener, klokke: Klokke) -> None:
    r: Any = alle(server.adresse, klokke)
    server.maate = "s503"
    r.postnumre.poststed("0155")
    server.maate = "godt"
    klokke.gaa(seconds=119)
    assert isinstance(r.postnumre.poststed("0155"), KunneIkkeSporre)
    klokke.gaa(seconds=1)
    assert isinstance(r.postnumre.poststed("0155"), Treff)


def test_numbers_that_do_not_exist_do_not_open_the_breaker(server: Tjener, klokke: Klokke) -> None:
    r: Any = alle(server.adresse, klokke)
    for nr in range(20):
        r.kommuner.kommune(f"77{nr:02}")
        r.enheter.enhet(f"9100010{nr:02}")
    assert r.kommuner.oppslag.stilling is Stilling.LUKKET
    assert r.enheter.oppslag.stilling is Stilling.LUKKET


def test_one_register_that_is_down_does_not_stop_another(klokke: Klokke) -> None:
    def svar(sti: str) -> Svar:
        return (500, {}) if sti.startswith("/postnr") else godt(sti)

    with tjener(svar) as server:
        r: Any = alle(server.adresse, klokke)
        for _ in range(10):
            assert isinstance(r.postnumre.poststed("0155"), KunneIkkeSporre)
        assert isinstance(r.kommuner.kommune("3301"), Treff)


def test_many_threads_share_one_register(server: Tjener, klokke: Klokke) -> None:
    r: Any = alle(server.adresse, klokke, Henter(stoerst=200_000))
    svar: list[object] = []
    traader = [
        Thread(target=lambda: svar.extend(s.spoer(r) for s in SPOERSMAAL for _ in range(5)))
        for _ in range(8)
    ]
    for traad in traader:
        traad.start()
    for traad in traader:
        traad.join()
    assert len(svar) == 8 * 5 * len(SPOERSMAAL)
    assert all(isinstance(s, Treff) for s in svar)


# The whole check


def test_a_check_whose_register_is_down_is_undecided_and_nobody_is_blamed(klokke: Klokke) -> None:
    sak = Innsending(soeknad=(SAKER / "enebolig-01-soeknad.xml").read_bytes())
    katalog = Katalog.last()

    def utfall(motor: Motor) -> dict[str, Utfall]:
        rapport = kontroller(motor, sak, kart=None, dato=date(2026, 6, 1))
        return {d.regel: d.utfall for d in rapport.dekning if d.regel.endswith("MedPoststed")}

    uten = utfall(Motor(katalog))
    nede = bygg(
        Registeroppsett(postnumre=lukket_port(), henter=RASK, regler=REGLER),
        klokke,
        katalog.kommuner.values(),
    )
    med = utfall(Motor(katalog, nede))
    assert set(uten.values()) == {Utfall.OPPFYLT}
    assert med == dict.fromkeys(uten, Utfall.UAVKLART)


# Set-up


def test_without_a_setting_nothing_is_live() -> None:
    r = bygg(Registeroppsett.fra({}), Klokke())
    assert r == innebygde_registre()
    assert (r.enheter, r.matrikkel) == (None, None)


def test_the_settings_are_read_from_the_environment(server: Tjener) -> None:
    oppsett = Registeroppsett.fra(
        {
            "BYGGSAK_REGISTER_POSTNUMRE": f" {server.adresse}/postnr ",
            "BYGGSAK_REGISTER_POSTNUMRE_NOEKKEL": "meg@eksempel.no:hemmelig",
        }
    )
    r: Any = bygg(oppsett, Klokke())
    assert isinstance(r.postnumre.poststed("0155"), Treff)
    assert "hemmelig" not in repr(oppsett)
    assert r.enheter is None


@pytest.mark.parametrize(
    ("variabel", "verdi"),
    [
        ("KOMMUNER", "admbygg.dibk.no"),
        ("KOMMUNER", "ftp://admbygg.dibk.no"),
        ("ENHETER", "https://bruker:passord@data.brreg.no"),
        ("MATRIKKEL", "http://[::1"),
        ("KOMMUNER_BRUKER", "bareenting"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_without_its_value(
    variabel: str, verdi: str
) -> None:
    with pytest.raises(UgyldigRegisteroppsett) as feil:
        Registeroppsett.fra({f"BYGGSAK_REGISTER_{variabel}": verdi})
    assert feil.value.variabel in str(feil.value)
    assert verdi not in str(feil.value)


def test_the_synthetic_municipalities_are_known_to_a_live_register_too(
    server: Tjener, klokke: Klokke
) -> None:
    oppsett = Registeroppsett(kommuner=server.adresse, henter=RASK, regler=REGLER)
    r = bygg(oppsett, klokke, Katalog.last().kommuner.values())
    assert isinstance(r.kommuner, Proevekommuner)
    assert isinstance(r.kommuner.kommune("9999"), Treff)
    assert isinstance(r.kommuner.kommune("3301"), Treff)
    assert [s for s in server.spurt if "9999" in s] == []
