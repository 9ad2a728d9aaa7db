"""Laws of what pages say about topics: why, when, and to the curator what can be done."""

import re
from pathlib import Path

from papershelf.pages import make_pages
from papershelf.templating import Templates
from papershelf.understanding import understand
from papershelf.workplace import locate

ENTRIES = "".join(
    f"@article{{k{number}, title = {{Dish {number}}}, author = {{Ng, Ada}}, year = {{{2017 + number // 2}}}, "
    f"keywords = {{{'soups' if number < 3 else 'teas'}}}, journal = {{Pots}}}}\n"
    for number in range(6)
)


def bodies(folder: Path, *, report: bool = False, entries: str = ENTRIES) -> dict[str, str]:
    """Return address -> body of all pages of a collection without topics file."""
    (folder / "library.bib").write_text(entries, "utf-8")
    place = locate(folder, folder)
    return {
        page.address: page.body for page in make_pages(understand(place), Templates(place.templates), report=report)
    }


def test_topics_over_time_have_a_twin_in_words(tmp_path: Path) -> None:
    """From five papers on, pages of authors and venues draw each topic's years, and say them to who cannot see."""
    pages = bodies(tmp_path)
    for address in ("authors/ada-ng/", "venues/pots/"):
        assert "Topics over time" in pages[address]
        assert '<span class="visually-hidden">2017: 2, 2018: 1</span>' in pages[address]
        assert '<span class="visually-hidden">2018: 1, 2019: 2</span>' in pages[address]


def test_a_year_says_what_it_was_about(tmp_path: Path) -> None:
    """From five papers on, the page of a year names its topics, venues and who wrote several of its papers."""
    entries = re.sub(r"year = \{\d+\}", "year = {2017}", ENTRIES)
    year = bodies(tmp_path, entries=entries)["years/2017/"]
    rail = year[year.index("page-rail") :]
    for head, link in (("Topics", "topics/soups/"), ("Venues", "venues/pots/"), ("Authors", "authors/ada-ng/")):
        assert f'<p class="rail-head">{head}</p>' in rail
        assert f'href="../../{link}"' in rail
    assert "page-rail" not in bodies(tmp_path)["years/2017/"]


def test_a_year_leads_to_those_beside_it(tmp_path: Path) -> None:
    """The page of a year leads to the nearest years with papers, the first one to none earlier."""
    pages = bodies(tmp_path, entries=ENTRIES.replace("{2018}", "{2016}"))
    assert '<a href="../../years/2016/">Earlier: 2016</a>' in pages["years/2017/"]
    assert '<a href="../../years/2019/">Later: 2019</a>' in pages["years/2017/"]
    assert "Earlier" not in pages["years/2016/"]


def test_few_years_stand_slender(tmp_path: Path) -> None:
    """Of few years the bars are no blocks, and each year is written under its bar."""
    topic = bodies(tmp_path)["topics/teas/"]
    assert topic.count('<rect class="year-bar"') == 2
    assert all(f'y="{y}" width="2"' in topic for y in (0, 50))
    assert (
        '<div class="year-labels year-labels--all" aria-hidden="true"><span>2018</span><span>2019</span></div>' in topic
    )


def test_authors_of_a_topic_wrote_several_of_its_papers(tmp_path: Path) -> None:
    """The rail of a topic names who wrote at least two of its papers, and no one who happens to stand there."""
    soups = ENTRIES.replace("teas", "soups").replace("{Ng, Ada}", "{Ng, Ada and Li, Bo}", 1)
    teas = "".join(f"@misc{{t{n}, title = {{Tea {n}}}, author = {{Li, Bo}}, keywords = {{teas}}}}\n" for n in range(6))
    rail = bodies(tmp_path, entries=soups + teas)["topics/soups/"]
    assert "Ada Ng" in rail[rail.index("page-rail") :]
    assert "Bo Li" not in rail[rail.index("page-rail") :]


def test_only_the_curator_reads_how_to_keep_a_found_topic(tmp_path: Path) -> None:
    """In ``serve`` a topic found by itself says how to keep, rename or drop it; the published page does not."""
    assert "papershelf topics suggest" in bodies(tmp_path, report=True)["topics/soups/"]
    assert "papershelf topics suggest" not in bodies(tmp_path)["topics/soups/"]


def test_only_the_curator_reads_how_to_place_a_paper(tmp_path: Path) -> None:
    """In ``serve`` a paper on no topic says what to write to place it."""
    entries = ENTRIES + "@misc{lost, title = {Quite another thing}}\n"
    address = "papers/quite-another-thing/"
    assert "include = [&#34;lost&#34;]" in bodies(tmp_path, report=True, entries=entries)[address].replace('"', "&#34;")
    assert "include = [" not in bodies(tmp_path, entries=entries)[address]


def test_a_record_says_why_a_paper_is_on_its_topics(tmp_path: Path) -> None:
    """About this record names each topic of the paper with the evidence for it."""
    assert "<dt>On Soups</dt><dd>keyword \u201csoups\u201d" in bodies(tmp_path)["papers/dish-0/"]


def test_a_curators_note_stands_on_the_paper(tmp_path: Path) -> None:
    """A note that corrections.toml gives to a paper stands on its page, as text."""
    note = '[[correction]]\npaper = "k1"\nfield = "curator_note"\nvalue = "Read {\\\\em this} first."\nwhy = "ours"\n'
    (tmp_path / "corrections.toml").write_text(note, "utf-8")
    pages = bodies(tmp_path)
    assert "Read <em>this</em> first." in pages["papers/dish-1/"]
    assert "Read <em>this</em> first." not in pages["papers/dish-2/"]
