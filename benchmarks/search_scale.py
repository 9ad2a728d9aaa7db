"""The index of the search at several sizes: CPU seconds, memory, files and bytes of writing it.

``python benchmarks/search_scale.py 10000 100000 [--keep FOLDER]`` invents collections of the seed's sentences, each
paper with some words that few others have, and writes the index of each in a process of its own.
"""

import gzip
import multiprocessing
import random
import resource
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import search_case
from papershelf.collection import Collection
from papershelf.search import write_index
from synthetic import name, vocabulary

_RARE = 3
"""Words in an abstract that hardly any other has: names of methods, places and people."""


def collection(count: int, seed: int = 7) -> Collection:
    """Return ``count`` papers: titles and abstracts of the seed's sentences, 49 topics, as many authors as papers."""
    chance = random.Random(seed)
    sentences, titles = vocabulary()
    papers = []
    placed: dict[str, list[str]] = {f"topic-{number}": [] for number in range(49)}
    for number in range(count):
        first, second = chance.choice(titles).split(), chance.choice(titles).split()
        title = " ".join([*first[: len(first) // 2 + 1], *second[len(second) // 2 :]])
        rare = (search_case.word(int(chance.paretovariate(0.5)) % (count * 5) + 5000) for _ in range(_RARE))
        abstract = " ".join((*chance.sample(sentences, 6), "It is called", *rare, f"and has number {number}."))
        people = "; ".join(name(chance.randrange(count)) for _ in range(chance.choice((1, 2, 3, 3, 4, 5))))
        key = f"paper{number}"
        papers.append(search_case.paper(
            key, title, abstract, authors=people, year=2005 + number % 21, venue=f"venue{number % 30}"
        ))  # fmt: skip
        for slug in chance.sample(sorted(placed), 2):
            placed[slug].append(key)
    return search_case.collect(*papers, topics={slug: tuple(keys) for slug, keys in placed.items()})


def measure(count: int, folder: Path | None) -> None:
    """Print the row of one size; with ``folder`` keep the index there."""
    made = collection(count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    files: Counter[str] = Counter()
    raw = packed = 0
    began = time.process_time()
    spent = 0.0
    for path, content in write_index(made):
        spent += time.process_time() - began
        files[path.split("/", maxsplit=1)[0]] += 1
        raw += len(content)
        packed += len(gzip.compress(content, 6)) if count <= 10_000 else 0
        if folder is not None:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        began = time.process_time()
    spent += time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"| {count:,} | {spent:.1f} | {spent * 10_000 / count:.2f} | {before} -> {peak} | {sum(files.values()):,}"
        f" | {raw / 1e6:.1f} | {packed / 1e6:.1f} |", flush=True
    )  # fmt: skip
    print(f"  files: {dict(files)}", flush=True)


def main(sizes: list[int], folder: Path | None) -> None:
    """Print the table."""
    print("| papers | CPU s | CPU s per 10,000 | MB before -> peak | files | MB | MB gzip |", flush=True)
    print("|---|---|---|---|---|---|---|", flush=True)
    for size in sizes:
        process = multiprocessing.get_context("spawn").Process(
            target=measure, args=(size, None if folder is None else folder / str(size))
        )
        process.start()
        process.join()


if __name__ == "__main__":
    kept = Path(sys.argv[sys.argv.index("--keep") + 1]) if "--keep" in sys.argv else None
    main([int(arg) for arg in sys.argv[1:] if arg.isdigit()], kept)
