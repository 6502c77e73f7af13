"""One whole life of a case, through the store, the outbox and the archive, on both databases.

Letter of deficiencies, supplement, hearing, remark, decision, appeal, start, completion, closing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from byggsak.archive.relay import Step
from byggsak.case import handling_frist as fr
from byggsak.case import handling_gjennomfoering as gj
from byggsak.case import handling_hoering as ho
from byggsak.case import handling_klage as kl
from byggsak.case import kommando as k
from byggsak.case.avslaatt import Avslaatt
from byggsak.case.decide import decide
from byggsak.case.oppgaver import frister_og_oppgaver
from byggsak.case.regioner import Gyldighet
from byggsak.case.sak import Sak
from byggsak.case.tilstand import Aktoer, Tilstand, norsk_dato
from byggsak.domain.funn import Hjemmel
from byggsak.domain.vedtak import Mangel, Mangelalvor, Vilkaar
from byggsak.services import innsyn, mottak
from byggsak.services.arkivering import Arkivoppsett
from byggsak.services.config import Config
from byggsak.services.kontroll import Innsending
from byggsak.services.saksbehandling import skriv_hendelser, utfoer
from byggsak.services.worker import Tjeneste, kjoer_til_tomt
from byggsak.store.migrering import oppgrader
from tests.arkivhjelp import DATABASES, database
from tests.casehjelp import GK, NABO, SB, SF, SOEKER, SYS, T0, VEIVESENET, rapport, soeknad, vedlegg
from tests.saksalfabet import krav, mottas, parametre, tillatelse
from tests.sakslov import brutt

P = parametre(ferdigattest_foer_avslutning=True)


class Kontor:
    """A municipality with a clock, and one case that gets old."""

    def __init__(self, url: str, mappe: Path) -> None:
        oppgrader(url)
        valg = {"mappe": str(mappe / "arkiv"), "arkivskaper_id": "999999999"}
        config = Config(
            database=url, filer=mappe / "filer", arkiv="noark5",
            arkivvalg={**valg, "arkivskaper": "Eksempel kommune"},
        )  # fmt: skip
        self.tjeneste = Tjeneste.aapne(config)
        self.lager = self.tjeneste.lager.for_kommune("9999")
        self.naa = T0
        self.sak_id = mottak.motta(
            self.lager, self.tjeneste.filer, self._innsending("1"), "n-1", self.naa,
            lambda *_: rapport(), les=lambda _: soeknad(),
        ).sak_id  # fmt: skip

    def _innsending(self, nr: str) -> Innsending:
        plan = vedlegg(f"plan-{nr}.gml", nr.encode(), "Situasjonsplan")
        return Innsending(soeknad=f"<ettrinn>{nr}</ettrinn>".encode(), vedlegg=(plan,))

    def suppler(self) -> None:
        mottak.suppler(
            self.lager, self.tjeneste.filer, self.sak_id, self._innsending("2"), "n-2", self.naa,
            lambda *_: rapport(), SOEKER, les=lambda _: soeknad(),
        )  # fmt: skip

    def gjoer(self, kommando: k.Kommando, hvem: Aktoer) -> None:
        utfoer(self.lager, self.sak_id, kommando, hvem, self.naa, parametre=P)

    def nekter(self, kommando: k.Kommando, hvem: Aktoer) -> set[str]:
        with pytest.raises(Avslaatt) as nei:
            self.gjoer(kommando, hvem)
        return {h.id for h in nei.value.hindre}

    def brev(self, navn: str) -> tuple[k.Dokumentref]:
        fil = self.tjeneste.filer.lagre(f"%PDF {navn}".encode())
        ref = k.Dokumentref(
            sha256=fil.sha256, filnavn=f"{navn}.pdf", stoerrelse=fil.stoerrelse, type="Brev",
            mime="application/pdf",
        )  # fmt: skip
        return (ref,)

    def ny_soeknad(self, type_: str, nr: int) -> None:
        """Another application in the same case, written as a receipt would write it."""
        kommando = replace(mottas(type_, soeknad=nr), dokumenter=self.brev(f"soeknad-{nr}"))
        with self.lager.enhet() as enhet:
            foer = [en.hendelse for en in enhet.saker.hendelser(self.sak_id)]
            nye = decide(Sak.av(foer), kommando, self.naa, SYS, P)
            skriv_hendelser(enhet, "9999", self.sak_id, foer, nye, self.naa, Arkivoppsett())

    def dager(self, antall: int) -> None:
        self.naa += timedelta(days=antall)

    def lever(self) -> None:
        tall = kjoer_til_tomt(self.tjeneste, naa=lambda: self.naa)
        assert not tall.get(Step.REFUSED), [r for r in self.bilde.arkiv if r.tilstand == "avvist"]

    @property
    def bilde(self) -> innsyn.Saksbilde:
        return innsyn.sak(self.lager, self.sak_id)

    @property
    def sak(self) -> Sak:
        return self.bilde.sak


@pytest.fixture(params=DATABASES)
def kontor(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Kontor]:
    with database(request.param, tmp_path, empty=True) as url:
        kontor = Kontor(url, tmp_path)
        yield kontor
        kontor.tjeneste.lukk()


def test_a_case_lives_from_a_letter_of_deficiencies_to_closing(kontor: Kontor) -> None:
    behandles_til_vedtak(kontor)
    paaklages_og_staar(kontor)
    bygges_til_ferdigattest(kontor)
    avsluttes(kontor)
    lagret = innsyn.hendelser(kontor.lager, kontor.sak_id)
    assert innsyn.verifiser(kontor.lager, kontor.sak_id).hel
    assert brutt([en.hendelse for en in lagret]) == []


def behandles_til_vedtak(kontor: Kontor) -> None:
    mangel = k.MeldMangel(
        mangler=(Mangel(tekst="Snitt mangler."),), alvor=Mangelalvor.VESENTLIG,
        svarfrist=norsk_dato(kontor.naa) + timedelta(days=28), brev=kontor.brev("mangelbrev"),
    )  # fmt: skip
    kontor.gjoer(mangel, SB)
    kontor.dager(7)
    kontor.suppler()
    dag = norsk_dato(kontor.naa)
    kontor.gjoer(k.BekreftKomplett(komplett=dag), SB)
    frist = dag + timedelta(days=28)
    hoering = ho.SendHoering(
        myndighet=VEIVESENET.id, samtykke=False, svarfrist=frist, brev=kontor.brev("hoering")
    )
    kontor.gjoer(hoering, SB)
    merknad = ho.RegistrerMerknad(
        merknad="m1", nabo="Nils Nabo", svarfrist=frist, dokumenter=kontor.brev("merknad")
    )
    kontor.gjoer(merknad, NABO)
    kontor.gjoer(k.GjoerKlar(), SB)
    vilkaar = Vilkaar("Avkjørselen skal være godkjent.", Hjemmel("pbl", "27-4"))
    vedtak = k.FattVedtak(vedtak=tillatelse(vilkaar=(vilkaar,)), dokumenter=kontor.brev("vedtak"))
    assert kontor.nekter(vedtak, GK) == {"hoeringene_er_ferdige", "merknadene_er_vurdert"}
    kontor.dager(10)
    uttalelse = ho.RegistrerUttalelse(
        myndighet=VEIVESENET.id, svar=ho.Uttalelse.UTTALELSE, dokumenter=kontor.brev("svar")
    )
    kontor.gjoer(uttalelse, VEIVESENET)
    kontor.gjoer(ho.VurderUttalelse(myndighet=VEIVESENET.id, begrunnelse="Tas med."), SB)
    kontor.gjoer(ho.KommenterMerknad(merknad="m1", begrunnelse="Taket senkes."), SOEKER)
    kontor.gjoer(ho.VurderMerknad(merknad="m1", begrunnelse="Imøtekommet."), SB)
    kontor.gjoer(vedtak, GK)
    kontor.gjoer(k.Ekspeder(sendt=norsk_dato(kontor.naa)), SB)
    kontor.lever()
    assert kontor.sak.tilstand is Tilstand.ARKIVERT


def paaklages_og_staar(kontor: Kontor) -> None:
    kontor.dager(10)
    klag = kl.RegistrerKlage(
        klage=1, klager=NABO.id, mottatt=norsk_dato(kontor.naa), dokumenter=kontor.brev("klage")
    )
    kontor.gjoer(klag, NABO)
    utsett = kl.GiUtsattIverksetting(begrunnelse="Kan ikke rives.", dokumenter=kontor.brev("u"))
    kontor.gjoer(utsett, GK)
    start = gj.Igangsett(dato=norsk_dato(kontor.naa))
    assert kontor.nekter(start, SOEKER) == {
        "iverksettingen_er_ikke_utsatt", "vilkaarene_er_oppfylt",
    }  # fmt: skip
    kontor.gjoer(kl.TaKlageTilBehandling(klage=1, rettidig=True, begrunnelse=""), SB)
    oversend = kl.OversendKlage(
        klage=1, begrunnelse="Vedtaket står.", dokumenter=kontor.brev("oversendelse")
    )
    kontor.gjoer(oversend, GK)
    hendelser = [en.hendelse for en in innsyn.hendelser(kontor.lager, kontor.sak_id)]
    oppgaver = {o.id: o for o in frister_og_oppgaver(hendelser, kontor.naa, krav())}
    assert oppgaver["klage.oversendt"].frist == norsk_dato(kontor.naa) + timedelta(weeks=6)
    kontor.dager(35)
    svar = kl.RegistrerKlagevedtak(
        klage=1, utfall=kl.Klageutfall.STADFESTET, vedtatt=norsk_dato(kontor.naa),
        begrunnelse="Se vedtaket.", dokumenter=kontor.brev("stadfesting"),
    )  # fmt: skip
    kontor.gjoer(svar, SF)
    assert kontor.sak.soeknad().endelig


def bygges_til_ferdigattest(kontor: Kontor) -> None:
    oppfylt = gj.MeldVilkaarOppfylt(
        vilkaar=1, begrunnelse="Godkjent.", dokumenter=kontor.brev("avkjoersel")
    )
    kontor.gjoer(oppfylt, SB)
    start = gj.Igangsett(dato=norsk_dato(kontor.naa), dokumenter=kontor.brev("start"))
    kontor.gjoer(start, SOEKER)
    kontor.dager(200)
    kontor.ny_soeknad("FA", 2)
    kontor.lever()
    kontor.gjoer(k.BekreftKomplett(soeknad=2, komplett=norsk_dato(kontor.naa)), SB)
    attest = k.FattVedtak(soeknad=2, vedtak=tillatelse(), dokumenter=kontor.brev("attest"))
    kontor.gjoer(k.GjoerKlar(soeknad=2), SB)
    assert kontor.nekter(attest, GK) == {"ferdigattestpunktene_er_sett"}
    kontor.gjoer(k.SendTilbake(soeknad=2, begrunnelse="Mangler sjekk."), GK)
    for punkt in fr.Sjekkpunkt:
        kontor.gjoer(
            fr.BekreftSjekkpunkt(soeknad=2, punkt=punkt, aktuelt=True, begrunnelse="Sett."), SB
        )
    kontor.gjoer(k.GjoerKlar(soeknad=2), SB)
    kontor.gjoer(attest, GK)
    assert kontor.sak.soeknad(1).gyldighet is Gyldighet.FULLFOERT


def avsluttes(kontor: Kontor) -> None:
    kontor.gjoer(k.Ekspeder(soeknad=2, sendt=norsk_dato(kontor.naa)), SB)
    sendt = norsk_dato(kontor.naa)
    kontor.dager(40)
    slutt = k.Avslutt(klagefrist=sendt + timedelta(days=21))
    assert kontor.nekter(slutt, SB) == {"alle_soeknader_er_ferdige", "arkivet_har_kvittert"}
    kontor.lever()
    kontor.gjoer(slutt, SB)
    kontor.lever()
    bilde = kontor.bilde
    assert {g.tilstand for g in bilde.sak.soeknader} == {Tilstand.AVSLUTTET}
    assert {rad.tilstand for rad in bilde.arkiv} == {"levert"}
    titler = {rad.slag for rad in bilde.arkiv}
    assert {"EnsureCase", "EnsureEntry", "AddDocument", "WriteOff", "CloseCase"} <= titler
    hoering = kontor.nekter(
        ho.SendHoering(
            myndighet="fylket", samtykke=False, svarfrist=sendt, brev=kontor.brev("for sent")
        ),
        SB,
    )
    assert "er_til_behandling" in hoering
