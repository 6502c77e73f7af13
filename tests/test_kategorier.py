"""The letters of SAK10 chapters 3 and 4: every example of every letter, on its own day."""

from datetime import date

import pytest

from byggsak.domain.funn import Utfall
from byggsak.domain.klassifisering import Tiltak
from byggsak.rule.catalogue import Katalog
from byggsak.rule.category import EnKategori, hoerer_til
from byggsak.rule.parameters import FELLES

KATALOG = Katalog.last()
NYEST = date(2026, 11, 1)


def _eksempler() -> list[tuple[EnKategori, date, Utfall, str, Tiltak]]:
    return [
        (k, dato, utfall, setning, tiltak)
        for k in (f.kategori for f in KATALOG.kategorier)
        for dato, gruppe in [
            *sorted(k.tidligere.items()),
            (date(2026, 6, 30) if k.gjelder_til else NYEST, k.eksempler),
        ]
        for utfall, setning, tiltak in gruppe.alle()
    ]


@pytest.mark.parametrize(
    ("kategori", "dato", "utfall", "setning", "tiltak"),
    _eksempler(),
    ids=[f"{k.id}-{d}-{u}-{s}" for k, d, u, s, _ in _eksempler()],
)
def test_a_letter_answers_as_its_example_says(
    kategori: EnKategori, dato: date, utfall: Utfall, setning: str, tiltak: Tiltak
) -> None:
    assert kategori.gjaldt(dato)
    krav = KATALOG.parametre.les((kategori.id, FELLES), kategori.krav, dato)
    svar = hoerer_til(kategori, krav, tiltak)
    assert svar.utfall is utfall, [(g.vilkaar.nb, g.utfall.value) for g in svar.grunner]
    assert svar.grunner
    assert not any("–" in g.vilkaar.nb or "{" in g.vilkaar.nb for g in svar.grunner)


@pytest.mark.parametrize("fil", KATALOG.kategorier, ids=lambda f: f.kategori.id)
def test_every_letter_has_examples_on_both_sides_and_tells_a_jurist_what_it_is(fil) -> None:  # type: ignore[no-untyped-def]
    eksempler = fil.kategori.eksempler
    assert all((eksempler.innenfor, eksempler.utenfor, eksempler.uavklart))
    assert len(fil.dok.splitlines()) >= 3


def test_no_letter_has_two_versions_on_one_day() -> None:
    alle = [f.kategori for f in KATALOG.kategorier]
    dager = {k.gjelder_fra for k in alle} | {k.gjelder_til for k in alle if k.gjelder_til}
    for dag in dager:
        i_kraft = [k.id for k in alle if k.gjaldt(dag)]
        assert len(i_kraft) == len(set(i_kraft)), dag


def test_the_letters_in_force_follow_the_date() -> None:
    def i_kraft(dato: date) -> set[str]:
        return {f.kategori.id for f in KATALOG.kategorier if f.kategori.gjaldt(dato)}

    assert "sak10-3-1-e" in i_kraft(date(2023, 7, 1)) - i_kraft(date(2023, 6, 30))
    assert "sak10-4-1-d" in i_kraft(date(2021, 5, 1)) - i_kraft(date(2021, 4, 30))
    nye = {"sak10-4-3-sol", "sak10-4-4-isolasjon", "sak10-4-5-lading"}
    assert nye <= i_kraft(date(2026, 7, 1)) - i_kraft(date(2026, 6, 30))
    assert "sak10-annen-lov" in i_kraft(date(2026, 6, 30)) & i_kraft(date(2026, 7, 1))
