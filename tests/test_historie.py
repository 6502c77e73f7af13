"""The history of a case: whole or named where it is not, and every report made again. Real
databases, the installed rules and rule packages changed as an upgrade changes them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from byggsak.case import handling_funn as hf
from byggsak.case import kommando as k
from byggsak.case.avslaatt import Avslaatt
from byggsak.case.funnliv import Funnliv, Funnmerke
from byggsak.case.regioner import Funntilstand
from byggsak.domain.kart import Datasett
from byggsak.domain.vedtak import Funnvurdering
from byggsak.geometry.kartfil import les_kartfil
from byggsak.registre.oppsett import Registeroppsett
from byggsak.rule.catalogue import Katalog
from byggsak.rule.packages import les_pakke
from byggsak.rule.report import Kontrollrapport, Regelpakke
from byggsak.rule.unit import Anker
from byggsak.services import innsyn
from byggsak.services.filer import Filer
from byggsak.services.gjenskaping import (
    Gjenskaping,
    Svar,
    UkjentRapport,
    gjenskap,
    rapporter_og_vedtak,
)
from byggsak.services.kontroll import Innsending, Motor, kontroller
from byggsak.services.omkontroll import Omkontroll, kontroller_igjen
from byggsak.services.saksbehandling import BrukMottak, utfoer
from byggsak.services.verifisering import verifiser, verifiser_alle
from byggsak.store.enhet import Lager
from byggsak.store.kart import Kartlager
from byggsak.store.saker import UkjentSak, Versjonskonflikt
from tests.casehjelp import GK, SB, komplett, vedtak, vurder
from tests.test_supplering import T0, Kontor, soeknad, vedlegg

REGEL = "sak10-5-4-tegninger"


@pytest.fixture(scope="module")
def regler() -> Motor:
    return Motor.last()


@pytest.fixture
def kontor(motor: Engine, tmp_path: Path, regler: Motor) -> Kontor:
    return Kontor(Lager(motor).for_kommune("9999"), Filer(tmp_path / "filer"), regler)


def oppgradert(*, uten: str = "", omdoept: str = "") -> Motor:
    """The next version of the rule package, without a rule, or with one under another name."""
    pakke = les_pakke("byggsak_rules", "0")

    def navn(id_: str) -> str:
        return f"{id_}-ny" if id_ == omdoept else id_

    regler = tuple(
        (replace(r, id=navn(r.id)), modul, doc) for r, modul, doc in pakke.regler if r.id != uten
    )
    rekker = {
        (navn(id_), noekkel): replace(rekke, seksjon=navn(id_))
        for (id_, noekkel), rekke in pakke.rekker.items()
        if id_ != uten
    }
    ny = replace(
        pakke, regler=regler, rekker=rekker, pakke=Regelpakke("byggsak-rules", "neste", "e" * 64)
    )
    return Motor(Katalog.av([ny]))


def igjen(kontor: Kontor, motor: Motor, sak: str, versjon: int | None = None) -> Omkontroll:
    def kontroll(innsending: Innsending, datoer: Mapping[Anker, date]) -> Kontrollrapport:
        return kontroller(
            motor, innsending, kart=None, dato=datoer[Anker.SOEKNAD_MOTTATT], datoer=datoer,
            kommune="9999",
        )  # fmt: skip

    return kontroller_igjen(
        kontor.lager, kontor.filer, sak, "Ny regelpakke.", SB, T0 + timedelta(days=3), kontroll,
        forventet_versjon=versjon,
    )  # fmt: skip


def funnet(kontor: Kontor, sak: str, regel: str = REGEL) -> Funnliv:
    return next(liv for liv in innsyn.funn(kontor.lager, sak) if liv.funn.regel == regel)


def lag_igjen(kontor: Kontor, motor: Motor, db: Engine, sak: str, nr: int | None) -> Gjenskaping:
    kommune = motor.katalog.kommune("9999")
    return gjenskap(kontor.lager, kontor.filer, motor, Kartlager(db), kommune, sak, nr)


def saksgang(kontor: Kontor) -> str:
    """A case where a finding is confirmed, and another edition has come."""
    sak = kontor.lever("n-1", soeknad()).sak_id
    utfoer(kontor.lager, sak, vurder(funnet(kontor, sak).noekkel), SB, T0)
    kontor.lever("n-2", soeknad("FTB-1", "TegningNyPlan", tiltakshaver__navn=None))
    return sak


# --- the rule package is upgraded ----------------------------------------------------------


@pytest.mark.parametrize("hva", ["uten", "omdoept"])
def test_a_finding_stays_when_its_rule_leaves_the_package_and_a_person_closes_it(
    kontor: Kontor, hva: str
) -> None:
    sak = kontor.lever("n-1", soeknad()).sak_id
    noekkel = funnet(kontor, sak).noekkel
    utfoer(kontor.lager, sak, vurder(noekkel), SB, T0)
    igjen(kontor, oppgradert(**{hva: REGEL}), sak)
    liv = funnet(kontor, sak)
    assert (liv.tilstand, liv.merke) == (Funntilstand.BEKREFTET, Funnmerke.REGELEN_BORTE)
    nye = [x for x in innsyn.funn(kontor.lager, sak) if x.funn.regel == f"{REGEL}-ny"]
    assert [x.tilstand for x in nye] == ([Funntilstand.AAPEN] if hva == "omdoept" else [])
    lukk = hf.LukkFunn(funn=noekkel, begrunnelse="Prøves nå av en annen regel.")
    utfoer(kontor.lager, sak, lukk, SB, T0 + timedelta(days=3))
    assert funnet(kontor, sak).tilstand is Funntilstand.LUKKET
    assert verifiser(kontor.lager, sak, kontor.filer).hel


def test_a_package_that_says_the_same_changes_no_judgement(kontor: Kontor) -> None:
    sak = saksgang(kontor)
    foer = innsyn.funn(kontor.lager, sak)
    igjen(kontor, oppgradert(), sak)
    assert innsyn.funn(kontor.lager, sak) == foer
    alle, _ = rapporter_og_vedtak(kontor.lager, sak)
    assert [(r.hendelse, r.pakker[0].versjon) for r in alle][-1] == (4, "neste")


def test_a_check_again_is_for_a_caseworker_of_a_case_that_has_not_changed(
    kontor: Kontor, regler: Motor
) -> None:
    sak = kontor.lever("n-1", soeknad()).sak_id
    with pytest.raises(Versjonskonflikt):
        igjen(kontor, regler, sak, versjon=7)
    with pytest.raises(UkjentSak):
        igjen(kontor, regler, "2026-999999")
    falsk = hf.KontrollerIgjen(begrunnelse="Alt er bra.", resultat="godkjent", funn=())
    with pytest.raises(BrukMottak):
        utfoer(kontor.lager, sak, falsk, SB, T0)
    utfoer(kontor.lager, sak, k.Trekk(brev=komplett_brev()), SB, T0)
    with pytest.raises(Avslaatt):
        igjen(kontor, regler, sak)


def komplett_brev() -> tuple[k.Dokumentref, ...]:
    return (k.Dokumentref(sha256="a" * 64, filnavn="brev.pdf", stoerrelse=1, type="Brev"),)


# --- the chain, and what hangs on it -------------------------------------------------------


def test_an_untouched_case_is_whole_with_its_reports_and_files(kontor: Kontor) -> None:
    sak = saksgang(kontor)
    svar = verifiser(kontor.lager, sak, kontor.filer)
    assert (svar.hel, svar.antall) == (True, 3)
    assert svar.hode == innsyn.hendelser(kontor.lager, sak)[-1].hash
    assert [v.sak for v in verifiser_alle(kontor.lager, kontor.filer)] == [sak]


def tukl(db: Engine, tabell: str, *setninger: str) -> None:
    """As someone with the database's own password and no scruples."""
    with db.begin() as forbindelse:
        if db.dialect.name == "sqlite":
            for hva in ("update", "delete"):
                forbindelse.execute(text(f"DROP TRIGGER IF EXISTS {tabell}_uten_{hva}"))
        else:
            forbindelse.execute(text(f"ALTER TABLE {tabell} DISABLE TRIGGER ALL"))
        for setning in setninger:
            forbindelse.execute(text(setning))


@pytest.mark.parametrize(
    ("tabell", "setning", "hendelse", "hva"),
    [
        ("byg_hendelse", "UPDATE byg_hendelse SET innhold = replace(innhold, 'bekreftet', "
         "'avkreftet') WHERE versjon = 2", 2, "innholdet i hendelse 2 er endret"),
        ("byg_hendelse", "DELETE FROM byg_hendelse WHERE versjon = 3", 3, "mangler"),
        ("byg_rapport", "UPDATE byg_rapport SET innhold = replace(innhold, '\"brutt\"', "
         "'\"oppfylt\"') WHERE versjon = 1", 1, "rapporten fra hendelse 1 er endret"),
        ("byg_rapport", "DELETE FROM byg_rapport WHERE versjon = 3", 3, "mangler"),
        ("byg_dokument", "UPDATE byg_dokument SET sha256 = 'b' WHERE versjon = 3 AND nr = 1", 3,
         "et annet enn det hendelsen nevner"),
        ("byg_dokument", "DELETE FROM byg_dokument WHERE versjon = 3 AND nr = 2", 3,
         "mangler i dokumentlisten"),
        ("byg_sak", "UPDATE byg_sak SET tilstand = 'vedtatt'", None, "sakslisten sier «vedtatt»"),
    ],
)  # fmt: skip
def test_what_was_changed_is_named_and_where(
    motor: Engine, kontor: Kontor, tabell: str, setning: str, hendelse: int | None, hva: str
) -> None:
    sak = saksgang(kontor)
    tukl(motor, tabell, setning)
    svar = verifiser(kontor.lager, sak, kontor.filer)
    assert not svar.hel
    assert svar.brudd[0].hendelse == hendelse
    assert hva in svar.brudd[0].hva


def test_a_report_swapped_for_another_with_a_right_sum_of_its_own_is_noticed(
    motor: Engine, kontor: Kontor
) -> None:
    sak = saksgang(kontor)
    tukl(
        motor, "byg_rapport",
        "UPDATE byg_rapport SET innhold = (SELECT innhold FROM byg_rapport WHERE versjon = 3), "
        "sha256 = (SELECT sha256 FROM byg_rapport WHERE versjon = 3) WHERE versjon = 1",
    )  # fmt: skip
    (brudd,) = verifiser(kontor.lager, sak).brudd
    assert (brudd.hendelse, brudd.hva) == (1, "rapporten fra hendelse 1 er byttet ut")


def test_a_file_that_is_changed_or_gone_is_named(kontor: Kontor) -> None:
    sak = saksgang(kontor)
    filene = sorted(f for f in kontor.filer.rot.rglob("*") if f.is_file())
    filene[0].chmod(0o640)
    filene[0].write_bytes(b"noe annet")
    filene[1].unlink()
    hva = {b.hva.rpartition(") ")[2] for b in verifiser(kontor.lager, sak, kontor.filer).brudd}
    assert hva == {"er endret", "mangler"}
    assert verifiser(kontor.lager, sak).hel, "without files only the database is looked at"


def test_a_chain_written_anew_is_told_by_a_head_kept_elsewhere(
    motor: Engine, kontor: Kontor
) -> None:
    sak = saksgang(kontor)
    hoder = {v.sak: (v.antall, v.hode) for v in verifiser_alle(kontor.lager)}
    utfoer(kontor.lager, sak, komplett(T0.date()), SB, T0)
    assert verifiser(kontor.lager, sak, mot=hoder).hel, "more has happened since: no breach"
    skriv_om(motor, sak)
    assert verifiser(kontor.lager, sak).hel, "the chain itself cannot tell"
    (brudd,) = verifiser(kontor.lager, sak, mot=hoder).brudd
    assert (brudd.hendelse, "skrevet om" in brudd.hva) == (3, True)
    (borte,) = list(verifiser_alle(kontor.lager, mot={"2026-000009": (1, "x"), **hoder}))[1:]
    assert (borte.sak, borte.brudd[0].hva) == ("2026-000009", "saken finnes ikke lenger")


def skriv_om(db: Engine, sak: str) -> None:
    """Changes who assessed, and computes every hash again."""
    from byggsak.store.kjede import lenke, opphav

    with db.connect() as forbindelse:
        rader = forbindelse.execute(
            text("SELECT versjon, innhold FROM byg_hendelse ORDER BY versjon")
        ).all()
    hode, setninger = opphav("9999", sak), []
    for versjon, innhold in rader:
        nytt = innhold.replace('"id":"sara"', '"id":"kari"')
        forrige, hode = hode, lenke(hode, "9999", sak, versjon, nytt)
        setninger.append(
            f'UPDATE byg_hendelse SET innhold = replace(innhold, \'"id":"sara"\', '
            f"'\"id\":\"kari\"'), forrige = '{forrige}', hash = '{hode}' WHERE versjon = {versjon}"
        )
    setninger = [s.replace(':"', '\\:"') for s in setninger]
    tukl(db, "byg_hendelse", *setninger)
    tukl(db, "byg_sak", f"UPDATE byg_sak SET hode = '{hode}'")


# --- a past report, made again -------------------------------------------------------------


def test_every_past_report_is_made_again_from_what_is_stored(
    motor: Engine, kontor: Kontor, regler: Motor
) -> None:
    sak = saksgang(kontor)
    for nr in (1, 3, None):
        svar = lag_igjen(kontor, regler, motor, sak, nr)
        assert (svar.svar, svar.avvik_i_grunnlag, svar.antall) == (Svar.LIK, (), 0)
    with pytest.raises(UkjentRapport):
        lag_igjen(kontor, regler, motor, sak, 2)


def test_with_another_rule_package_equality_is_never_claimed_and_the_package_is_named(
    motor: Engine, kontor: Kontor, regler: Motor
) -> None:
    sak = saksgang(kontor)
    svar = lag_igjen(kontor, oppgradert(), motor, sak, 1)
    assert (svar.svar, svar.antall) == (Svar.ANNET_GRUNNLAG, 0), "not even when nothing differs"
    (avvik,) = svar.avvik_i_grunnlag
    assert regler.katalog.pakker[0].sha256 in avvik
    assert "neste" in avvik
    svar = lag_igjen(kontor, oppgradert(uten=REGEL), motor, sak, 1)
    assert svar.svar is Svar.ANNET_GRUNNLAG
    assert any(REGEL in f.sted for f in svar.forskjeller)


def test_a_report_that_does_not_follow_from_its_grounds_is_different(
    motor: Engine, kontor: Kontor, regler: Motor
) -> None:
    sak = saksgang(kontor)
    lagret = innsyn.rapport(kontor.lager, sak, 1)
    assert lagret is not None
    funn = next(f for f in lagret.innhold["funn"] if f["regel"] == REGEL)
    ny = json.dumps(funn["melding"]["nb"], ensure_ascii=False)[1:-1]
    tukl(
        motor, "byg_rapport",
        f"UPDATE byg_rapport SET innhold = replace(innhold, '{ny}', 'Alt er med.')",
    )  # fmt: skip
    svar = lag_igjen(kontor, regler, motor, sak, 1)
    assert svar.svar is Svar.ULIK
    assert [(f.lagret, f.naa) for f in svar.forskjeller] == [("Alt er med.", funn["melding"]["nb"])]


def test_a_report_whose_bytes_are_gone_cannot_be_made_again(
    motor: Engine, kontor: Kontor, regler: Motor
) -> None:
    sak = saksgang(kontor)
    for fil in kontor.filer.rot.rglob("*"):
        if fil.is_file():
            fil.unlink()
    svar = lag_igjen(kontor, regler, motor, sak, 1)
    assert svar.svar is Svar.KAN_IKKE
    assert svar.avvik_i_grunnlag


def test_a_report_is_made_again_on_the_map_as_it_was_then(
    motor: Engine, kontor: Kontor, regler: Motor
) -> None:
    kommune = regler.katalog.kommune("9999")
    lager = Kartlager(motor)
    fixtures = Path(__file__).parents[1] / "fixtures"
    lest = [
        les_kartfil(fixtures / "kart" / navn, kommune.epsg, dato=T0.date())
        for navn in ("teig_9999.gml", "plan_9999_P1_P0.gml")
    ]
    navn = "enebolig-02-naer-grensen"
    plan = fixtures / "saker" / f"{navn}-situasjonsplan.gml"
    innsending = Innsending(
        (fixtures / "saker" / f"{navn}-soeknad.xml").read_bytes(),
        vedlegg=(vedlegg("Situasjonsplan", plan.name, plan.read_bytes()),),
    )

    def kontroll(innsending: Innsending, dato: date) -> Kontrollrapport:
        return kontroller(
            regler, innsending, kart=lager.for_kommune(kommune), dato=dato, kommune="9999"
        )

    def importer(merke: str, naar: timedelta) -> None:
        for fil in lest:
            datasett = replace(fil.datasett, sha256=(merke + fil.datasett.sha256)[:64])
            lager.importer(kommune, datasett, fil.objekter, T0 + naar)

    kontor.kontroll = kontroll  # type: ignore[method-assign]
    importer("", timedelta())
    sak = kontor.lever("n-1", innsending).sak_id
    maalt = {f.funn.regel: f.funn.maalt for f in innsyn.funn(kontor.lager, sak)}
    assert maalt["pbl-29-4-avstand-nabogrense"] == 2, "the map was asked"
    assert lag_igjen(kontor, regler, motor, sak, 1).svar is Svar.LIK
    # Replaced long ago: out of force, and out of the box index.
    for nr in range(1, 3):
        importer(f"ny{nr}", timedelta(days=10 * nr))
    svar = lag_igjen(kontor, regler, motor, sak, 1)
    assert (svar.svar, svar.avvik_i_grunnlag) == (Svar.LIK, ())


def test_a_map_that_is_gone_is_named_and_nothing_claimed(
    motor: Engine, kontor: Kontor, regler: Motor
) -> None:
    plan = Datasett(navn="plan", dato=date(2026, 5, 1), sha256="c" * 64, slag="plan", kilde="x")

    def kontroll(innsending: Innsending, dato: date) -> Kontrollrapport:
        rapport = kontroller(regler, innsending, kart=None, dato=dato, kommune="9999")
        return replace(rapport, kart=(plan,))

    kontor.kontroll = kontroll  # type: ignore[method-assign]
    sak = kontor.lever("n-1", soeknad()).sak_id
    svar = lag_igjen(kontor, regler, motor, sak, 1)
    assert svar.svar is Svar.ANNET_GRUNNLAG
    assert svar.avvik_i_grunnlag == (
        f"Kartet plan fra 2026-05-01 (sha256 {'c' * 64}) finnes ikke i databasen.",
    )


@pytest.mark.parametrize("register", ["kommuner", "enheter"])
def test_a_register_that_answers_from_elsewhere_takes_equality_away(
    motor: Engine, kontor: Kontor, register: str
) -> None:
    sak = saksgang(kontor)
    # Nobody listens on port 1 of this machine, and a machine outside is never asked.
    adresse = {register: "http://127.0.0.1:1/api"}
    direkte = Motor.last(Registeroppsett(**adresse), lambda: T0)  # type: ignore[arg-type]
    svar = lag_igjen(kontor, direkte, motor, sak, 1)
    assert svar.svar is Svar.ANNET_GRUNNLAG
    assert [a.split()[1] for a in svar.avvik_i_grunnlag] == [register]


def test_a_decision_shows_the_report_it_rests_on(kontor: Kontor, regler: Motor) -> None:
    sak = saksgang(kontor)
    omkontroll = igjen(kontor, regler, sak)
    naa = T0 + timedelta(days=3)
    for liv in innsyn.funn(kontor.lager, sak):
        avkreft = vurder(liv.noekkel, Funnvurdering.AVKREFTET)
        utfoer(kontor.lager, sak, avkreft, SB, naa)
    for kommando, hvem in ((komplett(naa.date()), SB), (k.GjoerKlar(), SB), (vedtak(), GK)):
        utfoer(kontor.lager, sak, kommando, hvem, naa)
    alle, (linje,) = rapporter_og_vedtak(kontor.lager, sak)
    assert [r.hendelse for r in alle] == [1, 3, omkontroll.versjon]
    assert (linje.rapport, linje.utfall, linje.av) == (omkontroll.versjon, "tillatelse", GK.id)
    assert linje.rapport_sha256 == alle[-1].rapport_sha256
