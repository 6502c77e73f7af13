"""Ansvarlig søker – plan- og bygningsloven § 23-4, jf. § 21-2.

Tiltak etter § 20-3 skal ha ansvarlig søker, som erklærer ansvar for søknaden. En selvbygger svarer
selv (SAK10 § 6-8). Er tiltaket søkt uten ansvarsrett på et skjema for tiltak med ansvarsrett,
passer skjema og ansvar ikke sammen.

Regelen sier ikke om foretaket er kvalifisert (SAK10 kapittel 9 til 11). Igangsettings- og
endringsskjemaet spør ikke om erklæringen; der holder det at ansvarlig søker er oppgitt.
"""

from datetime import date

from byggsak.domain.formalia import Soekerforhold
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

SELVBYGGER = Tekst(
    nb="en selvbygger svarer selv for sin egen bolig",
    nn="ein sjølvbyggjar svarer sjølv for sin eigen bustad",
    en="a self-builder is responsible for the own dwelling",
)
UTEN = Tekst(
    nb="det er søkt uten ansvarsrett på et skjema for tiltak med ansvarsrett",
    nn="det er søkt utan ansvarsrett på eit skjema for tiltak med ansvarsrett",
    en="it is without liability rights on a form for projects with them",
)
MANGLER = Tekst(
    nb="ansvarlig søker er ikke oppgitt",
    nn="ansvarleg søkjar er ikkje oppgitt",
    en="no responsible applicant is given",
)
IKKE_ERKLAERT = Tekst(
    nb="ansvarlig søker har ikke erklært ansvar",
    nn="ansvarleg søkjar har ikkje erklært ansvar",
    en="the responsible applicant has not declared responsibility",
)


def vurder(forhold: Soekerforhold, krav: IngenKrav) -> Vurdering:
    if forhold.ansvar == "selvbygger":
        return ikke_aktuell(SELVBYGGER)
    if forhold.ansvar != "medansvar":
        return brutt().med(mangel=UTEN)
    if not forhold.har_ansvarlig_soeker:
        return brutt().med(mangel=MANGLER)
    if not forhold.skjemaet_spoer:
        return oppfylt()
    return oppfylt() if forhold.soeker_erklaert else brutt().med(mangel=IKKE_ERKLAERT)


REGEL = Regel(
    id="pbl-23-4-ansvarlig-soeker",
    tittel=Tekst(nb="Ansvarlig søker", nn="Ansvarleg søkjar", en="The responsible applicant"),
    hjemmel=Hjemmel("pbl", "23-4"),
    gjelder=Soekerforhold,
    leser=("ansvar", "har_ansvarlig_soeker", "skjemaet_spoer", "soeker_erklaert"),
    gjelder_fra=date(2010, 7, 1),
    alvorlighet=Alvorlighet.FEIL,
    virkning=Virkning.STRID,
    krav=IngenKrav,
    vurder=vurder,
    melding=Tekst(
        nb="Søknaden må ha en ansvarlig søker som har erklært ansvar: {mangel}.",
        nn="Søknaden må ha ein ansvarleg søkjar som har erklært ansvar: {mangel}.",
        en="The application must have a responsible applicant who has declared it: {mangel}.",
    ),
    raad=Tekst(
        nb="Før opp ansvarlig søker med erklæring, eller søk uten ansvarsrett om tiltaket tillater "
        "det.",
        nn="Før opp ansvarleg søkjar med erklæring, eller søk utan ansvarsrett om tiltaket tillet "
        "det.",
        en="Add a responsible applicant with a declaration, or apply without liability rights "
        "where the project allows it.",
    ),
    eksempler=Eksempler(
        oppfylt={
            "søker er oppgitt og har erklært ansvar": Soekerforhold(
                ansvar="medansvar",
                har_ansvarlig_soeker=True,
                skjemaet_spoer=True,
                soeker_erklaert=True,
            ),
            "skjemaet spør ikke om erklæringen": Soekerforhold(
                ansvar="medansvar", har_ansvarlig_soeker=True, skjemaet_spoer=False
            ),
        },
        brutt={
            "søknad uten ansvarsrett på feil skjema": Soekerforhold(ansvar="utenansvar"),
            "ansvarlig søker mangler": Soekerforhold(
                ansvar="medansvar", har_ansvarlig_soeker=False
            ),
            "ansvarlig søker har svart nei på erklæringen": Soekerforhold(
                ansvar="medansvar",
                har_ansvarlig_soeker=True,
                skjemaet_spoer=True,
                soeker_erklaert=False,
            ),
        },
        uavklart={
            "ingen har svart på om søker erklærer ansvar": Soekerforhold(
                ansvar="medansvar", har_ansvarlig_soeker=True, skjemaet_spoer=True
            ),
            "ansvaret er ikke fylt ut": Soekerforhold(),
        },
        ikke_aktuell={"selvbygger": Soekerforhold(ansvar="selvbygger")},
    ),
    soeknadstyper=frozenset({"ET", "RS", "IG", "ES"}),
    kontrollert=date(2026, 7, 2),
)
