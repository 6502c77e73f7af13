"""How the command line fails: three sentences on stderr, and exit codes that keep their promise.

0 godkjent · 1 mangler · 2 avvist, or the command was used wrongly · 3 uavklart
70 byggsak itself failed (a crash must never read as «mangler»)
"""

from __future__ import annotations

import os
import sys
import traceback
from typing import Any, Final

import typer
from typer.core import TyperGroup

BAD_USAGE: Final = 2
OUR_FAULT: Final = 70
BROKEN_PIPE: Final = 141


class CliError(Exception):
    """A mistake the user can mend: what happened, why it matters or how it came, what to do."""

    def __init__(self, what: str, why: str = "", do: str = "", exit_code: int = BAD_USAGE) -> None:
        super().__init__(what)
        self.what = what
        self.why = why
        self.do = do
        self.exit_code = exit_code


class Group(TyperGroup):
    """Turns `CliError` into an answer, and anything unforeseen into exit code 70."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except CliError as error:
            say(error)
            raise typer.Exit(error.exit_code) from error
        except BrokenPipeError:
            # Whoever read our output has left; Python would complain again on closing stdout.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(BROKEN_PIPE) from None
        except Exception as error:
            if type(error).__module__.startswith("typer"):
                raise
            if os.environ.get("BYGGSAK_DEBUG"):
                traceback.print_exc()
            say(
                CliError(
                    f"byggsak failed: {type(error).__name__}: {error}",
                    "This is a fault in byggsak or in what it runs on, not an answer about the"
                    " application.",
                    "Run again with BYGGSAK_DEBUG=1 set to see where, and please report it.",
                )
            )
            raise typer.Exit(OUR_FAULT) from error


def say(error: CliError) -> None:
    """Print the error on stderr, in colour when that is a terminal."""
    typer.secho(f"Error: {error.what}", fg=typer.colors.RED, bold=True, err=True)
    for sentence in filter(None, (error.why, error.do)):
        typer.echo(f"  {sentence}", err=True)
