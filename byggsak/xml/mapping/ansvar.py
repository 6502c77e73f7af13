"""Who answers for what, as the implementation plan and the three declarations say it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from byggsak.domain.ansvar import (
    Ansvarsomraade,
    Erklaering,
    Fase,
    Faseansvar,
    Gjennomfoeringsplan,
    Kontrollavvik,
)
from byggsak.domain.felt import Felt
from byggsak.domain.skjema import Part, Skjema
from byggsak.xml.mapping.blocks import part
from byggsak.xml.mapping.values import boolsk, dato, kodeverdi, tekst

NAVN: Final = {
    Fase.RAMME: "Rammetillatelse",
    Fase.IGANGSETTING: "Igangsettingstillatelse",
    Fase.MIDLERTIDIG_BRUK: "MidlertidigBrukstillatelse",
    Fase.FERDIGATTEST: "Ferdigattest",
}
"""The end of every element that says something about the phase."""


def gjennomfoeringsplan(rot: Felt, skjema: Skjema) -> Gjennomfoeringsplan:
    """From the root of the subform."""
    rader = rot.alle("gjennomfoeringsplan/ansvarsomraade")
    return Gjennomfoeringsplan(
        felt=rot,
        ansvarsomraader=tuple(_planrad(rad) for rad in rader if not rad.tomt),
        versjon=tekst(rot, "versjon"),
        tiltaksklasse_soeker=kodeverdi(rot, "ansvarligSoekerTiltaksklasse"),
        ansvarlig_soeker=part(rot.ett("ansvarligSoeker")),
        skjema=skjema,
    )


def erklaering(rot: Felt, skjema: Skjema) -> Erklaering:
    """From the root of a declaration of responsibility, of conformity or of control."""
    foretak = part(rot.ett("ansvarligForetak"))
    svar = "erklaering/harErklaeringAnsvarlig"
    rader = rot.alle("ansvarsomraader/ansvarsomraade")
    return Erklaering(
        felt=rot,
        type=skjema.type,
        foretak=foretak,
        har_sentral_godkjenning=boolsk(rot, "ansvarligForetak/harSentralGodkjenning"),
        ansvarsomraader=tuple(_erklaert(rad, foretak) for rad in rader if not rad.tomt),
        som_prosjekterende=boolsk(rot, f"{svar}Prosjekterende"),
        som_utfoerende=boolsk(rot, f"{svar}Utfoerende"),
        som_kontrollerende=boolsk(rot, f"{svar}Kontrollerende"),
    )


def _planrad(rad: Felt) -> Ansvarsomraade:
    return Ansvarsomraade(
        felt=rad,
        funksjon=kodeverdi(rad, "funksjon"),
        beskrivelse=tekst(rad, "ansvarsomraade"),
        tiltaksklasse=kodeverdi(rad, "tiltaksklasse"),
        foretak=part(rad.ett("foretak")),
        faser=_sagt(
            Faseansvar(
                fase,
                planlagt=boolsk(rad, f"samsvarKontrollPlanlagtVed{navn}"),
                foreligger=dato(rad, f"samsvarKontrollForeliggerVed{navn}"),
            )
            for fase, navn in NAVN.items()
        ),
        avsluttet=boolsk(rad, "ansvarsomraadetAvsluttet"),
        status=kodeverdi(rad, "ansvarsomraadeStatus"),
        erklaering_signert=boolsk(rad, "erklaeringSignert"),
        referanse=tekst(rad, "sluttbrukersystemReferanse"),
    )


def _erklaert(rad: Felt, foretak: Part | None) -> Ansvarsomraade:
    """The three declarations have each their own blocks; a block that is not there is None."""
    avvik = rad.ett("kontrollerende")
    return Ansvarsomraade(
        felt=rad,
        funksjon=kodeverdi(rad, "funksjon"),
        beskrivelse=tekst(rad, "beskrivelseAvAnsvarsomraadet"),
        tiltaksklasse=kodeverdi(rad, "tiltaksklasse"),
        foretak=foretak,
        faser=_sagt(
            Faseansvar(
                fase,
                planlagt=boolsk(rad, f"faseSamsvarKontroll/harSamsvarKontrollVed{navn}"),
                klar=_klar(rad, fase),
            )
            for fase, navn in NAVN.items()
        ),
        avsluttet=boolsk(rad, "erAnsvarsomraadetAvsluttet"),
        erklaert=dato(rad, "datoAnsvarsrettErklaert"),
        dekkes_av_sentral_godkjenning=boolsk(rad, "dekkesOmraadeAvSentralGodkjenning"),
        avvik=None
        if avvik is None or avvik.tomt
        else Kontrollavvik(
            ingen=boolsk(avvik, "harIngenAvvik"),
            observert=boolsk(avvik, "harObserverteAvvik"),
            aapne=boolsk(avvik, "harAapneAvvik"),
        ),
        referanse=tekst(rad, "soeknadssystemetsReferanse"),
    )


def _klar(rad: Felt, fase: Fase) -> bool | None:
    """A declaration of conformity answers in the block of its function; systems fill in both."""
    er_ok = f"erOkFor{NAVN[fase]}"
    utfoerende = {
        Fase.MIDLERTIDIG_BRUK: f"utfoerende/midlertidigBrukstillatelse/{er_ok}",
        Fase.FERDIGATTEST: f"utfoerende/{er_ok}",
    }
    if kodeverdi(rad, "funksjon") == "UTF":
        return boolsk(rad, utfoerende[fase]) if fase in utfoerende else None
    return boolsk(rad, f"prosjekterende/{er_ok}")


def _sagt(faser: Iterable[Faseansvar]) -> tuple[Faseansvar, ...]:
    return tuple(fase for fase in faser if fase != Faseansvar(fase.fase))
