"""Fristene rundt saken: klage, klageinstans, gyldighet, nabovarsel og høring."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from byggsak.case.frist.kalender import pluss_aar, pluss_maaneder, pluss_uker, virkedag
from byggsak.case.frist.klokke import Linje, myndighetsfrist
from byggsak.case.frist.krav import Fristkrav
from byggsak.case.frist.lesemaate import Lesemaate
from byggsak.case.frist.tidslinje import Tidslinje

Svar = dict[str, Any]


def nabovarsel(t: Tidslinje, krav: Fristkrav, valg: Lesemaate, linjer: list[Linje]) -> Svar:
    """pbl § 21-3, SAK10 § 5-2: to uker fra den seneste av sendt og materiale tilgjengelig."""
    varsler = t.alle("nabovarsel_sendt")
    if not varsler:
        return {}
    sendt = varsler[-1].dato
    grunnlag = max([sendt, *(h.dato for h in t.alle("nabovarsel_materiale"))])
    frist = pluss_uker(grunnlag, krav.nabovarsel_uker)
    if "nabo149" in valg:
        frist = virkedag(frist)
    gyldig_til = pluss_aar(
        sendt, krav.nabovarsel_gyldig_aar, skudd_1_mars="skuddaar_1_mars" in valg
    )
    linjer.append(Linje(grunnlag, frist, "nabofrist", "pbl § 21-3 første ledd"))
    svar: Svar = {"nabovarsel_frist": frist, "nabovarsel_gyldig_til": gyldig_til}
    if soeknad := t.siste("soknad_sendt") or t.siste("mottatt"):
        rakk = soeknad.dato > frist if "nabo14" in valg else soeknad.dato >= frist
        svar["nabovarsel_ok"] = rakk and soeknad.dato <= gyldig_til
    return svar


def hoering(t: Tidslinje, krav: Fristkrav) -> Svar:
    """SAK10 § 7-1, pbl § 21-5: fire uker; uten svar bare når saken ikke avhenger av det."""
    sendt = t.siste("sendt_regional_myndighet")
    if sendt is None:
        return {}
    frist = myndighetsfrist(t, krav, sendt)
    svar: Svar = {"annen_myndighet_frist": frist}
    if t.foerste("svar_regional_myndighet", fra=sendt.dato) is None:
        dag = t.per_dato or t.hendelser[-1].dato
        svar["kan_avgjores_uten_svar"] = dag > frist and not t.fakta.get(
            "betinget_av_samtykke", False
        )
    return svar


def vedtak(t: Tidslinje, krav: Fristkrav, valg: Lesemaate, linjer: list[Linje]) -> Svar:
    """Klagefrister (fvl §§ 29–31) og bortfall (pbl § 21-9) etter vedtaket."""
    sendt = t.foerste("vedtak_sendt")
    fattet = t.foerste("vedtak_fattet") or sendt
    svar: Svar = {}
    foerste_klage = t.foerste("klage")
    mottak = t.alle("vedtak_mottatt", "kjennskap")
    nye = [
        h
        for h in mottak
        if foerste_klage and h.navn == "vedtak_mottatt" and h.dato > foerste_klage.dato
    ]
    frister: dict[str, date] = {}
    for hending in [h for h in mottak if h not in nye]:
        part = str(hending["part"] or "soker")
        frist = virkedag(pluss_uker(hending.dato, krav.klage_uker))
        frister[part] = frist
        linjer.append(
            Linje(hending.dato, frist, "klagefrist", "fvl §§ 29 og 30", _fra(hending.navn))
        )
    if len(frister) == 1:
        svar["klagefrist"] = next(iter(frister.values()))
    elif frister:
        svar["klagefrist"] = frister
    if nye:
        svar["klagefrist_nytt_vedtak"] = virkedag(pluss_uker(nye[-1].dato, krav.klage_uker))
    positivt = sendt is None or sendt["utfall"] not in {"avslag", "avvist"}
    if fattet and positivt and (t.alle("kjennskap") or foerste_klage):
        svar["ytre_klagefrist_3mnd"] = virkedag(
            pluss_maaneder(fattet.dato, krav.klage_ytre_maaneder)
        )
    if fattet and (t.alle("kjennskap") or foerste_klage):
        svar["ett_aar_grense"] = pluss_aar(fattet.dato, krav.klage_absolutt_aar)
    return svar | klage(t, krav, frister, svar) | bortfall(t, krav, valg, linjer, positivt)


def _fra(navn: str) -> str:
    return (
        "tre uker fra mottatt underretning"
        if navn == "vedtak_mottatt"
        else "tre uker fra parten fikk eller burde fått kjennskap"
    )


def klage(t: Tidslinje, krav: Fristkrav, frister: dict[str, date], foer: Svar) -> Svar:
    """Rettidig klage, kommunens forberedelse (åtte uker) og klageinstansens frist."""
    svar: Svar = {}
    klagen = t.foerste("klage")
    frist: date | None = None
    if klagen and frister:
        part = str(klagen["part"] or "soker")
        frist = frister.get(part) or max(frister.values())
        rettidig = klagen.dato <= frist
        svar["klage_rettidig"] = rettidig
        svar["klage_status"] = _klagestatus(klagen.dato, rettidig, foer.get("ett_aar_grense"))
        svar["klage_forberedelse_frist"] = pluss_uker(
            max(frister.values()), krav.klageforberedelse_uker
        )
    hos_sf = t.foerste("klage_mottatt_sf")
    if hos_sf:
        utsatt = bool(t.alle("ig_utsatt_iverksetting")) or bool(t.fakta.get("utsatt_iverksetting"))
        uker = krav.klageinstans_uker_utsatt if utsatt else krav.klageinstans_uker
        svar["sf_frist"] = pluss_uker(hos_sf.dato, uker)
    if "klage_forberedelse_frist" in svar and (dag := hos_sf.dato if hos_sf else t.per_dato):
        svar["klage_forberedelse_dager_over"] = max(
            0, (dag - svar["klage_forberedelse_frist"]).days
        )
    return svar


def _klagestatus(klaget: date, rettidig: bool, ett_aar: date | None) -> str:
    if rettidig:
        return "rettidig"
    return "avvises" if ett_aar and klaget > ett_aar else "for_sent_kan_tas_under_behandling"


def bortfall(
    t: Tidslinje, krav: Fristkrav, valg: Lesemaate, linjer: list[Linje], positivt: bool
) -> Svar:
    """Tre år fra tiltakshaver mottok underretningen, i klagesaker fra endelig vedtak (§ 21-9)."""
    if t.type not in {"ET", "TA", "RS", "DI"} or not positivt:
        return {}
    mottatt = [h for h in t.alle("vedtak_mottatt") if str(h["part"] or "soker") in _TILTAKSHAVER]
    if not mottatt:
        return {}
    fra = mottatt[0].dato
    if t.alle("klage") and (slutt := _endelig(t, valg)):
        fra = max(fra, slutt)
    skudd = "skuddaar_1_mars" in valg
    siste = pluss_aar(fra, krav.bortfall_aar, skudd_1_mars=skudd)
    if "bortfall_149" in valg:
        siste = virkedag(siste)
    linjer.append(Linje(fra, siste, "gyldighet", "pbl § 21-9 første ledd"))
    svar: Svar = {"bortfall": siste}
    if t.fakta.get("tiltak") == "20-1 m":
        svar["oppmaling_frist"] = pluss_aar(fra, krav.oppmaaling_aar, skudd_1_mars=skudd)
    avbrudd = t.foerste("igangsatt") or (
        t.foerste("tiltakssoknad_sendt") if t.type == "DI" else None
    )
    if avbrudd is None and "bortfall_utsatt" in valg:
        avbrudd = t.foerste("ig_utsatt_iverksetting")
    if avbrudd:
        svar["bortfalt"] = avbrudd.dato > siste
    elif t.per_dato:
        svar["bortfalt"] = t.per_dato > siste
    return svar


_TILTAKSHAVER = {"soker", "tiltakshaver", "søker", "soeker"}


def _endelig(t: Tidslinje, valg: Lesemaate) -> date | None:
    """Når klagesaken endelig er avgjort: klageinstansens vedtak slik det nådde parten."""
    avgjort = t.siste("sf_vedtak")
    if avgjort is None:
        return None
    mottatt = [h.dato for h in t.alle("vedtak_mottatt") if h.dato >= avgjort.dato]
    return avgjort.dato if "bortfall_klage" in valg or not mottatt else mottatt[-1]


def saerskilte(t: Tidslinje, krav: Fristkrav) -> Svar:
    """Foreløpig svar (fvl § 11 a), ferdigattest for gamle tiltak, sikkerhet ved brukstillatelse."""
    svar: Svar = {}
    if mottatt := t.foerste("mottatt"):
        svar["forelopig_svar_frist"] = pluss_maaneder(mottatt.dato, krav.forelopig_svar_maaneder)
        if t.type == "MB" and t.fakta.get("sikkerhet_ok") is False:
            svar["sikkerhet_bekreftelse_frist"] = mottatt.dato + timedelta(
                days=krav.sikkerhet_bekreftelse_dager
            )
    if t.type == "FA" and (soekt := t.dato("tiltak_sokt")):
        svar["ferdigattest_utstedes"] = soekt >= krav.ferdigattest_tidligst_soekt
    if t.type in {"IG", "FA", "MB"}:
        svar["nabovarsel_kreves"] = False
    return svar
