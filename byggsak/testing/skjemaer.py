"""Builders for the forms before and after the application in one step, complete and sound.

As `byggsak.testing.soeknader`: nested dicts of element names, changed by `med`, written by its
`skjema`.
"""

from __future__ import annotations

from datetime import date

from byggsak.testing.soeknader import Innhold, ettrinn, foretak, kode, med, metadata, orgnr


def ramme(bruksnummer: int = 2) -> Innhold:
    """A complete rammesoeknad for a dwelling on 9999-1/<bruksnummer>."""
    return med(
        ettrinn(bruksnummer),
        rammebetingelser__generellInformasjon__oppfyllerVilkaarForTreukersfrist=None,
        soeknadGjelder__foelgebrev="Rammesøknad for enebolig i to etasjer.",
    )


def gjelder(foelgebrev: str) -> Innhold:
    """`soeknadGjelder` of the forms that come after the permit."""
    return {"type": ettrinn()["soeknadGjelder"]["type"], "foelgebrev": foelgebrev}


def etter_tillatelse(bruksnummer: int = 2) -> Innhold:
    """What every form after the permit starts with: property, case number, parties."""
    base = ettrinn(bruksnummer)
    return {
        "eiendomByggested": base["eiendomByggested"],
        "kommunensSaksnummer": {"saksaar": 2026, "sakssekvensnummer": 41},
        "metadata": metadata(bruksnummer),
        "generelleVilkaar": {"norskSvenskDansk": True},
        "soeknadGjelder": gjelder("Se vedleggene."),
        "tiltakshaver": base["tiltakshaver"],
        "ansvarligSoeker": base["ansvarligSoeker"],
        "ansvarForByggesaken": base["ansvarForByggesaken"],
    }


def igangsetting(bruksnummer: int = 2) -> Innhold:
    """A complete application to start the second part, after a permit for the ground works."""
    form = etter_tillatelse(bruksnummer)
    del form["tiltakshaver"]
    return {
        **form,
        "generelleVilkaar": {"norskSvenskDansk": True, "beroererArbeidsplasser": False},
        "soeknadGjelder": {
            **gjelder("Igangsetting av huset."),
            "gjelderHeleTiltaket": False,
            "delAvTiltaket": "Huset over grunnmuren",
            "delsoeknadsnummer": "2",
        },
        "delsoeknader": {
            "delsoeknad": [
                {
                    "delAvTiltaket": "Grunnarbeider",
                    "tillatelsedato": "2026-06-01",
                    "type": form["soeknadGjelder"]["type"],
                    "delsoeknadsnummer": "1",
                }
            ]
        },
    }


def utfallssvar(utfall_id: str, tittel: str, kommentar: str) -> Innhold:
    """An answer to a condition in the decision, with one document."""
    return {
        "utfallId": utfall_id,
        "utfallType": kode("SVV", "Svar på vilkår i vedtak"),
        "utloestFraSjekkpunkt": {"sjekkpunktId": "1.18", "sjekkpunktEier": "DIBK"},
        "tema": kode("andreForhold", "Andre forhold"),
        "tittel": tittel,
        "erUtfallBesvaresSenere": False,
        "erUtfallBesvart": True,
        "kommentar": kommentar,
        "vedleggsliste": {"vedlegg": [vedlegg("Situasjonsplan", "situasjonsplan.pdf")]},
    }


def vedlegg(vedleggstype: str, filnavn: str) -> Innhold:
    """An attachment as a form names it."""
    return {
        "versjonsnummer": "1",
        "vedleggstype": kode(vedleggstype, vedleggstype),
        "versjonsdato": "2026-05-01",
        "filnavn": filnavn,
    }


def midlertidig_bruk(bruksnummer: int = 2) -> Innhold:
    """A complete application for temporary use; only the outdoor works remain."""
    form = etter_tillatelse(bruksnummer)
    return {
        **form,
        "soeknadGjelder": {**gjelder("Huset tas i bruk."), "gjelderHeleTiltaket": True},
        "datoFerdigattest": "2027-03-01",
        "gjenstaaendeArbeider": {"gjenstaaendeUtenfor": "Opparbeiding av hagen"},
        "sikkerhetsnivaa": {"harTilstrekkeligSikkerhet": True},
    }


def ferdigattest(bruksnummer: int = 2) -> Innhold:
    """A complete application for a certificate of completion, with nothing left to do."""
    return {
        **etter_tillatelse(bruksnummer),
        "kravFerdigattest": {"tilfredsstillerTiltaketKraveneFerdigattest": True},
        "foretattIkkeSoeknadspliktigeJusteringer": False,
        "tilstrekkeligDokumentasjonOverlevertEier": True,
        "varmesystem": {
            "varmefordeling": {"kode": [kode("elektriskePanelovner", "Elektriske panelovner")]},
            "energiforsyning": {"kode": [kode("elektrisitet", "Elektrisitet")]},
            "relevant": True,
        },
    }


def ansvarsomraade(funksjon: str, beskrivelse: str, klasse: str = "1") -> Innhold:
    """A row of the implementation plan; the declaration is given at the permit to start."""
    return {
        "funksjon": kode(funksjon, funksjon),
        "ansvarsomraade": beskrivelse,
        "tiltaksklasse": kode(klasse, klasse),
        "foretak": foretak("Prøvebygg AS", orgnr(31000003), "Byggegata 3"),
        "samsvarKontrollPlanlagtVedIgangsettingstillatelse": True,
        "samsvarKontrollForeliggerVedIgangsettingstillatelse": "2026-05-20",
        "ansvarsomraadetAvsluttet": False,
        "erklaeringSignert": True,
        "ansvarsomraadeStatus": kode("signert", "Signert"),
    }


def gjennomfoeringsplan(bruksnummer: int = 2) -> Innhold:
    """A complete implementation plan with a designer and a builder."""
    form = etter_tillatelse(bruksnummer)
    return {
        **{n: form[n] for n in ("eiendomByggested", "kommunensSaksnummer", "metadata")},
        "versjon": "1",
        "ansvarligSoekerTiltaksklasse": kode("1", "1"),
        "gjennomfoeringsplan": {
            "ansvarsomraade": [
                ansvarsomraade("PRO", "Arkitektur"),
                ansvarsomraade("UTF", "Tømrerarbeid"),
            ]
        },
        "ansvarligSoeker": form["ansvarligSoeker"],
    }


def nabovarsel(naboer: int, svarfrist: date, bruksnummer: int = 2) -> Innhold:
    """A notice to so many neighbours, each with a property of their own."""
    base = ettrinn(bruksnummer)
    gjeldende = base["planer"]["gjeldendePlan"]
    return {
        "metadata": metadata(bruksnummer),
        "generelleVilkaar": {"norskSvenskDansk": True},
        "soeknadGjelder": {
            "type": base["soeknadGjelder"]["type"],
            "foelgebrev": "Vi skal bygge enebolig.",
        },
        "ansvarForByggesaken": base["ansvarForByggesaken"],
        "eiendomByggested": base["eiendomByggested"],
        "planer": {"gjeldendePlan": {n: gjeldende[n] for n in ("navn", "plantype")}},
        "svarfrist": svarfrist.isoformat(),
        "tiltakshaver": base["tiltakshaver"],
        "ansvarligSoeker": base["ansvarligSoeker"],
        "kontaktpersonForNabovarselet": {"navn": "Kari Tegner", "epost": "kari@example.no"},
        "naboGjenboerEiendommer": {"naboGjenboerEiendom": [_nabo(n) for n in range(naboer)]},
    }


def _nabo(nummer: int) -> Innhold:
    return {
        "eier": {
            "partstype": kode("Privatperson", "Privatperson"),
            "navn": f"Nabo {nummer}",
            "adresse": {
                "adresselinje1": f"Naboveien {nummer}",
                "postnr": "0150",
                "poststed": "OSLO",
                "landkode": "NO",
            },
        },
        "eiendommer": {
            "eiendom": [
                {
                    "matrikkelinformasjon": {
                        "eiendomsidentifikasjon": {
                            "kommunenummer": "9999",
                            "gaardsnummer": 100 + nummer // 1000,
                            "bruksnummer": 1 + nummer % 1000,
                        },
                        "kommunenavn": "Prøvekommunen",
                    },
                    "sluttbrukersystemReferanse": f"N{nummer}",
                }
            ]
        },
    }
