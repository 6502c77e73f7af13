"""`byggsak archive conform` and `certificate verify`, as processes of their own."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from joserfc.jwk import ECKey, OctKey, OKPKey

from byggsak.testing.certificate import (
    Certificate,
    Check,
    InvalidKey,
    NotACertificate,
    Outcome,
    Tampered,
    verify,
    write_html,
    write_json,
)

MADE = Certificate(
    adapter="ours",
    distribution="byggsak-archive-ours",
    version="1.0",
    code_sha256="a" * 64,
    contract_sha256="b" * 64,
    byggsak="0.1.0",
    python="3.11",
    system="Linux",
    at=datetime(2026, 3, 2, 11, 0, tzinfo=UTC),
    options=("url",),
    capabilities={"answers": "sync"},
    checks=(
        Check(name="test_a_thing[Å]", outcome=Outcome.PASSED, reason="", seconds=0.1),
        Check(name="test_b", outcome=Outcome.SKIPPED, reason="<script>", seconds=0.0),
    ),
)


def byggsak(
    *arguments: str, cwd: Path, site: Path | None = None
) -> subprocess.CompletedProcess[str]:
    paths = [*([str(site)] if site else []), os.environ.get("PYTHONPATH", "")]
    return subprocess.run(
        [sys.executable, "-m", "byggsak.cli", "archive", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A private key and its public half, as files."""
    folder = tmp_path_factory.mktemp("keys")
    key = OKPKey.generate_key("Ed25519")
    private, public = folder / "key.pem", folder / "public.pem"
    private.write_bytes(key.as_pem(private=True))
    public.write_bytes(key.as_pem(private=False))
    return private, public


@pytest.fixture(scope="module")
def certified(
    tmp_path_factory: pytest.TempPathFactory, keys: tuple[Path, Path]
) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("certified")
    done = byggsak(
        *("conform", "noark5", "--option", "arkivskaper_id=999999999"),
        *("--option", "arkivskaper=Hemmelig kommune", "--option", f"mappe={folder / 'arkiv'}"),
        *("--out", "noark5.json", "--key", str(keys[0])),
        cwd=folder,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder, done.stdout


def test_a_good_adapter_gets_a_signed_certificate_that_verifies(
    certified: tuple[Path, str], keys: tuple[Path, Path]
) -> None:
    folder, _ = certified
    envelope = json.loads((folder / "noark5.json").read_text("utf-8"))
    content = envelope["sertifikat"]
    assert content["adapter"]["navn"] == "noark5"
    assert content["adapter"]["versjon"]
    assert content["kontrakt"]["byggsak"]
    assert content["resultat"] == "bestått"
    assert sum(content["antall"].values()) == len(content["proever"]) > 60
    done = byggsak("certificate", "verify", "noark5.json", "--key", str(keys[1]), cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "signature fits" in done.stdout


def test_a_certificate_names_options_and_never_tells_their_values(
    certified: tuple[Path, str],
) -> None:
    folder, said = certified
    for text in (
        said,
        *((folder / f"noark5.{end}").read_text("utf-8") for end in ("json", "html")),
    ):
        assert "Hemmelig kommune" not in text
    content = json.loads((folder / "noark5.json").read_text("utf-8"))["sertifikat"]
    assert content["valg"] == ["arkivskaper", "arkivskaper_id", "mappe"]


def test_the_page_says_the_same_as_the_file(certified: tuple[Path, str]) -> None:
    folder, _ = certified
    envelope = json.loads((folder / "noark5.json").read_text("utf-8"))
    page = (folder / "noark5.html").read_text("utf-8")
    assert envelope["sha256"] in page
    assert "Bestått" in page
    assert page.count("<tr class=") == len(envelope["sertifikat"]["proever"])


def test_a_changed_certificate_and_a_strangers_key_are_told(
    certified: tuple[Path, str], tmp_path: Path
) -> None:
    folder, _ = certified
    text = (folder / "noark5.json").read_text("utf-8")
    (tmp_path / "changed.json").write_text(text.replace('"feilet": 0', '"feilet": 1'), "utf-8")
    done = byggsak("certificate", "verify", "changed.json", cwd=tmp_path)
    assert (done.returncode, "changed or damaged" in done.stdout) == (1, True)
    stranger = tmp_path / "stranger.pem"
    stranger.write_bytes(OKPKey.generate_key("Ed25519").as_pem(private=False))
    done = byggsak(
        "certificate", "verify", str(folder / "noark5.json"), "--key", str(stranger), cwd=tmp_path
    )
    assert (done.returncode, "signature does not fit" in done.stdout) == (1, True)
    done = byggsak("certificate", "verify", str(folder / "noark5.json"), cwd=tmp_path)
    assert (done.returncode, "not proven" in done.stdout) == (3, True)


def test_an_adapter_that_breaks_the_contract_gets_exit_one_and_a_certificate_that_says_so(
    tmp_path: Path,
) -> None:
    site = tmp_path / "site"
    info = site / "byggsak_archive_bad-0.1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: byggsak-archive-bad\nVersion: 0.1\n"
    )
    (info / "entry_points.txt").write_text("[byggsak.archive]\nbad = byggsak_archive_bad:create\n")
    package = site / "byggsak_archive_bad"
    package.mkdir()
    (package / "__init__.py").write_text(
        "from byggsak_archive_memory import MemoryArchive\n"
        "class Bad(MemoryArchive):\n"
        "    def fetch(self, key):\n"
        "        return super().fetch(key) + b'x'\n"
        "def create(options, files):\n"
        "    return Bad(files)\n"
    )
    done = byggsak("conform", "bad", cwd=tmp_path, site=site)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "failed: a document comes back byte for byte or is refused" in done.stdout
    content = json.loads((tmp_path / "bad-certificate.json").read_text("utf-8"))["sertifikat"]
    assert content["resultat"] == "ikke bestått"
    assert content["adapter"]["versjon"] == "0.1"


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("conform", "ingen-slik"), "Installerte adaptere"),
        (("conform", "folder", "--option", "mappe"), "NAME=VALUE"),
        (("conform", "folder"), "mangler valget mappe"),
        (("conform", "memory", "--key", "ingen.pem"), "cannot be read"),
        (("certificate", "verify", "ingen.json"), "cannot be read"),
    ],
)
def test_a_mistake_is_answered_with_what_to_do(
    arguments: tuple[str, ...], word: str, tmp_path: Path
) -> None:
    done = byggsak(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert word in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_without_pytest_the_operator_is_told_to_install_it_and_certificates_still_verify(
    tmp_path: Path,
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "pytest.py").write_text("raise ImportError('not here')\n")
    done = byggsak("conform", "memory", cwd=tmp_path, site=site)
    assert (done.returncode, "pip install pytest" in done.stderr) == (2, True)
    (tmp_path / "c.json").write_text(write_json(MADE), "utf-8")
    assert byggsak("certificate", "verify", "c.json", cwd=tmp_path, site=site).returncode == 3


@pytest.mark.parametrize(
    "key", [OKPKey.generate_key("Ed25519"), ECKey.generate_key("P-256")], ids=["Ed25519", "P-256"]
)
@pytest.mark.parametrize("form", ["pem", "jwk"])
def test_both_kinds_of_key_sign_and_verify_in_both_forms(key: OKPKey | ECKey, form: str) -> None:
    def data(*, private: bool) -> bytes:
        if form == "pem":
            return key.as_pem(private=private)
        return json.dumps(key.as_dict(private=private)).encode()

    text = write_json(MADE, data(private=True)).encode()
    assert verify(text, data(private=False)) == (json.loads(text)["sertifikat"], True)


@pytest.mark.parametrize(
    "key",
    [
        b"",
        b"hemmelig",
        json.dumps(OctKey.generate_key(256).as_dict()).encode(),
        OKPKey.generate_key("X25519").as_pem(private=True),
        OKPKey.generate_key("Ed25519").as_pem(private=False),
    ],
    ids=["empty", "a word", "a shared secret", "not for signing", "public"],
)
def test_a_key_that_cannot_sign_is_refused(key: bytes) -> None:
    with pytest.raises(InvalidKey):
        write_json(MADE, key)


def test_an_unsigned_certificate_proves_nothing_to_who_has_a_key() -> None:
    public = OKPKey.generate_key("Ed25519").as_pem(private=False)
    with pytest.raises(Tampered, match="not signed"):
        verify(write_json(MADE).encode(), public)


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"sertifikat": {"form": "x"}}'], ids=repr)
def test_what_is_not_a_certificate_is_called_that(data: bytes) -> None:
    with pytest.raises(NotACertificate):
        verify(data)


def test_nothing_in_a_certificate_is_markup_on_the_page() -> None:
    page = write_html(MADE, "0" * 64)
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "a thing [Å]" in page
