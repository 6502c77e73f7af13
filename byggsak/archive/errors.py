"""What can go wrong between byggsak and an archive, by who can do something about it.

    ArchiveError
    ├── Transient          nothing happened; the same command may succeed later → wait, retry
    ├── Unknown            the answer was lost; it may have happened → look up, same key again
    ├── PermanentCase      the archive refuses this data → a case worker must act
    │   ├── NotFound       what the command refers to is not in the archive
    │   └── Conflict       the object has changed, or the key was used for something else
    └── PermanentConfig    credentials, account, mapping → an operator must act; the queue pauses
    InvalidRecord          (a ValueError) a record breaks Noark 5 before anything was sent

An adapter turns whatever its archive answers into one of these. A «duplicate» answer is not an
error: it is success, found by looking up the external key.
"""


class ArchiveError(Exception):
    """The archive did not do as asked."""

    code = "arkivfeil"

    def __init__(self, message: str, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        if code is not None:
            self.code = code


class Transient(ArchiveError):
    """Nothing was stored, and the same command may succeed later (disk full, 503, no network)."""

    code = "forbigaaende"


class Unknown(ArchiveError):
    """The command was sent, but the answer was lost. It may or may not have been carried out."""

    code = "ukjent-utfall"


class PermanentCase(ArchiveError):
    """The archive refuses this data. Sending it again will not help; a case worker must act."""

    code = "avvist"


class NotFound(PermanentCase):
    """The command refers to a case, entry or document that is not in the archive."""

    code = "finnes-ikke"


class Conflict(PermanentCase):
    """The object in the archive contradicts the command: read it again before deciding."""

    code = "konflikt"


class PermanentConfig(ArchiveError):
    """Account, credentials or mapping are wrong. An operator must act; every command would fail."""

    code = "oppsett"


class InvalidRecord(ValueError):
    """The record breaks Noark 5 and was never sent. The message says which field and why."""
