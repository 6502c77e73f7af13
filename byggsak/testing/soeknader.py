"""Builders for applications, subforms and situation plans, for tests and for the demo cases.

A form is a nested dict of element names; `med` changes single places by path. The shapes follow
the national forms; the persons, numbers and plots are invented (synthetic municipality 9999).
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from xml.sax.saxutils import escape, quoteattr

Innhold = dict[str, Any]

NAVNEROM = "https://skjema.ft.dibk.no"
SKJEMA = {
    "ettrinn": ("ettrinn/v4", "10012", "4"),
    "ramme": ("ramme/v4", "10013", "4"),
    "utenansvarsrett": ("utenansvarsrett/v4", "10014", "4"),
    "igangsettingstillatelse": ("igangsettingstillatelse/v4", "10003", "4"),
    "midlertidigbrukstillatelse": ("midlertidigbrukstillatelse/v4", "10004", "4"),
    "ferdigattest": ("ferdigattest/v4", "10005", "4"),
    "endring": ("endring/v2", "10015", "2"),
    "dispensasjonsoversikt": ("dispensasjonsoversikt/v1", "10006", "1"),
    "suppleringAvSoeknad": ("suppleringavsoeknad/v2", "10008", "2"),
    "nabovarsel": ("nabovarsel/v5", "10009", "5"),
    "forespoerselTiltakshaversSamtykke": ("forespoerseltiltakshaverssamtykke/v1", "10017", "1"),
    "ansvarserklaeringDirekte": ("ansvarserklaeringdirekte/v2", "10019", "2"),
    "samsvarserklaeringDirekte": ("samsvarserklaeringdirekte/v2", "10020", "2"),
    "kontrollerklaeringDirekte": ("kontrollerklaeringdirekte/v2", "10021", "2"),
    "ArbeidstilsynetsSamtykke": ("arbeidstilsynetssamtykke/v3", "12000", "3"),
    "gjenpartnabovarsel": ("gjenpartnabovarsel/v3", "10011", "3"),
    "Gjennomfoeringsplan": ("gjennomfoeringsplan/v7", "10016", "7"),
    "dispensasjonssoeknad": ("dispensasjonssoeknad/v1", "10007", "1"),
    "dispensasjonsvarsel": ("dispensasjonsvarsel/v1", "10023", "1"),
}
"""Root element -> namespace tail, dataFormatId, dataFormatVersion."""
LEVERANDOER = {"ArbeidstilsynetsSamtykke": "ATIL"}
"""Root element -> dataFormatProvider, where it is not DIBK."""


def skjema(rot: str, innhold: Innhold, versjon: str | None = None) -> bytes:
    """The document as UTF-8 bytes, indented, with the fixed root attributes of the form.

    `versjon` is another version than the one in `SKJEMA`; the contents are the caller's."""
    hale, format_id, vanlig = SKJEMA[rot]
    versjon = versjon or vanlig
    hale = f"{hale.rpartition('/v')[0]}/v{versjon}"
    linjer = ['<?xml version="1.0" encoding="UTF-8"?>']
    linjer.append(
        f'<{rot} xmlns="{NAVNEROM}/{hale}" dataFormatProvider="{LEVERANDOER.get(rot, "DIBK")}" '
        f'dataFormatId="{format_id}" dataFormatVersion="{versjon}">'
    )
    for navn, verdi in innhold.items():
        linjer.extend(_element(navn, verdi, 1))
    linjer.append(f"</{rot}>\n")
    return "\n".join(linjer).encode("utf-8")


def _element(navn: str, verdi: Any, dybde: int) -> Iterable[str]:
    inn = "  " * dybde
    match verdi:
        case None:
            return
        case list():
            for post in verdi:
                yield from _element(navn, post, dybde)
        case dict():
            yield f"{inn}<{navn}>"
            for barn, innhold in verdi.items():
                yield from _element(barn, innhold, dybde + 1)
            yield f"{inn}</{navn}>"
        case bool():
            yield f"{inn}<{navn}>{str(verdi).lower()}</{navn}>"
        case _:
            yield f"{inn}<{navn}>{escape(str(verdi))}</{navn}>"


def med(innhold: Innhold, **endringer: Any) -> Innhold:
    """A copy with single places changed; the path is joined by double underscores, None removes.

    >>> med({"varsling": {"antallMerknader": 0}}, varsling__antallMerknader=2)
    {'varsling': {'antallMerknader': 2}}
    """
    kopi = copy.deepcopy(innhold)
    for sti, verdi in endringer.items():
        *foreldre, siste = sti.split("__")
        node = kopi
        for ledd in foreldre:
            node = node.setdefault(ledd, {})
        node[siste] = verdi
    return kopi


def kode(verdi: str, beskrivelse: str) -> Innhold:
    return {"kodeverdi": verdi, "kodebeskrivelse": beskrivelse}


def _kontrollsiffer(sifre: str, vekter: Sequence[int]) -> int:
    rest = sum(int(s) * v for s, v in zip(sifre, vekter, strict=True)) % 11
    return 0 if rest == 0 else 11 - rest


def orgnr(stamme: int) -> str:
    """A number with a right check digit, from an eight-digit stem (the next stem if none fits)."""
    while (siffer := _kontrollsiffer(f"{stamme:08d}", (3, 2, 7, 6, 5, 4, 3, 2))) == 10:
        stamme += 1
    return f"{stamme:08d}{siffer}"


def foedselsnummer(dag: int, maaned: int, aar: int, individ: int) -> str:
    """A synthetic number: 80 is added to the month, as in the national test population."""
    while True:
        ni = f"{dag:02d}{maaned + 80:02d}{aar:02d}{individ:03d}"
        k1 = _kontrollsiffer(ni, (3, 7, 6, 1, 8, 9, 4, 5, 2))
        if k1 < 10:
            k2 = _kontrollsiffer(f"{ni}{k1}", (5, 4, 3, 2, 7, 6, 5, 4, 3, 2))
            if k2 < 10:
                return f"{ni}{k1}{k2}"
        individ += 1


def matrikkel(gaardsnummer: int, bruksnummer: int, kommune: str = "9999") -> Innhold:
    return {
        "kommunenummer": kommune,
        "gaardsnummer": gaardsnummer,
        "bruksnummer": bruksnummer,
        "festenummer": 0,
        "seksjonsnummer": 0,
    }


def adresse(linje: str) -> Innhold:
    return {"adresselinje1": linje, "postnr": "0150", "poststed": "OSLO", "landkode": "NO"}


def privatperson(navn: str, nummer: str, gate: str) -> Innhold:
    return {
        "partstype": kode("Privatperson", "Privatperson"),
        "foedselsnummer": nummer,
        "navn": navn,
        "adresse": adresse(gate),
        "mobilnummer": "99887766",
        "epost": f"{navn.split()[0].lower()}@example.no",
    }


def foretak(navn: str, nummer: str, gate: str) -> Innhold:
    return {
        "partstype": kode("Foretak", "Foretak"),
        "organisasjonsnummer": nummer,
        "navn": navn,
        "adresse": adresse(gate),
        "telefonnummer": "22334455",
        "mobilnummer": "99112233",
        "epost": "post@example.no",
        "kontaktperson": {
            "navn": "Kari Tegner",
            "telefonnummer": "22334455",
            "mobilnummer": "99112233",
            "epost": "kari@example.no",
        },
    }


NEI_FARE = {
    "muligeOmraadeRisikoer": {
        "omraadeRisiko": [
            {
                "risikotype": kode("flom", "Flom"),
                "sikkerhetsklasse": kode("utenforFO", "Utenfor mulig fareområde"),
            },
            {
                "risikotype": kode("snoSkred", "Skred i bratt terreng - snøskred"),
                "sikkerhetsklasse": kode("utenforFO", "Utenfor mulig fareområde"),
            },
        ]
    },
    "harMiljoeforhold": False,
}


def areal(tomt: str, nytt: str, parkering: str, summen: str, grad: str, maks: str) -> Innhold:
    """`arealdisponering` for a new building on an empty plot; m² and percent as text."""
    return {
        "tomtearealByggeomraade": tomt,
        "tomtearealSomTrekkesFra": "0",
        "tomtearealSomLeggesTil": "0",
        "tomtearealBeregnet": tomt,
        "beregnetMaksByggeareal": maks,
        "arealBebyggelseEksisterende": "0",
        "arealBebyggelseSomSkalRives": "0",
        "arealBebyggelseNytt": nytt,
        "parkeringsarealTerreng": parkering,
        "arealSumByggesak": summen,
        "beregnetGradAvUtnytting": grad,
    }


def metadata(bruksnummer: int = 2) -> Innhold:
    """As every form has it; only ettrinn and ramme also refer to the developer's consent."""
    return {
        "fraSluttbrukersystem": "Eksempelsystemet",
        "ftbId": f"EKS-{bruksnummer:04d}",
        "prosjektnavn": "Enebolig i Testveien",
        "prosjektnr": "2026-1",
        "foretrukketSpraak": kode("nb", "Bokmål"),
    }


def ettrinn(bruksnummer: int = 2) -> Innhold:
    """A complete ett-trinnssøknad for a dwelling on 9999-1/<bruksnummer>, with nothing wrong."""
    return {
        "metadata": {**metadata(bruksnummer), "samtykkeTilByggeplaner": "EKS-samtykke-1"},
        "generelleVilkaar": {"norskSvenskDansk": True, "beroererArbeidsplasser": False},
        "soeknadGjelder": {
            "type": {"kode": [kode("nyttbyggboligformal", "Nytt bygg - Boligformål")]},
            "foelgebrev": "Oppføring av enebolig i to etasjer.",
            "bruk": {
                "tiltaksformaal": {"kode": [kode("Bolig", "Bolig")]},
                "bygningstype": kode("111", "Enebolig"),
            },
        },
        "ansvarForByggesaken": kode(
            "medAnsvar", "Søknad om tillatelse til tiltak med ansvarlige foretak"
        ),
        "eiendomByggested": {
            "eiendom": [
                {
                    "eiendomsidentifikasjon": matrikkel(1, bruksnummer),
                    "adresse": {
                        **adresse(f"Testveien {bruksnummer}"),
                        "gatenavn": "Testveien",
                        "husnr": str(bruksnummer),
                    },
                    "kommunenavn": "Prøvekommunen",
                }
            ]
        },
        "varsling": {
            "fritattFraNabovarsling": False,
            "foreliggerMerknader": False,
            "antallMerknader": 0,
        },
        "planer": {
            "gjeldendePlan": {
                "formaal": "Boligbebyggelse",
                "navn": "Testplan P1",
                "plantype": kode("35", "Detaljregulering"),
                "beregningsregelGradAvUtnytting": kode("%BYA", "Prosent bebygd areal"),
                "utnyttingsgrad": "30",
            }
        },
        "rammebetingelser": {
            "generellInformasjon": {
                "oppfyllerVilkaarForTreukersfrist": True,
                "erPaalagtUavhengigKontroll": False,
                "erForhaandskonferanseAvholdt": False,
                "skalUtarbeideAvfallsplan": False,
                "erAvhengigAvTillatelse": False,
                "beroererByggEldreEnn1850": False,
            },
            "adkomst": {
                "erNyEllerEndretAdkomst": False,
                "vegtype": {"kode": [kode("KommunalVeg", "Kommunal vei")]},
                "erTillatelseGittKommunalVeg": True,
            },
            "arealdisponering": areal("4535.0", "80.0", "36.0", "116.0", "2.56", "1360.5"),
            "vannforsyning": {
                "tilknytningstype": kode("TilknyttetOffVannverk", "Offentlig vannverk"),
                "krysserVannforsyningAnnensGrunn": False,
            },
            "avloep": {
                "tilknytningstype": kode("OffentligKloakk", "Offentlig avløpsanlegg"),
                "skalInstallereVannklosett": True,
                "harUtslippstillatelse": True,
                "krysserAvloepAnnensGrunn": False,
                "ledesOvervannTilTerreng": True,
                "ledesOvervannTilAvloepssystem": False,
            },
            "kravTilByggegrunn": copy.deepcopy(NEI_FARE),
            "loefteinnretninger": {
                "erLoefteinnretningIBygning": False,
                "planleggesLoefteinnretningIBygning": False,
                "planleggesHeis": False,
                "planleggesTrappeheis": False,
                "planleggesRulletrapp": False,
                "planleggesLoefteplattform": False,
            },
            "plassering": {
                "erKonfliktMedHoeyspentkraftlinje": False,
                "erKonfliktMedVannOgAvloep": False,
            },
        },
        "tiltakshaver": privatperson(
            "Ola Byggherre", foedselsnummer(1, 2, 80, 500), "Gamleveien 7"
        ),
        "ansvarligSoeker": foretak("Prøvearkitektene AS", orgnr(31000001), "Tegnegata 1"),
        "ansvarsrettSoeker": {
            "harSentralGodkjenning": True,
            "tiltaksklasse": kode("1", "1"),
            "harErklaeringOmAnsvar": True,
        },
    }


def uten_ansvarsrett(bruksnummer: int = 2) -> Innhold:
    """A complete søknad om tiltak uten ansvarsrett for a detached garage."""
    form = ettrinn(bruksnummer)
    for navn in ("ansvarligSoeker", "ansvarsrettSoeker"):
        del form[navn]
    del form["metadata"]["samtykkeTilByggeplaner"]
    del form["rammebetingelser"]["generellInformasjon"]["skalUtarbeideAvfallsplan"]
    return med(
        form,
        metadata__prosjektnavn="Garasje i Testveien",
        soeknadGjelder__type={
            "kode": [kode("nyttbyggunder70m2", "Nytt bygg - Under 70 m2 - Ikke boligformål")]
        },
        soeknadGjelder__foelgebrev="Oppføring av frittliggende garasje.",
        soeknadGjelder__bruk__bygningstype=kode("181", "Garasje, uthus, anneks til bolig"),
        ansvarForByggesaken=kode("utenAnsvar", "Søknad om tillatelse uten ansvarsrett"),
    )


NABOER = {
    1: ((1, 2), (1, 9), (1, 10)),
    2: ((1, 1), (1, 3), (1, 9), (1, 10)),
    3: ((1, 2),),
}
"""Bruksnummer in the synthetic cadastre -> the properties that touch it."""


def gjenpart(bruksnummer: int, sendt: date, utelat: Sequence[tuple[int, int]] = ()) -> Innhold:
    """`gjenpartnabovarsel` with a receipt dated `sendt` for every neighbour but `utelat`."""
    base = ettrinn(bruksnummer)
    return {
        "metadata": metadata(bruksnummer),
        "generelleVilkaar": {"norskSvenskDansk": True},
        "soeknadGjelder": {"type": base["soeknadGjelder"]["type"]},
        "eiendomByggested": base["eiendomByggested"],
        "naboGjenboerEiendommer": {
            "naboGjenboerEiendom": [
                {
                    "eier": {
                        "partstype": kode("Privatperson", "Privatperson"),
                        "navn": f"Nabo på {gnr}/{bnr}",
                        "adresse": adresse(f"Testveien {bnr}"),
                    },
                    "eiendommer": {
                        "eiendom": [
                            {
                                "matrikkelinformasjon": {
                                    "eiendomsidentifikasjon": matrikkel(gnr, bnr)
                                },
                                "sluttbrukersystemReferanse": f"nabo-{gnr}-{bnr}",
                            }
                        ]
                    },
                    "respons": {
                        "nabovarselSendtVia": kode("FTB", "Fellestjenester Bygg"),
                        "nabovarselSendt": sendt.isoformat(),
                        "erMerknadMottatt": False,
                        "erSamtykkeMottatt": False,
                    },
                }
                for gnr, bnr in NABOER[bruksnummer]
                if (gnr, bnr) not in utelat
            ]
        },
        "tiltakshaver": base["tiltakshaver"],
        "ansvarligSoeker": base["ansvarligSoeker"],
    }


def ansvarsomraade(
    funksjon: str, beskrivelse: str, foretaket: Innhold, klasse: str = "1", *, signert: bool = True
) -> Innhold:
    """One row of the implementation plan, to be declared by the certificate of completion."""
    return {
        "funksjon": kode(funksjon, funksjon),
        "ansvarsomraade": beskrivelse,
        "tiltaksklasse": kode(klasse, klasse),
        "foretak": foretaket,
        "samsvarKontrollPlanlagtVedFerdigattest": True,
        "ansvarsomraadetAvsluttet": False,
        "erklaeringSignert": signert,
        "ansvarsomraadeStatus": kode("signert", "Signert"),
    }


def ansvarsomraader() -> list[Innhold]:
    """Who answers for what in a dwelling in class 1, with the control the law asks for."""
    bygg = foretak("Prøvebygg AS", orgnr(31000003), "Byggegata 3")
    kontroll = foretak("Prøvekontroll AS", orgnr(31000007), "Kontrollgata 5")
    return [
        ansvarsomraade("PRO", "Arkitektur", ettrinn()["ansvarligSoeker"]),
        ansvarsomraade("UTF", "Tømrerarbeid", bygg),
        ansvarsomraade("KONTROLL", "Våtrom", kontroll),
        ansvarsomraade("KONTROLL", "Lufttetthet", kontroll),
    ]


def gjennomfoeringsplan(bruksnummer: int = 2, omraader: Sequence[Innhold] | None = None) -> Innhold:
    """`Gjennomfoeringsplan` for a dwelling; `omraader` are its rows (`ansvarsomraader`)."""
    base = ettrinn(bruksnummer)
    return {
        "eiendomByggested": base["eiendomByggested"],
        "metadata": metadata(bruksnummer),
        "versjon": "1",
        "ansvarligSoekerTiltaksklasse": kode("1", "1"),
        "gjennomfoeringsplan": {
            "ansvarsomraade": list(ansvarsomraader() if omraader is None else omraader)
        },
        "ansvarligSoeker": base["ansvarligSoeker"],
    }


Punkt = tuple[float, float]
EPSG = "http://www.opengis.net/def/crs/EPSG/0/25832"


def rektangel(oest: float, nord: float, bredde: float, dybde: float) -> list[Punkt]:
    """Closed ring counter-clockwise from the south-west corner; metres in EPSG:25832."""
    return [
        (oest, nord),
        (oest + bredde, nord),
        (oest + bredde, nord + dybde),
        (oest, nord + dybde),
        (oest, nord),
    ]


def flate(gml_id: str, ring: Sequence[Punkt]) -> str:
    punkter = " ".join(f"{x:.2f} {y:.2f}" for x, y in ring)
    return (
        f'<gml:Polygon gml:id={quoteattr(gml_id)} srsName={quoteattr(EPSG)} srsDimension="2">'
        f"<gml:exterior><gml:LinearRing><gml:posList>{punkter}</gml:posList></gml:LinearRing>"
        "</gml:exterior></gml:Polygon>"
    )


def bygning(gml_id: str, ring: Sequence[Punkt], **egenskaper: str) -> str:
    """One `BygningTiltak`; `egenskaper` are its simple children in the format's order."""
    foer = ("tiltakstype", "bygningstype", "frittliggende")
    maal = {"bruksareal": "m2", "terrengkote": "m", "gesimshoeyde": "m", "moenehoeyde": "m"}
    linjer = [f"  <BygningTiltak gml:id={quoteattr(gml_id)}>"]
    linjer += [f"    <{n}>{egenskaper[n]}</{n}>" for n in foer if n in egenskaper]
    linjer.append(f"    <omraade>{flate(f'{gml_id}.o', ring)}</omraade>")
    if "etasjer" in egenskaper:
        linjer.append(f"    <etasjer>{egenskaper['etasjer']}</etasjer>")
    linjer += [
        f'    <{n} uom="{enhet}">{egenskaper[n]}</{n}>'
        for n, enhet in maal.items()
        if n in egenskaper
    ]
    linjer.append("  </BygningTiltak>")
    return "\n".join(linjer)


def eksisterende(gml_id: str, ring: Sequence[Punkt], bygningstype: str = "111") -> str:
    """One `EksisterendeBygning`: what stands there already."""
    return "\n".join(
        [
            f"  <EksisterendeBygning gml:id={quoteattr(gml_id)}>",
            f"    <bygningstype>{bygningstype}</bygningstype>",
            f"    <omraade>{flate(f'{gml_id}.o', ring)}</omraade>",
            "  </EksisterendeBygning>",
        ]
    )


def situasjonsplan(bruksnummer: int, *objekter: str, dato: date) -> bytes:
    """A digital situation plan for 9999-1/<bruksnummer> with the given objects."""
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<Situasjonsplan xmlns="urn:byggsak:situasjonsplan:v1" '
            'xmlns:gml="http://www.opengis.net/gml/3.2" gml:id="plan">',
            "  <kommunenummer>9999</kommunenummer>",
            f"  <dato>{dato.isoformat()}</dato>",
            "  <eiendom><gaardsnummer>1</gaardsnummer>"
            f"<bruksnummer>{bruksnummer}</bruksnummer></eiendom>",
            *objekter,
            "</Situasjonsplan>\n",
        ]
    ).encode("utf-8")


def parkering(gml_id: str, plasser: int) -> str:
    return (
        f"  <Parkering gml:id={quoteattr(gml_id)}><antallPlasser>{plasser}</antallPlasser>"
        "</Parkering>"
    )
