"""Navnene på tilstandene i hver region, på bokmål, nynorsk og engelsk."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from byggsak.case.regioner import (
    Funntilstand,
    Gebyrtilstand,
    Gjennomfoeringstilstand,
    Gyldighet,
    Habilitetstilstand,
    Hoeringstilstand,
    Iverksetting,
    Klagetilstand,
    Merknadstilstand,
    Plantilstand,
    Region,
    Varseltilstand,
)
from byggsak.case.tilstand import TILSTANDSNAVN
from byggsak.domain.tekst import Tekst

REGIONSNAVN: Final[dict[Region, Tekst]] = {
    Region.SOEKNAD: Tekst("søknaden", "søknaden", "the application"),
    Region.FUNN: Tekst("funn", "funn", "finding"),
    Region.PLAN: Tekst("plan", "plan", "plan"),
    Region.HOERING: Tekst(
        "høring av en myndighet", "høyring av ei styresmakt", "hearing of an authority"
    ),
    Region.NABOVARSEL: Tekst("nabovarsel", "nabovarsel", "notice to neighbours"),
    Region.MERKNAD: Tekst("merknad fra en nabo", "merknad frå ein nabo", "remark of a neighbour"),
    Region.GEBYR: Tekst("gebyr", "gebyr", "fee"),
    Region.KLAGE: Tekst("klage", "klage", "appeal"),
    Region.IVERKSETTING: Tekst("iverksetting", "iverksetjing", "enforcement"),
    Region.GYLDIGHET: Tekst("gyldighet", "gyldigheit", "validity"),
    Region.GJENNOMFOERING: Tekst("gjennomføring", "gjennomføring", "execution"),
    Region.HABILITET: Tekst("habilitet", "habilitet", "disqualification"),
}

_NAVN: Final[dict[Region, dict[str, Tekst]]] = {
    Region.SOEKNAD: {t.value: navn for t, navn in TILSTANDSNAVN.items()},
    Region.FUNN: {
        Funntilstand.INGEN: Tekst(
            "funnet er ikke i saken", "funnet er ikkje i saka", "the finding is not in the case"
        ),
        Funntilstand.AAPEN: Tekst("funnet er åpent", "funnet er ope", "the finding is open"),
        Funntilstand.BEKREFTET: Tekst(
            "funnet er bekreftet", "funnet er stadfesta", "the finding is confirmed"
        ),
        Funntilstand.AVKREFTET: Tekst(
            "funnet er avkreftet", "funnet er avkrefta", "the finding is dismissed"
        ),
        Funntilstand.DISP_SOEKT: Tekst(
            "dispensasjon er søkt for funnet",
            "dispensasjon er søkt for funnet",
            "a dispensation is applied for",
        ),
        Funntilstand.DISP_INNSTILT: Tekst(
            "innstilt på dispensasjon", "innstilt på dispensasjon", "dispensation recommended"
        ),
        Funntilstand.DISP_GITT: Tekst(
            "dispensasjon er gitt", "dispensasjon er gitt", "dispensation given"
        ),
        Funntilstand.DISP_AVSLAATT: Tekst(
            "dispensasjon er avslått", "dispensasjon er avslått", "dispensation refused"
        ),
        Funntilstand.RETTET: Tekst(
            "funnet er rettet", "funnet er retta", "the finding is corrected"
        ),
        Funntilstand.GJENOPPSTAATT: Tekst(
            "funnet er gjenoppstått", "funnet er oppstått på nytt", "the finding has come back"
        ),
        Funntilstand.LUKKET: Tekst("funnet er lukket", "funnet er lukka", "the finding is closed"),
    },
    Region.PLAN: {
        Plantilstand.UVURDERT: Tekst(
            "planen er ikke vurdert", "planen er ikkje vurdert", "the plan is not assessed"
        ),
        Plantilstand.INNSTILT: Tekst(
            "planen er vurdert i innstillingen",
            "planen er vurdert i innstillinga",
            "the plan is assessed in the recommendation",
        ),
        Plantilstand.I_SAMSVAR: Tekst(
            "i samsvar med planen", "i samsvar med planen", "in accordance with the plan"
        ),
        Plantilstand.KREVER_DISP: Tekst(
            "krever dispensasjon", "krev dispensasjon", "needs a dispensation"
        ),
        Plantilstand.DISP_SOEKT: Tekst(
            "dispensasjon er søkt", "dispensasjon er søkt", "dispensation applied for"
        ),
        Plantilstand.DISP_IKKE_SOEKT: Tekst(
            "dispensasjon er ikke søkt",
            "dispensasjon er ikkje søkt",
            "dispensation not applied for",
        ),
    },
    Region.HOERING: {
        Hoeringstilstand.IKKE_SENDT: Tekst(
            "ikke sendt på høring", "ikkje send på høyring", "not sent for hearing"
        ),
        Hoeringstilstand.SENDT: Tekst("på høring", "på høyring", "in hearing"),
        Hoeringstilstand.VENTER_SAMTYKKE: Tekst(
            "venter på samtykke", "ventar på samtykke", "awaiting consent"
        ),
        Hoeringstilstand.SVAR: Tekst(
            "myndigheten har svart", "styresmakta har svart", "the authority has answered"
        ),
        Hoeringstilstand.UTEN_SVAR: Tekst(
            "fristen gikk ut uten svar", "fristen gjekk ut utan svar", "no answer in time"
        ),
        Hoeringstilstand.VURDERT: Tekst(
            "svaret er vurdert", "svaret er vurdert", "the answer is assessed"
        ),
        Hoeringstilstand.FRAFALT: Tekst(
            "høringen er frafalt", "høyringa er fråfallen", "the hearing is dropped"
        ),
    },
    Region.NABOVARSEL: {
        Varseltilstand.OK: Tekst("nabovarslet", "nabovarsla", "neighbours notified"),
        Varseltilstand.MANGLER_VARSEL: Tekst(
            "nabovarsel mangler", "nabovarsel manglar", "notice to neighbours missing"
        ),
        Varseltilstand.TILLEGGSVARSEL: Tekst(
            "nytt nabovarsel er sendt", "nytt nabovarsel er sendt", "new notice sent"
        ),
    },
    Region.MERKNAD: {
        Merknadstilstand.INGEN: Tekst("ingen merknad", "ingen merknad", "no remark"),
        Merknadstilstand.MOTTATT: Tekst("merknad mottatt", "merknad motteken", "remark received"),
        Merknadstilstand.KOMMENTERT: Tekst(
            "merknad kommentert", "merknad kommentert", "remark commented on"
        ),
        Merknadstilstand.VURDERT: Tekst("merknad vurdert", "merknad vurdert", "remark assessed"),
        Merknadstilstand.TRUKKET: Tekst("merknad trukket", "merknad trekt", "remark withdrawn"),
    },
    Region.GEBYR: {
        Gebyrtilstand.IKKE_RELEVANT: Tekst("ikke noe gebyr", "ikkje noko gebyr", "no fee"),
        Gebyrtilstand.BEREGNET: Tekst("gebyr beregnet", "gebyr rekna ut", "fee computed"),
        Gebyrtilstand.KREVD: Tekst("gebyr krevd", "gebyr kravd", "fee demanded"),
        Gebyrtilstand.KREVD_SOM_VILKAAR: Tekst(
            "gebyr krevd som vilkår", "gebyr kravd som vilkår", "fee demanded as a condition"
        ),
        Gebyrtilstand.BETALT: Tekst("gebyr betalt", "gebyr betalt", "fee paid"),
        Gebyrtilstand.FRAFALT: Tekst("gebyr frafalt", "gebyr fråfalle", "fee waived"),
    },
    Region.KLAGE: {
        Klagetilstand.INGEN: Tekst("ingen klage", "ingen klage", "no appeal"),
        Klagetilstand.MOTTATT: Tekst("klage mottatt", "klage motteken", "appeal received"),
        Klagetilstand.FORBEREDER: Tekst(
            "klagen forberedes", "klagen blir førebudd", "appeal being prepared"
        ),
        Klagetilstand.DELVIS: Tekst("delvis medhold", "delvis medhald", "upheld in part"),
        Klagetilstand.OVERSENDT: Tekst(
            "hos statsforvalteren", "hos statsforvaltaren", "with the county governor"
        ),
        Klagetilstand.AVVIST: Tekst("klage avvist", "klage avvist", "appeal dismissed"),
        Klagetilstand.TATT_TIL_FOELGE: Tekst(
            "klage tatt til følge", "klage teken til følgje", "appeal upheld"
        ),
        Klagetilstand.STADFESTET: Tekst(
            "vedtaket stadfestet", "vedtaket stadfesta", "decision upheld"
        ),
        Klagetilstand.OMGJORT: Tekst("vedtaket omgjort", "vedtaket gjort om", "decision reversed"),
        Klagetilstand.OPPHEVET: Tekst("vedtaket opphevet", "vedtaket oppheva", "decision quashed"),
        Klagetilstand.AVVIST_AV_SF: Tekst(
            "avvist i klageinstansen", "avvist i klageinstansen", "dismissed by the appeal body"
        ),
        Klagetilstand.TRUKKET: Tekst("klage trukket", "klage trekt", "appeal withdrawn"),
        Klagetilstand.BORTFALT: Tekst("klage falt bort", "klage fallen bort", "appeal lapsed"),
    },
    Region.IVERKSETTING: {
        Iverksetting.IKKE_UTSATT: Tekst("kan iverksettes", "kan setjast i verk", "may be enforced"),
        Iverksetting.UTSATT: Tekst(
            "iverksetting utsatt", "iverksetjing utsett", "enforcement suspended"
        ),
    },
    Region.GYLDIGHET: {
        Gyldighet.INGEN: Tekst("ingen tillatelse", "inga tillating", "no permit"),
        Gyldighet.GYLDIG: Tekst("tillatelsen gjelder", "tillatinga gjeld", "permit in force"),
        Gyldighet.IGANGSATT: Tekst("arbeidet er i gang", "arbeidet er i gang", "work started"),
        Gyldighet.STANSET: Tekst("arbeidet har stanset", "arbeidet har stansa", "work stopped"),
        Gyldighet.BENYTTET: Tekst(
            "dispensasjonen er benyttet", "dispensasjonen er nytta", "dispensation used"
        ),
        Gyldighet.BORTFALT: Tekst(
            "tillatelsen er falt bort", "tillatinga er fallen bort", "permit lapsed"
        ),
        Gyldighet.OMGJORT: Tekst(
            "tillatelsen er omgjort", "tillatinga er gjord om", "permit reversed"
        ),
        Gyldighet.OPPHEVET: Tekst(
            "tillatelsen er opphevet", "tillatinga er oppheva", "permit quashed"
        ),
        Gyldighet.FULLFOERT: Tekst(
            "tiltaket er fullført", "tiltaket er fullført", "project completed"
        ),
    },
    Region.GJENNOMFOERING: {
        Gjennomfoeringstilstand.INGEN: Tekst(
            "ingen tillatelse å bygge etter",
            "inga tillating å byggje etter",
            "nothing to build under",
        ),
        Gjennomfoeringstilstand.VENTER_IG: Tekst(
            "venter på igangsettingstillatelse",
            "ventar på igangsetjingsløyve",
            "awaiting permission to start",
        ),
        Gjennomfoeringstilstand.IG_DELVIS: Tekst(
            "igangsetting tillatt for en del",
            "igangsetjing tillaten for ein del",
            "permission to start in part",
        ),
        Gjennomfoeringstilstand.KAN_STARTE: Tekst("kan starte", "kan starte", "may start"),
        Gjennomfoeringstilstand.BYGGING: Tekst("bygging", "bygging", "building"),
        Gjennomfoeringstilstand.MIDLERTIDIG_BRUK: Tekst(
            "midlertidig bruk", "mellombels bruk", "temporary use"
        ),
        Gjennomfoeringstilstand.FERDIG: Tekst("ferdig", "ferdig", "completed"),
    },
    Region.HABILITET: {
        Habilitetstilstand.HABIL: Tekst("habil", "habil", "not disqualified"),
        Habilitetstilstand.MELDT: Tekst(
            "meldt, ikke avgjort", "meld, ikkje avgjort", "reported, not decided"
        ),
        Habilitetstilstand.INHABIL: Tekst("inhabil", "inhabil", "disqualified"),
    },
}


def navn_paa(region: Region, tilstand: StrEnum) -> Tekst:
    """Det tilstanden heter i regionen."""
    return _NAVN[region][tilstand]
