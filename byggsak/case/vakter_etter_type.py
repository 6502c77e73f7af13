"""Vaktene for igangsetting, midlertidig bruk og ferdigattest. For andre typer sier de ja."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from byggsak.case import kommando as k
from byggsak.case.brett_vedtak import LEVER, TILLATELSER, UNDER_ARBEID, gjennomfoering, ig_gjenstaar
from byggsak.case.handling_frist import Sjekkpunkt
from byggsak.case.regioner import Gjennomfoeringstilstand
from byggsak.case.sak import Sak, Soeknadsgang
from byggsak.case.vakt import Forsoek, Ser, vakt
from byggsak.case.vakter_samling import venter_samtykke

S = Sjekkpunkt
FOER_IGANGSETTING: Final = frozenset({S.ANSVAR_DEKKET, S.KONTROLLOMFANG, S.MYNDIGHETER})
FOER_FERDIGATTEST: Final = frozenset(
    {S.GJENNOMFOERINGSPLAN, S.SAMSVAR, S.KONTROLL, S.AVFALL, S.PLASSERING, S.FDV}
)


def tillatelser(sak: Sak, *typer: str) -> Iterator[Soeknadsgang]:
    """Søknadene i saken med en tillatelse som gjelder."""
    for gang in sak.soeknader:
        if gang.type in (typer or TILLATELSER) and gang.gyldighet in LEVER | UNDER_ARBEID:
            yield gang


def mangler_vilkaar(gang: Soeknadsgang, *, ferdigattest: bool) -> list[int]:
    """Numrene på vilkårene som skulle vært oppfylt, fra 1."""
    vilkaar = gang.vedtak.vilkaar if gang.vedtak else ()
    return [
        nr
        for nr, ett in enumerate(vilkaar, 1)
        if (ett.foer_ferdigattest if ferdigattest else ett.foer_igangsetting)
        and nr not in gang.oppfylte_vilkaar
    ]


def _annen_sak(f: Forsoek[Any]) -> bool:
    return S.RAMME_I_ANNEN_SAK in f.gang.sjekket


@vakt(
    Ser.SAKEN,
    nn="Saka har inga rammetillating som gjeld. Stadfest at ho ligg i ei anna sak, eller vent.",
    en="The case has no framework permit in force. Confirm that it lies in another case, or wait.",
)
def rammetillatelsen_gjelder(f: Forsoek[k.FattVedtak]) -> bool:
    """Saken har ingen rammetillatelse som gjelder. Bekreft at den ligger i en annen sak, eller
    vent."""
    return f.gang.type != "IG" or _annen_sak(f) or any(tillatelser(f.sak, "RS"))


@vakt(
    Ser.SAKEN,
    nn="Vilkår i rammetillatinga som skal vere oppfylte før igangsetjing, er det ikkje.",
    en="Conditions in the framework permit to be fulfilled before work starts, are not.",
)
def rammevilkaarene_er_oppfylt(f: Forsoek[k.FattVedtak]) -> bool:
    """Vilkår i rammetillatelsen som skal være oppfylt før igangsetting, er det ikke."""
    return f.gang.type != "IG" or not any(
        mangler_vilkaar(g, ferdigattest=False) for g in tillatelser(f.sak, "RS")
    )


@vakt(
    Ser.SAKEN,
    nn="Ei anna styresmakt har ikkje samtykt til tiltaket. Ho må svare før igangsetjing.",
    en="Another authority has not consented to the project. It must answer before work starts.",
)
def samtykkene_er_kommet(f: Forsoek[k.FattVedtak]) -> bool:
    """En annen myndighet har ikke samtykket til tiltaket. Den må svare før igangsetting."""
    return f.gang.type != "IG" or not any(
        venter_samtykke(g) or any(x.samtykke and x.nektet for x in g.hoeringer)
        for g in tillatelser(f.sak, "RS")
    )


@vakt(
    Ser.SAKEN,
    nn="Stadfest før igangsetjing at ansvaret er dekt, kontrollen avklart og andre styresmakter "
    "avklara.",
    en="Before work starts, confirm that responsibility is covered, control settled and other "
    "authorities settled.",
)
def igangsettingspunktene_er_sett(f: Forsoek[k.FattVedtak]) -> bool:
    """Bekreft før igangsetting at ansvaret er dekket, kontrollen avgjort og andre myndigheter
    avklart."""
    return f.gang.type != "IG" or set(f.gang.sjekket) >= FOER_IGANGSETTING


@vakt(
    Ser.SAKEN,
    nn="Arbeidet er ikkje registrert som sett i gang. Registrer det, eller stadfest at tillatinga "
    "ligg i ei anna sak.",
    en="The work has not been recorded as started. Record it, or confirm that the permit lies in "
    "another case.",
)
def tiltaket_er_i_gang(f: Forsoek[k.FattVedtak]) -> bool:
    """Arbeidet er ikke registrert som satt i gang. Registrer det, eller bekreft at tillatelsen
    ligger i en annen sak."""
    G = Gjennomfoeringstilstand
    i_gang = gjennomfoering(f.sak.soeknader) in {G.BYGGING, G.MIDLERTIDIG_BRUK}
    return f.gang.type not in {"MB", "FA"} or i_gang or _annen_sak(f)


@vakt(
    Ser.SAKEN,
    nn="Tryggleiken ved mellombels bruk er ikkje stadfesta.",
    en="That temporary use is safe has not been confirmed.",
)
def sikkerheten_er_bekreftet(f: Forsoek[k.FattVedtak]) -> bool:
    """Sikkerheten ved midlertidig bruk er ikke bekreftet."""
    return f.gang.type != "MB" or S.SIKKERHET in f.gang.sjekket


@vakt(
    Ser.KOMMANDOEN,
    nn="Mellombels bruksløyve må ha ein frist fram i tid for arbeidet som står att.",
    en="A temporary use permit needs a future time limit for the remaining work.",
)
def resten_har_frist(f: Forsoek[k.FattVedtak]) -> bool:
    """Midlertidig brukstillatelse må ha en frist fram i tid for arbeidet som gjenstår."""
    innen = f.kommando.ferdig_innen
    return f.gang.type != "MB" or (innen is not None and innen > f.dato)


@vakt(
    Ser.SAKEN,
    nn="Stadfest før ferdigattest: gjennomføringsplan, samsvar, kontroll, avfall, plassering og "
    "dokumentasjon for drift.",
    en="Confirm before the completion certificate: implementation plan, conformity, control, "
    "waste, placement and operating documentation.",
)
def ferdigattestpunktene_er_sett(f: Forsoek[k.FattVedtak]) -> bool:
    """Bekreft før ferdigattest: gjennomføringsplan, samsvar, kontroll, avfall, plassering og
    dokumentasjon for drift."""
    return f.gang.type != "FA" or set(f.gang.sjekket) >= FOER_FERDIGATTEST


@vakt(
    Ser.SAKEN,
    nn="Det står att vilkår som skal vere oppfylte før ferdigattest.",
    en="Conditions to be fulfilled before the completion certificate remain.",
)
def alle_vilkaar_er_oppfylt(f: Forsoek[k.FattVedtak]) -> bool:
    """Det gjenstår vilkår som skal være oppfylt før ferdigattest."""
    return f.gang.type != "FA" or not any(
        mangler_vilkaar(g, ferdigattest=True) for g in tillatelser(f.sak)
    )


@vakt(
    Ser.SAKEN,
    nn="Noko av tiltaket manglar igangsetjingsløyve.",
    en="Part of the project lacks permission to start.",
)
def hele_tiltaket_har_igangsetting(f: Forsoek[k.FattVedtak]) -> bool:
    """Noe av tiltaket mangler igangsettingstillatelse."""
    return f.gang.type != "FA" or not ig_gjenstaar(f.sak.soeknader)


ETTER_TYPE: Final = (
    rammetillatelsen_gjelder,
    rammevilkaarene_er_oppfylt,
    samtykkene_er_kommet,
    igangsettingspunktene_er_sett,
    tiltaket_er_i_gang,
    sikkerheten_er_bekreftet,
    resten_har_frist,
    ferdigattestpunktene_er_sett,
    alle_vilkaar_er_oppfylt,
    hele_tiltaket_har_igangsetting,
)
