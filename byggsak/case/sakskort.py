"""Det saken heter og hvem den gjelder: nok til en saksliste, et arkiv og et brev, ikke mer.

Fødselsnummer hører ikke hjemme her: hendelsesloggen endres aldri, og skal kunne leses av mange.
"""

from __future__ import annotations

from dataclasses import dataclass

from byggsak.domain.personnummer import uten_personnummer
from byggsak.domain.soeknad import Part, Soeknad


@dataclass(frozen=True, slots=True, kw_only=True)
class Kortpart:
    """En part slik den står i saken. `id` er organisasjonsnummeret, tom for privatpersoner."""

    navn: str
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sakskort:
    """Søknaden i kortform. `type` er nasjonal prosesskode («ET»); eiendommer som «1/2».

    `delsoeknad` er nummeret på delen av tiltaket søknaden gjelder, tom når den gjelder alt.
    """

    type: str
    skjema: str
    tittel: str
    eiendommer: tuple[str, ...] = ()
    tiltak: tuple[str, ...] = ()
    tiltakshaver: Kortpart | None = None
    ansvarlig_soeker: Kortpart | None = None
    delsoeknad: str = ""


def sakskort(soeknad: Soeknad) -> Sakskort:
    """Kortet til en søknad. Tittelen er offentlig og bygges bare av tiltak og eiendom."""
    eiendommer = tuple(str(e.matrikkelnummer) for e in soeknad.eiendommer)
    # En kodebeskrivelse er fri tekst fra avsenderen.
    tiltak = tuple(
        uten_personnummer(k.kodebeskrivelse or k.kodeverdi or "")
        for k in soeknad.tiltakstyper
        if k.kodeverdi
    )
    hva = ", ".join(tiltak) or "Byggesøknad"
    hvor = f" – gnr./bnr. {', '.join(eiendommer)}" if eiendommer else ""
    return Sakskort(
        type=soeknad.skjema.type.value,
        skjema=soeknad.skjema.navn,
        tittel=f"{hva}{hvor}",
        eiendommer=eiendommer,
        tiltak=tiltak,
        tiltakshaver=_part(soeknad.tiltakshaver),
        ansvarlig_soeker=_part(soeknad.ansvarlig_soeker),
        delsoeknad=delsoeknad(soeknad),
    )


def delsoeknad(soeknad: Soeknad) -> str:
    """Nummeret på delen av tiltaket søknaden gjelder; tom når den ikke oppgir noen."""
    return (soeknad.denne_delen.nummer or "") if soeknad.denne_delen else ""


def _part(part: Part | None) -> Kortpart | None:
    if part is None or not (part.navn or part.organisasjonsnummer):
        return None
    return Kortpart(navn=uten_personnummer(part.navn or ""), id=part.organisasjonsnummer or "")
