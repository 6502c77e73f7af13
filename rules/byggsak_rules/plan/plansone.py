"""Felles for reglene om soner i plankartet: om byggverket ligger i en sone av slaget."""

from datetime import date
from decimal import Decimal
from typing import Any

from byggsak.domain.plansone import Plansone
from byggsak.rule import Maal, Tekst, Vurdering, hoeyst, ikke_aktuell

ANNEN_SONE = Tekst(
    nb="sonen er av et annet slag",
    nn="sona er av eit anna slag",
    en="the zone is of another kind",
)


def i_sonen(
    sone: Plansone, koder: tuple[str, ...], tillatt: Decimal, unntatt: tuple[str, ...] = ()
) -> Vurdering:
    """Brutt når mer enn `tillatt` (m²) av byggverket ligger i en sone med en av kodene.

    `koder` og `unntatt` er begynnelsen på plankodene. Fravær av sone sier bare hva kartet viser.
    """
    if not sone.treff:
        return ikke_aktuell(ingen_sone(sone))
    if not sone.kode.startswith(koder) or sone.kode in unntatt:
        return ikke_aktuell(ANNEN_SONE)
    return hoeyst(sone.overlapp, tillatt).med(kode=sone.kode, plan=sone.plan)


def ingen_sone(sone: Plansone) -> Tekst:
    """Hva som ble søkt, og kartets dato."""
    kart, dato = sone.soekt_i, sone.soekt_dato.isoformat()
    return Tekst(
        nb=f"ingen sone i plankartet under byggverket (søkt i {kart}, {dato})",
        nn=f"inga sone i plankartet under byggverket (søkt i {kart}, {dato})",
        en=f"no zone of the plan map under the structure (searched {kart}, {dato})",
    )


def sone(kode: str, overlapp: str = "40", usikkerhet: str = "0", **mer: Any) -> Plansone:
    """Et eksempel: ett byggverk i én sone."""
    return Plansone(
        treff=True,
        kode=kode,
        overlapp=Maal.of(overlapp, usikkerhet, "m2"),
        plan="Testplan P1",
        **mer,
    )


INGEN = Plansone(treff=False, soekt_i="reguleringsplaner i kartet", soekt_dato=date(2026, 5, 1))
UTEN_KODE = Plansone(treff=True, overlapp=Maal.of("40", enhet="m2"), plan="Testplan P1")
