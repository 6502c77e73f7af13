"""Gjennomfoeringsplan v7: who answers for what, and when they declare it."""

from byggsak.xml.mapping.ansvar import gjennomfoeringsplan
from byggsak.xml.mapping.shape import OwnMapping

MAPPING = OwnMapping(gjennomfoeringsplan)
