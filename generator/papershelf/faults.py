"""Faults: what may be wrong outside the sources, as errors that are known without what raises them."""


class TemplateError(Exception):
    """A template is wrong; the message begins with its file and line."""
