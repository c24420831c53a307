"""Who is at work: the name that stands beside versions in the history, where the writer wants one
there."""

from __future__ import annotations

import getpass

from editor.app.settings import Settings


def writer_of(settings: Settings) -> str:
    """The writer's byline, else the name of the account on this computer; empty where versions
    are not to be signed, or the computer knows no name."""
    if not settings.sign_versions:
        return ""
    return " ".join(settings.author.split()) or _account()


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
