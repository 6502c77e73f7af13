"""The site drawing to a file, in the form that the file's ending names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from byggsak.cli_errors import CliError

if TYPE_CHECKING:
    from byggsak.domain.funn import Funn
    from byggsak.domain.kart import Kart
    from byggsak.domain.kommune import Kommune
    from byggsak.domain.soeknad import Vedlegg
    from byggsak.domain.tekst import Spraak
    from byggsak.domain.utvei import Utvei
    from byggsak.services.tegning import Tegneformat


def drawing_format(path: Path) -> Tegneformat:
    """By the ending of the file name."""
    from byggsak.services.tegning import Tegneformat

    try:
        return Tegneformat(path.suffix.lower().removeprefix("."))
    except ValueError as error:
        raise CliError(
            f"A drawing cannot be written as {path.name!r}.",
            "The ending says which form it is written in.",
            "Let the name end in .svg, .png or .geojson.",
        ) from error


def write_drawing(
    path: Path,
    shape: Tegneformat,
    attachments: Sequence[Vedlegg],
    maps: Kart | None,
    municipality: Kommune | None,
    findings: Sequence[Funn],
    title: str,
    language: Spraak,
    ways: Sequence[Utvei],
) -> None:
    """Write it, or say on stderr that there is nothing to draw."""
    from byggsak.services.tegning import tegning

    drawn = tegning(shape, attachments, maps, municipality, findings, title, language, ways)
    if drawn is None:
        typer.echo("No drawing: the filing holds no digital site plan that can be drawn.", err=True)
        return
    try:
        path.write_bytes(drawn)
    except OSError as error:
        raise CliError(f"The drawing cannot be written to {path}: {error.strerror}.") from error
