"""Decoding: the bytes of a source become clean text, and what that took is said."""

import codecs
import re
from typing import Final

from papershelf.codes import problem
from papershelf.problems import Location, Problem

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED: Final = re.compile(
    rb"(?:\bencoding[:=]|\bcoding[:=])\s*[\"']?((?:iso|cp|windows|mac|koi8|gb|big5|euc|shift|latin)[\w-]{1,20})",
    re.IGNORECASE,
)
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_USUAL: Final = bytes((*range(0x20, 0x7F), *b"\t\n\r"))
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_SPACES: Final = "\x0b\x0c\u2028\u2029"
_HEAD: Final = 2000
_MANY: Final = re.compile(rb"[\x80-\xff]{4,}")
_SAMPLE: Final = 65536
_FOREIGN: Final = ("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "cp1251", "koi8_r", "cp1253", "cp1255", "cp1256")
_FIRST_C1, _LAST_C1 = "\x80", "\x9f"


def decode(content: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    r"""Return the text of a source with ``\n`` line ends and without control characters, and notices.

    UTF-8 and, by their marks, UTF-16 and UTF-32. Lines that are not UTF-8 are read in the encoding that the file
    declares at its head (``% Encoding: ISO8859_2``), else as Windows-1252, a file may hold lines of both kinds, or
    in the encoding of the East or of another alphabet that their letters tell.
    """
    text, notices = _decoded(content, path)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = None if not notices and _is_clean(content) else _CONTROLS.search(text)
    if found is None:
        return text, notices
    clean = cleaned(text)
    where = Location(path, text.count("\n", 0, found.start()) + 1)
    message = f"the file holds control characters, the first is {found.group()!r}."
    return clean, (*notices, problem("PS121", where, message, done="They were dropped.", remedy="Delete them."))


def _is_clean(content: bytes) -> bool:
    """Tell whether ``content`` is UTF-8 without control characters, most of which is quickly set aside."""
    try:
        return _CONTROLS.search(content.translate(None, _USUAL).decode("utf-8")) is None
    except UnicodeDecodeError:
        return False


def cleaned(text: str) -> str:
    """Return ``text`` without control and bidi characters; misread Windows-1252 characters are put right."""
    if _SURROGATES.search(text):
        text = _SURROGATES.sub("\ufffd", text)
    return _CONTROLS.sub(_meant, text)


def _meant(found: re.Match[str]) -> str:
    character = found.group()
    if _FIRST_C1 <= character <= _LAST_C1:
        return character.encode("latin-1").decode("cp1252", errors="ignore")
    return " " if character in _SPACES else ""


def _decoded(content: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            if encoding == "utf-8":
                content = content[len(mark) :]
                break
            return content[len(mark) :].decode(encoding, errors="replace"), ()
    wide = _wide(content[:_HEAD])
    if wide:
        text = content.decode(wide, errors="replace")
        done = f"It was read as {wide.upper()}."
        return text, (
            problem("PS120", Location(path), "the file is not UTF-8.", done=done, remedy="Save it as UTF-8."),
        )
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        return _by_line(content, path, content.count(b"\n", 0, error.start) + 1)


def _wide(head: bytes) -> str:
    """Return the name of UTF-16 where every other byte is NUL, else ""."""
    half = len(head) // 2
    if not half or b"\x00" not in head:
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * half and odd < 0.1 * half else ""


def _by_line(content: bytes, path: str, first: int) -> tuple[str, tuple[Problem, ...]]:
    declared = _DECLARED.search(content, 0, _HEAD)
    encoding = _known(declared[1].decode("ascii")) if declared else _guessed(content)
    if encoding != "cp1252":
        text, many = content.decode(encoding, errors="replace"), 0
    else:
        text, many = _mixed(content)
    lines = f", {many} lines in all" if many > 1 else ""
    where = Location(path, first)
    done = f"What is not UTF-8 was read as {'Windows-1252' if encoding == 'cp1252' else encoding}."
    remedy = "Save the file as UTF-8."
    return text, (problem("PS120", where, f"the line is not UTF-8{lines}.", done=done, remedy=remedy),)


def _guessed(content: bytes) -> str:
    """Return the encoding of a file that declares none: Windows-1252, unless its letters cannot be Western.

    Western text has one letter or two beyond ASCII in a row; Chinese, Japanese, Korean, Cyrillic and Greek have many.
    """
    lines = [line for line in content.split(b"\n") if not line.isascii() and not _is_utf8(line)]
    sample = b"\n".join(lines)[:_SAMPLE]
    beyond = sum(byte > 0x7F for byte in sample)  # noqa: PLR2004 - the last of ASCII
    if 2 * sum(map(len, _MANY.findall(sample))) < beyond:
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=list(_FOREIGN)).best()
    return best.encoding if best else "cp1252"


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _known(name: str) -> str:
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return "cp1252"
    return "cp1252" if found in {"iso8859-1", "utf-8", "ascii"} else found


def _mixed(content: bytes) -> tuple[str, int]:
    """Return the text, each line in the encoding that it is in, and how many lines are not UTF-8."""
    lines: list[str] = []
    many = 0
    for line in content.split(b"\n"):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            many += 1
            lines.append(_western(line))
    return "\n".join(lines), many


def _western(line: bytes) -> str:
    try:
        return line.decode("cp1252")
    except UnicodeDecodeError:
        return line.decode("latin-1")
