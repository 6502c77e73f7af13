"""Merknader fra naboer – byggesaksforskriften (SAK10) § 5-4 tredje ledd bokstav n.

Har naboer eller gjenboere sendt merknader, skal merknadene og søkerens kommentarer til dem følge
søknaden (pbl § 21-2 fjerde ledd). Kommentarene kan stå i skjemaet eller i et eget vedlegg.

Regelen leser ikke merknadene og sier ikke om de har noe for seg.
"""

from dataclasses import dataclass
from datetime import date

from byggsak.domain.nabovarsel import Vedleggskrav
from byggsak.rule import (
    Alvorlighet,
    Eksempler,
    Hjemmel,
    Regel,
    Tekst,
    Virkning,
    Vurdering,
    brutt,
    ikke_aktuell,
    oppfylt,
)

INGEN_MERKNADER = Tekst(
    nb="det er ikke oppgitt noen merknader fra naboer",
    nn="det er ikkje oppgitt nokon merknader frå naboar",
    en="no remarks from neighbours are stated",
)
MERKNADENE = Tekst(nb="merknadene", nn="merknadene", en="the remarks")
KOMMENTAREN = Tekst(
    nb="kommentarene til merknadene", nn="kommentarane til merknadene", en="comments on the remarks"
)


@dataclass(frozen=True)
class Krav:
    vedlegg_merknader: frozenset[str]
    vedlegg_kommentar: frozenset[str]


def vurder(soeknad: Vedleggskrav, krav: Krav) -> Vurdering:
    if not soeknad.oppgir_merknader:
        return ikke_aktuell(INGEN_MERKNADER)
    if not soeknad.vedleggstyper & krav.vedlegg_merknader:
        return brutt().med(mangler=MERKNADENE)
    if soeknad.merknader_vurdert or soeknad.vedleggstyper & krav.vedlegg_kommentar:
        return oppfylt()
    return brutt().med(mangler=KOMMENTAREN)


def _soeknad(*vedlegg: str, merknader: bool = True, vurdert: bool = False) -> Vedleggskrav:
    return Vedleggskrav(
        vedleggstyper=frozenset(vedlegg), oppgir_merknader=merknader, merknader_vurdert=vurdert
    )


REGEL = Regel(
    id="sak10-5-4-nabomerknader",
    tittel=Tekst(
        nb="Merknader fra naboer", nn="Merknader frå naboar", en="Remarks from neighbours"
    ),
    hjemmel=Hjemmel("SAK10", "5-4", "tredje ledd bokstav n"),
    gjelder=Vedleggskrav,
    leser=("vedleggstyper", "oppgir_merknader", "merknader_vurdert"),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.STRID,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="Naboer har sendt merknader, men søknaden mangler {mangler}.",
        nn="Naboar har sendt merknader, men søknaden manglar {mangler}.",
        en="Neighbours have sent remarks, but the application lacks {mangler}.",
    ),
    raad=Tekst(
        nb="Legg ved merknadene (Nabomerknader) og det du mener om hver (KommentarNabomerknader).",
        nn="Legg ved merknadene (Nabomerknader) og det du meiner om kvar (KommentarNabomerknader).",
        en="Attach the remarks (Nabomerknader) and your comments (KommentarNabomerknader).",
    ),
    eksempler=Eksempler(
        oppfylt={
            "merknader og kommentarer er vedlagt": _soeknad(
                "Nabomerknader", "KommentarNabomerknader"
            ),
            "kommentarene står i skjemaet": _soeknad("Nabomerknader", vurdert=True),
        },
        brutt={
            "merknadene er ikke vedlagt": _soeknad("KommentarNabomerknader", vurdert=True),
            "merknadene er ikke kommentert": _soeknad("Nabomerknader"),
        },
        uavklart={"ingen vet om det er merknader": Vedleggskrav(vedleggstyper=frozenset())},
        ikke_aktuell={"ingen merknader": _soeknad(merknader=False)},
    ),
    kontrollert=date(2026, 7, 2),
)
