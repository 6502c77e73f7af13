"""Which form is this? Recognised by root, namespace and the three dataFormat attributes together.

The forms are data: every package that registers in the entry-point group `byggsak.schemas` brings
an `index.toml` with its schemas beside it. No schema package is imported by name.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib.metadata import entry_points
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, Literal

from byggsak.domain.soeknad import Skjema, Soeknadstype
from byggsak.domain.tekst import Tekst
from byggsak.xml.element import Element, localname
from byggsak.xml.reader import Document
from byggsak.xml.refusal import UkjentSkjema, filled, quote

GROUP: Final = "byggsak.schemas"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One version of one form, as its line in `index.toml` describes it. `xsd` is a local file."""

    name: str
    version: str
    title: Tekst
    data_format_id: str
    provider: str
    namespace: str
    root: str
    xsd: Path
    type: Soeknadstype
    kind: Literal["soeknad", "underskjema"]
    mapping: str
    source: str
    date: date

    @property
    def skjema(self) -> Skjema:
        return Skjema(self.name, self.version, self.data_format_id, self.namespace, self.type)

    def __str__(self) -> str:
        return f"{self.name} v{self.version}"


class SchemaIndexError(Exception):
    """A schema package is broken: `index.toml` lacks something, or two forms claim one root."""


@cache
def forms() -> tuple[Form, ...]:
    """Every form of every installed schema package, ordered by name and version."""
    found = [form for folder in schema_folders() for form in load_index(folder)]
    roots: dict[tuple[str, str], Form] = {}
    for form in found:
        other = roots.setdefault((form.namespace, form.root), form)
        if other is not form:
            raise SchemaIndexError(
                f"{form} and {other} both claim the root {form.root} in {form.namespace}; "
                f"one form and version must stand in one index only"
            )
    return tuple(sorted(found, key=lambda form: (form.name.lower(), int(form.version))))


def schema_folders() -> list[Path]:
    """The folder of every package in the entry-point group `byggsak.schemas`."""
    return [Path(str(files(point.module))) for point in entry_points(group=GROUP)]


def load_index(folder: Path) -> list[Form]:
    """Read one `index.toml`. Raises SchemaIndexError that names the line that is wrong."""
    file = folder / "index.toml"
    rows = tomllib.loads(file.read_text("utf-8")).get("skjema", [])
    return [_form(row, folder, f"{file}, skjema {number}") for number, row in enumerate(rows, 1)]


def _form(row: Mapping[str, Any], folder: Path, where: str) -> Form:
    try:
        form = Form(
            **{**row, "title": Tekst(**row["title"]), "type": Soeknadstype(row["type"])}
            | {"xsd": folder / row["xsd"]}
        )
    except (KeyError, TypeError, ValueError) as error:
        raise SchemaIndexError(f"{where}: {error}") from error
    if not form.xsd.is_file():
        raise SchemaIndexError(f"{where}: there is no schema {form.xsd}")
    return form


def recognise(document: Document) -> Form:
    """The form that the root says it is.

    Raises UkjentSkjema (a subclass of XmlAvvist): `ukjent-skjema`, `ukjent-versjon` or
    `motsagt-skjema`. The message names what was found and what is read.
    """
    root = document.root
    name, namespace = localname(root), _namespace(root)
    form = next((f for f in forms() if f.root == name and f.namespace == namespace), None)
    if form is None:
        raise _unknown(root, name, namespace)
    expected = {
        "dataFormatProvider": form.provider,
        "dataFormatId": form.data_format_id,
        "dataFormatVersion": form.version,
    }
    wrong = {key: root.get(key) for key, value in expected.items() if root.get(key) != value}
    if wrong:
        raise _contradiction(root, form, expected, wrong)
    return form


def _namespace(root: Element) -> str:
    tag = root.tag
    return tag[1:].partition("}")[0] if isinstance(tag, str) and tag.startswith("{") else ""


_UNKNOWN: Final = Tekst(
    "Roten «{rot}» i navnerommet «{navnerom}» er ikke et skjema som leses her.{naermest}",
    "Rota «{rot}» i namnerommet «{navnerom}» er ikkje eit skjema som blir lese her.{naermest}",
    "The root «{rot}» in the namespace «{navnerom}» is not a form that is read here.{naermest}",
)
_VERSION: Final = Tekst(
    "Skjemaet «{rot}» leses her, men ikke i denne versjonen (navnerom «{navnerom}»).",
    "Skjemaet «{rot}» blir lese her, men ikkje i denne versjonen (namnerom «{navnerom}»).",
    "The form «{rot}» is read here, but not in this version (namespace «{navnerom}»).",
)
_SUPPORTED: Final = Tekst(
    "Disse skjemaene leses: {skjemaer}.",
    "Desse skjemaa blir lesne: {skjemaer}.",
    "These forms are read: {skjemaer}.",
)
_CONTRADICTION: Final = Tekst(
    "Roten «{rot}» hører til {skjema}, men attributtene sier noe annet: {feil}.",
    "Rota «{rot}» høyrer til {skjema}, men attributta seier noko anna: {feil}.",
    "The root «{rot}» belongs to {skjema}, but the attributes say otherwise: {feil}.",
)
_EXPECTED: Final = Tekst(
    "Roten skal ha {ventet}.", "Rota skal ha {ventet}.", "The root must have {ventet}."
)


def _unknown(root: Element, name: str, namespace: str) -> UkjentSkjema:
    versions = [form for form in forms() if form.root == name]
    values = {"rot": quote(name), "navnerom": quote(namespace, 100) or "–"}
    if versions:
        hva = filled(_VERSION, **values)
        raad = filled(
            _SUPPORTED, skjemaer=", ".join(f"{form} ({form.namespace})" for form in versions)
        )
        return UkjentSkjema("ukjent-versjon", hva, raad, root.sourceline)
    close = get_close_matches(name, [form.root for form in forms()], n=1, cutoff=0.6)
    nearest = Tekst("", "", "")
    if close:
        nearest = filled(
            Tekst(" Mente du «{n}»?", " Meinte du «{n}»?", " Did you mean «{n}»?"), n=close[0]
        )
    hva = filled(_UNKNOWN, **values, naermest=nearest)
    raad = filled(_SUPPORTED, skjemaer=", ".join(map(str, forms())))
    return UkjentSkjema("ukjent-skjema", hva, raad, root.sourceline)


def _contradiction(
    root: Element, form: Form, expected: Mapping[str, str], wrong: Mapping[str, str | None]
) -> UkjentSkjema:
    says = wrong.items()
    found = Tekst(
        *(
            ", ".join(f'{k}="{quote(v)}"' if v is not None else f"{k} {gone}" for k, v in says)
            for gone in ("mangler", "manglar", "is missing")
        )
    )
    wanted = ", ".join(f'{key}="{expected[key]}"' for key in wrong)
    hva = filled(_CONTRADICTION, rot=form.root, skjema=str(form), feil=found)
    return UkjentSkjema("motsagt-skjema", hva, filled(_EXPECTED, ventet=wanted), root.sourceline)
