"""Small rules, tables and forms to try the engine with."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from byggsak.domain.facts import Gjenstand, Maal, ukjent
from byggsak.domain.felt import Felt
from byggsak.domain.kommune import Kommune
from byggsak.domain.soeknad import Skjema, Soeknadstype
from byggsak.rule import Alvorlighet, Eksempler, Hjemmel, Regel, Tekst, Vurdering, minst
from byggsak.rule.catalogue import Katalog
from byggsak.rule.packages import Pakke
from byggsak.rule.parameter_files import les_rekker
from byggsak.rule.report import Kontrollrapport, Regelpakke
from byggsak.rule.table_files import les_felttabell
from byggsak.rule.tables import Feltsett, feltsett
from byggsak.rule.unit import Anker, EnRegel, IngenKrav
from byggsak.xml.reader import read

FRA = date(2010, 7, 1)
DATO = date(2026, 11, 2)
DATOER = {Anker.SOEKNAD_MOTTATT: DATO}
ETT_TRINN = Skjema("ettrinn", "4", "10012", "urn:x", Soeknadstype.ETT_TRINN)
PROEVEKOMMUNE = Kommune("9999", "Prøvekommunen", 25832, test=True)

TABELLHODE = """
[tabell]
skjema = "ettrinn"
hjemmel = { lov = "SAK10", paragraf = "5-4" }
gjelder_fra = 2010-07-01
"""


@dataclass(frozen=True, kw_only=True)
class Grense(Gjenstand):
    avstand: Maal = ukjent("avstanden")
    gjerde: bool = ukjent("om det er gjerde")


@dataclass(frozen=True)
class Minstekrav:
    minste: Decimal


def avstanden(grense: Grense, krav: Minstekrav) -> Vurdering:
    return minst(grense.avstand, krav.minste)


def regel(**endret: Any) -> EnRegel:
    """A whole rule about `Grense`; what is named is changed."""
    felt: dict[str, Any] = {
        "id": "pbl-1-avstand",
        "tittel": Tekst("Avstand", "Avstand", "Distance"),
        "hjemmel": Hjemmel("pbl", "1", "første ledd"),
        "gjelder": Grense,
        "gjelder_fra": FRA,
        "alvorlighet": Alvorlighet.FEIL,
        "krav": Minstekrav,
        "vurder": avstanden,
        "melding": Tekst(*["{navn}: {maalt} {enhet}, {krav}"] * 3),
        "raad": Tekst("Flytt.", "Flytt.", "Move."),
        "eksempler": Eksempler(
            oppfylt={"langt": Grense(avstand=Maal.of(5))},
            brutt={"kort": Grense(avstand=Maal.of(3))},
        ),
        "kontrollert": DATO,
    }
    return Regel(**{**felt, **endret})


def uten_krav(id: str, vurder: Any, **endret: Any) -> EnRegel:
    return regel(id=id, vurder=vurder, krav=IngenKrav, **endret)


KRAV = """
["pbl-1-avstand".minste]
enhet = "m"
verdier = [{ fra = 2010-07-01, verdi = "4.0", kilde = "pbl § 1" }]
"""


def katalog(
    *regler: EnRegel, krav: str = "", felter: str = "", kommuner: Sequence[Kommune] = ()
) -> Katalog:
    return Katalog.av(
        [
            Pakke(
                pakke=Regelpakke("proeve", "1", "0" * 64),
                regler=tuple((r, f"proeve{nr}", "Dok.") for nr, r in enumerate(regler)),
                rekker=les_rekker(tomllib.loads(krav), "krav.toml"),
                tabeller=tuple(les_felttabell(tomllib.loads(felter), "p.felt.toml"))
                if felter
                else (),
                kommuner={k.nummer: k for k in kommuner},
            )
        ]
    )


def rader(felter: str, hode: str = TABELLHODE) -> Feltsett:
    (tabell,) = les_felttabell(tomllib.loads(hode + felter), "p.felt.toml")
    return feltsett(tabell.rader)


def rad(id: str, xpath: str, krav: str, mer: str = "") -> str:
    """One row as TOML."""
    return f"""
[[felt]]
id = "{id}"
xpath = {xpath if xpath.startswith("[") else f'"{xpath}"'}
krav = "{krav}"
alvorlighet = "feil"
ord = {{ nb = "{id} nb", nn = "{id} nn", en = "{id} en" }}
{mer}
"""


def skjema(innhold: str) -> Felt:
    """The fields of <ettrinn>innhold</ettrinn>."""
    xml = f'<ettrinn xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{innhold}</ettrinn>'
    return read(xml.encode()).felt


def utfall(rapport: Kontrollrapport) -> dict[str, dict[str, int]]:
    """rule -> outcome -> how many."""
    svar: dict[str, dict[str, int]] = {}
    for linje in rapport.dekning:
        svar.setdefault(linje.regel, {})[str(linje.utfall)] = linje.antall
    return svar
