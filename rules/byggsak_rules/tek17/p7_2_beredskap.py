"""Byggverk som ikke skal stå i fareområde – TEK17 §§ 7-2 og 7-3 første ledd.

Byggverk der konsekvensen av flom eller skred er særlig stor, som bygg for beredskap, skal ikke
plasseres i flom- eller skredutsatt område. For dem finnes ingen sikkerhetsklasse som hjelper.
Treffer fotavtrykket faresonen (H310 eller H320), er regelen brutt.

Hvilke bygningstyper det gjelder, er regelens valg: beredskapsbygninger (82x) og sykehus (71x).
Kodene er alminnelig kunnskap, og kommunen kan endre listen. Andre byggverk hører under reglene
om flomsone og skredsone.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from byggsak.domain.plan import Faresone
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
    hoeyst,
    ikke_aktuell,
    oppfylt,
)
from byggsak_rules.tek17.faresone import ingen_sone

ANNEN_FARE = Tekst(
    nb="gjelder en annen fare enn flom og skred",
    nn="gjeld ein annan fare enn flaum og skred",
    en="concerns another hazard than flooding and landslides",
)
ANNET_BYGGVERK = Tekst(
    nb="ikke et byggverk for beredskap",
    nn="ikkje eit byggverk for beredskap",
    en="not an emergency services building",
)


@dataclass(frozen=True)
class Krav:
    slag: tuple[str, ...]
    bygningstyper: tuple[str, ...]  # begynnelsen på bygningstypen
    tillatt_i_sonen: Decimal  # m²


def vurder(sone: Faresone, krav: Krav) -> Vurdering:
    if sone.slag not in krav.slag:
        return ikke_aktuell(ANNEN_FARE)
    svar = hoeyst(sone.overlapp, krav.tillatt_i_sonen)
    if svar.utfall is Utfall.OPPFYLT:
        return oppfylt(ingen_sone(sone))
    if not sone.bygningstype.startswith(krav.bygningstyper):
        return ikke_aktuell(ANNET_BYGGVERK)
    return svar.med(kode=sone.kode)


def _sone(overlapp: str, type_: str, slag: str = "flom", usikkerhet: str = "0") -> Faresone:
    return Faresone(
        slag=slag,
        kode="310" if slag == "skred" else "320",
        overlapp=Maal.of(overlapp, usikkerhet, "m2"),
        bygningstype=type_,
    )


REGEL = Regel(
    id="tek17-7-2-beredskap",
    tittel=Tekst(
        nb="Byggverk for beredskap i fareområde",
        nn="Byggverk for beredskap i fareområde",
        en="Emergency services building in a hazard area",
    ),
    hjemmel=Hjemmel("TEK17", "7-2", "første ledd, jf. § 7-3 første ledd"),
    gjelder=Faresone,
    leser=("slag", "kode", "overlapp", "bygningstype", "soekt_i", "soekt_dato"),
    gjelder_fra=date(2017, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.STRID,
    krav=Krav,
    vurder=vurder,
    melding=Tekst(
        nb="{maalt} m² av byggverket for beredskap ({navn}) ligger i faresone H{kode}; der skal "
        "det ikke stå.",
        nn="{maalt} m² av byggverket for beredskap ({navn}) ligg i faresone H{kode}; der skal det "
        "ikkje stå.",
        en="{maalt} m² of the emergency services building ({navn}) lies in hazard zone H{kode}, "
        "where it shall not stand.",
    ),
    raad=Tekst(
        nb="Flytt byggverket ut av faresonen.",
        nn="Flytt byggverket ut av faresona.",
        en="Move the structure out of the hazard zone.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "brannstasjonen ligger utenfor": Faresone(
                slag="flom",
                overlapp=Maal.of(0, enhet="m2"),
                soekt_i="reguleringsplaner i kartet",
                soekt_dato=date(2026, 5, 1),
            ),
        },
        brutt={
            "et hjørne av brannstasjonen i flomsonen": _sone("0.3", "822"),
            "et sykehus i skredsonen": _sone("200", "719", "skred"),
        },
        uavklart={
            "ingen vet hva slags byggverk det er": Faresone(
                slag="flom", kode="320", overlapp=Maal.of("40", enhet="m2")
            ),
            "kanten av sonen er unøyaktig": _sone("0.3", "822", usikkerhet="1"),
            "kartet svarte ikke": Faresone(slag="flom"),
        },
        ikke_aktuell={
            "en bolig i flomsonen er en annen regel": _sone("40", "111"),
            "sonen gjelder høyspenning": Faresone(slag="hoeyspent"),
        },
    ),
    kontrollert=date(2026, 7, 2),
)
