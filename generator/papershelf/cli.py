"""The thin front door: commands, their words in the terminal, and the exit status."""

import os
import signal
import sys
import threading
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click

from papershelf import __version__
from papershelf.allocation import lasting
from papershelf.terminal import (
    ANY,
    TREE,
    collection_argument,
    counts,
    fail,
    fails,
    failures,
    guard,
    is_terminal,
    located,
    say_problems,
    say_withheld,
    step,
)
from papershelf.topic_commands import topics


class _Strictly(click.Command):
    """A command whose ``--strict`` may stand alone, or name codes: ``--strict=PS1,PS201``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take a lone ``--strict`` for all warnings and errors."""
        return super().parse_args(ctx, [f"--strict={ANY}" if word == "--strict" else word for word in args])


def _codes(_context: click.Context, _option: click.Parameter, value: str) -> tuple[str, ...]:
    """Return the beginnings of codes that ``--strict`` names; the codes are known."""
    from papershelf.codes import CODES

    named = tuple(word.strip().upper() for word in value.split(",") if word.strip())
    for word in named:
        if word != ANY and not any(code.startswith(word) for code in CODES):
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
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ended from outside, we tidy up as after Ctrl-C


main.add_command(topics)


@main.command(cls=_Strictly)
@collection_argument
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), default=Path("site"), help="The site.")
@click.option("--plain", is_flag=True, help="Let MkDocs make every page: slow, and the reference.")
@_strict
def build(collection: Path, output: Path, *, plain: bool, strict: tuple[str, ...]) -> None:
    """Build the site once."""
    from papershelf.kitchen import kitchen

    place = located(collection)
    guard(output)
    with kitchen() as pool, failures():
        with lasting():  # it takes its time, while the second process starts
            from papershelf.build import Order
            from papershelf.build import build as run

        outcome = run(Order(place, output, plain=plain), pool, step)
    say_problems(outcome.problems, "papershelf check")
    papers, placed = len(outcome.collection.catalogue.papers), len(outcome.collection.subjects.topics)
    merged = f" ({outcome.collection.merged} merged)" if outcome.collection.merged else ""
    lost = sum(problem.code == "PS201" for problem in outcome.problems)
    say_withheld(outcome.collection.withheld)
    if not outcome.collection.settings.site_url:
        click.echo("site_url is not set (collection.toml): no sitemap, no canonical addresses.", err=True)
    click.echo(
        f"{papers:,} of {papers + lost:,} papers published{merged}, {placed:,} topics, {outcome.pages:,} pages"
        f" in {outcome.seconds:.1f} s. {counts(outcome.problems)}: papershelf check",
        err=True,
    )
    sys.exit(1 if fails(outcome.problems, strict) else 0)


@main.command(cls=_Strictly)
@collection_argument
@_strict
@click.option("--explain", metavar="CODE", is_eager=True, expose_value=False, callback=_explained,
              help="Say what a code means, with an example; all of them: all.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="For whom.")
def check(collection: Path, form: str, *, strict: tuple[str, ...]) -> None:
    """Say everything that is wrong with the sources, without building."""
    from papershelf.reports import REPORTS, for_terminal, summary
    from papershelf.survey import survey
    from papershelf.understanding import understand

    place = located(collection)
    with failures():
        found = understand(place, step)
    report = for_terminal if form == "text" and is_terminal(sys.stdout) else REPORTS[form]
    click.echo(report(found.problems), nl=False)
    if form == "text":
        click.echo(summary(survey(found.catalogue.papers.values(), found.problems)), nl=False)
        say_withheld(found.withheld)
    sys.exit(1 if fails(found.problems, strict) else 0)


@main.command()
@collection_argument
def lock(collection: Path) -> None:
    """Bind every address of the site to its papers in urls.lock."""
    from papershelf.lock import FILE
    from papershelf.understanding import lock_text, understand

    place = located(collection)
    if place.file:
        raise click.UsageError("a single file has no urls.lock; put it in a folder of its own")
    with failures():
        found = understand(place, step)
        broken = next((one for one in found.problems if one.code == "PS501"), None)
        if broken:
            fail(f"{broken.location}: {broken.message} Restore it from version control. Nothing was written.")
        lost = next((one for one in found.problems if one.code == "PS514"), None)
        if lost:
            fail(f"{lost.location}: {lost.message} {lost.remedy} Nothing was written.")
        (place.root / FILE).write_text(lock_text(place, found, datetime.now(tz=UTC).date()), "utf-8")
    click.echo(f"{place.root / FILE}: {len(found.addresses.papers):,} papers bound.", err=True)


@main.command()
@collection_argument
@click.option("--tree", type=click.Path(path_type=Path, file_okay=False), required=True, help="The folder to write.")
def pages(collection: Path, tree: Path) -> None:
    """Write the Markdown tree of all pages, for theme engines without hooks."""
    from papershelf.build import write_tree

    guard(tree, TREE, "--tree")
    with failures():
        count = write_tree(located(collection), tree)
    click.echo(f"{count:,} pages in {tree}.", err=True)


@main.command()
@collection_argument
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The first port to try.")
def serve(collection: Path, port: int) -> None:
    """Serve the site, and build it again at every change."""
    from papershelf.kitchen import kitchen

    place = located(collection)
    site = place.work / "site"
    with kitchen() as pool:
        with lasting():  # it takes its time, while the second process starts
            from papershelf.rebuilding import Rebuilder
            from papershelf.resources import resources
            from papershelf.serve import Bulletin, News, bind, follow, loop

        bulletin, news, stop = Bulletin(), News(), threading.Event()
        script = (resources() / "docs" / "assets" / "reload.js").read_bytes()
        rebuilder = Rebuilder(place, site, pool)
        follow(place.watched, (place.work,), news, stop)
        with failures():
            outcome = rebuilder.build(step)
        say_problems(outcome.problems, "papershelf check")
        papers = len(outcome.collection.catalogue.papers)
        lost = sum(problem.code == "PS201" for problem in outcome.problems)
        click.echo(f"{papers:,} of {papers + lost:,} papers published. {counts(outcome.problems)}: /report/", err=True)
        server = bind(site, port, bulletin, script)
        if server.server_port != port:
            click.echo(f"Port {port} is in use: this is {server.server_port}.", err=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            click.echo(f"http://127.0.0.1:{server.server_port}/")
            loop(news, rebuilder.follow, bulletin, partial(click.echo, err=True))
        except KeyboardInterrupt:
            stop.set()
        finally:
            server.shutdown()
