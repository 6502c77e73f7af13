"""The promises of a case as a small model of its own: it reads the events and nothing else.

Written without a look at the tables, the guards or the fold, so that it can disagree with them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from byggsak.case.hendelse import Hendelse
from byggsak.domain.vedtak import FunnTilVurdering, Vedtak

MASKINER = {"SYS", "ARK"}
KOMMUNEN = {"SB", "GK", "POL"}


@dataclass
class Soeknad:
    """What one application still owes before it may be permitted, started or closed."""

    type: str = ""
    funn: dict[str, str] = field(default_factory=dict)  # finding -> judgement, "" when none
    sett: dict[str, FunnTilVurdering] = field(default_factory=dict)  # as they were when judged
    egne: set[str] = field(default_factory=set)  # findings a person made
    soekt: set[str] = field(default_factory=set)  # findings a dispensation is applied for
    hoering: dict[str, str] = field(default_factory=dict)  # authority -> ask, consent, answered
    nektet: set[str] = field(default_factory=set)
    merknader: set[str] = field(default_factory=set)
    varsel_mangler: bool = False
    gebyr_sperrer: bool = False
    trenger_disp: bool = False
    soekt_disp: bool = False
    klar: bool = False
    vedtak: Vedtak | None = None
    slutt: bool = False
    sendt: bool = False
    arkivert: bool = False
    klager: set[int] = field(default_factory=set)
    utsatt: bool = False
    vilkaar: set[int] = field(default_factory=set)
    i_gang: bool = False
    bortfalt: bool = False
    ig_siste: bool = False

    def skylder(self, vedtak: Vedtak) -> list[str]:
        """Why this positive decision should not have been possible."""
        gitt = {n for d in vedtak.dispensasjoner for n in d.funn}
        avslaatt = {n for g in vedtak.avslagsgrunner for n in g.funn}
        hele = vedtak.utfall == "tillatelse"
        svar = [f"funn {n} er ikke vurdert" for n, v in self.funn.items() if not v]
        svar += [
            f"funn {n} er bekreftet"
            for n, v in self.funn.items()
            if v == "bekreftet" and (hele or n not in avslaatt)
        ]
        svar += [
            f"funn {n} trenger dispensasjon"
            for n, v in self.funn.items()
            if v == "dispensasjon" and n not in gitt and (hele or n not in avslaatt)
        ]
        forbehold = {v.myndighet for v in vedtak.vilkaar}
        svar += [
            f"høringen av {m} er ikke ferdig"
            for m, hva in self.hoering.items()
            if not (hva == "samtykke" and self.type == "RS" and m in forbehold)
        ]
        svar += [f"{m} har nektet" for m in self.nektet]
        svar += [f"merknad {m} er ikke vurdert" for m in self.merknader]
        if self.varsel_mangler:
            svar.append("naboene er ikke varslet")
        if self.gebyr_sperrer:
            svar.append("gebyret er ikke betalt")
        if self.trenger_disp and not self.soekt_disp:
            svar.append("dispensasjon fra planen er ikke søkt")
        if self.trenger_disp and self.soekt_disp and hele and not vedtak.dispensasjoner:
            svar.append("dispensasjon fra planen er ikke gitt")
        return svar


def brutt(hendelser: Sequence[Hendelse]) -> list[str]:
    """Every promise the events break, in words; empty when the story is lawful."""
    lov = _Lov()
    for nr, e in enumerate(hendelser):
        lov.les(nr, e)
    return lov.brudd


class _Lov:
    def __init__(self) -> None:
        self.brudd: list[str] = []
        self.saker: dict[int, Soeknad] = defaultdict(Soeknad)
        self.sperret: set[str] = set()
        self.tid: Any = None

    def feil(self, nr: int, e: Hendelse, hva: str) -> None:
        self.brudd.append(f"hendelse {nr + 1} ({e.type} ved {e.aktoer.rolle.value}): {hva}")

    def les(self, nr: int, e: Any) -> None:
        s = self.saker[e.soeknad]
        if e.tid.tzinfo is None or not e.aktoer.id or (self.tid and e.tid < self.tid):
            self.feil(nr, e, "uten tid eller aktør, eller i feil rekkefølge")
        self.tid = e.tid
        rolle = e.aktoer.rolle.value
        if rolle in KOMMUNEN and e.aktoer.id in self.sperret and e.type != "inhabilitet_meldt":
            self.feil(nr, e, "av en som er meldt inhabil")
        vedtak = getattr(e, "vedtak", None)
        avgjoer = isinstance(vedtak, Vedtak) or e.type in {
            "soeknad_avvist", "klage_avvist", "klage_avgjort", "lovens_virkning_bekreftet",
            "tillatelse_bortfalt", "klage_tatt_til_foelge",
        }  # fmt: skip
        if avgjoer and rolle in MASKINER:
            self.feil(nr, e, "en maskin har avgjort")
        self._foer(nr, e, s, vedtak)
        self._etter(e, s, vedtak)

    def _foer(self, nr: int, e: Any, s: Soeknad, vedtak: Vedtak | None) -> None:
        if vedtak is not None and vedtak.utfall != "avslag" and e.type != "klage_avgjort":
            for grunn in s.skylder(vedtak):
                self.feil(nr, e, grunn)
            if e.type == "vedtak_fattet":
                if not s.klar:
                    self.feil(nr, e, "ingen har innstilt")
                if s.type == "IG":
                    for grunn in self._foer_igangsetting("RS"):
                        self.feil(nr, e, grunn)
                if s.type == "FA" and any(x.vilkaar for x in self.saker.values()):
                    self.feil(nr, e, "ferdigattest med vilkår som ikke er oppfylt")
        if e.type == "lovens_virkning_bekreftet" and e.virkning == "ansett_gitt":
            fritt = all(v == "avkreftet" for v in s.funn.values())
            if not fritt or s.hoering or s.merknader or s.trenger_disp or s.gebyr_sperrer:
                self.feil(nr, e, "vilkårene for å regne tillatelsen som gitt holder ikke")
        if e.type == "funn_vurdert" and e.utfall == "dispensasjon" and e.funn not in s.soekt:
            self.feil(nr, e, "innstilt på dispensasjon som ingen har søkt")
        if e.type in {"funn_vurdert", "funn_lukket"} and e.funn not in s.funn:
            self.feil(nr, e, "et funn som ikke gjelder")
        if e.type == "tiltak_igangsatt":
            if s.utsatt or not s.sendt or s.bortfalt or not self._positiv(s):
                self.feil(nr, e, "igangsatt uten en tillatelse som gjelder og kan iverksettes")
            for grunn in self._foer_igangsetting(s.type):
                self.feil(nr, e, grunn)
            ig = [x for x in self.saker.values() if x.type == "IG" and self._positiv(x)]
            if s.type == "RS" and not ig:
                self.feil(nr, e, "igangsatt uten igangsettingstillatelse")
        if e.type == "sak_avsluttet":
            self._avslutning(nr, e)

    def _foer_igangsetting(self, type_: str) -> list[str]:
        return [
            f"vilkår {v} er ikke oppfylt"
            for x in self.saker.values()
            if x.type == type_
            for v in x.vilkaar
        ]

    def _avslutning(self, nr: int, e: Any) -> None:
        for nummer, x in self.saker.items():
            if not (x.arkivert and x.slutt):
                self.feil(nr, e, f"søknad {nummer} er ikke ferdig og arkivert")
            if x.klager:
                self.feil(nr, e, f"klage på søknad {nummer} er åpen")
            ferdig = any(y.type == "FA" and self._positiv(y) for y in self.saker.values())
            if x.i_gang and not x.bortfalt and not ferdig:
                self.feil(nr, e, f"søknad {nummer} er satt i gang uten ferdigattest")

    @staticmethod
    def _positiv(s: Soeknad) -> bool:
        return s.vedtak is not None and s.vedtak.utfall != "avslag"

    def _nytt_vedtak(self, s: Soeknad, vedtak: Vedtak | None) -> None:
        if vedtak is None:  # quashed: whoever was given or refused a dispensation is back
            for n, v in s.funn.items():
                s.funn[n] = "" if v == "dispensasjon" else v
        s.vedtak, s.slutt, s.sendt, s.arkivert = vedtak, vedtak is not None, False, False
        positivt = vedtak is not None and vedtak.utfall != "avslag"
        s.vilkaar = {n for n, _ in enumerate(vedtak.vilkaar, 1)} if vedtak and positivt else set()
        s.i_gang = s.i_gang and positivt
        s.bortfalt = s.bortfalt and not positivt
        s.klar = s.klar and vedtak is not None

    def _etter(self, e: Any, s: Soeknad, vedtak: Vedtak | None) -> None:
        match e.type:
            case "soeknad_mottatt":
                s.type = e.kort.type
                s.funn = {f.noekkel: "" for f in e.funn}
                s.sett = {f.noekkel: f for f in e.funn}
            case "soeknad_supplert":
                self._kontrollert(e, s)
                s.klar = False
            case "soeknad_kontrollert":
                self._kontrollert(e, s)
            case "funndispensasjon_soekt":
                s.funn[e.funn] = ""
                s.soekt.add(e.funn)
            case "funn_registrert":
                s.funn[e.funn] = "bekreftet"
                s.egne.add(e.funn)
            case "funn_lukket":
                del s.funn[e.funn]
            case "funn_vurdert":
                s.funn[e.funn] = e.utfall.value
            case "klar_for_vedtak":
                s.klar = True
            case "sendt_tilbake" | "mangel_meldt":
                s.klar = False
            case "hoering_sendt":
                s.hoering[e.myndighet] = "samtykke" if e.samtykke else "uttalelse"
                s.nektet.discard(e.myndighet)
            case "uttalelse_mottatt":
                s.hoering[e.myndighet] = "svar"
                if e.svar == "nekter":
                    s.nektet.add(e.myndighet)
            case "hoering_uten_svar":
                s.hoering[e.myndighet] = "uten svar"
            case "uttalelse_vurdert" | "hoering_frafalt":
                s.hoering.pop(e.myndighet)
            case "merknad_mottatt":
                s.merknader.add(e.merknad)
            case "merknad_vurdert" | "merknad_trukket":
                s.merknader.discard(e.merknad)
            case "nabovarsel_krevd" | "nabovarsel_sendt":
                s.varsel_mangler = True
            case "nabovarsel_avsluttet":
                s.varsel_mangler = False
            case "gebyr_krevd":
                s.gebyr_sperrer = e.vilkaar
            case "gebyr_betalt" | "gebyr_frafalt":
                s.gebyr_sperrer = False
            case "plan_vurdert":
                s.trenger_disp = e.utfall == "krever_dispensasjon"
                s.soekt_disp = False
            case "dispensasjon_soekt":
                s.soekt_disp = True
            case "plan_endret":
                s.trenger_disp = s.soekt_disp = False
            case "inhabilitet_meldt":
                self.sperret.add(e.person)
            case "habilitet_avgjort":
                (self.sperret.add if e.inhabil else self.sperret.discard)(e.person)
            case _:
                self._vedtak_og_klage(e, s, vedtak)

    @staticmethod
    def _kontrollert(e: Any, s: Soeknad) -> None:
        """What is found again and says the same keeps its judgement; what is not found is gone,
        unless the check could not say."""
        nye = {f.noekkel: f for f in e.funn}
        stille = set(e.regler_borte) | set(e.regler_uavklart)
        staar = {
            n: v
            for n, v in s.funn.items()
            if n in s.egne or (n not in nye and s.sett[n].regel in stille)
        }
        for n, f in nye.items():
            kjent = n in s.funn and (s.sett[n].melding, s.sett[n].utfall) == (f.melding, f.utfall)
            staar[n] = s.funn[n] if kjent else ""
            if not kjent:
                s.soekt.discard(n)
        s.funn, s.sett = staar, s.sett | nye

    def _vedtak_og_klage(self, e: Any, s: Soeknad, vedtak: Vedtak | None) -> None:
        match e.type:
            case "vedtak_fattet" | "vedtak_omgjort":
                self._nytt_vedtak(s, vedtak)
            case "lovens_virkning_bekreftet" if e.virkning == "ansett_gitt":
                self._nytt_vedtak(s, Vedtak(utfall="tillatelse", begrunnelse="x"))  # type: ignore[arg-type]
            case "soeknad_avvist" | "soeknad_trukket":
                s.slutt, s.arkivert = True, False
            case "vedtak_ekspedert":
                s.sendt = True
            case "sak_arkivert":
                s.arkivert = True
            case "klage_mottatt":
                s.klager.add(e.klage)
            case "klage_avvist" | "klage_trukket" | "klage_bortfalt":
                s.klager.discard(e.klage)
            case "klage_tatt_til_foelge":
                self._nytt_vedtak(s, vedtak)
                if not e.delvis:
                    s.klager.discard(e.klage)
            case "klage_avgjort":
                s.klager.discard(e.klage)
                if e.utfall == "opphevet":
                    self._nytt_vedtak(s, None)
                if e.utfall == "omgjort":
                    self._nytt_vedtak(s, vedtak)
                    s.sendt = True
            case "iverksetting_utsatt":
                s.utsatt = True
            case "utsatt_iverksetting_opphevet":
                s.utsatt = False
            case "vilkaar_oppfylt":
                s.vilkaar.discard(e.vilkaar)
            case "tiltak_igangsatt":
                s.i_gang = True
            case "tillatelse_bortfalt":
                s.bortfalt = True
            case _:
                pass
        if not s.klager:
            s.utsatt = False
