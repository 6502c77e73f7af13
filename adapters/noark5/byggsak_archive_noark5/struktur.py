"""arkivstruktur.xml: arkiv, arkivdel, classes, cases, entries, documents, in the schema's order."""

from byggsak.archive.codes import PDFA, Journalstatus, TilknyttetSom, Variantformat
from byggsak.archive.records import Dokument, Korrespondansepart, Skjerming
from byggsak_archive_noark5.tilstand import Objekt
from byggsak_archive_noark5.utvalg import Dok, Post, Sak, Utvalg
from byggsak_archive_noark5.xmlskriver import NOARK, XmlSkriver


def skriv_struktur(xml: XmlSkriver, utvalg: Utvalg) -> None:
    """The whole file. Element order is the schema's: `dokumentbeskrivelse` before `tittel`."""
    valg = utvalg.innstillinger
    with xml.rot("arkiv", f"{NOARK}arkivstruktur", "arkivstruktur.xsd"):
        xml.felter(systemID=utvalg.system_id("arkiv"), tittel=valg.arkiv, arkivstatus="Avsluttet")
        _opprettet_avsluttet(xml, utvalg)
        with xml.element("arkivskaper"):
            xml.felter(arkivskaperID=valg.arkivskaper_id, arkivskaperNavn=valg.arkivskaper)
        with xml.element("arkivdel"):
            xml.felter(
                systemID=utvalg.system_id("arkivdel"),
                tittel=valg.arkivdel,
                arkivdelstatus="Avsluttet periode",
            )
            _opprettet_avsluttet(xml, utvalg)
            xml.felter(
                arkivperiodeStartDato=utvalg.start.date(), arkivperiodeSluttDato=utvalg.slutt.date()
            )
            _klassifikasjonssystem(xml, utvalg)


def skriv_endringslogg(xml: XmlSkriver, utvalg: Utvalg) -> None:
    """endringslogg.xml. An empty log cannot be expressed, so there must be a change."""
    with xml.rot("endringslogg", f"{NOARK}endringslogg", "endringslogg.xsd"):
        for endring in utvalg.endringer:
            with xml.element("endring"):
                xml.felter(
                    referanseArkivenhet=endring.system_id,
                    referanseMetadata=endring.felt,
                    endretDato=endring.naar,
                    endretAv=endring.av,
                    tidligereVerdi=endring.fra,
                    nyVerdi=endring.til,
                )


def _opprettet_avsluttet(xml: XmlSkriver, utvalg: Utvalg) -> None:
    arkivar = utvalg.innstillinger.arkivar
    xml.felter(
        opprettetDato=utvalg.start,
        opprettetAv=arkivar,
        avsluttetDato=utvalg.slutt,
        avsluttetAv=arkivar,
    )


def _klassifikasjonssystem(xml: XmlSkriver, utvalg: Utvalg) -> None:
    valg = utvalg.innstillinger
    with xml.element("klassifikasjonssystem"):
        xml.felter(
            systemID=utvalg.system_id("klassifikasjonssystem"),
            tittel=valg.klassifikasjonssystem,
            opprettetDato=utvalg.start,
            opprettetAv=valg.arkivar,
        )
        for klasse, foerst in utvalg.klasser:
            with xml.element("klasse"):
                xml.felter(
                    systemID=utvalg.system_id(f"klasse {klasse.klasse_id}"),
                    klasseID=klasse.klasse_id,
                    tittel=klasse.tittel,
                    opprettetDato=foerst,
                    opprettetAv=valg.arkivar,
                )
                for sak in utvalg.i_klassene.get(klasse.klasse_id, ()):
                    _mappe(xml, sak)


def _mappe(xml: XmlSkriver, sak: Sak) -> None:
    record, (avsluttet, av) = sak.record, sak.avsluttet
    with xml.element("mappe", **{"xsi:type": "saksmappe"}):
        xml.felter(
            systemID=sak.objekt.system_id,
            mappeID=f"{sak.objekt.aar}/{sak.objekt.sekvens}",
            tittel=record.tittel,
            offentligTittel=record.offentlig_tittel,
            opprettetDato=record.opprettet_dato,
            opprettetAv=record.opprettet_av,
            avsluttetDato=avsluttet,
            avsluttetAv=av,
        )
        for part in record.parter:
            with xml.element("part"):
                xml.felter(partID=part.part_id, partNavn=part.part_navn, partRolle=part.part_rolle)
        _skjerming(xml, record.skjerming)
        for post in sak.poster:
            _registrering(xml, sak, post)
        xml.felter(
            saksaar=sak.objekt.aar,
            sakssekvensnummer=sak.objekt.sekvens,
            saksdato=record.saksdato,
            administrativEnhet=record.administrativ_enhet,
            saksansvarlig=record.saksansvarlig,
            saksstatus=record.saksstatus,
        )


def _registrering(xml: XmlSkriver, sak: Sak, post: Post) -> None:
    record, tillegg = post.record, post.objekt.tillegg
    utgaatt = record.journalstatus is Journalstatus.UTGAAR
    vedlegg = [d for d in post.dokumenter if d.record.tilknyttet_som is TilknyttetSom.VEDLEGG]
    with xml.element("registrering", **{"xsi:type": "journalpost"}):
        # An entry that was cancelled («Utgår») was never archived, but the schema demands a time:
        # it went into the archive with its case.
        arkivert, av = (
            (tillegg.arkivert_dato, tillegg.arkivert_av) if not utgaatt else sak.avsluttet
        )
        xml.felter(
            systemID=post.objekt.system_id,
            opprettetDato=record.opprettet_dato,
            opprettetAv=record.opprettet_av,
            arkivertDato=arkivert or sak.avsluttet[0],
            arkivertAv=av or sak.avsluttet[1],
        )
        _skjerming(xml, record.skjerming)
        for dok in post.dokumenter:
            _dokumentbeskrivelse(xml, dok)
        xml.felter(tittel=record.tittel, offentligTittel=record.offentlig_tittel)
        for part in record.korrespondanseparter:
            _korrespondansepart(xml, part)
        xml.felter(
            journalaar=post.objekt.aar,
            journalsekvensnummer=post.objekt.sekvens,
            journalpostnummer=post.objekt.nummer,
            journalposttype=record.journalposttype,
            journalstatus=record.journalstatus,
            journaldato=record.journaldato,
            dokumentetsDato=record.dokumentets_dato,
            mottattDato=record.mottatt_dato,
            sendtDato=record.sendt_dato,
            antallVedlegg=len(vedlegg),
        )
        _avskrivninger(xml, post.objekt)


def _korrespondansepart(xml: XmlSkriver, part: Korrespondansepart) -> None:
    with xml.element("korrespondansepart"):
        xml.felter(korrespondanseparttype=part.type, korrespondansepartNavn=part.navn)
        for linje in part.postadresse:
            xml.felt("postadresse", linje)
        xml.felter(
            postnummer=part.postnummer, poststed=part.poststed, epostadresse=part.epostadresse
        )


def _avskrivninger(xml: XmlSkriver, objekt: Objekt) -> None:
    tillegg = objekt.tillegg
    for ett, av in zip(tillegg.avskrivninger, tillegg.avskrevet_av_poster, strict=True):
        with xml.element("avskrivning"):
            xml.felter(
                avskrivningsdato=ett.avskrivningsdato,
                avskrevetAv=ett.avskrevet_av,
                avskrivningsmaate=ett.avskrivningsmaate,
                referanseAvskrivesAvJournalpost=None if av == "-" else av,
            )


def _dokumentbeskrivelse(xml: XmlSkriver, dok: Dok) -> None:
    record = dok.record
    with xml.element("dokumentbeskrivelse"):
        xml.felter(
            systemID=dok.objekt.system_id,
            dokumenttype=record.dokumenttype,
            dokumentstatus=record.dokumentstatus,
            tittel=record.tittel,
            opprettetDato=record.opprettet_dato,
            opprettetAv=record.opprettet_av,
            tilknyttetRegistreringSom=record.tilknyttet_som,
            dokumentnummer=dok.objekt.nummer,
            tilknyttetDato=record.opprettet_dato,
            tilknyttetAv=record.opprettet_av,
        )
        _skjerming(xml, record.skjerming)
        with xml.element("dokumentobjekt"):
            xml.felter(
                systemID=dok.objekt_id,
                versjonsnummer=1,
                variantformat=record.variantformat,
                # The validators compare `format` with the file extension; PRONOM goes in details.
                format=record.fil.endelse.upper(),
                formatDetaljer=_formatdetaljer(record),
                opprettetDato=record.opprettet_dato,
                opprettetAv=record.opprettet_av,
                referanseDokumentfil=dok.sti,
                sjekksum=record.fil.sha256,
                sjekksumAlgoritme="SHA256",
                filstoerrelse=record.fil.stoerrelse,
            )


def _formatdetaljer(record: Dokument) -> str | None:
    """The PRONOM code, and in words when it is only what the file says of itself."""
    pronom = record.fil.pronom
    if pronom is not None and pronom in PDFA and record.variantformat is not Variantformat.ARKIV:
        return f"{pronom} ({PDFA[pronom]} oppgitt av filen, ikke prøvd)"
    return pronom


def _skjerming(xml: XmlSkriver, skjerming: Skjerming | None) -> None:
    if skjerming is None:
        return
    with xml.element("skjerming"):
        xml.felter(
            tilgangsrestriksjon=skjerming.tilgangsrestriksjon,
            skjermingshjemmel=skjerming.skjermingshjemmel,
        )
        for metadata in skjerming.skjerming_metadata:
            xml.felt("skjermingMetadata", metadata)
        xml.felter(
            skjermingDokument=skjerming.skjerming_dokument,
            skjermingOpphoererDato=skjerming.skjerming_opphoerer_dato,
        )
