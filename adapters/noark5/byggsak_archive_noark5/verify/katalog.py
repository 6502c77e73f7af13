"""The checks, by the names that people know them by.

N5.nn are those of Arkade 5 that can report an error (the rest of Arkade's only count), AST/LJT/ELC
those of documaster's validator, «krav» the numbered requirements of Noark 5, BYG our own. Where two
tools check the same thing, Arkade's name is used and the other stands in the title.
"""

from dataclasses import dataclass
from typing import Final

from byggsak.domain.funn import Alvorlighet

FEIL, ADVARSEL = Alvorlighet.FEIL, Alvorlighet.ADVARSEL


@dataclass(frozen=True)
class Kontroll:
    """`raad` says what would mend a fault."""

    tittel: str
    alvorlighet: Alvorlighet
    raad: str


_LAG_PAA_NYTT = "Skriv uttrekket på nytt fra arkivet; rett ikke i filene."
_RETT_I_ARKIVET = "Rett opplysningen i arkivet, og skriv uttrekket på nytt."
_DATERING = "Kontroller perioden i arkivuttrekk.xml og datoene i arkivet."

KONTROLLER: Final[dict[str, Kontroll]] = {
    "P1": Kontroll("filene er velformet XML uten DTD", FEIL, _LAG_PAA_NYTT),
    "krav 6.4.4": Kontroll("XML-filene er i UTF-8", FEIL, _LAG_PAA_NYTT),
    "N5.01": Kontroll(
        "filene som er nevnt i arkivuttrekk.xml finnes (AUT, P1–P11)",
        FEIL,
        "Legg filen i uttrekket, eller skriv uttrekket på nytt.",
    ),
    "N5.02": Kontroll("sjekksummene i arkivuttrekk.xml stemmer (AUT1–8)", FEIL, _LAG_PAA_NYTT),
    "N5.03": Kontroll("XML-filene er gyldige mot skjemaene", FEIL, _LAG_PAA_NYTT),
    "krav 6.4.40": Kontroll("uttrekket har ingen uvedkommende filer", ADVARSEL, "Fjern filen."),
    "N5.10": Kontroll("antall mapper er som oppgitt (AST6)", FEIL, _LAG_PAA_NYTT),
    "N5.12": Kontroll(
        "klasser med underklasser har ikke mapper (AST8)", FEIL, "Flytt mappene til underklassen."
    ),
    "N5.16": Kontroll("antall registreringer er som oppgitt (AST10)", FEIL, _LAG_PAA_NYTT),
    "N5.17": Kontroll("hver journalpost har journalposttype", FEIL, _RETT_I_ARKIVET),
    "N5.19": Kontroll(
        "klasser med underklasser har ikke registreringer (AST12)",
        FEIL,
        "Flytt registreringene til underklassen.",
    ),
    "N5.27": Kontroll("registreringenes opprettetDato er gyldige", FEIL, _RETT_I_ARKIVET),
    "N5.28": Kontroll("antall dokumentfiler er som oppgitt", FEIL, _LAG_PAA_NYTT),
    "N5.29": Kontroll(
        "format er det samme som filendelsen",
        FEIL,
        "Skriv filendelsen i format, og PRONOM-koden i formatDetaljer.",
    ),
    "N5.30": Kontroll(
        "dokumentenes sjekksummer stemmer (AST16)",
        FEIL,
        "Hent dokumentet tilbake fra sikkerhetskopi; innholdet er ikke det som ble arkivert.",
    ),
    "N5.32": Kontroll("dokumentfilene det vises til finnes", FEIL, _LAG_PAA_NYTT),
    "N5.33": Kontroll("hver dokumentfil er vist til", FEIL, "Fjern filen, eller arkiver den."),
    "N5.42": Kontroll("skjerming er som oppgitt (AST19)", FEIL, _LAG_PAA_NYTT),
    "N5.44": Kontroll("kassasjonsvedtak er som oppgitt (AST21)", FEIL, _LAG_PAA_NYTT),
    "N5.45": Kontroll("utførte kassasjoner er som oppgitt (AST20)", FEIL, _LAG_PAA_NYTT),
    "krav 6.4.23": Kontroll("virksomhetsspesifikke metadata er som oppgitt", FEIL, _LAG_PAA_NYTT),
    "N5.47": Kontroll("hver systemID brukes én gang (AST1)", FEIL, "Gi enheten ny systemID."),
    "N5.48": Kontroll("referanseArkivdel viser til en arkivdel", FEIL, _RETT_I_ARKIVET),
    "N5.51": Kontroll("sekundær klassifikasjon viser til en klasse", FEIL, _RETT_I_ARKIVET),
    "N5.59": Kontroll(
        "journalene og arkivet har like mange journalposter (LJT1, OJT1)", FEIL, _LAG_PAA_NYTT
    ),
    "N5.60": Kontroll("journalene og arkivet dekker samme tid", FEIL, _LAG_PAA_NYTT),
    "LJT2": Kontroll(
        "journalpostene i journalene ligger i perioden og finnes i arkivet (OJT2)",
        FEIL,
        _LAG_PAA_NYTT,
    ),
    "krav 6.4.30": Kontroll("journalene er ordnet etter år og nummer", FEIL, _LAG_PAA_NYTT),
    "N5.61": Kontroll("endringsloggen finnes og er så lang som oppgitt", FEIL, _LAG_PAA_NYTT),
    "N5.62": Kontroll("endringsloggen viser til enheter i arkivet (ELC1, ELT1)", FEIL, ""),
    "N5.63": Kontroll("ingen elementer er tomme (krav 6.4.5)", FEIL, _LAG_PAA_NYTT),
    "N5.64": Kontroll(
        "dokumentfilene er ikke tomme og har oppgitt størrelse",
        FEIL,
        "Hent dokumentet tilbake fra sikkerhetskopi.",
    ),
    "AST2": Kontroll("hvert arkiv har en arkivdel", FEIL, _RETT_I_ARKIVET),
    "AST3": Kontroll("arkivet er datert innenfor perioden", ADVARSEL, _DATERING),
    "AST4": Kontroll("arkivdelene er datert innenfor perioden", ADVARSEL, _DATERING),
    "AST5": Kontroll(
        "arkivdelene er avsluttet (krav 6.4.12)", ADVARSEL, "Avslutt arkivdelen før uttrekk."
    ),
    "AST7": Kontroll("mappene er datert innenfor perioden", ADVARSEL, _DATERING),
    "AST9": Kontroll("saksmappene er avsluttet eller utgått", ADVARSEL, "Avslutt saken."),
    "AST11": Kontroll("registreringene er datert innenfor perioden", ADVARSEL, _DATERING),
    "AST13": Kontroll(
        "journalpostene er arkivert eller utgått", ADVARSEL, "Arkiver journalposten."
    ),
    "AST14": Kontroll("dokumentene er ferdigstilt", ADVARSEL, "Ferdigstill dokumentet."),
    "AST15": Kontroll("dokumentene er datert innenfor perioden", ADVARSEL, _DATERING),
    "AST17": Kontroll(
        "PDF i arkivformat sier selv at den er PDF/A (om det er sant, prøves ikke her)",
        ADVARSEL,
        "Konverter filen til PDF/A, og prøv den med et program for det (f.eks. veraPDF).",
    ),
    "krav 6.4.36": Kontroll(
        "dokumentene er i arkivformat",
        ADVARSEL,
        "Konverter dokumentet, og prøv det med et program for det (BYGGSAK_PDFA).",
    ),
    "AST18": Kontroll("hver journalpost har en korrespondansepart", FEIL, _RETT_I_ARKIVET),
    "krav 3.2.9": Kontroll("inngående journalposter er avskrevet", FEIL, "Avskriv journalposten."),
    "kodelister": Kontroll(
        "verdiene er av dem Noark 5 tillater", FEIL, "Bruk en verdi fra metadatakatalogen."
    ),
    "krav 5.2.6": Kontroll(
        "offentlig journal viser ikke titler og navn som er skjermet",
        FEIL,
        "Gi saken eller journalposten en offentlig tittel i arkivet, og skriv uttrekket på nytt.",
    ),
    "AST22": Kontroll(
        "offentlige titler nevner ikke private parter (AST22 leter etter personnavn)",
        ADVARSEL,
        "Gi saken eller journalposten en offentlig tittel uten navnet, og skriv uttrekket på nytt.",
    ),
    "BYG-tid": Kontroll(
        "tidspunkter er uten tidssone", ADVARSEL, "Skriv norsk tid uten Z eller +01:00."
    ),
    "BYG-pnr": Kontroll(
        "ingen fødselsnumre i titler, navn, klasser, journaler og endringslogg",
        FEIL,
        "Fjern nummeret fra teksten i arkivet, og skriv uttrekket på nytt.",
    ),
}
