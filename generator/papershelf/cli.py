"""The thin front door: commands, their words in the terminal, and the exit status."""

import errno
import os
import sys
import threading
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NoReturn, TextIO

import click

from papershelf import __version__
from papershelf.problems import Problem, Severity
from papershelf.workplace import NoCollectionError, Workplace, locate

_SHOWN = 5
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_ANY = "*"
_collection = click.argument("collection", type=click.Path(path_type=Path), default=Path("collection"))


class _Strictly(click.Command):
    """A command whose ``--strict`` may stand alone, or name codes: ``--strict=PS1,PS201``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take a lone ``--strict`` for all warnings and errors."""
        return super().parse_args(ctx, [f"--strict={_ANY}" if word == "--strict" else word for word in args])


def _codes(_context: click.Context, _option: click.Parameter, value: str) -> tuple[str, ...]:
    """Return the beginnings of codes that ``--strict`` names; the codes are known."""
    from papershelf.codes import CODES

    named = tuple(word.strip().upper() for word in value.split(",") if word.strip())
    for word in named:
        if word != _ANY and not any(code.startswith(word) for code in CODES):
            raise click.BadParameter(f"there is no code {word!r}; see papershelf check --explain all")
    return named


_strict = click.option(
    "--strict", default="", metavar="[=CODE,...]", callback=_codes,
    help="Fail when there are warnings or errors; with codes, when there is one of these.",
)  # fmt: skip


def _explained(context: click.Context, _option: click.Parameter, code: str | None) -> None:
    """Print what a code means, and end."""
    from papershelf.codes import CODES
    from papershelf.explanations import explain, page

    if code is None:
        return
    if code.upper() not in CODES and code != "all":
        raise click.BadParameter(f"there is no code {code!r}; --explain all prints them all")
    click.echo(page() if code == "all" else explain(code.upper()), nl=False)
    context.exit()


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="papershelf")
def main() -> None:
    """Turn bibliographic files into a searchable site: COLLECTION is a folder or a single file."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"


@main.command(cls=_Strictly)
@_collection
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), default=Path("site"), help="The site.")
@click.option("--plain", is_flag=True, help="Let MkDocs make every page: slow, and the reference.")
@_strict
def build(collection: Path, output: Path, *, plain: bool, strict: tuple[str, ...]) -> None:
    """Build the site once."""
    from papershelf.build import Order, kitchen
    from papershelf.build import build as run

    place = _located(collection)
    _guard(output)
    with kitchen() as pool, _failures():
        outcome = run(Order(place, output, plain=plain), pool, _step)
    _say_problems(outcome.problems, "papershelf check")
    papers, topics = len(outcome.collection.catalogue.papers), len(outcome.collection.subjects.topics)
    merged = f" ({outcome.collection.merged} merged)" if outcome.collection.merged else ""
    lost = sum(problem.code == "PS201" for problem in outcome.problems)
    _say_withheld(outcome.collection.withheld)
    if not outcome.collection.settings.site_url:
        click.echo("site_url is not set (collection.toml): no sitemap, no canonical addresses.", err=True)
    click.echo(
        f"{papers:,} of {papers + lost:,} papers published{merged}, {topics:,} topics, {outcome.pages:,} pages"
        f" in {outcome.seconds:.1f} s. {_counts(outcome.problems)}: papershelf check",
        err=True,
    )
    sys.exit(1 if _fails(outcome.problems, strict) else 0)


@main.command(cls=_Strictly)
@_collection
@_strict
@click.option("--explain", metavar="CODE", is_eager=True, expose_value=False, callback=_explained,
              help="Say what a code means, with an example; all of them: all.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="For whom.")
def check(collection: Path, form: str, *, strict: tuple[str, ...]) -> None:
    """Say everything that is wrong with the sources, without building."""
    from papershelf.reports import REPORTS, for_terminal, summary
    from papershelf.survey import survey
    from papershelf.understanding import understand

    place = _located(collection)
    with _failures():
        found = understand(place, _step)
    report = for_terminal if form == "text" and _is_terminal(sys.stdout) else REPORTS[form]
    click.echo(report(found.problems), nl=False)
    if form == "text":
        click.echo(summary(survey(found.catalogue.papers.values(), found.problems)), nl=False)
        _say_withheld(found.withheld)
    sys.exit(1 if _fails(found.problems, strict) else 0)


@main.command()
@_collection
def lock(collection: Path) -> None:
    """Bind every address of the site to its papers in urls.lock."""
    from papershelf.lock import FILE
    from papershelf.understanding import lock_text, understand

    place = _located(collection)
    if place.file:
        raise click.UsageError("a single file has no urls.lock; put it in a folder of its own")
    with _failures():
        found = understand(place, _step)
        (place.root / FILE).write_text(lock_text(place, found, datetime.now(tz=UTC).date()), "utf-8")
    click.echo(f"{place.root / FILE}: {len(found.addresses.papers):,} papers bound.", err=True)


@main.command()
@_collection
@click.option("--tree", type=click.Path(path_type=Path, file_okay=False), required=True, help="The folder to write.")
def pages(collection: Path, tree: Path) -> None:
    """Write the Markdown tree of all pages, for theme engines without hooks."""
    from papershelf.build import write_tree

    with _failures():
        count = write_tree(_located(collection), tree)
    click.echo(f"{count:,} pages in {tree}.", err=True)


@main.command()
@_collection
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The first port to try.")
def serve(collection: Path, port: int) -> None:
    """Serve the site, and build it again at every change."""
    from papershelf.build import kitchen
    from papershelf.rebuilding import Rebuilder
    from papershelf.resources import resources
    from papershelf.serve import Bulletin, News, bind, follow, loop

    place = _located(collection)
    site = place.work / "site"
    bulletin, news, stop = Bulletin(), News(), threading.Event()
    script = (resources() / "docs" / "assets" / "reload.js").read_bytes()

    with kitchen() as pool:
        rebuilder = Rebuilder(place, site, pool)
        follow(place.watched, (place.work,), news, stop)
        with _failures():
            outcome = rebuilder.build(_step)
        _say_problems(outcome.problems, "papershelf check")
        papers = len(outcome.collection.catalogue.papers)
        lost = sum(problem.code == "PS201" for problem in outcome.problems)
        click.echo(f"{papers:,} of {papers + lost:,} papers published. {_counts(outcome.problems)}: /report/", err=True)
        server = bind(site, port, bulletin, script)
        if server.server_port != port:
            click.echo(f"Port {port} is in use: this is {server.server_port}.", err=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        click.echo(f"http://127.0.0.1:{server.server_port}/")
        try:
            loop(news, rebuilder.follow, bulletin, partial(click.echo, err=True))
        except KeyboardInterrupt:
            stop.set()
        finally:
            server.shutdown()


@main.group()
def topics() -> None:
    """Suggest, explain and check topics."""


@topics.command()
@_collection
def suggest(collection: Path) -> None:
    """Print a topics.toml to start from."""
    from papershelf.topics.advice import suggest as advise
    from papershelf.topics.texts import read_texts
    from papershelf.topics.vectors import make_vectors
    from papershelf.understanding import understand

    catalogue = understand(_located(collection)).catalogue
    click.echo(advise(catalogue, make_vectors(read_texts(catalogue))), nl=False)


@topics.command()
@click.argument("paper")
@_collection
def explain(paper: str, collection: Path) -> None:
    """Say why PAPER (a key, DOI, arXiv id or title) is where it is."""
    from papershelf.topics.advice import explain as advise
    from papershelf.understanding import understand

    found = understand(_located(collection))
    click.echo(advise(paper, found.catalogue, found.subjects), nl=False)


@topics.command()
@_collection
@click.option("--without-pins", is_flag=True, help="By rules and wording alone.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="For whom.")
def assign(collection: Path, form: str, *, without_pins: bool) -> None:
    """Print every paper's topics."""
    from papershelf.topics.advice import assignment_lines, assignments
    from papershelf.topics.assignment import assign as judge
    from papershelf.understanding import understand

    found = understand(_located(collection))
    subjects = found.subjects
    if without_pins:
        subjects, _ = judge(found.catalogue, tuple(subjects.topics.values()), with_pins=False)
    click.echo((assignments if form == "json" else assignment_lines)(subjects), nl=False)


@topics.command("check")
@_collection
def check_topics(collection: Path) -> None:
    """List empty, overgrown and overlapping topics, and papers without one."""
    from papershelf.topics.advice import check as advise
    from papershelf.understanding import understand

    found = understand(_located(collection))
    click.echo("\n".join(advise(found.catalogue, found.subjects)) or "Nothing to remark.")


def _located(collection: Path) -> Workplace:
    try:
        return locate(collection, Path.cwd())
    except NoCollectionError as error:
        raise click.UsageError(str(error)) from error


def _guard(output: Path) -> None:
    """Refuse to replace a folder that is no site."""
    if output.is_dir() and any(output.iterdir()) and not (output / "404.html").is_file():
        raise click.UsageError(f"{output} holds files that are no site; name an empty folder with --output")


def _EXPECTED() -> tuple[type[Exception], ...]:  # noqa: N802 - stands where a tuple of exceptions would
    from papershelf.builder import BuilderError
    from papershelf.templating import TemplateError

    return (BuilderError, TemplateError, OSError)


class _failures:  # noqa: N801 - reads as a statement: with _failures()
    """Turns what may go wrong outside the sources into one sentence and exit status 1."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OSError) and error.errno in _FULL:
            place = error.filename2 or error.filename
            _fail(f"{error.strerror}{f' ({place})' if place else ''}. The site is as it was.")
        if isinstance(error, _EXPECTED()):
            _fail(str(error))


def _fail(message: str) -> NoReturn:
    click.echo(f"Error: {message}", err=True)
    sys.exit(1)


def _step(name: str) -> None:
    click.echo(f"{name} ...", err=True)


def _fails(problems: Iterable[Problem], strict: tuple[str, ...]) -> bool:
    """Tell whether there is a problem that ``--strict`` names: any that is no notice, or one of its codes."""
    return any(
        (_ANY in strict and problem.severity is not Severity.NOTICE) or problem.code.startswith(strict)
        for problem in problems
        if strict
    )


def _is_terminal(stream: TextIO) -> bool:
    return stream.isatty() and not os.environ.get("NO_COLOR")


def _say_withheld(withheld: Mapping[str, int]) -> None:
    said = ", ".join(f"{name} ({count})" for name, count in withheld.items())
    if said:
        click.echo(f"Withheld: {said}.", err=True)


def _counts(problems: Sequence[Problem]) -> str:
    notices = sum(problem.severity is Severity.NOTICE for problem in problems)
    wrong = len(problems) - notices
    return f"{wrong} problem{'' if wrong == 1 else 's'}, {notices} notice{'' if notices == 1 else 's'}"


def _say_problems(problems: Sequence[Problem], more: str) -> None:
    """Print the first five problems; the rest grouped by code."""
    from papershelf.reports import for_terminal, text

    wrong = [problem for problem in problems if problem.severity is not Severity.NOTICE]
    if wrong:
        click.echo((for_terminal if _is_terminal(sys.stderr) else text)(wrong[:_SHOWN]), nl=False, err=True)
    rest = Counter(problem.code for problem in wrong[_SHOWN:])
    if rest:
        grouped = ", ".join(f"{code} ({count})" for code, count in sorted(rest.items()))
        click.echo(f"and {sum(rest.values())} more: {grouped}. All of them: {more}", err=True)
