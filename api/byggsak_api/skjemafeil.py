"""What can be wrong with a multipart filing, each as a `Problem` that names the part."""

from __future__ import annotations

from collections.abc import Sequence

from byggsak.domain.tekst import Tekst
from byggsak_api.problem import FOR_STOR, MEDIATYPEFEIL, UGYLDIG, UGYLDIG_INNHOLD, Problem

_MB = 1_000_000


def feil_mediatype() -> Problem:
    return Problem(
        MEDIATYPEFEIL,
        Tekst(
            nb="En søknad sendes som multipart/form-data, ukomprimert.",
            nn="Ein søknad blir send som multipart/form-data, ukomprimert.",
            en="A filing is sent as multipart/form-data, uncompressed.",
        ),
        headers={"Accept-Post": "multipart/form-data", "Accept-Encoding": "identity"},
    )


def uten_skille() -> Problem:
    return Problem(
        UGYLDIG,
        Tekst(
            nb="Content-Type mangler boundary, så delene kan ikke skilles. La klienten sette den.",
            nn="Content-Type manglar boundary: delane kan ikkje skiljast. La klienten setje det.",
            en="Content-Type lacks a boundary, so the parts cannot be told apart. Let your HTTP"
            " client set it.",
        ),
    )


def uleselig() -> Problem:
    return Problem(
        UGYLDIG,
        Tekst(
            nb="Kroppen er ikke gyldig multipart/form-data (RFC 7578).",
            nn="Kroppen er ikkje gyldig multipart/form-data (RFC 7578).",
            en="The body is not valid multipart/form-data (RFC 7578).",
        ),
    )


def avkortet() -> Problem:
    return Problem(
        UGYLDIG,
        Tekst(
            nb="Kroppen slutter før siste skille: noe gikk tapt underveis. Send på nytt.",
            nn="Kroppen sluttar før siste skilje: noko gjekk tapt undervegs. Send på nytt.",
            en="The body ends before its last boundary: something was lost on the way. Send again.",
        ),
    )


def en_soeknad(antall: int) -> Problem:
    return Problem(
        UGYLDIG_INNHOLD,
        Tekst(
            nb=f"Det skal være nøyaktig én del «soeknad»; her er {antall}.",
            nn=f"Det skal vere nøyaktig éin del «soeknad»; her er {antall}.",
            en=f"There must be exactly one part “soeknad”; there are {antall}.",
        ),
        del_="soeknad",
    )


def for_mange_deler(grense: int) -> Problem:
    return Problem(
        FOR_STOR,
        Tekst(
            nb=f"Forespørselen har flere enn {grense} deler.",
            nn=f"Førespurnaden har fleire enn {grense} delar.",
            en=f"The request has more than {grense} parts.",
        ),
        grense=grense,
    )


def ukjent_del(navn: str, kjente: Sequence[str]) -> Problem:
    vist, liste = navn[:60], ", ".join(kjente)
    return Problem(
        UGYLDIG_INNHOLD,
        Tekst(
            nb=f"Delen «{vist}» er ukjent. Delene heter {liste}; ingenting leses stille bort.",
            nn=f"Delen «{vist}» er ukjend. Delane heiter {liste}; ingenting blir lese stille bort.",
            en=f"The part “{vist}” is unknown. Parts are named {liste}; none is dropped silently.",
        ),
        del_=vist,
    )


def omkodet_del(navn: str) -> Problem:
    return Problem(
        UGYLDIG_INNHOLD,
        Tekst(
            nb=f"Delen «{navn}» er omkodet (Content-Transfer-Encoding). Send bytene som de er.",
            nn=f"Delen «{navn}» er omkoda (Content-Transfer-Encoding). Send bytane som dei er.",
            en=f"The part “{navn}” is transfer-encoded. Send the bytes as they are.",
        ),
        del_=navn,
    )


def uten_vedleggstype(filnavn: str) -> Problem:
    return Problem(
        UGYLDIG_INNHOLD,
        Tekst(
            nb=f"Vedlegget «{filnavn}» mangler hodet Vedleggstype (for eksempel Situasjonsplan).",
            nn=f"Vedlegget «{filnavn}» manglar hovudet Vedleggstype (til dømes Situasjonsplan).",
            en=f"The attachment “{filnavn}” lacks the part header Vedleggstype (for example"
            " Situasjonsplan).",
        ),
        del_="vedlegg",
        filnavn=filnavn,
    )


def for_stort_skjema(navn: str, filnavn: str, grense: int) -> Problem:
    mb = grense // _MB
    return Problem(
        FOR_STOR,
        Tekst(
            nb=f"Skjemaet «{filnavn}» er større enn {mb} MB. Tegninger og brev sendes som vedlegg.",
            nn=f"Skjemaet «{filnavn}» er større enn {mb} MB. Teikningar og brev blir sende som"
            " vedlegg.",
            en=f"The form “{filnavn}” is larger than {mb} MB. Send drawings and letters as"
            " attachments.",
        ),
        del_=navn,
        filnavn=filnavn,
        grense=grense,
    )


def for_store_skjemaer(filnavn: str, grense: int) -> Problem:
    mb = grense // _MB
    return Problem(
        FOR_STOR,
        Tekst(
            nb=f"Skjemaene er til sammen større enn {mb} MB; grensen ble nådd i «{filnavn}».",
            nn=f"Skjema er til saman større enn {mb} MB; grensa vart nådd i «{filnavn}».",
            en=f"The forms together exceed {mb} MB; the limit was reached in “{filnavn}”.",
        ),
        del_="underskjema",
        filnavn=filnavn,
        grense=grense,
    )


def for_stort_vedlegg(navn: str, filnavn: str, grense: int) -> Problem:
    mb = grense // _MB
    return Problem(
        FOR_STOR,
        Tekst(
            nb=f"Vedlegget «{filnavn}» er større enn {mb} MB. Del det opp, eller komprimer det.",
            nn=f"Vedlegget «{filnavn}» er større enn {mb} MB. Del det opp, eller komprimer det.",
            en=f"The attachment “{filnavn}” is larger than {mb} MB. Split it, or compress it.",
        ),
        del_=navn,
        filnavn=filnavn,
        grense=grense,
    )


def for_store_vedlegg(filnavn: str, grense: int) -> Problem:
    mb = grense // _MB
    return Problem(
        FOR_STOR,
        Tekst(
            nb=f"Vedleggene er til sammen større enn {mb} MB; grensen ble nådd i «{filnavn}».",
            nn=f"Vedlegga er til saman større enn {mb} MB; grensa vart nådd i «{filnavn}».",
            en=f"The attachments together exceed {mb} MB; the limit was reached in “{filnavn}”.",
        ),
        del_="vedlegg",
        filnavn=filnavn,
        grense=grense,
    )


def for_stor_situasjonsplan(navn: str, filnavn: str, grense: int) -> Problem:
    mb = grense // _MB
    return Problem(
        FOR_STOR,
        Tekst(
            nb=f"Den digitale situasjonsplanen «{filnavn}» er større enn {mb} MB, mer enn byggsak"
            " leser. Del den opp, eller send den som PDF.",
            nn=f"Den digitale situasjonsplanen «{filnavn}» er større enn {mb} MB, meir enn byggsak"
            " les. Del han opp, eller send han som PDF.",
            en=f"The digital site plan “{filnavn}” is larger than {mb} MB, more than byggsak reads."
            " Split it, or send it as PDF.",
        ),
        del_=navn,
        filnavn=filnavn,
        grense=grense,
    )
