"""What kind of application the project needs, and which deadline the municipality has.

An assessment with its reasons, never a decision: an applicant may apply for what is exempt, and a
person decides. What nobody knows is `uavklart`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import product
from typing import Final

from byggsak.case.frist.klasse import Klasse as Fristklasse
from byggsak.case.frist.klasse import fristklasse
from byggsak.case.frist.krav import Fristkrav
from byggsak.case.frist.tidslinje import Tidslinje
from byggsak.domain.formalia import Soeknadsvalg
from byggsak.domain.funn import Alvorlighet, Funn, Utfall
from byggsak.domain.klassifisering import (
    Fristvurdering,
    Grunn,
    Kategorisvar,
    Klasse,
    Klassifisering,
    Tiltak,
    Tiltaksvurdering,
)
from byggsak.domain.skjema import Soeknadstype
from byggsak.domain.soeknad import Soeknad
from byggsak.facts.reasons import IKKE_UTFYLT, ukjent_felt
from byggsak.rule.catalogue import Katalog
from byggsak.rule.category import ordnet, vurder_tiltak
from byggsak.services import klassifiseringstekst as t

MED_TILTAK: Final = frozenset({"ET", "RS", "TA"})
"""Applications for something new: a project can be classed before the permit, not after."""
_FRISTTYPER: Final[Mapping[Soeknadstype, str]] = {
    Soeknadstype.ETT_TRINN: "ET",
    Soeknadstype.RAMME: "RS",
    Soeknadstype.UTEN_ANSVARSRETT: "TA",
    Soeknadstype.IGANGSETTING: "IG",
    Soeknadstype.ENDRING: "ES",
    Soeknadstype.MIDLERTIDIG_BRUK: "MB",
    Soeknadstype.FERDIGATTEST: "FA",
    Soeknadstype.DISPENSASJON: "DI",
}
_MED_VILKAAR: Final = frozenset({"ET", "TA", "ES"})
_FORMELT: Final = ("sak10-", "pbl-19-", "pbl-20-", "pbl-21-", "pbl-23-", "tek17-9-", "tek17-17-",
                   "xml-", "vedlegg-")  # fmt: skip
"""Rules about the application, not about whether the project is in accordance with law and plan."""
_STRENGEST: Final = (
    Klasse.FULL_SOEKNAD,
    Klasse.UAVKLART,
    Klasse.UTEN_ANSVARSRETT,
    Klasse.UNNTATT,
)


def kategorisvar(
    katalog: Katalog, tiltak: Sequence[Tiltak], dato: date, kommune: str | None
) -> list[tuple[Tiltak, tuple[Kategorisvar, ...]]]:
    """Every project against every letter in force on the date."""
    kategorier = [f.kategori for f in katalog.kategorier]
    return [
        (ett, vurder_tiltak(kategorier, katalog.parametre, ett, dato, kommune)) for ett in tiltak
    ]


def soeknadsvalg(
    soeknad: Soeknad, vurdert: Sequence[tuple[Tiltak, Sequence[Kategorisvar]]]
) -> Soeknadsvalg:
    """Whether all that is applied for is in some letter of SAK10 §§ 3-1 and 3-2, or exempt."""
    utfall = [_ett_av([s.utfall for s in svar]) for _, svar in vurdert]
    sted = soeknad.felt.sted_for("soeknadGjelder/type")
    if Utfall.BRUTT in utfall:
        return Soeknadsvalg(sted=sted, uten_ansvarsrett=False)
    if Utfall.UAVKLART in utfall or not utfall:
        grunn = next(
            (g.hvorfor for _, svar in vurdert for s in svar for g in s.grunner
             if s.utfall is Utfall.UAVKLART and g.utfall is Utfall.UAVKLART and g.hvorfor),
            IKKE_UTFYLT,
        )  # fmt: skip
        return Soeknadsvalg(
            sted=sted, uten_ansvarsrett=ukjent_felt(Soeknadsvalg, "uten_ansvarsrett", grunn)
        )
    return Soeknadsvalg(sted=sted, uten_ansvarsrett=True)


def _ett_av(utfall: Sequence[Utfall]) -> Utfall:
    for ett in (Utfall.OPPFYLT, Utfall.UAVKLART):
        if ett in utfall:
            return ett
    return Utfall.BRUTT


def klassifiser(
    katalog: Katalog,
    soeknad: Soeknad,
    vurdert: Sequence[tuple[Tiltak, tuple[Kategorisvar, ...]]],
    funn: Sequence[Funn],
    dato: date,
) -> Klassifisering | None:
    """The assessment of the whole application; None for forms that no deadline belongs to."""
    type_ = _FRISTTYPER.get(soeknad.skjema.type)
    if type_ is None:
        return None
    samsvar = _samsvar(funn)
    tiltak = tuple(
        Tiltaksvurdering(ett.navn, _klasse(svar, samsvar.utfall), svar) for ett, svar in vurdert
    )
    klasser = {v.klasse for v in tiltak}
    return Klassifisering(
        klasse=next((k for k in _STRENGEST if k in klasser), Klasse.UAVKLART),
        samsvar=samsvar,
        tiltak=tiltak,
        frist=frist(katalog, soeknad, type_, samsvar, funn, dato),
    )


def _klasse(svar: Sequence[Kategorisvar], samsvar: Utfall) -> Klasse:
    """Exempt goes before without responsibility; a doubt about the former is a doubt."""
    unntatt = _ett_av([s.utfall for s in svar if s.klasse is Klasse.UNNTATT])
    uten = _ett_av([s.utfall for s in svar if s.klasse is Klasse.UTEN_ANSVARSRETT])
    if unntatt is not Utfall.BRUTT and samsvar is not Utfall.BRUTT:
        sikkert = unntatt is Utfall.OPPFYLT and samsvar is Utfall.OPPFYLT
        return Klasse.UNNTATT if sikkert else Klasse.UAVKLART
    if uten is Utfall.OPPFYLT:
        return Klasse.UTEN_ANSVARSRETT
    return Klasse.UAVKLART if uten is Utfall.UAVKLART else Klasse.FULL_SOEKNAD


def _samsvar(funn: Sequence[Funn]) -> Grunn:
    """In accordance with law, regulation and plan, as far as the rules about the project know."""
    om_tiltaket = [f for f in funn if "." not in f.regel and not f.regel.startswith(_FORMELT)]
    brutt = [
        f for f in om_tiltaket
        if f.utfall is Utfall.BRUTT and f.alvorlighet is Alvorlighet.FEIL
    ]  # fmt: skip
    if brutt:
        return Grunn(t.SAMSVAR, Utfall.BRUTT, t.regler(brutt))
    aapne = [f for f in om_tiltaket if f.utfall is Utfall.UAVKLART]
    if aapne:
        return Grunn(t.SAMSVAR, Utfall.UAVKLART, t.regler(aapne))
    return Grunn(t.SAMSVAR, Utfall.OPPFYLT)


def frist(
    katalog: Katalog,
    soeknad: Soeknad,
    type_: str,
    samsvar: Grunn,
    funn: Sequence[Funn],
    dato: date,
) -> Fristvurdering:
    """The class of the deadline under every reading of what is unknown (pbl § 21-7)."""
    grunner = _vilkaar(soeknad, type_, samsvar, funn) if type_ in _MED_VILKAAR else {}
    krav = katalog.parametre.les(("frist",), Fristkrav, dato, soeknad.kommunenummer)
    svar: list[Fristklasse] = []
    for valg in product(*[_MULIG[g.utfall] for g in grunner.values()]):
        for endrer in ("ET", "TA") if type_ == "ES" else (type_,):
            fakta = _fakta(dict(zip(grunner, valg, strict=True)), soeknad, endrer)
            svar.append(fristklasse(Tidslinje(type_, fakta, ()), krav, dato, frozenset()))
    klasser = {(k.uker, k.virkning) for k in svar}
    alle = ordnet(grunner.values()) or (Grunn(t.av(type_), Utfall.OPPFYLT, None),)
    if len(klasser) > 1:
        return Fristvurdering(Utfall.UAVKLART, None, None, None, alle)
    en = svar[0]
    return Fristvurdering(Utfall.OPPFYLT, en.uker, en.virkning, en.hjemmel, alle)


_MULIG: Final[Mapping[Utfall, tuple[bool, ...]]] = {
    Utfall.OPPFYLT: (True,),
    Utfall.BRUTT: (False,),
    Utfall.UAVKLART: (True, False),
}


def _vilkaar(
    soeknad: Soeknad, type_: str, samsvar: Grunn, funn: Sequence[Funn]
) -> dict[str, Grunn]:
    """The conditions for three weeks, each with how it stands."""
    trengs = [f for f in funn if f.utfall is Utfall.BRUTT and f.krever_dispensasjon]
    if soeknad.dispensasjoner:
        dispensasjon = Grunn(t.UTEN_DISPENSASJON, Utfall.BRUTT, t.ER_SOEKT)
    elif trengs:
        dispensasjon = Grunn(t.UTEN_DISPENSASJON, Utfall.BRUTT, t.regler(trengs))
    elif samsvar.utfall is Utfall.UAVKLART:
        dispensasjon = Grunn(t.UTEN_DISPENSASJON, Utfall.UAVKLART, samsvar.hvorfor)
    else:
        dispensasjon = Grunn(t.UTEN_DISPENSASJON, Utfall.OPPFYLT)
    grunner = {
        "dispensasjon": dispensasjon,
        "i_samsvar": samsvar,
        "annen_myndighet": _uten_andre(soeknad),
    }
    if type_ != "TA":
        grunner["nabomerknader"] = _uten_merknader(soeknad)
    return grunner


def _uten_andre(soeknad: Soeknad) -> Grunn:
    avhengig = soeknad.felt.verdi("rammebetingelser/generellInformasjon/erAvhengigAvTillatelse")
    if avhengig in ("true", "1"):
        return Grunn(t.UTEN_ANNEN_MYNDIGHET, Utfall.BRUTT, t.AVHENGIG)
    if soeknad.beroerer_arbeidsplasser is True:
        return Grunn(t.UTEN_ANNEN_MYNDIGHET, Utfall.BRUTT, t.ARBEIDSPLASSER)
    if avhengig is None:
        return Grunn(t.UTEN_ANNEN_MYNDIGHET, Utfall.UAVKLART, IKKE_UTFYLT)
    return Grunn(t.UTEN_ANNEN_MYNDIGHET, Utfall.OPPFYLT)


def _uten_merknader(soeknad: Soeknad) -> Grunn:
    naboer = soeknad.gjenpart.naboer if soeknad.gjenpart else ()
    oppgitt = soeknad.varsling.foreligger_merknader
    if oppgitt is True or any(n.merknad_mottatt is True for n in naboer):
        return Grunn(t.UTEN_MERKNADER, Utfall.BRUTT, t.MERKNADER)
    if oppgitt is None and soeknad.varsling.fritatt_fra_nabovarsling is not True:
        return Grunn(t.UTEN_MERKNADER, Utfall.UAVKLART, IKKE_UTFYLT)
    return Grunn(t.UTEN_MERKNADER, Utfall.OPPFYLT)


def _fakta(holder: Mapping[str, bool], soeknad: Soeknad, endrer: str) -> dict[str, object]:
    """The facts of the timeline; a condition that holds means that its obstacle is not there."""
    return {
        "i_samsvar": holder.get("i_samsvar", True),
        "dispensasjon": "ingen" if holder.get("dispensasjon", True) else _slag(soeknad),
        "annen_myndighet": not holder.get("annen_myndighet", True),
        "nabomerknader": not holder.get("nabomerknader", True),
        "endrer": endrer,
    }


def _slag(soeknad: Soeknad) -> str:
    """From a plan or from the law; one that is not applied for yet is taken to be from a plan."""
    typer = [(d.bestemmelsetype or "").lower() for d in soeknad.dispensasjoner]
    return "lov" if typer and all(ty.startswith(("pbl", "tek", "lov")) for ty in typer) else "plan"
