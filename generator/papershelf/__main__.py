"""``python -m papershelf`` is the console script."""

from papershelf.cli import main

if __name__ == "__main__":
    main()
