"""The rule language: what a rule file imports, and nothing else."""

from byggsak.domain.facts import Gjenstand, Maal, stoerste
from byggsak.domain.funn import Alvorlighet, Hjemmel, Utfall, Virkning
from byggsak.domain.klassifisering import Klasse, Tiltak
from byggsak.rule.category import Kategori, Kategorieksempler, Vilkaar
from byggsak.rule.text import Tekst
from byggsak.rule.unit import Anker, Eksempler, IngenKrav, Regel
from byggsak.rule.verdict import (
    Vurdering,
    brutt,
    hoeyst,
    ikke_aktuell,
    minst,
    oppfylt,
    uavklart,
)

__all__ = [
    "Alvorlighet",
    "Anker",
    "Eksempler",
    "Gjenstand",
    "Hjemmel",
    "IngenKrav",
    "Kategori",
    "Kategorieksempler",
    "Klasse",
    "Maal",
    "Regel",
    "Tekst",
    "Tiltak",
    "Utfall",
    "Vilkaar",
    "Virkning",
    "Vurdering",
    "brutt",
    "hoeyst",
    "ikke_aktuell",
    "minst",
    "oppfylt",
    "stoerste",
    "uavklart",
]
