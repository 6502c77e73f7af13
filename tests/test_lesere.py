"""One rule, three readers: what each is told, and that a stored report says it all again."""

import json
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_helpers import (
    DATOER,
    ETT_TRINN,
    KRAV,
    PROEVEKOMMUNE,
    TABELLHODE,
    Grense,
    katalog,
    rad,
    regel,
    skjema,
    uten_krav,
)

from byggsak.domain.facts import Maal, Sted
from byggsak.domain.funn import Alvorlighet, Funn, Hjemmel, Utfall, Virkning
from byggsak.domain.kart import Datasett
from byggsak.domain.tekst import SPRAAK, Spraak
from byggsak.rule import Tekst, uavklart
from byggsak.rule.evaluate import evaluer
from byggsak.rule.readers import Leser, Lest, les
from byggsak.rule.render import som_json
from byggsak.rule.render_reader import lest_som_json, lest_som_tekst
from byggsak.rule.report import Dekning, Kontrollrapport, Regelpakke, Resultat
from byggsak.rule.stored import fra_lager, spraak_i, til_lager
from byggsak.rule.unit import Anker

REGLER = katalog(
    regel(
        virkning=Virkning.DISPENSASJON, krever_dispensasjon="plan", dibk_kode="1.73",
        sjekkpunkt="1.73",
    ),
    uten_krav("pbl-3-skjoenn", lambda g, k: uavklart(Tekst("skjønn", "skjønn", "judgement"))),
    krav=KRAV,
    felter=TABELLHODE + rad("E.A.Gyldig", "a", "heltall") + rad("E.B.Utfylt", "b", "utfylt"),
)  # fmt: skip


def rapport() -> Kontrollrapport:
    sted = Sted(xpath="/ettrinn/x", linje=12, gml_id="b1", epsg=25832, dokument="p.gml")
    return evaluer(
        REGLER,
        skjema=ETT_TRINN,
        felt=skjema("<a>tre</a>"),
        gjenstander=[Grense(navn="hus mot 1/2", avstand=Maal.of("3.6213", "0.1"), sted=sted)],
        datoer=DATOER,
        kommune=PROEVEKOMMUNE,
        kart=[Datasett("Plan P1", date(2026, 1, 2), "a" * 64, "reguleringsplan")],
    )


def lest(leser: Leser, regel_id: str, spraak: Spraak = "nb") -> Lest:
    (ett,) = [
        f for g in les(rapport(), leser, spraak).grupper for f in g.funn if f.funn.regel == regel_id
    ]
    return ett


def opplyst(leser: Leser, regel_id: str, spraak: Spraak = "nb") -> dict[str, str]:
    return {o.navn: o.verdi for o in lest(leser, regel_id, spraak).opplysninger}


def test_the_applicant_reads_plain_words_and_never_codes() -> None:
    ett = lest(Leser.SOEKER, "pbl-1-avstand")
    assert ett.tittel == "Avstand"
    assert ett.melding == "hus mot 1/2: 3,62 m, 4,00"
    assert {o.navn: o.verdi for o in ett.opplysninger} == {
        "dokument": "p.gml",
        "hjemmel": "plan- og bygningsloven § 1 første ledd",
    }
    tekst = lest_som_tekst(rapport(), Leser.SOEKER)
    for kode in ("pbl-1-avstand", "/ettrinn", "heltall", "EPSG", "{"):
        assert kode not in tekst


def test_the_caseworker_reads_the_law_the_numbers_and_what_is_left_to_judge() -> None:
    assert opplyst(Leser.SAKSBEHANDLER, "pbl-1-avstand") == {
        "utfall": "Ikke oppfylt",
        "hjemmel": "plan- og bygningsloven § 1 første ledd",
        "gjelder": "hus mot 1/2",
        "maalt": "3,62 m",
        "krav": "4,00 m",
        "margin": "-0,38 m",
        "usikkerhet": "± 0,10 m",
        "vurderes": "Om funnet stemmer, og om det er søkt om og kan gis dispensasjon fra "
        "arealplanen.",
        "dispensasjon": "Står funnet, krever det dispensasjon fra arealplanen, eller et samtykke "
        "der loven åpner for det.",
        "dibk_kode": "1.73",
        "sjekkpunkt": "1.73",
        "dokument": "p.gml",
    }
    aapent = opplyst(Leser.SAKSBEHANDLER, "pbl-3-skjoenn")
    assert aapent["utfall"] == "Uavklart"
    assert "skjønn" in aapent["vurderes"]


def test_the_developer_reads_where_it_is_what_was_required_and_what_was_provided() -> None:
    maal = opplyst(Leser.UTVIKLER, "pbl-1-avstand")
    assert maal["regel"] == "pbl-1-avstand"
    assert (maal["xpath"], maal["linje"], maal["gml_id"]) == ("/ettrinn/x", "12", "b1")
    assert (maal["krav"], maal["maalt"], maal["epsg"]) == ("4.0 m", "3.6213 m", "EPSG:25832")
    felt = opplyst(Leser.UTVIKLER, "E.A.Gyldig")
    assert (felt["xpath"], felt["krav"], felt["maalt"]) == ("/ettrinn/a", "heltall", "tre")
    assert opplyst(Leser.UTVIKLER, "E.B.Utfylt")["krav"] == "utfylt"


def test_a_person_number_is_not_told_to_developers_either() -> None:
    regler = katalog(felter=TABELLHODE + rad("E.A.Gyldig", "a", "foedselsnummer"))
    feil = evaluer(
        regler,
        skjema=ETT_TRINN,
        felt=skjema("<a>0101011234x</a>"),
        gjenstander=[],
        datoer=DATOER,
        kommune=PROEVEKOMMUNE,
    )
    assert len(feil.funn) == 1
    assert "0101011234" not in json.dumps(til_lager(feil))
    assert "0101011234" not in lest_som_tekst(feil, Leser.UTVIKLER)


@pytest.mark.parametrize("spraak", SPRAAK)
@pytest.mark.parametrize("leser", list(Leser))
def test_every_finding_is_told_to_every_reader_in_every_language(
    leser: Leser, spraak: Spraak
) -> None:
    lesning = les(rapport(), leser, spraak)
    viste = [f for g in lesning.grupper for f in g.funn]
    assert sorted(f.nr for f in viste) == list(range(1, len(rapport().funn) + 1))
    assert all(rapport().funn[f.nr - 1] == f.funn for f in viste), "numbered as on the drawing"
    som_data = lest_som_json(rapport(), leser, spraak)
    assert json.loads(json.dumps(som_data)) == som_data
    tekst = lest_som_tekst(rapport(), leser, spraak)
    for ett in viste:
        assert ett.melding in tekst
        assert ett.raad in tekst
        assert all(f"{o.tittel}: {o.verdi}" in tekst for o in ett.opplysninger)


def test_english_readers_get_the_law_in_english() -> None:
    assert opplyst(Leser.SOEKER, "pbl-1-avstand", "en")["hjemmel"] == (
        "Planning and Building Act § 1 first paragraph"
    )
    assert opplyst(Leser.SAKSBEHANDLER, "pbl-1-avstand", "en")["margin"] == "-0.38 m"


def test_a_file_name_cannot_steer_the_terminal() -> None:
    funn = replace(rapport().funn[0], sted=Sted(dokument="\x1b[2Jplan.gml\x07"))
    tekst = lest_som_tekst(replace(rapport(), funn=(funn,)), Leser.SOEKER)
    assert "\x1b" not in tekst
    assert "\x07" not in tekst
    assert "plan.gml" in tekst


@pytest.mark.parametrize("spraak", SPRAAK)
def test_a_stored_report_is_the_report(spraak: Spraak) -> None:
    ett = rapport()
    lagret = json.loads(json.dumps(til_lager(ett)))
    igjen = fra_lager(lagret)
    assert igjen == ett
    assert som_json(igjen, spraak) == som_json(ett, spraak)
    assert spraak_i(lagret, spraak) == spraak


def test_a_report_stored_in_bokmaal_alone_can_still_be_read() -> None:
    """What was written before the texts were kept in all languages."""
    gammel = json.loads(json.dumps(som_json(rapport())))
    igjen = fra_lager(gammel)
    assert som_json(igjen, "en") == som_json(rapport(), "nb")
    assert spraak_i(gammel, "en") == "nb"
    for leser in Leser:
        assert rapport().funn[0].melding.nb in lest_som_tekst(igjen, leser, "en")


tekster = st.builds(Tekst, st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
ord_ = st.text(min_size=1, max_size=10)
tall = st.none() | st.decimals(allow_nan=False, allow_infinity=False)
steder = st.builds(
    Sted,
    xpath=st.none() | ord_,
    linje=st.none() | st.integers(1, 9999),
    gml_id=st.none() | ord_,
    epsg=st.none() | st.just(25832),
    dokument=st.none() | ord_,
)
funnene = st.builds(
    Funn,
    regel=ord_,
    utfall=st.sampled_from([Utfall.BRUTT, Utfall.UAVKLART]),
    alvorlighet=st.sampled_from(Alvorlighet),
    virkning=st.sampled_from(Virkning),
    melding=tekster,
    raad=tekster,
    hjemmel=st.none() | st.builds(Hjemmel, ord_, ord_, st.none() | ord_),
    gjelder=st.text(max_size=9),
    maalt=tall,
    krav=tall,
    margin=tall,
    enhet=st.none() | st.sampled_from(["m", "m2", "%", "dager"]),
    usikkerhet=tall,
    sted=steder,
    dibk_kode=st.none() | ord_,
    fingeravtrykk=st.text(max_size=9),
    tittel=st.none() | tekster,
    krever_dispensasjon=st.none() | ord_,
    sjekkpunkt=st.none() | ord_,
    paakrevd=st.text(max_size=9),
    oppgitt=st.text(max_size=9),
)
rapporter = st.builds(
    Kontrollrapport,
    skjema=st.none() | st.just(ETT_TRINN),
    datoer=st.dictionaries(st.sampled_from(Anker), st.dates(), max_size=2),
    pakker=st.tuples(st.builds(Regelpakke, ord_, ord_, ord_)),
    kart=st.tuples(st.builds(Datasett, ord_, st.dates(), ord_, ord_, ord_)),
    resultat=st.sampled_from(Resultat),
    dekning=st.tuples(
        st.builds(
            Dekning, ord_, st.sampled_from(Utfall), st.integers(1, 9), st.none() | tekster,
            st.booleans(),
        )
    ),
    funn=st.lists(funnene, max_size=3).map(tuple),
)  # fmt: skip


@given(rapporter)
def test_whatever_is_stored_is_read_back_whole(ett: Kontrollrapport) -> None:
    assert fra_lager(json.loads(json.dumps(til_lager(ett)))) == ett


def test_a_field_added_to_a_finding_is_stored_too() -> None:
    (lagret, *_) = til_lager(rapport())["funn"]
    assert {f.name for f in fields(Funn)} == set(lagret)


def test_numbers_keep_their_digits_in_the_store() -> None:
    """Decimals of the report are what the verdict was made from: 1E+2 and 100 are told apart."""
    funn = replace(rapport().funn[0], maalt=Decimal("1E+2"), krav=Decimal("0.10000"))
    igjen = fra_lager(til_lager(replace(rapport(), funn=(funn,)))).funn[0]
    assert (str(igjen.maalt), str(igjen.krav)) == ("1E+2", "0.10000")


def test_the_promised_shape_does_not_know_of_readers() -> None:
    funn: dict[str, Any] = som_json(rapport())["funn"][0]
    assert list(funn) == [
        "regel", "utfall", "alvorlighet", "melding", "raad", "hjemmel", "maalt", "krav", "margin",
        "enhet", "usikkerhet", "sted", "dibk_kode", "fingeravtrykk",
    ]  # fmt: skip
