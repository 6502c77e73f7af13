"""File names: filed safely, shown honestly, and never part of the verdict on the content."""

import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vedleggsbygg import FEIL, LOVLIGE

from byggsak.rule.catalogue import Katalog
from byggsak.vedlegg.bedoem import bedoem
from byggsak.vedlegg.navn import LENGSTE_NAVN, endelse, trygt_navn, vis_navn

LANGT = "å" * 300


@pytest.mark.parametrize(
    ("sendt", "lagret"),
    [
        ("Plan 1. etasje.pdf", "Plan 1. etasje.pdf"),
        ("fasade_øst (rev. B).pdf", "fasade_øst (rev. B).pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Kari\\plan.pdf", "plan.pdf"),
        ("plan\x00.pdf\x1b[2J", "plan.pdf[2J"),
        ("plan\n.pdf", "plan.pdf"),
        ("faktura\u202efdp.exe", "fakturafdp.exe"),
        ("pl\u200ban.pdf", "plan.pdf"),
        ("a\u0308rlig.pdf", "ärlig.pdf"),
        ("plan\u00a0ny.pdf", "plan ny.pdf"),
        ('snitt <A>: "ny"?|*.pdf', "snitt _A__ _ny____.pdf"),
        (".htaccess", "htaccess"),
        ("  plan.pdf. . ", "plan.pdf"),
        ("NUL", "_NUL"),
        ("com1.pdf", "_com1.pdf"),
        ("LPT¹.txt", "_LPT¹.txt"),
        ("compost.pdf", "compost.pdf"),
        ("-rf.pdf", "_-rf.pdf"),
        (f"{'x' * 300}.pdf", f"{'x' * 176}.pdf"),
        (f"{LANGT}.pdf", f"{'å' * 118}.pdf"),
        ("..", ""),
        ("\udcff", ""),
        ("", ""),
    ],
    ids=lambda navn: ascii(navn)[:40],
)
def test_a_name_is_filed_without_what_could_harm(sendt: str, lagret: str) -> None:
    assert trygt_navn(sendt) == lagret


@given(st.text() | st.text(alphabet='./\\:*?"<>| -\x00\u202econ'))
def test_a_safe_name_is_a_file_name_on_any_system_and_stays_as_it_is(navn: str) -> None:
    trygt = trygt_navn(navn)
    assert trygt_navn(trygt) == trygt
    assert len(trygt) <= LENGSTE_NAVN
    assert len(trygt.encode()) <= 240
    assert trygt.isprintable()
    assert not set(trygt) & set('<>:"/\\|?*')
    assert trygt == trygt.strip(" .")
    assert os.path.basename(trygt) == trygt


@given(st.text(min_size=1, max_size=60))
def test_a_safe_name_can_really_be_written(
    tmp_path_factory: pytest.TempPathFactory, navn: str
) -> None:
    if trygt := trygt_navn(navn):
        fil = tmp_path_factory.getbasetemp() / trygt
        if not fil.is_dir():
            fil.write_bytes(b"x")
            assert fil.parent == tmp_path_factory.getbasetemp()
            fil.unlink()


@given(st.text())
def test_a_shown_name_has_nothing_that_cannot_be_seen(navn: str) -> None:
    assert vis_navn(navn).isprintable()
    assert len(vis_navn(navn)) <= LENGSTE_NAVN


def test_a_name_that_turns_the_text_around_is_shown_as_it_is() -> None:
    assert vis_navn("faktura\u202efdp.exe") == "faktura\\u202efdp.exe"


@pytest.mark.parametrize(
    ("navn", "svar"),
    [("a.PDF", "pdf"), ("a.tar.gz", "gz"), ("a", ""), (".a", ""), ("a.pdf. ", "pdf")],
)
def test_the_ending_is_what_comes_last(navn: str, svar: str) -> None:
    assert endelse(navn) == svar


def test_the_length_that_is_filed_is_the_length_that_is_asked_for() -> None:
    tall = Katalog.last().parametre.rekke(("sak10-5-1-vedlegg-navn",), "lengste_filnavn")
    assert tall is not None
    assert tall.verdier[-1].verdi == str(LENGSTE_NAVN)


@pytest.mark.parametrize("data", [*LOVLIGE.values(), *FEIL.values()], ids=[*LOVLIGE, *FEIL])
def test_renaming_a_file_never_changes_what_it_is(tmp_path: Path, data: bytes) -> None:
    svar = [bedoem(io.BytesIO(data))]
    for navn in ("plan.pdf", "plan.exe", "plan"):
        (tmp_path / navn).write_bytes(data)
        with (tmp_path / navn).open("rb") as fil:
            svar.append(bedoem(fil))
    assert len({(s.format, s.problemer, s.mime) for s in svar}) == 1
