"""For those who run the service: is it alive, is it ready, what does it count?"""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from byggsak_api.tjeneste import tjeneste

ruter = APIRouter(tags=["drift"])


class Helse(BaseModel):
    status: str = "ok"


class Klar(BaseModel):
    """`deler` names what the service leans on; a text other than «ok» says what is wrong."""

    status: str
    deler: dict[str, str]


@ruter.get("/helse")
def helse() -> Helse:
    """Liveness: the process answers. Looks at nothing else; restart the process if this fails."""
    return Helse()


@ruter.get("/klar", response_model=Klar, responses={503: {"model": Klar}})
def klar(request: Request) -> JSONResponse:
    """Readiness: 503 when the database does not answer, so that no traffic is sent here.

    The archive is reported too, but what waits for it waits in the outbox: without it cases are
    received and processed as before.
    """
    deler = tjeneste(request).tilstand()
    ok = deler["database"] == "ok"
    return JSONResponse(
        {"status": "ok" if ok else "ikke klar", "deler": deler}, status_code=200 if ok else 503
    )


@ruter.get("/metrics", response_class=Response)
def metrics(request: Request) -> Response:
    """Counters in the Prometheus text format."""
    return Response(
        tjeneste(request).maalinger.vis(), media_type="text/plain; version=0.0.4; charset=utf-8"
    )
