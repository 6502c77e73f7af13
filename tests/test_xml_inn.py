"""From bytes to the domain: what a form says, which subform belongs to it, and every fault."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byggsak.domain.felt import Felt
from byggsak.domain.soeknad import (
    Dispensasjon,
    Gjenpart,
    Matrikkelnummer,
    Risiko,
    Soeknad,
    Soeknadstype,
)
from byggsak.xml.forms import forms, recognise
from byggsak.xml.inn import les, les_soeknad
from byggsak.xml.mapping import map_dispensasjon, map_gjenpart, map_soeknad
from byggsak.xml.merge import merge_dispensasjoner
from byggsak.xml.reader import XmlAvvist, read

ROOT = Path(__file__).parents[1]
SKJEMA = ROOT / "fixtures" / "skjema"
EVIL = ROOT / "fixtures" / "evil"


def fixture(name: str) -> bytes:
    return (SKJEMA / f"{name}.xml").read_bytes()


ENEBOLIG = fixture("ok-ettrinn-en-enebolig")
GJENPART = fixture("ok-gjenpartnabovarsel-to-naboer")
DISPENSASJON = fixture("ok-dispensasjonssoeknad-byggegrense")


def soeknad(data: bytes) -> Soeknad:
    lest = les_soeknad(data)
    assert lest.funn == ()
    assert lest.soeknad is not None
    return lest.soeknad


def test_an_application_in_the_words_of_the_domain() -> None:
    enebolig = soeknad(ENEBOLIG)
    assert enebolig.skjema.type is Soeknadstype.ETT_TRINN
    assert enebolig.skjema.data_format_id == "10012"
    assert enebolig.kommunenummer == "9999"
    assert enebolig.eiendommer[0].matrikkelnummer == Matrikkelnummer("9999", 1, 7)
    assert [kode.kodeverdi for kode in enebolig.tiltakstyper] == ["nyttbyggboligformal"]
    assert (enebolig.bygningstype, enebolig.ansvar) == ("111", None)
    assert (enebolig.saksaar, enebolig.sakssekvensnummer) == (2026, 41)
    assert enebolig.tiltakshaver is not None
    assert enebolig.tiltakshaver.navn == "Kari Prøve"
    assert enebolig.ansvarlig_soeker is not None
    assert enebolig.ansvarlig_soeker.organisasjonsnummer == "310000000"
    assert enebolig.varsling.antall_merknader == 1
    assert enebolig.varsling.fritatt_fra_nabovarsling is False
    assert enebolig.oppfyller_vilkaar_for_treukersfrist is True
    assert enebolig.risikoer == (Risiko("flom", "f2"),)
    assert enebolig.dispensasjoner[0].referanse == "D-1"
    assert enebolig.dispensasjoner[0].har_underskjema is False


def test_decimals_are_kept_exactly_as_they_were_written() -> None:
    enebolig = soeknad(ENEBOLIG)
    assert str(enebolig.areal.tomteareal_byggeomraade) == "800.00"
    assert str(enebolig.areal.beregnet_grad_av_utnytting) == "15.0625"
    assert str(enebolig.plan.utnyttingsgrad) == "30.0"
    assert enebolig.areal.parkeringsareal_terreng is None


def test_a_zero_in_the_cadastral_number_is_none_and_a_dropped_zero_comes_back() -> None:
    eiendom = soeknad(fixture("ok-ettrinn-null-og-tre-sifre")).eiendommer[0]
    assert eiendom.matrikkelnummer == Matrikkelnummer("0301", None, 7, None, None)
    assert eiendom.felt.verdi("eiendomsidentifikasjon/gaardsnummer") == "0"


def test_an_empty_form_reads_as_nothing_filled_in() -> None:
    tom = soeknad(fixture("ok-ettrinn-et-tomt-skjema"))
    assert not any((tom.eiendommer, tom.tiltakstyper, tom.dispensasjoner, tom.risikoer))
    assert (tom.kommunenummer, tom.tiltakshaver, tom.gjenpart) == (None, None, None)


def test_nil_is_not_filled_in() -> None:
    nil = soeknad(fixture("ok-ettrinn-nil-der-verdien-mangler"))
    assert nil.saksaar is nil.sakssekvensnummer is None
    felt = nil.felt.ett("kommunensSaksnummer/sakssekvensnummer")
    assert felt is not None
    assert felt.nil


def test_norwegian_letters_survive_another_encoding() -> None:
    assert soeknad(fixture("ok-ettrinn-iso-8859-1")).prosjektnavn == "Båthus på Sørøya, ærlig talt"


def test_an_application_without_liability_has_no_responsible_applicant() -> None:
    garasje = soeknad(fixture("ok-utenansvarsrett-en-garasje"))
    assert garasje.skjema.type is Soeknadstype.UTEN_ANSVARSRETT
    assert garasje.ansvarlig_soeker is None


def test_the_copy_of_the_notice_says_who_when_and_what_they_answered() -> None:
    gjenpart = les(GJENPART, "g.xml").innhold
    assert isinstance(gjenpart, Gjenpart)
    nils, grete = gjenpart.naboer
    assert (nils.navn, nils.varsel_sendt_via) == ("Nils Nabo", "FTB")
    assert nils.varsel_sendt == date(2026, 5, 1)
    assert nils.eiendommer == (Matrikkelnummer("9999", 1, 8),)
    assert (nils.merknad_mottatt, nils.samtykke_mottatt) == (True, None)
    # A time zone in the form does not move the date.
    assert (grete.varsel_sendt, grete.merknad_mottatt) == (date(2026, 5, 2), False)
    assert grete.samtykke_mottatt_dato == date(2026, 5, 3)


def test_subforms_become_part_of_the_application() -> None:
    lest = les_soeknad(ENEBOLIG, [("gjenpart.xml", GJENPART), ("disp.xml", DISPENSASJON)])
    assert lest.funn == ()
    assert lest.soeknad is not None
    assert lest.soeknad.gjenpart is not None
    assert len(lest.soeknad.gjenpart.naboer) == 2
    (dispensasjon,) = lest.soeknad.dispensasjoner
    # «D-1» in the overview and «d-1» in the subform are one dispensation.
    assert dispensasjon.har_underskjema
    assert (dispensasjon.referanse, dispensasjon.tittel) == ("D-1", "byggegrenser")
    assert (dispensasjon.paragraf, dispensasjon.plan_id) == ("3.10", "P1")
    assert dispensasjon.begrunnelse == "Fordelene er klart større enn ulempene."
    assert [felt.navn for felt in lest.felter] == [
        "ettrinn",
        "gjenpartnabovarsel",
        "dispensasjonssoeknad",
    ]


def test_every_fault_in_every_form_is_said_at_once() -> None:
    lest = les_soeknad(
        fixture("fail-fem-feil-paa-en-gang"),
        [
            ("dato.xml", fixture("fail-en-dato-paa-norsk")),
            ("xxe.xml", (EVIL / "xxe-file.xml").read_bytes()),
            ("ukjent.xml", (EVIL / "unknown-form.xml").read_bytes()),
            ("soeknad.xml", ENEBOLIG),
            ("en.xml", GJENPART),
        ],
    )
    assert lest.soeknad is None
    assert lest.avvist
    assert lest.skjema is not None
    assert [(f.regel, f.sted.dokument) for f in lest.funn] == [
        *[("xml-skjema", None)] * 5,
        ("xml-skjema", "dato.xml"),
        ("xml-uleselig", "xxe.xml"),
        ("xml-ukjent-skjema", "ukjent.xml"),
        ("xml-underskjema", "soeknad.xml"),
    ]


def test_a_good_form_with_a_bad_subform_is_read_and_refused() -> None:
    lest = les_soeknad(ENEBOLIG, [("dato.xml", fixture("fail-en-dato-paa-norsk"))])
    assert lest.avvist
    assert lest.soeknad is not None
    assert lest.soeknad.gjenpart is None


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"<a", b"<a/>"], ids=["none", "pdf", "cut", "a"]
)
def test_unreadable_bytes_are_a_finding_and_never_an_exception(data: bytes) -> None:
    lest = les_soeknad(data)
    assert (lest.soeknad, lest.skjema, len(lest.funn)) == (None, None, 1)
    with pytest.raises(XmlAvvist):
        les(data)


def test_a_subform_cannot_be_sent_alone_nor_twice() -> None:
    alone = les_soeknad(GJENPART)
    assert alone.soeknad is None
    assert [f.regel for f in alone.funn] == ["xml-underskjema"]
    assert "kan ikke sendes alene" in alone.funn[0].melding.nb
    twice = les_soeknad(ENEBOLIG, [("1.xml", GJENPART), ("2.xml", GJENPART)])
    assert [(f.regel, f.sted.dokument) for f in twice.funn] == [("xml-underskjema", "2.xml")]


def test_a_date_nobody_can_compute_with_is_a_finding() -> None:
    lest = les(GJENPART.replace(b"2026-05-01", b"12026-05-01"), "g.xml")
    (funn,) = lest.funn
    assert lest.innhold is None
    assert "12026-05-01" in funn.melding.nb
    assert funn.sted.xpath is not None
    assert funn.sted.xpath.endswith("naboGjenboerEiendom[1]/respons/nabovarselSendt")
    assert funn.sted.dokument == "g.xml"


def disp(referanse: str | None, **andre: str) -> Dispensasjon:
    return Dispensasjon(felt=Felt("d"), referanse=referanse, **andre)  # type: ignore[arg-type]


def test_dispensations_are_matched_by_reference_and_never_guessed() -> None:
    a, b = disp("A", tittel="høyde"), disp("B")
    under = [disp("b", begrunnelse="fordi"), disp("C", begrunnelse="også")]
    merged = merge_dispensasjoner([a, b], under)
    assert [(d.referanse, d.begrunnelse) for d in merged] == [
        ("A", None),
        ("B", "fordi"),
        ("C", "også"),
    ]


def test_the_only_dispensation_needs_no_reference() -> None:
    (merged,) = merge_dispensasjoner([disp(None, tittel="høyde")], [disp("X", begrunnelse="ja")])
    assert (merged.referanse, merged.tittel, merged.begrunnelse) == ("X", "høyde", "ja")
    assert len(merge_dispensasjoner([disp("A")], [disp("B")])) == 2


@given(
    st.lists(st.sampled_from([None, "a", "A", "b", "c"]), max_size=4),
    st.lists(st.sampled_from([None, "a", "b", "C", "d"]), max_size=4),
)
def test_no_dispensation_is_lost_or_counted_twice(
    oversikt: list[str | None], underskjema: list[str | None]
) -> None:
    under = [disp(r, begrunnelse=str(n)) for n, r in enumerate(underskjema)]
    merged = merge_dispensasjoner([disp(r) for r in oversikt], under)
    grounds = [d.begrunnelse for d in merged if d.begrunnelse is not None]
    assert sorted(grounds) == sorted(str(n) for n in range(len(under)))
    assert max(len(oversikt), len(under)) <= len(merged) <= len(oversikt) + len(under)


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9
    )
)
def test_any_number_comes_through_untouched(number: Decimal) -> None:
    data = ENEBOLIG.replace(b">15.0625<", f">{number:f}<".encode())
    read_back = soeknad(data).areal.beregnet_grad_av_utnytting
    assert str(read_back) == f"{number:f}"


def test_a_form_is_mapped_only_as_what_it_is() -> None:
    for data, mapped in (
        (ENEBOLIG, map_soeknad),
        (GJENPART, map_gjenpart),
        (DISPENSASJON, map_dispensasjon),
    ):
        document = read(data)
        form = recognise(document)
        assert mapped(document, form) is not None
        for other in {map_soeknad, map_gjenpart, map_dispensasjon} - {mapped}:
            with pytest.raises(TypeError, match=form.name):
                other(document, form)


def test_the_tree_of_fields_holds_every_element_once_and_in_order() -> None:
    document = read(ENEBOLIG)
    felter = list(document.felt)
    assert len(felter) == sum(1 for _ in document.root.iter())
    assert all(felt is document.felt or felt.forelder is not None for felt in felter)
    lines = {felt.xpath: felt.linje for felt in felter}
    assert len(lines) == len(felter)
    assert lines["/ettrinn/metadata/ftbId"] == 6
    assert len(forms()) >= 4
