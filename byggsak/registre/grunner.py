"""Why a register gave no answer, in words for the reader of the report."""

from __future__ import annotations

from typing import Final

from byggsak.domain.tekst import Tekst

TIDSAVBRUDD: Final = Tekst(
    "svaret kom ikke i tide", "svaret kom ikkje i tide", "the answer did not come in time"
)
INGEN_KONTAKT: Final = Tekst(
    "det ble ikke kontakt med tjenesten, eller den ble brutt",
    "det vart ikkje kontakt med tenesta, eller han vart broten",
    "the service could not be reached, or the connection was broken",
)
ULESELIG: Final = Tekst(
    "svaret kunne ikke leses", "svaret kunne ikkje lesast", "the answer could not be read"
)
IKKE_JSON: Final = Tekst("svaret var ikke JSON", "svaret var ikkje JSON", "the answer was not JSON")
FOR_STORT: Final = Tekst("svaret var for stort", "svaret var for stort", "the answer was too large")
UVENTET: Final = Tekst(
    "svaret hadde ikke den formen tjenesten har lovet",
    "svaret hadde ikkje den forma tenesta har lova",
    "the answer did not have the form the service has promised",
)
KRASJET: Final = Tekst(
    "oppslaget stanset på en feil hos oss",
    "oppslaget stansa på ein feil hos oss",
    "the look-up stopped on a fault of ours",
)
STENGT: Final = Tekst(
    "tjenesten har ikke svart de siste gangene, og prøves igjen om litt",
    "tenesta har ikkje svart dei siste gongene, og blir prøvd igjen om litt",
    "the service has not answered lately, and is tried again shortly",
)
IKKE_I_GAMMELT: Final = Tekst(
    "tjenesten svarte ikke, og det siste svaret er for gammelt til å utelukke noe",
    "tenesta svarte ikkje, og det siste svaret er for gammalt til å utelukke noko",
    "the service did not answer, and its last answer is too old to rule anything out",
)


def status(kode: int) -> Tekst:
    return Tekst(
        f"tjenesten svarte med status {kode}",
        f"tenesta svarte med status {kode}",
        f"the service answered with status {kode}",
    )
