"""The laws of the search box, the search page and the shelf, in a real browser under a path, over a few papers."""

import json
import shutil
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Final, Literal

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from conftest import Built

HERE: Final = Path(__file__).parent
ASSETS: Final = HERE.parent / "docs" / "assets"
HOSTILE: Final = '<img src=x onerror="window.hurt=1"> contrastive & co'

pytestmark = pytest.mark.browser


def _papers() -> list[dict[str, object]]:
    papers: list[dict[str, object]] = [
        {
            "slug": f"contrastive-{number}",
            "url": f"papers/contrastive-{number}/",
            "key": f"lee{number}",
            "title": f"Contrastive learning part {number:02}",
            "authors": ["Ann Lee", "Bo Li", "Cy Ng", "Di Wu", "Ed Xu"][: number % 5 + 1],
            "year": 2015 + number % 8,
            "venue": "ICLR" if number % 2 else "JMLR",
            "kind": "conference paper" if number % 2 else "article",
            "topics": ["contrastive"] if number % 3 else [],
            "code": "https://example.org/code" if number % 4 == 0 else "",
            "doi": f"10.1000/{number}",
        }
        for number in range(30)
    ]
    odd = {"slug": "odd", "url": "papers/odd/", "key": "odd", "title": HOSTILE, "authors": ["Eve <b>"], "year": 2011}
    return [*papers, {**odd, "venue": "", "kind": "preprint", "topics": [], "code": "javascript:window.hurt=1"}]


def _form(root: str) -> str:
    return (
        f'<form class="search-form" action="{root}search/" role="search" data-search>'
        '<input class="search-input" type="search" name="q" aria-label="Search" autocomplete="off" data-search-input>'
        '<button class="visually-hidden" tabindex="-1">Search</button>'
        '<div class="search-list" data-search-list hidden></div>'
        '<p class="visually-hidden" data-search-status role="status"></p></form>'
    )


def _page(root: str, header: str, main: str) -> str:
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shelf</title><link rel="icon" href="data:,">'
        f'<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="{root}assets/css/search.css">'
        f'<script type="module" src="{root}assets/search/box.js"></script>'
        f'<script type="module" src="{root}assets/search/shelf.js"></script></head><body><header>{header}'
        f'<a href="{root}shelf/">Shelf <span data-shelf-count hidden></span></a></header>'
        f"<main>{main}</main></body></html>"
    )


def _site(folder: Path) -> None:
    shutil.copytree(ASSETS, folder / "assets")
    shutil.copy(HERE / "search_stub.js", folder / "assets" / "search" / "engine.js")
    (folder / "papers.json").write_text(json.dumps(_papers()))
    line = (
        '<ol class="paper-list"><li class="paper-line" data-slug="contrastive-1"><a class="paper-link" '
        'href="papers/contrastive-1/">One</a><span class="paper-meta">Ann Lee</span></li></ol>'
    )
    pages = {
        "": _page("", _form(""), f"<h1>Home</h1>{line}"),
        "search/": _page("../", "", f"<h1>Search</h1><div data-search-page>{_form('../')}</div>"),
        "shelf/": _page("../", _form("../"), "<h1>Shelf</h1><div data-shelf-page></div>"),
    }
    for paper in _papers():
        button = f'<button type="button" data-shelf="{paper["slug"]}" aria-pressed="false" hidden>Add to shelf</button>'
        pages[str(paper["url"])] = _page("../../", _form("../../"), f"<h1>Paper</h1>{button}")
    for address, text in pages.items():
        (folder / address).mkdir(parents=True, exist_ok=True)
        (folder / address / "index.html").write_text(text)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the overridden method
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site under a path."""
    folder = tmp_path_factory.mktemp("served")
    _site(folder / "sub")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/sub/"
        server.shutdown()
        thread.join()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page with nothing on its shelf, which may not complain."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, accept_downloads=True)
    opened = context.new_page()
    opened.set_default_timeout(5000)
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert errors == []


def _slugs(page: Page) -> list[str]:
    return [str(found.get_attribute("data-hit")) for found in page.locator("[data-hit]:visible").all()]


def _type(page: Page, text: str) -> None:
    page.locator("input[name=q]:visible").fill(text)


def test_box_shows_eight_hits_after_suggestions_and_then_all(site: str, page: Page) -> None:
    """Topics come first, then eight papers in rank order, then the row that leads to everything."""
    page.goto(site)
    _type(page, "contrastive")
    options = page.locator("[role=option]")
    expect(options).to_have_count(10)
    expect(options.first).to_have_attribute("data-suggestion", "topic")
    expect(options.last).to_have_text("All 31 results")
    assert _slugs(page) == [f"contrastive-{number}" for number in range(8)]
    expect(page.locator("[data-hit] mark").first).to_have_text("Contrastive")
    expect(page.locator("[data-hit]").nth(1)).to_contain_text("Ann Lee, Bo Li \u00b7 ICLR 2016")
    expect(page.locator("[data-search-status]")).to_have_text("31 papers, 1 suggestion")


def test_keys_alone_open_a_paper_and_back_finds_the_list_again(site: str, page: Page) -> None:
    """The slash focuses, arrows choose, Enter opens, Back restores what was typed, Esc closes and then empties."""
    page.goto(site)
    page.keyboard.press("/")
    box = page.locator("input[name=q]")
    expect(box).to_be_focused()
    page.keyboard.type("contrastive")
    expect(page.locator("[role=option]")).to_have_count(10)
    expect(page.locator("[data-hit] mark").first).to_have_text("Contrastive")  # the whole word: nothing follows
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-hit]").first).to_have_attribute("aria-selected", "true")
    chosen = page.locator("[data-hit]").first.get_attribute("id")
    expect(box).to_have_attribute("aria-activedescendant", str(chosen))
    page.keyboard.press("Enter")
    page.wait_for_url("**/papers/contrastive-0/")
    page.go_back()
    expect(box).to_have_value("contrastive")
    expect(page.locator("[data-hit]").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("[data-search-list]")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(box).to_have_value("")


def test_enter_without_a_choice_opens_the_search_page(site: str, page: Page) -> None:
    """What was typed is searched for on the page, unless it names one paper: then that opens."""
    page.goto(site)
    _type(page, "learning part")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sub/search/?q=learning+part")
    page.goto(f"{site}shelf/")
    _type(page, "10.1000/7")
    expect(page.locator("[data-hit]")).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/papers/contrastive-7/")


def test_what_a_source_says_stays_text(site: str, page: Page) -> None:
    """Markup in a title or an author is shown as it stands, and no address but http and https is a link."""
    page.goto(f"{site}search/?q=co&sort=title")
    expect(page.locator("[data-hit=odd] .paper-link")).to_have_text(HOSTILE)
    expect(page.locator("[data-hit=odd]")).to_contain_text("Eve <b>")
    assert page.locator("main img, a[href^='javascript']").count() == 0
    assert page.evaluate("window.hurt") is None


def test_slow_answers_are_announced_and_late_ones_dropped(site: str, page: Page) -> None:
    """After 300 ms the box says that it searches; an answer to older words never replaces a newer one."""
    page.goto(site)
    _type(page, "contrastive slow")
    expect(page.locator(".search-list .search-note")).to_have_text("Searching...")
    _type(page, "contrastive part 07")
    expect(page.locator("[data-hit]")).to_have_count(1)
    page.wait_for_timeout(600)
    assert _slugs(page) == ["contrastive-7"]


def test_a_failed_load_says_so_and_tries_again(site: str, page: Page) -> None:
    """Without its index the box names the way on, and the next attempt succeeds."""
    broken = [True]

    def answer(route: Route) -> None:
        route.abort() if broken[0] else route.continue_()

    page.route("**/engine.js*", answer)
    page.goto(site)
    _type(page, "contrastive")
    note = page.locator(".search-list .search-note")
    expect(note).to_have_text("The search could not load. Try again. You can still browse papers by year.")
    broken[0] = False
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("[data-hit]")).to_have_count(8)


def test_a_correction_is_said_and_can_be_refused(site: str, page: Page) -> None:
    """The box and the page say what they searched for instead; one click searches for exactly what was typed."""
    page.goto(site)
    _type(page, "contrasitve")
    said = 'No paper has "contrasitve". Showing 31 for "contrastive". Search for exactly what you typed'
    expect(page.locator(".search-list .search-note")).to_have_text(said)
    page.get_by_role("link", name="Search for exactly what you typed").click()
    page.wait_for_url("**/search/?q=contrasitve&exact=1")
    expect(page.locator(".search-note:visible")).to_have_text(
        'Nothing here for "contrasitve". Try fewer words, or browse topics.'
    )


def test_operators_are_completed(site: str, page: Page) -> None:
    """Choosing a completion replaces what was typed and asks again."""
    page.goto(site)
    _type(page, "author:an")
    completion = page.locator("[role=option][data-suggestion]")
    expect(completion).to_have_text("Ann Lee3")
    completion.click()
    expect(page.locator("input[name=q]")).to_have_value('author:"Ann Lee" ')
    expect(page.locator("input[name=q]")).to_be_focused()


def test_filters_narrow_and_the_address_says_them(site: str, page: Page) -> None:
    """Each filter is a chip, stands in the address, and Back takes it away again."""
    page.goto(f"{site}search/?q=contrastive")
    count = page.locator(".search-count")
    expect(count).to_have_text("31 papers")
    page.get_by_role("checkbox", name="Contrastive learning").click()
    expect(count).to_have_text("20 papers")
    page.locator("[data-facet='years:from']").select_option("2018")
    expect(count).to_have_text("12 papers")
    assert page.url.endswith("/search/?q=contrastive&topic=contrastive&year=2018..")
    expect(page.locator(".search-chips [aria-label]")).to_have_count(2)
    page.reload()
    expect(count).to_have_text("12 papers")
    page.get_by_label("Remove from 2018 on").click()
    expect(count).to_have_text("20 papers")
    page.go_back()
    expect(count).to_have_text("12 papers")
    page.go_back()
    page.go_back()
    expect(count).to_have_text("31 papers")
    expect(page.locator("input[name=q]")).to_have_value("contrastive")


def test_the_years_are_chosen_by_drawing(site: str, page: Page) -> None:
    """A press on a bar chooses its year, a stroke over bars their range."""
    page.goto(f"{site}search/?q=learning")
    bars = page.locator(".search-bars")
    box = bars.bounding_box()
    assert box is not None
    width = box["width"] / 12
    page.mouse.move(box["x"] + width * 6.5, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + width * 8.5, box["y"] + 10)
    page.mouse.up()
    page.wait_for_url("**year=2017..2019")


def test_a_hit_says_its_language_and_its_state(site: str, page: Page) -> None:
    """A hit has the language and the direction of its text, and the marks that its paper has in every list."""
    page.goto(site)
    script = """async (said) => {
        const { paperLine } = await import(new URL("assets/search/lines.js", document.baseURI));
        const engine = { store: { manifest: { topics: [], groups: {} } }, mark: (text) => [{ text, marked: false }] };
        const hit = { slug: "one", url: "papers/one/", authors: ["Lee"], moreAuthors: 0, topics: [], venue: "" };
        const line = paperLine({ ...hit, ...said }, engine, []);
        const link = line.querySelector("a");
        return [link.lang, link.dir, [...line.querySelectorAll("strong")].map((mark) => mark.textContent).join()];
    }"""
    for said, shown in (
        ({"title": "Regale", "language": "de", "states": ["award"]}, ["de", "", "Award"]),
        (
            {"title": "\u05de\u05d3\u05e4\u05d9\u05dd", "language": "he", "states": ["erratum"]},
            ["he", "auto", "Corrected"],
        ),
        ({"title": "Shelves", "language": "en-GB", "states": ["retracted", "award"]}, ["", "", "Retracted,Award"]),
        ({"title": "Shelves", "language": "", "states": []}, ["", "", ""]),
    ):
        assert page.evaluate(script, said) == shown


def test_empty_filters_name_the_way_out(site: str, page: Page) -> None:
    """Where filters leave nothing, each is named with the way to remove it."""
    page.goto(f"{site}search/?year=2011&code=1&venue=ICLR")
    expect(page.locator(".search-note:visible")).to_have_text(
        "No paper in ICLR from 2011 with code. Remove: ICLR 2011 has code all filters"
    )
    page.locator(".search-note").get_by_role("button", name="all filters").click()
    expect(page.locator(".search-count")).to_have_text("31 papers")


def test_sorting_and_more_and_back(site: str, page: Page) -> None:
    """The sort stands in the address; more papers and the place on the page survive Back."""
    page.goto(f"{site}search/?q=contrastive")
    page.get_by_role("button", name="Title").click()
    page.wait_for_url("**sort=title")
    expect(page.get_by_role("button", name="Title")).to_have_attribute("aria-pressed", "true")
    assert _slugs(page)[0] == "odd"
    page.get_by_role("button", name="Show more papers").click()
    expect(page.locator("[data-hit]")).to_have_count(31)
    last = page.locator("[data-hit] .paper-link").last
    last.scroll_into_view_if_needed()
    last.click()
    page.wait_for_url("**/papers/**")
    page.go_back()
    expect(page.locator("[data-hit]")).to_have_count(31)
    page.wait_for_function("scrollY > 300")


@pytest.mark.parametrize(
    ("name", "start"),
    [("BibTeX", "@inproceedings{lee7,"), ("RIS", "TY  - CPAPER\nID  - lee7\n"), ("CSV", "key,title,")],
)
def test_results_can_be_taken_away(site: str, page: Page, name: str, start: str) -> None:
    """The papers of a search come as one file."""
    page.goto(f"{site}search/?q=part+07")
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).click()
    text = download.value.path().read_text()
    assert text.startswith(start)
    assert "10.1000/7" in text
    assert "Lee, Ann" in text
    assert "Contrastive learning part 07" in text


def test_the_sheet_of_filters_on_a_phone(site: str, page: Page) -> None:
    """On a narrow page a button opens the filters, and one closes them with the count; nothing scrolls sideways."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{site}search/?q=contrastive")
    page.get_by_role("button", name="Filter").click()
    page.get_by_role("checkbox", name="ICLR").click()
    page.get_by_role("button", name="Show 15 papers").click()
    expect(page.get_by_role("button", name="Filter (1)")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_arrows_walk_through_the_results(site: str, page: Page) -> None:
    """On the page the arrows lead from the box to the papers and back."""
    page.goto(f"{site}search/?q=contrastive")
    expect(page.locator("[data-hit]")).to_have_count(20)
    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-hit] .paper-link").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("input[name=q]")).to_be_focused()


def test_a_paper_goes_on_the_shelf_from_everywhere(site: str, page: Page) -> None:
    """Papers, lists and hits have the button; the header counts; the shelf shows them in order."""
    page.goto(site)
    page.get_by_role("button", name="Add to shelf: One").click()
    expect(page.locator("[data-shelf-count]")).to_have_text("1")
    page.goto(f"{site}papers/contrastive-3/")
    page.get_by_role("button", name="Add to shelf").click()
    expect(page.get_by_role("button", name="On your shelf")).to_have_attribute("aria-pressed", "true")
    page.goto(f"{site}search/?q=part+05")
    page.get_by_role("button", name="Add to shelf").click()
    page.goto(f"{site}shelf/")
    assert _slugs(page) == []
    expect(page.locator(".shelf-list > li")).to_have_count(3)
    assert _shelf(page) == ["contrastive-1", "contrastive-3", "contrastive-5"]


def _shelf(page: Page) -> list[str]:
    return [str(found.get_attribute("data-slug")) for found in page.locator(".shelf-list > li").all()]


def test_the_shelf_is_ordered_emptied_and_refilled(site: str, page: Page) -> None:
    """Papers arrive by key, DOI or BibTeX, move, leave, and come back by Undo."""
    page.goto(f"{site}shelf/")
    field = page.get_by_label("Add by citation key")
    field.fill("lee1, 10.1000/2\nnobody1999\nlee3")
    page.locator(".shelf-import button").click()
    expect(page.locator(".shelf-import [role=status]")).to_have_text("Added 3 papers. Not found: nobody1999.")
    page.get_by_role("button", name="Move down: Contrastive learning part 01").click()
    assert _shelf(page) == ["contrastive-2", "contrastive-1", "contrastive-3"]
    expect(page.get_by_role("button", name="Move down: Contrastive learning part 01")).to_be_focused()
    page.get_by_role("button", name="Remove: Contrastive learning part 01").click()
    assert _shelf(page) == ["contrastive-2", "contrastive-3"]
    page.get_by_role("button", name="Undo").click()
    assert _shelf(page) == ["contrastive-2", "contrastive-1", "contrastive-3"]
    page.get_by_role("button", name="Title", exact=True).click()
    assert _shelf(page) == ["contrastive-1", "contrastive-2", "contrastive-3"]
    with page.expect_download() as download:
        page.get_by_role("button", name="Keys").click()
    assert download.value.path().read_text() == "lee1\nlee2\nlee3\n"


def test_a_shelf_is_shared_by_address(site: str, page: Page) -> None:
    """What an address brings stands apart until the reader takes it; broken and unknown names do no harm."""
    page.goto(f"{site}shelf/?papers=contrastive-4,nobody,../../x,%3Cb%3E,contrastive-2")
    expect(page.locator(".shelf-shared .paper-line")).to_have_count(2)
    assert _shelf(page) == []
    page.get_by_role("button", name="Add all to your shelf").click()
    expect(page.locator(".shelf-list > li")).to_have_count(2)
    assert _shelf(page) == ["contrastive-4", "contrastive-2"]
    assert page.url == f"{site}shelf/"


def test_a_shared_shelf_that_could_not_load_says_so(site: str, page: Page) -> None:
    """Where the index does not come, a shared shelf says so, and shows its papers once it does."""
    page.route("**/engine.js*", lambda route: route.abort())
    page.goto(f"{site}shelf/?papers=contrastive-1,contrastive-2")
    expect(page.locator(".shelf-status")).to_contain_text("The search could not load.")
    page.unroute("**/engine.js*")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".shelf-shared .paper-line")).to_have_count(2)
    expect(page.locator(".shelf-status")).to_be_empty()


def test_the_shelf_works_where_storage_is_blocked(site: str, page: Page) -> None:
    """A browser that keeps nothing still has a shelf for the page."""
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked'); }})")
    page.goto(f"{site}papers/contrastive-3/")
    page.get_by_role("button", name="Add to shelf").click()
    expect(page.locator("[data-shelf-count]")).to_have_text("1")


@pytest.fixture
def real(chromium: Browser, address: str) -> Iterator[Page]:
    """A page of the built example, which may not complain."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, accept_downloads=True)
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.goto(f"{address}papers/")
    yield opened
    context.close()
    assert errors == []


def test_the_browser_writes_the_table_that_the_site_hands_out(real: Page, address: str, example: Built) -> None:
    """The CSV of a search without words is the collection's own file, row by row."""
    real.goto(f"{address}search/?sort=title")
    with real.expect_download() as download:
        real.get_by_role("button", name="CSV", exact=True).click()
    handed = (example.folder / "exports" / "collection.csv").read_text("utf-8")
    assert sorted(download.value.path().read_text("utf-8").splitlines()) == sorted(handed.splitlines())


def test_a_slow_network_shows_progress(chromium: Browser, address: str) -> None:
    """On a network as slow as 3G the box says that it searches, stays open to typing, and then shows hits."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{address}papers/")
    conditions = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
    context.new_cdp_session(page).send("Network.emulateNetworkConditions", conditions)
    _type(page, "contrastive lea")
    expect(page.locator(".search-list .search-note")).to_have_text("Searching...")
    _type(page, "contrastive learning")
    expect(page.locator("[data-hit]").first).to_be_visible(timeout=20_000)
    expect(page.locator(".search-list .search-note")).to_be_hidden()
    context.close()


def test_a_chosen_facet_still_shows_what_others_would_bring(real: Page, address: str) -> None:
    """A filter narrows the papers, never the choices of its own facet."""
    real.goto(f"{address}search/?q=learning")
    expect(real.locator("[data-hit]").first).to_be_visible()
    years = real.locator("[data-facet='years:from'] option").count()
    real.locator("[data-facet='years:from']").select_option("2023")
    real.wait_for_url("**year=2023**")
    expect(real.locator(".search-chips li")).to_have_count(1)
    kinds = real.locator("[data-facet^='kind:']").count()
    real.locator("[data-facet='kind:preprint']").click()
    real.wait_for_url("**kind=preprint**")
    expect(real.locator(".search-chips li")).to_have_count(2)
    assert real.locator("[data-facet='years:from'] option").count() <= years
    assert real.locator("[data-facet='years:from'] option").count() > 2
    assert real.locator("[data-facet^='kind:']").count() == kinds


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_open_list_the_results_and_the_shelf(
    chromium: Browser, address: str, scheme: Literal["light", "dark"]
) -> None:
    """The list under the box, the whole page of results with facets, and a shelf with papers are accessible."""
    from axe_playwright_python.sync_playwright import Axe

    context = chromium.new_context(color_scheme=scheme)
    page = context.new_page()
    found = []
    page.goto(f"{address}papers/")
    _type(page, "contrastive")
    expect(page.locator("[data-hit]").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.locator(".search-list summary").click()
    found += Axe().run(page, context=".search-form").response["violations"]
    page.goto(f"{address}search/?q=learning&year=2019..2024")
    page.locator("[data-hit] [data-shelf]").first.click()
    found += Axe().run(page).response["violations"]
    page.goto(f"{address}shelf/")
    expect(page.locator(".shelf-list > li")).to_have_count(1)
    found += Axe().run(page).response["violations"]
    context.close()
    assert [(violation["id"], violation["nodes"][0]["target"]) for violation in found] == []
