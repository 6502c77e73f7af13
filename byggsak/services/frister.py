"""The deadlines of a case: its events as a timeline, and both readings where facts are open.

Whether the application is in accordance with law and plan, and whether neighbours or another
authority have a say, is for a person to settle. Until then the case has two possible deadlines,
and both are shown; nothing is assumed in silence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from byggsak.case import hendelse as h
from byggsak.case.frist import Fristkrav, Fristsvar, Tidslinje, beregn, les_tidslinje
from byggsak.case.frist.vis import som_json
from byggsak.case.oppgaver import AAPNE_FAKTA as GUNSTIG
from byggsak.case.sak import Sak
from byggsak.case.tidslinje_av import fakta_av, hendinger, soeknadstype


@dataclass(frozen=True, slots=True)
class Lesning:
    """One reading: the facts it presumes, and the deadlines they give."""

    forutsetning: Mapping[str, object]
    tidslinje: Tidslinje
    svar: Fristsvar

    def som_json(self) -> dict[str, Any]:
        return {"forutsetning": dict(self.forutsetning)} | som_json(self.tidslinje, self.svar)


@dataclass(frozen=True, slots=True)
class Frister:
    """`maa_avklares` names the facts that make the readings differ; empty when there is one."""

    lesninger: tuple[Lesning, ...]
    maa_avklares: tuple[str, ...]


def frister(
    hendelser: Sequence[h.Hendelse],
    fakta: Mapping[str, object],
    krav: Fristkrav,
    per_dato: date,
    soeknad: int = 1,
) -> Frister:
    """Every deadline of one application in the case, as of `per_dato`.

    `fakta` are those a person has settled, with the names of `byggsak frist`; they go before what
    the case itself has settled (`fakta_av`). Raises `UgyldigTidslinje` when the type of
    application has no deadlines here.
    """
    mine = [e for e in hendelser if e.soeknad == soeknad]
    mottatt = next((e for e in mine if isinstance(e, h.SoeknadMottatt)), None)
    type_ = mottatt.kort.type if mottatt else ""
    linje = {"type": soeknadstype(type_), "events": list(hendinger(mine))}
    fakta = {**fakta_av(Sak.av(hendelser).soeknad(soeknad)), **fakta}
    aapne = [navn for navn in GUNSTIG if navn not in fakta]
    ugunstig = {navn: not GUNSTIG[navn] for navn in aapne}
    kort = _les(linje, {**GUNSTIG, **fakta}, krav, per_dato)
    lang = _les(linje, {**GUNSTIG, **fakta, **ugunstig}, krav, per_dato)
    if kort.svar.verdier == lang.svar.verdier:
        return Frister((kort,), ())
    return Frister((kort, lang), tuple(aapne))


def _les(
    linje: Mapping[str, object], fakta: Mapping[str, object], krav: Fristkrav, per_dato: date
) -> Lesning:
    tidslinje = les_tidslinje({**linje, "facts": {**fakta, "per_dato": per_dato.isoformat()}})
    return Lesning(fakta, tidslinje, beregn(tidslinje, krav))


__all__ = ["GUNSTIG", "Frister", "Lesning", "frister"]
