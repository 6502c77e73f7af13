"""Det et menneske avgjør: vurderingen av et funn, mangelen og vedtaket."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from byggsak.domain.funn import Alvorlighet, Funn, Hjemmel, Utfall, Virkning
from byggsak.domain.tekst import Tekst


class Vedtaksutfall(StrEnum):
    """Hva vedtaket går ut på (pbl § 21-4)."""

    TILLATELSE = "tillatelse"
    DELVIS = "delvis"
    AVSLAG = "avslag"


class Funnvurdering(StrEnum):
    """Hva saksbehandleren mener om et funn. Maskinen finner; bare et menneske vurderer."""

    BEKREFTET = "bekreftet"  # funnet blir en mangel
    AVKREFTET = "avkreftet"  # funnet stemmer ikke, eller er godtatt etter skjønn
    DISPENSASJON = "dispensasjon"  # søkt, og innstilt på; gis først i vedtaket


class Mangelalvor(StrEnum):
    """Hva en mangel gjør med fristen (pbl § 21-7, SAK10 § 7-2)."""

    VESENTLIG = "vesentlig"  # søknaden er ikke fullstendig: fristen har ikke begynt
    MINDRE = "mindre"  # fristen løper, og stanser mens søkeren retter


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnTilVurdering:
    """Et funn som et menneske må ta stilling til før saken kan avgjøres.

    `noekkel` er funnets fingeravtrykk: det samme når søknaden sendes inn på nytt, når XML-en er
    flyttet på og når regelpakken er byttet. `maalt` og `krav` er i `enhet`; None der regelen ikke
    måler. `dispensasjon_soekt`: søknaden ber, med begrunnelse, om dispensasjon fra det som er brutt
    (pbl § 19-1). Hendelser fra før feltene fantes, mangler dem.
    """

    noekkel: str
    regel: str
    utfall: Utfall
    alvorlighet: Alvorlighet
    virkning: Virkning
    melding: Tekst
    hjemmel: Hjemmel | None = None
    dibk_kode: str | None = None
    raad: Tekst | None = None
    sjekkpunkt: str | None = None
    maalt: Decimal | None = None
    krav: Decimal | None = None
    enhet: str | None = None
    krever_dispensasjon: str | None = None
    dispensasjon_soekt: bool = False

    def sier_det_samme(self, annet: FunnTilVurdering) -> bool:
        """Om en vurdering av dette også gjelder `annet`.

        Er det målt, teller tallene og ikke ordene, så en omskrevet melding ikke gjør noe om.
        Ellers står grunnen bare i ordene, og da må de være de samme.
        """
        if self._kjerne() != annet._kjerne():
            return False
        if self.maalt is None or annet.maalt is None:
            return self.melding == annet.melding
        return (self.maalt, self.krav, self.enhet) == (annet.maalt, annet.krav, annet.enhet)

    def _kjerne(self) -> tuple[str, str, Utfall, Alvorlighet, Virkning]:
        return (self.noekkel, self.regel, self.utfall, self.alvorlighet, self.virkning)


def til_vurdering(
    funn: tuple[Funn, ...], soekt: Collection[str] = ()
) -> tuple[FunnTilVurdering, ...]:
    """Funnene som hindrer vedtak til et menneske har vurdert dem: brutt med feil, og uavklart.

    `soekt` er bestemmelsene det er søkt dispensasjon fra, som `krever_dispensasjon` kaller dem.
    """
    brukt: dict[str, int] = {}
    svar = []
    for ett in funn:
        hindrer = ett.utfall is Utfall.UAVKLART or (
            ett.utfall is Utfall.BRUTT and ett.alvorlighet is Alvorlighet.FEIL
        )
        if not hindrer:
            continue
        grunn = ett.fingeravtrykk or f"{ett.regel}|{ett.gjelder}|{ett.sted.xpath or ''}"
        brukt[grunn] = brukt.get(grunn, 0) + 1
        svar.append(
            FunnTilVurdering(
                noekkel=grunn if brukt[grunn] == 1 else f"{grunn}#{brukt[grunn]}",
                regel=ett.regel,
                utfall=ett.utfall,
                alvorlighet=ett.alvorlighet,
                virkning=ett.virkning,
                melding=ett.melding,
                hjemmel=ett.hjemmel,
                dibk_kode=ett.dibk_kode,
                raad=ett.raad,
                sjekkpunkt=ett.sjekkpunkt,
                maalt=ett.maalt,
                krav=ett.krav,
                enhet=ett.enhet,
                krever_dispensasjon=ett.krever_dispensasjon,
                dispensasjon_soekt=ett.utfall is Utfall.BRUTT and ett.krever_dispensasjon in soekt,
            )
        )
    return tuple(svar)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mangel:
    """Et funn en saksbehandler har gjort til sitt, eller noe hen selv har sett (`funn` tom).

    `kode` er den nasjonale mangelkoden («1.73»), når den finnes.
    """

    tekst: str
    funn: str = ""
    kode: str = ""


@dataclass(frozen=True, slots=True)
class Vilkaar:
    """Et vilkår i tillatelsen, med hjemmelen for å sette det, og når det må være oppfylt.

    `myndighet` er satt når vilkåret er et forbehold om samtykket til en annen myndighet.
    """

    tekst: str
    hjemmel: Hjemmel
    foer_igangsetting: bool = True
    foer_ferdigattest: bool = True
    myndighet: str = ""


@dataclass(frozen=True, slots=True)
class Avslagsgrunn:
    """Hvorfor det avslås: rettsregelen, begrunnelsen og nøklene til manglene den bygger på."""

    hjemmel: Hjemmel
    begrunnelse: str
    funn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GittDispensasjon:
    """Dispensasjonen som gis i vedtaket (pbl § 19-2), og nøklene til funnene den løser."""

    fra: str
    begrunnelse: str
    funn: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vedtak:
    """Enkeltvedtaket, fattet av et menneske (pbl § 21-4, fvl §§ 23 til 25).

    `moetesak` er utvalgets saksnummer når et folkevalgt utvalg har avgjort. `ferdigattest` sier om
    tiltaket skal ha ferdigattest (pbl § 21-10); None når vedtaket ikke tar stilling til det.
    """

    utfall: Vedtaksutfall
    begrunnelse: str
    vilkaar: tuple[Vilkaar, ...] = ()
    avslagsgrunner: tuple[Avslagsgrunn, ...] = ()
    dispensasjoner: tuple[GittDispensasjon, ...] = ()
    moetesak: str = ""
    ferdigattest: bool | None = None
