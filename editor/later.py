"""Modules that load when they are first used: the few the window's first paint can do without."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Any


class Later:
    """Stands for a module; the first look at anything in it loads it.

    Names are looked up anew each time, so that a test that replaces one in the module is heeded.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._module: ModuleType | None = None

    def __getattr__(self, name: str) -> Any:
        if self._module is None:
            self._module = import_module(self._name)
        return getattr(self._module, name)


def later(name: str) -> Any:
    """The module of that name, loaded at its first use. Pair it with an import under
    TYPE_CHECKING, so that types and import contracts see the module too."""
    return Later(name)
