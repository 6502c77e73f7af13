"""Vegavstand and Vegkryss: each new building against the roads, class by class (veglova § 29)."""

from __future__ import annotations

import re
from typing import Any, Final

from byggsak.domain.kart import Kartobjekt
from byggsak.domain.omgivelser import Vegavstand, Vegkryss
from byggsak.domain.tekst import Tekst
from byggsak.domain.tema import Tema
from byggsak.facts import reasons
from byggsak.facts.mapview import TEMASOEK, verdi
from byggsak.facts.reasons import ukjent_felt
from byggsak.facts.site import NyttBygg, Tomt
from byggsak.facts.tema import INGENTING_NAER, Lag, lag, navnet, noeyaktighet, uavklarte
from byggsak.geometry.measure import Form, lengde
from byggsak.geometry.measure_line import gaar_mellom
from byggsak.geometry.measure_tema import avstandene, korteste
from byggsak.geometry.measure_veg import hjoerner, lengst_over

_KLASSE: Final = {
    "E": "riksveg",
    "R": "riksveg",
    "F": "fylkesveg",
    "K": "kommunal",
    "P": "privat",
    "S": "privat",
}
_VIST: Final = {
    "riksveg": "riksvei",
    "fylkesveg": "fylkesvei",
    "kommunal": "kommunal vei",
    "gang_sykkel": "gang- og sykkelvei",
    "privat": "privat vei",
    "": "vei",
}
_PRIVAT, _GANG_SYKKEL, _UKJENT = "privat", "gang_sykkel", ""
_GANG_TYPER: Final = frozenset({"gangogsykkelveg", "sykkelveg", "gangveg"})
# Part of another road, or no road: what has a centre line of its own in the network all the same
_IKKE_VEG: Final = frozenset(
    {"fortau", "gangfelt", "trapp", "sti", "traktorveg", "bilferje", "passasjerferje"}
)
_IKKE_I_PLANET: Final = frozenset({"U", "L", "B"})  # medium: tunnel, bridge, inside a building
_REFERANSE: Final = re.compile(r"\s*([ERFKPS])[VAP]")
_VEDTAK: Final = "UttalelseVedtakAnnenOffentligMyndighet"

IKKE_LANGT_NOK: Final = Tekst(
    "en av veiene i krysset er kortere i kartet enn loven måler langs den",
    "ein av vegane i krysset er kortare i kartet enn lova måler langs han",
    "one of the roads at the crossing is shorter in the map than the law measures along it",
)


def vegklasse(veg: Kartobjekt) -> str | None:
    """The class; "" for an unknown code or none, None for what is no road of its own."""
    type_ = (verdi(veg, "typeVeg") or verdi(veg, "typeveg") or "").casefold().replace(" ", "")
    if type_ in _IKKE_VEG:
        return None
    klasse = _KLASSE.get(_kategori(veg), _UKJENT)
    if klasse != _PRIVAT and (type_ in _GANG_TYPER or veg.objekttype.startswith("GangSykkel")):
        return _GANG_SYKKEL
    return klasse


def _kategori(veg: Kartobjekt) -> str:
    oppgitt = verdi(veg, "vegkategori")
    if oppgitt is not None:
        return oppgitt.upper()
    referanse = _REFERANSE.match(verdi(veg, "vegsystemreferanse") or verdi(veg, "vref") or "")
    return referanse[1] if referanse is not None else ""


def vegavstander(tomt: Tomt) -> list[Vegavstand]:
    """One per new building and class of road near it; one in all where no road is near."""
    funnet = lag(tomt, Tema.VEG)
    if funnet is None:
        return []
    grunn = tomt.plan_grunn or (funnet if isinstance(funnet, Tekst) else None)
    if grunn is not None:
        return uavklarte(tomt, Vegavstand, grunn)
    assert isinstance(funnet, Lag)
    veger = funnet.bare(lambda o: vegklasse(o) is not None)
    klasser = [vegklasse(o) for o in veger.objekter]
    return [a for bygg in tomt.nye for a in _for_bygg(tomt, bygg, veger, klasser)]


def _for_bygg(
    tomt: Tomt, bygg: NyttBygg, veger: Lag, klasser: list[str | None]
) -> list[Vegavstand]:
    b = bygg.bygning
    naermest: dict[str, tuple[float, int]] = {}
    for nr, meter in enumerate(avstandene(bygg.skrog, veger.former)):
        klasse = klasser[nr] or _UKJENT
        if meter <= TEMASOEK and meter < naermest.get(klasse, (float("inf"), 0))[0]:
            naermest[klasse] = meter, nr
    if not naermest:
        ingen = Vegavstand(
            navn=f"{b.gml_id} mot vei", sted=tomt.sted(b.gml_id, b.linje), naer=False, **veger.soekt
        )
        return [reasons.alt_ukjent(ingen, INGENTING_NAER)]
    svar = []
    for klasse, (meter, nr) in naermest.items():
        veg = veger.objekter[nr]
        linje = korteste(bygg.skrog, veger.former[nr])
        kjent: Any = klasse
        if klasse == _UKJENT:
            kjent = ukjent_felt(Vegavstand, "vegklasse", _ukjent_klasse(_kategori(veg)))
        svar.append(
            Vegavstand(
                navn=f"{b.gml_id} mot {_VIST[klasse]} {navnet(veg, 'navn', 'gatenavn')}",
                sted=tomt.sted(b.gml_id, b.linje, linje),
                naer=True,
                avstand=lengde(meter, noeyaktighet(veg, tomt)),
                vegklasse=kjent,
                **_felles(tomt, bygg, linje, Vegavstand),
                **veger.soekt,
            )
        )
    return svar


def vegkryss(tomt: Tomt) -> list[Vegkryss]:
    """One per new building: the corner of a crossing of public roads that it reaches farthest
    into, or is nearest to."""
    funnet = lag(tomt, Tema.VEG)
    if funnet is None:
        return []
    grunn = tomt.plan_grunn or (funnet if isinstance(funnet, Tekst) else None)
    if grunn is not None:
        return uavklarte(tomt, Vegkryss, grunn)
    assert isinstance(funnet, Lag)
    stor, liten = float(tomt.krav.kryss_riks_fylkesveg), float(tomt.krav.kryss_kommunal_veg)
    langs = {"riksveg": stor, "fylkesveg": stor, "kommunal": liten}
    i_planet = funnet.bare(
        lambda o: vegklasse(o) in langs and verdi(o, "medium") not in _IKKE_I_PLANET
    )
    veger: tuple[tuple[str, Form], ...] = tuple(
        (vegklasse(o) or "", f) for o, f in zip(i_planet.objekter, i_planet.former, strict=True)
    )
    alle = hjoerner(veger, tuple(langs.items()))
    svar = []
    for bygg in tomt.nye:
        b = bygg.bygning
        verst = lengst_over(bygg.skrog, alle)
        felles: dict[str, Any] = {"navn": f"{b.gml_id} i vegkryss", **funnet.soekt}
        if verst is None or -verst.meter > TEMASOEK:
            ingen = Vegkryss(sted=tomt.sted(b.gml_id, b.linje), naer=False, **felles)
            svar.append(reasons.alt_ukjent(ingen, INGENTING_NAER))
            continue
        linje = korteste(bygg.skrog, verst.hjoerne.kryss)
        inntrengning: Any = lengde(verst.meter, tomt.krav.usikkerhet_temakart)
        if not verst.hjoerne.sikkert and verst.meter > 0:
            inntrengning = ukjent_felt(Vegkryss, "inntrengning", IKKE_LANGT_NOK)
        svar.append(
            Vegkryss(
                sted=tomt.sted(b.gml_id, b.linje, linje if verst.flate.is_empty else verst.flate),
                naer=True,
                avstand=lengde(linje.length, tomt.krav.usikkerhet_temakart),
                vegklasse=verst.hjoerne.klasse,
                inntrengning=inntrengning,
                **_felles(tomt, bygg, linje, Vegkryss),
                **felles,
            )
        )
    return svar


def _felles(tomt: Tomt, bygg: NyttBygg, linje: Any, type_: type[Vegavstand]) -> dict[str, Any]:
    byggegrense: Any
    if tomt.plankart_grunn is not None:
        byggegrense = ukjent_felt(type_, "planen_har_byggegrense", tomt.plankart_grunn)
    else:
        linjer = [li for _, _, li in tomt.byggegrenser]
        byggegrense = gaar_mellom(bygg.fotavtrykk, linje, linjer)
    return {
        "planen_har_byggegrense": byggegrense,
        "tillatelse_vedlagt": _VEDTAK in tomt.grunnlag.vedleggstyper,
    }


def _ukjent_klasse(kode: str) -> Tekst:
    if not kode:
        return Tekst(
            "kartet oppgir ikke vegkategorien",
            "kartet oppgir ikkje vegkategorien",
            "the map does not state the road category",
        )
    return Tekst(
        f"vegkategorien «{kode}» er ukjent",
        f"vegkategorien «{kode}» er ukjend",
        f"the road category “{kode}” is not known",
    )
