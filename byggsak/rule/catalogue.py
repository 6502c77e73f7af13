"""The catalogue: every rule, number, field table and municipality, found, checked and dated.

Rules packages are found through the entry-point group `byggsak.rules`; a package with a fault is
refused whole, with the file and what to do, before any application is checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, timedelta
from itertools import combinations
from string import Formatter
from typing import Final

from byggsak.domain.facts import Gjenstand
from byggsak.domain.kommune import Kommune
from byggsak.domain.tekst import SPRAAK, Tekst
from byggsak.rule.category import EnKategori
from byggsak.rule.errors import KatalogFeil
from byggsak.rule.lovendringer import Lovendring
from byggsak.rule.packages import Pakke, les_pakke, registrerte_pakker
from byggsak.rule.parameters import FELLES, Leser, Parametre, Tallrekke, felttyper, kontroller_krav
from byggsak.rule.report import Regelpakke
from byggsak.rule.tables import Feltsett, Felttabell, feltsett
from byggsak.rule.unit import Anker, EnRegel
from byggsak.rule.versions import Gjeldende, versjon

_ID: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+")
_MODULTALL: Final = re.compile(r"p([0-9]+(?:_[0-9]+)*)(?:_|$)")
_TESTKOMMUNER: Final = range(9997, 10000)
_SPURT_OM: Final = 256  # (form, version, date) whose rows are remembered


@dataclass(frozen=True, slots=True)
class Regelfil:
    """A rule with what its file says to a jurist: module name and docstring."""

    regel: EnRegel
    modul: str
    dok: str


@dataclass(frozen=True, slots=True)
class Kategorifil:
    """A category with what its file says to a jurist."""

    kategori: EnKategori
    dok: str


@dataclass(frozen=True)
class Katalog:
    """All rules through time. Immutable; load it once and share it."""

    filer: tuple[Regelfil, ...]
    tabeller: tuple[Felttabell, ...]
    parametre: Parametre
    kommuner: Mapping[str, Kommune]
    pakker: tuple[Regelpakke, ...]
    kategorier: tuple[Kategorifil, ...]
    _versjoner: dict[str, tuple[EnRegel, ...]] = field(repr=False, compare=False)
    lovendringer: tuple[Lovendring, ...] = ()
    _feltsett: dict[tuple[int, ...], Feltsett] = field(
        default_factory=dict, repr=False, compare=False
    )
    _gjeldende: dict[tuple[tuple[Anker, date], ...], tuple[Gjeldende, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _sist_spurt: dict[tuple[str, str, date | None], Feltsett] = field(
        default_factory=dict, repr=False, compare=False
    )

    @classmethod
    def last(cls, pakker: Sequence[str] | None = None) -> Katalog:
        """Reads the packages named (modules), or those registered as entry points.

        Raises KatalogFeil naming the file when anything in them does not hold together.
        """
        registrert = dict(registrerte_pakker())
        return cls.av(
            [
                les_pakke(modul, registrert.get(modul, "0"))
                for modul in (registrert if pakker is None else pakker)
            ]
        )

    @classmethod
    def av(cls, pakker: Sequence[Pakke]) -> Katalog:
        """A catalogue of packages already read."""
        filer = tuple(
            sorted(
                (f for p in pakker for f in (Regelfil(*rad) for rad in p.regler)),
                key=lambda f: (_sortert_som_loven(f.regel.id), f.regel.gjelder_fra),
            )
        )
        tabeller = tuple(t for p in pakker for t in p.tabeller)
        rekker: dict[tuple[str, str], Tallrekke] = {}
        for pakke in pakker:
            for noekkel, rekke in pakke.rekker.items():
                if noekkel in rekker:
                    raise KatalogFeil(
                        f"Tallet {noekkel} står både i {rekker[noekkel].fil} og i {rekke.fil}. "
                        "Behold det ett sted."
                    )
                rekker[noekkel] = rekke
        kommunale = {nr: r for p in pakker for nr, r in p.kommunale(rekker).items()}
        parametre = Parametre(rekker, kommunale)
        versjoner: dict[str, tuple[EnRegel, ...]] = {}
        for fil in filer:
            _kontroller(fil, parametre)
            versjoner[fil.regel.id] = (*versjoner.get(fil.regel.id, ()), fil.regel)
        _kontroller_entydig(filer, tabeller)
        kategorier = tuple(
            sorted(
                (Kategorifil(*rad) for p in pakker for rad in p.kategorier),
                key=lambda f: (_sortert_som_loven(f.kategori.id), f.kategori.gjelder_fra),
            )
        )
        for k in kategorier:
            kontroller_krav(k.kategori, parametre)
        lesere: dict[str, tuple[Leser, ...]] = {**versjoner}
        for k in kategorier:
            lesere[k.kategori.id] = (*lesere.get(k.kategori.id, ()), k.kategori)
        _kontroller_seksjoner(lesere, rekker.values())
        return cls(
            filer=filer,
            tabeller=tabeller,
            parametre=parametre,
            kommuner={nr: k for p in pakker for nr, k in p.kommuner.items()},
            pakker=tuple(p.pakke for p in pakker),
            kategorier=kategorier,
            _versjoner=versjoner,
            lovendringer=tuple(
                sorted((e for p in pakker for e in p.lovendringer), key=lambda e: e.dato)
            ),
        )

    def i_kraft(self, dato: date) -> tuple[EnRegel, ...]:
        """The rules in force on the date, in the order of the law."""
        return tuple(f.regel for f in self.filer if f.regel.gjaldt(dato))

    def regel(self, id: str, dato: date | None = None) -> EnRegel:
        """The rule in force on the date; without one, its newest version. KeyError if unknown."""
        versjoner = self._versjoner.get(id, ())
        for regel in reversed(versjoner):
            if dato is None or regel.gjaldt(dato):
                return regel
        naar = f" som gjelder {dato.isoformat()}" if dato else ""
        raise KeyError(f"Det finnes ingen regel «{id}»{naar}.")

    def versjoner(self) -> Iterable[tuple[EnRegel, ...]]:
        """Each rule with all its versions, oldest first."""
        return self._versjoner.values()

    def gjeldende(self, datoer: Mapping[Anker, date]) -> tuple[Gjeldende, ...]:
        """Each rule with all its versions, and the one these dates choose."""
        noekkel = tuple(datoer.items())
        funnet = self._gjeldende.get(noekkel)
        if funnet is None:
            if len(self._gjeldende) >= _SPURT_OM:
                self._gjeldende.clear()
            funnet = self._gjeldende[noekkel] = tuple(
                Gjeldende(versjoner, versjon(versjoner, datoer)) for versjoner in self.versjoner()
            )
        return funnet

    def fil(self, regel: EnRegel) -> Regelfil:
        return next(f for f in self.filer if f.regel is regel)

    def felter(self, skjema: str, versjon: str, dato: date | None) -> Feltsett:
        """The rows in force about the form on the date; without one, every row there is."""
        sett = self._sist_spurt.get((skjema, versjon, dato))
        if sett is None:
            tabeller = tuple(
                t
                for t in self.tabeller
                if t.gjelder(skjema, versjon) and (dato is None or t.gjaldt(dato))
            )
            noekkel = tuple(id(t) for t in tabeller)
            if noekkel not in self._feltsett:
                self._feltsett[noekkel] = feltsett(rad for t in tabeller for rad in t.rader)
            sett = self._feltsett[noekkel]
            if len(self._sist_spurt) >= _SPURT_OM:
                self._sist_spurt.clear()
            self._sist_spurt[skjema, versjon, dato] = sett
        return sett

    def kommune(self, nummer: str) -> Kommune:
        """The municipality's own file, or what its number says about it.

        Without a file the calculation zone follows the county [ruling]: Nordland (18) and Troms
        (55) zone 33, Finnmark (56) zone 35, the others zone 32.
        """
        if funnet := self.kommuner.get(nummer):
            return funnet
        for kommune in self.kommuner.values():
            if nummer in kommune.tidligere_numre:
                return kommune
        epsg = {"18": 25833, "55": 25833, "56": 25835}.get(nummer[:2], 25832)
        test = nummer.isdigit() and int(nummer) in _TESTKOMMUNER
        return Kommune(nummer=nummer, navn=f"Kommune {nummer}", epsg=epsg, test=test)

    def krav(self, regel: EnRegel, dato: date, kommune: str | None = None) -> object:
        """The rule's numbers on the date in the municipality."""
        return self.parametre.krav(regel, dato, kommune)

    def tall(self, regel: EnRegel) -> dict[str, Tallrekke]:
        """Every number the rule reads, through time."""
        funnet = {
            navn: self.parametre.rekke((regel.id, FELLES), navn) for navn in felttyper(regel.krav)
        }
        return {navn: rekke for navn, rekke in funnet.items() if rekke is not None}

    def nyeste_dato(self, regel: EnRegel) -> date:
        """The first day the rule's newest numbers hold; its examples are stated for that day."""
        siste = regel.gjelder_til - timedelta(days=1) if regel.gjelder_til else date.max
        datoer = [t.fra for r in self.tall(regel).values() for t in r.verdier if t.fra <= siste]
        return max([regel.gjelder_fra, *datoer])


def _sortert_som_loven(id_: str) -> list[tuple[bool, int, str]]:
    """§ 5-3 before § 12-7: numbers in the id count as numbers."""
    return [(d.isdigit(), int(d) if d.isdigit() else 0, d) for d in id_.split("-")]


def _kontroller(fil: Regelfil, parametre: Parametre) -> None:
    regel, sted = fil.regel, fil.modul
    if not _ID.fullmatch(regel.id):
        raise KatalogFeil(
            f"{sted}: id «{regel.id}» skal være som pbl-29-4-avstand-nabogrense "
            "(lov-paragraf-emne, små bokstaver uten æøå)."
        )
    _kontroller_plass(regel.id, sted)
    if regel.gjelder_til is not None and regel.gjelder_til <= regel.gjelder_fra:
        raise KatalogFeil(f"{sted}: gjelder_til må komme etter gjelder_fra.")
    if not (isinstance(regel.gjelder, type) and issubclass(regel.gjelder, Gjenstand)):
        raise KatalogFeil(f"{sted}: gjelder skal være en klasse av Gjenstand.")
    if not is_dataclass(regel.krav):
        raise KatalogFeil(f"{sted}: krav skal være en frozen dataclass (eller IngenKrav).")
    if not (regel.eksempler.oppfylt and regel.eksempler.brutt):
        raise KatalogFeil(
            f"{sted}: eksempler skal ha minst ett oppfylt og ett brutt; de er regelens prøver."
        )
    for _, setning, gjenstand in regel.eksempler.alle():
        if not isinstance(gjenstand, regel.gjelder):
            raise KatalogFeil(f"{sted}: eksempelet «{setning}» er ikke en {regel.gjelder}.")
    for navn in ("tittel", "melding", "raad"):
        _kontroller_tekst(getattr(regel, navn), f"{sted}: {navn}")
    kontroller_krav(regel, parametre)


def _kontroller_plass(id_: str, modul: str) -> None:
    """pbl/p29_4_avstand.py holds a rule whose id begins with pbl-29-4-: files sort like the law."""
    ledd = modul.split(".")
    if len(ledd) < 3:
        return
    mappe, fil = ledd[-2], ledd[-1]
    tall = _MODULTALL.match(fil)
    forventet = "-".join([mappe, *(tall[1].split("_") if tall else []), ""])
    if not id_.startswith(forventet):
        raise KatalogFeil(
            f"{modul}: id «{id_}» skal begynne med «{forventet}», som mappen og filnavnet sier. "
            "Rett filnavnet; en id som er tatt i bruk, endres aldri."
        )


def _kontroller_tekst(tekst: Tekst, sted: str) -> None:
    plassholdere = []
    for spraak in SPRAAK:
        setning = tekst.paa(spraak)
        if not setning.strip():
            raise KatalogFeil(f"{sted} mangler på {spraak}.")
        try:
            plassholdere.append({navn for _, navn, _, _ in Formatter().parse(setning) if navn})
        except ValueError as feil:
            raise KatalogFeil(f"{sted} på {spraak} har en krøllparentes for mye: {feil}.") from feil
    if any(p != plassholdere[0] for p in plassholdere):
        raise KatalogFeil(f"{sted} har ikke de samme plassholderne på alle språk: {plassholdere}.")


def _kontroller_entydig(filer: Sequence[Regelfil], tabeller: Sequence[Felttabell]) -> None:
    for a, b in combinations(filer, 2):
        if a.regel.id == b.regel.id and _samtidig(a.regel, b.regel):
            raise KatalogFeil(
                f"{a.modul} og {b.modul} har begge id «{a.regel.id}» på samme tid. Gi den eldste "
                "gjelder_til, eller gi den nye en egen id."
            )
    for i, tabell in enumerate(tabeller):
        for annen in tabeller[:i]:
            if felles := _felles_rader(tabell, annen):
                raise KatalogFeil(
                    f"{annen.fil} og {tabell.fil} har begge raden «{felles}» på samme tid."
                )


def _samtidig(a: EnRegel | Felttabell, b: EnRegel | Felttabell) -> bool:
    return (a.gjelder_til is None or b.gjelder_fra < a.gjelder_til) and (
        b.gjelder_til is None or a.gjelder_fra < b.gjelder_til
    )


def _felles_rader(a: Felttabell, b: Felttabell) -> str | None:
    ulike_versjoner = a.versjoner and b.versjoner and not a.versjoner & b.versjoner
    if a.skjema.casefold() != b.skjema.casefold() or ulike_versjoner or not _samtidig(a, b):
        return None
    return min({r.id for r in a.rader} & {r.id for r in b.rader}, default=None)


def _kontroller_seksjoner(
    versjoner: Mapping[str, tuple[Leser, ...]], rekker: Iterable[Tallrekke]
) -> None:
    """A number nobody reads is most likely a misspelt one."""
    for rekke in rekker:
        if "-" not in rekke.seksjon:
            continue
        if rekke.seksjon not in versjoner:
            raise KatalogFeil(
                f"{rekke.fil}: [{rekke.seksjon!r}] er ikke id-en til noen regel. Rett den, eller "
                "bruk et avsnitt uten bindestrek for tall som ikke er en regels."
            )
        if all(rekke.noekkel not in {f.name for f in fields(r.krav)}
               for r in versjoner[rekke.seksjon]):  # fmt: skip
            raise KatalogFeil(
                f"{rekke.fil}: «{rekke.noekkel}» finnes ikke i Krav til {rekke.seksjon}."
            )
