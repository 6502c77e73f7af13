"""Vaktene på skjermingen. Docstringen er svaret saksbehandleren får når vakten sier nei."""

from __future__ import annotations

from byggsak.case.handling_skjerming import Skjerm, Skjermes
from byggsak.case.vakt import Forsoek, Ser, vakt

_FOR_SAKEN = frozenset({Skjermes.TITTEL, Skjermes.NAVN, Skjermes.KLASSE, Skjermes.MIDLERTIDIG})
_FOR_POSTEN = frozenset(
    {Skjermes.TITTEL, Skjermes.NAVN, Skjermes.DOKUMENTTITLER, Skjermes.MIDLERTIDIG}
)
_FOR_DOKUMENTET = frozenset({Skjermes.TITTEL, Skjermes.MIDLERTIDIG})
TITTELEN = frozenset({Skjermes.TITTEL, Skjermes.MIDLERTIDIG})


@vakt(
    Ser.KOMMANDOEN,
    nn="Oppgi heimelen for skjerminga, til dømes «offl § 13 jf. fvl § 13», og "
    "tilgangsrestriksjonen.",
    en="Give the legal basis of the shielding, for example “offl § 13 jf. fvl § 13”, and the "
    "access restriction.",
)
def skjermingen_har_hjemmel(f: Forsoek[Skjerm]) -> bool:
    """Oppgi hjemmelen for skjermingen, for eksempel «offl § 13 jf. fvl § 13», og
    tilgangsrestriksjonen."""
    return bool(f.kommando.hjemmel.strip() and f.kommando.tilgangsrestriksjon.strip())


@vakt(
    Ser.KOMMANDOEN,
    nn="Vel kva som skal skjermast. Saka kan skjermast for tittel, namn, klasse eller alt "
    "mellombels; ein journalpost for tittel, namn, dokumenttitlar eller alt mellombels; eit "
    "dokument for tittel eller alt mellombels.",
    en="Choose what is to be shielded. A case can be shielded for title, names, class or "
    "everything temporarily; a journal entry for title, names, document titles or everything "
    "temporarily; a document for its title or everything temporarily.",
)
def det_kan_skjermes(f: Forsoek[Skjerm]) -> bool:
    """Velg hva som skal skjermes. Saken kan skjermes for tittel, navn, klasse eller alt
    midlertidig; en journalpost for tittel, navn, dokumenttitler eller alt midlertidig; et dokument
    for tittel eller alt midlertidig."""
    k = f.kommando
    kan = _FOR_DOKUMENTET if k.dokument else _FOR_POSTEN if k.post else _FOR_SAKEN
    return bool(k.skjermer) and set(k.skjermer) <= kan


@vakt(
    Ser.KOMMANDOEN,
    nn="Når tittelen blir skjerma, må du skrive tittelen som den offentlege journalen skal vise.",
    en="When the title is shielded, write the title that the public journal is to show.",
)
def det_er_en_offentlig_tittel(f: Forsoek[Skjerm]) -> bool:
    """Når tittelen skjermes, må du skrive tittelen den offentlige journalen skal vise."""
    k = f.kommando
    return bool(k.dokument) or not TITTELEN & set(k.skjermer) or bool(k.offentlig_tittel.strip())


@vakt(
    Ser.KOMMANDOEN,
    nn="Det du vil skjerme, finst ikkje i saka. Oppgi nummeret på hendinga, og på dokumentet i "
    "henne.",
    en="What you want to shield is not in the case. Give the number of the event, and of the "
    "document in it.",
)
def posten_kan_finnes(f: Forsoek[Skjerm]) -> bool:
    """Det du vil skjerme, finnes ikke i saken. Oppgi nummeret på hendelsen, og på dokumentet i
    den."""
    k = f.kommando
    return 0 <= k.post <= f.sak.versjon and k.dokument >= 0 and bool(k.post or not k.dokument)
