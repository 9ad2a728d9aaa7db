"""The press: what it prints is what an engine that only fills in five values would have made."""

from hypothesis import given
from hypothesis import strategies as st

from papershelf.envelope import inert, site_path
from papershelf.page import Page
from papershelf.press import MARK, UNLIKE, Form, Press, Proof

_TEXT = st.text(max_size=30) | st.sampled_from([f"{MARK}title", f"<div>{MARK}body</div>", "</title><script>", "&amp;"])


def _engine(page: Page) -> str:
    """Stand for a theme: title in text, attribute and JSON, the address in a link, the body once."""
    title, description = inert(page.title), inert(page.description)
    return (
        f'<html><title>{title} - site</title><meta content="{description}">{page.head}'
        f'<link rel="canonical" href="https://x.org/sub/{page.address}"><script>{{"t": "{title}"}}</script>'
        f"<main>{page.body}</main></html>"
    )


@given(title=_TEXT, description=_TEXT, head=_TEXT, body=_TEXT)
def test_printed_pages_equal_dressed_pages(title: str, description: str, head: str, body: str) -> None:
    """Whatever a page holds, sentinels among it, print(page) is dress(page)."""
    page = Page("papers/x/", "paper", title, description, head, f"<p>{body}</p>".encode())
    form = Form.of("paper", "papers/any/")
    press = Press.of({form: _engine(form.exemplar)})
    assert press.print(page) == _engine(page).encode("utf-8", "surrogatepass")


def test_pages_of_one_form_share_kind_folder_and_depth() -> None:
    """The form of a page is its kind, first folder and depth, whatever its slug."""
    assert Form.of("author", "authors/a/") == Form.of("author", "authors/b/")
    assert Form.of("author", "authors/a/") != Form.of("letter", "authors/by/a/")
    assert Form.of("home", "").exemplar.address == ""
    assert Form.of("papers", "papers/").exemplar.address == "papers/"


def test_three_pages_of_each_form_and_its_probe_are_proven() -> None:
    """Those with the lowest hashes of their addresses, whatever the order in which they come; and the probes."""
    pages = [Page(f"{kind}s/{n}/", kind, "T", "d", "h", b"<p>b</p>") for kind in ("paper", "topic") for n in range(20)]
    chosen = []
    for order in (pages, pages[::-1]):
        proof = Proof(Press.of({Form.of(kind, f"{kind}s/0/"): _engine(Form.of(kind, f"{kind}s/0/").exemplar)
                                for kind in ("paper", "topic")}))  # fmt: skip
        for page in order:
            proof.watch(page, b"")
        chosen.append({page.address for page in proof.pages})
    probes = {Form.of(kind, f"{kind}s/0/").probe.address for kind in ("paper", "topic")}
    assert chosen[0] == chosen[1]
    assert sorted(address.partition("/")[0] for address in chosen[0] - probes) == ["papers"] * 3 + ["topics"] * 3
    assert probes < chosen[0]


def test_a_theme_that_branches_on_the_title_is_found_out() -> None:
    """A page that the engine makes otherwise than the press is named, with the lines that differ."""
    page = Page("papers/x/", "paper", "Title", "d", "h", b"<p>b</p>")
    form = Form.of("paper", "papers/x/")
    press = Press.of({form: _engine(form.exemplar)})
    proof = Proof(press)
    proof.watch(page, b"<b>Title</b>")
    assert proof.pages == (page, form.probe)
    probed = {site_path(form.probe.address): press.print(form.probe)}
    assert proof.compare({"papers/x/index.html": b"<b>Title</b>", **probed}) == ()
    (problem,) = proof.compare({"papers/x/index.html": b"<i>Title</i>", **probed})
    assert problem.code == UNLIKE
    assert "-<b>Title</b>" in problem.quote
    assert "+<i>Title</i>" in problem.quote
