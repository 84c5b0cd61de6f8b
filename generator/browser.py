"""Finds a Chromium on this machine. Nothing is installed here."""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from . import unchanged

NAMES = unchanged.BROWSERS
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"


def find() -> str | None:
    """The path of a browser: from CHROMIUM in the environment, from the PATH, or Playwright's own; else None."""
    if named := os.environ.get("CHROMIUM"):
        return named if Path(named).exists() else None
    if found := next(filter(None, map(shutil.which, NAMES)), None):
        return found
    if Path(MAC).exists():
        return MAC
    # In a thread of its own, for Playwright refuses to begin twice in one, and the caller may have begun.
    with ThreadPoolExecutor(1) as thread:
        own = thread.submit(_of_playwright).result()
    return own if own and Path(own).exists() else None


def _of_playwright() -> str | None:
    try:
        from playwright.sync_api import sync_playwright
        with sync_playwright() as playwright:
            return playwright.chromium.executable_path
    except (ImportError, OSError):
        return None
