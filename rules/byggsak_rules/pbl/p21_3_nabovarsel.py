"""Varsling av naboer og gjenboere – plan- og bygningsloven § 21-3.

Naboer og gjenboere skal være varslet før søknaden sendes, og varselet skal være dokumentert
(SAK10 §§ 5-2 og 5-4 tredje ledd bokstav n). Regelen spør om hver naboeiendom i kartet: står den i
gjenparten med kvittering, er den varslet. Der det er fester, skal både fester og eier varsles.

Fritak, for eksempel når tiltaket ikke berører naboens interesser, oppgir søkeren selv, med
begrunnelse. Om fritaket holder, vurderer kommunen; regelen er da ikke aktuell.
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

FRITATT = Tekst(
    nb="søkeren oppgir at tiltaket er fritatt fra nabovarsling",
    nn="søkjaren oppgir at tiltaket er fritatt frå nabovarsling",
    en="the applicant states that the project is exempt from neighbour notice",
)


def vurder(nabo: Nabovarsling, krav: IngenKrav) -> Vurdering:
    if nabo.fritatt:
        return ikke_aktuell(FRITATT)
    return oppfylt() if nabo.varslet else brutt()


REGEL = Regel(
    id="pbl-21-3-nabovarsel",
    tittel=Tekst(
        nb="Varsling av naboer og gjenboere",
        nn="Varsling av naboar og gjenbuarar",
        en="Notice to neighbours",
    ),
    hjemmel=Hjemmel("pbl", "21-3", "første ledd"),
    gjelder=Nabovarsling,
    leser=("fritatt", "varslet"),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.STRID,
    krav=IngenKrav,
    vurder=vurder,
    melding=Tekst(
        nb="Nabovarselet til {navn} er ikke dokumentert med kvittering.",
        nn="Nabovarselet til {navn} er ikkje dokumentert med kvittering.",
        en="The notice to {navn} is not documented by a receipt.",
    ),
    raad=Tekst(
        nb="Varsle naboen, og legg ved gjenpart med kvittering, eller grunngi at tiltaket er "
        "fritatt.",
        nn="Varsle naboen, og legg ved gjenpart med kvittering, eller grunngje at tiltaket er "
        "fritatt.",
        en="Notify the neighbour and attach the copy with its receipt, or give reasons why the "
        "project is exempt.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "naboen står i gjenparten med kvittering": Nabovarsling(fritatt=False, varslet=True),
        },
        brutt={
            "naboen er ikke varslet": Nabovarsling(fritatt=False, varslet=False),
        },
        uavklart={
            "ingen vet om naboen er varslet": Nabovarsling(fritatt=False),
            "ingen vet om tiltaket er fritatt": Nabovarsling(varslet=False),
        },
        ikke_aktuell={
            "bare innvendige arbeider": Nabovarsling(fritatt=True),
        },
    ),
    dibk_kode="2.2",
    sjekkpunkt="2.2",
    kontrollert=date(2026, 7, 2),
)
