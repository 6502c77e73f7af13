"""Små, frittliggende bygninger nær grensen – plan- og bygningsloven § 29-4 tredje ledd b.

Kommunen kan godkjenne at en frittliggende garasje, et uthus eller et lignende mindre byggverk
står nærmere nabogrensen enn fire meter, når verken bruksarealet eller det bebygde arealet er
over 50 m² (TEK17 § 6-4). Regelen ser om vilkårene er til stede for et byggverk av slaget som
står nærmere enn det. Er de det, er regelen oppfylt: kommunen kan godkjenne, og regelen om
avstanden (§ 29-4 andre ledd) lar det stå uavklart. Er ett av dem ikke det, faller byggverket
utenfor unntaket.

Et tilbygg regnes med det det bygger på: er de til sammen for store, faller det utenfor. Bygget
inntil et hus er det ikke frittliggende (ordet kom inn 1. juli 2015; før det er regelen strengere
enn loven). Minst én meter til annen bygning på tomten er en egen regel (TEK17 § 6-5). Hvilke
bygningstyper som er garasje, uthus og lignende, er alminnelig kunnskap. For bygninger med gesims
over åtte meter er avstandskravet større enn fire meter; de er ikke små.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from byggsak.domain.eiendom import LitenBygning
from byggsak.rule import (
    Alvorlighet,
    Eksempler,
    Hjemmel,
    Maal,
    Regel,
    Tekst,
    Utfall,
    Virkning,
    Vurdering,
    brutt,
    hoeyst,
    ikke_aktuell,
    minst,
    oppfylt,
)

ANNET_SLAG = Tekst(
    nb="ikke en garasje, et uthus eller lignende",
    nn="ikkje ein garasje, eit uthus eller liknande",
    en="not a garage, shed or similar",
)
LANGT_UNNA = Tekst(
    nb="står langt nok fra nabogrensen uten unntaket",
    nn="står langt nok frå nabogrensa utan unntaket",
    en="stands far enough from the boundary without the exception",
)
KAN_GODKJENNES = Tekst(
    nb="vilkårene for unntaket er til stede; kommunen kan godkjenne kortere avstand",
    nn="vilkåra for unntaket er til stades; kommunen kan godkjenne kortare avstand",
    en="the conditions of the exception are met; the municipality may approve a shorter distance",
)
IKKE_FRITTLIGGENDE = Tekst(
    nb="det er ikke frittliggende", nn="det er ikkje frittliggjande", en="it is not detached"
)
BRUKSAREAL = Tekst(
    nb="bruksarealet er for stort",
    nn="bruksarealet er for stort",
    en="the usable floor area is too large",
)
BEBYGD = Tekst(
    nb="det bebygde arealet er for stort",
    nn="det bygde arealet er for stort",
    en="the built-up area is too large",
)


@dataclass(frozen=True)
class Krav:
    minste_avstand: Decimal  # m
    liten_bygning_typer: tuple[str, ...]
    liten_bygning_areal: Decimal  # m²
    toleranse_lengde: Decimal  # m


def vurder(bygg: LitenBygning, krav: Krav) -> Vurdering:
    if bygg.bygningstype not in krav.liten_bygning_typer:
        return ikke_aktuell(ANNET_SLAG)
    avstand = minst(bygg.avstand, krav.minste_avstand, krav.toleranse_lengde)
    if avstand.utfall is Utfall.OPPFYLT:
        return ikke_aktuell(LANGT_UNNA)
    if not bygg.frittliggende:
        return brutt().med(hvorfor=IKKE_FRITTLIGGENDE)
    bruksareal = hoeyst(bygg.bruksareal, krav.liten_bygning_areal)
    if bruksareal.utfall is not Utfall.OPPFYLT:
        return bruksareal.med(hvorfor=BRUKSAREAL)
    bebygd = hoeyst(bygg.bebygd_areal, krav.liten_bygning_areal)
    if bebygd.utfall is not Utfall.OPPFYLT:
        return bebygd.med(hvorfor=BEBYGD)
    return oppfylt(KAN_GODKJENNES)


def _garasje(
    avstand: str = "1.5",
    bra: str = "38",
    bya: str = "42",
    *,
    fri: bool = True,
    slag: str = "181",
    usikkerhet: str = "0",
) -> LitenBygning:
    return LitenBygning(
        bygningstype=slag,
        avstand=Maal.of(avstand, usikkerhet),
        frittliggende=fri,
        bruksareal=Maal.of(bra, enhet="m2"),
        bebygd_areal=Maal.of(bya, enhet="m2"),
    )


REGEL = Regel(
    id="pbl-29-4-liten-bygning",
    tittel=Tekst(
        nb="Liten, frittliggende bygning nær grensen",
        nn="Liten, frittliggjande bygning nær grensa",
        en="Small detached building near the boundary",
    ),
    hjemmel=Hjemmel("pbl", "29-4", "tredje ledd b"),
    gjelder=LitenBygning,
    leser=("bygningstype", "avstand", "frittliggende", "bruksareal", "bebygd_areal"),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.ADVARSEL,
    virkning=Virkning.OPPLYSNING,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Byggverket ({navn}) faller utenfor unntaket for små, frittliggende bygninger: "
        "{hvorfor}.",
        nn="Byggverket ({navn}) fell utanfor unntaket for små, frittliggjande bygningar: "
        "{hvorfor}.",
        en="The structure ({navn}) falls outside the exception for small detached buildings: "
        "{hvorfor}.",
    ),
    raad=Tekst(
        nb="Hold byggverket frittliggende og innenfor arealet, flytt det lenger fra grensen, eller "
        "innhent naboens samtykke.",
        nn="Hald byggverket frittliggjande og innanfor arealet, flytt det lenger frå grensa, eller "
        "hent inn samtykke frå naboen.",
        en="Keep the structure detached and within the area, move it farther from the boundary, or "
        "obtain the neighbour's consent.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "en liten garasje, halvannen meter fra grensen": _garasje(),
            "akkurat femti av begge": _garasje(bra="50", bya="50"),
            "et uthus": _garasje(slag="182"),
            "et naust": _garasje(slag="183"),
            "elleve millimeter for nær uten unntaket": _garasje("3.989"),
            "kanskje for nær: grensen er unøyaktig": _garasje("4.2", usikkerhet="0.5"),
        },
        brutt={
            "bygget sammen med huset": _garasje(fri=False),
            "litt over femti i bruksareal": _garasje(bra="50.1"),
            "litt over femti i bebygd areal": _garasje(bya="50.1"),
        },
        uavklart={
            "ingen vet hva slags byggverk det er": LitenBygning(avstand=Maal.of("1.5")),
            "ingen vet om det er frittliggende": LitenBygning(
                bygningstype="181", avstand=Maal.of("1.5")
            ),
            "ingen har oppgitt bruksarealet": LitenBygning(
                bygningstype="181", avstand=Maal.of("1.5"), frittliggende=True
            ),
            "ingen vet det bebygde arealet": LitenBygning(
                bygningstype="181",
                avstand=Maal.of("1.5"),
                frittliggende=True,
                bruksareal=Maal.of("38", enhet="m2"),
            ),
            "ingen vet avstanden": LitenBygning(bygningstype="181"),
        },
        ikke_aktuell={
            "fire meter fra grensen": _garasje("4"),
            "ti millimeter for lite er akkurat innenfor toleransen": _garasje("3.990"),
            "en bolig": _garasje(slag="111"),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
