"""Comparisons to take away: CSV for spreadsheets, a LaTeX table for a survey."""

import csv
import io
from collections.abc import Iterator
from typing import Final

from papershelf.catalogue import Catalogue
from papershelf.exports.table import safe
from papershelf.richtext.escapes import latex_of
from papershelf.topics.comparison import Comparison

_UNSAFE: Final = frozenset("{}\\%#,~ ")
"""Characters that no citation key may hold between the braces of LaTeX."""


def as_csv(table: Comparison, catalogue: Catalogue) -> str:
    """Return the table with key, title and year of each paper before the columns (RFC 4180)."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(map(safe, ("paper", "title", "year", *table.columns)))
    for key, cells in table.rows.items():
        paper = catalogue.papers[key]
        rows.writerow(map(safe, (key, paper.title.plain, str(paper.year or ""), *cells)))
    return text.getvalue()


def as_latex(table: Comparison, catalogue: Catalogue) -> str:
    r"""Return the table as a ``tabular`` with ``booktabs``; papers stand as ``\cite``, or by their titles.

    Source: https://ctan.org/pkg/booktabs
    """
    lines = [
        rf"\begin{{tabular}}{{{'l' * (len(table.columns) + 1)}}}",
        r"\toprule",
        _line(["Paper", *map(latex_of, table.columns)]),
        r"\midrule",
        *_body(table, catalogue),
        r"\bottomrule",
        r"\end{tabular}",
    ]
    return "\n".join(lines) + "\n"


def _body(table: Comparison, catalogue: Catalogue) -> Iterator[str]:
    for key, cells in table.rows.items():
        paper = catalogue.papers[key]
        told = paper.title.latex if _UNSAFE & set(key) else rf"\cite{{{key}}}"
        yield _line([told, *map(latex_of, cells)])


def _line(cells: list[str]) -> str:
    return " & ".join(cells) + r" \\"
