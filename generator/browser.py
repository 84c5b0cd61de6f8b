"""Finds a Chromium on this machine. Nothing is installed here. What is needed to look for it is imported late: a build that ends at once asks too."""

import os

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"


def find() -> str | None:
    """The path of a browser: from CHROMIUM in the environment, from the PATH, or Playwright's own; else None."""
    if os.environ.get("CHROMIUM") or installed():
        return installed()
    from concurrent.futures import ThreadPoolExecutor
    # In a thread of its own, for Playwright refuses to begin twice in one, and the caller may have begun.
    with ThreadPoolExecutor(1) as thread:
        own = thread.submit(_of_playwright).result()
    return own if own and os.path.exists(own) else None


def installed() -> str | None:
    """The same without Playwright's own."""
    if named := os.environ.get("CHROMIUM"):
        return named if os.path.exists(named) else None
    places = [os.path.join(folder, name) for name in NAMES for folder in os.get_exec_path()]
    return next((path for path in (*places, MAC) if os.path.isfile(path) and os.access(path, os.X_OK)), None)


def _of_playwright() -> str | None:
    try:
        from playwright.sync_api import sync_playwright
        with sync_playwright() as playwright:
            return playwright.chromium.executable_path
    except (ImportError, OSError):
        return None
