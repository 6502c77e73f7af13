"""A delivery whose case nobody has named: a new case, or the next edition in one that exists."""

from __future__ import annotations

from datetime import datetime

from byggsak.case.tilstand import Aktoer
from byggsak.domain.soeknad import Soeknadstype
from byggsak.services import mottak
from byggsak.services.arkivering import Arkivoppsett
from byggsak.services.filer import Filer
from byggsak.services.kontroll import Innsending
from byggsak.services.mottaksfeil import FeilKommune, FlereSaker, IngenSak
from byggsak.services.sakskobling import kandidater, koble
from byggsak.store.enhet import Kommunelager


def lever(
    lager: Kommunelager,
    filer: Filer,
    innsending: Innsending,
    noekkel: str,
    naa: datetime,
    kontroll: mottak.Kontroll,
    aktoer: Aktoer,
    *,
    igjen: mottak.Igjen | None = None,
    les: mottak.Lesing = mottak.les_skjema,
    egne_numre: frozenset[str] | None = None,
    oppsett: Arkivoppsett = Arkivoppsett(),  # noqa: B008 -- a frozen value
) -> mottak.Mottak:
    """Receives the delivery where it belongs, in `lager`'s municipality.

    Raises as `mottak.motta` and `mottak.suppler`, and `FlereSaker` or `IngenSak`.
    """
    levert = None if mottak.er_her(lager, innsending, noekkel) else les(innsending)
    if levert is not None:
        egne = egne_numre if egne_numre is not None else frozenset({lager.kommune})
        if levert.kommunenummer is not None and levert.kommunenummer not in egne:
            raise FeilKommune(levert.kommunenummer, lager.kommune)
        with lager.lesing() as enhet:
            kobling = koble(levert, kandidater(enhet, levert))
        if kobling.flere:
            raise FlereSaker(kobling.flere)
        if kobling.sak is not None:
            return mottak.suppler(
                lager, filer, kobling.sak, innsending, noekkel, naa, kontroll, aktoer,
                les=les, igjen=igjen, oppsett=oppsett,
            )  # fmt: skip
        if levert.skjema.type is Soeknadstype.SUPPLERING:
            raise IngenSak()
    return mottak.motta(
        lager, filer, innsending, noekkel, naa, kontroll,
        les=les, innsender=aktoer.id, egne_numre=egne_numre, oppsett=oppsett,
    )  # fmt: skip
