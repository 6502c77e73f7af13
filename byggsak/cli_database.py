"""The settings and the database behind the commands that need them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, Any

import typer

from byggsak.cli_errors import CliError

if TYPE_CHECKING:
    from byggsak.services.config import Config

Database = Annotated[
    str | None,
    typer.Option(metavar="URL", help="Instead of BYGGSAK_DATABASE, e.g. sqlite:///var/x.sqlite."),
]


def settings() -> Config:
    """What the environment says; a setting that cannot be used is the operator's to mend."""
    from byggsak.services.config import Config, UgyldigOppsett

    try:
        return Config.fra(os.environ)
    except UgyldigOppsett as error:
        raise CliError(f"The settings cannot be used: {error}") from error


def open_database(url: str | None) -> Any:
    """The engine for `--database`, or for BYGGSAK_DATABASE, with its tables in place."""
    from byggsak.store.migrering import ForeldetDatabase, klargjoer
    from byggsak.store.motor import UgyldigDatabase, lag_motor

    try:
        engine = lag_motor(url or settings().database)
        klargjoer(engine)
    except (UgyldigDatabase, ForeldetDatabase) as error:
        raise CliError(str(error)) from error
    return engine
