"""Runs commands in this process, and gives each test the sample stories in a library."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from editor.commands import run
from resources import path as resource

STORIES = sorted(resource("samples").glob("*.md"))


@dataclass(frozen=True)
class Ran:
    """What a command left: its exit code, standard output and standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def refusal(self) -> str:
        """The one line on standard error of a command that refused."""
        assert self.code == 1, self
        assert self.out == ""
        assert self.err.startswith("standfirst: ")
        assert self.err.count("\n") == 1, self.err
        assert "Traceback" not in self.err
        return self.err.strip()


Standfirst = Callable[..., Ran]


@pytest.fixture
def standfirst(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Standfirst:
    """Runs `standfirst ARGUMENTS` and gives what came of it."""
    monkeypatch.setenv("STANDFIRST_HOME", str(tmp_path / "home"))

    def call(*arguments: object, stdin: bytes | None = None) -> Ran:
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return call


@pytest.fixture(scope="session")
def stored_stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with the Markdown samples, made once; tests get copies."""
    library = tmp_path_factory.mktemp("stories") / "stories.standfirst"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO()))
        assert run(["import", str(library), *map(str, STORIES)]) == 0
    return library


@pytest.fixture
def library(stored_stories: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "desk.standfirst"
    shutil.copyfile(stored_stories, copy)
    return copy
