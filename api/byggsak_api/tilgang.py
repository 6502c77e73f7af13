"""Who is asking, in which role, for which municipality: bearer tokens, or open mode at home.

Claims read from a token: `sub` (the actor), `roller` (list of `byggsak.case.tilstand.Rolle`
values) and `kommune` (number; absent means every municipality served here). A token with several
roles acts in the one that `Byggsak-Rolle` names.

Without token settings the service is open, and therefore answers only connections to the loopback
address under a loopback name: not a neighbour on the network, and not a web page that has pointed
its own domain name at 127.0.0.1.
"""

from __future__ import annotations

import ipaddress
import time
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends
from joserfc import jws, jwt
from joserfc.errors import ExpiredTokenError, JoseError
from starlette.requests import Request

from byggsak.case.tilstand import MASKINER, Aktoer, Rolle
from byggsak.domain.tekst import Tekst
from byggsak_api.innstillinger import Innlogging
from byggsak_api.noekler import ALGORITMER, Noekler, NoeklerUtilgjengelige
from byggsak_api.problem import IKKE_INNLOGGET, IKKE_TILGANG, UGYLDIG, UTILGJENGELIG, Problem
from byggsak_api.tjeneste import tjeneste

SLINGRING: Final = 30
"""Seconds two clocks may differ before a token counts as expired."""
MENNESKER: Final = frozenset(Rolle) - MASKINER
"""Nobody speaks as the system or the archive over HTTP."""
SAKSBEHANDLING: Final = frozenset({Rolle.SAKSBEHANDLER, Rolle.GODKJENNER, Rolle.UTVALG})
"""The roles inside the municipality: those who may read its cases."""


@dataclass(frozen=True, slots=True)
class Identitet:
    """The caller. `kommune` None: the token (or open mode) does not narrow it."""

    aktoer: Aktoer
    roller: frozenset[Rolle]
    kommune: str | None = None


def identitet(request: Request) -> Identitet:
    """The caller of this request, or a 401/403 problem."""
    innlogging = tjeneste(request).innstillinger.innlogging
    noekler = tjeneste(request).noekler
    if innlogging is None or noekler is None:
        return _aapen(request)
    ordning, _, token = request.headers.get("authorization", "").partition(" ")
    if ordning.lower() != "bearer" or not token.strip():
        raise _nei_token(
            Tekst(
                "Send «Authorization: Bearer <token>».",
                "Send «Authorization: Bearer <token>».",
                "Send “Authorization: Bearer <token>”.",
            )
        )
    return _av_krav(_kontrollert(token.strip(), innlogging, noekler), request)


def _kontrollert(token: str, innlogging: Innlogging, noekler: Noekler) -> dict[str, object]:
    """The claims of a token that is signed by the issuer, meant for us and not expired."""
    krav = jwt.JWTClaimsRegistry(
        now=lambda: int(time.time()),
        leeway=SLINGRING,
        iss={"essential": True, "value": innlogging.utsteder},
        aud={"essential": True, "value": innlogging.mottaker},
        exp={"essential": True},
        sub={"essential": True},
    )
    try:
        kid = jws.extract_compact(token.encode()).headers().get("kid")
        sett = noekler.for_kid(kid if isinstance(kid, str) else None)
        lest = jwt.decode(token, sett, algorithms=list(ALGORITMER))
        krav.validate(lest.claims)
    except NoeklerUtilgjengelige as feil:
        raise Problem(UTILGJENGELIG, NOEKLER_MANGLER) from feil
    except ExpiredTokenError as feil:
        raise _nei_token(UTLOEPT) from feil
    except (JoseError, ValueError) as feil:
        raise _nei_token(UGYLDIG_TOKEN) from feil
    claims: dict[str, object] = lest.claims
    return claims


def _av_krav(claims: dict[str, object], request: Request) -> Identitet:
    oppgitt = claims.get("roller")
    liste = oppgitt if isinstance(oppgitt, list) else []
    roller = frozenset(rolle for rolle in MENNESKER if rolle.value in liste)
    kommune = claims.get("kommune")
    if kommune is not None and not isinstance(kommune, str):
        raise _nei_token(UGYLDIG_TOKEN)
    if not roller:
        raise Problem(IKKE_TILGANG, INGEN_ROLLE)
    return Identitet(
        Aktoer(str(claims["sub"]), _valgt_rolle(request, roller)), roller, kommune or None
    )


def _valgt_rolle(request: Request, roller: frozenset[Rolle]) -> Rolle:
    oensket = request.headers.get("byggsak-rolle")
    if oensket is not None:
        for rolle in roller:
            if rolle.value == oensket:
                return rolle
        raise Problem(IKKE_TILGANG, ROLLE_IKKE_DIN)
    if Rolle.SAKSBEHANDLER in roller:
        return Rolle.SAKSBEHANDLER
    return min(roller, key=lambda r: r.value)


def _aapen(request: Request) -> Identitet:
    tjener = request.scope.get("server")
    if not tjener or not er_lokal(tjener[0]) or not er_lokal(request.url.hostname or ""):
        raise Problem(IKKE_TILGANG, AAPEN_BARE_LOKALT)
    roller = MENNESKER
    aktoer = request.headers.get("byggsak-aktoer", "").strip()[:100] or "lokal"
    return Identitet(Aktoer(aktoer, _valgt_rolle(request, roller)), roller)


def er_lokal(vert: str) -> bool:
    """Is this host name or address the machine itself?

    >>> [er_lokal(v) for v in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "byggsak.example")]
    [True, True, True, False, False]
    """
    if vert.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(vert.strip("[]")).is_loopback
    except ValueError:
        return False


def saksbehandler(hvem: Annotated[Identitet, Depends(identitet)]) -> Identitet:
    """The caller, who must hold a role inside the municipality."""
    if hvem.aktoer.rolle not in SAKSBEHANDLING:
        raise Problem(IKKE_TILGANG, BARE_SAKSBEHANDLING)
    return hvem


def kommune_for(hvem: Identitet, request: Request) -> str:
    """The municipality this request is about: token, else the only one served, else header."""
    oensket = request.headers.get("byggsak-kommune", "").strip()
    betjent = tjeneste(request).kommuner
    if hvem.kommune is not None and oensket not in ("", hvem.kommune):
        raise Problem(IKKE_TILGANG, ANNEN_KOMMUNE)
    nummer = hvem.kommune or oensket or (betjent[0] if len(betjent) == 1 else "")
    if not nummer:
        raise Problem(UGYLDIG, VELG_KOMMUNE, kommuner=list(betjent))
    if nummer not in betjent:
        raise Problem(IKKE_TILGANG, IKKE_BETJENT, kommuner=list(betjent))
    return nummer


def _nei_token(detalj: Tekst) -> Problem:
    return Problem(IKKE_INNLOGGET, detalj, headers={"WWW-Authenticate": 'Bearer realm="byggsak"'})


Hvem = Annotated[Identitet, Depends(identitet)]
Saksbehandler = Annotated[Identitet, Depends(saksbehandler)]

UGYLDIG_TOKEN: Final = Tekst(
    nb="Tokenet er ikke gyldig her: signatur, utsteder eller mottaker stemmer ikke. Hent et nytt.",
    nn="Tokenet er ikkje gyldig her: signatur, utferdar eller mottakar stemmer ikkje. Hent eit"
    " nytt.",
    en="The token is not valid here: signature, issuer or audience is wrong. Fetch a new one.",
)
UTLOEPT: Final = Tekst(
    "Tokenet er utløpt. Hent et nytt.",
    "Tokenet har gått ut. Hent eit nytt.",
    "The token has expired. Fetch a new one.",
)
NOEKLER_MANGLER: Final = Tekst(
    nb="Utstederens nøkler kan ikke leses nå, så ingen kan slippes inn. Prøv igjen senere.",
    nn="Nøklane til utferdaren kan ikkje lesast no, så ingen kan sleppast inn. Prøv igjen seinare.",
    en="The issuer's keys cannot be read now, so nobody can be let in. Try again later.",
)
INGEN_ROLLE: Final = Tekst(
    nb="Tokenet gir ingen rolle i byggsak (kravet «roller»).",
    nn="Tokenet gir inga rolle i byggsak (kravet «roller»).",
    en="The token grants no role in byggsak (the claim “roller”).",
)
ROLLE_IKKE_DIN: Final = Tekst(
    nb="Rollen i hodet Byggsak-Rolle er ikke en av dine.",
    nn="Rolla i hovudet Byggsak-Rolle er ikkje ei av dine.",
    en="The role in the header Byggsak-Rolle is not one of yours.",
)
AAPEN_BARE_LOKALT: Final = Tekst(
    nb="Tjenesten er åpen (uten innlogging) og svarer derfor bare på samme maskin. Sett"
    " BYGGSAK_JWKS og BYGGSAK_ISSUER for å nå den utenfra.",
    nn="Tenesta er open (utan innlogging) og svarar difor berre på same maskina. Set"
    " BYGGSAK_JWKS og BYGGSAK_ISSUER for å nå henne utanfrå.",
    en="The service is open (no login) and so answers on this machine only. Set BYGGSAK_JWKS,"
    " BYGGSAK_ISSUER to reach it from outside.",
)
BARE_SAKSBEHANDLING: Final = Tekst(
    nb="Sakene er bare åpne for roller i kommunen.",
    nn="Sakene er berre opne for roller i kommunen.",
    en="Cases are open only to roles inside the municipality.",
)
ANNEN_KOMMUNE: Final = Tekst(
    nb="Tokenet ditt gjelder en annen kommune enn hodet Byggsak-Kommune.",
    nn="Tokenet ditt gjeld ein annan kommune enn hovudet Byggsak-Kommune.",
    en="Your token is for another municipality than the header Byggsak-Kommune.",
)
VELG_KOMMUNE: Final = Tekst(
    nb="Tjenesten betjener flere kommuner. Oppgi hvilken i hodet Byggsak-Kommune.",
    nn="Tenesta betener fleire kommunar. Oppgi kva for ein i hovudet Byggsak-Kommune.",
    en="This service serves several municipalities. Name one in the header Byggsak-Kommune.",
)
IKKE_BETJENT: Final = Tekst(
    nb="Kommunen betjenes ikke her.",
    nn="Kommunen blir ikkje betent her.",
    en="The municipality is not served here.",
)
