"""Meaning: what one record states as the values of a paper."""
