"""A real-looking proceedings: papers with the LaTeX, the mathematics and the markup that stand in real ones."""

import random
from collections.abc import Iterator
from pathlib import Path

_LINES = (Path(__file__).parent / "cases" / "proceedings.txt").read_text("utf-8").splitlines()
TITLES = tuple(line[2:] for line in _LINES if line.startswith("= "))
SENTENCES = tuple(line[2:] for line in _LINES if line.startswith("- "))
_AUTHORS = (
    r"M{\"u}ller, Anna", r"Erd{\H{o}}s, P{\'a}l", r"\'{A}lvarez, Jos\'e", "van der Berg, Jan", "O'Neill, Mary",
    r"{\L}ukasiewicz, Jan", r"\c{C}elik, Ay\c{s}e", "{The Shelf Consortium}", r"Nguy\~{\^{e}}n, Th\d{i}", "王, 小明",
)  # fmt: skip


def entries(count: int, seed: int = 1) -> Iterator[str]:
    """Yield ``count`` BibTeX entries, each title and sentence many times, in ever new company."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    for number in range(count):
        title = f"{TITLES[number % len(TITLES)]}: Part {number}"
        abstract = " ".join(chance.sample(SENTENCES, 4))
        if abstract.count("{") != abstract.count("}"):
            abstract = abstract.replace("{braces", "braces").replace("lone $", r"lone \$")
        year = 2000 + number % 25
        authors = " and ".join(chance.sample(_AUTHORS, 3))
        yield (
            f"@inproceedings{{p{number},\n  title = {{{title}}},\n  author = {{{authors}}},\n"
            f"  booktitle = {{Proceedings of the {1 + number % 9}th Workshop on Shelves {{\\&}} Books, {year}}},\n"
            f"  year = {{{year}}},\n  keywords = {{$k$-means, shelf\\_net, {{LLM}}s}},\n"
            f"  publisher = {{Shelf {{\\&}} Sons}},\n  abstract = {{{abstract}}},\n}}\n\n"
        )


def write(count: int, folder: Path) -> None:
    """Write a collection of ``count`` papers into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "papers.bib").write_text("".join(entries(count)), "utf-8")
    (folder / "collection.toml").write_text('title = "Proceedings"\npublish_report = false\n', "utf-8")
