"""`byggsak archive`: adapters and their certificates, deposits, and the delivery itself."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final

import typer

from byggsak import cli_archive_ops as ops
from byggsak.cli_archive_ops import Format
from byggsak.cli_errors import CliError, Group

DELIVERY: Final = "Delivery"
HANDOVER: Final = "Deposits and adapters"
CONFORM: Final = (
    "[bold]byggsak archive conform noark5 --option mappe=var/proeve --option"
    " arkivskaper_id=999999999 --option arkivskaper=Prøve --out noark5.json[/]"
)


app = typer.Typer(
    cls=Group,
    help="The archive: adapters, delivery, deposits.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
certificate = typer.Typer(help="Certificates of adapters.", no_args_is_help=True)
app.add_typer(certificate, name="certificate", rich_help_panel=HANDOVER)
app.command(rich_help_panel=DELIVERY)(ops.status)
app.command(rich_help_panel=DELIVERY, epilog=ops.RETRY)(ops.retry)
app.command(rich_help_panel=DELIVERY)(ops.pause)
app.command(rich_help_panel=DELIVERY)(ops.resume)
app.command(rich_help_panel=DELIVERY)(ops.reconcile)
app.command(rich_help_panel=HANDOVER)(ops.export)


@app.command(rich_help_panel=HANDOVER, epilog=CONFORM)
def conform(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The adapter's name.")],
    option: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=VALUE", help="An option of the adapter; NAME=@FILE reads it."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Certificate as JSON; HTML beside it.")
    ] = None,
    key: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Private Ed25519 or P-256 key (PEM, JWK).")
    ] = None,
) -> None:
    """Run the archive contract against an installed adapter and write a certificate.

    It files some hundred test objects and removes none: point it at a test archive. Exit code 1
    when a check fails.
    """
    from byggsak.archive.errors import ArchiveError
    from byggsak.testing.certificate import InvalidKey, Outcome, write_html, write_json
    from byggsak.testing.conform import CannotConform
    from byggsak.testing.conform import conform as run

    signing = None if key is None else _read(key)
    target = out or Path(f"{name}-certificate.json")
    try:
        made = run(name, _options(option or []), datetime.now(UTC))
        text = write_json(made, signing)
    except (ArchiveError, CannotConform, InvalidKey) as error:
        raise CliError(f"{name} could not be tried: {error}") from error
    checksum = _checksum(text)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")
    page = target.with_suffix(".html")
    page.write_text(write_html(made, checksum), "utf-8")
    for check in made.checks:
        if check.outcome is Outcome.FAILED:
            typer.echo(f"failed: {check.sentence}: {check.reason}")
    count = {o: sum(c.outcome is o for c in made.checks) for o in Outcome}
    typer.echo(
        f"{name} {made.version}: {count[Outcome.PASSED]} passed, {count[Outcome.FAILED]} failed, "
        f"{count[Outcome.SKIPPED]} do not apply. Certificate: {target}, {page}"
    )
    if not made.passed:
        raise typer.Exit(1)


@app.command(
    rich_help_panel=HANDOVER,
    epilog="[bold]byggsak archive verify var/uttrekk-2026 --schemas noark5-xsd[/]",
)
def verify(
    deposit: Annotated[Path, typer.Argument(metavar="DIR", help="The deposit, or a DIAS package.")],
    schemas: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="The official schemas; else those in the deposit."),
    ] = None,
    standard: Annotated[str, typer.Option(help="What kind of deposit.")] = "noark5",
    format: Annotated[Format, typer.Option("--format", help="text or json")] = Format.TEXT,
) -> None:
    """Check a deposit as the validators of the archives do, before it is handed over.

    Exit code 0 fine, 1 faults, 2 unreadable, 3 no fault, but something could not be checked.
    """
    import json

    from byggsak.archive.deposit import DepositResult, as_json, as_text
    from byggsak.archive.errors import PermanentConfig
    from byggsak.services.uttrekkskontroll import kontroller_uttrekk

    for folder in filter(None, (deposit, schemas)):
        if not folder.is_dir():
            raise CliError(
                f"{folder} is not a folder.",
                do="Name the folder of the deposit, or the one with its tar file and info.xml.",
            )
    try:
        report = kontroller_uttrekk(deposit, schemas, standard)
    except PermanentConfig as error:
        raise CliError(str(error)) from error
    if format is Format.JSON:
        typer.echo(json.dumps(as_json(report), ensure_ascii=False, indent=2))
    else:
        typer.echo(as_text(report))
    order = (
        DepositResult.GODKJENT,
        DepositResult.MANGLER,
        DepositResult.AVVIST,
        DepositResult.UAVKLART,
    )
    raise typer.Exit(order.index(report.result))


@certificate.command(
    "verify", epilog="[bold]byggsak archive certificate verify x.json --key p.pem[/]"
)
def verify_certificate(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The certificate (JSON).")],
    key: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Public key of whoever issued it.")
    ] = None,
) -> None:
    """Is the certificate what was issued? Exit 0 yes, 1 no, 3 when no key was given to tell."""
    from byggsak.testing.certificate import InvalidKey, NotACertificate, Tampered, verify

    try:
        content, proven = verify(_read(file), None if key is None else _read(key))
    except (InvalidKey, NotACertificate) as error:
        raise CliError(f"{file} cannot be verified: {error}") from error
    except Tampered as error:
        typer.echo(f"{file}: {error}")
        raise typer.Exit(1) from error
    adapter = content["adapter"]
    typer.echo(
        f"{file}: {adapter['navn']} {adapter['versjon']}, {content['dato']}: {content['resultat']}"
    )
    if not proven:
        typer.echo("The checksum fits. Who issued it is not proven: give --key.")
        raise typer.Exit(3)
    typer.echo("The signature fits the key.")


def _options(given: list[str]) -> dict[str, str]:
    options = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not (name and equals):
            raise CliError(
                f"--option {one!r} is not NAME=VALUE.",
                do="Write for example --option mappe=var/proeve, or --option passord=@hemmelig.txt",
            )
        options[name] = _read(Path(value[1:])).decode().strip() if value[:1] == "@" else value
    return options


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise CliError(
            f"{file} cannot be read: {error.strerror}.", do="Check the path and your access to it."
        ) from error


def _checksum(text: str) -> str:
    import json

    return str(json.loads(text)["sha256"])
