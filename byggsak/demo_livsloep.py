"""The demo's one case from beginning to end: letter of deficiencies, supplement, hearing, decision,
complaint, permission to start, completion certificate, closing and deposit.

People act on the days written here; everything between is the clock and the watch over deadlines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.progress import Progress, TextColumn
from rich.table import Table

from byggsak.archive.port import Depositor
from byggsak.case import handling_frist as fr
from byggsak.case import handling_gjennomfoering as gj
from byggsak.case import handling_hoering as ho
from byggsak.case import handling_klage as kl
from byggsak.case import kommando as k
from byggsak.case.saksgangkrav import Saksgangkrav, etter
from byggsak.case.tilstand import Aktoer, Rolle, norsk_dato
from byggsak.case.vakter_etter_type import FOER_FERDIGATTEST, FOER_IGANGSETTING
from byggsak.domain.kommune import Kommune
from byggsak.domain.vedtak import Funnvurdering, Mangelalvor, Vedtak, Vedtaksutfall
from byggsak.services import innsyn, levering, mangelbrev, saksbehandling
from byggsak.services.brev import Avsnitt, Brev, skriv_brev
from byggsak.services.fristvakt import Fristvakt, midnatt
from byggsak.services.kontroll import Innsending, Motor
from byggsak.services.mottak import Kontroll
from byggsak.services.parametre import parametre_for, saksgangkrav
from byggsak.services.worker import Tjeneste, kjoer_til_tomt
from byggsak.store.enhet import Kommunelager

SAKSBEHANDLER: Final = Aktoer("siri", Rolle.SAKSBEHANDLER, "Siri Saksbehandler")
GODKJENNER: Final = Aktoer("geir", Rolle.GODKJENNER, "Geir Godkjenner")
VEGMYNDIGHET: Final = Aktoer("vegmyndigheten", Rolle.ANNEN_MYNDIGHET, "Vegmyndigheten")
NABO: Final = Aktoer("nabo-1-3", Rolle.NABO, "Nabo på 1/3")
STATSFORVALTER: Final = Aktoer("sf", Rolle.STATSFORVALTER, "Statsforvalteren")
BEGRUNNELSE: Final = (
    "Tiltaket er i samsvar med plan- og bygningsloven, byggteknisk forskrift og reguleringsplanen "
    "Testplan P1."
)
SKRITT: Final = 13


@dataclass
class Livsloep:
    """One case and its clock, and the table of what the people did."""

    ut: Path
    console: Console
    motor: Motor
    tjeneste: Tjeneste
    kommune: Kommune
    sak_id: str
    naa: datetime
    kontroll: Kontroll
    former: dict[str, Innsending]
    vakt: Fristvakt = field(init=False)
    lager: Kommunelager = field(init=False)
    tabell: Table = field(init=False)
    soeker: Aktoer = field(init=False)

    def __post_init__(self) -> None:
        nummer = self.kommune.nummer
        self.lager = self.tjeneste.lager.for_kommune(nummer)
        self.vakt = Fristvakt(self.tjeneste.lager, (nummer,), lambda: self.naa)
        self.tabell = Table(title=f"Case {self.sak_id}: from mangelbrev to closing")
        for kolonne in ("when", "who", "what", "application", "state"):
            self.tabell.add_column(kolonne)
        kort = innsyn.sak(self.lager, self.sak_id).sak.soeknad().kort
        part = kort.ansvarlig_soeker if kort else None
        self.soeker = Aktoer(
            part.id if part else "", Rolle.ANSVARLIG_SOEKER, part.navn if part else ""
        )

    def lev(self) -> None:
        """Live the case through, then show what happened and what its deadlines were."""
        skritt: tuple[tuple[str, Callable[[], None]], ...] = (
            ("mangelbrev", self._mangelbrev),
            ("supplement", self._supplering),
            ("hearing", self._hoering),
            ("decision", self._rammevedtak),
            ("complaint", self._klage),
            ("igangsetting", self._igangsetting),
            ("ferdigattest", self._ferdigattest),
            ("closing", self._avslutning),
        )
        # Names without a bar where the output goes to a file: each then stands on its own line.
        with Progress(*Progress.get_default_columns(), TextColumn("{task.fields[naa]}"),
                      console=self.console) as framdrift:  # fmt: skip
            oppgave = framdrift.add_task("One case, start to end ", total=len(skritt), naa="")
            for navn, ett in skritt:
                framdrift.update(oppgave, naa=navn)
                ett()
                framdrift.advance(oppgave)
        self.console.print(self.tabell)
        self._vis_hovedboken()
        self._vis_fristtabellen()
        if isinstance(self.tjeneste.arkiv, Depositor):
            uttrekk = self.tjeneste.arkiv.deposit(self.ut / "uttrekk")
            self.console.print(f"[bold]Deposit written[/]: {uttrekk}")
        svar = innsyn.verifiser(self.lager, self.sak_id)
        hva = f"{svar.antall} events, unbroken" if svar.hel else f"broken at {svar.brudd_ved}"
        self.console.print(f"[bold]Hash chain of the case[/]: {hva}", highlight=False)

    def _mangelbrev(self) -> None:
        self._arkiver()
        self._dager(3)
        for funn in innsyn.sak(self.lager, self.sak_id).sak.soeknad().funn:
            self._gjoer(
                SAKSBEHANDLER,
                k.VurderFunn(
                    funn=funn.noekkel, utfall=Funnvurdering.BEKREFTET,
                    begrunnelse="Ingen tegninger er lagt ved.",
                ),
            )  # fmt: skip
        utkast = mangelbrev.utkast(
            self.lager, self.tjeneste.filer, self.kommune, self.sak_id, self.dag,
            alvor=Mangelalvor.VESENTLIG,
        )  # fmt: skip
        mangelbrev.send(
            self.lager, self.tjeneste.filer, self.kommune, self.sak_id, utkast, SAKSBEHANDLER,
            self.naa, parametre=parametre_for(self.motor.katalog, self.kommune.nummer, self.dag),
        )  # fmt: skip
        self._noter(SAKSBEHANDLER, "meld_mangel")

    def _supplering(self) -> None:
        self._dager(14)
        self._lever("supplering")
        self._dager(1)
        self._gjoer(SAKSBEHANDLER, k.BekreftKomplett(komplett=self.dag - timedelta(days=1)))

    def _hoering(self) -> None:
        frist = etter(self.dag, self._krav, "myndighet_uker")
        brev = self._brev("høring", "Høring", "Vi ber om en uttalelse om avkjørselen.")
        self._gjoer(
            SAKSBEHANDLER,
            ho.SendHoering(
                myndighet=VEGMYNDIGHET.id, samtykke=False, svarfrist=frist, brev=(brev,)
            ),
        )
        self._dager(25)
        svar = self._brev("uttalelse", "Uttalelse", "Vi har ingen merknader til avkjørselen.")
        self._gjoer(
            VEGMYNDIGHET,
            ho.RegistrerUttalelse(
                myndighet=VEGMYNDIGHET.id, svar=ho.Uttalelse.UTTALELSE, dokumenter=(svar,)
            ),
        )
        vurdert = ho.VurderUttalelse(myndighet=VEGMYNDIGHET.id, begrunnelse="Tas til etterretning.")
        self._gjoer(SAKSBEHANDLER, vurdert)

    def _rammevedtak(self) -> None:
        self._dager(4)
        self._vedtak(1, "Rammetillatelse", "Rammetillatelse for enebolig på 9999-1/2 er gitt.")

    def _klage(self) -> None:
        self._dager(12)
        klage = kl.RegistrerKlage(
            klage=1, klager=NABO.id, mottatt=self.dag,
            dokumenter=(self._brev("klage", "Klage", "Huset tar utsikten fra oss."),),
        )  # fmt: skip
        self._gjoer(NABO, klage)
        self._dager(2)
        ta = kl.TaKlageTilBehandling(klage=1, rettidig=True, begrunnelse="")
        self._gjoer(SAKSBEHANDLER, ta)
        self._dager(20)
        over = self._brev("oversendelse", "Oversendelse av klage", "Vedtaket opprettholdes.")
        oversend = kl.OversendKlage(
            klage=1, begrunnelse="Utsikten er vernet i planen så langt den er.", dokumenter=(over,)
        )
        self._gjoer(GODKJENNER, oversend)
        self._dager(60)
        stadfestet = self._brev("stadfesting", "Vedtak i klagesak", "Vedtaket stadfestes.")
        self._gjoer(
            STATSFORVALTER,
            kl.RegistrerKlagevedtak(
                klage=1, utfall=kl.Klageutfall.STADFESTET, vedtatt=self.dag,
                begrunnelse="Se vedtaket.", dokumenter=(stadfestet,),
            ),
        )  # fmt: skip

    def _igangsetting(self) -> None:
        self._dager(20)
        self._lever("igangsetting")
        self._dager(5)
        self._gjoer(SAKSBEHANDLER, k.BekreftKomplett(soeknad=2, komplett=self.dag))
        self._sjekk(2, FOER_IGANGSETTING)
        self._vedtak(2, "Igangsettingstillatelse", "Arbeidet kan settes i gang.")
        self._dager(14)
        melding = self._brev("igangsatt", "Melding", "Arbeidet er satt i gang.")
        self._gjoer(self.soeker, gj.Igangsett(dato=self.dag, dokumenter=(melding,)))

    def _ferdigattest(self) -> None:
        self._dager(300)
        self._lever("ferdigattest")
        self._dager(3)
        self._gjoer(SAKSBEHANDLER, k.BekreftKomplett(soeknad=3, komplett=self.dag))
        self._sjekk(3, FOER_FERDIGATTEST)
        self._vedtak(3, "Ferdigattest", "Ferdigattest for enebolig på 9999-1/2 er gitt.")

    def _avslutning(self) -> None:
        klagefrist = etter(self.dag, self._krav, "klage_uker")
        self._dager((klagefrist - self.dag).days + 1)
        self._gjoer(SAKSBEHANDLER, k.Avslutt(klagefrist=klagefrist))
        self._arkiver()

    def _vedtak(self, soeknad: int, tittel: str, tekst: str) -> None:
        """Recommended, decided by another, sent the same day, and put in the archive."""
        self._gjoer(SAKSBEHANDLER, k.GjoerKlar(soeknad=soeknad, innstilling="Gi tillatelse."))
        brev = self._brev(f"{tittel.lower()}", tittel, tekst, klage=True)
        vedtak = Vedtak(utfall=Vedtaksutfall.TILLATELSE, begrunnelse=BEGRUNNELSE)
        fatt = k.FattVedtak(soeknad=soeknad, vedtak=vedtak, dokumenter=(brev,))
        self._gjoer(GODKJENNER, fatt)
        self._gjoer(SAKSBEHANDLER, k.Ekspeder(soeknad=soeknad, sendt=self.dag))
        self._arkiver()

    def _sjekk(self, soeknad: int, punkter: Iterable[fr.Sjekkpunkt]) -> None:
        for punkt in sorted(punkter):
            bekreft = fr.BekreftSjekkpunkt(
                soeknad=soeknad, punkt=punkt, aktuelt=True, begrunnelse="Sett i vedleggene."
            )
            self._gjoer(SAKSBEHANDLER, bekreft, vis=False)
        self._noter(SAKSBEHANDLER, f"checked {len(set(punkter))} points", soeknad)

    def _lever(self, hva: str) -> None:
        """A real form comes in, finds its case, and is checked."""
        innsending = self.former[hva]
        svar = levering.lever(
            self.lager, self.tjeneste.filer, innsending, f"demo-{hva}", self.naa, self.kontroll,
            self.soeker,
        )  # fmt: skip
        assert svar.sak_id == self.sak_id, f"{hva} became another case"
        utfall = svar.rapport["resultat"]
        self._noter(self.soeker, f"delivers {innsending.filnavn}: {utfall}", svar.soeknad)

    def _gjoer(self, hvem: Aktoer, kommando: k.Kommando, *, vis: bool = True) -> None:
        parametre = parametre_for(self.motor.katalog, self.kommune.nummer, self.dag)
        saksbehandling.utfoer(
            self.lager, self.sak_id, kommando, hvem, self.naa, parametre=parametre
        )
        if vis:
            self._noter(hvem, kommando.navn, kommando.soeknad)

    def _noter(self, hvem: Aktoer, hva: str, soeknad: int = 1) -> None:
        gang = innsyn.sak(self.lager, self.sak_id).sak.soeknad(soeknad)
        self.tabell.add_row(
            str(self.dag), hvem.navn, hva, f"{soeknad} {gang.type}", gang.tilstand.value
        )

    def _arkiver(self) -> None:
        antall = kjoer_til_tomt(self.tjeneste, lambda: self.naa)
        levert = sum(n for steg, n in antall.items() if steg.value == "levert")
        self.tabell.add_row(str(self.dag), "the relay", f"archived {levert} records", "", "")

    def _dager(self, antall: int) -> None:
        """Days pass. What falls due on the way is told of on its own day."""
        maal = self.naa + timedelta(days=antall)
        while True:
            with self.lager.lesing() as enhet:
                neste = enhet.frister.neste_dag()
            if neste is None or midnatt(neste) > maal:
                break
            self.naa = max(self.naa, midnatt(neste))
            while self.vakt.steg_meld(f"{self.kommune.nummer}/naa"):
                pass
        self.naa = maal

    def _brev(self, navn: str, tittel: str, tekst: str, *, klage: bool = False) -> k.Dokumentref:
        orientering = Avsnitt(
            "Klage",
            (
                "Vedtaket kan påklages innen tre uker etter at dette brevet kom fram "
                "(forvaltningsloven §§ 28 og 29). Klagen sendes til kommunen.",
            ),
        )
        grunn = Avsnitt("Begrunnelse", (BEGRUNNELSE,))
        pdf = skriv_brev(
            Brev(
                avsender="Prøvekommunen, byggesak" if klage else tittel,
                mottaker="Prøvearkitektene AS, Tegnegata 1, 0150 Oslo",
                sak=self.sak_id,
                dato=self.dag,
                overskrift=tittel,
                avsnitt=(Avsnitt(linjer=(tekst,)), *((grunn, orientering) if klage else ())),
                hilsen="Geir Godkjenner" if klage else "",
            )
        )
        (self.ut / "brev" / f"{self.sak_id}-{navn}.pdf").write_bytes(pdf)
        fil = self.tjeneste.filer.lagre(pdf)
        return k.Dokumentref(
            sha256=fil.sha256, filnavn=f"{navn}.pdf", stoerrelse=fil.stoerrelse,
            type="Vedtak" if klage else "Brev", mime="application/pdf",
        )  # fmt: skip

    @property
    def dag(self) -> date:
        return norsk_dato(self.naa)

    @property
    def _krav(self) -> Saksgangkrav:
        return saksgangkrav(self.motor.katalog, self.kommune.nummer, self.dag)

    def _vis_hovedboken(self) -> None:
        from byggsak.services.frister import frister

        hendelser = [en.hendelse for en in innsyn.hendelser(self.lager, self.sak_id)]
        for gang in innsyn.sak(self.lager, self.sak_id).sak.soeknader:
            svar = frister(hendelser, {}, self._krav, self.dag, gang.nummer)
            self.console.print(f"[bold]Ledger of application {gang.nummer} ({gang.type})[/]")
            for linje in svar.lesninger[-1].svar.hovedbok:
                self.console.print(f"  {linje}", highlight=False)

    def _vis_fristtabellen(self) -> None:
        tabell = Table(title="The case's time limits, and when someone was told")
        for kolonne in ("application", "what is waited for", "time limit", "near", "passed"):
            tabell.add_column(kolonne)
        with self.lager.lesing() as enhet:
            rader = enhet.frister.av_sak(self.sak_id)
        linjer: dict[tuple[int, str, str, date], dict[str, str]] = {}
        for rad in rader:
            n = rad.post.noekkel
            linje = linjer.setdefault((n.soeknad, n.oppgave, n.gjelder, n.frist), {})
            linje[n.slag.value] = str(norsk_dato(rad.meldt)) if rad.meldt else ""
        for (soeknad, oppgave, gjelder, frist), meldt in sorted(
            linjer.items(), key=lambda x: (x[0][3], x[0])
        ):
            hva = f"{oppgave} {gjelder}".strip()
            tabell.add_row(str(soeknad), hva, str(frist), meldt["naer"], meldt["ute"])
        self.console.print(tabell)
