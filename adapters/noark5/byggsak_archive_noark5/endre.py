"""Changes to what is in the archive, each logged with its old and its new value."""

from dataclasses import fields, replace

from byggsak.archive.codes import Journalstatus, Saksstatus
from byggsak.archive.commands import (
    CloseCase,
    ExternalKey,
    UpdateCase,
    UpdateDocument,
    UpdateEntry,
    WriteOff,
    target_of,
)
from byggsak.archive.errors import NotFound
from byggsak.archive.records import Klasse, Saksmappe, Skjerming
from byggsak_archive_noark5.regler import krev_aapen, krev_avsluttbar, krev_ferdige_dokumenter
from byggsak_archive_noark5.tid import norsk
from byggsak_archive_noark5.tilstand import Endring, Objekt, Tilstand

INGEN = "(ingen)"  # the change log cannot express an empty value


def krev(tilstand: Tilstand, key: ExternalKey) -> Objekt:
    """The object, or NotFound with what to do."""
    objekt = tilstand.hent(key)
    if objekt is None:
        raise NotFound(f"{key} finnes ikke i arkivet. Arkiver det den hører til først.")
    return objekt


def oppdater(tilstand: Tilstand, command: UpdateCase | UpdateEntry | UpdateDocument) -> Objekt:
    """New values for the fields that are given, with a line in the log for each that differs."""
    objekt = sak = krev(tilstand, target_of(command))
    while sak.over is not None:
        sak = krev(tilstand, sak.over)
    krev_aapen(sak)
    known = {one.name for one in fields(objekt.post)}
    wanted = {one.name: getattr(command, one.name) for one in fields(command) if one.name in known}
    changes = {
        name: value
        for name, value in wanted.items()
        if value is not None and value != getattr(objekt.post, name)
    }
    tillegg = objekt.tillegg
    if changes.get("journalstatus") is Journalstatus.ARKIVERT:
        krev_ferdige_dokumenter(objekt, tilstand.under(objekt.key))
        tillegg = replace(tillegg, arkivert_dato=command.at, arkivert_av=command.by)
    for name, value in changes.items():
        for field, old, new in _logged(name, getattr(objekt.post, name), value):
            tilstand.logg(Endring(objekt.system_id, field, norsk(command.at), command.by, old, new))
    changed = replace(objekt, post=replace(objekt.post, **changes), tillegg=tillegg)
    tilstand.lagre(changed)
    return changed


def avskriv(tilstand: Tilstand, command: WriteOff) -> Objekt:
    """The entry is written off, perhaps by another."""
    entry = krev(tilstand, command.entry)
    by = "-" if command.by_entry is None else krev(tilstand, command.by_entry).system_id
    tillegg = replace(
        entry.tillegg,
        avskrivninger=(*entry.tillegg.avskrivninger, command.record),
        avskrevet_av_poster=(*entry.tillegg.avskrevet_av_poster, by),
    )
    changed = replace(entry, tillegg=tillegg)
    tilstand.lagre(changed)
    return changed


def avslutt(tilstand: Tilstand, command: CloseCase, produksjonsformat: str) -> Objekt:
    """The case is closed, if everything in it is finished."""
    case = krev(tilstand, command.case)
    krev_aapen(case)
    for entry in tilstand.under(case.key):
        krev_avsluttbar(entry, tilstand.under(entry.key), produksjonsformat)
    assert isinstance(case.post, Saksmappe)
    before = case.post.saksstatus
    tilstand.logg(
        Endring(
            case.system_id,
            "saksstatus",
            norsk(command.at),
            command.by,
            before,
            Saksstatus.AVSLUTTET,
        )
    )
    tillegg = replace(case.tillegg, avsluttet_dato=command.at, avsluttet_av=command.by)
    post = replace(case.post, saksstatus=Saksstatus.AVSLUTTET)
    changed = replace(case, post=post, tillegg=tillegg)
    tilstand.lagre(changed)
    return changed


def _logged(name: str, old: object, new: object) -> list[tuple[str, str, str]]:
    """(Noark field, old, new) for the change log. A shielding or class is logged by its parts."""
    if isinstance(new, Skjerming | Klasse):
        parts = [one.name for one in fields(new)]
        pairs = [(part, getattr(old, part, None), getattr(new, part)) for part in parts]
        return [
            (_camel(part), _shown(before), _shown(after))
            for part, before, after in pairs
            if before != after
        ]
    return [(_camel(name), _shown(old), _shown(new))]


def _shown(value: object) -> str:
    if value is None or value == ():
        return INGEN
    if isinstance(value, tuple):
        return "; ".join(str(one) for one in value)
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join("ID" if word == "id" else word.capitalize() for word in rest)
