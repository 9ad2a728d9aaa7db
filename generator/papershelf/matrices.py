"""Matrices: scipy's sparse ones, without the parts of numpy that scipy would load beside them.

To offer numpy under one name more, scipy asks it for all that it can give, and so for its tests and its bridge to
Fortran: 127 modules, more than half of what loading scipy takes. While it is loaded here, numpy offers what it holds by
then; whoever asks it for the rest later gets it as ever.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

__all__ = ["sparse"]


@contextmanager
def _offering_what_it_holds() -> Iterator[None]:
    known = vars(np)
    offered: dict[str, object] = {name: known[name] for name in ("__all__", "__dir__") if name in known}
    known.update(__all__=[name for name in np.__all__ if name in known], __dir__=lambda: sorted(known))
    try:
        yield
    finally:
        known.update(offered)


with _offering_what_it_holds():
    from scipy import sparse
