"""The house: a module imports only from rooms below it, and each library has one door."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import papershelf

PACKAGE = Path(papershelf.__file__).parent
ROOMS = (
    (
        "page",
        "problems",
        "codes",
        "explanations",
        "faults",
        "identifiers",
        "languages",
        "memory",
        "allocation",
        "resources",
        "accent",
        "twin",
        "tokens",
    ),
    ("records",),
    ("richtext",),
    ("papers",),
    ("name_lists", "name_parts", "people", "namesakes", "publication", "slugs", "citations"),
    ("venue_names", "venues", "sources"),
    ("meaning",),
    ("identity",),
    ("curation",),
    ("merging",),
    ("catalogue", "survey"),
    ("authorship",),
    ("gathering_memory",),
    ("gathering", "lock", "config", "embeddings", "matrices"),
    ("addresses",),
    ("topics",),
    ("relations",),
    ("finding", "seeking"),
    ("collection",),
    ("exports", "search"),
    ("templating", "scripts"),
    ("pages",),
    ("engine", "watching", "envelope", "site", "workplace", "reports"),
    ("builder", "dressing", "press", "site_files", "understanding", "assets", "kitchen"),
    ("clock", "printing"),
    ("making",),
    ("build",),
    ("rebuilding",),
    ("serve", "mkdocs_hook"),
    ("terminal",),
    ("topic_commands",),
    ("cli",),
    ("__main__",),
)
DOORS = {
    "pybtex": ("sources/bibtex",),
    "jinja2": ("templating",),
    "mkdocs": ("engine",),
    "click": ("cli", "terminal", "topic_commands"),
    "watchfiles": ("serve",),
    "onnxruntime": ("embeddings/network",),
    "tokenizers": ("embeddings/network",),
}


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE).with_suffix("").as_posix(), ast.parse(path.read_text("utf-8"))


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            if node.module == "papershelf":
                yield from (f"papershelf.{name.name}" for name in node.names)


def _floor(room: str) -> int:
    floors = [number for number, rooms in enumerate(ROOMS) if room in rooms]
    assert floors, f"the room {room!r} has no place in ROOMS"
    return floors[0]


MODULES = tuple(_modules())


@pytest.mark.parametrize(("name", "tree"), MODULES, ids=[name for name, _ in MODULES])
def test_a_module_imports_only_from_rooms_below(name: str, tree: ast.Module) -> None:
    """No module imports from a room above its own."""
    room = name.split("/", maxsplit=1)[0]
    if room == "__init__":
        assert not list(_imports(tree))
        return
    inside = (found.split(".")[1] for found in _imports(tree) if found.startswith("papershelf."))
    assert [other for other in inside if other != "__version__" and _floor(other) > _floor(room)] == []


@pytest.mark.parametrize(("library", "doors"), DOORS.items(), ids=list(DOORS))
def test_a_library_has_one_door(library: str, doors: tuple[str, ...]) -> None:
    """Only the named modules import the library."""
    users = {name for name, tree in MODULES if any(found.split(".")[0] == library for found in _imports(tree))}
    assert {user for user in users if not user.startswith(doors)} == set()
    assert users, f"nobody imports {library}: the law is out of date"


def test_only_the_command_line_prints() -> None:
    """No module but the CLI calls print."""
    printing = [
        name
        for name, tree in MODULES
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert printing == []


_POSSESSIVE_GROUP = re.compile(r"\(\?[:P<=!].*\)(?:[*+?]|\{\d+,?\d*\})\+|\(\?>")


def test_no_pattern_repeats_a_group_possessively() -> None:
    """Python before 3.11.5 takes back what lies inside such a group, and so matches less or nothing.

    Source: https://github.com/python/cpython/issues/106052
    """
    assert _POSSESSIVE_GROUP.search(r"(?:-(?!-)[a-z]*+)*+")
    found = {path.name for path in PACKAGE.rglob("*.py") if _POSSESSIVE_GROUP.search(path.read_text("utf-8"))}
    assert found == set()
