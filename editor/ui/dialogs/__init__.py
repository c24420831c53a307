"""Windows that come up over the main one, and go."""
