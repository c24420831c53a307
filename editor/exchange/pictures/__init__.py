"""Picture files: which are taken, how large, and what of them stays; keeping them is left to the
library, showing them to the window."""

from __future__ import annotations

from editor.exchange.pictures.intake import (
    MEDIA_TYPES,
    SIZE_LIMIT,
    SUFFIXES,
    PictureFile,
    is_picture_name,
    read,
)

__all__ = ["MEDIA_TYPES", "SIZE_LIMIT", "SUFFIXES", "PictureFile", "is_picture_name", "read"]
