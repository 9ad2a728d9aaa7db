"""The scripts as the site carries them: without comments and indentation, and bound, so that few are asked for.

A script that is loaded by itself is bound with all that it imports, but for what ``MAIN`` has, which every page loads:
that it imports from there, since there is one of each module. A module becomes a constant of what it exports.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from posixpath import dirname, join, normpath, relpath
from typing import Final

MAIN: Final = "assets/papershelf.js"
_OURS: Final = ("assets/page/", "assets/search/")
_ALONE: Final = frozenset({MAIN, "assets/reload.js"})
_IMPORT: Final = re.compile(r'^import (?:(?:\* as (\w+)|(\{[^}]*\})) from )?"(\.[^"]+)";$', re.MULTILINE)
_DECLARED: Final = re.compile(r"^export (?=(?:async )?(?:function|class|const) (\w+))", re.MULTILINE)
_LISTED: Final = re.compile(r"^export \{ ([\w, ]+) \};$", re.MULTILINE)
_LATER: Final = re.compile(r'\bimport\((["`])(\.[\w./]*/)')
_NOTES: Final = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*\n|^[ \t]*//[^\n]*\n", re.MULTILINE | re.DOTALL)
_MARGIN: Final = re.compile(r"^[ \t]+|^\n", re.MULTILINE)
_SPANNING: Final = re.compile(r"^[^`\n]*(?:`[^`\n]*`[^`\n]*)*`[^`\n]*$", re.MULTILINE)
_OWN_ADDRESS: Final = "import.meta.url"


def is_ours(path: str) -> bool:
    """Tell whether a script is one of ours, and not one of the theme's."""
    return path.endswith(".js") and (path in _ALONE or path.startswith(_OURS))


def carried(paths: tuple[str, ...], read: Callable[[str], str]) -> Mapping[str, str]:
    r"""Return the scripts that the site has in place of those of ours at ``paths``; ``read`` gives their texts.

    >>> files = {"assets/papershelf.js": 'import { one } from "./page/one.js";\none();',
    ...          "assets/page/one.js": "// One.\nexport function one() {\n  return 1;\n}"}
    >>> print(carried(tuple(files), files.__getitem__)["assets/papershelf.js"])
    const $page_one = (() => {
    function one() {
    return 1;
    }
    return { one };
    })();
    const { one } = $page_one;
    one();
    export { $page_one };
    """
    scripts = {path: read(path) for path in paths if is_ours(path)}
    imported = {path: _imports(path, text) for path, text in scripts.items()}
    entries = [path for path in scripts if all(path not in targets for targets in imported.values())]
    common = _reached(MAIN, imported) if MAIN in scripts else []
    return {path: _light(_bound(path, common, imported, scripts)) for path in entries}


@cache
def _light(text: str) -> str:
    """Return a script without the comments that have lines of their own, and without margins.

    A string that spans lines may hold what looks like either: then the script stays as it is.
    """
    return text if _SPANNING.search(_NOTES.sub("", text)) else _MARGIN.sub("", _NOTES.sub("", text))


def _imports(path: str, text: str) -> list[str]:
    """Return the paths of what a module imports at once."""
    return [normpath(join(dirname(path), found[3])) for found in _IMPORT.finditer(text)]


def _reached(path: str, imported: Mapping[str, list[str]]) -> list[str]:
    """Return what a module needs, each after what it needs itself."""
    found: dict[str, None] = {}
    for target in imported[path]:
        found |= dict.fromkeys((*_reached(target, imported), target))
    return list(found)


def _bound(entry: str, common: list[str], imported: Mapping[str, list[str]], scripts: Mapping[str, str]) -> str:
    """Return a script with its modules before it."""
    needed = _reached(entry, imported)
    own = needed if entry == MAIN else [path for path in needed if path not in common]
    shared = sorted(
        {target for path in (*own, entry) for target in imported[path] if target in common and target not in own}
    )
    texts = [_module(path, scripts[path], entry) for path in own]
    if shared:
        texts.insert(0, f'import {_names(shared)} from "{relpath(MAIN, dirname(entry))}";\n')
    texts.append(_placed(entry, scripts[entry], entry))
    if entry == MAIN and own:
        texts.append(f"\nexport {_names(own)};")
    return "".join(texts)


def _module(path: str, text: str, entry: str) -> str:
    """Return a module as a constant of ``entry``."""
    names = ", ".join((*_DECLARED.findall(text), *_LISTED.findall(text)))
    body = _placed(path, _LISTED.sub("", _DECLARED.sub("", text)), entry)
    return f"const {_name(path)} = (() => {{\n{body}\nreturn {{ {names} }};\n}})();\n"


def _placed(path: str, text: str, entry: str) -> str:
    """Return a module's text as it reads in ``entry``: imports are constants, and addresses lead where they led."""
    here = dirname(entry)

    def constant(found: re.Match[str]) -> str:
        whole, some, relative = found.groups()
        names = whole or (some or "").replace(" as ", ": ")
        return f"const {names} = {_name(normpath(join(dirname(path), relative)))};" if names else ""

    def later(found: re.Match[str]) -> str:
        folder = relpath(normpath(join(dirname(path), found[2])), here)
        return f"import({found[1]}{folder if folder.startswith('.') else f'./{folder}'}/"

    text = _LATER.sub(later, _IMPORT.sub(constant, text))
    return text if path == entry else text.replace(_OWN_ADDRESS, f'new URL("{relpath(path, here)}", {_OWN_ADDRESS})')


def _names(paths: list[str]) -> str:
    return f"{{ {', '.join(map(_name, paths))} }}"


def _name(path: str) -> str:
    """Return the name of a module as a constant."""
    return "$" + re.sub(r"\W", "_", path.removeprefix("assets/").removesuffix(".js"))
