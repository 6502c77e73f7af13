"""The applications of the forty rules that are about what the plan says and how much is built."""

from __future__ import annotations

from byggsak.testing import planlag as p
from byggsak.testing import soeknader as s
from byggsak.testing.foerti_felles import (
    DISP,
    NY_PLAN,
    PLANKART,
    Foertisak,
    hus_med,
    hus_paa,
    ny_plan,
)
from byggsak.testing.formalsaker import plan


def i_planen() -> tuple[Foertisak, ...]:
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
    privat = ny_plan(
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
            situasjonsplan=plan(hus_paa(481, 362)),
        ),
        Foertisak(
            "08-byggegrense",
            8,
            "Huset går to meter over byggegrensen",
            ("plan-12-7-byggegrense", DISP),
            (DISP,),
            situasjonsplan=plan(hus_paa(488, 344)),
        ),
        Foertisak(
            "13-bestemmelse",
            13,
            "Huset er høyere enn planens bestemmelser",
            ("plan-12-7-hoeyde", DISP),
            (DISP,),
            kart={"plan.gml": ny_plan("P4", {"utnytting": p.utnytting("16", "30")})},
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
            situasjonsplan=plan(hus_med(gesimshoeyde="8.40", moenehoeyde="9.60")),
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


def utnytting() -> tuple[Foertisak, ...]:
    def med(type_: str, tall: str) -> dict[str, bytes]:
        return {"plan.gml": ny_plan("P5", {"utnytting": p.utnytting(type_, tall)})}

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
            "19-annen-bygning",
            19,
            "En liten garasje, en halv meter fra huset på tomten",
            ("tek17-6-5-avstand-bygning", "tek17-11-6-brannavstand"),
            ("tek17-11-6-brannavstand",),
            soeknad=s.skjema(
                "ettrinn",
                s.med(
                    s.ettrinn(),
                    metadata__ftbId="EKS-19",
                    rammebetingelser__arealdisponering={
                        **s.areal("4535.0", "48.0", "36.0", "164.0", "3.62", "1360.5"),
                        "arealBebyggelseEksisterende": "80.0",
                    },
                ),
            ),
            situasjonsplan=plan(
                "\n".join(
                    (
                        s.bygning(
                            "garasje",
                            s.rektangel(597450.5, 6643352, 6, 8),
                            tiltakstype="21",
                            bygningstype="181",
                            frittliggende="true",
                            etasjer="1",
                            bruksareal="44.0",
                            gesimshoeyde="2.80",
                            moenehoeyde="4.60",
                        ),
                        s.eksisterende("gammelt", s.rektangel(597440, 6643352, 10, 8)),
                    )
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
            kart={"plan.gml": ny_plan("P3", {"utnytting": p.utnytting("16", "30")})},
        ),
        Foertisak(
            "36-parkering",
            36,
            "Planen krever tre plasser, og to er vist",
            ("plan-12-7-parkering", DISP),
            (DISP,),
            kart={"plan.gml": ny_plan("P2", {"utnytting": p.utnytting("16", "30")})},
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
