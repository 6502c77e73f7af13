"""What is said of a document's format: what its content shows, and no more than that."""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from byggsak.archive import commands as a
from byggsak.archive.codes import PDFA, Variantformat
from byggsak.archive.errors import PermanentConfig
from byggsak.services.arkivformat import etter_innholdet
from byggsak.services.brev import Avsnitt, Brev, skriv_brev
from byggsak.services.pdfa import ingen_proeve, proeve_med
from byggsak.testing.archive import Files, Names
from byggsak.testing.archive_examples import NOON, add_document, ensure_case
from byggsak.testing.tegning import tegning
from byggsak.vedlegg import pdf as vedleggspdf
from tests.vedleggsbygg import liten_pdf

ARKIV, PRODUKSJON = Variantformat.ARKIV, Variantformat.PRODUKSJON
XML = b"<a/>"
CLAIMS = tegning("TegningNyPlan")  # says that it is PDF/A-2b


def told(content: bytes, name: str, command: str = "") -> a.AddDocument:
    files = Files()
    sent = add_document(
        Names(), replace(files.add(content, name), pronom=None), variantformat=PRODUKSJON
    )
    prepared = etter_innholdet(files, proeve_med(command))(sent)
    assert isinstance(prepared, a.AddDocument)
    assert replace(prepared, record=sent.record) == sent  # nothing else is filled in
    return prepared


def validator(folder: Path, code: str) -> str:
    """A validator as an operator would name it: a program that is given the path of the PDF."""
    script = folder / "prøve en.py"
    script.write_text(f"import sys, time\npdf = open(sys.argv[-1], 'rb').read()\n{code}\n", "utf-8")
    return f"'{sys.executable}' '{script}' --flavour 2b"


@pytest.mark.parametrize(
    ("content", "name", "pronom", "variant"),
    [
        (CLAIMS, "vedtak.pdf", "fmt/477", PRODUKSJON),
        (liten_pdf(), "brev.pdf", "fmt/18", PRODUKSJON),
        (liten_pdf(), "brev.jpg", "fmt/18", PRODUKSJON),  # the name does not matter
        (XML, "soeknad.xml", "fmt/101", ARKIV),
        (XML, "soeknad.pdf", "fmt/101", ARKIV),
        (b"Hei", "notat.txt", "x-fmt/111", ARKIV),
        (b"\x89PNG\r\n\x1a\n", "bilde.tif", None, PRODUKSJON),
        (b"", "tom.pdf", None, PRODUKSJON),
    ],
    ids=["says PDF/A", "PDF", "PDF as jpg", "XML", "XML as pdf", "text", "broken PNG", "empty"],
)
def test_the_content_says_what_the_format_is_and_whether_an_archive_takes_it(
    content: bytes, name: str, pronom: str | None, variant: Variantformat
) -> None:
    record = told(content, name).record
    assert (record.fil.pronom, record.variantformat) == (pronom, variant)


def test_a_letter_of_our_own_has_only_claimed_to_be_pdfa_until_a_validator_has_tried_it(
    tmp_path: Path,
) -> None:
    letter = skriv_brev(
        Brev(
            avsender="Kommunen",
            mottaker="Ola",
            sak="1",
            dato=NOON.date(),
            overskrift="Vedtak",
            avsnitt=(Avsnitt(linjer=("Ja.",)),),
            hilsen="Geir",
        )
    )
    assert told(letter, "vedtak.pdf").record.variantformat is PRODUKSJON
    accepts = validator(tmp_path, "sys.exit(0 if pdf.startswith(b'%PDF') else 1)")
    assert told(letter, "vedtak.pdf", accepts).record.variantformat is ARKIV


@pytest.mark.parametrize(
    ("code", "variant"),
    [
        ("sys.exit(0)", ARKIV),
        ("sys.exit(1)", PRODUKSJON),
        ("sys.exit(7)", PRODUKSJON),  # it could not say
        ("raise SystemExit('out of memory ' * 9)", PRODUKSJON),
    ],
)
def test_only_the_word_of_a_validator_makes_a_pdf_an_archive_document(
    tmp_path: Path, code: str, variant: Variantformat
) -> None:
    assert told(CLAIMS, "plan.pdf", validator(tmp_path, code)).record.variantformat is variant


def test_a_pdf_that_does_not_claim_to_be_pdfa_is_not_tried(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    command = validator(tmp_path, f"open({str(seen)!r}, 'w')")
    assert told(liten_pdf(), "plan.pdf", command).record.variantformat is PRODUKSJON
    assert not seen.exists()
    told(CLAIMS, "plan.pdf", command)
    assert seen.exists()


def test_a_validator_that_never_answers_leaves_it_unknown(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    slow = proeve_med(validator(tmp_path, "time.sleep(60)"), sekunder=0.3)
    with (tmp_path / "hemmelig.pdf").open("w+b") as pdf:
        pdf.write(CLAIMS)
        assert slow(pdf) is None
    assert os.fspath(tmp_path) not in "".join(capfd.readouterr())


@pytest.mark.parametrize("command", ["finnes-ikke-her --x", "'"])
def test_a_validator_that_cannot_be_run_is_named_before_anything_is_sent(command: str) -> None:
    with pytest.raises(PermanentConfig, match="BYGGSAK_PDFA"):
        proeve_med(command)


def test_no_validator_knows_nothing() -> None:
    assert proeve_med(" ") is ingen_proeve


def test_every_claim_that_the_inspector_reads_is_known_to_the_archive_as_a_claim() -> None:
    assert {f"PDF/A-{k}": v for k, v in vedleggspdf._PRONOM_A.items()} == {
        v: k for k, v in PDFA.items()
    }


LEFT_ALONE: dict[str, Callable[[Files], a.Command]] = {
    "told already": lambda f: add_document(Names(), f.add(b"x", pronom="fmt/101")),
    "not a document": lambda _: ensure_case(Names()),
}


@pytest.mark.parametrize("what", list(LEFT_ALONE))
def test_what_is_told_already_is_left_alone(what: str) -> None:
    files = Files()
    command = LEFT_ALONE[what](files)
    assert etter_innholdet(files)(command) == command


def test_a_file_that_is_away_is_left_to_the_archive_which_says_so() -> None:
    files = Files()
    away = add_document(Names(), replace(files.add(b"y"), pronom=None))
    files.lose_after(0)
    assert etter_innholdet(files)(away) == away
