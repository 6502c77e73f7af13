"""What a rule may answer: four outcomes, with the numbers and the reason behind them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from byggsak.domain.facts import Maal, Ukjent, UkjentFaktum
from byggsak.domain.funn import Utfall
from byggsak.domain.tekst import Tekst, som_tekst


@dataclass(frozen=True, slots=True)
class Vurdering:
    """One answer of one rule about one thing.

    `maalt`, `krav`, `margin` (positive when met) and `usikkerhet` share `enhet`; None where the
    rule does not measure. `verdier` are further placeholders for the rule's texts.
    """

    utfall: Utfall
    grunn: Tekst | None = None
    maalt: Decimal | None = None
    krav: Decimal | None = None
    margin: Decimal | None = None
    usikkerhet: Decimal | None = None
    enhet: str | None = None
    verdier: tuple[tuple[str, object], ...] = ()

    def med(self, **verdier: object) -> Vurdering:
        """The same answer with more placeholders for the rule's `melding` and `raad`."""
        return Vurdering(
            self.utfall, self.grunn, self.maalt, self.krav, self.margin, self.usikkerhet,
            self.enhet, (*self.verdier, *verdier.items()),
        )  # fmt: skip


def oppfylt(grunn: str | Tekst | None = None) -> Vurdering:
    return _OPPFYLT if grunn is None else Vurdering(Utfall.OPPFYLT, som_tekst(grunn))


def brutt(grunn: str | Tekst | None = None) -> Vurdering:
    return Vurdering(Utfall.BRUTT, _tekst(grunn))


def uavklart(grunn: str | Tekst) -> Vurdering:
    return Vurdering(Utfall.UAVKLART, som_tekst(grunn))


def ikke_aktuell(grunn: str | Tekst) -> Vurdering:
    return Vurdering(Utfall.IKKE_AKTUELL, som_tekst(grunn))


def minst(maalt: Maal, krav: Maal | Decimal, toleranse: Decimal = Decimal(0)) -> Vurdering:
    """`maalt` must be at least `krav`.

    Met when maalt >= krav - toleranse; when the measurement is uncertain by u and lies closer to
    the limit than u, a person decides.

    >>> minst(Maal.of("3.995"), Decimal(4), Decimal("0.010")).utfall.value
    'oppfylt'
    >>> minst(Maal.of("4.5", usikkerhet=2), Decimal(4)).utfall.value
    'uavklart'
    """
    return _sammenlign(maalt, krav, toleranse, +1)


def hoeyst(maalt: Maal, krav: Maal | Decimal, toleranse: Decimal = Decimal(0)) -> Vurdering:
    """`maalt` must be at most `krav`; the mirror image of `minst`."""
    return _sammenlign(maalt, krav, toleranse, -1)


def _sammenlign(maalt: Maal, krav: Maal | Decimal, toleranse: Decimal, fortegn: int) -> Vurdering:
    for verdi in (maalt, krav):
        if isinstance(verdi, Ukjent):
            raise UkjentFaktum(verdi)
    grense = krav if isinstance(krav, Maal) else Maal(Decimal(krav), enhet=maalt.enhet)
    margin = (maalt.verdi - grense.verdi) * fortegn
    usikkerhet = maalt.usikkerhet + grense.usikkerhet
    grunn = None
    if usikkerhet and abs(margin) < usikkerhet:
        utfall = Utfall.UAVKLART
        grunn = INNENFOR_NOEYAKTIGHETEN
    elif margin >= -toleranse:
        utfall = Utfall.OPPFYLT
    else:
        utfall = Utfall.BRUTT
    return Vurdering(utfall, grunn, maalt.verdi, grense.verdi, margin, usikkerhet, maalt.enhet)


_OPPFYLT = Vurdering(Utfall.OPPFYLT)
INNENFOR_NOEYAKTIGHETEN = Tekst(
    nb="målingen ligger nærmere grensen enn kartets nøyaktighet; et menneske må avgjøre",
    nn="målinga ligg nærare grensa enn kor nøyaktig kartet er; eit menneske må avgjere",
    en="the measurement is closer to the limit than the map is accurate; a person must decide",
)


def _tekst(grunn: str | Tekst | None) -> Tekst | None:
    return None if grunn is None else som_tekst(grunn)
