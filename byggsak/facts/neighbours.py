"""Nabovarsling: every neighbouring property, from the cadastre and from the copy of the notice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from byggsak.domain.facts import Maal, Sted
from byggsak.domain.nabovarsel import Nabovarsling
from byggsak.domain.soeknad import Nabo
from byggsak.domain.tekst import Tekst
from byggsak.facts import reasons
from byggsak.facts.basis import Grunnlag
from byggsak.facts.mapview import Noekkel, noekkel, skriv_nummer
from byggsak.facts.reasons import ukjent_felt
from byggsak.facts.site import Tomt

KVITTERING: Final = "KvitteringNabovarsel"


def nabovarslinger(tomt: Tomt) -> list[Nabovarsling]:
    """One per property; where the cadastre could not be asked, one more that nobody knows about.

    Whether a property has the same owner as the applicant's is not in the map; it is a neighbour
    all the same.
    """
    grunnlag = tomt.grunnlag
    i_gjenparten = varslede(grunnlag)
    fritatt = _fritatt(grunnlag)
    if tomt.eiendom_grunn is None:
        egne = {n for teig in tomt.egne for n in teig.numre}
        fra_kartet = {n for numre in tomt.naboer for n in numre} - egne
    else:
        fra_kartet = set()
    alle = sorted(fra_kartet | set(i_gjenparten))
    varslinger = [_en(grunnlag, nabo, i_gjenparten.get(nabo, []), fritatt) for nabo in alle]
    if tomt.eiendom_grunn is not None or not alle:
        varslinger.append(_ikke_slaatt_opp(tomt, fritatt))
    return varslinger


def samtykke(varslet: Mapping[Noekkel, Sequence[Nabo]], numre: tuple[Noekkel, ...]) -> bool:
    """Whether everyone who answered for the property has consented, by the copy of the notice.

    A consent that the application does not state is not documented, and counts as none.
    """
    svar = [nabo.samtykke_mottatt for n in numre for nabo in varslet.get(n, ())]
    return bool(svar) and all(s is True for s in svar)


def varslede(grunnlag: Grunnlag) -> dict[Noekkel, list[Nabo]]:
    """Everyone in the copy of the notice, by property."""
    funnet: dict[Noekkel, list[Nabo]] = {}
    gjenpart = grunnlag.soeknad.gjenpart
    for nabo in gjenpart.naboer if gjenpart else ():
        for eiendom in nabo.eiendommer:
            nummer = noekkel(eiendom, grunnlag)
            if nummer is not None:
                funnet.setdefault(nummer, []).append(nabo)
    return funnet


def _fritatt(grunnlag: Grunnlag) -> Any:
    """Who sends the copy of a notice claims no exemption, even if the box is left empty."""
    fritatt = grunnlag.soeknad.varsling.fritatt_fra_nabovarsling
    if fritatt is None and grunnlag.soeknad.gjenpart is not None:
        return False
    return _ukjent("fritatt", reasons.IKKE_UTFYLT) if fritatt is None else fritatt


def _en(grunnlag: Grunnlag, nabo: Noekkel, entries: list[Nabo], fritatt: Any) -> Nabovarsling:
    mottatt = grunnlag.mottatt
    felles = {"navn": skriv_nummer(nabo), "fritatt": fritatt, "soeknad_mottatt": mottatt}
    if not entries:
        kvittering = grunnlag.soeknad.gjenpart is None and KVITTERING in grunnlag.vedleggstyper
        varslet = _ukjent("varslet", reasons.KVITTERING_ER_VEDLEGG) if kvittering else False
        return _med_grunn(
            Nabovarsling(
                **felles,
                sted=grunnlag.sted("varsling"),
                varslet=varslet,
                skriftlig_samtykke=False,
            ),
            reasons.KVITTERING_ER_VEDLEGG if kvittering else reasons.IKKE_VARSLET,
        )
    sted = entries[0].felt.sted
    samtykket = all(e.samtykke_mottatt is True for e in entries)
    sendt = [e.varsel_sendt for e in entries]
    if any(d is None for d in sendt):
        return _med_grunn(
            Nabovarsling(**felles, sted=sted, skriftlig_samtykke=samtykket),
            reasons.VARSEL_UTEN_DATO,
        )
    # Several owners: the one told last has had the shortest time, the first notice is the oldest.
    datoer = sorted(d for d in sendt if d is not None)
    return Nabovarsling(
        **felles,
        sted=sted,
        varslet=True,
        sendt=datoer[-1],
        dager=Maal.of((mottatt - datoer[-1]).days, enhet="dager"),
        siste_gyldige_dag=aar_etter(datoer[0], grunnlag.krav.nabovarsel_gyldig_aar),
        skriftlig_samtykke=samtykket,
    )


def aar_etter(dag: date, aar: int) -> date:
    """The same day so many years later; 29 February becomes 28 February.

    >>> aar_etter(date(2024, 2, 29), 1)
    datetime.date(2025, 2, 28)
    """
    try:
        return dag.replace(year=dag.year + aar)
    except ValueError:
        return dag.replace(year=dag.year + aar, day=28)


def _ikke_slaatt_opp(tomt: Tomt, fritatt: Any) -> Nabovarsling:
    grunn = tomt.eiendom_grunn or reasons.INGEN_NABO_I_KARTET
    hvorfor = Tekst(
        f"{reasons.NABOER_IKKE_SLAATT_OPP.nb}: {grunn.nb}",
        f"{reasons.NABOER_IKKE_SLAATT_OPP.nn}: {grunn.nn}",
        f"{reasons.NABOER_IKKE_SLAATT_OPP.en}: {grunn.en}",
    )
    sted: Sted = tomt.grunnlag.sted("varsling")
    return _med_grunn(Nabovarsling(navn="øvrige naboer", sted=sted, fritatt=fritatt), hvorfor)


def _med_grunn(varsling: Nabovarsling, grunn: Tekst) -> Nabovarsling:
    return reasons.alt_ukjent(varsling, grunn)


def _ukjent(felt: str, grunn: Tekst) -> Any:
    return ukjent_felt(Nabovarsling, felt, grunn)
