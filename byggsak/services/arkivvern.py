"""What must not stand in an archive or a journal: identity numbers anywhere, and the names of
private persons in what the public reads of titles.

A title is public in eInnsyn and journals; who the applicant is, the journal says in its own field,
where it can be shielded. The names are those of the parties without an organisation number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from byggsak.archive import commands as a
from byggsak.archive.records import Journalpost, Saksmappe, Skjerming
from byggsak.case.hendelse import Hendelse
from byggsak.case.sakskort import Sakskort
from byggsak.domain.personnummer import uten_personnummer

Post = TypeVar("Post", Saksmappe, Journalpost)

SKJULT_NAVN: Final = "*****"
_TEGN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MINSTE_NAVN: Final = 3  # letters; «av» and «de» are in every other title


def skaanet(oppdrag: Iterable[a.Command], hendelser: Sequence[Hendelse]) -> list[a.Command]:
    """The commands without identity numbers, and with public titles where the title has a name."""
    navn = privatpersoner(hendelser)
    return [_skaan(ett, navn) for ett in oppdrag]


def privatpersoner(hendelser: Sequence[Hendelse]) -> frozenset[str]:
    """The names of parties without an organisation number, in any edition of the application."""
    kort = (getattr(hendelse, "kort", None) for hendelse in hendelser)
    parter = [
        part
        for ett in kort
        if isinstance(ett, Sakskort)
        for part in (ett.tiltakshaver, ett.ansvarlig_soeker)
    ]
    return frozenset(
        p.navn.strip() for p in parter if p is not None and not p.id and p.navn.strip()
    )


def offentlig_tittel(tittel: str, navn: Iterable[str]) -> str | None:
    """The title with the names and their parts replaced; None when there is nothing to replace.

    >>> offentlig_tittel("Tilbygg for Ola Nordmann, gnr. 1", ["Ola Nordmann"])
    'Tilbygg for *****, gnr. 1'
    >>> offentlig_tittel("Garasje Nordmann", ["Ola Nordmann"])
    'Garasje *****'
    """
    ord_ = {ett for hele in navn for ett in (hele, *re.split(r"[\s,]+", hele))}
    lange = sorted((o for o in ord_ if len(o) >= _MINSTE_NAVN), key=lambda o: (-len(o), o))
    if not lange:
        return None
    ett = rf"(?:{'|'.join(map(re.escape, lange))})s?(?!\w)"
    skjult = re.sub(rf"(?<!\w){ett}(?:\s+{ett})*", SKJULT_NAVN, tittel, flags=re.IGNORECASE)
    return skjult if skjult != tittel else None


def ren(tekst: str) -> str:
    """Text that Noark 5 can carry: no characters outside XML, never empty.

    >>> ren("Plan\\x00.pdf"), ren(" ")
    ('Plan.pdf', '–')
    """
    return _TEGN.sub("", tekst).strip() or "–"


def _skaan(ett: a.Command, navn: frozenset[str]) -> a.Command:
    match ett:
        case a.EnsureCase(record=sak):
            klasse = replace(sak.klasse, tittel=uten_personnummer(sak.klasse.tittel))
            parter = tuple(
                replace(
                    part, part_navn=uten_personnummer(part.part_navn), part_id=_id(part.part_id)
                )
                for part in sak.parter
            )
            return replace(ett, record=replace(_titler(sak, navn), klasse=klasse, parter=parter))
        case a.EnsureEntry(record=post):
            parter_i_post = tuple(
                replace(part, navn=uten_personnummer(part.navn))
                for part in post.korrespondanseparter
            )
            ny = replace(_titler(post, navn), korrespondanseparter=parter_i_post)
            return replace(ett, record=ny)
        case a.AddDocument(record=dokument):
            fil = replace(dokument.fil, filnavn=uten_personnummer(dokument.fil.filnavn))
            tittel, slag = map(uten_personnummer, (dokument.tittel, dokument.dokumenttype))
            skjerming = _hjemmel_uten(dokument.skjerming)
            ny_dokument = replace(
                dokument, tittel=tittel, dokumenttype=slag, fil=fil, skjerming=skjerming
            )
            return replace(ett, record=ny_dokument)
        case a.WriteOff(record=avskrivning):
            av = uten_personnummer(avskrivning.avskrevet_av)
            return replace(ett, record=replace(avskrivning, avskrevet_av=av))
        case a.UpdateCase() | a.UpdateEntry():
            return replace(
                ett,
                by=uten_personnummer(ett.by),
                tittel=_uten(ett.tittel),
                offentlig_tittel=_offentlig(ett.offentlig_tittel, navn),
                skjerming=_hjemmel_uten(ett.skjerming),
            )
        case a.UpdateDocument():
            return replace(
                ett,
                by=uten_personnummer(ett.by),
                tittel=_uten(ett.tittel),
                skjerming=_hjemmel_uten(ett.skjerming),
            )
        case a.CloseCase():
            return replace(ett, by=uten_personnummer(ett.by))
        case a.LinkExternalKey():
            return ett


def _titler(post: Post, navn: frozenset[str]) -> Post:
    tittel = uten_personnummer(post.tittel)
    offentlig = _offentlig(post.offentlig_tittel, navn) or offentlig_tittel(tittel, navn)
    return replace(
        post,
        tittel=tittel,
        offentlig_tittel=offentlig,
        skjerming=_hjemmel_uten(post.skjerming),
    )


def _offentlig(tittel: str | None, navn: frozenset[str]) -> str | None:
    """A public title that someone has written, or that was inherited from the case."""
    uten = _uten(tittel)
    return uten if uten is None else offentlig_tittel(uten, navn) or uten


def _uten(tekst: str | None) -> str | None:
    return None if tekst is None else uten_personnummer(tekst)


def _hjemmel_uten(skjerming: Skjerming | None) -> Skjerming | None:
    if skjerming is None:
        return None
    return replace(skjerming, skjermingshjemmel=uten_personnummer(skjerming.skjermingshjemmel))


def _id(part_id: str | None) -> str | None:
    """An organisation number stays; an identity number is left out."""
    return part_id if part_id is None or uten_personnummer(part_id) == part_id else None
