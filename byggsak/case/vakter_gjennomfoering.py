"""Vaktene for igangsetting, stans, bortfall, vilkår og avslutning."""

from __future__ import annotations

from byggsak.case import handling_gjennomfoering as gj
from byggsak.case import kommando as k
from byggsak.case.brett_vedtak import DISPENSASJON, TILLATELSER, UNDER_ARBEID
from byggsak.case.regioner import Gyldighet, Iverksetting
from byggsak.case.sak import Soeknadsgang
from byggsak.case.saksgangkrav import etter
from byggsak.case.tilstand import Tilstand
from byggsak.case.vakt import Forsoek, Ser, vakt
from byggsak.case.vakter_etter_type import mangler_vilkaar


@vakt(
    Ser.KOMMANDOEN,
    nn="Tillatinga har ikkje noko vilkår med dette nummeret.",
    en="The permit has no condition with this number.",
)
def vilkaaret_finnes(f: Forsoek[gj.MeldVilkaarOppfylt]) -> bool:
    """Tillatelsen har ikke noe vilkår med dette nummeret."""
    antall = len(f.gang.vedtak.vilkaar) if f.gang.vedtak else 0
    return 1 <= f.kommando.vilkaar <= antall


@vakt(
    Ser.SAKEN,
    nn="Igangsetjing blir registrert på tillatinga (ett trinn, ramme eller utan ansvarsrett), og "
    "ho må gjelde.",
    en="The start is recorded on the permit (one-step, framework or without responsibility), and "
    "it must be in force.",
)
def tillatelsen_gjelder(f: Forsoek[gj.Igangsett]) -> bool:
    """Igangsetting registreres på tillatelsen (ett trinn, ramme eller uten ansvarsrett), og den
    må gjelde."""
    return f.gang.type in TILLATELSER and f.gang.gyldighet is Gyldighet.GYLDIG


@vakt(
    Ser.SAKEN,
    nn="Vedtaket er ikkje sendt partane, så arbeidet kan ikkje setjast i gang.",
    en="The decision has not been sent to the parties, so the work cannot start.",
)
def tillatelsen_er_sendt(f: Forsoek[gj.Igangsett]) -> bool:
    """Vedtaket er ikke sendt partene, så arbeidet kan ikke settes i gang."""
    return f.gang.ekspedert is not None


@vakt(
    Ser.SAKEN,
    nn="Iverksetjinga er utsett til klagen er avgjord.",
    en="Enforcement is suspended until the appeal is decided.",
)
def iverksettingen_er_ikke_utsatt(f: Forsoek[gj.Igangsett]) -> bool:
    """Iverksettingen er utsatt til klagen er avgjort."""
    mine = [f.gang, *(g for g in f.sak.soeknader if g.type == "IG")]
    return all(g.iverksetting is Iverksetting.IKKE_UTSATT for g in mine)


@vakt(
    Ser.SAKEN,
    nn="Vilkår som skal vere oppfylte før igangsetjing, er det ikkje.",
    en="Conditions to be fulfilled before work starts, are not.",
)
def vilkaarene_er_oppfylt(f: Forsoek[gj.Igangsett]) -> bool:
    """Vilkår som skal være oppfylt før igangsetting, er det ikke."""
    mine = [f.gang, *(g for g in f.sak.soeknader if g.type == "IG")]
    return not any(mangler_vilkaar(g, ferdigattest=False) for g in mine)


@vakt(
    Ser.KOMMANDOEN,
    nn="Dagen må liggje mellom vedtaket og i dag.",
    en="The day must lie between the decision and today.",
)
def dagen_er_mulig(f: Forsoek[gj.Igangsett | gj.MeldStans | gj.MeldGjenopptak]) -> bool:
    """Dagen må ligge mellom vedtaket og i dag."""
    return f.gang.vedtatt is None or f.gang.vedtatt <= f.kommando.dato <= f.dato


@vakt(
    Ser.KOMMANDOEN,
    nn="Arbeidet vart sett i gang etter at tillatinga var falla bort. Vurder bortfall.",
    en="The work started after the permit had lapsed. Consider the lapse.",
)
def tillatelsen_var_ikke_bortfalt(f: Forsoek[gj.Igangsett]) -> bool:
    """Arbeidet ble satt i gang etter at tillatelsen var falt bort. Vurder bortfall."""
    krav, fra = f.parametre.krav, f.gang.gyldig_siden
    return krav is None or fra is None or f.kommando.dato <= etter(fra, krav, "bortfall_aar")


@vakt(
    Ser.SAKEN,
    nn="Fristen for bortfall er ikkje ute.",
    en="The time after which the permit lapses has not passed.",
)
def bortfallsfristen_er_ute(f: Forsoek[gj.BekreftBortfall]) -> bool:
    """Fristen for bortfall er ikke ute."""
    krav, fra = f.parametre.krav, f.gang.gyldig_siden
    if krav is None or fra is None:
        return True
    stanset = f.gang.gyldighet is Gyldighet.STANSET
    return f.dato > etter(fra, krav, "stans_aar" if stanset else "bortfall_aar")


@vakt(
    Ser.SAKEN,
    nn="Dette gjeld berre ein dispensasjon som er gitt aleine.",
    en="This concerns only a dispensation granted alone.",
)
def er_dispensasjon_alene(f: Forsoek[gj.RegistrerTiltakssoeknad]) -> bool:
    """Dette gjelder bare en dispensasjon som er gitt alene."""
    return f.gang.type in DISPENSASJON


@vakt(
    Ser.KOMMANDOEN,
    nn="Søknaden kan ikkje vere send i framtida.",
    en="The application cannot have been sent in the future.",
)
def tiltakssoeknaden_er_sendt(f: Forsoek[gj.RegistrerTiltakssoeknad]) -> bool:
    """Søknaden kan ikke være sendt i framtiden."""
    return f.kommando.sendt <= f.dato


@vakt(
    Ser.SAKEN,
    nn="Søknaden har ikkje noko vedtak å gjere om.",
    en="The application has no decision to reverse.",
)
def det_finnes_et_vedtak(f: Forsoek[gj.OmgjoerVedtak]) -> bool:
    """Søknaden har ikke noe vedtak å omgjøre."""
    return f.gang.vedtak is not None


@vakt(
    Ser.SAKEN,
    nn="Ein søknad i saka er ikkje ferdig. Alle må vere avgjorde, trekte eller avviste, og "
    "arkiverte.",
    en="An application in the case is not finished. All must be decided, withdrawn or dismissed, "
    "and archived.",
)
def alle_soeknader_er_ferdige(f: Forsoek[k.Avslutt]) -> bool:
    """En søknad i saken er ikke ferdig. Alle må være avgjort, trukket eller avvist, og
    arkivert."""
    return all(g.tilstand is Tilstand.ARKIVERT for g in f.sak.soeknader)


@vakt(
    Ser.SAKEN,
    nn="Ein klage i saka er ikkje avgjord.",
    en="An appeal in the case has not been decided.",
)
def ingen_klage_er_aapen(f: Forsoek[k.Avslutt]) -> bool:
    """En klage i saken er ikke avgjort."""
    return not any(g.aapne_klager() for g in f.sak.soeknader)


def krever_ferdigattest(gang: Soeknadsgang, alltid: bool) -> bool:
    """Om tillatelsen i søknaden må følges av ferdigattest før saken kan avsluttes."""
    if gang.type not in TILLATELSER or gang.vedtak is None or not gang.tillatt:
        return False
    if gang.gyldighet in {Gyldighet.BORTFALT, Gyldighet.FULLFOERT}:
        return False
    if gang.vedtak.ferdigattest is not None:
        return gang.vedtak.ferdigattest
    return alltid or gang.gyldighet in UNDER_ARBEID


@vakt(
    Ser.SAKEN,
    nn="Ferdigattest er ikkje gitt for ei tillating i saka.",
    en="No completion certificate has been given for a permit in the case.",
)
def ferdigattesten_er_gitt(f: Forsoek[k.Avslutt]) -> bool:
    """Ferdigattest er ikke gitt for en tillatelse i saken."""
    alltid = f.parametre.ferdigattest_foer_avslutning
    return not any(krever_ferdigattest(g, alltid) for g in f.sak.soeknader)
