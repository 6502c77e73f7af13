"""A deposit checked whole: by the verifier of its standard, and against its schemas. One that is
packed is checked as a package first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import file_digest
from pathlib import Path
from typing import Final

from byggsak.archive import registry
from byggsak.archive.deposit import (
    DepositCheck,
    DepositFinding,
    DepositReport,
    OpenedDeposit,
)
from byggsak.archive.port import PackageVerifier, Verifier
from byggsak.domain.funn import Alvorlighet, Utfall
from byggsak.xml.large import SchemaFault, SchemaUnusable, validate_file

XSD: Final = "N5.03"
_RAAD: Final = "Skriv uttrekket på nytt fra arkivet; rett ikke i filene."
_Par = tuple[Path, Path]  # a file, and the schema it is held against


def kontroller_uttrekk(
    uttrekk: Path, skjemaer: Path | None = None, slag: str = "noark5"
) -> DepositReport:
    """The report. Schemas are taken from `skjemaer`, or else from the deposit itself.

    Raises PermanentConfig when nothing installed can check deposits of this kind.
    """
    verifier = registry.verifier(slag)
    with _aapnet(verifier, uttrekk) as pakke:
        if pakke.folder is None:
            rapport = DepositReport(
                deposit=uttrekk.name, standard=slag, checks=(), findings=(), unreadable=True
            )
        else:
            rapport = _innholdet(verifier, pakke.folder, skjemaer)
        rapport = replace(
            rapport,
            deposit=uttrekk.name,
            checks=(*pakke.checks, *rapport.checks),
            findings=(*pakke.findings, *rapport.findings),
        )
        par = [(Path(p.file), (skjemaer or Path(p.file).parent) / p.schema) for p in pakke.schemas]
        return _mot_skjemaer(rapport, pakke.schema_check, par)


@contextmanager
def _aapnet(verifier: Verifier, uttrekk: Path) -> Iterator[OpenedDeposit]:
    if not isinstance(verifier, PackageVerifier):
        yield OpenedDeposit(folder=uttrekk)
        return
    with verifier.opened(uttrekk) as pakke:
        yield pakke


def _innholdet(verifier: Verifier, uttrekk: Path, skjemaer: Path | None) -> DepositReport:
    rapport = verifier.verify(uttrekk)
    if rapport.unreadable:
        return rapport
    uleselige = {one.file for one in rapport.findings if one.check == "P1"}
    par = [
        (uttrekk / p.file, (skjemaer or uttrekk) / p.schema)
        for p in rapport.schemas
        if p.file not in uleselige
    ]
    ulest = [p.schema for p in rapport.schemas if p.file in uleselige]
    avvik = [] if skjemaer is None else [uttrekk / p.schema for p in rapport.schemas]
    return _mot_skjemaer(rapport, XSD, par, ulest, avvik)


def _mot_skjemaer(
    rapport: DepositReport,
    navn: str,
    filer: Iterable[_Par],
    ulest: Iterable[str] = (),
    i_uttrekket: Iterable[Path] = (),
) -> DepositReport:
    """The check `navn` carried out; schemas that lie in the deposit are held against those used."""
    tittel = next((check.title for check in rapport.checks if check.id == navn), "")
    if not tittel:
        return rapport
    funn: list[DepositFinding] = []
    ugjort, brukt, sett = list(ulest), {}, 0
    for fil, skjema in filer:
        if not (fil.is_file() and skjema.is_file()):
            ugjort.append(skjema.name)
            continue
        try:
            feil = validate_file(fil, skjema)
        except SchemaUnusable as error:
            ugjort.append(str(error))
            continue
        sett += 1
        brukt[skjema.name] = skjema
        funn.extend(_funn(navn, fil.name, skjema.name, en) for en in feil)
    funn.extend(
        DepositFinding(
            check=navn,
            severity=Alvorlighet.ADVARSEL,
            message="skjemaet i uttrekket er et annet enn det oppgitte",
            advice="Legg det offisielle skjemaet i uttrekket.",
            file=her.name,
        )
        for her in i_uttrekket
        if her.name in brukt and _avviker(her, brukt[her.name])
    )
    utfall = Utfall.BRUTT if funn else Utfall.UAVKLART if ugjort else Utfall.OPPFYLT
    manglet = ", ".join(dict.fromkeys(ugjort))
    grunn = f"ikke kontrollert mot {manglet}; oppgi mappen med de offisielle skjemaene"
    kontroll = DepositCheck(
        id=navn, title=tittel, outcome=utfall, count=sett, reason=grunn if ugjort else ""
    )
    return rapport.with_check(kontroll, tuple(funn))


def _funn(navn: str, fil: str, skjema: str, feil: SchemaFault) -> DepositFinding:
    ventet = ", ".join(feil.expected)
    match feil.kind:
        case "place":
            melding = f"{feil.element} står feil" + (f"; ventet {ventet}" if ventet else "")
        case "missing":
            melding = f"{feil.element} mangler {ventet}"
        case "value":
            melding = f"verdien i {feil.element} er ikke tillatt"
        case "other":
            melding = f"{feil.element} er ikke gyldig"
    return DepositFinding(
        check=navn,
        severity=Alvorlighet.FEIL,
        message=f"{melding} ({skjema})",
        advice=_RAAD,
        file=fil,
        line=feil.line,
    )


def _avviker(her: Path, offisielt: Path) -> bool:
    return her.is_file() and _sha256(her) != _sha256(offisielt)


def _sha256(fil: Path) -> str:
    with fil.open("rb") as stroem:
        return file_digest(stroem, "sha256").hexdigest()
