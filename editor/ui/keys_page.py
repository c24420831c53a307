"""The manual's page of keys, made from the table of commands so that it can't be out of date."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from editor.ui.action_set import ActionSpec

_HEAD = """# Keys

Every command, where it is in the menus, and its usual key. **Help › Keyboard shortcuts…** changes
them. On a Mac read Command for Ctrl.
"""


def keys_page(specs: Iterable[ActionSpec[Any]]) -> str:
    """The page as Markdown, one table a menu."""
    tables = [
        _table(menu, list(rows))
        for menu, rows in groupby(specs, key=lambda spec: spec.menu.partition("/")[0])
    ]
    return "\n".join((_HEAD, *tables))


def _table(menu: str, specs: list[ActionSpec[Any]]) -> str:
    lines = [f"## {menu}", "", "| command | key |", "|---|---|"]
    lines += [f"| {_words(spec)} | {spec.key.replace('|', 'or')} |" for spec in specs]
    return "\n".join((*lines, ""))


def _words(spec: ActionSpec[Any]) -> str:
    below = spec.menu.partition("/")[2]
    words = spec.words.removesuffix("…")
    return f"{below}: {words}" if below and not words.startswith(below) else words
