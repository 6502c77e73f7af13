"""An earlier check of the same application, and what of it still holds.

Field rows are taken over from its report, rule verdicts from its `spor` (see
`byggsak.rule.remembered`). Nothing is taken over from a check with other rule packs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from byggsak.domain.felt import Felt
from byggsak.domain.funn import Funn
from byggsak.domain.register import Registre
from byggsak.domain.soeknad import Skjema
from byggsak.rule.field_reuse import endrede_stier, flyttet, rader_paa_nytt
from byggsak.rule.fields import Radsvar, proev_rader
from byggsak.rule.remembered import Husk
from byggsak.rule.report import Dekning, Kontrollrapport, Regelpakke
from byggsak.rule.tables import Feltsett
from byggsak.rule.unit import Anker


@dataclass(frozen=True, slots=True)
class Tidligere:
    """An earlier check: its report, and the trees of the forms it read, in the order checked.

    `test` says whether it was of a municipality where synthetic numbers are accepted.
    """

    rapport: Kontrollrapport
    felter: tuple[tuple[Skjema, Felt], ...]
    test: bool

    def husk(self, pakker: Sequence[Regelpakke]) -> Husk:
        """Its verdicts, for a check with these rule packs."""
        return Husk(self.rapport.spor if self.rapport.pakker == tuple(pakker) else {})


@dataclass(frozen=True, slots=True)
class Skjemafoer:
    """One form of the earlier check. `dekning` and `funn` are by rule."""

    skjema: Skjema
    rot: Felt
    test: bool
    mottatt: date | None
    dekning: dict[str, list[Dekning]]
    funn: dict[str, list[Funn]]


@dataclass(frozen=True, slots=True)
class Radfoer:
    """What one row said before and says still; the places are where the fields stand now."""

    dekning: tuple[Dekning, ...]
    funn: tuple[Funn, ...]


def par(
    skjemaer: Iterable[tuple[Skjema, Felt]],
    forrige: Tidligere | None,
    pakker: Sequence[Regelpakke],
) -> Iterator[tuple[Skjema, Felt, Skjemafoer | None]]:
    """Each form with the one it was before. A form that stands several times has none: what the
    rows said about one of them cannot be told from the report."""
    alle = list(skjemaer)
    if forrige is None or forrige.rapport.pakker != tuple(pakker):
        yield from ((skjema, rot, None) for skjema, rot in alle)
        return
    dekning: dict[str, list[Dekning]] = {}
    for linje in forrige.rapport.dekning:
        dekning.setdefault(linje.regel, []).append(linje)
    funn: dict[str, list[Funn]] = {}
    for ett in forrige.rapport.funn:
        funn.setdefault(ett.regel, []).append(ett)
    naa = Counter(skjema.navn for skjema, _ in alle)
    foer = Counter(skjema.navn for skjema, _ in forrige.felter)
    for skjema, rot in alle:
        gammel = next((rot for gammelt, rot in forrige.felter if gammelt == skjema), None)
        if gammel is None or naa[skjema.navn] > 1 or foer[skjema.navn] > 1:
            yield skjema, rot, None
            continue
        mottatt = forrige.rapport.datoer.get(Anker.SOEKNAD_MOTTATT)
        yield skjema, rot, Skjemafoer(skjema, gammel, forrige.test, mottatt, dekning, funn)


def felter_igjen(
    sett: Feltsett, rot: Felt, foer: Skjemafoer, test: bool, mottatt: date, registre: Registre
) -> list[Sequence[Radsvar] | Radfoer]:
    """Every row in order: asked again where its answer may be another, else as it was."""
    endret = endrede_stier(foer.rot, rot)
    svar, spoer = rader_paa_nytt(sett, endret, ny_dato=foer.mottatt != mottatt)
    ganger = Counter(rad.id for rad in sett.rader)
    uvisse = {
        nr
        for nr, rad in enumerate(sett.rader)
        if ganger[rad.id] > 1
        or rad.id not in foer.dekning
        or any(linje.alarm for linje in foer.dekning[rad.id])
    }
    if uvisse:
        svar, spoer = frozenset(range(len(sett.rader))), frozenset(range(len(sett.rader)))
    nye = proev_rader(sett, rot, test, mottatt, registre, spoer)
    return [
        nye[nr]
        if nr in svar
        else Radfoer(
            tuple(foer.dekning[rad.id]),
            tuple(replace(f, sted=flyttet(f.sted, rot)) for f in foer.funn.get(rad.id, ())),
        )
        for nr, rad in enumerate(sett.rader)
    ]
