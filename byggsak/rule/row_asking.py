"""Asks the rows one by one about one form, and remembers what folds the answers of the next.

Most rows are about the form itself, and most are met or do not apply: those are answered in one
loop without a call, with answers made beforehand. The others take the longer way below it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from byggsak.domain.felt import Felt
from byggsak.domain.funn import Utfall
from byggsak.domain.register import Registre
from byggsak.domain.tekst import Tekst
from byggsak.rule.comparisons import antall_som_gjelder
from byggsak.rule.condition import SELV, lik_verdi
from byggsak.rule.field_texts import foelger_av
from byggsak.rule.register_checks import Registerproeve, Registersak
from byggsak.rule.row_answers import Radsvar
from byggsak.rule.row_columns import Kolonner, noe
from byggsak.rule.row_questions import FORMEN, Slag, Spoersmaal
from byggsak.rule.tables import FORM, Feltrad, Feltsett


class Proeving:
    """What has been seen while one form is asked: missing blocks, values not written rightly."""

    def __init__(
        self, sett: Feltsett, rot: Felt, test: bool, mottatt: date | None, registre: Registre
    ) -> None:
        self.sett = sett
        self.rot = rot
        self.test = test
        self.mottatt = mottatt
        self.registersak = Registersak(registre, rot, test, mottatt)
        self.kolonner = Kolonner(sett.plan, rot)
        self.mangler: defaultdict[int, set[int]] = defaultdict(set)
        """By row: the ids of the instances it is empty in."""
        self.galt_skrevet: dict[int, str] = {}  # id of the field -> the row that said so
        self.brutt_verdi: dict[int, str] = {}  # the same for every fault of the value

    def svar(self, bare: Container[int] | None) -> list[Sequence[Radsvar]]:
        """The answers of each row, by its number; empty for those that are not in `bare`."""
        svar: list[Sequence[Radsvar]] = [()] * len(self.sett.rader)
        kolonner, test, galt_skrevet = self.kolonner, self.test, self.galt_skrevet
        formens, fylt = kolonner.formens, kolonner.formens_fylt
        betingelser = kolonner.formens_betingelser
        for spm in self.sett.i_rekkefoelge:
            nr, kolonne = spm.nr, spm.kolonne
            if bare is not None and nr not in bare:
                continue
            if spm.gjentatt != FORMEN or kolonne < 0:
                svar[nr] = self._rad(spm)
                continue
            gjelder: bool | None = True
            if spm.betingelse >= 0:
                gjelder = betingelser[spm.betingelse]
                if gjelder is None:
                    gjelder = kolonner.gjelder_formen(spm.betingelse)
            if spm.slag is _UTFYLLING:
                noe_der = fylt[kolonne]
                if noe_der is None:
                    noe_der = kolonner.fylt(kolonne)
                if noe_der:
                    svar[nr] = spm.oppfylt if gjelder else spm.utenfor
                    continue
                self.mangler[nr].add(id(self.rot))
                if not gjelder:
                    svar[nr] = spm.utenfor
                    continue
            elif not gjelder:
                svar[nr] = spm.utenfor
                continue
            elif (proeve := spm.proeve) is not None and spm.slag is _VERDIER and not galt_skrevet:
                felter = formens[kolonne]
                if len(felter) == 1:
                    felt = felter[0]
                    tekst = felt.tekst
                    if tekst is not None and not felt.nil and proeve(tekst, test) is True:
                        svar[nr] = spm.oppfylt
                        continue
                elif not felter and not self.mangler:
                    svar[nr] = spm.ikke_utfylt
                    continue
            svar[nr] = self._rad(spm)
        return svar

    def _rad(self, spm: Spoersmaal) -> Sequence[Radsvar]:
        """The row's answers, one or more, the long way."""
        steder = self.kolonner.steder(spm.gjentatt)
        if not steder:
            return self._uten_instans(spm)
        gjelder = None if spm.betingelse < 0 else self.kolonner.gjelder(spm.betingelse)
        slag = spm.slag
        if slag is _VERDIER:
            return self._verdier(spm, steder, gjelder)
        if slag is _UTFYLLING:
            return self._utfylling(spm, steder, gjelder)
        if slag is Slag.VALG:
            svar = [self._valg(spm, i, her) for i, her in enumerate(steder)]
        else:
            svar = [self._tom(spm, felter) for felter in self.kolonner.felter(spm.kolonner[0])]
        if gjelder is None:
            return svar
        return [ett if her else spm.utenfor[0] for ett, her in zip(svar, gjelder, strict=True)]

    def _utfylling(
        self, spm: Spoersmaal, steder: Sequence[Felt], gjelder: Sequence[bool] | None
    ) -> Sequence[Radsvar]:
        svar: list[Radsvar] = []
        forste, *flere = [self.kolonner.felter(kolonne) for kolonne in spm.kolonner]
        if gjelder is None and all(map(noe, forste)):
            return spm.oppfylt * len(steder)
        for i, her in enumerate(steder):
            fylt = noe(forste[i]) or (bool(flere) and any(noe(ved[i]) for ved in flere))
            if not fylt:
                self.mangler[spm.nr].add(id(her))
            if gjelder is not None and not gjelder[i]:
                svar += spm.utenfor
            elif fylt:
                svar += spm.oppfylt
            else:
                svar.append(self._utfylt(spm, her, False))
        return svar

    def _valg(self, spm: Spoersmaal, i: int, her: Felt) -> Radsvar:
        antall = antall_som_gjelder([self.kolonner.felter(kolonne)[i] for kolonne in spm.kolonner])
        valgt = antall == 1 or (antall > 1 and spm.rad.krav == "minst_en")
        return self._utfylt(spm, her, valgt)

    def _utfylt(self, spm: Spoersmaal, her: Felt, fylt: bool) -> Radsvar:
        if blokk := self._manglende_blokk(spm.nr, her):
            return Radsvar(spm.rad, _IKKE_AKTUELL, _foelger_av(blokk.id))
        if fylt:
            return spm.oppfylt[0]
        sti = spm.rad.stier[0]
        return Radsvar(spm.rad, Utfall.BRUTT, sted=her.sted if sti == SELV else her.sted_for(sti))

    def _tom(self, spm: Spoersmaal, felter: Sequence[Felt]) -> Radsvar:
        fylte = [felt for felt in felter if not felt.tomt]
        if not fylte:
            return spm.oppfylt[0]
        return Radsvar(spm.rad, Utfall.BRUTT, sted=fylte[0].sted, verdi=fylte[0].tekst or "")

    def _verdier(
        self, spm: Spoersmaal, steder: Sequence[Felt], gjelder: Sequence[bool] | None
    ) -> Sequence[Radsvar]:
        svar: list[Radsvar] = []
        proeve, test, galt_skrevet = spm.proeve, self.test, self.galt_skrevet
        for i, felter in enumerate(self.kolonner.felter(spm.kolonner[0])):
            if gjelder is not None and not gjelder[i]:
                svar += spm.utenfor
                continue
            uten_verdi = True
            for felt in felter:
                tekst = felt.tekst
                if tekst is None or felt.nil:
                    continue
                uten_verdi = False
                if galt_skrevet and (aarsak := galt_skrevet.get(id(felt))):
                    svar.append(Radsvar(spm.rad, _IKKE_AKTUELL, _foelger_av(aarsak)))
                elif proeve is not None and proeve(tekst, test) is True:
                    svar += spm.oppfylt
                else:
                    svar.append(self._verdi(spm, steder[i], felt))
            if uten_verdi:
                svar.append(self._uten_verdi(spm, steder[i]))
        return svar

    def _uten_verdi(self, spm: Spoersmaal, her: Felt) -> Radsvar:
        if blokk := self._manglende_blokk(spm.nr, her):
            return Radsvar(spm.rad, _IKKE_AKTUELL, _foelger_av(blokk.id))
        return spm.ikke_utfylt[0]

    def _verdi(self, spm: Spoersmaal, her: Felt, felt: Felt) -> Radsvar:
        rad = spm.rad
        if rad.register is not None:
            return self._oppslag(spm, rad.register, her, felt)
        svar, grense = self._svar(rad, her, felt.tekst or "")
        if svar is True:
            return spm.oppfylt[0]
        if svar is None:
            return spm.ikke_utfylt[0]
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
            return spm.oppfylt[0]
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

    def _manglende_blokk(self, nr: int, her: Felt) -> Feltrad | None:
        """The nearest block above that is empty and has a row of its own."""
        for over in self.sett.over[nr]:
            if (tomme := self.mangler.get(over.rad)) is not None:
                instans = _opp(her, over.opp)
                if instans is not None and id(instans) in tomme:
                    return self.sett.rader[over.rad]
        return None

    def _uten_instans(self, spm: Spoersmaal) -> Sequence[Radsvar]:
        for over in self.sett.over[spm.nr]:
            if id(self.rot) in self.mangler.get(over.rad, ()):
                rad = self.sett.rader[over.rad]
                return (Radsvar(spm.rad, _IKKE_AKTUELL, _foelger_av(rad.id)),)
        return spm.uten_instans


def _opp(felt: Felt, trinn: int) -> Felt | None:
    node: Felt | None = felt
    for _ in range(trinn):
        node = node.forelder if node is not None else None
    return node


_foelger_av = lru_cache(maxsize=4096)(foelger_av)
_IKKE_AKTUELL: Final = Utfall.IKKE_AKTUELL
_VERDIER: Final = Slag.VERDIER
_UTFYLLING: Final = Slag.UTFYLLING
