"""The box in Chromium over an index of any size: what it fetches, cold, and how long a key takes, warm.

``python benchmarks/search_typing.py FOLDER`` reads an index as ``search_scale.py --keep`` writes it. Bytes are those
of ``gzip -6``, the search's own scripts and styles included; each query is asked twice with an empty cache, pasted and
typed letter by letter. Then all are typed again, warm: milliseconds from a key to the list that answers it.
"""

import json
import statistics
import sys
from pathlib import Path
from typing import Final

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from browser import FLAGS, executable
from search_box import Site

QUERIES: Final = (
    "contrastive learning", "masked autoencoder pretraining", "vision transformer", "diffusion models image generation",
    "graph neural networks", "self-supervised representation learning", "contrasitve lerning", "making models smaller",
    "how to forget data", "language model pruning",
)  # fmt: skip


def main(index: Path, *, detailed: bool) -> None:
    """Print bytes and milliseconds of an index."""

    def content(path: str) -> bytes | None:
        return (index / path).read_bytes() if (index / path).is_file() else None

    papers = json.loads((index / "manifest.json").read_bytes())["papers"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        print(f"{papers:,} papers, kB of gzip -6:  {'pasted':>8}{'typed':>8}{'requests':>10}{'largest':>9}")
        for text in QUERIES:
            pasted, typed = Site(browser, content), Site(browser, content)
            pasted.type(text, whole=True)
            typed.type(text, whole=False)
            sums = [sum(site.fetched.values()) / 1000 for site in (pasted, typed)]
            name, size = max(typed.fetched.items(), key=lambda row: row[1])
            print(f"  {text:40}{sums[0]:8.1f}{sums[1]:8.1f}{len(typed.fetched):10}  {size / 1000:7.1f} {name}")
            if detailed:
                kinds: dict[str, int] = {}
                for path, its in typed.fetched.items():
                    kind = path.removeprefix("search/index/").split("/")[0] if path.startswith("search/") else "scripts"
                    kinds[kind] = kinds.get(kind, 0) + its
                print(f"    {kinds}")
        site = Site(browser, content)
        for text in QUERIES:
            site.type(text, whole=False)
        took = sorted(time for text in QUERIES for time in site.type(text, whole=False))
        p50, p95 = statistics.median(took), took[int(len(took) * 0.95)]
        print(f"  warm: p50 {p50:.0f} ms, p95 {p95:.0f} ms, most {took[-1]:.0f} ms a key ({len(took)} keys)")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), detailed="--detailed" in sys.argv)
