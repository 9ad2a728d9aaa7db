"""Laws of sentence embeddings, with the real model: what means alike is near, offline, the same every time."""

import socket
from dataclasses import replace
from pathlib import Path
from shutil import copytree, ignore_patterns

import numpy as np
import pytest
from sklearn.metrics import normalized_mutual_info_score

from papershelf.collection import Collection
from papershelf.embeddings.model import Model, installed
from papershelf.embeddings.network import embed
from papershelf.embeddings.space import space_of
from papershelf.embeddings.store import Store
from papershelf.relations.near import unpacked
from papershelf.relations.related import relate
from papershelf.topics.assignment import assign
from papershelf.topics.clusters import cluster
from papershelf.topics.phrases import find_phrases
from papershelf.topics.vectors import Vectors
from papershelf.understanding import EMBEDDINGS, understand
from papershelf.workplace import locate
from shelf import ROOT, Shelf, example, example_topics, shelf

SAID = (
    "A small network is trained to imitate the predictions of a large one.",
    "Transferring what a teacher model knows to a compact student.",
    "Magnetic resonance images of the brain are cut into regions.",
    "Segmentation of lesions in MRI scans.",
)


@pytest.fixture(scope="module")
def model() -> Model:
    """Return the model that the test requirements bring."""
    found = installed()
    assert found is not None
    return found


@pytest.fixture(scope="module")
def plain() -> Shelf:
    """Return the example with the curator's topics, as it is without the model."""
    return shelf(example(), example_topics())


@pytest.fixture(scope="module")
def meant(model: Model, plain: Shelf, tmp_path_factory: pytest.TempPathFactory) -> Vectors:
    """Return the example's vectors with what its papers' sentences mean."""
    store = Store(model, tmp_path_factory.mktemp("store") / "embeddings.npy")
    papers = example().papers.values()
    texts = [f"{paper.title.plain}. {paper.abstract.plain if paper.abstract else ''}" for paper in papers]
    return replace(plain.vectors, space=space_of(texts, store.embed))


def test_what_means_alike_is_near(model: Model) -> None:
    """Two sentences of one meaning are nearer than two of different ones, though they share no word."""
    rows = embed(model, SAID)
    alike = rows @ rows.T
    assert min(alike[0, 1], alike[2, 3]) > max(alike[0, 2], alike[0, 3], alike[1, 2], alike[1, 3])
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1)


def test_each_text_is_read_by_itself(model: Model) -> None:
    """A vector does not depend on the texts around it; no text at all gives no rows."""
    assert np.array_equal(embed(model, SAID)[2:3], embed(model, SAID[2:3]))
    assert len(embed(model, [])) == 0


def test_the_model_asks_nobody(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    """The model works where no connection can be made."""

    def refused(*_: object, **__: object) -> socket.socket:
        raise AssertionError("the model wanted a connection")

    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "create_connection", refused)
    assert len(embed(model, SAID[:1])) == 1


def test_the_store_changes_nothing(model: Model, tmp_path: Path) -> None:
    """Rows are the same from the model and from the file, which answers without the model for texts that it holds."""
    file = tmp_path / "work" / "embeddings.npy"
    first = Store(model, file)
    rows = first.embed(SAID)
    first.save()
    away = replace(model, network=tmp_path / "no-such-network.onnx")
    assert Store(away, file).missing((*SAID, "Something new.")) == 1
    assert np.array_equal(Store(away, file).embed(SAID[::-1]), rows[::-1])
    written = file.read_bytes()
    first.save()
    assert file.read_bytes() == written
    assert sorted(path.name for path in file.parent.iterdir()) == ["embeddings.npy"]


def test_the_store_forgets_what_is_not_asked_for(model: Model, tmp_path: Path) -> None:
    """A text that left the collection leaves the file; a broken file is made anew."""
    file = tmp_path / "embeddings.npy"
    file.write_bytes(b"\x93NUMPY broken")
    for asked in (SAID, SAID[:1]):
        store = Store(model, file)
        store.embed(asked)
        store.save()
        assert len(np.load(file)) == len(asked)


def test_another_model_is_asked_anew(model: Model, tmp_path: Path) -> None:
    """What one model said is no answer of another one."""
    file = tmp_path / "embeddings.npy"
    store = Store(model, file)
    store.embed(SAID[:1])
    store.save()
    other = Store(replace(model, name="another"), file)
    other.embed(SAID[:1])
    other.save()
    assert np.load(file)["text"][0] not in Store(model, tmp_path / "none.npy")._rows["text"]
    assert len(np.load(file)) == 1


def _share(related: dict[str, list[str]], labels: Shelf) -> float:
    """Return the share of the first five near papers that have a topic of the paper."""
    pairs = [(key, other) for key, others in related.items() for other in others[:5]]
    return sum(bool({*labels.topics(key)} & {*labels.topics(other)}) for key, other in pairs) / len(pairs)


def test_near_papers_are_nearer_with_the_model(plain: Shelf, meant: Vectors) -> None:
    """Of a paper's first five near papers without any topic, more share one of the curator's with the model."""
    without, _ = assign(example(), ())
    found = [unpacked(relate(example(), without, vectors)) for vectors in (plain.vectors, meant)]
    shares = [_share({key: [one.key for one in near] for key, near in related.items()}, plain) for related in found]
    assert shares[1] >= shares[0] + 0.02


def test_rules_hold_with_the_model(plain: Shelf, meant: Vectors) -> None:
    """With the model the curator's rules alone still find the first topic of most papers, and evidence adds up."""
    topics = tuple(plain.subjects.topics.values())
    subjects, _ = assign(example(), topics, with_pins=False, vectors=meant)
    right = sum(bool(placed) and placed[0].topic in plain.topics(key) for key, placed in subjects.placements.items())
    assert right >= 0.95 * len(subjects.placements)
    key, placed = next((key, placed[0]) for key, placed in subjects.placements.items() if placed)
    evidence = subjects.evidence[key, placed.topic]
    assert "meaning" in {one.where for one in evidence}
    assert sum(one.weight for one in evidence) == pytest.approx(placed.score, abs=0.01)


def test_found_topics_agree_better_with_the_curator(plain: Shelf, meant: Vectors) -> None:
    """Clusters agree better with the curator's groups than those of wording alone, and those better than chance."""
    phrases = find_phrases(meant.texts)
    firsts = [plain.topics(key)[0] for key in meant.texts.keys]
    groups = [plain.subjects.topics[first].parent or first for first in firsts]
    agreement = [normalized_mutual_info_score(groups, cluster(vectors, phrases)) for vectors in (plain.vectors, meant)]
    assert agreement[1] >= agreement[0] + 0.02
    assert agreement[0] >= 0.3


def _understood(folder: Path, base: Path) -> Collection:
    return understand(locate(folder, base))


def test_the_model_is_asked_where_it_is_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The model has its say by default; setting and environment switch it off; the stored rows change nothing."""
    folder = tmp_path / "papers"
    copytree(ROOT / "collection", folder, ignore=ignore_patterns("topics*", "trending*", "*.lock"))
    settings = (folder / "collection.toml").read_text("utf-8")
    assert "embeddings = false   #" in settings
    off = _understood(folder, tmp_path / "off")
    (folder / "collection.toml").write_text(settings.replace("embeddings = false", "embeddings = true"), "utf-8")
    assert _understood(folder, tmp_path / "off").subjects.placements == off.subjects.placements
    assert not (tmp_path / "off").exists()
    monkeypatch.delenv(EMBEDDINGS)
    asked, again = _understood(folder, tmp_path), _understood(folder, tmp_path)
    assert (tmp_path / "build" / "papers" / "embeddings.npy").is_file()
    assert asked.subjects.placements == again.subjects.placements != off.subjects.placements
    assert asked.relations == again.relations
