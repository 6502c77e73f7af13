"""`byggsak demo`: the main job, from an empty folder, on the embedded default.

It plays in seconds what takes a municipality weeks. The clock is simulated; everything else (the
database, the files, the check, the case, the relay, the archive) is what runs in production.
"""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Final

import structlog
from rich.console import Console
from rich.progress import track
from rich.table import Table

from byggsak.demo_livsloep import Livsloep
from byggsak.domain.funn import Funn, Utfall
from byggsak.domain.kommune import Kommune
from byggsak.domain.soeknad import Vedlegg
from byggsak.domain.tekst import skriv
from byggsak.domain.utvei import Utvei
from byggsak.geometry.errors import GeometriFeil
from byggsak.geometry.kartfil import les_kart
from byggsak.geometry.kartkilde import kartfiler
from byggsak.geometry.situasjonsplan import SituasjonsplanUleselig, les_situasjonsplan
from byggsak.geometry.svg import tegn
from byggsak.rule.render import som_json, som_tekst
from byggsak.rule.render_utvei import kort
from byggsak.rule.report import Kontrollrapport
from byggsak.services import mottak
from byggsak.services.config import Config
from byggsak.services.kontroll import SITUASJONSPLAN, Innsending, Motor, kontroller
from byggsak.services.mottaksfeil import Avvist
from byggsak.services.utveier import finn_utveier
from byggsak.services.worker import Tjeneste
from byggsak.store.kart import Kartlager, Kommunekart

FIXTURES: Final = Path(__file__).parents[1] / "fixtures"
MERKE: Final = ".byggsak-demo"
KOMMUNE: Final = "9999"
KARTDATO: Final = date(2026, 5, 1)
_FARGE: Final = {"godkjent": "green", "mangler": "red", "uavklart": "yellow", "avvist": "magenta"}


class DemoUmulig(Exception):
    """The demo cannot run here; the text says why and what to do."""


@dataclass(frozen=True)
class Post:
    """One row of fixtures/saker/saker.toml with its files read; `senere` the forms that come later
    in the life of the case, by what they are."""

    navn: str
    tittel: str
    mottatt: datetime
    forventet: str
    innsending: Innsending
    senere: dict[str, Innsending]


@dataclass(frozen=True)
class Mottatt:
    """What came of one application; `sak_id` is None when it was turned away."""

    post: Post
    rapport: Kontrollrapport
    sak_id: str | None
    utveier: tuple[Utvei, ...] = ()


def kjoer(ut: Path, console: Console | None = None, xsd: str = "") -> None:
    """Run the demo into `ut`: a new folder, an empty one, or one from an earlier demo.

    `xsd` is a folder with the official Noark 5 schemas, copied into the deposit where given.
    """
    console = console or _konsoll()
    # The relay's own log is for operators; here the tables say what it did.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    poster = _les_poster()
    _toem(ut)
    motor = Motor.last()
    kommune = motor.katalog.kommune(KOMMUNE)
    tjeneste = Tjeneste.aapne(_config(ut, xsd))
    try:
        kart = _last_kart(tjeneste, kommune, console)
        mottatte = [
            _motta(post, motor, tjeneste, kart)
            for post in track(poster, "Receiving applications", console=console)
        ]
        mottatte = [
            replace(m, utveier=_utveier(m, motor, kart))
            for m in track(mottatte, "Smallest changes       ", console=console)
        ]
        for m in track(mottatte, "Reports and drawings   ", console=console):
            _skriv_rapport(ut, m)
            _tegn(ut, m, kommune, kart)
        console.print(_tabell(mottatte))
        for m in mottatte:
            if m.sak_id and m.post.senere:
                Livsloep(
                    ut, console, motor, tjeneste, kommune, m.sak_id, m.post.mottatt,
                    _kontroll(motor, kart), m.post.senere,
                ).lev()  # fmt: skip
        _sluttord(console, ut)
    finally:
        tjeneste.lukk()
    uventet = [m.post.navn for m in mottatte if m.rapport.resultat.value != m.post.forventet]
    if uventet:
        raise DemoUmulig(f"These came out otherwise than fixtures/saker says: {', '.join(uventet)}")


def _konsoll() -> Console:
    """As wide as the terminal; wide enough for the table where the output goes to a file."""
    konsoll = Console()
    return konsoll if konsoll.is_terminal else Console(width=130)


def _les_poster() -> list[Post]:
    liste = FIXTURES / "saker" / "saker.toml"
    if not liste.is_file():
        raise DemoUmulig(
            f"The demo reads its applications from {liste}, which is not there: an installed "
            "byggsak does not carry them. Run it from a checkout, with `make demo`."
        )
    return [_post(rad) for rad in tomllib.loads(liste.read_text("utf-8"))["sak"]]


def _post(rad: dict[str, Any]) -> Post:
    return Post(
        navn=rad["navn"],
        tittel=rad["tittel"],
        mottatt=datetime.combine(rad["mottatt"], time(9), UTC),
        forventet=rad["forventet"],
        innsending=_innsending(rad["soeknad"], rad),
        senere={ett["hva"]: _innsending(ett["fil"], ett) for ett in rad.get("senere", ())},
    )


def _innsending(fil: str, rad: dict[str, Any]) -> Innsending:
    mappe = FIXTURES / "saker"
    return Innsending(
        soeknad=(mappe / fil).read_bytes(),
        filnavn=fil,
        underskjema=tuple((n, (mappe / n).read_bytes()) for n in rad["underskjema"]),
        vedlegg=tuple(_vedlegg(t, mappe / n) for t, n in rad["vedlegg"]),
    )


def _vedlegg(slag: str, fil: Path) -> Vedlegg:
    data = fil.read_bytes()
    return Vedlegg(slag, fil.name, len(data), hashlib.sha256(data).hexdigest(), data)


def _toem(ut: Path) -> None:
    """Empty the folder, if it is ours to empty."""
    if ut.exists() and not (ut / MERKE).is_file() and any(ut.iterdir()):
        raise DemoUmulig(
            f"{ut} holds something that no demo wrote, and is left alone. "
            "Give another folder with --out, or empty it yourself."
        )
    if ut.exists():
        shutil.rmtree(ut)
    for del_ in ("kart", "rapporter", "brev"):
        (ut / del_).mkdir(parents=True)
    (ut / MERKE).write_text("Written by `byggsak demo`, which may delete this folder.\n", "utf-8")


def _config(ut: Path, xsd: str) -> Config:
    return Config(
        database=f"sqlite:///{(ut / 'byggsak.db').resolve()}",
        filer=ut / "filer",
        kommuner=(KOMMUNE,),
        arkiv="noark5",
        arkivvalg={
            "mappe": str(ut / "arkiv"),
            "arkivskaper_id": "999999999",
            "arkivskaper": "Prøvekommunen",
            **({"xsd": xsd} if xsd else {}),
        },
    )


def _last_kart(tjeneste: Tjeneste, kommune: Kommune, console: Console) -> Kommunekart:
    lager = Kartlager(tjeneste.motor)
    filer = kartfiler(FIXTURES / "kart")
    for fil in track(filer, "Loading the map        ", console=console):
        for lest in les_kart([fil], kommune.epsg, dato=KARTDATO, utstrekning=kommune.utstrekning):
            naar = datetime.combine(KARTDATO, time(8), UTC)
            lager.importer(kommune, lest.datasett, lest.objekter, naar)
    return lager.for_kommune(kommune)


def _motta(post: Post, motor: Motor, tjeneste: Tjeneste, kart: Kommunekart) -> Mottatt:
    rapporter: list[Kontrollrapport] = []
    sjekk = _kontroll(motor, kart)

    def kontroll(innsending: Innsending, dag: date) -> Kontrollrapport:
        rapporter.append(sjekk(innsending, dag))
        return rapporter[-1]

    lager = tjeneste.lager.for_kommune(KOMMUNE)
    try:
        svar = mottak.motta(
            lager, tjeneste.filer, post.innsending, f"demo-{post.navn}", post.mottatt, kontroll
        )
    except Avvist as avvist:
        return Mottatt(post, avvist.rapport, None)
    return Mottatt(post, rapporter[0], svar.sak_id)


def _kontroll(motor: Motor, kart: Kommunekart) -> Callable[[Innsending, date], Kontrollrapport]:
    return lambda innsending, dag: kontroller(
        motor, innsending, kart=kart, dato=dag, kommune=KOMMUNE
    )


def _utveier(m: Mottatt, motor: Motor, kart: Kommunekart) -> tuple[Utvei, ...]:
    return finn_utveier(
        motor,
        m.post.innsending,
        kart=kart,
        dato=m.post.mottatt.date(),
        kommune=KOMMUNE,
        rapport=m.rapport,
    )


def _skriv_rapport(ut: Path, m: Mottatt) -> None:
    mappe = ut / "rapporter"
    (mappe / f"{m.post.navn}.txt").write_text(
        som_tekst(m.rapport, "nb", utveier=m.utveier), "utf-8"
    )
    shape = json.dumps(som_json(m.rapport, "nb", m.utveier), ensure_ascii=False, indent=2)
    (mappe / f"{m.post.navn}.json").write_text(shape, "utf-8")


def _tegn(ut: Path, m: Mottatt, kommune: Kommune, kart: Kommunekart) -> None:
    """The site as SVG, where the application carries a digital situation plan."""
    for vedlegg in m.post.innsending.vedlegg:
        if vedlegg.type != SITUASJONSPLAN or vedlegg.innhold is None:
            continue
        try:
            plan = les_situasjonsplan(vedlegg.innhold, vedlegg.filnavn, kommune)
            svg = tegn(plan, kart, m.rapport.funn, m.post.tittel, "nb", utveier=m.utveier)
        except (SituasjonsplanUleselig, GeometriFeil):
            continue  # the report says what is wrong with the plan; there is nothing to draw
        (ut / "kart" / f"{m.post.navn}.svg").write_text(svg, "utf-8")


def _tabell(mottatte: Iterable[Mottatt]) -> Table:
    tabell = Table(title="Applications received", show_lines=True)
    for navn, bredde in (("application", 18), ("outcome", 9), ("rule", 32)):
        tabell.add_column(navn, min_width=bredde, overflow="fold")
    tabell.add_column("measured", justify="right")
    tabell.add_column("required", justify="right")
    tabell.add_column("smallest change that passes, or advice", overflow="fold")
    for m in mottatte:
        utfall = m.rapport.resultat.value
        foerst = (m.post.tittel, f"[{_FARGE[utfall]}]{utfall}[/]")
        viste = [f for f in m.rapport.funn if f.utfall is Utfall.BRUTT] or list(m.rapport.funn)
        if not viste:
            tabell.add_row(*foerst, "every rule in force", "", "", "")
        sagt = ""
        for funn in _en_av_hver(viste):
            raad = kort([funn], m.utveier, "en") or funn.raad.en
            raad, sagt = ("the same change" if raad == sagt else raad), raad
            tabell.add_row(*foerst, funn.regel, _tall(funn, "maalt"), _tall(funn, "krav"),
                           raad)  # fmt: skip
            foerst = ("", "")
    return tabell


def _en_av_hver(funn: Iterable[Funn]) -> Iterable[Funn]:
    """The first finding of each rule; the report has them all."""
    foerste: dict[str, Funn] = {}
    for ett in funn:
        foerste.setdefault(ett.regel, ett)
    return foerste.values()


def _tall(funn: Funn, navn: str) -> str:
    verdi = getattr(funn, navn)
    return "" if verdi is None else f"{skriv(round(verdi, 2), 'en')} {funn.enhet or ''}"


def _sluttord(console: Console, ut: Path) -> None:
    console.print("\n[bold]Where everything lies[/]")
    for sti, hva in (
        ("rapporter", "a report for each application, as text and JSON"),
        ("kart", "each site as SVG, with what is wrong marked"),
        ("brev", "the letters as PDF/A"),
        ("uttrekk", "the Noark 5 deposit of the closed case"),
        ("filer", "every byte received, by its SHA-256"),
        ("byggsak.db", "cases, events, outbox and map"),
    ):
        console.print(f"  {ut / sti}: {hva}")
