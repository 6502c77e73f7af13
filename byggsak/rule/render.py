"""One report, three readers: JSON for machines, text for people, SARIF for tools.

The numbers of the JSON keep every digit the verdict was made from (at least two decimals for m,
m² and %); a reader of the text is shown rounded ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from byggsak.domain.facts import Sted
from byggsak.domain.funn import Alvorlighet, Funn, Utfall
from byggsak.domain.tekst import Spraak
from byggsak.domain.utvei import Utvei
from byggsak.rule import reader_texts as t
from byggsak.rule import render_classification, render_planer, render_utvei
from byggsak.rule.findings import DESIMALER
from byggsak.rule.render_classification import klassifisering_som_json
from byggsak.rule.report import Kontrollrapport

Json = dict[str, Any]


def som_json(
    rapport: Kontrollrapport, spraak: Spraak = "nb", utveier: Sequence[Utvei] | None = None
) -> Json:
    """The report as the CLI, the API and the library all answer it.

    `utveier` are added under a key of their own; None, when nobody searched for any, adds none.
    """
    skjema = rapport.skjema
    svar: Json = {
        "skjema": None
        if skjema is None
        else {
            "navn": skjema.navn,
            "versjon": skjema.versjon,
            "dataFormatId": skjema.data_format_id,
        },
        "regelverk": {
            "datoer": {str(anker): dato.isoformat() for anker, dato in rapport.datoer.items()},
            "pakker": [
                {"navn": p.navn, "versjon": p.versjon, "sha256": p.sha256} for p in rapport.pakker
            ],
            "kart": [
                {"datasett": d.navn, "dato": d.dato.isoformat(), "sha256": d.sha256}
                for d in rapport.kart
            ],
        },
        "resultat": str(rapport.resultat),
        "antall": {str(utfall): antall for utfall, antall in rapport.antall.items()},
        "dekning": [
            {
                "regel": d.regel,
                "utfall": str(d.utfall),
                "antall": d.antall,
                "grunn": d.grunn.paa(spraak) if d.grunn is not None else None,
            }
            for d in rapport.dekning
        ],
        "funn": [funn_som_json(f, spraak) for f in rapport.funn],
    }
    if rapport.klassifisering is not None:
        svar["klassifisering"] = klassifisering_som_json(rapport.klassifisering, spraak)
    if rapport.planer:
        svar["planer"] = render_planer.planer_som_json(rapport.planer)
    if utveier is not None:
        svar["utveier"] = [render_utvei.utvei_som_json(u, spraak) for u in utveier]
    return svar


def funn_som_json(funn: Funn, spraak: Spraak = "nb") -> Json:
    """One finding in the shape of the report's `funn`."""
    hjemmel = funn.hjemmel
    svar: Json = {
        "regel": funn.regel,
        "utfall": str(funn.utfall),
        "alvorlighet": str(funn.alvorlighet),
        "melding": funn.melding.paa(spraak),
        "raad": funn.raad.paa(spraak),
        "hjemmel": None
        if hjemmel is None
        else {"lov": hjemmel.lov, "paragraf": hjemmel.paragraf, "ledd": hjemmel.ledd},
        "maalt": _tall(funn.maalt, funn.enhet),
        "krav": _tall(funn.krav, funn.enhet),
        "margin": _tall(funn.margin, funn.enhet),
        "enhet": funn.enhet,
        "usikkerhet": _tall(funn.usikkerhet, funn.enhet),
        "sted": _sted(funn.sted),
        "dibk_kode": funn.dibk_kode,
        "fingeravtrykk": funn.fingeravtrykk,
    }
    if funn.dispensasjon is not None:
        svar["dispensasjon"] = funn.dispensasjon.value
    return svar


def som_tekst(
    rapport: Kontrollrapport,
    spraak: Spraak = "nb",
    *,
    alle: bool = False,
    utveier: Sequence[Utvei] = (),
) -> str:
    """The report for a person: what stops the application first, and how each can be put right.

    `alle` also lists the rules that were met or did not apply, with the reason. `utveier` are told
    under the findings they solve.
    """
    nevnt: set[int] = set()
    linjer = [t.RESULTAT[rapport.resultat].paa(spraak), ""]
    for overskrift, funn in _grupper(rapport.funn):
        if funn:
            linjer += [f"{t.GRUPPER[overskrift].paa(spraak)} ({len(funn)})", ""]
            for nr, ett in enumerate(funn, 1):
                innrykk = " " * (len(str(nr)) + 2)
                veier = render_utvei.linjer(ett, utveier, nevnt, spraak)
                linjer += _funn_som_tekst(nr, ett, spraak)
                linjer += [*(innrykk + vei for vei in veier), ""]
    if rapport.klassifisering is not None:
        linjer += render_classification.linjer(rapport.klassifisering, spraak)
    if rapport.planer and (alle or any(rad.motstrid for rad in rapport.planer)):
        linjer += render_planer.linjer(rapport.planer, spraak)
    linjer.append(antallslinje(rapport, spraak))
    if (alarm := alarmlinje(rapport, spraak)) is not None:
        linjer.append(alarm)
    if alle:
        linjer += ["", *(_dekning_som_tekst(rapport, spraak))]
    return "\n".join(linjer) + "\n"


def antallslinje(rapport: Kontrollrapport, spraak: Spraak) -> str:
    """The counts of the four outcomes, in one sentence."""
    antall: dict[str, object] = {str(utfall): n for utfall, n in rapport.antall.items()}
    return t.ANTALL.fyll(spraak, antall | {"sum": sum(rapport.antall.values())})


def alarmlinje(rapport: Kontrollrapport, spraak: Spraak) -> str | None:
    """The rules that crashed, in one sentence; None when none did."""
    krasjet = [d.regel for d in rapport.dekning if d.alarm]
    return t.ALARM.fyll(spraak, {"regler": ", ".join(krasjet)}) if krasjet else None


def som_sarif(rapport: Kontrollrapport, spraak: Spraak = "nb", fil: str = "soeknad.xml") -> Json:
    """SARIF 2.1.0: `brutt` fails, `uavklart` is open for a person; `fil` is the document read."""
    regler: dict[str, Json] = {}
    resultater = []
    for funn in rapport.funn:
        regel: Json = {"id": funn.regel}
        if funn.hjemmel is not None:
            regel["shortDescription"] = {"text": str(funn.hjemmel)}
        regler.setdefault(funn.regel, regel)
        resultater.append(_sarif_resultat(funn, list(regler).index(funn.regel), spraak, fil))
    driver: Json = {"name": "byggsak", "rules": list(regler.values())}
    if rapport.pakker:
        driver["version"] = rapport.pakker[0].versjon
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints",
                  "results": resultater}],
    }  # fmt: skip


def _sarif_resultat(funn: Funn, nr: int, spraak: Spraak, fil: str) -> Json:
    brutt = funn.utfall is Utfall.BRUTT
    feil = funn.alvorlighet is Alvorlighet.FEIL
    sted = funn.sted
    fysisk: Json = {"artifactLocation": {"uri": sted.dokument or fil}}
    if sted.linje is not None:
        fysisk["region"] = {"startLine": sted.linje}
    plass: Json = {"physicalLocation": fysisk}
    if navn := sted.xpath or sted.gml_id:
        plass["logicalLocations"] = [{"fullyQualifiedName": navn}]
    return {
        "ruleId": funn.regel,
        "ruleIndex": nr,
        "kind": "fail" if brutt else "open",
        "level": ("error" if feil else "warning") if brutt else "none",
        "message": {"text": f"{funn.melding.paa(spraak)} {funn.raad.paa(spraak)}"},
        "locations": [plass],
        "partialFingerprints": {"byggsak/v1": funn.fingeravtrykk},
    }


def _tall(tall: Decimal | None, enhet: str | None) -> str | None:
    """Every digit, in plain notation, with at least the decimals a reader expects of the unit."""
    if tall is None:
        return None
    desimaler = DESIMALER.get(enhet or "", 0)
    eksponent = tall.as_tuple().exponent
    if isinstance(eksponent, int) and -eksponent < desimaler:
        tall = tall.quantize(Decimal(1).scaleb(-desimaler))
    return f"{tall:f}"


def _sted(sted: Sted) -> Json:
    felter = {
        "xpath": sted.xpath,
        "linje": sted.linje,
        "gml_id": sted.gml_id,
        "epsg": sted.epsg,
        "geometri": dict(sted.geometri) if sted.geometri is not None else None,
    }
    return felter if sted.dokument is None else {**felter, "dokument": sted.dokument}


def _grupper(funn: Iterable[Funn]) -> list[tuple[str, list[Funn]]]:
    alle = list(funn)
    brutt = [f for f in alle if f.utfall is Utfall.BRUTT]
    return [
        ("feil", [f for f in brutt if f.alvorlighet is Alvorlighet.FEIL and not f.dekket]),
        ("uavklart", [f for f in alle if f.utfall is Utfall.UAVKLART or f.dekket]),
        ("advarsel", [f for f in brutt if f.alvorlighet is Alvorlighet.ADVARSEL]),
    ]


def _funn_som_tekst(nr: int, funn: Funn, spraak: Spraak) -> list[str]:
    linje, gjelder = (t.TITLER[navn].paa(spraak) for navn in ("linje", "gjelder"))
    hvor = [
        f"{linje.lower()} {funn.sted.linje}" if funn.sted.linje is not None else None,
        funn.sted.dokument,
        funn.sted.xpath or funn.sted.gml_id,
    ]
    kilde = " · ".join(filter(None, [str(funn.hjemmel) if funn.hjemmel else None, funn.regel]))
    innrykk = " " * (len(str(nr)) + 2)
    linjer = [f"{nr}. {funn.melding.paa(spraak)}", f"{innrykk}→ {funn.raad.paa(spraak)}"]
    if funn.gjelder and funn.gjelder not in funn.melding.paa(spraak):
        linjer.append(f"{innrykk}{gjelder}: {funn.gjelder}")
    if funn.dispensasjon is not None:
        linjer.append(
            f"{innrykk}{t.TITLER['soekt'].paa(spraak)}: "
            f"{t.SOEKNAD_OM_DISPENSASJON[funn.dispensasjon].paa(spraak)}"
        )
    linjer.append(f"{innrykk}{kilde}")
    if any(hvor):
        linjer.append(innrykk + ", ".join(filter(None, hvor)))
    return linjer


def _dekning_som_tekst(rapport: Kontrollrapport, spraak: Spraak) -> list[str]:
    return [
        f"{d.regel}: {d.utfall} ({d.antall})"
        + (f" – {d.grunn.paa(spraak)}" if d.grunn is not None else "")
        for d in rapport.dekning
    ]
