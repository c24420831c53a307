"""Times as files and libraries write them, read as moments; showing them is left to the page."""

from __future__ import annotations

from datetime import UTC, datetime


def read_moment(text: str) -> datetime | None:
    """The moment of an ISO 8601 time, or of one as other tools write it (`2025-01-02 10:00 +0200`);
    None for text that is no time. Without a zone it has none."""
    try:
        return datetime.fromisoformat(text.strip().replace(" +", "+").replace(" -", "-"))
    except ValueError:
        return None


def in_utc(moment: datetime) -> datetime:
    """The moment in UTC; one without a zone is taken to be in UTC already."""
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def stamp(moment: datetime) -> str:
    """The moment as the library keeps it: UTC, to the second, with `Z`."""
    return in_utc(moment).strftime("%Y-%m-%dT%H:%M:%SZ")
