"""The catalogue: found in packages, checked whole, refused by name when something does not hold."""

import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from rule_helpers import FRA, KRAV, Grense, katalog, rad, regel, uten_krav

from byggsak.domain.kommune import Kommune
from byggsak.rule import Eksempler, Tekst, oppfylt
from byggsak.rule.catalogue import Katalog
from byggsak.rule.errors import KatalogFeil

REGELFIL = '''
"""Avstand – proeve."""
from datetime import date
from decimal import Decimal
from dataclasses import dataclass
from byggsak.domain.facts import Maal
from byggsak.domain.eiendom import Nabogrense
from byggsak.rule import Alvorlighet, Eksempler, Hjemmel, Regel, Tekst, minst

@dataclass(frozen=True)
class Krav:
    minste: Decimal

REGEL = Regel(
    id="pbl-29-4-avstand", tittel=Tekst("a", "a", "a"), hjemmel=Hjemmel("pbl", "29-4"),
    gjelder=Nabogrense, gjelder_fra=date(2010, 7, 1), alvorlighet=Alvorlighet.FEIL, krav=Krav,
    vurder=lambda g, k: minst(g.avstand, k.minste), melding=Tekst("a", "a", "a"),
    raad=Tekst("b", "b", "b"),
    eksempler=Eksempler(oppfylt={"langt": Nabogrense(avstand=Maal.of(5))},
                        brutt={"kort": Nabogrense(avstand=Maal.of(1))}),
    kontrollert=date(2026, 1, 1),
)
'''
TALL = KRAV.replace("pbl-1-avstand", "pbl-29-4-avstand")
KOMMUNE = 'nummer = "9999"\nnavn = "Prøve"\nepsg = 25832\ntest = true\n'

Pakke = Callable[..., str]


@pytest.fixture
def pakke(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pakke]:
    """Writes a rules package on the path and gives its name; files by keyword, «/» as «__»."""
    navn = f"regelpakke_{tmp_path.name.replace('-', '_')}"
    monkeypatch.syspath_prepend(str(tmp_path))

    def skriv(**filer: str) -> str:
        innhold = {
            "__init__.py": "",
            "pbl/__init__.py": "",
            "pbl/p29_4_avstand.py": REGELFIL,
            "pbl/krav.toml": TALL,
            "kommuner/9999.toml": KOMMUNE,
        }
        for sti, tekst in filer.items():
            fil = sti.replace("__", "/").replace("_toml", ".toml").replace("_py", ".py")
            innhold[fil] = tekst
        for fil, tekst in innhold.items():
            maal = tmp_path / navn / fil
            maal.parent.mkdir(parents=True, exist_ok=True)
            maal.write_text(tekst, "utf-8")
        return navn

    yield skriv
    for modul in [m for m in sys.modules if m.split(".")[0] == navn]:
        del sys.modules[modul]


def test_a_package_is_found_whole(pakke: Pakke) -> None:
    felter = (
        '[tabell]\nskjema = "ettrinn"\nhjemmel = { lov = "SAK10", paragraf = "5-4" }\n'
        "gjelder_fra = 2010-07-01\n" + rad("E.A", "a", "kodeliste", 'kodeliste = "plan"')
    )
    navn = pakke(
        skjema__ettrinn_toml=felter, skjema__kodelister_toml='[plan]\nkoder = ["RP"]\nkilde = "x"'
    )
    funnet = Katalog.last([navn])
    assert [f.regel.id for f in funnet.filer] == ["pbl-29-4-avstand"]
    assert funnet.filer[0].dok == "Avstand – proeve."
    assert [t.fil for t in funnet.tabeller] == [f"{navn}/skjema/ettrinn.toml"]
    assert funnet.kommune("9999").navn == "Prøve"
    assert len(funnet.pakker[0].sha256) == 64


def test_the_hash_tells_when_any_rule_or_number_changed(pakke: Pakke) -> None:
    foer = Katalog.last([pakke()]).pakker[0].sha256
    igjen = Katalog.last([pakke()]).pakker[0].sha256
    etter = Katalog.last([pakke(pbl__krav_toml=TALL.replace("4.0", "4.1"))]).pakker[0].sha256
    assert foer == igjen != etter


@pytest.mark.parametrize(
    ("fil", "innhold", "sier"),
    [
        ("pbl__p29_4_avstand_py", "import finnes_ikke", "finnes_ikke"),
        ("pbl__p29_4_avstand_py", "REGEL = 3", "REGEL skal være Regel"),
        ("pbl__krav_toml", "[[", "ikke gyldig TOML"),
        ("pbl__krav_toml", TALL.replace("29-4-avstand", "29-4-avstnad"), "ikke noe tall"),
        ("tek17__krav_toml", TALL, "står både i"),
        ("tek17__krav_toml", TALL.replace("minste", "mminste"), "«mminste» finnes ikke i Krav"),
        ("tek17__krav_toml", TALL.replace("29-4-avstand", "1-x"), "ikke id-en til noen regel"),
        ("kommuner__9998_toml", KOMMUNE, "det samme som filnavnet"),
        ("kommuner__9999_toml", KOMMUNE.replace("25832", "4326"), "epsg"),
        ("kommuner__9999_toml", KOMMUNE + "utstrekning = [1, 2, 3]", "utstrekning"),
        ("kommuner__9999_toml", KOMMUNE + "utstrekning = [3, 2, 1, 4]", "minste tall først"),
        ("kommuner__9999_toml", KOMMUNE + "nabo = 3", "ukjente nøkler"),
        (
            "kommuner__9999_toml",
            KOMMUNE + "parametre = { tema_uten_forekomst = ['bane', 'sjø'] }",
            "tema_uten_forekomst skal være en liste",
        ),
        ("kommuner__9999_toml", KOMMUNE + TALL.replace('["', '[krav."'), "kan ikke endres av en"),
        ("skjema__ettrinn_toml", "[tabell]", "hjemmel"),
    ],
)
def test_a_package_with_a_fault_is_refused_with_the_file(
    pakke: Pakke, fil: str, innhold: str, sier: str
) -> None:
    navn = pakke(**{fil: innhold})
    with pytest.raises(KatalogFeil, match=sier) as feil:
        Katalog.last([navn])
    assert navn in str(feil.value) or "pbl-29-4" in str(feil.value)


def test_the_file_stands_where_the_law_says(pakke: Pakke) -> None:
    navn = pakke(pbl__p30_1_avstand_py=REGELFIL.replace("29-4-avstand", "29-4-annet"))
    with pytest.raises(KatalogFeil, match=r"skal begynne med «pbl-30-1-»"):
        Katalog.last([navn])


def test_a_package_that_is_not_installed_is_named() -> None:
    with pytest.raises(KatalogFeil, match="finnes_ikke_som_pakke"):
        Katalog.last(["finnes_ikke_som_pakke"])


def test_two_versions_share_an_id_when_their_dates_do_not_meet() -> None:
    ny = date(2020, 1, 1)
    gammel = regel(gjelder_til=ny)
    nyere = regel(gjelder_fra=ny, tittel=Tekst("Ny", "Ny", "New"))
    felles = katalog(nyere, gammel, krav=KRAV)
    assert felles.regel("pbl-1-avstand", date(2019, 12, 31)) is gammel
    assert felles.regel("pbl-1-avstand", ny) is nyere
    assert felles.regel("pbl-1-avstand") is nyere
    assert felles.i_kraft(date(2019, 1, 1)) == (gammel,)
    with pytest.raises(KeyError, match="2009-01-01"):
        felles.regel("pbl-1-avstand", date(2009, 1, 1))


def test_two_versions_on_the_same_day_are_refused() -> None:
    with pytest.raises(KatalogFeil, match="på samme tid"):
        katalog(regel(gjelder_til=date(2020, 1, 2)), regel(gjelder_fra=date(2020, 1, 1)), krav=KRAV)


INGEN_EKSEMPLER: Eksempler[Grense] = Eksempler(oppfylt={}, brutt={})


@pytest.mark.parametrize(
    ("endret", "sier"),
    [
        ({"id": "PBL-1"}, "skal være som"),
        ({"id": "pbl-1-høyde"}, "uten æøå"),
        ({"gjelder_til": FRA}, "gjelder_til"),
        ({"gjelder": str}, "klasse av Gjenstand"),
        ({"krav": int}, "dataclass"),
        ({"eksempler": INGEN_EKSEMPLER}, "minst ett oppfylt og ett brutt"),
        ({"melding": Tekst("a", "", "a")}, "mangler på nn"),
        ({"melding": Tekst("{a}", "{a}", "{b}")}, "de samme plassholderne"),
        ({"raad": Tekst("{a", "{a", "{a")}, "krøllparentes"),
    ],
)
def test_a_rule_that_does_not_hold_together_is_refused(
    endret: dict[str, object], sier: str
) -> None:
    with pytest.raises(KatalogFeil, match=sier):
        katalog(regel(**endret), krav=KRAV)


def test_rules_stand_in_the_order_of_the_law() -> None:
    ider = ["tek17-5-3-b", "pbl-12-7-a", "pbl-2-1-c", "pbl-12-7-a2"]
    ordnet = katalog(*(uten_krav(i, lambda g, k: oppfylt()) for i in ider))
    assert [f.regel.id for f in ordnet.filer] == [
        "pbl-2-1-c",
        "pbl-12-7-a",
        "pbl-12-7-a2",
        "tek17-5-3-b",
    ]


@pytest.mark.parametrize(
    ("nummer", "epsg", "test"),
    [
        ("1806", 25833, False),
        ("5501", 25833, False),
        ("5601", 25835, False),
        ("0301", 25832, False),
        ("9997", 25832, True),
        ("9999", 25832, True),
        ("9996", 25832, False),
        ("tull", 25832, False),
    ],
)
def test_a_municipality_without_a_file_is_known_by_its_number(
    nummer: str, epsg: int, test: bool
) -> None:
    kommune = katalog().kommune(nummer)
    assert (kommune.nummer, kommune.epsg, kommune.test) == (nummer, epsg, test)
    assert kommune.utstrekning is None


def test_a_municipality_is_found_by_a_number_it_had_before() -> None:
    ny = Kommune("5501", "Ny", 25833, tidligere_numre=("1902",))
    assert katalog(kommuner=[ny]).kommune("1902") is ny


def test_examples_are_stated_for_the_newest_numbers() -> None:
    krav = KRAV.replace("}]", "}, { fra = 2024-01-01, verdi = '5', kilde = 'x' }]")
    felles = katalog(regel(), krav=krav)
    assert felles.nyeste_dato(felles.regel("pbl-1-avstand")) == date(2024, 1, 1)
    gammel = regel(gjelder_til=date(2020, 1, 1))
    assert katalog(gammel, krav=krav).nyeste_dato(gammel) == FRA
