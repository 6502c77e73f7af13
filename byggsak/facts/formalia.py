"""What the formal checks are asked about, from the form and its attachments alone."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from byggsak.domain.facts import Gjenstand, Maal, Ukjent
from byggsak.domain.formalia import (
    Byggeomfang,
    Ferdigmelding,
    Kommunevalg,
    OmsoektDispensasjon,
    OppgittFare,
    Soekerforhold,
)
from byggsak.domain.register import Treff
from byggsak.domain.skjema import Soeknadstype
from byggsak.domain.soeknad import Dispensasjon
from byggsak.domain.tekst import Tekst
from byggsak.facts.basis import Grunnlag, samlet_slag
from byggsak.facts.reasons import (
    GRUNNENE_ER_VEDLEGG,
    IKKE_EIENDOM,
    IKKE_I_SITUASJONSPLANEN,
    IKKE_UTFYLT,
    PLAN_MANGLER,
    UKJENT_TILTAKSTYPE,
    alt_ukjent,
    ukjent_felt,
)

SAMTYKKE: Final = "metadata/samtykkeTilByggeplaner"
DISPENSASJONSVEDLEGG: Final = "Dispensasjonssoeknad"
UTENFOR_FAREOMRAADE: Final = "utenforfo"
MILJOE: Final = "miljoe"
INGEN_KOMMUNE: Final = Tekst(
    "søknaden oppgir ingen kommune, og ingen mottaker er oppgitt",
    "søknaden oppgir ingen kommune, og ingen mottakar er oppgitt",
    "the application names no municipality, and no recipient is given",
)
_MED_SOEKER: Final = frozenset({"ET", "RS", "IG", "ES"})
_SPOER_OM_ERKLAERING: Final = frozenset({"ET", "RS"})
_NYTT_ELLER_ENDRET: Final = frozenset({"ET", "RS", "TA", "ES"})


def formalia(grunnlag: Grunnlag) -> list[Gjenstand]:
    """Everything but place and responsibility, for the type of application at hand."""
    type_ = grunnlag.soeknad.skjema.type.value
    svar: list[Gjenstand] = [kommunevalg(grunnlag)]
    if type_ in _MED_SOEKER:
        svar.append(soekerforhold(grunnlag))
    if type_ in _NYTT_ELLER_ENDRET:
        svar += [*dispensasjoner(grunnlag), *oppgitte_farer(grunnlag), byggeomfang(grunnlag)]
    if type_ == Soeknadstype.DISPENSASJON.value:
        svar += dispensasjoner(grunnlag)
    if type_ == Soeknadstype.FERDIGATTEST.value:
        svar.append(ferdigmelding(grunnlag))
    return svar


def kommunevalg(grunnlag: Grunnlag) -> Kommunevalg:
    sted = grunnlag.sted("eiendomByggested/eiendom/eiendomsidentifikasjon/kommunenummer")
    if grunnlag.kommune is None:
        return alt_ukjent(Kommunevalg(sted=sted), INGEN_KOMMUNE)
    mottaker = grunnlag.kommune.nummer
    oppgitt = [e.matrikkelnummer.kommunenummer for e in grunnlag.soeknad.eiendommer]
    numre = tuple(dict.fromkeys(n for n in oppgitt if n))
    if not numre:
        return alt_ukjent(Kommunevalg(sted=sted, mottaker=mottaker), IKKE_EIENDOM)
    slag = {n: _hvis(grunnlag, n, mottaker) for n in numre}
    return Kommunevalg(
        sted=sted,
        mottaker=mottaker,
        egne=tuple(n for n in numre if slag[n] == "egen"),
        delte=tuple(n for n in numre if slag[n] == "delt"),
        andre=tuple(n for n in numre if slag[n] == "annen"),
    )


def _hvis(grunnlag: Grunnlag, nummer: str, mottaker: str) -> str:
    """Whose the number is today; an old number is followed forward through the register."""
    if grunnlag.i_egen_kommune(nummer) == mottaker:
        return "egen"
    register = grunnlag.registre.kommuner
    svar = register.kommune(nummer) if register is not None else None
    etter = svar.verdi.erstattet_av if isinstance(svar, Treff) else ()
    if mottaker not in etter:
        return "annen"
    return "egen" if len(etter) == 1 else "delt"


def soekerforhold(grunnlag: Grunnlag) -> Soekerforhold:
    soeknad = grunnlag.soeknad
    ansvar: Any = (soeknad.ansvar or "").strip().lower()
    erklaert = soeknad.felt.verdi("ansvarsrettSoeker/harErklaeringOmAnsvar")
    return Soekerforhold(
        sted=grunnlag.sted("ansvarligSoeker"),
        ansvar=ansvar or ukjent_felt(Soekerforhold, "ansvar", IKKE_UTFYLT),
        skjemaet_spoer=soeknad.skjema.type.value in _SPOER_OM_ERKLAERING,
        har_ansvarlig_soeker=soeknad.ansvarlig_soeker is not None,
        soeker_erklaert=ukjent_felt(Soekerforhold, "soeker_erklaert", IKKE_UTFYLT)
        if erklaert is None
        else erklaert in ("true", "1"),
        viser_til_samtykke=soeknad.felt.verdi(SAMTYKKE) is not None,
    )


def dispensasjoner(grunnlag: Grunnlag) -> list[OmsoektDispensasjon]:
    alle = grunnlag.soeknad.dispensasjoner
    return [_dispensasjon(grunnlag, d, nr) for nr, d in enumerate(alle, 1)]


def _dispensasjon(grunnlag: Grunnlag, soekt: Dispensasjon, nr: int) -> OmsoektDispensasjon:
    begrunnet: Any = bool((soekt.begrunnelse or "").strip())
    if not begrunnet and DISPENSASJONSVEDLEGG in grunnlag.vedleggstyper:
        begrunnet = ukjent_felt(OmsoektDispensasjon, "begrunnet", GRUNNENE_ER_VEDLEGG)
    return OmsoektDispensasjon(
        navn=soekt.referanse or soekt.tittel or str(nr),
        sted=soekt.felt.sted,
        bestemmelse_oppgitt=bool(soekt.bestemmelsetype or soekt.paragraf or soekt.plan_id),
        begrunnet=begrunnet,
    )


def oppgitte_farer(grunnlag: Grunnlag) -> list[OppgittFare]:
    """What the applicant says may be there; a kind said to be outside any hazard area is none."""
    sti = "rammebetingelser/kravTilByggegrunn"
    steder = grunnlag.soeknad.felt.alle(f"{sti}/muligeOmraadeRisikoer/omraadeRisiko")
    svar = []
    for nr, risiko in enumerate(grunnlag.soeknad.risikoer):
        slag = (risiko.risikotype or "").strip()
        klasse = (risiko.sikkerhetsklasse or "").strip().lower()
        if not slag or klasse == UTENFOR_FAREOMRAADE:
            continue
        svar.append(
            OppgittFare(
                navn=slag,
                sted=steder[nr].sted if nr < len(steder) else grunnlag.sted(sti),
                slag=slag.lower(),
                klasse=klasse or ukjent_felt(OppgittFare, "klasse", IKKE_UTFYLT),
                vedleggstyper=grunnlag.vedleggstyper,
            )
        )
    if grunnlag.soeknad.felt.verdi(f"{sti}/harMiljoeforhold") in ("true", "1"):
        svar.append(
            OppgittFare(
                navn=MILJOE,
                sted=grunnlag.sted(f"{sti}/harMiljoeforhold"),
                slag=MILJOE,
                klasse="",
                vedleggstyper=grunnlag.vedleggstyper,
            )
        )
    return svar


def byggeomfang(grunnlag: Grunnlag) -> Byggeomfang:
    soeknad = grunnlag.soeknad
    slag = samlet_slag(soeknad)
    avfall = soeknad.felt.verdi("rammebetingelser/generellInformasjon/skalUtarbeideAvfallsplan")
    koder = [(k.kodeverdi or "").strip().lower() for k in soeknad.tiltakstyper]
    return Byggeomfang(
        sted=grunnlag.sted("rammebetingelser/generellInformasjon/skalUtarbeideAvfallsplan"),
        nytt_bra=_nytt_bra(grunnlag),
        river=any(k.startswith("riving") for k in koder)
        or bool(soeknad.areal.areal_bebyggelse_som_skal_rives),
        avfallsplan=_felt("avfallsplan", None if avfall is None else avfall in ("true", "1")),
        nytt=ukjent_felt(Byggeomfang, "nytt", UKJENT_TILTAKSTYPE)
        if slag.nytt is None
        else slag.nytt,
        bygningstype=_felt("bygningstype", soeknad.bygningstype),
        vedleggstyper=grunnlag.vedleggstyper,
    )


def _felt(navn: str, verdi: Any) -> Any:
    return ukjent_felt(Byggeomfang, navn, IKKE_UTFYLT) if verdi is None else verdi


def _nytt_bra(grunnlag: Grunnlag) -> Any:
    """The floor area of the new buildings of the situation plan; the form has no field for it."""
    plan = grunnlag.situasjonsplan
    if isinstance(plan, Ukjent):
        return ukjent_felt(Byggeomfang, "nytt_bra", plan.grunn or PLAN_MANGLER)
    arealer = [b.bruksareal for b in plan.tiltak if not b.rives]
    oppgitte = [a for a in arealer if a is not None]
    if len(oppgitte) < len(arealer):
        return ukjent_felt(Byggeomfang, "nytt_bra", IKKE_I_SITUASJONSPLANEN)
    return Maal(sum(oppgitte, Decimal(0)), enhet="m2")


def ferdigmelding(grunnlag: Grunnlag) -> Ferdigmelding:
    soeknad = grunnlag.soeknad
    ferdig = soeknad.ferdigstillelse
    justeringer: Any = ferdig.ikke_soeknadspliktige_justeringer if ferdig else None
    return Ferdigmelding(
        sted=grunnlag.sted("foretattIkkeSoeknadspliktigeJusteringer"),
        justeringer=ukjent_felt(Ferdigmelding, "justeringer", IKKE_UTFYLT)
        if justeringer is None
        else justeringer,
        tiltakstyper=tuple((k.kodeverdi or "").strip().lower() for k in soeknad.tiltakstyper),
        vedleggstyper=grunnlag.vedleggstyper,
    )
