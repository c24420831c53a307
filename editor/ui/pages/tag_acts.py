"""What can be done with tags in the manager, each as a question with what it would touch told
before it is done; asking the writer is left to the strip."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any

from db.records import Tag, TagKind
from db.tag_records import Impact, Vocabulary
from editor.ui.pages.replace_report import counted

if TYPE_CHECKING:
    from editor.app.operations import Operations, Outcome

Work = Callable[["Operations"], "Outcome[Any]"]


class Asks(StrEnum):
    """What the writer is asked for before an act."""

    NOTHING = "nothing"
    WORDS = "words"
    TAG = "tag"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class Told:
    """What would be touched, in words; what the button says; and the work (None: can't be)."""

    words: str
    button: str
    work: Work | None = None


@dataclass(frozen=True, slots=True)
class TagAct:
    """A question to the writer; `tell` is asked, on the reading thread, with each answer (words
    typed, or a kind). `start` is what the answer is at first."""

    question: str
    tell: Callable[[Operations, str], Told]
    asks: Asks = Asks.WORDS
    start: str = ""
    hint: str = ""


def rename(tag: Tag) -> TagAct:
    """Another label; one that is taken is an offer to merge."""

    def tell(operations: Operations, typed: str) -> Told:
        label = " ".join(typed.split())
        if not label or label == tag.label:
            return Told("The present label stays as another name.", _RENAME)
        impact = operations.rename_impact(tag.id, label)
        if impact.clash is not None:
            return _merge_told(operations, (tag,), impact.clash, "There is such a tag already. ")
        return Told(
            f"{_on(impact.articles)}; “{tag.label}” stays as an alias.",
            _RENAME,
            lambda operations: operations.rename_tag(tag.id, label),
        )

    return TagAct(f"Rename {_quoted(tag)} to", tell, start=tag.label, hint="A label")


def merge(tags: Sequence[Tag], into: Tag | None = None) -> TagAct:
    """One tag of several: into one of them, or another that is typed."""

    def tell(operations: Operations, typed: str) -> Told:
        stays = operations.tag_called(typed)
        if stays is None:
            return Told(_unknown(typed, "the tag that stays"), "Merge")
        return _merge_told(operations, tags, stays)

    return TagAct(
        f"Merge {_these(tags)} into",
        tell,
        Asks.TAG,
        "" if into is None else into.label,
        hint="The tag that stays",
    )


def merging(gone: Tag, stays: Tag) -> Callable[[Operations], Told]:
    """What merging one tag into another would touch, and how to do it."""
    return lambda operations: _merge_told(operations, (gone,), stays)


def move(tags: Sequence[Tag]) -> TagAct:
    """Below another tag, or below none."""
    return TagAct(
        f"Move {_these(tags)} under",
        partial(_move_told, tags),
        Asks.TAG,
        hint="A tag; empty for the top",
    )


def set_kind(tags: Sequence[Tag]) -> TagAct:
    """What tags name."""
    ids = [tag.id for tag in tags]

    def tell(operations: Operations, answer: str) -> Told:
        kind = TagKind(answer)
        impact = operations.delete_impact(ids)
        if all(tag.kind is kind for tag in tags):
            return Told(f"{_these(tags, capital=True)} {_is(tags)} that already.", "Change")
        internal = " It leaves the library with none of them." if kind is TagKind.INTERNAL else ""
        return Told(
            f"{_on(impact.articles)}, and in every export of them.{internal}",
            "Change",
            lambda operations: operations.set_tags_kind(ids, kind),
        )

    return TagAct(f"The kind of {_these(tags)} becomes", tell, Asks.KIND, tags[0].kind.value)


def new(parent: Tag | None) -> TagAct:
    """A tag on no article yet."""
    under = "" if parent is None else f" under “{parent.label}”"

    def tell(operations: Operations, typed: str) -> Told:
        label = " ".join(typed.split())
        if not label:
            return Told("It waits in the library until a story has it.", "Make")
        known = operations.tag_called(label)
        if known is not None:
            named = "" if known.label == label else f", under its label “{known.label}”"
            return Told(f"There is a tag called “{label}” already{named}.", "Make")
        kind = _guessed(label)
        return Told(
            f"A new {kind.value}{under}. K changes what it names.",
            "Make",
            lambda operations: operations.new_tag(
                label, kind, None if parent is None else parent.id
            ),
        )

    return TagAct(f"A new tag{under}, called", tell, hint="A label")


def delete(tags: Sequence[Tag]) -> TagAct:
    """Out of the library and off every article."""
    ids = [tag.id for tag in tags]

    def tell(operations: Operations, _answer: str) -> Told:
        impact = operations.delete_impact(ids)
        words = [f"Taken off {_articles(impact.articles)}" if impact.articles else ""]
        words.append(_going(impact.aliases, "other name goes with it", "other names go with it"))
        words.append(_going(impact.children, "tag below moves up", "tags below move up"))
        told = "; ".join(filter(None, words)) or "On no article"
        return Told(f"{told}.", "Delete", lambda operations: operations.delete_tags(ids))

    return TagAct(f"Delete {_these(tags)}?", tell, Asks.NOTHING)


def delete_vocabulary(vocabulary: Vocabulary) -> TagAct:
    """Out of the library; tags keep the ids they have."""

    def tell(_operations: Operations, _answer: str) -> Told:
        return Told(
            f"{counted(vocabulary.terms, 'term is', 'terms are')} offered no more. "
            "Tags keep their external ids.",
            "Delete",
            lambda operations: operations.delete_vocabulary(vocabulary.id),
        )

    return TagAct(f"Delete the vocabulary “{vocabulary.name}”?", tell, Asks.NOTHING)


_RENAME = "Rename"


def _merge_told(operations: Operations, tags: Sequence[Tag], stays: Tag, first: str = "") -> Told:
    gone = [tag for tag in tags if tag.id != stays.id]
    if not gone:
        return Told("A tag can't be merged into itself.", "Merge")
    ids = [tag.id for tag in gone]
    words = merge_words(operations.merge_impact(ids, stays.id), gone)
    return Told(
        f"{first}{words}",
        f"Merge into “{_short(stays.label)}”" if first else "Merge",
        lambda operations: operations.merge_tags(ids, stays.id),
    )


def merge_words(impact: Impact, gone: Sequence[Tag]) -> str:
    """`14 articles, 3 carry both; “EU” stays as an alias.`"""
    both = "both" if len(gone) == 1 else "several"
    carry = "carries" if impact.both == 1 else "carry"
    words = [_articles(impact.articles)]
    if impact.both:
        words[0] += f", {impact.both:,} {carry} {both}"
    names = len(gone) + impact.aliases
    if names == 1:
        words.append(f"“{gone[0].label}” stays as an alias")
    else:
        words.append(f"“{gone[0].label}” and {names - 1:,} more stay as aliases")
    words.append(_going(impact.children, "tag below goes over", "tags below go over"))
    return f"{'; '.join(filter(None, words))}."


def _move_told(tags: Sequence[Tag], operations: Operations, typed: str) -> Told:
    ids = [tag.id for tag in tags]
    if not typed.strip():
        where = "To the top. No article changes."
        return Told(where, "Move", lambda operations: operations.set_tags_parent(ids, None))
    under = operations.tag_called(typed)
    if under is None:
        return Told(_unknown(typed, "a tag"), "Move")
    path = operations.tag_path(under.id)
    if not {tag.id for tag in path}.isdisjoint(ids):
        return Told(f"“{under.label}” stands below {_these(tags)} itself.", "Move")
    where = " › ".join(tag.label for tag in path)
    return Told(
        f"Under {where}. No article changes.",
        "Move",
        lambda operations: operations.set_tags_parent(ids, under.id),
    )


def _guessed(label: str) -> TagKind:
    # The guessing knows a gazetteer; it is read when it is wanted.
    from editor.exchange.wire.tag_kinds import kind

    return kind(label, "")


def _unknown(typed: str, what: str) -> str:
    name = typed.strip()
    return f"No tag is called “{name}”." if name else f"Type {what}, or choose it from the list."


def _on(articles: int) -> str:
    return f"On {_articles(articles)}" if articles else "On no article yet"


def _going(number: int, one: str, many: str) -> str:
    return counted(number, one, many) if number else ""


def _articles(number: int) -> str:
    return counted(number, "article", "articles")


def _these(tags: Sequence[Tag], *, capital: bool = False) -> str:
    if len(tags) == 1:
        return _quoted(tags[0])
    return f"{'These' if capital else 'these'} {len(tags):,} tags"


def _is(tags: Sequence[Tag]) -> str:
    return "is" if len(tags) == 1 else "are"


def _quoted(tag: Tag) -> str:
    return f"“{_short(tag.label)}”"


def _short(label: str) -> str:
    return label if len(label) <= 40 else f"{label[:39]}…"
