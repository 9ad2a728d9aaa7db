"""``papershelf build`` for measuring: ``python benchmarks/papershelf_build.py COLLECTION OUTPUT [--without-index]``.

Hugo has no search index to write; ``--without-index`` leaves ours out, so that both make the same files.
"""

import sys
from pathlib import Path

from papershelf.allocation import lasting
from papershelf.kitchen import kitchen
from papershelf.terminal import leave


def _say(step: str) -> None:
    print(f"{step} ...", file=sys.stderr, flush=True)


if __name__ == "__main__":
    with kitchen() as pool:
        with lasting():
            from papershelf.build import Order, build
            from papershelf.workplace import locate

        place = locate(Path(sys.argv[1]), Path.cwd())
        outcome = build(Order(place, Path(sys.argv[2]), search="--without-index" not in sys.argv), pool, _say)
    leave(0 if outcome.pages else 1)
