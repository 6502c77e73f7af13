"""A check that asks only what has changed gives the very report that asking everything gives.

BYGGSAK_EDITS says how many edits; tests/README.md has the figure of the full run.
"""

from __future__ import annotations

import copy
import hashlib
import json
import os
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from byggsak.domain.soeknad import Vedlegg
from byggsak.geometry.kartfil import les_kart
from byggsak.geometry.minnekart import Minnekart
from byggsak.rule.field_reuse import endrede_stier, rader_paa_nytt
from byggsak.rule.remembered import Husk
from byggsak.rule.stored import fra_lager, til_lager
from byggsak.services.kontroll import Innsending, Motor, kontroller, tidligere
from byggsak.testing import soeknader as s

ROT = Path(__file__).parents[1]
DATO = date(2026, 6, 1)
EDITS = int(os.environ.get("BYGGSAK_EDITS", "250"))
"""Edits in all, each checked both ways."""
IN_A_ROW = 10


@pytest.fixture(scope="module")
def motor() -> Motor:
    return Motor.last()


@pytest.fixture(scope="module")
def kart(motor: Motor) -> Minnekart:
    epsg = motor.katalog.kommune("9999").epsg
    filer = les_kart([ROT / "fixtures" / "kart"], epsg, dato=DATO)
    return Minnekart.av_filer(filer, epsg, ["9999"])


class Kladd:
    """An application somebody is working on: the form, the notice, the plan, the attachments."""

    def __init__(self, tall: random.Random) -> None:
        self.tall = tall
        self.rot = tall.choice(["ettrinn", "ettrinn", "utenansvarsrett"])
        self.form = s.ettrinn() if self.rot == "ettrinn" else s.uten_ansvarsrett()
        self.varsel: Any = s.gjenpart(2, DATO - timedelta(days=30))
        self.hus = [10.0, 32.0, 10.0, 8.0]  # east, north, width, depth
        self.hoeyde = ["5.80", "8.10"]
        self.tegninger = {"TegningNyPlan", "TegningNyttSnitt", "TegningNyFasade"}
        self.plan = True
        self.dato = DATO
        self.luft = 0

    def innsending(self) -> Innsending:
        # Lines move without anything else being said.
        xml = s.skjema(self.rot, self.form).replace(b"?>\n", b"?>\n" + b"\n" * self.luft, 1)
        vedlegg = [_vedlegg(t, f"{t}.pdf", b"%PDF-1.7 " + t.encode()) for t in self.tegninger]
        if self.plan:
            x, y, b, d = self.hus
            ring = s.rektangel(x + OEST, y + NORD, b, d)
            gesims, moene = self.hoeyde
            hus = s.bygning("b1", ring, tiltakstype="21", bygningstype="111",
                            etasjer="2", terrengkote="102.30", gesimshoeyde=gesims,
                            moenehoeyde=moene)  # fmt: skip
            gml = s.situasjonsplan(2, hus, dato=DATO)
            vedlegg.append(_vedlegg("Situasjonsplan", "plan.gml", gml))
        under: tuple[tuple[str, bytes], ...] = ()
        if self.varsel is not None:
            under = (("gjenpart.xml", s.skjema("gjenpartnabovarsel", self.varsel)),)
        return Innsending(xml, underskjema=under, vedlegg=tuple(vedlegg))

    def rediger(self) -> str:
        """One random edit; what it was."""
        return self.tall.choice([self._felt] * 8 + [self._vedlegg, self._hus, self._varsel,
                                                   self._linjer, self._dagen]
                                + [self._blokk] * 3)()  # fmt: skip

    def _felt(self) -> str:
        skjema = self.varsel if self.varsel and self.tall.random() < 0.2 else self.form
        node, navn = self.tall.choice(list(_steder(skjema)) or list(_steder(self.form)))
        verdi = node[navn]
        match self.tall.randrange(5):
            case 0:
                del node[navn]
                return f"{navn} is gone"
            case 1 if isinstance(verdi, list) and verdi:
                verdi.insert(self.tall.randrange(len(verdi) + 1), copy.deepcopy(verdi[0]))
                return f"one more {navn}"
            case 2 if isinstance(verdi, list) and len(verdi) > 1:
                verdi.pop(self.tall.randrange(len(verdi)))
                return f"one {navn} fewer"
            case 3 if isinstance(verdi, dict):
                node[navn] = {}
                return f"{navn} is emptied"
            case _ if isinstance(verdi, dict | list):
                blader = [(n, k) for n, k in _steder(verdi) if not isinstance(n[k], dict | list)]
                if not blader:
                    return "nothing"
                node, navn = self.tall.choice(blader)
        node[navn] = self._verdi(node[navn])
        return f"{navn} says {node[navn]!r}"

    def _blokk(self) -> str:
        """A block is emptied; an empty one gets one of its fields back."""
        navn = self.tall.choice(["tiltakshaver", "ansvarligSoeker", "varsling", "metadata"])
        hel = s.ettrinn()[navn]
        if self.form.get(navn):
            self.form[navn] = {}
            return f"{navn} is emptied"
        felt = self.tall.choice(list(hel))
        self.form[navn] = {felt: hel[felt]}
        return f"{navn} has {felt} alone"

    def _verdi(self, gammel: Any) -> Any:
        if isinstance(gammel, bool):
            return not gammel
        if isinstance(gammel, int):
            return self.tall.choice([0, 1, 2, 3, 9, 4711])
        return self.tall.choice(
            [None, "", "0", "12.5", "80.0", "36.0", "116.0", "30", "%BYA", "BYA", "Foretak",
             "Privatperson", "utenAnsvar", "medAnsvar", "111", "0150", "OSLO", "NO", "SE",
             "feil@", "a@example.no", "910000004", "28044102120", "9999", "9998", "true"]
        )  # fmt: skip

    def _vedlegg(self) -> str:
        self.tegninger ^= {self.tall.choice(["TegningNyPlan", "TegningNyttSnitt", "Kart"])}
        if self.tall.random() < 0.3:
            self.plan = not self.plan
        return "attachments"

    def _hus(self) -> str:
        if self.tall.random() < 0.5:
            self.hus[self.tall.randrange(4)] = round(self.tall.uniform(1, 40), 1)
        else:
            self.hoeyde[self.tall.randrange(2)] = str(round(self.tall.uniform(2, 14), 1))
        return "the house"

    def _varsel(self) -> str:
        dager = self.tall.choice([1, 13, 30, 400])
        self.varsel = self.tall.choice(
            [None, s.gjenpart(2, DATO - timedelta(days=dager)),
             s.gjenpart(2, DATO - timedelta(days=30), utelat=[(1, 1)])]
        )  # fmt: skip
        return "the neighbour notice"

    def _linjer(self) -> str:
        self.luft = self.tall.randrange(6)
        return "only lines"

    def _dagen(self) -> str:
        self.dato += timedelta(days=self.tall.choice([0, 1, 20]))
        return "another day"


OEST, NORD = 597430.0, 6643320.0


def _steder(node: Any) -> Iterator[tuple[Any, str]]:
    """Every place a value stands in the form."""
    if isinstance(node, list):
        for ett in node:
            yield from _steder(ett)
    elif isinstance(node, dict):
        for navn in list(node):
            yield node, navn
            yield from _steder(node[navn])


def _vedlegg(slag: str, navn: str, data: bytes) -> Vedlegg:
    return Vedlegg(slag, navn, len(data), hashlib.sha256(data).hexdigest(), data)


def _runde(motor: Motor, kart: Minnekart, froe: int, antall: int, maal: dict[str, int]) -> None:
    """One application, edited again and again; every edition checked both ways."""
    kladd = Kladd(random.Random(froe))
    innsending = kladd.innsending()
    rapport = kontroller(motor, innsending, kart=kart, dato=kladd.dato, husk=Husk())
    gjort: list[str] = []
    for _ in range(antall):
        gjort.append(kladd.rediger())
        ny = kladd.innsending()
        hel = kontroller(motor, ny, kart=kart, dato=kladd.dato)
        lagret = fra_lager(json.loads(json.dumps(til_lager(rapport))))
        forrige = tidligere(motor, innsending, lagret)
        husk = Husk() if forrige is None else forrige.husk(motor.katalog.pakker)
        endret = kontroller(motor, ny, kart=kart, dato=kladd.dato, forrige=forrige, husk=husk)
        assert endret == hel, (froe, gjort)
        assert til_lager(replace(endret, spor={})) == til_lager(hel), (froe, gjort)
        maal["edits"] += 1
        maal["asked"] += husk.spurt
        maal["reused"] += husk.gjenbrukt
        if hel.soeknad is not None:
            innsending, rapport = ny, endret


def test_one_field_asks_few_rows_again_and_no_rule(motor: Motor, kart: Minnekart) -> None:
    kladd = Kladd(random.Random(1))
    foer = kladd.innsending()
    rapport = kontroller(motor, foer, kart=kart, dato=DATO, husk=Husk())
    kladd.form["tiltakshaver"]["epost"] = "feil"
    forrige = tidligere(motor, foer, rapport)
    assert forrige is not None
    husk = forrige.husk(motor.katalog.pakker)
    etter = kontroller(motor, kladd.innsending(), kart=kart, dato=DATO, forrige=forrige, husk=husk)
    assert husk.spurt == 0
    assert etter.soeknad is not None
    skjema = etter.soeknad.skjema
    sett = motor.katalog.felter(skjema.navn, skjema.versjon, DATO)
    endret = endrede_stier(forrige.felter[0][1], etter.soeknad.felt)
    assert endret == {("tiltakshaver", "epost")}
    svar, _ = rader_paa_nytt(sett, endret, ny_dato=False)
    uten_register = [sett.rader[nr].id for nr in svar if sett.rader[nr].register is None]
    assert 0 < len(uten_register) < len(sett.rader) / 5, uten_register


def test_other_rule_packs_take_nothing_over(motor: Motor, kart: Minnekart) -> None:
    kladd = Kladd(random.Random(2))
    rapport = kontroller(motor, kladd.innsending(), kart=kart, dato=DATO, husk=Husk())
    annen = replace(rapport, pakker=())
    forrige = tidligere(motor, kladd.innsending(), annen)
    assert forrige is not None
    husk = forrige.husk(motor.katalog.pakker)
    igjen = kontroller(motor, kladd.innsending(), kart=kart, dato=DATO, forrige=forrige, husk=husk)
    assert igjen == rapport
    assert husk.gjenbrukt == 0


def test_the_incremental_report_is_the_full_one_after_every_random_edit(
    motor: Motor, kart: Minnekart
) -> None:
    maal = {"edits": 0, "asked": 0, "reused": 0}
    for froe in range(EDITS // IN_A_ROW):
        _runde(motor, kart, froe, IN_A_ROW, maal)
    print(maal)
    assert maal["edits"] == EDITS // IN_A_ROW * IN_A_ROW
    assert maal["reused"] > maal["asked"], "most of what was said before still holds"
