"""The sentences of every refusal by the reader: what is wrong, and what to do about it."""

from __future__ import annotations

from typing import Final

from byggsak.domain.tekst import Tekst

_SEND_AGAIN: Final = Tekst(
    "Eksporter filen på nytt fra søknadssystemet og send den igjen.",
    "Eksporter fila på nytt frå søknadssystemet og send henne igjen.",
    "Export the file again from the application system and resend it.",
)
_SMALLER: Final = Tekst(
    "Kontroller at det er skjemaet som er sendt, og ikke et annet datasett.",
    "Kontroller at det er skjemaet som er sendt, og ikkje eit anna datasett.",
    "Check that the form itself was sent, and not some other data set.",
)
_WELL_FORMED: Final = Tekst(
    "Rett feilen på dette stedet, eller eksporter filen på nytt fra søknadssystemet.",
    "Rett feilen på denne staden, eller eksporter fila på nytt frå søknadssystemet.",
    "Correct the fault at this place, or export the file again from the application system.",
)
_ENCODING: Final = Tekst(
    "Lagre filen som UTF-8, og la encoding i første linje si det samme.",
    "Lagre fila som UTF-8, og lat encoding i første linje seie det same.",
    "Save the file as UTF-8, and let encoding in the first line say so.",
)

TEXTS: Final[dict[str, tuple[Tekst, Tekst]]] = {
    "tom": (
        Tekst("Filen er tom.", "Fila er tom.", "The file is empty."),
        _SEND_AGAIN,
    ),
    "for-stor": (
        Tekst(
            "Filen er større enn {grense} byte, som er grensen.",
            "Fila er større enn {grense} byte, som er grensa.",
            "The file is larger than the limit of {grense} bytes.",
        ),
        _SMALLER,
    ),
    "komprimert": (
        Tekst(
            "Filen er komprimert ({format}).",
            "Fila er komprimert ({format}).",
            "The file is compressed ({format}).",
        ),
        Tekst(
            "Pakk den ut, og send XML-filen.",
            "Pakk henne ut, og send XML-fila.",
            "Unpack it and send the XML file.",
        ),
    ),
    "ikke-xml": (
        Tekst(
            "Filen er ikke XML: den begynner med «{start}».",
            "Fila er ikkje XML: ho byrjar med «{start}».",
            "The file is not XML: it begins with «{start}».",
        ),
        Tekst(
            "Send skjemaet som XML; tegninger og brev sendes som vedlegg.",
            "Send skjemaet som XML; teikningar og brev skal sendast som vedlegg.",
            "Send the form as XML; drawings and letters are sent as attachments.",
        ),
    ),
    "koding-ukjent": (
        Tekst(
            "Filen oppgir tegnkodingen «{koding}», som ikke leses her.",
            "Fila oppgir teiknkodinga «{koding}», som ikkje blir lesen her.",
            "The file declares the encoding «{koding}», which is not read here.",
        ),
        _ENCODING,
    ),
    "koding-motsagt": (
        Tekst(
            "Filen oppgir tegnkodingen {oppgitt}, men er skrevet i {funnet}.",
            "Fila oppgir teiknkodinga {oppgitt}, men er skriven i {funnet}.",
            "The file declares the encoding {oppgitt}, but is written in {funnet}.",
        ),
        _ENCODING,
    ),
    "koding-ugyldig": (
        Tekst(
            "Byten {byte} er ikke et tegn i {koding}, som er filens tegnkoding.",
            "Byten {byte} er ikkje eit teikn i {koding}, som er teiknkodinga til fila.",
            "The byte {byte} is not a character in {koding}, the file's encoding.",
        ),
        _ENCODING,
    ),
    "nul-tegn": (
        Tekst(
            "Filen inneholder et NUL-tegn, som ikke kan stå i XML.",
            "Fila inneheld eit NUL-teikn, som ikkje kan stå i XML.",
            "The file contains a NUL character, which cannot stand in XML.",
        ),
        _SEND_AGAIN,
    ),
    "doctype": (
        Tekst(
            "Filen har en DOCTYPE. Den kan hente inn andre filer og avvises alltid.",
            "Fila har ein DOCTYPE. Han kan hente inn andre filer og blir alltid avvist.",
            "The file has a DOCTYPE. It can pull in other files and is always refused.",
        ),
        Tekst(
            "Fjern linjen som begynner med <!DOCTYPE.",
            "Fjern linja som byrjar med <!DOCTYPE.",
            "Remove the line that begins with <!DOCTYPE.",
        ),
    ),
    "for-dyp": (
        Tekst(
            "Elementene er nøstet mer enn {grense} nivåer.",
            "Elementa er nøsta meir enn {grense} nivå.",
            "The elements are nested more than {grense} levels deep.",
        ),
        _SMALLER,
    ),
    "for-mange-elementer": (
        Tekst(
            "Filen har mer enn {grense} elementer.",
            "Fila har meir enn {grense} element.",
            "The file has more than {grense} elements.",
        ),
        _SMALLER,
    ),
    "for-mange-barn": (
        Tekst(
            "Et element har mer enn {grense} elementer rett under seg.",
            "Eit element har meir enn {grense} element rett under seg.",
            "An element has more than {grense} elements directly below it.",
        ),
        _SMALLER,
    ),
    "for-lang-tekst": (
        Tekst(
            "En tekst er lengre enn {grense} tegn.",
            "Ein tekst er lengre enn {grense} teikn.",
            "A text is longer than {grense} characters.",
        ),
        _SMALLER,
    ),
    "for-langt-attributt": (
        Tekst(
            "Et attributt er lengre enn {grense} tegn.",
            "Eit attributt er lengre enn {grense} teikn.",
            "An attribute is longer than {grense} characters.",
        ),
        _SMALLER,
    ),
    "for-mange-attributter": (
        Tekst(
            "Et element har mer enn {grense} attributter.",
            "Eit element har meir enn {grense} attributt.",
            "An element has more than {grense} attributes.",
        ),
        _SMALLER,
    ),
    "for-stort-objekt": (
        Tekst(
            "Det er lest {grense} byte uten at noe objekt tok slutt.",
            "Det er lese {grense} byte utan at noko objekt tok slutt.",
            "{grense} bytes were read without any object coming to an end.",
        ),
        Tekst(
            "Kontroller at filen er av det slaget som er ventet her.",
            "Kontroller at fila er av det slaget som er venta her.",
            "Check that the file is of the kind expected here.",
        ),
    ),
    "avkortet": (
        Tekst(
            "Filen slutter før XML-dokumentet er ferdig.",
            "Fila sluttar før XML-dokumentet er ferdig.",
            "The file ends before the XML document does.",
        ),
        Tekst(
            "Overføringen ble trolig avbrutt. Send hele filen på nytt.",
            "Overføringa vart truleg avbroten. Send heile fila på nytt.",
            "The transfer was probably interrupted. Send the whole file again.",
        ),
    ),
    "ukjent-entitet": (
        Tekst(
            "Teksten viser til en navngitt entitet som XML ikke kjenner.",
            "Teksten viser til ein namngitt entitet som XML ikkje kjenner.",
            "The text refers to a named entity that XML does not know.",
        ),
        Tekst(
            "Skriv tegnet selv i stedet (for eksempel et vanlig mellomrom for &nbsp;).",
            "Skriv teiknet sjølv i staden (til dømes eit vanleg mellomrom for &nbsp;).",
            "Write the character itself instead (a plain space for &nbsp;, say).",
        ),
    ),
    "taggene-passer-ikke": (
        Tekst(
            "Slutten på et element passer ikke til begynnelsen ({teknisk}).",
            "Slutten på eit element passar ikkje til byrjinga ({teknisk}).",
            "The end of an element does not match its beginning ({teknisk}).",
        ),
        _WELL_FORMED,
    ),
    "ikke-velformet": (
        Tekst(
            "Filen er ikke velformet XML ({teknisk}).",
            "Fila er ikkje velforma XML ({teknisk}).",
            "The file is not well-formed XML ({teknisk}).",
        ),
        _WELL_FORMED,
    ),
}
