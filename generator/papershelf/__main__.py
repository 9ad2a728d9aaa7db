"""``python -m papershelf`` is the console script."""

import sys
from typing import NoReturn

from papershelf.cli import main
from papershelf.terminal import leave


def run() -> NoReturn:
    """Do what the command line asks for, and end the process."""
    try:
        main()
    except SystemExit as ended:
        if ended.code is None or isinstance(ended.code, int):
            leave(ended.code or 0)
        raise
    sys.exit()


if __name__ == "__main__":
    run()
