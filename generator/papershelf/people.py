"""People: a list of names as a source writes it becomes persons, and persons who are the same fold alike."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from papershelf.name_lists import split_names
from papershelf.name_parts import person_of
from papershelf.papers import Person
from papershelf.records import Dialect
from papershelf.richtext.braces import matched
from papershelf.richtext.characters import clean
from papershelf.richtext.escapes import latex_of
from papershelf.richtext.reading import read_text

_SPECIAL: Final = re.compile(r"[\\{}~$&<`]|--|''")
_MASK: Final = 0x100000
_MOST_MASKS: Final = 0xFFFD
_MASKS: Final = re.compile("[\U00100000-\U0010fffd]")
_MACRO: Final = re.compile(r"\\(?:[A-Za-z]+|[^A-Za-z])\s*\Z")
_REMEMBERED: Final = 1 << 17
_MARKS: Final = " *†‡§¶"
_FOLDED: Final[Mapping[int, str]] = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŋ": "ng", "ß": "ss",
    "'": "", "’": "", "‘": "", "ʼ": "", "ʹ": "", "`": "", "´": "",
})  # fmt: skip
_NO_NAME: Final[Mapping[int, str]] = str.maketrans({"{": "", "}": "", "~": " "})
_SPACED: Final[Mapping[int, str]] = {
    **str.maketrans(dict.fromkeys('!"#$%&()*+,-./:;<=>?@[\\]^_{|}~', " ")), **str.maketrans(dict.fromkeys("'`", "")),
}  # fmt: skip
_GUARDED: Final = re.compile(r"[\s,;&=]|\A[a-z]|\A(?:and|others)\Z", re.IGNORECASE)
_SEPARATING: Final = re.compile(r"[,;&=]|\band\b|\bothers\b", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_LOW_WORDS: Final = frozenset("von van der den de la di da dos del du ten ter zu".split())
_CAPITALS: Final = frozenset({"II", "III", "IV"})


_USUAL: Final = re.compile(
    r"(?!.*\b(?:And|Et|Al|Others)\b)"
    r"(?:[A-Z][a-z]+(?:[ -][A-Z][a-z]+)*, )?(?:[A-Z]\.[ -]|[A-Z][a-z]+[ -])*(?:[A-Z][a-z]+|(?<=[, .-])[A-Z]\.)"
)
"""A name of plain words, the family first or last, which no list and no particle can be hidden in."""


class Names(NamedTuple):
    """The people of a name list, in order; whether there are more than it names; remarks on repairs."""

    people: tuple[Person, ...]
    more: bool = False
    remarks: tuple[str, ...] = ()


def read_names(text: str, dialect: Dialect) -> Names:
    """Return the people that the BibTeX name list ``text`` names.

    Names stand between the words "and"; ``and others`` says that there are more; what stands whole in braces is
    an organisation. Lists with other separators, and names in capitals, are repaired when that is certain, with
    a remark. Never raises.
    """
    stated = text.split(" and ")
    usual = tuple(filter(None, map(_usual, stated)))
    if len(usual) == len(stated):
        return Names(usual)
    text = clean(text)
    plain, masked = _flattened(text, dialect) if _SPECIAL.search(text) else (" ".join(text.split()), ())
    split = split_names(plain)
    remarks = list(split.remarks)
    names = split.names
    if _is_shouted(plain, names):
        names = tuple(_lowered(name) for name in names)
        remarks.append("names stand in capitals; they are shown in the usual case.")
    people = tuple(filter(None, (_person(name, masked) for name in names)))
    return Names(people, split.more, tuple(remarks))


def write_names(people: Sequence[Person], *, more: bool = False) -> str:
    """Return the BibTeX name list that reads back to the same people.

    >>> write_names([Person("Beethoven", "Ludwig", "van"), Person("Acme, Inc.")], more=True)
    'van Beethoven, Ludwig and {Acme, Inc.} and others'
    """
    return " and ".join([*(_written(person) for person in people), *(["others"] if more else [])])


def fold_name(person: Person) -> str:
    """Return the folding under which two printings of one name are the same author.

    Case, accents, punctuation and spacing go; given names stay whole.

    >>> fold_name(Person("Jégou", "Hervé")), fold_name(Person("O'Brien", "J.-P."))
    ('herve jegou', 'j p obrien')
    """
    return fold(person.printed)


def fold(name: str) -> str:
    """Return the folding of a printed name, or of a part of one."""
    text = name.casefold()
    if text.isascii():
        return text if text.isalpha() else " ".join(text.translate(_SPACED).split())
    letters = unicodedata.normalize("NFKD", text).casefold().translate(_FOLDED)
    return " ".join("".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c)).split())


@lru_cache(maxsize=_REMEMBERED)
def _usual(name: str) -> Person | None:
    """Return the person of a name that needs no care, None where it may need some."""
    return person_of(name) if _USUAL.fullmatch(name) else None


@lru_cache(maxsize=_REMEMBERED)
def _known(name: str) -> Person | None:
    return person_of(name.strip(_MARKS))


def _person(name: str, masked: Sequence[str]) -> Person | None:
    """Return the person of one name, what was in braces back in its place."""
    if not masked or not _MASKS.search(name):
        return _known(name)
    whole = _MASKS.fullmatch(name)
    person = Person(name) if whole else person_of(name.strip(_MARKS))
    if person is None:
        return None

    def shown(part: str) -> str:
        return " ".join(_MASKS.sub(lambda mask: masked[ord(mask.group()) - _MASK], part).split())

    person = Person(shown(person.family), shown(person.given), shown(person.particle), shown(person.suffix))
    return person if person.family else None


def _flattened(text: str, dialect: Dialect) -> tuple[str, tuple[str, ...]]:
    """Return the characters of a name list, each guarded group as one private character; and those groups."""
    text = _MASKS.sub("", text)
    matches = matched(text)
    pieces: list[str] = []
    masked: list[str] = []
    place = 0
    while (opened := text.find("{", place)) >= 0:
        closed = matches.get(opened, opened)
        pieces.append(text[place:opened])
        inside = text[opened + 1 : closed]
        place = closed + 1
        if closed == opened:
            continue
        if (inside.startswith("\\") and not _SEPARATING.search(inside)) or _MACRO.search(
            text, max(0, opened - 20), opened
        ):
            pieces.append(text[opened:place])
        elif _GUARDED.search(inside):
            masked.append(_words(inside, dialect))
            pieces.append(chr(_MASK + len(masked) - 1) if len(masked) <= _MOST_MASKS else masked[-1])
        else:
            pieces.append(inside)
    pieces.append(text[place:])
    return _words("".join(pieces), dialect), tuple(masked)


def _words(text: str, dialect: Dialect) -> str:
    """Return the characters of ``text`` that names are made of: no braces, no ties."""
    return " ".join(read_text(text, dialect)[0].plain.translate(_NO_NAME).split())


def _is_shouted(plain: str, names: Sequence[str]) -> bool:
    if not names or (len(names) == 1 and "," not in plain) or not all(name.isupper() for name in names):
        return False
    return all(len(words := _WORD.findall(name)) > 1 and any(len(word) > 2 for word in words) for name in names)  # noqa: PLR2004


def _lowered(name: str) -> str:
    return _WORD.sub(_capitalized, name)


def _capitalized(found: re.Match[str]) -> str:
    word = found.group()
    if word in _CAPITALS:
        return word
    if word.lower() in _LOW_WORDS and found.string[found.end() : found.end() + 1] == " ":
        return word.lower()
    return "Mc" + word[2:].capitalize() if word.startswith("MC") and len(word) > 4 else word.capitalize()  # noqa: PLR2004


@lru_cache(maxsize=_REMEMBERED)
def _written(person: Person) -> str:
    bare = Person(person.family, person.given, person.particle, person.suffix)
    family, particle, suffix, given = map(latex_of, (bare.family, bare.particle, bare.suffix, bare.given))
    guarded = f"{{{family}}}" if family else ""
    forms = (
        latex_of(bare.inverted) if bare.given else guarded if " " in family else family,
        guarded if not given else ", ".join(filter(None, (f"{particle} {guarded}".strip(), suffix, given))),
    )
    for form in forms:
        if read_names(form, Dialect.LATEX) == ((bare,), False, ()):
            return form
    parts = {"family": family, "given": given, "prefix": particle, "suffix": suffix}
    return ", ".join(f"{name}={{{part}}}" for name, part in parts.items() if part)
