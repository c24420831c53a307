"""A newspaper's archive, invented: its texts, the library made of them, and what is measured at
its size."""
