"""Merging: the records of one work become one paper, with a key of its own."""
