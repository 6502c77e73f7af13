"""Software that speaks to the national validator, over real HTTP: its shapes, true answers."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from api_server import running
from byggsak_api.app import lag_app
from byggsak_api.dibk_kropp import tolk
from byggsak_api.innstillinger import Grenser
from byggsak_api.problem import Problem
from byggsak_api.tjeneste import Tjeneste
from conftest import shared
from hypothesis import example, given
from hypothesis import strategies as st

from byggsak.geometry.kartfil import les_kart
from byggsak.services.config import Config
from byggsak.services.dibk_svar import som_bytes
from byggsak.services.kontroll import Innsending, Motor
from byggsak.xml.reader import read
from byggsak.xml.repeated import zero_based

ROT = Path(__file__).parents[1]
SAKER = ROT / "fixtures" / "saker"
NAA = datetime(2026, 6, 1, 10, tzinfo=UTC)
MAKS_XML = 200_000


@pytest.fixture(scope="module")
def klient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    mappe = tmp_path_factory.mktemp("dibk")
    config = Config.fra(
        {
            "BYGGSAK_DATABASE": f"sqlite:///{mappe}/db",
            "BYGGSAK_FILES": f"{mappe}/filer",
            "BYGGSAK_KOMMUNER": "9999,9998",
            "BYGGSAK_MAX_XML": str(MAKS_XML),
        }
    )
    tjener = Tjeneste.av(config, motor=Motor.last(), naa=lambda: NAA)
    kommune = tjener.katalog.kommune("9999")
    for fil in les_kart([ROT / "fixtures" / "kart"], kommune.epsg, dato=date(2026, 5, 1)):
        tjener.kartlager.importer(kommune, fil.datasett, fil.objekter, NAA)
    with running(lag_app(tjener)) as base, httpx.Client(base_url=base, timeout=60) as klient:
        yield klient


def kropp(navn: str = "enebolig-01", **mer: Any) -> dict[str, Any]:
    return {
        "formData": (SAKER / f"{navn}-soeknad.xml").read_text("utf-8"),
        "subForms": [
            {
                "formName": "gjenpart.xml",
                "subFormData": (SAKER / f"{navn}-gjenpart.xml").read_text("utf-8"),
            }
        ],
        "attachments": [
            {"attachmentTypeName": slag, "filename": f"{slag}.pdf", "fileSize": 1000}
            for slag in ("Situasjonsplan", "TegningNyPlan", "TegningNyttSnitt", "TegningNyFasade")
        ],
    } | mer


def valider(klient: httpx.Client, data: dict[str, Any], sti: str = "validate") -> dict[str, Any]:
    svar = klient.post(f"/api/{sti}", json=data)
    assert svar.status_code == 200, svar.text
    innhold: dict[str, Any] = svar.json()
    meldinger = Counter(m["messagetype"] for m in innhold["messages"])
    assert (innhold["errors"], innhold["warnings"]) == (meldinger["ERROR"], meldinger["WARNING"])
    return innhold


def problem(svar: httpx.Response, status: int, navn: str) -> dict[str, Any]:
    assert svar.status_code == status, svar.text
    assert svar.headers["content-type"] == "application/problem+json"
    innhold: dict[str, Any] = svar.json()
    assert innhold["type"] == f"urn:byggsak:problem:{navn}"
    return innhold


def test_the_answer_has_the_national_shape(klient: httpx.Client) -> None:
    svar = valider(klient, kropp("enebolig-04-sent-varsel"))
    assert list(svar) == [
        "errors", "warnings", "tiltakstyperISoeknad", "soknadtype", "messages", "rulesChecked",
    ]  # fmt: skip
    assert (svar["soknadtype"], svar["tiltakstyperISoeknad"]) == ("ET", ["nyttbyggboligformal"])
    assert svar["errors"] > 0
    deres = {
        "rule", "reference", "message", "messagetype", "xpathField", "preCondition",
        "checklistReference",
    }  # fmt: skip
    assert all(deres <= set(m) for m in svar["messages"])
    regel = {
        "id", "rule", "message", "messagetype", "xpathField", "preCondition", "checklistReference"
    }  # fmt: skip
    assert all(regel <= set(r) for r in svar["rulesChecked"])
    rapport = valider(klient, kropp("enebolig-04-sent-varsel"), "validationReport")
    assert {k: rapport[k] for k in svar} == svar
    assert list(rapport)[-1] == "prefillChecklist"
    assert set(rapport["prefillChecklist"][0]) == {
        "checklistReference", "checklistQuestion", "yesNo", "supportingDataValidationRuleId",
        "supportingDataXpathField", "documentation",
    }  # fmt: skip


def test_what_is_listed_as_checked_was_checked(klient: httpx.Client) -> None:
    """Against the whole report on the same filing, where every rule stands with its outcome."""
    data = kropp("enebolig-02-naer-grensen", attachments=[])
    svar = valider(klient, data)
    hel = klient.post(
        "/v1/kontroll",
        headers={"Byggsak-Kommune": "9999"},
        files=[
            ("soeknad", ("a.xml", data["formData"].encode())),
            ("underskjema", ("gjenpart.xml", data["subForms"][0]["subFormData"].encode())),
        ],
    ).json()
    utfall: dict[str, set[str]] = {}
    for linje in hel["dekning"]:
        utfall.setdefault(linje["regel"], set()).add(linje["utfall"])
    kjoert = {r for r, u in utfall.items() if u - {"ikke_aktuell"}}
    assert [r["id"] for r in svar["rulesChecked"]] == [r for r in utfall if r in kjoert]
    assert kjoert < set(utfall), "some rules do not apply, and are not claimed"
    for regel in svar["rulesChecked"]:
        assert regel["utfall"] in utfall[regel["id"]]
    assert len(svar["messages"]) == len(hel["funn"])
    for melding, funn in zip(svar["messages"], hel["funn"], strict=True):
        assert melding["reference"] == funn["regel"]
        assert melding["utfall"] == funn["utfall"]
        feil = (funn["utfall"], funn["alvorlighet"]) == ("brutt", "feil")
        assert melding["messagetype"] == ("ERROR" if feil else "WARNING")
        assert melding["message"] == f"{funn['melding']} {funn['raad']}"
        assert melding["xpath"] == funn["sted"]["xpath"]


def test_what_needs_content_is_a_warning_and_says_why(klient: httpx.Client) -> None:
    """A digital plan by name alone is no plan, and «not digital» would be a guess."""
    plan = {"attachmentTypeName": "Situasjonsplan", "filename": "plan.gml", "fileSize": "4711"}
    svar = valider(klient, kropp(attachments=[plan]))
    (avstand,) = [m for m in svar["messages"] if m["reference"] == "pbl-29-4-avstand-nabogrense"]
    assert (avstand["messagetype"], avstand["utfall"]) == ("WARNING", "uavklart")
    assert "innholdet er ikke sendt med" in avstand["message"]
    assert "sak10-5-4-situasjonsplan" not in {m["reference"] for m in svar["messages"]}
    uten = valider(klient, kropp(attachments=[]))
    assert "sak10-5-4-situasjonsplan" in {
        m["reference"] for m in uten["messages"] if m["messagetype"] == "ERROR"
    }


@pytest.mark.parametrize(
    ("xml", "regel"),
    [
        ("<ettrinn", "xml-uleselig"),
        ("ikke xml", "xml-uleselig"),
        ("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "xml-uleselig"),
        ('<ArbeidstilsynetsSamtykke dataFormatId="6821" dataFormatVersion="45957"/>',
         "xml-ukjent-skjema"),
        ("<a\0/>", "xml-uleselig"),
    ],
    ids=["broken", "no xml", "doctype", "unknown format", "nul"],
)  # fmt: skip
def test_what_cannot_be_read_has_errors_and_a_clear_message(
    klient: httpx.Client, xml: str, regel: str
) -> None:
    for sti in ("validate", "validationReport"):
        svar = valider(klient, {"formData": xml}, sti)
        assert svar["errors"] >= 1
        assert svar["messages"][0]["reference"] == regel
        assert len(svar["messages"][0]["message"]) > 20
        assert svar["soknadtype"] is None
        assert svar.get("prefillChecklist", []) == []
        assert not [r for r in svar["rulesChecked"] if not r["id"].startswith("xml-")]


def test_a_schema_invalid_form_has_errors(klient: httpx.Client) -> None:
    data = kropp()
    data["formData"] = data["formData"].replace(
        "<gaardsnummer>1</gaardsnummer>", "<gaardsnummer>én</gaardsnummer><oppfunnet/>"
    )
    svar = valider(klient, data, "validationReport")
    assert svar["errors"] >= 1
    assert {m["reference"] for m in svar["messages"]} == {"xml-skjema"}
    assert any(
        (m["xpathField"] or "").startswith("ettrinn/eiendomByggested/eiendom[0]/")
        for m in svar["messages"]
    )
    assert svar["soknadtype"] == "ET"
    assert svar["prefillChecklist"] == []


def test_places_are_counted_from_zero_and_from_one(klient: httpx.Client) -> None:
    data = kropp()
    eiendom = data["formData"].split("<eiendom>")[1].split("</eiendom>")[0]
    uten = eiendom.replace("<bruksnummer>2</bruksnummer>", "")
    data["formData"] = data["formData"].replace(
        "</eiendom>", f"</eiendom><eiendom>{uten}</eiendom>", 1
    )
    (ett,) = [
        m for m in valider(klient, data)["messages"]
        if m["reference"].endswith("Bruksnummer.Utfylt")
    ]  # fmt: skip
    sti = "ettrinn/eiendomByggested/eiendom{}/eiendomsidentifikasjon/bruksnummer"
    assert ett["xpathField"] == sti.format("[1]")
    assert ett["xpath"] == "/" + sti.format("[2]")
    assert (ett["rule"], ett["checklistReference"]) == ("utfylt", "1.4")
    regler = klient.get("/api/formrules/10012/4").json()
    (regel,) = [r for r in regler if r["Regelnr"] == ett["reference"]]
    assert regel["Betingelse"] == sti.format("{0}")


def test_a_fault_in_a_subform_says_where(klient: httpx.Client) -> None:
    data = kropp()
    data["subForms"][0]["subFormData"] = "<gjenpartnabovarsel"
    svar = valider(klient, data)
    (ett,) = [m for m in svar["messages"] if m["dokument"]]
    assert (ett["dokument"], ett["messagetype"]) == ("gjenpart.xml", "ERROR")


def test_a_check_point_is_answered_only_where_every_rule_behind_it_was_decided(
    klient: httpx.Client,
) -> None:
    godt = valider(klient, kropp(), "validationReport")
    svar = {p["checklistReference"]: p for p in godt["prefillChecklist"]}
    assert svar["1.3"]["yesNo"] is True
    assert svar["1.80"]["yesNo"] is True
    assert svar["1.80"]["supportingDataValidationRuleId"] == ["sak10-5-4-tegninger"]
    daarlig = valider(klient, kropp(attachments=[]), "validationReport")
    igjen = {p["checklistReference"]: p for p in daarlig["prefillChecklist"]}
    assert igjen["1.80"]["yesNo"] is False
    assert "sak10-5-4-tegninger" in igjen["1.80"]["documentation"]
    # 5.1 rests on a row that asks whether a question was answered, which is not its answer
    assert "5.1" not in svar
    for rapport in (godt, daarlig):
        regler = {r["id"]: r for r in rapport["rulesChecked"]}
        for punkt in rapport["prefillChecklist"]:
            for id_ in punkt["supportingDataValidationRuleId"]:
                assert regler[id_]["utfall"] in {"oppfylt", "brutt"}
                assert regler[id_]["antall"]["uavklart"] == 0
            assert punkt["yesNo"] is all(
                regler[i]["utfall"] == "oppfylt" for i in punkt["supportingDataValidationRuleId"]
            )


def test_an_unknown_fact_leaves_its_check_point_unanswered(klient: httpx.Client) -> None:
    """2.2 needs the map to know the neighbours; a municipality without one answers nothing."""
    med, uten = kropp(), kropp()
    punkter = {p["checklistReference"] for p in
               valider(klient, med, "validationReport")["prefillChecklist"]}  # fmt: skip
    uten["formData"] = uten["formData"].replace(">9999<", ">9998<")
    svar = valider(klient, uten, "validationReport")
    assert {m["utfall"] for m in svar["messages"] if m["checklistReference"] == "2.2"} == {
        "uavklart"
    }
    assert "2.2" in punkter
    assert "2.2" not in {p["checklistReference"] for p in svar["prefillChecklist"]}


def test_a_municipality_that_is_not_served_here_gets_national_rules_alone(
    klient: httpx.Client,
) -> None:
    data = kropp()
    data["formData"] = data["formData"].replace(">9999<", ">0301<")
    svar = valider(klient, data)
    (avstand,) = [m for m in svar["messages"] if m["reference"] == "pbl-29-4-avstand-nabogrense"]
    assert avstand["utfall"] == "uavklart"
    hode = {"Byggsak-Kommune": "0301"}
    problem(klient.post("/api/validate", json=data, headers=hode), 403, "ikke-tilgang")


def test_norwegian_letters_survive_whatever_the_declaration_says(klient: httpx.Client) -> None:
    data = kropp()
    data["formData"] = data["formData"].replace(
        "<kodeverdi>nyttbyggboligformal</kodeverdi>", "<kodeverdi>nyttbygg æøå ÆØÅ</kodeverdi>"
    )
    data["formData"] = data["formData"].replace(">medAnsvar<", ">medÅnsvår<")
    svar = [
        valider(klient, data | {"formData": data["formData"].replace('"UTF-8"', f'"{koding}"')})
        for koding in ("UTF-8", "utf-16", "iso-8859-1", "x-finnes-ikke")
    ]
    assert svar[0]["tiltakstyperISoeknad"] == ["nyttbygg æøå ÆØÅ"]
    assert any("«medÅnsvår»" in m["message"] for m in svar[0]["messages"])
    assert all(en == svar[0] for en in svar)
    som_escape = klient.post(
        "/api/validate",
        content=json.dumps(data, ensure_ascii=True).encode(),
        headers={"Content-Type": "application/json; charset=utf-8"},
    )
    assert som_escape.json() == svar[0]


def test_names_in_any_case_and_members_we_do_not_know_are_taken(klient: httpx.Client) -> None:
    data = kropp()
    annerledes = {
        "FormData": data["formData"],
        "SUBFORMS": [{k.lower(): v for k, v in data["subForms"][0].items()}],
        "Attachments": data["attachments"],
        "authenticatedSubmitter": "910000000",
    }
    assert valider(klient, annerledes) == valider(klient, data)
    assert valider(klient, {"formData": data["formData"], "subForms": None, "attachments": None})


def test_messages_are_written_in_the_callers_language(klient: httpx.Client) -> None:
    data = kropp("enebolig-06-uten-tegninger", attachments=[])
    svar = klient.post("/api/validate?spraak=en", json=data)
    assert svar.headers["content-language"] == "en"
    assert any("lacks drawings" in m["message"] for m in svar.json()["messages"])


VEDLEGG = b'{"formData": "<a/>", "attachments": ['
UGYLDIGE: dict[str, tuple[bytes, int, str]] = {
    "nothing": (b"", 400, "ugyldig-foresporsel"),
    "half an object": (b"{", 400, "ugyldig-foresporsel"),
    "latin-1": (b'{"formData": "\xe6"}', 400, "ugyldig-foresporsel"),
    "a name twice": (b'{"formData": "<a/>", "FORMDATA": "<b/>"}', 400, "ugyldig-foresporsel"),
    "too deep": (b"[" * 100_000, 400, "ugyldig-foresporsel"),
    "an endless string": (b'{"formData": "' + b'\\"' * 500_000, 400, "ugyldig-foresporsel"),
    "a list": (b"[]", 422, "ugyldig-innhold"),
    "null": (b"null", 422, "ugyldig-innhold"),
    "no form": (b"{}", 422, "ugyldig-innhold"),
    "an empty form": (b'{"formData": "  "}', 422, "ugyldig-innhold"),
    "a form that is a number": (b'{"formData": 1}', 422, "ugyldig-innhold"),
    "half a character": (b'{"formData": "<a>\\ud800</a>"}', 422, "ugyldig-innhold"),
    "subforms no list": (b'{"formData": "<a/>", "subForms": {}}', 422, "ugyldig-innhold"),
    "a subform no object": (b'{"formData": "<a/>", "subForms": ["x"]}', 422, "ugyldig-innhold"),
    "an attachment of no type": (VEDLEGG + b"{}]}", 422, "ugyldig-innhold"),
    "a negative size": (
        VEDLEGG + b'{"attachmentTypeName": "A", "fileSize": -1}]}', 422, "ugyldig-innhold"
    ),
    "too many attachments": (
        VEDLEGG + b",".join([b'{"attachmentTypeName":"A"}'] * 601) + b"]}", 413, "for-stor"
    ),
    "a form too large": (b'{"formData": "' + b"x" * (MAKS_XML + 1) + b'"}', 413, "for-stor"),
    "a body too large": (b'{"formData": "' + b"x" * (8 * MAKS_XML) + b'"}', 413, "for-stor"),
    "a body of brackets": (
        b'{"formData": "<a/>", "x": [' + b"1," * 550_000 + b"1]}", 413, "for-stor"
    ),
}  # fmt: skip


@pytest.mark.parametrize("hva", UGYLDIGE)
def test_a_malformed_request_is_a_problem(klient: httpx.Client, hva: str) -> None:
    innhold, status, navn = UGYLDIGE[hva]
    hode = {"Content-Type": "application/json"}
    for sti in ("validate", "validationReport"):
        problem(klient.post(f"/api/{sti}", content=innhold, headers=hode), status, navn)


def test_a_body_of_another_kind_is_refused(klient: httpx.Client) -> None:
    for hode in ({"Content-Type": "text/xml"}, {}, {"Content-Type": "multipart/form-data"}):
        svar = klient.post("/api/validate", content=b"<a/>", headers=hode)
        assert problem(svar, 415, "feil-mediatype")
        assert svar.headers["accept-post"] == "application/json"
    gzip = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    problem(klient.post("/api/validate", content=b"x", headers=gzip), 415, "feil-mediatype")


def test_a_file_is_held_against_its_xsd_and_nothing_else(klient: httpx.Client) -> None:
    def fil(data: bytes, navn: str = "file") -> httpx.Response:
        return klient.post("/api/validate/file", files=[(navn, ("a.xml", data))])

    for godt in ("enebolig-01-soeknad.xml", "enebolig-01-gjenpart.xml"):
        svar = fil((SAKER / godt).read_bytes())
        assert (svar.status_code, svar.json()) == (200, []), "also a subform on its own"
    daarlig = fil((SAKER / "enebolig-01-soeknad.xml").read_bytes().replace(
        b"<gaardsnummer>1<", b"<gaardsnummer>en<"))  # fmt: skip
    (melding,) = daarlig.json()
    assert melding.startswith("Linje ")
    assert "gaardsnummer" in melding
    for uleselig in (b"<a/>", b"<a", b"\xff\xfe", b""):
        assert len(fil(uleselig).json()) == 1, "a document nobody can read is not valid"
    problem(fil(b"<a/>", "skjema"), 422, "ugyldig-innhold")
    problem(
        klient.post("/api/validate/file", files=[("file", b"<a/>"), ("file", b"<a/>")]),
        422,
        "ugyldig-innhold",
    )
    problem(fil(b"x" * (MAKS_XML + 1)), 413, "for-stor")
    problem(klient.post("/api/validate/file", json={}), 415, "feil-mediatype")


def test_the_rules_of_a_form_are_those_that_are_asked(klient: httpx.Client) -> None:
    rader = klient.get("/api/formrules/10012/4").json()
    assert list(rader[0]) == [
        "Regelnr", "sjkPkt", "Beskrivelse", "Valideringsresultat", "Betingelse", "Forutsetning",
    ]  # fmt: skip
    numre = [r["Regelnr"] for r in rader]
    assert len(numre) == len(set(numre))
    assert all(r["Beskrivelse"] for r in rader)
    assert {r["Valideringsresultat"] for r in rader} == {"Feil", "Advarsel"}
    for navn in ("enebolig-01", "enebolig-02-naer-grensen", "enebolig-05-flomsone"):
        svar = valider(klient, kropp(navn, subForms=[]))
        kjente = {r["id"] for r in svar["rulesChecked"]} | {
            m["reference"] for m in svar["messages"]
        }
        assert kjente <= set(numre), kjente - set(numre)
    engelsk = klient.get("/api/formrules/10012/4?spraak=en")
    assert [r["Regelnr"] for r in engelsk.json()] == numre
    assert engelsk.json()[0]["Beskrivelse"] != rader[0]["Beskrivelse"]


def test_the_rules_of_a_form_we_do_not_read_are_not_invented(klient: httpx.Client) -> None:
    svar = problem(klient.get("/api/formrules/6821/45957"), 404, "finnes-ikke")
    assert {"dataFormatId": "10012", "dataFormatVersion": "4", "skjema": "ettrinn"} in svar[
        "formater"
    ]
    problem(klient.get("/api/formrules/10012/4%00"), 404, "finnes-ikke")


def test_the_national_samples_are_answered(klient: httpx.Client) -> None:
    """Every sample of the forms we read: an answer with rules behind it, never a failure."""
    lest = 0
    for fil in sorted(shared("dibk", "eksempler").rglob("*.xml")):
        tekst = fil.read_bytes().decode("utf-8-sig", "replace")
        if len(tekst.encode()) > MAKS_XML:
            continue
        svar = valider(klient, {"formData": tekst}, "validationReport")
        if svar["errors"] == 0 or svar["messages"][0]["reference"] not in {
            "xml-ukjent-skjema", "xml-uleselig", "xml-skjema", "xml-underskjema",
        }:  # fmt: skip
            assert svar["soknadtype"]
            assert len(svar["rulesChecked"]) > 10
            lest += 1
    assert lest >= 4


xml_tekst = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe\uffff"),
    max_size=30,
)


@given(xml_tekst, st.sampled_from(["utf-8", "UTF-16", "iso-8859-1", "ebcdic", ""]), st.booleans())
@example("æøå", "utf-16", True)
def test_text_is_read_as_the_text_it_is(tekst: str, koding: str, enkel: bool) -> None:
    tegn = "'" if enkel else '"'
    erklaert = f"<?xml version={tegn}1.0{tegn} encoding={tegn}{koding}{tegn} ?>"
    innhold = tekst.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    lest = read(som_bytes(f"{erklaert}<a><b>{innhold}</b></a>")).felt.verdi("b")
    assert lest == (tekst.strip() or None)


def test_only_the_declaration_is_touched() -> None:
    xml = '<a><!-- <?xml version="1.0" encoding="utf-16"?> --></a>'
    assert som_bytes(xml) == xml.encode()
    standalone = '<?xml version="1.0" encoding="utf-16" standalone="yes"?>\r\n<a/>'
    assert som_bytes(standalone) == b'<?xml version="1.0" standalone="yes"?>\r\n<a/>'


def tolket(data: bytes) -> Innsending | None:
    """The filing, or None where the body was refused as ours to refuse."""
    try:
        return tolk(data, Grenser())
    except Problem as nei:
        if nei.slag.status not in {400, 413, 422}:
            raise
        return None


@given(st.binary(max_size=200))
@example(b'{"formData": "<a/>", "attachments": [{"attachmentTypeName": "A", "fileSize": 1e999}]}')
@example(b'{"formData": "<a/>", "attachments": [{"attachmentTypeName": "A", "fileSize": true}]}')
def test_no_body_makes_us_fall(data: bytes) -> None:
    tolket(data)


json_verdier = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda v: st.lists(v, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["formData", "subForms", "attachments", "formName", "subFormData", "fileSize",
             "attachmentTypeName", "filename"]
        ),
        v,
        max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip


@given(json_verdier)
def test_no_json_makes_us_fall(verdi: Any) -> None:
    sendt = tolket(json.dumps(verdi).encode())
    if sendt is not None:
        assert sendt.soeknad.strip()
        assert all(v.innhold is None and v.sha256 == "" for v in sendt.vedlegg)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.none() | st.integers(1, 99)), min_size=1))
def test_counting_from_zero_loses_no_place(ledd: list[tuple[str, int | None]]) -> None:
    xpath = "".join(f"/{n}" + (f"[{i}]" if i else "") for n, i in ledd)
    vist = zero_based(xpath, frozenset())
    assert vist == "/".join(n + (f"[{i - 1}]" if i else "") for n, i in ledd)
