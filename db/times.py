"""Times as the library writes them: UTC, ISO 8601, ending in Z; whose clock is left to callers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


def stamp(moment: datetime, *, precision: str = "milliseconds") -> str:
    """An aware time as text that sorts as it should, such as `2026-03-02T09:30:00.000Z`."""
    text = moment.astimezone(UTC).isoformat(timespec=precision)
    return text.removesuffix("+00:00") + "Z"


def moment(text: str) -> datetime:
    """The time `text` writes; ValueError if it writes none or has no zone."""
    parsed = datetime.fromisoformat(text)
    if parsed.tzinfo is None:
        raise ValueError(f"no zone in {text!r}")
    return parsed
