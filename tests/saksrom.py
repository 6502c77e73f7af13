"""Walks through every state a case can come to, and tells the story of whatever is wrong there."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from byggsak.case.avslaatt import Avslaatt
from byggsak.case.brett_vedtak import gjennomfoering
from byggsak.case.decide import decide
from byggsak.case.hendelse import Hendelse
from byggsak.case.kommando import Kommando
from byggsak.case.regioner import Gyldighet
from byggsak.case.sak import Sak, Soeknadsgang
from byggsak.case.saksgangkrav import etter
from byggsak.case.soeknadsgang import AAPEN_KLAGE
from byggsak.case.tabell import finn, region_for, tilstand_i
from byggsak.case.tilstand import Aktoer, Tilstand, norsk_dato
from byggsak.case.vakt import Parametre
from tests import sakslov
from tests.casehjelp import AKTOERER, T0
from tests.saksalfabet import krav

UKER, AAR = timedelta(days=40), timedelta(days=4 * 366)
Vektor = tuple[Any, ...]
Bokstaver = Callable[[Sak, datetime], Iterable[Kommando]]


@dataclass(frozen=True)
class Punkt:
    """A state of the case and the story that led to it."""

    sak: Sak
    naa: datetime
    hendelser: tuple[Hendelse, ...] = ()
    fortelling: tuple[str, ...] = ()

    def historie(self) -> str:
        return "\n".join(("Slik gikk det:", *(f"  {linje}" for linje in self.fortelling)))


@dataclass
class Rom:
    """What was found: the states, where each leads, and one story for each."""

    punkter: dict[Vektor, Punkt] = field(default_factory=dict)
    kanter: dict[Vektor, set[Vektor]] = field(default_factory=dict)
    gjort: set[tuple[str, str]] = field(default_factory=set)
    overganger: int = 0

    def blindveier(self, maal: Callable[[Sak], bool] | None = None) -> list[Punkt]:
        """The states from which no story leads to the goal: a closed case, unless another is
        given."""
        bakover: dict[Vektor, set[Vektor]] = {v: set() for v in self.punkter}
        for fra, alle in self.kanter.items():
            for til in alle:
                bakover[til].add(fra)
        ferdig = [v for v, p in self.punkter.items() if (maal or avsluttet)(p.sak)]
        naadd, koe = set(ferdig), deque(ferdig)
        while koe:
            nye = bakover[koe.popleft()] - naadd
            naadd |= nye
            koe.extend(nye)
        return [p for v, p in self.punkter.items() if v not in naadd]


def avsluttet(sak: Sak) -> bool:
    return bool(sak.soeknader) and all(g.tilstand is Tilstand.AVSLUTTET for g in sak.soeknader)


def vektor(sak: Sak, naa: datetime) -> Vektor:
    """The state of the case without names, dates and texts: what decides what can happen."""
    return (
        tuple(_gang(g, naa) for g in sak.soeknader),
        tuple(sorted((h.person, h.tilstand) for h in sak.habilitet)),
        gjennomfoering(sak.soeknader),
    )


def _gang(g: Soeknadsgang, naa: datetime) -> Vektor:
    return (
        g.type, g.tilstand,
        tuple((x.noekkel, x.tilstand, x.merke, x.soekt) for x in g.funnene),
        g.plan, tuple((x.tilstand, x.samtykke, x.nektet) for x in g.hoeringer),
        g.varsel, tuple(m.tilstand for m in g.merknader), g.gebyr.tilstand,
        tuple((x.tilstand, x.vedtak == g.vedtaksnummer) for x in g.klager
              if x.tilstand in AAPEN_KLAGE),
        g.iverksetting, g.gyldighet, g.ekspedert is not None, g.endelig, g.avvist,
        g.avvisning_innstilt, bool(g.innstilt_av), g.vedtak.utfall if g.vedtak else None,
        len(g.vedtak.vilkaar) if g.vedtak else 0, g.oppfylte_vilkaar, g.komplett is not None,
        g.forbud_varslet is not None, tuple(sorted(g.sjekket)), g.lovens_virkning, g.omfang,
        _ute(g, naa),
    )  # fmt: skip


def _ute(g: Soeknadsgang, naa: datetime) -> Vektor:
    """Which time limits have passed."""
    dag, tall = norsk_dato(naa), krav()

    def passert(fra: Any, navn: str) -> bool:
        return fra is not None and dag > etter(fra, tall, navn)

    bort = "stans_aar" if g.gyldighet is Gyldighet.STANSET else "bortfall_aar"
    return (
        g.svarfrist is not None and dag > g.svarfrist,
        tuple(dag > x.svarfrist for x in g.hoeringer),
        tuple(dag > m.svarfrist for m in g.merknader),
        passert(g.varsel_siden, "nabovarsel_uker"),
        passert(g.komplett, "korte_uker"),
        passert(g.ekspedert, "klage_uker"),
        g.gyldighet in {Gyldighet.GYLDIG, Gyldighet.STANSET} and passert(g.gyldig_siden, bort),
    )


def utforsk(
    start: Punkt,
    bokstaver: Bokstaver,
    parametre: Parametre,
    *,
    hopp: tuple[timedelta, ...] = (UKER,),
    inntil: Callable[[Sak], bool] = lambda _: False,
    sjekk: Callable[[Punkt, Kommando, Aktoer, Punkt], None] | None = None,
) -> Rom:
    """Every state reachable from `start` with these letters, by whoever may, and by waiting.

    Every step is held against the small model; a broken promise is told as a story.
    """
    rom = Rom()
    forst = vektor(start.sak, start.naa)
    rom.punkter[forst] = start
    koe = deque([forst])
    while koe:
        fra = koe.popleft()
        punkt = rom.punkter[fra]
        ut = rom.kanter.setdefault(fra, set())
        if inntil(punkt.sak):
            continue
        for neste in _steg(punkt, bokstaver, parametre, hopp, rom, sjekk):
            til = vektor(neste.sak, neste.naa)
            ut.add(til)
            if til not in rom.punkter:
                rom.punkter[til] = neste
                koe.append(til)
    return rom


def _steg(
    punkt: Punkt,
    bokstaver: Bokstaver,
    parametre: Parametre,
    hopp: tuple[timedelta, ...],
    rom: Rom,
    sjekk: Callable[[Punkt, Kommando, Aktoer, Punkt], None] | None,
) -> Iterator[Punkt]:
    for kommando in bokstaver(punkt.sak, punkt.naa):
        for aktoer in mulige(punkt.sak, kommando):
            neste = gjoer(punkt, kommando, aktoer, parametre)
            if neste is None:
                continue
            rom.overganger += 1
            rom.gjort.add((kommando.navn, kommando.variant))
            if brudd := sakslov.brutt(neste.hendelser):
                raise AssertionError("\n".join((*brudd, neste.historie())))
            if sjekk is not None:
                sjekk(punkt, kommando, aktoer, neste)
            yield neste
            break
    for lenge in hopp:
        senere = punkt.naa + lenge
        if vektor(punkt.sak, senere) != vektor(punkt.sak, punkt.naa):
            linje = f"{norsk_dato(senere)}  ({lenge.days} dager går)"
            yield Punkt(punkt.sak, senere, punkt.hendelser, (*punkt.fortelling, linje))


def mulige(sak: Sak, kommando: Kommando) -> list[Aktoer]:
    """Those the table lets do it from here; nobody when it cannot be done from here."""
    region = region_for(kommando.navn)
    gang = sak.soeknad(kommando.soeknad)
    overgang = finn(
        kommando.navn, kommando.variant, tilstand_i(region, sak, gang, kommando.instans)
    )
    return [] if overgang is None else [AKTOERER[rolle] for rolle in overgang.roller]


def gjoer(punkt: Punkt, kommando: Kommando, aktoer: Aktoer, parametre: Parametre) -> Punkt | None:
    """The case after the command; None when it is refused."""
    try:
        nye = decide(punkt.sak, kommando, punkt.naa, aktoer, parametre)
    except Avslaatt:
        return None
    sak = punkt.sak
    for ny in nye:
        sak = sak.etter(ny)
    hva = f"{kommando.navn}:{kommando.variant}" if kommando.variant else kommando.navn
    linje = f"{norsk_dato(punkt.naa)}  {aktoer.rolle.value} {aktoer.id}: {hva}"
    if kommando.soeknad > 1:
        linje += f" (søknad {kommando.soeknad})"
    return Punkt(sak, punkt.naa, (*punkt.hendelser, *nye), (*punkt.fortelling, linje))


def fortell(*steg: tuple[Kommando, Aktoer], parametre: Parametre, naa: datetime = T0) -> Punkt:
    """The case after these steps, all of which must be possible."""
    punkt = Punkt(Sak(), naa)
    for kommando, aktoer in steg:
        neste = gjoer(punkt, kommando, aktoer, parametre)
        assert neste is not None, f"{kommando.navn} ble avslått\n{punkt.historie()}"
        punkt = neste
    return punkt
