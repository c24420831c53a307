"""Whatever two windows do to one library and undo in any order, it stays whole, and nothing but a
refusal in plain words comes of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from db.errors import LibraryError
from db.records import Status
from editor.app.operations import Operations
from editor.app.outcome import Outcome
from editor.app.replace_operations import Chosen, FoundIn, Replacing
from editor.app.text_undo import Undo
from editor.text.search import Query
from tests.app.desks import operations_in, package

WORDS = ("ferry", "quay", "Esteria", "[[ferry]]", "[[quay|there]]", "[x](https://old.example/)")
STEPS = 1_200
AT_FIRST = 30
MOST_UNDOABLE = 12


class Window:
    """Somebody who does anything at all, and undoes some of it."""

    def __init__(self, operations: Operations, random: Random) -> None:
        self.desk = operations
        self.random = random
        self.steps: list[Undo] = []

    def act(self) -> None:
        """One operation or undo; a refusal leaves everything as it was."""
        try:
            if self.steps and self.random.random() < 0.35:
                outcome = self.desk.undo(self.steps.pop(self.random.randrange(len(self.steps))))
            else:
                outcome = self.random.choice(ACTS)(self)
        except LibraryError as error:
            assert str(error).endswith(".")
            return
        if outcome.undo is not None:
            self.steps = [*self.steps, outcome.undo][-MOST_UNDOABLE:]

    def text(self) -> str:
        return " ".join(self.random.choices(WORDS, k=7))

    def name(self) -> str:
        return self.random.choice(("Ferry", "Quay", "ferries", "Coast"))

    def slug(self) -> str:
        return self.random.choice(("ferry", "quay", "ferry-merged", "quay-merged"))

    def articles(self, most: int = 3, *, spiked: bool = False) -> list[str]:
        return self._some(self.desk.library.articles.all_ids(spiked=spiked), most)

    def article(self) -> str:
        return next(iter(self.articles(1)), "gone")

    def tags(self, most: int = 2) -> list[str]:
        return self._some([tag.id for tag in self.desk.all_tags()], most)

    def tag(self) -> str:
        return next(iter(self.tags(1)), "gone")

    def _some(self, ids: list[str] | tuple[str, ...], most: int) -> list[str]:
        return self.random.sample(ids, min(len(ids), most))


def replace_all(window: Window) -> Outcome[object]:
    replacing = Replacing(Query("Esteria"), window.name())
    found = window.desk.find_across(replacing, window.desk.search()).found
    return window.desk.replace_across(replacing, [everything(one) for one in found])


def everything(one: FoundIn) -> Chosen:
    numbers: dict[str, set[int]] = {}
    for field, find in one.finds:
        numbers.setdefault(field, set()).add(find.number)
    chosen = {field: frozenset(some) for field, some in numbers.items()}
    return Chosen(one.article, one.number, one.version, chosen)


ACTS: tuple[Callable[[Window], Outcome[object]], ...] = (
    lambda w: w.desk.add_package(
        package(w.name(), w.text(), tags=(w.name(), w.name()), related=(w.name(),))
    ),
    lambda w: w.desk.save(w.article(), {"body": w.text(), "headline": w.name()}),
    lambda w: w.desk.set_fields(w.article(), {"slug": w.slug()}),
    lambda w: w.desk.lead_slug("ferry", w.article()),
    lambda w: w.desk.merge_articles(w.articles()),
    lambda w: w.desk.duplicate(w.article()),
    lambda w: w.desk.pin(w.articles()),
    lambda w: w.desk.set_status_of(w.articles(), w.random.choice(list(Status))),
    lambda w: w.desk.spike_all(w.articles()),
    lambda w: w.desk.restore_all(w.articles(spiked=True)),
    lambda w: w.desk.delete_for_ever(w.articles(1, spiked=True)),
    lambda w: w.desk.tag_articles(w.articles(), [w.name()]),
    lambda w: w.desk.untag_articles(w.articles(), w.tags()),
    lambda w: w.desk.rename_tag(w.tag(), w.name()),
    lambda w: w.desk.merge_tags(w.tags(), w.tag()),
    lambda w: w.desk.set_tags_parent(w.tags(), w.tag()),
    lambda w: w.desk.set_tags_parent(w.tags(), None),
    lambda w: w.desk.delete_tags(w.tags(1)),
    lambda w: w.desk.resolve_waiting(w.desk.matches_for(w.article()), back_link=True),
    lambda w: w.desk.readdress("https://old.example/", "https://new.example/"),
    lambda w: w.desk.save_search("", w.text()),
    replace_all,
)


@pytest.mark.parametrize("seed", [3, 14])
def test_two_windows_leave_a_library_whole_whatever_they_do(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    with operations_in(tmp_path) as one, operations_in(tmp_path) as other:
        windows = []
        for operations in (one, other):
            operations.library._connection.sqlite.execute("PRAGMA synchronous = OFF")
            windows.append(Window(operations, random))
        for _ in range(AT_FIRST):
            one.add_package(package(windows[0].name(), windows[0].text()))
        for _ in range(STEPS):
            random.choice(windows).act()
        assert one.library.check() == ()
        assert one.library.tags.tangles() == 0
