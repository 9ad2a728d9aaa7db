"""The site in a real browser: searching, copying, switching, and reading without JavaScript."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import ROOT, Built

PHONE = {"width": 390, "height": 844}


def _papers(example: Built) -> list[dict[str, str]]:
    papers: list[dict[str, str]] = json.loads((example.folder / "api" / "papers.json").read_text("utf-8"))
    return papers


def _places(example: Built) -> list[str]:
    paper = _papers(example)[0]
    author = next((example.folder / "authors").glob("*/index.html")).parent.name
    venue = next((example.folder / "venues").glob("*/index.html")).parent.name
    topic = next((example.folder / "topics").glob("*/index.html")).parent.name
    pages = ["", paper["url"], f"topics/{topic}/", "papers/", "topics/", "authors/", f"authors/{author}/", "venues/"]
    return [
        *pages,
        f"venues/{venue}/",
        "topics/continual-learning/compare/",
        "years/",
        f"years/{paper['year']}/",
        "search/",
        "about/",
        "report/",
        "no/such/page/",
    ]


def test_every_exact_title_is_found_first(page: Page, address: str, example: Built) -> None:
    """Typing a paper's whole title into the header's box shows that paper first, for all 225."""
    page.goto(f"{address}papers/")
    box = page.locator("input[name=q]:visible")
    missed = []
    for paper in _papers(example):
        box.fill(paper["title"])
        hit = page.locator("[data-hit]").first
        try:
            expect(hit).to_have_attribute("data-hit", paper["slug"], timeout=4000)
        except AssertionError:
            missed.append(paper["title"])
    assert missed == []


def test_each_page_has_one_box_and_no_overflow_on_a_phone(page: Page, address: str, example: Built) -> None:
    """Each kind of page shows exactly one search box, and at 390 px nothing scrolls sideways."""
    for place in _places(example)[:-1]:
        for viewport in ({"width": 1440, "height": 900}, PHONE):
            page.set_viewport_size(viewport)  # type: ignore[arg-type]
            page.goto(f"{address}{place}")
            assert (place, page.locator("input[name=q]:visible").count()) == (place, 1)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert (place, width) == (place, 390)


def test_a_paper_is_found_as_a_person_types(page: Page, address: str) -> None:
    """Hits come while one types, with the matching words marked; Enter opens the chosen one."""
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("freedom training", delay=30)
    hit = page.locator("[data-hit]").first
    expect(hit).to_contain_text("FreeDoM")
    expect(hit.locator("mark").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("FreeDoM")


_DARK_INK = """() => {
  const title = document.querySelector(".paper-line a.paper-link");
  const [red, green, blue] = getComputedStyle(title).color.match(/[0-9]+/g).map(Number);
  return red + green + blue < 200;
}"""


@pytest.mark.parametrize("path", ["papers/gradient-origin-networks/", "search/?q=diffusion&code=1"])
def test_paper_is_white_for_a_reader_of_the_dark_site_too(chromium: Browser, address: str, path: str) -> None:
    """In print text is dark on white, the words that were searched for are said, and what is pressed is left out."""
    context = chromium.new_context(color_scheme="dark", viewport={"width": 800, "height": 1000})
    page = context.new_page()
    page.goto(f"{address}{path}")
    expect(page.locator(".paper-line a.paper-link").first).to_be_visible()
    page.emulate_media(media="print")
    page.wait_for_function(_DARK_INK)  # colours change by and by
    if path.startswith("search/"):
        expect(page.locator(".search-said")).to_have_text("Search: diffusion")
        expect(page.locator(".search-said")).to_be_visible()
        expect(page.locator(".search-filter")).to_be_hidden()
    context.close()


def test_escape_closes_the_list(page: Page, address: str) -> None:
    """Esc closes the list of hits."""
    page.goto(address)
    page.locator("input[name=q]:visible").press_sequentially("contrastive", delay=20)
    expect(page.locator("[data-hit]").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("[data-hit]").first).not_to_be_visible()


def test_the_search_page_keeps_its_state_in_the_address(page: Page, address: str) -> None:
    """A shared address shows the same hits under the same filters."""
    page.goto(f"{address}search/?q=diffusion&year=2023")
    expect(page.locator("[data-hit]").first).to_be_visible()
    every = page.locator("[data-hit]").count()
    page.goto(f"{address}search/?q=diffusion&topic=diffusion-models&year=2023")
    expect(page.locator("[data-hit]").first).to_be_visible()
    assert 0 < page.locator("[data-hit]").count() <= every


def test_bibtex_is_copied_and_said(chromium: Browser, address: str, example: Built) -> None:
    """The copy button puts the shown BibTeX on the clipboard and says so."""
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address + _papers(example)[0]["url"])
    block = page.locator(".cite-bibtex")
    block.get_by_role("button", name="Copy").click()
    expect(block).to_contain_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == block.locator("code").inner_text()
    context.close()


def test_the_reader_switches_the_theme_and_it_stays(page: Page, address: str) -> None:
    """The switch changes the scheme; the next page keeps it."""
    page.goto(address)
    before = page.locator("body").get_attribute("data-md-color-scheme")
    page.locator("[data-theme-switch]:visible").first.click()
    after = page.locator("body").get_attribute("data-md-color-scheme")
    assert before != after
    page.goto(f"{address}papers/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", str(after))


def test_the_site_reads_without_javascript(chromium: Browser, address: str) -> None:
    """Without JavaScript home leads to a topic, a topic to a paper, and the paper shows all it has."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.locator('main a[href^="topics/contrastive"]').first.click()
    page.locator('main a[href*="papers/"]').first.click()
    expect(page.locator(".paper-abstract p")).to_be_visible()
    expect(page.locator(".cite-bibtex a[download]")).to_have_attribute("href", re.compile("^data:"))
    context.close()


def test_the_words_at_the_head_of_a_table_sort_it(page: Page, address: str) -> None:
    """A click on a column's name sorts its rows, a second one turns them round; empty cells stay last."""
    page.goto(f"{address}topics/continual-learning/compare/")
    years = page.locator("tbody td[data-column=Year]")
    page.locator("thead button", has_text="Year").click()
    rising = years.all_text_contents()
    page.locator("thead button", has_text="Year").click()
    assert years.all_text_contents() == sorted(rising, reverse=True)
    assert rising == sorted(rising)
    page.locator("thead button", has_text="Labels").click()
    labels = page.locator("tbody td[data-column=Labels]").all_text_contents()
    assert labels[-2:] == ["", ""]
    assert all(labels[:-2])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(chromium: Browser, address: str, example: Built, scheme: str) -> None:
    """Axe finds no violation on any kind of page, light and dark."""
    from axe_playwright_python.sync_playwright import Axe

    context = chromium.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    found = {}
    for place in _places(example)[:-1]:
        page.goto(f"{address}{place}")
        results = Axe().run(page)
        if results.violations_count:
            found[place] = [violation["id"] for violation in results.response["violations"]]
    context.close()
    assert found == {}


def test_an_edit_shows_in_the_browser(
    chromium: Browser, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """``papershelf serve`` shows a changed title after a save, and says what is wrong after a broken one."""
    library = tmp_path / "library.bib"
    library.write_text("@misc{a,\n title = {The first title},\n author = {Doe, Ann},\n year = {2020},\n}\n")
    command = [sys.executable, "-m", "papershelf", "serve", str(library), "--port", "8750"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generator"), "PYTHONUNBUFFERED": "1"}
    environment["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        try:
            page = chromium.new_page()
            page.goto(f"{url}papers/")
            expect(page.locator("main")).to_contain_text("The first title")
            library.write_text(library.read_text().replace("first", "second"))
            expect(page.locator("main")).to_contain_text("The second title", timeout=30000)
            good = library.read_text()
            library.write_text(good.replace("},\n}", "},\n"))
            expect(page.locator(".serve-strip")).to_contain_text("library.bib", timeout=30000)
            library.write_text(good.replace("second", "third"))
            expect(page.locator("main")).to_contain_text("The third title", timeout=30000)
            expect(page.locator(".serve-strip")).to_have_count(0)
            page.close()
        finally:
            process.terminate()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["library.bib"]


_REACHES = """([selector, count]) => [...document.querySelectorAll(selector)].slice(0, count).map((own) => {
  own.scrollIntoView({ block: "center" });
  const box = own.getClientRects()[0];
  const x = box.left + Math.min(box.width / 2, 20);
  const mine = (y) => own.contains(document.elementFromPoint(x, y));
  let [top, bottom] = [box.top + box.height / 2, box.top + box.height / 2];
  if (!mine(top)) return 0;
  while (mine(top - 1)) top -= 1;
  while (mine(bottom + 1)) bottom += 1;
  return bottom - top + 1;
})"""


@pytest.mark.parametrize(
    ("place", "selector", "least"),
    [
        ("", ".group-name a", 44),
        ("", ".tally a", 34),
        ("papers/", ".index-facts a", 44),
        ("years/2021/", ".paper-line summary", 42),
        ("years/2021/", ".paper-link", 29),
        ("papers/", ".paper-meta a", 42),
        ("papers/", ".shelf-add", 42),
        ("search/?q=diffusion", ".search-results .paper-link", 29),
        ("search/?q=diffusion", ".search-results .shelf-add", 42),
        ("papers/gradient-origin-networks/", ".breadcrumb a", 44),
        ("papers/gradient-origin-networks/", ".paper-authors a", 34),
        ("papers/gradient-origin-networks/", ".button", 44),
    ],
)
def test_a_finger_reaches_what_leads_on(chromium: Browser, address: str, place: str, selector: str, least: int) -> None:
    """On a touch screen each link can be hit well above and below its words, and none lies under another one."""
    context = chromium.new_context(viewport=PHONE, has_touch=True, is_mobile=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}{place}")
    expect(page.locator(selector).first).to_be_visible()
    heights = page.evaluate(_REACHES, [selector, 30])
    assert heights
    assert min(heights) >= least, heights
    context.close()
