"""What a library can refuse, in words for the writer; every message says what to do next."""

from __future__ import annotations


class LibraryError(Exception):
    """Anything the library refuses. `str(error)` is one plain sentence or two, fit to show."""


class Unavailable(LibraryError):
    """The surroundings are at fault: no such file, read-only, locked, disk full, I/O error."""


class InUse(Unavailable):
    """The library lies on a network share and another program has it open; reading is on offer."""


class NotALibrary(LibraryError):
    """The file is there and readable but is no Standfirst library; it was not touched."""


class Newer(LibraryError):
    """The library was written by a newer version of Standfirst; it was not touched."""


class Damaged(LibraryError):
    """The library file is damaged; it was not touched."""


class CalledOff(LibraryError):
    """Long work was called off by the one who asked for it; nothing was changed."""


class NotFound(LibraryError):
    """No article, tag or revision has that id or slug."""


class Invalid(LibraryError):
    """A value the library can't keep: an empty label, a slug with spaces, an unknown kind."""


class SlugTaken(LibraryError):
    """Another article has this slug, now or as an alias."""

    def __init__(self, message: str, slug: str, owner: str) -> None:
        super().__init__(message)
        self.slug = slug
        self.owner = owner


class TagExists(LibraryError):
    """A tag of this label (or alias) exists already; merging is on offer."""

    def __init__(self, message: str, existing: str) -> None:
        super().__init__(message)
        self.existing = existing


class IllegalMove(LibraryError):
    """The status table has no such move."""


class Stale(LibraryError):
    """Somebody else stored a newer version; nothing was written, both texts are kept."""

    def __init__(self, message: str, article_id: str, stored_version: int) -> None:
        super().__init__(message)
        self.article_id = article_id
        self.stored_version = stored_version


class Interrupted(LibraryError):
    """A question was broken off because a newer one took its place."""
