"""One finding of a case as JSON: what it says, where it is, and everything that happened to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from byggsak.case.funnets_foelger import ANLEDNINGER, Anledning
from byggsak.case.funnliv import Funnliv, Funnmerke, Funnsteg
from byggsak.case.regioner import Region
from byggsak.case.tabell import ALLE
from byggsak.case.tilstandsnavn import navn_paa
from byggsak.domain.tekst import Spraak, Tekst
from byggsak.services.besvarelser import Besvarelse, Punkt, svar_paa
from byggsak_api.vis import som_json

_KOMMANDOER: Final[dict[tuple[str, str], Tekst]] = {
    (o.kommando.navn, o.til.value): o.tekst
    for o in ALLE
    if o.region is Region.FUNN and o.til is not None
}


def funn_som_json(
    liv: Funnliv, svarene: Sequence[Besvarelse], meldt: Sequence[Punkt], spraak: Spraak
) -> dict[str, Any]:
    """`meldt` is what letters have told of, by the ids it can be answered by. `merke` says why the
    newest check could not speak of a finding that stands."""
    vurdering = liv.vurdering
    koder = {liv.funn.dibk_kode} if liv.funn.dibk_kode else set()
    koder |= {kode for ett in meldt if ett.noekkel == liv.noekkel for kode in ett.koder}
    punkt = Punkt(liv.noekkel, frozenset(koder))
    svar: dict[str, Any] = som_json(liv.funn, spraak)
    return svar | {
        "tilstand": liv.tilstand.value,
        "tilstandsnavn": navn_paa(Region.FUNN, liv.tilstand).paa(spraak),
        "merke": None if liv.merke is None else liv.merke.value,
        "merketekst": None if liv.merke is None else MERKETEKST[liv.merke].paa(spraak),
        "rettet_i_versjon": liv.rettet_i,
        "dispensasjon_soekt": liv.soekt,
        "vurdering": None
        if vurdering is None
        else {
            "utfall": vurdering.utfall.value,
            "begrunnelse": vurdering.begrunnelse,
            "av": vurdering.av,
        },
        "besvart": [som_json(svar, spraak) for svar in svar_paa(punkt, svarene)],
        "historie": [_steg(steg, spraak) for steg in liv.steg],
    }


def _steg(steg: Funnsteg, spraak: Spraak) -> dict[str, Any]:
    svar: dict[str, Any] = som_json(steg, spraak)
    tekst = _KOMMANDOER.get((steg.hva, steg.til.value)) or ANLEDNINGER[Anledning(steg.hva)]
    return svar | {"tekst": tekst.paa(spraak)}


MERKETEKST: Final[dict[Funnmerke, Tekst]] = {
    Funnmerke.REGELEN_BORTE: ANLEDNINGER[Anledning.REGELEN_BORTE],
    Funnmerke.UAVKLART: ANLEDNINGER[Anledning.UAVKLART],
}
