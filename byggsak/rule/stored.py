"""A report as it is kept: the promised shape with every text in all three languages, and back.

Reports stored before texts were kept in all languages hold bokmål alone; they are read as before.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Final

from byggsak.domain.facts import Sted
from byggsak.domain.funn import (
    Alvorlighet,
    Dispensasjonsstatus,
    Funn,
    Hjemmel,
    Utfall,
    Virkning,
)
from byggsak.domain.kart import Datasett
from byggsak.domain.soeknad import Skjema, Soeknadstype
from byggsak.domain.tekst import SPRAAK, Spraak, Tekst
from byggsak.rule.remembered import spor_fra_json, spor_til_json
from byggsak.rule.render import som_json
from byggsak.rule.render_classification import klassifisering_fra_json, klassifisering_som_json
from byggsak.rule.render_planer import planer_fra_json
from byggsak.rule.report import Dekning, Kontrollrapport, Regelpakke, Resultat
from byggsak.rule.unit import Anker

Json = dict[str, Any]
FORM: Final = 2
"""The number of this form (`form` in the stored value). Form 1 had no number, and bokmål alone."""

_TEKSTER: Final = ("melding", "raad")
_EKSTRA: Final = ("gjelder", "krever_dispensasjon", "sjekkpunkt", "paakrevd", "oppgitt")
_TALL: Final = ("maalt", "krav", "margin", "usikkerhet")
_GAMLE_TYPER: Final = {
    "ettrinn": Soeknadstype.ETT_TRINN,
    "ramme": Soeknadstype.RAMME,
    "utenansvarsrett": Soeknadstype.UTEN_ANSVARSRETT,
}
"""Form 1 did not keep the type; these were the applications it was stored about."""


def til_lager(rapport: Kontrollrapport) -> Json:
    """The whole report as JSON values, in no language; `fra_lager` gives the report back."""
    lagret = som_json(rapport)
    lagret["form"] = FORM
    if rapport.skjema is not None:
        lagret["skjema"] |= {
            "navnerom": rapport.skjema.navnerom,
            "type": rapport.skjema.type.value,
        }
    for rad, datasett in zip(lagret["regelverk"]["kart"], rapport.kart, strict=True):
        rad |= {"slag": datasett.slag, "kilde": datasett.kilde}
    for rad, dekning in zip(lagret["dekning"], rapport.dekning, strict=True):
        rad |= {"grunn": _alle(dekning.grunn), "alarm": dekning.alarm}
    for rad, funn in zip(lagret["funn"], rapport.funn, strict=True):
        rad |= {navn: _alle(getattr(funn, navn)) for navn in (*_TEKSTER, "tittel")}
        rad |= {navn: getattr(funn, navn) for navn in _EKSTRA}
        rad |= {navn: _siffer(getattr(funn, navn)) for navn in _TALL}
        rad["virkning"] = funn.virkning.value
        rad["dispensasjon"] = None if funn.dispensasjon is None else funn.dispensasjon.value
    if rapport.klassifisering is not None:
        lagret["klassifisering"] = klassifisering_som_json(rapport.klassifisering, None)
    if rapport.spor:
        lagret["spor"] = spor_til_json(rapport.spor)
    return lagret


def fra_lager(lagret: Json) -> Kontrollrapport:
    """The report that was stored, whatever form it was stored in."""
    skjema, regelverk = lagret["skjema"], lagret["regelverk"]
    return Kontrollrapport(
        skjema=None if skjema is None else _skjema(skjema),
        datoer={Anker(a): date.fromisoformat(d) for a, d in regelverk["datoer"].items()},
        pakker=tuple(Regelpakke(**rad) for rad in regelverk["pakker"]),
        kart=tuple(_datasett(rad) for rad in regelverk["kart"]),
        resultat=Resultat(lagret["resultat"]),
        dekning=tuple(
            Dekning(
                rad["regel"],
                Utfall(rad["utfall"]),
                rad["antall"],
                _tekst(rad["grunn"]),
                rad.get("alarm", False),
            )
            for rad in lagret["dekning"]
        ),
        funn=tuple(_funn(rad) for rad in lagret["funn"]),
        klassifisering=None
        if (klassifisering := lagret.get("klassifisering")) is None
        else klassifisering_fra_json(klassifisering),
        planer=planer_fra_json(lagret.get("planer", ())),
        spor=spor_fra_json(lagret.get("spor", {})),
    )


def spraak_i(lagret: Json, oensket: Spraak) -> Spraak:
    """The language an answer from this stored report is really in."""
    return oensket if lagret.get("form", 1) >= FORM else "nb"


def _skjema(rad: Json) -> Skjema:
    oppgitt = rad.get("type")
    slag = Soeknadstype(oppgitt) if oppgitt else _GAMLE_TYPER.get(rad["navn"])
    return Skjema(
        rad["navn"],
        rad["versjon"],
        rad["dataFormatId"],
        rad.get("navnerom", ""),
        slag or Soeknadstype.UNDERSKJEMA,
    )


def _datasett(rad: Json) -> Datasett:
    return Datasett(
        navn=rad["datasett"],
        dato=date.fromisoformat(rad["dato"]),
        sha256=rad["sha256"],
        slag=rad.get("slag", ""),
        kilde=rad.get("kilde", ""),
    )


def _funn(rad: Json) -> Funn:
    sted, hjemmel = rad["sted"], rad["hjemmel"]
    tall: Json = {navn: None if rad[navn] is None else Decimal(rad[navn]) for navn in _TALL}
    return Funn(
        regel=rad["regel"],
        utfall=Utfall(rad["utfall"]),
        alvorlighet=Alvorlighet(rad["alvorlighet"]),
        virkning=Virkning(rad.get("virkning", Virkning.STRID.value)),
        melding=_tekst(rad["melding"]) or _TOM,
        raad=_tekst(rad["raad"]) or _TOM,
        hjemmel=None if hjemmel is None else Hjemmel(**hjemmel),
        **tall,
        enhet=rad["enhet"],
        sted=Sted(**sted),
        dibk_kode=rad["dibk_kode"],
        fingeravtrykk=rad["fingeravtrykk"],
        tittel=_tekst(rad.get("tittel")),
        dispensasjon=None
        if (dispensasjon := rad.get("dispensasjon")) is None
        else Dispensasjonsstatus(dispensasjon),
        **{navn: rad[navn] for navn in _EKSTRA if navn in rad},
    )


def _alle(tekst: Tekst | None) -> dict[str, str] | None:
    return None if tekst is None else {spraak: tekst.paa(spraak) for spraak in SPRAAK}


def _tekst(verdi: dict[str, str] | str | None) -> Tekst | None:
    match verdi:
        case None:
            return None
        case str():
            return Tekst(verdi, verdi, verdi)
        case _:
            return Tekst(**verdi)


def _siffer(tall: Decimal | None) -> str | None:
    return None if tall is None else str(tall)


_TOM: Final = Tekst("", "", "")
