"""The rules that are asked about one form, told as the national validator tells its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from byggsak.domain.funn import Alvorlighet
from byggsak.domain.tekst import Spraak, Tekst
from byggsak.rule.catalogue import Katalog
from byggsak.rule.field_texts import fyll
from byggsak.rule.tables import UTFYLLING, Feltrad
from byggsak.services.kontroll import LESBAR_PLAN, UNDERSKJEMA
from byggsak.xml.forms import Form, forms
from byggsak.xml.inn import SKJEMA, UKJENT_SKJEMA, ULESELIG
from byggsak.xml.repeated import repeated, template

Json = dict[str, Any]


class UkjentFormat(LookupError):
    """No form with this data format is read here; `kjente` are those that are."""

    def __init__(self, data_format_id: str, versjon: str) -> None:
        super().__init__(data_format_id, versjon)
        self.kjente = sorted({(f.data_format_id, f.version, f.name) for f in forms()})


@dataclass(frozen=True, slots=True)
class Regelinfo:
    """One rule as a sender sees it.

    `slag` is the kind of rule («utfylt», «gyldig» …), or the id where the rule is of no such
    kind. `melding` is the sentence with its placeholders; `sti` the field with «{0}» for an index,
    None where the rule is not about one field. `bare_utfylling`: it asks whether something is
    there, not what it says.
    """

    id: str
    slag: str
    melding: Tekst
    alvorlighet: Alvorlighet
    sti: str | None = None
    naar: str | None = None
    sjekkpunkt: str | None = None
    bare_utfylling: bool = False


def finn_skjema(data_format_id: str, versjon: str) -> Form:
    """The form with this data format. Raises `UkjentFormat`."""
    for form in forms():
        if (form.data_format_id, form.version) == (data_format_id, versjon):
            return form
    raise UkjentFormat(data_format_id, versjon)


def regler_om(katalog: Katalog, form: Form, dato: date) -> dict[str, Regelinfo]:
    """Every rule in force about the form on the date, by id: reading, field rows, law."""
    regler = {regel.id: regel for regel in _LESING}
    regler |= {regel.id: regel for regel in _rader(katalog, form, dato)}
    for regel in katalog.i_kraft(dato):
        if form.type in regel.soeknadstyper:
            regler[regel.id] = Regelinfo(
                id=regel.id,
                slag=regel.id,
                melding=regel.melding,
                alvorlighet=regel.alvorlighet,
                sjekkpunkt=regel.sjekkpunkt,
            )
    return regler


def rader_om_alle(katalog: Katalog, dato: date) -> dict[str, Regelinfo]:
    """The rows of every form, by id: what a subform among the findings is looked up in."""
    return {
        regel.id: regel
        for form in forms()
        if form.kind == "underskjema"
        for regel in _rader(katalog, form, dato)
    }


def regelrader(katalog: Katalog, form: Form, dato: date, spraak: Spraak) -> list[Json]:
    """The rows of GET /api/formrules, in the order the rules are asked."""
    return [
        {
            "Regelnr": regel.id,
            "sjkPkt": regel.sjekkpunkt or "",
            "Beskrivelse": regel.melding.paa(spraak),
            "Valideringsresultat": _RESULTAT[regel.alvorlighet],
            "Betingelse": regel.sti or "",
            "Forutsetning": regel.naar or "",
        }
        for regel in regler_om(katalog, form, dato).values()
    ]


def _rader(katalog: Katalog, form: Form, dato: date) -> Iterator[Regelinfo]:
    lister = repeated(form)
    for rad in katalog.felter(form.name, form.version, dato).rader:
        yield Regelinfo(
            id=rad.id,
            slag=_slag(rad),
            melding=fyll(rad.melding, rad.ord, "{verdi}", rad.grense or "{grense}"),
            alvorlighet=rad.alvorlighet,
            sti=template(f"{form.root}/{rad.full_sti}".rstrip("/"), lister),
            naar=rad.naar_tekst,
            sjekkpunkt=rad.sjekkpunkt,
            bare_utfylling=rad.krav in UTFYLLING,
        )


def _slag(rad: Feltrad) -> str:
    """«Ettrinn.Tiltakshaver.Navn.Utfylt» is of the kind «utfylt»."""
    siste = rad.id.rpartition(".")[2]
    return siste[:1].lower() + siste[1:]


_RESULTAT: Final = {Alvorlighet.FEIL: "Feil", Alvorlighet.ADVARSEL: "Advarsel"}
_LESING: Final = (
    Regelinfo(
        ULESELIG,
        ULESELIG,
        Tekst(
            "Dokumentet kan ikke leses som XML.",
            "Dokumentet kan ikkje lesast som XML.",
            "The document cannot be read as XML.",
        ),
        Alvorlighet.FEIL,
    ),
    Regelinfo(
        UKJENT_SKJEMA,
        UKJENT_SKJEMA,
        Tekst(
            "Dokumentet er ikke et skjema som leses her.",
            "Dokumentet er ikkje eit skjema som blir lese her.",
            "The document is not a form that is read here.",
        ),
        Alvorlighet.FEIL,
    ),
    Regelinfo(
        SKJEMA,
        "xsdValidationErrors",
        Tekst(
            "Dokumentet følger ikke skjemaets XSD.",
            "Dokumentet følgjer ikkje XSD-en til skjemaet.",
            "The document does not follow the form's XSD.",
        ),
        Alvorlighet.FEIL,
    ),
    Regelinfo(
        UNDERSKJEMA,
        UNDERSKJEMA,
        Tekst(
            "Et underskjema kan ikke brukes.",
            "Eit underskjema kan ikkje brukast.",
            "A subform cannot be used.",
        ),
        Alvorlighet.FEIL,
    ),
    Regelinfo(
        LESBAR_PLAN,
        LESBAR_PLAN,
        Tekst(
            "Den digitale situasjonsplanen kan ikke leses.",
            "Den digitale situasjonsplanen kan ikkje lesast.",
            "The digital situation plan cannot be read.",
        ),
        Alvorlighet.ADVARSEL,
    ),
)
LESEREGLER: Final = {regel.id: regel for regel in _LESING}
"""The rules about the reading itself: all there is where the form is not known."""
