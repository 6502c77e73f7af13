"""POST /v1/soeknader and .../suppleringer: a filing becomes a case, or a new version in one; once.

The same `Idempotency-Key` and bytes again give the same answer, so a sender that never saw it can
safely send again.
"""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Query
from starlette.requests import Request
from starlette.responses import JSONResponse

from byggsak.case.avslaatt import Avslaatt
from byggsak.domain.tekst import Tekst
from byggsak.domain.vedlegg import Innholdsdom
from byggsak.rule.changes import som_json as endring_som_json
from byggsak.rule.remembered import Husk
from byggsak.rule.render import som_json as rapport_som_json
from byggsak.rule.report import Kontrollrapport
from byggsak.rule.stored import fra_lager, spraak_i
from byggsak.services import mottak, mottaksfeil
from byggsak.services.endringer import endringer, utgavenummer
from byggsak.services.filer import Filer
from byggsak.services.kontroll import Innsending, kontroller, tidligere
from byggsak.services.levering import lever, lever_i_sak
from byggsak.services.vedlegg import bedoem
from byggsak.store.enhet import Kommunelager
from byggsak.store.saker import Versjonskonflikt
from byggsak_api import problem as p
from byggsak_api.innsending import KROPP, les_innsending
from byggsak_api.kommandoer import ENDRET, avslag, versjon_i
from byggsak_api.saker import SakId, lager_for
from byggsak_api.spraak import Spraakvalg, spraak_for
from byggsak_api.tilgang import Hvem
from byggsak_api.tjeneste import Tjeneste, tjeneste

ruter = APIRouter(prefix="/v1", tags=["søknader"])


class Filsluk:
    """An attachment on its way into the file store; kept only when it came whole."""

    def __init__(self, filer: Filer) -> None:
        self._filer = filer
        self._stabel = ExitStack()
        self._skriver = self._stabel.enter_context(filer.skriver())

    def skriv(self, data: bytes) -> None:
        self._skriver.skriv(data)

    def ferdig(self) -> tuple[str, int]:
        self._stabel.close()
        lagret = self._skriver.ferdig()
        return lagret.sha256, lagret.stoerrelse

    def dom(self) -> Innholdsdom:
        with self._filer.aapne(self._skriver.ferdig().sha256) as fil:
            return bedoem(fil)

    def avbryt(self) -> None:
        avbrudd = ConnectionAbortedError("the filing was interrupted")
        self._stabel.__exit__(type(avbrudd), avbrudd, None)


def noekkel(
    idempotency_key: Annotated[
        str | None,
        Header(description="Your own name for this filing, for example a UUID. Required."),
    ] = None,
) -> str:
    if not idempotency_key:
        raise p.Problem(p.UGYLDIG, UTEN_NOEKKEL)
    return idempotency_key


Noekkel = Annotated[str, Depends(noekkel)]


async def les_og_lagre(request: Request, hvem: Hvem, noekkel: Noekkel) -> Innsending:
    """The filing, its attachments in the file store. Strangers upload nothing, so `hvem` first."""
    filer = tjeneste(request).filer
    return await les_innsending(request, lambda: Filsluk(filer))


Levert = Annotated[Innsending, Depends(les_og_lagre)]


@ruter.post("/soeknader", status_code=201, openapi_extra=KROPP)
def soeknader(
    request: Request, hvem: Hvem, noekkel: Noekkel, innsending: Levert, spraak: Spraakvalg = None
) -> JSONResponse:
    """File an application: 201 and the case, or 200 and the same case when it is here already.

    A supplement, or a corrected application, becomes the next edition in its case: `utgave` says
    which, and `endring` what it changed. An application to start, to use, for completion or for a
    change joins the case of its permit: `soeknad` is its number there. The case is found by the
    municipality's case number or `ftbId`.
    """
    tjener = tjeneste(request)
    lager = lager_for(request, hvem)
    sted = tjener.katalog.kommune(lager.kommune)
    try:
        svar = lever(
            lager,
            tjener.filer,
            innsending,
            noekkel,
            tjener.naa(),
            _kontroll(tjener, lager.kommune),
            hvem.aktoer,
            igjen=_igjen(tjener, lager.kommune),
            egne_numre=frozenset({sted.nummer, *sted.tidligere_numre}),
        )
    except mottaksfeil.Mottaksfeil as feil:
        raise _problem(feil, request) from feil
    except Avslaatt as feil:
        raise avslag(feil, spraak_for(request)) from feil
    except Versjonskonflikt as feil:
        raise p.Problem(p.KONFLIKT, ENDRET, versjon=feil.naa) from feil
    return _svar(svar, request, lager)


@ruter.post("/saker/{sak}/suppleringer", status_code=201, openapi_extra=KROPP)
def suppleringer(
    request: Request,
    hvem: Hvem,
    noekkel: Noekkel,
    sak: SakId,
    innsending: Levert,
    if_match: Annotated[str | None, Header(description="The `ETag` of the case you saw.")] = None,
    soeknad: Annotated[
        int | None, Query(ge=1, description="Which application, where there are several.")
    ] = None,
    spraak: Spraakvalg = None,
) -> JSONResponse:
    """File the next edition in the case: the whole application anew, or a supplement to it.

    Attachments stay until another with the same type and file name takes their place. An
    application that follows the permit joins the case as the next one.
    """
    tjener = tjeneste(request)
    lager = lager_for(request, hvem)
    forventet = versjon_i(if_match)
    sted = tjener.katalog.kommune(lager.kommune)
    try:
        svar = lever_i_sak(
            lager,
            tjener.filer,
            sak,
            innsending,
            noekkel,
            tjener.naa(),
            _kontroll(tjener, lager.kommune),
            hvem.aktoer,
            soeknad=soeknad,
            igjen=_igjen(tjener, lager.kommune),
            forventet_versjon=forventet,
            egne_numre=frozenset({sted.nummer, *sted.tidligere_numre}),
        )
    except mottaksfeil.Mottaksfeil as feil:
        raise _problem(feil, request) from feil
    except Avslaatt as feil:
        raise avslag(feil, spraak_for(request)) from feil
    except Versjonskonflikt as feil:
        slag = p.KONFLIKT if forventet is None else p.UTDATERT
        raise p.Problem(slag, ENDRET, versjon=feil.naa) from feil
    return _svar(svar, request, lager)


def _kontroll(tjener: Tjeneste, kommune: str) -> mottak.Kontroll:
    def kontroll(innsending: Innsending, dato: date) -> Kontrollrapport:
        rapport = kontroller(
            tjener.motor,
            innsending,
            kart=tjener.kart(kommune),
            dato=dato,
            kommune=kommune,
            husk=Husk(),
        )
        tjener.maalinger.kontroller.labels(rapport.resultat.value).inc()
        return rapport

    return kontroll


def _igjen(tjener: Tjeneste, kommune: str) -> mottak.Igjen:
    def igjen(
        ny: Innsending, dato: date, gammel: Innsending, rapport: Kontrollrapport
    ) -> Kontrollrapport:
        svar = kontroller(
            tjener.motor,
            ny,
            kart=tjener.kart(kommune),
            dato=dato,
            kommune=kommune,
            forrige=tidligere(tjener.motor, gammel, rapport, kommune),
        )
        tjener.maalinger.kontroller.labels(svar.resultat.value).inc()
        return svar

    return igjen


def _svar(mottatt: mottak.Mottak, request: Request, lager: Kommunelager) -> JSONResponse:
    spraak = spraak_i(mottatt.rapport, spraak_for(request))
    utgave = utgavenummer(lager, mottatt.sak_id, mottatt.versjon)
    innhold: dict[str, Any] = {
        "sak": mottatt.sak_id,
        "soeknad": mottatt.soeknad,
        "versjon": mottatt.versjon,
        "utgave": utgave,
        "rapport": rapport_som_json(fra_lager(mottatt.rapport), spraak),
    }
    if utgave > 1:
        *_, endret = endringer(
            lager, tjeneste(request).filer, mottatt.sak_id, til=utgave, soeknad=mottatt.soeknad
        )
        innhold["endring"] = endring_som_json(endret, spraak)
    return JSONResponse(
        innhold,
        status_code=201 if mottatt.ny else 200,
        headers={
            "Location": f"/v1/saker/{mottatt.sak_id}",
            "Content-Language": spraak,
            "Vary": "Accept-Language",
            "Cache-Control": "no-store",
        },
    )


def _problem(feil: mottaksfeil.Mottaksfeil, request: Request) -> p.Problem:
    match feil:
        case mottaksfeil.NoekkelKonflikt():
            return p.Problem(p.GJENBRUKT_NOEKKEL, feil.melding)
        case mottaksfeil.Avvist(rapport=rapport):
            return p.Problem(
                p.AVVIST, feil.melding, rapport=rapport_som_json(rapport, spraak_for(request))
            )
        case mottaksfeil.VedleggAvviker():
            return p.Problem(p.KONFLIKT, feil.melding)
        case mottaksfeil.FlereSaker(saker=saker):
            return p.Problem(p.KONFLIKT, feil.melding, saker=list(saker))
        case mottaksfeil.FlereSoeknader(numre=numre):
            return p.Problem(p.KONFLIKT, feil.melding, soeknader=list(numre))
        case mottaksfeil.UgyldigNoekkel():
            return p.Problem(p.UGYLDIG, feil.melding)
        case _:
            return p.Problem(p.UGYLDIG_INNHOLD, feil.melding)


UTEN_NOEKKEL = Tekst(
    nb="Hodet Idempotency-Key mangler. Med det kan innsendingen trygt gjentas; uten det kunne den"
    " bli to saker. Bruk for eksempel en UUID, og den samme når du prøver igjen.",
    nn="Hovudet Idempotency-Key manglar. Med det kan innsendinga trygt takast opp att; utan det"
    " kunne ho bli to saker. Bruk til dømes ein UUID, og den same når du prøver igjen.",
    en="The header Idempotency-Key is missing. With it a filing can safely be repeated; without it"
    " one might become two cases. Use for example a UUID, and the same one when you try again.",
)
