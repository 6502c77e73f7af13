"""Finds and reads one rules package: modules, numbers, field tables, code lists, municipalities.

A municipality is `kommuner/<number>.toml`::

    nummer = "9999"
    navn = "Prøvekommune"
    epsg = 25832                                    # 25832, 25833 or 25835
    utstrekning = [599000.0, 6640000.0, 601000.0, 6642000.0]    # optional, metres in that system
    test = true                                     # optional: synthetic numbers are accepted
    tidligere_numre = ["0099"]                      # optional
    [parametre]                                     # optional: its own choices
    [krav."<rule id>".<key>]                        # optional: see `byggsak.rule.parameter_files`
"""

from __future__ import annotations

import hashlib
import importlib
import inspect
import pkgutil
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from byggsak.domain.bestemmelse import Bestemmelsessett
from byggsak.domain.kart import BBox
from byggsak.domain.kommune import Kommune
from byggsak.domain.tema import UTEN_FOREKOMST, Tema
from byggsak.rule.category import EnKategori, Kategori
from byggsak.rule.errors import KatalogFeil
from byggsak.rule.lovendringer import FILNAVN, Lovendring, les_lovendringer
from byggsak.rule.parameter_files import les_overstyring, les_rekker
from byggsak.rule.parameters import Rekker, Tallrekke
from byggsak.rule.provision_files import MAPPE, les_bestemmelser
from byggsak.rule.report import Regelpakke
from byggsak.rule.table_files import les_felttabell, les_kodelister
from byggsak.rule.tables import Felttabell
from byggsak.rule.unit import EnRegel, Regel

GRUPPE: Final = "byggsak.rules"

_KOMMUNENOEKLER: Final = {
    "nummer", "navn", "epsg", "utstrekning", "test", "tidligere_numre", "parametre", "krav",
}  # fmt: skip
_EPSG: Final = (25832, 25833, 25835)


@dataclass(frozen=True)
class Pakke:
    """One package as read. `regler` are (rule, module, docstring)."""

    pakke: Regelpakke
    regler: tuple[tuple[EnRegel, str, str], ...] = ()
    kategorier: tuple[tuple[EnKategori, str], ...] = ()
    rekker: Rekker = field(default_factory=dict)
    tabeller: tuple[Felttabell, ...] = ()
    kommuner: Mapping[str, Kommune] = field(default_factory=dict)
    overstyringer: Mapping[str, tuple[str, Mapping[str, Any]]] = field(default_factory=dict)
    lovendringer: tuple[Lovendring, ...] = ()

    def kommunale(self, nasjonale: Rekker) -> dict[str, dict[tuple[str, str], Tallrekke]]:
        """The municipalities' numbers, checked against all national ones."""
        return {
            nummer: les_overstyring(data, nasjonale, fil)
            for nummer, (fil, data) in self.overstyringer.items()
        }


def registrerte_pakker() -> list[tuple[str, str]]:
    """(module, version of its distribution) of every registered rules package, by name."""
    punkter = sorted(entry_points(group=GRUPPE), key=lambda p: p.value)
    return [(p.value, p.dist.version if p.dist is not None else "0") for p in punkter]


def les_pakke(modulnavn: str, versjon: str) -> Pakke:
    """Reads everything in the package; KatalogFeil names the file that does not hold."""
    modul = _importer(modulnavn)
    rot = _mappe(modul)
    filer = sorted(
        (f for f in rot.rglob("*") if f.suffix in (".py", ".toml")),
        key=lambda f: f.relative_to(rot).as_posix(),
    )
    toml = {f: _les_toml(f) for f in filer if f.suffix == ".toml"}
    lister: dict[str, frozenset[str]] = {}
    for fil in [f for f in toml if f.name == "kodelister.toml"]:
        lister |= les_kodelister(toml.pop(fil), _navn(fil, rot))
    rekker: dict[tuple[str, str], Tallrekke] = {}
    tabeller: list[Felttabell] = []
    kommuner: dict[str, Kommune] = {}
    overstyringer: dict[str, tuple[str, Mapping[str, Any]]] = {}
    endringer: tuple[Lovendring, ...] = ()
    bestemmelser: dict[str, dict[str, Bestemmelsessett]] = {}
    for fil, data in toml.items():
        navn = _navn(fil, rot)
        if fil.name == "krav.toml":
            for noekkel, rekke in les_rekker(data, navn).items():
                if noekkel in rekker:
                    raise KatalogFeil(
                        f"Tallet {noekkel} står både i {rekker[noekkel].fil} og i {navn}. "
                        "Behold det ett sted."
                    )
                rekker[noekkel] = rekke
        elif fil.name == FILNAVN:
            endringer += les_lovendringer(data, navn)
        elif fil.parent.name == MAPPE:
            sett = les_bestemmelser(data, navn)
            bestemmelser.setdefault(sett.kommune, {})[sett.plan_id or sett.kommune] = sett
        elif fil.parent.name == "kommuner":
            kommuner[fil.stem] = _les_kommune(data, fil.stem, navn)
            overstyringer[fil.stem] = (navn, data.get("krav", {}))
        elif fil.name.endswith(".felt.toml") or fil.parent.name == "skjema":
            tabeller += les_felttabell(data, navn, lister)
    for nummer, lest in bestemmelser.items():
        if nummer not in kommuner:
            raise KatalogFeil(
                f"{next(iter(lest.values())).fil}: kommunen {nummer} finnes ikke. Lag "
                f"kommuner/{nummer}.toml først, eller rett «kommune»."
            )
        kommuner[nummer] = replace(kommuner[nummer], bestemmelser=lest)
    return Pakke(
        pakke=Regelpakke(modulnavn.replace("_", "-"), versjon, _hash(filer, rot)),
        regler=tuple(_regler(modul)),
        kategorier=tuple(_kategorier(modul)),
        rekker=rekker,
        tabeller=tuple(tabeller),
        kommuner=kommuner,
        overstyringer=overstyringer,
        lovendringer=endringer,
    )


def _regler(pakke: ModuleType) -> Iterator[tuple[EnRegel, str, str]]:
    for funnet in pkgutil.walk_packages(pakke.__path__, f"{pakke.__name__}.", onerror=_stans):
        modul = _importer(funnet.name)
        regel = getattr(modul, "REGEL", None)
        if regel is None:
            continue
        if not isinstance(regel, Regel):
            raise KatalogFeil(f"{funnet.name}: REGEL skal være Regel(...), ikke {type(regel)}.")
        yield regel, funnet.name, inspect.cleandoc(modul.__doc__ or "")


def _kategorier(pakke: ModuleType) -> Iterator[tuple[EnKategori, str]]:
    """The categories with their docstrings; their modules are known to be readable by now."""
    for funnet in pkgutil.walk_packages(pakke.__path__, f"{pakke.__name__}.", onerror=_stans):
        modul = _importer(funnet.name)
        kategori = getattr(modul, "KATEGORI", None)
        if kategori is None:
            continue
        if not isinstance(kategori, Kategori):
            raise KatalogFeil(f"{funnet.name}: KATEGORI skal være Kategori(...).")
        yield kategori, inspect.cleandoc(modul.__doc__ or "")


def _importer(navn: str) -> ModuleType:
    try:
        return importlib.import_module(navn)
    except Exception as feil:
        raise KatalogFeil(
            f"{navn} kan ikke leses: {type(feil).__name__}: {feil}. Ingen regler er i bruk før "
            "den er rettet."
        ) from feil


def _stans(navn: str) -> None:
    raise KatalogFeil(f"{navn} kan ikke leses. Ingen regler er i bruk før den er rettet.")


def _mappe(modul: ModuleType) -> Path:
    if not hasattr(modul, "__path__") or modul.__file__ is None:
        raise KatalogFeil(f"{modul.__name__} er ikke en pakke med __init__.py.")
    return Path(modul.__file__).parent


def _navn(fil: Path, rot: Path) -> str:
    return f"{rot.name}/{fil.relative_to(rot).as_posix()}"


def _les_toml(fil: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(fil.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as feil:
        raise KatalogFeil(f"{fil} er ikke gyldig TOML: {feil}.") from feil


def _hash(filer: list[Path], rot: Path) -> str:
    """sha256 over names and contents: what exactly decided, whatever the version says."""
    sum_ = hashlib.sha256()
    for fil in filer:
        sum_.update(fil.relative_to(rot).as_posix().encode() + b"\0")
        sum_.update(hashlib.sha256(fil.read_bytes()).digest())
    return sum_.hexdigest()


def _les_kommune(data: Mapping[str, Any], nummer: str, fil: str) -> Kommune:
    if ukjente := set(data) - _KOMMUNENOEKLER:
        raise KatalogFeil(f"{fil} har ukjente nøkler {sorted(ukjente)}.")
    if mangler := {"nummer", "navn", "epsg"} - set(data):
        raise KatalogFeil(f"{fil} mangler {sorted(mangler)}.")
    if data["nummer"] != nummer or len(nummer) != 4 or not nummer.isdigit():
        raise KatalogFeil(f"{fil}: nummer skal være fire siffer og det samme som filnavnet.")
    oppgitt = data.get("parametre", {}).get(UTEN_FOREKOMST, [])
    if not isinstance(oppgitt, list) or set(map(str, oppgitt)) - set(Tema):
        raise KatalogFeil(
            f"{fil}: {UTEN_FOREKOMST} skal være en liste av {sorted(Tema)}, ikke {oppgitt}."
        )
    if data["epsg"] not in _EPSG:
        raise KatalogFeil(f"{fil}: epsg skal være en av {_EPSG}, ikke {data['epsg']}.")
    return Kommune(
        nummer=nummer,
        navn=data["navn"],
        epsg=data["epsg"],
        utstrekning=_utstrekning(data.get("utstrekning"), fil),
        test=bool(data.get("test", False)),
        tidligere_numre=tuple(data.get("tidligere_numre", ())),
        parametre=dict(data.get("parametre", {})),
        krav=dict(data.get("krav", {})),
    )


def _utstrekning(verdi: object, fil: str) -> BBox | None:
    if verdi is None:
        return None
    if not isinstance(verdi, list) or len(verdi) != 4:
        raise KatalogFeil(f"{fil}: utstrekning skal være [min øst, min nord, maks øst, maks nord].")
    oest, nord, maks_oest, maks_nord = (float(tall) for tall in verdi)
    if oest >= maks_oest or nord >= maks_nord:
        raise KatalogFeil(f"{fil}: utstrekning har minste tall først.")
    return (oest, nord, maks_oest, maks_nord)
