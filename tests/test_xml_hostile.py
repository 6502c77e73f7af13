"""Hostile documents in a process with little memory and little time: it must answer, not die."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest

ADDRESS_SPACE = 600_000_000
"""Bytes. An interpreter with lxml and xmlschema loaded takes about 250 MB of address space."""

PROGRAM = """
import resource, sys
from byggsak.xml.forms import forms, recognise
from byggsak.xml.inn import les_soeknad
from byggsak.xml.reader import Limits, XmlAvvist, iter_elements, read
from byggsak.xml.schema import validate
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
resource.setrlimit(resource.RLIMIT_AS, ({space}, {space}))
resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
ROOT = (b'<ettrinn xmlns="https://skjema.ft.dibk.no/ettrinn/v4" dataFormatProvider="DIBK" '
        b'dataFormatId="10012" dataFormatVersion="4">')
def refused(data, limits=Limits()):
    try:
        read(data, limits)
    except XmlAvvist as error:
        return error.kode
    return "read"
{body}
used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
assert used * 1024 < {allowed}, used
"""


def run(body: str, allowed: int) -> list[str]:
    program = PROGRAM.format(body=textwrap.dedent(body), space=ADDRESS_SPACE, allowed=allowed)
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.split()


def test_five_million_empty_elements_never_become_a_tree() -> None:
    assert run(
        """
        data = b"<r>" + (b"<g>" + b"<a/>" * 4000 + b"</g>") * 1250 + b"</r>"
        print(refused(data), refused(data, Limits(bytes=10**9)))
        print(refused(data, Limits(bytes=10**9, children=10**9)))
        """,
        allowed=100_000_000,
    ) == ["for-stor", "for-mange-elementer", "for-mange-elementer"]


def test_a_hundred_thousand_levels_are_refused_without_a_stack_overflow() -> None:
    assert (
        run(
            """
        print(refused(b"<a>" * 100_000), refused(b"<a>" * 600_000), refused(b"<a>" * 60_000))
        """,
            allowed=50_000_000,
        )
        == ["for-dyp"] * 3
    )


def test_a_huge_attribute_and_a_huge_text_are_refused() -> None:
    assert run(
        """
        roomy = Limits(bytes=10**9)
        print(refused(b'<a b="' + b"x" * 50_000_000 + b'"/>', roomy))
        print(refused(b"<a>" + b"x" * 50_000_000 + b"</a>", roomy))
        """,
        allowed=300_000_000,
    ) == ["for-langt-attributt", "for-lang-tekst"]


def test_a_hundred_thousand_namespaces_are_bounded() -> None:
    assert run(
        """
        many = b" ".join(b'xmlns:a%d="u%d"' % (n, n) for n in range(18_000))
        print(refused(b"<a " + many + b"/>"))
        """,
        allowed=100_000_000,
    )[0] in {"read", "for-mange-attributter"}


@pytest.mark.parametrize(
    "body",
    [
        "b'<ab/>' * 4900",
        "b'<eiendomByggested>' + b'<eiendom x=\"1\"/>' * 4900 + b'</eiendomByggested>'",
        "b'<eiendomByggested>' + (b'<eiendom>' + b'<a x=\"1\"/>' * 4900 + b'</eiendom>') * 38"
        " + b'</eiendomByggested>'",
        "b'<kommunensSaksnummer>' + b'x<saksaar/>' * 4900 + b'</kommunensSaksnummer>'",
        "b'<ab/><cd/>' * 9900",
        "(b'<kommunensSaksnummer>' + b'<saksaar/>' * 20 + b'</kommunensSaksnummer>') * 19000",
        "b'<eiendomByggested>' + (b'<eiendom>' + b'<a x=\"1\"/>' * 19000 + b'</eiendom>') * 20"
        " + b'</eiendomByggested>'",
    ],
    ids=[
        "unknown elements",
        "attributes",
        "both, nested",
        "loose text and empty numbers",
        "a long row of two names",
        "faults below a long row",
        "long lists in a list",
    ],
)
def test_a_document_made_of_faults_is_explained_in_bounded_time_and_number(body: str) -> None:
    count = run(
        f"""
        data = ROOT + {body} + b"</ettrinn>"
        print(len(les_soeknad(data).funn))
        """,
        allowed=300_000_000,
    )
    assert 1 <= int(count[0]) <= 501


def test_a_long_map_file_streams_in_little_memory() -> None:
    assert run(
        """
        import io
        class Long(io.RawIOBase):
            left = 3000
            def read(self, size=-1):
                self.left -= 1
                return b"<r>" if self.left == 2999 else (
                    b"<m><x a='1'>1 2 3</x></m>" * 700 if self.left > 0 else
                    b"</r>" if self.left == 0 else b"")
        print(sum(1 for _ in iter_elements(Long(), ["m"])))
        """,
        allowed=60_000_000,
    ) == [str(2998 * 700)]
