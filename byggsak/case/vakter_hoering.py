"""Vaktene i høring, nabovarsel, merknad, gebyr og habilitet."""

from __future__ import annotations

from typing import Any

from byggsak.case import handling_behandling as b
from byggsak.case import handling_hoering as ho
from byggsak.case import kommando as k
from byggsak.case.regioner import Merknadstilstand
from byggsak.case.saksgangkrav import etter
from byggsak.case.soeknadsgang import Hoering, Merknad
from byggsak.case.tilstand import Rolle, Tilstand
from byggsak.case.vakt import Forsoek, Ser, vakt
from byggsak.case.vakter_felles import BEHANDLES


def hoering_i(f: Forsoek[Any]) -> Hoering | None:
    """Høringen forsøket gjelder."""
    return next((x for x in f.gang.hoeringer if x.myndighet == f.instans), None)


def merknad_i(f: Forsoek[Any]) -> Merknad | None:
    """Merknaden forsøket gjelder."""
    return next((m for m in f.gang.merknader if m.id == f.instans), None)


@vakt(
    Ser.SAKEN,
    nn="Høyringa gjeld ikkje lenger: søknaden er avgjord, trekt eller avvist.",
    en="The hearing no longer matters: the application is decided, withdrawn or dismissed.",
)
def hoeringen_er_aktuell(f: Forsoek[k.Kommando]) -> bool:
    """Høringen gjelder ikke lenger: søknaden er avgjort, trukket eller avvist."""
    tillatt = f.gang.tilstand in {Tilstand.VEDTATT, Tilstand.ARKIVERT} and f.gang.tillatt
    return f.gang.tilstand in BEHANDLES or tillatt  # et forbehold i en rammetillatelse


@vakt(
    Ser.KOMMANDOEN,
    nn="Styresmakta må ha namn, svarfristen må vere etter i dag, og brevet må leggjast ved.",
    en="The authority must be named, its time limit must be after today, and the letter attached.",
)
def hoeringen_er_fullstendig(f: Forsoek[ho.SendHoering]) -> bool:
    """Myndigheten må ha navn, svarfristen må være etter i dag, og brevet må legges ved."""
    sendes = f.kommando
    return bool(sendes.myndighet.strip() and sendes.brev) and sendes.svarfrist > f.dato


@vakt(
    Ser.SAKEN,
    nn="Fristen til styresmakta er ute og kan ikkje forlengjast.",
    en="The authority's time limit has passed and cannot be prolonged.",
)
def hoeringsfristen_loeper(f: Forsoek[ho.ForlengHoering]) -> bool:
    """Fristen til myndigheten er ute og kan ikke forlenges."""
    hoering = hoering_i(f)
    return hoering is None or f.dato <= hoering.svarfrist


@vakt(
    Ser.KOMMANDOEN,
    nn="Den nye fristen må vere seinare enn den gamle.",
    en="The new time limit must be later than the old one.",
)
def hoeringsfristen_blir_lengre(f: Forsoek[ho.ForlengHoering]) -> bool:
    """Den nye fristen må være senere enn den gamle."""
    hoering = hoering_i(f)
    return hoering is None or f.kommando.svarfrist > hoering.svarfrist


@vakt(
    Ser.SAKEN,
    nn="Fristen til styresmakta er ikkje ute.",
    en="The authority's time limit has not passed.",
)
def hoeringsfristen_er_ute(f: Forsoek[ho.FastslaaUtenSvar]) -> bool:
    """Fristen til myndigheten er ikke ute."""
    hoering = hoering_i(f)
    return hoering is None or f.dato > hoering.svarfrist


@vakt(
    Ser.KOMMANDOEN,
    nn="Ein saksbehandlar som registrerer svaret, må leggje det ved.",
    en="A case worker who records the answer must attach it.",
)
def svaret_er_lagt_ved(f: Forsoek[ho.RegistrerUttalelse]) -> bool:
    """En saksbehandler som registrerer svaret, må legge det ved."""
    return f.aktoer.rolle is not Rolle.SAKSBEHANDLER or bool(f.kommando.dokumenter)


@vakt(
    Ser.AKTOEREN,
    nn="Du svarer for ei anna styresmakt enn di eiga.",
    en="You are answering for another authority than your own.",
)
def svarer_for_seg_selv(f: Forsoek[ho.RegistrerUttalelse]) -> bool:
    """Du svarer for en annen myndighet enn din egen."""
    return f.aktoer.rolle is not Rolle.ANNEN_MYNDIGHET or f.aktoer.id == f.instans


@vakt(
    Ser.KOMMANDOEN,
    nn="Eit samtykke eller eit avslag høyrer til ei høyring der saka er avhengig av svaret.",
    en="A consent or its refusal belongs to a hearing the case depends on.",
)
def svaret_passer_til_hoeringen(f: Forsoek[ho.RegistrerUttalelse]) -> bool:
    """Et samtykke eller et avslag hører til en høring der saken avhenger av svaret."""
    hoering = hoering_i(f)
    if hoering is None:
        return True
    return hoering.samtykke == (f.kommando.svar is not ho.Uttalelse.UTTALELSE)


@vakt(
    Ser.KOMMANDOEN,
    nn="Varselet må vere sendt, og gjenparten må leggjast ved.",
    en="The notice must have been sent, and the copy attached.",
)
def nabovarselet_er_dokumentert(f: Forsoek[ho.RegistrerNabovarsel]) -> bool:
    """Varselet må være sendt, og gjenparten må legges ved."""
    return f.kommando.sendt <= f.dato and bool(f.kommando.dokumenter)


@vakt(
    Ser.SAKEN,
    nn="Fristen til naboane er ikkje ute.",
    en="The neighbours' time limit has not passed.",
)
def nabofristen_er_ute(f: Forsoek[ho.AvsluttNabovarsel]) -> bool:
    """Fristen til naboene er ikke ute."""
    krav, sendt = f.parametre.krav, f.gang.varsel_siden
    return krav is None or sendt is None or f.dato > etter(sendt, krav, "nabovarsel_uker")


@vakt(
    Ser.KOMMANDOEN,
    nn="Merknaden må ha ein id som ikkje er brukt, ein nabo og eit dokument, og søkjaren ein "
    "svarfrist etter i dag.",
    en="The remark needs an unused id, a neighbour and a document, and the applicant a time limit "
    "after today.",
)
def merknaden_er_fullstendig(f: Forsoek[ho.RegistrerMerknad]) -> bool:
    """Merknaden må ha en id som ikke er brukt, en nabo og et dokument, og søkeren en svarfrist
    etter i dag."""
    m = f.kommando
    har_alt = bool(m.merknad.strip() and m.nabo.strip() and m.dokumenter)
    return har_alt and m.svarfrist > f.dato


@vakt(
    Ser.SAKEN,
    nn="Søkjaren har ikkje svart på merknaden, og fristen er ikkje ute.",
    en="The applicant has not answered the remark, and the time limit has not passed.",
)
def soekeren_har_hatt_ordet(f: Forsoek[ho.VurderMerknad]) -> bool:
    """Søkeren har ikke svart på merknaden, og fristen er ikke ute."""
    m = merknad_i(f)
    return m is None or m.tilstand is not Merknadstilstand.MOTTATT or f.dato > m.svarfrist


@vakt(
    Ser.KOMMANDOEN,
    nn="Trekkinga må vere dokumentert.",
    en="The withdrawal must be documented.",
)
def trekkingen_er_dokumentert(f: Forsoek[ho.TrekkMerknad]) -> bool:
    """Trekkingen må være dokumentert."""
    return f.aktoer.rolle is not Rolle.SAKSBEHANDLER or bool(f.kommando.dokumenter)


@vakt(
    Ser.KOMMANDOEN,
    nn="Beløpet må vere eit tal på null kroner eller meir.",
    en="The amount must be a number of zero kroner or more.",
)
def beloepet_er_mulig(f: Forsoek[b.BeregnGebyr]) -> bool:
    """Beløpet må være et tall på null kroner eller mer."""
    return f.kommando.beloep.is_finite() and f.kommando.beloep >= 0


@vakt(
    Ser.KOMMANDOEN,
    nn="Forfall må vere etter i dag.",
    en="The due date must be after today.",
)
def forfall_er_fram_i_tid(f: Forsoek[b.KrevGebyr]) -> bool:
    """Forfall må være etter i dag."""
    return f.kommando.forfall > f.dato


@vakt(
    Ser.KOMMANDOEN,
    nn="Betalinga kan ikkje ha skjedd i framtida.",
    en="The payment cannot have happened in the future.",
)
def betalingen_har_skjedd(f: Forsoek[b.RegistrerBetaling]) -> bool:
    """Betalingen kan ikke ha skjedd i framtiden."""
    return f.kommando.betalt <= f.dato


@vakt(
    Ser.KOMMANDOEN,
    nn="Planendringa kan ikkje liggje fram i tid.",
    en="The change of plan cannot lie in the future.",
)
def planendringen_har_skjedd(f: Forsoek[b.RegistrerPlanendring]) -> bool:
    """Planendringen kan ikke ligge fram i tid."""
    return f.kommando.dato <= f.dato
