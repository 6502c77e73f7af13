"""How OpenAPI describes the national validator's shapes, and what we have added to them."""

from __future__ import annotations

from typing import Any, Final

Json = dict[str, Any]
Svar = dict[int | str, dict[str, Any]]

_TEKST: Final[Json] = {"type": "string"}
_KANSKJE: Final[Json] = {"type": ["string", "null"]}
_TALL: Final[Json] = {"type": "integer"}


def _liste(av: Json) -> Json:
    return {"type": "array", "items": av}


def _objekt(**felter: Json) -> Json:
    return {"type": "object", "properties": felter, "required": list(felter)}


def _svar(beskrivelse: str, form: Json) -> Svar:
    return {200: {"description": beskrivelse, "content": {"application/json": {"schema": form}}}}


_TYPE: Final[Json] = {"type": "string", "enum": ["ERROR", "WARNING"]}
_UTFALL: Final[Json] = {"type": "string", "enum": ["oppfylt", "brutt", "uavklart"]}
_MELDING: Final = _objekt(
    rule=_TEKST,
    reference=_TEKST,
    message=_TEKST,
    messagetype=_TYPE,
    xpathField=_KANSKJE | {"description": "No slash in front; counted from zero."},
    preCondition=_KANSKJE,
    checklistReference=_KANSKJE,
    xpath=_KANSKJE | {"description": "Ours: true XPath, counted from one."},
    utfall=_UTFALL | {"description": "Ours: `uavklart` could not be verified."},
    dokument=_KANSKJE | {"description": "Ours: the subform or attachment, else null."},
    linje={"type": ["integer", "null"]},
    fingeravtrykk=_TEKST | {"description": "Ours: the same when the application is sent again."},
)
_REGEL: Final = _objekt(
    id=_TEKST,
    rule=_TEKST,
    message=_TEKST,
    messagetype=_TYPE,
    xpathField=_KANSKJE | {"description": "With {0} where an index goes."},
    preCondition=_KANSKJE,
    checklistReference=_KANSKJE,
    utfall=_UTFALL | {"description": "Ours: the worst the rule answered."},
    antall={"type": "object", "additionalProperties": _TALL},
)
_SJEKKPUNKT: Final = _objekt(
    checklistReference=_TEKST,
    checklistQuestion=_KANSKJE | {"description": "Always null: we do not carry the national text."},
    yesNo={
        "type": "boolean",
        "description": "Whether every rule behind the check point is met. A check point with a"
        " rule that was not executed, or could not be decided, is left out.",
    },
    supportingDataValidationRuleId=_liste(_TEKST),
    supportingDataXpathField=_liste(_TEKST),
    documentation=_TEKST,
)
_FELLES: Final[dict[str, Json]] = {
    "errors": _TALL,
    "warnings": _TALL,
    "tiltakstyperISoeknad": _liste(_TEKST),
    "soknadtype": _KANSKJE,
    "messages": _liste(_MELDING),
    "rulesChecked": _liste(_REGEL)
    | {"description": "Rules that were executed; the others are not here."},
}

VALIDATIONS: Final = _svar("Validations.", _objekt(**_FELLES))
REPORT: Final = _svar("ValidationResult.", _objekt(**_FELLES, prefillChecklist=_liste(_SJEKKPUNKT)))
STRENGER: Final = _svar("One sentence for each fault against the XSD.", _liste(_TEKST))
REGLER: Final = _svar(
    "The rules.",
    _liste(
        _objekt(
            Regelnr=_TEKST,
            sjkPkt=_TEKST,
            Beskrivelse=_TEKST,
            Valideringsresultat={"type": "string", "enum": ["Feil", "Advarsel"]},
            Betingelse=_TEKST,
            Forutsetning=_TEKST,
        )
    ),
)

KROPP: Final[Json] = {
    "requestBody": {
        "required": True,
        "description": "Attachments are described, not sent. `formData` is text: what its"
        " declaration says of encoding is of no account.",
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["formData"],
                    "properties": {
                        "formData": _TEKST | {"description": "The form, as XML."},
                        "subForms": _liste(_objekt(formName=_TEKST, subFormData=_TEKST)),
                        "attachments": _liste(
                            _objekt(attachmentTypeName=_TEKST, filename=_TEKST, fileSize=_TALL)
                        ),
                    },
                }
            }
        },
    }
}
FIL: Final[Json] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "string", "format": "binary"}},
                }
            }
        },
    }
}
