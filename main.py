"""Where Standfirst starts: a command where the first word names one, otherwise the window."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

COMMANDS = (
    "import", "list", "find", "show", "links", "tags", "replace", "export", "check", "backup",
    "restore", "sample",
)  # fmt: skip
"""Known here so that the window starts without loading the command line."""


def main() -> int:
    """Run what the arguments ask for; returns the exit code."""
    arguments = sys.argv[1:]
    try:
        return _open_window(arguments) if _asks_for_window(arguments) else _run(arguments)
    except KeyboardInterrupt:
        return 130


def _open_window(arguments: list[str]) -> int:
    hold_collections()
    # Imported here: the window starts without click, the commands without Qt.
    from editor.ui.start import run_window

    return run_window([Path(argument) for argument in arguments])


def hold_collections() -> None:
    """Until the first paint all that is made stays: to look for garbage would only cost time.
    `editor.ui.start` lets collections go on after it."""
    gc.disable()


def _run(arguments: list[str]) -> int:
    from editor.commands import run

    return run(arguments)


def _asks_for_window(arguments: list[str]) -> bool:
    if not arguments:
        return True
    first = arguments[0]
    if first in COMMANDS or any(argument.startswith("-") for argument in arguments):
        return False
    # Several words that are no files are a command misspelt.
    return len(arguments) == 1 or all(Path(argument).exists() for argument in arguments)


def _begin() -> int:
    if getattr(sys, "frozen", False):
        # In a program of one file the processes for preview and spelling start here, too.
        from editor.app.background import work_if_started_for_it

        work_if_started_for_it()
    return main()


if __name__ == "__main__":
    sys.exit(_begin())
