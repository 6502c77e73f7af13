"""The words around the findings, for three readers in three languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from byggsak.domain.funn import Dispensasjonsstatus, Hjemmel, Virkning
from byggsak.domain.tekst import Spraak, Tekst
from byggsak.rule.report import Resultat

RESULTAT: Final[Mapping[Resultat, Tekst]] = {
    Resultat.GODKJENT: Tekst(
        "Ingen feil funnet, og alt kunne avgjøres.",
        "Ingen feil funne, og alt kunne avgjerast.",
        "No faults found, and everything could be decided.",
    ),
    Resultat.MANGLER: Tekst(
        "Søknaden har feil som må rettes.",
        "Søknaden har feil som må rettast.",
        "The application has faults that must be put right.",
    ),
    Resultat.UAVKLART: Tekst(
        "Ingen feil funnet, men noe må avgjøres av et menneske.",
        "Ingen feil funne, men noko må eit menneske avgjere.",
        "No faults found, but a person must decide something.",
    ),
    Resultat.AVVIST: Tekst(
        "Søknaden kan ikke tas imot slik den er sendt.",
        "Søknaden kan ikkje takast imot slik han er send.",
        "The application cannot be received as it was sent.",
    ),
}
GRUPPER: Final[Mapping[str, Tekst]] = {
    "feil": Tekst("Må rettes", "Må rettast", "Must be put right"),
    "uavklart": Tekst(
        "Kan ikke avgjøres av kontrollen",
        "Kan ikkje avgjerast av kontrollen",
        "Could not be decided by the check",
    ),
    "advarsel": Tekst("Bør rettes", "Bør rettast", "Should be put right"),
}
UTFALL: Final[Mapping[str, Tekst]] = {
    "feil": Tekst("Ikke oppfylt", "Ikkje oppfylt", "Not met"),
    "advarsel": Tekst("Ikke oppfylt (advarsel)", "Ikkje oppfylt (åtvaring)", "Not met (warning)"),
    "uavklart": Tekst("Uavklart", "Uavklart", "Undecided"),
}
ANTALL: Final = Tekst(
    "{sum} svar: {oppfylt} oppfylt, {brutt} brutt, {uavklart} uavklart, "
    "{ikke_aktuell} ikke aktuelle.",
    "{sum} svar: {oppfylt} oppfylte, {brutt} brotne, {uavklart} uavklarte, "
    "{ikke_aktuell} ikkje aktuelle.",
    "{sum} answers: {oppfylt} met, {brutt} broken, {uavklart} undecided, "
    "{ikke_aktuell} not applicable.",
)
ALARM: Final = Tekst(
    "Kontrollen feilet i {regler}; driften er varslet.",
    "Kontrollen feila i {regler}; drifta er varsla.",
    "The check failed in {regler}; operations have been told.",
)
UTEN_TITTEL: Final = Tekst("Dokumentet", "Dokumentet", "The document")

TITLER: Final[Mapping[str, Tekst]] = {
    "utfall": Tekst("Utfall", "Utfall", "Outcome"),
    "hjemmel": Tekst("Hjemmel", "Heimel", "Legal basis"),
    "gjelder": Tekst("Gjelder", "Gjeld", "Concerns"),
    "dokument": Tekst("Dokument", "Dokument", "Document"),
    "maalt": Tekst("Målt eller oppgitt", "Målt eller oppgitt", "Measured or provided"),
    "krav": Tekst("Krav", "Krav", "Required"),
    "margin": Tekst("Margin", "Margin", "Margin"),
    "usikkerhet": Tekst("Usikkerhet", "Uvisse", "Uncertainty"),
    "vurderes": Tekst(
        "Må vurderes av et menneske", "Må vurderast av eit menneske", "A person must judge"
    ),
    "dispensasjon": Tekst(
        "Dispensasjon eller samtykke", "Dispensasjon eller samtykke", "Dispensation or consent"
    ),
    "soekt": Tekst(
        "Søknad om dispensasjon", "Søknad om dispensasjon", "Application for dispensation"
    ),
    "dibk_kode": Tekst("Nasjonal mangelkode", "Nasjonal mangelkode", "National deficiency code"),
    "sjekkpunkt": Tekst("Nasjonalt sjekkpunkt", "Nasjonalt sjekkpunkt", "National check point"),
    "regel": Tekst("Regel", "Regel", "Rule"),
    "xpath": Tekst("XPath", "XPath", "XPath"),
    "linje": Tekst("Linje", "Linje", "Line"),
    "gml_id": Tekst("gml:id", "gml:id", "gml:id"),
    "epsg": Tekst("Koordinatsystem", "Koordinatsystem", "Coordinate system"),
    "fingeravtrykk": Tekst("Fingeravtrykk", "Fingeravtrykk", "Fingerprint"),
}

VURDER_UAVKLART: Final = Tekst(
    "Kontrollen kan ikke avgjøre punktet. Innhent opplysningen som mangler, eller avgjør etter "
    "skjønn om kravet er oppfylt.",
    "Kontrollen kan ikkje avgjere punktet. Hent inn opplysninga som manglar, eller avgjer etter "
    "skjønn om kravet er oppfylt.",
    "The check cannot decide. Obtain the information that is missing, or judge whether the "
    "requirement is met.",
)
VURDER: Final[Mapping[Virkning, Tekst]] = {
    Virkning.STRID: Tekst(
        "Bekreft eller avkreft funnet. Det er en mangel først når det er bekreftet.",
        "Stadfest eller avkreft funnet. Det er ein mangel først når det er stadfesta.",
        "Confirm or reject the finding. It is a deficiency only once confirmed.",
    ),
    Virkning.DISPENSASJON: Tekst(
        "Om funnet stemmer, og om det er søkt om og kan gis dispensasjon fra {fra}.",
        "Om funnet stemmer, og om det er søkt om og kan givast dispensasjon frå {fra}.",
        "Whether the finding is right, and whether dispensation from {fra} is applied for and can "
        "be given.",
    ),
    Virkning.SKJOENN: Tekst(
        "Loven lar dette være skjønn: avgjør om kravet er oppfylt, og begrunn det.",
        "Lova lèt dette vere skjønn: avgjer om kravet er oppfylt, og grunngi det.",
        "The law leaves this to judgement: decide whether the requirement is met, and why.",
    ),
    Virkning.OPPLYSNING: Tekst(
        "Funnet er en opplysning. Avgjør om den har noe å si for saken.",
        "Funnet er ei opplysning. Avgjer om ho har noko å seie for saka.",
        "The finding is information. Decide whether it matters to the case.",
    ),
}
DISPENSASJON: Final = Tekst(
    "Står funnet, krever det dispensasjon fra {fra}, eller et samtykke der loven åpner for det.",
    "Står funnet, krev det dispensasjon frå {fra}, eller eit samtykke der lova opnar for det.",
    "If the finding stands, it needs dispensation from {fra}, or a consent where the law allows.",
)

PLANEN: Final = Tekst("arealplanen", "arealplanen", "the land-use plan")
"""What `krever_dispensasjon` calls «plan»."""

KRAVET: Final = Tekst("kravet", "kravet", "the requirement")

_LOVER: Final[Mapping[str, Tekst]] = {
    "pbl": Tekst("plan- og bygningsloven", "plan- og bygningslova", "Planning and Building Act"),
    "veglova": Tekst("veglova", "veglova", "Roads Act"),
    "jernbaneloven": Tekst("jernbaneloven", "jernbanelova", "Railway Act"),
    "kulturminneloven": Tekst("kulturminneloven", "kulturminnelova", "Cultural Heritage Act"),
    "aml": Tekst("arbeidsmiljøloven", "arbeidsmiljølova", "Working Environment Act"),
    "sak10": Tekst(
        "byggesaksforskriften (SAK10)",
        "byggesaksforskrifta (SAK10)",
        "Building Applications Regulations (SAK10)",
    ),
    "tek17": Tekst(
        "byggteknisk forskrift (TEK17)",
        "byggteknisk forskrift (TEK17)",
        "Regulations on Technical Requirements (TEK17)",
    ),
}
_PAA_ENGELSK: Final = (
    (re.compile(r"\bførste ledd\b"), "first paragraph"),
    (re.compile(r"\bandre ledd\b"), "second paragraph"),
    (re.compile(r"\btredje ledd\b"), "third paragraph"),
    (re.compile(r"\bfjerde ledd\b"), "fourth paragraph"),
    (re.compile(r"\bfemte ledd\b"), "fifth paragraph"),
    (re.compile(r"\bsjette ledd\b"), "sixth paragraph"),
    (re.compile(r"\bbokstav\b"), "letter"),
    (re.compile(r"\bnr\."), "no."),
    (re.compile(r"\bjf\."), "cf."),
)


def hjemmel(hjemmel: Hjemmel, spraak: Spraak) -> str:
    """The legal basis in full words.

    >>> hjemmel(Hjemmel("pbl", "29-4", "andre ledd"), "en")
    'Planning and Building Act § 29-4 second paragraph'
    """
    lov = _LOVER.get(hjemmel.lov.lower())
    ledd = hjemmel.ledd or ""
    if spraak == "en":
        for moenster, ord_ in _PAA_ENGELSK:
            ledd = moenster.sub(ord_, ledd)
    navn = lov.paa(spraak) if lov is not None else hjemmel.lov
    return " ".join(filter(None, [navn, f"§ {hjemmel.paragraf}", ledd]))


SOEKNAD_OM_DISPENSASJON: Final[Mapping[Dispensasjonsstatus, Tekst]] = {
    Dispensasjonsstatus.DEKKET: Tekst(
        "dekket av søknad om dispensasjon; et menneske avgjør om den gis",
        "dekt av søknad om dispensasjon; eit menneske avgjer om ho blir gitt",
        "covered by an application for dispensation; a person decides whether it is granted",
    ),
    Dispensasjonsstatus.UTEN_GRUNNER: Tekst(
        "søkt uten begrunnelse", "søkt utan grunngjeving", "applied for without grounds"
    ),
    Dispensasjonsstatus.UKJENT: Tekst(
        "dispensasjonssøknaden må leses av et menneske",
        "dispensasjonssøknaden må lesast av eit menneske",
        "the application for dispensation must be read by a person",
    ),
    Dispensasjonsstatus.IKKE_SOEKT: Tekst("ikke søkt", "ikkje søkt", "not applied for"),
}
