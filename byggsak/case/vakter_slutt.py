"""Vaktene etter vedtaket: ekspedering, avvisning, trekking, arkiv og avslutning."""

from __future__ import annotations

from datetime import date, timedelta

from byggsak.case import kommando as k
from byggsak.case.saksgangkrav import etter
from byggsak.case.tilstand import Rolle
from byggsak.case.vakt import Forsoek, Ser, vakt


@vakt(
    Ser.SAKEN,
    nn="Vedtaket er alt sendt.",
    en="The decision has already been sent.",
)
def ikke_ekspedert(f: Forsoek[k.Ekspeder]) -> bool:
    """Vedtaket er allerede sendt."""
    return f.gang.ekspedert is None


@vakt(
    Ser.KOMMANDOEN,
    nn="Vedtaket kan ikkje vere sendt i framtida eller før søknaden kom.",
    en="The decision cannot have been sent in the future or before the application came.",
)
def sendt_dato_er_mulig(f: Forsoek[k.Ekspeder]) -> bool:
    """Vedtaket kan ikke være sendt i framtiden eller før søknaden kom."""
    return f.gang.mottatt is not None and f.gang.mottatt <= f.kommando.sendt <= f.dato


@vakt(
    Ser.SAKEN,
    nn="Ingen saksbehandlar har innstilt på avvising. Det må skje først.",
    en="No case worker has recommended dismissal. That must come first.",
)
def avvisning_er_innstilt(f: Forsoek[k.Avvis]) -> bool:
    """Ingen saksbehandler har innstilt på avvisning. Det må skje først."""
    return f.gang.avvisning_innstilt


@vakt(
    Ser.KOMMANDOEN,
    nn="Når saksbehandlaren registrerer at søkjaren trekkjer søknaden, må brevet leggjast ved.",
    en="When the case worker records the applicant's withdrawal, the letter must be attached.",
)
def kravet_er_dokumentert(f: Forsoek[k.Trekk]) -> bool:
    """Når saksbehandleren registrerer at søkeren trekker søknaden, må brevet legges ved."""
    return f.aktoer.rolle is not Rolle.SAKSBEHANDLER or bool(f.kommando.brev)


@vakt(
    Ser.SAKEN,
    nn="Vedtaket er ikkje sendt partane. Ekspeder det først.",
    en="The decision has not been sent to the parties. Send it first.",
)
def vedtaket_er_ekspedert(f: Forsoek[k.Kommando]) -> bool:
    """Vedtaket er ikke sendt partene. Ekspeder det først."""
    return not f.gang.avgjort_ved_vedtak or f.gang.ekspedert is not None


@vakt(
    Ser.KOMMANDOEN,
    nn="Arkivet har ikkje kvittert for alt i saka. Vent, eller rett det som er nekta.",
    en="The archive has not acknowledged everything in the case. Wait, or mend what was refused.",
)
def arkivet_har_kvittert(f: Forsoek[k.MarkerArkivert | k.Avslutt]) -> bool:
    """Arkivet har ikke kvittert for alt i saken. Vent, eller rett det som er nektet."""
    return f.kommando.gjenstaar == 0


@vakt(
    Ser.KOMMANDOEN,
    nn="Klagefristen er ikkje ute. Oppgi siste dag i klagefristen, og vent til den er ute.",
    en="The time limit for appeal has not passed. Give its last day, and wait until it has passed.",
)
def klagefristen_er_ute(f: Forsoek[k.Avslutt]) -> bool:
    """Klagefristen er ikke ute. Oppgi siste dag i klagefristen, og vent til den er ute."""
    kan_paaklages = [g for g in f.sak.soeknader if g.avgjort_ved_vedtak and not g.endelig]
    return all(_ute(g.ekspedert, f) for g in kan_paaklages)


def _ute(sendt: date | None, f: Forsoek[k.Avslutt]) -> bool:
    frist, krav = f.kommando.klagefrist, f.parametre.krav
    if frist is None or sendt is None:
        return False
    tidligst = sendt + timedelta(days=1) if krav is None else etter(sendt, krav, "klage_uker")
    return tidligst <= frist < f.dato
