"""Naboens frist før søknaden – plan- og bygningsloven § 21-3.

Naboen skal ha minst to uker til å komme med merknader før kommunen får søknaden. Regelen regner
dager fra varselet ble sendt til søknaden ble mottatt. Har naboen skriftlig samtykket eller sagt
fra at det ikke er merknader, trenger søkeren ikke vente.

Om dag 14 selv er nok, er ikke avklart i kildene vi har lest; regelen sier ja. At fristen først
løper når varselets grunnlag er tilgjengelig, kan regelen ikke se.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from byggsak.domain.nabovarsel import Nabovarsling
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
    ikke_aktuell,
    minst,
    oppfylt,
)
from byggsak_rules.pbl.p21_3_nabovarsel import FRITATT

IKKE_VARSLET = Tekst(
    nb="naboen er ikke varslet; se regelen om nabovarsel",
    nn="naboen er ikkje varsla; sjå regelen om nabovarsel",
    en="the neighbour was not notified; see the rule on neighbour notice",
)
SAMTYKKE = Tekst(
    nb="naboen har samtykket eller har ingen merknader",
    nn="naboen har samtykt eller har ingen merknader",
    en="the neighbour has consented or has no remarks",
)


@dataclass(frozen=True)
class Krav:
    minste_dager: Decimal


def vurder(nabo: Nabovarsling, krav: Krav) -> Vurdering:
    if nabo.fritatt:
        return ikke_aktuell(FRITATT)
    if not nabo.varslet:
        return ikke_aktuell(IKKE_VARSLET)
    svar = minst(nabo.dager, krav.minste_dager)
    if svar.utfall is Utfall.BRUTT and nabo.skriftlig_samtykke:
        return oppfylt(SAMTYKKE)
    return svar


def _varslet(dager: int, samtykke: bool = False) -> Nabovarsling:
    return Nabovarsling(
        fritatt=False,
        varslet=True,
        dager=Maal.of(dager, enhet="dager"),
        skriftlig_samtykke=samtykke,
    )


REGEL = Regel(
    id="pbl-21-3-nabovarsel-frist",
    tittel=Tekst(
        nb="Naboens frist før søknaden",
        nn="Fristen til naboen før søknaden",
        en="The neighbour's time before the application",
    ),
    hjemmel=Hjemmel("pbl", "21-3"),
    gjelder=Nabovarsling,
    leser=("fritatt", "varslet", "dager", "skriftlig_samtykke"),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.STRID,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Søknaden kom {maalt} dager etter nabovarselet til {navn}; naboen skal ha minst {krav} "
        "dager.",
        nn="Søknaden kom {maalt} dagar etter nabovarselet til {navn}; naboen skal ha minst {krav} "
        "dagar.",
        en="The application came {maalt} days after the notice to {navn}; the neighbour shall have "
        "at least {krav} days.",
    ),
    raad=Tekst(
        nb="Vent til fristen er ute, og ettersend merknader, eller legg ved naboens samtykke.",
        nn="Vent til fristen er ute, og ettersend merknader, eller legg ved samtykket frå naboen.",
        en="Wait until the time has passed and forward any remarks, or attach the neighbour's "
        "consent.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "akkurat fjorten dager": _varslet(14),
            "en måned": _varslet(30),
            "tre dager, men naboen har samtykket": _varslet(3, samtykke=True),
        },
        brutt={
            "tretten dager": _varslet(13),
            "varslet samme dag": _varslet(0),
        },
        uavklart={
            "kvitteringen har ingen dato": Nabovarsling(fritatt=False, varslet=True),
            "for kort tid, og ingen vet om naboen har samtykket": Nabovarsling(
                fritatt=False, varslet=True, dager=Maal.of(5, enhet="dager")
            ),
        },
        ikke_aktuell={
            "tiltaket er fritatt": Nabovarsling(fritatt=True),
            "naboen er ikke varslet": Nabovarsling(fritatt=False, varslet=False),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
