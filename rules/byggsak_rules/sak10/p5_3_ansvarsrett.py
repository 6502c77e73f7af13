"""Ansvarsområdene i planen er erklært – byggesaksforskriften (SAK10) § 5-3, jf. pbl § 23-3.

Hvert ansvarsområde i gjennomføringsplanen skal ha et foretak som har erklært ansvar for det. Følger
erklæringen med, skal foretak og tiltaksklasse være de samme som i planen. Er de ulike, gjelder
erklæringen, og planen må rettes.

Regelen ser bare planer sendt som det nasjonale underskjemaet. Den sier ikke om foretaket er
kvalifisert for klassen, og ikke om områdene til sammen dekker tiltaket.
"""

from datetime import date

from byggsak.domain.formalia import Ansvarsrett
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
    oppfylt,
)

MANGLER = Tekst(
    nb="erklæringen om ansvarsrett er ikke gitt",
    nn="erklæringa om ansvarsrett er ikkje gitt",
    en="responsibility has not been declared",
)
ANNEN_KLASSE = Tekst(
    nb="erklæringen har en annen tiltaksklasse enn planen, og den går foran",
    nn="erklæringa har ei anna tiltaksklasse enn planen, og ho går føre",
    en="the declaration states another project class than the plan, and prevails",
)
ANNET_FORETAK = Tekst(
    nb="erklæringen er fra et annet foretak enn det i planen, og den går foran",
    nn="erklæringa er frå eit anna føretak enn det i planen, og ho går føre",
    en="the declaration is from another enterprise than the plan states, and prevails",
)


def vurder(omraade: Ansvarsrett, krav: IngenKrav) -> Vurdering:
    if not omraade.erklaert:
        return brutt().med(avvik=MANGLER)
    if omraade.erklaert_foretak != omraade.foretak:
        return brutt().med(avvik=ANNET_FORETAK)
    if omraade.erklaert_klasse != omraade.klasse:
        return brutt().med(avvik=ANNEN_KLASSE)
    return oppfylt()


def _omraade(klasse: str = "1", foretak: str = "Bygg AS", *, erklaert: bool = True) -> Ansvarsrett:
    return Ansvarsrett(
        navn="UTF Tømrerarbeid",
        erklaert=erklaert,
        klasse="1",
        erklaert_klasse=klasse,
        foretak="Bygg AS",
        erklaert_foretak=foretak,
    )


REGEL = Regel(
    id="sak10-5-3-ansvarsrett",
    tittel=Tekst(
        nb="Ansvarsområdet er erklært",
        nn="Ansvarsområdet er erklært",
        en="Responsibility is declared",
    ),
    hjemmel=Hjemmel("SAK10", "5-3"),
    gjelder=Ansvarsrett,
    leser=("erklaert", "klasse", "erklaert_klasse", "foretak", "erklaert_foretak"),
    gjelder_fra=date(2016, 1, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.STRID,
    krav=IngenKrav,
    vurder=vurder,
    melding=Tekst(
        nb="Ansvarsområdet {navn} er ikke dekket som planen sier: {avvik}.",
        nn="Ansvarsområdet {navn} er ikkje dekt som planen seier: {avvik}.",
        en="The area of responsibility {navn} is not covered as the plan says: {avvik}.",
    ),
    raad=Tekst(
        nb="Hent inn erklæringen om ansvarsrett, eller rett gjennomføringsplanen etter den.",
        nn="Hent inn erklæringa om ansvarsrett, eller rett gjennomføringsplanen etter ho.",
        en="Obtain the declaration of responsibility, or correct the implementation plan by it.",
    ),
    eksempler=Eksempler(
        oppfylt={"planen og erklæringen sier det samme": _omraade()},
        brutt={
            "foretaket har ikke erklært ansvar": _omraade(erklaert=False),
            "erklæringen gjelder tiltaksklasse 2": _omraade("2"),
            "erklæringen er fra et annet foretak": _omraade(foretak="Mur AS"),
        },
        uavklart={
            "gjennomføringsplanen er et vedlegg": Ansvarsrett(),
            "erklæringen oppgir ikke tiltaksklasse": Ansvarsrett(
                erklaert=True, foretak="Bygg AS", erklaert_foretak="Bygg AS", klasse="1"
            ),
        },
    ),
    soeknadstyper=frozenset({"ET", "IG", "ES"}),
    kontrollert=date(2026, 7, 2),
)
