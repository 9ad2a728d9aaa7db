"""Prose: the curator's Markdown becomes safe HTML in which ``[@key]`` is a link to a paper."""

import html
import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from papershelf.catalogue import Catalogue
from papershelf.citations import short, venue_and_year
from papershelf.problems import Location, Problem, Severity
from papershelf.richtext import RichText
from papershelf.topics import codes
from papershelf.topics.naming import PaperNames, paper_names
from papershelf.topics.topic import Subjects

TOPICS: Final = "topics/"
"""The folder of the topics' prose: ``topics/<slug>``."""

_CITED: Final = re.compile(r"\[@([^\]\[]{1,400})\]")
_TAG: Final = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)[\s/>]|<!--")
_BREAKS: Final = ("softbreak", "hardbreak")
_YAML: Final = r"(?:[\w-]+[ \t]*:.*|[\"'][^\"'\n]*[\"'][ \t]*:.*|[ \t]+.*|-[ \t].*|#.*)?\n"
_FRONT_MATTER: Final = re.compile(rf"---[ \t]*\n(?=\S)(?:{_YAML})*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
"""Three dashes at the beginning, lines as YAML has them, the first not empty, and three dashes or dots."""
SHOWN: Final = frozenset(
    {
        "a",
        "abbr",
        "b",
        "blockquote",
        "br",
        "code",
        "em",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "kbd",
        "li",
        "ol",
        "p",
        "pre",
        "s",
        "small",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
        "var",
    }
)
"""The tags that prose may have."""
_ATTRIBUTES: Final = {
    "a": {"href", "class", "rel", "data-paper"},
    "abbr": {"title"},
    "ol": {"start"},
    "td": {"align"},
    "th": {"align"},
}


def read_prose(
    files: Mapping[str, str],
    catalogue: Catalogue,
    subjects: Subjects,
    address: Callable[[str], str],
    moved: Container[str] = (),
) -> tuple[Mapping[str, RichText], tuple[Problem, ...]]:
    """Return name -> finished HTML for the curator's files, and what is wrong with them.

    Names are ``home``, ``about`` and ``topics/<slug>``, their texts Markdown. ``[@key]`` (a DOI, arXiv id or title
    serves as well; several stand apart by ``;``) becomes a link that reads "Chen et al. (2020)" and whose
    ``data-paper`` is the paper's line. ``address``: citation key -> address from the site's root; links are relative
    to the page on which the prose stands, and those to papers and topics that are not there are reported; ``moved``
    are old addresses, which lead on. Raw HTML beyond simple marks is removed.

    Source: https://spec.commonmark.org/0.31.2/
    """
    names = paper_names(catalogue)
    pages = {*map(address, catalogue.papers), *(f"{TOPICS}{slug}/" for slug in subjects.topics)}
    found: dict[str, RichText] = {}
    problems: list[Problem] = []
    for name, text in files.items():
        reader = _Reader(f"{name}.md", catalogue, names, _root(name), address, lambda at: at in pages or at in moved)
        found[name] = reader.read(text)
        problems += reader.problems
        problems += _homeless(name, subjects)
    return found, tuple(problems)


def _root(name: str) -> str:
    """Return the way from the page of a prose to the site's root."""
    return "" if name == "home" else "../" * (name.count("/") + 1)


def _homeless(name: str, subjects: Subjects) -> Iterator[Problem]:
    slug = name.removeprefix(TOPICS)
    if slug != name and slug not in subjects.topics:
        from rapidfuzz import process

        best = process.extractOne(slug, list(subjects.topics), score_cutoff=60)
        yield Problem(
            codes.PROSE_WITHOUT_TOPIC, Severity.WARNING, Location(f"{name}.md"), f"No topic has the slug {slug!r}.",
            slug, "The text is shown nowhere.", f"Did you mean {TOPICS}{best[0]}.md?" if best else "Rename the file.",
        )  # fmt: skip


@dataclass(slots=True)
class _Reader:
    path: str
    catalogue: Catalogue
    names: PaperNames
    root: str
    address: Callable[[str], str]
    is_there: Callable[[str], bool]
    problems: list[Problem] = field(default_factory=list)

    def read(self, text: str) -> RichText:
        import nh3

        tokens = _markdown().parse(self._without_front_matter(text))
        for token in tokens:
            self._settle(token)
        shown = _markdown().renderer.render(tokens, _markdown().options, {})
        clean = nh3.clean(
            shown, tags=set(SHOWN), attributes=_ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel=None
        )
        plain = html.unescape(nh3.clean(shown, tags=set(), clean_content_tags={"script", "style"}))
        return RichText(plain=" ".join(plain.split()), html=clean.strip(), latex="")

    def _without_front_matter(self, text: str) -> str:
        """Return ``text`` with empty lines for a head that other programs read."""
        head = _FRONT_MATTER.match(text)
        if head is None:
            return text
        message, done = "the text begins with front matter.", "It is not shown, and nothing of it is used."
        place, remedy = Location(self.path, 1), "Delete it; settings stand in collection.toml and topics.toml."
        self.problems.append(Problem(codes.FRONT_MATTER, Severity.NOTICE, place, message, head[0], done, remedy))
        return "\n" * head[0].count("\n") + text[head.end() :]

    def _settle(self, token: Token) -> None:
        """Change ``token`` and its children: citations become links, headings stand below the page's own."""
        line = token.map[0] + 1 if token.map else 0
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1:]) + 1, 6)}"
        if token.type == "html_block":
            self._report_tags(token.content, line)
        for child in token.children or ():
            line += child.type in _BREAKS
            if child.type == "cited":
                child.type, child.content = "html_inline", self._links(child.content, line)
            elif child.type == "html_inline":
                self._report_tags(child.content, line)
            elif child.type == "image":
                self._report_image(child, line)
            elif child.type == "link_open":
                href = str(child.attrGet("href"))
                if href.startswith(("http:", "https:")):
                    child.attrSet("rel", "noopener")
                elif self._leads_nowhere(href):
                    self._report_link(href, line)

    def _leads_nowhere(self, href: str) -> bool:
        """Tell whether a link leads to a paper or topic that is not there, or to a source where a page is meant."""
        said = urlsplit(href)
        if said.scheme or said.netloc or not said.path:
            return False
        here = "" if self.path == "home.md" else self.path.removesuffix(".md") + "/"
        if said.path.endswith(".md"):
            return True
        folder, _, rest = unquote(urljoin(f"/{here}", said.path)).strip("/").partition("/")
        slug = rest.partition("/")[0]
        return folder in {"papers", "topics"} and slug != "" and not self.is_there(f"{folder}/{slug}/")

    def _report_link(self, href: str, line: int) -> None:
        place, message = Location(self.path, line), f"The link to {href!r} leads nowhere."
        remedy = "Write [@key] for a paper, or the address of a page as it stands in the browser, such as topics/x/."
        done = "It stands there as it is."
        self.problems.append(Problem(codes.DEAD_LINK, Severity.WARNING, place, message, href, done, remedy))

    def _links(self, cited: str, line: int) -> str:
        names = [name.strip().removeprefix("@").strip() for name in cited.split(";")]
        return ", ".join(self._link(name, line) for name in names if name)

    def _link(self, name: str, line: int) -> str:
        found = self.names.find(name)
        if len(found) != 1:
            self._report_unknown(name, line, found)
            return html.escape(f"[@{name}]")
        paper = self.catalogue.papers[found[0]]
        said = html.escape(". ".join(filter(None, (paper.title.plain, venue_and_year(paper)))))
        href = html.escape(self.root + self.address(paper.key))
        return f'<a class="cited" href="{href}" data-paper="{said}">{html.escape(short(paper))}</a>'

    def _report_unknown(self, name: str, line: int, found: Sequence[str]) -> None:
        near = None if found else self.names.near(name)
        message = f"{name!r} names {len(found)} papers." if found else f"No paper is called {name!r}."
        remedy = "Write a citation key, DOI, arXiv id or title."
        if near is not None:
            remedy = f"Did you mean [@{near}], {self.catalogue.papers[near].title.plain!r}?"
        place = Location(self.path, line)
        done = "It stands there without a link."
        self.problems.append(Problem(codes.UNKNOWN_CITATION, Severity.WARNING, place, message, name, done, remedy))

    def _report_image(self, image: Token, line: int) -> None:
        """Change an image to the words that stand for it."""
        message, place = "an image is not shown in prose.", Location(self.path, line)
        source = f"![{image.content}]({image.attrGet('src')})"
        image.content = "".join(" " if said.type in _BREAKS else said.content for said in image.children or ())
        done = f"Its words stand there: {image.content!r}." if image.content else "It was removed."
        self.problems.append(Problem(codes.CLEANED_HTML, Severity.NOTICE, place, message, source, done))
        image.type = "text"

    def _report_tags(self, content: str, line: int) -> None:
        for found in _TAG.finditer(content):
            tag = (found[1] or "!--").lower()
            if tag not in SHOWN and not found[0].startswith("</"):
                place = Location(self.path, line + content[: found.start()].count("\n"))
                message = f"<{tag}> is not shown in prose."
                problem = Problem(codes.CLEANED_HTML, Severity.NOTICE, place, message, content, "It was removed.")
                self.problems.append(problem)


@cache
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark").enable("table")
    markdown.inline.ruler.before("link", "cited", _cited)
    return markdown


def _cited(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library calls it so
    found = _CITED.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.push("cited", "", 0).content = found[1]
    state.pos = found.end()
    return True
