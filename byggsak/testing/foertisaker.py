"""Applications that each trip exactly one of the forty rules, where no other fixture does.

`python -m byggsak.testing.foertisaker --write` writes them to fixtures/foerti, `--check` says if
what lies there is what this module makes. They are the house of fixtures/formalkontroll F00, which
fails nothing, with another situation plan or another map; `foerti.toml` lists each case: its number
in the list, its files, the maps it leaves out, and what the check is to find broken or uavklart.
"""

from __future__ import annotations

import sys
from pathlib import Path

from byggsak.testing.fixtures import write_or_check
from byggsak.testing.foerti_felles import Foertisak
from byggsak.testing.foerti_plan import i_planen, utnytting
from byggsak.testing.foerti_sted import omgivelser, soner
from byggsak.testing.saker import MOTTATT

MAPPE = Path(__file__).parents[2] / "fixtures" / "foerti"
FELLES = "../formalkontroll"


def saker() -> tuple[Foertisak, ...]:
    """By number."""
    alle = (*i_planen(), *utnytting(), *soner(), *omgivelser())
    return tuple(sorted(alle, key=lambda sak: (sak.nummer, sak.navn)))


def _liste(navn: str, verdier: object) -> str:
    return f"{navn} = {list(verdier)}".replace("'", '"')  # type: ignore[call-overload]


def _toml(sakene: tuple[Foertisak, ...]) -> bytes:
    linjer = ["# Written by byggsak.testing.foertisaker; change it there.", ""]
    for sak in sakene:
        soeknad = f"{sak.navn}-soeknad.xml" if sak.soeknad else f"{FELLES}/F00-soeknad.xml"
        kart = f"{FELLES}/felles-plan.gml"
        if sak.situasjonsplan:
            kart = f"{sak.navn}-situasjonsplan.gml"
        linjer += [
            "[[sak]]",
            f'navn = "{sak.navn}"',
            f"nummer = {sak.nummer}",
            f'tittel = "{sak.tittel}"',
            f"mottatt = {MOTTATT.isoformat()}",
            f'soeknad = "{soeknad}"',
            f'situasjonsplan = "{kart}"',
            _liste("kart", [f"{sak.navn}-{n}" for n in sak.kart]),
            _liste("uten", sak.uten),
            _liste("brutt", sak.brutt),
            _liste("foelger", sak.foelger),
            _liste("uavklart", sak.uavklart),
            "",
        ]
    return "\n".join(linjer).encode("utf-8")


def filer() -> dict[str, bytes]:
    """Every file of fixtures/foerti by name."""
    sakene = saker()
    egne = {navn: data for sak in sakene for navn, data in sak.filer.items()}
    return egne | {"foerti.toml": _toml(sakene)}


def main(modus: str) -> int:
    """Write the files, or say which of them are stale; 0 when all is well."""
    return write_or_check(MAPPE, filer(), modus)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "--check"))
