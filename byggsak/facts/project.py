"""The projects of an application as SAK10 chapters 3 and 4 ask about them.

One per new building of the situation plan; where the project is no building (a sign, a façade,
inner works), one per national project code. What the forms and the plan have no field for is
unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Final

from byggsak.domain.eiendom import Nabogrense
from byggsak.domain.facts import Gjenstand, Maal, Ukjent
from byggsak.domain.klassifisering import Tiltak
from byggsak.domain.situasjonsplan import Bygning, Situasjonsplan
from byggsak.domain.tekst import Tekst
from byggsak.facts.basis import Grunnlag
from byggsak.facts.reasons import (
    IKKE_I_SITUASJONSPLANEN,
    IKKE_UTFYLT,
    PLAN_MANGLER,
    UKJENT_TILTAKSTYPE,
    alt_ukjent,
    ukjent_felt,
)
from byggsak.geometry.measure import Form, form, lengde

INGEN_FELT: Final = Tekst(
    "verken skjemaet eller situasjonsplanen har noe felt for det",
    "verken skjemaet eller situasjonsplanen har noko felt for det",
    "neither the form nor the situation plan has a field for it",
)
_KODESLAG: Final = (
    ("mikrohus", "mikrohus"),
    ("nyttbygg", "bygning"),
    ("tilbygg", "tilbygg"),
    ("paabygg", "paabygg"),
    ("pabygg", "paabygg"),
    ("underbygg", "underbygg"),
    ("bruksendringhoveddel", "bruksendring_tilleggsdel"),
    ("bruksendringtilleggsdel", "bruksendring_tilleggsdel"),
    ("bruksendring", "bruksendring"),
    ("skilt", "skilt"),
    ("innhegning", "gjerde"),
    ("levegg", "levegg"),
    ("stoettemur", "mur"),
    ("forstoetningsmur", "mur"),
    ("fylling", "fylling"),
    ("terrenginngrep", "fylling"),
    ("fasade", "fasade"),
    ("riving", "riving"),
    ("rehabilitering", "inne"),
    ("installasjonibygg", "inne"),
    ("solenergi", "sol"),
    ("etterisolering", "isolasjon"),
    ("lading", "lading"),
    ("terrasse", "terrasse"),
    ("veianlegg", "veg"),
    ("veganlegg", "veg"),
)
"""How national project codes begin -> the kind; the list is open, and an unknown code says
nothing."""
_IKKE_I_NAVN: Final = re.compile(r"[^\w.-]")
_BYGNINGER: Final = frozenset({"bygning", "mikrohus", "tilbygg", "paabygg", "underbygg"})
_PLANSLAG: Final = {"22": "tilbygg", "23": "paabygg", "24": "underbygg"}
_BOLIG: Final = ("11", "12", "13", "14", "15", "16")
"""Building types that are for habitation: dwellings and holiday homes (NS 3457-3)."""
_LANDBRUK: Final = "24"


def tiltak(grunnlag: Grunnlag, gjenstander: Iterable[Gjenstand]) -> list[Tiltak]:
    """`gjenstander` are those of the check: the distances to the boundaries are measured there."""
    plan = grunnlag.situasjonsplan
    koder = [(k.kodeverdi or "").strip().lower() for k in grunnlag.soeknad.tiltakstyper]
    slag = [_slag(k) for k in koder]
    nye = [] if isinstance(plan, Ukjent) else [b for b in plan.tiltak if not b.rives]
    svar = []
    if nye and isinstance(plan, Situasjonsplan):
        grenser = [g for g in gjenstander if isinstance(g, Nabogrense)]
        slaget = next((s for s in slag if s in _BYGNINGER), None)
        svar = [_bygning(grunnlag, plan, b, slaget, grenser) for b in nye]
    for kode, ett in zip(koder, slag, strict=True):
        if ett is None or ett not in _BYGNINGER or not nye:
            svar.append(_uten_tegning(grunnlag, kode, ett))
    return svar or [_uten_tegning(grunnlag, "", None)]


def _slag(kode: str) -> str | None:
    return next((slag for begynner, slag in _KODESLAG if kode.startswith(begynner)), None)


def _uten_tegning(grunnlag: Grunnlag, kode: str, slag: str | None) -> Tiltak:
    plan = grunnlag.situasjonsplan
    grunn = plan.grunn or PLAN_MANGLER if isinstance(plan, Ukjent) else IKKE_I_SITUASJONSPLANEN
    ett = Tiltak(
        navn=_IKKE_I_NAVN.sub("", kode)[:40],
        sted=grunnlag.sted("soeknadGjelder/type"),
        slag=slag or ukjent_felt(Tiltak, "slag", UKJENT_TILTAKSTYPE),
        **_felles(grunnlag, grunnlag.soeknad.bygningstype),
    )
    return alt_ukjent(ett, grunn if slag in _BYGNINGER else INGEN_FELT)


def _felles(grunnlag: Grunnlag, bygningstype: str | None) -> dict[str, Any]:
    konflikt = grunnlag.soeknad.felt.verdi("rammebetingelser/plassering/erKonfliktMedVannOgAvloep")
    return {
        "bebygd": _bebygd(grunnlag),
        "over_ledninger": _felt("over_ledninger", None if konflikt is None else konflikt in _SANN),
        "beboelse": _felt(
            "beboelse", None if bygningstype is None else bygningstype.startswith(_BOLIG)
        ),
        "landbruk": _felt(
            "landbruk", None if bygningstype is None else bygningstype.startswith(_LANDBRUK)
        ),
    }


_SANN: Final = ("true", "1")


def _bebygd(grunnlag: Grunnlag) -> Any:
    """Built on already: by the situation plan, or by the areas the applicant declares."""
    plan, areal = grunnlag.situasjonsplan, grunnlag.soeknad.areal.areal_bebyggelse_eksisterende
    if not isinstance(plan, Ukjent) and plan.eksisterende:
        return True
    if areal is None:
        return ukjent_felt(Tiltak, "bebygd", IKKE_UTFYLT)
    return areal > 0


def _felt(navn: str, verdi: Any) -> Any:
    return ukjent_felt(Tiltak, navn, IKKE_UTFYLT) if verdi is None else verdi


def _bygning(
    grunnlag: Grunnlag,
    plan: Situasjonsplan,
    bygning: Bygning,
    slaget: str | None,
    grenser: Sequence[Nabogrense],
) -> Tiltak:
    slag = _PLANSLAG.get(bygning.tiltakstype or "", slaget or "bygning")
    flate = form(bygning.omraade.wkb)
    type_ = bygning.bygningstype or grunnlag.soeknad.bygningstype
    ett = Tiltak(
        navn=bygning.gml_id,
        slag=slag,
        **_felles(grunnlag, type_),
        **_kjente(
            frittliggende=bygning.frittliggende,
            bra=_m2(bygning.bruksareal),
            moene=_maal(bygning.moenehoeyde),
            gesims=_maal(bygning.gesimshoeyde),
            etasjer=_maal(bygning.etasjer, "antall"),
            avstand_bygning=_til_annen_bygning(plan, bygning, flate),
        ),
        **{navn: ukjent_felt(Tiltak, navn, INGEN_FELT) for navn in _UTEN_FELT},
        bya=Maal.of(float(flate.area), enhet="m2"),
        avstand_grense=_naermest(bygning, grenser),
    )
    return alt_ukjent(ett, IKKE_I_SITUASJONSPLANEN)


_UTEN_FELT: Final = ("kjeller", "boenheter", "understoettet", "varig_opphold")


def _til_annen_bygning(plan: Situasjonsplan, bygning: Bygning, flate: Form) -> Maal | None:
    """To the nearest other building drawn; None when none is."""
    andre = [b for b in (*plan.eksisterende, *plan.tiltak) if b is not bygning and not b.rives]
    if not andre:
        return None
    return lengde(min(float(flate.distance(form(b.omraade.wkb))) for b in andre))


def _kjente(**fakta: Any) -> dict[str, Any]:
    return {navn: verdi for navn, verdi in fakta.items() if verdi is not None}


def _m2(areal: Decimal | None) -> Maal | None:
    return None if areal is None else Maal(areal, enhet="m2")


def _maal(tall: Decimal | int | None, enhet: str = "m") -> Maal | None:
    return None if tall is None else Maal(Decimal(tall), enhet=enhet)


def _naermest(bygning: Bygning, grenser: Sequence[Nabogrense]) -> Any:
    """The shortest of the building's distances; one that nobody knows leaves the shortest open."""
    mine = [g.avstand for g in grenser if g.navn.startswith(f"{bygning.gml_id} mot ")]
    alle: list[object] = list(mine or [g.avstand for g in grenser])
    ukjent = next((a for a in alle if isinstance(a, Ukjent)), None)
    if ukjent is not None or not mine:
        grunn = ukjent.grunn if ukjent is not None else None
        return ukjent_felt(Tiltak, "avstand_grense", grunn or IKKE_I_SITUASJONSPLANEN)
    return min(mine, key=lambda a: a.verdi)
