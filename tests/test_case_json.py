"""Events and commands as JSON: nothing is lost, nothing is half understood."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from byggsak.case import hendelse as h
from byggsak.case.hendelse import HENDELSER, hendelse_fra_json, hendelse_til_json
from byggsak.case.koding import fra_json, til_json
from byggsak.case.kommando import KOMMANDOER, FattVedtak, les_kommando
from byggsak.case.sak import Sak
from byggsak.case.tilstand import Aktoer
from byggsak.domain.vedtak import Vedtaksutfall
from byggsak.store.kjede import kanonisk
from byggsak.store.saker import les_hendelser
from tests.casehjelp import HELT_LIV, SB, SYS, T0, liv, motta, vedtak

# A plain zone keeps values comparable after the trip through ISO 8601.
tider = st.datetimes(min_value=datetime(2000, 1, 1), timezones=st.just(UTC))


# A fee is a number of kroner: «not a number» is refused by its guard and never stored.
st.register_type_strategy(Decimal, st.decimals(allow_nan=False, allow_infinity=False))


@pytest.mark.parametrize("klasse", HENDELSER.values(), ids=HENDELSER)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_every_event_comes_back_from_json_as_it_was(
    klasse: type[h.Hendelse], data: st.DataObject
) -> None:
    hendelse = data.draw(st.builds(klasse, tid=tider))
    tekst = json.dumps(hendelse_til_json(hendelse))
    assert hendelse_fra_json(json.loads(tekst)) == hendelse


def test_an_event_says_its_type_and_the_version_of_its_form() -> None:
    rad = hendelse_til_json(liv(*HELT_LIV)[1])
    assert (rad["type"], rad["v"], rad["soeknad"]) == ("komplett_bekreftet", 1, 1)
    assert rad["data"] == {"komplett": "2026-11-02"}
    assert rad["aktoer"] == {"id": "sara", "rolle": "SB", "navn": "Sara Saksbehandler"}


def test_an_event_from_a_newer_program_is_refused() -> None:
    rad = hendelse_til_json(liv(*HELT_LIV)[1])
    with pytest.raises(ValueError, match="nyere byggsak"):
        hendelse_fra_json({**rad, "v": 2})
    with pytest.raises(ValueError, match="nyere byggsak"):
        hendelse_fra_json({**rad, "type": "noe_nytt"})


def test_an_older_form_is_read_by_its_upgrade(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(h.KomplettBekreftet, "v", 2)
    monkeypatch.setitem(
        h.OPPGRADERING, ("komplett_bekreftet", 1), lambda d: {"komplett": d["dato"]}
    )
    gammel = {**hendelse_til_json(liv(*HELT_LIV)[1]), "v": 1, "data": {"dato": "2026-11-02"}}
    assert hendelse_fra_json(gammel) == liv(*HELT_LIV)[1]


def test_a_decision_from_before_there_were_parts_covers_the_whole_project() -> None:
    ny = liv(*HELT_LIV)[3]
    rad = hendelse_til_json(ny)
    assert (rad["type"], rad["v"]) == ("vedtak_fattet", 2)
    gammel = {n: v for n, v in rad["data"].items() if n not in ("omfang", "ferdig_innen")}
    vedtak_ = {n: v for n, v in gammel["vedtak"].items() if n != "ferdigattest"}
    lest = hendelse_fra_json({**rad, "v": 1, "data": {**gammel, "vedtak": vedtak_}})
    assert lest == ny
    assert Sak.av([*liv(*HELT_LIV)[:3], lest]) == Sak.av(liv(*HELT_LIV)[:4])


def test_an_application_from_before_findings_had_lives_is_read_and_has_them() -> None:
    ny = liv((motta("f1"), SYS))[0]
    rad = hendelse_til_json(ny)
    nye = {"raad", "sjekkpunkt", "maalt", "krav", "enhet", "krever_dispensasjon"}
    funn = [
        {n: v for n, v in ett.items() if n not in nye | {"dispensasjon_soekt"}}
        for ett in rad["data"]["funn"]
    ]
    data = {n: v for n, v in rad["data"].items() if n != "rapport_sha256"}
    lest = hendelse_fra_json({**rad, "v": 1, "data": {**data, "funn": funn}})
    assert lest == ny
    (ett,) = Sak.av([lest]).soeknad().funnene
    assert ett.tilstand.value == "aapen"


def test_a_command_is_read_by_its_name() -> None:
    kommando = vedtak(Vedtaksutfall.AVSLAG, grunner=("f1",))
    assert les_kommando("fatt_vedtak", til_json(kommando)) == kommando
    assert FattVedtak.navn in KOMMANDOER


@pytest.mark.parametrize(
    ("navn", "rad", "sier"),
    [
        ("gi_lov", {}, "finnes ikke"),
        ("send_tilbake", {}, "begrunnelse"),
        ("send_tilbake", {"begrunnelse": "x", "grunn": "y"}, "har ikke feltene grunn"),
        ("send_tilbake", {"begrunnelse": 3}, "ventet str, fikk int"),
        ("bekreft_komplett", {"komplett": "i går"}, "Invalid isoformat"),
        ("vurder_funn", {"funn": "f1", "utfall": "kanskje"}, "kanskje"),
        ("fatt_vedtak", {"vedtak": {"utfall": "tillatelse"}}, "begrunnelse"),
        ("fatt_vedtak", {"vedtak": []}, "ventet dict"),
        ("marker_arkivert", {"gjenstaar": True}, "ventet int"),
    ],
)
def test_a_command_that_is_off_is_refused_with_what_is_wrong(
    navn: str, rad: dict[str, object], sier: str
) -> None:
    with pytest.raises(ValueError, match=sier):
        les_kommando(navn, rad)


def test_decimals_keep_every_digit_and_floats_are_refused() -> None:
    @dataclass(frozen=True)
    class Maaling:
        verdi: Decimal
        dag: date | None = None

    assert fra_json(Maaling, til_json(Maaling(Decimal("3.90")))) == Maaling(Decimal("3.90"))
    with pytest.raises(TypeError, match="float"):
        til_json(3.9)


def test_a_value_that_is_made_by_code_of_its_own_is_not_read_past_that_code() -> None:
    @dataclass(frozen=True)
    class Passet:
        tall: int

        def __post_init__(self) -> None:
            assert self.tall > 0

    with pytest.raises(TypeError, match="Passet har kode"):
        fra_json(Passet, {"tall": 1})


@dataclass(frozen=True, slots=True)
class Smal:
    a: str
    b: int | None = 3


@dataclass(frozen=True)
class Bred:
    smale: tuple[Smal, ...]
    dag: date | None = None


def test_values_with_and_without_slots_are_read_whole_with_what_is_missing_filled_in() -> None:
    lest = fra_json(Bred, {"smale": [{"a": "x"}, {"a": "y", "b": None}]})
    assert lest == Bred((Smal("x"), Smal("y", None)))
    assert hash(lest) == hash(Bred((Smal("x"), Smal("y", None))))


def test_one_stored_text_that_is_no_event_is_told_however_many_there_are() -> None:
    hele = [kanonisk(hendelse_til_json(e)) for e in liv(*HELT_LIV)]
    assert les_hendelser(hele) == liv(*HELT_LIV)
    for feil in ("", "{", f"{hele[0]},{hele[1]}", '"halv'):
        with pytest.raises(ValueError):
            les_hendelser([*hele, feil, *hele])


def test_the_actor_of_an_event_is_a_person_or_a_system_with_a_role() -> None:
    assert fra_json(Aktoer, til_json(SB)) == SB
    assert liv(*HELT_LIV)[0].tid == T0
