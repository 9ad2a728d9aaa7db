"""Finds a Chromium for the browser tests, and installs one where there is none.

Run as a program it installs; ``executable()`` only finds.
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
FLAGS = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync")


def executable() -> str | None:
    """Return the path of a Chromium, or None: ``$CHROMIUM``, then the usual names, then Playwright's own."""
    stated = os.environ.get("CHROMIUM")
    found = [stated] if stated else [shutil.which(name) for name in NAMES]
    places = [place for place in (*found, MAC) if place and os.path.exists(place)]  # noqa: PTH110 - strings
    return places[0] if places else _playwright()


def _playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None  # noqa: PTH110 - a string


def install() -> None:
    """Install Chromium by the system's packages where we may, else by Playwright."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=False, env=environment)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
            check=False,
            env=environment,
            stdout=subprocess.DEVNULL,
        )
    if executable() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


if __name__ == "__main__":
    if executable() is None:
        print("   installing Chromium")  # noqa: T201 - a program
        install()
    path = executable()
    if path is None:
        sys.exit("No Chromium: install one (Debian: apt install chromium) or say CHROMIUM=/path/to/it make test.")
    print(f"   {path}")  # noqa: T201 - a program
