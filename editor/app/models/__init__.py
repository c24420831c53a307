"""Qt item models over records: what lists and trees show; how it looks is left to views."""
