"""A letter of deficiencies as a letter for people and as outcomes for software."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from byggsak.case.soeknadsgang import Soeknadsgang
from byggsak.case.tilstand import Aktoer
from byggsak.domain.kommune import Kommune
from byggsak.domain.tekst import Spraak
from byggsak.domain.vedtak import Mangel, Mangelalvor
from byggsak.services import mangelbrev_tekst as t
from byggsak.services.brev import Avsnitt, Brev

FORM: Final = 1
"""The number of the JSON form of a letter."""
SJEKKLISTEEIER: Final = "dibk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledd:
    """One deficiency as the applicant reads it. `utfall_id` is an integer of its own in the case,
    None until the letter is sent."""

    mangel: Mangel
    hjemmel: str = ""
    raad: str = ""
    sjekkpunkt: str = ""
    utfall_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Utkast:
    """The letter as it would be. `svarfrist` is the one deadline for all of it."""

    spraak: Spraak
    svarfrist: date
    alvor: Mangelalvor
    ledd: tuple[Ledd, ...]


def som_utfall(brevet: Utkast, kommune: Kommune, sak_id: str, dag: date) -> dict[str, Any]:
    """The letter for software: the milestone and its outcomes."""
    return {
        "form": FORM,
        "milepel": "MB",
        "kommunenummer": kommune.nummer,
        "saksnummer": sak_id,
        "dato": dag.isoformat(),
        "svarfrist": brevet.svarfrist.isoformat(),
        "spraak": brevet.spraak,
        "virkning": brevet.alvor.value,
        "utfall": [_utfall(ledd, brevet) for ledd in brevet.ledd],
    }


def som_brev(
    brevet: Utkast, gang: Soeknadsgang, kommune: Kommune, sak_id: str, dag: date, aktoer: Aktoer
) -> Brev:
    """The letter for a person."""
    kort = gang.kort
    part = (kort.ansvarlig_soeker or kort.tiltakshaver) if kort is not None else None
    spraak, frist = brevet.spraak, t.dato(brevet.svarfrist, brevet.spraak)
    return Brev(
        avsender=t.AVSENDER.fyll(spraak, {"kommune": kommune.navn}),
        mottaker=part.navn if part is not None and part.navn else t.SOEKEREN.paa(spraak),
        sak=sak_id,
        dato=dag,
        overskrift=t.OVERSKRIFT.paa(spraak),
        spraak=spraak,
        avsnitt=(
            Avsnitt(
                linjer=(
                    t.INNLEDNING.fyll(spraak, {"tittel": kort.tittel if kort else sak_id}),
                    t.ALVOR[brevet.alvor].paa(spraak),
                )
            ),
            Avsnitt(t.MANGLENE.paa(spraak), punkter=tuple(_punkt(x, spraak) for x in brevet.ledd)),
            Avsnitt(
                t.FRISTEN.paa(spraak),
                (t.SVAR.fyll(spraak, {"frist": frist}), t.HVIS_IKKE.paa(spraak)),
            ),
        ),
        hilsen=f"{aktoer.navn or aktoer.id}\n{kommune.navn}",
    )


def _utfall(ledd: Ledd, brevet: Utkast) -> dict[str, Any]:
    mangel = ledd.mangel
    return {
        "utfallId": ledd.utfall_id,
        "utfallType": {"kodeverdi": "MG", "kodebeskrivelse": t.MANGEL.paa(brevet.spraak)},
        "utloestFraSjekkpunkt": {
            "sjekkpunktId": ledd.sjekkpunkt, "sjekkpunktEier": SJEKKLISTEEIER,
        } if ledd.sjekkpunkt else None,
        "mangelkode": mangel.kode or None,
        "tittel": mangel.tekst,
        "beskrivelse": ledd.raad or None,
        "hjemmel": ledd.hjemmel or None,
        "funn": mangel.funn or None,
        "svarfrist": brevet.svarfrist.isoformat(),
    }  # fmt: skip


def _punkt(ledd: Ledd, spraak: Spraak) -> str:
    mangel = ledd.mangel
    linjer = [
        mangel.tekst,
        ledd.raad,
        t.HJEMMEL.fyll(spraak, {"hjemmel": ledd.hjemmel}) if ledd.hjemmel else "",
        t.KODE.fyll(spraak, {"kode": mangel.kode}) if mangel.kode else "",
        t.REFERANSE.fyll(spraak, {"id": ledd.utfall_id}) if ledd.utfall_id is not None else "",
    ]
    return " ".join(filter(None, linjer))
