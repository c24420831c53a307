"""What is dragged inside the window: articles of the library, and rows of one list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData

from db.records import ArticleSummary

ARTICLES = "application/x-standfirst-articles"
ROW = "application/x-standfirst-row"


@dataclass(frozen=True, slots=True)
class DraggedArticle:
    """An article on its way to a text (a cross-link) or to the Links dock (a related story)."""

    id: str
    slug: str
    headline: str


def articles_mime(summaries: Sequence[ArticleSummary]) -> QMimeData:
    """The articles as dragged data; elsewhere they land as cross-links in plain text."""
    data = QMimeData()
    lines = [
        "\t".join((summary.id, summary.slug, " ".join(summary.headline.split())))
        for summary in summaries
    ]
    data.setData(ARTICLES, "\n".join(lines).encode("utf-8"))
    data.setText("\n".join(f"[[{summary.slug}]]" for summary in summaries))
    return data


def articles_in(data: QMimeData) -> tuple[DraggedArticle, ...]:
    """The articles in dragged data, none where it has none."""
    lines = bytes(data.data(ARTICLES).data()).decode("utf-8").split("\n")
    return tuple(DraggedArticle(*line.split("\t")) for line in lines if line)


def row_mime(list_id: str, row: int) -> QMimeData:
    """One row of the list named `list_id`."""
    data = QMimeData()
    data.setData(ROW, f"{list_id}\t{row}".encode())
    return data


def row_in(data: QMimeData, list_id: str) -> int | None:
    """The row in dragged data, None where it comes from another list."""
    name, _, row = bytes(data.data(ROW).data()).decode("utf-8").partition("\t")
    return int(row) if name == list_id and row else None
