"""The editor, from text at the bottom to widgets at the top."""
