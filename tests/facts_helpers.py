"""Builders for tests of measuring and facts: small shapes, the synthetic municipality, numbers."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import shapely
from shapely.geometry import LineString, Polygon, box
from shapely.geometry.base import BaseGeometry

from byggsak.domain.facts import Gjenstand
from byggsak.domain.felt import Felt
from byggsak.domain.kart import Datasett, Kartobjekt
from byggsak.domain.kommune import Kommune
from byggsak.domain.situasjonsplan import Bygning, Fasade, Flate, Situasjonsplan, UtstikkendeDel
from byggsak.domain.soeknad import (
    Eiendom,
    Gjenpart,
    Kode,
    Matrikkelnummer,
    Nabo,
    Skjema,
    Soeknad,
    Soeknadstype,
)
from byggsak.facts.assemble import Grunnlag, Maalekrav, samle
from byggsak.geometry.kartfil import les_kart
from byggsak.geometry.minnekart import Minnekart
from byggsak.rule.unit import Anker

EPSG = 25832
MOTTATT = date(2026, 6, 1)
SENDT = date(2026, 5, 1)
PROEVE = Kommune("9999", "Prøvekommunen", EPSG, test=True)
KART = Path(__file__).parents[1] / "fixtures" / "kart"

KRAV = Maalekrav(
    fremspring_uten_tillegg=Decimal("1.0"),
    usikkerhet_groenn=Decimal(0),
    usikkerhet_gul=Decimal("0.5"),
    usikkerhet_roed=Decimal("2.0"),
    usikkerhet_temakart=Decimal("1.0"),
    kryss_riks_fylkesveg=Decimal(60),
    kryss_kommunal_veg=Decimal(40),
    liten_bygning_areal=Decimal(50),
    liten_bygning_typer=("181", "182", "183"),
    fri_hoeyde_utkraging=Decimal("5.0"),
    hoeyde_terrasse=Decimal("0.5"),
    takutstikk_uten_bya=Decimal("1.0"),
    parkeringsplass_areal=Decimal("18.0"),
    sliver_bredde=Decimal("0.05"),
    sliver_areal=Decimal("1.0"),
    fasade_vinkel=Decimal(45),
    nabovarsel_gyldig_aar=1,
    tillatte_formaal=("=1", "11=111 1130 18", "24=1 51"),
)


def rekt(vest: float, soer: float, oest: float, nord: float) -> Polygon:
    """A rectangle in the synthetic municipality: metres east of 597000 and north of 6643000."""
    return box(597000 + vest, 6643000 + soer, 597000 + oest, 6643000 + nord)


def linje(*punkter: tuple[float, float]) -> LineString:
    return LineString([(597000 + x, 6643000 + y) for x, y in punkter])


def flate(form: BaseGeometry) -> Flate:
    return Flate(shapely.to_wkb(form), EPSG)


def hus(form: BaseGeometry, navn: str = "hus", **felt: object) -> Bygning:
    """A new detached house, 5.8 m eaves and 8.1 m ridge, unless the fields say otherwise."""
    vanlig = Bygning(
        navn,
        flate(form),
        tiltakstype="21",
        bygningstype="111",
        frittliggende=True,
        bruksareal=Decimal("148.5"),
        gesimshoeyde=Decimal("5.80"),
        moenehoeyde=Decimal("8.10"),
        linje=7,
    )
    return replace(vanlig, **felt)


def eksisterende(form: BaseGeometry, navn: str = "gammelt", **felt: object) -> Bygning:
    return replace(Bygning(navn, flate(form)), **felt)


def fasade(linjeform: LineString, hoeyde: str, navn: str) -> Fasade:
    return Fasade(flate(linjeform), Decimal(hoeyde), navn)


def utstikk(type_: str, form: BaseGeometry, fri: str | None = None, over: str | None = None,
            navn: str | None = None) -> UtstikkendeDel:  # fmt: skip
    return UtstikkendeDel(
        type_,
        flate(form),
        Decimal(fri) if fri is not None else None,
        Decimal(over) if over is not None else None,
        navn,
    )


def situasjonsplan(*tiltak: Bygning, **felt: object) -> Situasjonsplan:
    tom = Situasjonsplan("9999", date(2026, 5, 1), EPSG, (), tiltak, dokument="plan.gml")
    return replace(tom, **felt)


def matrikkel(tekst: str) -> Matrikkelnummer:
    gaard, bruk, *feste = (int(t) for t in tekst.split("/"))
    return Matrikkelnummer("9999", gaard, bruk, feste[0] if feste else None)


def rot() -> Felt:
    """The least XML that places of facts refer to."""
    skjema = Felt("ettrinn", linje=1)
    for nr, navn in enumerate(("varsling", "rammebetingelser", "dispensasjonOversikt"), 2):
        skjema.barn[navn] = [Felt(navn, linje=nr, forelder=skjema)]
    return skjema


def nabo(*eiendommer: str, sendt: date | None = SENDT, samtykke: bool | None = None) -> Nabo:
    return Nabo(
        Felt("naboGjenboerEiendom", linje=99),
        "Nabo",
        tuple(matrikkel(e) for e in eiendommer),
        varsel_sendt=sendt,
        samtykke_mottatt=samtykke,
    )


def gjenpart(*naboer: Nabo) -> Gjenpart:
    return Gjenpart(Felt("gjenpartnabovarsel", linje=1), naboer)


def soeknad(*eiendommer: str, tiltak: str = "nyttbyggboligformal", **felt: object) -> Soeknad:
    felt_rot = rot()
    vanlig = Soeknad(
        Skjema("ettrinn", "4", "10012", "", Soeknadstype.ETT_TRINN),
        felt_rot,
        kommunenummer="9999",
        eiendommer=tuple(Eiendom(matrikkel(e), felt_rot) for e in eiendommer or ("1/2",)),
        tiltakstyper=(Kode(tiltak),),
    )
    return replace(vanlig, **felt)


@cache
def proevekart() -> Minnekart:
    """The synthetic municipality: teiger, plan P1 (2016) over P0 (1992)."""
    filer = les_kart([KART], EPSG, dato=date(2026, 1, 15))
    return Minnekart.av_filer(filer, EPSG, ("9999",))


def teig(form: BaseGeometry, nummer: str, klasse: str | None = "Grønt") -> Kartobjekt:
    gaard, bruk, *feste = nummer.split("/")
    egenskaper = {"matrikkelenhet/Matrikkelenhet": (f"9999-{gaard}/{bruk}/{(feste or ['0'])[0]}",)}
    if klasse is not None:
        egenskaper["noyaktighetsklasseTeig"] = (klasse,)
    return kartobjekt("Teig", form, f"teig.{nummer}", egenskaper)


def planobjekt(type_: str, form: BaseGeometry, gml_id: str, plan: str = "9999_P9",
               **egenskaper: str | tuple[str, ...]) -> Kartobjekt:  # fmt: skip
    rene = {k: v if isinstance(v, tuple) else (v,) for k, v in egenskaper.items()}
    return kartobjekt(type_, form, gml_id, {"vertikalnivå": ("2",), **rene}, plan)


def planomraade(form: BaseGeometry, plan: str = "9999_P9", fra: str = "2016-06-01",
                **felt: str) -> Kartobjekt:  # fmt: skip
    egenskaper = {"planstatus": "3", "ikrafttredelsesdato": fra, "plannavn": plan, **felt}
    return planobjekt("RpOmråde", form, f"omr.{plan}.{fra}", plan, **egenskaper)


def kartobjekt(
    type_: str,
    form: BaseGeometry,
    gml_id: str,
    egenskaper: dict[str, tuple[str, ...]],
    plan: str | None = None,
) -> Kartobjekt:
    return Kartobjekt(
        type_, gml_id, shapely.to_wkb(form), tuple(form.bounds), EPSG, egenskaper, plan_id=plan
    )


def kart(*objekter: Kartobjekt, slag: tuple[str, ...] = ("teig", "reguleringsplan")) -> Minnekart:
    sett = [Datasett(f"{s}.gml", date(2026, 1, 15), "0" * 64, s) for s in slag]
    return Minnekart(objekter, sett, EPSG, ("9999",))


def grunnlag(*tiltak: Bygning, soeker: Soeknad | None = None, **felt: object) -> Grunnlag:
    """The case: application for 1/2 with these buildings in the synthetic municipality."""
    grunn = Grunnlag(
        soeker or soeknad(),
        KRAV,
        {Anker.SOEKNAD_MOTTATT: MOTTATT},
        situasjonsplan=situasjonsplan(*tiltak),
        kart=proevekart(),
        kommune=PROEVE,
    )
    return replace(grunn, **felt)


def finn(grunn: Grunnlag, type_: type[Gjenstand]) -> dict[str, Gjenstand]:
    """The things of one class by name; two of the same name is a fault."""
    ting = [g for g in samle(grunn) if type(g) is type_]
    etter_navn = {g.navn: g for g in ting}
    assert len(etter_navn) == len(ting), [g.navn for g in ting]
    return etter_navn
