"""The declared areas of the form, changed so that they still add up, in the tree of fields too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from byggsak.domain.felt import Felt
from byggsak.domain.soeknad import Arealdisponering, Soeknad
from byggsak.domain.tekst import Tekst

_STI: Final = "rammebetingelser/arealdisponering"
_FELT: Final = {
    "tomteareal_beregnet": "tomtearealBeregnet",
    "areal_bebyggelse_nytt": "arealBebyggelseNytt",
    "parkeringsareal_terreng": "parkeringsarealTerreng",
    "areal_sum_byggesak": "arealSumByggesak",
    "beregnet_grad_av_utnytting": "beregnetGradAvUtnytting",
}
NAVN: Final = {
    "tomteareal_beregnet": Tekst(
        "beregnet tomteareal", "berekna tomteareal", "calculated plot area"
    ),
    "areal_bebyggelse_nytt": Tekst("nytt bebygd areal", "nytt bygd areal", "new built-up area"),
    "parkeringsareal_terreng": Tekst(
        "parkeringsareal på terreng", "parkeringsareal på terreng", "open parking area"
    ),
    "areal_sum_byggesak": Tekst("sum areal", "sum areal", "total area"),
    "beregnet_grad_av_utnytting": Tekst(
        "grad av utnytting", "grad av utnytting", "degree of utilisation"
    ),
}
_HUNDREDEL: Final = Decimal("0.01")
_NULL: Final = Decimal(0)


def med_sum(
    soeknad: Soeknad, *, nytt: Decimal | None = None, parkering: Decimal | None = None
) -> Soeknad:
    """With new terms, where given, and every sum calculated from its terms as the form does it.

    What the applicant has left empty stays empty.
    """
    a = soeknad.areal
    if nytt is not None and a.areal_bebyggelse_nytt is not None:
        a = replace(a, areal_bebyggelse_nytt=nytt)
    if parkering is not None and a.parkeringsareal_terreng is not None:
        a = replace(a, parkeringsareal_terreng=parkering)
    if a.tomteareal_byggeomraade is not None and a.tomteareal_beregnet is not None:
        tomt = (
            a.tomteareal_byggeomraade
            - (a.tomteareal_som_trekkes_fra or _NULL)
            + (a.tomteareal_som_legges_til or _NULL)
        )
        a = replace(a, tomteareal_beregnet=tomt)
    if a.areal_sum_byggesak is not None:
        sum_ = (
            (a.areal_bebyggelse_eksisterende or _NULL)
            - (a.areal_bebyggelse_som_skal_rives or _NULL)
            + (a.areal_bebyggelse_nytt or _NULL)
            + (a.parkeringsareal_terreng or _NULL)
        )
        a = replace(a, areal_sum_byggesak=sum_)
    grad = _grad(a, soeknad.plan.beregningsregel or "")
    if grad is not None and a.beregnet_grad_av_utnytting is not None:
        a = replace(a, beregnet_grad_av_utnytting=grad)
    endret = endringer(soeknad.areal, a)
    tekster = {f"{_STI}/{_FELT[navn]}": f"{til:f}" for navn, (_, til) in endret.items()}
    return replace(soeknad, areal=a, felt=med_tekst(soeknad.felt, tekster))


def endringer(
    foer: Arealdisponering, etter: Arealdisponering
) -> dict[str, tuple[Decimal | None, Decimal]]:
    """The numbers that differ, by field, before and after."""
    return {
        navn: (getattr(foer, navn), getattr(etter, navn))
        for navn in _FELT
        if getattr(foer, navn) != getattr(etter, navn)
    }


def med_tekst(rot: Felt, tekster: Mapping[str, str]) -> Felt:
    """A copy of the tree where the first field on each path says something else. A path that is not
    in the form changes nothing."""
    maal = {id(felt): tekst for sti, tekst in tekster.items() if (felt := rot.ett(sti))}
    return _kopi(rot, None, maal)


def _kopi(felt: Felt, forelder: Felt | None, maal: Mapping[int, str]) -> Felt:
    ny = Felt(
        felt.navn,
        maal.get(id(felt), felt.tekst),
        felt.linje,
        felt.nil and id(felt) not in maal,
        felt.plass,
        forelder,
        felt.barn,
    )
    if felt.barn:
        ny.barn = {navn: [_kopi(b, ny, maal) for b in barn] for navn, barn in felt.barn.items()}
    return ny


def _grad(a: Arealdisponering, beregningsregel: str) -> Decimal | None:
    if a.areal_sum_byggesak is None:
        return None
    if not beregningsregel.startswith("%"):
        return a.areal_sum_byggesak if beregningsregel else None
    if not a.tomteareal_beregnet:
        return None
    grad = a.areal_sum_byggesak / a.tomteareal_beregnet * 100
    return grad.quantize(_HUNDREDEL, ROUND_HALF_UP)
