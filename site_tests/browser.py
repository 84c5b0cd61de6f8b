"""Finds a Chromium for the tests, or brings one. `python -m site_tests.browser` does both before the tests run."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
WAY_OUT = "No Chromium was found and none could be installed. Install Chromium or Chrome, or set CHROMIUM to its path."


def find() -> str | None:
    """The path of a browser: from CHROMIUM in the environment, from the PATH, or Playwright's own; else None."""
    if named := os.environ.get("CHROMIUM"):
        return named if Path(named).exists() else None
    if found := next(filter(None, map(shutil.which, NAMES)), None):
        return found
    if Path(MAC).exists():
        return MAC
    from playwright.sync_api import sync_playwright
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def bring() -> None:
    """Installs one: Debian's package as root, else Playwright's own."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], stdout=subprocess.DEVNULL)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], stdout=subprocess.DEVNULL, env=environment)
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"])


if __name__ == "__main__":
    if not find():
        bring()
    if not find():
        sys.exit(WAY_OUT)
