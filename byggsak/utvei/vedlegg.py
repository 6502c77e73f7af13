"""Attaching: the fewest types of attachment that make the rules about them met."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from typing import Final

from byggsak.domain.funn import Funn
from byggsak.domain.nabovarsel import Vedleggskrav
from byggsak.domain.soeknad import Vedlegg
from byggsak.domain.tekst import Tekst
from byggsak.domain.utvei import Utveislag
from byggsak.domain.vedlegg import Innholdsdom
from byggsak.utvei import tekster
from byggsak.utvei.utkast import Forslag, Sak

_PDF: Final = Innholdsdom("pdf", Tekst("PDF", "PDF", "PDF"), "application/pdf", frozenset({"pdf"}))
_STOERRELSE: Final = 1000


def vedleggene(sak: Sak, funn: Sequence[Funn]) -> Iterable[Forslag]:
    """One for each rule, so that the applicant sees what each of them asks for."""
    for ett in funn:
        typer = _typer(sak, ett.regel)
        if typer:
            nye = tuple(_vedlegg(t) for t in typer)
            yield Forslag(
                slag=Utveislag.LEGG_VED,
                funn=(ett,),
                utkast=replace(sak.utkast, vedlegg=(*sak.utkast.vedlegg, *nye)),
                tekst=tekster.legg_ved(typer),
                tall={"vedleggstyper": tuple(typer)},
                nye_filer=frozenset(v.filnavn for v in nye),
            )


def _typer(sak: Sak, regel: str) -> list[str]:
    """The types among the rule's own numbers that it cannot do without; empty when no choice of
    them is enough. Each of its sets is one requirement, and any type in it will do."""
    krav = sak.krav(regel)
    ting = next((t for t in sak.gjenstander if isinstance(t, Vedleggskrav)), None)
    if ting is None:
        return []
    finnes = ting.vedleggstyper
    grupper = [v for f in fields(krav) if isinstance(v := getattr(krav, f.name), frozenset) and v]
    typer = [min(g) for g in grupper if not g & finnes]
    if not typer or not sak.vurder(regel, replace(ting, vedleggstyper=finnes | set(typer))):
        return []
    for type_ in list(typer):
        uten = finnes | {t for t in typer if t != type_}
        if sak.vurder(regel, replace(ting, vedleggstyper=uten)):
            typer.remove(type_)
    return typer


def _vedlegg(type_: str) -> Vedlegg:
    """A sound file of the type that does not exist yet."""
    navn = f"ny-{type_}.pdf"
    sha256 = hashlib.sha256(navn.encode()).hexdigest()
    return Vedlegg(type_, navn, _STOERRELSE, sha256, dom=_PDF)
