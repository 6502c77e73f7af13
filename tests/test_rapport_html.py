"""The page: nothing in it runs, nothing is fetched, everyone can read it, nobody writes in it."""

import base64
import hashlib
import json
import re
import tomllib
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from lesehjelp import Side, aapne, side

from byggsak.domain.facts import Sted
from byggsak.domain.funn import Alvorlighet, Funn, Hjemmel, Utfall, Virkning
from byggsak.domain.kart import Datasett
from byggsak.domain.soeknad import Skjema, Soeknadstype, Vedlegg
from byggsak.domain.tekst import SPRAAK, Spraak, Tekst
from byggsak.geometry.kartfil import les_kart
from byggsak.geometry.minnekart import Minnekart
from byggsak.rule.readers import Leser
from byggsak.rule.render_html import csp, som_html
from byggsak.rule.report import Dekning, Kontrollrapport, Regelpakke, Resultat
from byggsak.rule.unit import Anker
from byggsak.services.kontroll import Innsending, Motor, kontroller
from byggsak.services.tegning import tegn_vedlegg

ROT = Path(__file__).parents[1]
SAKER = ROT / "fixtures" / "saker"
DATO = date(2026, 6, 1)
GIFT = "\"'></title></style></svg><script>document.body.dataset.xss=1</script>" + (
    "<img src=x onerror=document.body.dataset.xss=1>{{7*7}}&amp;"
)
STYGG = Tekst(f"nb{GIFT}", f"nn{GIFT}", f"en{GIFT}")
TILLATT = frozenset(
    re.findall(
        r"\w+",
        "html head meta title style body main h1 h2 h3 p strong dl div dt dd table caption thead "
        "tbody tr th td a section article code ul li "
        "svg desc defs pattern path circle g rect text clippath",
    )
)


@pytest.fixture(scope="module")
def motor() -> Motor:
    return Motor.last()


@pytest.fixture(scope="module")
def kart(motor: Motor) -> Minnekart:
    kommune = motor.katalog.kommune("9999")
    lest = les_kart([ROT / "fixtures" / "kart"], kommune.epsg, dato=DATO)
    return Minnekart.av_filer(lest, kommune.epsg, ("9999",))


def innsending(navn: str, rediger: Callable[[str], str] = lambda xml: xml) -> Innsending:
    rad = next(
        s
        for s in tomllib.loads((SAKER / "saker.toml").read_text("utf-8"))["sak"]
        if s["navn"] == navn
    )

    def fil(navn: str) -> bytes:
        data = (SAKER / navn).read_bytes()
        return data if navn.endswith(".pdf") else rediger(data.decode()).encode()

    vedlegg = []
    for slag, filnavn in rad["vedlegg"]:
        data = fil(filnavn)
        vedlegg.append(Vedlegg(slag, filnavn, len(data), hashlib.sha256(data).hexdigest(), data))
    return Innsending(
        fil(rad["soeknad"]),
        rad["soeknad"],
        tuple((n, fil(n)) for n in rad["underskjema"]),
        tuple(vedlegg),
    )


def side_om(
    motor: Motor, kart: Minnekart, sendt: Innsending, leser: Leser, spraak: Spraak = "nb"
) -> tuple[Kontrollrapport, str]:
    rapport = kontroller(motor, sendt, kart=kart, dato=DATO, kommune="9999")
    kommune = motor.katalog.kommune("9999")
    svg = tegn_vedlegg(sendt.vedlegg, kart, kommune, rapport.funn, sendt.filnavn, spraak)
    return rapport, som_html(rapport, leser, spraak, kart=svg, navn=sendt.filnavn)


def stygg_rapport() -> Kontrollrapport:
    """Poison in every text a report can hold."""
    sted = Sted(xpath=GIFT, linje=1, gml_id=GIFT, epsg=25832, dokument=GIFT)
    funn = Funn(
        regel=GIFT,
        utfall=Utfall.BRUTT,
        alvorlighet=Alvorlighet.FEIL,
        virkning=Virkning.DISPENSASJON,
        melding=STYGG,
        raad=STYGG,
        hjemmel=Hjemmel(GIFT, GIFT, GIFT),
        gjelder=f"{GIFT} et annet sted",
        maalt=Decimal(1),
        krav=Decimal(2),
        margin=Decimal(-1),
        enhet=GIFT,
        usikkerhet=Decimal(1),
        sted=sted,
        dibk_kode=GIFT,
        fingeravtrykk=GIFT,
        tittel=STYGG,
        krever_dispensasjon=GIFT,
        sjekkpunkt=GIFT,
        paakrevd=GIFT,
        oppgitt=GIFT,
    )
    uten_tall = replace(funn, maalt=None, krav=None, utfall=Utfall.UAVKLART, fingeravtrykk="x")
    return Kontrollrapport(
        skjema=Skjema(GIFT, GIFT, GIFT, GIFT, Soeknadstype.ETT_TRINN),
        datoer={Anker.VEDTAK: DATO},
        pakker=(Regelpakke(GIFT, GIFT, GIFT),),
        kart=(Datasett(GIFT, DATO, GIFT, GIFT, GIFT),),
        resultat=Resultat.MANGLER,
        dekning=(Dekning(GIFT, Utfall.UAVKLART, 1, STYGG, alarm=True),),
        funn=(funn, uten_tall),
    )


def uskadelig(html: str) -> Side:
    """Only elements of ours, no attribute that runs, no address that leaves the page."""
    ut = side(html)
    for navn, attributter, _ in ut.elementer:
        assert navn in TILLATT, navn
        for attributt, verdi in attributter.items():
            assert not attributt.startswith("on"), (navn, attributt)
            assert attributt not in {"style", "src", "srcset", "action", "formaction"}
            if attributt in {"href", "xlink:href"}:
                assert (verdi or "").startswith("#"), verdi
            assert "url(http" not in (verdi or "")
    return ut


def test_poison_is_in_every_text_of_the_report() -> None:
    """So that a field added later is poisoned too, or this says so."""

    def tekster(verdi: Any) -> list[str]:
        if isinstance(verdi, str):
            return [] if type(verdi) is not str else [verdi]
        if isinstance(verdi, tuple):
            return [t for v in verdi for t in tekster(v)]
        if is_dataclass(verdi):
            return [t for f in fields(verdi) for t in tekster(getattr(verdi, f.name))]
        return []

    assert [t for t in tekster(stygg_rapport()) if GIFT not in t] == ["x"]


@pytest.mark.parametrize("spraak", SPRAAK)
@pytest.mark.parametrize("leser", list(Leser))
def test_no_text_of_a_report_becomes_markup(leser: Leser, spraak: Spraak) -> None:
    ut = uskadelig(som_html(stygg_rapport(), leser, spraak, navn=GIFT))
    tekst = "".join(t for _, _, t in ut.alle("main"))
    assert f"{spraak}{GIFT}" in tekst, "what was written is shown as it was written"
    assert "49" not in tekst, "braces in a text are not read as a template"
    assert not [i for i in ut.ider() if not re.fullmatch(r"[A-Za-z0-9_-]+", i)]


@pytest.mark.parametrize("alt", [False, True], ids=["text fields", "every field"])
def test_poison_in_every_field_of_an_application_stays_text(
    motor: Motor, kart: Minnekart, alt: bool
) -> None:
    def forgift(xml: str) -> str:
        return re.sub(
            r"<(?P<navn>(?!gml:)\w+)>(?P<verdi>[^<]+)</(?P=navn)>",
            lambda m: (
                f"<{m['navn']}>{escape(GIFT)}</{m['navn']}>"
                if alt
                or (re.search("[A-Za-zæøå]", m["verdi"]) and m["verdi"] not in ("true", "false"))
                else m[0]
            ),
            xml,
        )

    sendt = innsending("enebolig-02-naer-grensen", forgift)
    sendt = replace(
        sendt,
        filnavn=f"{GIFT}.xml",
        underskjema=tuple((f"{GIFT}.xml", data) for _, data in sendt.underskjema),
        vedlegg=tuple(replace(v, filnavn=f"{GIFT}.gml") for v in sendt.vedlegg),
    )
    for leser in Leser:
        rapport, html = side_om(motor, kart, sendt, leser)
        uskadelig(html)
        assert (rapport.resultat is Resultat.AVVIST) is alt
        assert any("<script>" in f.melding.nb for f in rapport.funn), "the poison was repeated"


@pytest.mark.parametrize("spraak", SPRAAK)
@pytest.mark.parametrize("leser", list(Leser))
def test_the_page_can_be_read_by_everyone(
    motor: Motor, kart: Minnekart, leser: Leser, spraak: Spraak
) -> None:
    rapport, html = side_om(motor, kart, innsending("enebolig-02-naer-grensen"), leser, spraak)
    ut = uskadelig(html)
    ((_, rot, _),) = ut.alle("html")
    assert rot["lang"] == spraak
    assert html.startswith("<!doctype html>")
    ((_, _, tittel),) = [e for e in ut.alle("title") if "byg" in e[2] or "building" in e[2]]
    assert tittel
    nivaaer = [int(n[1]) for n, _, _ in ut.alle("h1", "h2", "h3")]
    assert nivaaer[0] == 1
    assert nivaaer.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(nivaaer)), nivaaer
    assert all(a.get("scope") in {"col", "row"} for _, a, _ in ut.alle("th"))
    assert len(ut.alle("caption")) == len(ut.alle("table"))
    ider = ut.ider()
    assert len(ider) == len(set(ider))
    for _, attributter, innhold in ut.alle("a"):
        assert (attributter["href"] or "")[1:] in ider
        assert innhold
    for navn in ("aria-labelledby",):
        for _, attributter, _ in ut.elementer:
            assert set((attributter.get(navn) or "").split()) <= set(ider)
    lenket = {(a["href"] or "")[1:] for _, a, _ in ut.alle("a")}
    for funn in rapport.funn:
        assert f"funn-{funn.fingeravtrykk}" in lenket
        assert (f"byggsak-kart-{funn.fingeravtrykk}" in lenket) is (funn.sted.geometri is not None)


def test_colours_have_contrast_for_weak_eyes() -> None:
    """WCAG 2.2: 4.5 for text, against the white page and the grey box."""

    def lysstyrke(hex_: str) -> float:
        hex_ = hex_ if len(hex_) == 6 else "".join(2 * t for t in hex_)
        deler = [int(hex_[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        r, g, b = (d / 12.92 if d <= 0.04045 else ((d + 0.055) / 1.055) ** 2.4 for d in deler)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    def kontrast(a: str, b: str) -> float:
        lys, moerk = sorted((lysstyrke(a), lysstyrke(b)), reverse=True)
        return (lys + 0.05) / (moerk + 0.05)

    css = "".join(t for _, _, t in side(som_html(stygg_rapport())).alle("style"))
    bakgrunner = {"fff", "f4f4f4"}
    farger = set(re.findall(r"#([0-9a-f]{6}|[0-9a-f]{3})\b", css)) - bakgrunner
    assert len(farger) >= 4
    assert {
        f: b for f in farger for b in bakgrunner if kontrast(f, b) < (3 if f == "767676" else 4.5)
    } == {}  # fmt: skip - 767676 is the lines, not text


def test_the_policy_lets_in_the_style_sheet_and_nothing_else() -> None:
    ((_, _, _),) = side(som_html(stygg_rapport())).alle("style")
    css = re.search(r"<style>(.*?)</style>", som_html(stygg_rapport()), re.DOTALL)
    assert css is not None
    sum_ = base64.b64encode(hashlib.sha256(css[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{sum_}'" in csp()
    assert csp().startswith("default-src 'none';")
    assert "unsafe" not in csp()


def test_an_applicant_is_spared_the_certificate_and_a_caseworker_is_not(
    motor: Motor, kart: Minnekart
) -> None:
    sendt = innsending("enebolig-02-naer-grensen")
    _, for_soeker = side_om(motor, kart, sendt, Leser.SOEKER)
    rapport, for_sb = side_om(motor, kart, sendt, Leser.SAKSBEHANDLER)
    regler = {d.regel for d in rapport.dekning}
    tekst = "".join(t for _, _, t in side(for_sb).alle("main"))
    assert all(r in tekst for r in regler)
    assert "Ettrinn.Tiltakshaver.Navn.Utfylt" not in for_soeker


def test_a_document_that_cannot_be_read_has_a_page_too(motor: Motor, kart: Minnekart) -> None:
    for leser in Leser:
        _, html = side_om(motor, kart, Innsending(b"<a><b></a>"), leser)
        assert "Søknaden kan ikke tas imot" in html
        uskadelig(html)


def test_a_browser_runs_nothing_and_shows_everything(tmp_path: Path) -> None:
    """Without the policy in the way: the page itself holds."""
    fil = tmp_path / "side.html"
    fil.write_text(som_html(stygg_rapport(), Leser.SAKSBEHANDLER, navn=GIFT), "utf-8")
    dom = side(aapne(fil.as_uri(), tmp_path, "--dump-dom").stdout)
    ((_, kropp, tekst),) = dom.alle("body")
    assert "data-xss" not in kropp
    assert not dom.alle("script", "img")
    assert f"nb{GIFT}" in tekst


def test_a_finding_and_its_drawing_are_seen_in_a_browser(
    motor: Motor, kart: Minnekart, tmp_path: Path
) -> None:
    _, html = side_om(motor, kart, innsending("enebolig-02-naer-grensen"), Leser.SAKSBEHANDLER)
    fil, bilde = tmp_path / "side.html", tmp_path / "side.png"
    maaling = (
        "<script>const r=id=>document.getElementById(id).getBoundingClientRect();"
        "const m=document.createElement('pre');m.id='maalt';m.textContent=JSON.stringify({"
        "bred:document.documentElement.scrollWidth,"
        "funn:[...document.querySelectorAll('article')].map(e=>e.getBoundingClientRect().height),"
        "kart:[...document.querySelectorAll('a[href^=\"#byggsak-kart-\"]')]"
        ".map(a=>r(a.getAttribute('href').slice(1)).width)});document.body.append(m)</script>"
    )
    fil.write_text(html.replace("</body>", maaling + "</body>"), "utf-8")
    for bredde in (1000, 500):
        svar = aapne(fil.as_uri(), tmp_path, "--dump-dom", f"--window-size={bredde},900")
        ((_, _, tekst),) = [e for e in side(svar.stdout).alle("pre") if e[1].get("id") == "maalt"]
        maalt = json.loads(tekst)
        assert maalt["bred"] <= bredde, "no scrolling sideways"
        assert maalt["funn"]
        assert min(maalt["funn"]) > 40
        assert maalt["kart"]
        assert min(maalt["kart"]) > 1
    aapne(fil.as_uri(), tmp_path, f"--screenshot={bilde}", "--window-size=1000,2600")
    assert bilde.read_bytes().startswith(b"\x89PNG")
    assert bilde.stat().st_size > 50_000, "a blank page is smaller"
