"""The engine: nothing is skipped, nothing unknown is green, and the account adds up."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_helpers import (
    DATO,
    DATOER,
    ETT_TRINN,
    KRAV,
    PROEVEKOMMUNE,
    TABELLHODE,
    Grense,
    katalog,
    rad,
    regel,
    skjema,
    uten_krav,
    utfall,
)
from structlog.testing import capture_logs

from byggsak.domain.facts import Gjenstand, Maal, Sted, UkjentFaktum, ukjent
from byggsak.domain.funn import Utfall
from byggsak.domain.nabovarsel import Dispensasjonsbehov
from byggsak.domain.soeknad import Soeknadstype
from byggsak.rule import (
    Alvorlighet,
    Eksempler,
    Tekst,
    Vurdering,
    brutt,
    hoeyst,
    ikke_aktuell,
    oppfylt,
    uavklart,
)
from byggsak.rule.catalogue import Katalog
from byggsak.rule.evaluate import Avled, evaluer
from byggsak.rule.report import Kontrollrapport, Resultat
from byggsak.rule.unit import Anker, EnRegel

TOMT = skjema("")


def kjoer(
    felles: Katalog, *gjenstander: Gjenstand, avled: Avled | None = None, **endret: Any
) -> Kontrollrapport:
    argumenter: dict[str, Any] = {
        "skjema": ETT_TRINN,
        "felt": TOMT,
        "gjenstander": gjenstander,
        "datoer": DATOER,
        "kommune": PROEVEKOMMUNE,
        "avled": avled,
        **endret,
    }
    return evaluer(felles, **argumenter)


AVSTAND = katalog(regel(), krav=KRAV)


def grense(avstand: str, navn: str = "hus mot 1/2") -> Grense:
    return Grense(navn=navn, avstand=Maal.of(avstand))


def test_a_broken_rule_is_a_finding_with_its_numbers_and_sentences() -> None:
    sted = Sted(xpath="/ettrinn/a", linje=7)
    rapport = kjoer(AVSTAND, replace(grense("3.62"), sted=sted))
    (funn,) = rapport.funn
    assert funn.melding.nb == "hus mot 1/2: 3,62 m, 4,00"
    assert funn.melding.en == "hus mot 1/2: 3.62 m, 4.00"
    assert (funn.maalt, funn.krav, funn.margin) == (
        Decimal("3.62"),
        Decimal(4),
        Decimal("-0.38"),
    )
    assert (funn.sted, funn.gjelder, funn.enhet) == (sted, "hus mot 1/2", "m")
    assert rapport.resultat is Resultat.MANGLER


def test_a_rule_that_is_met_is_accounted_for_without_a_finding() -> None:
    rapport = kjoer(AVSTAND, grense("4"), grense("5"))
    assert rapport.funn == ()
    assert utfall(rapport) == {"pbl-1-avstand": {"oppfylt": 2}}
    assert rapport.resultat is Resultat.GODKJENT


def test_an_unknown_fact_is_undecided_with_its_reason() -> None:
    rapport = kjoer(AVSTAND, Grense(avstand=ukjent("avstanden", "kartet svarer ikke")))
    (linje,) = rapport.dekning
    assert linje.utfall is Utfall.UAVKLART
    assert linje.grunn is not None
    assert linje.grunn.nb == "avstanden er ikke kjent: kartet svarer ikke"
    assert not linje.alarm
    assert "kan ikke avgjøres: avstanden er ikke kjent" in rapport.funn[0].melding.nb
    assert rapport.resultat is Resultat.UAVKLART


def krasjer(_: Grense, __: object) -> Vurdering:
    raise ZeroDivisionError("Kari Nordmann, 15068012345")


def test_a_rule_that_crashes_is_undecided_with_an_alarm_and_a_log_line() -> None:
    felles = katalog(uten_krav("pbl-2-krasj", krasjer), regel(), krav=KRAV)
    with capture_logs() as logg:
        rapport = kjoer(felles, grense("5"))
    assert utfall(rapport) == {"pbl-1-avstand": {"oppfylt": 1}, "pbl-2-krasj": {"uavklart": 1}}
    assert [d.regel for d in rapport.dekning if d.alarm] == ["pbl-2-krasj"]
    assert rapport.resultat is Resultat.UAVKLART
    (linje,) = logg
    assert linje["log_level"] == "error"
    assert linje["regel"] == "pbl-2-krasj"
    assert linje["feil"] == "ZeroDivisionError"
    assert any("krasjer" in sted for sted in linje["spor"])


def test_what_the_applicant_wrote_never_reaches_the_log() -> None:
    with capture_logs() as logg:
        rapport = kjoer(katalog(uten_krav("pbl-2-krasj", krasjer)), grense("5"))
    assert "Kari" not in repr(logg)
    assert "Kari" not in repr(rapport)


@pytest.mark.parametrize("svar", [None, True, "oppfylt", Utfall.OPPFYLT])
def test_a_rule_that_answers_something_else_is_an_alarm(svar: object) -> None:
    with capture_logs() as logg:
        rapport = kjoer(katalog(uten_krav("pbl-2-rart", lambda g, k: svar)), grense("5"))
    assert utfall(rapport) == {"pbl-2-rart": {"uavklart": 1}}
    assert rapport.dekning[0].alarm
    assert len(logg) == 1


def test_texts_that_cannot_be_filled_are_an_alarm_and_not_lost() -> None:
    felles = katalog(
        uten_krav("pbl-2-tekst", lambda g, k: brutt(), melding=Tekst(*["{navn.finnes}"] * 3))
    )
    with capture_logs():
        rapport = kjoer(felles, grense("5"))
    assert utfall(rapport) == {"pbl-2-tekst": {"uavklart": 1}}


def test_a_rule_with_nothing_to_ask_about_says_so() -> None:
    (linje,) = kjoer(AVSTAND).dekning
    assert (linje.utfall, linje.antall) == (Utfall.IKKE_AKTUELL, 1)
    assert linje.grunn is not None


def test_a_rule_for_other_types_of_application_says_so_once() -> None:
    felles = katalog(regel(soeknadstyper=frozenset({"RS"})), krav=KRAV)
    assert utfall(kjoer(felles, grense("1"), grense("2"))) == {"pbl-1-avstand": {"ikke_aktuell": 1}}
    ramme = replace(ETT_TRINN, type=Soeknadstype.RAMME)
    assert utfall(kjoer(felles, grense("1"), skjema=ramme)) == {"pbl-1-avstand": {"brutt": 1}}


def test_a_rule_that_is_not_in_force_is_not_in_the_account() -> None:
    felles = katalog(regel(), krav=KRAV)
    foer = {Anker.SOEKNAD_MOTTATT: date(2009, 1, 1)}
    assert kjoer(felles, grense("1"), datoer=foer).dekning == ()
    assert kjoer(felles, datoer=foer).dekning == ()


def test_without_the_date_that_chooses_the_version_a_rule_is_undecided() -> None:
    felles = katalog(regel(anker=Anker.PLAN_VEDTATT), krav=KRAV)
    rapport = kjoer(felles, grense("5"))
    assert utfall(rapport) == {"pbl-1-avstand": {"uavklart": 1}}
    assert "datoen planen ble vedtatt" in rapport.funn[0].melding.nb


def test_a_thing_can_bring_a_date_of_its_own() -> None:
    ny = date(2020, 1, 1)
    gammel = regel(gjelder_til=ny, anker=Anker.PLAN_VEDTATT)
    nyere = uten_krav(
        "pbl-1-avstand", lambda g, k: brutt(), gjelder_fra=ny, anker=Anker.PLAN_VEDTATT
    )
    felles = katalog(gammel, nyere, krav=KRAV)
    to = [
        replace(grense("5"), ankerdatoer={"plan_vedtatt": date(2015, 1, 1)}),
        replace(grense("5"), ankerdatoer={"plan_vedtatt": date(2021, 1, 1)}),
    ]
    assert utfall(kjoer(felles, *to)) == {"pbl-1-avstand": {"oppfylt": 1, "brutt": 1}}


@dataclass(frozen=True, kw_only=True)
class Veigrense(Grense):
    pass


def test_a_rule_is_asked_about_its_class_and_what_derives_from_it() -> None:
    veg = Veigrense(avstand=Maal.of(5))
    assert utfall(kjoer(AVSTAND, veg, Gjenstand())) == {"pbl-1-avstand": {"oppfylt": 1}}
    bare_veg = katalog(
        regel(
            gjelder=Veigrense,
            eksempler=Eksempler(oppfylt={"a": veg}, brutt={"b": Veigrense(avstand=Maal.of(1))}),
        ),
        krav=KRAV,
    )
    assert utfall(kjoer(bare_veg, grense("1"))) == {"pbl-1-avstand": {"ikke_aktuell": 1}}


def test_different_reasons_for_one_outcome_are_all_told() -> None:
    felles = katalog(uten_krav("pbl-2-a", lambda g, k: ikke_aktuell(g.navn)))
    (linje,) = kjoer(felles, grense("1", "a"), grense("1", "b"), grense("1", "a")).dekning
    assert linje.antall == 3
    assert linje.grunn is not None
    assert linje.grunn.nb == "a; b"


def omsoekt(behov: Dispensasjonsbehov, _: object) -> Vurdering:
    return oppfylt() if behov.omsoekt else brutt()


def dispensasjonsregel() -> EnRegel:
    return uten_krav(
        "pbl-19-1-disp",
        omsoekt,
        gjelder=Dispensasjonsbehov,
        eksempler=Eksempler(
            oppfylt={"a": Dispensasjonsbehov(omsoekt=True)},
            brutt={"b": Dispensasjonsbehov(omsoekt=False)},
        ),
    )


def behov(brudd: list[tuple[EnRegel, Gjenstand]]) -> list[Gjenstand]:
    return [Dispensasjonsbehov(regel=r.id, omsoekt=False, navn=g.navn) for r, g in brudd]


def test_dispensations_are_asked_about_after_what_they_are_needed_for() -> None:
    felles = katalog(
        dispensasjonsregel(),
        regel(krever_dispensasjon="pbl § 1"),
        uten_krav("pbl-2-annet", lambda g, k: brutt()),
        krav=KRAV,
    )
    rapport = kjoer(felles, grense("3", "a"), grense("5", "b"), avled=behov)
    assert utfall(rapport)["pbl-19-1-disp"] == {"brutt": 1}
    assert [f.gjelder for f in rapport.funn if f.regel == "pbl-19-1-disp"] == ["a"]
    uten = kjoer(felles, grense("5"), avled=behov)
    assert utfall(uten)["pbl-19-1-disp"] == {"ikke_aktuell": 1}


def test_dispensations_that_cannot_be_worked_out_are_undecided() -> None:
    def feiler(_: object) -> list[Gjenstand]:
        raise RuntimeError("x")

    felles = katalog(dispensasjonsregel(), regel(krever_dispensasjon="pbl § 1"), krav=KRAV)
    with capture_logs() as logg:
        rapport = kjoer(felles, grense("3"), avled=feiler)
    assert utfall(rapport)["pbl-19-1-disp"] == {"uavklart": 1}
    assert [d.regel for d in rapport.dekning if d.alarm] == ["pbl-19-1-disp"]
    assert len(logg) == 1


FELTER = TABELLHODE + rad("E.A.Utfylt", "a", "utfylt") + rad("E.A.Gyldig", "a", "heltall")


def test_field_rows_are_in_the_same_account() -> None:
    rapport = kjoer(katalog(felter=FELTER), felt=skjema("<a>x</a>"))
    assert utfall(rapport) == {"E.A.Utfylt": {"oppfylt": 1}, "E.A.Gyldig": {"brutt": 1}}
    assert rapport.resultat is Resultat.MANGLER


def test_field_rows_without_the_date_received_are_undecided() -> None:
    rapport = kjoer(katalog(felter=FELTER), datoer={})
    assert utfall(rapport) == {"E.A.Utfylt": {"uavklart": 1}, "E.A.Gyldig": {"uavklart": 1}}


def test_field_tables_hold_for_their_form_version_and_dates() -> None:
    felter = FELTER.replace("gjelder_fra", 'versjoner = ["4"]\ngjelder_fra')
    felles = katalog(felter=felter)
    assert kjoer(felles).dekning
    assert not kjoer(felles, skjema=replace(ETT_TRINN, versjon="5")).dekning
    assert not kjoer(felles, skjema=replace(ETT_TRINN, navn="ramme")).dekning
    assert not kjoer(felles, datoer={Anker.SOEKNAD_MOTTATT: date(2010, 6, 30)}).dekning


def test_subforms_are_asked_about_by_their_own_tables() -> None:
    felles = katalog(felter=FELTER.replace('"ettrinn"', '"gjenpartnabovarsel"'))
    under = replace(ETT_TRINN, navn="gjenpartnabovarsel")
    assert not kjoer(felles).dekning
    assert utfall(kjoer(felles, underskjema=[(under, skjema("<a>1</a>"))])) == {
        "E.A.Utfylt": {"oppfylt": 1},
        "E.A.Gyldig": {"oppfylt": 1},
    }


def test_a_warning_alone_does_not_stop_the_application() -> None:
    felles = katalog(regel(alvorlighet=Alvorlighet.ADVARSEL), krav=KRAV)
    assert kjoer(felles, grense("1")).resultat is Resultat.GODKJENT


def test_fingerprints_follow_the_thing_and_not_the_line() -> None:
    flyttet = replace(grense("3"), sted=Sted(xpath="/b", linje=99))
    (foer,), (etter,) = (kjoer(AVSTAND, g).funn for g in (grense("3"), flyttet))
    (annen,) = kjoer(AVSTAND, grense("3", "hus mot 1/3")).funn
    assert foer.fingeravtrykk == etter.fingeravtrykk != annen.fingeravtrykk
    assert len(foer.fingeravtrykk) == 16
    felles = katalog(felter=FELTER)
    (a,), (b,) = (kjoer(felles, felt=skjema(x)).funn for x in ("<a>x</a>", "\n\n<a>yy</a>"))
    assert a.fingeravtrykk == b.fingeravtrykk


def test_two_things_that_look_alike_have_fingerprints_of_their_own() -> None:
    funn = kjoer(AVSTAND, grense("1"), grense("2"), grense("3")).funn
    assert len({f.fingeravtrykk for f in funn}) == 3


def bya(grad: str) -> Kontrollrapport:
    felles = katalog(
        uten_krav("pbl-2-bya", lambda g, k: hoeyst(Maal.of(grad, enhet="%"), Decimal(30)))
    )
    return kjoer(felles, Gjenstand(), grense("1"))


@pytest.mark.parametrize(
    ("grad", "vist"), [("31.239", "31,24"), ("30.004", "30,004"), ("30.0000004", "30,000000")]
)
def test_a_number_over_the_limit_is_not_shown_as_the_limit(grad: str, vist: str) -> None:
    (funn,) = bya(grad).funn
    assert f" {vist} %" in funn.melding.nb
    assert funn.maalt == Decimal(grad)


def test_the_reason_of_a_broken_rule_reaches_the_applicant() -> None:
    (funn,) = kjoer(katalog(uten_krav("pbl-2-a", lambda g, k: brutt("fordi så"))), grense("1")).funn
    assert funn.melding.nb.endswith("(fordi så)")


def test_a_placeholder_nobody_knows_reads_as_unknown() -> None:
    felles = katalog(
        uten_krav(
            "pbl-2-a",
            lambda g, k: brutt().med(plan=g.gjerde, koder=("a", "b"), bredde=Maal.of("1.2345")),
            melding=Tekst(*["{plan} {koder} {bredde}"] * 3),
        )
    )
    (funn,) = kjoer(felles, grense("1")).funn
    assert funn.melding.nb == "ukjent a, b 1,23"


SVAR = st.sampled_from(["oppfylt", "brutt", "uavklart", "ikke_aktuell", "krasj", "ukjent"])
VENTET = {"krasj": "uavklart", "ukjent": "uavklart"}


def som_sagt(gjenstand: Grense, _: object, hva: str) -> Vurdering:
    match hva:
        case "oppfylt":
            return oppfylt()
        case "brutt":
            return brutt()
        case "uavklart":
            return uavklart("skjønn")
        case "ikke_aktuell":
            return ikke_aktuell("unntak")
        case "ukjent":
            return oppfylt() if gjenstand.gjerde else brutt()
        case _:
            raise RuntimeError(hva)


@given(svar=st.lists(SVAR, max_size=6), antall=st.integers(0, 4), felter=st.booleans())
def test_every_rule_is_accounted_for_and_the_numbers_add_up(
    svar: list[str], antall: int, felter: bool
) -> None:
    regler = [
        uten_krav(f"pbl-{nr}-x", lambda g, k, hva=hva: som_sagt(g, k, hva))
        for nr, hva in enumerate(svar)
    ]
    felles = katalog(*regler, felter=FELTER if felter else "")
    with capture_logs() as logg:
        rapport = kjoer(felles, *(Grense(navn=str(n)) for n in range(antall)))
    ventet = Counter[str]()
    for nr, hva in enumerate(svar):
        utfallet = VENTET.get(hva, hva) if antall else "ikke_aktuell"
        ventet[utfallet] += max(antall, 1)
        assert utfall(rapport)[f"pbl-{nr}-x"] == {utfallet: max(antall, 1)}
    if felter:
        ventet += Counter({"brutt": 1, "ikke_aktuell": 1})
    assert {str(u): n for u, n in rapport.antall.items()} == {
        u: ventet[u] for u in ("oppfylt", "brutt", "uavklart", "ikke_aktuell")
    }
    assert len(rapport.funn) == ventet["brutt"] + ventet["uavklart"]
    assert len({f.fingeravtrykk for f in rapport.funn}) == len(rapport.funn)
    assert len(logg) == svar.count("krasj") * antall
    noekler = [(d.regel, d.utfall) for d in rapport.dekning]
    assert len(noekler) == len(set(noekler))
    assert (rapport.resultat is Resultat.GODKJENT) == (not rapport.funn)


def test_the_report_says_what_it_was_made_with() -> None:
    rapport = kjoer(AVSTAND, grense("5"))
    assert rapport.pakker == AVSTAND.pakker
    assert rapport.datoer == {Anker.SOEKNAD_MOTTATT: DATO}
    assert rapport.skjema is ETT_TRINN


def test_without_a_municipality_the_national_numbers_hold() -> None:
    assert utfall(kjoer(AVSTAND, grense("4"), kommune=None)) == {"pbl-1-avstand": {"oppfylt": 1}}


def test_asking_whether_an_unknown_is_among_some_values_is_not_answered_no() -> None:
    with pytest.raises(UkjentFaktum):
        assert ukjent("koden") in frozenset({"a", "b"})
