"""The part of the settings that the HTTP face alone cares about: tokens and size limits."""

from __future__ import annotations

from dataclasses import dataclass

from byggsak.services.config import Config
from byggsak.services.vedlegg import MAKS_SITUASJONSPLAN


@dataclass(frozen=True, slots=True)
class Innlogging:
    """Whose tokens count: the keys (`jwks` is a file or an https address), issuer and audience."""

    jwks: str
    utsteder: str
    mottaker: str


@dataclass(frozen=True, slots=True)
class Grenser:
    """The most one request may carry, in bytes (`deler` in number)."""

    skjema: int = 2_000_000
    skjema_samlet: int = 16_000_000
    situasjonsplan: int = MAKS_SITUASJONSPLAN
    vedlegg: int = 500_000_000
    vedlegg_samlet: int = 2_000_000_000
    deler: int = 500


@dataclass(frozen=True, slots=True)
class Innstillinger:
    """`innlogging` None is open mode: everyone who reaches the service is a caseworker.

    Open mode answers only on the machine itself; see `byggsak_api.tilgang`.
    """

    innlogging: Innlogging | None = None
    grenser: Grenser = Grenser()

    @classmethod
    def av(cls, config: Config) -> Innstillinger:
        """As the environment says (`byggsak.services.config`)."""
        innlogging = Innlogging(config.jwks, config.issuer, config.audience)
        return cls(
            innlogging if config.jwks else None,
            Grenser(
                skjema=config.grenser.xml,
                skjema_samlet=8 * config.grenser.xml,
                vedlegg=config.grenser.fil,
                vedlegg_samlet=config.grenser.samlet,
                deler=config.grenser.antall_filer,
            ),
        )
