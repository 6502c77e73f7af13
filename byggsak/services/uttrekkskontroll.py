"""A deposit checked whole: by the verifier of its standard, and against its schemas."""

from __future__ import annotations

from hashlib import file_digest
from pathlib import Path
from typing import Final

from byggsak.archive import registry
from byggsak.archive.deposit import DepositCheck, DepositFinding, DepositReport, SchemaPair
from byggsak.domain.funn import Alvorlighet, Utfall
from byggsak.xml.large import SchemaFault, SchemaUnusable, validate_file

XSD: Final = "N5.03"
_RAAD: Final = "Skriv uttrekket på nytt fra arkivet; rett ikke i filene."


def kontroller_uttrekk(
    uttrekk: Path, skjemaer: Path | None = None, slag: str = "noark5"
) -> DepositReport:
    """The report. Schemas are taken from `skjemaer`, or else from the deposit itself.

    Raises PermanentConfig when nothing installed can check deposits of this kind.
    """
    rapport = registry.verifier(slag).verify(uttrekk)
    tittel = next((check.title for check in rapport.checks if check.id == XSD), "")
    if rapport.unreadable or not tittel:
        return rapport
    uleselige = {one.file for one in rapport.findings if one.check == "P1"}
    funn: list[DepositFinding] = []
    ugjort: list[str] = []
    sett = 0
    for par in rapport.schemas:
        skjema = (skjemaer or uttrekk) / par.schema
        if par.file in uleselige or not skjema.is_file():
            ugjort.append(par.schema)
            continue
        try:
            feil = validate_file(uttrekk / par.file, skjema)
        except SchemaUnusable as error:
            ugjort.append(str(error))
            continue
        sett += 1
        funn.extend(_funn(par, en) for en in feil)
        if skjemaer is not None and _avviker(uttrekk / par.schema, skjema):
            funn.append(
                DepositFinding(
                    check=XSD,
                    severity=Alvorlighet.ADVARSEL,
                    message="skjemaet i uttrekket er et annet enn det oppgitte",
                    advice="Legg det offisielle skjemaet i uttrekket.",
                    file=par.schema,
                )
            )
    utfall = Utfall.BRUTT if funn else Utfall.UAVKLART if ugjort else Utfall.OPPFYLT
    grunn = ""
    if ugjort:
        grunn = (
            f"ikke kontrollert mot {', '.join(ugjort)}; oppgi mappen med de offisielle skjemaene"
        )
    kontroll = DepositCheck(id=XSD, title=tittel, outcome=utfall, count=sett, reason=grunn)
    return rapport.with_check(kontroll, tuple(funn))


def _funn(par: SchemaPair, feil: SchemaFault) -> DepositFinding:
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
        check=XSD,
        severity=Alvorlighet.FEIL,
        message=f"{melding} ({par.schema})",
        advice=_RAAD,
        file=par.file,
        line=feil.line,
    )


def _avviker(her: Path, offisielt: Path) -> bool:
    return her.is_file() and _sha256(her) != _sha256(offisielt)


def _sha256(fil: Path) -> str:
    with fil.open("rb") as stroem:
        return file_digest(stroem, "sha256").hexdigest()
