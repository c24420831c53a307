"""Files: the outside world to a Package and back; no Qt and no storage."""
