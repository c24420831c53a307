"""What an installed copy has: every package, the manual, and nothing that needs the repository."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def test_every_package_is_installed() -> None:
    folders = {
        path.parent.relative_to(ROOT).as_posix().replace("/", ".")
        for top in ("db", "editor", "resources")
        for path in (ROOT / top).rglob("__init__.py")
    }
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == folders | {"resources.manual"}


def test_every_dependency_is_pinned() -> None:
    pins = (ROOT / ".ci" / "constraints.txt").read_text("utf-8").lower()
    extra = PROJECT["project"]["optional-dependencies"]["dev"]
    for requirement in PROJECT["project"]["dependencies"] + extra:
        name = re.split("[<>=~]", requirement)[0].strip().lower()
        assert re.search(rf"^{re.sub('[-_]', '[-_]', name)}==", pins, re.M), (
            f"{name} has no pinned version"
        )


def test_the_pins_name_no_address() -> None:
    assert "://" not in (ROOT / ".ci" / "constraints.txt").read_text("utf-8")


@pytest.mark.slow
def test_a_wheel_carries_icons_samples_and_the_manual(tmp_path: Path) -> None:
    # Building leaves a folder beside the sources, so it is done on a copy of them.
    copy = tmp_path / "copy"
    unwanted = shutil.ignore_patterns(".*", "build", "*.egg-info", "node_modules", "out")
    shutil.copytree(ROOT, copy, ignore=unwanted)
    wheel_command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"]
    subprocess.run([*wheel_command, "-w", tmp_path, copy], check=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "resources/manual/index.md" in names
    assert "resources/icons/tag.svg" in names
    assert "resources/samples/wire-copy.txt" in names
    assert "main.py" in names
