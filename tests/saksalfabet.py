"""One command of every sort, as it fits a case now: the letters that stories are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache

from byggsak.case import handling_behandling as b
from byggsak.case import handling_frist as fr
from byggsak.case import handling_funn as hf
from byggsak.case import handling_gjennomfoering as gj
from byggsak.case import handling_hoering as ho
from byggsak.case import handling_klage as kl
from byggsak.case import handling_skjerming as sk
from byggsak.case import kommando as k
from byggsak.case.sak import Sak, Soeknadsgang
from byggsak.case.saksgangkrav import Saksgangkrav
from byggsak.case.soeknadsgang import AAPEN_KLAGE
from byggsak.case.tilstand import Aktoer, Rolle, norsk_dato
from byggsak.case.vakt import Parametre
from byggsak.domain.funn import Hjemmel
from byggsak.domain.vedtak import Funnvurdering, Vedtak, Vedtaksutfall, Vilkaar
from byggsak.rule.catalogue import Katalog
from byggsak.services.parametre import saksgangkrav
from tests.casehjelp import (
    AAPEN_SLUTT,
    AKTOERER,
    D0,
    GK,
    KORT,
    NABO,
    SB,
    SOEKER,
    VEIVESENET,
    dokument,
    mangelbrev,
    motta,
    soek_dispensasjon,
    suppler,
    vedtak,
    vurder,
)

PDF = (dokument("brev.pdf", "Brev"),)
MYNDIGHET, MERKNAD, EGET = VEIVESENET.id, "m1", "eget-1"
SPERRET = Aktoer("siv", Rolle.SAKSBEHANDLER)  # someone reported as possibly disqualified


@cache
def krav() -> Saksgangkrav:
    return saksgangkrav(Katalog.last(), "9999", D0)


def parametre(**valg: object) -> Parametre:
    return replace(AAPEN_SLUTT, **{"krav": krav(), **valg})  # type: ignore[arg-type]


def mottas(type_: str = "ET", *funn: str, soeknad: int = 1) -> k.Motta:
    return replace(motta(*funn), kort=replace(KORT, type=type_), soeknad=soeknad)


def tillatelse(
    utfall: Vedtaksutfall = Vedtaksutfall.TILLATELSE,
    *,
    disp: bool = False,
    grunner: tuple[str, ...] = (),
    vilkaar: tuple[Vilkaar, ...] = (),
) -> Vedtak:
    grunnlag = vedtak(utfall, grunner=grunner).vedtak
    gitt = vedtak(dispensasjoner=("planen",)).vedtak.dispensasjoner if disp else ()
    gitt = tuple(replace(d, funn=()) for d in gitt)
    return replace(grunnlag, dispensasjoner=gitt, vilkaar=vilkaar)


FORBEHOLD = Vilkaar("Samtykke fra veivesenet", Hjemmel("pbl", "21-5"), myndighet=MYNDIGHET)


def siste_klage(gang: Soeknadsgang) -> int:
    """The open appeal to act on, or the next number when there is none."""
    aapne = [x.nummer for x in gang.klager if x.tilstand in AAPEN_KLAGE]
    return aapne[-1] if aapne else len(gang.klager) + 1


def kommandoer(sak: Sak, naa: datetime, soeknad: int = 1) -> Iterator[k.Kommando]:
    """Every command and variant, complete and dated so that only the case itself can refuse it."""
    gang = sak.soeknad(soeknad)
    for en in (*_hovedlinjen(gang, naa), *_ved_siden(gang, naa), *_etterpaa(gang, naa)):
        yield replace(en, soeknad=soeknad)


def _hovedlinjen(gang: Soeknadsgang, naa: datetime) -> Iterator[k.Kommando]:
    dag = norsk_dato(naa)
    regelfunn = tuple(f for f in gang.funn if f.regel)  # no check speaks of a person's own
    yield suppler(*(f.noekkel for f in regelfunn))
    yield hf.KontrollerIgjen(begrunnelse="Nye regler.", resultat="mangler", funn=regelfunn)
    yield soek_dispensasjon("f1")
    for utfall in Funnvurdering:
        yield vurder("f1", utfall)
    yield hf.RegistrerFunn(funn=EGET, tekst="Fasaden er ikke målsatt.")
    for noekkel in ("f1", EGET):
        yield hf.LukkFunn(funn=noekkel, begrunnelse="Det er i orden nå.")
    yield k.BekreftKomplett(komplett=gang.mottatt or dag)
    yield replace(mangelbrev(), svarfrist=dag + timedelta(days=21))
    yield k.Gjenoppta(begrunnelse="Ingen svarte.")
    yield k.GjoerKlar(innstilling="Gi tillatelse.")
    yield k.SendTilbake(begrunnelse="Se på høyden.")
    disp = gang.plan == "disp_soekt"
    innstilt = tuple(f.noekkel for f in gang.med_vurdering(Funnvurdering.DISPENSASJON))
    for utfall in Vedtaksutfall:
        nytt = tillatelse(utfall, disp=disp, grunner=("f1",))
        if innstilt and utfall is not Vedtaksutfall.AVSLAG:
            gitt = vedtak(dispensasjoner=innstilt).vedtak.dispensasjoner
            nytt = replace(nytt, dispensasjoner=gitt)
        if gang.type == "RS" and utfall is not Vedtaksutfall.AVSLAG:
            nytt = replace(nytt, vilkaar=(FORBEHOLD,))
        yield k.FattVedtak(vedtak=nytt, dokumenter=PDF, ferdig_innen=dag + timedelta(days=100))
    if gang.type == "IG":
        yield k.FattVedtak(vedtak=tillatelse(), dokumenter=PDF, omfang=k.Omfang.DEL)
    yield k.Ekspeder(sendt=dag)
    yield k.Trekk(brev=PDF)
    yield k.InnstillAvvisning(begrunnelse="Ikke part.")
    yield k.Avvis(begrunnelse="Ikke part.", dokumenter=PDF)
    yield k.MarkerArkivert(gjenstaar=0)
    yield k.MeldArkivfeil(oppdrag="9999/x/1/EnsureCase", kode="avvist", melding="Nei")
    yield k.Avslutt(klagefrist=dag - timedelta(days=1))


def _ved_siden(gang: Soeknadsgang, naa: datetime) -> Iterator[k.Kommando]:
    dag, om_tre = norsk_dato(naa), norsk_dato(naa) + timedelta(days=21)
    yield fr.ForlengFrist(
        ny_frist=om_tre, grunn=fr.Forlengelsesgrunn.KOMPLISERT, brev=PDF, begrunnelse="Stor sak."
    )
    yield fr.AvtalFrist(ny_frist=om_tre, dokumenter=PDF)
    yield fr.VarsleForbud(mottatt=dag, brev=PDF, begrunnelse="Ny plan.")
    yield fr.Purr(svarfrist=om_tre, brev=PDF)
    yield fr.MeldFrist(
        oppgave="soeknad.mottatt", gjelder="", slag=fr.Fristslag.UTE, frist=dag - timedelta(days=1)
    )
    for punkt in fr.Sjekkpunkt:
        yield fr.BekreftSjekkpunkt(punkt=punkt, aktuelt=True, begrunnelse="Sett.")
    for virkning in fr.LovensVirkning:
        yield fr.BekreftLovensVirkning(
            virkning=virkning, frist=dag - timedelta(days=1), begrunnelse="Ute.", dokumenter=PDF
        )
    for utfall in b.Planutfall:
        yield b.VurderPlan(utfall=utfall, begrunnelse="Sett på plankartet.")
    yield b.RegistrerDispensasjonssoeknad(dokumenter=PDF)
    yield b.FastslaaManglendeDispensasjon(begrunnelse="Ikke søkt.")
    yield b.RegistrerPlanendring(dato=dag, begrunnelse="Ny plan.")
    for samtykke in (False, True):
        yield ho.SendHoering(myndighet=MYNDIGHET, samtykke=samtykke, svarfrist=om_tre, brev=PDF)
    yield ho.ForlengHoering(myndighet=MYNDIGHET, svarfrist=dag + timedelta(days=40))
    for svar in ho.Uttalelse:
        yield ho.RegistrerUttalelse(myndighet=MYNDIGHET, svar=svar, dokumenter=PDF)
    yield ho.FastslaaUtenSvar(myndighet=MYNDIGHET)
    yield ho.VurderUttalelse(myndighet=MYNDIGHET, begrunnelse="Tatt til følge.")
    yield ho.FrafallHoering(myndighet=MYNDIGHET, begrunnelse="Trengs ikke.")
    yield ho.KrevNabovarsel(begrunnelse="Feil nabo varslet.")
    yield ho.RegistrerNabovarsel(sendt=dag, dokumenter=PDF)
    yield ho.AvsluttNabovarsel()
    yield ho.RegistrerMerknad(merknad=MERKNAD, nabo="Nabo", svarfrist=om_tre, dokumenter=PDF)
    yield ho.KommenterMerknad(merknad=MERKNAD, begrunnelse="Vi senker taket.")
    yield ho.VurderMerknad(merknad=MERKNAD, begrunnelse="Ikke avgjørende.")
    yield ho.TrekkMerknad(merknad=MERKNAD, dokumenter=PDF)
    yield b.BeregnGebyr(beloep=Decimal(18000), begrunnelse="Regulativet § 4.")
    for vilkaar in (False, True):
        yield b.KrevGebyr(vilkaar=vilkaar, forfall=om_tre, brev=PDF)
    yield b.RegistrerBetaling(betalt=dag)
    yield b.FrafallGebyr(begrunnelse="Frist oversittet.")
    yield sk.Skjerm(hjemmel="offl § 13", skjermer=(sk.Skjermes.NAVN,))
    yield b.MeldInhabilitet(person=SPERRET.id, begrunnelse="Bor ved siden av.")
    for inhabil in (False, True):
        yield b.AvgjoerHabilitet(person=SPERRET.id, inhabil=inhabil, begrunnelse="Vurdert.")


def _etterpaa(gang: Soeknadsgang, naa: datetime) -> Iterator[k.Kommando]:
    dag, nr = norsk_dato(naa), siste_klage(gang)
    yield kl.RegistrerKlage(klage=nr, klager=NABO.id, mottatt=dag, dokumenter=PDF)
    yield kl.TaKlageTilBehandling(klage=nr, rettidig=True, begrunnelse="")
    yield kl.AvvisKlage(klage=nr, begrunnelse="For sent.", dokumenter=PDF)
    for utfall in (Vedtaksutfall.TILLATELSE, Vedtaksutfall.AVSLAG):
        nytt = tillatelse(utfall, disp=gang.plan == "disp_soekt")
        for delvis in (False, True):
            yield kl.TaKlageTilFoelge(
                klage=nr, vedtak=nytt, delvis=delvis, begrunnelse="Medhold.", dokumenter=PDF
            )
        yield gj.OmgjoerVedtak(
            vedtak=nytt, grunn=gj.Omgjoeringsgrunn.IKKE_TIL_SKADE, begrunnelse="Feil.",
            dokumenter=PDF,
        )  # fmt: skip
    yield kl.TaKlageTilFoelge(klage=nr, begrunnelse="Ny behandling.", dokumenter=PDF)
    yield kl.OversendKlage(klage=nr, begrunnelse="Vedtaket står.", dokumenter=PDF)
    for svar in kl.Klageutfall:
        yield kl.RegistrerKlagevedtak(
            klage=nr, utfall=svar, vedtatt=dag, begrunnelse="Se vedtaket.", dokumenter=PDF,
            vedtak=tillatelse() if svar is kl.Klageutfall.OMGJORT else None,
        )  # fmt: skip
    yield kl.TrekkKlage(klage=nr, dokumenter=PDF)
    yield kl.LaKlageFalleBort(klage=nr, begrunnelse="Vedtaket er borte.")
    yield kl.GiUtsattIverksetting(begrunnelse="Kan ikke gjøres om.", dokumenter=PDF)
    yield kl.OpphevUtsattIverksetting(begrunnelse="Haster.", dokumenter=PDF)
    yield gj.MeldVilkaarOppfylt(vilkaar=1, begrunnelse="Sett.", dokumenter=PDF)
    yield gj.Igangsett(dato=dag, dokumenter=PDF)
    yield gj.MeldStans(dato=dag)
    yield gj.MeldGjenopptak(dato=dag)
    yield gj.BekreftBortfall(begrunnelse="Ikke begynt.", dokumenter=PDF)
    yield gj.RegistrerTiltakssoeknad(sendt=dag)


def aktoer_for(kommando: k.Kommando, rolle: Rolle) -> Aktoer:
    """The person of that role who may do it where anyone may."""
    return AKTOERER[rolle]


__all__ = ["GK", "SB", "SOEKER", "aktoer_for", "kommandoer", "krav", "mottas", "parametre"]
