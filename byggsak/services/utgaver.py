"""The editions of an application in its case: each delivery made it whole anew.

A whole application takes the place of the form and its subforms; a supplement leaves them as they
were. Attachments stay until another with the same type and file name takes their place; there is
one situation plan, the newest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from byggsak.domain.soeknad import Vedlegg
from byggsak.services.filer import Filer
from byggsak.services.kontroll import Innsending
from byggsak.services.mottaksfiler import SOEKNAD, SUPPLERING, UNDERSKJEMA, rent_filnavn
from byggsak.services.vedlegg import MAKS_SITUASJONSPLAN, SITUASJONSPLAN, bedoem, er_digital
from byggsak.store.enhet import Enhet
from byggsak.store.innsendinger import LagretDokument
from byggsak.store.saker import UkjentSak

_EN_AV: Final = frozenset({SITUASJONSPLAN})


@dataclass(frozen=True, slots=True)
class Utgave:
    """Edition `nummer` (from 1), from event `versjon`. `innsending` is the whole of it;
    `supplering` the supplement that made it, as it came, None for a whole application."""

    nummer: int
    versjon: int
    innsending: Innsending
    supplering: Innsending | None = None


def utgaver(enhet: Enhet, filer: Filer, sak_id: str, soeknad: int = 1) -> list[Utgave]:
    """Every edition of one application in the case, oldest first. Raises UkjentSak."""
    enhet.saker.linje(sak_id)
    versjoner = sorted({rad.versjon for rad in enhet.innsendinger.av_sak(sak_id, soeknad)})
    dokumenter = enhet.innsendinger.dokumenter(sak_id)
    alle: list[Utgave] = []
    for versjon in versjoner:
        levert = [d for d in dokumenter if d.versjon == versjon]
        if not levert:
            continue
        innsending = _levert(levert, filer)
        forrige = alle[-1].innsending if alle else None
        supplering = levert[0].type == SUPPLERING
        hel = helhet(forrige, innsending, supplering=supplering)
        alle.append(Utgave(len(alle) + 1, versjon, hel, innsending if supplering else None))
    if not alle:
        raise UkjentSak(f"Sak {sak_id} har ingen innsendt søknad nr. {soeknad}.")
    return alle


def helhet(forrige: Innsending | None, ny: Innsending, *, supplering: bool) -> Innsending:
    """The whole application after `ny` has come to the edition `forrige`."""
    if forrige is None:
        return ny
    vedlegg = samle_vedlegg(forrige.vedlegg, ny.vedlegg)
    if supplering:
        return replace(forrige, vedlegg=vedlegg)
    return replace(ny, vedlegg=vedlegg)


def bedoemte(innsending: Innsending, filer: Filer) -> Innsending:
    """With the verdict on every attachment's content, read from the file store where it is not
    in hand: what was delivered before is checked by what it holds, as it was then."""
    vedlegg = []
    for ett in innsending.vedlegg:
        if ett.dom is None and ett.innhold is None and filer.har(ett.sha256):
            with filer.aapne(ett.sha256) as fil:
                vedlegg.append(replace(ett, dom=bedoem(fil)))
        else:
            vedlegg.append(ett)
    return replace(innsending, vedlegg=tuple(vedlegg))


def samle_vedlegg(gamle: Sequence[Vedlegg], nye: Sequence[Vedlegg]) -> tuple[Vedlegg, ...]:
    """The new ones, and the old ones that none of them replaces."""
    navn = {(v.type, rent_filnavn(v.filnavn)) for v in nye}
    typer = {v.type for v in nye} & _EN_AV
    staar = [
        v for v in gamle if v.type not in typer and (v.type, rent_filnavn(v.filnavn)) not in navn
    ]
    return (*staar, *nye)


def _levert(dokumenter: Sequence[LagretDokument], filer: Filer) -> Innsending:
    skjema, *resten = dokumenter
    assert skjema.type in (SOEKNAD, SUPPLERING)  # the form is stored first
    under: list[tuple[str, bytes]] = []
    while resten and resten[0].type == UNDERSKJEMA:
        dok = resten.pop(0)
        under.append((dok.filnavn, filer.les(dok.sha256)))
    return Innsending(
        soeknad=filer.les(skjema.sha256),
        filnavn=skjema.filnavn,
        underskjema=tuple(under),
        vedlegg=tuple(_vedlegg(dok, filer) for dok in resten),
    )


def _vedlegg(dok: LagretDokument, filer: Filer) -> Vedlegg:
    innhold = None
    if dok.type == SITUASJONSPLAN and dok.stoerrelse <= MAKS_SITUASJONSPLAN:
        lest = filer.les(dok.sha256)
        innhold = lest if er_digital(lest[:1024]) else None
    return Vedlegg(dok.type, dok.filnavn, dok.stoerrelse, dok.sha256, innhold)
