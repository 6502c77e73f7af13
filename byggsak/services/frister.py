"""The deadlines of a case: its events as a timeline, and both readings where facts are open.

Whether the application is in accordance with law and plan, and whether neighbours or another
authority have a say, is for a person to settle. Until then the case has two possible deadlines,
and both are shown; nothing is assumed in silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from byggsak.case import hendelse as h
from byggsak.case.frist import Fristkrav, Fristsvar, Tidslinje, beregn, les_tidslinje
from byggsak.case.frist.vis import som_json
from byggsak.case.tilstand import norsk_dato
from byggsak.domain.vedtak import Mangelalvor

GUNSTIG: Final[Mapping[str, object]] = {
    "i_samsvar": True,
    "nabomerknader": False,
    "annen_myndighet": False,
}
"""The facts that decide between the short and the long deadline, as they favour the short one."""
_TYPER: Final = {"DS": "DI"}


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

    `fakta` are those a person has settled, with the names of `byggsak frist`. Raises
    `UgyldigTidslinje` when the type of application has no deadlines here.
    """
    mine = [e for e in hendelser if e.soeknad == soeknad]
    mottatt = next((e for e in mine if isinstance(e, h.SoeknadMottatt)), None)
    type_ = mottatt.kort.type if mottatt else ""
    linje = {"type": _TYPER.get(type_, type_), "events": list(_hendinger(mine))}
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


def _hendinger(hendelser: Sequence[h.Hendelse]) -> Iterator[dict[str, object]]:
    mindre = False  # the newest letter of deficiencies stopped the clock, it did not reset it
    for nr, e in enumerate(hendelser):
        dag = norsk_dato(e.tid).isoformat()
        match e:
            case h.SoeknadMottatt():
                yield {"date": dag, "event": "mottatt"}
            case h.KomplettBekreftet() if not mindre:
                yield {"date": e.komplett.isoformat(), "event": "komplett"}
            case h.MangelMeldt():
                mindre = e.alvor is Mangelalvor.MINDRE
                yield {"date": dag, "event": "mangelbrev", "alvor": e.alvor.value}
            case h.SoeknadSupplert():
                # That everything has come is a person's word, not the machine's.
                omfang = "alt" if _bekreftet(hendelser[nr + 1 :]) else "delvis"
                yield {"date": dag, "event": "supplert", "omfang": omfang}
            case h.VedtakFattet() | h.SoeknadAvvist():
                yield {"date": dag, "event": "vedtak_fattet"}
            case h.VedtakEkspedert():
                yield {"date": e.sendt.isoformat(), "event": "vedtak_sendt"}
            case _:
                pass  # working steps inside the municipality move no deadline


def _bekreftet(senere: Sequence[h.Hendelse]) -> bool:
    """Was the application confirmed complete before anything more was asked for or came?"""
    for e in senere:
        if isinstance(e, h.KomplettBekreftet):
            return True
        if isinstance(e, h.SoeknadSupplert | h.MangelMeldt):
            return False
    return False
