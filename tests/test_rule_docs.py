"""The jurist's page is what the rules say, and the test harness for rules catches bad rules."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rule_helpers import DATO, KRAV, TABELLHODE, Grense, katalog, rad, regel

from byggsak.domain.facts import Maal, er_kjent
from byggsak.rule import Eksempler, Tekst, Vurdering, brutt, minst, oppfylt
from byggsak.rule.catalogue import Katalog
from byggsak.rule.docs import main, regel_som_tekst, regelliste, som_markdown, sti
from byggsak.testing.rules import eksempler, proev

NY = KRAV.replace("}]", "}, { fra = 2024-01-01, verdi = '4.5', kilde = 'pbl § 1 | endret' }]")


def test_the_page_is_not_stale() -> None:
    assert main(["--check"]) == 0


def test_the_page_stands_beside_the_rules() -> None:
    assert sti() == Path(__file__).parents[1] / "rules" / "README.md"


def test_a_stale_page_is_refused_with_what_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("byggsak.rule.docs.sti", lambda: tmp_path / "README.md")
    assert main(["--check"]) == 1
    assert "--write" in capsys.readouterr().err
    assert main(["--write"]) == 0
    assert main(["--check"]) == 0


def test_the_page_tells_a_jurist_everything_a_rule_is() -> None:
    side = som_markdown(
        katalog(regel(), krav=NY, felter=TABELLHODE + rad("E.A.Utfylt", "a", "utfylt"))
    )
    for linje in (
        "## Avstand",
        "`pbl-1-avstand` · pbl § 1 første ledd · gjelder fra 1.7.2010 · feil",
        "| `minste` | 4,0 | m | 1.7.2010 | pbl § 1 |",
        "| `minste` | 4,5 | m | 1.1.2024 | pbl § 1 \\| endret |",
        "| langt | oppfylt |  | 5 m / 4,5 m (0,5) |",
        "| kort | brutt | : 3,00 m, 4,50 | 3 m / 4,5 m (−1,5) |",
        "| nb | {navn}: {maalt} {enhet}, {krav} | Flytt. |",
        "| `E.A.Utfylt` | E.A.Utfylt nb | utfylt |  | feil |",
    ):
        assert linje in side.splitlines(), linje


def test_a_rule_is_shown_with_the_numbers_of_the_day() -> None:
    felles = katalog(regel(), krav=NY)
    assert "minste = 4,0 m" in regel_som_tekst(felles, "pbl-1-avstand", date(2020, 1, 1))
    assert "minste = 4,5 m" in regel_som_tekst(felles, "pbl-1-avstand", DATO)
    assert regelliste(felles, DATO) == [("pbl-1-avstand", "pbl § 1 første ledd", "Avstand")]
    assert regelliste(felles, date(2000, 1, 1)) == []


def kjoer_alle(felles: Katalog) -> None:
    for eksempel in eksempler(felles):
        proev(felles, eksempel)


def test_examples_are_named_by_their_sentence() -> None:
    assert [str(e) for e in eksempler(katalog(regel(), krav=KRAV))] == [
        "pbl-1-avstand-oppfylt-langt",
        "pbl-1-avstand-brutt-kort",
    ]
    kjoer_alle(katalog(regel(), krav=KRAV))


def gjetter(grense: Grense, krav: Any) -> Vurdering:
    """What no rule should do: peek whether a fact is known and pass when it is not."""
    if not er_kjent(grense.gjerde):
        return minst(grense.avstand, krav.minste)
    return brutt()


def leser_mer(grense: Grense, krav: Any) -> Vurdering:
    return brutt() if grense.gjerde else minst(grense.avstand, krav.minste)


LANGT, KORT = Grense(avstand=Maal.of(5)), Grense(avstand=Maal.of(1))


@pytest.mark.parametrize(
    ("vurder", "flere", "sier"),
    [
        (lambda g, k: oppfylt(), {}, "answered oppfylt"),
        (lambda g, k: None, {}, "not a Vurdering"),
        (gjetter, {}, "gjerde"),
        (leser_mer, {}, "answered uavklart"),
        (
            lambda g, k: minst(g.avstand, k.minste),
            {"melding": Tekst(*["{finnes_ikke}"] * 3)},
            "nothing to put in",
        ),
        (
            lambda g, k: minst(g.avstand, k.minste),
            {"eksempler": Eksempler({"a": LANGT}, {"b": KORT}, uavklart={"c": LANGT})},
            "answered oppfylt",
        ),
    ],
    ids=["always green", "no verdict", "peeks", "reads more", "text", "wrong outcome"],
)
def test_a_rule_that_does_not_do_what_its_examples_say_fails(
    vurder: Callable[..., Any], flere: dict[str, Any], sier: str
) -> None:
    with pytest.raises(AssertionError, match=sier):
        kjoer_alle(katalog(regel(vurder=vurder, **flere), krav=KRAV))


def test_examples_follow_the_newest_numbers() -> None:
    akkurat = Eksempler(
        oppfylt={"4,5": Grense(avstand=Maal.of("4.5"))},
        brutt={"4,4": Grense(avstand=Maal.of("4.4"))},
    )
    kjoer_alle(katalog(regel(eksempler=akkurat), krav=NY))
