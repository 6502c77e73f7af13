"""gml.epsg.1 to gml.epsg.3, our own: the coordinate system is known, and there is one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from byggsak.domain.tekst import Tekst
from byggsak.geometry.crs import tolk_srs
from byggsak.geometry.errors import KoordinatsystemAvvist
from byggsak.geometry.kvalitet import tekster
from byggsak.geometry.kvalitet.modell import OPPFYLT, Kvalitetsregel, Svar, brutt, venter
from byggsak.geometry.kvalitet.register import Crsbruk, Register


def kjent_2d(register: Register) -> Iterator[Svar]:
    """Every system of two numbers to a point, once: named, accepted and in metres."""
    for bruk in register.crs.values():
        if not bruk.tredje_tall:
            yield _kjent(bruk)


def kjent_3d(register: Register) -> Iterator[Svar]:
    """Every system of three numbers to a point, once: one that says what the heights are.

    Also asked where a system of three is read with two numbers, and where numbers declared two
    and two only make sense three and three.
    """
    for bruk in register.crs.values():
        crs = bruk.crs
        if crs is not None and bruk.antall and bruk.tredje_tall != (crs.dimensjon == 3):
            yield brutt(
                _uten_hoeyde(crs.kode) if bruk.tredje_tall else _bare_to(crs.kode),
                gml_id=bruk.gml_id,
                linje=bruk.linje,
                epsg=crs.plan,
                punkt=bruk.punkt,
            )
        elif bruk.tredje_tall:
            yield _kjent(bruk)
    for g in register.tvilsom_3d:
        yield brutt(_tre_og_tre(), gml_id=g.gml.gml_id, linje=g.gml.linje, epsg=g.epsg, boks=g.boks)


def ett(register: Register) -> Iterator[Svar]:
    """One horizontal system in the whole file; heights beside it are no other system."""
    brukt = [b for b in register.crs.values() if b.crs is not None]
    if not brukt:
        if register.crs:
            yield venter("gml.epsg.1")
        return
    foerste = max(brukt, key=lambda b: b.antall)
    andre: dict[int, Crsbruk] = {}
    assert foerste.crs is not None
    for bruk in brukt:
        if bruk.crs is not None and bruk.crs.plan != foerste.crs.plan:
            andre.setdefault(bruk.crs.plan, bruk)
    for plan, bruk in andre.items():
        yield brutt(
            _blandet(foerste.crs.kode, bruk.crs.kode if bruk.crs else plan),
            gml_id=bruk.gml_id,
            linje=bruk.linje,
            epsg=plan,
            punkt=bruk.punkt,
        )
    for gml_id, linje, melding in register.blandet:
        yield brutt(melding, gml_id=gml_id, linje=linje)
    if not andre and not register.blandet:
        yield OPPFYLT


def _kjent(bruk: Crsbruk) -> Svar:
    grunn = bruk.avvist
    if bruk.crs is not None:
        try:
            tolk_srs(f"EPSG:{bruk.crs.kode}")
        except KoordinatsystemAvvist as feil:  # degrees: read, but no plan is drawn in them
            grunn = feil.melding
    if grunn is None:
        return OPPFYLT
    if bruk.antall > 1:
        grunn = Tekst(
            f"{grunn.nb} (Gjelder {bruk.antall} geometrier.)",
            f"{grunn.nn} (Gjeld {bruk.antall} geometriar.)",
            f"{grunn.en} (Concerns {bruk.antall} geometries.)",
        )
    return brutt(grunn, gml_id=bruk.gml_id, linje=bruk.linje)


def _uten_hoeyde(kode: int) -> Tekst:
    return Tekst(
        f"Punktene har tre tall, men EPSG:{kode} har to akser: ingen sier hva høydene regnes fra.",
        f"Punkta har tre tal, men EPSG:{kode} har to aksar: ingen seier kva høgdene er rekna frå.",
        f"The points have three numbers, but EPSG:{kode} has two axes: nobody says what the "
        "heights are measured from.",
    )


def _bare_to(kode: int) -> Tekst:
    return Tekst(
        f"EPSG:{kode} har høyde, men srsDimension sier to tall per punkt.",
        f"EPSG:{kode} har høgd, men srsDimension seier to tal per punkt.",
        f"EPSG:{kode} has heights, but srsDimension says two numbers to a point.",
    )


def _tre_og_tre() -> Tekst:
    return Tekst(
        "Tallene er oppgitt som to per punkt, men gir bare mening med tre: en 3D-fil er kalt 2D. "
        "Lest som oppgitt spriker punktene flere hundre kilometer.",
        "Tala er oppgjevne som to per punkt, men gjev berre meining med tre: ei 3D-fil er kalla "
        "2D. Lesne som oppgjevne sprikjer punkta fleire hundre kilometer.",
        "The numbers are declared two to a point, but only make sense three to a point: a 3D file "
        "called 2D. Read as declared, the points are hundreds of kilometres apart.",
    )


def _blandet(a: int, b: int) -> Tekst:
    return Tekst(
        f"Filen blander EPSG:{a} og EPSG:{b}.",
        f"Fila blandar EPSG:{a} og EPSG:{b}.",
        f"The file mixes EPSG:{a} and EPSG:{b}.",
    )


_RAAD: Final = Tekst(
    "Oppgi srsName på Envelope eller geometri: EPSG:25832, 25833 eller 25835 (med høyde 5972, "
    "5973 eller 5975), eller NTM. Transformer før filen lages; byggsak gjetter ikke.",
    "Oppgi srsName på Envelope eller geometri: EPSG:25832, 25833 eller 25835 (med høgd 5972, "
    "5973 eller 5975), eller NTM. Transformer før fila blir laga; byggsak gissar ikkje.",
    "State srsName on the Envelope or the geometry: EPSG:25832, 25833 or 25835 (with heights "
    "5972, 5973 or 5975), or NTM. Transform before the file is made; byggsak does not guess.",
)

EPSG_1: Final = Kvalitetsregel(
    id="gml.epsg.1",
    tittel=Tekst(
        "Koordinatsystemet er oppgitt og kjent (2D)",
        "Koordinatsystemet er oppgjeve og kjent (2D)",
        "The coordinate system is stated and known (2D)",
    ),
    raad=_RAAD,
    ingen=Tekst(
        "Filen har ingen 2D-geometri.",
        "Fila har ingen 2D-geometri.",
        "The file has no 2D geometry.",
    ),
    fil=kjent_2d,
)

EPSG_2: Final = Kvalitetsregel(
    id="gml.epsg.2",
    tittel=Tekst(
        "Koordinatsystem og antall tall per punkt stemmer (3D)",
        "Koordinatsystem og talet på tal per punkt stemmer (3D)",
        "Coordinate system and numbers to a point agree (3D)",
    ),
    raad=Tekst(
        'Bruk EPSG:5972, 5973 eller 5975 med srsDimension="3" når punktene har høyde, og '
        "EPSG:25832, 25833 eller 25835 når de ikke har det.",
        'Bruk EPSG:5972, 5973 eller 5975 med srsDimension="3" når punkta har høgd, og '
        "EPSG:25832, 25833 eller 25835 når dei ikkje har det.",
        'Use EPSG:5972, 5973 or 5975 with srsDimension="3" when the points have heights, and '
        "EPSG:25832, 25833 or 25835 when they do not.",
    ),
    ingen=Tekst(
        "Filen har ingen 3D-geometri.",
        "Fila har ingen 3D-geometri.",
        "The file has no 3D geometry.",
    ),
    fil=kjent_3d,
)

EPSG_3: Final = Kvalitetsregel(
    id="gml.epsg.3",
    tittel=Tekst(
        "Filen har ett koordinatsystem",
        "Fila har eitt koordinatsystem",
        "The file has one coordinate system",
    ),
    raad=Tekst(
        "Lever alt i ett koordinatsystem.",
        "Lever alt i eitt koordinatsystem.",
        "Deliver everything in one coordinate system.",
    ),
    ingen=tekster.INGEN_GEOMETRI,
    fil=ett,
)
