"""The sentences of the letter of deficiencies, in bokmål, nynorsk and English."""

from __future__ import annotations

from datetime import date
from typing import Final

from byggsak.domain.tekst import Spraak, Tekst
from byggsak.domain.vedtak import Mangelalvor

AVSENDER: Final = Tekst("{kommune}, byggesak", "{kommune}, byggesak", "{kommune}, building cases")
SOEKEREN: Final = Tekst("Søkeren", "Søkjaren", "The applicant")
OVERSKRIFT: Final = Tekst(
    "Søknaden må suppleres", "Søknaden må supplerast", "The application must be supplemented"
)
INNLEDNING: Final = Tekst(
    "Vi har gått gjennom søknaden om {tittel}. Det mangler opplysninger eller dokumentasjon.",
    "Vi har gått gjennom søknaden om {tittel}. Det manglar opplysningar eller dokumentasjon.",
    "We have examined the application for {tittel}. Information or documentation is missing.",
)
ALVOR: Final[dict[Mangelalvor, Tekst]] = {
    Mangelalvor.VESENTLIG: Tekst(
        "Søknaden er ikke fullstendig. Fristen for å behandle den begynner først når manglene er "
        "rettet (plan- og bygningsloven § 21-7).",
        "Søknaden er ikkje fullstendig. Fristen for å handsame han tek til først når manglane er "
        "retta (plan- og bygningslova § 21-7).",
        "The application is not complete. The time limit for processing it begins only when the "
        "deficiencies are corrected (pbl § 21-7).",
    ),
    Mangelalvor.MINDRE: Tekst(
        "Fristen for å behandle søknaden forlenges med den tiden det tar å rette manglene "
        "(byggesaksforskriften § 7-2).",
        "Fristen for å handsame søknaden blir forlengd med den tida det tek å rette manglane "
        "(byggesaksforskrifta § 7-2).",
        "The time limit for processing is extended by the time it takes to correct the "
        "deficiencies (SAK10 § 7-2).",
    ),
}
MANGLENE: Final = Tekst("Dette mangler", "Dette manglar", "What is missing")
HJEMMEL: Final = Tekst("Hjemmel: {hjemmel}.", "Heimel: {hjemmel}.", "Legal basis: {hjemmel}.")
KODE: Final = Tekst(
    "Nasjonal mangelkode: {kode}.", "Nasjonal mangelkode: {kode}.", "National code: {kode}."
)
REFERANSE: Final = Tekst(
    "Svar med referanse {id}.", "Svar med referanse {id}.", "Answer with reference {id}."
)
FRISTEN: Final = Tekst("Frist og svar", "Frist og svar", "Time limit and answer")
SVAR: Final = Tekst(
    "Vi ber om svar på alle punktene innen {frist}. Svar gjerne i søknadssystemet, med referansen "
    "til hvert punkt.",
    "Vi ber om svar på alle punkta innan {frist}. Svar gjerne i søknadssystemet, med referansen "
    "til kvart punkt.",
    "Please answer all the points by {frist}, preferably in your application system with the "
    "reference of each point.",
)
HVIS_IKKE: Final = Tekst(
    "Får vi ikke svar innen fristen, kan vi behandle søknaden slik den er. Trenger du lengre tid, "
    "ta kontakt før fristen er ute.",
    "Får vi ikkje svar innan fristen, kan vi handsame søknaden slik han er. Treng du lengre tid, "
    "ta kontakt før fristen er ute.",
    "Without an answer in time we may process the application as it stands. If you need more time, "
    "contact us before the time limit.",
)
MANGEL: Final = Tekst("Mangel", "Mangel", "Deficiency")
_MAANEDER: Final[dict[Spraak, tuple[str, ...]]] = {
    "nb": (
        "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september",
        "oktober", "november", "desember",
    ),
    "nn": (
        "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september",
        "oktober", "november", "desember",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ),
}  # fmt: skip


def dato(dag: date, spraak: Spraak) -> str:
    """The day in words.

    >>> dato(date(2026, 12, 1), "nn"), dato(date(2026, 12, 1), "en")
    ('1. desember 2026', '1 December 2026')
    """
    maaned = _MAANEDER[spraak][dag.month - 1]
    return f"{dag.day}{'' if spraak == 'en' else '.'} {maaned} {dag.year}"
