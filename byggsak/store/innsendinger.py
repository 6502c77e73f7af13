"""What was delivered: deliveries by key, documents, and the reports of their checks."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from byggsak.case.kommando import Dokumentref
from byggsak.store import tabeller as t
from byggsak.store.kjede import kanonisk
from byggsak.store.tilgang import Tilgang


@dataclass(frozen=True, slots=True, kw_only=True)
class Innsendingsrad:
    """One delivery: its key, the case and event it became, and the hashes of what it held.

    `soeknad` is the number of the application in the case.
    """

    noekkel: str
    sak: str
    versjon: int
    innhold_sha256: str
    soeknad_sha256: str
    mottatt: datetime
    soeknad: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LagretDokument:
    """A document of event `versjon`; `sted` is its place in the file store."""

    sak: str
    versjon: int
    nr: int
    sha256: str
    stoerrelse: int
    type: str
    mime: str
    filnavn: str
    sted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LagretRapport:
    """A report as it was when event `versjon` happened. `innhold` is its JSON value, in every
    language (`byggsak.rule.stored` reads it)."""

    sak: str
    versjon: int
    resultat: str
    innhold: dict[str, Any]
    sha256: str
    regelpakker: list[dict[str, Any]]
    laget: datetime


def rapportsum(innhold: Mapping[str, Any]) -> str:
    """The SHA-256 of a stored report, as the event that made it also has it."""
    return hashlib.sha256(kanonisk(innhold).encode()).hexdigest()


@dataclass(frozen=True)
class Innsendinger:
    """Deliveries, documents and reports of one municipality in one transaction."""

    _rader: Tilgang

    def finn(self, noekkel: str) -> Innsendingsrad | None:
        """The delivery with this key, or None."""
        rad = self._rader.en(t.innsending, t.innsending.c.noekkel == noekkel)
        return None if rad is None else _innsending(rad)

    def med_soeknad(self, sha256: str) -> Innsendingsrad | None:
        """The first delivery that had this very form, or None."""
        kol = t.innsending.c
        rader = self._rader.rader(
            t.innsending,
            kol.soeknad_sha256 == sha256,
            etter=[kol.mottatt, kol.sak, kol.versjon, kol.noekkel],
            hoeyst=1,
        )
        return _innsending(rader[0]) if rader else None

    def av_sak(self, sak: str, soeknad: int | None = None) -> list[Innsendingsrad]:
        """The deliveries of the case, or of one application in it, oldest first."""
        kol = t.innsending.c
        kriterier = [kol.sak == sak, *([] if soeknad is None else [kol.soeknad == soeknad])]
        rader = self._rader.rader(
            t.innsending, *kriterier, etter=[kol.versjon, kol.mottatt, kol.noekkel]
        )
        return [_innsending(rad) for rad in rader]

    def legg_til(self, rad: Innsendingsrad) -> None:
        """Adds a delivery; its key must be new."""
        self._rader.sett_inn(t.innsending, [asdict(rad)])

    def legg_til_dokumenter(
        self, sak: str, versjon: int, dokumenter: Sequence[tuple[Dokumentref, str]]
    ) -> None:
        """The documents of event `versjon`, each with its place in the file store."""
        rader = [
            {
                "sak": sak,
                "versjon": versjon,
                "nr": nr,
                "sha256": ref.sha256,
                "stoerrelse": ref.stoerrelse,
                "type": ref.type,
                "mime": ref.mime,
                "filnavn": ref.filnavn,
                "sted": sted,
            }
            for nr, (ref, sted) in enumerate(dokumenter, 1)
        ]
        self._rader.sett_inn(t.dokument, rader)

    def dokumenter(self, sak: str) -> list[LagretDokument]:
        """All documents of the case, in the order they came."""
        kol = t.dokument.c
        rader = self._rader.rader(t.dokument, kol.sak == sak, etter=[kol.versjon, kol.nr])
        felter = LagretDokument.__dataclass_fields__
        return [LagretDokument(**{navn: rad[navn] for navn in felter}) for rad in rader]

    def har_dokument(self, sha256: str) -> bool:
        """Whether any case of the municipality holds a document with these bytes."""
        return self._rader.en(t.dokument, t.dokument.c.sha256 == sha256) is not None

    def legg_til_rapport(
        self, sak: str, versjon: int, resultat: str, innhold: dict[str, Any], naa: datetime
    ) -> None:
        """The report of the check behind event `versjon`; rule packs from its `regelverk`."""
        tekst = kanonisk(innhold)
        self._rader.sett_inn(
            t.rapport,
            [
                {
                    "sak": sak,
                    "versjon": versjon,
                    "resultat": resultat,
                    "innhold": tekst,
                    "sha256": rapportsum(innhold),
                    "regelpakker": kanonisk(innhold.get("regelverk", {}).get("pakker", [])),
                    "laget": naa,
                }
            ],
        )

    def rapport(self, sak: str, versjon: int | None = None) -> LagretRapport | None:
        """The report of event `versjon`, or the newest; None when there is none."""
        kol = t.rapport.c
        kriterier = (
            [kol.sak == sak] if versjon is None else [kol.sak == sak, kol.versjon == versjon]
        )
        rader = self._rader.rader(t.rapport, *kriterier, etter=[kol.versjon.desc()], hoeyst=1)
        return _rapport(rader[0]) if rader else None

    def rapporter(self, sak: str) -> list[LagretRapport]:
        """Every report of the case, oldest first."""
        kol = t.rapport.c
        rader = self._rader.rader(t.rapport, kol.sak == sak, etter=[kol.versjon])
        return [_rapport(rad) for rad in rader]


def _rapport(rad: Any) -> LagretRapport:
    return LagretRapport(
        sak=rad["sak"],
        versjon=rad["versjon"],
        resultat=rad["resultat"],
        innhold=json.loads(rad["innhold"]),
        sha256=rad["sha256"],
        regelpakker=json.loads(rad["regelpakker"]),
        laget=rad["laget"],
    )


def _innsending(rad: Any) -> Innsendingsrad:
    return Innsendingsrad(**{navn: rad[navn] for navn in Innsendingsrad.__dataclass_fields__})
