"""What undoes an operation that changed texts: which version of each article is to come back, kept
in its history meanwhile; bringing them back is left to the operations."""

from __future__ import annotations

from dataclasses import dataclass

from db.records import Status
from db.undo import UndoStep


@dataclass(frozen=True, slots=True)
class TextBack:
    """An article and the `revision` whose text comes back, if the article is still at `version`.

    `status` and `slug` are those it had with that text. `kept` is the revision that holds the
    text there is at `version`; None where none does yet.
    """

    article: str
    version: int
    revision: int
    status: Status
    slug: str
    kept: int | None = None


@dataclass(frozen=True, slots=True)
class TextStep:
    """The opposite of an operation on the texts of some articles; `name` is the operation's, and
    `after` what the texts that make way are kept as in the history. `rest` takes back what the
    operation changed besides texts."""

    name: str
    after: str
    backs: tuple[TextBack, ...]
    rest: Undo | None = None


Undo = UndoStep | TextStep
"""Whatever takes back one operation."""
