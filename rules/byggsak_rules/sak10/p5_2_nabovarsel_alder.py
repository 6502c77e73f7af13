"""Nabovarselets alder – byggesaksforskriften (SAK10) § 5-2 tredje ledd.

Kommer søknaden mer enn ett år etter at nabovarselet ble sendt, må naboene varsles på nytt.
`siste_gyldige_dag` er samme dato året etter; søknad på den dagen er i tide. Regelen gjelder fra
2015-07-01.

Regelen avgjør ikke om varsling etter plandelen (pbl § 12-10 tredje ledd) gjør nytt varsel
unødvendig.
"""

from datetime import date

from byggsak.domain.nabovarsel import Nabovarsling
from byggsak.rule import (
    Alvorlighet,
    Eksempler,
    Hjemmel,
    IngenKrav,
    Regel,
    Tekst,
    Virkning,
    Vurdering,
    brutt,
    ikke_aktuell,
    oppfylt,
)
from byggsak_rules.pbl.p21_3_nabovarsel import FRITATT
from byggsak_rules.pbl.p21_3_nabovarsel_frist import IKKE_VARSLET


def vurder(nabo: Nabovarsling, krav: IngenKrav) -> Vurdering:
    if nabo.fritatt:
        return ikke_aktuell(FRITATT)
    if not nabo.varslet:
        return ikke_aktuell(IKKE_VARSLET)
    if nabo.soeknad_mottatt <= nabo.siste_gyldige_dag:
        return oppfylt()
    return brutt().med(mottatt=nabo.soeknad_mottatt, siste=nabo.siste_gyldige_dag)


def _varslet(siste: date, mottatt: date) -> Nabovarsling:
    return Nabovarsling(
        fritatt=False, varslet=True, siste_gyldige_dag=siste, soeknad_mottatt=mottatt
    )


REGEL = Regel(
    id="sak10-5-2-nabovarsel-alder",
    tittel=Tekst(
        nb="Nabovarselets alder", nn="Alderen på nabovarselet", en="Age of the neighbour notice"
    ),
    hjemmel=Hjemmel("SAK10", "5-2", "tredje ledd"),
    gjelder=Nabovarsling,
    leser=("fritatt", "varslet", "siste_gyldige_dag", "soeknad_mottatt"),
    gjelder_fra=date(2015, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.STRID,
    krav=IngenKrav,
    vurder=vurder,
    melding=Tekst(
        nb="Nabovarselet til {navn} er for gammelt: søknaden kom {mottatt}, men måtte ha kommet "
        "senest {siste}.",
        nn="Nabovarselet til {navn} er for gammalt: søknaden kom {mottatt}, men måtte ha kome "
        "seinast {siste}.",
        en="The notice to {navn} is too old: the application came {mottatt}, but was due by "
        "{siste}.",
    ),
    raad=Tekst(
        nb="Send nytt nabovarsel, og legg ved gjenpart med ny kvittering.",
        nn="Send nytt nabovarsel, og legg ved gjenpart med ny kvittering.",
        en="Send a new notice, and attach the copy with its new receipt.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "søknaden kom på årsdagen": _varslet(date(2027, 3, 10), date(2027, 3, 10)),
            "søknaden kom etter en måned": _varslet(date(2027, 3, 10), date(2026, 4, 10)),
        },
        brutt={
            "søknaden kom dagen etter årsdagen": _varslet(date(2027, 3, 10), date(2027, 3, 11)),
        },
        uavklart={
            "kvitteringen har ingen dato": Nabovarsling(
                fritatt=False, varslet=True, soeknad_mottatt=date(2027, 3, 10)
            ),
        },
        ikke_aktuell={
            "tiltaket er fritatt": Nabovarsling(fritatt=True),
            "naboen er ikke varslet": Nabovarsling(fritatt=False, varslet=False),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
