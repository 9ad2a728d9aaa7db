"""Words of the index: one way to fold, cut and stem text, stated as tables that the reader uses too."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

import Stemmer

LETTERS: Final[Mapping[str, str]] = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h",
    "\u0131": "i", "ς": "\u03c3", "`": "'", "\u2018": "'", "\u2019": "'", "\u02bc": "'",
    "\u2010": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
}  # fmt: skip
"""What stands for a letter that no decomposition reaches, and for the many apostrophes and hyphens."""

GREEK: Final[Mapping[str, str]] = {
    chr(0x3B1 + at): name
    for at, name in enumerate((
        "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu",
        "xi", "omicron", "pi", "rho", "sigma", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
    ))
}  # fmt: skip
"""A Greek letter that is a word by itself is found by its name."""

ENDINGS: Final = (
    ("isation", "ization"), ("isations", "izations"), ("isational", "izational"), ("ise", "ize"), ("ised", "ized"),
    ("ises", "izes"), ("ising", "izing"), ("iser", "izer"), ("isers", "izers"), ("yse", "yze"), ("ysed", "yzed"),
    ("yses", "yzes"), ("ysing", "yzing"), ("our", "or"), ("ours", "ors"), ("oured", "ored"), ("ouring", "oring"),
    ("oural", "oral"), ("ourful", "orful"), ("ourless", "orless"), ("ogue", "og"), ("ogues", "ogs"),
)  # fmt: skip
"""British endings and what stands for them before the stemmer, for words of six letters and more."""
_BRITISH: Final = tuple(british for british, _ in ENDINGS)

FORMS: Final[Mapping[str, str]] = {
    "indices": "index", "matrices": "matrix", "vertices": "vertex", "criteria": "criterion", "phenomena": "phenomenon",
    "learnt": "learned", "grey": "gray", "ageing": "aging", "artefact": "artifact", "artefacts": "artifact",
    "programme": "program", "programmes": "program", "judgement": "judgment", "judgements": "judgment",
    "sceptical": "skeptical", "tyre": "tire", "tyres": "tire", "defence": "defense", "defences": "defenses",
    "licence": "license", "licences": "licenses", "offence": "offense", "offences": "offenses",
    "acknowledgement": "acknowledgment", "acknowledgements": "acknowledgments",
}  # fmt: skip
"""Whole words that the stemmer or the British endings do not bring together."""

STEMS: Final[Mapping[str, str]] = {
    "centr": "center", "fibr": "fiber", "metr": "meter", "analysi": "analyz", "analys": "analyz",
}  # fmt: skip
"""Stems that mean the same word."""

_STOPS: Final = """
the of and to a in we for with on is that are by our as this an it from can be which have or at has not these only
their such also how more do between both through than been other into its but over however all no when some most
about use using used very so was what while any each does will they had one them then there those under up via were
where who why within would you your i he she his her my me us if nor too paper papers
"""
STOPS: Final = tuple(_STOPS.split())
"""Words that an abstract is not searched for, the most frequent first; in titles and names they count."""

LITTLE: Final[Mapping[str, int]] = {word: 1 + at % 8 for at, word in enumerate(STOPS)}
"""Stop word -> its class from 1: by it the words beside it know it."""

_QUIET: Final = """
actually after again against already always another anything article away back because become before being best better
beyond cannot could doing done else enough even ever every everything few fewer from get gets getting give gives go goes
good got having help helps idea instead itself just keep know knowing let like look make makes making many matter method
methods might much must need needs never new now often once out own part per really same say see should show shows since
something start still take takes tell than thing things think together try turn understand until want way ways well
whether without work works
"""
QUIET: Final = tuple(_QUIET.split())
"""Words that say little in a query: a paper that lacks them loses little."""

_WORD: Final = re.compile(r"[^\W_]+(?:['.\-][^\W_]+)*")
_HAN: Final = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_SPELLED: Final = re.compile(r"[^\W\d_aeiouy]+s\Z")
"""The plural of a name that is spelled out, such as "cnns": the stemmer wants a vowel."""
_MIXED: Final = re.compile(r"([^\W\d_]{3,})([0-9]+)\Z")


class _Folding(dict[int, str | None]):
    """Code point -> what stands for it, worked out once each."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        if code > 0xFFFF:  # noqa: PLR2004 - beyond two bytes JavaScript sorts otherwise
            folded: str | None = " "
        elif unicodedata.category(char).startswith("M"):
            folded = None
        else:
            folded = LETTERS.get(char, char)
        self[code] = folded
        return folded


_FOLDING: Final = _Folding()
_STEMMER: Final = Stemmer.Stemmer("english", 0)


def fold(text: str) -> str:
    r"""Return ``text`` without case, accents, ligatures and kinds of hyphen or apostrophe.

    >>> fold("Jégou\u2019s β\u2013VAE")
    "jegou's β-vae"
    """
    if text.isascii():
        return text.lower().replace("`", "'")
    return unicodedata.normalize("NFKD", text).lower().translate(_FOLDING)


def compounds(text: str) -> list[str]:
    """Return the words of folded ``text`` in order, hyphenated ones whole.

    >>> compounds("pre-training at 76.5%, i.e. fast")
    ['pre-training', 'at', '76.5', 'i.e', 'fast']
    """
    return _WORD.findall(text)


def parts(compound: str) -> list[str]:
    """Return the plain words of a compound, in order; Chinese and Japanese runs as pairs of characters.

    >>> parts("self-supervised"), parts("resnet50-d"), parts("model's"), parts("深度学")
    (['self', 'supervised'], ['resnet50', 'd'], ['model'], ['深度', '度学'])
    """
    words = []
    for part in re.split(r"['.\-]", compound.removesuffix("'s")):
        if _HAN.search(part) and len(part) > 2:  # noqa: PLR2004 - a pair stands for itself
            words += [part[at : at + 2] for at in range(len(part) - 1)]
        else:
            words.append(GREEK.get(part, part))
    return words


def whole(compound: str) -> str:
    """Return a compound written as one word.

    >>> whole("pre-training"), whole("model's")
    ('pretraining', 'model')
    """
    return re.sub(r"['.\-]", "", compound.removesuffix("'s"))


def head(word: str) -> str | None:
    """Return the letters before a number: ``resnet`` of ``resnet50``, None where the word is no such thing."""
    found = _MIXED.match(word)
    return found[1] if found else None


def stem(word: str) -> str:
    """Return what the forms and spellings of a plain word have in common.

    >>> stem("modelling"), stem("modeling"), stem("initialisation"), stem("initializations"), stem("cnns")
    ('model', 'model', 'initi', 'initi', 'cnn')
    """
    word = FORMS.get(word, word)
    if len(word) > 5 and word.endswith(_BRITISH):  # noqa: PLR2004 - "four" and "rise" keep their ending
        for british, american in ENDINGS:
            if word.endswith(british):
                word = word.removesuffix(british) + american
                break
    stemmed = str(_STEMMER.stemWord(word))
    if len(stemmed) > 3 and (stemmed.endswith("ll") or _SPELLED.match(stemmed)):  # noqa: PLR2004 - "modell", not "all"
        stemmed = stemmed[:-1]
    return STEMS.get(stemmed, stemmed)


def language() -> dict[str, object]:
    """Return the tables as the manifest hands them to the reader, so that both sides agree by design."""
    return {
        "letters": dict(LETTERS),
        "greek": dict(GREEK),
        "endings": [list(pair) for pair in ENDINGS],
        "forms": dict(FORMS),
        "stems": dict(STEMS),
        "stops": " ".join(STOPS),
        "quiet": " ".join(QUIET),
    }
