"""The certificate of an adapter: what was run, with which versions, and what came of each check.

The JSON file holds the certificate, the SHA-256 of its canonical form (sorted keys, no spaces,
UTF-8), and, when a key was given, a detached JWS over the same bytes (RFC 7515, appendix F).
"""

import base64
import json
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from html import escape
from typing import Any, Final

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OKPKey

FORM: Final = "byggsak.archive.conform/1"
_ALGORITHMS: Final = {"Ed25519": "Ed25519", "P-256": "ES256"}


class Outcome(StrEnum):
    PASSED = "bestått"
    FAILED = "feilet"
    SKIPPED = "ikke aktuell"


@dataclass(frozen=True, kw_only=True)
class Check:
    """One test of the contract. `reason` says why it failed or does not apply."""

    name: str
    outcome: Outcome
    reason: str
    seconds: float

    @property
    def sentence(self) -> str:
        """The test's name as it is read.

        >>> Check(name="test_a_b[x]", outcome=Outcome.PASSED, reason="", seconds=0).sentence
        'a b [x]'
        """
        name, bracket, rest = self.name.removeprefix("test_").partition("[")
        return name.replace("_", " ") + (f" [{rest}" if bracket else "")


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """What `byggsak archive conform` found out. Option values are never in it, names are."""

    adapter: str
    distribution: str
    version: str
    code_sha256: str
    contract_sha256: str
    byggsak: str
    python: str
    system: str
    at: datetime
    options: tuple[str, ...]
    capabilities: dict[str, Any]
    checks: tuple[Check, ...]

    @property
    def passed(self) -> bool:
        """True when every check that applies went well, and at least one did."""
        count = Counter(check.outcome for check in self.checks)
        return count[Outcome.PASSED] > 0 and count[Outcome.FAILED] == 0


class InvalidKey(ValueError):
    """The key file cannot be used. The message says what it must hold."""


class NotACertificate(ValueError):
    """The file is not a certificate in the form this version knows."""


class Tampered(ValueError):
    """The certificate is not what was issued: its checksum or its signature does not fit."""


def as_json(certificate: Certificate) -> dict[str, Any]:
    """The certificate as JSON values, without checksum and signature."""
    count = Counter(check.outcome for check in certificate.checks)
    return {
        "form": FORM,
        "adapter": {
            "navn": certificate.adapter,
            "distribusjon": certificate.distribution,
            "versjon": certificate.version,
            "kode_sha256": certificate.code_sha256,
        },
        "kontrakt": {"byggsak": certificate.byggsak, "sha256": certificate.contract_sha256},
        "miljoe": {"python": certificate.python, "system": certificate.system},
        "dato": certificate.at.isoformat(timespec="seconds"),
        "valg": list(certificate.options),
        "evner": certificate.capabilities,
        "resultat": "bestått" if certificate.passed else "ikke bestått",
        "antall": {outcome.value: count[outcome] for outcome in Outcome},
        "proever": [
            {
                "navn": check.name,
                "utfall": check.outcome.value,
                "grunn": check.reason,
                "sekunder": check.seconds,
            }
            for check in certificate.checks
        ],
    }


def write_json(certificate: Certificate, key: bytes | None = None) -> str:
    """The file: certificate, checksum, and signature where there is a key. Raises InvalidKey."""
    content = as_json(certificate)
    payload = _canonical(content)
    envelope = {
        "sertifikat": content,
        "sha256": sha256(payload).hexdigest(),
        "signatur": None if key is None else _sign(payload, key),
    }
    return json.dumps(envelope, ensure_ascii=False, indent=2) + "\n"


def verify(data: bytes, key: bytes | None = None) -> tuple[dict[str, Any], bool]:
    """(the certificate, whether its signature was checked and fits).

    Without a key only the checksum is checked, which shows accidents but proves nothing about
    who wrote it. Raises NotACertificate, Tampered, or InvalidKey.
    """
    try:
        envelope = json.loads(data)
        content, checksum = envelope["sertifikat"], envelope["sha256"]
        signature = envelope["signatur"]
        form = content["form"]
    except (ValueError, KeyError, TypeError) as error:
        raise NotACertificate("The file is not a certificate from byggsak.") from error
    if form != FORM:
        raise NotACertificate(f"The certificate has the form {form!r}; this byggsak knows {FORM}.")
    payload = _canonical(content)
    if sha256(payload).hexdigest() != checksum:
        raise Tampered("The checksum does not fit: the certificate has been changed or damaged.")
    if key is None:
        return content, False
    if not isinstance(signature, str):
        raise Tampered("The certificate is not signed, so the key proves nothing about it.")
    header, _, mark = signature.partition("..")
    used, algorithm = _key(key)
    try:
        jws.deserialize_compact(f"{header}.{_base64(payload)}.{mark}", used, algorithms=[algorithm])
    except JoseError as error:
        raise Tampered(f"The signature does not fit this key and this certificate: {error}") from (
            error
        )
    return content, True


def _sign(payload: bytes, key: bytes) -> str:
    used, algorithm = _key(key)
    if not used.is_private:
        raise InvalidKey("The key is public; signing needs the private one.")
    header = {"alg": algorithm, "kid": used.thumbprint()}
    signed = jws.serialize_compact(header, payload, used, algorithms=[algorithm])
    head, _, mark = signed.split(".")
    return f"{head}..{mark}"


def _key(data: bytes) -> tuple[OKPKey | ECKey, str]:
    """An Ed25519 or P-256 key from PEM or JWK. Shared secrets are refused: who can verify with
    one could also have signed."""
    for kind in (OKPKey, ECKey):
        try:
            source: Any = json.loads(data) if data.lstrip().startswith(b"{") else data
            found = kind.import_key(source)
            algorithm = _ALGORITHMS[str(found.as_dict(private=False)["crv"])]
        except (JoseError, ValueError, KeyError, TypeError, AttributeError):
            continue
        return found, algorithm
    raise InvalidKey(
        "The key is not an Ed25519 or P-256 key as PEM or JWK. Make one with "
        "`openssl genpkey -algorithm ed25519 -out key.pem`, and the public half with "
        "`openssl pkey -in key.pem -pubout -out public.pem`."
    )


def _canonical(content: dict[str, Any]) -> bytes:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def write_html(certificate: Certificate, checksum: str) -> str:
    """The same as a page without scripts, for whoever buys or operates the adapter."""
    head = (
        ("Adapter", f"{certificate.adapter} ({certificate.distribution} {certificate.version})"),
        ("Kode, SHA-256", certificate.code_sha256),
        ("Kontrakt", f"byggsak {certificate.byggsak}"),
        ("Kontrakt, SHA-256", certificate.contract_sha256),
        ("Kjørt", certificate.at.isoformat(timespec="seconds")),
        ("Miljø", f"Python {certificate.python}, {certificate.system}"),
        ("Valg som var satt", ", ".join(certificate.options) or "ingen"),
        ("Sertifikatets SHA-256", checksum),
    )
    able = "".join(
        f"<tr><th>{escape(name)}</th><td>{escape(str(value))}</td></tr>"
        for name, value in certificate.capabilities.items()
    )
    rows = "".join(
        f'<tr class="{check.outcome.name.lower()}"><td>{escape(check.sentence)}</td>'
        f"<td>{check.outcome.value}</td><td>{escape(check.reason)}</td>"
        f"<td>{check.seconds:.3f}</td></tr>"
        for check in certificate.checks
    )
    facts = "".join(f"<tr><th>{escape(k)}</th><td>{escape(v)}</td></tr>" for k, v in head)
    result = "Bestått" if certificate.passed else "Ikke bestått"
    return (
        '<!doctype html>\n<html lang="nb"><head><meta charset="utf-8">'
        f"<title>Arkivkontrakten: {escape(certificate.adapter)}</title><style>{_STYLE}</style>"
        f"</head><body><main><h1>{result}: arkivkontrakten for {escape(certificate.adapter)}</h1>"
        f"<table>{facts}</table><h2>Det adapteren sier at den kan</h2><table>{able}</table>"
        '<h2>Prøvene</h2><table lang="en"><thead><tr><th>check</th><th>outcome</th>'
        f"<th>reason</th><th>seconds</th></tr></thead><tbody>{rows}</tbody></table>"
        "</main></body></html>\n"
    )


_STYLE: Final = (
    "body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;"
    "color:#111;background:#fff}table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid #767676;padding:.3rem .6rem;text-align:left;vertical-align:top;"
    "overflow-wrap:anywhere}.failed td:nth-child(2){font-weight:bold;color:#a00000}"
    ".skipped td:nth-child(2){color:#555}"
)
