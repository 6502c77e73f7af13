"""Attachments all the way: command line, HTTP and library give the same findings on them."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from api_server import running
from byggsak_api.app import lag_app
from byggsak_api.tjeneste import Tjeneste
from typer.testing import CliRunner
from vedleggsbygg import LOVLIGE, MAPPE, ooxml

from byggsak.cli import app
from byggsak.domain.felt import Felt
from byggsak.domain.funn import Utfall
from byggsak.domain.oppfoelging import Ettersending, Vedleggsreferanse
from byggsak.domain.skjema import Kode, Skjema, Soeknadstype
from byggsak.domain.soeknad import Gjenpart as Gjenpart_
from byggsak.domain.soeknad import Nabo, Soeknad, Varsling, Vedlegg
from byggsak.domain.vedlegg import OppfoertVedlegg, Vedleggsfil
from byggsak.facts.assemble import samle
from byggsak.facts.attachments import vedlegg as vedleggsfakta
from byggsak.facts.basis import Grunnlag
from byggsak.facts.required import vedleggskrav
from byggsak.geometry.measure import Maalekrav
from byggsak.rule.evaluate import evaluer
from byggsak.rule.report import Kontrollrapport
from byggsak.rule.unit import Anker
from byggsak.services.config import Config
from byggsak.services.kontroll import Innsending, Motor, kontroller
from byggsak.vedlegg.bedoem import bedoem

ROT = Path(__file__).parents[1]
SAKER = ROT / "fixtures" / "saker"
DATO = date(2026, 6, 1)
DATOER = {Anker.SOEKNAD_MOTTATT: DATO, Anker.VEDTAK: DATO}
SKJEMA = (SAKER / "enebolig-01-soeknad.xml").read_bytes()

VENTER = {
    "fail-filen-er-tom.pdf": {"lesbar"},
    "fail-slutten-mangler.pdf": {"lesbar"},
    "fail-innholdslisten-er-forskjoevet.pdf": {"skadet"},
    "fail-makroer-i-docx.docx": {"makro"},
    "fail-zip-med-en-tegning.zip": {"arkivfil"},
    "fail-baade-pdf-og-zip.pdf": {"tvetydig"},
    "fail-et-program-som-heter-pdf.pdf": {"format"},
    "fail-word-som-heter-pdf.pdf": {"endelse"},
    "fail-passord.pdf": {"kryptert"},
    "fail-javascript.pdf": {"aktivt-innhold"},
}


@pytest.fixture(scope="module")
def motor() -> Motor:
    return Motor.last()


def brutt(funn: list[dict[str, Any]], fil: str) -> set[str]:
    """The rules about single files that this one breaks, without their common beginning."""
    return {
        f["regel"].removeprefix("sak10-5-1-vedlegg-")
        for f in funn
        if f["regel"].startswith("sak10-5-1-vedlegg-")
        and f["utfall"] == "brutt"
        and f["sted"]["dokument"] == fil
    }


def paa_kommandolinjen(*vedlegg: str) -> list[dict[str, Any]]:
    valg = ["check", str(SAKER / "enebolig-01-soeknad.xml"), "--date", "2026-06-01", "-f", "json"]
    for ett in vedlegg:
        valg += ["--attachment", ett]
    svar = CliRunner().invoke(app, valg)
    funn: list[dict[str, Any]] = json.loads(svar.stdout)["funn"]
    return funn


def test_every_faulty_fixture_has_its_own_finding_and_every_sound_one_none() -> None:
    filer = [f for f in sorted(MAPPE.iterdir()) if f.name != "ok-docx.docx"]  # a duplicate
    funn = paa_kommandolinjen(*(f"Annet={fil}" for fil in filer))
    ikke_i_listen = {navn: {"format"} for navn in ("ok-gml.gml", "ok-json.json", "ok-ifc.ifc")}
    venter = {fil.name: set[str]() for fil in filer} | VENTER | ikke_i_listen
    assert {fil.name: brutt(funn, fil.name) for fil in filer} == venter


def test_the_same_file_twice_is_said_once_with_the_name_of_the_other() -> None:
    funn = paa_kommandolinjen(
        f"TegningNyPlan={MAPPE / 'ok-docx.docx'}", f"Annet={MAPPE / 'fail-word-som-heter-pdf.pdf'}"
    )
    [to] = [f for f in funn if f["regel"] == "sak10-5-1-vedlegg-duplikat"]
    assert "ok-docx.docx" in to["melding"]
    assert to["sted"]["dokument"] == "fail-word-som-heter-pdf.pdf"


def test_a_name_that_harms_is_told_with_the_name_it_is_filed_under(tmp_path: Path) -> None:
    fil = tmp_path / "faktura\u202efdp.exe"
    fil.write_bytes(LOVLIGE["pdf"])
    funn = paa_kommandolinjen(f"Annet={fil}")
    [om_navnet] = [f for f in funn if f["regel"] == "sak10-5-1-vedlegg-navn"]
    assert "faktura\\u202efdp.exe" in om_navnet["melding"]
    assert "«fakturafdp.exe»" in om_navnet["melding"]
    assert "\u202e" not in json.dumps(funn, ensure_ascii=False)


def test_only_names_leave_everything_about_the_content_undecided(motor: Motor) -> None:
    navn = Vedlegg("TegningNyPlan", "plan.pdf", 1000, "")
    rapport = kontroller(motor, Innsending(SKJEMA, vedlegg=(navn,)), kart=None, dato=DATO)
    om_filen = {
        d.regel.removeprefix("sak10-5-1-vedlegg-"): d.utfall
        for d in rapport.dekning
        if d.regel.startswith("sak10-5-1-vedlegg-")
    }
    innhold = ("format", "endelse", "lesbar", "skadet", "kryptert", "makro", "arkivfil", "tvetydig")
    assert {om_filen[r] for r in (*innhold, "aktivt-innhold", "duplikat")} == {Utfall.UAVKLART}
    assert {om_filen[r] for r in ("navn", "stoerrelse", "type-ukjent")} == {Utfall.OPPFYLT}


def test_a_misspelt_type_and_too_many_files_are_said(motor: Motor) -> None:
    data = LOVLIGE["pdf"]
    en = Vedlegg(
        "TegningEksiterendeSnitt", "a.pdf", len(data), hashlib.sha256(data).hexdigest(), data
    )
    mange = tuple(replace(en, type="Annet", filnavn=f"{n}.pdf") for n in range(300))
    rapport = kontroller(motor, Innsending(SKJEMA, vedlegg=(en, *mange)), kart=None, dato=DATO)
    regler = [f.regel for f in rapport.funn if f.utfall is Utfall.BRUTT]
    assert regler.count("sak10-5-1-vedlegg-type-ukjent") == 1
    assert regler.count("sak10-5-1-vedlegg-antall") == 1
    assert regler.count("sak10-5-1-vedlegg-duplikat") == 300


@pytest.fixture(scope="module")
def klient(motor: Motor, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    mappe = tmp_path_factory.mktemp("tjener")
    config = Config.fra(
        {
            "BYGGSAK_DATABASE": f"sqlite:///{mappe}/db",
            "BYGGSAK_FILES": f"{mappe}/filer",
            "BYGGSAK_KOMMUNER": "9999",
        }
    )
    naa = datetime(2026, 6, 1, 10, tzinfo=UTC)
    tjener = Tjeneste.av(config, motor=motor, naa=lambda: naa)
    with (
        running(lag_app(tjener)) as base,
        httpx.Client(base_url=base, headers={"Byggsak-Kommune": "9999"}, timeout=60) as klient,
    ):
        yield klient
    assert not list((mappe / "filer" / "halve").iterdir()), "temporary files are left behind"


def deler(*vedlegg: tuple[str, str, bytes], merke: str = "") -> list[Any]:
    svar: list[Any] = [("soeknad", ("s.xml", SKJEMA + f"<!-- {merke} -->".encode(), "text/xml"))]
    for slag, navn, data in vedlegg:
        svar.append(("vedlegg", (navn, data, "application/pdf", {"Vedleggstype": slag})))
    return svar


ALLE = [("Annet", fil.name, fil.read_bytes()) for fil in sorted(MAPPE.iterdir())]


def test_over_http_the_files_get_the_findings_they_get_on_the_command_line(
    klient: httpx.Client,
) -> None:
    svar = klient.post("/v1/kontroll", files=deler(*ALLE))
    assert svar.status_code == 200, svar.text
    paa_linjen = paa_kommandolinjen(*(f"Annet={fil}" for fil in sorted(MAPPE.iterdir())))
    for _, navn, _ in ALLE:
        assert brutt(svar.json()["funn"], navn) == brutt(paa_linjen, navn)


def test_what_is_filed_is_judged_and_has_the_media_type_of_its_content(
    klient: httpx.Client,
) -> None:
    svar = klient.post(
        "/v1/soeknader",
        files=deler(("Annet", "../plan\u202e.pdf", ooxml("docx")), merke="mime"),
        headers={"Idempotency-Key": "mime-1"},
    )
    assert svar.status_code == 201, svar.text
    funn = svar.json()["rapport"]["funn"]
    assert brutt(funn, "plan.pdf") == {"navn", "endelse"}
    sak = klient.get(f"/v1/saker/{svar.json()['sak']}").json()
    [dokument] = [d for d in sak["dokumenter"] if d["type"] == "Annet"]
    assert dokument["filnavn"] == "plan.pdf"
    assert dokument["mime"].endswith("wordprocessingml.document")


def soeknad(type_: Soeknadstype, **felter: Any) -> Soeknad:
    return Soeknad(Skjema("x", "1", "1", "urn:x", type_), Felt("x"), **felter)


def grunnlag(soeknad: Soeknad, *vedlegg: Vedlegg) -> Grunnlag:
    krav = Motor.last().katalog.parametre.les(("maaling", "felles"), Maalekrav, DATO, None)
    return Grunnlag(soeknad=soeknad, krav=krav, datoer=DATOER, vedlegg=vedlegg)


def fil(navn: str, type_: str = "Annet", data: bytes = LOVLIGE["pdf"]) -> Vedlegg:
    dom = bedoem(io.BytesIO(data))
    return Vedlegg(type_, navn, len(data), hashlib.sha256(data).hexdigest(), dom=dom)


def test_what_the_form_lists_is_held_against_what_came() -> None:
    liste = Ettersending(
        Felt("ettersending"),
        vedlegg=tuple(
            Vedleggsreferanse(Felt("vedlegg"), "Annet", navn) for navn in ("PLAN.pdf", "snitt.pdf")
        ),
    )
    fakta = vedleggsfakta(
        grunnlag(
            soeknad(Soeknadstype.SUPPLERING, ettersendinger=(liste,)),
            fil("plan.pdf"),
            fil("ekstra.pdf"),
        )
    )
    filer = {f.navn: f.oppfoert for f in fakta if isinstance(f, Vedleggsfil)}
    listet = {f.navn: f.levert for f in fakta if isinstance(f, OppfoertVedlegg)}
    assert filer == {"plan.pdf": True, "ekstra.pdf": False}
    assert listet == {"PLAN.pdf": True, "snitt.pdf": False}


def test_a_form_without_a_list_asks_for_none() -> None:
    fakta = vedleggsfakta(grunnlag(soeknad(Soeknadstype.ETT_TRINN), fil("plan.pdf")))
    [en] = [f for f in fakta if isinstance(f, Vedleggsfil)]
    assert en.har_vedleggsliste is False


def sjekk(motor: Motor, soeknad_: Soeknad, *vedlegg: Vedlegg) -> Kontrollrapport:
    return evaluer(
        motor.katalog,
        skjema=soeknad_.skjema,
        felt=soeknad_.felt,
        gjenstander=samle(grunnlag(soeknad_, *vedlegg)),
        datoer=DATOER,
        kommune=None,
    )


def utfall(rapport: Kontrollrapport, regel: str) -> Utfall:
    [linje] = [d for d in rapport.dekning if d.regel == regel]
    return linje.utfall


PLAN = "sak10-5-3-gjennomfoeringsplan"


@pytest.mark.parametrize("type_", ["ET", "RS", "IG", "ES", "MB", "FA"])
def test_with_liability_rights_the_implementation_plan_follows_every_step(
    motor: Motor, type_: str
) -> None:
    en = soeknad(Soeknadstype(type_), ansvar="medAnsvar")
    assert utfall(sjekk(motor, en), PLAN) is Utfall.BRUTT
    vedlagt = fil("gjp.pdf", "Gjennomfoeringsplan")
    assert utfall(sjekk(motor, en, vedlagt), PLAN) is Utfall.OPPFYLT
    selvbygger = replace(en, ansvar="selvbygger")
    assert utfall(sjekk(motor, selvbygger), PLAN) is Utfall.IKKE_AKTUELL
    ukjent = replace(en, ansvar=None)
    assert utfall(sjekk(motor, ukjent), PLAN) is Utfall.UAVKLART


def test_without_liability_rights_no_implementation_plan_is_asked_for(motor: Motor) -> None:
    assert utfall(sjekk(motor, soeknad(Soeknadstype.UTEN_ANSVARSRETT)), PLAN) is Utfall.IKKE_AKTUELL


@pytest.mark.parametrize("type_", ["RS", "TA"])
def test_a_new_building_needs_drawings_and_a_plan_in_every_kind_of_permit(
    motor: Motor, type_: str
) -> None:
    hus = soeknad(Soeknadstype(type_), tiltakstyper=(Kode("nyttbyggboligformal"),))
    rapport = sjekk(motor, hus)
    assert utfall(rapport, "sak10-5-4-situasjonsplan") is Utfall.BRUTT
    assert utfall(rapport, "sak10-5-4-tegninger") is Utfall.BRUTT


@pytest.mark.parametrize(
    ("koder", "situasjonsplan", "tegninger"),
    [
        (("endringPlassering",), Utfall.BRUTT, Utfall.BRUTT),
        (("endringAreal", "endringFormaalBruk"), Utfall.BRUTT, Utfall.BRUTT),
        (("endringFormaalBruk",), Utfall.IKKE_AKTUELL, Utfall.IKKE_AKTUELL),
        (("endringUtformingUtvendig",), Utfall.IKKE_AKTUELL, Utfall.UAVKLART),
        (("endringAnnet",), Utfall.UAVKLART, Utfall.UAVKLART),
        ((), Utfall.UAVKLART, Utfall.UAVKLART),
    ],
    ids=lambda x: "+".join(x) if isinstance(x, tuple) else x.value,
)
def test_a_change_of_a_permit_shows_what_it_changes(
    motor: Motor, koder: tuple[str, ...], situasjonsplan: Utfall, tegninger: Utfall
) -> None:
    endring = soeknad(
        Soeknadstype.ENDRING,
        endringstyper=tuple(map(Kode, koder)),
        tiltakstyper=(Kode("nyttbyggboligformal"),),
    )
    rapport = sjekk(motor, endring)
    assert utfall(rapport, "sak10-5-4-situasjonsplan") is situasjonsplan
    assert utfall(rapport, "sak10-5-4-tegninger") is tegninger


def test_a_remark_from_a_neighbour_counts_also_when_the_form_forgets_it() -> None:
    nabo = Nabo(Felt("nabo"), "Kari", (), merknad_mottatt=True)
    glemt = soeknad(
        Soeknadstype.ETT_TRINN,
        varsling=Varsling(foreligger_merknader=False),
        gjenpart=Gjenpart_(Felt("gjenpart"), (nabo,)),
    )
    assert vedleggskrav(grunnlag(glemt)).oppgir_merknader is True


def test_in_a_neighbour_notice_only_what_can_be_printed_is_allowed(motor: Motor) -> None:
    varsel = soeknad(Soeknadstype.NABOVARSEL)
    for format_, venter in (("pdf", Utfall.OPPFYLT), ("docx", Utfall.BRUTT)):
        ett = fil(f"brev.{format_}", "Folgebrev", LOVLIGE[format_])
        assert utfall(sjekk(motor, varsel, ett), "sak10-5-1-vedlegg-format") is venter
