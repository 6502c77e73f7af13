"""Hva som må gjøres i saken, av hvem og innen når. Regnes ut; ingenting gjøres av seg selv."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from byggsak.case import hendelse as h
from byggsak.case.frist import UgyldigTidslinje, les_tidslinje, utgangspunktet
from byggsak.case.hviler import UNDER_BEHANDLINGEN
from byggsak.case.regioner import Klagetilstand, Region
from byggsak.case.sak import Sak, Soeknadsgang
from byggsak.case.saksgangkrav import Saksgangkrav, etter
from byggsak.case.tabell import instanser, tilstand_i
from byggsak.case.tidslinje_av import fakta_av, hendinger, soeknadstype
from byggsak.case.tilstand import Rolle, Tilstand, norsk_dato
from byggsak.case.vakter_felles import BEHANDLES
from byggsak.case.ventetid import BEHANDLINGSFRIST, VENTER, Venter
from byggsak.domain.tekst import Tekst

AAPNE_FAKTA: Final[Mapping[str, object]] = {
    "i_samsvar": True,
    "nabomerknader": False,
    "annen_myndighet": False,
}
"""Det som avgjør mellom kort og lang frist, slik det taler for den korte."""


@dataclass(frozen=True, slots=True)
class Oppgave:
    """Én ting noen må gjøre. `frist` er siste dag, None når ingen kan si den ennå.

    `id` er fast: regionen og tilstanden, eller det kalkulatoren ber et menneske vurdere.
    `varsel`: fristen er nær; `forfalt`: den er ute.
    """

    id: str
    tekst: Tekst
    soeknad: int
    region: Region
    instans: str
    roller: tuple[Rolle, ...]
    frist: date | None
    varsel: bool
    forfalt: bool


def frister_og_oppgaver(
    hendelser: Sequence[h.Hendelse],
    naa: datetime,
    krav: Saksgangkrav,
    fakta: Mapping[str, object] | None = None,
) -> list[Oppgave]:
    """Oppgavene i saken, den som haster mest først.

    `fakta` er det mennesker har slått fast utenfor saken, som i `byggsak frist`. Der fristen
    avhenger av noe som ikke er avklart, brukes den korteste.
    """
    sak, dag = Sak.av(hendelser), norsk_dato(naa)
    svar: list[Oppgave] = []
    for gang in sak.soeknader:
        verdier = behandlingsfrist(gang, hendelser, krav, dag, fakta or {})
        svar += (
            _oppgave(v, gang, dag, krav)
            for v in ventende(sak, gang, krav, verdier.get("frist_streng"))
        )
        svar += _aa_vurdere(gang, dag, verdier)
    return sorted(svar, key=lambda o: (o.frist is None, o.frist or dag, o.id))


def behandlingsfrist(
    gang: Soeknadsgang,
    hendelser: Sequence[h.Hendelse],
    krav: Saksgangkrav,
    dag: date | None = None,
    fakta: Mapping[str, object] = MappingProxyType({}),
) -> Mapping[str, Any]:
    """Fristen for søknaden selv, mens den er til behandling: verdiene fra kalkulatoren, i den
    lesemåten den går ut fra. Tom ellers, og for en type loven ikke setter frist for."""
    if gang.tilstand not in BEHANDLES:
        return {}
    mine = [e for e in hendelser if e.soeknad == gang.nummer]
    kjent = {**AAPNE_FAKTA, **fakta_av(gang), **fakta}
    if dag is not None:
        kjent["per_dato"] = dag.isoformat()
    linje = {"type": soeknadstype(gang.type), "facts": kjent, "events": list(hendinger(mine))}
    try:
        return utgangspunktet(les_tidslinje(linje), krav)
    except UgyldigTidslinje:  # en type loven ikke setter frist for
        return {}


@dataclass(frozen=True, slots=True)
class Ventende:
    """Et sted i saken der noen venter. `frist` er siste dag, None når ingen kan si den ennå."""

    region: Region
    tilstand: StrEnum
    instans: str
    venter: Venter
    frist: date | None

    @property
    def navn(self) -> str:
        """Det faste navnet på det som ventes («hoering.sendt»)."""
        return f"{self.region.value}.{self.tilstand}"


def ventende(
    sak: Sak, gang: Soeknadsgang, krav: Saksgangkrav, behandlingsfrist: date | None
) -> Iterator[Ventende]:
    """Alt som ventes i søknaden `gang`; det som er felles for saken, under den første."""
    for region in Region:
        over = region in UNDER_BEHANDLINGEN and gang.tilstand not in BEHANDLES
        if over and not (region is Region.HOERING and gang.tillatt):
            continue
        if region in {Region.HABILITET, Region.GJENNOMFOERING} and gang.nummer > 1:
            continue  # én for hele saken
        if region is not Region.SOEKNAD and gang.tilstand is Tilstand.AVSLUTTET:
            continue
        for instans in instanser(region, sak, gang):
            tilstand = tilstand_i(region, sak, gang, instans)
            venter = VENTER[region].get(tilstand)
            if venter is None:
                continue
            if venter.krav == BEHANDLINGSFRIST:
                frist = behandlingsfrist
            else:
                frist = _frist(sak, gang, region, tilstand, instans, krav)
            yield Ventende(region, tilstand, instans, venter, frist)


def _frist(
    sak: Sak,
    gang: Soeknadsgang,
    region: Region,
    tilstand: StrEnum,
    instans: str,
    krav: Saksgangkrav,
) -> date | None:
    venter = VENTER[region][tilstand]
    sted = _sted(sak, gang, region, instans)
    if venter.felt:
        dag: date | None = getattr(sted, venter.felt)
        return dag
    navn = venter.krav
    fra = _fra(sak, gang, region, sted)
    if region is Region.KLAGE and tilstand is not Klagetilstand.MOTTATT:
        if tilstand is Klagetilstand.OVERSENDT:
            navn = "klageinstans_uker_utsatt" if gang.iverksetting == "utsatt" else navn
        elif gang.ekspedert is not None:  # kommunens åtte uker løper fra klagefristen er ute
            fra = max(sted.mottatt, etter(gang.ekspedert, krav, "klage_uker"))
    return etter(fra, krav, navn) if fra is not None else None


def _sted(sak: Sak, gang: Soeknadsgang, region: Region, instans: str) -> Any:
    """Det klokka i regionen hører til."""
    match region:
        case Region.HOERING:
            return next(x for x in gang.hoeringer if x.myndighet == instans)
        case Region.MERKNAD:
            return next(m for m in gang.merknader if m.id == instans)
        case Region.KLAGE:
            return next(x for x in gang.klager if str(x.nummer) == instans)
        case Region.HABILITET:
            return next(x for x in sak.habilitet if x.person == instans)
        case Region.GEBYR:
            return gang.gebyr
        case Region.GJENNOMFOERING:
            brukt = [g for g in sak.soeknader if g.ferdig_innen is not None]
            return brukt[-1] if brukt else gang
        case _:
            return gang


def _fra(sak: Sak, gang: Soeknadsgang, region: Region, sted: Any) -> date | None:
    match region:
        case Region.SOEKNAD if gang.tilstand is Tilstand.ARKIVERT:
            return gang.ekspedert or gang.siden  # klagefristen løper fra underretningen
        case Region.NABOVARSEL:
            return gang.varsel_siden
        case Region.GYLDIGHET:
            return gang.gyldig_siden
        case Region.GJENNOMFOERING:
            dager = [g.gyldig_siden for g in sak.soeknader if g.gyldig_siden is not None]
            return min(dager, default=None)
        case _:
            siden: date | None = sted.siden
            return siden


VURDERES: Final = {
    "vurder_om_tillatelse_regnes_som_gitt": Tekst(
        "vurder om tillatelse regnes som gitt",
        "vurder om løyve skal reknast som gitt",
        "consider whether the permit is deemed granted",
    ),
    "vurder_om_igangsetting_er_tillatt": Tekst(
        "vurder om arbeidet kan settes i gang uten vedtak",
        "vurder om arbeidet kan setjast i gang utan vedtak",
        "consider whether work may start without a decision",
    ),
    "vurder_om_bruk_er_tillatt": Tekst(
        "vurder om bygget kan brukes uten ferdigattest",
        "vurder om bygget kan brukast utan ferdigattest",
        "consider whether the building may be used without a certificate",
    ),
}


def _aa_vurdere(gang: Soeknadsgang, dag: date, verdier: Mapping[str, Any]) -> Iterator[Oppgave]:
    """Det loven lar følge av en oversittet frist: et menneske vurderer, maskinen minner om det."""
    navn = verdier.get("oppgave")
    if navn is None or gang.tilstand not in BEHANDLES or gang.lovens_virkning is not None:
        return
    yield Oppgave(
        navn, VURDERES[navn], gang.nummer, Region.SOEKNAD, "",
        (Rolle.SAKSBEHANDLER, Rolle.GODKJENNER), verdier["frist_streng"], True, True,
    )  # fmt: skip


def _oppgave(v: Ventende, gang: Soeknadsgang, dag: date, krav: Saksgangkrav) -> Oppgave:
    forfalt = v.frist is not None and dag > v.frist
    naer = v.frist is not None and dag >= varselsdag(v.frist, krav)
    return Oppgave(
        v.navn, v.venter.oppgave, gang.nummer, v.region, v.instans, v.venter.roller, v.frist,
        naer, forfalt,
    )  # fmt: skip


def varselsdag(frist: date, krav: Saksgangkrav) -> date:
    """Den første dagen noen skal minnes om en frist."""
    return frist - timedelta(days=krav.varsel_dager)
