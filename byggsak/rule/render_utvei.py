"""Ways out in the report: as JSON for programs, as lines under a finding for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from byggsak.domain.funn import Funn
from byggsak.domain.tekst import Spraak, Tekst
from byggsak.domain.utvei import Utvei, Utveislag

Json = dict[str, Any]

_MINST: Final = Tekst("Minste endring", "Minste endring", "Smallest change")
_DISPENSASJON: Final = Tekst("Uten å endre tiltaket", "Utan å endre tiltaket", "With no change")
_ELLER: Final = Tekst("Eller", "Eller", "Or")
_LOEST: Final = Tekst(
    "Løses av endringen over: {tekst}",
    "Blir løyst av endringa over: {tekst}",
    "Solved by the change above: {tekst}",
)
_KONTROLLERT: Final = {
    "godkjent": Tekst(
        "Kontrollert: alle regler er spurt på nytt, og alt er i orden.",
        "Kontrollert: alle reglar er spurde på nytt, og alt er i orden.",
        "Checked: every rule was asked again, and all is in order.",
    ),
    "": Tekst(
        "Kontrollert: alle regler er spurt på nytt; dette løses, og ingenting annet blir brutt.",
        "Kontrollert: alle reglar er spurde på nytt; dette blir løyst, og ingenting anna blir "
        "brote.",
        "Checked: every rule was asked again; this is solved, and nothing else is broken.",
    ),
}


def utvei_som_json(utvei: Utvei, spraak: Spraak = "nb") -> Json:
    """One way out in the shape of the report's `utveier`."""
    k = utvei.kontrollert
    return {
        "slag": utvei.slag.value,
        "funn": list(utvei.funn),
        "tekst": utvei.tekst.paa(spraak),
        "tall": {n: list(v) if isinstance(v, tuple) else v for n, v in utvei.tall.items()},
        "kontrollert": {
            "resultat_foer": k.resultat_foer,
            "resultat_etter": k.resultat_etter,
            "snudd": [
                {
                    "regel": s.regel,
                    "gjelder": s.gjelder,
                    "foer": s.foer.value,
                    "etter": s.etter.value,
                }
                for s in k.snudd
            ],
            "pakker": list(k.pakker),
            "svar": k.svar,
        },
        "epsg": utvei.epsg,
        "geometri": dict(utvei.geometri) if utvei.geometri is not None else None,
    }


def linjer(funn: Funn, utveier: Sequence[Utvei], nevnt: set[int], spraak: Spraak) -> list[str]:
    """One line for each way out of a finding.

    `nevnt` are the ways out (by number) that have been told in full already, under an earlier
    finding; it is added to.
    """
    ut: list[str] = []
    for nr, utvei in enumerate(utveier):
        if funn.fingeravtrykk not in utvei.funn:
            continue
        if nr in nevnt:
            ut.append(f"⇢ {_LOEST.fyll(spraak, {'tekst': utvei.tekst})}")
            continue
        nevnt.add(nr)
        resultat = utvei.kontrollert.resultat_etter
        kontrollert = _KONTROLLERT.get(resultat, _KONTROLLERT[""]).paa(spraak)
        ut.append(f"⇢ {_overskrift(utvei, bool(ut)).paa(spraak)}: "
                  f"{utvei.tekst.paa(spraak)} {kontrollert}")  # fmt: skip
    return ut


def kort(funn: Iterable[Funn], utveier: Sequence[Utvei], spraak: Spraak) -> str:
    """The first way out of any of the findings, in one sentence; empty when there is none."""
    avtrykk = {f.fingeravtrykk for f in funn}
    return next((u.tekst.paa(spraak) for u in utveier if avtrykk & set(u.funn)), "")


def _overskrift(utvei: Utvei, flere: bool) -> Tekst:
    if utvei.slag is Utveislag.SOEK_DISPENSASJON:
        return _DISPENSASJON
    return _ELLER if flere else _MINST
