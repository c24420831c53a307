"""Storage: the library file, its records and its errors; knows no Qt and nothing of the editor."""
