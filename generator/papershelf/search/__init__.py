"""Search: the index that the box reads."""
