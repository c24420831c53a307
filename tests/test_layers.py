"""The rules of the architecture, kept by machines: imports, threads, widgets, SQL and commands."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [
    ROOT / "main.py",
    *(path for top in ("db", "editor", "resources") for path in sorted((ROOT / top).rglob("*.py"))),
]

QT_FREE = [
    "db.library",
    "editor.text.render",
    "editor.text.edits",
    "editor.exchange.formats",
    "editor.exchange.wire",
    "editor.app.operations",
    "editor.commands",
    "resources",
]
THREADS_AND_PROCESSES = {
    "threading", "multiprocessing", "concurrent.futures", "subprocess", "asyncio", "QThread",
    "QThreadPool", "QRunnable", "QProcess",
}  # fmt: skip


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> Iterator[str]:
    """Every module and name a file imports, as `module` and `module.name`."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            for alias in node.names:
                yield alias.name
                yield f"{node.module}.{alias.name}"


def calls(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id


def test_the_import_contracts_hold() -> None:
    run = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("module", QT_FREE)
def test_a_lower_layer_never_loads_qt(module: str) -> None:
    code = f"import sys, {module}; sys.exit(any(m.startswith('PySide6') for m in sys.modules))"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr or f"{module} loads PySide6"


def test_only_storage_speaks_sql() -> None:
    speakers = {
        named(path)
        for path in SOURCES
        if {"sqlite3", "sqlite_utils"} & set(imports(path)) and path.parent.name != "db"
    }
    assert speakers == set()


def test_only_the_background_starts_threads_or_processes() -> None:
    starters = {named(path) for path in SOURCES if THREADS_AND_PROCESSES & set(imports(path))}
    # The render worker is what the background starts; in its own process it checks beside keys.
    # The newest question and the descriptors start nothing: each keeps a lock between threads.
    assert starters == {
        "db/descriptors.py",
        "editor/app/background.py",
        "editor/app/newest.py",
        "editor/app/render_worker.py",
    }


def test_widgets_live_only_below_the_interface() -> None:
    strangers = {
        named(path)
        for path in SOURCES
        if any(
            name.startswith(("PySide6.QtWidgets", "PySide6.QtWebEngine")) for name in imports(path)
        )
        and not named(path).startswith("editor/ui/")
    }
    assert strangers == set()


def test_only_the_actions_table_makes_commands() -> None:
    makers = {named(path) for path in SOURCES if {"QAction", "QShortcut"} & set(calls(path))} - {
        "editor/ui/actions.py"
    }
    assert makers == set()


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


def test_no_star_imports() -> None:
    assert [named(path) for path in SOURCES if "*" in set(imports(path))] == []
