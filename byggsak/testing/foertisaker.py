"""Applications that each trip exactly one of the forty rules, where no other fixture does.

`python -m byggsak.testing.foertisaker --write` writes them to fixtures/foerti, `--check` says if
what lies there is what this module makes. They are the house of fixtures/formalkontroll F00, which
fails nothing, with another situation plan or another map; `foerti.toml` lists each case: its number
in the list, its files, the maps it leaves out, and what the check is to find broken or uavklart.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from byggsak.testing import planlag as p
from byggsak.testing import soeknader as s
from byggsak.testing.formalsaker import plan
from byggsak.testing.saker import MOTTATT

MAPPE = Path(__file__).parents[2] / "fixtures" / "foerti"
FELLES = "../formalkontroll"
PLANKART = "plan_9999_P1_P0.gml"
DISP = "pbl-19-1-dispensasjon-ikke-soekt"
HUS = (438.0, 350.0, 452.0, 362.0)  # round the house of F00
TOMT = (400.0, 312.0, 500.0, 380.0)
NY_PLAN = {"plantype": "34", "planstatus": "3", "ikrafttredelsesdato": "2020-03-01"}


@dataclass(frozen=True)
class Foertisak:
    """`brutt` is everything the check finds broken, `foelger` those of them that follow from the
    rule; `uavklart` are rules that a person must answer. `uten` are maps of fixtures/kart left
    out. `kart` and `situasjonsplan` are its own files."""

    navn: str
    nummer: int
    tittel: str
    brutt: tuple[str, ...] = ()
    foelger: tuple[str, ...] = ()
    uavklart: tuple[str, ...] = ()
    kart: Mapping[str, bytes] = field(default_factory=dict)
    situasjonsplan: bytes | None = None
    soeknad: bytes | None = None
    uten: tuple[str, ...] = ()

    @property
    def filer(self) -> dict[str, bytes]:
        filer = {f"{self.navn}-{n}": data for n, data in self.kart.items()}
        if self.situasjonsplan is not None:
            filer[f"{self.navn}-situasjonsplan.gml"] = self.situasjonsplan
        if self.soeknad is not None:
            filer[f"{self.navn}-soeknad.xml"] = self.soeknad
        return filer


def saker() -> tuple[Foertisak, ...]:
    """By number."""
    alle = (*_i_planen(), *_utnytting(), *_soner(), *_omgivelser())
    return tuple(sorted(alle, key=lambda sak: (sak.nummer, sak.navn)))


def _plan(navn: str, formaal: Mapping[str, str], **felt: str) -> bytes:
    """A plan over the plot that goes before P1, with one field."""
    egenskaper = {**NY_PLAN, "plannavn": f"Testplan {navn}", **felt}
    return p.plankart(
        p.planobjekt("RpOmråde", f"{navn}.o", TOMT, navn, **egenskaper),
        p.planobjekt(
            "RpArealformålOmråde", f"{navn}.f", TOMT, navn,
            **{"arealformål": "1111", "feltbetegnelse": "B2", **formaal},
        ),
    )  # fmt: skip


def _hus_med(**endringer: str) -> str:
    vanlig = {
        "tiltakstype": "21", "bygningstype": "111", "frittliggende": "true", "etasjer": "2",
        "bruksareal": "148.5", "terrengkote": "102.30", "gesimshoeyde": "5.80",
        "moenehoeyde": "8.10",
    }  # fmt: skip
    return s.bygning("hus", s.rektangel(597440, 6643352, 10, 8), **{**vanlig, **endringer})


def _hus_paa(oest: float, nord: float) -> str:
    return s.bygning(
        "hus", s.rektangel(597000 + oest, 6643000 + nord, 10, 8), tiltakstype="21",
        bygningstype="111", frittliggende="true", etasjer="2", bruksareal="148.5",
        terrengkote="102.30", gesimshoeyde="5.80", moenehoeyde="8.10",
    )  # fmt: skip


def _i_planen() -> tuple[Foertisak, ...]:
    kommuneplan = p.plankart(
        p.planobjekt(
            "KpOmråde", "kp", (300, 200, 700, 600), "KP", plantype="20", planstatus="3",
            plannavn="Kommuneplanens arealdel", ikrafttredelsesdato="2022-03-01",
        ),
        p.planobjekt("KpArealformålOmråde", "kp.f", (300, 200, 700, 600), "KP", arealformål="5100"),
        slag="Kommuneplan",
    )  # fmt: skip
    annet_sted = p.plankart(
        p.planobjekt("RpOmråde", "P5.o", (700, 700, 800, 800), "P5", **NY_PLAN, plannavn="P5")
    )
    privat = _plan(
        "P5", {"utnytting": p.utnytting("16", "30")}, plantype="35",
        ikrafttredelsesdato="2016-05-31", forslagsstillerType="Privat",
    )  # fmt: skip
    return (
        Foertisak(
            "07-arealformaal",
            7,
            "Huset står på friområdet",
            ("plan-12-7-arealformaal", DISP),
            (DISP,),
            situasjonsplan=plan(_hus_paa(481, 362)),
        ),
        Foertisak(
            "08-byggegrense",
            8,
            "Huset går to meter over byggegrensen",
            ("plan-12-7-byggegrense", DISP),
            (DISP,),
            situasjonsplan=plan(_hus_paa(488, 344)),
        ),
        Foertisak(
            "13-bestemmelse",
            13,
            "Huset er høyere enn planens bestemmelser",
            ("plan-12-7-hoeyde", DISP),
            (DISP,),
            kart={"plan.gml": _plan("P4", {"utnytting": p.utnytting("16", "30")})},
        ),
        Foertisak(
            "13-kote",
            13,
            "Gesimsen er over planens kote",
            ("plan-12-7-regulert-hoeyde", DISP),
            (DISP,),
            kart={"plan.gml": p.plankart(p.regulert_hoeyde("h", (438, 356, 452, 356), "105"))},
        ),
        Foertisak(
            "14-hoeyde",
            14,
            "Huset er høyere enn loven tillater uten plan",
            ("pbl-29-4-hoeyde", DISP),
            (DISP,),
            situasjonsplan=plan(_hus_med(gesimshoeyde="8.40", moenehoeyde="9.60")),
        ),
        Foertisak(
            "20-planmotstrid",
            20,
            "En nyere kommuneplan har gjort tomten til LNFR",
            ("pbl-1-5-planmotstrid",),
            kart={"kommuneplan.gml": kommuneplan},
        ),
        Foertisak(
            "23-plankrav",
            23,
            "Kommuneplanen krever reguleringsplan, og stedet har ingen",
            ("pbl-11-9-plankrav", DISP),
            (DISP,),
            kart={"plan.gml": annet_sted},
            uten=(PLANKART,),
        ),
        Foertisak(
            "37-gammel-plan",
            37,
            "Planen er privat og ti år og en dag gammel",
            ("pbl-12-4-gammel-plan",),
            kart={"plan.gml": privat},
            uten=(PLANKART,),
        ),
    )


def _utnytting() -> tuple[Foertisak, ...]:
    def med(type_: str, tall: str) -> dict[str, bytes]:
        return {"plan.gml": _plan("P5", {"utnytting": p.utnytting(type_, tall)})}

    return (
        Foertisak(
            "19-liten-bygning",
            19,
            "En garasje bygd sammen med huset, halvannen meter fra grensen",
            ("pbl-29-4-liten-bygning", "pbl-29-4-avstand-nabogrense", DISP),
            ("pbl-29-4-avstand-nabogrense", DISP),
            situasjonsplan=plan(
                s.bygning(
                    "garasje",
                    s.rektangel(597431.5, 6643340, 8, 10),
                    tiltakstype="21",
                    bygningstype="181",
                    frittliggende="false",
                    etasjer="1",
                    bruksareal="48.0",
                    gesimshoeyde="2.80",
                    moenehoeyde="4.60",
                )
            ),
        ),
        Foertisak(
            "22-bya",
            22,
            "Bebygd areal over planens kvadratmeter",
            ("tek17-5-2-bya", DISP),
            (DISP,),
            kart=med("15", "100"),
        ),
        Foertisak(
            "22-bruksareal",
            22,
            "Bruksareal over planens kvadratmeter",
            ("tek17-5-4-bruksareal", DISP),
            (DISP,),
            kart=med("17", "160"),
        ),
        Foertisak(
            "35-uteoppholdsareal",
            35,
            "Planen krever uteoppholdsareal, som ingen har oppgitt",
            uavklart=("plan-12-7-uteoppholdsareal",),
            kart={"plan.gml": _plan("P3", {"utnytting": p.utnytting("16", "30")})},
        ),
        Foertisak(
            "36-parkering",
            36,
            "Planen krever tre plasser, og to er vist",
            ("plan-12-7-parkering", DISP),
            (DISP,),
            kart={"plan.gml": _plan("P2", {"utnytting": p.utnytting("16", "30")})},
        ),
        Foertisak(
            "40-ikke-bebygges",
            40,
            "Planen tillater ikke mer bebyggelse i feltet",
            ("plan-12-7-eldre-utnytting", DISP),
            (DISP,),
            kart=med("11", "0"),
        ),
        Foertisak(
            "40-tek97",
            40,
            "Planen måler etter TEK97",
            uavklart=("plan-12-7-eldre-utnytting",),
            kart=med("12", "15"),
        ),
    )


def _sone(type_: str, plan_: str = "P1", **felt: str) -> dict[str, bytes]:
    return {"sone.gml": p.plankart(p.planobjekt(type_, "sone", HUS, plan_, **felt))}


def _soner() -> tuple[Foertisak, ...]:
    return (
        Foertisak(
            "10-skredsone",
            10,
            "Huset står i skredsone H310",
            ("tek17-7-3-skredsone",),
            kart=_sone("RpFareSone", fare="310"),
        ),
        Foertisak(
            "24-stoey",
            24,
            "Huset står i rød støysone",
            ("plan-12-6-stoeysone",),
            kart=_sone("RpStøySone", støy="210"),
        ),
        Foertisak(
            "24-frisikt",
            24,
            "Huset står i frisiktsonen",
            ("plan-12-6-byggeforbud", DISP),
            (DISP,),
            kart=_sone("RpSikringSone", sikring="140"),
        ),
        Foertisak(
            "24-kulturmiljoe",
            24,
            "Huset står i et kulturmiljø",
            ("plan-12-6-hensyn",),
            kart=_sone("RpAngittHensynSone", angittHensyn="570"),
        ),
        Foertisak(
            "33-baandlegging",
            33,
            "Området er båndlagt etter kulturminneloven",
            ("plan-12-6-baandlegging",),
            kart=_sone("RpBåndleggingSone", båndlegging="730"),
        ),
        Foertisak(
            "33-rekkefoelge",
            33,
            "Planen har rekkefølgekrav",
            ("plan-12-6-infrastruktursone",),
            kart=_sone("RpInfrastrukturSone", infrastruktur="430"),
        ),
        Foertisak(
            "38-hoeyspentsone",
            38,
            "Huset står i faresone for høyspenning",
            ("plan-12-6-hoeyspentsone",),
            kart=_sone("RpFareSone", fare="370"),
        ),
        Foertisak(
            "39-midlertidig-forbud",
            39,
            "Midlertidig forbud mot tiltak til 2028",
            ("pbl-13-1-midlertidig-forbud",),
            kart=_sone("PblMidlForbudMotTiltakOmråde", "F1", gyldigTilDato="2028-01-01"),
        ),
    )


def _omgivelser() -> tuple[Foertisak, ...]:
    return (
        Foertisak(
            "11-strandsone",
            11,
            "Huset står 60 meter fra sjøen",
            ("pbl-1-8-strandsone", DISP),
            (DISP,),
            kart={"sjoe.geojson": p.temalag("kyst", "Kystkontur", [(300, 420), (600, 420)])},
        ),
        Foertisak(
            "12-vei",
            12,
            "Huset står 30 meter fra en fylkesvei",
            ("veglova-29-avstand",),
            kart={
                "veg.geojson": p.temalag(
                    "veg", "Veglenke", [(300, 390), (600, 390)],
                    vegkategori="F", typeVeg="enkelBilveg", navn="Fylkesveien",
                )
            },
        ),
        Foertisak(
            "25-jernbane",
            25,
            "Huset står 25 meter fra sporet",
            ("jernbaneloven-10-avstand",),
            kart={"bane.geojson": p.temalag("spor", "Spormidt", [(300, 385), (600, 385)])},
        ),
        Foertisak(
            "31-brannavstand",
            31,
            "Huset står fem meter fra et annet hus",
            ("tek17-11-6-brannavstand",),
            kart={
                "bygning.geojson": p.temalag(
                    "nabo", "Bygning", p.omriss((455, 352, 463, 360)),
                    bygningsnummer="300000009", bygningstype="111", bygningsstatus="TB",
                )
            },
        ),
        Foertisak(
            "32-kulturminne",
            32,
            "Huset står to meter fra en gravhaug",
            ("kulturminneloven-6-sikringssone",),
            kart={
                "kulturminne.geojson": p.temalag(
                    "haug", "Enkeltminne", p.omriss((452, 352, 458, 358)),
                    vernetype="AUT", navn="Haugen",
                )
            },
        ),
    )  # fmt: skip


def _liste(navn: str, verdier: object) -> str:
    return f"{navn} = {list(verdier)}".replace("'", '"')  # type: ignore[call-overload]


def _toml(sakene: tuple[Foertisak, ...]) -> bytes:
    linjer = ["# Written by byggsak.testing.foertisaker; change it there.", ""]
    for sak in sakene:
        soeknad = f"{sak.navn}-soeknad.xml" if sak.soeknad else f"{FELLES}/F00-soeknad.xml"
        kart = f"{FELLES}/felles-plan.gml"
        if sak.situasjonsplan:
            kart = f"{sak.navn}-situasjonsplan.gml"
        linjer += [
            "[[sak]]",
            f'navn = "{sak.navn}"',
            f"nummer = {sak.nummer}",
            f'tittel = "{sak.tittel}"',
            f"mottatt = {MOTTATT.isoformat()}",
            f'soeknad = "{soeknad}"',
            f'situasjonsplan = "{kart}"',
            _liste("kart", [f"{sak.navn}-{n}" for n in sak.kart]),
            _liste("uten", sak.uten),
            _liste("brutt", sak.brutt),
            _liste("foelger", sak.foelger),
            _liste("uavklart", sak.uavklart),
            "",
        ]
    return "\n".join(linjer).encode("utf-8")


def filer() -> dict[str, bytes]:
    """Every file of fixtures/foerti by name."""
    sakene = saker()
    egne = {navn: data for sak in sakene for navn, data in sak.filer.items()}
    return egne | {"foerti.toml": _toml(sakene)}


def main(modus: str) -> int:
    """Write the files, or say which of them are stale; 0 when all is well."""
    alle = filer()
    if modus == "--write":
        MAPPE.mkdir(parents=True, exist_ok=True)
        for navn, data in alle.items():
            (MAPPE / navn).write_bytes(data)
        return 0
    stale = [
        n for n, d in alle.items() if not (MAPPE / n).is_file() or (MAPPE / n).read_bytes() != d
    ]
    for navn in stale:
        print(f"fixtures/foerti/{navn} is stale", file=sys.stderr)
    return min(len(stale), 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "--check"))
