"""The commands as processes of their own: streams, locales, pipes, and the words of main.py."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def start(*arguments: object, env: dict[str, str] | None = None, **options: object):
    return subprocess.Popen(
        [sys.executable, ROOT / "main.py", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **(env or {})},
        **options,
    )


def run(*arguments: object, env: dict[str, str] | None = None) -> tuple[int, bytes, bytes]:
    process = start(*arguments, env=env)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


@pytest.mark.parametrize(
    "locale",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
)
def test_output_is_utf_8_whatever_the_locale(library: Path, locale: dict[str, str]) -> None:
    code, out, err = run("list", library, "--json", env=locale)
    assert (code, err) == (0, b"")
    assert any("وادي" in row["headline"] for row in json.loads(out.decode("utf-8")))


def test_a_reader_that_goes_away_is_no_fault(library: Path) -> None:
    process = start("show", library, "why-the-tarn-ridge-matters", "--json")
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert process.wait(60) != 0
    assert err == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
def test_output_that_cannot_be_written_is_one_line(library: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        process = subprocess.run(
            [sys.executable, ROOT / "main.py", "list", library],
            stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert process.returncode == 1
    assert process.stderr.count(b"\n") == 1
    assert b"could not be written" in process.stderr


def test_a_refusal_is_an_exit_code_and_one_line(tmp_path: Path) -> None:
    code, out, err = run("list", tmp_path / "missing.standfirst")
    assert (code, out) == (1, b"")
    assert err.startswith(b"standfirst: ")
    assert err.count(b"\n") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is a display")
def test_a_window_without_a_display_is_one_line(library: Path) -> None:
    none = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    code, out, err = run(library, env=none)
    assert (code, out) == (1, b"")
    assert err.startswith(b"standfirst: There is no display")
    assert err.count(b"\n") == 1


def test_wrong_usage_is_exit_code_two(tmp_path: Path) -> None:
    assert run("export", tmp_path)[0] == 2


def test_a_command_loads_neither_qt_nor_what_it_has_no_use_for(library: Path) -> None:
    code = (
        "import sys; sys.argv = ['standfirst', 'list', sys.argv[1]]\n"
        "from main import main\nassert main() == 0\n"
        "sys.exit(any(name.split('.')[0] == 'PySide6' for name in sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code, library], cwd=ROOT, check=False)
    assert ran.returncode == 0


def test_deciding_on_a_window_loads_no_command_line() -> None:
    code = (
        "import sys, main\n"
        "assert main._asks_for_window([])\n"
        "assert main._asks_for_window(['desk.standfirst'])\n"
        "assert not main._asks_for_window(['list'])\n"
        "assert not main._asks_for_window(['--help'])\n"
        "assert not main._asks_for_window(['one', 'two'])\n"
        "assert main._asks_for_window(['main.py', 'README.md'])\n"
        "sys.exit(any(name in sys.modules for name in ('click', 'markdown', 'sqlite_utils')))"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)
    assert ran.returncode == 0


def test_a_frozen_program_starts_its_processes_as_such() -> None:
    code = (
        "import sys, main, multiprocessing\n"
        "called = []\n"
        "multiprocessing.freeze_support = lambda: called.append(True)\n"
        "main.main = lambda: 0\n"
        "main._begin()\n"
        "assert not called\n"
        "sys.frozen = True\n"
        "assert main._begin() == 0 and called\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)
    assert ran.returncode == 0
