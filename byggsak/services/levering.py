"""Where a delivery belongs: a new case, the next edition of an application, or the next application
in a case that exists."""

from __future__ import annotations

from datetime import datetime

from byggsak.case.sak import Sak
from byggsak.case.sakskort import delsoeknad
from byggsak.case.tilstand import Aktoer
from byggsak.domain.soeknad import Soeknadstype
from byggsak.services import mottak
from byggsak.services.arkivering import Arkivoppsett
from byggsak.services.filer import Filer
from byggsak.services.kontroll import Innsending
from byggsak.services.mottaksfeil import FeilKommune, FlereSaker, IngenSak
from byggsak.services.sakskobling import FOELGER, koble, rettes
from byggsak.store.enhet import Kommunelager
from byggsak.store.saker import Versjonskonflikt


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
    i_sak = None
    levert = None if mottak.er_her(lager, innsending, noekkel) else les(innsending)
    if levert is not None:
        egne = egne_numre if egne_numre is not None else frozenset({lager.kommune})
        if levert.kommunenummer is not None and levert.kommunenummer not in egne:
            raise FeilKommune(levert.kommunenummer, lager.kommune)
        with lager.lesing() as enhet:
            kobling = koble(enhet, levert)
        if kobling.flere:
            raise FlereSaker(kobling.flere)
        if kobling.sak is not None and not kobling.ny_soeknad:
            return mottak.suppler(
                lager, filer, kobling.sak, innsending, noekkel, naa, kontroll, aktoer,
                les=les, igjen=igjen, soeknad_nr=kobling.soeknad, oppsett=oppsett,
            )  # fmt: skip
        if kobling.sak is None and levert.skjema.type is Soeknadstype.SUPPLERING:
            raise IngenSak()
        i_sak = kobling.sak
    return mottak.motta(
        lager, filer, innsending, noekkel, naa, kontroll,
        les=les, innsender=aktoer.id, egne_numre=egne_numre, i_sak=i_sak, oppsett=oppsett,
    )  # fmt: skip


def lever_i_sak(
    lager: Kommunelager,
    filer: Filer,
    sak_id: str,
    innsending: Innsending,
    noekkel: str,
    naa: datetime,
    kontroll: mottak.Kontroll,
    aktoer: Aktoer,
    *,
    soeknad: int | None = None,
    igjen: mottak.Igjen | None = None,
    les: mottak.Lesing = mottak.les_skjema,
    forventet_versjon: int | None = None,
    egne_numre: frozenset[str] | None = None,
    oppsett: Arkivoppsett = Arkivoppsett(),  # noqa: B008 -- a frozen value
) -> mottak.Mottak:
    """Receives the delivery in a case that someone has named: as the next edition of application
    number `soeknad`, or as the next application where it follows a permit and is not yet there.

    Raises as `lever`, and `UkjentSak`.
    """
    levert = None if mottak.er_her(lager, innsending, noekkel) else les(innsending)
    if soeknad is None and levert is not None and levert.skjema.type in FOELGER:
        with lager.lesing() as enhet:
            naa_versjon = enhet.saker.linje(sak_id).versjon
            sak = Sak.av(lagret.hendelse for lagret in enhet.saker.hendelser(sak_id))
        soeknad = rettes(sak, levert.skjema.type.value, delsoeknad(levert))
        if soeknad is None and sak.soeknader:
            if forventet_versjon not in (None, naa_versjon):
                raise Versjonskonflikt(sak_id, forventet_versjon, naa_versjon)
            return mottak.motta(
                lager, filer, innsending, noekkel, naa, kontroll,
                les=les, innsender=aktoer.id, egne_numre=egne_numre, i_sak=sak_id, oppsett=oppsett,
            )  # fmt: skip
    return mottak.suppler(
        lager, filer, sak_id, innsending, noekkel, naa, kontroll, aktoer, les=les, igjen=igjen,
        forventet_versjon=forventet_versjon, soeknad_nr=soeknad, oppsett=oppsett,
    )  # fmt: skip
