"""The scripted caseworker of the demo: one case from complete to closed and deposited."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from byggsak.archive.port import Depositor
from byggsak.case.frist import Fristkrav, Fristsvar, beregn, les_tidslinje
from byggsak.case.kommando import (
    Avslutt,
    BekreftKomplett,
    Dokumentref,
    Ekspeder,
    FattVedtak,
    GjoerKlar,
    Kommando,
)
from byggsak.case.tilstand import Aktoer, Rolle, norsk_dato
from byggsak.domain.vedtak import Vedtak, Vedtaksutfall
from byggsak.services import innsyn, saksbehandling
from byggsak.services.brev import Avsnitt, Brev, skriv_brev
from byggsak.services.kontroll import Motor
from byggsak.services.worker import Tjeneste, kjoer_til_tomt
from byggsak.store.kjede import Kjedesvar

SAKSBEHANDLER: Final = Aktoer("siri", Rolle.SAKSBEHANDLER, "Siri Saksbehandler")
GODKJENNER: Final = Aktoer("geir", Rolle.GODKJENNER, "Geir Godkjenner")
BEHANDLINGSTID: Final = timedelta(days=11)
BEGRUNNELSE: Final = (
    "Tiltaket er i samsvar med plan- og bygningsloven, byggteknisk forskrift og reguleringsplanen "
    "Testplan P1. Det er ingen merknader fra naboer."
)


def foer_til_arkivet(
    ut: Path,
    console: Console,
    motor: Motor,
    tjeneste: Tjeneste,
    kommune: str,
    sak_id: str,
    mottatt: datetime,
) -> None:
    """Confirm, recommend, decide, send, archive, wait out the appeal period, close, deposit."""
    lager = tjeneste.lager.for_kommune(kommune)
    tabell = Table(title=f"Case {sak_id}: what the people did", show_lines=False)
    for kolonne in ("when", "who", "what", "state"):
        tabell.add_column(kolonne)

    def gjoer(naar: datetime, aktoer: Aktoer, kommando: Kommando) -> None:
        saksbehandling.utfoer(lager, sak_id, kommando, aktoer, naar)
        tilstand = innsyn.sak(lager, sak_id).linje.tilstand
        tabell.add_row(str(norsk_dato(naar)), aktoer.navn, kommando.navn, tilstand)

    def lever(naar: datetime) -> None:
        antall = kjoer_til_tomt(tjeneste, lambda: naar)
        levert = sum(n for steg, n in antall.items() if steg.value == "levert")
        tilstand = innsyn.sak(lager, sak_id).linje.tilstand
        tabell.add_row(str(norsk_dato(naar)), "the relay", f"archived {levert} records", tilstand)

    lever(mottatt + timedelta(minutes=5))
    gjoer(mottatt + timedelta(days=2), SAKSBEHANDLER, BekreftKomplett(komplett=norsk_dato(mottatt)))
    gjoer(mottatt + timedelta(days=9), SAKSBEHANDLER, GjoerKlar(innstilling="Gi tillatelse."))
    vedtatt = mottatt + BEHANDLINGSTID
    brev = _brev(ut, tjeneste, sak_id, norsk_dato(vedtatt))
    vedtak = Vedtak(utfall=Vedtaksutfall.TILLATELSE, begrunnelse=BEGRUNNELSE)
    gjoer(vedtatt, GODKJENNER, FattVedtak(vedtak=vedtak, dokumenter=(brev,)))
    gjoer(vedtatt + timedelta(hours=1), SAKSBEHANDLER, Ekspeder(sendt=norsk_dato(vedtatt)))
    lever(vedtatt + timedelta(hours=2))
    frister = _frister(motor, norsk_dato(mottatt), norsk_dato(vedtatt))
    klagefrist = frister.verdier["klagefrist"]
    etter = vedtatt + timedelta(days=(klagefrist - norsk_dato(vedtatt)).days + 1)
    gjoer(etter, SAKSBEHANDLER, Avslutt(klagefrist=klagefrist))
    lever(etter + timedelta(minutes=5))
    console.print(tabell)
    console.print("[bold]Deadlines, day by day[/]")
    for linje in frister.hovedbok:
        console.print(f"  {linje}", highlight=False)
    if isinstance(tjeneste.arkiv, Depositor):
        uttrekk = tjeneste.arkiv.deposit(ut / "uttrekk").path
        console.print(f"[bold]Deposit written[/]: {uttrekk}")
    _vis_kjede(console, innsyn.verifiser(lager, sak_id))


def _brev(ut: Path, tjeneste: Tjeneste, sak_id: str, dato: date) -> Dokumentref:
    pdf = skriv_brev(
        Brev(
            avsender="Prøvekommunen, byggesak",
            mottaker="Prøvearkitektene AS, Tegnegata 1, 0150 Oslo",
            sak=sak_id,
            dato=dato,
            overskrift="Tillatelse til tiltak",
            avsnitt=(
                Avsnitt(linjer=("Søknaden om oppføring av enebolig på 9999-1/2 er godkjent.",)),
                Avsnitt("Begrunnelse", (BEGRUNNELSE,)),
                Avsnitt(
                    "Klage",
                    (
                        "Vedtaket kan påklages innen tre uker etter at dette brevet kom fram "
                        "(forvaltningsloven §§ 28 og 29). Klagen sendes til kommunen.",
                    ),
                ),
            ),
            hilsen="Geir Godkjenner",
        )
    )
    (ut / "brev" / f"{sak_id}-vedtak.pdf").write_bytes(pdf)
    fil = tjeneste.filer.lagre(pdf)
    return Dokumentref(
        sha256=fil.sha256,
        filnavn="vedtak.pdf",
        stoerrelse=fil.stoerrelse,
        type="Vedtak",
        mime="application/pdf",
    )


def _frister(motor: Motor, mottatt: date, sendt: date) -> Fristsvar:
    krav = motor.katalog.parametre.les(("frist",), Fristkrav, mottatt)
    hendelser: list[dict[str, Any]] = [
        {"date": str(mottatt), "event": "mottatt"},
        {"date": str(sendt), "event": "vedtak_sendt", "utfall": "tillatelse"},
        {"date": str(sendt), "event": "vedtak_mottatt", "part": "soker"},
    ]
    fakta = {"i_samsvar": True, "dispensasjon": "ingen"}
    return beregn(les_tidslinje({"type": "ET", "facts": fakta, "events": hendelser}), krav)


def _vis_kjede(console: Console, svar: Kjedesvar) -> None:
    hva = f"{svar.antall} events, unbroken" if svar.hel else f"broken at event {svar.brudd_ved}"
    console.print(f"[bold]Hash chain of the case[/]: {hva}", highlight=False)
