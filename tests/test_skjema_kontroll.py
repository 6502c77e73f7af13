"""The whole check on every form: the documents that others made, and our own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from byggsak.domain.funn import Utfall
from byggsak.rule.report import Kontrollrapport, Resultat
from byggsak.services.kontroll import Innsending, Motor, kontroller
from byggsak.xml.forms import Form, forms, recognise
from byggsak.xml.reader import read

ROOT = Path(__file__).parents[1]
SKJEMA = ROOT / "fixtures" / "skjema"
SAMPLES = sorted((ROOT.parent / "shared" / "dibk" / "eksempler").rglob("*.xml"))
MAIN = {
    "gjenpartnabovarsel": "ok-ettrinn-en-enebolig",
    "dispensasjonssoeknad": "ok-ettrinn-en-enebolig",
    "Gjennomfoeringsplan": "ok-igangsettingstillatelse-v4",
    "dispensasjonsvarsel": "ok-nabovarsel-v5",
}
"""Subform -> a form of ours that it may come with."""


@pytest.fixture(scope="module")
def motor() -> Motor:
    return Motor.last()


def check(motor: Motor, data: bytes) -> tuple[Form, Kontrollrapport]:
    form = recognise(read(data))
    if form.kind == "underskjema":
        main = (SKJEMA / f"{MAIN[form.name]}.xml").read_bytes()
        innsending = Innsending(main, underskjema=(("underskjema.xml", data),))
    else:
        innsending = Innsending(data)
    return form, kontroller(motor, innsending, kart=None, dato=date(2026, 11, 22))


def assert_full(form: Form, report: Kontrollrapport) -> None:
    """Read, not refused, and the form's own field tables asked: some rows have held."""
    assert report.resultat is not Resultat.AVVIST
    assert report.skjema is not None
    begins = f"{form.name[0].upper()}{form.name[1:]}."
    own = [line for line in report.dekning if line.regel.startswith(begins)]
    assert any(line.utfall is Utfall.OPPFYLT for line in own)


@pytest.mark.skipif(not SAMPLES, reason="the sample documents are not beside the project")
@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_every_real_document_is_checked_to_a_full_report(motor: Motor, file: Path) -> None:
    assert_full(*check(motor, file.read_bytes()))


@pytest.mark.parametrize("form", forms(), ids=str)
def test_a_sound_document_of_every_form_is_checked_to_a_full_report(
    motor: Motor, form: Form
) -> None:
    sound = [file.read_bytes() for file in sorted(SKJEMA.glob("ok-*.xml"))]
    own = [data for data in sound if recognise(read(data)) is form]
    assert own
    for data in own[-1:]:
        assert_full(*check(motor, data))


def test_a_subform_sent_alone_is_refused_and_still_told_all_that_it_lacks(motor: Motor) -> None:
    sound = (ROOT / "fixtures" / "saker" / "enebolig-01-gjenpart.xml").read_bytes()
    lacking = sound.replace(b"Nabo p\xc3\xa5 1/1", b"").replace(
        b"<gaardsnummer>1<", b"<gaardsnummer>0<"
    )
    assert lacking != sound
    hele, uten = (
        kontroller(motor, Innsending(data), kart=None, dato=date(2026, 6, 1))
        for data in (sound, lacking)
    )
    assert hele.resultat is uten.resultat is Resultat.AVVIST
    assert [f.regel for f in hele.funn] == ["xml-underskjema"]
    assert len(uten.funn) > 1
    assert uten.funn[0].regel == "xml-underskjema"
