"""Search quality: the known-item queries of ``tests/queries.toml`` in Chromium, kind by kind.

``python benchmarks/search_quality.py`` asks the index of the example collection; ``--missed`` lists what was not first;
it asks those that tuning may look at, with ``--held`` those that it must not.
"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import search_case
from browser import FLAGS, executable
from search_queries import ranks, read_queries, scores


def main(*, missed: bool, held: bool) -> None:
    """Print success at 1 and 5, MRR and empty answers by kind."""
    queries = [query for query in read_queries() if (query.half == "held") is held]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        with search_case.engine(browser, search_case.example()) as engine:
            found = ranks(queries, engine.titles)
        browser.close()
    print(f"{'kind':12}{'queries':>8}{'success@1':>11}{'success@5':>11}{'MRR@10':>8}{'nothing':>9}")
    for kind, score in scores(found).items():
        print(
            f"{kind:12}{score.queries:8}{score.first:11.3f}{score.in_five:11.3f}{score.reciprocal:8.3f}{score.nothing:9}"
        )
    for query, (rank, _) in found.items():
        if missed and rank != 1:
            print(f"{rank or '-':>3}  {query.kind:11} {query.text!r} -> {query.paper}")


if __name__ == "__main__":
    main(missed="--missed" in sys.argv, held="--held" in sys.argv)
