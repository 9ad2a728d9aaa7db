"""Printing: what the engine made of a site, and its other pages, printed into the stage from the engine's exemplars."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from papershelf.envelope import site_path
from papershelf.kitchen import files_in
from papershelf.page import FORMS, Page
from papershelf.press import MARK, Form, Press, Proof
from papershelf.site import Stage


@dataclass(frozen=True, slots=True)
class Setting:
    """What the engine made: the press of its exemplars, and the other ``files`` (path -> bytes)."""

    press: Press
    files: Mapping[str, bytes]

    def holds(self, address: str) -> bool:
        """Return whether a hand-written page stands at ``address``; it wins over a generated one."""
        return site_path(address) in self.files


def setting_in(dressed: Path) -> Setting:
    """Return what the engine made in the folder ``dressed``; a hand-written page may stand for an exemplar."""
    files = dict(files_in(dressed))
    paths = {form: site_path(form.exemplar.address) for form in (Form.of(*named) for named in FORMS)}
    texts = {form: files[path].decode() for form, path in paths.items() if path in files}
    exemplars = {form: text for form, text in texts.items() if MARK in text}
    for form in exemplars:
        files.pop(paths[form], None)
    return Setting(Press.of(exemplars), files)


class Printer:
    """Prints pages into the stage of a site, and remembers those that are to be proven."""

    def __init__(self, setting: Setting, output: Path) -> None:
        """Print the site ``output``; several printers may fill its stage."""
        self._setting = setting
        self.stage = Stage(output)
        self.proof = Proof(setting.press)

    def put(self, pages: Iterable[Page]) -> list[str]:
        """Print pages where no hand-written ones stand, and return the addresses of those printed."""
        addresses: list[str] = []
        self.stage.put(self._watched(pages, addresses))
        return addresses

    def put_unwatched(self, pages: Iterable[Page]) -> int:
        """Print pages that are not to be proven, beside which no hand-written ones stand; return their count."""
        return self.stage.put((site_path(page.address), self._setting.press.print(page)) for page in pages)

    def _watched(self, pages: Iterable[Page], addresses: list[str]) -> Iterator[tuple[str, bytes]]:
        for page in pages:
            if not self._setting.holds(page.address):
                printed = self._setting.press.print(page)
                self.proof.watch(page, printed)
                addresses.append(page.address)
                yield site_path(page.address), printed
