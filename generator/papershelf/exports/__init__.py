"""Exports: a collection as files to take away."""
