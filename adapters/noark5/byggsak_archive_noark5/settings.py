"""What an operator decides about the archive. Kept in its folder, so that a deposit needs no more
than the folder."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from byggsak.archive.errors import PermanentConfig

FILE = "innstillinger.json"
PRODUKSJONSFORMAT = ("avvis", "paastaatt", "godta")
_REQUIRED = ("mappe", "arkivskaper_id", "arkivskaper")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """`mappe` is the folder; `arkivskaper_id` the organisation number of the municipality.

    `xsd` is a folder with the official Noark 5 schemas, copied into each deposit.
    `produksjonsformat` says when a case with documents that are not known to be in archive format
    may be closed (krav 3.2.8): «avvis» never, «paastaatt» when each of them says itself that it is
    PDF/A, «godta» always. They are deposited as what they are, whatever is chosen.
    `depot` (who receives deposits) and `avtale` (the submission agreement with them) are asked for
    by a DIAS package, which says both. The rest are titles that stand in the deposit.
    """

    mappe: str
    arkivskaper_id: str
    arkivskaper: str
    arkiv: str = "Byggesaksarkiv"
    arkivdel: str = "Byggesak"
    klassifikasjonssystem: str = "Gårds- og bruksnummer"
    arkivar: str = "byggsak"
    system: str = "byggsak"
    xsd: str = ""
    produksjonsformat: str = "paastaatt"
    depot: str = ""
    avtale: str = ""

    @property
    def folder(self) -> Path:
        return Path(self.mappe)

    @classmethod
    def from_options(cls, options: Mapping[str, str]) -> "Settings":
        """Settings from a configuration; every fault is named. Raises PermanentConfig."""
        known = {field.name for field in fields(cls)}
        if unknown := sorted(set(options) - known):
            raise PermanentConfig(
                f"Adapteren noark5 kjenner ikke valgene {', '.join(unknown)}. "
                f"Kjente valg: {', '.join(sorted(known))}."
            )
        if missing := [name for name in _REQUIRED if not options.get(name, "").strip()]:
            raise PermanentConfig(f"Adapteren noark5 mangler valgene {', '.join(missing)}.")
        settings = cls(**options)
        if settings.produksjonsformat not in PRODUKSJONSFORMAT:
            raise PermanentConfig(
                f"Valget produksjonsformat er {settings.produksjonsformat!r}; "
                "det kan være avvis, paastaatt eller godta."
            )
        return settings

    def save(self) -> None:
        """Write the settings into the folder, whole or not at all."""
        path = self.folder / FILE
        text = json.dumps(asdict(self), ensure_ascii=False, indent=2)
        if path.exists() and path.read_text("utf-8") == text:
            return
        draft = path.with_name(f".{FILE}.{os.getpid()}")
        draft.write_text(text, "utf-8")
        draft.replace(path)

    @classmethod
    def load(cls, folder: Path) -> "Settings":
        """The settings of an archive folder, wherever it has been moved to."""
        try:
            options = json.loads((folder / FILE).read_text("utf-8"))
        except FileNotFoundError as error:
            raise PermanentConfig(f"{folder} er ikke et noark5-arkiv: {FILE} mangler.") from error
        return cls.from_options(options | {"mappe": str(folder)})
