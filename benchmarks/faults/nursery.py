"""Processes to be killed, started fast: one process imports everything once and forks the others
on request; what they do is in `workers`."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Child:
    """A process at work, and the file of what it has been told is kept."""

    pid: int
    acknowledged: Path

    def lines(self) -> list[list[object]]:
        """What was written down so far; a line cut short by death is no line."""
        text = self.acknowledged.read_text("utf-8") if self.acknowledged.exists() else ""
        return [json.loads(line) for line in text.splitlines(keepends=True) if line[-1] == "\n"]

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)


class Nursery:
    """Starts children, and tells when they are gone."""

    def __init__(self, into: IO[str], out: IO[str]) -> None:
        self._into = into
        self._out = out

    def start(self, kind: str, library: Path, acknowledged: Path, seed: int) -> Child:
        """A process that does this kind of work on a library."""
        asked = {"kind": kind, "path": str(library), "told": str(acknowledged), "seed": seed}
        return Child(int(self._ask(asked)), acknowledged)

    def wait(self, child: Child) -> int:
        """Waits until the child is gone; its exit status, negative for a signal."""
        return int(self._ask({"wait": child.pid}))

    def _ask(self, question: dict[str, object]) -> str:
        self._into.write(json.dumps(question) + "\n")
        self._into.flush()
        return self._out.readline()


@contextmanager
def nursery() -> Iterator[Nursery]:
    """A nursery for the block; its children have to be gone by the end."""
    with subprocess.Popen(
        [sys.executable, "-m", "benchmarks.faults.nursery"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield Nursery(process.stdin, process.stdout)
        process.stdin.close()


def _serve() -> None:
    from benchmarks.faults.workers import WORK  # Only the nursery itself needs it.

    for line in sys.stdin:
        asked = json.loads(line)
        if "wait" in asked:
            _, status = os.waitpid(asked["wait"], 0)
            print(os.waitstatus_to_exitcode(status), flush=True)
            continue
        pid = os.fork()
        if pid == 0:
            _work(WORK[asked["kind"]], asked)
        print(pid, flush=True)


def _work(work: object, asked: dict[str, object]) -> None:
    from benchmarks.faults.workers import Acknowledged

    told = Acknowledged(Path(str(asked["told"])))
    try:
        work(Path(str(asked["path"])), told, random.Random(asked["seed"]))  # type: ignore[operator]
    except BaseException:
        told("crashed", traceback.format_exc())
    finally:
        os._exit(3)


if __name__ == "__main__":
    _serve()
