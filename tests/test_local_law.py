"""Local law as data: read by a person, validated with good errors, asked about by rules."""

import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from facts_helpers import finn, grunnlag, hus, rekt

from byggsak.domain.bestemmelse import (
    ENHETER,
    SLAGNAVN,
    Avstandskrav,
    Bestemmelse,
    Bestemmelsessett,
    Bestemmelsesslag,
    Hoeydekrav,
    Lokalkrav,
    Parkeringskrav,
    Uteoppholdskrav,
    Utnyttingskrav,
    Vassdragskrav,
)
from byggsak.domain.eiendom import Byggverkshoeyde
from byggsak.domain.facts import Ukjent
from byggsak.domain.funn import Utfall
from byggsak.rule.catalogue import Katalog
from byggsak.rule.errors import KatalogFeil
from byggsak.rule.examples import eksempelsvar
from byggsak.rule.provision_files import feil_i, les_bestemmelser, main

KATALOG = Katalog.last()
S = Bestemmelsesslag
KOMMUNE = replace(KATALOG.kommune("9999"), bestemmelser={})
TYPER = (Hoeydekrav, Utnyttingskrav, Avstandskrav, Vassdragskrav, Parkeringskrav, Uteoppholdskrav)
HUS = hus(rekt(440, 352, 450, 360))
HODE = 'kommune = "9999"\nplan = "9999_P1"\ndokument = "Bestemmelser"\n'
RAD = (
    '[[bestemmelse]]\nslag = "gesimshoeyde"\nverdi = "7.0"\nenhet = "m"\n'
    'fra = 2016-06-01\nkilde = "§ 3"\nside = 4\n'
)


def feil(tekst: str, navn: str = "9999_P1") -> list[str]:
    return feil_i(tomllib.loads(tekst), navn)


def sett(plan: str | None, *grenser: Bestemmelse, ingen: Any = ()) -> Bestemmelsessett:
    return Bestemmelsessett("x.toml", "9999", plan, "Bestemmelsene", grenser, frozenset(ingen))


def grense(slag: Bestemmelsesslag, verdi: str, **mer: Any) -> Bestemmelse:
    return Bestemmelse(slag, Decimal(verdi), date(2016, 6, 1), "§ 3", 4, **mer)


def krav(
    type_: type[Lokalkrav], *settene: Bestemmelsessett, grunn: Any = None
) -> dict[str, Lokalkrav]:
    kommune = replace(KOMMUNE, bestemmelser={s.plan_id or s.kommune: s for s in settene})
    return finn(replace(grunn or grunnlag(HUS), kommune=kommune), type_)


# The file


def test_a_file_in_order_is_read() -> None:
    lest = les_bestemmelser(tomllib.loads(HODE + RAD), "9999_P1.toml")
    assert lest.bestemmelser == (grense(S.GESIMSHOEYDE, "7.0"),)
    assert lest.lest(S.GESIMSHOEYDE)
    assert not lest.lest(S.PARKERING)


@pytest.mark.parametrize(
    ("foer", "etter", "sier"),
    [
        ('slag = "gesimshoeyde"', 'slag = "gesimshøyde"', "mente du «gesimshoeyde»?"),
        ('slag = "gesimshoeyde"', 'slag = "takvinkel"', "velg en av gesimshoeyde, moenehoeyde"),
        ('verdi = "7.0"', "verdi = 7.0", 'verdi = "7.0"'),
        ('verdi = "7.0"', 'verdi = "7,0 m"', "skriv det med punktum"),
        ('verdi = "7.0"', 'verdi = "-1"', "ikke være under null"),
        ('verdi = "7.0"', 'verdi = "NaN"', "ikke være under null"),
        ('verdi = "7.0"', 'verdi = "Infinity"', "ikke være under null"),
        ('enhet = "m"', 'enhet = "cm"', "«enhet» skal være «m» for gesimshoeyde, ikke «cm»"),
        ("fra = 2016-06-01", 'fra = "2016-06-01"', "dato uten anførselstegn"),
        ("side = 4\n", "", "«side» mangler"),
        ("side = 4", "side = 0", "sidetallet i dokumentet"),
        ("side = 4", "side = true", "sidetallet i dokumentet"),
        ('kilde = "§ 3"', 'kilde = ""', "tekst i anførselstegn"),
        ("side = 4", "sied = 4", "mente du «side»?"),
        ("side = 4", 'side = 4\nfelt = "B1"', "liste av tekst"),
        ("side = 4", "side = 4\ntil = 2016-06-01", "«til» skal komme etter «fra»"),
        ('plan = "9999_P1"', 'plan = "9999_P2"', "filen skal hete 9999_P2.toml"),
        ('kommune = "9999"', "kommune = 301", "fire siffer i anførselstegn"),
        ('dokument = "Bestemmelser"\n', "", "«dokument» mangler"),
        ('plan = "9999_P1"', 'plna = "9999_P1"', "mente du «plan»?"),
    ],
)
def test_a_fault_is_named_by_its_place_with_what_to_write(foer: str, etter: str, sier: str) -> None:
    assert foer in HODE + RAD
    funnet = feil((HODE + RAD).replace(foer, etter, 1))
    assert any(sier in en for en in funnet), funnet
    if foer in RAD:
        assert all(en.startswith("bestemmelse 1: ") for en in funnet), funnet
    with pytest.raises(KatalogFeil, match=r"9999_P1\.toml: "):
        les_bestemmelser(tomllib.loads((HODE + RAD).replace(foer, etter, 1)), "9999_P1.toml")


def test_every_fault_is_told_at_once() -> None:
    galt = HODE.replace("dokument", "dokumnet") + RAD.replace('"7.0"', "7.0").replace('"m"', "1")
    assert len(feil(galt)) == 4


def test_a_kind_cannot_be_both_there_and_not() -> None:
    [en] = feil(HODE + 'ingen = ["gesimshoeyde"]\n' + RAD)
    assert "står også i «ingen»" in en


def test_two_limits_of_one_kind_in_one_place_are_refused_unless_fields_or_dates_part_them() -> None:
    [en] = feil(HODE + RAD + RAD)
    assert en.startswith("bestemmelse 1 og 2 setter begge gesimshoeyde")
    to = RAD + 'felt = ["B1"]\n' + RAD + 'felt = ["B2"]\n'
    assert feil(HODE + to) == []
    assert feil(HODE + RAD + "til = 2020-01-01\n" + RAD.replace("2016-06-01", "2020-01-01")) == []
    assert feil(HODE + to.replace('"B2"', '"B2", "B1"'))


def test_a_single_table_instead_of_a_list_is_explained() -> None:
    [en] = feil(HODE + RAD.replace("[[", "[").replace("]]", "]"))
    assert "[[bestemmelse]]" in en


def test_the_command_says_what_is_wrong_with_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fil = tmp_path / "9999_P1.toml"
    fil.write_text(HODE + RAD, "utf-8")
    assert main([str(fil)]) == 0
    assert "i orden" in capsys.readouterr().out
    fil.write_text(HODE + RAD.replace("side", "sied") + "x =", "utf-8")
    assert main([str(fil)]) == 1
    assert "ikke gyldig TOML" in capsys.readouterr().out


def test_every_kind_has_a_unit_and_a_name() -> None:
    assert set(ENHETER) == set(SLAGNAVN) == set(Bestemmelsesslag)


# The facts


@pytest.mark.parametrize("type_", TYPER)
def test_what_nobody_has_read_is_unknown_with_the_file_it_belongs_in(type_: Any) -> None:
    for funnet in (krav(type_), krav(type_, sett("9999_P1"))):
        assert funnet
        for ett in funnet.values():
            assert isinstance(ett.har_bestemmelse, Ukjent)
            assert "kommuner/bestemmelser/9999_P1.toml" in ett.har_bestemmelse.grunntekst.nb
    for regel in (f.regel for f in KATALOG.filer if f.regel.gjelder is type_):
        [ett, *_] = krav(type_).values()
        utfall, svar, _ = eksempelsvar(regel, ett, KATALOG.krav(regel, date(2026, 1, 1)))
        assert utfall is Utfall.UAVKLART
        assert "9999_P1.toml" in svar


@pytest.mark.parametrize("type_", TYPER)
def test_a_plan_that_is_read_and_silent_leaves_it_to_the_municipality(type_: Any) -> None:
    stille = sett("9999_P1", ingen=S)
    for ett in krav(type_, stille).values():
        assert "bestemmelser/9999.toml" in ett.har_bestemmelse.grunntekst.nb
    for ett in krav(type_, stille, sett(None, ingen=S)).values():
        assert ett.har_bestemmelse is False


def test_the_plans_own_limit_goes_before_the_municipalitys() -> None:
    kommunen = sett(None, grense(S.GESIMSHOEYDE, "9"), grense(S.MOENEHOEYDE, "11"))
    planen = sett("9999_P1", grense(S.GESIMSHOEYDE, "7"), ingen=[S.MOENEHOEYDE])
    funnet = {k.slag: k for k in krav(Hoeydekrav, planen, kommunen).values()}
    assert funnet["gesimshoeyde"].grense == 7
    assert funnet["moenehoeyde"].grense == 11
    assert funnet["gesimshoeyde"].kilde == "Bestemmelsene, § 3, s. 4"


def test_a_limit_holds_from_its_day_until_the_day_it_ends() -> None:
    gammel = sett(
        "9999_P1", grense(S.GESIMSHOEYDE, "7", til=date(2020, 1, 1)), ingen=[S.MOENEHOEYDE]
    )
    funnet = {k.slag: k for k in krav(Hoeydekrav, gammel, sett(None, ingen=S)).values()}
    assert funnet["gesimshoeyde"].har_bestemmelse is False


def test_a_height_in_the_provisions_takes_the_place_of_the_laws_own() -> None:
    hoeyde = sett("9999_P1", grense(S.GESIMSHOEYDE, "7"), ingen=[S.MOENEHOEYDE])
    [med] = krav(Byggverkshoeyde, hoeyde).values()  # type: ignore[type-var]
    [uten] = krav(Byggverkshoeyde, sett("9999_P1", ingen=S), sett(None, ingen=S)).values()  # type: ignore[type-var]
    assert med.plan_har_hoeydebestemmelse is True  # type: ignore[attr-defined]
    assert uten.plan_har_hoeydebestemmelse is False  # type: ignore[attr-defined]


def test_a_limit_for_other_fields_does_not_hold_here() -> None:
    andre = sett(
        "9999_P1", grense(S.GESIMSHOEYDE, "7", felt=frozenset({"XX"})), ingen=[S.MOENEHOEYDE]
    )
    [gesims] = [k for k in krav(Hoeydekrav, andre, sett(None, ingen=S)).values()
                if k.slag == "gesimshoeyde"]  # fmt: skip
    assert gesims.har_bestemmelse is False or isinstance(gesims.har_bestemmelse, Ukjent)


def test_the_distance_is_to_the_nearest_boundary_and_the_area_is_the_plots() -> None:
    planen = sett(
        "9999_P1", grense(S.AVSTAND_NABOGRENSE, "6"), grense(S.BYA, "200"), ingen=[S.PROSENT_BYA]
    )
    [avstand] = krav(Avstandskrav, planen, sett(None, ingen=S)).values()
    assert avstand.maalt.enhet == "m"
    assert avstand.maalt.verdi > 0
    [bya] = [k for k in krav(Utnyttingskrav, planen, sett(None, ingen=S)).values()
             if k.slag == "bya"]  # fmt: skip
    assert bya.maalt.verdi == 80
    assert bya.maalt.enhet == "m2"


def test_what_the_application_does_not_state_is_unknown_where_there_is_a_limit() -> None:
    planen = sett("9999_P1", grense(S.UTEOPPHOLDSAREAL, "50"), grense(S.AVSTAND_VASSDRAG, "20"))
    for type_ in (Uteoppholdskrav, Vassdragskrav):
        [ett] = krav(type_, planen).values()
        assert ett.har_bestemmelse is True
        assert isinstance(ett.maalt, Ukjent)


# The catalogue


def test_the_synthetic_plans_are_read_for_every_kind() -> None:
    for plan in ("9999_P1", "9999_P0", "9999"):
        lest = KATALOG.kommune("9999").bestemmelser[plan]
        assert all(lest.lest(slag) for slag in S), plan
