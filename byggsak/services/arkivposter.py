"""Which events of the regions put a letter in the archive: in or out, from or to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from byggsak.archive.codes import Journalposttype
from byggsak.case import handling_behandling as b
from byggsak.case import handling_frist as fr
from byggsak.case import handling_gjennomfoering as gj
from byggsak.case import handling_hoering as ho
from byggsak.case import handling_klage as kl
from byggsak.case import hendelse as h
from byggsak.case.kommando import Dokumentref

INN, UT = Journalposttype.INNGAAENDE, Journalposttype.UTGAAENDE
STATSFORVALTEREN = "Statsforvalteren"


@dataclass(frozen=True, slots=True)
class Brevpost:
    """One letter. `motpart` is who sent or received it; empty for the parties of the case."""

    slag: Journalposttype
    tittel: str
    dokumenter: Sequence[Dokumentref]
    motpart: str = ""


def vedtaksdokumenter(e: h.Hendelse) -> Sequence[Dokumentref] | None:
    """The documents of a decision that goes out with `VedtakEkspedert`; None for other events."""
    match e:
        case h.VedtakFattet() | h.SoeknadAvvist() | gj.VedtakOmgjort():
            return e.dokumenter
        case kl.KlageTattTilFoelge() if e.vedtak is not None:
            return e.dokumenter
        case fr.LovensVirkningBekreftet() if e.virkning is fr.LovensVirkning.ANSETT_GITT:
            return e.dokumenter
        case _:
            return None


def brevpost(e: h.Hendelse) -> Brevpost | None:
    """The letter an event of a region sent or received; None when there is none."""
    post = _inn(e) or _ut(e)
    return post if post is not None and post.dokumenter else None


def _inn(e: h.Hendelse) -> Brevpost | None:
    match e:
        case b.DispensasjonSoekt():
            return Brevpost(INN, "Søknad om dispensasjon", e.dokumenter)
        case ho.UttalelseMottatt():
            return Brevpost(INN, f"Uttalelse fra {e.myndighet}", e.dokumenter, e.myndighet)
        case ho.NabovarselSendt():
            return Brevpost(INN, "Gjenpart av nabovarsel", e.dokumenter)
        case ho.MerknadMottatt():
            return Brevpost(INN, "Merknad fra nabo", e.dokumenter, e.nabo)
        case ho.MerknadKommentert():
            return Brevpost(INN, "Kommentar til nabomerknad", e.dokumenter)
        case ho.MerknadTrukket():
            return Brevpost(INN, "Nabomerknad trukket", e.dokumenter)
        case fr.FristAvtalt():
            return Brevpost(INN, "Avtale om frist", e.dokumenter)
        case fr.SjekkpunktBekreftet():
            return Brevpost(INN, "Dokumentasjon", e.dokumenter)
        case gj.VilkaarOppfylt():
            return Brevpost(INN, "Dokumentasjon av vilkår", e.dokumenter)
        case kl.KlageMottatt():
            return Brevpost(INN, "Klage på vedtak", e.dokumenter, e.klager)
        case kl.KlageTrukket():
            return Brevpost(INN, "Klage trukket", e.dokumenter)
        case kl.KlageAvgjort():
            return Brevpost(INN, "Vedtak i klagesak", e.dokumenter, STATSFORVALTEREN)
        case gj.TiltakIgangsatt():
            return Brevpost(INN, "Melding om igangsetting", e.dokumenter)
        case _:
            return None


def _ut(e: h.Hendelse) -> Brevpost | None:
    match e:
        case ho.HoeringSendt():
            return Brevpost(UT, f"Høring – {e.myndighet}", e.brev, e.myndighet)
        case b.GebyrKrevd():
            return Brevpost(UT, "Gebyr", e.brev)
        case fr.FristForlenget():
            return Brevpost(UT, "Forlenget frist", e.brev)
        case fr.ForbudVarslet():
            return Brevpost(UT, "Varsel om midlertidig forbud", e.brev)
        case fr.PurringSendt():
            return Brevpost(UT, "Purring på mangelbrev", e.brev)
        case fr.LovensVirkningBekreftet():
            return Brevpost(UT, "Bekreftelse", e.dokumenter)
        case kl.KlageAvvist():
            return Brevpost(UT, "Klage avvist", e.dokumenter)
        case kl.KlageTattTilFoelge():
            return Brevpost(UT, "Vedtak opphevet etter klage", e.dokumenter)
        case kl.KlageOversendt():
            return Brevpost(UT, "Oversendelse av klage", e.dokumenter, STATSFORVALTEREN)
        case kl.IverksettingUtsatt():
            return Brevpost(UT, "Utsatt iverksetting", e.dokumenter)
        case kl.UtsattIverksettingOpphevet():
            return Brevpost(UT, "Utsatt iverksetting opphevet", e.dokumenter)
        case gj.TillatelseBortfalt():
            return Brevpost(UT, "Tillatelse bortfalt", e.dokumenter)
        case _:
            return None
