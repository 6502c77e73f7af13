"""A report as one page: no script, nothing fetched, every text escaped by the template engine.

The page stands alone in a browser, a mail or an archive. Findings with a place on the site
drawing point at it by id.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from byggsak.domain.tekst import SPRAAK, Spraak, Tekst, skriv
from byggsak.domain.utvei import Utvei
from byggsak.rule import render_planer
from byggsak.rule.classification_texts import VURDERING
from byggsak.rule.readers import Leser, Lest, les
from byggsak.rule.render_classification import avsnitt
from byggsak.rule.render_utvei import linjer
from byggsak.rule.report import Kontrollrapport
from byggsak.rule.unit import Anker

PREFIKS: Final = "byggsak"
"""The ids of the drawing begin with this (`prefiks` of `byggsak.geometry.svg.tegn`)."""

_IKKE_I_ID: Final = re.compile(r"[^A-Za-z0-9_-]+")
_KODE: Final = frozenset({"regel", "xpath", "gml_id", "fingeravtrykk"})
_STYRETEGN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def som_html(
    rapport: Kontrollrapport,
    leser: Leser = Leser.SOEKER,
    spraak: Spraak = "nb",
    *,
    kart: str | None = None,
    navn: str = "",
    utveier: Sequence[Utvei] = (),
) -> str:
    """The page for one reader, in one language.

    `kart` is a drawing made by `byggsak.geometry.svg.tegn` with the prefix `PREFIKS` from the same
    findings; it goes in as it is, so it must come from nowhere else. `navn` names the application
    in the heading. `utveier` are told under the findings they solve.
    """
    lesning = les(rapport, leser, spraak)
    nevnt: set[int] = set()
    return _mal().render(
        lesning=lesning,
        spraak=spraak,
        tittel=" – ".join(filter(None, [_TITTEL.paa(spraak), navn])),
        stil=Markup(_stil()),  # noqa: S704 - our own style sheet
        kart=Markup(_som_element(kart)) if kart else "",  # noqa: S704 - see the docstring
        om=[] if leser is Leser.SOEKER else _om(rapport, spraak),
        klassifisering=None
        if rapport.klassifisering is None
        else avsnitt(rapport.klassifisering, spraak),
        klassifisering_tittel=VURDERING.paa(spraak),
        planer=[] if leser is Leser.SOEKER else render_planer.tabell(rapport.planer, spraak),
        planer_tittel=render_planer.PLANENE.paa(spraak),
        planer_forklart=render_planer.FORKLART.paa(spraak),
        planer_kolonner=[k.paa(spraak) for k in render_planer.KOLONNER],
        dekning=[] if leser is Leser.SOEKER else _dekning(rapport, spraak),
        ord=_ORD[spraak],
        kode=_KODE,
        id=_id,
        kartid=lambda lest: _kartid(lest, kart or ""),
        veier=lambda lest: linjer(lest.funn, utveier, nevnt, spraak),
    )


def csp() -> str:
    """The Content-Security-Policy the page holds: its own style sheet, and nothing else at all."""
    sum_ = base64.b64encode(hashlib.sha256(_stil().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{sum_}'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )


@cache
def _omgivelser() -> Environment:
    return Environment(
        loader=PackageLoader("byggsak.rule", "maler"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_rent,
    )


def _mal() -> Template:
    return _omgivelser().get_template("rapport.html.j2")


@cache
def _stil() -> str:
    kilde = _omgivelser().loader
    assert kilde is not None  # given above
    return kilde.get_source(_omgivelser(), "rapport.css")[0].replace("\r\n", "\n")


def _rent(verdi: object) -> object:
    """Without characters HTML cannot hold; markup of ours is left alone."""
    return _STYRETEGN.sub("", verdi) if type(verdi) is str else verdi


def _som_element(svg: str) -> str:
    """The drawing inside a page: without an XML declaration."""
    return svg[svg.index("<svg") :]


def _id(lest: Lest) -> str:
    return "funn-" + (_avtrykk(lest) or str(lest.nr))


def _kartid(lest: Lest, svg: str) -> str:
    """The id of the finding's drawing, when it is drawn."""
    ident = f"{PREFIKS}-kart-{_avtrykk(lest) or lest.nr}"
    return ident if f'id="{ident}"' in svg else ""


def _avtrykk(lest: Lest) -> str:
    return _IKKE_I_ID.sub("-", lest.funn.fingeravtrykk)


def _om(rapport: Kontrollrapport, spraak: Spraak) -> list[tuple[str, str]]:
    """What was checked, and against what: form, dates, rule packages, map."""
    ord_, linjer = _ORD[spraak], []
    if (skjema := rapport.skjema) is not None:
        linjer.append((ord_["skjema"], f"{skjema.navn} {skjema.versjon} ({skjema.data_format_id})"))
    linjer += [(_ANKER[a].paa(spraak), skriv(d, spraak)) for a, d in rapport.datoer.items()]
    linjer += [
        (ord_["pakke"], f"{p.navn} {p.versjon} (SHA-256 {p.sha256[:16]})") for p in rapport.pakker
    ]
    linjer += [(ord_["datasett"], f"{d.navn} ({skriv(d.dato, spraak)})") for d in rapport.kart]
    return linjer


def _dekning(rapport: Kontrollrapport, spraak: Spraak) -> list[dict[str, object]]:
    return [
        {
            "regel": d.regel,
            "utfall": _UTFALL[d.utfall.value].paa(spraak),
            "antall": d.antall,
            "grunn": d.grunn.paa(spraak) if d.grunn is not None else "",
        }
        for d in rapport.dekning
    ]


_TITTEL: Final = Tekst(
    "Kontroll av byggesøknad", "Kontroll av byggjesøknad", "Check of a building application"
)
_UTFALL: Final = {
    "oppfylt": Tekst("oppfylt", "oppfylt", "met"),
    "brutt": Tekst("brutt", "brote", "broken"),
    "uavklart": Tekst("uavklart", "uavklart", "undecided"),
    "ikke_aktuell": Tekst("ikke aktuell", "ikkje aktuell", "not applicable"),
}
_ANKER: Final = {
    Anker.SOEKNAD_MOTTATT: Tekst("Søknad mottatt", "Søknad motteken", "Application received"),
    Anker.VEDTAK: Tekst("Vedtak", "Vedtak", "Decision"),
    Anker.PLAN_VEDTATT: Tekst("Plan vedtatt", "Plan vedteken", "Plan adopted"),
    Anker.TILTAK_UTFOERT: Tekst("Tiltak utført", "Tiltak utført", "Work carried out"),
}
_ORDENE: Final = {
    "oversikt": Tekst("Funnene i korte trekk", "Funna i korte trekk", "The findings in short"),
    "nr": Tekst("Nr.", "Nr.", "No."),
    "funn": Tekst("Funn", "Funn", "Finding"),
    "utfall": Tekst("Utfall", "Utfall", "Outcome"),
    "kart": Tekst("Situasjonstegning", "Situasjonsteikning", "Site drawing"),
    "vis_paa_kart": Tekst(
        "Vis på situasjonstegningen: funn",
        "Vis på situasjonsteikninga: funn",
        "Show on the site drawing: finding",
    ),
    "opplysninger": Tekst("Opplysninger om funn", "Opplysningar om funn", "Particulars of finding"),
    "dekning": Tekst("Alle regler i kraft", "Alle reglar i kraft", "Every rule in force"),
    "dekning_forklart": Tekst(
        "Hver regel som gjaldt, og hva den svarte",
        "Kvar regel som gjaldt, og kva han svarte",
        "Each rule that was in force, and what it answered",
    ),
    "regel": Tekst("Regel", "Regel", "Rule"),
    "antall": Tekst("Antall", "Tal", "Number"),
    "grunn": Tekst("Grunn", "Grunn", "Reason"),
    "skjema": Tekst("Skjema", "Skjema", "Form"),
    "pakke": Tekst("Regler", "Reglar", "Rules"),
    "datasett": Tekst("Kart", "Kart", "Map"),
}
_ORD: Final[Mapping[Spraak, Mapping[str, str]]] = {
    spraak: {navn: tekst.paa(spraak) for navn, tekst in _ORDENE.items()} for spraak in SPRAAK
}
