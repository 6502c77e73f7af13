"""The part of `rules/README.md` on the classification: SAK10 chapters 3 and 4, letter by letter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from byggsak.domain.funn import Utfall
from byggsak.domain.klassifisering import Klasse
from byggsak.rule.catalogue import Katalog, Kategorifil
from byggsak.rule.parameters import FELLES, felttyper

_KLASSE: Final = {
    Klasse.UNNTATT: "unntatt fra søknad",
    Klasse.UTEN_ANSVARSRETT: "søknad uten ansvarsrett",
}
_SIDE: Final = {
    Utfall.OPPFYLT: "innenfor",
    Utfall.BRUTT: "utenfor",
    Utfall.UAVKLART: "uavklart",
}
INNLEDNING: Final = """\
## Klassifiseringen

Hver bokstav i SAK10 kapittel 3 og 4 er én fil med vilkårene i lovens rekkefølge. Et tiltak er
innenfor når alle vilkårene er oppfylt, utenfor når ett svikter, ellers uavklart. Unntatt er det
bare når det også er i samsvar med lov, forskrift og plan. Klassifiseringen er en vurdering med
grunner; et menneske avgjør."""


def kategorier(katalog: Katalog) -> Iterator[str]:
    """Every letter through time, with its conditions, numbers and examples."""
    if not katalog.kategorier:
        return
    yield INNLEDNING
    for fil in katalog.kategorier:
        yield ""
        yield from _kategori(katalog, fil)


def _kategori(katalog: Katalog, fil: Kategorifil) -> Iterator[str]:
    k = fil.kategori
    til = f" til {k.gjelder_til:%-d.%-m.%Y}" if k.gjelder_til else ""
    yield f"### {k.tittel.nb}"
    yield ""
    yield f"`{k.id}` · {k.hjemmel} · fra {k.gjelder_fra:%-d.%-m.%Y}{til} · {_KLASSE[k.klasse]}"
    yield ""
    yield fil.dok
    yield ""
    yield from (f"- {v.tekst.nb}".replace("{", "«").replace("}", "»") for v in k.vilkaar)
    rekker = {n: katalog.parametre.rekke((k.id, FELLES), n) for n in felttyper(k.krav)}
    if any(rekker.values()):
        yield ""
        yield "| tall | verdi | enhet | fra | kilde |"
        yield "|---|---|---|---|---|"
    for navn, rekke in rekker.items():
        for tall in rekke.verdier if rekke is not None else ():
            verdi = tall.verdi if isinstance(tall.verdi, str) else ", ".join(tall.verdi or ())
            enhet = rekke.enhet if rekke is not None else ""
            yield (f"| `{navn}` | {verdi.replace('.', ',')} | {enhet or ''} | "
                   f"{tall.fra:%-d.%-m.%Y} | {tall.kilde} |")  # fmt: skip
    yield ""
    yield "| eksempel | tiltaket er |"
    yield "|---|---|"
    for utfall, setning, _ in k.eksempler.alle():
        yield f"| {setning} | {_SIDE[utfall]} |"
