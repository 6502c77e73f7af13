"""What the attachments of an application are held against: the project, and what it declares."""

from __future__ import annotations

from typing import Any, Final

from byggsak.domain.nabovarsel import Vedleggskrav
from byggsak.domain.skjema import Soeknadstype
from byggsak.domain.soeknad import Soeknad
from byggsak.facts.basis import Grunnlag, Slag, samlet_slag
from byggsak.facts.reasons import IKKE_UTFYLT, UKJENT_TILTAKSTYPE, ukjent_felt

_MED_ANSVAR: Final = {"medansvar": True, "utenansvar": False, "selvbygger": False}
"""National codes of ansvarForByggesaken, in small letters."""
_ENDRER_STED: Final = ("endringareal", "endringplassering")
_ENDRER_UTSEENDE: Final = ("endringutformingutvendig",)
_ENDRER_INNE: Final = (
    "endringutforminginnvendig",
    "endringformaal",
    "endringdispensasjon",
)
"""Codes of endringstype (what a change of a permit is about), by how they begin."""


def vedleggskrav(grunnlag: Grunnlag) -> Vedleggskrav:
    """One for the application. What the applicant declares counts as declared: a field left empty
    is the form's own matter, and no attachment is asked for on account of it."""
    soeknad = grunnlag.soeknad
    slag = _slag(soeknad)
    varsling = soeknad.varsling
    naboer = soeknad.gjenpart.naboer if soeknad.gjenpart else ()
    return Vedleggskrav(
        sted=grunnlag.sted("soeknadGjelder/type"),
        vedleggstyper=grunnlag.vedleggstyper,
        nytt_eller_utvidet=_eller_ukjent("nytt_eller_utvidet", slag.nytt),
        endrer_eksisterende=_eller_ukjent("endrer_eksisterende", slag.endrer),
        med_ansvarsrett=_med_ansvarsrett(soeknad),
        gjennomfoeringsplan_som_skjema=soeknad.gjennomfoeringsplan is not None,
        oppgir_merknader=varsling.foreligger_merknader is True
        or any(n.merknad_mottatt is True for n in naboer),
        merknader_vurdert=bool((varsling.vurdering_av_merknader or "").strip()),
        oppgir_arbeidsplasser=soeknad.beroerer_arbeidsplasser is True,
        oppgir_ny_adkomst=soeknad.felt.verdi("rammebetingelser/adkomst/erNyEllerEndretAdkomst")
        in ("true", "1"),
    )


def _eller_ukjent(felt: str, svar: bool | None) -> Any:
    return ukjent_felt(Vedleggskrav, felt, UKJENT_TILTAKSTYPE) if svar is None else svar


def _med_ansvarsrett(soeknad: Soeknad) -> Any:
    """As the code says; without one, naming a responsible applicant says yes."""
    svar = _MED_ANSVAR.get((soeknad.ansvar or "").strip().lower())
    if svar is not None:
        return svar
    if soeknad.ansvar is None and soeknad.ansvarlig_soeker is not None:
        return True
    return ukjent_felt(Vedleggskrav, "med_ansvarsrett", IKKE_UTFYLT)


def _slag(soeknad: Soeknad) -> Slag:
    """What is built; for a change of a permit, only what the change touches: the rest was shown
    when the permit was given, and so was what stood there before."""
    if soeknad.skjema.type != Soeknadstype.ENDRING:
        return samlet_slag(soeknad)
    koder = [(k.kodeverdi or "").strip().lower() for k in soeknad.endringstyper]
    if any(k.startswith(_ENDRER_STED) for k in koder):
        return Slag(True, False)
    if koder and all(k.startswith(_ENDRER_INNE) for k in koder):
        return Slag(False, False)
    if koder and all(k.startswith((*_ENDRER_INNE, *_ENDRER_UTSEENDE)) for k in koder):
        return Slag(False, None)  # some façade is drawn anew; which drawings, a person must see
    return Slag(None, None)
