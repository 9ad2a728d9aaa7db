"""Jinja: a template's name and its values become finished HTML. Only this module knows Jinja."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final, Protocol

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateSyntaxError,
)
from jinja2 import TemplateError as JinjaError
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context
from jinja2.runtime import Macro as JinjaMacro
from jinja2.utils import missing
from markupsafe import escape

from papershelf.faults import TemplateError

__all__ = ["Compiled", "JinjaError", "Macro", "TemplateError", "Templates", "compiled", "placed"]

_STRAY: Final = (b"\t", b"\r", b"\x02", b"\x03")


class Macro(Protocol):
    """A macro of a template: values by name become HTML."""

    def __call__(self, **values: object) -> str:
        """Return the HTML of ``values``."""
        ...


class _Quick(CodeGenerator):
    """Compiles templates that pass finished HTML on without wrapping it once more."""

    def write(self, x: str) -> None:
        super().write("environment.shown(" if x == "escape(" else x)


class _Environment(Environment):
    code_generator_class = _Quick

    @staticmethod
    def shown(value: object) -> str:
        """Return ``value`` as finished HTML: as it is where it says so, else escaped."""
        if type(value) is str:
            special = "&" in value or "<" in value or ">" in value or "'" in value or '"' in value
            return escape(value) if special else value
        if type(value) is int:
            return str(value)
        return value if isinstance(value, str) and hasattr(value, "__html__") else escape(value)


class Compiled(BytecodeCache):
    """What templates were compiled to, which is good for every environment of the same kind while they are the same."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give ``bucket`` what was made of its template, and nothing where that has another text by now."""
        known = self._known.get(bucket.key)
        if known:
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what ``bucket`` was made."""
        self._known[bucket.key] = bucket.bytecode_to_string()


def compiled(folders: Iterable[Path]) -> Compiled:
    """Return what the page templates in ``folders`` are compiled to, as plain values that another process takes over.

    A template that is wrong is left out: whoever asks for it is told.
    """
    known = Compiled()
    environment = _environment(folders, known)
    for name in environment.list_templates(filter_func=_is_page_template):
        with suppress(JinjaError, UnicodeDecodeError):
            environment.get_template(name)
    return known


def _is_page_template(name: str) -> bool:
    return "/" not in name and name.endswith(".html")


def _environment(folders: Iterable[Path], known: Compiled | None) -> Environment:
    made = _Environment(
        loader=FileSystemLoader([str(folder) for folder in folders], encoding="utf-8-sig"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=known,
    )
    made.filters["number"] = _number
    return made


class Templates:
    """The page templates of a collection; text is escaped unless it is ``Html``, an unknown name is an error."""

    def __init__(self, folders: Iterable[Path], known: Compiled | None = None) -> None:
        """Look for templates in ``folders``, the first one that has a template wins; some may be compiled already."""
        self._environment = _environment(folders, known)
        self._known: dict[str, Template] = {}
        self._shared: dict[str, object] = {}
        self._macros: dict[tuple[str, str], Macro] = {}

    def render(self, name: str, /, **values: object) -> bytes:
        """Return the HTML that the template ``name`` makes of ``values``, as it is written.

        It is one block that Markdown passes on unchanged: no blank line, no tab, nothing at its ends. A line break that
        counts (in ``<pre>``) is written ``&#10;`` by whoever made the value.

        Raises:
            TemplateError: the template is missing, broken or asks for a value that is not there; says where.
        """
        template = self._known.get(name)
        if template is None:
            template = self._known[name] = self._get(name)
            self._shared = dict(template.globals)
        context = Context(self._environment, {**self._shared, **values}, name, template.blocks)
        try:
            made = "".join(template.root_render_func(context)).encode()
        except Exception as error:
            raise placed(error) from error
        for stray in _STRAY:
            if stray in made:
                made = made.replace(stray, b" ")
        return b"\n".join(filter(None, map(bytes.strip, made.split(b"\n"))))

    def macro(self, template: str, name: str) -> Macro:
        """Return the macro ``name`` of ``template`` as a function of the macro's arguments."""
        known = self._macros.get((template, name))
        if known is None:
            try:
                module = self._get(template).module
            except Exception as error:
                raise placed(error) from error
            known = self._macros[template, name] = _quick(getattr(module, name))
        return known

    def _get(self, name: str) -> Template:
        try:
            return self._environment.get_template(name)
        except JinjaError as error:
            raise placed(error) from error
        except UnicodeDecodeError as error:
            raise TemplateError(f"the template {name!r} is not UTF-8; save it as UTF-8.") from error


def _quick(macro: JinjaMacro) -> Macro:
    """Return ``macro`` as a function of its own arguments by name, which need not be looked for among others then."""
    if macro.caller or macro.catch_kwargs or macro.catch_varargs:
        return _told(macro)
    make, arguments = macro._func, macro.arguments  # noqa: SLF001 - what Jinja calls in the end

    def made(**values: object) -> str:
        given = [values.pop(name, missing) for name in arguments]
        try:
            return str(make(*given) if not values else macro(**dict(zip(arguments, given, strict=True)), **values))
        except Exception as error:
            raise placed(error) from error

    return made


def _told(macro: JinjaMacro) -> Macro:
    """Return ``macro``, whose errors say where they are."""

    def made(**values: object) -> str:
        try:
            return str(macro(**values))
        except Exception as error:
            raise placed(error) from error

    return made


def placed(error: Exception) -> Exception:
    """Return what a template did wrong with its file and line; an error of anybody else as it is."""
    if isinstance(error, TemplateError):
        return error
    if isinstance(error, TemplateSyntaxError):
        return TemplateError(f"{_shown(error.filename or error.name or '')}:{error.lineno}: {error.message}")
    at, place = error.__traceback__, ""
    while at is not None:
        template = at.tb_frame.f_globals.get("__jinja_template__")
        if template is not None:
            place = f"{_shown(template.filename)}:{template.get_corresponding_lineno(at.tb_lineno)}: "
        elif not isinstance(error, JinjaError):
            place = ""
        at = at.tb_next
    return TemplateError(f"{place}{error}") if place or isinstance(error, JinjaError) else error


def _shown(file: str) -> str:
    """Return the path of a file as a person in this folder writes it."""
    return os.path.relpath(file) if Path(file).is_relative_to(Path.cwd()) else file


def _number(count: int) -> str:
    """Return a count as a reader writes it: ``1,204``."""
    return f"{count:,}"
