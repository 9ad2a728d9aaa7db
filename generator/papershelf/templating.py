"""Jinja: a template's name and its values become finished HTML. Only this module knows Jinja."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final, Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, TemplateError
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context
from jinja2.runtime import Macro as JinjaMacro
from jinja2.utils import missing
from markupsafe import escape

__all__ = ["Macro", "TemplateError", "Templates"]

_STRAY: Final = "\t\r\x02\x03"


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
        return value if isinstance(value, str) and hasattr(value, "__html__") else escape(value)


class Templates:
    """The page templates of a collection; text is escaped unless it is ``Html``, an unknown name is an error."""

    def __init__(self, folders: Iterable[Path]) -> None:
        """Look for templates in ``folders``, the first one that has a template wins."""
        self._environment = _Environment(
            loader=FileSystemLoader([str(folder) for folder in folders]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.filters["number"] = _number
        self._known: dict[str, Template] = {}
        self._shared: dict[str, object] = {}
        self._macros: dict[tuple[str, str], Macro] = {}

    def render(self, name: str, /, **values: object) -> str:
        """Return the HTML that the template ``name`` makes of ``values``.

        It is one block that Markdown passes on unchanged: no blank line, no tab, nothing at its ends. A line break that
        counts (in ``<pre>``) is written ``&#10;`` by whoever made the value.

        Raises:
            jinja2.TemplateError: the template is missing, broken or asks for a value that is not there.
        """
        template = self._known.get(name)
        if template is None:
            template = self._known[name] = self._environment.get_template(name)
            self._shared = dict(template.globals)
        context = Context(self._environment, {**self._shared, **values}, name, template.blocks)
        try:
            made = "".join(template.root_render_func(context))
        except Exception:  # noqa: BLE001 - it is raised again, with the template's lines
            self._environment.handle_exception()
        for stray in _STRAY:
            if stray in made:
                made = made.replace(stray, " ")
        return "\n".join(filter(None, map(str.strip, made.split("\n"))))

    def macro(self, template: str, name: str) -> Macro:
        """Return the macro ``name`` of ``template`` as a function of the macro's arguments."""
        known = self._macros.get((template, name))
        if known is None:
            known = self._macros[template, name] = _quick(
                getattr(self._environment.get_template(template).module, name)
            )
        return known


def _quick(macro: JinjaMacro) -> Macro:
    """Return ``macro`` as a function of its own arguments by name, which need not be looked for among others then."""
    if macro.caller or macro.catch_kwargs or macro.catch_varargs:
        return macro
    make, arguments = macro._func, macro.arguments  # noqa: SLF001 - what Jinja calls in the end

    def made(**values: object) -> str:
        given = [values.pop(name, missing) for name in arguments]
        return str(make(*given) if not values else macro(**dict(zip(arguments, given, strict=True)), **values))

    return made


def _number(count: int) -> str:
    """Return a count as a reader writes it: ``1,204``."""
    return f"{count:,}"
