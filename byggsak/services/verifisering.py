"""Is the history the one that was written? The chain of each case, and what hangs on it.

The chain covers the events. Each event that came of a check names the hash of its report, and each
document by its hash, so reports and files hang on the same chain. Whoever may rewrite a whole
database could rewrite whole chains; `hoder` is what to keep elsewhere, and `mot` compares.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from byggsak.case.sak import Sak
from byggsak.services.filer import BIT, Filer
from byggsak.services.innsyn import STOERSTE_SIDE, dokumentrefer
from byggsak.store.enhet import Enhet, Kommunelager
from byggsak.store.innsendinger import rapportsum
from byggsak.store.saker import LagretHendelse, UkjentSak

Hoder = Mapping[str, tuple[int, str]]
"""Case -> number of events, and the hash of the last one."""
_TOM: Final[Hoder] = {}


@dataclass(frozen=True, slots=True)
class Brudd:
    """`hendelse` is the event where it shows, None where it is the case's own row."""

    hva: str
    hendelse: int | None = None


@dataclass(frozen=True, slots=True)
class Verifisering:
    """One case: `antall` events, the `hode` of its chain, and everything that does not fit."""

    sak: str
    antall: int
    hode: str
    brudd: tuple[Brudd, ...]

    @property
    def hel(self) -> bool:
        return not self.brudd


def verifiser(
    lager: Kommunelager, sak_id: str, filer: Filer | None = None, mot: Hoder = _TOM
) -> Verifisering:
    """One case; with `filer` also that every document has the bytes its event names. Raises
    UkjentSak."""
    with lager.lesing() as enhet:
        svar = enhet.saker.verifiser(sak_id)
        if not svar.hel:
            return Verifisering(sak_id, svar.antall, "", (Brudd(svar.grunn, svar.brudd_ved),))
        hendelser = enhet.saker.hendelser(sak_id)
        brudd = [
            *_raden(enhet, sak_id, hendelser),
            *_rapportene(enhet, sak_id, hendelser),
            *_dokumentradene(enhet, sak_id, hendelser),
            *_mot(hendelser, mot.get(sak_id)),
        ]
    if filer is not None:
        brudd += _filene(hendelser, filer)
    return Verifisering(sak_id, svar.antall, hendelser[-1].hash if hendelser else "", tuple(brudd))


def verifiser_alle(
    lager: Kommunelager, filer: Filer | None = None, mot: Hoder = _TOM
) -> Iterator[Verifisering]:
    """Every case of the municipality, in the order they came; then those that are in `mot` and no
    longer here."""
    etter, sett = 0, set()
    while True:
        with lager.lesing() as enhet:
            linjer = enhet.saker.liste(etter, STOERSTE_SIDE)
        if not linjer:
            break
        for linje in linjer:
            sett.add(linje.sak)
            try:
                yield verifiser(lager, linje.sak, filer, mot)
            except UkjentSak as feil:  # gone while we looked: cases never go away
                yield Verifisering(linje.sak, 0, "", (Brudd(str(feil)),))
        etter = linjer[-1].loepenr
    for sak in sorted(set(mot) - sett):
        yield Verifisering(sak, 0, "", (Brudd("saken finnes ikke lenger"),))


def _raden(enhet: Enhet, sak: str, hendelser: list[LagretHendelse]) -> Iterator[Brudd]:
    staar, er = enhet.saker.linje(sak).tilstand, Sak.av(e.hendelse for e in hendelser).tilstand
    if staar != er.value:
        yield Brudd(f"sakslisten sier «{staar}», hendelsene sier «{er.value}»")


def _rapportene(enhet: Enhet, sak: str, hendelser: list[LagretHendelse]) -> Iterator[Brudd]:
    rapporter = {r.versjon: r for r in enhet.innsendinger.rapporter(sak)}
    for nr, rapport in rapporter.items():
        if rapportsum(rapport.innhold) != rapport.sha256:
            yield Brudd(f"rapporten fra hendelse {nr} er endret", nr)
    for en in hendelser:
        ventet = getattr(en.hendelse, "rapport_sha256", "")
        if not ventet:
            continue  # not of a check, or from before events named their report
        lagret = rapporter.get(en.versjon)
        if lagret is None:
            yield Brudd(f"rapporten fra hendelse {en.versjon} mangler", en.versjon)
        elif lagret.sha256 != ventet:
            yield Brudd(f"rapporten fra hendelse {en.versjon} er byttet ut", en.versjon)


def _dokumentradene(enhet: Enhet, sak: str, hendelser: list[LagretHendelse]) -> Iterator[Brudd]:
    kjent = {(en.versjon, dok.sha256) for en in hendelser for dok in dokumentrefer(en.hendelse)}
    rader = {(d.versjon, d.sha256) for d in enhet.innsendinger.dokumenter(sak)}
    for nr, _ in sorted(rader - kjent):
        yield Brudd(f"et dokument ved hendelse {nr} er et annet enn det hendelsen nevner", nr)
    levert = {en.versjon for en in hendelser if hasattr(en.hendelse, "innsending")}
    for nr, _ in sorted(k for k in kjent - rader if k[0] in levert):
        yield Brudd(f"et dokument som hendelse {nr} nevner, mangler i dokumentlisten", nr)


def _mot(hendelser: list[LagretHendelse], hode: tuple[int, str] | None) -> Iterator[Brudd]:
    if hode is None:
        return
    nr, ventet = hode
    if nr > len(hendelser):
        yield Brudd(f"saken hadde {nr} hendelser og har {len(hendelser)}", len(hendelser) + 1)
    elif nr and hendelser[nr - 1].hash != ventet:
        yield Brudd(f"kjeden er skrevet om: hendelse {nr} har en annen sum enn før", nr)


def _filene(hendelser: list[LagretHendelse], filer: Filer) -> Iterator[Brudd]:
    proevd: dict[str, str] = {}
    for en in hendelser:
        for dok in dokumentrefer(en.hendelse):
            if dok.sha256 not in proevd:
                proevd[dok.sha256] = _filfeil(filer, dok.sha256)
            if feil := proevd[dok.sha256]:
                yield Brudd(f"filen «{dok.filnavn}» ({dok.sha256[:12]}…) {feil}", en.versjon)


def _filfeil(filer: Filer, sha256: str) -> str:
    if not filer.har(sha256):
        return "mangler"
    sum_ = hashlib.sha256()
    with filer.aapne(sha256) as fil:
        while bit := fil.read(BIT):
            sum_.update(bit)
    return "" if sum_.hexdigest() == sha256 else "er endret"
