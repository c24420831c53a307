"""The commands, one module a noun: the operations with no window and no Qt."""
