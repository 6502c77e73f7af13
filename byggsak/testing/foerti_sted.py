"""The applications of the forty rules that are about zones of the plan and what lies round."""

from __future__ import annotations

from byggsak.testing import planlag as p
from byggsak.testing.foerti_felles import DISP, HUS, Foertisak


def _sone(type_: str, plan_: str = "P1", **felt: str) -> dict[str, bytes]:
    return {"sone.gml": p.plankart(p.planobjekt(type_, "sone", HUS, plan_, **felt))}


def soner() -> tuple[Foertisak, ...]:
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


def omgivelser() -> tuple[Foertisak, ...]:
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
            "38-kraftledning",
            38,
            "Huset står fire meter fra en kraftledning",
            ("sak10-5-4-kraftledning",),
            kart={
                "kraft.geojson": p.temalag(
                    "kraft", "Kraftledning", [(300, 364), (600, 364)], spenning="22"
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
