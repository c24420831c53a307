"""What was left out of pasted copy, counted while it is read and told in plain words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Tally:
    tracked: int = 0
    comments: int = 0
    pictures: int = 0
    links: int = 0

    def notes(self) -> tuple[str, ...]:
        """One sentence for each kind of thing left out."""
        rows = (
            (
                self.comments,
                "One comment in the margin was left out.",
                "{} comments in the margin were left out.",
            ),
            (
                self.pictures,
                "One picture was not fetched; its description, if it has one, stands in its place.",
                "{} pictures were not fetched; what descriptions they have stand in their place.",
            ),
            (
                self.links,
                "One link whose address leads nowhere on the web is plain words now.",
                "{} links whose addresses lead nowhere on the web are plain words now.",
            ),
        )
        return tuple(
            one if count == 1 else many.format(count) for count, one, many in rows if count
        )
