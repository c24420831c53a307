"""The commands on the library's list and on what is selected in it: rows of the table in
`actions`."""

from __future__ import annotations

from collections.abc import Callable

from db.records import Grouping, Order, View
from editor.ui.action_set import ActionSpec, Situation
from editor.ui.commands import Commands

Spec = ActionSpec[Commands]


def _library(now: Situation) -> bool:
    return now.library


def _selected(now: Situation) -> bool:
    return now.storing and now.selected > 0 and now.view is not View.SPIKED


def _of_selected(words: str) -> Callable[[Situation], str]:
    """Words with how many articles are meant: `Spike {}`."""

    def in_words(now: Situation) -> str:
        one = now.selected == 1
        return words.format("the selected article" if one else f"{now.selected:,} articles")

    return in_words


def _many(
    action_id: str,
    words: str,
    run: Callable[[Commands], None],
    icon: str,
    enabled_when: Callable[[Situation], bool] = _selected,
    *,
    key: str = "",
    gap: bool = False,
) -> Spec:
    """A command on what is selected in the list; `words` have `{}` where these are named."""
    return Spec(
        f"selected-{action_id}", words.format("what is selected"), "Article/Selected in the list",
        run, key, icon, enabled_when, words_when=_of_selected(words), gap=gap,
    )  # fmt: skip


SELECTED = (
    _many("tag", "Tag {}…", lambda c: c.selection.tag(), "tag", key="Ctrl+Alt+T"),
    _many("untag", "Take a tag off {}…", lambda c: c.selection.untag(), "remove"),
    _many("status", "Set the status of {}…", lambda c: c.selection.move(), "next"),
    _many("pin", "Pin {}", lambda c: c.selection.pin(), "pin", gap=True),
    _many("unpin", "Unpin {}", lambda c: c.selection.unpin(), "pin"),
    _many("export", "Export {}…", lambda c: c.selection.export(), "export",
          lambda now: now.library and now.selected > 0),
    _many("merge", "Merge {} into one", lambda c: c.selection.merge(), "links",
          lambda now: _selected(now) and now.selected > 1, gap=True),
    _many("spike", "Spike {}", lambda c: c.selection.spike(), "spike"),
    _many("restore", "Restore {} from the spike", lambda c: c.selection.restore(), "restore",
          lambda now: now.storing and now.selected > 0 and now.view is View.SPIKED),
)  # fmt: skip


def _show(view: View, words: str) -> Spec:
    return Spec(
        f"show-{view}", words, "Library/Show", lambda c: c.listing.show(view), "", "library",
        _library, checked_when=lambda now: now.view is view,
    )  # fmt: skip


def _sort(order: Order, words: str) -> Spec:
    return Spec(
        f"sort-{order}", words, "Library/Sort by", lambda c: c.listing.sort_by(order), "", "sort",
        checked_when=lambda now: now.order == order,
    )  # fmt: skip


def _group(grouping: Grouping, words: str) -> Spec:
    return Spec(
        f"group-{grouping}", words, "Library/Group by", lambda c: c.listing.group_by(grouping),
        "", "sort", checked_when=lambda now: now.grouping == grouping,
    )  # fmt: skip


LIST = (
    _show(View.ALL, "All articles"),
    _show(View.PINNED, "Pinned articles"),
    _show(View.SPIKED, "Spiked articles"),
    _sort(Order.UPDATED, "Last changed"),
    _sort(Order.CREATED, "Made"),
    _sort(Order.PUBLISHED, "First published"),
    _sort(Order.HEADLINE, "Headline"),
    _sort(Order.LENGTH, "Length"),
    Spec("sort-reverse", "The other way round", "Library/Sort by",
         lambda c: c.listing.turn_round(), "", "sort", checked_when=lambda now: now.turned,
         gap=True),
    _group(Grouping.NONE, "Nothing"),
    _group(Grouping.STATUS, "Status"),
    _group(Grouping.SECTION, "Section"),
    Spec("sort-list", "Sort and group the list…", "Library", lambda c: c.listing.choose_order(),
         "Ctrl+Alt+O", "sort", _library),
    Spec("save-search", "Save this search…", "Library", lambda c: c.listing.save_search(),
         "Ctrl+Alt+S", "version", lambda now: now.storing and now.searching),
)  # fmt: skip
"""What is listed, and how."""
