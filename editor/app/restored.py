"""What a version is called that an earlier one was brought back into."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Kept(Protocol):
    """What was brought back: a revision or a line of the timeline."""

    @property
    def time(self) -> str: ...
    @property
    def name(self) -> str | None: ...


def restored_from(kept: Kept, *, partly: bool = False) -> str:
    """`Restored from “Morning”`, `Partly restored from 3 March 2026, 14:02` by the local clock."""
    how = "Partly restored" if partly else "Restored"
    if kept.name and not kept.name.startswith(("Restored from", "Partly restored from")):
        return f"{how} from “{kept.name}”"
    return f"{how} from {moment_words(datetime.fromisoformat(kept.time))}"


def restored_from_backup(time: datetime) -> str:
    """`Restored from the backup of 3 March 2026, 14:02`."""
    return f"Restored from the backup of {moment_words(time)}"


def moment_words(time: datetime) -> str:
    """`3 March 2026, 14:02` by the writer's clock."""
    local = time.astimezone()
    return f"{local.day} {local:%B %Y, %H:%M}"
