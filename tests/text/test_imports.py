from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import editor
import editor.text

MODULES = sorted(path.stem for path in Path(editor.text.__path__[0]).glob("[a-z]*.py"))

PAGES = {"agreement", "chunk_pages", "engine", "engine_parts", "page", "render", "tree"}


@pytest.mark.parametrize("module", MODULES)
def test_only_what_makes_pages_loads_markdown(module):
    check = f"import sys, editor.text.{module}; print('markdown' in sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", check],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(editor.__path__[0]).parent,
    )
    assert loaded.stdout.strip() == str(module in PAGES)
