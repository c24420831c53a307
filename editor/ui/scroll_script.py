"""What is said to the preview page to scroll it and to ask where it stands, as strings; when is
left to `scroll_sync`."""

from __future__ import annotations

import json

from editor.ui.line_map import Place

_READING_LINE = 40
"""Pixels below the upper edge: what stands there is what the reader is at."""

# Binary search over the blocks: a page of twenty thousand is asked in a tenth of a millisecond.
_BLOCK_AT = """
  const blocks = document.querySelector('main').children;
  function placeAt(y) {
    let low = 0, high = blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (blocks[middle].getBoundingClientRect().top <= y) low = middle; else high = middle - 1;
    }
    const box = blocks[low].getBoundingClientRect();
    const fraction = box.height ? (y - box.top) / box.height : 0;
    return [low, Math.min(Math.max(fraction, 0), 0.999)];
  }
"""


def scroll_script(place: Place) -> str:
    """Bring a place to the reading line."""
    return (
        f"(function () {{ const at = {_block(place)}; if (!at) return;"
        " const box = at.getBoundingClientRect();"
        f" window.scrollBy(0, box.top + {place.fraction:.4f} * box.height - {_READING_LINE});"
        " })();"
    )


def end_script() -> str:
    """Show the foot of the page."""
    return "window.scrollTo(0, document.documentElement.scrollHeight);"


def reveal_script(place: Place) -> str:
    """Bring a place into view, unless it is well in view."""
    return (
        f"(function () {{ const at = {_block(place)}; if (!at) return;"
        " const box = at.getBoundingClientRect(), height = window.innerHeight;"
        f" const y = box.top + {place.fraction:.4f} * box.height;"
        f" if (y < {_READING_LINE} || y > 0.85 * height) window.scrollBy(0, y - height / 3);"
        " })();"
    )


def where_script() -> str:
    """JSON of [block, fraction, at the top, at the end] for the reading line."""
    return (
        f"(function () {{ {_BLOCK_AT}"
        " const page = document.documentElement, end = page.scrollHeight - window.innerHeight;"
        f" return JSON.stringify([...placeAt({_READING_LINE} + 1),"
        " window.scrollY < 2, window.scrollY > end - 2]); })();"
    )


def clicked_script(x: float, y: float) -> str:
    """JSON of [block, fraction] for a point in the copy; `null` on a link, on anything that is
    worked by clicking, where words are selected, and outside the copy."""
    point = json.dumps([x, y])[1:-1]
    return (
        f"(function () {{ {_BLOCK_AT} const at = document.elementFromPoint({point});"
        " if (!at || !at.closest('main') || at.closest('a, summary, input')"
        " || !document.getSelection().isCollapsed) return 'null';"
        f" return JSON.stringify(placeAt({json.dumps(y)})); }})();"
    )


def _block(place: Place) -> str:
    return f"document.querySelector('main').children[{place.block}]"
