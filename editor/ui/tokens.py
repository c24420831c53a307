"""Reads the named colours of every theme; what is painted with them is the theme's."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import resources

_GROUNDS = "grounds"


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme: its id, the name the writer sees, whether it is dark, and colours as `#rrggbb`."""

    id: str
    name: str
    dark: bool
    colors: Mapping[str, str]


@cache
def themes() -> dict[str, Tokens]:
    """Every theme by id, in the order of the file."""
    return {
        key: Tokens(
            key,
            str(table["name"]),
            bool(table["dark"]),
            {token: str(value) for token, value in table.items() if str(value).startswith("#")},
        )
        for key, table in _file().items()
        if key != _GROUNDS
    }


def text_grounds() -> dict[str, list[str]]:
    """For each text token the grounds it may stand on."""
    return dict(_file()[_GROUNDS])


@cache
def _file() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(resources.text("styles/tokens.toml"))
