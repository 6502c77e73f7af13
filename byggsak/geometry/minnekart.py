"""The map in memory: for a check from the command line, for tests, for a whole plan at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import numpy as np
import shapely

from byggsak.domain.kart import BBox, Datasett, Kartobjekt, KartUtilgjengelig
from byggsak.geometry.kartfil import Kartfil


class Minnekart:
    """`Kart` over objects held in an STRtree. Built once, never changed.

    `kommunenummer` (with former numbers) limits `teiger` to that municipality's units; without it,
    equal numbers in a neighbouring municipality would be given too.
    """

    def __init__(
        self,
        objekter: Iterable[Kartobjekt],
        datasett: Iterable[Datasett],
        epsg: int,
        kommunenumre: Collection[str] = (),
    ) -> None:
        self._objekter = tuple(objekter)
        self._datasett = tuple(datasett)
        self._epsg = epsg
        fremmed = next((o for o in self._objekter if o.epsg != epsg), None)
        if fremmed is not None:
            raise ValueError(
                f"Objektet {fremmed.gml_id} er i EPSG:{fremmed.epsg}, kartet i EPSG:{epsg}. "
                "Les kartfilen inn i kommunens koordinatsystem."
            )
        self._tre = shapely.STRtree([shapely.box(*o.bbox) for o in self._objekter])
        self._teiger: dict[tuple[int, int, int], list[Kartobjekt]] = {}
        for objekt in self._objekter:
            if objekt.objekttype != "Teig":
                continue
            for kommune, *numre in objekt.matrikkelenheter():
                if not kommunenumre or kommune in kommunenumre:
                    self._teiger.setdefault((numre[0], numre[1], numre[2]), []).append(objekt)

    @classmethod
    def av_filer(
        cls, filer: Sequence[Kartfil], epsg: int, kommunenumre: Collection[str] = ()
    ) -> Minnekart:
        """The map of some files read by `les_kart`."""
        objekter = [o for fil in filer for o in fil.objekter]
        return cls(objekter, [fil.datasett for fil in filer], epsg, kommunenumre)

    @property
    def epsg(self) -> int:
        return self._epsg

    def kandidater(self, boks: BBox, objekttyper: Collection[str] = ()) -> Sequence[Kartobjekt]:
        """Objects whose box touches `boks`, in the order they came."""
        self._finnes()
        treff = np.sort(self._tre.query(shapely.box(*boks)))
        funnet = (self._objekter[i] for i in treff)
        return [o for o in funnet if not objekttyper or o.objekttype in objekttyper]

    def teiger(
        self, gaardsnummer: int, bruksnummer: int, festenummer: int = 0
    ) -> Sequence[Kartobjekt]:
        self._finnes()
        return tuple(self._teiger.get((gaardsnummer, bruksnummer, festenummer), ()))

    def datasett(self) -> Sequence[Datasett]:
        return self._datasett

    def _finnes(self) -> None:
        # An empty map would answer «nothing here», and that could be read as «nothing is wrong».
        if not self._objekter and not self._datasett:
            raise KartUtilgjengelig("Ingen kart er lest inn.")
