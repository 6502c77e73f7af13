"""Field rows about several fields: dates in order, sums, expired codes; blocks at many places."""

import tomllib
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_helpers import TABELLHODE, rad, rader, skjema

from byggsak.rule.errors import FelttabellFeil
from byggsak.rule.fields import Radsvar, proev_felter
from byggsak.rule.findings import feltfunn
from byggsak.rule.table_files import les_felttabell

MOTTATT = date(2026, 6, 15)
UTGAATT = '[[utgaatt.nr]]\nfra = 2024-01-01\nkoder = ["3001 3101", "1507 1508 1580"]\n'


def svar(felter: str, innhold: str, mottatt: date | None = MOTTATT) -> Radsvar:
    (ett,) = proev_felter(rader(felter), skjema(innhold), False, mottatt)
    return ett


def utfall(krav: str, mer: str, innhold: str, mottatt: date | None = MOTTATT) -> str:
    return str(svar(rad("E.A", "a", krav, mer), innhold, mottatt).utfall)


@pytest.mark.parametrize(
    ("krav", "mer", "innhold", "ventet"),
    [
        ("ikke_foer", 'med = "b"', "<a>2026-01-02</a><b>2026-01-02</b>", "oppfylt"),
        ("ikke_foer", 'med = "b"', "<a>2026-01-01</a><b>2026-01-02</b>", "brutt"),
        ("ikke_foer", 'med = "/b"', "<a>2026-01-01</a><b>2026-01-02T23:00:00Z</b>", "brutt"),
        ("ikke_etter", 'med = "b"', "<a>2026-01-02</a><b>2026-01-02</b>", "oppfylt"),
        ("ikke_etter", 'med = "b"', "<a>2026-01-03</a><b>2026-01-02</b>", "brutt"),
        ("ikke_foer", 'med = "b"', "<a>2026-01-01</a>", "ikke_aktuell"),
        ("ikke_foer", 'med = "b"', "<a>2026-01-01</a><b>snart</b>", "ikke_aktuell"),
        ("ikke_foer", "dager = 14", "<a>2026-06-29</a>", "oppfylt"),
        ("ikke_foer", "dager = 14", "<a>2026-06-28</a>", "brutt"),
        ("ikke_etter", "dager = 14", "<a>2026-06-29</a>", "oppfylt"),
        ("ikke_etter", "dager = 14", "<a>2026-06-30</a>", "brutt"),
        ("ikke_etter", "dager = 0", "<a>2026-06-16</a>", "brutt"),
        ("ikke_etter", "dager = 0", "<a>2026-06-15</a>", "oppfylt"),
        ("ikke_etter", "dager = 0", "<a>snart</a>", "ikke_aktuell"),
    ],
)
def test_dates_stand_in_order(krav: str, mer: str, innhold: str, ventet: str) -> None:
    assert utfall(krav, mer, innhold) == ventet


@pytest.mark.parametrize("krav", ["ikke_foer", "ikke_etter"])
def test_days_from_an_unknown_receipt_cannot_be_counted(krav: str) -> None:
    assert utfall(krav, "dager = 1", "<a>2026-06-15</a>", None) == "uavklart"


def test_the_finding_about_a_date_says_what_it_was_held_against() -> None:
    funn = feltfunn(svar(rad("E.A", "a", "ikke_foer", "dager = 14"), "<a>2026-06-20</a>"))
    assert funn.melding.nb == "E.A nb er 2026-06-20; det kan ikke være før 2026-06-29."


@given(st.dates(), st.dates())
def test_of_two_dates_one_is_not_before_the_other(a: date, b: date) -> None:
    innhold = f"<a>{a}</a><b>{b}</b>"
    foer = utfall("ikke_foer", 'med = "b"', innhold)
    etter = utfall("ikke_etter", 'med = "b"', innhold)
    assert (foer == "oppfylt") is (a >= b)
    assert (etter == "oppfylt") is (a <= b)


@given(st.integers(0, 400), st.integers(-30, 400))
def test_the_last_day_of_a_period_is_in_it(dager: int, etter: int) -> None:
    innhold = f"<a>{MOTTATT + timedelta(days=etter)}</a>"
    assert (utfall("ikke_etter", f"dager = {dager}", innhold) == "oppfylt") is (etter <= dager)


SUM = 'ledd = ["b", "-c", "d"]\ntoleranse = "0.01"'
DELER = "<b>550.00</b><c>59.60</c><d>36.20</d>"


@pytest.mark.parametrize(
    ("innhold", "ventet"),
    [
        ("<a>526.6</a>" + DELER, "oppfylt"),
        ("<a>526.61</a>" + DELER, "oppfylt"),
        ("<a>526.62</a>" + DELER, "brutt"),
        ("<a>526.58</a>" + DELER, "brutt"),
        ("<a>526.6</a><b>550</b><c>59.60</c>", "ikke_aktuell"),
        ("<a>526.6</a><b>mye</b><c>0</c><d>0</d>", "ikke_aktuell"),
        ("<a>NaN</a>" + DELER, "ikke_aktuell"),
    ],
)
def test_a_sum_is_the_sum_of_its_terms(innhold: str, ventet: str) -> None:
    assert utfall("sum", SUM, innhold) == ventet


def test_the_finding_about_a_sum_says_what_it_should_be() -> None:
    funn = feltfunn(svar(rad("E.A", "a", "sum", SUM), "<a>500</a>" + DELER))
    assert "er 500, men summen av det som er oppgitt, er 526.60" in funn.melding.nb


desimaler = st.decimals(0, 10**9, places=2)


@given(desimaler, desimaler, desimaler)
def test_decimals_are_added_exactly(b: Decimal, c: Decimal, d: Decimal) -> None:
    deler = f"<b>{b}</b><c>{c}</c><d>{d}</d>"
    mer = 'ledd = ["b", "-c", "d"]\ntoleranse = "0"'
    assert utfall("sum", mer, f"<a>{b - c + d}</a>{deler}") == "oppfylt"
    assert utfall("sum", mer, f"<a>{b - c + d + Decimal('0.01')}</a>{deler}") == "brutt"


@pytest.mark.parametrize(
    ("kode", "mottatt", "ventet"),
    [
        ("3001", date(2023, 12, 31), "oppfylt"),
        ("3001", date(2024, 1, 1), "brutt"),
        ("3101", date(2024, 1, 1), "oppfylt"),
        ("3001", None, "uavklart"),
        ("9999", None, "oppfylt"),
    ],
)
def test_a_code_holds_until_it_is_replaced(kode: str, mottatt: date | None, ventet: str) -> None:
    tabell = UTGAATT + rad("E.A", "a", "utgaatt", 'liste = "nr"')
    assert svar(tabell, f"<a>{kode}</a>", mottatt).utfall == ventet


def test_the_finding_about_an_expired_code_names_what_replaced_it() -> None:
    tabell = UTGAATT + rad("E.A", "a", "utgaatt", 'liste = "nr"')
    assert feltfunn(svar(tabell, "<a>1507</a>")).raad.nb == "Bruk 1508/1580."


@pytest.mark.parametrize(
    ("innhold", "minst_en", "noeyaktig_en"),
    [
        ("<a>true</a><b>false</b>", "oppfylt", "oppfylt"),
        ("<a>1</a><b>0</b>", "oppfylt", "oppfylt"),
        ("<a>tekst</a>", "oppfylt", "oppfylt"),
        ("<a>true</a><b>true</b>", "oppfylt", "brutt"),
        ("<a>false</a><b>false</b>", "brutt", "brutt"),
        ("<a/>", "brutt", "brutt"),
        ("", "brutt", "brutt"),
    ],
)
def test_of_several_answers_one_holds(innhold: str, minst_en: str, noeyaktig_en: str) -> None:
    for krav, ventet in (("minst_en", minst_en), ("noeyaktig_en", noeyaktig_en)):
        tabell = rad("E.A", "x", krav).replace('xpath = "x"', 'xpath = ["a", "b"]')
        assert svar(tabell, innhold).utfall == ventet, krav


def test_answers_in_a_missing_block_are_not_asked_about() -> None:
    tabell = rad("E.B", "b", "utfylt") + rad("E.A", "x", "minst_en").replace(
        'xpath = "x"', 'xpath = ["b/c", "b/d"]'
    )
    blokk, valg = proev_felter(rader(tabell), skjema(""), False)
    assert (blokk.utfall, valg.utfall) == ("brutt", "ikke_aktuell")


@pytest.mark.parametrize(
    ("innhold", "ventet"), [("", "oppfylt"), ("<a/>", "oppfylt"), ("<a>x</a>", "brutt")]
)
def test_a_field_that_does_not_apply_is_empty(innhold: str, ventet: str) -> None:
    assert utfall("tom", "", innhold) == ventet


@pytest.mark.parametrize(
    ("verdi", "ventet"),
    [("28044102120", "oppfylt"), ("28044102121", "brutt"), ("A" * 40, "oppfylt"), ("A", "brutt")],
)
def test_an_encrypted_number_may_be_accepted(verdi: str, ventet: str) -> None:
    assert utfall("kontrollsiffer", 'type = "fnr_eller_kryptert"', f"<a>{verdi}</a>") == ventet


STED = """
[[sted]]
skjema = ["ettrinn v4 v5"]
id = "Eier"
xpath = "eier"
ord = { nb = "eier", nn = "eigar", en = "the owner" }

[[sted]]
skjema = ["ramme"]
id = "Naboer.Nabo"
xpath = "."
for = "naboer/nabo"
naar = "navn"
ord = { nb = "nabo", nn = "nabo", en = "the neighbour" }
uten = ["Adresse.*"]
endret."Navn.Utfylt" = { alvorlighet = "advarsel" }

[[felt]]
id = "{Skjema}.{Sted}.Navn.Utfylt"
xpath = "{sted}/navn"
krav = "utfylt"
naar = "{sted}/type = A"
alvorlighet = "feil"
ord = { nb = "navnet til {sted}", nn = "namnet til {sted}", en = "the name of {sted}" }

[[felt]]
id = "{Skjema}.{Sted}.Adresse.Utfylt"
xpath = "{sted}/adresse"
krav = "utfylt"
alvorlighet = "feil"
ord = { nb = "adressen til {sted}", nn = "adressa til {sted}", en = "the address of {sted}" }
"""
HODE_UTEN_SKJEMA = TABELLHODE.replace('skjema = "ettrinn"\n', "")


def test_a_block_is_written_once_and_asked_at_every_place() -> None:
    ettrinn, ramme = les_felttabell(tomllib.loads(HODE_UTEN_SKJEMA + STED), "x.felt.toml")
    assert (ettrinn.skjema, ettrinn.versjoner) == ("ettrinn", {"4", "5"})
    assert [r.id for r in ettrinn.rader] == [
        "Ettrinn.Eier.Navn.Utfylt",
        "Ettrinn.Eier.Adresse.Utfylt",
    ]
    assert ettrinn.rader[0].stier == ("eier/navn",)
    assert ettrinn.rader[0].naar_tekst == "eier/type = A"
    assert ettrinn.rader[0].ord.en == "the name of the owner"
    (nabo,) = ramme.rader
    assert (nabo.id, nabo.gjentatt, nabo.stier) == (
        "Ramme.Naboer.Nabo.Navn.Utfylt", "naboer/nabo", ("navn",)
    )  # fmt: skip
    assert (nabo.naar_tekst, nabo.alvorlighet) == ("type = A og navn", "advarsel")


@pytest.mark.parametrize(
    ("gammelt", "nytt", "sier"),
    [
        ('uten = ["Adresse.*"]', 'uten = ["Adrese.*"]', "ingen rad heter «Adrese.*»"),
        ('skjema = ["ramme"]', 'skjema = ["ramme 4"]', "skal være som «ettrinn»"),
        ('xpath = "."', "", "stedet sier ikke hva det er"),
        ('naar = "navn"', 'hvis = "navn"', "ukjente nøkler"),
        ('naar = "{sted}/type = A"', 'naar = "{sted} = A"', "en sti som ikke kan leses"),
    ],
)
def test_a_place_that_cannot_be_understood_is_refused(gammelt: str, nytt: str, sier: str) -> None:
    assert gammelt in STED
    with pytest.raises(FelttabellFeil, match="(?s)" + sier.replace("*", r"\*")):
        les_felttabell(tomllib.loads(HODE_UTEN_SKJEMA + STED.replace(gammelt, nytt)), "x.felt.toml")


@pytest.mark.parametrize(
    ("krav", "mer"),
    [
        ("ikke_foer", ""),
        ("ikke_foer", 'dager = "14"'),
        ("ikke_foer", 'med = "b"\ndager = 1'),
        ("sum", 'ledd = ["b"]'),
        ("sum", 'ledd = ["b"]\ntoleranse = "litt"'),
        ("sum", 'ledd = ["b c"]\ntoleranse = "0"'),
        ("utgaatt", 'liste = "nr"'),
        ("utgaatt", ""),
        ("minst_en", ""),
    ],
)
def test_a_row_that_cannot_be_asked_is_refused(krav: str, mer: str) -> None:
    with pytest.raises(FelttabellFeil, match=r"E\.A"):
        rader(rad("E.A", "a", krav, mer))


def test_an_instance_with_nothing_in_it_can_be_left_alone() -> None:
    tabell = rad("E.A", "a", "utfylt", 'for = "b"\nnaar = "."')
    svarene = proev_felter(
        rader(tabell), skjema("<b><c>x</c></b><b><a/></b><b><a>x</a></b>"), False
    )
    assert [str(s.utfall) for s in svarene] == ["brutt", "ikke_aktuell", "oppfylt"]
