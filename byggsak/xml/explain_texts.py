"""The sentences about a document that does not follow its schema."""

from __future__ import annotations

from typing import Final

from byggsak.domain.tekst import Tekst

DATATYPE: Final[dict[str, Tekst]] = {
    "int": Tekst(
        "et heltall (for eksempel 12)", "eit heiltal (til dømes 12)", "a whole number (such as 12)"
    ),
    "boolean": Tekst("true eller false", "true eller false", "true or false"),
    "decimal": Tekst(
        "et tall med punktum som desimaltegn (for eksempel 12.5)",
        "eit tal med punktum som desimalteikn (til dømes 12.5)",
        "a number with a decimal point (such as 12.5)",
    ),
    "date": Tekst(
        "en dato på formen 2026-01-31",
        "ein dato på forma 2026-01-31",
        "a date written as 2026-01-31",
    ),
    "dateTime": Tekst(
        "dato og klokkeslett på formen 2026-01-31T12:00:00",
        "dato og klokkeslett på forma 2026-01-31T12:00:00",
        "a date and time written as 2026-01-31T12:00:00",
    ),
}
"""What an XSD datatype asks for, fit to stand after «skal være»."""

_REMOVE: Final = Tekst(
    "Ta det bort, eller rett navnet.",
    "Ta det bort, eller rett namnet.",
    "Remove it, or correct the name.",
)
_VALUE: Final = Tekst(
    "Rett verdien, eller ta bort «{element}».",
    "Rett verdien, eller ta bort «{element}».",
    "Correct the value, or remove «{element}».",
)

TEXTS: Final[dict[str, tuple[Tekst, Tekst]]] = {
    "ukjent": (
        Tekst(
            "Elementet «{element}» finnes ikke i «{forelder}».",
            "Elementet «{element}» finst ikkje i «{forelder}».",
            "There is no element «{element}» in «{forelder}».",
        ),
        Tekst(
            "Ta det bort. Her kan det stå: {lovlige}.",
            "Ta det bort. Her kan det stå: {lovlige}.",
            "Remove it. What may stand here: {lovlige}.",
        ),
    ),
    "ukjent-naermest": (
        Tekst(
            "Elementet «{element}» finnes ikke i «{forelder}». Mente du «{naermest}»?",
            "Elementet «{element}» finst ikkje i «{forelder}». Meinte du «{naermest}»?",
            "There is no element «{element}» in «{forelder}». Did you mean «{naermest}»?",
        ),
        _REMOVE,
    ),
    "uventet": (
        Tekst(
            "Elementet «{element}» er ukjent i «{forelder}», eller står der for mange ganger.",
            "Elementet «{element}» er ukjent i «{forelder}», eller står der for mange gonger.",
            "The element «{element}» is unknown in «{forelder}», or stands there too often.",
        ),
        _REMOVE,
    ),
    "feil-navnerom": (
        Tekst(
            "Elementet «{element}» står i feil navnerom.",
            "Elementet «{element}» står i feil namnerom.",
            "The element «{element}» is in the wrong namespace.",
        ),
        Tekst(
            "Det skal stå i navnerommet «{navnerom}».",
            "Det skal stå i namnerommet «{navnerom}».",
            "It belongs in the namespace «{navnerom}».",
        ),
    ),
    "gjentatt": (
        Tekst(
            "Elementet «{element}» kan stå én gang i «{forelder}», men står {antall} ganger.",
            "Elementet «{element}» kan stå éin gong i «{forelder}», men står {antall} gonger.",
            "The element «{element}» may stand once in «{forelder}», but stands {antall} times.",
        ),
        Tekst("Behold det ene.", "Behald det eine.", "Keep one of them."),
    ),
    "feil-plass": (
        Tekst(
            "Elementet «{element}» står på feil plass i «{forelder}».",
            "Elementet «{element}» står på feil plass i «{forelder}».",
            "The element «{element}» stands in the wrong place in «{forelder}».",
        ),
        Tekst(
            "Flytt det dit skjemaet har det.",
            "Flytt det dit skjemaet har det.",
            "Move it to its place in the schema.",
        ),
    ),
    "mangler": (
        Tekst(
            "«{element}» mangler «{manglende}».",
            "«{element}» manglar «{manglende}».",
            "«{element}» lacks «{manglende}».",
        ),
        Tekst("Fyll det ut.", "Fyll det ut.", "Fill it in."),
    ),
    "feil-verdi": (
        Tekst(
            "«{element}» skal være {ventet}, men er «{funnet}».",
            "«{element}» skal vere {ventet}, men er «{funnet}».",
            "«{element}» must be {ventet}, but is «{funnet}».",
        ),
        _VALUE,
    ),
    "tom-verdi": (
        Tekst(
            "«{element}» er tomt, men skal være {ventet}.",
            "«{element}» er tomt, men skal vere {ventet}.",
            "«{element}» is empty, but must be {ventet}.",
        ),
        Tekst(
            "Fyll inn verdien, eller ta bort «{element}».",
            "Fyll inn verdien, eller ta bort «{element}».",
            "Fill in the value, or remove «{element}».",
        ),
    ),
    "barn-i-verdi": (
        Tekst(
            "«{element}» skal ha en verdi, men inneholder andre elementer.",
            "«{element}» skal ha ein verdi, men inneheld andre element.",
            "«{element}» must hold a value, but holds other elements.",
        ),
        _VALUE,
    ),
    "loes-tekst": (
        Tekst(
            "Det står løs tekst i «{element}»: «{funnet}».",
            "Det står laus tekst i «{element}»: «{funnet}».",
            "There is loose text in «{element}»: «{funnet}».",
        ),
        Tekst(
            "Ta bort teksten, eller flytt den inn i elementet den hører til.",
            "Ta bort teksten, eller flytt han inn i elementet han høyrer til.",
            "Remove the text, or move it into the element it belongs to.",
        ),
    ),
    "nil": (
        Tekst(
            "xsi:nil er brukt feil på «{element}».",
            "xsi:nil er brukt feil på «{element}».",
            "xsi:nil is used wrongly on «{element}».",
        ),
        Tekst(
            'Bruk xsi:nil="true" bare på et tomt element, eller ta bort «{element}».',
            'Bruk xsi:nil="true" berre på eit tomt element, eller ta bort «{element}».',
            'Use xsi:nil="true" only on an empty element, or remove «{element}».',
        ),
    ),
    "ukjent-attributt": (
        Tekst(
            "«{element}» kan ikke ha attributtet «{attributt}».",
            "«{element}» kan ikkje ha attributtet «{attributt}».",
            "«{element}» cannot have the attribute «{attributt}».",
        ),
        Tekst("Ta det bort.", "Ta det bort.", "Remove it."),
    ),
    "manglende-attributt": (
        Tekst(
            "«{element}» mangler attributtet «{attributt}».",
            "«{element}» manglar attributtet «{attributt}».",
            "«{element}» lacks the attribute «{attributt}».",
        ),
        Tekst("Legg det til.", "Legg det til.", "Add it."),
    ),
    "annet": (
        Tekst(
            "«{element}» følger ikke skjemaet ({teknisk}).",
            "«{element}» følgjer ikkje skjemaet ({teknisk}).",
            "«{element}» does not follow the schema ({teknisk}).",
        ),
        Tekst("Rett elementet.", "Rett elementet.", "Correct the element."),
    ),
    "flere": (
        Tekst(
            "Dokumentet har flere enn {antall} feil; bare de første er vist.",
            "Dokumentet har fleire enn {antall} feil; berre dei første er viste.",
            "The document has more than {antall} faults; only the first are shown.",
        ),
        Tekst(
            "Kontroller at det er riktig skjema, og rett det som er vist.",
            "Kontroller at det er rett skjema, og rett det som er vist.",
            "Check that this is the right form, and correct what is shown.",
        ),
    ),
}
