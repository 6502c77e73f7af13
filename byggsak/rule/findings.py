"""From a verdict to a finding: the sentences filled in, the place, the fingerprint."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from functools import lru_cache
from typing import Final

from byggsak.domain.facts import Gjenstand, Maal, Ukjent
from byggsak.domain.funn import Funn, Utfall
from byggsak.domain.tekst import SPRAAK, Spraak, Tekst
from byggsak.rule.field_texts import Setninger, fyll
from byggsak.rule.fields import Radsvar
from byggsak.rule.unit import EnRegel
from byggsak.rule.verdict import Vurdering

DESIMALER: Final = {"m": 2, "m2": 2, "%": 2}
"""Decimals a reader is shown by unit; other numbers are shown as they are, to at most two."""

_FLESTE_DESIMALER: Final = 6
_ENHETSTEGN: Final = {"m2": "m²"}
_UKJENT: Final = Tekst("ukjent", "ukjend", "unknown")

KAN_IKKE_AVGJOERES: Final = Tekst(
    "{tittel}{navn} kan ikke avgjøres: {grunn}.",
    "{tittel}{navn} kan ikkje avgjerast: {grunn}.",
    "{tittel}{navn} cannot be decided: {grunn}.",
)
MAALT: Final = Tekst(
    " Målt {maalt} {enhet} (± {usikkerhet} {enhet}); kravet er {krav} {enhet}.",
    " Målt {maalt} {enhet} (± {usikkerhet} {enhet}); kravet er {krav} {enhet}.",
    " Measured {maalt} {enhet} (± {usikkerhet} {enhet}); the requirement is {krav} {enhet}.",
)
RAAD_UAVKLART: Final = Tekst(
    "En saksbehandler må avgjøre punktet. Kommer opplysningen på plass, kan det prøves på nytt.",
    "Ein saksbehandlar må avgjere punktet. Kjem opplysninga på plass, kan det prøvast på nytt.",
    "A case officer must decide. Once the information is in place, it can be checked again.",
)


def regelfunn(regel: EnRegel, gjenstand: Gjenstand, vurdering: Vurdering) -> Funn:
    """The finding for a verdict `brutt` or `uavklart`; the numbers keep all their digits."""
    if vurdering.utfall is Utfall.UAVKLART:
        melding, raad = _uavklart(regel.tittel, gjenstand.navn, vurdering), RAAD_UAVKLART
    else:
        verdier = vis(vurdering, gjenstand.navn)
        melding = _fyll(regel.melding, verdier)
        if vurdering.grunn is not None and "{grunn}" not in regel.melding.nb:
            melding = _sammen(melding, _fyll(_I_PARENTES, verdier))
        raad = _fyll(regel.raad, verdier)
    return Funn(
        regel=regel.id,
        utfall=vurdering.utfall,
        alvorlighet=regel.alvorlighet,
        virkning=regel.virkning,
        melding=melding,
        raad=raad,
        hjemmel=regel.hjemmel,
        gjelder=gjenstand.navn,
        maalt=vurdering.maalt,
        krav=vurdering.krav,
        margin=vurdering.margin,
        enhet=vurdering.enhet,
        usikkerhet=vurdering.usikkerhet,
        sted=gjenstand.sted,
        dibk_kode=regel.dibk_kode,
        tittel=regel.tittel,
        krever_dispensasjon=regel.krever_dispensasjon,
        sjekkpunkt=regel.sjekkpunkt,
        fingeravtrykk=fingeravtrykk(
            regel.id, gjenstand.navn or gjenstand.sted.gml_id or gjenstand.sted.xpath or ""
        ),
    )


def feltfunn(svar: Radsvar) -> Funn:
    """The finding for a row of a field table."""
    rad, sted = svar.rad, svar.sted
    if svar.utfall is Utfall.UAVKLART:
        melding = _uavklart(fyll(_ORDET, rad.ord), "", Vurdering(svar.utfall, svar.grunn))
        raad = RAAD_UAVKLART
    else:
        verdi = svar.verdi if rad.viser_verdi else ""
        grense = svar.grense or rad.grense
        egne = svar.setninger or Setninger(rad.melding, rad.raad)
        melding = fyll(egne.melding, rad.ord, verdi, grense)
        raad = fyll(egne.raad, rad.ord, verdi, grense)
    assert sted is not None
    return Funn(
        regel=rad.id,
        utfall=svar.utfall,
        alvorlighet=rad.alvorlighet,
        melding=melding,
        raad=raad,
        hjemmel=rad.hjemmel,
        sted=sted,
        dibk_kode=rad.dibk_kode,
        tittel=fyll(_ORDET, rad.ord),
        sjekkpunkt=rad.sjekkpunkt,
        paakrevd=" ".join(filter(None, [rad.krav, svar.grense or rad.grense])),
        oppgitt=svar.verdi if rad.viser_verdi else "",
        fingeravtrykk=fingeravtrykk(rad.id, sted.xpath or ""),
    )


def fingeravtrykk(regel: str, hva: str) -> str:
    """Sixteen hex digits that stay the same when the XML is moved: never line numbers."""
    return hashlib.sha256(f"{regel}\0{hva}".encode()).hexdigest()[:16]


def vis(vurdering: Vurdering, navn: str) -> dict[str, object]:
    """The placeholders of a rule's texts, numbers rounded for a reader.

    Decimals are added until a number that differs from the requirement also looks different:
    30.004 % is not shown as «30,00 %; the most is 30,00 %».
    """
    enhet = vurdering.enhet or ""
    desimaler = DESIMALER.get(enhet)
    if desimaler is not None and vurdering.maalt is not None and vurdering.krav is not None:
        while desimaler < _FLESTE_DESIMALER and vurdering.maalt != vurdering.krav and (
            rund(vurdering.maalt, desimaler) == rund(vurdering.krav, desimaler)
        ):  # fmt: skip
            desimaler += 1
    tall = {
        felt: _rund(getattr(vurdering, felt), desimaler)
        for felt in ("maalt", "krav", "margin", "usikkerhet")
    }
    return {
        **tall,
        "enhet": _ENHETSTEGN.get(enhet, enhet),
        "navn": navn,
        "grunn": vurdering.grunn or "",
        **{k: _vis_verdi(v) for k, v in vurdering.verdier},
    }


def rund(tall: Decimal, desimaler: int) -> Decimal:
    """To a fixed number of decimals; half to even, as everywhere in the project."""
    return tall.quantize(Decimal(1).scaleb(-desimaler))


_ORDET: Final = Tekst("{Ord}", "{Ord}", "{Ord}")
_I_PARENTES: Final = Tekst(" ({grunn})", " ({grunn})", " ({grunn})")


def _uavklart(tittel: Tekst, navn: str, vurdering: Vurdering) -> Tekst:
    melding = _kan_ikke_avgjoeres(tittel, navn, vurdering.grunn)
    if vurdering.maalt is None or vurdering.krav is None:
        return melding
    return _sammen(melding, _fyll(MAALT, vis(vurdering, navn)))


@lru_cache(maxsize=2048)
def _kan_ikke_avgjoeres(tittel: Tekst, navn: str, grunn: Tekst | None) -> Tekst:
    """Remembered: an application without its map says the same about every rule each time."""
    verdier = {"tittel": tittel, "navn": f" ({navn})" if navn else "", "grunn": grunn or ""}
    return _fyll(KAN_IKKE_AVGJOERES, verdier)


def _fyll(setning: Tekst, verdier: dict[str, object]) -> Tekst:
    return Tekst(*(_paa(setning, spraak, verdier) for spraak in SPRAAK))


def _paa(setning: Tekst, spraak: Spraak, verdier: dict[str, object]) -> str:
    return setning.fyll(spraak, {k: "–" if v is None else v for k, v in verdier.items()})


def _sammen(a: Tekst, b: Tekst) -> Tekst:
    return Tekst(a.nb + b.nb, a.nn + b.nn, a.en + b.en)


def _rund(tall: Decimal | None, desimaler: int | None) -> Decimal | None:
    if tall is None:
        return None
    if desimaler is not None:
        return rund(tall, desimaler)
    eksponent = tall.as_tuple().exponent
    return rund(tall, 2) if isinstance(eksponent, int) and eksponent < -2 else tall


def _vis_verdi(verdi: object) -> object:
    match verdi:
        case Ukjent():
            return _UKJENT
        case Maal():
            return _rund(verdi.verdi, DESIMALER.get(verdi.enhet))
        case Decimal():
            return _rund(verdi, None)
        case tuple() | list():
            return ", ".join(str(v) for v in verdi)
        case frozenset() | set():
            return ", ".join(sorted(str(v) for v in verdi))
        case _:
            return verdi
