"""The demo cases: applications to the synthetic municipality 9999, one fault each.

`python -m byggsak.testing.saker --write` writes them to fixtures/saker, `--check` says whether
what lies there is what this module makes. `saker.toml` beside them lists case, date of receipt,
files and what the check is expected to find.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from byggsak.testing import skjemaer as sk
from byggsak.testing import soeknader as s
from byggsak.testing.fixtures import write_or_check
from byggsak.testing.tegning import tegning

MAPPE = Path(__file__).parents[2] / "fixtures" / "saker"
MOTTATT = date(2026, 6, 1)
VARSLET = date(2026, 5, 4)
PLANDATO = date(2026, 5, 1)
TEGNINGER = ("TegningNyPlan", "TegningNyttSnitt", "TegningNyFasade")


@dataclass(frozen=True)
class Senere:
    """A form that comes later in the life of the case: what it is, its file, its attachments."""

    hva: str
    fil: str
    underskjema: tuple[str, ...] = ()
    vedlegg: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Demosak:
    """One application: `filer` by name; `vedlegg` as (national type, file name)."""

    navn: str
    tittel: str
    forventet: str
    brutt: tuple[str, ...]
    filer: dict[str, bytes]
    underskjema: tuple[str, ...] = ()
    vedlegg: tuple[tuple[str, str], ...] = ()
    mottatt: date = field(default=MOTTATT)
    senere: tuple[Senere, ...] = ()

    @property
    def soeknad(self) -> str:
        return f"{self.navn}-soeknad.xml"


def _sak(
    navn: str,
    tittel: str,
    forventet: str,
    brutt: tuple[str, ...] = (),
    *,
    rot: str = "ettrinn",
    form: s.Innhold | None = None,
    bruksnummer: int = 2,
    varslet: date = VARSLET,
    plan: bytes | None = None,
    tegninger: bool = True,
) -> Demosak:
    # No two applications are alike: the same form twice is the same case.
    form = s.med(form or s.ettrinn(bruksnummer), metadata__ftbId=f"EKS-{navn}")
    filer = {
        f"{navn}-soeknad.xml": s.skjema(rot, form),
        f"{navn}-gjenpart.xml": s.skjema("gjenpartnabovarsel", s.gjenpart(bruksnummer, varslet)),
    }
    vedlegg: list[tuple[str, str]] = []
    if plan is not None:
        filer[f"{navn}-situasjonsplan.gml"] = plan
        vedlegg.append(("Situasjonsplan", f"{navn}-situasjonsplan.gml"))
    if tegninger:
        for art in TEGNINGER:
            fil = f"felles-{art}.pdf"
            filer[fil] = tegning(art)
            vedlegg.append((art, fil))
    underskjema = [f"{navn}-gjenpart.xml"]
    if rot in {"ettrinn", "ramme"}:
        fil = f"{navn}-gjennomfoeringsplan.xml"
        filer[fil] = s.skjema("Gjennomfoeringsplan", s.gjennomfoeringsplan(bruksnummer))
        underskjema.append(fil)
    return Demosak(navn, tittel, forventet, brutt, filer, tuple(underskjema), tuple(vedlegg))


def _hus(oest: float, nord: float, bredde: float = 10, dybde: float = 8) -> str:
    return s.bygning(
        "hus",
        s.rektangel(597000 + oest, 6643000 + nord, bredde, dybde),
        tiltakstype="21",
        bygningstype="111",
        frittliggende="true",
        etasjer="2",
        bruksareal="148.5",
        terrengkote="102.30",
        gesimshoeyde="5.80",
        moenehoeyde="8.10",
    )


def _plan(bruksnummer: int, *objekter: str) -> bytes:
    return s.situasjonsplan(bruksnummer, *objekter, s.parkering("p", 2), dato=PLANDATO)


def _fiendtlig() -> bytes:
    ren = s.skjema("ettrinn", s.ettrinn()).decode()
    dtd = '<!DOCTYPE ettrinn [<!ENTITY x SYSTEM "file:///etc/hostname">]>\n<ettrinn '
    return ren.replace("<ettrinn ", dtd, 1).replace("Enebolig i Testveien", "&x;").encode()


def saker() -> tuple[Demosak, ...]:
    """The cases in the order the demo shows them."""
    god_plan = _plan(2, _hus(440, 352))
    garasje = s.bygning(
        "garasje",
        s.rektangel(597431.5, 6643320, 6, 7),
        tiltakstype="21",
        bygningstype="181",
        frittliggende="true",
        etasjer="1",
        bruksareal="38.0",
        gesimshoeyde="2.80",
        moenehoeyde="4.60",
    )
    return (
        _sak("enebolig-01", "Enebolig, alt i orden", "godkjent", plan=god_plan),
        _sak(
            "enebolig-02-naer-grensen",
            "Enebolig 2,00 m fra nabogrensen",
            "mangler",
            ("pbl-29-4-avstand-nabogrense", "pbl-19-1-dispensasjon-ikke-soekt"),
            plan=_plan(2, _hus(432, 324)),
        ),
        _sak(
            "enebolig-03-for-stor",
            "Enebolig over tillatt %-BYA",
            "mangler",
            ("tek17-5-3-bya", "pbl-19-1-dispensasjon-ikke-soekt"),
            bruksnummer=3,
            form=s.med(
                s.ettrinn(3),
                rammebetingelser__arealdisponering=s.areal(
                    "225.0", "49.0", "36.0", "85.0", "37.78", "67.5"
                ),
            ),
            plan=_plan(3, _hus(464, 334, 7, 7)),
        ),
        _sak(
            "enebolig-04-sent-varsel",
            "Nabovarsel sendt ti dager før søknaden",
            "mangler",
            ("pbl-21-3-nabovarsel-frist",),
            varslet=date(2026, 5, 22),
            plan=god_plan,
        ),
        _sak(
            "enebolig-05-flomsone",
            "Enebolig i flomsone H320",
            "mangler",
            ("tek17-7-2-flomsone",),
            bruksnummer=1,
            form=s.med(
                s.ettrinn(1),
                rammebetingelser__arealdisponering=s.areal(
                    "1020.0", "80.0", "36.0", "116.0", "11.37", "306.0"
                ),
            ),
            plan=_plan(1, _hus(406, 322)),
        ),
        _sak(
            "enebolig-06-uten-tegninger",
            "Tegninger mangler",
            "mangler",
            ("sak10-5-4-tegninger",),
            plan=god_plan,
            tegninger=False,
        ),
        _sak(
            "enebolig-07-uten-situasjonsplan",
            "Situasjonsplan mangler",
            "mangler",
            ("sak10-5-4-situasjonsplan",),
        ),
        _sak(
            "garasje-08-uten-ansvarsrett",
            "Liten garasje 1,50 m fra grensen: kommunen avgjør",
            "uavklart",
            rot="utenansvarsrett",
            form=s.med(
                s.uten_ansvarsrett(2),
                rammebetingelser__arealdisponering={
                    **s.areal("4535.0", "42.0", "36.0", "158.0", "3.48", "1360.5"),
                    "arealBebyggelseEksisterende": "80.0",
                },
            ),
            plan=_plan(2, garasje, s.eksisterende("hus", s.rektangel(597440, 6643352, 10, 8))),
        ),
        Demosak(
            "fiendtlig-09",
            "XML med ytre entitet",
            "avvist",
            (),
            {"fiendtlig-09-soeknad.xml": _fiendtlig()},
        ),
        _livet(god_plan),
    )


SAKSNUMMER = {"saksaar": 2026, "sakssekvensnummer": 9}
"""What the municipality calls the case of `_livet`: the ninth it takes, as none comes of the
hostile one."""


def _livet(kart: bytes) -> Demosak:
    """A framework permit with its drawings forgotten, and every form the case sees afterwards."""
    navn = "enebolig-10-livsloep"
    sak = _sak(
        navn,
        "Rammesøknad uten tegninger, fulgt til ferdigattest",
        "mangler",
        ("sak10-5-4-tegninger",),
        rot="ramme",
        form=sk.ramme(2),
        plan=kart,
        tegninger=False,
    )
    felles = {"kommunensSaksnummer": SAKSNUMMER, "metadata__ftbId": f"EKS-{navn}"}
    base = sk.etter_tillatelse(2)
    svar = s.med(
        sk.utfallssvar("3001", "Tegninger", "Plan-, snitt- og fasadetegninger er lagt ved."),
        utfallType=s.kode("MG", "Mangel"),
        utloestFraSjekkpunkt={"sjekkpunktId": "1.80", "sjekkpunktEier": "DIBK"},
        vedleggsliste={"vedlegg": [sk.vedlegg(t, f"felles-{t}.pdf") for t in TEGNINGER]},
    )
    parter = {n: base[n] for n in ("tiltakshaver", "ansvarligSoeker", "ansvarForByggesaken")}
    supplering = {
        "eiendomByggested": base["eiendomByggested"],
        "kommunensSaksnummer": SAKSNUMMER,
        "metadata": base["metadata"],
        "generelleVilkaar": base["generelleVilkaar"],
        "soeknadGjelder": base["soeknadGjelder"],
        "utfallBesvarelse": {"utfallSvar": [svar]},
        **parter,
    }
    ig = s.med(
        sk.igangsetting(2),
        soeknadGjelder={**sk.gjelder("Igangsetting av hele huset."), "gjelderHeleTiltaket": True},
        delsoeknader=None,
        **felles,
    )
    former = {
        "supplering": s.skjema("suppleringAvSoeknad", s.med(supplering, **felles)),
        "igangsetting": s.skjema("igangsettingstillatelse", ig),
        "ferdigattest": s.skjema("ferdigattest", s.med(sk.ferdigattest(2), **felles)),
    }
    tegninger = tuple((art, f"felles-{art}.pdf") for art in TEGNINGER)
    plan = (f"{navn}-gjennomfoeringsplan.xml",)
    return replace(
        sak,
        filer={**sak.filer, **{f"{navn}-{hva}.xml": data for hva, data in former.items()}},
        senere=tuple(
            Senere(
                hva,
                f"{navn}-{hva}.xml",
                () if hva == "supplering" else plan,
                tegninger if hva == "supplering" else (),
            )
            for hva in former
        ),
    )


def _toml(sakene: tuple[Demosak, ...]) -> bytes:
    linjer = ["# Written by byggsak.testing.saker; change it there.", ""]
    for sak in sakene:
        linjer += [
            "[[sak]]",
            f'navn = "{sak.navn}"',
            f'tittel = "{sak.tittel}"',
            f"mottatt = {sak.mottatt.isoformat()}",
            f'soeknad = "{sak.soeknad}"',
            f"underskjema = {list(sak.underskjema)}".replace("'", '"'),
            f"vedlegg = {[list(v) for v in sak.vedlegg]}".replace("'", '"'),
            f'forventet = "{sak.forventet}"',
            f"brutt = {list(sak.brutt)}".replace("'", '"'),
            "",
        ]
        for ett in sak.senere:
            linjer += [
                "[[sak.senere]]",
                f'hva = "{ett.hva}"',
                f'fil = "{ett.fil}"',
                f"underskjema = {list(ett.underskjema)}".replace("'", '"'),
                f"vedlegg = {[list(v) for v in ett.vedlegg]}".replace("'", '"'),
                "",
            ]
    return "\n".join(linjer).encode("utf-8")


def filer() -> dict[str, bytes]:
    """Every file of fixtures/saker by name."""
    sakene = saker()
    alle = {navn: data for sak in sakene for navn, data in sak.filer.items()}
    return alle | {"saker.toml": _toml(sakene)}


def main(modus: str) -> int:
    """Write the files, or say which of them are stale; 0 when all is well."""
    return write_or_check(MAPPE, filer(), modus)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "--check"))
