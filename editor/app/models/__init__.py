"""Qt item models over the records of the library."""
