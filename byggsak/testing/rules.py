"""What a rule author tests with: every example of every rule as one test, named by its sentence.

In a package of rules, this is the whole test file::

    KATALOG = Katalog.last(["my_rules"])

    @pytest.mark.parametrize("eksempel", eksempler(KATALOG), ids=str)
    def test_example(eksempel: Proeve) -> None:
        proev(KATALOG, eksempel)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from string import Formatter
from typing import Any

from byggsak.domain.facts import Gjenstand, Ukjent, UkjentFaktum
from byggsak.domain.funn import Utfall
from byggsak.rule.catalogue import Katalog
from byggsak.rule.findings import regelfunn
from byggsak.rule.unit import EnRegel
from byggsak.rule.verdict import Vurdering, uavklart

_GROENNE = frozenset({Utfall.OPPFYLT, Utfall.IKKE_AKTUELL})


@dataclass(frozen=True)
class Proeve:
    """One example; `str` is its test id."""

    regel: EnRegel
    utfall: Utfall
    setning: str
    gjenstand: Gjenstand
    dato: date | None = None  # the day of an earlier law

    def __str__(self) -> str:
        naar = f" {self.dato}" if self.dato else ""
        return f"{self.regel.id}-{self.utfall}-{self.setning}{naar}"


def eksempler(katalog: Katalog) -> list[Proeve]:
    """Every example of every rule, in the order of the law."""
    return [
        Proeve(fil.regel, utfall, setning, gjenstand, dato)
        for fil in katalog.filer
        for dato, gruppe in [
            *sorted(fil.regel.eksempler.tidligere.items()),
            (None, fil.regel.eksempler),
        ]
        for utfall, setning, gjenstand in gruppe.alle()
    ]


def vurder(
    katalog: Katalog, regel: EnRegel, gjenstand: Gjenstand, dato: date | None = None
) -> Vurdering:
    """The rule's verdict with its numbers on the day, or its newest; unknown is `uavklart`."""
    assert dato is None or regel.gjaldt(dato), f"{regel.id} did not hold on {dato}"
    try:
        svar = regel.vurder(gjenstand, katalog.krav(regel, dato or katalog.nyeste_dato(regel)))
    except UkjentFaktum as ukjent:
        return uavklart(ukjent.ukjent.grunntekst)
    assert isinstance(svar, Vurdering), f"{regel.id} answered {svar!r}, not a Vurdering"
    return svar


def proev(katalog: Katalog, eksempel: Proeve) -> None:
    """Fails unless the rule answers as the example says, from the facts the example states.

    A green answer must not have so much as looked at a fact nobody stated; a finding must have
    its sentences filled in on all three languages; `uavklart` and `ikke_aktuell` say why.
    """
    regel = eksempel.regel
    lest: set[str] = set()
    svar = vurder(katalog, regel, sporet(eksempel.gjenstand, lest), eksempel.dato)
    assert svar.utfall is eksempel.utfall, (
        f"{regel.id} answered {svar.utfall} ({svar.grunn.nb if svar.grunn else 'no reason'})"
    )
    if regel.leser is not None:
        utenfor = lest - set(regel.leser)
        assert not utenfor, f"{regel.id} read {sorted(utenfor)}, which `leser` does not name"
    if svar.utfall in _GROENNE:
        ukjente = {navn for navn in lest if _er_ukjent(eksempel.gjenstand, navn)}
        assert not ukjente, f"{regel.id} read {sorted(ukjente)}, which the example does not state"
    if svar.utfall in (Utfall.UAVKLART, Utfall.IKKE_AKTUELL):
        assert svar.grunn is not None, f"{regel.id} gave no reason"
    if svar.utfall is Utfall.BRUTT:
        funn = regelfunn(regel, eksempel.gjenstand, svar)
        for tekst in (funn.melding, funn.raad):
            for setning in (tekst.nb, tekst.nn, tekst.en):
                assert "{" not in setning, setning
        for tekst in (regel.melding, regel.raad):
            assert not _uten_verdi(tekst.nb, svar), f"{regel.id}: nothing to put in «{tekst.nb}»"


def sporet(gjenstand: Gjenstand, lest: set[str]) -> Any:
    """The same thing, of the same type, that notes in `lest` which facts are read."""
    type_ = type(gjenstand)

    def les(self: object, navn: str) -> object:
        if navn in type_.__dataclass_fields__:
            lest.add(navn)
        return object.__getattribute__(self, navn)

    kopi: Any = object.__new__(type(type_.__name__, (type_,), {"__getattribute__": les}))
    vars(kopi).update(vars(gjenstand))
    lest.clear()
    return kopi


def _er_ukjent(gjenstand: Gjenstand, navn: str) -> bool:
    return isinstance(getattr(gjenstand, navn), Ukjent)


def _uten_verdi(setning: str, svar: Vurdering) -> list[str]:
    """Placeholders of the sentence that this verdict has no value for."""
    gitt = {navn for navn, _ in svar.verdier} | {"navn", "enhet", "grunn"}
    gitt |= {
        navn
        for navn in ("maalt", "krav", "margin", "usikkerhet")
        if getattr(svar, navn) is not None
    }
    return [navn for _, navn, _, _ in Formatter().parse(setning) if navn and navn not in gitt]
