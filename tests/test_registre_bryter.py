"""The circuit breaker as a pure state machine, and the bounded memory."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byggsak.registre.bryter import Bryter, Bryteroppsett, Stilling, feilet, lyktes, slipp
from byggsak.registre.mellomlager import Mellomlager

NAA = datetime(2026, 11, 22, 8, 15, tzinfo=UTC)
OPPSETT = Bryteroppsett(feil=3, pause=timedelta(seconds=30), lengste=timedelta(minutes=10))


def aapen() -> Bryter:
    bryter = Bryter()
    for _ in range(OPPSETT.feil):
        bryter = feilet(bryter, NAA, OPPSETT)
    return bryter


def test_it_opens_at_the_last_of_so_many_failures_in_a_row() -> None:
    bryter = Bryter()
    for _ in range(OPPSETT.feil - 1):
        bryter = feilet(bryter, NAA, OPPSETT)
        assert bryter.stilling(NAA) is Stilling.LUKKET
    assert feilet(bryter, NAA, OPPSETT).stilling(NAA) is Stilling.AAPEN


def test_a_success_between_failures_begins_the_count_again() -> None:
    bryter = feilet(feilet(Bryter(), NAA, OPPSETT), NAA, OPPSETT)
    assert feilet(lyktes(bryter), NAA, OPPSETT).stilling(NAA) is Stilling.LUKKET


def test_open_lets_nothing_through_until_the_pause_has_passed() -> None:
    bryter = aapen()
    like_foer = NAA + OPPSETT.pause - timedelta(microseconds=1)
    assert slipp(bryter, like_foer, OPPSETT) == (bryter, False)
    assert slipp(bryter, NAA + OPPSETT.pause, OPPSETT)[1]


def test_half_open_lets_one_probe_through() -> None:
    da = NAA + OPPSETT.pause
    bryter, gaar = slipp(aapen(), da, OPPSETT)
    assert gaar
    assert slipp(bryter, da, OPPSETT) == (bryter, False)


def test_a_probe_that_never_came_back_is_followed_by_another() -> None:
    da = NAA + OPPSETT.pause
    bryter, _ = slipp(aapen(), da, OPPSETT)
    assert slipp(bryter, da + OPPSETT.pause, OPPSETT)[1]


def test_the_probe_decides() -> None:
    da = NAA + OPPSETT.pause
    bryter, _ = slipp(aapen(), da, OPPSETT)
    assert lyktes(bryter).stilling(da) is Stilling.LUKKET
    assert feilet(bryter, da, OPPSETT).stilling(da) is Stilling.AAPEN


@pytest.mark.parametrize(
    ("vent", "aapen_i"),
    [
        (timedelta(seconds=5), OPPSETT.pause),
        (timedelta(minutes=2), timedelta(minutes=2)),
        (timedelta(days=1), OPPSETT.lengste),
    ],
)
def test_what_the_server_asks_for_is_heeded_within_bounds(
    vent: timedelta, aapen_i: timedelta
) -> None:
    bryter = feilet(Bryter(), NAA, OPPSETT, vent)
    assert bryter.aapen_til == NAA + aapen_i


def test_a_late_failure_never_shortens_the_pause() -> None:
    lang = feilet(Bryter(), NAA, OPPSETT, timedelta(minutes=5))
    assert feilet(lang, NAA, OPPSETT).aapen_til == NAA + timedelta(minutes=5)


@given(
    st.lists(
        st.tuples(st.sampled_from(["lyktes", "feilet", "vent"]), st.integers(0, 100)), max_size=60
    )
)
def test_whatever_happens_it_is_never_shut_for_longer_than_the_longest_pause(
    hendelser: list[tuple[str, int]],
) -> None:
    bryter, naa = Bryter(), NAA
    for hva, sekunder in hendelser:
        naa += timedelta(seconds=sekunder)
        bryter, gaar = slipp(bryter, naa, OPPSETT)
        if not gaar:
            continue
        match hva:
            case "lyktes":
                bryter = lyktes(bryter)
                assert bryter.stilling(naa) is Stilling.LUKKET
            case "feilet":
                bryter = feilet(bryter, naa, OPPSETT)
            case _:
                bryter = feilet(bryter, naa, OPPSETT, timedelta(days=3))
        assert slipp(bryter, naa + OPPSETT.lengste, OPPSETT)[1]


def test_the_least_recently_used_goes_first() -> None:
    lager: Mellomlager[int] = Mellomlager(2)
    lager.legg("a", 1, NAA)
    lager.legg("b", 2, NAA)
    assert lager.hent("a") == (1, NAA)
    lager.legg("c", 3, NAA)
    assert (lager.hent("a"), lager.hent("b"), lager.hent("c")) == ((1, NAA), None, (3, NAA))
    assert len(lager) == 2


def test_a_memory_without_room_is_refused() -> None:
    with pytest.raises(ValueError, match="room"):
        Mellomlager(0)
