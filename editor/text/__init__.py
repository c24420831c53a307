"""Text: strings in, values out; no Qt and no storage."""
