"""The field tables against real forms: no row about a field that is not there, no false alarm."""

import re
from datetime import date
from pathlib import Path

import pytest

from byggsak.domain.felt import Felt
from byggsak.domain.funn import Alvorlighet, Utfall
from byggsak.rule.catalogue import Katalog
from byggsak.rule.fields import Radsvar, proev_felter
from byggsak.rule.tables import Feltrad, Felttabell
from byggsak.xml.reader import read

ROT = Path(__file__).parents[1]
DIBK = ROT.parent / "shared" / "dibk"
KATALOG = Katalog.last()
DATO = date(2026, 6, 1)
VERSJON = "4"
DEMOSAKER = sorted((ROT / "fixtures" / "saker").glob("[eg]*-soeknad.xml"))
# In this published sample the developer's number has digits that do not check.
KJENTE_FEIL = {("TA", "Utenansvarsrett.Tiltakshaver.Foedselsnummer.Kontrollsiffer")}


def proev(rot: Felt) -> list[Radsvar]:
    return proev_felter(KATALOG.felter(rot.navn, VERSJON, DATO), rot, test=True)


def brutt(rot: Felt) -> set[str]:
    return {svar.rad.id for svar in proev(rot) if svar.utfall is Utfall.BRUTT}


def les(fil: Path) -> Felt:
    return read(fil.read_bytes()).felt


def _stier(rad: Feltrad) -> set[str]:
    """Every path the row speaks of, from the root."""
    ledd = re.split(r"\s+og\s+", rad.naar_tekst) if rad.naar_tekst else []
    naar = [m[0] for m in (re.search(r"/?[^\s!=]+", del_) for del_ in ledd) if m]
    under = f"{rad.gjentatt}/" if rad.gjentatt else ""
    return {sti[1:] if sti.startswith("/") else under + sti for sti in (*rad.stier, *naar)}


@pytest.mark.parametrize("tabell", KATALOG.tabeller, ids=lambda t: f"{t.skjema}-{t.fil}")
def test_every_path_of_a_table_stands_in_a_real_form(tabell: Felttabell) -> None:
    tre = DIBK / "elementtre" / f"{tabell.skjema}-v{VERSJON}.tsv"
    if not tre.exists():
        pytest.skip(f"the element tree of {tabell.skjema} is not at hand")
    kjente = {linje.split("\t")[0].partition("/")[2] for linje in tre.read_text().splitlines()}
    ukjente = {sti for rad in tabell.rader for sti in _stier(rad)} - kjente
    assert not ukjente


@pytest.mark.parametrize("type_", ["ET", "RS", "TA"])
def test_a_published_sample_gives_no_false_finding(type_: str) -> None:
    filer = sorted((DIBK / "eksempler" / type_).glob("*.xml"))
    if not filer:
        pytest.skip(f"the published samples of {type_} are not at hand")
    funnet = {(type_, id_) for fil in filer for id_ in brutt(les(fil))}
    assert funnet <= KJENTE_FEIL


@pytest.mark.parametrize("fil", DEMOSAKER, ids=lambda f: f.stem)
def test_a_demo_case_is_filled_in_rightly(fil: Path) -> None:
    assert not brutt(les(fil))


PAAKREVDE = [
    rad
    for tabell in KATALOG.tabeller
    if tabell.gjelder("ettrinn", VERSJON)
    for rad in tabell.rader
    if rad.krav == "utfylt" and rad.gjentatt is None and rad.naar is None
]


@pytest.mark.parametrize("rad", PAAKREVDE, ids=lambda r: r.id)
def test_a_field_that_is_taken_away_is_missed_once(rad: Feltrad) -> None:
    rot = les(ROT / "fixtures" / "saker" / "enebolig-01-soeknad.xml")
    forelder, _, navn = rad.stier[0].rpartition("/")
    felt = rot.ett(forelder) if forelder else rot
    assert felt is not None
    del felt.barn[navn]
    # A block that has lost all it held is itself missing, and its row speaks for what is below.
    i_slekt = {r.id for r in PAAKREVDE if _over(r, rad) or _over(rad, r) or r is rad}
    assert len(brutt(rot) & i_slekt) == 1


def test_an_empty_form_is_told_the_root_causes_alone() -> None:
    aarsaker = {r.id for r in PAAKREVDE if not any(_over(annen, r) for annen in PAAKREVDE)}
    assert brutt(Felt("ettrinn")) == aarsaker


def _over(blokk: Feltrad, rad: Feltrad) -> bool:
    return rad.full_sti.startswith(f"{blokk.full_sti}/")


@pytest.mark.parametrize(
    ("sti", "verdi", "id_", "alvorlighet"),
    [
        ("tiltakshaver/adresse/postnr", "380", "Tiltakshaver.Adresse.Postnr.Gyldig", "advarsel"),
        ("tiltakshaver/epost", "ola", "Tiltakshaver.Epost.Gyldig", "feil"),
        ("tiltakshaver/mobilnummer", "ring meg", "Tiltakshaver.Mobilnummer.Gyldig", "feil"),
        (
            "ansvarligSoeker/organisasjonsnummer",
            "310000018",
            "AnsvarligSoeker.Organisasjonsnummer.Kontrollsiffer",
            "feil",
        ),
        (
            "eiendomByggested/eiendom/eiendomsidentifikasjon/gaardsnummer",
            "0",
            "EiendomByggested.Eiendom.Eiendomsidentifikasjon.Gaardsnummer.Gyldig",
            "feil",
        ),
        (
            "planer/gjeldendePlan/beregningsregelGradAvUtnytting/kodeverdi",
            "BYAA",
            "Planer.GjeldendePlan.BeregningsregelGradAvUtnytting.Kodeverdi.Gyldig",
            "feil",
        ),
        (
            "rammebetingelser/arealdisponering/arealBebyggelseNytt",
            "-1",
            "Rammebetingelser.Arealdisponering.ArealBebyggelseNytt.Gyldig",
            "feil",
        ),
        (
            "rammebetingelser/kravTilByggegrunn/muligeOmraadeRisikoer/omraadeRisiko"
            "/sikkerhetsklasse/kodeverdi",
            "s2",
            "Rammebetingelser.KravTilByggegrunn.Sikkerhetsklasse.Kodeverdi.TillattForFlom",
            "advarsel",
        ),
        (
            "generelleVilkaar/norskSvenskDansk",
            "false",
            "GenerelleVilkaar.NorskSvenskDansk.Sann",
            "feil",
        ),
    ],
)
def test_a_wrong_value_is_found_with_its_severity(
    sti: str, verdi: str, id_: str, alvorlighet: str
) -> None:
    rot = les(ROT / "fixtures" / "saker" / "enebolig-01-soeknad.xml")
    felt = rot.ett(sti)
    assert felt is not None
    felt.tekst = verdi
    funnet = [s.rad for s in proev(rot) if s.utfall is Utfall.BRUTT]
    assert [(r.id, r.alvorlighet) for r in funnet] == [(f"Ettrinn.{id_}", Alvorlighet(alvorlighet))]
