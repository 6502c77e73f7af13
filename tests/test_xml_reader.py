"""Reading hostile, broken and honest bytes: what is refused, with which words, and what is read."""

from __future__ import annotations

import io
import re
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from byggsak.domain.tekst import SPRAAK
from byggsak.xml.forms import recognise
from byggsak.xml.inn import les_soeknad
from byggsak.xml.reader import (
    DEFAULT,
    Element,
    Limits,
    StreamLimits,
    XmlAvvist,
    iter_elements,
    localname,
    read,
)
from byggsak.xml.refusal_texts import TEXTS

ROOT = Path(__file__).parents[1]
EVIL = ROOT / "fixtures" / "evil"

REFUSED = {
    "xxe-file.xml": "doctype",
    "xxe-network.xml": "doctype",
    "xxe-parameter-entity.xml": "doctype",
    "external-dtd.xml": "doctype",
    "entity-bomb.xml": "doctype",
    "quadratic-bomb.xml": "doctype",
    "doctype-without-entities.xml": "doctype",
    "doctype-behind-comment-and-instruction.xml": "doctype",
    "undefined-entity.xml": "ukjent-entitet",
    "control-character.xml": "ikke-velformet",
    "bare-ampersand.xml": "ikke-velformet",
    "two-roots.xml": "ikke-velformet",
    "undeclared-prefix.xml": "ikke-velformet",
    "declaration-not-first.xml": "ikke-velformet",
    "tags-do-not-match.xml": "taggene-passer-ikke",
    "truncated-between-elements.xml": "avkortet",
    "truncated-inside-tag.xml": "avkortet",
    "truncated-inside-letter.xml": "avkortet",
    "utf-16-half-a-letter.bin": "avkortet",
    "empty.xml": "tom",
    "only-spaces.xml": "tom",
    "nul-character.bin": "nul-tegn",
    "gzip.bin": "komprimert",
    "zip.bin": "komprimert",
    "pdf.bin": "ikke-xml",
    "json.bin": "ikke-xml",
    "latin-1-says-utf-8.xml": "koding-ugyldig",
    "utf-8-says-latin-1.xml": "koding-motsagt",
    "utf-8-says-utf-16.xml": "koding-motsagt",
    "utf-8-with-mark-says-latin-1.xml": "koding-motsagt",
    "utf-16-says-utf-8.bin": "koding-motsagt",
    "windows-1252-says-latin-1.xml": "koding-motsagt",
    "utf-16-without-mark.bin": "koding-ukjent",
    "utf-32.bin": "koding-ukjent",
    "unknown-encoding.xml": "koding-ukjent",
    "ebcdic-in-name-only.xml": "koding-ukjent",
    "utf-7.xml": "koding-ukjent",
    "unknown-form.xml": "ukjent-skjema",
    "old-generation-form.xml": "ukjent-skjema",
    "unknown-version.xml": "ukjent-versjon",
    "attributes-contradict-root.xml": "motsagt-skjema",
    "attributes-missing.xml": "motsagt-skjema",
}
INERT = {"inert-xinclude.xml", "inert-remote-schema.xml", "inert-stylesheet.xml"}


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """Nobody opens a connection while these tests run; who tries is found out afterwards."""
    tried: list[object] = []

    def refuse(_self: socket.socket, address: object) -> None:
        tried.append(address)
        raise OSError(f"the network is not for reading XML: {address}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "create_connection", lambda *a, **_k: refuse(None, a))  # type: ignore[arg-type]
    yield tried
    assert not tried


def refusal(data: bytes, limits: Limits = DEFAULT) -> XmlAvvist:
    with pytest.raises(XmlAvvist) as caught:
        recognise(read(data, limits))
    return caught.value


def test_every_evil_file_has_its_answer_here() -> None:
    files = {file.name for file in EVIL.iterdir() if not file.name.startswith(".")}
    assert files == REFUSED.keys() | INERT


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_evil_is_refused_with_its_code_and_three_languages(name: str) -> None:
    error = refusal((EVIL / name).read_bytes())
    assert error.kode == REFUSED[name]
    for spraak in SPRAAK:
        assert error.melding.paa(spraak).endswith((".", "»."))
        assert not re.search(r"\{\w+\}", error.melding.paa(spraak))
        assert error.raad.paa(spraak) in error.melding.paa(spraak)
    assert error.melding.nb != error.melding.en


def test_nothing_of_a_file_on_disk_is_in_the_refusal() -> None:
    assert "root:" not in str(refusal((EVIL / "xxe-file.xml").read_bytes()))


@pytest.mark.parametrize("name", sorted(INERT))
def test_an_instruction_to_fetch_something_is_read_and_not_followed(name: str) -> None:
    lest = les_soeknad((EVIL / name).read_bytes())
    expected = {"inert-xinclude.xml": 1, "inert-remote-schema.xml": 1, "inert-stylesheet.xml": 0}
    assert len(lest.funn) == expected[name]


@pytest.mark.parametrize(
    ("name", "linje", "kolonne"),
    [
        ("latin-1-says-utf-8.xml", 4, 20),
        ("doctype-behind-comment-and-instruction.xml", 4, 1),
        ("nul-character.bin", 4, 20),
        ("tags-do-not-match.xml", 4, 13),
    ],
)
def test_the_refusal_points_at_the_place(name: str, linje: int, kolonne: int) -> None:
    error = refusal((EVIL / name).read_bytes())
    assert (error.linje, error.kolonne) == (linje, kolonne)
    assert error.melding.nb.startswith(f"Linje {linje}, kolonne {kolonne}: ")
    assert error.melding.en.startswith(f"Line {linje}, column {kolonne}: ")


@pytest.mark.parametrize(
    ("declared", "codec"),
    [
        ("UTF-8", "utf-8"),
        ("utf-8", "utf-8-sig"),
        ("ISO-8859-1", "iso-8859-1"),
        ("iso-8859-15", "iso-8859-15"),
        ("windows-1252", "cp1252"),
        ("UTF-16", "utf-16"),
    ],
)
def test_norwegian_letters_survive_the_declared_encoding(declared: str, codec: str) -> None:
    text = f"<?xml version='1.0' encoding='{declared}'?><a>Æ ø å</a>"
    assert read(text.encode(codec)).root.text == "Æ ø å"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_with_its_mark_needs_no_declaration(codec: str) -> None:
    assert read("\ufeff<a>Æ ø å</a>".encode(codec)).root.text == "Æ ø å"


def test_text_on_both_sides_of_a_comment_is_one_text() -> None:
    document = read(b"<a><!-- x -->4<!-- y -->2<![CDATA[0]]></a>")
    assert document.root.text == "420"
    assert document.felt.tekst == "420"


def test_a_doctype_that_is_only_mentioned_in_a_comment_is_no_doctype() -> None:
    assert read(b"<!-- <!DOCTYPE a> --><a><!-- <!DOCTYPE b> --></a>").root.tag == "a"


def nested(depth: int) -> bytes:
    return b"<a>" * depth + b"</a>" * depth


def wide(groups: int, each: int) -> bytes:
    return b"<r>" + (b"<g>" + b"<a/>" * each + b"</g>") * groups + b"</r>"


PAD = b"<!--" + b" " * 500_000 + b"-->"
"""Makes a document large enough to be counted before the tree is built."""


@pytest.mark.parametrize("pad", [b"", PAD], ids=["counted in the tree", "counted before the tree"])
@pytest.mark.parametrize(
    ("body", "kode"),
    [
        (nested(101), "for-dyp"),
        (nested(400), "for-dyp"),
        (b"<r>" + b"<a/>" * 20_001 + b"</r>", "for-mange-barn"),
        (b'<r a="' + b"x" * 20_001 + b'"/>', "for-langt-attributt"),
        (b"<r " + b" ".join(b'a%d=""' % n for n in range(101)) + b"/>", "for-mange-attributter"),
    ],
    ids=["levels", "many levels", "children", "attribute", "attributes"],
)
def test_a_limit_that_is_passed_is_named(pad: bytes, body: bytes, kode: str) -> None:
    assert refusal(pad + body).kode == kode


@pytest.mark.parametrize("pad", [b"", PAD], ids=["counted in the tree", "counted before the tree"])
@pytest.mark.parametrize(
    "body",
    [
        nested(100),
        b"<r>" + b"<a/>" * 20_000 + b"</r>",
        b'<r a="' + b"x" * 20_000 + b'"/>',
        b"<r " + b" ".join(b'a%d=""' % n for n in range(100)) + b"/>",
    ],
    ids=["levels", "children", "attribute", "attributes"],
)
def test_a_document_at_the_limit_is_read(pad: bytes, body: bytes) -> None:
    assert read(pad + body).root is not None


def test_too_many_elements_and_too_long_a_text_are_found_before_the_tree() -> None:
    assert refusal(wide(110, 4600)).kode == "for-mange-elementer"
    assert refusal(b"<a>" + b"x" * 600_000 + b"</a>").kode == "for-lang-tekst"


def test_small_limits_are_kept_in_small_documents() -> None:
    tight = Limits(bytes=200, depth=3, elements=10, children=4, text=20, attribute=10)
    assert refusal(b"<a>" + b" " * 200 + b"</a>", tight).kode == "for-stor"
    assert refusal(nested(4), tight).kode == "for-dyp"
    assert refusal(wide(3, 4), tight).kode == "for-mange-elementer"
    assert refusal(wide(1, 5), tight).kode == "for-mange-barn"
    assert refusal(b"<a>" + b"x" * 21 + b"</a>", tight).kode == "for-lang-tekst"
    assert refusal(b'<a b="xxxxxxxxxxx"/>', tight).kode == "for-langt-attributt"


def test_every_refusal_has_words_in_three_languages() -> None:
    for hva, raad in TEXTS.values():
        assert all(text.paa(spraak) for text in (hva, raad) for spraak in SPRAAK)


def test_many_threads_read_and_validate_at_once() -> None:
    good = (ROOT / "fixtures/skjema/ok-ettrinn-en-enebolig.xml").read_bytes()
    bad = (ROOT / "fixtures/skjema/fail-fem-feil-paa-en-gang.xml").read_bytes()
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda data: len(les_soeknad(data).funn), [good, bad] * 40))
    assert found == [0, 5] * 40


def stream(data: bytes, tags: list[str] | None = None, **limits: int) -> list[str]:
    def text(element: Element) -> str:
        return localname(element) + "".join(element.itertext()).strip()

    return [text(e) for e in iter_elements(io.BytesIO(data), tags, StreamLimits(**limits))]


def test_streaming_gives_each_object_whole_and_in_order() -> None:
    data = b"<r xmlns:g='u'><g:env>e</g:env><g:m><x>1</x></g:m><g:m><x>2</x></g:m></r>"
    assert stream(data, ["{*}m", "{u}env"]) == ["enve", "m1", "m2"]
    assert stream(data) == ["enve", "m1", "m2"]


def test_an_object_inside_an_object_is_left_in_its_parent() -> None:
    assert stream(b"<r><m>1<m>2</m></m><m>3</m></r>", ["m"]) == ["m12", "m3"]


def test_streaming_reads_a_file_and_closes_it(tmp_path: Path) -> None:
    file = tmp_path / "kart.gml"
    file.write_bytes("<?xml version='1.0' encoding='ISO-8859-1'?><r><m>å</m></r>".encode("latin-1"))
    assert [element.text for element in iter_elements(file, ["m"])] == ["å"]
    with pytest.raises(OSError, match="finnes-ikke"):
        list(iter_elements(tmp_path / "finnes-ikke.gml"))


@pytest.mark.parametrize(
    "name", sorted(name for name, kode in REFUSED.items() if kode in {"doctype", "komprimert"})
)
def test_streaming_is_as_hardened_as_reading(name: str) -> None:
    with pytest.raises(XmlAvvist) as caught:
        list(iter_elements(EVIL / name, ["{*}metadata"]))
    assert caught.value.kode == REFUSED[name]


def test_streaming_stops_when_no_object_ends_or_the_file_is_too_long() -> None:
    data = b"<r>" + b"<a/>" * 200_000
    with pytest.raises(XmlAvvist, match="for-stort-objekt"):
        stream(data, ["m"], between=100_000)
    with pytest.raises(XmlAvvist, match="for-stor"):
        stream(data, ["a"], bytes=100_000)
    with pytest.raises(XmlAvvist, match="avkortet"):
        stream(data, ["a"])
