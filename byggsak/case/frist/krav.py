"""Tallene fristene regnes med. De står i `krav.toml` med kilde; her bare navn og enhet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Fristkrav:
    """Uker, måneder, år, dager og prosent etter navnet; datoene er når loven ble endret."""

    korte_uker: int
    lange_uker: int
    gebyr_prosent_per_uke: int
    gebyr_prosent_tak: int
    myndighet_uker: int
    nabovarsel_uker: int
    nabovarsel_gyldig_aar: int
    klage_uker: int
    klage_ytre_maaneder: int
    klage_absolutt_aar: int
    klageforberedelse_uker: int
    klageinstans_uker: int
    klageinstans_uker_utsatt: int
    forelopig_svar_maaneder: int
    bortfall_aar: int
    oppmaaling_aar: int
    ekspropriasjon_uker: int
    forbud_uker: int
    sikkerhet_bekreftelse_dager: int
    ferdigattest_tidligst_soekt: date
    lovendring_2015: date
    lovendring_2017: date
