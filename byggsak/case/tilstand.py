"""Sakens tilstander og hvem som handler i den."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from byggsak.domain.tekst import Tekst


class Tilstand(StrEnum):
    """Hvor i gangen en søknad er. `NY` er før noe er mottatt."""

    NY = "ny"
    MOTTATT = "mottatt"
    MANGELFULL = "mangelfull"
    UNDER_BEHANDLING = "under_behandling"
    KLAR_FOR_VEDTAK = "klar_for_vedtak"
    VEDTATT = "vedtatt"
    TRUKKET = "trukket"
    AVVIST = "avvist"
    ARKIVERT = "arkivert"
    AVSLUTTET = "avsluttet"


SLUTT: Final = frozenset({Tilstand.AVSLUTTET})
"""Tilstandene ingen søknad forlater."""


class Rolle(StrEnum):
    """Hvem som handler. `SYS` og `ARK` er maskiner; de avgjør aldri noe."""

    SYS = "SYS"
    ANSVARLIG_SOEKER = "SOK"
    TILTAKSHAVER = "TH"
    SAKSBEHANDLER = "SB"
    GODKJENNER = "GK"
    UTVALG = "POL"
    ANNEN_MYNDIGHET = "AM"
    NABO = "NB"
    STATSFORVALTER = "SF"
    ARKIV = "ARK"


MASKINER: Final = frozenset({Rolle.SYS, Rolle.ARKIV})
KOMMUNEN: Final = frozenset({Rolle.SAKSBEHANDLER, Rolle.GODKJENNER, Rolle.UTVALG})
"""De som handler for kommunen, og som derfor kan være inhabile."""


@dataclass(frozen=True, slots=True)
class Aktoer:
    """En bestemt bruker i en bestemt rolle. `id` er brukernavn eller organisasjonsnummer."""

    id: str
    rolle: Rolle
    navn: str = ""


TILSTANDSNAVN: Final[dict[Tilstand, Tekst]] = {
    Tilstand.NY: Tekst("ikke mottatt", "ikkje motteken", "not received"),
    Tilstand.MOTTATT: Tekst("mottatt", "motteken", "received"),
    Tilstand.MANGELFULL: Tekst("mangelfull", "mangelfull", "incomplete"),
    Tilstand.UNDER_BEHANDLING: Tekst("under behandling", "under handsaming", "being processed"),
    Tilstand.KLAR_FOR_VEDTAK: Tekst("klar for vedtak", "klar for vedtak", "ready for decision"),
    Tilstand.VEDTATT: Tekst("avgjort", "avgjord", "decided"),
    Tilstand.TRUKKET: Tekst("trukket", "trekt", "withdrawn"),
    Tilstand.AVVIST: Tekst("avvist", "avvist", "dismissed"),
    Tilstand.ARKIVERT: Tekst("arkivert", "arkivert", "archived"),
    Tilstand.AVSLUTTET: Tekst("avsluttet", "avslutta", "closed"),
}

ROLLENAVN: Final[dict[Rolle, Tekst]] = {
    Rolle.SYS: Tekst("systemet", "systemet", "the system"),
    Rolle.ANSVARLIG_SOEKER: Tekst(
        "ansvarlig søker", "ansvarleg søkjar", "the responsible applicant"
    ),
    Rolle.TILTAKSHAVER: Tekst("tiltakshaveren", "tiltakshavaren", "the developer"),
    Rolle.SAKSBEHANDLER: Tekst("saksbehandleren", "saksbehandlaren", "the case worker"),
    Rolle.GODKJENNER: Tekst("godkjenneren", "godkjennaren", "the approver"),
    Rolle.UTVALG: Tekst("det folkevalgte utvalget", "det folkevalde utvalet", "the committee"),
    Rolle.ANNEN_MYNDIGHET: Tekst(
        "en annen myndighet", "ei anna styresmakt", "another public authority"
    ),
    Rolle.NABO: Tekst("naboen", "naboen", "the neighbour"),
    Rolle.STATSFORVALTER: Tekst("statsforvalteren", "statsforvaltaren", "the county governor"),
    Rolle.ARKIV: Tekst("arkivet", "arkivet", "the archive"),
}

_NORGE: Final = ZoneInfo("Europe/Oslo")


def norsk_dato(tid: datetime) -> date:
    """Datoen i Norge i øyeblikket `tid`, som må ha tidssone. Frister regnes i norske datoer.

    >>> from datetime import UTC
    >>> norsk_dato(datetime(2026, 6, 30, 22, 30, tzinfo=UTC)).isoformat()
    '2026-07-01'
    """
    if tid.tzinfo is None:
        raise ValueError(
            f"Tidspunktet {tid.isoformat()} har ingen tidssone. Byggsak gjetter ikke; oppgi en, "
            "for eksempel datetime(..., tzinfo=UTC)."
        )
    return tid.astimezone(_NORGE).date()
