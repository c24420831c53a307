"""Which Standfirst this is; telling it is left to the window, the command line and reports."""

from __future__ import annotations


def installed_version() -> str:
    """The version that is installed, or in words that none is."""
    # Costs 13 ms, which is not to be spent before the first paint.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("standfirst")
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "(not installed)"
