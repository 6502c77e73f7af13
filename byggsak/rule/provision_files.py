"""Local law as data: the provisions of a plan or a municipality, read from TOML.

`kommuner/bestemmelser/<plan-id or municipality number>.toml` in a rules package::

    kommune = "9999"
    plan = "9999_P1"                      # leave out for the municipality's own (kommuneplan)
    dokument = "Reguleringsbestemmelser for Testplan P1"
    ingen = ["parkering"]                 # read, and the document says nothing about it

    [[bestemmelse]]
    slag = "gesimshoeyde"                 # see `byggsak.domain.bestemmelse`
    verdi = "7.0"                         # in the unit of the kind
    enhet = "m"
    fra = 2016-06-01
    til = 2030-01-01                      # optional: the first day it no longer holds
    felt = ["B1"]                         # optional: field names in the plan; none: the whole plan
    kilde = "§ 3.2"
    side = 4

`python -m byggsak.rule.provision_files FILE…` says everything that is wrong with files at once.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from byggsak.domain.bestemmelse import ENHETER, Bestemmelse, Bestemmelsessett, Bestemmelsesslag
from byggsak.rule.errors import KatalogFeil

MAPPE: Final = "bestemmelser"
_SLAG: Final = tuple(s.value for s in Bestemmelsesslag)

Proev = Callable[[Any], str | None]
"""A value -> what is wrong with it, as the end of a sentence that begins with its name."""


def _tekst(verdi: Any) -> str | None:
    return None if isinstance(verdi, str) and verdi.strip() else "skal være tekst i anførselstegn"


def _nummer(verdi: Any) -> str | None:
    if isinstance(verdi, str) and re.fullmatch(r"\d{4}", verdi):
        return None
    return f"skal være fire siffer i anførselstegn («0301»), ikke {verdi!r}"


def _dato(verdi: Any) -> str | None:
    if isinstance(verdi, date) and not isinstance(verdi, datetime):
        return None
    return f"skal være en dato uten anførselstegn (2016-06-01), ikke {verdi!r}"


def _tall(verdi: Any) -> str | None:
    if not isinstance(verdi, str):
        return f'skal stå i anførselstegn (verdi = "{verdi}"): desimaltall går tapt ellers'
    try:
        tall = Decimal(verdi)
    except InvalidOperation:
        return f"«{verdi}» er ikke et tall; skriv det med punktum («7.5»), uten enhet"
    return None if tall.is_finite() and tall >= 0 else f"«{verdi}» skal ikke være under null"


def _side(verdi: Any) -> str | None:
    if isinstance(verdi, int) and not isinstance(verdi, bool) and verdi > 0:
        return None
    return f"skal være sidetallet i dokumentet, uten anførselstegn, ikke {verdi!r}"


def _liste(verdi: Any) -> str | None:
    if isinstance(verdi, list) and all(isinstance(v, str) and v.strip() for v in verdi):
        return None
    return 'skal være en liste av tekst (["B1", "B2"])'


def _slag(verdi: Any) -> str | None:
    return None if verdi in _SLAG else f"«{verdi}» finnes ikke{_mente_du(str(verdi), _SLAG)}"


def _slagliste(verdi: Any) -> str | None:
    if (feil := _liste(verdi)) is not None:
        return feil
    return next((feil for v in verdi if (feil := _slag(v)) is not None), None)


_HODE: Final[Mapping[str, tuple[Proev, bool]]] = {
    "kommune": (_nummer, True),
    "plan": (_tekst, False),
    "dokument": (_tekst, True),
    "ingen": (_slagliste, False),
}
_RAD: Final[Mapping[str, tuple[Proev, bool]]] = {
    "slag": (_slag, True),
    "verdi": (_tall, True),
    "enhet": (_tekst, True),
    "fra": (_dato, True),
    "til": (_dato, False),
    "felt": (_liste, False),
    "kilde": (_tekst, True),
    "side": (_side, True),
}
"""Key -> (what it must be, whether it must be there)."""


def les_bestemmelser(data: Mapping[str, Any], fil: str) -> Bestemmelsessett:
    """The provisions of one parsed file. KatalogFeil lists every fault with its place and cure."""
    if feil := feil_i(data, Path(fil).stem):
        raise KatalogFeil("\n".join(f"{fil}: {en}" for en in feil))
    return Bestemmelsessett(
        fil=fil,
        kommune=data["kommune"],
        plan_id=data.get("plan"),
        dokument=data["dokument"],
        bestemmelser=tuple(_les(rad) for rad in data.get("bestemmelse", ())),
        ingen=frozenset(map(Bestemmelsesslag, data.get("ingen", ()))),
    )


def _les(rad: Mapping[str, Any]) -> Bestemmelse:
    return Bestemmelse(
        slag=Bestemmelsesslag(rad["slag"]),
        verdi=Decimal(rad["verdi"]),
        fra=rad["fra"],
        til=rad.get("til"),
        kilde=rad["kilde"],
        side=rad["side"],
        felt=frozenset(rad.get("felt", ())),
    )


def feil_i(data: Mapping[str, Any], navn: str) -> list[str]:
    """Everything that is wrong, in the order of the file; `navn` is the file's name without end."""
    hode = {n: v for n, v in data.items() if n != "bestemmelse"}
    feil = _feil(hode, _HODE, "", ("bestemmelse",))
    if not feil and navn != data.get("plan", data["kommune"]):
        feil.append(
            f"filen skal hete {data.get('plan', data['kommune'])}.toml, som planen (eller kommunen)"
        )
    rader = data.get("bestemmelse", [])
    if not isinstance(rader, list) or not all(isinstance(rad, Mapping) for rad in rader):
        return [*feil, "skriv hver bestemmelse under en egen overskrift [[bestemmelse]]"]
    for nr, rad in enumerate(rader, 1):
        sted = f"bestemmelse {nr}: "
        egne = _feil(rad, _RAD, sted, ())
        feil += egne or _sammenheng(rad, sted, data.get("ingen", ()))
    return [*feil, *(_to_samtidig(rader) if not feil else [])]


def _feil(
    rad: Mapping[str, Any],
    skal: Mapping[str, tuple[Proev, bool]],
    sted: str,
    andre: tuple[str, ...],
) -> list[str]:
    feil = []
    for navn in rad:
        if navn not in skal:
            feil.append(f"{sted}«{navn}» er ikke en nøkkel{_mente_du(navn, (*skal, *andre))}")
    for navn, (proev, maa_med) in skal.items():
        if navn not in rad:
            if maa_med:
                feil.append(f"{sted}«{navn}» mangler")
        elif (galt := proev(rad[navn])) is not None:
            feil.append(f"{sted}«{navn}» {galt}")
    return feil


def _sammenheng(rad: Mapping[str, Any], sted: str, ingen: Sequence[str]) -> list[str]:
    feil = []
    skal = ENHETER[Bestemmelsesslag(rad["slag"])]
    if rad["enhet"] != skal:
        feil.append(f"{sted}«enhet» skal være «{skal}» for {rad['slag']}, ikke «{rad['enhet']}»")
    if rad["slag"] in ingen:
        feil.append(f"{sted}{rad['slag']} står også i «ingen»; fjern den ett av stedene")
    if "til" in rad and rad["til"] <= rad["fra"]:
        feil.append(f"{sted}«til» skal komme etter «fra»")
    return feil


def _to_samtidig(rader: Sequence[Mapping[str, Any]]) -> list[str]:
    """Two limits of one kind at once in one place: a person must say which holds."""
    sett = [_les(rad) for rad in rader]
    feil = []
    for nr, a in enumerate(sett):
        for foer, b in enumerate(sett[:nr]):
            sammen = (not a.felt and not b.felt) or a.felt & b.felt
            overlapp = (a.til is None or b.fra < a.til) and (b.til is None or a.fra < b.til)
            if a.slag is b.slag and sammen and overlapp:
                feil.append(
                    f"bestemmelse {foer + 1} og {nr + 1} setter begge {a.slag.value} på samme sted "
                    "og tid; gi den eldste «til», eller nevn feltene"
                )
    return feil


def _mente_du(ord_: str, mulige: Sequence[str]) -> str:
    if naer := get_close_matches(ord_, mulige, 1):
        return f"; mente du «{naer[0]}»?"
    return f"; velg en av {', '.join(mulige)}"


def main(filer: Sequence[str]) -> int:
    feil = 0
    for navn in filer:
        fil = Path(navn)
        try:
            funnet = feil_i(tomllib.loads(fil.read_text("utf-8")), fil.stem)
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as galt:
            funnet = [f"er ikke gyldig TOML: {galt}"]
        feil += len(funnet)
        print("\n".join(f"{fil}: {en}" for en in funnet) or f"{fil}: i orden")
    return 1 if feil else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
