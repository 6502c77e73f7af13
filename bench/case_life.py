"""Cases to measure on: commands that fit one another, and a table full of open cases."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, Final

from sqlalchemy import Engine, insert

from byggsak.case import handling_hoering as ho
from byggsak.case import kommando as k
from byggsak.case.decide import decide
from byggsak.case.hendelse import Hendelse, hendelse_til_json
from byggsak.case.sak import Sak
from byggsak.case.saksgangkrav import Saksgangkrav
from byggsak.case.sakskort import Kortpart, Sakskort
from byggsak.case.tilstand import Aktoer, Rolle
from byggsak.case.vakt import Parametre
from byggsak.domain.funn import Alvorlighet, Hjemmel, Utfall, Virkning
from byggsak.domain.tekst import som_tekst
from byggsak.domain.vedtak import FunnTilVurdering, Funnvurdering, Mangel, Mangelalvor
from byggsak.rule.catalogue import Katalog
from byggsak.services.parametre import saksgangkrav
from byggsak.store import tabeller as t
from byggsak.store.kjede import kanonisk, lenke, opphav

T0: Final = datetime(2026, 6, 1, 9, tzinfo=UTC)
DAY: Final = timedelta(days=1)
SYS: Final = Aktoer("byggsak", Rolle.SYS)
SB: Final = Aktoer("siri", Rolle.SAKSBEHANDLER, "Siri Saksbehandler")
APPLICANT: Final = Aktoer("910000001", Rolle.ANSVARLIG_SOEKER)
KOMMUNE: Final = "9999"
Step = tuple[k.Kommando, Aktoer]


@cache
def numbers() -> Saksgangkrav:
    return saksgangkrav(Katalog.last(), KOMMUNE, T0.date())


def letter(name: str) -> tuple[k.Dokumentref]:
    digest = hashlib.sha256(name.encode()).hexdigest()
    return (
        k.Dokumentref(
            sha256=digest, filnavn=f"{name}.pdf", stoerrelse=20_000, type="Brev",
            mime="application/pdf",
        ),
    )  # fmt: skip


def finding(number: int) -> FunnTilVurdering:
    return FunnTilVurdering(
        noekkel=hashlib.sha256(str(number).encode()).hexdigest()[:24],
        regel="pbl-29-4-avstand-nabogrense",
        utfall=Utfall.BRUTT,
        alvorlighet=Alvorlighet.FEIL,
        virkning=Virkning.DISPENSASJON,
        melding=som_tekst(f"Byggverket står {number} cm for nær nabogrensen."),
        hjemmel=Hjemmel("pbl", "29-4", "andre ledd"),
    )


FINDINGS: Final = tuple(finding(n) for n in range(8))


def received(number: int = 0) -> k.Motta:
    return k.Motta(
        kort=Sakskort(
            type="ET", skjema="ettrinn", tittel=f"Nytt bygg – gnr./bnr. 1/{number}",
            eiendommer=(f"1/{number}",), tiltak=("Nytt bygg",),
            tiltakshaver=Kortpart(navn="Tone Tiltakshaver"),
            ansvarlig_soeker=Kortpart(navn="Arkitekt AS", id=APPLICANT.id),
        ),
        innsending=f"n-{number}",
        dokumenter=letter("soeknad"),
        resultat="mangler",
        funn=FINDINGS,
        parter=(APPLICANT.id,),
    )  # fmt: skip


def hearing(number: int, now: datetime = T0) -> ho.SendHoering:
    return ho.SendHoering(
        myndighet=f"myndighet-{number}", samtykke=False, svarfrist=(now + 28 * DAY).date(),
        brev=letter("hoering"),
    )  # fmt: skip


def complete(now: datetime = T0) -> k.BekreftKomplett:
    return k.BekreftKomplett(komplett=now.date())


def assess(one: FunnTilVurdering) -> k.VurderFunn:
    return k.VurderFunn(
        funn=one.noekkel,
        utfall=Funnvurdering.AVKREFTET,
        begrunnelse="Målt i kartet; tiltaket står.",
    )


def long_life() -> Iterator[Step]:
    """A case that goes on and on: letters of deficiencies, supplements, hearings, assessments."""
    yield received(), SYS
    number = 0
    while True:
        yield complete(), SB
        for one in FINDINGS:
            yield assess(one), SB
        for _ in range(3):
            number += 1
            yield hearing(number), SB
            authority = Aktoer(f"myndighet-{number}", Rolle.ANNEN_MYNDIGHET)
            answer = ho.RegistrerUttalelse(
                myndighet=authority.id, svar=ho.Uttalelse.UTTALELSE, dokumenter=letter("svar")
            )
            yield answer, authority
            yield ho.VurderUttalelse(myndighet=authority.id, begrunnelse="Tas med."), SB
        yield (
            k.MeldMangel(
                mangler=(Mangel(tekst="Snitt mangler."),), alvor=Mangelalvor.VESENTLIG,
                svarfrist=(T0 + 28 * DAY).date(), brev=letter("mangelbrev"),
            ),
            SB,
        )  # fmt: skip
        yield (
            k.Suppler(
                innsending=f"s-{number}", dokumenter=letter("supplering"), resultat="mangler",
                funn=FINDINGS, kort=received().kort,
            ),
            APPLICANT,
        )  # fmt: skip


def events(count: int) -> list[Hendelse]:
    """The first `count` events of the long life."""
    parametre = Parametre(krav=numbers())
    happened: list[Hendelse] = []
    case = Sak()
    for command, who in long_life():
        for event in decide(case, command, T0, who, parametre):
            happened.append(event)
            case = case.etter(event)
        if len(happened) >= count:
            return happened
    raise AssertionError


def fill(engine: Engine, count: int, first: int = 1) -> list[str]:
    """Open cases of different ages and stages, written straight into the tables, chains and all.

    Their deadlines are not computed."""
    lives = [events(n) for n in (1, 2, 6, 10, 11, 13)]
    stored = [[hendelse_til_json(e) for e in life] for life in lives]
    names = []
    with engine.begin() as db:
        for start in range(first, first + count, 1000):
            cases, rows = [], []
            for number in range(start, min(start + 1000, first + count)):
                name = f"2026-{number:06d}"
                names.append(name)
                moved = [_moved(e, number % 300) for e in stored[number % len(stored)]]
                head = opphav(KOMMUNE, name)
                for version, event in enumerate(moved, 1):
                    text = kanonisk(event)
                    link = lenke(head, KOMMUNE, name, version, text)
                    rows.append(
                        {
                            "kommune": KOMMUNE, "sak": name, "versjon": version,
                            "type": event["type"], "tid": T0, "innhold": text, "forrige": head,
                            "hash": link,
                        }
                    )  # fmt: skip
                    head = link
                cases.append(
                    {
                        "kommune": KOMMUNE, "sak": name, "loepenr": number,
                        "soeknad_sha256": f"{number:064x}", "type": "ET", "tittel": "Nytt bygg",
                        "tilstand": "under_behandling", "versjon": len(moved), "hode": head,
                        "opprettet": T0, "endret": T0,
                    }
                )  # fmt: skip
            db.execute(insert(t.sak), cases)
            db.execute(insert(t.hendelse), rows)
    return names


def _moved(event: dict[str, Any], days: int) -> dict[str, Any]:
    """The same event so many days later, as a case has dates of its own."""
    later = (T0 + days * DAY).isoformat()
    data = json.loads(json.dumps(event["data"]))
    if "komplett" in data:
        data["komplett"] = (T0 + days * DAY).date().isoformat()
    if "svarfrist" in data:
        data["svarfrist"] = (T0 + (days + 28) * DAY).date().isoformat()
    return {**event, "tid": later, "data": data}


def other_numbers() -> Saksgangkrav:
    """As if a law had moved a number: every open case must be computed again."""
    return replace(numbers(), korte_uker=numbers().korte_uker + 1)
