"""Widgets: what the writer sees and presses; nothing here decides."""
