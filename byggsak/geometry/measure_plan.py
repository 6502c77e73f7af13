"""A footprint against plans: where each plan governs, land use underneath, hazard zones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from byggsak.geometry.measure import INGEN_FORM, Form, Maalekrav, bredde, polygoner, union


def gjelder_der(omraader: Sequence[Form], utsnitt: Form) -> list[Form]:
    """Where each plan governs inside the clip, plans given newest first.

    Where plans conflict the newer goes before the older (pbl § 1-5 second ledd); the older one
    governs what is left.
    """
    igjen = utsnitt
    svar: list[Form] = []
    for nr, omraade in enumerate(omraader, 1):
        felles = igjen.intersection(omraade)
        svar.append(union(polygoner(felles)))
        if nr < len(omraader) and not felles.is_empty:
            igjen = igjen.difference(omraade)
    return svar


@dataclass(frozen=True)
class Formaalsdel:
    """The part of a footprint that lies on one land use: code, m² and where."""

    kode: str
    flate: Form


@dataclass(frozen=True)
class Formaalsmaaling:
    """A footprint cut by land use. `utenfor` is the part without a permitted land use under it.

    `bredde_utenfor` is the greatest width of that part, m; `utenfor_koder` the land use there,
    largest first, without the ground that no plan covers.
    """

    deler: tuple[Formaalsdel, ...]
    utenfor: Form
    bredde_utenfor: float
    utenfor_koder: tuple[str, ...]


def formaal_under(
    fotavtrykk: Form, formaal: Iterable[tuple[str, Form]], tillatt: Sequence[str]
) -> Formaalsmaaling:
    """The land use under the footprint. `tillatt` are the starts of the codes that permit it."""
    deler = []
    for kode, flate in formaal:
        del_ = union(polygoner(fotavtrykk.intersection(flate)))
        if not del_.is_empty:
            deler.append(Formaalsdel(kode, del_))
    deler.sort(key=lambda d: -d.flate.area)
    permittert = union(d.flate for d in deler if d.kode.startswith(tuple(tillatt)))
    utenfor = union(polygoner(fotavtrykk.difference(permittert)))
    paa = [d for d in deler if not d.kode.startswith(tuple(tillatt))]
    return Formaalsmaaling(
        tuple(deler),
        utenfor,
        bredde(utenfor),
        tuple(dict.fromkeys(d.kode for d in paa)),
    )


def tillatte_formaal(bygningstype: str | None, krav: Maalekrav) -> tuple[str, ...]:
    """The starts of the land use codes that permit a building of the type (`tillatte_formaal`)."""
    lengst = -1
    svar: tuple[str, ...] = ()
    for linje in krav.tillatte_formaal:
        type_, _, koder = linje.partition("=")
        if (bygningstype or "").startswith(type_.strip()) and len(type_.strip()) > lengst:
            lengst, svar = len(type_.strip()), tuple(koder.split())
    return svar


def del_i(flate: Form, soner: Iterable[Form]) -> Form:
    """The part of the area inside any of the zones; a shared edge is no overlap."""
    felles = [polygoner(flate.intersection(sone)) for sone in soner]
    deler = [p for liste in felles for p in liste]
    return union(deler) if deler else INGEN_FORM


def ligger_paa(punkt_eller_linje: Form, flate: Form, krav: Maalekrav) -> bool:
    """Whether a point or line of the plan lies on the area, and does not only touch its edge."""
    if punkt_eller_linje.length > 0:
        felles = punkt_eller_linje.intersection(flate)
        return bool(felles.length > float(krav.sliver_bredde))
    return bool(flate.contains(punkt_eller_linje))
