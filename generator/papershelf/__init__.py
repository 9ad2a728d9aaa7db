"""Papershelf turns bibliographic files into a fast, searchable, permanent website."""

__version__ = "0.1.0"
