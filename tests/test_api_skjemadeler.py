"""Reading a multipart filing piece by piece: the same answer however the network cuts it."""

import hashlib

import pytest
from byggsak_api.innstillinger import Grenser
from byggsak_api.problem import Problem
from byggsak_api.skjemadeler import Hashsluk, Skjemaleser, trygt_filnavn
from hypothesis import given
from hypothesis import strategies as st

SKILLE = "skille-7f3a"
TYPE = f"multipart/form-data; boundary={SKILLE}"


def part(name: str, data: bytes, filename: str | None = None, **headers: str) -> bytes:
    disposition = f'form-data; name="{name}"' + (f'; filename="{filename}"' if filename else "")
    lines = [f"Content-Disposition: {disposition}"]
    lines += [f"{key.replace('_', '-')}: {value}" for key, value in headers.items()]
    return f"--{SKILLE}\r\n".encode() + "\r\n".join(lines).encode() + b"\r\n\r\n" + data + b"\r\n"


def body(*parts: bytes) -> bytes:
    return b"".join(parts) + f"--{SKILLE}--\r\n".encode()


STANDARD = Grenser()
FULL = body(
    part("soeknad", b"<ettrinn/>", "soeknad.xml"),
    part("underskjema", b"<gjenpart/>", "gjenpart.xml"),
    part("vedlegg", b"%PDF-1.7 \r\n--skille-7f3 nesten", "plan.pdf", Vedleggstype="Situasjonsplan"),
    part("vedlegg", b' {"type": "x"}', "plan.json", Vedleggstype="Situasjonsplan"),
)


def les(data: bytes, grenser: Grenser = STANDARD, kutt: tuple[int, ...] = ()) -> Skjemaleser:
    leser = Skjemaleser(TYPE, grenser, Hashsluk)
    for start, slutt in zip((0, *kutt), (*kutt, len(data)), strict=True):
        leser.skriv(data[start:slutt])
    leser.fullfoer()
    return leser


def avslag(data: bytes, grenser: Grenser = STANDARD) -> Problem:
    with pytest.raises(Problem) as feil:
        les(data, grenser)
    return feil.value


@given(st.lists(st.integers(0, len(FULL)), max_size=12))
def test_where_the_network_cuts_the_body_changes_nothing(kutt: list[int]) -> None:
    helt, delt = les(FULL), les(FULL, kutt=tuple(sorted(kutt)))
    assert delt.soeknad == helt.soeknad == [("soeknad.xml", b"<ettrinn/>")]
    assert delt.underskjema == helt.underskjema == [("gjenpart.xml", b"<gjenpart/>")]
    assert delt.vedlegg == helt.vedlegg
    assert [v.innhold for v in delt.vedlegg] == [v.innhold for v in helt.vedlegg]


def test_only_a_digital_site_plan_is_held_in_memory() -> None:
    pdf, digital = les(FULL).vedlegg
    assert pdf.innhold is None
    assert pdf.sha256 == hashlib.sha256(b"%PDF-1.7 \r\n--skille-7f3 nesten").hexdigest()
    assert digital.innhold == b' {"type": "x"}'
    assert digital.stoerrelse == 14


def test_a_site_plan_in_utf16_is_digital_too() -> None:
    data = '<?xml version="1.0" encoding="utf-16"?><Plan/>'.encode("utf-16")
    leser = les(
        body(part("soeknad", b"<x/>"), part("vedlegg", data, "p", Vedleggstype="Situasjonsplan"))
    )
    assert leser.vedlegg[0].innhold == data


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("/etc/shadow", "shadow"),
        ("tegning ø.pdf", "tegning ø.pdf"),
        ("a\x00b\x1b[31m.pdf", "ab[31m.pdf"),
        ("..", ""),
        ("x" * 400 + ".pdf", "x" * 176 + ".pdf"),
    ],
)
def test_a_file_name_is_never_a_path(sent: str, kept: str) -> None:
    assert trygt_filnavn(sent) == kept


def test_a_part_without_a_file_name_is_given_one() -> None:
    assert les(body(part("soeknad", b"<x/>"))).soeknad[0][0] == "soeknad-1"


@pytest.mark.parametrize(
    ("data", "slag", "word"),
    [
        (body(part("underskjema", b"<x/>")), "ugyldig-innhold", "soeknad"),
        (body(part("soeknad", b"<x/>"), part("soeknad", b"<x/>")), "ugyldig-innhold", "2"),
        (body(part("soeknad", b"<x/>"), part("vedleg", b"x")), "ugyldig-innhold", "vedleg"),
        (
            body(part("soeknad", b"<x/>"), part("vedlegg", b"x", "t.pdf")),
            "ugyldig-innhold",
            "t.pdf",
        ),
        (
            body(part("soeknad", b"PHgvPg==", Content_Transfer_Encoding="base64")),
            "ugyldig-innhold",
            "encoded",
        ),
        (body(part("soeknad", b"<x/>"))[:-9], "ugyldig-foresporsel", "boundary"),
        (b"not multipart at all", "ugyldig-foresporsel", "multipart"),
        (b"", "ugyldig-foresporsel", "boundary"),
    ],
    ids=[
        "no application",
        "two applications",
        "a misspelt part",
        "an attachment without a type",
        "base64",
        "cut short",
        "not multipart",
        "empty",
    ],
)
def test_a_wrong_body_is_refused_by_name(data: bytes, slag: str, word: str) -> None:
    problem = avslag(data)
    assert problem.slag.navn == slag
    assert word in problem.detalj.en


@pytest.mark.parametrize(
    ("grenser", "filnavn"),
    [
        (Grenser(skjema=5), "soeknad.xml"),
        (Grenser(skjema_samlet=12), "gjenpart.xml"),
        (Grenser(vedlegg=20), "plan.pdf"),
        (Grenser(vedlegg_samlet=30), "plan.json"),
        (Grenser(situasjonsplan=10), "plan.json"),
    ],
)
def test_what_is_too_large_is_named(grenser: Grenser, filnavn: str) -> None:
    problem = avslag(FULL, grenser)
    assert problem.slag.status == 413
    assert problem.ekstra["filnavn"] == filnavn


def test_too_many_parts_are_refused() -> None:
    assert avslag(FULL, Grenser(deler=3)).slag.status == 413


@pytest.mark.parametrize(
    ("content_type", "status"),
    [
        ("application/xml", 415),
        ("", 415),
        ("multipart/form-data", 400),
        (f"multipart/form-data; boundary={'x' * 500}", 400),
    ],
)
def test_a_wrong_content_type_is_refused(content_type: str, status: int) -> None:
    with pytest.raises(Problem) as feil:
        Skjemaleser(content_type, Grenser(), Hashsluk)
    assert feil.value.slag.status == status


def test_an_interrupted_attachment_is_forgotten() -> None:
    glemt: list[bool] = []

    class Sluk(Hashsluk):
        def avbryt(self) -> None:
            glemt.append(True)

    leser = Skjemaleser(TYPE, Grenser(), Sluk)
    leser.skriv(FULL[: FULL.index(b"nesten")])
    leser.avbryt()
    assert glemt == [True]
