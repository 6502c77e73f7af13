"""Asks the rows one by one about one form, and remembers what folds the answers of the next.

What several rows need (the instances of a block, the fields at a path, whether a precondition
holds) is found the first time it is asked for, for all instances at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from byggsak.domain.felt import Felt
from byggsak.domain.funn import Utfall
from byggsak.domain.register import Registre
from byggsak.domain.tekst import Tekst
from byggsak.rule.comparisons import antall_som_gjelder
from byggsak.rule.condition import lik_verdi
from byggsak.rule.field_texts import foelger_av
from byggsak.rule.register_checks import Registerproeve, Registersak
from byggsak.rule.row_answers import Radsvar
from byggsak.rule.row_questions import SELV, Slag, Spoersmaal
from byggsak.rule.tables import FORM, Feltrad, Feltsett


class Proeving:
    """What has been seen while one form is asked: missing blocks, values not written rightly."""

    def __init__(
        self, sett: Feltsett, rot: Felt, test: bool, mottatt: date | None, registre: Registre
    ) -> None:
        self.sett = sett
        self.plan = sett.plan
        self.rot = rot
        self.test = test
        self.mottatt = mottatt
        self.registersak = Registersak(registre, rot, test, mottatt)
        # By the numbers of the plan; None is not found yet. One entry per instance.
        self.instanser: list[list[Felt] | None] = [None] * len(self.plan.gjentatte)
        self.kolonner: list[list[Sequence[Felt]] | None] = [None] * len(self.plan.kolonner)
        self.fylte: list[list[Sequence[Felt]] | None] = [None] * len(self.plan.kolonner)
        self.betingelser: list[list[bool] | None] = [None] * len(self.plan.betingelser)
        self.mangler: set[tuple[int, int]] = set()  # (row, id of the instance it is empty in)
        self.galt_skrevet: dict[int, str] = {}  # id of the field -> the row that said so
        self.brutt_verdi: dict[int, str] = {}  # the same for every fault of the value

    def rad(self, nr: int) -> Sequence[Radsvar]:
        """The row's answers, one or more. Rows are asked in the order of the set."""
        spm = self.plan.spoersmaal[nr]
        if spm.rad.gjentatt is None:
            return self._en(nr, spm)
        steder = self.instanser[spm.gjentatt]
        if steder is None:
            steder = self._instanser(spm.gjentatt)
        if not steder:
            return (self._uten_instans(nr, spm),)
        gjelder = None if spm.betingelse is None else self._gjelder(spm.betingelse)
        slag = spm.slag
        if slag is _VERDIER:
            return self._verdier(nr, spm, steder, gjelder)
        if slag is _UTFYLLING:
            return self._utfylling(nr, spm, steder, gjelder)
        if slag is Slag.VALG:
            svar = [self._valg(nr, spm, i, her) for i, her in enumerate(steder)]
        else:
            svar = [self._tom(spm, felter) for felter in self._felter(spm.kolonner[0])]
        if gjelder is None:
            return svar
        return [ett if her else spm.utenfor for ett, her in zip(svar, gjelder, strict=True)]

    def _en(self, nr: int, spm: Spoersmaal) -> Sequence[Radsvar]:
        """The same for a row about the form itself, which most are: one instance."""
        gjelder = spm.betingelse is None or self._gjelder(spm.betingelse)[0]
        slag = spm.slag
        if slag is _UTFYLLING:
            fylt = self._fylt(spm.kolonner)
            if not fylt:
                self.mangler.add((nr, id(self.rot)))
            if not gjelder:
                return (spm.utenfor,)
            return (spm.oppfylt if fylt else self._utfylt(nr, spm, self.rot, False),)
        if not gjelder:
            return (spm.utenfor,)
        if slag is _VERDIER:
            felter = self._felter(spm.kolonner[0])[0]
            if len(felter) == 1 and spm.proeve is not None and not self.galt_skrevet:
                tekst = felter[0].tekst
                if tekst is not None and not felter[0].nil and spm.proeve(tekst, self.test) is True:
                    return (spm.oppfylt,)
            return self._verdier(nr, spm, [self.rot], None)
        if slag is Slag.VALG:
            return (self._valg(nr, spm, 0, self.rot),)
        return (self._tom(spm, self._felter(spm.kolonner[0])[0]),)

    def _fylt(self, kolonner: Sequence[int]) -> bool:
        for kolonne in kolonner:
            for felt in self._felter(kolonne)[0]:
                if not felt.tomt:
                    return True
        return False

    def _utfylling(
        self, nr: int, spm: Spoersmaal, steder: list[Felt], gjelder: list[bool] | None
    ) -> list[Radsvar]:
        svar = []
        forste, *flere = [self._utfylte(kolonne) for kolonne in spm.kolonner]
        for i, her in enumerate(steder):
            fylt = forste[i] or (bool(flere) and any(noe[i] for noe in flere))
            if not fylt:
                self.mangler.add((nr, id(her)))
            if gjelder is not None and not gjelder[i]:
                svar.append(spm.utenfor)
            elif fylt:
                svar.append(spm.oppfylt)
            else:
                svar.append(self._utfylt(nr, spm, her, False))
        return svar

    def _valg(self, nr: int, spm: Spoersmaal, i: int, her: Felt) -> Radsvar:
        antall = antall_som_gjelder([self._felter(kolonne)[i] for kolonne in spm.kolonner])
        valgt = antall == 1 or (antall > 1 and spm.rad.krav == "minst_en")
        return self._utfylt(nr, spm, her, valgt)

    def _utfylt(self, nr: int, spm: Spoersmaal, her: Felt, fylt: bool) -> Radsvar:
        if blokk := self._manglende_blokk(nr, her):
            return Radsvar(spm.rad, _IKKE_AKTUELL, _foelger_av(blokk.id))
        if fylt:
            return spm.oppfylt
        sti = spm.rad.stier[0]
        return Radsvar(spm.rad, Utfall.BRUTT, sted=her.sted if sti == SELV else her.sted_for(sti))

    def _tom(self, spm: Spoersmaal, felter: Sequence[Felt]) -> Radsvar:
        fylte = [felt for felt in felter if not felt.tomt]
        if not fylte:
            return spm.oppfylt
        return Radsvar(spm.rad, Utfall.BRUTT, sted=fylte[0].sted, verdi=fylte[0].tekst or "")

    def _verdier(
        self, nr: int, spm: Spoersmaal, steder: list[Felt], gjelder: list[bool] | None
    ) -> list[Radsvar]:
        svar = []
        proeve, galt_skrevet = spm.proeve, self.galt_skrevet
        for i, fylte in enumerate(self._fylte(spm.kolonner[0])):
            if gjelder is not None and not gjelder[i]:
                svar.append(spm.utenfor)
            elif not fylte:
                blokk = self._manglende_blokk(nr, steder[i])
                svar.append(
                    Radsvar(spm.rad, _IKKE_AKTUELL, _foelger_av(blokk.id))
                    if blokk
                    else spm.ikke_utfylt
                )
            else:
                for felt in fylte:
                    if galt_skrevet and (aarsak := galt_skrevet.get(id(felt))):
                        svar.append(Radsvar(spm.rad, _IKKE_AKTUELL, _foelger_av(aarsak)))
                    elif proeve is not None and proeve(felt.tekst or "", self.test) is True:
                        svar.append(spm.oppfylt)
                    else:
                        svar.append(self._verdi(spm, steder[i], felt))
        return svar

    def _verdi(self, spm: Spoersmaal, her: Felt, felt: Felt) -> Radsvar:
        rad = spm.rad
        if rad.register is not None:
            return self._oppslag(spm, rad.register, her, felt)
        svar, grense = self._svar(rad, her, felt.tekst or "")
        if svar is True:
            return spm.oppfylt
        if svar is None:
            return spm.ikke_utfylt
        if svar is not False:
            return Radsvar(rad, Utfall.UAVKLART, svar, felt.sted)
        if rad.krav in FORM:
            self.galt_skrevet[id(felt)] = rad.id
        self.brutt_verdi.setdefault(id(felt), rad.id)
        return Radsvar(rad, Utfall.BRUTT, sted=felt.sted, verdi=felt.tekst or "", grense=grense)

    def _oppslag(self, spm: Spoersmaal, proev: Registerproeve, her: Felt, felt: Felt) -> Radsvar:
        rad = spm.rad
        if aarsak := self.brutt_verdi.get(id(felt)):
            return Radsvar(rad, _IKKE_AKTUELL, _foelger_av(aarsak))
        dom = proev(self.registersak, her, felt)
        if dom.utfall is Utfall.OPPFYLT:
            return spm.oppfylt
        if dom.utfall is _IKKE_AKTUELL:
            return Radsvar(rad, _IKKE_AKTUELL, dom.grunn)
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

    def _instanser(self, nr: int) -> list[Felt]:
        funnet = self.instanser[nr]
        if funnet is None:
            sti = self.plan.gjentatte[nr]
            funnet = self.instanser[nr] = [self.rot] if sti is None else self.rot.alle(sti)
        return funnet

    def _felter(self, nr: int) -> list[Sequence[Felt]]:
        """The fields at the path, per instance."""
        funnet = self.kolonner[nr]
        if funnet is None:
            kolonne = self.plan.kolonner[nr]
            if kolonne.over is None:
                funnet = [(her,) for her in self._instanser(kolonne.gjentatt)]
            else:
                navn = kolonne.navn
                funnet = [
                    over[0].barn.get(navn, ())
                    if len(over) == 1
                    else [felt for ett in over for felt in ett.barn.get(navn, ())]
                    if over
                    else ()
                    for over in self._felter(kolonne.over)
                ]
            self.kolonner[nr] = funnet
        return funnet

    def _fylte(self, nr: int) -> list[Sequence[Felt]]:
        """The fields at the path that hold a value, per instance."""
        funnet = self.fylte[nr]
        if funnet is None:
            funnet = self.fylte[nr] = [
                [felt for felt in felter if felt.tekst is not None and not felt.nil]
                for felter in self._felter(nr)
            ]
        return funnet

    def _utfylte(self, nr: int) -> list[bool]:
        """Whether anything is filled in at the path or below it, per instance."""
        return [_noe(felter) for felter in self._felter(nr)]

    def _gjelder(self, nr: int) -> list[bool]:
        """Whether the precondition holds, per instance."""
        funnet = self.betingelser[nr]
        if funnet is None:
            betingelse = self.plan.betingelser[nr]
            holder, rot = betingelse.holder, self.rot
            steder = self._instanser(betingelse.gjentatt)
            if betingelse.lik_for_alle:
                funnet = [holder(rot, steder[0])] * len(steder)
            else:
                funnet = [holder(rot, her) for her in steder]
            self.betingelser[nr] = funnet
        return funnet

    def _manglende_blokk(self, nr: int, her: Felt) -> Feltrad | None:
        """The nearest block above that is empty and has a row of its own."""
        if not self.mangler:
            return None
        for over in self.sett.over[nr]:
            instans = _opp(her, over.opp)
            if instans is not None and (over.rad, id(instans)) in self.mangler:
                return self.sett.rader[over.rad]
        return None

    def _uten_instans(self, nr: int, spm: Spoersmaal) -> Radsvar:
        for over in self.sett.over[nr]:
            if (over.rad, id(self.rot)) in self.mangler:
                return Radsvar(spm.rad, _IKKE_AKTUELL, _foelger_av(self.sett.rader[over.rad].id))
        return spm.uten_instans


def _noe(felter: Sequence[Felt]) -> bool:
    return any(not felt.tomt for felt in felter) if len(felter) != 1 else not felter[0].tomt


def _opp(felt: Felt, trinn: int) -> Felt | None:
    node: Felt | None = felt
    for _ in range(trinn):
        node = node.forelder if node is not None else None
    return node


_foelger_av = lru_cache(maxsize=4096)(foelger_av)
_IKKE_AKTUELL: Final = Utfall.IKKE_AKTUELL
_VERDIER: Final = Slag.VERDIER
_UTFYLLING: Final = Slag.UTFYLLING
