"""A measured figure and how it is printed; measuring is each benchmark's own affair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured: the median of `values` in `unit`, what it may be at most, and the same
    thing done by the `floor` (the least any program could need) or a rival, in the same run."""

    name: str
    values: Sequence[float]
    unit: str
    at_most: float | None = None
    floor: Sequence[float] = ()
    floor_name: str = ""

    @property
    def middle(self) -> float:
        return median(self.values)

    def row(self) -> str:
        """One line: the figure, its spread, its limit and its ratio."""
        spread = f"{min(self.values):.1f}–{max(self.values):.1f}"
        parts = [f"{self.name:<52}", f"{self.middle:>9.1f} {self.unit:<5}", f"({spread})"]
        if self.at_most is not None:
            verdict = "within" if self.middle <= self.at_most else "OVER"
            parts.append(f"{verdict} {self.at_most:g}")
        if self.floor:
            ratio = self.middle / median(self.floor)
            parts.append(f"{ratio:.2f} × {self.floor_name} ({median(self.floor):.1f})")
        return "  ".join(parts)
