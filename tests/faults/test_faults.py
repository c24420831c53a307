"""The fault laboratory, a small share of it: nothing is lost. `make faults` does all of it."""

from __future__ import annotations

import os

import pytest

from benchmarks.faults.results import Result, table

if os.name == "nt":
    pytest.skip("kill -9 and small disks are Unix's", allow_module_level=True)

from benchmarks.faults.damage import damage_libraries
from benchmarks.faults.kills import KINDS, kill_often
from benchmarks.faults.nursery import nursery
from benchmarks.faults.surroundings import fill_disks, meet_locks
from benchmarks.faults.together import edit_together, open_past_libraries


@pytest.fixture(scope="module")
def children():
    with nursery() as nursery_:
        yield nursery_


def nothing_lost(result: Result) -> None:
    assert result.lost == [], table([result])


@pytest.mark.parametrize("kind", KINDS)
def test_a_killed_process_loses_nothing_it_was_told_is_kept(children, kind: str) -> None:
    nothing_lost(kill_often(children, kind, times=2, seed=1))


def test_a_full_disk_refuses_in_words_and_loses_nothing() -> None:
    nothing_lost(fill_disks(times=6, seed=1))


def test_a_locked_library_refuses_in_words_and_loses_nothing(children) -> None:
    nothing_lost(meet_locks(children, times=12, seed=1))


def test_random_damage_is_met_with_words_and_never_written_to() -> None:
    result = damage_libraries(times=18, seed=1)
    nothing_lost(result)
    assert result.outcomes["salvaged"] > 0


def test_two_processes_on_one_article_lose_no_paragraph(children) -> None:
    result = edit_together(children, seconds=1.5, seed=1)
    nothing_lost(result)
    assert result.outcomes["kept"] > 10


def test_every_past_library_opens() -> None:
    nothing_lost(open_past_libraries())


def test_the_table_adds_up_and_names_what_was_lost() -> None:
    result = Result("a fault")
    result.count("killed")
    result.count("killed", "a sentence")
    lines = table([result]).splitlines()
    assert lines[1].split() == ["a", "fault", "2", "1", "1", "2", "killed"]
    assert lines[-1] == "LOST a fault: a sentence"
