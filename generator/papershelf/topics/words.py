"""Words: a text cut into words, and the stem that the forms of a word share."""

import re
from functools import cache
from typing import Final, Protocol

_CHUNK: Final = re.compile(r"\w[\w\-\u2010\u2011]*")
"""A word, or words that hyphens tie together."""
_JOINT: Final = re.compile(r"[-\u2010\u2011 _]+")
_PREFIXES: Final = frozenset(
    """anti auto co cross few fine hyper inter intra meta mini multi non one over post pre re self semi sub super
    trans un under zero""".split()  # noqa: SIM905 - two lines of words read better than two lines of quotes
)
_ALONE: Final = dict.fromkeys(("pre", "self", "semi", "fine", "multi", "non"), "") | dict.fromkeys(
    ("few", "one", "zero"), "shot"
)
"""Prefixes that people also write apart from their word, and how that word begins."""
_OPENING: Final = ("(", "[")
_CLOSING: Final = (".", ",", ";", ":", "!", "?", ")", "]")
_BRITISH: Final = re.compile(r"is(e|ed|er|ers|es|ing|able|ation|ations)$")
_MINIMUM: Final = 3
_OUR: Final = 6

_KEPT: Final[dict[str, str]] = {
    form: stem
    for stem, forms in {
        "contrastive": "contrastive contrastively",
        "generative": "generative",
        "generalize": "generalize generalizes generalized generalizing generalizable generalization",
        "transformer": "transformer transformers",
        "adapter": "adapter adapters",
        "encoder": "encoder encoders",
        "continual": "continual continually",
    }.items()
    for form in forms.split()
}
"""Words of the field that the stemmer would take for another one (``contrastive`` for ``in contrast``)."""

STOP_WORDS: Final = frozenset(
    """
    a about above across after again against all almost alone along already also although always am among an and
    another any anyone anything are around as at away back be became because become becomes been before being below
    between both but by can cannot could did do does doing done down due during each either else enough etc even ever
    every everything few for from further furthermore get gets getting give given gives giving had has have having he
    hence her here him his how however i if in indeed instead into is it its itself just keep know known largely last
    latter least less let like likely made make makes making many may me might more moreover most mostly much must my
    namely near nearly neither never nevertheless new next no none nor not nothing now of off often on once one ones
    only onto or other others otherwise our ours out over own per perhaps please put quite rather really regarding
    same see seem seems several shall she should show since so some something sometimes somewhat still such take taken
    than that the their them then there thereby therefore these they this those though three through throughout thus
    to together too toward towards two under unless until up upon us use used useful uses using usually various very
    via was way we well were what whatever when whereas where whether which while who whole whose why will with within
    without would yet you your
    """.split()  # noqa: SIM905 - fifteen lines of words read better than fifteen lines of quotes
)
"""English words that carry grammar, not meaning, in lower case."""


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - the library's name


def words(text: str) -> list[str]:
    """Return the words of ``text`` as written and in order; prefixes stay with their words.

    >>> words("Self-supervised pre training of 3D U-Nets")
    ['Self-supervised', 'pre-training', 'of', '3D', 'U', 'Nets']
    """
    tokens = text.split()
    found: list[str] = []
    tied = False
    for token, following in zip(tokens, [*tokens[1:], ""], strict=False):
        if tied:
            tied = False
            continue
        tied = takes_along(token, following)
        whole = f"{token}-{following}" if tied else token
        found += [word for group in groups(whole) for word in group if word]
    return found


def is_prefix(token: str) -> bool:
    """Tell whether ``token`` is a prefix that people also write apart from its word: ``self``, ``few``."""
    return token.casefold() in _ALONE


def takes_along(token: str, following: str) -> bool:
    """Tell whether ``token`` is a prefix and ``following`` its word.

    >>> takes_along("self", "supervised"), takes_along("few", "shot"), takes_along("few", "papers")
    (True, True, False)
    """
    begin = _ALONE.get(token.casefold())
    return begin is not None and following[:1].isalnum() and following.casefold().startswith(begin)


def groups(token: str) -> list[list[str]]:
    """Return the words of what stands between two spaces, those together that hyphens tie; ``[""]`` is a pause.

    >>> groups("(state-of-the-art,")
    [[''], ['state', 'of', 'the', 'art'], ['']]
    """
    found = [_split(chunk) for chunk in _CHUNK.findall(token)]
    if token.startswith(_OPENING):
        found.insert(0, [""])
    if token.endswith(_CLOSING) or not found:
        found.append([""])
    return found


def _split(chunk: str) -> list[str]:
    """Return the words of a chunk; prefixes stay with their words."""
    if chunk.isalnum():
        return [chunk]
    parts = [part for part in _JOINT.split(chunk) if part]
    whole: list[str] = []
    for part in reversed(parts):
        if whole and part.casefold() in _PREFIXES:
            whole[-1] = f"{part}-{whole[-1]}"
        else:
            whole.append(part)
    return whole[::-1]


def stem(word: str) -> str:
    """Return what the forms and spellings of a word share; not for people to read.

    >>> stem("Pre-Training") == stem("pretrained") == stem("pre trains")
    True
    >>> stem("quantisation") == stem("quantized"), stem("contrastive") == stem("contrast")
    (True, False)

    Source: https://snowballstem.org/algorithms/english/stemmer.html
    """
    plain = _JOINT.sub("", word).casefold()
    if len(plain) <= _MINIMUM or plain.isdigit():
        return plain
    if "is" in plain:
        plain = _BRITISH.sub(r"iz\1", plain)
    if plain.endswith("our") and len(plain) > _OUR:
        plain = plain[:-3] + "or"
    return _KEPT.get(plain) or _stemmer().stemWord(plain)


@cache
def _stemmer() -> _Stemmer:
    import snowballstemmer

    stemmer: _Stemmer = snowballstemmer.stemmer("english")
    return stemmer
