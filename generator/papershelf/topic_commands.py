"""The commands on topics: what a curator asks of them."""

from pathlib import Path
from typing import Final

import click

from papershelf.terminal import collection_argument, fail, failures, located

_TERMINAL: Final = Path("-")


@click.group()
def topics() -> None:
    """Suggest, explain and check topics."""


@topics.command()
@collection_argument
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="The file to write, - for the terminal; by default the collection's topics.toml.",
)
def suggest(collection: Path, output: Path | None) -> None:
    """Write a topics.toml to start from; a file that is there is left as it is."""
    from papershelf.topics.advice import suggest as advise
    from papershelf.understanding import TOPICS, understand, vectors_of

    place = located(collection)
    target = output or (_TERMINAL if place.file else place.root / TOPICS)
    if target != _TERMINAL and target.exists():
        raise click.UsageError(f"{target} is there already; name another file with --output, or - to print")
    catalogue = understand(place).catalogue
    text = advise(catalogue, vectors_of(place, catalogue))
    if target == _TERMINAL:
        click.echo(text, nl=False)
        return
    with failures():
        target.write_text(text, "utf-8")
    found = text.count("[[topic]]") - text.count("# [[topic]]")
    click.echo(f"{target}: {found} topics to start from.", err=True)


@topics.command()
@click.argument("paper")
@collection_argument
def explain(paper: str, collection: Path) -> None:
    """Say why PAPER (a key, DOI, arXiv id or title) is where it is."""
    from papershelf.topics.advice import UnknownPaperError
    from papershelf.topics.advice import explain as advise
    from papershelf.understanding import understand

    found = understand(located(collection))
    try:
        click.echo(advise(paper, found.catalogue, found.subjects), nl=False)
    except UnknownPaperError as error:
        fail(str(error))


@topics.command()
@collection_argument
@click.option("--without-pins", is_flag=True, help="By rules and wording alone.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="For whom.")
def assign(collection: Path, form: str, *, without_pins: bool) -> None:
    """Print every paper's topics."""
    from papershelf.topics.advice import assignment_lines, assignments
    from papershelf.topics.assignment import assign as judge
    from papershelf.understanding import understand, vectors_of

    place = located(collection)
    found = understand(place)
    subjects = found.subjects
    if without_pins:
        vectors = vectors_of(place, found.catalogue)
        subjects, _ = judge(found.catalogue, tuple(subjects.topics.values()), with_pins=False, vectors=vectors)
    click.echo((assignments if form == "json" else assignment_lines)(subjects), nl=False)


@topics.command("check")
@collection_argument
def check_topics(collection: Path) -> None:
    """List empty, overgrown and overlapping topics, and papers without one."""
    from papershelf.topics.advice import check as advise
    from papershelf.understanding import understand

    found = understand(located(collection))
    click.echo("\n".join(advise(found.catalogue, found.subjects)) or "Nothing to remark.")
