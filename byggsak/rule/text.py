"""Texts a rule speaks with; re-exported so that a rule file needs one import."""

from byggsak.domain.tekst import SPRAAK, Spraak, Tekst, skriv, som_tekst

__all__ = ["SPRAAK", "Spraak", "Tekst", "skriv", "som_tekst"]
