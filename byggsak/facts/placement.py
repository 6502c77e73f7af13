"""Whether the properties named are in the cadastre, and whether the project stands on them."""

from __future__ import annotations

from byggsak.domain.formalia import Byggestedseiendom, Byggverksplass
from byggsak.domain.kart import KartUtilgjengelig
from byggsak.domain.tekst import Tekst
from byggsak.facts import reasons
from byggsak.facts.mapview import Noekkel, noekkel, skriv_nummer
from byggsak.facts.site import Tomt
from byggsak.facts.utelatt import kan_vaere_utelatt
from byggsak.geometry.measure import bredde, lengde, union
from byggsak.geometry.measure_property import usikkerhet


def byggestedseiendommer(tomt: Tomt) -> list[Byggestedseiendom]:
    """One per property the application names, sections left out: they have no ground of their
    own. A number that is not whole is the form's own matter."""
    grunnlag = tomt.grunnlag
    svar: dict[str, Byggestedseiendom] = {}
    egne = {n for teig in tomt.egne for n in teig.numre}
    for eiendom in grunnlag.soeknad.eiendommer:
        nummer = noekkel(eiendom.matrikkelnummer, grunnlag)
        if nummer is None or nummer[0] != grunnlag.kommunenummer:
            continue  # of another municipality: that is for `Kommunevalg`
        sted = eiendom.felt.sted_for("eiendomsidentifikasjon/bruksnummer")
        navn = skriv_nummer(nummer)
        if nummer in egne:
            svar[navn] = Byggestedseiendom(navn=navn, sted=sted, i_kartet=True, kart="")
            continue
        kart = _soekt(tomt, nummer)
        if isinstance(kart, Tekst):
            svar[navn] = reasons.uavklart(Byggestedseiendom, kart, sted, navn)
        else:
            svar[navn] = Byggestedseiendom(navn=navn, sted=sted, i_kartet=False, kart=kart)
    return list(svar.values())


def _soekt(tomt: Tomt, nummer: Noekkel) -> str | Tekst:
    """The cadastral map searched, with its date; a text when there was none to search, or it lacks
    a parcel that may be the property's."""
    kart = tomt.grunnlag.kart
    if kart is None:
        return reasons.IKKE_KART
    if tomt.kart_grunn is reasons.KART_NEDE:
        return reasons.KART_NEDE
    try:
        datasett = kart.datasett()
    except KartUtilgjengelig:
        return reasons.KART_NEDE
    teigkart = [d for d in datasett if "teig" in d.slag.lower()]
    if not teigkart and not tomt.utsnitt.har_teiger:
        return reasons.IKKE_TEIGER
    grunnlag = tomt.grunnlag
    mangel = kan_vaere_utelatt(
        datasett, lambda enhet: (grunnlag.i_egen_kommune(enhet[0]), *enhet[1:]) == nummer
    )
    if mangel is not None:
        return mangel
    return ", ".join(f"{d.navn} {d.dato.isoformat()}" for d in teigkart or datasett)


def byggverksplasser(tomt: Tomt) -> list[Byggverksplass]:
    """One per new building. How far it may really be outside is as sure as the boundary is."""
    if tomt.plan is None:
        return [reasons.uavklart(Byggverksplass, tomt.plan_grunn or reasons.PLAN_MANGLER)]
    if tomt.eiendom_grunn is not None:
        return [
            reasons.uavklart(
                Byggverksplass, tomt.eiendom_grunn, tomt.sted(b.bygning.gml_id), b.bygning.gml_id
            )
            for b in tomt.nye
        ]
    grunn = union(tomt.grunn)
    usikker = usikkerhet([t.klasse for t in tomt.egne], tomt.krav)
    svar = []
    for bygg in tomt.nye:
        b, flate = bygg.bygning, bygg.fotavtrykk
        utenfor = None if grunn.covers(flate) else flate.difference(grunn)
        svar.append(
            Byggverksplass(
                navn=b.gml_id,
                sted=tomt.sted(b.gml_id, b.linje, utenfor),
                utenfor=lengde(0.0) if utenfor is None else lengde(bredde(utenfor), usikker),
            )
        )
    return svar
