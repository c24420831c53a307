"""The only threads and processes: a thread that runs plain functions in order, and the processes
that render previews and check spelling; what they run is left to those who submit it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from queue import SimpleQueue
from threading import Condition, Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from editor.app import render_worker, spell_worker

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

T = TypeVar("T")

START_LIMIT = 30.0
"""Seconds the render process may take to start, on a machine that is busy starting us too."""

_SLICE = 0.05
"""Seconds between two looks at whether the process is still wanted."""


@dataclass(slots=True)
class _Job:
    run: Callable[[], Any]
    done: Callable[[Any], None] | None
    failed: Callable[[Exception], None] | None
    result: Any = None
    error: Exception | None = None

    def work(self) -> None:
        try:
            self.result = self.run()
        # The last resort of every thread: whatever a job raises is told on the GUI thread.
        except Exception as error:
            self.error = error

    def deliver(self) -> None:
        if self.error is None:
            if self.done is not None:
                self.done(self.result)
        elif self.failed is not None:
            self.failed(self.error)
        else:
            raise self.error


class Worker(QObject):
    """One thread that runs plain functions in the order they came.

    The thread starts with the first job. Results are delivered on the thread this object lives
    on, in order; jobs travel back with their results, so nothing they hold dies on the thread.
    """

    _arrived = Signal()

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._results: deque[_Job] = deque()
        self._thread: Thread | None = None
        self._undelivered = 0
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """True while there are jobs whose results have not been delivered."""
        return self._undelivered > 0

    def submit(
        self,
        run: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Runs `run` on the thread, then `done(result)` or `failed(error)` back here.

        Without `failed`, an error is raised where results are delivered: the exception hook's.
        """
        if self._thread is None:
            self._thread = Thread(target=self._serve, name=self._name, daemon=True)
            self._thread.start()
        self._undelivered += 1
        self._jobs.put(_Job(run, done, failed))

    def flush(self) -> None:
        """Waits until every job submitted so far has run, and delivers their results."""
        if self._thread is None:
            return
        ran = Event()
        self.submit(ran.set)
        ran.wait()
        self._deliver()

    def close(self) -> None:
        """Waits for the jobs submitted so far, ends the thread and delivers the results."""
        if self._thread is None:
            return
        self._jobs.put(None)
        self._thread.join()
        self._thread = None
        self._deliver()

    def _serve(self) -> None:
        while (job := self._jobs.get()) is not None:
            job.work()
            self._results.append(job)
            del job
            self._arrived.emit()

    def _deliver(self) -> None:
        while self._results:
            self._undelivered -= 1
            self._results.popleft().deliver()


class _Stopped(Exception):
    """The process is no longer wanted."""


class _Lost(Exception):
    """The process is gone or was ended; `str(error)` is the plain word for the writer."""


@dataclass(frozen=True, slots=True)
class ProcessWords:
    """What a process is called, and what the writer is told where it fails."""

    name: str
    not_started: str
    slow_to_start: str
    took_too_long: str
    died: str


PREVIEW = ProcessWords(
    name="preview",
    not_started="The preview could not be started",
    slow_to_start="The preview took too long to start and was stopped.",
    took_too_long=(
        "The preview of this text took too long and was stopped; the last good one stays. "
        "It is made again when the text changes."
    ),
    died=(
        "The preview stopped unexpectedly; the last good one stays. "
        "It is made again when the text changes."
    ),
)
SPELLING = ProcessWords(
    name="spelling",
    not_started="The spelling check could not be started",
    slow_to_start="The spelling check took too long to start and was stopped.",
    took_too_long="The spelling check took too long and was stopped. It starts again as you write.",
    died="The spelling check stopped unexpectedly. It starts again as you write.",
)


def work_if_started_for_it() -> None:
    """For a program frozen into one file, where a process starts at the program's beginning: does
    its work and ends, or returns where this is the program itself."""
    from multiprocessing import freeze_support

    freeze_support()


class _Child:
    """The process seen from its feeding thread: start, talk, end."""

    def __init__(
        self, target: Callable[[Connection], None], words: ProcessWords, stopping: Event
    ) -> None:
        # Costs 25 ms, and nothing needs a process before the first paint.
        from multiprocessing import get_context

        context = get_context("spawn")
        self._words = words
        self._stopping = stopping
        self._pipe, far_end = context.Pipe()
        self._process: SpawnProcess = context.Process(
            target=target, args=(far_end,), name=f"Standfirst {words.name}", daemon=True
        )
        try:
            self._process.start()
        except OSError as error:
            self._pipe.close()
            raise _Lost(f"{words.not_started}: {error}.") from error
        finally:
            far_end.close()
        self.pid = self._process.pid
        self._receive_or_end(START_LIMIT, words.slow_to_start)

    def exchange(self, request: object, limit: float) -> object:
        """Sends one request and waits for its reply. Raises _Lost or _Stopped, process ended."""
        try:
            self._pipe.send(request)
        except OSError as error:
            self.end()
            raise _Lost(self._words.died) from error
        return self._receive_or_end(limit, self._words.took_too_long)

    def end(self) -> None:
        # Not `close()`: it raises where somebody else has collected the dead process first.
        self._process.kill()
        self._process.join()
        self._pipe.close()

    def _receive_or_end(self, limit: float, too_long: str) -> object:
        try:
            return self._receive(limit, too_long)
        except (_Lost, _Stopped):
            self.end()
            raise

    def _receive(self, limit: float, too_long: str) -> object:
        deadline = monotonic() + limit
        try:
            while not self._pipe.poll(_SLICE):
                if self._stopping.is_set():
                    raise _Stopped
                if monotonic() > deadline:
                    raise _Lost(too_long)
            return self._pipe.recv()
        except (EOFError, OSError) as error:
            raise _Lost(self._words.died) from error


class HelperProcess(QObject):
    """A process that answers requests, fed by a small thread: a pipe that is full would hold up
    whoever writes to it.

    One request is under way at a time; of those that come meanwhile only the latest is kept. A
    request that takes longer than its `limit` in seconds, or that the process dies of, is told by
    `failed`; the next request starts a new process. The process ends when this program does,
    however it ends.
    """

    replied = Signal(object)
    """The worker's reply."""

    failed = Signal(object, str)
    """The request there will be no reply to, and why, in plain words."""

    _arrived = Signal()

    def __init__(
        self,
        target: Callable[[Connection], None],
        limit: Callable[[Any], float],
        words: ProcessWords,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._target = target
        self._limit = limit
        self._wanted: object | None = None
        self._news = Condition()
        self._stopping = Event()
        self._results: deque[Callable[[], None]] = deque()
        self._thread: Thread | None = None
        self._child: _Child | None = None
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def pid(self) -> int | None:
        """The process there is at the moment, if any."""
        child = self._child
        return None if child is None else child.pid

    def request(self, request: object) -> None:
        """Asks for an answer; takes the place of a request not yet sent. Starts what is needed."""
        with self._news:
            self._wanted = request
            self._news.notify()
        if self._thread is None:
            self._stopping.clear()
            self._thread = Thread(
                target=self._serve, name=f"{self._words.name} feeder", daemon=True
            )
            self._thread.start()

    def close(self) -> None:
        """Ends the process and the thread; replies still under way are dropped."""
        if self._thread is None:
            return
        with self._news:
            self._stopping.set()
            self._news.notify()
        self._thread.join()
        self._thread = None
        self._wanted = None
        self._results.clear()

    def _serve(self) -> None:
        while (request := self._next()) is not None:
            try:
                reply = self._exchange(request)
            except _Stopped:
                self._child = None
                break
            except _Lost as error:
                self._child = None
                self._results.append(partial(self.failed.emit, request, str(error)))
            else:
                self._results.append(partial(self.replied.emit, reply))
            self._arrived.emit()
        self._end_child()

    def _next(self) -> object | None:
        with self._news:
            self._news.wait_for(lambda: self._wanted is not None or self._stopping.is_set())
            request, self._wanted = self._wanted, None
        return None if self._stopping.is_set() else request

    def _exchange(self, request: object) -> object:
        if self._child is None:
            self._child = _Child(self._target, self._words, self._stopping)
        return self._child.exchange(request, self._limit(request))

    def _end_child(self) -> None:
        if self._child is not None:
            self._child.end()
        self._child = None

    def _deliver(self) -> None:
        while self._results:
            self._results.popleft()()


class RenderProcess(HelperProcess):
    """The process that renders previews."""

    def __init__(
        self,
        target: Callable[[Connection], None] = render_worker.run,
        limit: Callable[[Any], float] = render_worker.time_limit,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(target, limit, PREVIEW, parent)


class SpellProcess(HelperProcess):
    """The process that checks spelling and looks for suggestions."""

    def __init__(
        self,
        target: Callable[[Connection], None] = spell_worker.run,
        limit: Callable[[Any], float] = spell_worker.time_limit,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(target, limit, SPELLING, parent)
