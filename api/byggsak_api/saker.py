"""Looking into the municipality's cases. Open only to roles inside it; changes nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse

from byggsak.case.brett_vedtak import gjennomfoering
from byggsak.case.frist import UgyldigTidslinje
from byggsak.case.hendelse import hendelse_til_json
from byggsak.case.kommando import Dokumentref
from byggsak.case.oppgaver import frister_og_oppgaver
from byggsak.case.regioner import Region
from byggsak.case.sak import Sak, Soeknadsgang
from byggsak.case.tilstand import TILSTANDSNAVN, Tilstand
from byggsak.case.tilstandsnavn import navn_paa
from byggsak.domain.tekst import Spraak, Tekst
from byggsak.services import frister as fristtjeneste
from byggsak.services import innsyn
from byggsak.services.besvarelser import besvarelser, mangelpunkter
from byggsak.services.parametre import parametre_for, saksgangkrav
from byggsak.store.enhet import Kommunelager
from byggsak.store.innsendinger import LagretDokument
from byggsak.store.saker import Sakslinje
from byggsak_api.funnsvar import funn_som_json
from byggsak_api.problem import FINNES_IKKE, Problem
from byggsak_api.spraak import Spraakvalg, spraak_for
from byggsak_api.tilgang import Identitet, Saksbehandler, kommune_for
from byggsak_api.tjeneste import tjeneste
from byggsak_api.vis import som_json

ruter = APIRouter(prefix="/v1/saker", tags=["saker"])
SakId = Annotated[str, Path(max_length=40, description="For example 2026-000001.")]
Sha256 = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]
TRYGGE_TYPER = frozenset({"application/pdf", "image/png", "image/jpeg", "text/plain"})
"""What a browser may be told a document is; the rest is bytes to save."""


def lager_for(request: Request, hvem: Identitet) -> Kommunelager:
    """The store of the one municipality this request may see."""
    return tjeneste(request).lager.for_kommune(kommune_for(hvem, request))


@ruter.get("")
def saker(
    request: Request,
    hvem: Saksbehandler,
    etter: Annotated[int, Query(ge=0, description="The cursor `neste` of the page before.")] = 0,
    antall: Annotated[int, Query(ge=1, le=innsyn.STOERSTE_SIDE)] = 50,
    tilstand: Tilstand | None = None,
    spraak: Spraakvalg = None,
) -> JSONResponse:
    """A page of cases in the order they came."""
    valgt = spraak_for(request)
    side = innsyn.saker(
        lager_for(request, hvem), etter, antall, tilstand.value if tilstand else None
    )
    return _svar(
        {"saker": [_linje(linje, valgt) for linje in side.saker], "neste": side.neste}, valgt
    )


@ruter.get("/{sak}")
def sak(
    request: Request, hvem: Saksbehandler, sak: SakId, spraak: Spraakvalg = None
) -> JSONResponse:
    """One case as it is now. `ETag` is its version, for `If-Match` with a command."""
    valgt = spraak_for(request)
    bilde = innsyn.sak(lager_for(request, hvem), sak)
    innhold = _linje(bilde.linje, valgt) | {
        "soeknader": [_gang(gang, valgt) for gang in bilde.sak.soeknader],
        "gjennomfoering": _gjennomfoering(bilde.sak, valgt),
        "habilitet": som_json(bilde.sak.habilitet, valgt),
        "dokumenter": [
            som_json(replace(dok, sted=""), valgt)
            | {"href": f"/v1/saker/{bilde.linje.sak}/dokumenter/{dok.sha256}"}
            for dok in bilde.dokumenter
        ],
        "arkiv": som_json(bilde.arkiv, valgt),
    }
    for dok in innhold["dokumenter"]:
        del dok["sted"]  # a place on our disk is nobody's business
    return _svar(innhold, valgt, ETag=f'"{bilde.linje.versjon}"')


@ruter.get("/{sak}/hendelser")
def hendelser(
    request: Request, hvem: Saksbehandler, sak: SakId, etter: Annotated[int, Query(ge=0)] = 0
) -> JSONResponse:
    """Everything that happened, in order, as it was stored, each with its link in the chain."""
    lagret = innsyn.hendelser(lager_for(request, hvem), sak, etter)
    return _svar(
        {
            "hendelser": [
                {"versjon": en.versjon, "hash": en.hash, **hendelse_til_json(en.hendelse)}
                for en in lagret
            ]
        },
        "nb",
    )


@ruter.get("/{sak}/funn")
def funn(
    request: Request,
    hvem: Saksbehandler,
    sak: SakId,
    soeknad: Annotated[int, Query(ge=1)] = 1,
    spraak: Spraakvalg = None,
) -> JSONResponse:
    """Every finding a person must judge, where it is, and all that has happened to it.

    A finding never goes away: one that is corrected or closed stays here with its history.
    """
    valgt = spraak_for(request)
    lager = lager_for(request, hvem)
    svarene = besvarelser(lager, tjeneste(request).filer, sak)
    meldt = [punkt for _, punkt in mangelpunkter(lager, sak)]
    linjer = innsyn.funn(lager, sak, soeknad)
    return _svar({"funn": [funn_som_json(liv, svarene, meldt, valgt) for liv in linjer]}, valgt)


@ruter.get("/{sak}/frister")
def frister(
    request: Request,
    hvem: Saksbehandler,
    sak: SakId,
    i_samsvar: bool | None = None,
    nabomerknader: bool | None = None,
    annen_myndighet: bool | None = None,
    dispensasjon: Literal["ingen", "plan", "lov", "lov_1_8"] = "ingen",
    soeknad: Annotated[int, Query(ge=1)] = 1,
) -> JSONResponse:
    """Every deadline with its ledger, as of today, and what must be done in the case, by whom.

    State the facts you have settled. Where one is open and matters, both readings are given, and
    `maa_avklares` names it.
    """
    tjener = tjeneste(request)
    lager = lager_for(request, hvem)
    hendelser = [en.hendelse for en in innsyn.hendelser(lager, sak)]
    oppgitt = {
        "i_samsvar": i_samsvar,
        "nabomerknader": nabomerknader,
        "annen_myndighet": annen_myndighet,
        "dispensasjon": dispensasjon,
    }
    idag = tjener.idag()
    krav = saksgangkrav(tjener.katalog, lager.kommune, idag)
    try:
        kjent = {n: v for n, v in oppgitt.items() if v is not None}
        svar = fristtjeneste.frister(hendelser, kjent, krav, idag, soeknad)
    except UgyldigTidslinje as feil:
        raise Problem(FINNES_IKKE, INGEN_FRISTER) from feil
    valgt = spraak_for(request)
    oppgaver = frister_og_oppgaver(hendelser, tjener.naa(), krav)
    return _svar(
        {
            "per_dato": idag.isoformat(),
            "maa_avklares": list(svar.maa_avklares),
            "lesninger": [lesning.som_json() for lesning in svar.lesninger],
            "oppgaver": som_json(oppgaver, valgt),
        },
        valgt,
    )


@ruter.get("/{sak}/muligheter")
def muligheter(
    request: Request, hvem: Saksbehandler, sak: SakId, spraak: Spraakvalg = None
) -> JSONResponse:
    """What can happen now, by whom, and what stands in the way: from the table that decides."""
    valgt = spraak_for(request)
    tjener = tjeneste(request)
    lager = lager_for(request, hvem)
    mulige = innsyn.muligheter(
        lager,
        sak,
        hvem.aktoer.rolle,
        tjener.naa(),
        hvem.aktoer.id,
        parametre_for(tjener.katalog, lager.kommune, tjener.idag()),
    )
    return _svar({"rolle": hvem.aktoer.rolle.value, "muligheter": som_json(mulige, valgt)}, valgt)


@ruter.get("/{sak}/dokumenter/{sha256}", response_class=FileResponse)
def dokument(request: Request, hvem: Saksbehandler, sak: SakId, sha256: Sha256) -> FileResponse:
    """The bytes of a document in the case, as they were received, or as the letter was sent."""
    tjener = tjeneste(request)
    lager = lager_for(request, hvem)
    bilde = innsyn.sak(lager, sak)
    alle: list[LagretDokument | Dokumentref] = [*bilde.dokumenter, *innsyn.brev(lager, sak)]
    for dok in alle:
        if dok.sha256 == sha256 and tjener.filer.har(sha256):
            return FileResponse(
                tjener.filer.rot / tjener.filer.finn(sha256).sted,
                media_type=dok.mime if dok.mime in TRYGGE_TYPER else "application/octet-stream",
                filename=dok.filnavn,
                headers={
                    "X-Content-Type-Options": "nosniff",
                    "Content-Security-Policy": "sandbox",
                    "Cache-Control": "private, no-store",
                },
            )
    raise Problem(FINNES_IKKE, INGEN_DOKUMENT)


def _linje(linje: Sakslinje, spraak: Spraak) -> dict[str, Any]:
    svar: dict[str, Any] = som_json(linje, spraak)
    return svar | {"tilstandsnavn": TILSTANDSNAVN[Tilstand(linje.tilstand)].paa(spraak)}


def _gjennomfoering(sak: Sak, spraak: Spraak) -> dict[str, str]:
    tilstand = gjennomfoering(sak.soeknader)
    return {
        "tilstand": tilstand.value,
        "tilstandsnavn": navn_paa(Region.GJENNOMFOERING, tilstand).paa(spraak),
    }


def _gang(gang: Soeknadsgang, spraak: Spraak) -> dict[str, Any]:
    svar: dict[str, Any] = som_json(
        {navn: getattr(gang, navn) for navn in _GANGFELTER if navn != "funnene"},
        spraak,
    )
    return svar | {
        "tilstandsnavn": TILSTANDSNAVN[gang.tilstand].paa(spraak),
        "antall_funn": len(gang.funn),
        "uvurderte_funn": len(gang.uvurderte()),
    }


_GANGFELTER = tuple(Soeknadsgang.__dataclass_fields__)


def _svar(innhold: Any, spraak: Spraak, **hoder: str) -> JSONResponse:
    return JSONResponse(
        innhold,
        headers={
            "Content-Language": spraak,
            "Vary": "Accept-Language",
            "Cache-Control": "private, no-store",
            **hoder,
        },
    )


INGEN_FRISTER = Tekst(
    nb="Byggsak regner ikke frister for denne søknadstypen, eller søknaden finnes ikke i saken.",
    nn="Byggsak reknar ikkje fristar for denne søknadstypen, eller søknaden finst ikkje i saka.",
    en="byggsak computes no deadlines for this type of application, or the case has no such one.",
)
INGEN_DOKUMENT = Tekst(
    nb="Saken har ikke noe dokument med denne SHA-256-summen.",
    nn="Saka har ikkje noko dokument med denne SHA-256-summen.",
    en="The case has no document with this SHA-256.",
)
