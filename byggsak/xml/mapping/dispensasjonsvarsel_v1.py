"""dispensasjonsvarsel v1: what the neighbours are told about one dispensation."""

from byggsak.domain.felt import Felt
from byggsak.domain.soeknad import Dispensasjon, Skjema
from byggsak.xml.mapping.shape import OwnMapping
from byggsak.xml.mapping.values import kodeverdi, tekst


def dispensasjon(rot: Felt, _skjema: Skjema) -> Dispensasjon:
    return Dispensasjon(
        felt=rot,
        tittel=kodeverdi(rot, "dispensasjonstema"),
        bestemmelsetype=kodeverdi(rot, "bestemmelsestype"),
        paragraf=tekst(rot, "paragrafnummer"),
        begrunnelse=tekst(rot, "dispVarselBeskrivelse"),
        har_underskjema=True,
    )


MAPPING = OwnMapping(dispensasjon)
