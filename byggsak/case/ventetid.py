"""Klokkene: hva hver tilstand venter på, hvem som må gjøre det, og innen når.

En tilstand hviler (ingen venter på noe) eller den har en klokke her. Tallene står i `krav.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from byggsak.case.regioner import (
    Funntilstand,
    Gebyrtilstand,
    Gjennomfoeringstilstand,
    Gyldighet,
    Habilitetstilstand,
    Hoeringstilstand,
    Iverksetting,
    Klagetilstand,
    Merknadstilstand,
    Plantilstand,
    Region,
    Varseltilstand,
)
from byggsak.case.tilstand import Rolle, Tilstand
from byggsak.domain.tekst import Tekst

BEHANDLINGSFRIST: Final = "behandlingsfrist"
"""Klokka er fristen for søknaden selv, som `byggsak.case.frist` regner ut av hendelsene."""
SB, GK, POL = Rolle.SAKSBEHANDLER, Rolle.GODKJENNER, Rolle.UTVALG
SOEKER: Final = (Rolle.ANSVARLIG_SOEKER, Rolle.TILTAKSHAVER)


@dataclass(frozen=True, slots=True)
class Venter:
    """`krav` er navnet på tallet i `Saksgangkrav`, regnet fra dagen tilstanden begynte; `felt` er
    en dato saken selv har. Én av dem er satt."""

    oppgave: Tekst
    roller: tuple[Rolle, ...]
    krav: str = ""
    felt: str = ""


def _v(
    roller: tuple[Rolle, ...], nb: str, nn: str, en: str, krav: str = "", felt: str = ""
) -> Venter:
    return Venter(Tekst(nb, nn, en), roller, krav, felt)


OPPF: Final = "oppfoelging_dager"
T, P, H, N, M = Tilstand, Plantilstand, Hoeringstilstand, Varseltilstand, Merknadstilstand
G, K, Y, B = Gebyrtilstand, Klagetilstand, Gyldighet, Gjennomfoeringstilstand

VENTER: Final[dict[Region, dict[StrEnum, Venter]]] = {
    Region.SOEKNAD: {
        T.MOTTATT: _v(
            (SB,),
            "kontroller søknaden, eller send foreløpig svar",
            "kontroller søknaden, eller send førebels svar",
            "check the application, or send a preliminary answer",
            "forelopig_svar_maaneder",
        ),
        T.MANGELFULL: _v(
            SOEKER,
            "svar på mangelbrevet",
            "svar på mangelbrevet",
            "answer the letter of deficiencies",
            felt="svarfrist",
        ),
        T.UNDER_BEHANDLING: _v(
            (SB,),
            "behandle søknaden",
            "handsam søknaden",
            "process the application",
            BEHANDLINGSFRIST,
        ),
        T.KLAR_FOR_VEDTAK: _v((GK, POL), "fatt vedtak", "gjer vedtak", "decide", BEHANDLINGSFRIST),
        T.VEDTATT: _v(
            (SB,),
            "send vedtaket, og følg det til arkivet",
            "send vedtaket, og følg det til arkivet",
            "send the decision, and follow it to the archive",
            OPPF,
        ),
        T.TRUKKET: _v(
            (SB,),
            "følg saken til arkivet",
            "følg saka til arkivet",
            "follow the case to the archive",
            OPPF,
        ),
        T.AVVIST: _v(
            (SB,),
            "send avvisningen, og følg den til arkivet",
            "send avvisinga, og følg ho til arkivet",
            "send the dismissal, and follow it to the archive",
            OPPF,
        ),
        T.ARKIVERT: _v(
            (SB,),
            "avslutt saken når klagefristen er ute og alt er gjort",
            "avslutt saka når klagefristen er ute og alt er gjort",
            "close the case when the time for appeal is out and all is done",
            "klage_uker",
        ),
    },
    Region.FUNN: {
        Funntilstand.AAPEN: _v(
            (SB,), "vurder funnet", "vurder funnet", "assess the finding", BEHANDLINGSFRIST
        ),
        Funntilstand.GJENOPPSTAATT: _v(
            (SB,),
            "vurder funnet som er kommet igjen",
            "vurder funnet som er kome igjen",
            "assess the finding that has come back",
            BEHANDLINGSFRIST,
        ),
        Funntilstand.BEKREFTET: _v(
            (SB,),
            "meld mangelen til søkeren, eller innstill på avslag",
            "meld mangelen til søkjaren, eller innstill på avslag",
            "tell the applicant of the deficiency, or recommend refusal",
            BEHANDLINGSFRIST,
        ),
        Funntilstand.DISP_SOEKT: _v(
            (SB,),
            "vurder dispensasjonen",
            "vurder dispensasjonen",
            "assess the dispensation",
            BEHANDLINGSFRIST,
        ),
    },
    Region.PLAN: {
        P.UVURDERT: _v(
            (SB,),
            "vurder tiltaket mot planen",
            "vurder tiltaket mot planen",
            "assess the project against the plan",
            BEHANDLINGSFRIST,
        ),
        P.KREVER_DISP: _v(
            SOEKER, "søk dispensasjon", "søk dispensasjon", "apply for a dispensation", OPPF
        ),
        P.DISP_IKKE_SOEKT: _v(
            (SB,),
            "meld at dispensasjon mangler",
            "meld at dispensasjon manglar",
            "tell that a dispensation is missing",
            OPPF,
        ),
    },
    Region.HOERING: {
        H.SENDT: _v(
            (Rolle.ANNEN_MYNDIGHET,), "uttal deg", "uttal deg", "give an opinion", felt="svarfrist"
        ),
        H.VENTER_SAMTYKKE: _v(
            (Rolle.ANNEN_MYNDIGHET,),
            "svar på om du samtykker",
            "svar på om du samtykkjer",
            "answer whether you consent",
            felt="svarfrist",
        ),
        H.SVAR: _v(
            (SB,),
            "vurder svaret fra myndigheten",
            "vurder svaret frå styresmakta",
            "assess the authority's answer",
            OPPF,
        ),
        H.UTEN_SVAR: _v(
            (SB,),
            "vurder saken uten svar fra myndigheten",
            "vurder saka utan svar frå styresmakta",
            "assess the case without the authority's answer",
            OPPF,
        ),
    },
    Region.NABOVARSEL: {
        N.MANGLER_VARSEL: _v(
            SOEKER, "varsle naboene", "varsle naboane", "notify the neighbours", OPPF
        ),
        N.TILLEGGSVARSEL: _v(
            (SB,),
            "avslutt nabovarslingen når fristen er ute",
            "avslutt nabovarslinga når fristen er ute",
            "close the notice when its time is out",
            "nabovarsel_uker",
        ),
    },
    Region.MERKNAD: {
        M.MOTTATT: _v(
            SOEKER,
            "kommenter merknaden",
            "kommenter merknaden",
            "comment on the remark",
            felt="svarfrist",
        ),
        M.KOMMENTERT: _v((SB,), "vurder merknaden", "vurder merknaden", "assess the remark", OPPF),
    },
    Region.GEBYR: {
        G.BEREGNET: _v((SB,), "krev gebyret", "krev gebyret", "demand the fee", OPPF),
        G.KREVD: _v(SOEKER, "betal gebyret", "betal gebyret", "pay the fee", felt="forfall"),
        G.KREVD_SOM_VILKAAR: _v(
            SOEKER,
            "betal gebyret så saken kan behandles",
            "betal gebyret så saka kan handsamast",
            "pay the fee so that the case can be processed",
            felt="forfall",
        ),
    },
    Region.KLAGE: {
        K.MOTTATT: _v(
            (SB,),
            "ta klagen til behandling, eller innstill på avvisning",
            "ta klagen til handsaming, eller innstill på avvising",
            "take the appeal, or recommend dismissal",
            OPPF,
        ),
        K.FORBEREDER: _v(
            (SB, GK, POL),
            "avgjør eller oversend klagen",
            "avgjer eller send over klagen",
            "decide or forward the appeal",
            "klageforberedelse_uker",
        ),
        K.DELVIS: _v(
            (GK, POL),
            "oversend resten av klagen",
            "send over resten av klagen",
            "forward the rest of the appeal",
            "klageforberedelse_uker",
        ),
        K.OVERSENDT: _v(
            (Rolle.STATSFORVALTER,),
            "avgjør klagen",
            "avgjer klagen",
            "decide the appeal",
            "klageinstans_uker",
        ),
    },
    Region.IVERKSETTING: {
        Iverksetting.UTSATT: _v(
            (Rolle.STATSFORVALTER, GK),
            "avgjør klagen; iverksettingen er utsatt",
            "avgjer klagen; iverksetjinga er utsett",
            "decide the appeal; enforcement is suspended",
            "klageinstans_uker_utsatt",
        ),
    },
    Region.GYLDIGHET: {
        Y.GYLDIG: _v(
            (SB,),
            "vurder om tillatelsen er falt bort",
            "vurder om løyvet er falle bort",
            "consider whether the permit has lapsed",
            "bortfall_aar",
        ),
        Y.STANSET: _v(
            (SB,),
            "vurder om tillatelsen er falt bort",
            "vurder om løyvet er falle bort",
            "consider whether the permit has lapsed",
            "stans_aar",
        ),
        Y.IGANGSATT: _v(
            (SB,),
            "hør om arbeidet går, og om ferdigattest skal søkes",
            "høyr om arbeidet går, og om ferdigattest skal søkjast",
            "ask whether the work goes on, and whether completion is near",
            "stans_aar",
        ),
    },
    Region.GJENNOMFOERING: {
        B.VENTER_IG: _v(
            SOEKER,
            "søk igangsettingstillatelse",
            "søk igangsetjingsløyve",
            "apply for permission to start",
            "bortfall_aar",
        ),
        B.IG_DELVIS: _v(
            SOEKER,
            "søk igangsetting av resten",
            "søk igangsetjing av resten",
            "apply for permission to start the rest",
            "bortfall_aar",
        ),
        B.KAN_STARTE: _v(
            SOEKER, "sett arbeidet i gang", "set arbeidet i gang", "start the work", "bortfall_aar"
        ),
        B.BYGGING: _v(
            SOEKER,
            "søk ferdigattest når arbeidet er ferdig",
            "søk ferdigattest når arbeidet er ferdig",
            "apply for the completion certificate when the work is done",
            "stans_aar",
        ),
        B.MIDLERTIDIG_BRUK: _v(
            SOEKER,
            "fullfør arbeidet som gjenstår, og søk ferdigattest",
            "fullfør arbeidet som står att, og søk ferdigattest",
            "finish the remaining work, and apply for the completion certificate",
            felt="ferdig_innen",
        ),
    },
    Region.HABILITET: {
        Habilitetstilstand.MELDT: _v(
            (GK, POL),
            "avgjør habiliteten",
            "avgjer habiliteten",
            "decide on the disqualification",
            OPPF,
        ),
    },
}
