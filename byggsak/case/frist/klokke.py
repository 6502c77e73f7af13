"""Klokka: når den starter, når den står, hva som forlenger den, og hovedboken over dagene.

Vanlig regel for stans: stansedagen telles med i fristen, startdagen ikke; overlappende stanser
telles én gang; tid før start er aldri stans. Alt regnes ut på nytt fra hendelsene.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from byggsak.case.frist.kalender import pluss_uker
from byggsak.case.frist.klasse import Klasse
from byggsak.case.frist.krav import Fristkrav
from byggsak.case.frist.lesemaate import Lesemaate
from byggsak.case.frist.tidslinje import Hending, Tidslinje


@dataclass(frozen=True, slots=True)
class Linje:
    """Én linje i hovedboken: fra dato, til dato, art, paragraf og merknad."""

    fra: date
    til: date
    art: str
    hjemmel: str
    merknad: str = ""

    @property
    def dager(self) -> int:
        return (self.til - self.fra).days

    def __str__(self) -> str:
        deler = [f"{self.fra}..{self.til}", f"{self.dager} d", self.art, self.hjemmel]
        return " | ".join([*deler, self.merknad] if self.merknad else deler)


@dataclass(frozen=True, slots=True)
class Stans:
    fra: date
    til: date | None
    hjemmel: str
    ny_frist: bool = False  # fristen begynner på nytt når stansen er over


@dataclass(slots=True)
class Klokke:
    """Resultatet: `frist` er None når klokka ikke har startet eller står ennå."""

    start: date | None = None
    frist: date | None = None
    grunnfrist: date | None = None
    stoppet: int = 0
    forlengelse_gyldig: bool | None = None
    staar: bool = False
    linjer: list[Linje] = field(default_factory=list)
    hjemler: list[str] = field(default_factory=list)


def start_dato(
    tidslinje: Tidslinje, krav: Fristkrav, klasse: Klasse, valg: Lesemaate
) -> date | None:
    """Dagen søknaden er fullstendig (pbl § 21-4 første ledd); None så lenge den ikke er det."""
    mottatt = tidslinje.foerste("mottatt")
    komplett = tidslinje.siste("komplett")
    start = komplett or mottatt
    if start is None:
        return None
    dato: date | None = start.dato
    if tidslinje.fakta.get("dispensasjon_sokt") is False and not komplett:
        dato = _supplert(tidslinje, start.dato)
    if tidslinje.type == "DI" and "di_vesentlig" in valg:
        return dato
    for brev in _vesentlige(tidslinje):
        if dato is None or (komplett and komplett.dato > brev.dato):
            continue
        utloep = pluss_uker(dato, klasse.uker or krav.lange_uker)
        for_sent = brev.dato > utloep and klasse.uker == krav.lange_uker
        if not for_sent or "sen_vesentlig" in valg:
            dato = _supplert(tidslinje, brev.dato)
    return dato


def _vesentlige(tidslinje: Tidslinje) -> list[Hending]:
    return [h for h in tidslinje.alle("mangelbrev") if h["alvor"] == "vesentlig"]


def _supplert(tidslinje: Tidslinje, fra: date) -> date | None:
    for hending in tidslinje.alle("supplert", "komplett"):
        if hending.dato >= fra and hending["omfang"] != "delvis":
            return hending.dato
    return None


def stanser(tidslinje: Tidslinje, krav: Fristkrav, valg: Lesemaate) -> list[Stans]:
    """Alt som kan stanse klokka, uten hensyn til om det kom i tide."""
    funnet: list[Stans] = []
    dispensasjon = tidslinje.fakta.get("dispensasjon", "ingen")
    stans_ved_hoering = (
        tidslinje.type == "DI"
        or dispensasjon == "plan"
        or bool(tidslinje.alle("plan_endret"))
        or (dispensasjon == "lov_1_8" and "hoering_lov_1_8_et" in valg)
    )
    for hending in tidslinje.hendelser:
        match hending.navn:
            case "mangelbrev" if hending["alvor"] != "vesentlig":
                funnet.append(
                    Stans(
                        hending.dato, _supplert(tidslinje, hending.dato), "SAK10 § 7-2 første ledd"
                    )
                )
            case "mangelbrev" if tidslinje.type == "DI" and "di_vesentlig" in valg:
                funnet.append(
                    Stans(
                        hending.dato, _supplert(tidslinje, hending.dato), "SAK10 § 7-2 første ledd"
                    )
                )
            case "sendt_regional_myndighet" if stans_ved_hoering and hending["paragraf"] != "21-5":
                lov = (
                    "SAK10 § 7-4 bokstav a" if tidslinje.type == "DI" else "pbl § 21-7 fjerde ledd"
                )
                funnet.append(Stans(hending.dato, _svar(tidslinje, krav, hending, valg), lov))
            case "ekspropriasjon_utsatt":
                funnet.append(
                    Stans(
                        hending.dato,
                        hending["ny_frist"] or pluss_uker(hending.dato, krav.ekspropriasjon_uker),
                        "pbl § 21-4 andre ledd",
                        "ekspropriasjon" in valg,
                    )
                )
            case "gebyrkrav" if hending["vilkar"]:
                betalt = tidslinje.foerste("gebyr_betalt", "supplert", fra=hending.dato)
                funnet.append(
                    Stans(
                        hending.dato,
                        betalt.dato if betalt else None,
                        "SAK10 § 7-2 tredje ledd",
                        "gebyr" in valg,
                    )
                )
            case "plan_endret":
                funnet.append(
                    Stans(
                        hending.dato,
                        _supplert(tidslinje, hending.dato),
                        "pbl § 21-7 første ledd, § 21-4 første ledd",
                        "planendring" in valg,
                    )
                )
            case _:
                pass
    return sorted(funnet, key=lambda s: s.fra)


def myndighetsfrist(tidslinje: Tidslinje, krav: Fristkrav, sendt: Hending) -> date:
    """Fire uker fra oversendelsen, eller den nye fristen kommunen ga før den var ute."""
    frist = pluss_uker(sendt.dato, krav.myndighet_uker)
    for hending in tidslinje.alle("forlenget_myndighetsfrist"):
        if sendt.dato <= hending.dato <= frist and hending["ny_frist"]:
            frist = hending["ny_frist"]
    return frist


def _svar(tidslinje: Tidslinje, krav: Fristkrav, sendt: Hending, valg: Lesemaate) -> date | None:
    svar = tidslinje.foerste("svar_regional_myndighet", fra=sendt.dato)
    til = svar.dato if svar else None
    if "hoering_tak" in valg:
        tak = myndighetsfrist(tidslinje, krav, sendt)
        return min(til, tak) if til else tak
    return til


def forlengelse_lovlig(
    tidslinje: Tidslinje,
    klasse: Klasse,
    krav: Fristkrav,
    hending: Hending,
    frist: date,
    valg: Lesemaate,
) -> bool:
    """Om en forlengelse eller avtale virker (SAK10 §§ 7-3, 7-4, pbl § 21-7 siste ledd)."""
    kort = klasse.uker == krav.korte_uker
    if hending["ny_frist"] is None or hending["ny_frist"] <= frist:
        return False
    i_tide = hending.dato <= frist
    if hending.navn == "avtalt_frist":
        return i_tide or ("sen_avtale_3" if kort else "sen_avtale_12") in valg
    if tidslinje.type in {"IG", "FA", "MB"}:
        return False
    if tidslinje.type == "ES" and kort and "es_forlengelse" not in valg:
        return False
    if tidslinje.type == "DI" and "21-5" in str(hending["grunn"] or ""):
        return False
    return i_tide or (not kort and tidslinje.type != "DI" and "sen_forlengelse" in valg)


def gaa(tidslinje: Tidslinje, klasse: Klasse, krav: Fristkrav, valg: Lesemaate) -> Klokke:
    """Gå gjennom hendelsene én gang og før hovedboken fram til fristen."""
    klokke = Klokke()
    tilbake = tidslinje.siste("tilbake_fra_klageinstans")
    klokke.start = start_dato(tidslinje, krav, klasse, valg)
    if tilbake:
        avgjort = tidslinje.siste("sf_vedtak")
        klokke.start = avgjort.dato if avgjort and "opphevet" in valg else tilbake.dato
    mottatt = tidslinje.foerste("mottatt")
    if mottatt and not tilbake and (klokke.start is None or klokke.start > mottatt.dato):
        til = klokke.start or tidslinje.per_dato or tidslinje.hendelser[-1].dato
        grunn = "pbl § 21-7 første ledd, § 21-4 første ledd"
        if til > mottatt.dato:
            klokke.linjer.append(
                Linje(mottatt.dato, til, "ikke startet", grunn, "søknaden er ikke fullstendig")
            )
    if klokke.start is None or klasse.uker is None:
        return klokke
    fra = klokke.start
    frist = pluss_uker(fra, klasse.uker)
    art, hjemmel = "løper", klasse.hjemmel
    punkter: list[tuple[date, int, Stans | Hending]] = [
        (s.fra, 1, s) for s in stanser(tidslinje, krav, valg)
    ] + [(h.dato, 0, h) for h in tidslinje.alle("forlenget", "avtalt_frist")]
    for dato, _, hva in sorted(punkter, key=lambda p: (p[0], p[1])):
        if tilbake and dato < klokke.start:
            continue
        if isinstance(hva, Hending):
            lovlig = forlengelse_lovlig(tidslinje, klasse, krav, hva, frist, valg)
            klokke.forlengelse_gyldig = lovlig
            klokke.grunnfrist = klokke.grunnfrist or frist
            if lovlig:
                klokke.linjer.append(Linje(fra, frist, art, hjemmel))
                avtale = hva.navn == "avtalt_frist"
                art = "avtalt" if avtale else "forlenget"
                hjemmel = _forlengelseshjemmel(tidslinje, klasse, krav, avtale)
                fra, frist = frist, hva["ny_frist"]
            continue
        if hva.til is not None and hva.til <= fra:
            continue
        begynner = max(hva.fra, fra)
        if hva.fra > frist and "sen_mangel" not in valg:
            continue
        slutt = hva.til or max(tidslinje.per_dato or begynner, tidslinje.hendelser[-1].dato)
        if begynner > fra:
            klokke.linjer.append(Linje(fra, begynner, art, hjemmel))
        lengde = (slutt - begynner).days
        klokke.linjer.append(Linje(begynner, slutt, "stoppet", hva.hjemmel))
        klokke.hjemler.append(hva.hjemmel)
        klokke.stoppet += lengde
        klokke.staar = hva.til is None
        frist += timedelta(days=lengde)
        fra = slutt
        if hva.ny_frist:
            frist = pluss_uker(slutt, klasse.uker)
    if frist > fra:
        klokke.linjer.append(Linje(fra, frist, art, hjemmel))
    klokke.frist = frist
    return klokke


def _forlengelseshjemmel(
    tidslinje: Tidslinje, klasse: Klasse, krav: Fristkrav, avtale: bool
) -> str:
    if avtale:
        return "pbl § 21-7 siste ledd"
    if tidslinje.type == "DI":
        return "SAK10 § 7-4 bokstav b"
    return f"SAK10 § 7-3 {'andre' if klasse.uker == krav.korte_uker else 'første'} ledd"
