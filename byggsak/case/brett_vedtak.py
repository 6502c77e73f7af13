"""Hva et vedtak, en opphevelse og en ferdigattest gjør med søknadene i saken."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from byggsak.case.endre import endre
from byggsak.case.handling_frist import LovensVirkning
from byggsak.case.kommando import Omfang
from byggsak.case.regioner import (
    Gjennomfoeringstilstand,
    Gyldighet,
    Iverksetting,
    Plantilstand,
)
from byggsak.case.soeknadsgang import Soeknadsgang
from byggsak.case.tilstand import Tilstand
from byggsak.domain.vedtak import Vedtak, Vedtaksutfall

TILLATELSER: Final = frozenset({"ET", "RS", "TA"})
"""Typene som gir rett til å bygge; de andre følger en av dem."""
DISPENSASJON: Final = frozenset({"DI", "DS"})
MED_GYLDIGHET: Final = TILLATELSER | DISPENSASJON
"""Typene treårsfristen i pbl § 21-9 gjelder. Endring (ES) gir ingen ny treårsfrist."""
LEVER: Final = frozenset({Gyldighet.GYLDIG, Gyldighet.IGANGSATT, Gyldighet.STANSET})
UNDER_ARBEID: Final = frozenset({Gyldighet.IGANGSATT, Gyldighet.STANSET, Gyldighet.FULLFOERT})


def med_vedtak(
    gang: Soeknadsgang, vedtak: Vedtak, dag: date, *, ekspedert: date | None = None
) -> Soeknadsgang:
    """Søknaden med et nytt vedtak, det første eller et som erstatter et tidligere."""
    positivt = vedtak.utfall is not Vedtaksutfall.AVSLAG
    gyldighet, siden = gang.gyldighet, gang.gyldig_siden
    if gang.type in MED_GYLDIGHET:
        if positivt and gyldighet not in UNDER_ARBEID:
            gyldighet, siden = Gyldighet.GYLDIG, ekspedert or dag
        elif not positivt and gyldighet is not Gyldighet.INGEN:
            gyldighet = Gyldighet.OMGJORT
    return endre(
        gang,
        tilstand=Tilstand.VEDTATT,
        vedtak=vedtak,
        avvist=False,
        vedtatt=dag,
        vedtaksnummer=gang.vedtaksnummer + 1,
        ekspedert=ekspedert,
        oppfylte_vilkaar=(),
        endelig=False,
        gyldighet=gyldighet,
        gyldig_siden=siden,
    )


def paa_nytt(gang: Soeknadsgang) -> Soeknadsgang:
    """Vedtaket er opphevet, og søknaden er til behandling igjen."""
    ferdig = {Plantilstand.INNSTILT, Plantilstand.I_SAMSVAR}
    return endre(
        gang,
        tilstand=Tilstand.UNDER_BEHANDLING,
        vedtak=None,
        avvist=False,
        vedtatt=None,
        ekspedert=None,
        innstilt_av="",
        avvisning_innstilt=False,
        plan=Plantilstand.UVURDERT if gang.plan in ferdig else gang.plan,
        oppfylte_vilkaar=(),
        sjekket=(),
        endelig=False,
        lovens_virkning=None,
        iverksetting=Iverksetting.IKKE_UTSATT,
        gyldighet=Gyldighet.OPPHEVET if gang.gyldighet is not Gyldighet.INGEN else Gyldighet.INGEN,
    )


def samordne(ganger: Iterable[Soeknadsgang]) -> tuple[Soeknadsgang, ...]:
    """Ferdigattesten fullfører tillatelsene i saken; faller den bort, er de i gang igjen."""
    alle = tuple(ganger)
    for en in alle:  # ved hver hendelse i saken: en løkke er raskere enn `all`
        if en.gyldighet is not Gyldighet.INGEN:
            break
    else:
        return alle
    ferdig = any(g.type == "FA" and g.tillatt for g in alle)
    fra, til = Gyldighet.IGANGSATT, Gyldighet.FULLFOERT
    if not ferdig:
        fra, til = til, fra
    return tuple(
        endre(g, gyldighet=til) if g.type in TILLATELSER and g.gyldighet is fra else g for g in alle
    )


def gjennomfoering(ganger: Iterable[Soeknadsgang]) -> Gjennomfoeringstilstand:
    """Hvor langt byggingen er kommet, lest av søknadene i saken og vedtakene om dem."""
    alle = tuple(ganger)
    G = Gjennomfoeringstilstand
    gitt = [g for g in alle if g.type in TILLATELSER and g.gyldighet in LEVER | UNDER_ARBEID]
    if not gitt:
        return G.INGEN
    if any(g.gyldighet is Gyldighet.FULLFOERT for g in gitt):
        return G.FERDIG
    if any(g.gyldighet in UNDER_ARBEID for g in gitt):
        mb = any(g.type == "MB" and g.tillatt for g in alle)
        return G.MIDLERTIDIG_BRUK if mb else G.BYGGING
    if all(g.type == "RS" for g in gitt):
        return _igangsetting(alle)
    return G.KAN_STARTE


def _igangsetting(alle: tuple[Soeknadsgang, ...]) -> Gjennomfoeringstilstand:
    """Én eller flere igangsettingstillatelser; den som gjelder siste del, gjør rekken hel."""
    ig = [
        g
        for g in alle
        if g.type == "IG"
        and (g.tillatt or g.lovens_virkning is LovensVirkning.IGANGSETTING_TILLATT)
    ]
    if not ig:
        return Gjennomfoeringstilstand.VENTER_IG
    if ig_gjenstaar(alle):
        return Gjennomfoeringstilstand.IG_DELVIS
    return Gjennomfoeringstilstand.KAN_STARTE


def ig_gjenstaar(ganger: Iterable[Soeknadsgang]) -> bool:
    """Om noe av en rammetillatelse ennå mangler igangsettingstillatelse."""
    alle = tuple(ganger)
    if not any(g.type == "RS" and g.tillatt for g in alle):
        return False
    hele = [
        g
        for g in alle
        if g.type == "IG"
        and g.omfang is not Omfang.DEL
        and (
            (g.vedtak is not None and g.vedtak.utfall is Vedtaksutfall.TILLATELSE)
            or g.lovens_virkning is LovensVirkning.IGANGSETTING_TILLATT
        )
    ]
    return not hele
