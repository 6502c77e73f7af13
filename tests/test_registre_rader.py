"""Field rows that ask a register: what each answer becomes for the applicant."""

import tomllib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from byggsak.domain.felt import Felt
from byggsak.domain.funn import Funn, Utfall
from byggsak.domain.register import (
    Enhet,
    IkkeFunnet,
    Kommunenummer,
    KunneIkkeSporre,
    Matrikkelenhet,
    Oppslagssvar,
    Poststed,
    Registerkode,
    Registre,
    Treff,
)
from byggsak.domain.tekst import Tekst, som_tekst
from byggsak.registre.innebygd import InnebygdeKodelister, innebygde_registre
from byggsak.rule.catalogue import Katalog
from byggsak.rule.errors import FelttabellFeil
from byggsak.rule.fields import Radsvar, proev_felter
from byggsak.rule.findings import feltfunn
from byggsak.rule.table_files import les_felttabell
from byggsak.rule.tables import feltsett

KATALOG = Katalog.last()
MOTTATT = date(2026, 6, 1)
TID = datetime(2026, 6, 1, 8, 15, tzinfo=UTC)
REG = Tekst("prøveregisteret", "prøveregisteret", "the test register")
IKKE = IkkeFunnet(REG, TID)
NEDE = KunneIkkeSporre(REG, TID, Tekst("svaret kom ikke", "svaret kom ikkje", "no answer came"))


def treff(verdi: Any, alder: timedelta | None = None) -> Treff[Any]:
    return Treff(verdi, REG, TID, alder)


@dataclass
class Fast:
    """Every register at once, which always answers the same."""

    svar: Oppslagssvar[Any]
    spurt: list[object] = field(default_factory=list)

    def kode(self, liste: str, kodeverdi: str) -> Oppslagssvar[Registerkode]:
        return self._svar((liste, kodeverdi))

    def kommune(self, nummer: str) -> Oppslagssvar[Kommunenummer]:
        return self._svar(nummer)

    def poststed(self, postnummer: str) -> Oppslagssvar[Poststed]:
        return self._svar(postnummer)

    def enhet(self, organisasjonsnummer: str) -> Oppslagssvar[Enhet]:
        return self._svar(organisasjonsnummer)

    def eiendom(self, nummer: Matrikkelenhet) -> Oppslagssvar[Matrikkelenhet]:
        return self._svar(nummer)

    def _svar(self, spurt: object) -> Oppslagssvar[Any]:
        self.spurt.append(spurt)
        return self.svar


def registre(svar: Oppslagssvar[Any]) -> tuple[Registre, Fast]:
    fast = Fast(svar)
    return Registre(fast, fast, fast, fast, fast), fast


RADER = """
[tabell]
skjema = "proeve"
hjemmel = { lov = "SAK10", paragraf = "5-4" }
gjelder_fra = 2010-07-01
"""
RAD = """
[[felt]]
id = "Proeve.%s"
xpath = "%s"
krav = "%s"
%s
alvorlighet = "feil"
ord = { nb = "verdien", nn = "verdien", en = "the value" }
"""
KODE = RAD % ("Kode.Kodeliste", "a", "kodeliste", 'register = "liste"')
KOMMUNE = RAD % ("Kommune.Registrert", "a", "kommunenummer", "")
POSTNR = RAD % ("Postnr.Stemmer", "a", "postnummer_poststed", 'med = "b"')
ORGNR = RAD % ("Orgnr.Registrert", "a", "organisasjonsnummer_registrert", "")
KONKURS = RAD % ("Orgnr.IkkeKonkurs", "a", "organisasjon_ikke_konkurs", "")
EIENDOM = RAD % ("Eiendom.Registrert", "eiendom/bruksnummer", "matrikkelenhet_registrert", "")
ALLE = [KODE, KOMMUNE, POSTNR, ORGNR, KONKURS, EIENDOM]


def skjema(**verdier: str) -> Felt:
    rot = Felt("proeve")
    for sti, verdi in verdier.items():
        node = rot
        *over, siste = sti.split("__")
        for navn in over:
            if navn not in node.barn:
                node.barn[navn] = [Felt(navn, forelder=node)]
            node = node.barn[navn][0]
        node.barn[siste] = [Felt(siste, verdi, linje=3, forelder=node)]
    return rot


UTFYLT = skjema(
    a="310000019", b="OSLO",
    eiendom__kommunenummer="0301", eiendom__gaardsnummer="207", eiendom__bruksnummer="80",
)  # fmt: skip


def spoer(
    rader: str,
    hos: Registre,
    rot: Felt = UTFYLT,
    test: bool = False,
    mottatt: date | None = MOTTATT,
) -> list[Radsvar]:
    (tabell,) = les_felttabell(tomllib.loads(RADER + rader), "proeve.felt.toml")
    return proev_felter(feltsett(tabell.rader), rot, test, mottatt, hos)


def funn(rader: str, hos: Registre, rot: Felt = UTFYLT, **mer: Any) -> Funn:
    (svar,) = spoer(rader, hos, rot, **mer)
    assert svar.utfall is Utfall.BRUTT
    return feltfunn(svar)


# What holds for every register


@pytest.mark.parametrize("rad", ALLE)
def test_a_register_that_does_not_answer_is_undecided_with_its_name_and_the_time(rad: str) -> None:
    (svar,) = spoer(rad, registre(NEDE)[0])
    assert svar.utfall is Utfall.UAVKLART
    melding = feltfunn(svar).melding
    assert melding.nb == (
        "Verdien kan ikke avgjøres: prøveregisteret ga ikke svar (1.6.2026 kl. 08.15 UTC): "
        "svaret kom ikke."
    )
    assert "the test register gave no answer (2026-06-01 08:15 UTC)" in melding.en


@pytest.mark.parametrize("rad", ALLE)
def test_a_register_that_is_not_connected_is_not_asked_and_says_so(rad: str) -> None:
    (svar,) = spoer(rad, Registre())
    assert svar.utfall is Utfall.IKKE_AKTUELL
    assert svar.grunn is not None
    assert "ikke koblet til" in svar.grunn.nb


@pytest.mark.parametrize("rad", ALLE)
def test_an_empty_field_is_not_looked_up(rad: str) -> None:
    hos, fast = registre(IKKE)
    (svar,) = spoer(rad, hos, Felt("proeve"))
    assert (svar.utfall, fast.spurt) == (Utfall.IKKE_AKTUELL, [])


@pytest.mark.parametrize("rad", [r for r in ALLE if r != KONKURS])
def test_what_the_register_does_not_have_is_broken(rad: str) -> None:
    (svar,) = spoer(rad, registre(IKKE)[0])
    assert svar.utfall is Utfall.BRUTT
    assert svar.sted is not None
    assert svar.sted.linje == 3


@pytest.mark.parametrize("rad", [KODE, KOMMUNE, POSTNR])
def test_a_value_that_is_written_wrongly_is_not_looked_up(rad: str) -> None:
    hos, fast = registre(IKKE)
    form = RAD % ("Form.Gyldig", "a", "gyldig", 'moenster = "[A-Z]+"')
    oppslag, skrevet = spoer(rad + form, hos)
    assert (skrevet.utfall, oppslag.utfall) == (Utfall.BRUTT, Utfall.IKKE_AKTUELL)
    assert oppslag.grunn is not None
    assert "følger av Proeve.Form.Gyldig" in oppslag.grunn.nb
    assert fast.spurt == []


def test_a_value_another_row_found_wrong_is_not_looked_up() -> None:
    hos, fast = registre(IKKE)
    siffer = RAD % ("Orgnr.Kontrollsiffer", "a", "kontrollsiffer", 'type = "orgnr"')
    oppslag, _ = spoer(ORGNR + siffer, hos, skjema(a="910000000"))
    assert (oppslag.utfall, fast.spurt) == (Utfall.IKKE_AKTUELL, [])


def test_the_fingerprint_is_the_rows_and_the_places_alone() -> None:
    (nede,), (ikke,) = spoer(KOMMUNE, registre(NEDE)[0]), spoer(KOMMUNE, registre(IKKE)[0])
    assert feltfunn(nede).fingeravtrykk == feltfunn(ikke).fingeravtrykk


# Each of them


def kode(**mer: Any) -> Treff[Any]:
    return treff(Registerkode("310000019", som_tekst("Tittel"), **mer))


def test_a_code_in_force_is_met_whether_valid_or_submitted() -> None:
    for status in ("Gyldig", "Sendt inn"):
        hos, fast = registre(kode(status=status))
        assert spoer(KODE, hos)[0].utfall is Utfall.OPPFYLT
        assert fast.spurt == [("liste", "310000019")]


def test_an_expired_code_is_told_its_successor() -> None:
    et = funn(KODE, registre(kode(status="Utgått", erstattet_av=("ny",)))[0])
    assert et.melding.nb == (
        "Verdien har koden «310000019», som er utgått. Den er erstattet av ny."
    )
    assert et.raad.nb == "Bruk ny."


def test_an_expired_code_without_a_successor_is_expired_all_the_same() -> None:
    assert "utgått" in funn(KODE, registre(kode(status="Utgått"))[0]).melding.nb


def test_a_code_is_held_against_the_day_of_receipt() -> None:
    hos, _ = registre(kode(gyldig_fra=date(2026, 1, 1), gyldig_til=date(2026, 7, 1)))
    assert spoer(KODE, hos)[0].utfall is Utfall.OPPFYLT
    assert spoer(KODE, hos, mottatt=date(2026, 6, 30))[0].utfall is Utfall.OPPFYLT
    assert spoer(KODE, hos, mottatt=date(2026, 7, 1))[0].utfall is Utfall.BRUTT
    assert "først gjelder fra" in funn(KODE, hos, mottatt=date(2025, 12, 31)).melding.nb
    assert spoer(KODE, hos, mottatt=None)[0].utfall is Utfall.UAVKLART


def test_an_expired_municipality_number_is_told_all_its_successors() -> None:
    alesund = Kommunenummer("1507", "Ålesund", None, date(2024, 1, 1), ("1508", "1580"))
    et = funn(KOMMUNE, registre(treff(alesund))[0], skjema(a="1507"))
    assert et.melding.nb == "Verdien er «1507», som er utgått. Det er erstattet av 1508 / 1580."
    (foer,) = spoer(KOMMUNE, registre(treff(alesund))[0], mottatt=date(2023, 12, 31))
    assert foer.utfall is Utfall.OPPFYLT


@pytest.mark.parametrize("oppgitt", ["OSLO", "Oslo", "  oslo "])
def test_the_post_town_agrees_whatever_its_capitals(oppgitt: str) -> None:
    hos, _ = registre(treff(Poststed("0155", "OSLO")))
    assert spoer(POSTNR, hos, skjema(a="0155", b=oppgitt))[0].utfall is Utfall.OPPFYLT


def test_another_post_town_is_told_the_right_one() -> None:
    hos, _ = registre(treff(Poststed("3802", "BØ I TELEMARK")))
    et = funn(POSTNR, hos, skjema(a="3802", b="Bø"))
    assert "hører til BØ I TELEMARK" in et.melding.nb


def test_a_missing_post_town_is_another_rows_finding() -> None:
    hos, fast = registre(IKKE)
    (svar,) = spoer(POSTNR, hos, skjema(a="3802"))
    assert (svar.utfall, fast.spurt) == (Utfall.IKKE_AKTUELL, [])


def enhet(**mer: Any) -> Treff[Any]:
    return treff(Enhet("310000019", "FORETAKET AS", **mer))


def test_a_deleted_organisation_is_broken_from_the_day_it_was_deleted() -> None:
    hos, _ = registre(enhet(slettet=MOTTATT))
    et = funn(ORGNR, hos)
    assert "slettet fra Enhetsregisteret 2026-06-01" in et.melding.nb
    assert spoer(ORGNR, hos, mottatt=date(2026, 5, 31))[0].utfall is Utfall.OPPFYLT


def test_an_organisation_number_is_never_repeated() -> None:
    for svar in (IKKE, enhet(slettet=date(2020, 1, 1))):
        assert "310000019" not in repr(funn(ORGNR, registre(svar)[0]))
    assert "310000019" not in repr(funn(KONKURS, registre(enhet(konkurs=True))[0]))


def test_bankrupt_is_another_finding_than_not_registered() -> None:
    assert spoer(ORGNR, registre(enhet(konkurs=True))[0])[0].utfall is Utfall.OPPFYLT
    assert spoer(KONKURS, registre(enhet(konkurs=True))[0])[0].utfall is Utfall.BRUTT
    assert spoer(KONKURS, registre(IKKE)[0])[0].utfall is Utfall.IKKE_AKTUELL


def test_a_synthetic_number_the_register_never_heard_of_is_let_be_in_test_alone() -> None:
    hos, _ = registre(IKKE)
    assert spoer(ORGNR, hos, test=True)[0].utfall is Utfall.IKKE_AKTUELL
    assert spoer(ORGNR, hos, test=False)[0].utfall is Utfall.BRUTT
    assert spoer(ORGNR, hos, skjema(a="974760673"), test=True)[0].utfall is Utfall.BRUTT


def test_the_cadastre_is_asked_about_the_whole_number() -> None:
    hos, fast = registre(treff(Matrikkelenhet("0301", 207, 80, 2)))
    rot = skjema(
        eiendom__kommunenummer="0301", eiendom__gaardsnummer="207", eiendom__bruksnummer="80",
        eiendom__festenummer="2", eiendom__seksjonsnummer="0",
    )  # fmt: skip
    assert spoer(EIENDOM, hos, rot)[0].utfall is Utfall.OPPFYLT
    assert fast.spurt == [Matrikkelenhet("0301", 207, 80, 2, 0)]


@pytest.mark.parametrize("gaardsnummer", ["", "tre", "-1", "0", "9" * 10])
def test_the_cadastre_is_not_asked_about_half_a_number(gaardsnummer: str) -> None:
    hos, fast = registre(IKKE)
    rot = skjema(
        eiendom__kommunenummer="0301", eiendom__gaardsnummer=gaardsnummer, eiendom__bruksnummer="80"
    )
    assert spoer(EIENDOM, hos, rot)[0].utfall is Utfall.IKKE_AKTUELL
    assert fast.spurt == []


def test_a_finding_on_an_old_answer_says_how_old() -> None:
    svar = treff(Poststed("0155", "OSLO"), timedelta(hours=30))
    melding = funn(POSTNR, registre(svar)[0], skjema(a="0155", b="Bergen")).melding
    assert "Opplysningen er fra 1.6.2026 kl. 08.15 UTC; prøveregisteret svarer ikke nå." in (
        melding.nb
    )


# The rows as they are written


def test_a_row_that_asks_a_register_has_no_sentence_of_its_own() -> None:
    egen = KOMMUNE + 'melding = { nb = "a", nn = "a", en = "a" }'
    with pytest.raises(FelttabellFeil, match="ikke egen melding"):
        spoer(egen, Registre())


@pytest.mark.parametrize(
    "rad",
    [
        RAD % ("A.B", "a", "kommunenummer", 'med = "b"'),
        RAD % ("A.B", "a", "postnummer_poststed", ""),
        RAD % ("A.B", "a", "kodeliste", 'register = "liste"\nkoder = ["a"]'),
    ],
)
def test_a_row_with_the_wrong_parameters_is_refused(rad: str) -> None:
    with pytest.raises(FelttabellFeil):
        spoer(rad, Registre())


def test_every_list_a_row_names_is_in_the_embedded_edition() -> None:
    hos, fast = registre(IKKE)
    for rad in (r for t in KATALOG.tabeller for r in t.rader):
        if rad.register is not None and rad.krav == "kodeliste":
            proev = feltsett([rad])
            proev_felter(proev, _med(rad.full_sti), False, MOTTATT, hos)
    navn = {liste for liste, _ in fast.spurt if isinstance(liste, str)}  # type: ignore[misc]
    lister = innebygde_registre().kodelister
    assert isinstance(lister, InnebygdeKodelister)
    assert len(navn) >= 8
    assert navn <= set(lister.lister)


def _med(sti: str) -> Felt:
    return skjema(**{sti.replace("/", "__"): "x"})


def test_the_published_post_towns_and_municipalities_agree_with_the_rows() -> None:
    hos = innebygde_registre(KATALOG.kommuner.values())
    sett = KATALOG.felter("ettrinn", "4", MOTTATT)
    rot = skjema(
        eiendomByggested__eiendom__eiendomsidentifikasjon__kommunenummer="3005",
        tiltakshaver__adresse__landkode="NO",
        tiltakshaver__adresse__postnr="3802",
        tiltakshaver__adresse__poststed="Bø",
        planer__gjeldendePlan__beregningsregelGradAvUtnytting__kodeverdi="TU",
        soeknadGjelder__type__kode__kodeverdi="ukjenttype",
    )
    svar = {
        s.rad.id.removeprefix("Ettrinn."): s
        for s in proev_felter(sett, rot, False, MOTTATT, hos)
        if s.rad.register is not None and s.utfall is not Utfall.IKKE_AKTUELL
    }
    utfall = {id_: s.utfall.value for id_, s in svar.items()}
    assert utfall == {
        "EiendomByggested.Eiendom.Eiendomsidentifikasjon.Kommunenummer.Registrert": "brutt",
        "Tiltakshaver.Adresse.Postnr.StemmerMedPoststed": "brutt",
        "Planer.GjeldendePlan.BeregningsregelGradAvUtnytting.Kodeverdi.Kodeliste": "brutt",
        "SoeknadGjelder.Type.Kodeverdi.Kodeliste": "uavklart",
    }
    nummer = svar["EiendomByggested.Eiendom.Eiendomsidentifikasjon.Kommunenummer.Registrert"]
    assert "3301" in feltfunn(nummer).melding.nb
