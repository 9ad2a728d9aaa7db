"""A synthetic collection: as many papers as asked for, from the seed's sentences, the same for the same seed.

``python benchmarks/synthetic.py 10000 FOLDER`` writes ``FOLDER/papers.bib``, ``collection.toml`` and ``topics.toml``:
three authors a paper on average, as many distinct authors as papers, venues, years, keywords, some mathematics.
"""

import random
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

COLLECTION: Final = Path(__file__).resolve().parent.parent / "collection"
_VENUES: Final = ("ICLR", "NeurIPS", "ICML", "CVPR", "ICCV", "ECCV", "ACL", "EMNLP", "AAAI", "TMLR", "KDD", "SIGIR")
_SYLLABLES: Final = (
    "ba",
    "chen",
    "da",
    "el",
    "fi",
    "go",
    "han",
    "ir",
    "ka",
    "lo",
    "mar",
    "ni",
    "or",
    "pe",
    "ri",
    "san",
)
_MATHEMATICS: Final = (r"$O(n \log n)$", r"$\alpha$-divergence", r"$\ell_2$", r"$10^{-3}$", r"$x_i \in \mathbb{R}^d$")


def entries(count: int, seed: int = 7) -> Iterator[str]:
    """Yield ``count`` BibTeX entries."""
    chance = random.Random(seed)
    sentences, titles = vocabulary()
    names = [name(number) for number in range(count)]
    for number in range(count):
        authors = chance.choices(names, k=chance.choice((1, 2, 3, 3, 4, 5)))
        first, second = chance.choice(titles).split(), chance.choice(titles).split()
        title = " ".join([*first[: len(first) // 2 + 1], *second[len(second) // 2 :], str(number)])
        abstract = " ".join(chance.sample(sentences, 7)).replace("%", r"\%").replace("&", r"\&")
        if number % 4 == 0:
            abstract += f" The cost is {chance.choice(_MATHEMATICS)}."
        year = chance.randint(2005, 2025)
        yield (
            f"@inproceedings{{paper{number},\n  title = {{{title}}},\n  author = {{{' and '.join(authors)}}},\n"
            f"  year = {{{year}}},\n  booktitle = {{{chance.choice(_VENUES)} {year}}},\n"
            f"  keywords = {{{', '.join(sorted(set(chance.choices(first, k=2))))}}},\n"
            f"  doi = {{10.1234/{number}}},\n  abstract = {{{abstract}}},\n}}\n"
        )


def vocabulary() -> tuple[list[str], list[str]]:
    """Return the sentences and the titles of the seed."""
    lines = (COLLECTION / "trending-papers.txt").read_text("utf-8").splitlines()[2:]
    kept = [re.sub(r"[\\{}$^_~#]", " ", line) for line in lines]
    sentences = [part for line in kept[1::2] for part in re.split(r"(?<=[.!?]) ", line) if 40 < len(part) < 260]
    return sentences, kept[::2]


def name(number: int) -> str:
    """Return a name of its own for each number."""
    parts = []
    for _ in range(4):
        number, rest = divmod(number, len(_SYLLABLES))
        parts.append(_SYLLABLES[rest])
    return f"{''.join(parts[:3]).capitalize()}, {(parts[3] + parts[0]).capitalize()} {chr(65 + number % 26)}."


def write(count: int, folder: Path) -> None:
    """Write a collection of ``count`` papers into ``folder``, under the topics of the example."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "papers.bib").open("w", encoding="utf-8") as stream:
        stream.writelines(entries(count))
    (folder / "collection.toml").write_text(f'title = "{count} synthetic papers"\nembeddings = false\n', "utf-8")
    topics = (COLLECTION / "topics.toml").read_text("utf-8")
    (folder / "topics.toml").write_text(
        re.sub(r"(?ms)^(include|exclude|first|seeds|start_here) = \[.*?^\]\n", "", topics), "utf-8"
    )
    shutil.rmtree(folder / "build", ignore_errors=True)


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
