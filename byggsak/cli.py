"""The command line: `byggsak --help`.

A new sub-command is one function in a `cli_*.py` file and one line here. Those files import what
they use inside the function, so that `--help` answers at once.
"""

from __future__ import annotations

from typing import Annotated

import typer

from byggsak import (
    __version__,
    cli_archive,
    cli_case,
    cli_check,
    cli_frist,
    cli_map,
    cli_rules,
    cli_server,
)
from byggsak.cli_errors import Group

app = typer.Typer(
    cls=Group,
    name="byggsak",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Start with [bold]byggsak demo[/], or check an application of your own:"
    " [bold]byggsak check soeknad.xml --map plan.gml[/]",
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"byggsak {__version__}")
        raise typer.Exit


@app.callback()
def main(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """From a building application to a decision: check, receive, process, archive."""


APPLICATIONS = "Applications and rules"
SERVICE = "The service"

app.command("check", rich_help_panel=APPLICATIONS, epilog=cli_check.EXAMPLES)(cli_check.check)
app.command("frist", rich_help_panel=APPLICATIONS)(cli_frist.frist)
app.add_typer(cli_map.app, name="map", rich_help_panel=APPLICATIONS)
app.add_typer(cli_rules.app, name="rules", rich_help_panel=APPLICATIONS)
app.command("demo", rich_help_panel=SERVICE, epilog=cli_server.DEMO)(cli_server.demo)
app.command(
    "serve", rich_help_panel=SERVICE, epilog=cli_server.SERVE, help=cli_server.serve_help()
)(cli_server.serve)
app.command("worker", rich_help_panel=SERVICE, epilog=cli_server.WORKER)(cli_server.worker)
app.add_typer(cli_case.app, name="case", rich_help_panel=SERVICE)
app.add_typer(cli_archive.app, name="archive", rich_help_panel=SERVICE)
app.add_typer(cli_server.db, name="db", rich_help_panel=SERVICE)

if __name__ == "__main__":
    app()
