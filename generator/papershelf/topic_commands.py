"""The commands on topics: what a curator asks of them."""

from pathlib import Path

import click

from papershelf.terminal import collection_argument, located


@click.group()
def topics() -> None:
    """Suggest, explain and check topics."""


@topics.command()
@collection_argument
def suggest(collection: Path) -> None:
    """Print a topics.toml to start from."""
    from papershelf.topics.advice import suggest as advise
    from papershelf.understanding import understand, vectors_of

    place = located(collection)
    catalogue = understand(place).catalogue
    click.echo(advise(catalogue, vectors_of(place, catalogue)), nl=False)


@topics.command()
@click.argument("paper")
@collection_argument
def explain(paper: str, collection: Path) -> None:
    """Say why PAPER (a key, DOI, arXiv id or title) is where it is."""
    from papershelf.topics.advice import explain as advise
    from papershelf.understanding import understand

    found = understand(located(collection))
    click.echo(advise(paper, found.catalogue, found.subjects), nl=False)


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
