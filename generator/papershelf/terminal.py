"""The terminal's manners: which collection is meant, what is said of problems, and what of failures."""

import atexit
import errno
import os
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, NoReturn, TextIO

import click

from papershelf.problems import Problem, Severity
from papershelf.site import is_publishers
from papershelf.workplace import NoCollectionError, Workplace, locate

ANY: Final = "*"
"""What ``--strict`` without codes stands for."""

_SHOWN: Final = 5
SITE: Final = ("404.html", "api/papers.json")
TREE: Final = ("index.md", "api/papers.json")
"""By what a site and a tree of ours are known."""
"""What every site of ours holds, and no other."""
_FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

collection_argument = click.argument("collection", type=click.Path(path_type=Path), default=Path("collection"))


def located(collection: Path) -> Workplace:
    """Return the workplace of ``collection``, or refuse in the words of the command line."""
    try:
        return locate(collection, Path.cwd())
    except NoCollectionError as error:
        raise click.UsageError(str(error)) from error


def guard(output: Path, ours: tuple[str, ...] = SITE, option: str = "--output") -> None:
    """Refuse to replace a folder that does not hold what is ``ours``: files that we did not make are in it."""
    holds = output.is_dir() and any(not is_publishers(place.name) for place in output.iterdir())
    if holds and not all((output / name).is_file() for name in ours):
        raise click.UsageError(f"{output} holds files that we did not make; name an empty folder with {option}")


class failures:  # noqa: N801 - reads as a statement: with failures()
    """Turns what may go wrong outside the sources into one sentence and exit status 1."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if error is None:
            return
        from papershelf.build import FAILURES

        if isinstance(error, OSError) and error.strerror:
            place = error.filename2 or error.filename
            kept = " The site is as it was." if error.errno in _FULL else ""
            fail(f"{error.strerror}{f' ({place})' if place else ''}.{kept}")
        if isinstance(error, FAILURES):
            fail(str(error))


def fail(message: str) -> NoReturn:
    """Say what went wrong, and end with exit status 1."""
    click.echo(f"Error: {message}", err=True)
    sys.exit(1)


def leave(status: int) -> NoReturn:
    """End the process at once: the system takes its memory back faster than Python does, object by object."""
    atexit._run_exitfuncs()  # noqa: SLF001 - what was registered goes on to be done
    with suppress(BrokenPipeError):  # whoever read along has gone
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(status)


def step(name: str) -> None:
    """Say which step begins."""
    click.echo(f"{name} ...", err=True)


def fails(problems: Iterable[Problem], strict: tuple[str, ...]) -> bool:
    """Tell whether there is a problem that ``--strict`` names: any that is no notice, or one of its codes."""
    return any(
        (ANY in strict and problem.severity is not Severity.NOTICE) or problem.code.startswith(strict)
        for problem in problems
        if strict
    )


def is_terminal(stream: TextIO) -> bool:
    """Tell whether ``stream`` shows colours to a person."""
    return stream.isatty() and not os.environ.get("NO_COLOR")


def say_withheld(withheld: Mapping[str, int]) -> None:
    """Say which private fields were kept from the site, with their counts."""
    said = ", ".join(f"{name} ({count})" for name, count in withheld.items())
    if said:
        click.echo(f"Withheld: {said}.", err=True)


def counts(problems: Sequence[Problem]) -> str:
    """Return how many problems and notices there are, in words."""
    notices = sum(problem.severity is Severity.NOTICE for problem in problems)
    wrong = len(problems) - notices
    return f"{wrong} problem{'' if wrong == 1 else 's'}, {notices} notice{'' if notices == 1 else 's'}"


def say_problems(problems: Sequence[Problem], more: str) -> None:
    """Print the first five problems; the rest grouped by code."""
    from papershelf.reports import for_terminal, text

    wrong = [problem for problem in problems if problem.severity is not Severity.NOTICE]
    if wrong:
        click.echo((for_terminal if is_terminal(sys.stderr) else text)(wrong[:_SHOWN]), nl=False, err=True)
    rest = Counter(problem.code for problem in wrong[_SHOWN:])
    if rest:
        grouped = ", ".join(f"{code} ({count})" for code, count in sorted(rest.items()))
        click.echo(f"and {sum(rest.values())} more: {grouped}. All of them: {more}", err=True)
