"""Applications that each fail exactly one of the formal checks F01 to F27, and one that fails none.

`python -m byggsak.testing.formalsaker --write` writes them to fixtures/formalkontroll, `--check`
says whether what lies there is what this module makes. `formalkontroll.toml` beside them lists each
case: the check, date of receipt, files, and what the check of the application is to find broken.
Drawings are those of fixtures/saker.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from byggsak.testing import skjemaer
from byggsak.testing import soeknader as s
from byggsak.testing.fixtures import write_or_check
from byggsak.testing.saker import MOTTATT, PLANDATO, TEGNINGER, VARSLET

MAPPE = Path(__file__).parents[2] / "fixtures" / "formalkontroll"
GJENPART, ANSVAR, PLAN = "felles-gjenpart.xml", "felles-ansvar.xml", "felles-plan.gml"


@dataclass(frozen=True)
class Formalsak:
    """`filer` are its own; the rest is shared. `brutt` is everything the check finds broken;
    `foelger` are those of them that the formal check follows from (a breach needs a dispensation).
    """

    punkt: str
    tittel: str
    brutt: tuple[str, ...]
    filer: dict[str, bytes]
    underskjema: tuple[str, ...]
    vedlegg: tuple[tuple[str, str], ...]
    foelger: tuple[str, ...] = ()
    register: bool = False

    @property
    def soeknad(self) -> str:
        return f"{self.punkt}-soeknad.xml"


def hus(bredde: float = 10, dybde: float = 8, bruksareal: str = "148.5", oest: float = 440) -> str:
    return s.bygning(
        "hus",
        s.rektangel(597000 + oest, 6643352 if oest > 435 else 6643324, bredde, dybde),
        tiltakstype="21",
        bygningstype="111",
        frittliggende="true",
        etasjer="2",
        bruksareal=bruksareal,
        terrengkote="102.30",
        gesimshoeyde="5.80",
        moenehoeyde="8.10",
    )


def plan(bygning: str) -> bytes:
    return s.situasjonsplan(2, bygning, s.parkering("p", 2), dato=PLANDATO)


def _sak(
    punkt: str,
    tittel: str,
    *brutt: str,
    rot: str = "ettrinn",
    form: s.Innhold | None = None,
    versjon: str | None = None,
    varslet: date | None = None,
    utelat: Sequence[tuple[int, int]] = (),
    omraader: Sequence[s.Innhold] | None = None,
    uten_ansvar: bool = False,
    egen_plan: bytes | None = None,
    uten_plan: bool = False,
    tegninger: bool = True,
    foelger: tuple[str, ...] = (),
    register: bool = False,
) -> Formalsak:
    form = s.med(form or s.ettrinn(), metadata__ftbId=f"EKS-{punkt}")
    filer = {f"{punkt}-soeknad.xml": s.skjema(rot, form, versjon)}
    underskjema: list[str] = []
    vedlegg: list[tuple[str, str]] = []
    if rot != "ferdigattest":
        gjenpart = GJENPART
        if varslet is not None or utelat:
            gjenpart = f"{punkt}-gjenpart.xml"
            innhold = s.gjenpart(2, varslet or VARSLET, utelat)
            filer[gjenpart] = s.skjema("gjenpartnabovarsel", innhold)
        underskjema.append(gjenpart)
    if rot != "utenansvarsrett" and not uten_ansvar:
        ansvar = ANSVAR
        if omraader is not None:
            ansvar = f"{punkt}-ansvar.xml"
            filer[ansvar] = s.skjema("Gjennomfoeringsplan", s.gjennomfoeringsplan(2, omraader))
        underskjema.append(ansvar)
    if rot != "ferdigattest" and not uten_plan:
        kart = PLAN
        if egen_plan is not None:
            kart = f"{punkt}-plan.gml"
            filer[kart] = egen_plan
        vedlegg.append(("Situasjonsplan", kart))
    if rot != "ferdigattest" and tegninger:
        vedlegg += [(art, f"../saker/felles-{art}.pdf") for art in TEGNINGER]
    return Formalsak(
        punkt, tittel, brutt, filer, tuple(underskjema), tuple(vedlegg), foelger, register
    )


def _ettrinn(**endringer: object) -> s.Innhold:
    return s.med(s.ettrinn(), **endringer)


def saker() -> tuple[Formalsak, ...]:
    """F00 fails nothing; the others one check each, in order."""
    return (_sak("F00", "Alt i orden"), *_parter(), *_naboer_og_vedlegg(), *_opplysninger())


def _eiendom(**endringer: object) -> s.Innhold:
    (eiendom,) = s.ettrinn()["eiendomByggested"]["eiendom"]
    ny = {**eiendom["eiendomsidentifikasjon"], **endringer}
    return {"eiendom": [{**eiendom, "eiendomsidentifikasjon": ny}]}


def _parter() -> tuple[Formalsak, ...]:
    bolig = s.ettrinn()
    return (
        _sak("F01", "Skjemaversjonen er ukjent", "xml-ukjent-skjema", versjon="9"),
        _sak(
            "F02",
            "Byggestedet ligger i en annen kommune",
            "sak10-5-4-kommune",
            form=_ettrinn(eiendomByggested=_eiendom(kommunenummer="0301")),
        ),
        _sak(
            "F03",
            "Eiendommen finnes ikke i eiendomskartet",
            "sak10-5-4-eiendom",
            form=_ettrinn(eiendomByggested=_eiendom(bruksnummer=99)),
        ),
        _sak(
            "F04",
            "Tiltakshaver mangler navn",
            "Ettrinn.Tiltakshaver.Navn.Utfylt",
            form=_ettrinn(tiltakshaver__navn=None),
        ),
        _sak(
            "F05",
            "Ansvarlig søker har ikke erklært ansvar",
            "pbl-23-4-ansvarlig-soeker",
            form=_ettrinn(ansvarsrettSoeker__harErklaeringOmAnsvar=False),
        ),
        _sak(
            "F06",
            "Søknaden viser ikke til tiltakshavers samtykke",
            "sak10-5-1-tiltakshavers-samtykke",
            form=_ettrinn(metadata__samtykkeTilByggeplaner=None),
        ),
        _sak(
            "F07",
            "En enebolig er søkt uten ansvarsrett",
            "pbl-20-4-soeknadstype",
            rot="utenansvarsrett",
            form=s.med(s.uten_ansvarsrett(), soeknadGjelder=bolig["soeknadGjelder"]),
        ),
    )


def _naboer_og_vedlegg() -> tuple[Formalsak, ...]:
    rader = s.ansvarsomraader()
    usignert = [rader[0], {**rader[1], "erklaeringSignert": False}, *rader[2:]]
    uten_vaatrom = [r for r in rader if r["ansvarsomraade"] != "Våtrom"]
    return (
        _sak("F08", "En nabo er ikke varslet", "pbl-21-3-nabovarsel", utelat=((1, 3),)),
        _sak(
            "F09",
            "Nabovarselet ble sendt ti dager før søknaden",
            "pbl-21-3-nabovarsel-frist",
            varslet=date(2026, 5, 22),
        ),
        _sak(
            "F10",
            "Nabovarselet er eldre enn ett år",
            "sak10-5-2-nabovarsel-alder",
            varslet=date(2025, 5, 31),
        ),
        _sak(
            "F11",
            "Merknadene er ikke vedlagt",
            "sak10-5-4-nabomerknader",
            form=_ettrinn(
                varsling={
                    "fritattFraNabovarsling": False,
                    "foreliggerMerknader": True,
                    "antallMerknader": 1,
                    "vurderingAvMerknader": "Huset er senket etter merknaden.",
                }
            ),
        ),
        _sak("F12", "Situasjonsplanen mangler", "sak10-5-4-situasjonsplan", uten_plan=True),
        _sak("F13", "Tegningene mangler", "sak10-5-4-tegninger", tegninger=False),
        _sak(
            "F14",
            "Gjennomføringsplanen mangler",
            "sak10-5-3-gjennomfoeringsplan",
            uten_ansvar=True,
        ),
        _sak(
            "F15",
            "Ett foretak har ikke erklært ansvar",
            "sak10-5-3-ansvarsrett",
            omraader=usignert,
        ),
        _sak(
            "F16",
            "Ansvarlig søker er konkurs",
            "Ettrinn.AnsvarligSoeker.Organisasjonsnummer.IkkeKonkurs",
            "Gjenpartnabovarsel.AnsvarligSoeker.Organisasjonsnummer.IkkeKonkurs",
            "Gjennomfoeringsplan.AnsvarligSoeker.Organisasjonsnummer.IkkeKonkurs",
            "Gjennomfoeringsplan.Gjennomfoeringsplan.Ansvarsomraade.Foretak.Organisasjonsnummer"
            ".IkkeKonkurs",
            register=True,
        ),
        _sak(
            "F17",
            "Ingen kontrollerer våtrommene",
            "sak10-14-2-uavhengig-kontroll",
            omraader=uten_vaatrom,
        ),
    )


def _opplysninger() -> tuple[Formalsak, ...]:
    return (
        _sak(
            "F18",
            "Dispensasjon er søkt uten grunner",
            "pbl-19-1-dispensasjon-begrunnelse",
            form=_ettrinn(
                dispensasjonOversikt={
                    "dispensasjon": [
                        {
                            "dispensasjonReferanse": "D-1",
                            "dispensasjonKategori": s.kode("plassering", "Plassering"),
                            "dispensasjonTittel": s.kode("byggegrenser", "Byggegrenser"),
                            "bestemmelserType": s.kode("RP", "Reguleringsplan"),
                        }
                    ]
                }
            ),
        ),
        _sak(
            "F19",
            "Huset står for nær grensen, og dispensasjon er ikke søkt",
            "pbl-19-1-dispensasjon-ikke-soekt",
            "pbl-29-4-avstand-nabogrense",
            egen_plan=plan(hus(oest=432)),
            foelger=("pbl-29-4-avstand-nabogrense",),
        ),
        _sak(
            "F20",
            "Summen av arealene er feil",
            "sak10-5-4-arealsum",
            form=_ettrinn(
                rammebetingelser__arealdisponering=s.areal(
                    "4535.0", "80.0", "36.0", "126.0", "2.78", "1360.5"
                )
            ),
        ),
        _sak(
            "F21",
            "Arealet i skjemaet er større enn i situasjonsplanen",
            "sak10-5-4-fotavtrykk",
            form=_ettrinn(
                rammebetingelser__arealdisponering=s.areal(
                    "4535.0", "90.0", "36.0", "126.0", "2.78", "1360.5"
                )
            ),
        ),
        _sak(
            "F22",
            "Flomfare er oppgitt uten redegjørelse",
            "sak10-5-4-naturfare",
            form=_ettrinn(
                rammebetingelser__kravTilByggegrunn={
                    "muligeOmraadeRisikoer": {
                        "omraadeRisiko": [
                            {
                                "risikotype": s.kode("flom", "Flom"),
                                "sikkerhetsklasse": s.kode("f2", "F2"),
                            }
                        ]
                    },
                    "harMiljoeforhold": False,
                }
            ),
        ),
        _sak(
            "F23",
            "Vannforsyningen er ikke oppgitt",
            "Ettrinn.Rammebetingelser.Vannforsyning.Utfylt",
            form=_ettrinn(rammebetingelser__vannforsyning=None),
        ),
        _sak(
            "F24",
            "Tiltaket berører arbeidsplasser, og samtykket mangler",
            "sak10-5-4-samtykke-arbeidstilsynet",
            form=_ettrinn(generelleVilkaar__beroererArbeidsplasser=True),
        ),
        _sak(
            "F25",
            "Et stort bygg uten avfallsplan",
            "tek17-9-6-avfallsplan",
            form=_ettrinn(
                rammebetingelser__arealdisponering=s.areal(
                    "4535.0", "200.0", "36.0", "236.0", "5.20", "1360.5"
                )
            ),
            egen_plan=plan(hus(20, 10, "310.0")),
        ),
        _sak(
            "F26",
            "Søknaden er ikke på norsk, svensk eller dansk",
            "Ettrinn.GenerelleVilkaar.NorskSvenskDansk.Sann",
            form=_ettrinn(generelleVilkaar__norskSvenskDansk=False),
        ),
        _sak(
            "F27",
            "Bygd annerledes enn tillatt, uten oppdaterte tegninger",
            "sak10-8-1-som-bygget",
            rot="ferdigattest",
            form=s.med(skjemaer.ferdigattest(), foretattIkkeSoeknadspliktigeJusteringer=True),
        ),
    )


def _felles() -> dict[str, bytes]:
    return {
        GJENPART: s.skjema("gjenpartnabovarsel", s.gjenpart(2, VARSLET)),
        ANSVAR: s.skjema("Gjennomfoeringsplan", s.gjennomfoeringsplan(2)),
        PLAN: plan(hus()),
    }


def _liste(navn: str, verdier: Sequence[object]) -> str:
    return f"{navn} = {list(verdier)}".replace("'", '"')


def _toml(sakene: tuple[Formalsak, ...]) -> bytes:
    linjer = ["# Written by byggsak.testing.formalsaker; change it there.", ""]
    for sak in sakene:
        linjer += [
            "[[sak]]",
            f'punkt = "{sak.punkt}"',
            f'tittel = "{sak.tittel}"',
            f"mottatt = {MOTTATT.isoformat()}",
            f'soeknad = "{sak.soeknad}"',
            _liste("underskjema", sak.underskjema),
            _liste("vedlegg", [list(v) for v in sak.vedlegg]),
            _liste("brutt", sak.brutt),
            _liste("foelger", sak.foelger),
            f"register = {str(sak.register).lower()}",
            "",
        ]
    return "\n".join(linjer).encode("utf-8")


def filer() -> dict[str, bytes]:
    """Every file of fixtures/formalkontroll by name."""
    sakene = saker()
    egne = {navn: data for sak in sakene for navn, data in sak.filer.items()}
    return _felles() | egne | {"formalkontroll.toml": _toml(sakene)}


def main(modus: str) -> int:
    """Write the files, or say which of them are stale; 0 when all is well."""
    return write_or_check(MAPPE, filer(), modus)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "--check"))
