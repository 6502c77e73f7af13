"""The blocks that the forms share, each turned into its word in the domain."""

from __future__ import annotations

from byggsak.domain.felt import Felt
from byggsak.domain.soeknad import (
    Arealdisponering,
    Dispensasjon,
    Eiendom,
    GjeldendePlan,
    Matrikkelnummer,
    Nabo,
    Part,
    Risiko,
    Varsling,
)
from byggsak.xml.mapping.values import boolsk, dato, desimaltall, heltall, kodeverdi, nummer, tekst


def kommunenummer(felt: Felt, sti: str) -> str | None:
    """Four digits: some systems drop the leading zero of «0301»."""
    verdi = tekst(felt, sti)
    if verdi is not None and verdi.isascii() and verdi.isdigit():
        return verdi.zfill(4)
    return verdi


def matrikkelnummer(felt: Felt) -> Matrikkelnummer:
    """From an element `eiendomsidentifikasjon`."""
    return Matrikkelnummer(
        kommunenummer=kommunenummer(felt, "kommunenummer"),
        gaardsnummer=nummer(felt, "gaardsnummer"),
        bruksnummer=nummer(felt, "bruksnummer"),
        festenummer=nummer(felt, "festenummer"),
        seksjonsnummer=nummer(felt, "seksjonsnummer"),
    )


def eiendom(felt: Felt) -> Eiendom:
    identifikasjon = felt.ett("eiendomsidentifikasjon")
    return Eiendom(
        matrikkelnummer=matrikkelnummer(identifikasjon)
        if identifikasjon is not None
        else Matrikkelnummer(None, None, None),
        felt=felt,
        bygningsnummer=tekst(felt, "bygningsnummer"),
        bolignummer=tekst(felt, "bolignummer"),
        kommunenavn=tekst(felt, "kommunenavn"),
    )


def part(felt: Felt | None) -> Part | None:
    """None when the element is missing or holds nothing at all."""
    if felt is None or felt.tomt:
        return None
    return Part(
        felt=felt,
        partstype=kodeverdi(felt, "partstype"),
        navn=tekst(felt, "navn"),
        organisasjonsnummer=tekst(felt, "organisasjonsnummer"),
        foedselsnummer=tekst(felt, "foedselsnummer"),
        epost=tekst(felt, "epost"),
    )


def varsling(felt: Felt) -> Varsling:
    return Varsling(
        fritatt_fra_nabovarsling=boolsk(felt, "fritattFraNabovarsling"),
        redegjoerelse_fritak=tekst(felt, "redegjorelseFritak"),
        foreligger_merknader=boolsk(felt, "foreliggerMerknader"),
        antall_merknader=heltall(felt, "antallMerknader"),
        vurdering_av_merknader=tekst(felt, "vurderingAvMerknader"),
    )


def gjeldende_plan(felt: Felt) -> GjeldendePlan:
    return GjeldendePlan(
        navn=tekst(felt, "navn"),
        plantype=kodeverdi(felt, "plantype"),
        beregningsregel=kodeverdi(felt, "beregningsregelGradAvUtnytting"),
        utnyttingsgrad=desimaltall(felt, "utnyttingsgrad"),
    )


def arealdisponering(felt: Felt) -> Arealdisponering:
    return Arealdisponering(
        tomteareal_byggeomraade=desimaltall(felt, "tomtearealByggeomraade"),
        tomteareal_som_trekkes_fra=desimaltall(felt, "tomtearealSomTrekkesFra"),
        tomteareal_som_legges_til=desimaltall(felt, "tomtearealSomLeggesTil"),
        tomteareal_beregnet=desimaltall(felt, "tomtearealBeregnet"),
        beregnet_maks_byggeareal=desimaltall(felt, "beregnetMaksByggeareal"),
        areal_bebyggelse_eksisterende=desimaltall(felt, "arealBebyggelseEksisterende"),
        areal_bebyggelse_som_skal_rives=desimaltall(felt, "arealBebyggelseSomSkalRives"),
        areal_bebyggelse_nytt=desimaltall(felt, "arealBebyggelseNytt"),
        parkeringsareal_terreng=desimaltall(felt, "parkeringsarealTerreng"),
        areal_sum_byggesak=desimaltall(felt, "arealSumByggesak"),
        beregnet_grad_av_utnytting=desimaltall(felt, "beregnetGradAvUtnytting"),
    )


def risiko(felt: Felt) -> Risiko:
    return Risiko(kodeverdi(felt, "risikotype"), kodeverdi(felt, "sikkerhetsklasse"))


def dispensasjon(felt: Felt) -> Dispensasjon:
    """From a line of `dispensasjonOversikt`."""
    return Dispensasjon(
        felt=felt,
        referanse=tekst(felt, "dispensasjonReferanse"),
        kategori=kodeverdi(felt, "dispensasjonKategori"),
        tittel=kodeverdi(felt, "dispensasjonTittel"),
        bestemmelsetype=kodeverdi(felt, "bestemmelserType"),
    )


def nabo(felt: Felt) -> Nabo:
    """From a line of `naboGjenboerEiendommer`; only the copy of the notice has `respons`."""
    eiendommer = felt.alle("eiendommer/eiendom/matrikkelinformasjon/eiendomsidentifikasjon")
    return Nabo(
        felt=felt,
        navn=tekst(felt, "eier/navn"),
        eiendommer=tuple(matrikkelnummer(e) for e in eiendommer if not e.tomt),
        varsel_sendt_via=kodeverdi(felt, "respons/nabovarselSendtVia"),
        varsel_sendt=dato(felt, "respons/nabovarselSendt"),
        merknad_mottatt=boolsk(felt, "respons/erMerknadMottatt"),
        samtykke_mottatt=boolsk(felt, "respons/erSamtykkeMottatt"),
        samtykke_mottatt_dato=dato(felt, "respons/samtykkeMottattDato"),
    )
