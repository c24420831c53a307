"""Replaces in every article of the library it is given, a process of its own to be killed in the
middle: it says a word once half of it is done, and waits."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from db.library import Library
from editor.app.operations import Operations
from editor.app.replace_operations import Chosen, Replacing
from editor.text.search import Query


def main(path: Path) -> None:
    operations = Operations(Library.open(path))
    replacing = Replacing(Query("Esteria"), "Northland")
    found = operations.find_across(replacing, operations.search()).found
    chosen = [
        Chosen(one.article, one.number, one.version, {"body": frozenset({0})}) for one in found
    ]
    operations.replace_across(replacing, chosen, progress=_stop_half_way)


def _stop_half_way(done: int, total: int) -> None:
    if done * 2 >= total:
        print("half", flush=True)
        time.sleep(60)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
