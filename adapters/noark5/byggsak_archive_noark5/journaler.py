"""loependeJournal.xml and offentligJournal.xml: the same entries, for the archive and the public.

Only the elements of the 2019 schemas are written; they are valid under the later ones too.
"""

from byggsak.archive.codes import Korrespondanseparttype, SkjermingMetadata
from byggsak.archive.records import Korrespondansepart, Skjerming
from byggsak.domain.personnummer import uten_personnummer
from byggsak_archive_noark5.utvalg import Post, Sak, Utvalg
from byggsak_archive_noark5.xmlskriver import NOARK, XmlSkriver

SKJERMET = "Skjermet"  # the name is obligatory, also where it is shielded

_AVSENDERE = {Korrespondanseparttype.AVSENDER, Korrespondanseparttype.INTERN_AVSENDER}


def skriv_loepende(xml: XmlSkriver, utvalg: Utvalg) -> None:
    """The running journal: everything, with a mark on what is shielded."""
    with xml.rot("loependeJournal", f"{NOARK}loependeJournal", "loependeJournal.xsd"):
        _hode(xml, utvalg)
        for sak, post in utvalg.poster:
            with xml.element("journalregistrering"):
                _klasse(xml, sak)
                _loepende_sak(xml, sak)
                _loepende_post(xml, sak, post)


def skriv_offentlig(xml: XmlSkriver, utvalg: Utvalg) -> None:
    """The public journal: public titles, and no name or class that is shielded."""
    with xml.rot("offentligJournal", f"{NOARK}offentligJournal", "offentligJournal.xsd"):
        _hode(xml, utvalg)
        for sak, post in utvalg.poster:
            with xml.element("journalregistrering"):
                if not _skjuler_klasse(sak.skjerming):
                    _klasse(xml, sak)
                with xml.element("saksmappe"):
                    _saksnummer(xml, sak)
                    tittel = sak.record.offentlig_tittel or sak.record.tittel
                    xml.felt("offentligTittel", _vist(tittel))
                _offentlig_post(xml, sak, post)


def _hode(xml: XmlSkriver, utvalg: Utvalg) -> None:
    periode = utvalg.journalperiode
    assert periode is not None, "a journal needs at least one entry"
    with xml.element("journalhode"):
        xml.felter(
            journalStartDato=periode[0],
            journalSluttDato=periode[1],
            antallJournalposter=len(utvalg.poster),
        )
        with xml.element("arkivskaper"):
            valg = utvalg.innstillinger
            xml.felter(arkivskaperID=valg.arkivskaper_id, arkivskaperNavn=valg.arkivskaper)


def _klasse(xml: XmlSkriver, sak: Sak) -> None:
    with xml.element("klasse"):
        klasse = sak.record.klasse
        xml.felter(klasseID=_vist(klasse.klasse_id), tittel=_vist(klasse.tittel))


def _saksnummer(xml: XmlSkriver, sak: Sak) -> None:
    xml.felter(saksaar=sak.objekt.aar, sakssekvensnummer=sak.objekt.sekvens)


def _loepende_sak(xml: XmlSkriver, sak: Sak) -> None:
    with xml.element("saksmappe"):
        _saksnummer(xml, sak)
        xml.felter(
            tittel=_vist(sak.record.tittel),
            offentligTittel=_vist(sak.record.offentlig_tittel),
            skjermingMetadata=_foerste(sak.skjerming),
        )


def _loepende_post(xml: XmlSkriver, sak: Sak, post: Post) -> None:
    skjerming = sak.skjerming_i(post)
    with xml.element("journalpost"):
        _nummer(xml, post)
        xml.felter(
            tittel=_vist(post.record.tittel),
            offentligTittel=_vist(post.record.offentlig_tittel),
            skjermingMetadata=_foerste(skjerming),
        )
        _datoer_og_skjerming(xml, post, skjerming)
        for part in post.record.korrespondanseparter:
            with xml.element("korrespondansepart"):
                xml.felter(
                    korrespondanseparttype=part.type, korrespondansepartNavn=_vist(part.navn)
                )
                if _skjuler_navn(sak.gjeldende(post.record.skjerming), part):
                    xml.felt("skjermingMetadata", _navnekode(part))


def _offentlig_post(xml: XmlSkriver, sak: Sak, post: Post) -> None:
    skjerming, egen = sak.skjerming_i(post), sak.gjeldende(post.record.skjerming)
    with xml.element("journalpost"):
        _nummer(xml, post)
        xml.felter(
            offentligTittel=_vist(post.record.offentlig_tittel or post.record.tittel),
            skjermingMetadata=_foerste(skjerming),
        )
        _datoer_og_skjerming(xml, post, skjerming)
        for part in post.record.korrespondanseparter:
            skjult = _skjuler_navn(egen, part) or _skjuler_part(sak, part)
            with xml.element("korrespondansepart"):
                xml.felter(
                    korrespondanseparttype=part.type,
                    korrespondansepartNavn=SKJERMET if skjult else _vist(part.navn),
                )


def _nummer(xml: XmlSkriver, post: Post) -> None:
    xml.felter(
        systemID=post.objekt.system_id,
        journalaar=post.objekt.aar,
        journalsekvensnummer=post.objekt.sekvens,
        journalpostnummer=post.objekt.nummer,
    )


def _datoer_og_skjerming(xml: XmlSkriver, post: Post, skjerming: Skjerming | None) -> None:
    tillegg = post.objekt.tillegg
    xml.felter(journaldato=post.record.journaldato, dokumentetsDato=post.record.dokumentets_dato)
    if tillegg.avskrivninger:
        siste, av = tillegg.avskrivninger[-1], tillegg.avskrevet_av_poster[-1]
        xml.felter(
            avskrivningsdato=siste.avskrivningsdato,
            avskrivningsmaate=siste.avskrivningsmaate,
            referanseAvskrivesAvJournalpost=None if av == "-" else av,
        )
    if skjerming is not None:
        xml.felter(
            tilgangsrestriksjon=skjerming.tilgangsrestriksjon,
            skjermingshjemmel=skjerming.skjermingshjemmel,
        )


def _vist(tekst: str | None) -> str | None:
    # A journal is read by everyone: no identity number, whoever put it in a title.
    return None if tekst is None else uten_personnummer(tekst)


def _foerste(skjerming: Skjerming | None) -> SkjermingMetadata | None:
    # The journal schemas have room for one value, the archive structure for all.
    return None if skjerming is None else skjerming.skjerming_metadata[0]


def _navnekode(part: Korrespondansepart) -> SkjermingMetadata:
    avsender = part.type in _AVSENDERE
    return SkjermingMetadata.NAVN_AVSENDER if avsender else SkjermingMetadata.NAVN_MOTTAKER


def _skjuler_navn(skjerming: Skjerming | None, part: Korrespondansepart) -> bool:
    return skjerming is not None and skjerming.skjuler(_navnekode(part))


def _skjuler_part(sak: Sak, part: Korrespondansepart) -> bool:
    """A party whose name the case shields is not named as a correspondent either."""
    skjerming = sak.skjerming
    navn = {one.part_navn for one in sak.record.parter}
    skjuler = skjerming is not None and skjerming.skjuler(SkjermingMetadata.NAVN_PART)
    return skjuler and (part.navn in navn or _temporary(skjerming))


def _temporary(skjerming: Skjerming | None) -> bool:
    return skjerming is not None and SkjermingMetadata.MIDLERTIDIG in skjerming.skjerming_metadata


def _skjuler_klasse(skjerming: Skjerming | None) -> bool:
    return skjerming is not None and skjerming.skjuler(
        SkjermingMetadata.KLASSE_ID, SkjermingMetadata.TITTEL_KLASSE
    )
