"""From a valid document to the words of the domain: one module per form version.

`index.toml` names the module; the module ends in one value `MAPPING`.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TypeVar

from byggsak.domain.ansvar import Gjennomfoeringsplan
from byggsak.domain.soeknad import Dispensasjon, Gjenpart, Soeknad
from byggsak.xml.forms import Form, SchemaIndexError
from byggsak.xml.mapping.shape import Innhold, Mapping, OwnMapping, SoeknadMapping
from byggsak.xml.mapping.values import UbrukeligVerdi
from byggsak.xml.reader import Document

__all__ = [
    "Innhold",
    "UbrukeligVerdi",
    "map_dispensasjon",
    "map_gjennomfoeringsplan",
    "map_gjenpart",
    "map_innhold",
    "map_soeknad",
    "mapping_of",
]


@cache
def mapping_of(form: Form) -> Mapping:
    """The form's `MAPPING`. Raises SchemaIndexError when the index names no such module."""
    try:
        mapping = import_module(f"{__name__}.{form.mapping}").MAPPING
    except (ModuleNotFoundError, AttributeError) as error:
        raise SchemaIndexError(
            f"{form}: index.toml names the mapping «{form.mapping}», but there is no value MAPPING "
            f"in {__name__}.{form.mapping}"
        ) from error
    if not isinstance(mapping, SoeknadMapping | OwnMapping):
        raise SchemaIndexError(f"{form}: MAPPING in {form.mapping} is no mapping")
    return mapping


def map_innhold(document: Document, form: Form) -> Innhold:
    """What the document says, in the domain's words. The document must be valid.

    Raises UbrukeligVerdi for a value that the schema allows and nobody can compute with.
    """
    return mapping_of(form).read(document.felt, form.skjema)


def map_soeknad(document: Document, form: Form) -> Soeknad:
    """`map_innhold` for an application; TypeError when the form is none."""
    return _as(Soeknad, map_innhold(document, form), form)


def map_gjenpart(document: Document, form: Form) -> Gjenpart:
    """`map_innhold` for the copy of the neighbour notice; TypeError when the form is not it."""
    return _as(Gjenpart, map_innhold(document, form), form)


def map_dispensasjon(document: Document, form: Form) -> Dispensasjon:
    """`map_innhold` for the subform about one dispensation; TypeError when the form is not it."""
    return _as(Dispensasjon, map_innhold(document, form), form)


def map_gjennomfoeringsplan(document: Document, form: Form) -> Gjennomfoeringsplan:
    """`map_innhold` for the implementation plan; TypeError when the form is not it."""
    return _as(Gjennomfoeringsplan, map_innhold(document, form), form)


_T = TypeVar("_T", Soeknad, Gjenpart, Dispensasjon, Gjennomfoeringsplan)


def _as(wanted: type[_T], innhold: Innhold, form: Form) -> _T:
    if not isinstance(innhold, wanted):
        raise TypeError(f"{form} is read as {type(innhold).__name__}, not {wanted.__name__}")
    return innhold
