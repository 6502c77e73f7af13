"""Vaktene for forlengelse, forbud, purring og lovens egen virkning av en oversittet frist."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from byggsak.case import handling_frist as fr
from byggsak.case import kommando as k
from byggsak.case.brett_vedtak import DISPENSASJON
from byggsak.case.handling_frist import Forlengelsesgrunn, Fristslag, LovensVirkning
from byggsak.case.regioner import Gebyrtilstand, Plantilstand
from byggsak.case.saksgangkrav import etter
from byggsak.case.vakt import Forsoek, Ser, vakt
from byggsak.domain.vedtak import Funnvurdering

UTEN_FORLENGELSE: Final = frozenset({"IG", "FA", "MB"})
FORBUDSHJEMMEL: Final = "13-1"
_GRUNNER_DISPENSASJON: Final = frozenset(
    {Forlengelsesgrunn.KOMPLISERT, Forlengelsesgrunn.POLITISK, Forlengelsesgrunn.BARMARK}
)
_VIRKNING: Final = {
    LovensVirkning.ANSETT_GITT: frozenset({"ET", "TA", "ES"}),
    LovensVirkning.IGANGSETTING_TILLATT: frozenset({"IG"}),
    LovensVirkning.BRUK_TILLATT: frozenset({"FA"}),
}


@vakt(
    Ser.SAKEN,
    nn="Fristen for igangsetjing, mellombels bruk og ferdigattest kan ikkje forlengjast einsidig.",
    en="The time limit for starting, temporary use and completion cannot be prolonged one-sidedly.",
)
def typen_kan_forlenges(f: Forsoek[fr.ForlengFrist]) -> bool:
    """Fristen for igangsetting, midlertidig bruk og ferdigattest kan ikke forlenges ensidig."""
    return f.gang.type not in UTEN_FORLENGELSE


@vakt(
    Ser.KOMMANDOEN,
    nn="Grunnen gir ikkje rett til å forlengje fristen for denne typen søknad.",
    en="The ground does not entitle the municipality to prolong this type of application.",
)
def grunnen_gjelder_typen(f: Forsoek[fr.ForlengFrist]) -> bool:
    """Grunnen gir ikke rett til å forlenge fristen for denne typen søknad."""
    if f.gang.type in DISPENSASJON:
        return f.kommando.grunn in _GRUNNER_DISPENSASJON
    return f.kommando.grunn is not Forlengelsesgrunn.BARMARK


@vakt(
    Ser.KOMMANDOEN,
    nn="Den nye fristen må vere etter i dag.",
    en="The new time limit must be after today.",
)
def ny_frist_er_fram_i_tid(f: Forsoek[fr.ForlengFrist | fr.AvtalFrist | fr.Purr]) -> bool:
    """Den nye fristen må være etter i dag."""
    ny = f.kommando.svarfrist if isinstance(f.kommando, fr.Purr) else f.kommando.ny_frist
    return ny > f.dato


@vakt(
    Ser.KOMMANDOEN,
    nn="Brevet eller avtala må leggjast ved.",
    en="The letter or the agreement must be attached.",
)
def papiret_er_lagt_ved(f: Forsoek[fr.ForlengFrist | fr.AvtalFrist | fr.VarsleForbud]) -> bool:
    """Brevet eller avtalen må legges ved."""
    if isinstance(f.kommando, fr.AvtalFrist):
        return bool(f.kommando.dokumenter)
    return bool(f.kommando.brev)


@vakt(
    Ser.KOMMANDOEN,
    nn="Varselet kan ikkje vere motteke i framtida.",
    en="The notice cannot have been received in the future.",
)
def forbudsvarselet_er_kommet_fram(f: Forsoek[fr.VarsleForbud]) -> bool:
    """Varselet kan ikke være mottatt i framtiden."""
    return f.kommando.mottatt <= f.dato


@vakt(
    Ser.KOMMANDOEN,
    nn="Eit avslag med mellombels forbod mot tiltak krev at forbodet er varsla først.",
    en="A refusal based on a temporary ban requires that the ban was announced first.",
)
def forbudet_er_varslet(f: Forsoek[k.FattVedtak]) -> bool:
    """Et avslag med midlertidig forbud mot tiltak krever at forbudet er varslet først."""
    forbud = any(g.hjemmel.paragraf == FORBUDSHJEMMEL for g in f.kommando.vedtak.avslagsgrunner)
    return not forbud or f.gang.forbud_varslet is not None


@vakt(
    Ser.SAKEN,
    nn="Lova gir ikkje denne verknaden for denne typen søknad.",
    en="The law gives no such effect for this type of application.",
)
def virkningen_gjelder_typen(f: Forsoek[fr.BekreftLovensVirkning]) -> bool:
    """Loven gir ikke denne virkningen for denne typen søknad."""
    _, _, virkning = f.variant.partition(":")
    return f.gang.type in _VIRKNING[LovensVirkning(virkning)]


@vakt(
    Ser.SAKEN,
    nn="Verknaden er alt stadfesta.",
    en="The effect has already been confirmed.",
)
def virkningen_er_ikke_bekreftet(f: Forsoek[fr.BekreftLovensVirkning]) -> bool:
    """Virkningen er allerede bekreftet."""
    return f.gang.lovens_virkning is None


@vakt(
    Ser.SAKEN,
    nn="Tillatinga kan ikkje reknast som gitt: noko i søknaden krev vurdering, dispensasjon, "
    "betaling eller svar frå andre.",
    en="The permit cannot be deemed granted: something in the application needs judgement, a "
    "dispensation, payment or an answer from others.",
)
def vilkaarene_for_ansett_gitt_holder(f: Forsoek[fr.BekreftLovensVirkning]) -> bool:
    """Tillatelsen kan ikke regnes som gitt: noe i søknaden krever vurdering, dispensasjon,
    betaling eller svar fra andre."""
    g = f.gang
    uten_funn = len(g.funn) == len(g.med_vurdering(Funnvurdering.AVKREFTET))
    naboene = g.type == "TA" or not g.merknader
    i_samsvar = g.plan in {Plantilstand.I_SAMSVAR, Plantilstand.INNSTILT}
    betalt = g.gebyr.tilstand is not Gebyrtilstand.KREVD_SOM_VILKAAR
    return all((uten_funn, naboene, i_samsvar, betalt, not g.hoeringer))


@vakt(
    Ser.SAKEN,
    nn="Søknaden er ikkje stadfesta fullstendig, så fristen har ikkje begynt å gå.",
    en="The application is not confirmed complete, so the time limit has not begun to run.",
)
def soeknaden_er_komplett(f: Forsoek[fr.BekreftLovensVirkning]) -> bool:
    """Søknaden er ikke bekreftet fullstendig, så fristen har ikke begynt å løpe."""
    return f.gang.komplett is not None


@vakt(
    Ser.KOMMANDOEN,
    nn="Fristen er ikkje ute. Oppgi siste dag slik fristkalkulatoren reknar han.",
    en="The time limit has not passed. Give its last day as the deadline calculator computes it.",
)
def fristen_er_oversittet(f: Forsoek[fr.BekreftLovensVirkning]) -> bool:
    """Fristen er ikke ute. Oppgi siste dag slik fristkalkulatoren regner den."""
    krav, komplett = f.parametre.krav, f.gang.komplett
    if krav is None or komplett is None:  # andre vakter sier nei
        return True
    return etter(komplett, krav, "korte_uker") <= f.kommando.frist < f.dato


@vakt(
    Ser.KOMMANDOEN,
    nn="Fristen er ikkje ute, og ikkje så nær at nokon skal minnast om han.",
    en="The time limit has not passed, and is not so near that anyone should be reminded.",
)
def fristdagen_er_kommet(f: Forsoek[fr.MeldFrist]) -> bool:
    """Fristen er ikke ute, og ikke så nær at noen skal minnes om den."""
    if f.kommando.slag is Fristslag.UTE:
        return f.dato > f.kommando.frist
    krav = f.parametre.krav
    return krav is None or f.dato >= f.kommando.frist - timedelta(days=krav.varsel_dager)
