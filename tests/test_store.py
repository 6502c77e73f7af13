"""The store keeps what happened: together or not at all, in order, unchanged, and apart."""

from __future__ import annotations

import ast
import inspect
import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Engine, Table, text
from sqlalchemy.exc import DBAPIError

from byggsak.archive.outbox import RowState
from byggsak.case import kommando as k
from byggsak.case.avslaatt import Avslaatt
from byggsak.case.sak import Sak
from byggsak.case.tilstand import Tilstand
from byggsak.services import innsyn
from byggsak.services.saksbehandling import BrukMottak, utfoer
from byggsak.store import tabeller
from byggsak.store.enhet import Enhet, Kommunelager, Lager
from byggsak.store.innsendinger import Innsendingsrad
from byggsak.store.kjede import Ledd, kanonisk, lenke, opphav, verifiser
from byggsak.store.metadata import METADATA
from byggsak.store.migrering import ALLE_TABELLER
from byggsak.store.saker import UkjentSak, Versjonskonflikt
from byggsak.store.tilgang import UgyldigKommune
from byggsak.store.utboks import Oppdrag
from tests.casehjelp import GK, HELT_LIV, SB, SYS, T0, dokument, komplett, liv, motta, vedtak


def ny_sak(lager: Kommunelager, sak_id: str = "2026-000001", *funn: str) -> str:
    """A received case, written without the receipt."""
    hendelser = liv((motta(*funn), SYS))
    with lager.enhet() as enhet:
        nr = enhet.saker.neste_nummer()
        enhet.saker.ny(
            sak_id, nr, soeknad_sha256=f"{nr:064d}", type="ET", tittel="Nytt bygg", naa=T0
        )
        enhet.saker.legg_til(sak_id, 0, hendelser, "mottatt", T0)
    return sak_id


@pytest.fixture
def lager(motor: Engine) -> Kommunelager:
    return Lager(motor).for_kommune("9999")


def test_events_come_back_in_order_and_as_they_were(lager: Kommunelager) -> None:
    sak_id = ny_sak(lager)
    for kommando, aktoer in HELT_LIV[1:-1]:
        utfoer(lager, sak_id, kommando, aktoer, T0)
    lagret = innsyn.hendelser(lager, sak_id)
    assert [e.hendelse for e in lagret] == liv(*HELT_LIV[:-1])
    assert [e.versjon for e in lagret] == [1, 2, 3, 4, 5]
    assert innsyn.hendelser(lager, sak_id, etter=4) == lagret[4:]
    bilde = innsyn.sak(lager, sak_id)
    assert bilde.sak.tilstand is Tilstand.VEDTATT
    assert bilde.linje.tilstand == "vedtatt"
    assert bilde.linje.versjon == 5


def test_a_refused_command_stores_nothing(lager: Kommunelager) -> None:
    sak_id = ny_sak(lager)
    with pytest.raises(Avslaatt):
        utfoer(lager, sak_id, vedtak(), GK, T0)
    assert len(innsyn.hendelser(lager, sak_id)) == 1


def test_events_and_outbox_are_written_together_or_not_at_all(lager: Kommunelager) -> None:
    sak_id = ny_sak(lager)
    nye = liv((motta(), SYS), (komplett(), SB))[1:]

    def skriv_halvt() -> None:
        with lager.enhet() as enhet:
            enhet.saker.legg_til(sak_id, 1, nye, "under_behandling", T0)
            enhet.utboks.legg_til(sak_id, [Oppdrag("9999/x/1/EnsureCase", "EnsureCase", {})], T0)
            raise ConnectionError("the power went")

    with pytest.raises(ConnectionError):
        skriv_halvt()
    bilde = innsyn.sak(lager, sak_id)
    assert bilde.linje.versjon == 1
    assert bilde.arkiv == ()


def test_a_case_that_has_changed_in_the_meantime_is_not_overwritten(lager: Kommunelager) -> None:
    sak_id = ny_sak(lager)
    utfoer(lager, sak_id, komplett(), SB, T0, forventet_versjon=1)
    with pytest.raises(Versjonskonflikt, match="versjon 2, ikke 1"):
        utfoer(lager, sak_id, k.GjoerKlar(), SB, T0, forventet_versjon=1)


def test_two_at_once_give_one_change_and_one_refusal(lager: Kommunelager) -> None:
    sak_id, svar = ny_sak(lager), []
    klar = threading.Barrier(2)

    def proev() -> None:
        klar.wait()
        try:
            utfoer(lager, sak_id, komplett(), SB, T0)
            svar.append("gjort")
        except Avslaatt:
            svar.append("avslått")

    traader = [threading.Thread(target=proev) for _ in range(2)]
    for traad in traader:
        traad.start()
    for traad in traader:
        traad.join()
    assert sorted(svar) == ["avslått", "gjort"]
    assert len(innsyn.hendelser(lager, sak_id)) == 2


def test_running_numbers_are_given_once_also_when_many_come_at_once(motor: Engine) -> None:
    lager = Lager(motor).for_kommune("9999")
    numre: list[int] = []

    def ta() -> None:
        for _ in range(5):
            with lager.enhet() as enhet:
                numre.append(enhet.saker.neste_nummer())

    traader = [threading.Thread(target=ta) for _ in range(4)]
    for traad in traader:
        traad.start()
    for traad in traader:
        traad.join()
    assert sorted(numre) == list(range(1, 21))


def test_an_unknown_case_is_said_to_be_unknown(lager: Kommunelager) -> None:
    with pytest.raises(UkjentSak, match="finnes ikke i kommune 9999"):
        utfoer(lager, "2026-999999", komplett(), SB, T0)
    for spoer in (innsyn.sak, innsyn.hendelser, innsyn.funn, innsyn.rapport, innsyn.verifiser):
        with pytest.raises(UkjentSak):
            spoer(lager, "2026-999999")


def test_an_application_does_not_slip_past_the_receipt(lager: Kommunelager) -> None:
    with pytest.raises(BrukMottak):
        utfoer(lager, ny_sak(lager), motta(), SYS, T0)


def test_the_outbox_decides_whether_a_case_is_archived_whatever_the_caller_says(
    lager: Kommunelager,
) -> None:
    sak_id = ny_sak(lager)
    for kommando, aktoer in HELT_LIV[1:-1]:
        utfoer(lager, sak_id, kommando, aktoer, T0)
    assert innsyn.sak(lager, sak_id).arkiv
    with pytest.raises(Avslaatt) as nei:
        utfoer(lager, sak_id, *HELT_LIV[-1], T0)
    assert [h.id for h in nei.value.hindre] == ["arkivet_har_kvittert"]


# --- append-only and the chain -------------------------------------------------------------


@pytest.mark.parametrize("tabell", tabeller.BARE_TILLEGG, ids=lambda t: str(t.name))
@pytest.mark.parametrize("setning", ["UPDATE {t} SET sak = 'x'", "DELETE FROM {t}"])
def test_the_database_refuses_to_change_what_has_happened(
    motor: Engine, lager: Kommunelager, tabell: object, setning: str
) -> None:
    sak_id = ny_sak(lager)
    with lager.enhet() as enhet:
        rad = Innsendingsrad(
            noekkel="n", sak=sak_id, versjon=1, innhold_sha256="a", soeknad_sha256="b", mottatt=T0
        )
        enhet.innsendinger.legg_til(rad)
        enhet.innsendinger.legg_til_dokumenter(sak_id, 1, [(dokument(), "aa/bb")])
        enhet.innsendinger.legg_til_rapport(sak_id, 1, "godkjent", {"funn": []}, T0)
    with pytest.raises(DBAPIError, match="append-only"), motor.begin() as db:
        db.execute(text(setning.format(t=tabell)))


def test_the_database_refuses_to_replace_or_empty_the_events(
    motor: Engine, lager: Kommunelager
) -> None:
    ny_sak(lager)
    if motor.dialect.name == "sqlite":
        setning = "INSERT OR REPLACE INTO byg_hendelse SELECT * FROM byg_hendelse"
    else:
        setning = "TRUNCATE byg_hendelse"
    with pytest.raises(DBAPIError, match="append-only"), motor.begin() as db:
        db.execute(text(setning))


def test_an_untouched_case_has_a_whole_chain(lager: Kommunelager) -> None:
    sak_id = ny_sak(lager, "2026-000001", "f1")
    utfoer(lager, sak_id, komplett(), SB, T0)
    svar = innsyn.verifiser(lager, sak_id)
    assert svar.hel
    assert svar.antall == 2


@pytest.mark.parametrize(
    ("inngrep", "brudd_ved"),
    [
        ("UPDATE byg_hendelse SET innhold = replace(innhold, 'sara', 'kari')", 2),
        ("UPDATE byg_hendelse SET type = 'sendt_tilbake' WHERE versjon = 3", 3),
        ("DELETE FROM byg_hendelse WHERE versjon = 2", 2),
        ("DELETE FROM byg_hendelse WHERE versjon = 3", 3),
        ("UPDATE byg_hendelse SET forrige = hash WHERE versjon = 2", 2),
    ],
)
def test_whoever_gets_past_the_triggers_still_breaks_the_chain(
    motor: Engine, lager: Kommunelager, inngrep: str, brudd_ved: int
) -> None:
    sak_id = ny_sak(lager)
    utfoer(lager, sak_id, komplett(), SB, T0)
    utfoer(lager, sak_id, k.GjoerKlar(), SB, T0)
    with motor.begin() as db:
        if motor.dialect.name == "sqlite":
            for hva in ("update", "delete"):
                db.execute(text(f"DROP TRIGGER byg_hendelse_uten_{hva}"))
        else:
            db.execute(text("ALTER TABLE byg_hendelse DISABLE TRIGGER ALL"))
        db.execute(text(inngrep))
    svar = innsyn.verifiser(lager, sak_id)
    assert not svar.hel
    assert svar.brudd_ved == brudd_ved
    assert svar.grunn


def test_the_chain_is_over_place_and_content() -> None:
    start = opphav("9999", "s")
    a, b = kanonisk({"type": "a"}), kanonisk({"type": "b"})
    forste = lenke(start, "9999", "s", 1, a)
    andre = lenke(forste, "9999", "s", 2, b)
    ledd = [Ledd(1, "a", a, start, forste), Ledd(2, "b", b, forste, andre)]
    assert verifiser("9999", "s", ledd, 2, andre).hel
    assert not verifiser("9999", "t", ledd, 2, andre).hel
    assert not verifiser("9998", "s", ledd, 2, andre).hel
    assert not verifiser("9999", "s", reversed(ledd), 2, andre).hel


# --- one municipality cannot see another ---------------------------------------------------


def test_municipality_a_neither_reads_nor_writes_b(motor: Engine) -> None:
    a, b = Lager(motor).for_kommune("9998"), Lager(motor).for_kommune("9999")
    sak_id = ny_sak(b)
    oppdrag = Oppdrag("9999/2026-000001/1/EnsureCase", "EnsureCase", {})
    rad = Innsendingsrad(
        noekkel="n", sak=sak_id, versjon=1, innhold_sha256="a", soeknad_sha256="b", mottatt=T0
    )
    with b.enhet() as enhet:
        enhet.utboks.legg_til(sak_id, [oppdrag], T0)
        enhet.innsendinger.legg_til(rad)
        enhet.innsendinger.legg_til_dokumenter(sak_id, 1, [(dokument(), "aa/bb")])
        enhet.innsendinger.legg_til_rapport(sak_id, 1, "godkjent", {}, T0)
    foer = _alle_rader(motor, "9999")

    with a.lesing() as enhet:
        assert enhet.saker.liste() == []
        assert enhet.saker.hendelser(sak_id) == []
        assert enhet.innsendinger.finn("n") is None
        assert enhet.innsendinger.med_soeknad("b") is None
        assert enhet.innsendinger.av_sak(sak_id) == []
        assert enhet.innsendinger.dokumenter(sak_id) == []
        assert not enhet.innsendinger.har_dokument(dokument().sha256)
        assert enhet.innsendinger.rapport(sak_id) is None
        assert enhet.utboks.liste() == []
        assert enhet.utboks.gjenstaar(sak_id) == 0
        for spoer in (enhet.saker.linje, enhet.saker.verifiser):
            with pytest.raises(UkjentSak):
                spoer(sak_id)
    with pytest.raises(UkjentSak):
        utfoer(a, sak_id, komplett(), SB, T0)
    with pytest.raises(UkjentSak), a.enhet() as enhet:
        enhet.saker.legg_til(sak_id, 1, liv((motta(), SYS)), "mottatt", T0)
    with a.enhet() as enhet:
        assert not enhet.utboks.frigi(oppdrag.noekkel, T0)

    # The same key and the same case number in A are A's own, and change nothing in B.
    ny_sak(a)
    with a.enhet() as enhet:
        enhet.utboks.legg_til(sak_id, [oppdrag], T0)
        enhet.innsendinger.legg_til(rad)
    assert _alle_rader(motor, "9999") == foer
    assert len(innsyn.saker(a).saker) == len(innsyn.saker(b).saker) == 1


def _alle_rader(motor: Engine, kommune: str) -> dict[str, list[tuple[object, ...]]]:
    with motor.connect() as db:
        return {
            t.name: [
                tuple(rad)
                for rad in db.execute(t.select().where(t.c.kommune == kommune).order_by(*t.c))
            ]
            for t in METADATA.sorted_tables
            if "kommune" in t.c
        }


def test_every_table_of_the_case_has_the_municipality_first_in_its_key() -> None:
    assert ALLE_TABELLER
    for tabell in vars(tabeller).values():
        if isinstance(tabell, Table):
            assert next(iter(tabell.primary_key)).name == "kommune", tabell.name


def test_no_way_into_the_rows_leaves_the_municipality_out() -> None:
    """Only `tilgang` runs statements for the case; the rest has no connection to run them on."""
    mappe = Path(inspect.getfile(Enhet)).parent
    for fil in ("saker", "innsendinger", "utboks", "enhet"):
        tre = ast.parse((mappe / f"{fil}.py").read_text("utf-8"))
        kall = {n.func.attr for n in ast.walk(tre)
                if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)}  # fmt: skip
        assert not kall & {"execute", "exec_driver_sql", "scalar", "scalars"}, fil
    tre = ast.parse((mappe / "tilgang.py").read_text("utf-8"))
    (klasse,) = [n for n in tre.body if isinstance(n, ast.ClassDef) and n.name == "Tilgang"]
    for metode in klasse.body:
        if isinstance(metode, ast.FunctionDef) and "execute" in ast.unparse(metode):
            kilde = ast.unparse(metode)
            assert "self.kommune" in kilde or "self._velg(" in kilde, metode.name


@pytest.mark.parametrize("kommune", ["", "999", "99999", "oslo", "９９９９", "99 9", "9999'"])
def test_a_municipality_is_four_digits(motor: Engine, kommune: str) -> None:
    with pytest.raises(UgyldigKommune, match="four digits"):
        Lager(motor).for_kommune(kommune)


def test_a_reading_unit_cannot_write(lager: Kommunelager) -> None:
    sak_id = ny_sak(lager)
    with pytest.raises(RuntimeError, match="only reads"), lager.lesing() as enhet:
        enhet.utboks.legg_til(sak_id, [Oppdrag("n", "EnsureCase", {})], T0)


# --- outbox, lists, times ------------------------------------------------------------------


def test_the_outbox_keeps_the_order_and_takes_a_key_once(lager: Kommunelager) -> None:
    sak_id = ny_sak(lager)
    oppdrag = [Oppdrag(f"9999/{sak_id}/1/{slag}", slag, {"nr": slag}) for slag in ("A", "B")]
    with lager.enhet() as enhet:
        enhet.utboks.legg_til(sak_id, oppdrag, T0)
        enhet.utboks.legg_til(sak_id, [*oppdrag, Oppdrag("9999/x/2/C", "C", {})], T0)
        rader = enhet.utboks.liste(sak_id)
        assert [(r.sekvens, r.slag, r.tilstand) for r in rader] == [
            (1, "A", "venter"), (2, "B", "venter"), (3, "C", "venter"),
        ]  # fmt: skip
        assert enhet.utboks.gjenstaar(sak_id) == 3
        assert enhet.utboks.liste(tilstand=RowState.DONE.value) == []


def test_pages_of_cases_follow_each_other_without_holes(lager: Kommunelager) -> None:
    for nr in range(1, 8):
        ny_sak(lager, f"2026-{nr:06d}")
    sett: list[int] = []
    side = innsyn.saker(lager, antall=3)
    while True:
        sett += [linje.loepenr for linje in side.saker]
        if side.neste is None:
            break
        side = innsyn.saker(lager, etter=side.neste, antall=3)
    assert sett == list(range(1, 8))
    assert innsyn.saker(lager, tilstand="vedtatt").saker == ()
    assert len(innsyn.saker(lager, tilstand="mottatt", antall=10_000).saker) == 7


def test_moments_come_back_as_the_same_moment_with_a_zone(lager: Kommunelager) -> None:
    sommer = datetime(2026, 7, 1, 0, 30, 0, 123456, tzinfo=timezone(timedelta(hours=2)))
    with lager.enhet() as enhet:
        enhet.saker.ny("s", 1, soeknad_sha256="x", type="ET", tittel="t", naa=sommer)
        linje = enhet.saker.linje("s")
    assert linje.opprettet == sommer
    assert linje.opprettet.tzinfo is UTC
    with pytest.raises(Exception, match="time zone"), lager.enhet() as enhet:
        enhet.saker.ny(
            "t", 2, soeknad_sha256="y", type="ET", tittel="t", naa=sommer.replace(tzinfo=None)
        )


def test_a_report_comes_back_with_its_rule_packs(lager: Kommunelager) -> None:
    sak_id = ny_sak(lager)
    pakke = {"navn": "byggsak-rules", "versjon": "1", "sha256": "ab"}
    innhold = {"regelverk": {"pakker": [pakke]}, "funn": [{"melding": "for nær – 3,9 m"}]}
    with lager.enhet() as enhet:
        enhet.innsendinger.legg_til_rapport(sak_id, 1, "mangler", innhold, T0)
    rapport = innsyn.rapport(lager, sak_id)
    assert rapport is not None
    assert rapport.innhold == innhold
    assert rapport.regelpakker == [pakke]
    assert innsyn.rapport(lager, sak_id, versjon=9) is None


def test_the_stored_events_are_the_case(lager: Kommunelager) -> None:
    sak_id = ny_sak(lager, "2026-000001", "f1")
    assert innsyn.sak(lager, sak_id).sak == Sak.av(liv((motta("f1"), SYS)))
    (linje,) = innsyn.funn(lager, sak_id)
    assert (linje.funn.noekkel, linje.vurdering) == ("f1", None)
