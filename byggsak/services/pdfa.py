"""Is a PDF really PDF/A? Asked of a validator that the operator has installed, or of no one.

There is no maintained validator to install from Python: those there are (veraPDF, pdfaPilot) are
programs of their own. Set BYGGSAK_PDFA to the command that runs one on a file, for instance
`verapdf --format text`: the file's path is put last. Exit code 0 says that it conforms, 1 that it
does not; anything else, or no answer within the time, is «not known».
"""

from __future__ import annotations

import shlex
import shutil
import subprocess
import tempfile
from typing import BinaryIO, Final, Protocol

import structlog

from byggsak.archive.errors import PermanentConfig

log = structlog.get_logger()

SEKUNDER: Final = 120.0


class Proeve(Protocol):
    """Tries an open, seekable PDF: True it conforms, False it does not, None not known."""

    def __call__(self, pdf: BinaryIO, /) -> bool | None: ...


def ingen_proeve(pdf: BinaryIO, /) -> bool | None:
    """What is known when no validator is set up: nothing."""
    return None


def proeve_med(kommando: str, sekunder: float = SEKUNDER) -> Proeve:
    """The validator behind `kommando` (split as a shell would, run without one); an empty text is
    no validator. Raises PermanentConfig for a command that cannot be run."""
    if not kommando.strip():
        return ingen_proeve
    try:
        ord_ = shlex.split(kommando)
    except ValueError as error:
        raise PermanentConfig(f"BYGGSAK_PDFA kan ikke leses: {error}.") from error
    program = shutil.which(ord_[0])
    if program is None:
        raise PermanentConfig(
            f"BYGGSAK_PDFA: programmet {ord_[0]} finnes ikke. Installer det, eller ta bort valget."
        )

    def proev(pdf: BinaryIO, /) -> bool | None:
        with tempfile.NamedTemporaryFile(suffix=".pdf") as kopi:
            pdf.seek(0)
            shutil.copyfileobj(pdf, kopi)
            kopi.flush()
            try:
                svar = subprocess.run(  # noqa: S603 -- the operator's own command, no shell
                    [program, *ord_[1:], kopi.name],
                    stdin=subprocess.DEVNULL,
                    capture_output=True,
                    timeout=sekunder,
                    check=False,
                )
            except (OSError, subprocess.TimeoutExpired) as error:
                log.warning("pdfa.ikke_proevd", feiltype=type(error).__name__)
                return None
        if svar.returncode in (0, 1):
            return svar.returncode == 0
        # What the program printed may quote the document: only its code is logged.
        log.warning("pdfa.ikke_proevd", kode=svar.returncode)
        return None

    return proev
