"""Two processes editing one article at random: every paragraph either was told is kept is in the
text or in its history."""

from __future__ import annotations

import tempfile
import time
from contextlib import closing
from pathlib import Path

from benchmarks.faults.libraries import PAST, small_library
from benchmarks.faults.nursery import Nursery
from benchmarks.faults.results import Result
from db.library import Library
from editor.app.operations import Operations


def edit_together(nursery: Nursery, seconds: float, seed: int = 0) -> Result:
    """Lets two processes edit for so long; each acknowledged paragraph is a try."""
    result = Result("two processes, one article")
    with tempfile.TemporaryDirectory() as folder:
        path = small_library(Path(folder) / "desk.standfirst")
        writers = [
            nursery.start("writing together", path, Path(folder) / f"told {n}", seed + n)
            for n in range(2)
        ]
        time.sleep(seconds)
        for writer in writers:
            writer.kill()
            nursery.wait(writer)
        told = [line for writer in writers for line in writer.lines()]
        with closing(Library.open(path)) as library:
            kept = _everything_kept(Operations(library))
            kept += " ".join(_taken_out(line) for line in told if line[0] == "takes out")
            for what, *rest in told:
                if what == "crashed":
                    result.count("crashed", str(rest[0]))
                elif what == "wrote":
                    found = str(rest[0]) in kept
                    result.count("kept", None if found else f"paragraph {rest[0]} is gone")
            faults = library.check()
            result.count("sound", faults[0] if faults else None)
    return result


def _taken_out(line: list[object]) -> str:
    """The paragraphs a writer took out himself."""
    before, after = line[1:]
    return " ".join(sorted(set(before) - set(after)))


def _everything_kept(operations: Operations) -> str:
    (number,) = operations.search(limit=1)
    (summary,) = operations.summaries([number])
    bodies = [revision.article.body for revision in operations.revisions(summary.id)]
    return "\n\n".join([operations.article(summary.id).body, *bodies])


def open_past_libraries() -> Result:
    """Opens the saved library of every version before."""
    result = Result("past versions")
    with tempfile.TemporaryDirectory() as folder:
        for saved in sorted(PAST.glob("version-*.standfirst")):
            path = Path(folder) / saved.name
            path.write_bytes(saved.read_bytes())
            with closing(Library.open(path)) as library:
                faults = library.check()
                counts = library.counts()
                if counts["articles"] + counts["spiked"] != 3:
                    faults = (*faults, "articles are gone")
                result.count("opened", faults[0] if faults else None)
    return result
