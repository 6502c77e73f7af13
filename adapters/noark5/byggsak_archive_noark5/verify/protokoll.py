"""Collects what the checks find, and what they looked at: the two halves of the report."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from byggsak.archive.deposit import DepositCheck, DepositFinding
from byggsak.domain.funn import Alvorlighet, Utfall
from byggsak_archive_noark5.verify.katalog import KONTROLLER, Kontroll


@dataclass
class Protokoll:
    """`fil` is the file that is being read; findings are placed in it. `katalog` has the checks."""

    katalog: Mapping[str, Kontroll] = field(default_factory=lambda: KONTROLLER)
    fil: str = ""
    funn: list[DepositFinding] = field(default_factory=list)
    sett: Counter[str] = field(default_factory=Counter)
    aapne: dict[str, str] = field(default_factory=dict)

    def saa(self, *kontroller: str) -> None:
        """One more thing was looked at by these checks."""
        for kontroll in kontroller:
            self.sett[kontroll] += 1

    def meld(
        self,
        kontroll: str,
        melding: str,
        *,
        fil: str | None = None,
        linje: int | None = None,
        system_id: str | None = None,
        alvorlighet: Alvorlighet | None = None,
    ) -> None:
        """A fault. It never names a title or a person, only a systemID."""
        valgt = self.katalog[kontroll]
        self.funn.append(
            DepositFinding(
                check=kontroll,
                severity=alvorlighet or valgt.alvorlighet,
                message=melding,
                advice=valgt.raad,
                file=self.fil if fil is None else fil,
                line=linje,
                system_id=system_id,
            )
        )

    def uavklart(self, grunn: str, *kontroller: str) -> None:
        """These checks could not be carried out."""
        for kontroll in kontroller:
            self.aapne.setdefault(kontroll, grunn)

    def dekning(self) -> tuple[DepositCheck, ...]:
        """Every check with its outcome, in the order of the catalogue."""
        brutt = {funn.check for funn in self.funn}
        return tuple(
            DepositCheck(
                id=navn,
                title=kontroll.tittel,
                outcome=self._utfall(navn, brutt),
                count=self.sett[navn],
                reason=self.aapne.get(navn, ""),
            )
            for navn, kontroll in self.katalog.items()
        )

    def _utfall(self, navn: str, brutt: set[str]) -> Utfall:
        if navn in brutt:
            return Utfall.BRUTT
        if navn in self.aapne:
            return Utfall.UAVKLART
        return Utfall.OPPFYLT if self.sett[navn] else Utfall.IKKE_AKTUELL
