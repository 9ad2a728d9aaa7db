"""``papershelf build`` for measuring: ``python benchmarks/papershelf_build.py COLLECTION OUTPUT [--without-index]``.

Hugo has no search index to write; ``--without-index`` leaves ours out, so that both make the same files.
"""

import sys
from pathlib import Path

from papershelf import site_files
from papershelf.build import Order, build, kitchen
from papershelf.workplace import locate

if __name__ == "__main__":
    if "--without-index" in sys.argv:
        vars(site_files)["write_index"] = lambda _collection: iter(())
    with kitchen() as pool:
        build(
            Order(locate(Path(sys.argv[1]), Path.cwd()), Path(sys.argv[2])),
            pool,
            lambda step: print(f"{step} ...", file=sys.stderr, flush=True),
        )
