"""Small cases for the tests of the case, the store and the receipt."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from byggsak.case import handling_funn as hf
from byggsak.case import kommando as k
from byggsak.case.decide import decide
from byggsak.case.hendelse import Hendelse
from byggsak.case.sak import Sak
from byggsak.case.sakskort import Kortpart, Sakskort
from byggsak.case.tilstand import Aktoer, Rolle, Tilstand
from byggsak.case.vakt import Parametre
from byggsak.domain.felt import Felt
from byggsak.domain.funn import Alvorlighet, Funn, Hjemmel, Utfall, Virkning
from byggsak.domain.soeknad import (
    Eiendom,
    Kode,
    Matrikkelnummer,
    Part,
    Skjema,
    Soeknad,
    Soeknadstype,
    Vedlegg,
)
from byggsak.domain.tekst import Tekst, som_tekst
from byggsak.domain.vedtak import (
    Avslagsgrunn,
    FunnTilVurdering,
    Funnvurdering,
    GittDispensasjon,
    Mangel,
    Mangelalvor,
    Vedtak,
    Vedtaksutfall,
)
from byggsak.rule.report import Dekning, Kontrollrapport, Regelpakke, samlet_resultat
from byggsak.rule.unit import Anker

T0 = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
DAG = timedelta(days=1)
D0 = T0.date()
SOEKER_ID = "910000001"
SYS = Aktoer("byggsak", Rolle.SYS)
SOEKER = Aktoer(SOEKER_ID, Rolle.ANSVARLIG_SOEKER)
SB = Aktoer("sara", Rolle.SAKSBEHANDLER, "Sara Saksbehandler")
GK = Aktoer("geir", Rolle.GODKJENNER, "Geir Godkjenner")
POL = Aktoer("petra", Rolle.UTVALG)
ARK = Aktoer("arkiv", Rolle.ARKIV)
NABO = Aktoer("nabo", Rolle.NABO)
VEIVESENET = Aktoer("veivesenet", Rolle.ANNEN_MYNDIGHET)
SF = Aktoer("sf", Rolle.STATSFORVALTER)
TH = Aktoer(SOEKER_ID, Rolle.TILTAKSHAVER)
AKTOERER = {a.rolle: a for a in (SYS, SOEKER, TH, SB, GK, POL, VEIVESENET, NABO, SF, ARK)}
AVSTAND = "pbl-29-4-avstand-nabogrense"


def funn_til_vurdering(noekkel: str, maalt: str = "3,6") -> FunnTilVurdering:
    return FunnTilVurdering(
        noekkel=noekkel,
        regel=AVSTAND,
        utfall=Utfall.BRUTT,
        alvorlighet=Alvorlighet.FEIL,
        virkning=Virkning.DISPENSASJON,
        melding=som_tekst(f"Byggverket står {maalt} m fra nabogrensen."),
        hjemmel=Hjemmel("pbl", "29-4", "andre ledd"),
    )


def dokument(navn: str = "soeknad.xml", type_: str = "Søknad") -> k.Dokumentref:
    return k.Dokumentref(
        sha256=hashlib.sha256(navn.encode()).hexdigest(),
        filnavn=navn,
        stoerrelse=100,
        type=type_,
        mime="application/pdf" if navn.endswith("pdf") else "application/xml",
    )


AAPEN_SLUTT = Parametre(ferdigattest_foer_avslutning=False)
"""A municipality that closes a case on a permit nobody has begun to use."""
KORT = Sakskort(
    type="ET",
    skjema="ettrinn",
    tittel="Nytt bygg – gnr./bnr. 1/2",
    eiendommer=("1/2",),
    tiltak=("Nytt bygg",),
    tiltakshaver=Kortpart(navn="Tone Tiltakshaver"),
    ansvarlig_soeker=Kortpart(navn="Arkitekt AS", id=SOEKER_ID),
)


def motta(*funn: str) -> k.Motta:
    return k.Motta(
        kort=KORT,
        innsending="n-1",
        dokumenter=(dokument(),),
        resultat="mangler" if funn else "godkjent",
        funn=tuple(funn_til_vurdering(n) for n in funn),
        parter=(SOEKER_ID,),
    )


def suppler(*funn: str, maalt: str = "3,6") -> k.Suppler:
    return k.Suppler(
        innsending="n-2",
        dokumenter=(dokument("ny.xml"),),
        resultat="mangler" if funn else "godkjent",
        funn=tuple(funn_til_vurdering(n, maalt) for n in funn),
    )


def soek_dispensasjon(funn: str) -> hf.SoekDispensasjonForFunn:
    return hf.SoekDispensasjonForFunn(
        funn=funn, dokumenter=(dokument("dispensasjon.pdf", "Dispensasjonssøknad"),)
    )


def vurder(funn: str, utfall: Funnvurdering = Funnvurdering.BEKREFTET) -> k.VurderFunn:
    return k.VurderFunn(funn=funn, utfall=utfall, begrunnelse="Målt i kartet.")


def komplett(dag: date = D0) -> k.BekreftKomplett:
    return k.BekreftKomplett(komplett=dag)


def mangelbrev(*funn: str) -> k.MeldMangel:
    return k.MeldMangel(
        mangler=tuple(Mangel(tekst="For nær grensen", funn=f) for f in funn)
        or (Mangel(tekst="Snitt mangler"),),
        alvor=Mangelalvor.MINDRE,
        svarfrist=(T0 + 28 * DAG).date(),
        brev=(dokument("mangelbrev.pdf", "Brev"),),
    )


def vedtak(
    utfall: Vedtaksutfall = Vedtaksutfall.TILLATELSE,
    *,
    grunner: tuple[str, ...] = (),
    dispensasjoner: tuple[str, ...] = (),
    begrunnelse: str = "I samsvar med plan og lov.",
) -> k.FattVedtak:
    avslag = utfall is not Vedtaksutfall.TILLATELSE
    return k.FattVedtak(
        vedtak=Vedtak(
            utfall=utfall,
            begrunnelse=begrunnelse,
            avslagsgrunner=(Avslagsgrunn(Hjemmel("pbl", "29-4"), "For nær grensen.", grunner),)
            if avslag
            else (),
            dispensasjoner=(GittDispensasjon("pbl § 29-4", "Fordelene er størst.", dispensasjoner),)
            if dispensasjoner
            else (),
            moetesak="PS 12/26",
        ),
        dokumenter=(dokument("vedtak.pdf", "Vedtak"),),
    )


def ekspeder(dag: date = D0) -> k.Ekspeder:
    return k.Ekspeder(sendt=dag)


def liv(*steg: tuple[k.Kommando, Aktoer], naa: datetime = T0) -> list[Hendelse]:
    """The events of commands carried out one after the other, all at `naa`."""
    hendelser: list[Hendelse] = []
    for kommando, aktoer in steg:
        hendelser += decide(Sak.av(hendelser), kommando, naa, aktoer)
    return hendelser


HELT_LIV: tuple[tuple[k.Kommando, Aktoer], ...] = (
    (motta(), SYS),
    (komplett(), SB),
    (k.GjoerKlar(), SB),
    (vedtak(), GK),
    (ekspeder(), SB),
    (k.MarkerArkivert(gjenstaar=0), ARK),
)


def sak_i(tilstand: Tilstand) -> Sak:
    """A case with one finding, brought to the state the shortest way."""
    funn, avkreft = motta("f1"), vurder("f1", Funnvurdering.AVKREFTET)
    klar = ((funn, SYS), (komplett(), SB), (avkreft, SB), (k.GjoerKlar(), SB))
    veier: dict[Tilstand, tuple[tuple[k.Kommando, Aktoer], ...]] = {
        Tilstand.NY: (),
        Tilstand.MOTTATT: klar[:1],
        Tilstand.UNDER_BEHANDLING: klar[:3],
        Tilstand.MANGELFULL: (*klar[:1], (mangelbrev(), SB)),
        Tilstand.KLAR_FOR_VEDTAK: klar,
        Tilstand.VEDTATT: (*klar, (vedtak(), GK)),
        Tilstand.TRUKKET: (*klar, (k.Trekk(), SOEKER)),
        Tilstand.AVVIST: (
            *klar[:1],
            (k.InnstillAvvisning(begrunnelse="Ikke part"), SB),
            (k.Avvis(begrunnelse="Ikke part"), GK),
        ),
    }
    veier[Tilstand.ARKIVERT] = (
        *veier[Tilstand.VEDTATT],
        (ekspeder(), SB),
        (k.MarkerArkivert(gjenstaar=0), ARK),
    )
    sak = Sak.av(liv(*veier.get(tilstand, veier[Tilstand.ARKIVERT])))
    if tilstand is Tilstand.AVSLUTTET:
        slutt = k.Avslutt(klagefrist=(T0 + 21 * DAG).date())
        for hendelse in decide(sak, slutt, T0 + 30 * DAG, SB, AAPEN_SLUTT):
            sak = sak.etter(hendelse)
    return sak


def rapport(*funn: Funn, avvist: bool = False) -> Kontrollrapport:
    dekning = tuple(Dekning(f.regel, f.utfall, 1) for f in funn)
    svar = Kontrollrapport(
        skjema=SKJEMA,
        datoer={Anker.SOEKNAD_MOTTATT: T0.date()},
        pakker=(Regelpakke("byggsak-rules", "1", "a" * 64),),
        resultat=samlet_resultat(funn, dekning),
        dekning=dekning,
        funn=funn,
    )
    return replace(svar, resultat=type(svar.resultat).AVVIST) if avvist else svar


def brutt(noekkel: str = "f1", alvorlighet: Alvorlighet = Alvorlighet.FEIL) -> Funn:
    tekst = Tekst("For nær grensen", "For nær grensa", "Too near the boundary")
    return Funn(
        regel=AVSTAND,
        utfall=Utfall.BRUTT,
        alvorlighet=alvorlighet,
        melding=tekst,
        raad=tekst,
        fingeravtrykk=noekkel,
    )


SKJEMA = Skjema("ettrinn", "4", "10012", "http://example/ettrinn", Soeknadstype.ETT_TRINN)


def soeknad(kommune: str | None = "9999") -> Soeknad:
    felt = Felt("ettrinn")
    return Soeknad(
        skjema=SKJEMA,
        felt=felt,
        kommunenummer=kommune,
        eiendommer=(Eiendom(Matrikkelnummer("9999", 1, 2), felt),),
        tiltakstyper=(Kode("nyttbyggboligformaal", "Nytt bygg - boligformål"),),
        tiltakshaver=Part(felt, navn="Tone Tiltakshaver", foedselsnummer="01010112345"),
        ansvarlig_soeker=Part(felt, navn="Arkitekt AS", organisasjonsnummer=SOEKER_ID),
    )


def vedlegg(navn: str, innhold: bytes, type_: str = "Tegning") -> Vedlegg:
    return Vedlegg(type_, navn, len(innhold), hashlib.sha256(innhold).hexdigest(), innhold)
