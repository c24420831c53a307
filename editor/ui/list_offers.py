"""Which commands the list of articles offers beside it: in its menu, in its menu of orders, and in
the bar for several; what they do is theirs."""

from __future__ import annotations

from db.records import Grouping, Order
from editor.ui.action_set import ActionSet
from editor.ui.library_pane import LibraryPane

_ON_ARTICLES = (
    "selected-tag", "selected-untag", "selected-status", "selected-pin", "selected-unpin",
    "selected-export", "duplicate", "selected-merge", "selected-spike", "selected-restore",
)  # fmt: skip
_ON_SEVERAL = (
    ("Tag…", "selected-tag"), ("Status…", "selected-status"), ("Export…", "selected-export"),
    ("Spike", "selected-spike"), ("Restore", "selected-restore"),
)  # fmt: skip
_SORTING = (
    (*(f"sort-{order}" for order in Order), "sort-reverse"),
    (*(f"group-{grouping}" for grouping in Grouping),),
)


def put(actions: ActionSet, library: LibraryPane) -> None:
    """Puts the commands where they are offered."""
    action = actions.action
    library.offer(
        map(action, _ON_ARTICLES),
        [map(action, group) for group in _SORTING],
        [(words, action(one)) for words, one in _ON_SEVERAL],
    )
