"""One form of each kind, filled in rightly on the day it is received: nothing is to be found."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from byggsak.domain.felt import Felt
from byggsak.xml.reader import read

MOTTATT = date(2026, 6, 1)
ROT = Path(__file__).parents[1]


def som_felt(navn: str, innhold: object, forelder: Felt | None = None, plass: int = 1) -> Felt:
    """A tree from nested dicts; a list is a repeated element."""
    tekst = innhold if isinstance(innhold, str) else None
    felt = Felt(navn, tekst, linje=1, forelder=forelder, plass=plass)
    if isinstance(innhold, dict):
        for barn, verdi in innhold.items():
            flere = verdi if isinstance(verdi, list) else [verdi]
            felt.barn[barn] = [som_felt(barn, v, felt, nr) for nr, v in enumerate(flere, 1)]
    return felt


def kode(verdi: str) -> dict[str, Any]:
    return {"kodeverdi": verdi, "kodebeskrivelse": f"Beskrivelse av {verdi}"}


ADRESSE = {"adresselinje1": "Storgata 1", "postnr": "0155", "poststed": "OSLO", "landkode": "NO"}
KONTAKT = {"navn": "Kari Kontakt", "mobilnummer": "98765432", "epost": "kari@eksempel.no"}
NAABART = {"adresse": ADRESSE, "mobilnummer": "98765432", "epost": "post@eksempel.no"}
PERSON = {
    "partstype": kode("Privatperson"), "foedselsnummer": "28044102120", "navn": "Ola Nordmann",
    **NAABART,
}  # fmt: skip
FORETAK = {
    "partstype": kode("Foretak"), "organisasjonsnummer": "910065203", "navn": "Arkitekt Flink AS",
    "kontaktperson": KONTAKT, **NAABART,
}  # fmt: skip
MATRIKKEL = {"kommunenummer": "9999", "gaardsnummer": "208", "bruksnummer": "391"}
EIENDOM = {
    "eiendomsidentifikasjon": MATRIKKEL,
    "adresse": {**ADRESSE, "gatenavn": "Storgata", "husnr": "1"},
    "bygningsnummer": "81099618", "bolignummer": "H0101", "kommunenavn": "Oslo",
}  # fmt: skip
BYGGESTED = {"eiendom": [EIENDOM]}
METADATA = {"fraSluttbrukersystem": "Systemet", "foretrukketSpraak": kode("nb")}
SAK = {"saksaar": "2025", "sakssekvensnummer": "12345"}
TYPE = {"kode": [kode("nyttbyggunder70m2")]}
FELLES = {
    "metadata": METADATA, "eiendomByggested": BYGGESTED, "kommunensSaksnummer": SAK,
    "generelleVilkaar": {"norskSvenskDansk": "true"}, "soeknadGjelder": {"type": TYPE},
}  # fmt: skip
MED_ANSVAR = {"ansvarForByggesaken": kode("medAnsvar"), "ansvarligSoeker": FORETAK}
UTEN_ANSVAR = {"ansvarForByggesaken": kode("utenAnsvar"), "tiltakshaver": PERSON}
VEDLEGG = {
    "vedlegg": [
        {"filnavn": "svar.pdf", "vedleggstype": kode("Annet"), "versjonsdato": "2026-05-20"}
    ]
}
UTFALL = {
    "utfallSvar": [{
        "utfallId": "7", "utfallType": kode("SVV"), "tema": kode("andreForhold"),
        "utloestFraSjekkpunkt": {"sjekkpunktId": "1.1", "sjekkpunktEier": "dibk"},
        "tittel": "Vilkår", "erUtfallBesvart": "true", "erUtfallBesvaresSenere": "false",
        "kommentar": "Se vedlegg", "vedleggsliste": VEDLEGG,
    }]
}  # fmt: skip
DELSOEKNADER = {
    "delsoeknad": [{
        "delAvTiltaket": "Riving", "tillatelsedato": "2026-02-01", "delsoeknadsnummer": "1",
        "type": {"kode": [kode("rivingdelerbygg")]},
    }]
}  # fmt: skip
DEL = {
    "type": TYPE, "gjelderHeleTiltaket": "false", "delAvTiltaket": "Grunnarbeid",
    "delsoeknadsnummer": "2",
}  # fmt: skip
FRISTER = {
    "typeArbeider": "Rekkverk",
    "utfoertInnen": "2026-06-10",
    "bekreftelseInnen": "2026-06-15",
}
VARSLING = {
    "fritattFraNabovarsling": "false", "foreliggerMerknader": "true", "antallMerknader": "1",
    "vurderingAvMerknader": "Ikke tatt til følge",
}  # fmt: skip
PLANER = {
    "gjeldendePlan": {
        "navn": "Sentrum", "formaal": "Bolig", "plantype": kode("RP"), "utnyttingsgrad": "30",
        "beregningsregelGradAvUtnytting": kode("%BYA"),
    }
}  # fmt: skip
DISPENSASJONER = {
    "dispensasjon": [{
        "dispensasjonReferanse": "9164de62", "dispensasjonKategori": kode("plassering"),
        "dispensasjonTittel": kode("byggegrenser"), "bestemmelserType": kode("RP"),
    }]
}  # fmt: skip
NABO = {
    "eier": PERSON,
    "eiendommer": {"eiendom": [
        {"matrikkelinformasjon": EIENDOM, "sluttbrukersystemReferanse": "nabo-1"}
    ]},
}  # fmt: skip
RESPONS = {
    "nabovarselSendt": "2026-05-01", "nabovarselSendtVia": kode("FTB"),
    "erMerknadMottatt": "true", "merknadMottattDato": "2026-05-10",
    "erSamtykkeMottatt": "true", "samtykkeMottattDato": "2026-05-11",
}  # fmt: skip
VARSEL = {
    **FELLES, **UTEN_ANSVAR, "planer": PLANER, "dispensasjonOversikt": DISPENSASJONER,
    "soeknadGjelder": {"type": TYPE, "bruk": {"tiltaksformaal": {"kode": [kode("Bolig")]}}},
    "kontaktpersonForNabovarselet": KONTAKT,
    "naboGjenboerEiendommer": {"naboGjenboerEiendom": [NABO, NABO]},
}  # fmt: skip
ERKLAERING = {
    "metadata": METADATA, "eiendomByggested": BYGGESTED, "kommunensSaksnummer": SAK,
    "ansvarligSoeker": FORETAK, "ansvarligForetak": {**FORETAK, "harSentralGodkjenning": "true"},
}  # fmt: skip
FASER = ("Rammetillatelse", "Igangsettingstillatelse", "MidlertidigBrukstillatelse", "Ferdigattest")
OMRAADE = {
    "beskrivelseAvAnsvarsomraadet": "Arkitektur", "soeknadssystemetsReferanse": "67a20b95",
    "datoAnsvarsrettErklaert": "2026-02-28", "erAnsvarsomraadetAvsluttet": "false",
}  # fmt: skip


def erklaering(rolle: str, *omraader: dict[str, Any]) -> dict[str, Any]:
    roller = {f"harErklaeringAnsvarlig{r}": "true" for r in rolle.split()}
    return {**ERKLAERING, "ansvarsomraader": {"ansvarsomraade": list(omraader)},
            "erklaering": roller}  # fmt: skip


ANSVAR = {
    **OMRAADE, "tiltaksklasse": kode("1"), "dekkesOmraadeAvSentralGodkjenning": "true",
    "faseSamsvarKontroll": {"harSamsvarKontrollVedFerdigattest": "true"},
}  # fmt: skip
UTFOERT = {
    **OMRAADE, "funksjon": kode("UTF"),
    "utfoerende": {
        "erOkForFerdigattest": "false",
        "midlertidigBrukstillatelse": {
            "erOkForMidlertidigBrukstillatelse": "true",
            "gjenstaaendeArbeider": {"gjenstaaendeUtenfor": "Maling"},
            "sikkerhet": {"harTilstrekkeligSikkerhet": "false", "typeArbeider": "Rekkverk",
                          "utfoertInnen": "2026-06-10"},
        },
    },
}  # fmt: skip
PROSJEKTERT = {
    **OMRAADE,
    "funksjon": kode("PRO"),
    "prosjekterende": {"erOkForRammetillatelse": "true"},
}
KONTROLLERT = {
    **OMRAADE, "funksjon": kode("KONTROLL"),
    "kontrollerende": {"harIngenAvvik": "true", "harAapneAvvik": "false"},
}  # fmt: skip
PLANOMRAADE = {
    "funksjon": kode("PRO"), "ansvarsomraade": "Arkitektur", "tiltaksklasse": kode("1"),
    "foretak": FORETAK, "ansvarsomraadetAvsluttet": "false", "erklaeringSignert": "true",
    "ansvarsomraadeStatus": kode("signert"), "ansvarsomraadeSistEndret": "2026-05-28T00:00:00",
    **{f"samsvarKontrollPlanlagtVed{fase}": "true" for fase in FASER},
    **{f"samsvarKontrollForeliggerVed{fase}": f"2026-0{nr}-28"
       for nr, fase in enumerate(FASER[:2], 2)},
}  # fmt: skip
TEMA = {
    "dispensasjonstema": kode("annet"), "annetTema": "Hul eik", "bestemmelsestype": kode("REG"),
    "plannavn": "Sentrum", "paragrafnummer": "3.1", "bestemmelsestekst": "Trær skal bevares.",
}  # fmt: skip
GRUNNER = ("hensynBakBestemmelsen", "vurderingHensynBakBestemmelsen", "vurderingHensynOverordnet",
           "samletBegrunnelse")  # fmt: skip
DISPENSASJON = {
    **TEMA, "soeknadstype": kode("ET"), "dispensasjonsreferanse": "9164de62", "tiltakstyper": TYPE,
    "dispensasjonsbeskrivelse": "Garasjen står nær veien.",
    "nasjonalArealplanId": {"administrativEnhet": "9999", "planidentifikasjon": "2021"},
    "gradAvUtnytting": "17", "beregningsregelGradAvUtnytting": kode("%BYA"),
    "stedfesting": {"posisjon": {
        "koordinatsystem": kode("4326"), "koordinater": {"koordinat": ["59.91", "10.75"]}}},
    "varighet": {"oenskesVarigDispensasjon": "false", "oensketVarighetTil": "2030-12-31"},
    "begrunnelse": {
        **dict.fromkeys(GRUNNER, "Fordi."),
        "fordeler": {"effekt": ["Lys"]}, "ulemper": {"effekt": ["Skygge"]},
    },
}  # fmt: skip
SAMTYKKE = {
    "fraSluttbrukerSystem": "Systemet", "prosjektnavn": "Prosjektet", "tiltakstyper": TYPE,
    "eiendomByggested": BYGGESTED, "tiltakshaverNavn": "Tiger AS",
    "tiltakshaverPartstypeKode": kode("Organisasjon"), "tiltakshaverOrgnr": "314039688",
    "ansvarligSoekerNavn": "Katt AS", "ansvarligSoekerOrganisasjonsnummer": "310473812",
}  # fmt: skip
ARBEIDSTILSYNET = {
    "metadata": {**METADATA, "erNorskSvenskDansk": "true", "unntattOffentlighet": "false"},
    "eiendomByggested": BYGGESTED, "kommunensSaksnummer": SAK, "arbeidstilsynetsSaksnummer": SAK,
    "tiltakshaver": FORETAK, "ansvarligSoeker": FORETAK,
    "beskrivelseAvTiltak": {
        "BRA": "300", "typer": TYPE,
        "bruk": {
            "tiltaksformaal": {"kode": [kode("Annet")]}, "beskrivPlanlagtFormaal": "Verksted",
            "anleggstype": kode("industri"), "naeringsgruppe": kode("I"),
            "bygningstype": kode("249"),
        },
    },
    "arbeidsplasser": {
        "framtidige": "true", "eksisterende": "false", "faste": "true", "midlertidige": "false",
        "antallAnsatte": "20", "utleieBygg": "true", "antallVirksomheter": "2",
        "beskrivelse": "Verksted", "veiledning": "false",
    },
    "betaling": {
        "sum": "4854", "beskrivelse": "Gebyr", "gebyrkategori": "8", "skalFaktureres": "true"
    },
    "fakturamottaker": {
        "partstype": kode("Foretak"), "organisasjonsnummer": "910297937", "adresse": ADRESSE,
        "navn": "Verkstedet AS", "bestillerreferanse": "Ola", "fakturareferanse": "Ref",
    },
    "krav": {"sjekklistekrav": [{
        "sjekklistepunkt": kode("1.18"), "sjekklistepunktsvar": "true", "dokumentasjon": "Leie"}]},
    "dispensasjoner": {"dispensasjon": [{
        "dispensasjonstype": kode("TEK"), "begrunnelse": "Trangt", "beskrivelse": "Lavt tak"}]},
}  # fmt: skip
BRUKSTILLATELSE = {
    **FELLES, **UTEN_ANSVAR, "soeknadGjelder": DEL, "delsoeknader": DELSOEKNADER,
    "utfallBesvarelse": UTFALL, "datoFerdigattest": "2026-09-01",
    "gjenstaaendeArbeider": {"gjenstaaendeInnenfor": "Maling", "gjenstaaendeUtenfor": "Hage"},
    "sikkerhetsnivaa": {"harTilstrekkeligSikkerhet": "false", **FRISTER},
}  # fmt: skip
FERDIG = {
    **FELLES, **MED_ANSVAR, "utfallBesvarelse": UTFALL,
    "kravFerdigattest": {"tilfredsstillerTiltaketKraveneFerdigattest": "false", **FRISTER},
    "foretattIkkeSoeknadspliktigeJusteringer": "false",
    "tilstrekkeligDokumentasjonOverlevertEier": "true",
    "varmesystem": {"relevant": "true", "varmefordeling": {"kode": [kode("gulvvarme")]},
                    "energiforsyning": {"kode": [kode("solenergi")]}},
}  # fmt: skip
ENDRET = {
    **FELLES, **MED_ANSVAR, "tiltakshaver": FORETAK, "varsling": VARSLING, "planer": PLANER,
    "generelleVilkaar": {"norskSvenskDansk": "true", "beroererArbeidsplasser": "false"},
    "dispensasjonOversikt": DISPENSASJONER,
    "endringenGjelder": {
        "endringstype": {"kode": [kode("endringAnnet"), kode("endringDispensasjon")]},
        "beskrivelse": "Ny dør",
    },
}  # fmt: skip
IGANGSETTING = {
    **FELLES, **MED_ANSVAR, "soeknadGjelder": DEL, "delsoeknader": DELSOEKNADER,
    "generelleVilkaar": {"norskSvenskDansk": "true", "beroererArbeidsplasser": "false"},
    "utfallBesvarelse": UTFALL,
}  # fmt: skip
EGENERKLAERT = {
    "automatiseringskrav": {"sjekklistekrav": [
        {"sjekklistepunkt": kode("1.120"), "sjekklistepunktsvar": "true"}]}
}  # fmt: skip


def fra_fil(navn: str) -> Callable[[], Felt]:
    return lambda: read((ROT / "fixtures" / "saker" / navn).read_bytes()).felt


def bygd(rot: str, innhold: dict[str, Any]) -> Callable[[], Felt]:
    return lambda: som_felt(rot, innhold)


RENE: dict[tuple[str, str], Callable[[], Felt]] = {
    ("ettrinn", "4"): fra_fil("enebolig-01-soeknad.xml"),
    ("utenansvarsrett", "4"): fra_fil("garasje-08-uten-ansvarsrett-soeknad.xml"),
} | {
    (skjema, versjon): bygd(skjema, innhold)
    for skjema, versjon, innhold in (
        ("igangsettingstillatelse", "4", IGANGSETTING),
        ("igangsettingstillatelse", "5", {**IGANGSETTING, **EGENERKLAERT}),
        ("midlertidigbrukstillatelse", "4", BRUKSTILLATELSE),
        ("ferdigattest", "4", FERDIG),
        ("ferdigattest", "5", {**FERDIG, **EGENERKLAERT}),
        ("endring", "2", ENDRET),
        ("dispensasjonsoversikt", "1", {
            **FELLES, "tiltakshaver": PERSON, "varsling": VARSLING,
            "dispensasjonOversikt": DISPENSASJONER}),
        ("suppleringAvSoeknad", "2", {
            **FELLES, **UTEN_ANSVAR, "utfallBesvarelse": UTFALL,
            "ettersendinger": {"ettersending": [{
                "tema": kode("andreForhold"), "tittel": "Geologi", "kommentar": "Se vedlegg",
                "vedleggsliste": VEDLEGG}]}}),
        ("nabovarsel", "5", {**VARSEL, "svarfrist": "2026-06-16"}),
        ("gjenpartnabovarsel", "3", {
            **VARSEL, "tiltakshaver": PERSON,
            "naboGjenboerEiendommer": {"naboGjenboerEiendom": [{**NABO, "respons": RESPONS}]}}),
        ("forespoerselTiltakshaversSamtykke", "1", SAMTYKKE),
        ("ansvarserklaeringDirekte", "2", erklaering(
            "Prosjekterende Utfoerende", {**ANSVAR, "funksjon": kode("PRO")},
            {**ANSVAR, "funksjon": kode("UTF")})),
        ("samsvarserklaeringDirekte", "2", erklaering(
            "Prosjekterende Utfoerende", PROSJEKTERT, UTFOERT)),
        ("kontrollerklaeringDirekte", "2", erklaering("Kontrollerende", KONTROLLERT)),
        ("Gjennomfoeringsplan", "7", {
            "metadata": METADATA, "eiendomByggested": BYGGESTED, "kommunensSaksnummer": SAK,
            "versjon": "1.0", "ansvarligSoeker": FORETAK, "ansvarligSoekerTiltaksklasse": kode("1"),
            "gjennomfoeringsplan": {"ansvarsomraade": [PLANOMRAADE]}}),
        ("dispensasjonssoeknad", "1", DISPENSASJON),
        ("dispensasjonsvarsel", "1", {**TEMA, "dispVarselBeskrivelse": "Garasjen står nær veien."}),
        ("ArbeidstilsynetsSamtykke", "3", ARBEIDSTILSYNET),
    )
}  # fmt: skip
"""(form, version) -> a new tree each time. The framework form shares its rows with the others."""
