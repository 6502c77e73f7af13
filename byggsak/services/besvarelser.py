"""What the applicant has answered to the municipality's findings, for a person to read.

An answer is matched by what it names: the fingerprint of a finding, the national code of a
deficiency, or the number of the check point behind it. That something is answered settles nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from byggsak.case.hendelse import MangelMeldt
from byggsak.domain.oppfoelging import Utfallssvar
from byggsak.services.filer import Filer
from byggsak.services.kontroll import Innsending
from byggsak.services.mangelbrev import utfall_id
from byggsak.services.utgaver import Utgave, utgaver
from byggsak.store.enhet import Kommunelager
from byggsak.xml.inn import les_soeknad


@dataclass(frozen=True, slots=True, kw_only=True)
class Besvarelse:
    """One answer, in edition `utgave`. `type`: MG deficiency, SVV condition, MKV follow-up."""

    utgave: int
    utfall_id: str
    type: str = ""
    sjekkpunkt: str = ""
    tittel: str = ""
    besvart: bool = False
    besvares_senere: bool = False
    kommentar: str = ""
    vedlegg: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Punkt:
    """Something that can be answered: what it is called by, in whatever way."""

    noekkel: str
    koder: frozenset[str] = frozenset()


def besvarelser(lager: Kommunelager, filer: Filer, sak_id: str) -> list[Besvarelse]:
    """Every answer in the case, oldest first. Raises UkjentSak."""
    with lager.lesing() as enhet:
        enhet.saker.linje(sak_id)
        numre = sorted({rad.soeknad for rad in enhet.innsendinger.av_sak(sak_id)})
        alle = [utgave for nr in numre for utgave in utgaver(enhet, filer, sak_id, nr)]
    return [
        _besvarelse(svar, utgave.nummer)
        for utgave in alle
        for svar in _svar_i(_skjemaet(utgave))
        if svar.utfall_id or svar.sjekkpunkt
    ]


def svar_paa(punkt: Punkt, alle: Iterable[Besvarelse]) -> list[Besvarelse]:
    """The answers to one point, oldest first. An answer that names an id is to that alone."""
    return [
        svar
        for svar in alle
        if svar.utfall_id in (punkt.noekkel, *punkt.koder)
        or (svar.sjekkpunkt and svar.sjekkpunkt in punkt.koder)
    ]


def mangelpunkter(lager: Kommunelager, sak_id: str) -> list[tuple[str, Punkt]]:
    """Every deficiency a letter has told of, as (its text, what it can be answered by).

    Besides the finding behind it and its national code, it is called by its `utfall_id`, and
    «<event>-<number in the letter>», as the letter was event number so-and-so of the case.
    """
    with lager.lesing() as enhet:
        lagret = enhet.saker.hendelser(sak_id)
    return [
        (
            mangel.tekst,
            Punkt(
                mangel.funn or f"{en.versjon}-{nr}",
                frozenset(
                    filter(
                        None,
                        (mangel.kode, f"{en.versjon}-{nr}", str(utfall_id(en.versjon, nr))),
                    )
                ),
            ),
        )
        for en in lagret
        if isinstance(en.hendelse, MangelMeldt)
        for nr, mangel in enumerate(en.hendelse.mangler, 1)
    ]


def _skjemaet(utgave: Utgave) -> Innsending:
    return utgave.supplering or utgave.innsending


def _svar_i(innsending: Innsending) -> tuple[Utfallssvar, ...]:
    soeknad = les_soeknad(innsending.soeknad).soeknad
    return () if soeknad is None else soeknad.utfallssvar


def _besvarelse(svar: Utfallssvar, utgave: int) -> Besvarelse:
    return Besvarelse(
        utgave=utgave,
        utfall_id=svar.utfall_id or "",
        type=svar.type or "",
        sjekkpunkt=svar.sjekkpunkt or "",
        tittel=svar.tittel or "",
        besvart=bool(svar.besvart),
        besvares_senere=bool(svar.besvares_senere),
        kommentar=svar.kommentar or "",
        vedlegg=tuple(v.filnavn for v in svar.vedlegg if v.filnavn),
    )
