"""Who answers for what: each area of the implementation plan, and the control the law asks for.

A plan that is an attachment, and not the national subform, is for a person to read: what depends on
it is unknown with that reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from byggsak.domain.ansvar import Ansvarsomraade, Erklaering
from byggsak.domain.facts import Gjenstand
from byggsak.domain.formalia import Ansvarsrett, Kontrollbehov
from byggsak.domain.skjema import Part
from byggsak.domain.tekst import Tekst
from byggsak.facts.basis import Grunnlag
from byggsak.facts.reasons import IKKE_UTFYLT, uavklart, ukjent_felt

GJENNOMFOERINGSPLAN: Final = "Gjennomfoeringsplan"
PLANEN_ER_VEDLEGG: Final = Tekst(
    "gjennomføringsplanen er et vedlegg som et menneske må lese",
    "gjennomføringsplanen er eit vedlegg som eit menneske må lese",
    "the implementation plan is an attachment that a person must read",
)
_MED_ANSVAR: Final = frozenset({"ET", "IG", "ES"})
_KONTROLL, _PROSJEKTERER, _UTFOERER = "kontroll", "pro", "utf"
OMRAADER: Final[Mapping[str, tuple[str, ...]]] = {
    "våtrom": ("våtrom", "vatrom", "baderom", "membran"),
    "lufttetthet": ("lufttett",),
    "bygningsfysikk": ("bygningsfysikk",),
    "konstruksjonssikkerhet": ("konstruksjon",),
    "geoteknikk": ("geotekn",),
    "brannsikkerhet": ("brann",),
}
"""Areas of control -> words (small letters) that an area in a plan is known by. Plans are written
freely: an area by another name is not found, and its control is said to be missing."""


def ansvar(grunnlag: Grunnlag) -> list[Gjenstand]:
    """Areas of responsibility, and areas where independent control is required.

    None where there is no plan at all: that the plan is missing is a finding of its own.
    """
    soeknad = grunnlag.soeknad
    kode = (soeknad.ansvar or "").strip().lower()
    if soeknad.skjema.type.value not in _MED_ANSVAR or kode not in ("", "medansvar"):
        return []
    plan = soeknad.gjennomfoeringsplan
    if plan is None:
        if GJENNOMFOERINGSPLAN not in grunnlag.vedleggstyper:
            return []
        sted = grunnlag.sted("ansvarsrettSoeker")
        return [uavklart(type_, PLANEN_ER_VEDLEGG, sted) for type_ in (Ansvarsrett, Kontrollbehov)]
    rader = plan.ansvarsomraader
    return [*_ansvarsretter(rader, soeknad.erklaeringer), *kontrollbehov(grunnlag, rader)]


def _ansvarsretter(
    rader: Sequence[Ansvarsomraade], erklaeringer: Sequence[Erklaering]
) -> list[Ansvarsrett]:
    svar = []
    for rad in rader:
        navn = " ".join(filter(None, [rad.funksjon, rad.beskrivelse]))
        klasse: Any = rad.tiltaksklasse or ukjent_felt(Ansvarsrett, "klasse", IKKE_UTFYLT)
        foretak: Any = vis(rad.foretak) or ukjent_felt(Ansvarsrett, "foretak", IKKE_UTFYLT)
        funnet = _erklaering(rad, erklaeringer)
        felles: dict[str, Any] = {"navn": navn, "klasse": klasse, "foretak": foretak}
        if funnet is not None:
            erklaert, omraade = funnet
            svar.append(
                Ansvarsrett(
                    sted=rad.felt.sted,
                    erklaert=True,
                    erklaert_klasse=omraade.tiltaksklasse
                    or ukjent_felt(Ansvarsrett, "erklaert_klasse", IKKE_UTFYLT),
                    erklaert_foretak=vis(erklaert.foretak)
                    or ukjent_felt(Ansvarsrett, "erklaert_foretak", IKKE_UTFYLT),
                    **felles,
                )
            )
            continue
        signert: Any = rad.erklaering_signert
        svar.append(
            Ansvarsrett(
                sted=rad.felt.sted,
                erklaert=ukjent_felt(Ansvarsrett, "erklaert", IKKE_UTFYLT)
                if signert is None
                else signert,
                erklaert_klasse=klasse,
                erklaert_foretak=foretak,
                **felles,
            )
        )
    return svar


def _erklaering(
    rad: Ansvarsomraade, erklaeringer: Sequence[Erklaering]
) -> tuple[Erklaering, Ansvarsomraade] | None:
    """The declaration about the same function and area; the row's own enterprise before others."""
    treff = [
        (e, o)
        for e in erklaeringer
        for o in e.ansvarsomraader
        if _flat(o.funksjon) == _flat(rad.funksjon)
        and _flat(o.beskrivelse) == _flat(rad.beskrivelse)
    ]
    egne = [par for par in treff if noekkel(par[0].foretak) == noekkel(rad.foretak)]
    return next(iter(egne or treff), None)


def kontrollbehov(grunnlag: Grunnlag, rader: Sequence[Ansvarsomraade]) -> list[Kontrollbehov]:
    """One per area that the law may ask independent control of; the rule knows when it does."""
    kontroll = [r for r in rader if _flat(r.funksjon) == _KONTROLL]
    andre = [r for r in rader if _flat(r.funksjon) in (_PROSJEKTERER, _UTFOERER)]
    sted = rader[0].felt.sted if rader else grunnlag.sted("ansvarsrettSoeker")
    koder = tuple((k.kodeverdi or "").strip().lower() for k in grunnlag.soeknad.tiltakstyper)
    svar = []
    for omraade, ord_ in OMRAADER.items():
        her = [r for r in kontroll if _er(r, ord_)]
        kontrollerer = {noekkel(r.foretak) for r in her if r.foretak is not None}
        deres = [r for r in andre if r.foretak is not None and noekkel(r.foretak) in kontrollerer]
        samme = [r for r in deres if _er(r, ord_)]
        svar.append(
            Kontrollbehov(
                navn=omraade,
                sted=her[0].felt.sted if her else sted,
                omraade=omraade,
                tiltakstyper=koder,
                klasse=_klasse([r for r in andre if _er(r, ord_)]),
                har_kontroll=bool(her),
                samme_foretak=_navn(samme),
                kan_vaere_samme=_navn(r for r in deres if r not in samme),
            )
        )
    return svar


def _klasse(rader: Sequence[Ansvarsomraade]) -> Any:
    """The highest class anyone designs the area in; empty when nobody designs it by that name."""
    prosjektert = [r.tiltaksklasse for r in rader if _flat(r.funksjon) == _PROSJEKTERER]
    if None in prosjektert:
        return ukjent_felt(Kontrollbehov, "klasse", IKKE_UTFYLT)
    return max((k for k in prosjektert if k is not None), default="")


def _navn(rader: Iterable[Ansvarsomraade]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(vis(r.foretak) for r in rader))


def _er(rad: Ansvarsomraade, ord_: Sequence[str]) -> bool:
    beskrivelse = (rad.beskrivelse or "").lower()
    return any(o in beskrivelse for o in ord_)


def noekkel(foretak: Part | None) -> str:
    """An enterprise by its number, or by its name when it has none."""
    if foretak is None:
        return ""
    return foretak.organisasjonsnummer or _flat(foretak.navn)


def vis(foretak: Part | None) -> str:
    return "" if foretak is None else foretak.navn or foretak.organisasjonsnummer or ""


def _flat(tekst: str | None) -> str:
    return re.sub(r"\W", "", (tekst or "").lower()).replace("ø", "o")
