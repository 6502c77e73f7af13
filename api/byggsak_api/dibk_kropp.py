"""The body of the national validator's requests: JSON with XML in strings, no attachments' bytes.

Names are taken in any case, and members we do not know are passed over, as theirs is. The limits
are those of /v1, and are applied before anything is built from the text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from byggsak.domain.soeknad import Vedlegg
from byggsak.domain.tekst import Tekst
from byggsak.services.dibk_svar import som_bytes
from byggsak.services.kontroll import Innsending
from byggsak_api import skjemafeil
from byggsak_api.innstillinger import Grenser
from byggsak_api.problem import FOR_STOR, MEDIATYPEFEIL, UGYLDIG, UGYLDIG_INNHOLD, Problem
from byggsak_api.skjemadeler import trygt_filnavn
from byggsak_api.tjeneste import tjeneste

_STRENG: Final = re.compile(rb'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
"""A string, also one that never ends: each byte is looked at once, whatever is sent."""
_MEST_STRUKTUR: Final = 1_000_000
"""Bytes of JSON that are not text in strings. A body of nothing but brackets would become a
hundred times its size in memory."""


async def les_kropp(request: Request) -> Innsending:
    """The filing in the body. Raises `Problem` (400, 413, 415, 422)."""
    mediatype = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if mediatype != "application/json" and not mediatype.endswith("+json"):
        raise Problem(MEDIATYPEFEIL, FEIL_MEDIATYPE, headers={"Accept-Post": "application/json"})
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise Problem(MEDIATYPEFEIL, FEIL_MEDIATYPE, headers={"Accept-Encoding": "identity"})
    tjener = tjeneste(request)
    grenser = tjener.innstillinger.grenser
    kropp = bytearray()
    async for bit in request.stream():
        kropp += bit
        if len(kropp) > grenser.skjema_samlet:
            raise skjemafeil.for_store_skjemaer("formData", grenser.skjema_samlet)
    tjener.maalinger.mottatt_bytes.inc(len(kropp))
    return await run_in_threadpool(tolk, bytes(kropp), grenser)


def tolk(kropp: bytes, grenser: Grenser) -> Innsending:
    """The body as a filing. Raises `Problem`, naming the member that is wrong."""
    rot = _medlemmer(_json(kropp), "")
    skjema = _streng(rot, "formdata", "formData")
    if not skjema.strip():
        raise _ugyldig("formData", MANGLER)
    underskjema = [
        _underskjema(ett, f"subForms[{nr}]", nr, grenser)
        for nr, ett in enumerate(_liste(rot, "subforms", "subForms", grenser))
    ]
    vedlegg = [
        _vedlegg(ett, f"attachments[{nr}]", nr)
        for nr, ett in enumerate(_liste(rot, "attachments", "attachments", grenser))
    ]
    return Innsending(
        soeknad=_xml(skjema, "formData", grenser),
        filnavn="formData.xml",
        underskjema=tuple(underskjema),
        vedlegg=tuple(vedlegg),
    )


def _json(kropp: bytes) -> Any:
    _tell_struktur(kropp)
    try:
        return json.loads(kropp, object_pairs_hook=_uten_dubletter)
    except (ValueError, RecursionError) as feil:
        raise Problem(UGYLDIG, IKKE_JSON) from feil


def _tell_struktur(kropp: bytes) -> None:
    struktur = slutt = 0
    for streng in _STRENG.finditer(kropp):
        struktur += streng.start() - slutt + 2  # what is before it, and its quotation marks
        slutt = streng.end()
        if struktur > _MEST_STRUKTUR:
            break
    else:
        struktur += len(kropp) - slutt
    if struktur > _MEST_STRUKTUR:
        raise Problem(FOR_STOR, FOR_MYE_STRUKTUR, grense=_MEST_STRUKTUR)


def _uten_dubletter(par: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """By lower-case name; the same name twice could be read in two ways, and is refused."""
    medlemmer = {navn.lower(): verdi for navn, verdi in par}
    if len(medlemmer) != len(par):
        raise ValueError("a member is given twice")
    return medlemmer


def _underskjema(verdi: Any, sted: str, nr: int, grenser: Grenser) -> tuple[str, bytes]:
    ett = _medlemmer(verdi, sted)
    navn = trygt_filnavn(_streng(ett, "formname", f"{sted}.formName"))
    xml = _streng(ett, "subformdata", f"{sted}.subFormData")
    return navn or f"underskjema-{nr + 1}", _xml(xml, f"{sted}.subFormData", grenser)


def _vedlegg(verdi: Any, sted: str, nr: int) -> Vedlegg:
    """What is said of an attachment; its bytes are not here, and `sha256` is empty to say so."""
    ett = _medlemmer(verdi, sted)
    slag = _streng(ett, "attachmenttypename", f"{sted}.attachmentTypeName").strip()
    if not slag:
        raise _ugyldig(f"{sted}.attachmentTypeName", MANGLER)
    stoerrelse = ett.get("filesize") or 0
    if isinstance(stoerrelse, str) and stoerrelse.isascii() and stoerrelse.isdigit():
        stoerrelse = int(stoerrelse[:20])
    if isinstance(stoerrelse, bool) or not isinstance(stoerrelse, int) or stoerrelse < 0:
        raise _ugyldig(f"{sted}.fileSize", IKKE_STOERRELSE)
    filnavn = trygt_filnavn(_streng(ett, "filename", f"{sted}.filename"))
    return Vedlegg(slag[:100], filnavn or f"vedlegg-{nr + 1}", stoerrelse, "")


def _medlemmer(verdi: Any, sted: str) -> Mapping[str, Any]:
    if not isinstance(verdi, dict):
        raise _ugyldig(sted or "formData", IKKE_OBJEKT)
    return verdi


def _liste(rot: Mapping[str, Any], navn: str, sted: str, grenser: Grenser) -> list[Any]:
    verdi = rot.get(navn)
    if verdi is None:
        return []
    if not isinstance(verdi, list):
        raise _ugyldig(sted, IKKE_LISTE)
    if len(verdi) > grenser.deler:
        raise skjemafeil.for_mange_deler(grenser.deler)
    return verdi


def _streng(rot: Mapping[str, Any], navn: str, sted: str) -> str:
    verdi = rot.get(navn)
    if verdi is None:
        return ""
    if not isinstance(verdi, str):
        raise _ugyldig(sted, IKKE_TEKST)
    return verdi


def _xml(tekst: str, sted: str, grenser: Grenser) -> bytes:
    try:
        data = som_bytes(tekst)
    except UnicodeEncodeError as feil:
        raise _ugyldig(sted, HALVT_TEGN) from feil
    if len(data) > grenser.skjema:
        raise skjemafeil.for_stort_skjema(sted, sted, grenser.skjema)
    return data


def _ugyldig(sted: str, hva: Tekst) -> Problem:
    nb, nn, en = (f"«{sted}» {setning}" for setning in (hva.nb, hva.nn, hva.en))
    return Problem(UGYLDIG_INNHOLD, Tekst(nb, nn, en), del_=sted)


FEIL_MEDIATYPE: Final = Tekst(
    nb="Kroppen skal være application/json, ukomprimert.",
    nn="Kroppen skal vere application/json, ukomprimert.",
    en="The body must be application/json, uncompressed.",
)
IKKE_JSON: Final = Tekst(
    nb="Kroppen er ikke JSON i UTF-8, eller et navn står to ganger i samme objekt.",
    nn="Kroppen er ikkje JSON i UTF-8, eller eit namn står to gonger i same objekt.",
    en="The body is not JSON in UTF-8, or a name stands twice in one object.",
)
FOR_MYE_STRUKTUR: Final = Tekst(
    nb="Kroppen har mer struktur enn en søknad har bruk for.",
    nn="Kroppen har meir struktur enn ein søknad har bruk for.",
    en="The body has more structure than a filing has use for.",
)
MANGLER: Final = Tekst("mangler eller er tom.", "manglar eller er tom.", "is missing or empty.")
IKKE_TEKST: Final = Tekst("skal være en tekst.", "skal vere ein tekst.", "must be a string.")
IKKE_LISTE: Final = Tekst("skal være en liste.", "skal vere ei liste.", "must be an array.")
IKKE_OBJEKT: Final = Tekst(
    "mangler: kroppen, og hvert ledd i listene, skal være et objekt.",
    "manglar: kroppen, og kvart ledd i listene, skal vere eit objekt.",
    "is missing: the body, and each item of its arrays, must be an object.",
)
IKKE_STOERRELSE: Final = Tekst(
    "skal være et antall byte.", "skal vere eit tal byte.", "must be a number of bytes."
)
HALVT_TEGN: Final = Tekst(
    "inneholder et halvt tegn (en enslig surrogat), og er ikke tekst.",
    "inneheld eit halvt teikn (ein einsleg surrogat), og er ikkje tekst.",
    "holds half a character (a lone surrogate) and is not text.",
)
