"""The dispensations of the main form and those of the subforms are the same dispensations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from byggsak.domain.soeknad import Dispensasjon


def merge_dispensasjoner(
    oversikt: Iterable[Dispensasjon], underskjema: Iterable[Dispensasjon]
) -> tuple[Dispensasjon, ...]:
    """Each line of the overview with its subform, then the subforms that no line names.

    Matched by reference, whatever the case of its letters. A subform without one (the notice to
    the neighbours has no room for it) belongs to the line with its title when both are alone about
    that title. A line and a subform that are the only ones left, and of which at least one has no
    reference, belong together too: some systems leave the reference out when there is one
    dispensation. Nothing is matched on a guess beyond that.
    """
    lines = list(oversikt)
    waiting = list(underskjema)
    matched: list[Dispensasjon | None] = [_take(line.referanse, waiting) for line in lines]
    titles = Counter(line.tittel for line, found in zip(lines, matched, strict=True) if not found)
    for number, line in enumerate(lines):
        if matched[number] is None and titles[line.tittel] == 1:
            matched[number] = _take_title(line.tittel, waiting)
    alone = [number for number, found in enumerate(matched) if found is None]
    if len(alone) == 1 and len(waiting) == 1:
        number = alone[0]
        if lines[number].referanse is None or waiting[0].referanse is None:
            matched[number] = waiting.pop()
    merged = [
        line if found is None else _both(line, found)
        for line, found in zip(lines, matched, strict=True)
    ]
    return (*merged, *waiting)


def _take(reference: str | None, waiting: list[Dispensasjon]) -> Dispensasjon | None:
    if reference is None:
        return None
    for place, candidate in enumerate(waiting):
        if candidate.referanse is not None and candidate.referanse.lower() == reference.lower():
            return waiting.pop(place)
    return None


def _take_title(title: str | None, waiting: list[Dispensasjon]) -> Dispensasjon | None:
    same = [candidate for candidate in waiting if candidate.tittel == title]
    if title is None or len(same) != 1 or same[0].referanse is not None:
        return None
    return waiting.pop(next(n for n, candidate in enumerate(waiting) if candidate is same[0]))


def _both(line: Dispensasjon, subform: Dispensasjon) -> Dispensasjon:
    """What the overview says stands; the subform fills in. `felt` is where the grounds are."""
    return replace(
        subform,
        referanse=line.referanse or subform.referanse,
        kategori=line.kategori or subform.kategori,
        tittel=line.tittel or subform.tittel,
        bestemmelsetype=line.bestemmelsetype or subform.bestemmelsetype,
    )
