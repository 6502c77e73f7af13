"""A multipart filing read as it arrives: forms into memory, attachments through a hash and away.

An attachment of any size passes in pieces to a `Sluk` (the file store, or a file on disk that is
gone when it has been looked at), so a request needs the memory of its forms and no more.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from byggsak.domain.soeknad import Vedlegg
from byggsak.services.vedlegg import (
    SITUASJONSPLAN,
    er_digital,
    med_trygt_navn,
    trygt_navn,
)
from byggsak_api import skjemafeil as feil
from byggsak_api.innstillinger import Grenser
from byggsak_api.problem import Problem
from byggsak_api.sluk import Hashsluk, Proevesluk, Sluk

__all__ = ["DELNAVN", "Hashsluk", "Proevesluk", "Skjemaleser", "Sluk", "trygt_filnavn"]

DELNAVN = ("soeknad", "underskjema", "vedlegg")
_VEDLEGGSTYPE = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,79}\Z")


class Skjemaleser:
    """Feed it the body with `skriv`; then `fullfoer`. `avbryt` on any way out but success.

    Raises `Problem` (400, 413, 415, 422), naming the part that is wrong. A subclass with other
    `delnavn` has its parts in memory, as forms, in `underskjema`.
    """

    delnavn: tuple[str, ...] = DELNAVN

    def __init__(self, content_type: str, grenser: Grenser, nytt_sluk: Callable[[], Sluk]) -> None:
        self._grenser = grenser
        self._nytt_sluk = nytt_sluk
        self.soeknad: list[tuple[str, bytes]] = []
        self.underskjema: list[tuple[str, bytes]] = []
        self.vedlegg: list[Vedlegg] = []
        self._hodenavn = b""
        self._hodeverdi = b""
        self._hoder: dict[str, bytes] = {}
        self._antall = 0
        self._skjemabytes = 0
        self._vedleggsbytes = 0
        self._del: _Del | None = None
        self._slutt = False
        self._parser = self._ny_parser(content_type)

    def _ny_parser(self, content_type: str) -> MultipartParser:
        mediatype, valg = parse_options_header(content_type)
        if mediatype != b"multipart/form-data":
            raise feil.feil_mediatype()
        skille = valg.get(b"boundary", b"")
        if not skille:
            raise feil.uten_skille()
        try:
            return MultipartParser(
                skille,
                {
                    "on_part_begin": self._ny_del,
                    "on_header_field": self._les_hodenavn,
                    "on_header_value": self._les_hodeverdi,
                    "on_header_end": self._hode_ferdig,
                    "on_headers_finished": self._aapne_del,
                    "on_part_data": self._les_data,
                    "on_part_end": self._lukk_del,
                    "on_end": self._marker_slutt,
                },
            )
        except FormParserError as aarsak:
            raise feil.uleselig() from aarsak

    def skriv(self, data: bytes) -> None:
        try:
            self._parser.write(data)
        except FormParserError as aarsak:
            raise feil.uleselig() from aarsak

    def fullfoer(self) -> None:
        """Raise unless the body ended properly and holds exactly one application."""
        if not self._slutt:
            raise feil.avkortet()
        if len(self.soeknad) != 1:
            raise feil.en_soeknad(len(self.soeknad))

    def avbryt(self) -> None:
        if self._del is not None and self._del.sluk is not None:
            self._del.sluk.avbryt()
        self._del = None

    def _ny_del(self) -> None:
        self._antall += 1
        if self._antall > self._grenser.deler:
            raise feil.for_mange_deler(self._grenser.deler)
        self._hoder = {}

    def _les_hodenavn(self, data: bytes, start: int, slutt: int) -> None:
        self._hodenavn += data[start:slutt]

    def _les_hodeverdi(self, data: bytes, start: int, slutt: int) -> None:
        self._hodeverdi += data[start:slutt]

    def _hode_ferdig(self) -> None:
        self._hoder[self._hodenavn.decode("latin-1").lower()] = self._hodeverdi
        self._hodenavn = self._hodeverdi = b""

    def _aapne_del(self) -> None:
        slag, valg = parse_options_header(self._hoder.get("content-disposition", b""))
        navn = _tekst(valg.get(b"name", b""))
        if slag != b"form-data" or navn not in self.delnavn:
            raise feil.ukjent_del(navn, self.delnavn)
        koding = self._hoder.get("content-transfer-encoding", b"binary").strip().lower()
        if koding not in (b"binary", b"8bit", b"7bit"):
            raise feil.omkodet_del(navn)
        sendt = _tekst(valg.get(b"filename", b""))
        filnavn = trygt_filnavn(sendt) or f"{navn}-{self._antall}"
        if navn != "vedlegg":
            self._del = _Del(navn, filnavn)
            return
        vedleggstype = _tekst(self._hoder.get("vedleggstype", b"")).strip()
        if not _VEDLEGGSTYPE.match(vedleggstype):
            raise feil.uten_vedleggstype(filnavn)
        self._del = _Del(navn, filnavn, vedleggstype, self._nytt_sluk(), sendt)

    def _les_data(self, data: bytes, start: int, slutt: int) -> None:
        denne = self._del
        assert denne is not None
        bit = data[start:slutt]
        if denne.sluk is None:
            self._skjemabytes += len(bit)
            self._hold(denne, bit, self._grenser.skjema, feil.for_stort_skjema)
            if self._skjemabytes > self._grenser.skjema_samlet:
                raise feil.for_store_skjemaer(denne.filnavn, self._grenser.skjema_samlet)
            return
        self._vedleggsbytes += len(bit)
        denne.stoerrelse += len(bit)
        if denne.stoerrelse > self._grenser.vedlegg:
            raise feil.for_stort_vedlegg(denne.navn, denne.filnavn, self._grenser.vedlegg)
        if self._vedleggsbytes > self._grenser.vedlegg_samlet:
            raise feil.for_store_vedlegg(denne.filnavn, self._grenser.vedlegg_samlet)
        if denne.vedleggstype == SITUASJONSPLAN and denne.er_digital(bit):
            self._hold(denne, bit, self._grenser.situasjonsplan, feil.for_stor_situasjonsplan)
        denne.sluk.skriv(bit)

    @staticmethod
    def _hold(
        denne: _Del, bit: bytes, grense: int, nei: Callable[[str, str, int], Problem]
    ) -> None:
        if len(denne.data) + len(bit) > grense:
            raise nei(denne.navn, denne.filnavn, grense)
        denne.data += bit

    def _lukk_del(self) -> None:
        denne = self._del
        assert denne is not None
        if denne.sluk is not None:
            sha256, stoerrelse = denne.sluk.ferdig()
            innhold = bytes(denne.data) if denne.digital else None
            vedlegg = Vedlegg(
                denne.vedleggstype, denne.filnavn, stoerrelse, sha256, innhold, denne.sluk.dom()
            )
            self.vedlegg.append(
                med_trygt_navn(vedlegg, denne.navn_som_sendt) if denne.navn_som_sendt else vedlegg
            )
        else:
            maal = self.soeknad if denne.navn == "soeknad" else self.underskjema
            maal.append((denne.filnavn, bytes(denne.data)))
        self._del = None

    def _marker_slutt(self) -> None:
        self._slutt = True


class _Del:
    """The part being read: its buffer (forms, digital plans) and its sink (attachments)."""

    __slots__ = (
        "data",
        "digital",
        "filnavn",
        "navn",
        "navn_som_sendt",
        "sluk",
        "stoerrelse",
        "vedleggstype",
    )

    def __init__(
        self,
        navn: str,
        filnavn: str,
        vedleggstype: str = "",
        sluk: Sluk | None = None,
        navn_som_sendt: str = "",
    ) -> None:
        self.navn = navn
        self.filnavn = filnavn
        self.vedleggstype = vedleggstype
        self.sluk = sluk
        self.navn_som_sendt = navn_som_sendt
        self.data = bytearray()
        self.digital: bool | None = None
        self.stoerrelse = 0

    def er_digital(self, bit: bytes) -> bool:
        """XML or JSON by its first character; a drawing (PDF, image) is never held in memory."""
        if self.digital is None:
            self.digital = er_digital(bytes(self.data[:4]) + bit)
            if self.digital is None:
                return True  # blanks so far: undecided, keep them
        if not self.digital:
            self.data.clear()
        return self.digital


def trygt_filnavn(navn: str) -> str:
    """The name a file can be filed and shown under; empty when nothing is left of it.

    >>> trygt_filnavn("..\\\\..\\\\windows/system.ini")
    'system.ini'
    >>> trygt_filnavn("../..")
    ''
    """
    return trygt_navn(navn)


def _tekst(data: bytes) -> str:
    """Headers of a part are UTF-8 by RFC 7578; old clients send Latin-1."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")
