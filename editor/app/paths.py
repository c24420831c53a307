"""Where Standfirst keeps things on this computer; making the folders is left to whoever writes."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

APPLICATION = "Standfirst"
HOME_VARIABLE = "STANDFIRST_HOME"
RUNNING = "window.running"
"""A file among the settings while a window answers later starts."""
LIBRARY_SUFFIX = ".standfirst"


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders of one user: `data` for libraries, `config` for settings, `logs` for the log."""

    data: Path
    config: Path
    logs: Path

    @property
    def library(self) -> Path:
        """The library opened where none is named."""
        return self.data / f"Library{LIBRARY_SUFFIX}"

    @property
    def words(self) -> Path:
        """The writer's own words, one a line."""
        return self.data / "words.txt"

    @property
    def dictionaries(self) -> Path:
        """Spelling dictionaries the writer has added."""
        return self.data / "dictionaries"

    @property
    def backups(self) -> Path:
        """Where backups go where the writer has chosen no folder."""
        return self.data / "Backups"

    @property
    def settings(self) -> Path:
        return self.config / "settings.toml"

    @property
    def log(self) -> Path:
        return self.logs / "standfirst.log"

    @property
    def crash_log(self) -> Path:
        """Where the interpreter itself writes when it dies."""
        return self.logs / "crash.log"


def find_paths() -> Paths:
    """The system's own folders for this user, or all of them below `STANDFIRST_HOME`."""
    home = os.environ.get(HOME_VARIABLE)
    if home:
        folder = Path(home)
        return Paths(folder / "data", folder / "config", folder / "logs")
    return Paths(
        Path(platformdirs.user_data_dir(APPLICATION, appauthor=False)),
        Path(platformdirs.user_config_dir(APPLICATION, appauthor=False)),
        Path(platformdirs.user_log_dir(APPLICATION, appauthor=False)),
    )
