"""The file store: whole files, kept as they came, in constant memory; and the settings."""

from __future__ import annotations

import asyncio
import hashlib
import io
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from byggsak.archive.records import Fil
from byggsak.services.config import Config, UgyldigOppsett
from byggsak.services.filer import Filer, ForStorFil


@pytest.fixture
def filer(tmp_path: Path) -> Filer:
    return Filer(tmp_path / "filer")


def test_bytes_come_back_as_they_were(filer: Filer) -> None:
    lagret = filer.lagre(b"\x00\xff hei")
    assert filer.les(lagret.sha256) == b"\x00\xff hei"
    assert filer.finn(lagret.sha256) == lagret
    assert (filer.rot / lagret.sted).read_bytes() == b"\x00\xff hei"
    with filer.aapne(lagret.sha256) as fil:
        assert fil.read(2) == b"\x00\xff"


def test_the_same_bytes_are_one_file_and_the_first_is_never_touched(filer: Filer) -> None:
    forste = filer.lagre(b"hei")
    plass = filer.rot / forste.sted
    foer = plass.stat()
    assert filer.stroem([b"h", b"ei"]) == forste
    assert filer.fra_fil(io.BytesIO(b"hei")) == forste
    assert (plass.stat().st_mtime_ns, plass.stat().st_ino) == (foer.st_mtime_ns, foer.st_ino)
    assert not plass.stat().st_mode & 0o222, "not even the owner overwrites it by mistake"


def test_a_stream_that_breaks_leaves_nothing(filer: Filer) -> None:
    def brutt() -> Iterator[bytes]:
        yield b"en del"
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        filer.stroem(brutt())
    assert [p for p in filer.rot.rglob("*") if p.is_file()] == []


def test_a_file_past_the_limit_is_refused_and_not_kept(filer: Filer) -> None:
    with pytest.raises(ForStorFil, match="10 byte"):
        filer.stroem([b"123456", b"78901"], grense=10)
    assert filer.stroem([b"123456", b"7890"], grense=10).stoerrelse == 10
    assert len([p for p in filer.rot.rglob("*") if p.is_file()]) == 1


def test_an_awaited_stream_is_stored_alike(filer: Filer) -> None:
    async def biter() -> AsyncIterator[bytes]:
        yield b"del 1"
        yield b"del 2"

    lagret = asyncio.run(filer.stroem_async(biter()))
    assert filer.les(lagret.sha256) == b"del 1del 2"


def test_a_damaged_file_is_not_handed_out_as_whole(filer: Filer) -> None:
    lagret = filer.lagre(b"hei")
    plass = filer.rot / lagret.sted
    plass.chmod(0o640)
    plass.write_bytes(b"hoi")
    with pytest.raises(OSError, match="skadet"):
        filer.les(lagret.sha256)


@pytest.mark.parametrize("navn", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "\n"])
def test_only_a_hash_is_a_name_in_the_store(filer: Filer, navn: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        filer.har(navn)


def test_the_archive_opens_files_by_their_handle(filer: Filer) -> None:
    lagret = filer.lagre(b"hei")
    fil = Fil(sted=lagret.sted, filnavn="a.pdf", sha256=lagret.sha256, stoerrelse=3, mime="a/b")
    with filer.open(fil) as aapnet:
        assert aapnet.read() == b"hei"
    borte = Fil(sted="x", filnavn="a.pdf", sha256="0" * 64, stoerrelse=3, mime="a/b")
    with pytest.raises(FileNotFoundError), filer.open(borte):
        pass


def test_three_hundred_megabytes_are_taken_in_with_little_memory(tmp_path: Path) -> None:
    kode = f"""
import resource
from pathlib import Path
from byggsak.services.filer import Filer
foer = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
bit = bytes(1024 * 1024)
lagret = Filer(Path({str(tmp_path)!r})).stroem(bit for _ in range(300))
print(lagret.sha256, lagret.stoerrelse, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - foer)
"""
    svar = subprocess.run(
        [sys.executable, "-c", kode], capture_output=True, text=True, check=True
    ).stdout.split()
    fasit = hashlib.sha256()
    for _ in range(300):
        fasit.update(bytes(1024 * 1024))
    assert svar[:2] == [fasit.hexdigest(), str(300 * 1024 * 1024)]
    assert int(svar[2]) < 20_000, "kilobytes more than before"


def test_without_settings_it_runs_at_home_for_the_test_municipality() -> None:
    config = Config.fra({})
    assert config.database == "sqlite:///var/byggsak.sqlite"
    assert config.kommuner == ("9999",)
    assert config.arkiv == ""


def test_settings_come_from_the_environment() -> None:
    config = Config.fra(
        {
            "BYGGSAK_DATABASE": "postgresql+psycopg://u:hemmelig@h/db",
            "BYGGSAK_FILES": "/srv/filer",
            "BYGGSAK_KOMMUNER": "0301, 4601,0301",
            "BYGGSAK_ARCHIVE": "noark5",
            "BYGGSAK_ARCHIVE_FOLDER": "/srv/uttrekk",
            "BYGGSAK_MAX_FILE": "1000",
            "HOME": "/root",
        }
    )
    assert config.filer == Path("/srv/filer")
    assert config.kommuner == ("0301", "4601")
    assert (config.arkiv, dict(config.arkivvalg)) == ("noark5", {"folder": "/srv/uttrekk"})
    assert config.grenser.fil == 1000
    assert "hemmelig" not in repr(config)


@pytest.mark.parametrize(
    ("miljoe", "sier"),
    [
        ({"BYGGSAK_KOMMUNER": "oslo"}, "four digits"),
        ({"BYGGSAK_KOMMUNER": ","}, "four digits"),
        ({"BYGGSAK_MAX_XML": "2 MB"}, "whole number"),
        ({"BYGGSAK_MAX_FILE": "0"}, "whole number"),
        ({"BYGGSAK_JWKS": "keys.json"}, "BYGGSAK_ISSUER"),
        ({"BYGGSAK_ISSUER": "https://x"}, "BYGGSAK_JWKS"),
        ({"BYGGSAK_ARCHIVE_FOLDER": "/x"}, "BYGGSAK_ARCHIVE"),
    ],
)
def test_a_setting_that_cannot_be_used_says_what_to_write(
    miljoe: dict[str, str], sier: str
) -> None:
    with pytest.raises(UgyldigOppsett, match=sier):
        Config.fra(miljoe)
