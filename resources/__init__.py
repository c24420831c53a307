"""The files that ship beside the code: where one is and what it says; meaning is the caller’s."""

from __future__ import annotations

from pathlib import Path

_ROOT = Path(__file__).parent
_MANUAL = "manual"


def path(name: str) -> Path:
    """The file of that name (`styles/app.qss`), below this package. Raises FileNotFoundError."""
    found = _ROOT / name
    if not found.exists() and name.split("/")[0] == _MANUAL:
        # In the repository the manual lies where it is written.
        found = _ROOT.parent / "docs" / name
    if not found.exists():
        raise FileNotFoundError(f"Standfirst was installed without {name}; install it again.")
    return found


def text(name: str) -> str:
    """What that file says, read as UTF-8. Raises FileNotFoundError."""
    return path(name).read_text(encoding="utf-8")
