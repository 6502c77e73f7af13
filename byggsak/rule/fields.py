"""Asks the rows of the field tables about one form, and folds what follows from one root cause."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date

from byggsak.domain.facts import Sted
from byggsak.domain.felt import Felt
from byggsak.domain.funn import Utfall
from byggsak.domain.register import INGEN_REGISTRE, Registre
from byggsak.domain.tekst import Tekst
from byggsak.rule.comparisons import antall_som_gjelder
from byggsak.rule.condition import lik_verdi
from byggsak.rule.field_texts import IKKE_UTFYLT, Setninger, foelger_av, gjelder_naar, ingen_av
from byggsak.rule.register_checks import Registerproeve, Registersak
from byggsak.rule.tables import FORM, UTFYLLING, VALG, Feltrad, Feltsett


@dataclass(frozen=True, slots=True)
class Radsvar:
    """One answer of one row. `sted` and `verdi` where something is to be said about the field.

    `grense` is what the value was held against, and `setninger` the sentences that say what is
    wrong, where they are not the row's own.
    """

    rad: Feltrad
    utfall: Utfall
    grunn: Tekst | None = None
    sted: Sted | None = None
    verdi: str = ""
    grense: str = ""
    setninger: Setninger | None = None


def proev_felter(
    sett: Feltsett,
    rot: Felt,
    test: bool,
    mottatt: date | None = None,
    registre: Registre = INGEN_REGISTRE,
) -> list[Radsvar]:
    """At least one answer for every row, in the order of the tables.

    `test`: synthetic person and organisation numbers are accepted. `mottatt`: the day the
    application was received; rows that count days from it are `uavklart` without. `registre`: what
    rows may look up; the registers that are not there make their rows `ikke_aktuell`.
    """
    return [ett for rad in proev_rader(sett, rot, test, mottatt, registre) for ett in rad]


def proev_rader(
    sett: Feltsett,
    rot: Felt,
    test: bool,
    mottatt: date | None,
    registre: Registre,
    bare: Container[int] | None = None,
) -> list[list[Radsvar]]:
    """The same, row by row. `bare`: the rows to ask; they must hold what they rest on."""
    proeving = _Proeving(sett, rot, test, mottatt, registre)
    svar: list[list[Radsvar]] = [[] for _ in sett.rader]
    for nr in sett.rekkefoelge:
        if bare is None or nr in bare:
            svar[nr] = list(proeving.rad(nr))
    return svar


class _Proeving:
    """What has been seen while one form is asked: missing blocks, values not written rightly."""

    def __init__(
        self, sett: Feltsett, rot: Felt, test: bool, mottatt: date | None, registre: Registre
    ) -> None:
        self.sett = sett
        self.rot = rot
        self.test = test
        self.mottatt = mottatt
        self.registersak = Registersak(registre, rot, test, mottatt)
        self.instanser: dict[str, list[Felt]] = {}
        self.noder: dict[tuple[int, str], list[Felt]] = {}  # rows about one field share its search
        self.mangler: set[tuple[int, int]] = set()  # (row, id of the instance it is empty in)
        self.galt_skrevet: dict[int, str] = {}  # id of the field -> the row that said so
        self.brutt_verdi: dict[int, str] = {}  # the same for every fault of the value

    def rad(self, nr: int) -> Iterator[Radsvar]:
        rad = self.sett.rader[nr]
        if rad.gjentatt is None:
            steder = [self.rot]
        else:
            funnet = self.instanser.get(rad.gjentatt)
            steder = funnet if funnet is not None else self.rot.alle(rad.gjentatt)
            self.instanser[rad.gjentatt] = steder
            if not steder:
                yield Radsvar(rad, Utfall.IKKE_AKTUELL, self._uten_instans(nr, rad))
        for her in steder:
            gjelder = rad.naar is None or rad.naar(self.rot, her)
            if rad.krav in VALG:
                yield self._valg(nr, rad, her) if gjelder else _utenfor(rad)
            elif rad.krav == "tom":
                yield self._tom(rad, her) if gjelder else _utenfor(rad)
            elif rad.krav in UTFYLLING:
                yield self._utfylling(nr, rad, her, gjelder)
            elif not gjelder:
                yield _utenfor(rad)
            else:
                yield from self._verdier(nr, rad, her)

    def _utfylling(self, nr: int, rad: Feltrad, her: Felt, gjelder: bool) -> Radsvar:
        fylt = any(not felt.tomt for sti in rad.stier for felt in self._felter(her, sti))
        if not fylt:
            self.mangler.add((nr, id(her)))
        if not gjelder:
            return _utenfor(rad)
        if fylt:
            return Radsvar(rad, Utfall.OPPFYLT)
        if blokk := self._manglende_blokk(nr, her):
            return Radsvar(rad, Utfall.IKKE_AKTUELL, foelger_av(blokk.id))
        return Radsvar(rad, Utfall.BRUTT, sted=_sted(her, rad.stier[0]))

    def _valg(self, nr: int, rad: Feltrad, her: Felt) -> Radsvar:
        if blokk := self._manglende_blokk(nr, her):
            return Radsvar(rad, Utfall.IKKE_AKTUELL, foelger_av(blokk.id))
        antall = antall_som_gjelder([self._felter(her, sti) for sti in rad.stier])
        if antall == 1 or (antall > 1 and rad.krav == "minst_en"):
            return Radsvar(rad, Utfall.OPPFYLT)
        return Radsvar(rad, Utfall.BRUTT, sted=_sted(her, rad.stier[0]))

    def _tom(self, rad: Feltrad, her: Felt) -> Radsvar:
        fylte = [felt for felt in self._felter(her, rad.stier[0]) if not felt.tomt]
        if not fylte:
            return Radsvar(rad, Utfall.OPPFYLT)
        return Radsvar(rad, Utfall.BRUTT, sted=fylte[0].sted, verdi=fylte[0].tekst or "")

    def _verdier(self, nr: int, rad: Feltrad, her: Felt) -> Iterator[Radsvar]:
        fylte = [f for f in self._felter(her, rad.stier[0]) if f.tekst is not None and not f.nil]
        if not fylte:
            blokk = self._manglende_blokk(nr, her)
            grunn = foelger_av(blokk.id) if blokk else IKKE_UTFYLT
            yield Radsvar(rad, Utfall.IKKE_AKTUELL, grunn)
        for felt in fylte:
            if aarsak := self.galt_skrevet.get(id(felt)):
                yield Radsvar(rad, Utfall.IKKE_AKTUELL, foelger_av(aarsak))
                continue
            if rad.register is not None:
                yield self._oppslag(rad, rad.register, her, felt)
                continue
            svar, grense = self._svar(rad, her, felt.tekst or "")
            if svar is True:
                yield Radsvar(rad, Utfall.OPPFYLT)
            elif svar is False:
                if rad.krav in FORM:
                    self.galt_skrevet[id(felt)] = rad.id
                self.brutt_verdi.setdefault(id(felt), rad.id)
                yield Radsvar(
                    rad, Utfall.BRUTT, sted=felt.sted, verdi=felt.tekst or "", grense=grense
                )
            elif svar is None:
                yield Radsvar(rad, Utfall.IKKE_AKTUELL, IKKE_UTFYLT)
            else:
                yield Radsvar(rad, Utfall.UAVKLART, svar, felt.sted)

    def _oppslag(self, rad: Feltrad, proev: Registerproeve, her: Felt, felt: Felt) -> Radsvar:
        if aarsak := self.brutt_verdi.get(id(felt)):
            return Radsvar(rad, Utfall.IKKE_AKTUELL, foelger_av(aarsak))
        dom = proev(self.registersak, her, felt)
        return Radsvar(
            rad, dom.utfall, dom.grunn, felt.sted, felt.tekst or "", dom.grense, dom.setninger
        )

    def _svar(self, rad: Feltrad, her: Felt, tekst: str) -> tuple[bool | Tekst | None, str]:
        """None when there is nothing to compare with; that is another row's finding."""
        if rad.proeve is not None:
            return rad.proeve(tekst, self.test), ""
        if rad.jevnfoer is not None:
            return rad.jevnfoer(self.rot, her, tekst, self.mottatt)
        if rad.lik_med is None:
            return lik_verdi(tekst) == lik_verdi(rad.grense), ""
        fra = self.rot if rad.lik_med.startswith("/") else her
        annen = fra.verdi(rad.lik_med.removeprefix("/"))
        return (None if annen is None else lik_verdi(tekst) == lik_verdi(annen)), ""

    def _felter(self, her: Felt, sti: str) -> list[Felt]:
        noekkel = (id(her), sti)
        funnet = self.noder.get(noekkel)
        if funnet is None:
            funnet = self.noder[noekkel] = [her] if sti == "." else her.alle(sti)
        return funnet

    def _manglende_blokk(self, nr: int, her: Felt) -> Feltrad | None:
        """The nearest block above that is empty and has a row of its own."""
        for over in self.sett.over[nr]:
            instans = _opp(her, over.opp)
            if instans is not None and (over.rad, id(instans)) in self.mangler:
                return self.sett.rader[over.rad]
        return None

    def _uten_instans(self, nr: int, rad: Feltrad) -> Tekst:
        for over in self.sett.over[nr]:
            if (over.rad, id(self.rot)) in self.mangler:
                return foelger_av(self.sett.rader[over.rad].id)
        return ingen_av(rad.gjentatt or "")


def _utenfor(rad: Feltrad) -> Radsvar:
    grunn = IKKE_UTFYLT if rad.naar_tekst == "." else gjelder_naar(rad.naar_tekst or "")
    return Radsvar(rad, Utfall.IKKE_AKTUELL, grunn)


def _sted(her: Felt, sti: str) -> Sted:
    return her.sted if sti == "." else her.sted_for(sti)


def _opp(felt: Felt, trinn: int) -> Felt | None:
    node: Felt | None = felt
    for _ in range(trinn):
        node = node.forelder if node is not None else None
    return node
