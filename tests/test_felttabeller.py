"""The field tables against real forms: no row about a field that is not there, no false alarm."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rene_skjema import MOTTATT, RENE

from byggsak.domain.felt import Felt
from byggsak.domain.funn import Alvorlighet, Utfall
from byggsak.domain.register import Registre
from byggsak.registre.innebygd import innebygde_registre
from byggsak.rule.catalogue import Katalog
from byggsak.rule.fields import Radsvar, proev_felter
from byggsak.rule.tables import UTFYLLING, Feltrad, Felttabell
from byggsak.xml.reader import read

ROT = Path(__file__).parents[1]
DIBK = ROT.parent / "shared" / "dibk"
KATALOG = Katalog.last()
# The code lists and postcodes are in test_registre_rader: the embedded ones are not complete.
REGISTRE = Registre(kommuner=innebygde_registre(KATALOG.kommuner.values()).kommuner)
DEMOSAKER = sorted((ROT / "fixtures" / "saker").glob("[eg]*.xml"))
FYLL_UT = UTFYLLING - {"tom"}


def proev(rot: Felt, versjon: str = "4", mottatt: date = MOTTATT) -> list[Radsvar]:
    sett = KATALOG.felter(rot.navn, versjon, mottatt)
    return proev_felter(sett, rot, test=True, mottatt=mottatt, registre=REGISTRE)


def brutt(rot: Felt, versjon: str = "4", mottatt: date = MOTTATT) -> list[Radsvar]:
    """Everything that is not met, or not decided."""
    return [s for s in proev(rot, versjon, mottatt) if s.utfall in (Utfall.BRUTT, Utfall.UAVKLART)]


def ider(svar: list[Radsvar]) -> set[str]:
    return {s.rad.id.partition(".")[2] for s in svar}


# What the rows speak of


def _stier(rad: Feltrad) -> set[str]:
    """Every path the row speaks of, from the root."""
    ledd = re.split(r"\s+og\s+", rad.naar_tekst) if rad.naar_tekst else []
    naar = [m[0] for m in (re.search(r"/?[^\s!=]+", del_) for del_ in ledd) if m]
    under = f"{rad.gjentatt}/" if rad.gjentatt else ""
    stier = (*rad.stier, *naar, *([rad.lik_med] if rad.lik_med else []))
    return {s[1:] if s.startswith("/") else under + s if s != "." else under[:-1] for s in stier}


TRAER = {
    fil.stem.rpartition("-v")[0].casefold(): {
        linje.split("\t")[0].partition("/")[2] for linje in fil.read_text("utf-8").splitlines()[1:]
    }
    for fil in sorted((DIBK / "elementtre").glob("*.tsv"))
}
TYPER = {tuple(sti.split("/")[-2:]) for tre in TRAER.values() for sti in tre if "/" in sti}
"""Parent and child seen in any form: blocks (party, address, property) are of one type in all."""


@pytest.mark.parametrize("tabell", KATALOG.tabeller, ids=lambda t: f"{t.skjema}-{t.fil}")
def test_every_path_of_a_table_stands_in_a_real_form(tabell: Felttabell) -> None:
    tre = TRAER.get(tabell.skjema.casefold())
    if tre is None:
        pytest.skip(f"the element tree of {tabell.skjema} is not at hand")
    # The self-declarations came with version 5 of two forms, in the shape of the one-step form.
    tre = tre | TRAER["ettrinn"] if tabell.versjoner == {"5"} else tre
    ukjente = {
        sti
        for rad in tabell.rader
        for sti in _stier(rad) - tre
        if sti.rpartition("/")[0] not in tre or tuple(sti.split("/")[-2:]) not in TYPER
    }
    assert not ukjente


@pytest.mark.parametrize("tabell", KATALOG.tabeller, ids=lambda t: f"{t.skjema}-{t.fil}")
def test_a_table_says_which_versions_it_knows(tabell: Felttabell) -> None:
    assert tabell.versjoner


def test_there_are_six_hundred_rows_and_more() -> None:
    alle = {rad.id for tabell in KATALOG.tabeller for rad in tabell.rader}
    assert len(alle) >= 600


@pytest.mark.parametrize(("skjema", "versjon"), RENE, ids=str)
def test_every_row_speaks_three_languages_of_a_thing(skjema: str, versjon: str) -> None:
    for rad in KATALOG.felter(skjema, versjon, MOTTATT).rader:
        for ord_ in (rad.ord.nb, rad.ord.nn, rad.ord.en):
            assert re.fullmatch(r"[^{}]+[^{}.]", ord_), rad.id


# The published samples

FOER_FRISTENE = date(2024, 3, 16)
MOTTATTE = {
    "FA/01_Standard": date(2025, 2, 20), "FA/03_Uten_ansvarlig_soeker": date(2025, 2, 20),
    "MB/01_Standard": FOER_FRISTENE, "MB/03_Uten_ansvarlig_soeker": FOER_FRISTENE,
    "MB/07_Minimumsversjon": FOER_FRISTENE, "NV/01_nabovarsel_minimum": date(2026, 4, 1),
    "NV/04_nabovarsel_riving": date(2025, 12, 1),
    "underskjema/Dispensasjonssoeknad1": date(2025, 6, 1),
}  # fmt: skip
EKTE_FEIL = {
    "ES/00_standard": {"GenerelleVilkaar.NorskSvenskDansk.Sann"},
    "FA/01_Standard": {"Tiltakshaver.Organisasjonsnummer.Kontrollsiffer"},
    "MB/03_Uten_ansvarlig_soeker": {"Tiltakshaver.Foedselsnummer.Kontrollsiffer"},
    "TA/02_Minimumsversjon": {"Tiltakshaver.Foedselsnummer.Kontrollsiffer"},
}
"""What is truly wrong in them: numbers whose digits do not check, «not in Norwegian»."""
KONTAKT = re.compile(r"(.*\.)?(Adresse|Epost|TelefonEllerMobil|Kontaktperson|Kommunenavn)\.Utfylt")
"""What the least complete samples leave out: how to reach somebody. Warnings, as the portal's."""
SKJELETT = "underskjema/GjenpartNabovarselDataV3"
PROEVER = {
    f"{fil.parent.name}/{fil.stem}": fil for fil in sorted((DIBK / "eksempler").rglob("*.xml"))
}


def les(fil: Path) -> tuple[Felt, str]:
    dokument = read(fil.read_bytes())
    versjon = re.search(rb'dataFormatVersion="([0-9]+)"', fil.read_bytes())
    return dokument.felt, versjon[1].decode() if versjon else "4"


@pytest.mark.parametrize("navn", [n for n in PROEVER if n != SKJELETT] or ["none at hand"])
def test_a_published_sample_gives_no_false_finding(navn: str) -> None:
    if navn not in PROEVER:
        pytest.skip("the published samples are not at hand")
    rot, versjon = les(PROEVER[navn])
    assert KATALOG.felter(rot.navn, versjon, MOTTATT).rader
    svar = brutt(rot, versjon, MOTTATTE.get(navn, MOTTATT))
    feil = [s for s in svar if s.rad.alvorlighet is Alvorlighet.FEIL]
    assert ider(feil) == EKTE_FEIL.get(navn, set())
    assert not {i for i in ider([s for s in svar if s not in feil]) if not KONTAKT.fullmatch(i)}


def test_a_sample_with_invented_codes_is_told_of_the_codes_and_the_numbers() -> None:
    if SKJELETT not in PROEVER:
        pytest.skip("the published samples are not at hand")
    funnet = ider(brutt(*les(PROEVER[SKJELETT])))
    slag = {id_.rpartition(".")[2] for id_ in funnet}
    assert slag == {"Gyldig", "Kontrollsiffer", "Registrert"}
    assert "AnsvarForByggesaken.Kodeverdi.Gyldig" in funnet


@pytest.mark.parametrize("fil", DEMOSAKER, ids=lambda f: f.stem)
def test_a_demo_case_is_filled_in_rightly(fil: Path) -> None:
    assert not brutt(*les(fil))


# What is taken away


@pytest.mark.parametrize(("skjema", "versjon"), RENE, ids=str)
def test_a_form_filled_in_rightly_gives_nothing_to_find(skjema: str, versjon: str) -> None:
    svar = proev(RENE[skjema, versjon](), versjon)
    assert not ider([s for s in svar if s.utfall in (Utfall.BRUTT, Utfall.UAVKLART)])
    assert sum(s.utfall is Utfall.OPPFYLT for s in svar) >= 8


@pytest.mark.parametrize(("skjema", "versjon"), RENE, ids=str)
def test_a_field_that_is_taken_away_is_missed_once(skjema: str, versjon: str) -> None:
    """One finding, and it is about the field or about the nearest block that is now empty."""
    oppfylte = {s.rad.id for s in proev(RENE[skjema, versjon](), versjon) if _er_oppfylt(s)}
    rader = [r for r in KATALOG.felter(skjema, versjon, MOTTATT).rader if r.id in oppfylte]
    avvik = {}
    for rad in rader:
        rot = RENE[skjema, versjon]()
        steder = rot.alle(rad.gjentatt) if rad.gjentatt else [rot]
        her = next(h for h in steder if rad.naar is None or rad.naar(rot, h))
        for sti in rad.stier:
            _ta_bort(her, sti)
        funnet = brutt(rot, versjon)
        if len(funnet) != 1 or not _over_eller_lik(funnet[0].rad, rad):
            avvik[rad.id] = sorted(ider(funnet))
    assert not avvik
    assert rader


def _er_oppfylt(svar: Radsvar) -> bool:
    return svar.utfall is Utfall.OPPFYLT and svar.rad.krav in FYLL_UT


def _over_eller_lik(blokk: Feltrad, rad: Feltrad) -> bool:
    return blokk is rad or f"{rad.full_sti}/".startswith(f"{blokk.full_sti}/")


def _ta_bort(her: Felt, sti: str) -> None:
    forelder, _, navn = sti.rpartition("/")
    felt = her.ett(forelder) if forelder else her
    if felt is not None:
        felt.barn.pop(navn, None)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(RENE)), st.data())
def test_below_a_block_that_is_missed_nothing_more_is_missed(
    form: tuple[str, str], data: st.DataObject
) -> None:
    rot = RENE[form]()
    for _ in range(data.draw(st.integers(1, 6))):
        felter = [felt for felt in rot if felt.forelder is not None]
        if not felter:
            break
        felt = data.draw(st.sampled_from(felter))
        assert felt.forelder is not None
        felt.forelder.barn[felt.navn].remove(felt)
    blokker = [s.sted.xpath for s in brutt(rot, form[1]) if s.rad.krav == "utfylt" and s.sted]
    alle = [s.sted.xpath or "" for s in brutt(rot, form[1]) if s.sted]
    assert not [(b, a) for b in blokker for a in alle if a.startswith(f"{b}/")]


@pytest.mark.parametrize(("skjema", "versjon"), [*RENE, ("ramme", "4")], ids=str)
def test_an_empty_form_is_told_the_root_causes_alone(skjema: str, versjon: str) -> None:
    stier = [s.rad.stier[0] for s in brutt(Felt(skjema), versjon)]
    assert stier
    assert all(len(sti.split("/")) <= 2 for sti in stier)
    assert not [(a, b) for a in stier for b in stier if b.startswith(f"{a}/")]


# What is wrong

FEIL_I = [
    ("ettrinn", "4", "tiltakshaver/adresse/postnr", "380",
     "Tiltakshaver.Adresse.Postnr.Gyldig", "advarsel"),
    ("ettrinn", "4", "tiltakshaver/epost", "ola", "Tiltakshaver.Epost.Gyldig", "feil"),
    ("ettrinn", "4", "tiltakshaver/mobilnummer", "ring", "Tiltakshaver.Mobilnummer.Gyldig", "feil"),
    ("ettrinn", "4", "ansvarligSoeker/organisasjonsnummer", "310000018",
     "AnsvarligSoeker.Organisasjonsnummer.Kontrollsiffer", "feil"),
    ("ettrinn", "4", "eiendomByggested/eiendom/eiendomsidentifikasjon/gaardsnummer", "0",
     "EiendomByggested.Eiendom.Eiendomsidentifikasjon.Gaardsnummer.Gyldig", "feil"),
    ("ettrinn", "4", "planer/gjeldendePlan/beregningsregelGradAvUtnytting/kodeverdi", "BYAA",
     "Planer.GjeldendePlan.BeregningsregelGradAvUtnytting.Kodeverdi.Gyldig", "feil"),
    ("ettrinn", "4", "rammebetingelser/arealdisponering/arealBebyggelseNytt", "-1",
     "Rammebetingelser.Arealdisponering.ArealBebyggelseNytt.Gyldig", "feil"),
    ("ettrinn", "4", "rammebetingelser/kravTilByggegrunn/muligeOmraadeRisikoer/omraadeRisiko"
     "/sikkerhetsklasse/kodeverdi", "s2",
     "Rammebetingelser.KravTilByggegrunn.Sikkerhetsklasse.Kodeverdi.TillattForFlom", "advarsel"),
    ("ettrinn", "4", "generelleVilkaar/norskSvenskDansk", "false",
     "GenerelleVilkaar.NorskSvenskDansk.Sann", "feil"),
    ("nabovarsel", "5", "svarfrist", "2026-06-14", "Svarfrist.InnenFrist", "feil"),
    ("nabovarsel", "5", "naboGjenboerEiendommer/naboGjenboerEiendom/eier/foedselsnummer",
     "28044102121", "NaboGjenboerEiendommer.NaboGjenboerEiendom.Eier.Foedselsnummer.Kontrollsiffer",
     "feil"),
    ("gjenpartnabovarsel", "3",
     "naboGjenboerEiendommer/naboGjenboerEiendom/respons/merknadMottattDato", "2026-04-30",
     "NaboGjenboerEiendommer.NaboGjenboerEiendom.Respons.MerknadMottattDato.IkkeFoerSendt", "feil"),
    ("midlertidigbrukstillatelse", "4", "sikkerhetsnivaa/utfoertInnen", "2026-05-31",
     "Sikkerhetsnivaa.UtfoertInnen.IkkeFoerMottatt", "advarsel"),
    ("midlertidigbrukstillatelse", "4", "sikkerhetsnivaa/bekreftelseInnen", "2026-06-16",
     "Sikkerhetsnivaa.BekreftelseInnen.InnenFrist", "feil"),
    ("ferdigattest", "4", "kravFerdigattest/bekreftelseInnen", "2026-06-09",
     "KravFerdigattest.BekreftelseInnen.IkkeFoerUtfoert", "advarsel"),
    ("ferdigattest", "4", "tilstrekkeligDokumentasjonOverlevertEier", "false",
     "TilstrekkeligDokumentasjonOverlevertEier.Sann", "feil"),
    ("igangsettingstillatelse", "4", "utfallBesvarelse/utfallSvar/erUtfallBesvaresSenere", "true",
     "UtfallBesvarelse.UtfallSvar.ErUtfallBesvaresSenere.IkkeBesvart", "advarsel"),
    ("igangsettingstillatelse", "5", "automatiseringskrav/sjekklistekrav/sjekklistepunkt/kodeverdi",
     "en", "Automatiseringskrav.Sjekklistekrav.Sjekklistepunkt.Kodeverdi.Gyldig", "feil"),
    ("ansvarserklaeringDirekte", "2", "erklaering/harErklaeringAnsvarligUtfoerende", "false",
     "Erklaering.HarErklaeringAnsvarligUtfoerende.Sann", "feil"),
    ("samsvarserklaeringDirekte", "2", "ansvarsomraader/ansvarsomraade/datoAnsvarsrettErklaert",
     "2026-06-02", "Ansvarsomraader.Ansvarsomraade.DatoAnsvarsrettErklaert.IkkeEtterMottatt",
     "feil"),
    ("kontrollerklaeringDirekte", "2",
     "ansvarsomraader/ansvarsomraade/kontrollerende/harAapneAvvik", "true",
     "Ansvarsomraader.Ansvarsomraade.Kontrollerende.NoeyaktigEn", "feil"),
    ("Gjennomfoeringsplan", "7", "gjennomfoeringsplan/ansvarsomraade"
     "/samsvarKontrollForeliggerVedIgangsettingstillatelse", "2026-01-28",
     "Gjennomfoeringsplan.Ansvarsomraade.SamsvarKontrollForeliggerVedIgangsettingstillatelse"
     ".IkkeFoerRammetillatelse", "advarsel"),
    ("dispensasjonssoeknad", "1", "varighet/oenskesVarigDispensasjon", "true",
     "Varighet.OensketVarighetTil.Tom", "advarsel"),
    ("ArbeidstilsynetsSamtykke", "3", "arbeidsplasser/faste", "false",
     "Arbeidsplasser.FasteEllerMidlertidige.MinstEn", "advarsel"),
    ("ArbeidstilsynetsSamtykke", "3", "betaling/sum", "0", "Betaling.Sum.Gyldig", "feil"),
]  # fmt: skip


@pytest.mark.parametrize(("skjema", "versjon", "sti", "verdi", "id_", "alvorlighet"), FEIL_I)
def test_a_wrong_value_is_found_with_its_severity(
    skjema: str, versjon: str, sti: str, verdi: str, id_: str, alvorlighet: str
) -> None:
    rot = RENE[skjema, versjon]()
    felt = rot.ett(sti)
    assert felt is not None
    felt.tekst = verdi
    funnet = {(s.rad.id.partition(".")[2], s.rad.alvorlighet) for s in brutt(rot, versjon)}
    assert funnet == {(id_, Alvorlighet(alvorlighet))}


def test_a_neighbours_encrypted_number_is_no_finding() -> None:
    rot = RENE["nabovarsel", "5"]()
    felt = rot.ett("naboGjenboerEiendommer/naboGjenboerEiendom/eier/foedselsnummer")
    assert felt is not None
    felt.tekst = "Zm9lZHNlbHNudW1tZXIga3J5cHRlcnQ="
    assert not brutt(rot, "5")
