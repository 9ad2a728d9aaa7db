"""Builds collections of several sizes from nothing and prints what that took.

``python benchmarks/build_times.py 225 10000``: a row a size with seconds by step, peak memory of the process and of
its theme engine, files and bytes. 225 is the example collection; other sizes are synthetic (``synthetic.py``).
"""

import resource
import sys
import tempfile
import time
from pathlib import Path

from papershelf.build import Order, build, kitchen
from papershelf.workplace import locate
from synthetic import COLLECTION, write

_EXAMPLE = 225


def measure(count: int, base: Path) -> str:
    """Return the row of a collection of ``count`` papers."""
    collection = COLLECTION if count == _EXAMPLE else base / str(count)
    if count != _EXAMPLE:
        write(count, collection)
    steps: list[tuple[str, float]] = []
    output = base / f"site-{count}"
    with kitchen() as pool:
        outcome = build(
            Order(locate(collection, base), output), pool, lambda step: steps.append((step, time.perf_counter()))
        )
    steps.append(("", time.perf_counter()))
    split = "; ".join(f"{name} {steps[at + 1][1] - begun:.1f}" for at, (name, begun) in enumerate(steps[:-1]))
    files = [path for path in output.rglob("*") if path.is_file()]
    pages = [path.stat().st_size for path in files if path.suffix == ".html"]
    papers = [path.stat().st_size for path in (output / "papers").glob("*/index.html")]
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    engine = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return (
        f"| {count:,} | {outcome.seconds:.1f} | {split} | {own} + {engine} | {len(files):,} ({len(files) / count:.2f}"
        f" a paper) | {sum(papers) // max(1, len(papers)):,} | {sum(pages) // count:,} |"
    )


if __name__ == "__main__":
    print("| papers | seconds | by step | MB, own + engine | files | bytes a paper page | bytes of HTML a paper |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for size in map(int, sys.argv[1:]):
            print(measure(size, Path(folder)), flush=True)
