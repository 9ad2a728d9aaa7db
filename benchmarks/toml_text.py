"""TOML: values as front matter, which Hugo reads faster so than as JSON or YAML.

Source: https://toml.io/en/v1.0.0
"""

import json
import re
from collections.abc import Mapping
from typing import Final

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")


def front_matter_text(values: Mapping[str, object]) -> str:
    """Return ``values`` (texts, numbers, lists and mappings of them) between the marks of Hugo's front matter.

    >>> print(front_matter_text({"title": "On Shelves", "authors": [{"name": "O'Hara"}]}), end="")
    +++
    title = 'On Shelves'
    authors = [{name = "O'Hara"}]
    +++
    """
    lines = "".join(f"{_key(name)} = {_value(value)}\n" for name, value in values.items())
    return f"+++\n{lines}+++\n"


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _text(name)


def _value(value: object) -> str:
    match value:
        case str():
            return _text(value)
        case bool():
            return str(value).lower()
        case int() | float():
            return str(value)
        case list() | tuple():
            return f"[{', '.join(map(_value, value))}]"
        case dict():
            return f"{{{', '.join(f'{_key(name)} = {_value(own)}' for name, own in value.items())}}}"
    raise TypeError(value)


def _text(text: str) -> str:
    """Return ``text`` between single quotes, which read fastest, where they can hold it; else escaped as in JSON."""
    if text.isprintable() and "'" not in text:
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
