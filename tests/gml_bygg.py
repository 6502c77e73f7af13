"""Small GML files for tests: objects as XML, coordinates as lists of (east, north)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence

Punkt = Sequence[float]
E0, N0 = 597400.0, 6643400.0
"""A corner inside the municipality 9999; the builders take coordinates from here."""

UTM32 = "http://www.opengis.net/def/crs/EPSG/0/25832"


def poslist(punkter: Iterable[Punkt]) -> str:
    return " ".join(
        " ".join(f"{t + o:g}" if t != t else f"{t + o:.4f}".rstrip("0").rstrip(".")
                 for t, o in zip(p, (E0, N0, 0.0), strict=False))
        for p in punkter
    )  # fmt: skip


def linjering(punkter: Iterable[Punkt]) -> str:
    return f"<gml:LinearRing><gml:posList>{poslist(punkter)}</gml:posList></gml:LinearRing>"


def polygon(
    navn: str, ytre: Iterable[Punkt], *hull: Iterable[Punkt], attr: str = "", ring: str = ""
) -> str:
    """A Polygon; `ring` replaces the outer LinearRing."""
    indre = "".join(f"<gml:interior>{linjering(h)}</gml:interior>" for h in hull)
    return (
        f'<gml:Polygon gml:id="{navn}.flate"{attr}>'
        f"<gml:exterior>{ring or linjering(ytre)}</gml:exterior>{indre}</gml:Polygon>"
    )


def multiflate(navn: str, *polygoner: str) -> str:
    medlemmer = "".join(f"<gml:surfaceMember>{p}</gml:surfaceMember>" for p in polygoner)
    return f'<gml:MultiSurface gml:id="{navn}.flater">{medlemmer}</gml:MultiSurface>'


def linjestykke(punkter: Iterable[Punkt]) -> str:
    return (
        f"<gml:LineStringSegment><gml:posList>{poslist(punkter)}</gml:posList>"
        "</gml:LineStringSegment>"
    )


def bue(punkter: Iterable[Punkt]) -> str:
    return f"<gml:Arc><gml:posList>{poslist(punkter)}</gml:posList></gml:Arc>"


def kurve(navn: str, *segmenter: str, attr: str = "") -> str:
    return (
        f'<gml:Curve gml:id="{navn}.kurve"{attr}><gml:segments>{"".join(segmenter)}'
        "</gml:segments></gml:Curve>"
    )


def ring(*kurver: str) -> str:
    medlemmer = "".join(f"<gml:curveMember>{k}</gml:curveMember>" for k in kurver)
    return f"<gml:Ring>{medlemmer}</gml:Ring>"


def objekt(
    type_: str,
    navn: str,
    geometri: str = "",
    *,
    felt: str = "",
    lokal_id: str | None = None,
    egenskap: str = "",
) -> str:
    """One feature. Its lokalId is a UUID made from its name unless it is given."""
    egenskap = egenskap or ("grense" if "Curve" in geometri[:12] else "område")
    lokal = lokal_id if lokal_id is not None else str(uuid.uuid5(uuid.NAMESPACE_URL, navn))
    return f"""<gml:featureMember>
<app:{type_} gml:id="{navn}">
<app:identifikasjon><app:Identifikasjon><app:lokalId>{lokal}</app:lokalId></app:Identifikasjon></app:identifikasjon>
{f"<app:{egenskap}>{geometri}</app:{egenskap}>" if geometri else ""}
{felt}
</app:{type_}>
</gml:featureMember>
"""


def omraade(
    navn: str, *geometri: Iterable[Punkt], type_: str = "RpFareSone", felt: str = ""
) -> str:
    """A surface: its outer ring and its holes."""
    return objekt(type_, navn, polygon(navn, *geometri), felt=felt)


def avgrenset_av(*navn: str) -> str:
    return "".join(f'<app:avgrensesAvGrense xlink:href="{n}"/>' for n in navn)


def samling(*objekter: str, srs: str | None = UTM32, dimensjon: int = 2) -> str:
    """A FeatureCollection; without `srs` there is no Envelope either."""
    navnerom = {
        "gml": "http://www.opengis.net/gml/3.2",
        "xlink": "http://www.w3.org/1999/xlink",
        "app": "http://skjema.geonorge.no/SOSI/produktspesifikasjon/Reguleringsplanforslag/5.0",
    }
    envelope = f'<gml:Envelope srsName="{srs}" srsDimension="{dimensjon}"/>'
    foerst = f"<gml:boundedBy>{envelope}</gml:boundedBy>\n" if srs is not None else ""
    deklarert = " ".join(f'xmlns:{p}="{n}"' for p, n in navnerom.items())
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<gml:FeatureCollection {deklarert} gml:id="samling">\n'
        f"{foerst}{''.join(objekter)}</gml:FeatureCollection>\n"
    )


def rektangel(x: float, y: float, bredde: float, hoeyde: float) -> list[Punkt]:
    """Counter-clockwise and closed."""
    return [(x, y), (x + bredde, y), (x + bredde, y + hoeyde), (x, y + hoeyde), (x, y)]


def med_klokka(punkter: Sequence[Punkt]) -> list[Punkt]:
    return list(reversed(punkter))


def hull(x: float, y: float, bredde: float, hoeyde: float) -> list[Punkt]:
    """Clockwise and closed."""
    return med_klokka(rektangel(x, y, bredde, hoeyde))
