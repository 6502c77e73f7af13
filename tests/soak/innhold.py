"""What an archive really holds, read past its adapter: one external key per object found."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any


def options(adapter: str, folder: Path) -> dict[str, str]:
    """What the operator writes to set the adapter up in `folder`."""
    match adapter:
        case "folder":
            return {"mappe": str(folder / "arkiv")}
        case "noark5":
            return {
                "mappe": str(folder / "arkiv"),
                "arkivskaper_id": "999999999",
                "arkivskaper": "Eksempel kommune",
            }
        case "template":
            return {"fil": str(folder / "arkiv.sqlite")}
        case _:
            return {}


def objects(adapter: str, folder: Path, archive: Any) -> list[str]:
    """Every object, by external key; twice when it is there twice."""
    match adapter:
        case "folder":
            places = ("*/sak.json", "*/*/journalpost.json", "*/*/dokument-*.json")
            found = [file for place in places for file in (folder / "arkiv").glob(place)]
            return [json.loads(file.read_text("utf-8"))["nøkkel"] for file in found]
        case "noark5" | "template":
            name = "arkiv/arkiv.sqlite" if adapter == "noark5" else "arkiv.sqlite"
            with closing(sqlite3.connect(folder / name)) as db:
                return [ref for (ref,) in db.execute("SELECT ref FROM objekt")]
        case _:
            return [str(key) for key in archive.objects()]
