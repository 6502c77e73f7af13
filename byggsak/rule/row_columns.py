"""What a form holds at the paths that its rows ask about, found once for all of them.

Columns are by the numbers of the plan. Those below the form itself hold its fields; those below a
repeated block hold the fields of every instance.
"""

from __future__ import annotations

from collections.abc import Sequence

from byggsak.domain.felt import Felt
from byggsak.rule.row_questions import FORMEN, Spoerreplan

Felter = Sequence[Felt]


class Kolonner:
    """One form, seen through one plan.

    `formens` has the fields of each column below the form itself. Nearly every row reads one, so
    they are found in one pass, in the order of the plan, where a column stands after its own.
    """

    def __init__(self, plan: Spoerreplan, rot: Felt) -> None:
        self.plan = plan
        self.rot = rot
        self.instanser: list[Felter | None] = [None] * len(plan.gjentatte)
        formens: list[Felter] = [()] * len(plan.kolonner)
        for nr, over, navn in plan.formens:
            if over is None:
                formens[nr] = (rot,)
                continue
            felter = formens[over]
            if len(felter) == 1:
                formens[nr] = felter[0].barn.get(navn, ())
            elif felter:
                formens[nr] = [f for ett in felter for f in ett.barn.get(navn, ())]
        self.formens = formens
        self.formens_fylt: list[bool | None] = [None] * len(plan.kolonner)
        self.formens_betingelser: list[bool | None] = [None] * len(plan.betingelser)
        self._gjentatte: list[list[Felter] | None] = [None] * len(plan.kolonner)
        self._betingelser: list[list[bool] | None] = [None] * len(plan.betingelser)

    def fylt(self, nr: int) -> bool:
        """Whether anything is filled in at the path below the form, or below that."""
        svar = self.formens_fylt[nr]
        if svar is None:
            svar = self.formens_fylt[nr] = noe(self.formens[nr])
        return svar

    def gjelder_formen(self, nr: int) -> bool:
        """Whether a precondition that reads nothing but the form holds."""
        svar = self.formens_betingelser[nr]
        if svar is None:
            svar = True
            for ledd, kolonne in self.plan.betingelser[nr].ledd:
                if ledd.verdier is None:
                    svar = self.fylt(kolonne) is ledd.skal
                else:
                    svar = ledd.holder(self.formens[kolonne])
                if not svar:
                    break
            self.formens_betingelser[nr] = svar
        return svar

    def steder(self, gjentatt: int) -> Felter:
        """The instances of a block."""
        funnet = self.instanser[gjentatt]
        if funnet is None:
            sti = self.plan.gjentatte[gjentatt]
            funnet = (self.rot,) if sti is None else self.rot.alle(sti)
            self.instanser[gjentatt] = funnet
        return funnet

    def felter(self, nr: int) -> Sequence[Felter]:
        """The fields at the path, per instance."""
        funnet = self._gjentatte[nr]
        if funnet is None:
            kolonne = self.plan.kolonner[nr]
            if kolonne.gjentatt == FORMEN:
                funnet = [self.formens[nr]]
            elif kolonne.over is None:
                funnet = [(her,) for her in self.steder(kolonne.gjentatt)]
            else:
                navn = kolonne.navn
                funnet = [
                    over[0].barn.get(navn, ())
                    if len(over) == 1
                    else [felt for ett in over for felt in ett.barn.get(navn, ())]
                    if over
                    else ()
                    for over in self.felter(kolonne.over)
                ]
            self._gjentatte[nr] = funnet
        return funnet

    def gjelder(self, nr: int) -> Sequence[bool]:
        """Whether the precondition holds, per instance."""
        funnet = self._betingelser[nr]
        if funnet is None:
            betingelse = self.plan.betingelser[nr]
            antall = len(self.steder(betingelse.gjentatt))
            if betingelse.lik_for_alle:
                funnet = [self.gjelder_formen(nr)] * antall
            else:
                funnet = [True] * antall
                for ledd, kolonne in betingelse.ledd:
                    if ledd.fra_roten:
                        holder = [ledd.holder(self.formens[kolonne])] * antall
                    elif ledd.verdier is None:
                        skal = ledd.skal
                        holder = [noe(felter) is skal for felter in self.felter(kolonne)]
                    else:
                        holder = [ledd.holder(felter) for felter in self.felter(kolonne)]
                    funnet = [foer and her for foer, her in zip(funnet, holder, strict=True)]
            self._betingelser[nr] = funnet
        return funnet


def noe(felter: Felter) -> bool:
    """Whether any of the fields is filled in."""
    for felt in felter:  # noqa: SIM110 - half the time of any(), for every row of every form
        if (felt.tekst is not None and not felt.nil) or not felt.tomt:
            return True
    return False
