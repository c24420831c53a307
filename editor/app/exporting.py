"""Pages on their way out: articles become files, one after the other, and nothing is overwritten
unasked; what stands in a file is left to `exchange`, choosing folders and answers to the window."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from db.errors import LibraryError
from editor.app.background import Worker

if TYPE_CHECKING:
    from editor.app.desk import Desk
    from editor.app.operations import Operations
    from editor.exchange.addresses import PageOptions
    from editor.exchange.format_types import Exporter
    from editor.exchange.package import Package


class ClashAnswer(StrEnum):
    """What to do with a file whose name is taken."""

    REPLACE = "replace"
    KEEP_BOTH = "keep both"
    """Takes the next free name."""
    SKIP = "skip"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Clash:
    """A file that is there already; `free` is the name it would get beside it."""

    path: Path
    free: Path


@dataclass(frozen=True, slots=True)
class Exported:
    """How an export ended: files written, files left as they were, and in plain words what went
    wrong (`problems`) and what the writer should know (`notes`)."""

    written: tuple[Path, ...] = ()
    skipped: tuple[Path, ...] = ()
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    stopped: bool = False


@dataclass(slots=True)
class _Run:
    """An export under way: the ids of the articles still to be written, and the package of the
    first of them; with their pictures all at once would be too many. `standing` is the answer for
    every clash still to come."""

    exporter: Exporter
    folder: Path
    options: PageOptions | None
    waiting: list[str]
    total: int
    package: Package | None = None
    standing: ClashAnswer | None = None
    done: Exported = Exported()


class Exporting(QObject):
    """One export at a time. Settle the open article first: what is stored is what goes out."""

    progressed = Signal(int, int)
    """Articles done, and of how many."""
    clashed = Signal(object)
    """Clash: the export waits for `answer`."""
    finished = Signal(object)
    """Exported."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._worker = Worker("export", self)
        self._run: _Run | None = None
        self._clash: Clash | None = None

    @property
    def is_running(self) -> bool:
        return self._run is not None

    def export(
        self,
        article_ids: Sequence[str],
        exporter: Exporter,
        folder: Path,
        options: PageOptions | None = None,
    ) -> None:
        """Writes each article into `folder` under the name its slug gives. Raises RuntimeError
        while another export is running."""
        if self._run is not None:
            raise RuntimeError("an export is running already")
        self._run = run = _Run(exporter, folder, options, list(article_ids), len(article_ids))
        self._next(run)

    def answer(self, answer: ClashAnswer, *, for_all: bool = False) -> None:
        """Answers the clash the export waits for, and with `for_all` those to come."""
        run, clash = self._run, self._clash
        if run is None or clash is None:
            return
        self._clash = None
        if for_all:
            run.standing = answer
        self._resolve(run, clash, answer)

    def cancel(self) -> None:
        """Stops after the file being written."""
        if self._run is not None and self._clash is not None:
            self.answer(ClashAnswer.STOP)
        elif self._run is not None:
            self._run.standing = ClashAnswer.STOP
            self._run.waiting.clear()
            self._run.done = replace(self._run.done, stopped=True)

    def close(self) -> None:
        """Waits for the file being written; nothing more is told."""
        self._run = self._clash = None
        self._worker.close()

    def _next(self, run: _Run) -> None:
        if self._run is not run:
            return
        run.package = None
        # Also with none left: what is told is told later, never from inside `export`.
        self._desk.ask(
            partial(_first_package, tuple(run.waiting)),
            partial(self._read, run),
            partial(self._not_read, run),
        )

    def _read(self, run: _Run, package: Package | None) -> None:
        if self._run is not run:
            return
        if package is None or run.done.stopped:
            self._finish(run)
        else:
            run.package = package
            self._write(run, run.folder / run.exporter.file_name(package), overwrite=False)

    def _not_read(self, run: _Run, error: LibraryError) -> None:
        if self._run is not run:
            return
        done = replace(run.done, problems=(*run.done.problems, str(error)))
        if run.waiting and self._desk.is_open:
            self._advance(run, done)
        else:
            run.done = done
            self._finish(run)

    def _finish(self, run: _Run) -> None:
        self._run = None
        self.finished.emit(run.done)

    def _write(self, run: _Run, path: Path, *, overwrite: bool) -> None:
        assert run.package is not None
        self._worker.submit(
            partial(_write, run.exporter, run.package, run.options, path, overwrite=overwrite),
            partial(self._wrote, run, path),
            partial(self._broke, run, path),
        )

    def _wrote(self, run: _Run, path: Path, result: Clash | str | tuple[str, ...]) -> None:
        if self._run is not run:
            return
        done = run.done
        if isinstance(result, Clash):
            self._met_clash(run, result)
        elif isinstance(result, str):
            self._advance(run, replace(done, problems=(*done.problems, result)))
        else:
            notes = tuple(dict.fromkeys((*done.notes, *result)))
            self._advance(run, replace(done, written=(*done.written, path), notes=notes))

    def _broke(self, run: _Run, path: Path, error: Exception) -> None:
        """What nobody expected ends the file and not the export; the exception hook hears of it."""
        if self._run is run:
            words = f"{path.name} could not be exported, because of a fault in Standfirst."
            self._advance(run, replace(run.done, problems=(*run.done.problems, words)))
        raise error

    def _met_clash(self, run: _Run, clash: Clash) -> None:
        if run.standing is not None:
            self._resolve(run, clash, run.standing)
        else:
            self._clash = clash
            self.clashed.emit(clash)

    def _resolve(self, run: _Run, clash: Clash, answer: ClashAnswer) -> None:
        if answer is ClashAnswer.REPLACE:
            self._write(run, clash.path, overwrite=True)
        elif answer is ClashAnswer.KEEP_BOTH:
            self._write(run, clash.free, overwrite=False)
        elif answer is ClashAnswer.SKIP:
            self._advance(run, replace(run.done, skipped=(*run.done.skipped, clash.path)))
        else:
            run.waiting.clear()
            run.done = replace(run.done, stopped=True)
            self._next(run)

    def _advance(self, run: _Run, done: Exported) -> None:
        run.done = replace(done, stopped=run.done.stopped)
        if run.waiting:
            del run.waiting[0]
        self.progressed.emit(run.total - len(run.waiting), run.total)
        self._next(run)


def _first_package(article_ids: Sequence[str], operations: Operations) -> Package | None:
    return operations.package(article_ids[0]) if article_ids else None


def _write(
    exporter: Exporter,
    package: Package,
    options: PageOptions | None,
    path: Path,
    *,
    overwrite: bool,
) -> Clash | str | tuple[str, ...]:
    """Writes one file: what to know about it, or the clash, or in plain words what went wrong."""
    # The exporters bring Markdown with them: not before something is exported.
    from editor.exchange.export_notes import export_notes
    from editor.exchange.files import Exists, FileError, free_name, write_atomic
    from editor.exchange.picture_places import write_beside

    # Not `path.exists()`, which raises for a folder that may not be looked into.
    if not overwrite and os.path.lexists(path):
        return Clash(path, free_name(path))
    try:
        data, files = exporter.export(package, options)
        write_beside(path.parent, files)
        write_atomic(path, data, overwrite=overwrite)
    except Exists as error:
        return Clash(error.path, free_name(error.path))
    except FileError as error:
        return str(error)
    return export_notes(package, datetime.now(UTC))
