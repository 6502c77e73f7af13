"""Vaktene som gjelder flere regioner: habilitet, delegasjon, åpen sak og lest tallverk."""

from __future__ import annotations

from byggsak.case import kommando as k
from byggsak.case.regioner import Habilitetstilstand
from byggsak.case.tilstand import KOMMUNEN, Rolle, Tilstand
from byggsak.case.vakt import Forsoek, Ser, vakt

BEHANDLES = frozenset(
    {Tilstand.MOTTATT, Tilstand.MANGELFULL, Tilstand.UNDER_BEHANDLING, Tilstand.KLAR_FOR_VEDTAK}
)
AVGJORT = frozenset({Tilstand.VEDTATT, Tilstand.AVVIST, Tilstand.ARKIVERT})


@vakt(
    Ser.AKTOEREN,
    nn="Du er meld som inhabil i saka og kan ikkje handle i ho før leiaren har avgjort det.",
    en="You have been reported as disqualified in this case and may not act in it until the "
    "manager has decided.",
)
def er_habil(f: Forsoek[k.Kommando]) -> bool:
    """Du er meldt som inhabil i saken og kan ikke handle i den før lederen har avgjort det."""
    stanset = {h.person for h in f.sak.habilitet if h.tilstand is not Habilitetstilstand.HABIL}
    return f.aktoer.rolle not in KOMMUNEN or f.aktoer.id not in stanset


@vakt(
    Ser.SAKEN,
    nn="Saka er avslutta. Opprett ei ny sak, og vis til denne.",
    en="The case is closed. Open a new case, and refer to this one.",
)
def saken_er_aapen(f: Forsoek[k.Kommando]) -> bool:
    """Saken er avsluttet. Opprett en ny sak, og vis til denne."""
    return all(g.tilstand is not Tilstand.AVSLUTTET for g in f.sak.soeknader)


@vakt(
    Ser.SAKEN,
    nn="Søknaden er ikkje til handsaming.",
    en="The application is not being processed.",
)
def er_til_behandling(f: Forsoek[k.Kommando]) -> bool:
    """Søknaden er ikke til behandling."""
    return f.gang.tilstand in BEHANDLES


@vakt(
    Ser.SAKEN,
    nn="Tala i lova er ikkje lesne, så fristen kan ikkje reknast ut. Køyr med ei regelpakke.",
    en="The numbers of the law have not been read, so the time limit cannot be computed. Run with "
    "a rule package.",
)
def fristtallene_er_lest(f: Forsoek[k.Kommando]) -> bool:
    """Tallene i loven er ikke lest, så fristen kan ikke regnes ut. Kjør med en regelpakke."""
    return f.parametre.krav is not None


_DELEGERES_SOM = {
    "fatt_vedtak": "",
    "avvis": "avvisning",
    "avvis_klage": "klage",
    "ta_klage_til_foelge": "klage",
    "oversend_klage": "klage",
    "omgjoer_vedtak": "omgjoering",
}


@vakt(
    Ser.AKTOEREN,
    nn="Kommunen har ikkje delegert dette til godkjennaren. Utvalet må avgjere.",
    en="The municipality has not delegated this to the approver. The committee must decide.",
)
def er_delegert(f: Forsoek[k.Kommando]) -> bool:
    """Kommunen har ikke delegert dette til godkjenneren. Utvalget må avgjøre."""
    navn, _, utfall = f.variant.partition(":")
    hva = _DELEGERES_SOM.get(navn) or utfall
    return f.aktoer.rolle is not Rolle.GODKJENNER or hva in f.parametre.delegert


@vakt(
    Ser.KOMMANDOEN,
    nn="Kommunen har ikkje delegert dispensasjonar til godkjennaren. Utvalet må avgjere.",
    en="The municipality has not delegated dispensations to the approver. The committee must "
    "decide.",
)
def dispensasjonen_er_delegert(f: Forsoek[k.FattVedtak]) -> bool:
    """Kommunen har ikke delegert dispensasjoner til godkjenneren. Utvalget må avgjøre."""
    return (
        f.aktoer.rolle is not Rolle.GODKJENNER
        or not f.kommando.vedtak.dispensasjoner
        or "dispensasjon" in f.parametre.delegert
    )
