"""A benchmark in a process of its own, which starts as the program does and holds nothing else,
on a screen of its own where there is none; what is measured is left to the benchmarks."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from importlib import import_module
from pathlib import Path

from benchmarks.figures import Figure

ROOT = Path(__file__).resolve().parent.parent
_MARK = "figure "
_SCREEN = "1600x1000x24"


def figures(module: str) -> Iterator[Figure]:
    """What `measure` of that module yields in a process of its own. Raises RuntimeError where it
    ends badly."""
    with _screen() as environment:
        process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.apart", module],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        try:
            for line in process.stdout:
                if line.startswith(_MARK):
                    yield Figure(**json.loads(line.removeprefix(_MARK)))
        finally:
            # At the end of its words it is about to go; of a run broken off it has to be made to.
            process.stdout.close()
            if not _ends(process):
                process.kill()
        if process.wait():
            raise RuntimeError(f"{module} ended with {process.returncode}")


def repeated(module: str, rounds: int) -> list[Figure]:
    """What `measure` of that module yields in so many processes, one after the other: each figure
    with the values of all."""
    found: dict[str, Figure] = {}
    for _ in range(rounds):
        for figure in figures(module):
            before = found.get(figure.name)
            values = [*(before.values if before else ()), *figure.values]
            found[figure.name] = replace(figure, values=values)
    return list(found.values())


def _ends(process: subprocess.Popen[str], seconds: float = 20) -> bool:
    """Whether a process ends by itself within so long."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


@contextmanager
def _screen() -> Iterator[dict[str, str]]:
    """The environment of a process that has a screen: the present one, else a virtual one, else
    none that could be seen."""
    # The program's own processes load compiled modules, as an installed program's do.
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    if "QT_QPA_PLATFORM" in kept or "DISPLAY" in kept:
        yield {"QT_QPA_PLATFORM": "xcb", **kept}
    elif shutil.which("Xvfb") is None:
        yield {**kept, "QT_QPA_PLATFORM": "offscreen"}
    else:
        command = ["Xvfb", "-displayfd", "1", "-screen", "0", _SCREEN, "-nolisten", "tcp"]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as server:
            assert server.stdout is not None
            number = server.stdout.readline().strip()
            try:
                yield {**kept, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
            finally:
                server.terminate()


def _main(module: str) -> None:
    for figure in import_module(module).measure():
        print(_MARK + json.dumps(asdict(figure)), flush=True)


if __name__ == "__main__":
    _main(sys.argv[1])
