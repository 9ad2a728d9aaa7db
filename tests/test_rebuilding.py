"""Rebuilding: what is looked at comes first, and the settled site is that of a build from nothing."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from papershelf.build import Order, build
from papershelf.kitchen import Kitchen, kitchen
from papershelf.rebuilding import FOLLOWS, Attempt, Rebuilder
from papershelf.serve import News, SupersededError
from papershelf.workplace import locate

_WORDS = ("shelf", "graph", "cat", "learning", "$x^2$", "Jégou", "{\\'e}", "index", "2020", "<b>", "&")


@pytest.fixture(scope="module")
def engine() -> Iterator[Kitchen]:
    """Start the second process once."""
    with kitchen() as pool:
        yield pool


class _Curator:
    """Someone who edits a small collection at random; ``edit`` returns what was changed."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self.chance = random.Random(seed)  # noqa: S311 - edits are no secret
        self.entries = {f"k{number}": self._entry(f"k{number}") for number in range(6)}
        for folder in ("templates/theme/partials", "docs/assets/css"):
            (root / folder).mkdir(parents=True)
        (root / "collection.toml").write_text('title = "A"\npublish_report = true\n', "utf-8")
        self._save()

    def edit(self) -> frozenset[Path]:
        """Change one thing, or two at once."""
        edits: tuple[Callable[[], Path], ...] = (
            self._change, self._change, self._add, self._remove, self._settings, self._topics, self._template,
            self._footer, self._sheet, self._page,
        )  # fmt: skip
        return frozenset(edit() for edit in self.chance.sample(edits, self.chance.choice((1, 1, 2))))

    def _words(self) -> str:
        return " ".join(self.chance.choices(_WORDS, k=4))

    def _entry(self, key: str) -> str:
        year, venue = self.chance.choice((2019, 2020, 2021)), self.chance.choice(("ICLR", "ACL"))
        return (
            f"@inproceedings{{{key},\n title = {{{self._words()} {key}}},\n author = {{Doe, Ann and {key}, Bo}},\n"
            f" year = {year},\n booktitle = {{{venue} {year}}},\n keywords = {{{self.chance.choice(_WORDS[:4])}}},\n"
            f" abstract = {{{self._words()}}},\n}}\n"
        )

    def _save(self) -> Path:
        return self._write("papers.bib", "".join(self.entries.values()))

    def _write(self, name: str, text: str) -> Path:
        (self.root / name).write_text(text, "utf-8")
        return self.root / name

    def _change(self) -> Path:
        key = self.chance.choice(list(self.entries))
        before, mark, _ = self.entries[key].partition(" abstract = ")
        self.entries[key] = f"{before}{mark}{{{self._words()}}},\n}}\n"
        return self._save()

    def _add(self) -> Path:
        key = f"n{len(self.entries)}"
        self.entries = {key: self._entry(key), **self.entries}
        return self._save()

    def _remove(self) -> Path:
        if len(self.entries) > 3:
            del self.entries[self.chance.choice(list(self.entries))]
        return self._save()

    def _settings(self) -> Path:
        return self._write("collection.toml", f'title = "{self.chance.choice("AB")}"\npublish_report = true\n')

    def _topics(self) -> Path:
        word = self.chance.choice(("shelf", "graph", "cat"))
        return self._write("topics.toml", f'[{word}]\nname = "About {word}"\nwords = ["{word}"]\n')

    def _template(self) -> Path:
        return self._write("templates/years.html", f"<div><h1 id='title'>{self.chance.choice('XYZ')}</h1></div>")

    def _footer(self) -> Path:
        return self._write("templates/theme/partials/footer.html", f"<footer>{self.chance.choice('XYZ')}</footer>")

    def _sheet(self) -> Path:
        return self._write("docs/assets/css/lists.css", f"/* {self.chance.choice('XYZ')} */\n")

    def _page(self) -> Path:
        return self._write("docs/extra.md", f"# {self.chance.choice('XYZ')}\n")


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_after_any_edits_the_settled_site_is_that_of_a_clean_build(tmp_path: Path, engine: Kitchen, seed: int) -> None:
    """Entries, settings, topics, templates, theme, sheets and pages by hand: nothing of an earlier state is left."""
    curator = _Curator(tmp_path / "c", seed)
    rebuilder = Rebuilder(locate(tmp_path / "c", tmp_path), tmp_path / "site", engine)
    rebuilder.build()
    for _ in range(6):
        changed = curator.edit()
        *_, settled = rebuilder.follow(changed, {"", "years/", "papers/"})
        assert not settled.broken
        assert not settled.follows
        clean = locate(tmp_path / "c", tmp_path / "clean")
        build(Order(clean, tmp_path / "clean" / "site", report=True), engine)
        ours, theirs = _files(tmp_path / "site"), _files(tmp_path / "clean" / "site")
        assert sorted(ours) == sorted(theirs)
        assert [path for path in theirs if ours[path] != theirs[path]] == []


def _served(folder: Path, engine: Kitchen) -> tuple[_Curator, Rebuilder, Path]:
    curator = _Curator(folder / "c", 0)
    rebuilder = Rebuilder(locate(folder / "c", folder), folder / "site", engine)
    rebuilder.build()
    page = next((folder / "site" / "papers").glob("*k1/index.html"))
    return curator, rebuilder, page


def test_a_changed_paper_is_shown_before_the_rest_is_settled(tmp_path: Path, engine: Kitchen) -> None:
    """The first state after an edit of an abstract has the new page, and says what follows; the last one has all."""
    curator, rebuilder, page = _served(tmp_path, engine)
    before, mark, _ = curator.entries["k1"].partition(" abstract = ")
    curator.entries["k1"] = f"{before}{mark}{{Zebras on a shelf}},\n}}\n"
    states = rebuilder.follow({curator._save()}, ())
    first = next(states)
    assert first.follows == FOLLOWS
    assert "Zebras on a shelf" in page.read_text("utf-8")
    assert "Zebras" not in (tmp_path / "site" / "exports" / "collection.bib").read_text("utf-8")
    assert [state.follows for state in states] == [""]
    assert "Zebras" in (tmp_path / "site" / "exports" / "collection.bib").read_text("utf-8")


def test_a_changed_template_is_shown_first_on_what_is_looked_at(tmp_path: Path, engine: Kitchen) -> None:
    """After a change of a template the page that is open in a browser comes before all others."""
    _, rebuilder, page = _served(tmp_path, engine)
    template = tmp_path / "c" / "templates" / "paper.html"
    template.write_text("<article><h1 id='title'>{{ title }}</h1>Anew</article>", "utf-8")
    states = rebuilder.follow({template}, {f"papers/{page.parent.name}/"})
    next(states)
    new = [path for path in (tmp_path / "site" / "papers").glob("*/index.html") if "Anew" in path.read_text("utf-8")]
    assert new == [page]
    assert [state.follows for state in states] == [""]


def test_a_changed_sheet_is_all_that_changes(tmp_path: Path, engine: Kitchen) -> None:
    """A style sheet takes its place at once, and no page is made again."""
    curator, rebuilder, page = _served(tmp_path, engine)
    curator._sheet()
    list(rebuilder.follow({curator._sheet()}, ()))
    stamp = page.stat().st_mtime_ns
    sheet = curator._write("docs/assets/css/lists.css", "/* another */\n")
    assert list(rebuilder.follow({sheet}, ())) == [Attempt("1 file changed.")]
    assert page.stat().st_mtime_ns == stamp
    assert "another" in (tmp_path / "site" / "assets" / "css" / "bound.css").read_text("utf-8")


def test_news_stop_what_is_out_of_date(tmp_path: Path, engine: Kitchen) -> None:
    """A build that is overtaken by another edit publishes nothing more, and the next one has both edits."""
    curator, rebuilder, _ = _served(tmp_path, engine)
    news = News()
    curator._add()
    states = rebuilder.follow({curator._save()}, (), news.check)
    news.add([curator._add()])
    with pytest.raises(SupersededError):
        list(states)
    list(rebuilder.follow(news.take(), (), news.check))
    assert len(list((tmp_path / "site" / "papers").glob("*/index.html"))) == len(curator.entries)


def test_a_new_error_leaves_the_site(tmp_path: Path, engine: Kitchen) -> None:
    """An entry that was whole and is broken now is named, and the site stays; mended, it is built again."""
    curator, rebuilder, page = _served(tmp_path, engine)
    whole = page.read_bytes()
    bib = curator._write("papers.bib", "".join(curator.entries.values()).rstrip().rstrip("}"))
    (broken,) = rebuilder.follow({bib}, ())
    assert broken.broken.startswith("papers.bib:")
    assert page.read_bytes() == whole
    (mended,) = rebuilder.follow({curator._save()}, ())
    assert not mended.broken


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("<p>\n{{ nosuch }}</p>", "paper.html:2: 'nosuch' is undefined"),
        ("words {{ title }}", "the template of paper pages must make HTML that begins with a tag and ends with one"),
    ],
)
def test_a_wrong_template_leaves_the_site(tmp_path: Path, engine: Kitchen, template: str, said: str) -> None:
    """What is wrong is said in one sentence, with its place where a line is to blame; mended, it is built again."""
    curator, rebuilder, page = _served(tmp_path, engine)
    whole = page.read_bytes()
    path = curator._write("templates/paper.html", template)
    *_, broken = rebuilder.follow({path}, ())
    assert said in broken.broken
    assert page.read_bytes() == whole
    path.unlink()
    *_, mended = rebuilder.follow({path}, ())
    assert not mended.broken
