"""One report, three readers: the applicant, the caseworker and the developer.

What each is told about a finding is chosen here, once; `render_reader` writes it as text or JSON,
`render_html` as a page. Findings keep one number through the whole report, the same as on the
site drawing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from byggsak.domain.funn import Alvorlighet, Funn, Utfall, Virkning
from byggsak.domain.tekst import Spraak, Tekst, skriv
from byggsak.rule import reader_texts as t
from byggsak.rule.findings import vis
from byggsak.rule.render import alarmlinje, antallslinje
from byggsak.rule.report import Kontrollrapport
from byggsak.rule.verdict import Vurdering

ENHETSTEGN: Final = {"m2": "m²"}


class Leser(StrEnum):
    """Who reads: what is said of a finding differs, what was found does not."""

    SOEKER = "soeker"
    SAKSBEHANDLER = "saksbehandler"
    UTVIKLER = "utvikler"


@dataclass(frozen=True, slots=True)
class Opplysning:
    """One thing said about a finding: `navn` for programs, `tittel` and `verdi` for people."""

    navn: str
    tittel: str
    verdi: str


@dataclass(frozen=True, slots=True)
class Lest:
    """One finding as one reader sees it. `nr` counts from 1 through the report."""

    nr: int
    funn: Funn
    tittel: str
    melding: str
    raad: str
    opplysninger: tuple[Opplysning, ...]


@dataclass(frozen=True, slots=True)
class Gruppe:
    """Findings that mean the same to the reader: `feil`, `uavklart` or `advarsel`."""

    kode: str
    tittel: str
    funn: tuple[Lest, ...]


@dataclass(frozen=True, slots=True)
class Lesning:
    """A whole report for one reader, in one language."""

    rapport: Kontrollrapport
    leser: Leser
    spraak: Spraak
    resultat: str
    antall: str
    grupper: tuple[Gruppe, ...]
    alarm: str | None


def les(rapport: Kontrollrapport, leser: Leser, spraak: Spraak) -> Lesning:
    """The report as `leser` is to read it."""
    nummerert = list(enumerate(rapport.funn, 1))
    grupper = []
    for kode, tittel in t.GRUPPER.items():
        funn = tuple(_lest(nr, f, leser, spraak) for nr, f in nummerert if gruppekode(f) == kode)
        if funn:
            grupper.append(Gruppe(kode, tittel.paa(spraak), funn))
    return Lesning(
        rapport=rapport,
        leser=leser,
        spraak=spraak,
        resultat=t.RESULTAT[rapport.resultat].paa(spraak),
        antall=antallslinje(rapport, spraak),
        grupper=tuple(grupper),
        alarm=alarmlinje(rapport, spraak),
    )


def gruppekode(funn: Funn) -> str:
    """Where in the report a finding stands."""
    if funn.utfall is Utfall.UAVKLART or funn.dekket:
        return "uavklart"
    return "feil" if funn.alvorlighet is Alvorlighet.FEIL else "advarsel"


def _lest(nr: int, funn: Funn, leser: Leser, spraak: Spraak) -> Lest:
    velg = {
        Leser.SOEKER: _til_soeker,
        Leser.SAKSBEHANDLER: _til_saksbehandler,
        Leser.UTVIKLER: _til_utvikler,
    }[leser]
    return Lest(
        nr=nr,
        funn=funn,
        tittel=(funn.tittel or t.UTEN_TITTEL).paa(spraak),
        melding=funn.melding.paa(spraak),
        raad=funn.raad.paa(spraak),
        opplysninger=tuple(
            Opplysning(navn, t.TITLER[navn].paa(spraak), verdi)
            for navn, verdi in velg(funn, spraak)
            if verdi
        ),
    )


Par = Iterator[tuple[str, str | None]]


def _til_soeker(funn: Funn, spraak: Spraak) -> Par:
    if funn.gjelder not in funn.melding.paa(spraak):
        yield "gjelder", funn.gjelder
    yield "dokument", funn.sted.dokument
    yield "soekt", _soekt(funn, spraak)
    if funn.hjemmel is not None:
        yield "hjemmel", t.hjemmel(funn.hjemmel, spraak)


def _soekt(funn: Funn, spraak: Spraak) -> str | None:
    status = funn.dispensasjon
    return None if status is None else t.SOEKNAD_OM_DISPENSASJON[status].paa(spraak)


def _til_saksbehandler(funn: Funn, spraak: Spraak) -> Par:
    yield "utfall", t.UTFALL[gruppekode(funn)].paa(spraak)
    if funn.hjemmel is not None:
        yield "hjemmel", t.hjemmel(funn.hjemmel, spraak)
    yield "gjelder", funn.gjelder
    yield from _maal(funn, spraak)
    yield "vurderes", _maa_vurderes(funn, spraak)
    if funn.krever_dispensasjon is not None:
        yield "dispensasjon", t.DISPENSASJON.fyll(spraak, {"fra": _fra(funn)})
    yield "soekt", _soekt(funn, spraak)
    yield "dibk_kode", funn.dibk_kode
    yield "sjekkpunkt", funn.sjekkpunkt
    yield "dokument", funn.sted.dokument


def _til_utvikler(funn: Funn, spraak: Spraak) -> Par:
    yield "regel", funn.regel
    yield "utfall", f"{funn.utfall} ({funn.alvorlighet})"
    yield "xpath", funn.sted.xpath
    yield "dokument", funn.sted.dokument
    yield "linje", None if funn.sted.linje is None else str(funn.sted.linje)
    yield "gml_id", funn.sted.gml_id
    yield "epsg", None if funn.sted.epsg is None else f"EPSG:{funn.sted.epsg}"
    enhet = funn.enhet or ""
    yield "krav", funn.paakrevd if funn.krav is None else f"{funn.krav:f} {enhet}".strip()
    yield "maalt", funn.oppgitt if funn.maalt is None else f"{funn.maalt:f} {enhet}".strip()
    yield "margin", None if funn.margin is None else f"{funn.margin:f} {enhet}".strip()
    yield "usikkerhet", f"{funn.usikkerhet:f} {enhet}".strip() if funn.usikkerhet else None
    yield "dibk_kode", funn.dibk_kode
    yield "sjekkpunkt", funn.sjekkpunkt
    yield "fingeravtrykk", funn.fingeravtrykk


def _maal(funn: Funn, spraak: Spraak) -> Par:
    """Measured, required, margin and uncertainty, rounded until they can be told apart."""
    tall = vis(
        Vurdering(
            funn.utfall,
            maalt=funn.maalt,
            krav=funn.krav,
            margin=funn.margin,
            usikkerhet=funn.usikkerhet,
            enhet=funn.enhet,
        ),
        funn.gjelder,
    )
    enhet = ENHETSTEGN.get(funn.enhet or "", funn.enhet or "")
    for navn in ("maalt", "krav", "margin"):
        verdi = tall[navn]
        if isinstance(verdi, Decimal):
            yield navn, f"{skriv(verdi, spraak)} {enhet}".strip()
    if funn.maalt is not None and funn.usikkerhet is not None:
        yield "usikkerhet", f"± {skriv(tall['usikkerhet'], spraak)} {enhet}".strip()


def _maa_vurderes(funn: Funn, spraak: Spraak) -> str:
    """What the law, or the lack of knowledge, leaves to a person."""
    if funn.utfall is Utfall.UAVKLART:
        return t.VURDER_UAVKLART.paa(spraak)
    virkning = Virkning.DISPENSASJON if funn.krever_dispensasjon else funn.virkning
    return t.VURDER[virkning].fyll(spraak, {"fra": _fra(funn)})


def _fra(funn: Funn) -> Tekst | str:
    """What is dispensed from; a rule about dispensations is itself about «the requirement»."""
    if funn.krever_dispensasjon == "plan":
        return t.PLANEN
    return funn.krever_dispensasjon or t.KRAVET
