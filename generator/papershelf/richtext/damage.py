"""Damage: a pasted text whose LaTeX lost its dollars and backslashes."""


def repaired(text: str) -> str:
    """Return ``text`` with the mathematics that is certain between dollars again."""
    return text
