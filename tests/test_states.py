"""The table itself: all of it can be reached, nothing is a dead end, and no machine decides."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime
from itertools import product

import pytest

from byggsak.case import (
    diagram,
    hendelse,
    vakter,
    vakter_etter_type,
    vakter_felles,
    vakter_frist,
    vakter_funn,
    vakter_gjennomfoering,
    vakter_hoering,
    vakter_klage,
    vakter_samling,
    vakter_slutt,
)
from byggsak.case import handling_funn as hf
from byggsak.case import kommando as k
from byggsak.case.avslaatt import Avslaatt
from byggsak.case.brett_behandling import HABILITET
from byggsak.case.decide import decide
from byggsak.case.gang import SAKENS_GANG
from byggsak.case.kommando import KOMMANDOER, Kommando
from byggsak.case.muligheter import muligheter
from byggsak.case.overgang import Overgang
from byggsak.case.regioner import Region
from byggsak.case.sak import ANVEND, Sak
from byggsak.case.tabell import ALLE, finn
from byggsak.case.tilstand import MASKINER, ROLLENAVN, SLUTT, TILSTANDSNAVN, Aktoer, Rolle, Tilstand
from byggsak.case.vakt import Parametre, Vakt
from byggsak.domain.vedtak import Vedtaksutfall
from tests.casehjelp import (
    AAPEN_SLUTT,
    AKTOERER,
    DAG,
    SB,
    T0,
    dokument,
    ekspeder,
    komplett,
    mangelbrev,
    motta,
    sak_i,
    suppler,
    vedtak,
)

UTEN = replace(AAPEN_SLUTT, fire_oeyne=False)
VAKTFILER = (
    vakter, vakter_etter_type, vakter_felles, vakter_frist, vakter_funn, vakter_gjennomfoering,
    vakter_hoering, vakter_klage, vakter_samling, vakter_slutt,
)  # fmt: skip


def kommandoer() -> list[Kommando]:
    frist = (T0 + 21 * DAG).date()
    return [
        motta(),
        suppler(),
        hf.KontrollerIgjen(begrunnelse="Nye regler.", resultat="godkjent", funn=()),
        komplett(),
        mangelbrev(),
        k.Gjenoppta(begrunnelse="Ingen svarte."),
        k.GjoerKlar(),
        k.SendTilbake(begrunnelse="Se på høyden."),
        *(vedtak(utfall) for utfall in Vedtaksutfall),
        ekspeder(),
        k.Trekk(brev=(dokument("brev.pdf"),)),
        k.InnstillAvvisning(begrunnelse="Ikke part."),
        k.Avvis(begrunnelse="Ikke part."),
        k.MarkerArkivert(gjenstaar=0),
        k.MeldArkivfeil(oppdrag="9999/x/1/EnsureCase", kode="avvist", melding="Nei"),
        k.Avslutt(klagefrist=frist),
    ]


def test_there_is_one_command_of_each_sort_here() -> None:
    assert {o.kommando.navn for o in ALLE} == set(KOMMANDOER)
    assert {(x.navn, x.variant) for x in kommandoer()} == {
        (o.kommando.navn, o.variant) for o in SAKENS_GANG
    }


@pytest.mark.parametrize(
    ("tilstand", "kommando", "rolle"),
    list(product(Tilstand, kommandoer(), Rolle)),
    ids=lambda x: f"{x.navn}{x.variant}" if isinstance(x, Kommando) else str(x),
)
def test_every_state_command_and_role_answers_as_the_table_says(
    tilstand: Tilstand, kommando: Kommando, rolle: Rolle
) -> None:
    sak, naa = sak_i(tilstand), T0 + 30 * DAG
    assert sak.tilstand is tilstand
    overgang = finn(kommando.navn, kommando.variant, tilstand)
    svar = proev(sak, kommando, naa, AKTOERER[rolle])
    if isinstance(svar, Avslaatt):
        assert svar.hindre
        assert all(t.strip() for h in svar.hindre for t in (h.tekst.nb, h.tekst.nn, h.tekst.en))
        hindre = {h.id for h in svar.hindre}
        assert (overgang is None) == (hindre == {"feil_tilstand"})
        if overgang is not None:
            assert (rolle not in overgang.roller) == (hindre == {"feil_rolle"})
    else:
        assert overgang is not None
        assert rolle in overgang.roller
        assert type(svar) is overgang.hendelse
        assert sak.etter(svar).tilstand is (overgang.til or tilstand)


def proev(
    sak: Sak, kommando: Kommando, naa: datetime, aktoer: Aktoer, parametre: Parametre = UTEN
) -> hendelse.Hendelse | Avslaatt:
    """The one event of the command, or the refusal."""
    try:
        (ny,) = decide(sak, kommando, naa, aktoer, parametre)
    except Avslaatt as nei:
        return nei
    return ny


def test_every_transition_can_be_made() -> None:
    gjort: set[tuple[str, str, Tilstand]] = set()
    forberedelser: list[list[tuple[Kommando, Aktoer]]] = [
        [],
        [(k.InnstillAvvisning(begrunnelse="Ikke part."), SB)],
        [(ekspeder(), SB)],
    ]
    for tilstand, kommando, rolle, forst in product(Tilstand, kommandoer(), Rolle, forberedelser):
        for naa in (T0, T0 + 30 * DAG):
            sak = sak_i(tilstand)
            for ett, hvem in forst:
                svar = proev(sak, ett, T0, hvem)
                sak = sak if isinstance(svar, Avslaatt) else sak.etter(svar)
            if not isinstance(proev(sak, kommando, naa, AKTOERER[rolle]), Avslaatt):
                gjort.add((kommando.navn, kommando.variant, tilstand))
    assert gjort == {(o.kommando.navn, o.variant, fra) for o in SAKENS_GANG for fra in o.fra}


def test_every_state_can_be_reached_from_the_beginning() -> None:
    naadd, nye = set(), {Tilstand.NY}
    while nye:
        naadd |= nye
        nye = {o.til for o in SAKENS_GANG if o.til and naadd & set(o.fra)} - naadd
    assert naadd == set(Tilstand)


def test_only_a_closed_case_is_an_end_and_it_can_be_reached_from_everywhere() -> None:
    assert {t for t in Tilstand if not _ut(t)} == set(SLUTT)
    for tilstand in Tilstand:
        naadd, nye = set(), {tilstand}
        while nye:
            naadd |= nye
            nye = {o.til for t in nye for o in _ut(t) if o.til} - naadd
        assert naadd & SLUTT, f"{tilstand} is a dead end"


def _ut(tilstand: Tilstand) -> list[Overgang]:
    return [o for o in SAKENS_GANG if tilstand in o.fra and o.til not in (None, tilstand)]


def test_no_machine_decides_or_dismisses() -> None:
    for overgang in ALLE:
        med_vedtak = "vedtak" in {f.name for f in fields(overgang.hendelse)}
        avviser = overgang.kommando.navn.startswith("avvis")
        assert overgang.avgjoer == (med_vedtak or avviser), overgang.navn
        if overgang.avgjoer:
            assert not set(overgang.roller) & MASKINER
            assert overgang.hjemmel, "a decision names its legal basis"
    # Nor does a machine change anything but receipt and archiving; of a time limit it only reminds.
    assert {o.navn for o in ALLE if set(o.roller) & MASKINER} == {
        "motta",
        "marker_arkivert",
        "meld_arkivfeil",
        "avslutt",
        "meld_frist",
    }


def test_a_command_has_one_transition_at_most_from_each_state() -> None:
    noekler = [(o.kommando.navn, o.variant, t) for o in ALLE for t in o.fra]
    assert len(noekler) == len(set(noekler))


def test_every_event_type_is_folded_stored_and_made_by_the_table() -> None:
    typer = set(hendelse.HENDELSER.values())
    assert {*ANVEND, *HABILITET} == typer == {o.hendelse for o in ALLE}


@pytest.mark.parametrize("overgang", ALLE, ids=lambda o: f"{o.navn} fra {o.fra[0]}")
def test_a_command_brings_every_field_its_event_needs(overgang: Overgang) -> None:
    har = {f.name for f in fields(overgang.kommando)} | {"tid", "aktoer"}
    assert {f.name for f in fields(overgang.hendelse)} <= har


@pytest.mark.parametrize(
    "vakt",
    {v.id: v for m in VAKTFILER for v in vars(m).values() if isinstance(v, Vakt)}.values(),
    ids=lambda v: v.id,
)
def test_every_guard_is_used_and_refuses_in_three_languages(vakt: Vakt) -> None:
    assert any(vakt in o.alle_vakter for o in ALLE)
    assert all(t.strip() and t.endswith(".") for t in (vakt.tekst.nb, vakt.tekst.nn, vakt.tekst.en))
    assert "  " not in vakt.tekst.nb


def test_states_and_roles_have_names_in_three_languages() -> None:
    assert set(TILSTANDSNAVN) == set(Tilstand)
    assert set(ROLLENAVN) == set(Rolle)


@pytest.mark.parametrize("rolle", Rolle)
@pytest.mark.parametrize("tilstand", Tilstand)
def test_what_can_happen_now_agrees_with_what_happens(tilstand: Tilstand, rolle: Rolle) -> None:
    sak, naa, aktoer = sak_i(tilstand), T0 + 30 * DAG, AKTOERER[rolle]
    svar = {
        (m.kommando, m.variant): m
        for m in muligheter(sak, rolle, naa, aktoer.id)
        if m.region is Region.SOEKNAD
    }
    for kommando in kommandoer():
        mulighet = svar.get((kommando.navn, kommando.variant))
        utfall = proev(sak, kommando, naa, aktoer, Parametre())
        if mulighet is None:
            assert isinstance(utfall, Avslaatt)
            assert {h.id for h in utfall.hindre} == {"feil_tilstand"}
        elif isinstance(utfall, Avslaatt):
            hindre = {h.id for h in utfall.hindre}
            assert not mulighet.kan or hindre <= {h.id for h in mulighet.krever}
        else:
            assert mulighet.kan


def test_the_diagram_in_the_readme_is_the_table() -> None:
    assert diagram.main(["--check"]) == 0, "run `python -m byggsak.case.diagram --write`"
