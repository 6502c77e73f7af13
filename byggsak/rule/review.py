"""Rules that nobody has held up against the law for over a year.

`python -m byggsak.rule.review 2026-07-02` lists them as of that day, oldest first. A list, not a
failure: an old comparison makes a rule suspect, not wrong.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date

from byggsak.rule.catalogue import Katalog
from byggsak.rule.unit import EnRegel


def forfalt(katalog: Katalog, dato: date) -> list[EnRegel]:
    """The rules whose year since the last comparison was over before the day, oldest first."""
    return sorted(
        (f.regel for f in katalog.filer if _ett_aar_etter(f.regel.kontrollert) < dato),
        key=lambda r: (r.kontrollert, r.id),
    )


def _ett_aar_etter(dag: date) -> date:
    """The same day next year; 29 February becomes 28 February."""
    try:
        return dag.replace(year=dag.year + 1)
    except ValueError:
        return dag.replace(year=dag.year + 1, day=28)


def main(argumenter: Sequence[str]) -> int:
    if len(argumenter) != 1:
        print("usage: python -m byggsak.rule.review YYYY-MM-DD", file=sys.stderr)
        return 2
    dato = date.fromisoformat(argumenter[0])
    katalog = Katalog.last()
    gamle = forfalt(katalog, dato)
    for regel in gamle:
        print(f"{regel.kontrollert}  {regel.id}  ({regel.hjemmel})")
    print(
        f"{len(gamle)} of {len(katalog.filer)} rules were last compared with the law "
        f"more than a year before {dato}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
