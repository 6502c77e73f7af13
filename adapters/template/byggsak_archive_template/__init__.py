"""Malen for en arkivadapter: et ekte lite arkiv i én SQLite-fil.

Kopier hele mappen, og bytt ut innmaten trinn for trinn. Les filene i denne rekkefølgen:

1. `__init__.py` (her): inngangspunktet som byggsak kaller, og valgene driftspersonen skriver.
2. `archive.py`: porten, altså hva byggsak ber om og hva arkivet svarer.
3. `lager.py`: det som er ditt eget system. Hos deg er det et kall til et API.
"""

from collections.abc import Mapping
from pathlib import Path

from byggsak.archive.errors import PermanentConfig
from byggsak.archive.port import ArchivePort, FileSource
from byggsak_archive_template.archive import TemplateArchive
from byggsak_archive_template.lager import Lager

__all__ = ["TemplateArchive", "create"]


def create(options: Mapping[str, str], files: FileSource) -> ArchivePort:
    """Lag adapteren av valgene. `BYGGSAK_ARCHIVE_FIL=var/arkiv.sqlite` kommer som `fil`.

    Et valg som er skrevet feil, skal nevnes ved navn og aldri overses: driftspersonen ser
    meldingen når tjenesten starter. `files` åpner innholdet i dokumentene som skal arkiveres.
    """
    if ukjente := sorted(set(options) - {"fil"}):
        raise PermanentConfig(
            f"Adapteren template kjenner ikke valgene {', '.join(ukjente)}. Kjente valg: fil."
        )
    if not options.get("fil", "").strip():
        raise PermanentConfig("Adapteren template mangler valget fil, f.eks. var/arkiv.sqlite.")
    return TemplateArchive(Lager(Path(options["fil"])), files)
