"""The breadcrumb: where a page stands."""

from dataclasses import dataclass
from urllib.parse import quote

from papershelf.pages.desk import Desk


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step above the page."""

    name: str
    href: str


def topic_crumbs(desk: Desk, slug: str, root: str, *, itself: bool = True) -> tuple[Crumb, ...]:
    """Return the steps down to a topic: all topics, its group, and the topic ``itself``."""
    topics = desk.subjects.topics
    steps = [Crumb("Topics", f"{root}topics/")]
    parent = topics[slug].parent
    if parent in topics:
        steps.append(topic_crumb(desk, str(parent), root))
    if itself:
        steps.append(topic_crumb(desk, slug, root))
    return tuple(steps)


def topic_crumb(desk: Desk, slug: str, root: str) -> Crumb:
    """Return the step that is a topic."""
    return Crumb(desk.subjects.topics[slug].name, f"{root}topics/{quote(slug)}/")
