"""The fingerprint that spares an open the migrations is that of the library they make."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from db.library import Library
from db.migrations import library_steps
from db.present_schema import FINGERPRINT, LATEST, STEPS_TABLE, fingerprint
from db.recognition import known_steps, right_shape


def test_the_fingerprint_is_that_of_the_present_schema() -> None:
    """After a new step: count LATEST up, and take the fingerprint this gives."""
    assert fingerprint(known_steps(), right_shape()) == FINGERPRINT
    assert len(known_steps()) == LATEST
    assert library_steps.migrations_table == STEPS_TABLE


def test_a_library_of_today_is_opened_without_the_migrations(tmp_path: Path) -> None:
    path = tmp_path / "desk.standfirst"
    Library.open(path, create=True).close()
    code = (
        "import sys; from pathlib import Path; from db.library import Library\n"
        "Library.open(Path(sys.argv[1])).close()\n"
        "sys.exit(any(name in sys.modules for name in ('sqlite_utils', 'db.migrations')))"
    )
    assert subprocess.run([sys.executable, "-c", code, path], check=False).returncode == 0
