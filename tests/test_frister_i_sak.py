"""A case's events as a timeline: what moves its deadline, and who may say so."""

from datetime import UTC, date, datetime

import pytest

from byggsak.case import hendelse as h
from byggsak.case.frist import Fristkrav, UgyldigTidslinje
from byggsak.case.sakskort import Sakskort
from byggsak.case.tilstand import Aktoer, Rolle
from byggsak.domain.vedtak import Mangelalvor
from byggsak.rule.catalogue import Katalog
from byggsak.services.frister import GUNSTIG, frister

SB = Aktoer("sb", Rolle.SAKSBEHANDLER)


def dag(maaned: int, dato: int) -> datetime:
    return datetime(2026, maaned, dato, 10, tzinfo=UTC)


def mottatt(type_: str = "ET") -> h.Hendelse:
    kort = Sakskort(type=type_, skjema="ettrinn", tittel="Enebolig")
    return h.SoeknadMottatt(
        tid=dag(1, 12), aktoer=SB, kort=kort, innsending="a", dokumenter=(), resultat="godkjent",
        funn=(), parter=(),
    )  # fmt: skip


def mangelbrev(tid: datetime, alvor: Mangelalvor) -> h.Hendelse:
    return h.MangelMeldt(
        tid=tid, aktoer=SB, mangler=(), alvor=alvor, svarfrist=date(2026, 12, 1), brev=()
    )


def supplert(tid: datetime) -> h.Hendelse:
    return h.SoeknadSupplert(
        tid=tid, aktoer=SB, innsending="b", dokumenter=(), resultat="godkjent", funn=()
    )


def komplett(tid: datetime, fra: date) -> h.Hendelse:
    return h.KomplettBekreftet(tid=tid, aktoer=SB, komplett=fra)


@pytest.fixture(scope="module")
def krav() -> Fristkrav:
    return Katalog.last().parametre.les(("frist",), Fristkrav, date(2026, 1, 12))


def verdier(krav: Fristkrav, *hendelser: h.Hendelse) -> dict[str, object]:
    (lesning,) = frister(hendelser, GUNSTIG, krav, date(2026, 3, 1)).lesninger
    return lesning.svar.verdier


def test_a_sound_application_has_three_weeks_from_receipt(krav: Fristkrav) -> None:
    assert verdier(krav, mottatt())["frist_streng"] == date(2026, 2, 2)


def test_a_supplement_counts_only_when_a_person_has_said_that_it_was_all(krav: Fristkrav) -> None:
    brev = mangelbrev(dag(1, 14), Mangelalvor.VESENTLIG)
    uten = verdier(krav, mottatt(), brev, supplert(dag(1, 20)))
    assert uten["klokke_start"] is None
    bekreftet = komplett(dag(1, 21), date(2026, 1, 20))
    assert verdier(krav, mottatt(), brev, supplert(dag(1, 20)), bekreftet)["klokke_start"] == date(
        2026, 1, 20
    )


def test_a_minor_deficiency_stops_the_clock_and_does_not_reset_it(krav: Fristkrav) -> None:
    svar = verdier(
        krav,
        mottatt(),
        komplett(dag(1, 12), date(2026, 1, 12)),
        mangelbrev(dag(1, 14), Mangelalvor.MINDRE),
        supplert(dag(1, 20)),
        komplett(dag(1, 21), date(2026, 1, 20)),
    )
    assert svar["klokke_start"] == date(2026, 1, 12)
    assert svar["stoppet_dager"] == 6
    assert svar["frist_streng"] == date(2026, 2, 8)


def test_an_open_fact_gives_two_readings_only_where_it_matters(krav: Fristkrav) -> None:
    to = frister([mottatt()], {}, krav, date(2026, 3, 1))
    assert [lesning.svar.verdier["frist_klasse_uker"] for lesning in to.lesninger] == [3, 12]
    assert to.maa_avklares == tuple(GUNSTIG)
    en = frister([mottatt("RS")], {}, krav, date(2026, 3, 1))
    assert (len(en.lesninger), en.maa_avklares) == (1, ())


def test_a_type_without_deadlines_says_so(krav: Fristkrav) -> None:
    with pytest.raises(UgyldigTidslinje):
        frister([mottatt("AT")], {}, krav, date(2026, 3, 1))
