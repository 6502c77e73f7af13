"""gml.gmlid.1 and gml.uuid.1: an object has one name, and no other has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from byggsak.domain.tekst import Tekst
from byggsak.geometry.kvalitet.modell import Kvalitetsregel, Svar, brutt, oppfylt
from byggsak.geometry.kvalitet.register import Kjent, Register

_UUID: Final = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE
)
_VISTE: Final = 10


def gml_ider(register: Register) -> Iterator[Svar]:
    """Every gml:id once in the file, geometries and parts of them included."""
    antall = 0
    for ident, steder in register.gml_ider.items():
        if len(steder) == 1:
            antall += 1
            continue
        linje, nr = steder[1]
        kjent = register.objekter[nr] if nr is not None else None
        yield _paa(kjent, _flere_ganger(ident, [s[0] for s in steder]), ident, linje)
    if antall:
        yield oppfylt(antall)


def lokal_ider(register: Register) -> Iterator[Svar]:
    """Every lokalId a UUID, and nobody else's; letters of either case are the same."""
    eiere: dict[str, Kjent] = {}
    antall = 0
    for kjent in register.objekter:
        for lokal_id in kjent.lokalider:
            gammel = eiere.setdefault(lokal_id.lower(), kjent)
            if not _UUID.fullmatch(lokal_id):
                yield _paa(kjent, _ikke_uuid(lokal_id), kjent.gml_id, kjent.linje)
            elif gammel is not kjent:
                yield _paa(kjent, _brukt(lokal_id, gammel), kjent.gml_id, kjent.linje)
            else:
                antall += 1
    if antall:
        yield oppfylt(antall)


def _paa(kjent: Kjent | None, melding: Tekst, gml_id: str, linje: int | None) -> Svar:
    """About an object's name: the place to look is the object."""
    if kjent is None:
        return brutt(melding, gml_id=gml_id, linje=linje)
    return brutt(
        melding,
        gml_id=gml_id,
        linje=linje,
        epsg=kjent.epsg,
        punkt=kjent.punkt,
        boks=kjent.boks,
        gjelder=kjent.navn,
    )


def _flere_ganger(ident: str, linjer: list[int | None]) -> Tekst:
    viste = ", ".join(str(n) for n in linjer[:_VISTE] if n is not None)
    mer = " …" if len(linjer) > _VISTE else ""
    return Tekst(
        f"gml:id «{ident[:80]}» står {len(linjer)} ganger (linje {viste}{mer}).",
        f"gml:id «{ident[:80]}» står {len(linjer)} gonger (linje {viste}{mer}).",
        f"gml:id “{ident[:80]}” is there {len(linjer)} times (line {viste}{mer}).",
    )


def _ikke_uuid(lokal_id: str) -> Tekst:
    vist = lokal_id[:60]
    return Tekst(
        f"lokalId «{vist}» er ikke en UUID.",
        f"lokalId «{vist}» er ikkje ein UUID.",
        f"lokalId “{vist}” is not a UUID.",
    )


def _brukt(lokal_id: str, gammel: Kjent) -> Tekst:
    hvem = gammel.navn
    return Tekst(
        f"lokalId «{lokal_id}» er brukt før i filen, av {hvem} (linje {gammel.linje}).",
        f"lokalId «{lokal_id}» er brukt før i fila, av {hvem} (linje {gammel.linje}).",
        f"lokalId “{lokal_id}” is used before in the file, by {hvem} (line {gammel.linje}).",
    )


GMLID_1: Final = Kvalitetsregel(
    id="gml.gmlid.1",
    tittel=Tekst(
        "Hvert gml:id står én gang i filen",
        "Kvart gml:id står éin gong i fila",
        "Every gml:id is in the file once",
    ),
    raad=Tekst(
        "Gi hvert objekt og hver geometri sitt eget gml:id.",
        "Gi kvart objekt og kvar geometri sitt eige gml:id.",
        "Give every object and every geometry a gml:id of its own.",
    ),
    ingen=Tekst(
        "Filen har ingen gml:id.", "Fila har ingen gml:id.", "There is no gml:id in the file."
    ),
    fil=gml_ider,
)

UUID_1: Final = Kvalitetsregel(
    id="gml.uuid.1",
    tittel=Tekst(
        "lokalId er en UUID, og ingen er like",
        "lokalId er ein UUID, og ingen er like",
        "lokalId is a UUID, and no two are alike",
    ),
    raad=Tekst(
        "Gi objektet en ny UUID som lokalId (åtte-fire-fire-fire-tolv heksadesimale tegn).",
        "Gi objektet ein ny UUID som lokalId (åtte-fire-fire-fire-tolv heksadesimale teikn).",
        "Give the object a new UUID as lokalId (8-4-4-4-12 hexadecimal characters).",
    ),
    ingen=Tekst(
        "Ingen objekter har lokalId.",
        "Ingen objekt har lokalId.",
        "No object has a lokalId.",
    ),
    fil=lokal_ider,
)
