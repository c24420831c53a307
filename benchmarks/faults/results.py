"""What a fault did: how often it was tried, how often all went well, and what was lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass
class Result:
    """One kind of fault; `lost` has a line for each time something was lost or went wrong."""

    name: str
    tried: int = 0
    lost: list[str] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)

    @property
    def survived(self) -> int:
        return self.tried - len(self.lost)

    def count(self, outcome: str, wrong: str | None = None) -> None:
        """One try; `wrong` says what was lost in it, if anything."""
        self.tried += 1
        self.outcomes[outcome] += 1
        if wrong is not None:
            self.lost.append(wrong)


def table(results: Iterable[Result]) -> str:
    """The results as a table for people, the losses below it."""
    results = tuple(results)
    rows = [("fault", "tried", "survived", "lost", "what came of it")]
    rows += [
        (
            result.name,
            str(result.tried),
            str(result.survived),
            str(len(result.lost)),
            ", ".join(f"{count} {what}" for what, count in sorted(result.outcomes.items())),
        )
        for result in results
    ]
    total, lost = sum(one.tried for one in results), sum(len(one.lost) for one in results)
    rows.append(("all", str(total), str(total - lost), str(lost), ""))
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = [
        f"{row[0]:<{widths[0]}}  {row[1]:>{widths[1]}}  {row[2]:>{widths[2]}}  "
        f"{row[3]:>{widths[3]}}  {row[4]}".rstrip()
        for row in rows
    ]
    losses = [f"LOST {result.name}: {line}" for result in results for line in result.lost]
    return "\n".join([*lines, *losses])
