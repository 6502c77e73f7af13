"""Finds the installed archive adapters (entry point group `byggsak.archive`) and makes one; and
the verifiers of deposits that come with them (`byggsak.archive.verifier`)."""

from collections.abc import Mapping
from importlib.metadata import EntryPoint, entry_points

from byggsak.archive.errors import PermanentConfig
from byggsak.archive.port import ArchivePort, FileSource, Verifier

GROUP = "byggsak.archive"
VERIFIERS = "byggsak.archive.verifier"


def installed() -> dict[str, EntryPoint]:
    """Name → entry point of every installed adapter, sorted by name."""
    return {point.name: point for point in sorted(entry_points(group=GROUP), key=lambda p: p.name)}


def create(name: str, options: Mapping[str, str], files: FileSource) -> ArchivePort:
    """The adapter `name`, made from its options. Raises PermanentConfig with what to do.

    The entry point is a callable `(options, files) -> ArchivePort`; it checks its own options.
    """
    found = installed()
    if name not in found:
        known = ", ".join(found) or "ingen"
        raise PermanentConfig(
            f"Ingen arkivadapter heter {name!r}. Installerte adaptere: {known}. "
            "Installer pakken til arkivsystemet, eller rett navnet i oppsettet."
        )
    try:
        factory = found[name].load()
    except ImportError as error:
        raise PermanentConfig(
            f"Adapteren {name!r} ({found[name].value}) lot seg ikke laste: {error}. "
            "Installer pakken på nytt med det den trenger."
        ) from error
    adapter: ArchivePort = factory(options, files)
    return adapter


def verifier(name: str) -> Verifier:
    """The verifier of deposits in the standard `name`. Raises PermanentConfig with what to do."""
    found = {point.name: point for point in entry_points(group=VERIFIERS)}
    if name not in found:
        known = ", ".join(sorted(found)) or "ingen"
        raise PermanentConfig(
            f"Ingen installert pakke kan kontrollere uttrekk av slaget {name!r}. Kjente: {known}. "
            "Installer adapteren som skriver slike uttrekk."
        )
    made: Verifier = found[name].load()()
    return made
