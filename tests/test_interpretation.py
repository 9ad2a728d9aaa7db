"""Interpretation: what the fields of one entry mean."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entries import entry, interpreted, paper_of
from papershelf.curation import Curation
from papershelf.meaning.interpretation import interpret
from papershelf.papers import Kind, Link, LinkKind, State
from papershelf.records import Dialect
from papershelf.venues import Venues


@pytest.mark.parametrize(
    ("fields", "stated"),
    [
        ({"year": "2020"}, (2020, None, None)),
        ({"year": "2020/2021"}, (2020, None, None)),
        ({"year": "c. 1999"}, (1999, None, None)),
        ({"date": "2019-05-03"}, (2019, 5, 3)),
        ({"date": "2019-05"}, (2019, 5, None)),
        ({"date": "2019-21"}, (2019, None, None)),
        ({"date": "2019-02-31"}, (2019, 2, None)),
        ({"date": "2019-05-03/2019-05-07"}, (2019, 5, 3)),
        ({"date": "2019-05-03/2019-05-07", "year": "2020"}, (2020, None, None)),
        ({"date": "2019-05-03", "month": "jun"}, (2019, 6, None)),
        ({"year": "2020", "month": "mar"}, (2020, 3, None)),
        ({"year": "2020", "month": "mar", "day": "31"}, (2020, 3, 31)),
        ({"year": "2020", "month": "apr", "day": "31"}, (2020, 4, None)),
        ({"year": "2020", "day": "31"}, (2020, None, None)),
        ({"year": "2020", "month": "mar", "day": "9" * 5000}, (2020, 3, None)),
        ({"year": "2020", "month": "mar", "day": "3--7"}, (2020, 3, None)),
        ({"year": "2020", "month": "mar", "day": "\u0663"}, (2020, 3, None)),
        ({"year": "2020", "month": "12 March"}, (2020, 3, None)),
        ({"year": "2020", "month": "09"}, (2020, 9, None)),
        ({"year": "2020", "month": "Spring"}, (2020, None, None)),
        ({"eventdate": "2018-07-01"}, (2018, 7, 1)),
        ({"booktitle": "ICLR 2024"}, (2024, None, None)),
        ({"year": "in press"}, (None, None, None)),
    ],
)
def test_a_date_is_read_in_the_forms_that_people_write(
    fields: dict[str, str], stated: tuple[int | None, int | None, int | None]
) -> None:
    """Year, month and day come from year, date, eventdate, month and day, without a complaint."""
    found = interpreted(**fields)
    assert found.paper
    assert (found.paper.year, found.paper.month, found.paper.day) == stated
    assert found.problems == ()


def test_a_year_that_is_no_number_is_said_with_its_text() -> None:
    """A year that is no number is a problem in the words of the report, and the paper stays."""
    found = interpreted(year="20l6")
    assert found.paper
    assert [str(problem) for problem in found.problems] == [
        "a.bib:3: PS202 year is '20l6', not a number. The paper has no year. Write four digits."
    ]


def test_an_entry_without_a_title_is_an_error() -> None:
    """Without a title there is no paper, and the report quotes the entry."""
    found = interpret(entry("k", author="Li, Ada"), Venues(Curation().venues))
    assert found.paper is None
    assert [(problem.code, problem.quote) for problem in found.problems] == [("PS201", "@...")]


@pytest.mark.parametrize(
    "fields",
    [
        {"doi": "10.1109/CVPR.2016.90"},
        {"doi": "https://doi.org/10.1109/CVPR.2016.90"},
        {"doi": r"doi: 10.1109/CVPR.2016.90."},
        {"url": "https://doi.org/10.1109/cvpr.2016.90"},
        {"note": "DOI: 10.1109/CVPR.2016.90"},
        {"howpublished": r"\url{http://dx.doi.org/10.1109/CVPR.2016.90}"},
    ],
)
def test_a_doi_is_found_where_people_put_it(fields: dict[str, str]) -> None:
    """The DOI is that of doi, else of an address or a note that says DOI."""
    doi = paper_of(**fields).doi
    assert doi
    assert doi.value == "10.1109/cvpr.2016.90"


@pytest.mark.parametrize(
    "fields",
    [
        {"eprint": "1512.03385", "archiveprefix": "arXiv"},
        {"eprint": "arXiv:1512.03385v2 [cs.CV]"},
        {"eprint": "https://arxiv.org/abs/1512.03385", "eprinttype": "arxiv"},
        {"url": "https://arxiv.org/pdf/1512.03385v1.pdf"},
        {"journal": "arXiv preprint arXiv:1512.03385"},
        {"journal": "CoRR", "volume": "abs/1512.03385"},
        {"doi": "10.48550/arXiv.1512.03385"},
        {"note": "arXiv:1512.03385"},
        {"arxivid": "1512.03385"},
    ],
)
def test_an_arxiv_identifier_is_found_where_people_put_it(fields: dict[str, str]) -> None:
    """The arXiv identifier is that of eprint, else of an address, journal, DOI or note; then there is a link to it."""
    paper = paper_of("article", **fields)
    assert paper.arxiv
    assert paper.arxiv.value == "1512.03385"
    assert (paper.kind, paper.edition) == (Kind.PREPRINT, None)


def test_an_old_arxiv_identifier_takes_its_archive_from_the_class() -> None:
    """Identifiers from before 2007 are completed by primaryclass."""
    paper = paper_of(eprint="9901001", archiveprefix="arXiv", primaryclass="hep-th")
    assert paper.arxiv
    assert paper.arxiv.value == "hep-th/9901001"


def test_an_identifier_of_another_archive_is_not_arxivs() -> None:
    """An eprint of PubMed or HAL is no arXiv identifier and stays in the BibTeX."""
    paper = paper_of(eprint="2012.12345", eprinttype="hal", journal="Nature")
    assert paper.arxiv is None
    assert paper.exported["eprint"] == "2012.12345"


@pytest.mark.parametrize(
    ("kind", "fields", "meant"),
    [
        ("inproceedings", {"booktitle": "ICLR 2024"}, Kind.CONFERENCE),
        ("inproceedings", {"booktitle": "NeurIPS 2022 Workshop"}, Kind.WORKSHOP),
        ("inproceedings", {}, Kind.CONFERENCE),
        ("article", {"journal": "JMLR", "eprint": "1512.03385"}, Kind.ARTICLE),
        ("article", {"journal": "SSRN Electronic Journal"}, Kind.PREPRINT),
        ("misc", {"eprint": "1512.03385"}, Kind.PREPRINT),
        ("misc", {"url": "https://openreview.net/forum?id=x"}, Kind.PREPRINT),
        ("misc", {"booktitle": "ICLR 2024", "eprint": "1512.03385"}, Kind.CONFERENCE),
        ("misc", {}, Kind.OTHER),
        ("phdthesis", {"school": "ETH", "eprint": "1512.03385"}, Kind.THESIS),
        ("techreport", {"institution": "MIT"}, Kind.REPORT),
        ("incollection", {"booktitle": "Handbook of Everything"}, Kind.CHAPTER),
        ("online", {}, Kind.OTHER),
        ("nonsense", {}, Kind.OTHER),
    ],
)
def test_the_kind_follows_from_the_type_and_the_place(kind: str, fields: dict[str, str], meant: Kind) -> None:
    """A preprint server is no venue, a workshop is no conference, a thesis stays a thesis."""
    assert paper_of(kind, **fields).kind is meant


def test_links_lead_where_their_fields_say() -> None:
    """Each field of addresses gives one link; code is recognised in the abstract; identifiers are not repeated."""
    paper = paper_of(
        url=r"\url{http://a.org/x\_y}", pdf="https://a.org/x.pdf", video="https://v.org/1", slides="https://s.org/1",
        abstract="We do it. Code: https://github.com/me/it.", doi="10.1000/x",
    )  # fmt: skip
    assert [(link.kind, link.url) for link in paper.links] == [
        (LinkKind.PDF, "https://a.org/x.pdf"),
        (LinkKind.PUBLISHER, "http://a.org/x_y"),
        (LinkKind.CODE, "https://github.com/me/it"),
        (LinkKind.VIDEO, "https://v.org/1"),
        (LinkKind.SLIDES, "https://s.org/1"),
    ]
    (link,) = paper_of(url="http://dx.doi.org/10.1000/x", doi="10.1000/X").links
    assert link == Link(LinkKind.PUBLISHER, "https://doi.org/10.1000/x")


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "ftp://a.org/x", "//a.org", "vbscript:x", "https://me:secret@a.org/",
     "http://localhost:8000/", "http://192.168.0.7/x", "http://nas.local/x", "https://", "http://[::1]/"],
)  # fmt: skip
def test_only_addresses_on_the_web_become_links(address: str) -> None:
    """Nothing but http and https to a host that every reader can reach becomes a link."""
    found = interpreted(code=address)
    assert found.paper
    assert found.paper.links == ()
    assert "code" in found.withheld or [problem.code for problem in found.problems] == ["PS206"]


def test_keywords_are_split_and_cleaned_of_private_tags() -> None:
    """Keywords are cut at commas and semicolons; a reader's own marks are no keywords."""
    paper = paper_of(keywords="Vision; vision, to-read, _tablet, ★★★, deep learning, /unread, , award")
    assert paper.keywords == ("Vision", "deep learning")
    assert paper.states == {State.AWARD: ""}


@pytest.mark.parametrize(
    ("fields", "states"),
    [
        ({"title": "RETRACTED: A study"}, {State.RETRACTED: ""}),
        ({"title": "[Retracted] A study"}, {State.RETRACTED: ""}),
        ({"title": "Retracted Article: A study"}, {State.RETRACTED: ""}),
        ({"title": "Withdrawn: A study"}, {State.WITHDRAWN: ""}),
        ({"title": "Erratum to: A study"}, {State.ERRATUM: ""}),
        ({"title": "Retracted papers and their citations"}, {}),
        ({"retracted": "true"}, {State.RETRACTED: ""}),
        ({"retracted": "Data were made up."}, {State.RETRACTED: "Data were made up."}),
        ({"retracted": "no", "title": "RETRACTED: A study"}, {}),
        ({"award": "Best Paper"}, {State.AWARD: "Best Paper"}),
        ({"keywords": "best paper award, vision"}, {State.AWARD: "best paper award"}),
        ({"pubstate": "withdrawn"}, {State.WITHDRAWN: ""}),
    ],
)
def test_states_are_said_in_fields_keywords_and_titles(fields: dict[str, str], states: dict[State, str]) -> None:
    """What a reader must know before citing is found wherever an entry says it; a field that says no settles it."""
    assert paper_of(**fields).states == states


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ({"date-added": "2021-03-04 10:00:00 +0100"}, date(2021, 3, 4)),
        ({"timestamp": "Tue, 05 Mar 2019 12:00:00 +0100"}, date(2019, 3, 5)),
        ({"creationdate": "2020-12-31T23:59:59"}, date(2020, 12, 31)),
        ({"timestamp": "2013.02.30"}, None),
    ],
)
def test_the_day_added_is_read_from_a_managers_stamp(fields: dict[str, str], day: date | None) -> None:
    """The day on which an entry was added comes from the stamp of its manager, which itself stays private."""
    found = interpreted(**fields)
    assert found.paper
    assert found.paper.added == day
    assert found.withheld == tuple(fields)


def test_the_language_becomes_its_code() -> None:
    """Babel's names and codes become BCP 47; other words do not."""
    assert paper_of(langid="ngerman").language == "de"
    assert paper_of(language="pt-BR").language == "pt-br"
    assert paper_of(language="Old English verse").language is None


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"pubstate": "inpress"}, "in press"),
        ({"pubstate": "forthcoming"}, "forthcoming"),
        ({"pubstate": "under review"}, "under review"),
        ({"year": "In press"}, "in press"),
        ({"year": "2024 (to appear)"}, "to appear"),
        ({"year": "n.d."}, ""),
        ({"year": "2024"}, ""),
        ({"pubstate": "retracted"}, ""),
    ],
)
def test_a_paper_that_is_yet_to_appear_says_so(fields: dict[str, str], status: str) -> None:
    """Its page and its entry keep what the source says of it."""
    paper = paper_of(**fields)
    assert (paper.fields.get("pubstate", ""), paper.exported.get("pubstate", "")) == (status, status)


def test_private_fields_leave_no_trace() -> None:
    """What belongs to the owner of the library is withheld and counted by name, wherever it stands."""
    secret = "sesam"  # noqa: S105 - a word to look for
    fields = {
        "file": f":/home/{secret}/x.pdf:PDF", "note": secret, "annote": secret, "owner": secret, "groups": secret,
        "bdsk-file-1": secret, "mendeley-tags": secret, "__markedentry": secret, "comment": secret, "my-tag": secret,
        "series": f"/Users/{secret}/Papers/x.pdf", "url": f"file:///home/{secret}/x.pdf", "foo": f"{secret}@a.org",
        "pdf": rf"C\:\\Users\\{secret}\\x.pdf",
    }  # fmt: skip
    found = interpreted(**fields)
    assert set(found.withheld) == set(fields)
    assert secret not in repr(found)


def test_unknown_fields_survive_in_the_bibtex_alone() -> None:
    """A field that is not known and gives nothing away is handed out in BibTeX, and not shown."""
    paper = paper_of(mrnumber="MR123", biburl="https://dblp.org/rec/x.bib")
    assert paper.exported == {"mrnumber": "MR123", "biburl": "https://dblp.org/rec/x.bib"}
    assert paper.fields == {}


def test_a_subtitle_belongs_to_the_title() -> None:
    """Title and subtitle are one title."""
    assert paper_of(title="Deep nets", subtitle="A survey").title.plain == "Deep nets: A survey"
    assert paper_of(title="Deep nets?", subtitle="A survey").title.plain == "Deep nets? A survey"


FIELDS = (
    "title author editor year month date doi eprint archiveprefix url pdf code journal booktitle volume abstract "
    "keywords langid timestamp pubstate award cites howpublished foo note"
)


@given(
    st.dictionaries(st.sampled_from(FIELDS.split()), st.text(max_size=40)),
    st.sampled_from(["article", "inproceedings", "misc", "phdthesis", "x"]),
    st.sampled_from(list(Dialect)),
)
def test_any_text_in_any_field_means_something(fields: dict[str, str], kind: str, dialect: Dialect) -> None:
    """Whatever stands in an entry, there is a paper or one error, and links lead to the web only."""
    found = interpret(replace(entry("k", kind=kind, **fields), dialect=dialect), Venues(Curation().venues))
    if found.paper is None:
        assert [problem.code for problem in found.problems if problem.severity == "error"] == ["PS201"]
        return
    assert all(link.url.lower().startswith(("http://", "https://")) for link in found.paper.links)
    assert all(reason is not None for reason in found.paper.states.values())


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"booktitle": "Proceedings of X", "venue": "Leiden", "eventdate": "2022-09-12"}, "Proceedings of X"),
        ({"journal": "Journal of X", "venue": "Leiden"}, "Journal of X"),
        ({"venue": "Workshop on X"}, "Workshop on X"),
    ],
)
def test_the_town_of_an_event_is_no_venue(fields: dict[str, str], name: str) -> None:
    """BibLaTeX's ``venue`` is where the event took place; alone, as others write it, it is where the paper stands."""
    edition = paper_of("inproceedings", title="T", **fields).edition
    assert edition
    assert edition.printed == name


def test_the_stamp_of_dblp_is_not_the_curators() -> None:
    """Elsewhere a timestamp tells when somebody took the paper in."""
    stamp = "Fri, 14 Feb 2020 12:00:00 +0100"
    assert paper_of(title="T", timestamp=stamp).added == date(2020, 2, 14)
    assert paper_of(title="T", timestamp=stamp, biburl="https://dblp.org/rec/x.bib").added is None
    both = paper_of(title="T", timestamp=stamp, bibsource="dblp", **{"date-added": "2024-01-02"})
    assert both.added == date(2024, 1, 2)


def test_a_day_that_is_not_understood_is_handed_out_as_it_stands() -> None:
    """What our values have no place for stays in the paper's BibTeX."""
    assert paper_of(title="T", year="2020", month="mar", day="3--7").exported["day"] == "3--7"
    assert "day" not in paper_of(title="T", year="2020", month="mar", day="7").exported
