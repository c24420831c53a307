"""Pages that take the middle of the window: work on the whole library rather than one article."""
