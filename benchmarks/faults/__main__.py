"""Tries every fault and prints the table: python -m benchmarks.faults [--quick] [--seed NUMBER].
The exit code is 1 where anything was lost."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator

from benchmarks.faults.damage import damage_libraries
from benchmarks.faults.kills import KINDS, kill_often
from benchmarks.faults.nursery import Nursery, nursery
from benchmarks.faults.results import Result, table
from benchmarks.faults.surroundings import fill_disks, meet_locks
from benchmarks.faults.together import edit_together, open_past_libraries

KILLS = 315


def results(nursery: Nursery, share: float, seed: int) -> Iterator[Result]:
    """Every fault, each tried as often as `share` of the full number says."""

    def times(full: int) -> int:
        return max(1, round(full * share))

    for kind in KINDS:
        yield kill_often(nursery, kind, times(KILLS // len(KINDS)), seed)
    yield fill_disks(times(100), seed)
    yield meet_locks(nursery, times(100), seed)
    yield damage_libraries(times(300), seed)
    yield edit_together(nursery, max(2.0, 120 * share), seed)
    yield open_past_libraries()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faults")
    parser.add_argument("--quick", action="store_true", help="a tenth of everything")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    asked = parser.parse_args()
    print(f"seed {asked.seed}", flush=True)
    found = []
    with nursery() as children:
        for result in results(children, 0.1 if asked.quick else 1.0, asked.seed):
            found.append(result)
            print(f"… {result.name}: {result.tried} tried, {len(result.lost)} lost", flush=True)
    print(table(found))
    return 1 if any(result.lost for result in found) else 0


if __name__ == "__main__":
    sys.exit(main())
