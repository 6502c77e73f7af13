"""Field tables: what a row asks, when it is asked, and how root causes fold."""

import doctest
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_helpers import TABELLHODE, rad, rader, skjema
from stdnum.no import fodselsnummer

from byggsak.rule import condition, field_texts, predicates
from byggsak.rule.condition import tolk_vilkaar
from byggsak.rule.errors import FelttabellFeil
from byggsak.rule.fields import Radsvar, proev_felter
from byggsak.rule.findings import feltfunn
from byggsak.rule.table_files import les_felttabell, les_kodelister


def svar(felter: str, innhold: str, test: bool = False) -> list[Radsvar]:
    return proev_felter(rader(felter), skjema(innhold), test)


def utfall(felter: str, innhold: str, test: bool = False) -> list[str]:
    return [f"{s.rad.id} {s.utfall}" for s in svar(felter, innhold, test)]


def om_a(krav: str, mer: str, verdi: str, test: bool = False) -> str:
    """The outcome of one row about <a>verdi</a>."""
    (ett,) = svar(rad("E.A", "a", krav, mer), f"<a>{verdi}</a>", test)
    return str(ett.utfall)


NAVN = rad("E.Navn", "eier/navn", "utfylt")


@pytest.mark.parametrize(
    ("innhold", "ventet"),
    [
        ("<eier><navn>Kari</navn></eier>", "oppfylt"),
        ("<eier><navn/></eier>", "brutt"),
        ("<eier><navn>  </navn></eier>", "brutt"),
        ('<eier><navn xsi:nil="true"/></eier>', "brutt"),
        ("<eier/>", "brutt"),
        ("", "brutt"),
    ],
)
def test_filled_in_means_text_that_is_not_blank(innhold: str, ventet: str) -> None:
    assert utfall(NAVN, innhold) == [f"E.Navn {ventet}"]


def test_the_finding_says_what_to_fill_in_and_where_it_should_have_stood() -> None:
    (ett,) = svar(NAVN, "\n<eier>\n</eier>")
    funn = feltfunn(ett)
    assert funn.melding.nb == "E.Navn nb er ikke fylt ut."
    assert funn.raad.en == "Fill in E.Navn en."
    assert (funn.sted.xpath, funn.sted.linje) == ("/ettrinn/eier/navn", 2)
    assert str(funn.hjemmel) == "SAK10 § 5-4"


@pytest.mark.parametrize(
    ("krav", "mer", "gyldige", "ugyldige"),
    [
        ("gyldig", 'moenster = "[0-9]{9}"', ["123456789"], ["12345678", "1234567890", "x" * 9]),
        ("gyldig", 'type = "postnummer"', ["0001"], ["1"]),
        ("postnummer", "", ["0183", "9990"], ["183", "01834", "O183", "٠١٨٣"]),
        ("epost", "", ["a@b.no", "a.b+c@d.e.no"], ["a@b", "a b@c.no", "@b.no", "a@@b.no", "a"]),
        ("telefon", "", ["12345678", "+4712345678"], ["12 34 56 78", "tlf 123", "+", "123"]),
        ("bolignummer", "", ["H0101", "U0102"], ["h0101", "2", "H101", "A0101"]),
        ("matrikkelnummer", "", ["1", "0012"], ["0", "-1", "1.0", "en", "9" * 5000]),
        ("heltall", "", ["0", "-3", "+3"], ["1.0", "", "1e3"][:1]),
        ("desimal", "", ["0", "3.14", ".5", "-1."], ["3,14", "1e3", "NaN"]),
        ("boolsk", "", ["true", "false", "1", "0"], ["ja", "TRUE"]),
        (
            "dato",
            "",
            ["2026-02-28", "2024-02-29", "2026-01-01Z", "2026-01-01T10:00:00+01:00"],
            ["2026-02-29", "01.02.2026", "2026-2-1", "2026-13-01"],
        ),
        ("kodeliste", 'koder = ["RP", "KP"]', ["RP", "KP"], ["rp", "RPX"]),
        ("minst", 'verdi = "0"', ["0", "0.0", "12"], ["-0.01", "mange", "NaN"]),
        ("hoeyst", 'verdi = "100"', ["100.0", "-1"], ["100.01", "Infinity"]),
        ("lik", 'verdi = "true"', ["true", "1"], ["false", "0"]),
        ("kontrollsiffer", 'type = "orgnr"', ["974760673"], ["974760674", "97476067", "x"]),
    ],
)
def test_a_predicate_knows_right_from_wrong(
    krav: str, mer: str, gyldige: list[str], ugyldige: list[str]
) -> None:
    assert {v: om_a(krav, mer, v) for v in gyldige} == dict.fromkeys(gyldige, "oppfylt")
    assert {v: om_a(krav, mer, v) for v in ugyldige} == dict.fromkeys(ugyldige, "brutt")


def fnr(dag: int, maaned: int, rest: str = "12001") -> str:
    """A number with this day and month and right check digits."""
    for individ in range(int(rest[:3]), 500):
        ni = f"{dag:02}{maaned:02}80{individ:03}"
        foerste = fodselsnummer.calc_check_digit1(ni)
        andre = fodselsnummer.calc_check_digit2(ni + foerste)
        if len(foerste + andre) == 2:
            return ni + foerste + andre
    raise AssertionError("no number")


@pytest.mark.parametrize(
    ("nummer", "ellers", "i_test"),
    [
        (fnr(15, 6), "oppfylt", "oppfylt"),
        (fnr(55, 6), "oppfylt", "oppfylt"),
        (fnr(15, 46), "brutt", "oppfylt"),
        (fnr(15, 86), "brutt", "oppfylt"),
        (fnr(55, 86), "brutt", "oppfylt"),
        (fnr(31, 6), "brutt", "brutt"),
        (fnr(15, 13), "brutt", "brutt"),
        ("12345678910", "brutt", "brutt"),
        ("1234", "brutt", "brutt"),
    ],
    ids=["plain", "D", "+40", "+80", "D+80", "31 June", "month 13", "check digits", "short"],
)
def test_person_numbers_count_d_numbers_and_in_test_the_synthetic_ones(
    nummer: str, ellers: str, i_test: str
) -> None:
    assert om_a("kontrollsiffer", 'type = "fnr"', nummer) == ellers
    assert om_a("kontrollsiffer", 'type = "fnr"', nummer, test=True) == i_test


def test_a_synthetic_organisation_number_is_a_fault_outside_test() -> None:
    assert om_a("kontrollsiffer", 'type = "orgnr"', "310973513") == "brutt"
    assert om_a("kontrollsiffer", 'type = "orgnr"', "310973513", test=True) == "oppfylt"


def test_an_encrypted_person_number_cannot_be_decided() -> None:
    (ett,) = svar(rad("E.A", "a", "kontrollsiffer", 'type = "fnr"'), f"<a>{'aGVtbWVsaWc' * 6}=</a>")
    assert ett.utfall == "uavklart"
    assert "kryptert" in feltfunn(ett).melding.nb


@pytest.mark.parametrize("krav", ["kontrollsiffer", "gyldig"])
def test_a_person_number_is_never_repeated_in_a_finding(krav: str) -> None:
    type_ = "fnr" if krav == "kontrollsiffer" else "foedselsnummer"
    (ett,) = svar(rad("E.A", "a", krav, f'type = "{type_}"'), "<a>1506801200</a>")
    funn = feltfunn(ett)
    assert ett.utfall == "brutt"
    assert "1506801200" not in repr(funn)


def test_a_code_that_is_not_in_the_list_is_shown() -> None:
    (ett,) = svar(rad("E.A", "a", "kodeliste", 'koder = ["RP"]'), "<a>XX</a>")
    assert "«XX»" in feltfunn(ett).melding.nb


def test_a_named_code_list_is_read_from_its_file() -> None:
    lister = les_kodelister({"plan": {"koder": ["RP"], "kilde": "Geonorge"}}, "kodelister.toml")
    data = tomllib.loads(TABELLHODE + rad("E.A", "a", "kodeliste", 'kodeliste = "plan"'))
    assert les_felttabell(data, "p.felt.toml", lister)
    with pytest.raises(FelttabellFeil, match="«plan» finnes ikke"):
        les_felttabell(data, "p.felt.toml")


def test_one_of_several_fields_is_enough() -> None:
    en_av = rad("E.Telefon", '["fast", "mobil"]', "en_av")
    assert utfall(en_av, "<mobil>1</mobil>") == ["E.Telefon oppfylt"]
    assert utfall(en_av, "<mobil/><fast/>") == ["E.Telefon brutt"]


def test_two_fields_are_compared_when_both_stand() -> None:
    lik = rad("E.Sum", "sum", "lik", 'med = "/total"')
    assert utfall(lik, "<sum>1</sum><total>1</total>") == ["E.Sum oppfylt"]
    assert utfall(lik, "<sum>1</sum><total>2</total>") == ["E.Sum brutt"]
    assert utfall(lik, "<sum>1</sum>") == ["E.Sum ikke_aktuell"]


def test_an_empty_field_is_only_the_filled_in_rows_business() -> None:
    felter = rad("E.A.Utfylt", "a", "utfylt") + rad("E.A.Gyldig", "a", "postnummer")
    assert utfall(felter, "<a/>") == ["E.A.Utfylt brutt", "E.A.Gyldig ikke_aktuell"]


def test_every_repeated_field_is_asked_about() -> None:
    felter = rad("E.Kode", "typer/kode", "kodeliste", 'koder = ["a"]')
    innhold = "<typer><kode>a</kode><kode>b</kode><kode/><kode>c</kode></typer>"
    alle = svar(felter, innhold)
    assert [str(s.utfall) for s in alle] == ["oppfylt", "brutt", "brutt"]
    assert [s.sted.xpath for s in alle if s.sted] == [
        "/ettrinn/typer/kode[2]",
        "/ettrinn/typer/kode[4]",
    ]


EIENDOM = rad("E.Eiendom", "eiendommer/eiendom", "utfylt") + rad(
    "E.Nr", "nr", "utfylt", 'for = "eiendommer/eiendom"'
)


def test_a_row_for_each_instance_is_asked_once_per_instance() -> None:
    innhold = "<eiendommer><eiendom><nr>1</nr></eiendom><eiendom><x>1</x></eiendom></eiendommer>"
    alle = svar(EIENDOM, innhold)
    assert [f"{s.rad.id} {s.utfall}" for s in alle] == [
        "E.Eiendom oppfylt",
        "E.Nr oppfylt",
        "E.Nr brutt",
    ]
    assert alle[-1].sted is not None
    assert alle[-1].sted.xpath == "/ettrinn/eiendommer/eiendom[2]/nr"


def test_without_instances_the_row_follows_from_the_block_that_is_missing() -> None:
    alle = svar(EIENDOM, "")
    assert [str(s.utfall) for s in alle] == ["brutt", "ikke_aktuell"]
    assert alle[1].grunn is not None
    assert alle[1].grunn.nb == "følger av E.Eiendom"


def test_without_instances_or_a_row_about_them_the_row_says_there_are_none() -> None:
    (ett,) = svar(rad("E.Nr", "nr", "utfylt", 'for = "eiendom"'), "")
    assert ett.utfall == "ikke_aktuell"
    assert ett.grunn is not None
    assert ett.grunn.nb == "skjemaet har ingen eiendom"


PART = (
    rad("E.Part.Adresse.Postnr.Utfylt", "part/adresse/postnr", "utfylt")
    + rad("E.Part.Adresse.Postnr.Gyldig", "part/adresse/postnr", "postnummer")
    + rad("E.Part.Adresse", "part/adresse", "utfylt")
    + rad("E.Part.Navn", "part/navn", "utfylt")
    + rad("E.Part", "part", "utfylt")
)


def test_one_missing_block_gives_one_finding_whatever_the_order_of_the_rows() -> None:
    alle = svar(PART, "")
    assert [s.rad.id for s in alle if s.utfall == "brutt"] == ["E.Part"]
    grunner = {s.rad.id: s.grunn.nb if s.grunn else None for s in alle}
    assert grunner == {
        "E.Part.Adresse.Postnr.Utfylt": "følger av E.Part.Adresse",
        "E.Part.Adresse.Postnr.Gyldig": "følger av E.Part.Adresse",
        "E.Part.Adresse": "følger av E.Part",
        "E.Part.Navn": "følger av E.Part",
        "E.Part": None,
    }


def test_a_missing_block_inside_a_filled_one_is_its_own_root_cause() -> None:
    alle = svar(PART, "<part><navn>Kari</navn></part>")
    assert [s.rad.id for s in alle if s.utfall == "brutt"] == ["E.Part.Adresse"]


def test_a_block_that_need_not_be_there_asks_nothing_of_what_is_below() -> None:
    felter = rad("E.Faktura", "faktura", "utfylt", 'naar = "betaler"') + rad(
        "E.Faktura.Navn", "faktura/navn", "utfylt"
    )
    assert utfall(felter, "") == ["E.Faktura ikke_aktuell", "E.Faktura.Navn ikke_aktuell"]
    assert utfall(felter, "<faktura><x>1</x></faktura>")[1] == "E.Faktura.Navn brutt"


def test_blocks_fold_inside_their_own_instance_only() -> None:
    felter = (
        rad("E.Id", "id", "utfylt", 'for = "eiendom"')
        + rad("E.Id.Nr", "id/nr", "utfylt", 'for = "eiendom"')
        + rad("E.Id.Del.Nr", "nr", "utfylt", 'for = "eiendom/id/del"')
    )
    innhold = "<eiendom><x>1</x></eiendom><eiendom><id><del><y>1</y></del></id></eiendom>"
    assert utfall(felter, innhold) == [
        "E.Id brutt",
        "E.Id oppfylt",
        "E.Id.Nr ikke_aktuell",
        "E.Id.Nr brutt",
        "E.Id.Del.Nr brutt",
    ]


def test_a_value_that_is_not_written_rightly_is_not_asked_about_more() -> None:
    felter = rad("E.Siffer", "nr", "kontrollsiffer", 'type = "orgnr"') + rad(
        "E.Form", "nr", "organisasjonsnummer"
    )
    assert utfall(felter, "<nr>97476</nr>") == ["E.Siffer ikke_aktuell", "E.Form brutt"]
    assert utfall(felter, "<nr>974760674</nr>") == ["E.Siffer brutt", "E.Form oppfylt"]


@pytest.mark.parametrize(
    ("naar", "innhold", "ventet"),
    [
        ("a", "<a>1</a>", True),
        ("a", "<a/>", False),
        ("!a", "<a/>", True),
        ("a/b", "<a><b>1</b></a>", True),
        ("a = x", "<a>x</a>", True),
        ("a = x | y z", "<a>y z</a>", True),
        ("a = x", "", False),
        ("a != x", "", True),
        ("a != x", "<a>x</a>", False),
        ("a = true", "<a>1</a>", True),
        ("a = x og b", "<a>x</a><b>1</b>", True),
        ("a = x og !b", "<a>x</a><b>1</b>", False),
        ("a/k = 2", "<a><k>1</k></a><a><k>2</k></a>", True),
        ("/a", "<a>1</a>", True),
    ],
)
def test_a_precondition_reads_like_a_sentence(naar: str, innhold: str, ventet: bool) -> None:
    rot = skjema(innhold)
    assert tolk_vilkaar(naar, "x")(rot, rot) is ventet


def test_a_precondition_is_about_the_instance_unless_it_begins_at_the_root() -> None:
    felter = rad("E.A", "b", "utfylt", 'for = "i"\nnaar = "a = 1"') + rad(
        "E.B", "b", "utfylt", 'for = "i"\nnaar = "/a = 1"'
    )
    innhold = "<a>1</a><i><a>2</a></i>"
    assert utfall(felter, innhold) == ["E.A ikke_aktuell", "E.B brutt"]


@pytest.mark.parametrize("naar", ["", "a ==", "a = ", "!a = b", "a b", "a og", "../a", "a/*", "@a"])
def test_a_precondition_that_cannot_be_read_is_refused(naar: str) -> None:
    with pytest.raises(FelttabellFeil, match="naar"):
        rader(rad("E.A", "a", "utfylt", f'naar = "{naar}"'))


@pytest.mark.parametrize(
    ("felter", "sier"),
    [
        (rad("E.A", "a", "utfyllt"), "«utfyllt» finnes ikke"),
        (rad("E.A", "//a", "utfylt"), "lokale navn"),
        (rad("E.A", "../a", "utfylt"), "lokale navn"),
        (rad("E.A", "ns:a", "utfylt"), "lokale navn"),
        (rad("E.A", ".", "utfylt"), "krever en slik"),
        (rad("a", "a", "utfylt"), "id skal være"),
        (rad("E.A", "a", "utfylt", 'verdi = "1"'), "tar ikke"),
        (rad("E.A", "a", "utfylt", 'melding = { nb = "x" }'), "nb, nn og en"),
        (rad("E.A", "a", "utfylt", "nar = 'b'"), "ukjente nøkler"),
        (rad("E.A", "a", "gyldig"), "skal ha én av"),
        (rad("E.A", "a", "gyldig", 'moenster = "("'), "mønsteret"),
        (rad("E.A", "a", "gyldig", 'type = "tall"'), "«tall» finnes ikke"),
        (rad("E.A", "a", "minst", 'verdi = "null"'), "ikke et tall"),
        (rad("E.A", "a", "kodeliste", "koder = []"), "alle koder feil"),
        (rad("E.A", "a", "lik", 'med = "a b"'), "ikke en sti"),
        (rad("E.A", '["a", "b"]', "utfylt"), "bare en_av"),
        (rad("E.A", "a", "en_av"), "bare en_av"),
        (rad("E.A", "a", "utfylt").replace('"feil"', '"error"'), "«feil» eller «advarsel»"),
        (rad("E.A", "a", "utfylt") * 2, "to ganger"),
    ],
)
def test_a_row_that_cannot_be_understood_is_refused_by_file_and_row(felter: str, sier: str) -> None:
    with pytest.raises(FelttabellFeil, match=sier) as feil:
        rader(felter)
    assert "p.felt.toml" in str(feil.value)


@pytest.mark.parametrize(
    ("hode", "sier"),
    [
        ("", "avsnittet"),
        (TABELLHODE.replace('skjema = "ettrinn"', ""), "mangler skjema"),
        (TABELLHODE.replace("paragraf", "paragaf"), "hjemmel"),
        (TABELLHODE.replace("2010-07-01", "'2010'"), "dato"),
        (TABELLHODE + "verjsoner = ['4']", "verjsoner"),
    ],
)
def test_a_table_head_that_cannot_be_understood_is_refused(hode: str, sier: str) -> None:
    with pytest.raises(FelttabellFeil, match=sier):
        rader(rad("E.A", "a", "utfylt"), hode)


def test_one_file_can_speak_of_several_forms() -> None:
    hode = TABELLHODE.replace('"ettrinn"', '["ettrinn", "ramme"]')
    data = tomllib.loads(hode + rad("{Skjema}.Navn.Utfylt", "navn", "utfylt"))
    tabeller = les_felttabell(data, "p.felt.toml")
    assert [(t.skjema, t.rader[0].id) for t in tabeller] == [
        ("ettrinn", "Ettrinn.Navn.Utfylt"),
        ("ramme", "Ramme.Navn.Utfylt"),
    ]


@given(st.text(max_size=40), st.booleans())
def test_no_text_makes_a_predicate_fall_over(tekst: str, test: bool) -> None:
    for proeve in (*predicates.TYPER.values(), *predicates.KONTROLLSIFFER.values()):
        assert proeve(tekst, test) in (True, False, predicates.KRYPTERT)


@pytest.mark.parametrize("modul", [condition, field_texts])
def test_the_examples_in_the_docstrings_hold(modul: object) -> None:
    assert doctest.testmod(modul).failed == 0  # type: ignore[arg-type]
