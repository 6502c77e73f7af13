"""The embedded snapshot: what it knows, what it admits not to know, and that it is well formed."""

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest
from conftest import shared
from hypothesis import given
from hypothesis import strategies as st

from byggsak.domain.register import IkkeFunnet, Kommunenummer, KunneIkkeSporre, Treff
from byggsak.registre.innebygd import (
    InnebygdeKodelister,
    InnebygdeKommuner,
    InnebygdePostnumre,
    innebygde_registre,
    les_mappe,
)
from byggsak.registre.lesing import RegisterFeil
from byggsak.rule.catalogue import Katalog

ROT = Path(__file__).parents[1]
REGISTRE = innebygde_registre(Katalog.last().kommuner.values())
I_DAG = date(2026, 11, 22)

NASJONALT = innebygde_registre()
assert isinstance(NASJONALT.kommuner, InnebygdeKommuner)
assert isinstance(NASJONALT.kodelister, InnebygdeKodelister)
assert isinstance(NASJONALT.postnumre, InnebygdePostnumre)
KOMMUNER, LISTER, POSTNUMRE = NASJONALT.kommuner, NASJONALT.kodelister, NASJONALT.postnumre


def kommune(nummer: str) -> Kommunenummer:
    svar = KOMMUNER.kommune(nummer)
    assert isinstance(svar, Treff)
    return svar.verdi


# Municipality numbers


@pytest.mark.parametrize(("dato", "antall"), [(date(2020, 1, 1), 356), (date(2024, 1, 1), 357)])
def test_the_country_has_as_many_municipalities_as_the_law_says(dato: date, antall: int) -> None:
    assert sum(k.gjelder(dato) for k in KOMMUNER.numre.values()) == antall


@pytest.mark.parametrize(
    ("gammelt", "nye"),
    [
        ("1601", ("5001",)),  # 2018: Sør-Trøndelag
        ("1702", ("5006",)),  # 2018 and again 2020
        ("0602", ("3301",)),  # 2020 to Viken, 2024 to Buskerud
        ("3005", ("3301",)),
        ("2012", ("5601",)),  # Finnmark, Troms og Finnmark, Finnmark
        ("1507", ("1508", "1580")),  # Ålesund and Haram parted
        ("1534", ("1508", "1580")),  # Haram went into what later parted
        ("5012", ("5055", "5056", "5059")),  # Snillfjord was shared out
        ("1850", ("1806", "1875")),  # Tysfjord was divided
        ("0720", ("3907",)),  # 2017, 2020, 2024
    ],
)
def test_an_old_number_is_followed_to_what_it_is_today(gammelt: str, nye: tuple[str, ...]) -> None:
    assert kommune(gammelt).erstattet_av == nye
    assert not kommune(gammelt).gjelder(I_DAG)


@given(st.sampled_from(sorted(KOMMUNER.numre)))
def test_every_number_that_has_expired_leads_to_numbers_in_force(nummer: str) -> None:
    funnet = kommune(nummer)
    assert funnet.gjelder(I_DAG) == (not funnet.erstattet_av)
    assert all(kommune(ny).gjelder(I_DAG) for ny in funnet.erstattet_av)


def test_a_number_is_in_force_to_the_day_before_it_expires() -> None:
    drammen = kommune("3005")
    assert [drammen.gjelder(date(*d)) for d in [(2019, 12, 31), (2020, 1, 1)]] == [False, True]
    assert [drammen.gjelder(date(*d)) for d in [(2023, 12, 31), (2024, 1, 1)]] == [True, False]


def test_a_number_nobody_has_is_not_found() -> None:
    assert isinstance(KOMMUNER.kommune("7777"), IkkeFunnet)


def test_the_synthetic_municipalities_are_known_only_when_asked_for() -> None:
    assert isinstance(KOMMUNER.kommune("9999"), IkkeFunnet)
    assert REGISTRE.kommuner is not None
    for nummer in ("9997", "9998", "9999"):
        assert isinstance(REGISTRE.kommuner.kommune(nummer), Treff)


def _tabell(fil: str, skille: str) -> list[dict[str, str]]:
    with (shared("kart", "kommunenummer") / fil).open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f, delimiter=skille))


def test_the_renumbering_of_2024_agrees_with_the_published_table() -> None:
    ble: defaultdict[str, set[str]] = defaultdict(set)
    for rad in _tabell("2020_to_2024.csv", ","):
        ble[rad["kommunenummer_2020"]].add(rad["kommunenummer_2024"])
    for gammelt, nye in ble.items():
        assert set(kommune(gammelt).erstattet_av or (gammelt,)) == nye
        assert kommune(gammelt).gjelder(date(2023, 12, 31))
    assert {n for n, k in KOMMUNER.numre.items() if k.gjelder(I_DAG)} == set().union(*ble.values())


def test_the_renumbering_up_to_2020_agrees_with_the_published_table() -> None:
    ble: defaultdict[str, set[str]] = defaultdict(set)
    for rad in _tabell("2013_to_2020_long.csv", ";"):
        ble[rad["historisk_nummer"]].add(rad["kommunenummer_2020"])
    for gammelt, nye in ble.items():
        if gammelt == "9999":
            continue
        assert all(kommune(ny).gjelder(date(2020, 1, 1)) for ny in nye)
        if nye == {gammelt}:
            continue
        assert set(KOMMUNER.numre[gammelt].erstattet_av) == nye
        assert not kommune(gammelt).gjelder(date(2020, 1, 1))


# Code lists and postcodes


def test_a_code_is_found_whatever_its_capitals() -> None:
    svar = LISTER.kode("tiltakstype", "NyttByggBoligformal")
    assert isinstance(svar, Treff)
    assert svar.verdi.kodeverdi == "nyttbyggboligformal"


def test_a_code_that_an_incomplete_list_lacks_could_not_be_checked() -> None:
    svar = LISTER.kode("tiltakstype", "enkodesomikkestaarher")
    assert isinstance(svar, KunneIkkeSporre)
    assert "ikke er komplett" in svar.grunn.nb
    assert "kodelisten for tiltakstype" in svar.grunntekst.nb


def test_a_code_that_a_complete_list_lacks_is_not_found() -> None:
    assert isinstance(LISTER.kode("tiltaksklasse", "4"), IkkeFunnet)
    assert LISTER.lister["tiltaksklasse"].komplett


def test_a_list_nobody_has_could_not_be_checked() -> None:
    assert isinstance(LISTER.kode("finnesikke", "1"), KunneIkkeSporre)


def test_a_postcode_that_is_not_in_the_edition_could_not_be_checked() -> None:
    assert isinstance(POSTNUMRE.poststed("0155"), Treff)
    assert isinstance(POSTNUMRE.poststed("9990"), KunneIkkeSporre)
    assert not POSTNUMRE.komplett


# The files


HODE = 'navn = {nb = "x", nn = "x", en = "x"}\nkilde = "x"\nutgave = 2024-01-01\nkomplett = true\n'
LISTE = 'utgave = 2026-01-01\n[a]\nnavn = {nb = "x", nn = "x", en = "x"}\nkilde = "x"\n'


@pytest.mark.parametrize(
    ("fil", "innhold", "sier"),
    [
        ("kommuner.toml", HODE + '[[numre]]\nkoder = ["301 Oslo"]', "fire siffer"),
        ("kommuner.toml", HODE + '[[numre]]\nkoder = ["0301 Oslo", "0301 Oslo"]', "to ganger"),
        ("kommuner.toml", HODE + '[[utgaatt]]\ndato = 2020-01-01\nkoder = ["1234 4621"]', "4621"),
        ("kommuner.toml", HODE + '[[utgaatt]]\ndato = "2020-01-01"\nkoder = []', "dato"),
        ("kommuner.toml", HODE.replace("komplett = true", ""), "komplett"),
        ("kommuner.toml", HODE + "ukjent = 1", "ukjent"),
        ("postnumre.toml", HODE + 'koder = ["0155"]', "0155 OSLO"),
        ("postnumre.toml", HODE.replace('kilde = "x"', "") + "koder = []", "kilde"),
        ("postnumre.toml", "navn =", "gyldig TOML"),
        ("kodelister.toml", LISTE + 'komplett = true\n[a.koder]\nB = "b"\nb = "b"', "to ganger"),
        ("kodelister.toml", LISTE + 'koder = {b = "b"}', "komplett"),
        (
            "kodelister.toml",
            LISTE + 'komplett = true\n[[a.andre]]\nkode = "b"\nbeskrivelse = "b"\n'
            'status = "Utgått"\nerstattet_av = ["c"]',
            "ukjent kode",
        ),
        ("kodelister.toml", LISTE + 'komplett = true\n[[a.andre]]\nkod = "b"', "kode"),
    ],
)
def test_a_file_that_does_not_hold_is_refused_and_named(
    fil: str, innhold: str, sier: str, tmp_path: Path
) -> None:
    (tmp_path / fil).write_text(innhold, "utf-8")
    with pytest.raises(RegisterFeil, match=sier) as feil:
        les_mappe(tmp_path)
    assert fil in str(feil.value)


def test_a_code_may_have_a_successor_and_dates(tmp_path: Path) -> None:
    (tmp_path / "kodelister.toml").write_text(
        LISTE + 'komplett = true\n[a.koder]\nny = "Ny"\n[[a.andre]]\nkode = "gml"\n'
        'beskrivelse = "Gammel"\nstatus = "Utgått"\nerstattet_av = ["ny"]\n'
        "gyldig_til = 2024-01-01",
        "utf-8",
    )
    lister = les_mappe(tmp_path).kodelister
    assert lister is not None
    svar = lister.kode("a", "gml")
    assert isinstance(svar, Treff)
    assert (svar.verdi.erstattet_av, svar.verdi.gyldig_til) == (("ny",), date(2024, 1, 1))
    assert not svar.verdi.gjelder(date(2023, 1, 1))


def test_a_folder_without_registers_has_none(tmp_path: Path) -> None:
    tom = les_mappe(tmp_path)
    assert (tom.kodelister, tom.kommuner, tom.postnumre) == (None, None, None)
