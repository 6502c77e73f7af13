"""`rules/README.md`: all the rules, told to a jurist, generated from the rules themselves.

`python -m byggsak.rule.docs --write` writes it; `--check` exits 1 when it is stale.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path

from byggsak.domain.bestemmelse import ENHETER, SLAGNAVN
from byggsak.domain.tekst import Spraak, skriv
from byggsak.rule.catalogue import Katalog, Regelfil
from byggsak.rule.docs_categories import kategorier
from byggsak.rule.examples import eksempelsvar
from byggsak.rule.packages import registrerte_pakker
from byggsak.rule.parameters import Tall, Tallrekke
from byggsak.rule.reads import personopplysninger
from byggsak.rule.tables import Felttabell, skjemanavn
from byggsak.rule.unit import EnRegel

INNLEDNING = """\
# Reglene

*Denne siden er laget av reglene selv (`python -m byggsak.rule.docs --write`). Rett regelen, ikke
siden.*

Hver regel er én fil som svarer på ett krav i loven, om én ting av gangen. Svaret er ett av fire:

| utfall | betyr |
|---|---|
| **oppfylt** | kravet er møtt, og alt regelen trengte å vite, var kjent |
| **brutt** | kravet er ikke møtt |
| **uavklart** | noe er ikke kjent, eller loven lar det være skjønn: et menneske avgjør |
| **ikke aktuell** | kravet gjelder ikke her, med grunnen |

Et ukjent faktum blir aldri «oppfylt». Maskinen finner; mennesker avgjør.

Tallene står i `krav.toml`, hvert med datoen det gjelder fra og kilden. Et nytt tall er en ny linje
der. Får loven et nytt *innhold*, skrives en ny fil med samme id og datoer som ikke overlapper.
Eksemplene er regelens prøver: de kjøres hver gang noe endres.
"""


def som_markdown(katalog: Katalog) -> str:
    """The whole page: a list of the rules, each rule, the field tables and the municipalities."""
    deler = [INNLEDNING, "\n".join(_innhold(katalog))]
    deler += ["\n".join(regel_som_markdown(katalog, fil)) for fil in katalog.filer]
    deler += ["\n".join(kategorier(katalog))]
    deler += ["\n".join(_tabeller(katalog.tabeller)), "\n".join(_kommuner(katalog))]
    deler += ["\n".join(_bestemmelser(katalog)), "\n".join(_lovendringer(katalog))]
    return "\n\n".join(filter(None, deler)) + "\n"


def regel_som_markdown(katalog: Katalog, fil: Regelfil) -> Iterator[str]:
    """One rule, line by line: legal basis, dates, docstring, numbers, texts, examples."""
    regel = fil.regel
    yield f"## {regel.tittel.nb}"
    yield ""
    yield f"`{regel.id}` · {regel.hjemmel} · {_gjelder(regel)} · {regel.alvorlighet}"
    yield ""
    yield fil.dok or "*(uten forklaring)*"
    yield ""
    yield from _egenskaper(regel)
    tall = katalog.tall(regel)
    if tall:
        yield ""
        yield "| tall | verdi | enhet | fra | kilde |"
        yield "|---|---|---|---|---|"
        for navn, rekke in tall.items():
            for linje in rekke.verdier:
                yield _rad(f"`{navn}`{_merke(rekke)}", vis_tall(linje), rekke.enhet or "",
                           _dato(linje.fra), linje.kilde)  # fmt: skip
    yield ""
    yield "| | melding | råd |"
    yield "|---|---|---|"
    for spraak in ("nb", "nn", "en"):
        yield _rad(spraak, regel.melding.paa(spraak), regel.raad.paa(spraak))
    yield ""
    yield "| eksempel | utfall | hva regelen sier | målt / krav (margin) |"
    yield "|---|---|---|---|"
    for dato, gruppe in regel.eksempler.paa_dato(katalog.nyeste_dato(regel)):
        naar = "" if gruppe is regel.eksempler else f" ({_dato(dato)})"
        krav = katalog.krav(regel, dato)
        for _, setning, gjenstand in gruppe.alle():
            utfall, svar, tallene = eksempelsvar(regel, gjenstand, krav)
            yield _rad(setning + naar, utfall.replace("_", " "), svar, tallene)


def regelliste(katalog: Katalog, dato: date, spraak: Spraak = "nb") -> list[tuple[str, str, str]]:
    """(id, legal basis, title) of every rule in force, for the command line."""
    return [(r.id, str(r.hjemmel), r.tittel.paa(spraak)) for r in katalog.i_kraft(dato)]


def regel_som_tekst(
    katalog: Katalog, id: str, dato: date | None = None, spraak: Spraak = "nb"
) -> str:
    """One rule for the command line, with its numbers on the date. KeyError when unknown."""
    regel = katalog.regel(id, dato)
    naar = dato or katalog.nyeste_dato(regel)
    linjer = [regel.tittel.paa(spraak), f"{regel.id} · {regel.hjemmel} · {_gjelder(regel)}", ""]
    linjer += [katalog.fil(regel).dok, ""]
    for navn, rekke in katalog.tall(regel).items():
        tall = rekke.paa(naar)
        if tall is not None:
            linjer.append(f"{navn} = {vis_tall(tall)} {rekke.enhet or ''} ({tall.kilde})")
    linjer += ["", regel.melding.paa(spraak), regel.raad.paa(spraak), ""]
    linjer += [f"{utfall:<13} {setning}" for utfall, setning, _ in regel.eksempler.alle()]
    return "\n".join(linjer) + "\n"


def vis_tall(tall: Tall) -> str:
    if tall.verdi is None:
        return "opphevet"
    return ", ".join(tall.verdi) if isinstance(tall.verdi, tuple) else tall.verdi.replace(".", ",")


def sti() -> Path:
    """Where the page of the first registered package stands: beside the package."""
    modul = importlib.import_module(registrerte_pakker()[0][0])
    return Path(modul.__path__[0]).parent / "README.md"


def _innhold(katalog: Katalog) -> Iterator[str]:
    yield "| hjemmel | regel | |"
    yield "|---|---|---|"
    for fil in katalog.filer:
        regel = fil.regel
        yield _rad(str(regel.hjemmel), regel.tittel.nb, f"`{regel.id}`")


def _egenskaper(regel: EnRegel) -> Iterator[str]:
    yield f"- Regelen spør om hver: {regel.gjelder.__name__}."
    yield f"- Datoen som velger regel og tall: {regel.anker.replace('_', ' ')}."
    yield f"- Søknadstyper: {', '.join(sorted(regel.soeknadstyper))}."
    if regel.krever_dispensasjon:
        yield f"- Et brudd krever dispensasjon fra {regel.krever_dispensasjon}."
    if regel.dibk_kode or regel.sjekkpunkt:
        koder = filter(None, [regel.dibk_kode, regel.sjekkpunkt])
        yield f"- Nasjonal mangelkode eller sjekkpunkt: {', '.join(koder)}."
    if regel.leser is not None:
        yield f"- Regelen får lese: {', '.join(f'`{navn}`' for navn in regel.leser)}."
        personlig = personopplysninger(regel.gjelder, regel.leser)
        vist = ", ".join(f"`{navn}`" for navn in personlig) or "ingen"
        yield f"- Personopplysninger den trenger: {vist}."
    yield f"- Sist holdt opp mot loven: {_dato(regel.kontrollert)}."


def _tabeller(tabeller: Iterable[Felttabell]) -> Iterator[str]:
    alle = list(tabeller)
    if not alle:
        return
    yield "## Felttabeller"
    yield ""
    yield "| skjema | versjon | rader |"
    yield "|---|---|---|"
    for (skjema, versjon), antall in sorted(_rader_i_skjema(alle).items()):
        yield _rad(f"`{skjema}`", versjon, str(antall))
    for _, samme_fil in groupby(alle, key=lambda t: t.fil):
        yield from _tabell(list(samme_fil))


def _rader_i_skjema(tabeller: Iterable[Felttabell]) -> Counter[tuple[str, str]]:
    antall: Counter[tuple[str, str]] = Counter()
    for tabell in tabeller:
        for versjon in tabell.versjoner or {"alle"}:
            antall[(tabell.skjema, versjon)] += len(tabell.rader)
    return antall


def _tabell(tabeller: list[Felttabell]) -> Iterator[str]:
    """One file: a row that several forms share is told once, with «{Skjema}» for the form."""
    foerste = tabeller[0]
    skjemaer = [_skjema(tabell) for tabell in tabeller]
    felles: dict[tuple[str, ...], list[str]] = {}
    celler: tuple[str, ...]
    for tabell, skjema in zip(tabeller, skjemaer, strict=True):
        for rad in tabell.rader:
            id_ = rad.id
            if len(tabeller) > 1:
                id_ = "{Skjema}" + id_.removeprefix(skjemanavn("{Skjema}", tabell.skjema))
            celler = (f"`{id_}`", rad.ord.nb, rad.krav, rad.naar_tekst or "", str(rad.alvorlighet))
            felles.setdefault(celler, []).append(skjema)
    yield ""
    yield f"### {foerste.tittel.nb}"
    yield ""
    yield f"{', '.join(skjemaer)} · {foerste.hjemmel} · fra {_dato(foerste.gjelder_fra)}"
    yield ""
    noen = any(len(hvor) < len(skjemaer) for hvor in felles.values())
    yield "| rad | felt | krav | når | alvorlighet |" + (" bare i |" if noen else "")
    yield "|---|---|---|---|---|" + ("---|" if noen else "")
    for celler, hvor in felles.items():
        bare = [", ".join(hvor) if len(hvor) < len(skjemaer) else ""] if noen else []
        yield _rad(*celler, *bare)


def _skjema(tabell: Felttabell) -> str:
    versjoner = " ".join(sorted(tabell.versjoner)) or "alle versjoner"
    return f"`{tabell.skjema}` {versjoner}"


def _kommuner(katalog: Katalog) -> Iterator[str]:
    if not katalog.kommuner:
        return
    yield "## Kommuner"
    yield ""
    yield "| nummer | navn | EPSG | egne tall |"
    yield "|---|---|---|---|"
    for nummer, kommune in sorted(katalog.kommuner.items()):
        egne = katalog.parametre.kommunale.get(nummer, {})
        yield _rad(nummer, kommune.navn, str(kommune.epsg),
                   ", ".join(f"`{seksjon}.{noekkel}`" for seksjon, noekkel in egne))  # fmt: skip


def _bestemmelser(katalog: Katalog) -> Iterator[str]:
    alle = [s for k in katalog.kommuner.values() for s in k.bestemmelser.values()]
    if not alle:
        return
    yield "## Lokale bestemmelser"
    yield ""
    yield "| kommune | dokument | grense | verdi | felt | fra | kilde |"
    yield "|---|---|---|---|---|---|---|"
    for sett in sorted(alle, key=lambda s: s.fil):
        for b in sett.bestemmelser:
            yield _rad(sett.kommune, sett.dokument, SLAGNAVN[b.slag].nb,
                       f"{b.verdi} {ENHETER[b.slag]}".replace(".", ","), ", ".join(sorted(b.felt)),
                       _dato(b.fra), f"{b.kilde}, s. {b.side}")  # fmt: skip
        ingen = ", ".join(SLAGNAVN[slag].nb for slag in sorted(sett.ingen)) or "ingenting"
        yield _rad(sett.kommune, sett.dokument, f"lest, og ikke nevnt: {ingen}", "", "", "", "")


def _lovendringer(katalog: Katalog) -> Iterator[str]:
    if not katalog.lovendringer:
        return
    yield "## Dagene loven endret seg"
    yield ""
    yield "| dato | lov | endring | holdes av |"
    yield "|---|---|---|---|"
    for e in katalog.lovendringer:
        holdes = ", ".join(f"`{id_}`" for id_ in e.regler) or f"ingen regel: {e.utenfor}"
        yield _rad(_dato(e.dato), e.lov, f"{e.hva} ({e.kilde})", holdes)


def _gjelder(regel: EnRegel) -> str:
    fra = f"gjelder fra {_dato(regel.gjelder_fra)}"
    return fra if regel.gjelder_til is None else f"{fra} til {_dato(regel.gjelder_til)}"


def _merke(rekke: Tallrekke) -> str:
    return " (kommunen kan endre)" if rekke.kommune_kan_endre else ""


def _dato(dato: date) -> str:
    return skriv(dato, "nb")


def _rad(*celler: str) -> str:
    rene = (celle.replace("|", "\\|").replace("\n", " ") for celle in celler)
    return "| " + " | ".join(rene) + " |"


def main(argumenter: list[str] | None = None) -> int:
    leser = argparse.ArgumentParser(prog="python -m byggsak.rule.docs", description=__doc__)
    valg = leser.add_mutually_exclusive_group(required=True)
    valg.add_argument("--write", action="store_true", help="write rules/README.md")
    valg.add_argument("--check", action="store_true", help="exit 1 when rules/README.md is stale")
    valgt = leser.parse_args(argumenter)
    fersk, fil = som_markdown(Katalog.last()), sti()
    if valgt.write:
        fil.write_text(fersk, "utf-8")
        return 0
    if not fil.exists() or fil.read_text("utf-8") != fersk:
        print(
            f"{fil} is stale: the rules have changed since it was generated. "
            "Run: python -m byggsak.rule.docs --write",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
