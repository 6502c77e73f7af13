"""Tidslinjen inn: søknadstype, fakta og daterte hendelser, lest med klare feil."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

TYPER = ("ET", "RS", "IG", "ES", "TA", "MB", "FA", "DI")
HENDELSER = frozenset(
    """mottatt komplett mangelbrev supplert sendt_regional_myndighet svar_regional_myndighet
    forlenget_myndighetsfrist forlenget avtalt_frist gebyrkrav gebyr_betalt plan_endret
    forbud_varslet ekspropriasjon_utsatt vedtak_fattet vedtak_sendt vedtak_mottatt kjennskap klage
    klage_mottatt_sf sf_vedtak tilbake_fra_klageinstans ig_utsatt_iverksetting tiltakssoknad_sendt
    nabovarsel_sendt nabovarsel_materiale soknad_sendt igangsatt""".split()  # noqa: SIM905 - a word list reads better
)
DISPENSASJONER = ("ingen", "plan", "lov", "lov_1_8")


class UgyldigTidslinje(ValueError):
    """Tidslinjen kan ikke leses. Meldingen sier hvilket felt, hva som sto der og hva som godtas."""


@dataclass(frozen=True, slots=True)
class Hending:
    dato: date
    navn: str
    egenskaper: Mapping[str, Any]

    def __getitem__(self, noekkel: str) -> Any:
        return self.egenskaper.get(noekkel)


@dataclass(frozen=True, slots=True)
class Tidslinje:
    """Hendelsene i datorekkefølge; samme dato i den rekkefølgen de ble oppgitt."""

    type: str
    fakta: Mapping[str, Any]
    hendelser: tuple[Hending, ...]

    def alle(self, *navn: str) -> list[Hending]:
        return [h for h in self.hendelser if h.navn in navn]

    def foerste(self, *navn: str, fra: date | None = None) -> Hending | None:
        return next((h for h in self.alle(*navn) if fra is None or h.dato >= fra), None)

    def siste(self, *navn: str) -> Hending | None:
        return next(iter(reversed(self.alle(*navn))), None)

    def dato(self, navn: str) -> date | None:
        verdi = self.fakta.get(navn)
        return _dato(verdi, f"facts.{navn}") if verdi is not None else None

    @property
    def per_dato(self) -> date | None:
        """Dagen svaret gjelder for når saken ikke er avgjort."""
        return self.dato("per_dato")

    @property
    def ukjente(self) -> list[str]:
        return sorted({h.navn for h in self.hendelser} - HENDELSER)


def les_tidslinje(data: object) -> Tidslinje:
    """Fra JSON-verdien i en fil. Reiser `UgyldigTidslinje`."""
    if not isinstance(data, dict):
        raise UgyldigTidslinje("tidslinjen skal være et objekt med «type», «facts» og «events»")
    slag = data.get("type")
    if slag not in TYPER:
        raise UgyldigTidslinje(f"type er {slag!r}; godtatt er {', '.join(TYPER)}")
    fakta = data.get("facts", {})
    if not isinstance(fakta, dict):
        raise UgyldigTidslinje("facts skal være et objekt")
    if fakta.get("dispensasjon", "ingen") not in DISPENSASJONER:
        raise UgyldigTidslinje(
            f"facts.dispensasjon er {fakta['dispensasjon']!r}; godtatt er "
            + ", ".join(DISPENSASJONER)
        )
    hendelser = data.get("events", [])
    if not isinstance(hendelser, list):
        raise UgyldigTidslinje("events skal være en liste")
    return Tidslinje(slag, fakta, tuple(sorted(_hendinger(hendelser), key=lambda h: h.dato)))


def _hendinger(liste: list[Any]) -> Iterator[Hending]:
    for nummer, post in enumerate(liste, start=1):
        sted = f"events[{nummer}]"
        if not isinstance(post, dict):
            raise UgyldigTidslinje(f"{sted} skal være et objekt med «date» og «event»")
        navn = post.get("event")
        if not isinstance(navn, str) or not navn:
            raise UgyldigTidslinje(f"{sted} mangler «event»")
        ny_frist = post.get("ny_frist")
        egenskaper = {
            **post,
            "ny_frist": _dato(ny_frist, f"{sted}.ny_frist") if ny_frist is not None else None,
        }
        yield Hending(_dato(post.get("date"), f"{sted}.date"), navn, egenskaper)


def _dato(verdi: object, sted: str) -> date:
    try:
        return date.fromisoformat(str(verdi))
    except ValueError:
        raise UgyldigTidslinje(f"{sted} er {verdi!r}; skriv datoen som ÅÅÅÅ-MM-DD") from None
