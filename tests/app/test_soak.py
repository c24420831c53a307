from __future__ import annotations

import subprocess
import sys

from PySide6.QtCore import QCoreApplication

from tests.app.conftest import type_text

KEYS = 3000
SLACK = 200
"""References that come and go with caches; a leak of one a key is far above it."""

LEAN = """
import sys
import editor.app.analysis, editor.app.desk, editor.app.exporting, editor.app.importing
import editor.app.open_article, editor.app.paths, editor.app.reporting, editor.app.settings
import editor.app.models.article_list, editor.app.models.outline
import editor.app.models.related, editor.app.models.tags
HEAVY = ("sqlite3", "sqlite_utils", "markdown", "asyncio", "urllib.request", "ruamel", "click",
         "multiprocessing", "regex", "nh3", "anyascii", "tomli_w", "db.library",
         "editor.app.operations", "PySide6.QtWidgets")
sys.exit(", ".join(name for name in HEAVY if name in sys.modules) or 0)
"""


def test_thousands_of_keys_keep_the_counts_of_references(qtbot, open_article):
    with qtbot.waitSignal(open_article.loaded):
        open_article.new()
    type_text(open_article, "warm " * 20)
    before = [sys.getrefcount(value) for value in (None, True, False)]
    for _ in range(KEYS // 100):
        type_text(open_article, "The ferry is late. " * 5 + "Again\n")
        QCoreApplication.processEvents()
    after = [sys.getrefcount(value) for value in (None, True, False)]
    changes = [late - early for early, late in zip(before, after, strict=True)]
    assert all(abs(change) < SLACK for change in changes), changes


def test_nothing_heavy_is_loaded_before_the_first_paint():
    done = subprocess.run([sys.executable, "-c", LEAN], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
