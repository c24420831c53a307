"""Journeys drive the same window as the interface's own tests."""

from __future__ import annotations

# Fixtures are found by their names in this module.
from tests.ui.conftest import assembly, make_assembly  # noqa: F401
