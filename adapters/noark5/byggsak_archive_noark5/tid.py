"""Norwegian local time without a zone: at least one validator stops at «Z» and «+02:00»."""

from datetime import UTC, datetime, timedelta, timezone


def norsk(moment: datetime) -> str:
    """The moment as xs:dateTime in Norwegian time, whole seconds; a naive time is already local.

    >>> norsk(datetime(2026, 7, 1, 10, 0, tzinfo=UTC))
    '2026-07-01T12:00:00'
    >>> norsk(datetime(2026, 1, 1, 10, 0, tzinfo=UTC))
    '2026-01-01T11:00:00'
    """
    return lokal(moment).isoformat(timespec="seconds")


def lokal(moment: datetime) -> datetime:
    """The moment as a naive Norwegian time."""
    if moment.tzinfo is None:
        return moment
    utc = moment.astimezone(UTC)
    # The rule of directive 2000/84/EC, so that no time zone database is needed.
    summer = _last_sunday(utc.year, 3) <= utc < _last_sunday(utc.year, 10)
    return utc.astimezone(timezone(timedelta(hours=2 if summer else 1))).replace(tzinfo=None)


def _last_sunday(year: int, month: int) -> datetime:
    """01:00 UTC on the last Sunday of a month with 31 days."""
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)
