"""What the applications of the forty rules share: the case itself, the plans, the house."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from byggsak.testing import planlag as p
from byggsak.testing import soeknader as s

PLANKART = "plan_9999_P1_P0.gml"
DISP = "pbl-19-1-dispensasjon-ikke-soekt"
HUS = (438.0, 350.0, 452.0, 362.0)  # round the house of F00
TOMT = (400.0, 312.0, 500.0, 380.0)
NY_PLAN = {"plantype": "34", "planstatus": "3", "ikrafttredelsesdato": "2020-03-01"}


@dataclass(frozen=True)
class Foertisak:
    """`brutt` is everything the check finds broken, `foelger` those of them that follow from the
    rule; `uavklart` are rules that a person must answer. `uten` are maps of fixtures/kart left
    out. `kart` and `situasjonsplan` are its own files."""

    navn: str
    nummer: int
    tittel: str
    brutt: tuple[str, ...] = ()
    foelger: tuple[str, ...] = ()
    uavklart: tuple[str, ...] = ()
    kart: Mapping[str, bytes] = field(default_factory=dict)
    situasjonsplan: bytes | None = None
    soeknad: bytes | None = None
    uten: tuple[str, ...] = ()

    @property
    def filer(self) -> dict[str, bytes]:
        filer = {f"{self.navn}-{n}": data for n, data in self.kart.items()}
        if self.situasjonsplan is not None:
            filer[f"{self.navn}-situasjonsplan.gml"] = self.situasjonsplan
        if self.soeknad is not None:
            filer[f"{self.navn}-soeknad.xml"] = self.soeknad
        return filer


def ny_plan(navn: str, formaal: Mapping[str, str], **felt: str) -> bytes:
    """A plan over the plot that goes before P1, with one field."""
    egenskaper = {**NY_PLAN, "plannavn": f"Testplan {navn}", **felt}
    return p.plankart(
        p.planobjekt("RpOmråde", f"{navn}.o", TOMT, navn, **egenskaper),
        p.planobjekt(
            "RpArealformålOmråde", f"{navn}.f", TOMT, navn,
            **{"arealformål": "1111", "feltbetegnelse": "B2", **formaal},
        ),
    )  # fmt: skip


def hus_med(**endringer: str) -> str:
    vanlig = {
        "tiltakstype": "21", "bygningstype": "111", "frittliggende": "true", "etasjer": "2",
        "bruksareal": "148.5", "terrengkote": "102.30", "gesimshoeyde": "5.80",
        "moenehoeyde": "8.10",
    }  # fmt: skip
    return s.bygning("hus", s.rektangel(597440, 6643352, 10, 8), **{**vanlig, **endringer})


def hus_paa(oest: float, nord: float) -> str:
    return s.bygning(
        "hus", s.rektangel(597000 + oest, 6643000 + nord, 10, 8), tiltakstype="21",
        bygningstype="111", frittliggende="true", etasjer="2", bruksareal="148.5",
        terrengkote="102.30", gesimshoeyde="5.80", moenehoeyde="8.10",
    )  # fmt: skip
