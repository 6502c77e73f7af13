"""The attachments one by one: what was sent, what it is, and what the form says about it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from byggsak.domain.facts import Gjenstand, Maal, Sted
from byggsak.domain.oppfoelging import Vedleggsreferanse
from byggsak.domain.skjema import Soeknadstype
from byggsak.domain.soeknad import Soeknad, Vedlegg
from byggsak.domain.tekst import Tekst
from byggsak.domain.vedlegg import OppfoertVedlegg, Vedleggsfil, Vedleggsmengde
from byggsak.facts.basis import Grunnlag
from byggsak.facts.reasons import ukjent_felt
from byggsak.vedlegg.navn import endelse, trygt_navn, vis_navn

INNHOLDET_IKKE_SENDT: Final = Tekst(
    "bare navnet på filen er oppgitt, ikke innholdet",
    "berre namnet på fila er oppgitt, ikkje innhaldet",
    "only the name of the file is given, not its content",
)
_MB: Final = Decimal(1_000_000)


def vedlegg(grunnlag: Grunnlag) -> list[Gjenstand]:
    """Every file received, every file the form lists, and all of them together."""
    oppfoert = oppfoerte(grunnlag.soeknad)
    return [
        *_filer(grunnlag, oppfoert),
        *_listet(grunnlag, oppfoert),
        Vedleggsmengde(
            antall=Decimal(len(grunnlag.vedlegg)),
            samlet=_mb(sum(v.stoerrelse for v in grunnlag.vedlegg)),
        ),
    ]


def oppfoerte(soeknad: Soeknad) -> list[Vedleggsreferanse]:
    """What the form lists, in its answers to the municipality and its later deliveries."""
    svar = [v for s in soeknad.utfallssvar for v in s.vedlegg]
    return [*svar, *(v for e in soeknad.ettersendinger for v in e.vedlegg)]


def _filer(grunnlag: Grunnlag, oppfoert: Sequence[Vedleggsreferanse]) -> list[Vedleggsfil]:
    nevnt = {_samme(v.filnavn) for v in oppfoert if v.filnavn}
    sett: dict[str, str] = {}
    filer = []
    for ett in grunnlag.vedlegg:
        navn = ett.navn_som_sendt if ett.navn_som_sendt is not None else ett.filnavn
        vist = vis_navn(navn)
        filer.append(
            Vedleggsfil(
                navn=vist,
                sted=Sted(dokument=vis_navn(ett.filnavn)),
                type=ett.type,
                i_nabovarsel=grunnlag.soeknad.skjema.type == Soeknadstype.NABOVARSEL,
                trygt_navn=trygt_navn(navn) or "uten-navn",
                navnelengde=len(navn),
                navnet_er_trygt=trygt_navn(navn) == navn,
                endelse=endelse(navn),
                stoerrelse=_mb(ett.stoerrelse),
                duplikat_av=_duplikat(ett, sett),
                har_vedleggsliste=bool(nevnt),
                oppfoert=_samme(navn) in nevnt,
                **_innhold(ett),
            )
        )
        sett.setdefault(ett.sha256, vist)
    return filer


def _innhold(ett: Vedlegg) -> dict[str, Any]:
    if ett.dom is None:
        return {
            felt: ukjent_felt(Vedleggsfil, felt, INNHOLDET_IKKE_SENDT)
            for felt in ("format", "formatnavn", "endelser", "problemer")
        }
    return {
        "format": ett.dom.format,
        "formatnavn": ett.dom.formatnavn,
        "endelser": ett.dom.endelser,
        "problemer": ett.dom.problemer,
    }


def _duplikat(ett: Vedlegg, sett: dict[str, str]) -> Any:
    """The name of an earlier file with the same bytes; unknown when nobody has the bytes."""
    if not ett.sha256:
        return ukjent_felt(Vedleggsfil, "duplikat_av", INNHOLDET_IKKE_SENDT)
    return sett.get(ett.sha256, "")


def _listet(grunnlag: Grunnlag, oppfoert: Sequence[Vedleggsreferanse]) -> list[OppfoertVedlegg]:
    mottatt = {_samme(v.navn_som_sendt or v.filnavn) for v in grunnlag.vedlegg}
    return [
        OppfoertVedlegg(
            navn=vis_navn(v.filnavn), sted=v.felt.sted, levert=_samme(v.filnavn) in mottatt
        )
        for v in oppfoert
        if v.filnavn
    ]


def _samme(navn: str) -> str:
    """A file name as two systems would call it the same: its last part, whatever the case."""
    return trygt_navn(navn).casefold()


def _mb(antall_byte: int) -> Maal:
    return Maal(Decimal(antall_byte) / _MB, enhet="MB")
