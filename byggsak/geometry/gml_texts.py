"""What is said when a geometry in a GML file cannot be read, in three languages."""

from __future__ import annotations

from byggsak.domain.tekst import Tekst


def ukjent(navn: str) -> Tekst:
    return Tekst(
        f"Geometritypen {navn} leses ikke. Lever flaten, linjen eller punktet som GML 3.2 "
        "med rette linjer og sirkelbuer.",
        f"Geometritypen {navn} blir ikkje lesen. Lever flata, linja eller punktet som GML 3.2 "
        "med rette linjer og sirkelbogar.",
        f"The geometry type {navn} is not read. Deliver GML 3.2 of straight lines and arcs.",
    )


def blandet(a: int, b: int) -> Tekst:
    return Tekst(
        f"EPSG:{a} og EPSG:{b} er blandet i samme geometri.",
        f"EPSG:{a} og EPSG:{b} er blanda i same geometri.",
        f"EPSG:{a} and EPSG:{b} are mixed in one geometry.",
    )


def xlinktekst(href: str) -> Tekst:
    return Tekst(
        f"Geometrien er en henvisning ({href[:80]}) og følger ikke med.",
        f"Geometrien er ei tilvising ({href[:80]}) og følgjer ikkje med.",
        f"The geometry is a reference ({href[:80]}) and is not included.",
    )


def xlink_i_ring(sti: list[str]) -> Tekst:
    vei = " → ".join(sti[:20])
    return Tekst(
        f"Henvisningene går i ring: {vei}.",
        f"Tilvisingane går i ring: {vei}.",
        f"The references go in a circle: {vei}.",
    )


def faa_punkter(antall: int, minst: int) -> Tekst:
    return Tekst(
        f"{antall} punkter er for få eller for mange her; det kreves {minst}.",
        f"{antall} punkt er for få eller for mange her; det krevst {minst}.",
        f"{antall} points are too few or too many here; {minst} are required.",
    )


def buepunkter(navn: str, antall: int) -> Tekst:
    return Tekst(
        f"{navn} er ikke fullstendig oppgitt ({antall} punkter); en bue har nøyaktig tre punkter "
        "eller sentrum, radius og vinkler.",
        f"{navn} er ikkje fullstendig oppgjeven ({antall} punkt); ein boge har nøyaktig tre punkt "
        "eller sentrum, radius og vinklar.",
        f"{navn} is not complete ({antall} points); an arc has exactly three points, or centre, "
        "radius and angles.",
    )


def bue_i_grader() -> Tekst:
    return Tekst(
        "En bue kan ikke oppgis i grader (EPSG:4258).",
        "Ein boge kan ikkje oppgjevast i gradar (EPSG:4258).",
        "An arc cannot be given in degrees (EPSG:4258).",
    )


def enhet(navn: str, uom: str) -> Tekst:
    return Tekst(
        f"Enheten «{uom}» til {navn} er ukjent.",
        f"Eininga «{uom}» til {navn} er ukjend.",
        f"The unit “{uom}” of {navn} is unknown.",
    )


def uten_ring(antall: int) -> Tekst:
    return Tekst(
        f"Flaten har {antall} ytre ringer; den skal ha én.",
        f"Flata har {antall} ytre ringar; ho skal ha éin.",
        f"The surface has {antall} outer rings; it must have one.",
    )


def ikke_samling(rot: str) -> Tekst:
    return Tekst(
        f"Roten heter {rot}; en kartfil er en GML FeatureCollection.",
        f"Rota heiter {rot}; ei kartfil er ein GML FeatureCollection.",
        f"The root is {rot}; a map file is a GML FeatureCollection.",
    )


def aapnes_ikke(feil: OSError) -> Tekst:
    return Tekst(
        f"Filen kan ikke leses ({feil.strerror}).",
        f"Fila kan ikkje lesast ({feil.strerror}).",
        f"The file cannot be read ({feil.strerror}).",
    )
