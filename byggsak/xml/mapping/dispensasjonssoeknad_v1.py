"""dispensasjonssoeknad v1: the grounds for one dispensation."""

from byggsak.domain.felt import Felt
from byggsak.domain.soeknad import Dispensasjon, Skjema
from byggsak.xml.mapping.shape import OwnMapping
from byggsak.xml.mapping.values import kodeverdi, tekst

GROUNDS = ("vurderingHensynBakBestemmelsen", "vurderingHensynOverordnet", "samletBegrunnelse")


def dispensasjon(rot: Felt, _skjema: Skjema) -> Dispensasjon:
    grounds = [tekst(rot, f"begrunnelse/{name}") for name in GROUNDS]
    return Dispensasjon(
        felt=rot,
        referanse=tekst(rot, "dispensasjonsreferanse"),
        tittel=kodeverdi(rot, "dispensasjonstema"),
        bestemmelsetype=kodeverdi(rot, "bestemmelsestype"),
        paragraf=tekst(rot, "paragrafnummer"),
        plan_id=tekst(rot, "nasjonalArealplanId/planidentifikasjon"),
        begrunnelse="\n\n".join(ground for ground in grounds if ground) or None,
        har_underskjema=True,
    )


MAPPING = OwnMapping(dispensasjon)
