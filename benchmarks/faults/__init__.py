"""The fault laboratory: real processes and real files come to harm on purpose, and what the writer
was told is kept is looked for afterwards."""
