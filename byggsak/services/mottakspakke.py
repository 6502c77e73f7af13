"""A delivery by its key and hashes: whether it is here already, and how it is noted."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from byggsak.case.kommando import Dokumentref
from byggsak.rule.report import Kontrollrapport
from byggsak.rule.stored import til_lager
from byggsak.services.mottaksfeil import NoekkelKonflikt, UgyldigNoekkel, VedleggAvviker
from byggsak.store.enhet import Enhet
from byggsak.store.innsendinger import Innsendingsrad
from byggsak.store.saker import UkjentSak

if TYPE_CHECKING:
    from byggsak.services.kontroll import Innsending

_NOEKKEL: Final = re.compile(r"[\x21-\x7e]{1,200}")


@dataclass(frozen=True, slots=True)
class Mottak:
    """What became of a delivery. `ny` is false when it was here already; `versjon` is the number
    of the event it became. `rapport` is the stored report (`byggsak.rule.stored` reads it),
    `soeknad` the number of the application in the case."""

    sak_id: str
    ny: bool
    rapport: dict[str, Any]
    versjon: int
    soeknad: int = 1


@dataclass(frozen=True, slots=True)
class Pakke:
    """A delivery by its hashes: of everything in it, and of the form with its subforms."""

    noekkel: str
    innhold_sha256: str
    soeknad_sha256: str


def pakk(innsending: Innsending, noekkel: str) -> Pakke:
    """The delivery by its hashes. Raises UgyldigNoekkel."""
    if not _NOEKKEL.fullmatch(noekkel):
        raise UgyldigNoekkel(noekkel)
    skjema = hashlib.sha256(_sha256(innsending.soeknad).encode())
    for innhold in sorted(_sha256(innhold) for _, innhold in innsending.underskjema):
        skjema.update(innhold.encode())
    alt = hashlib.sha256(skjema.hexdigest().encode())
    for del_ in sorted(f"{v.type}\n{v.filnavn}\n{v.sha256}" for v in innsending.vedlegg):
        alt.update(_sha256(del_.encode("utf-8", "surrogatepass")).encode())
    return Pakke(noekkel, alt.hexdigest(), skjema.hexdigest())


def med_noekkel(enhet: Enhet, pakke: Pakke) -> Innsendingsrad | None:
    """The delivery with this key, or None. Raises NoekkelKonflikt."""
    rad = enhet.innsendinger.finn(pakke.noekkel)
    if rad is not None and rad.innhold_sha256 != pakke.innhold_sha256:
        raise NoekkelKonflikt(pakke.noekkel, rad.sak)
    return rad


def kjent(enhet: Enhet, pakke: Pakke) -> Innsendingsrad | None:
    """The delivery with this key, or else the first one that had this form."""
    if (rad := med_noekkel(enhet, pakke)) is not None:
        return rad
    return enhet.innsendinger.med_soeknad(pakke.soeknad_sha256)


def samme_skjema(enhet: Enhet, pakke: Pakke, naa: datetime) -> Mottak:
    """The same form under a new key: the key is noted, so that it stays tied to these bytes."""
    foerste = kjent(enhet, pakke)
    assert foerste is not None  # found a moment ago, and deliveries never go away
    if foerste.innhold_sha256 != pakke.innhold_sha256:
        raise VedleggAvviker(foerste.sak)
    if foerste.noekkel != pakke.noekkel:
        enhet.innsendinger.legg_til(_rad(pakke, foerste.sak, foerste.versjon, naa, foerste.soeknad))
    return svar(enhet, foerste, ny=False)


def svar(enhet: Enhet, rad: Innsendingsrad, *, ny: bool) -> Mottak:
    """The answer that was given to the delivery."""
    rapport = enhet.innsendinger.rapport(rad.sak, rad.versjon)
    if rapport is None:
        raise UkjentSak(f"Sak {rad.sak} mangler rapporten fra hendelse {rad.versjon}.")
    return Mottak(rad.sak, ny, rapport.innhold, rad.versjon, rad.soeknad)


def skriv_innsending(
    enhet: Enhet,
    pakke: Pakke,
    sak_id: str,
    versjon: int,
    dokumenter: list[tuple[Dokumentref, str]],
    rapport: Kontrollrapport,
    naa: datetime,
    soeknad: int = 1,
) -> None:
    """The delivery that event `versjon` is, with its documents and its report."""
    enhet.innsendinger.legg_til(_rad(pakke, sak_id, versjon, naa, soeknad))
    enhet.innsendinger.legg_til_dokumenter(sak_id, versjon, dokumenter)
    enhet.innsendinger.legg_til_rapport(
        sak_id, versjon, rapport.resultat.value, til_lager(rapport), naa
    )


def _rad(pakke: Pakke, sak_id: str, versjon: int, naa: datetime, soeknad: int) -> Innsendingsrad:
    return Innsendingsrad(
        noekkel=pakke.noekkel,
        sak=sak_id,
        versjon=versjon,
        innhold_sha256=pakke.innhold_sha256,
        soeknad_sha256=pakke.soeknad_sha256,
        mottatt=naa,
        soeknad=soeknad,
    )


def _sha256(innhold: bytes) -> str:
    return hashlib.sha256(innhold).hexdigest()
