"""Sheets on paper: from HTML to PDF, by a Chromium that runs no script of the page and asks no network.

    HTML --Chromium--> tagged PDF --normalised--> no date, no numbers of the browser's memory

Equal HTML, printed by the same version of the browser with the same fonts, gives equal bytes: in whatever
order, together with whatever else, and on whatever day.
"""

import base64
import io
import json
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from . import addresses
from .cache import Memory

SIZES = {"A4": ("210mm", "297mm"), "Letter": ("8.5in", "11in")}
NO_MARGIN = {"top": "0", "right": "0", "bottom": "0", "left": "0"}  # the sheet's own @page has it
NOT_FOUND = "No PDF was made of the sheets, because no Chromium was found: install Chromium or Chrome, or set CHROMIUM to its path."
PATIENCE = 60  # seconds for one step of the browser
QUIET = (
    "--host-resolver-rules=MAP * ~NOTFOUND",  # what a page asks for without a request, such as a preconnect
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
)


@dataclass(frozen=True)
class Job:
    """A sheet to print: where its PDF goes, its whole HTML, the paper, whether in large print, and the PDF's title."""

    address: str
    html: str
    format: str
    large: bool
    title: str


class NoBrowser(Exception):
    """There is no browser here that prints; the message is one sentence about it."""


def editions(sheet: str, html: str, title: str) -> list[Job]:
    """What to print of the sheet at an address: A4 and Letter, in normal and in large print."""
    return [Job(edition.address, html, edition.format, edition.large, title) for edition in addresses.editions(sheet)]


def pdfs(jobs: list[Job], chromium: str | None, memory: Memory | None = None) -> dict[str, bytes]:
    """{address: PDF} of all jobs, printed by one browser at the path `chromium`. What `memory` has is not printed again.

    Large print is the same HTML with the class `large` on its root. Raises NoBrowser where nothing can print.
    """
    if not jobs:
        return {}
    if not chromium:
        raise NoBrowser(NOT_FOUND)
    version = _version(chromium)
    made: dict[str, bytes] = {}
    for job in jobs:
        if memory and (text := memory.recall(_key(job, version))):
            made[job.address] = base64.b64decode(text)
    if left := [job for job in jobs if job.address not in made]:
        # In a thread of its own, for Playwright refuses to begin twice in one, and the caller may have begun.
        with ThreadPoolExecutor(1) as thread:
            made |= thread.submit(_printed, left, chromium).result()
        if memory:
            for job in left:
                memory.keep(_key(job, version), base64.b64encode(made[job.address]).decode())
    return {job.address: made[job.address] for job in jobs}


def _key(job: Job, version: str) -> str:
    return json.dumps([version, job.html, job.format, job.large, job.title])


def _version(chromium: str) -> str:
    try:
        asked = subprocess.run([chromium, "--version"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, timeout=PATIENCE, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        raise _no_browser(chromium, error) from error
    return f"{asked.stdout.strip()}\n{_fonts()}"


def _fonts() -> str:
    """The fonts of this machine, as far as it can list them: with others, the same words print otherwise."""
    try:
        listed = subprocess.run(["fc-list"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, timeout=PATIENCE)
    except (OSError, subprocess.SubprocessError):
        return ""
    return "\n".join(sorted(listed.stdout.splitlines()))


def _no_browser(chromium: str, error: Exception) -> NoBrowser:
    reason = (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
    return NoBrowser(f"No PDF was made of the sheets, because {chromium} does not print: {reason}.")


def _printed(jobs: list[Job], chromium: str) -> dict[str, bytes]:
    with _started(chromium) as context:
        page = context.new_page()
        return {job.address: _normal(*_print(job, page), job.title) for job in jobs}


@contextmanager
def _started(chromium: str) -> Iterator:
    """A context of a new browser, without scripts and without a network."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError as error:
        raise _no_browser(chromium, error) from error
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=list(QUIET), timeout=1000 * PATIENCE)
            context = browser.new_context(java_script_enabled=False, offline=True, service_workers="block")
            context.set_default_timeout(1000 * PATIENCE)
            context.route("**/*", lambda route: route.abort())
            yield context
            browser.close()
    except (Error, OSError) as error:
        raise _no_browser(chromium, error) from error


def _print(job: Job, page) -> tuple[bytes, str]:
    """The PDF as the browser makes it, and the language of its HTML."""
    page.set_content(job.html, wait_until="load")
    # This is ours, and runs although the page's own scripts do not.
    language = page.evaluate("""async large => {
        document.documentElement.classList.toggle('large', large);
        await document.fonts.ready;
        return document.documentElement.lang;
    }""", job.large)
    width, height = SIZES[job.format]
    pdf = page.pdf(width=width, height=height, margin=NO_MARGIN, prefer_css_page_size=False, tagged=True, outline=False)
    return pdf, language


def _normal(printed: bytes, language: str, title: str) -> bytes:
    """The PDF with its title and language, and without anything that differs from one printing to the next."""
    import pikepdf
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        for key in list(pdf.docinfo):
            del pdf.docinfo[key]
        pdf.docinfo.Title = title
        pdf.Root.Lang = pikepdf.String(language)
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        _number_anew(pdf)
        pdf.save(made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()


def _number_anew(pdf) -> None:
    """Names the cells that others refer to by their order. The browser names them by a count of all that it has ever shown."""
    import pikepdf
    elements = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/StructElem"]
    names: dict[str, str] = {}
    tree = pikepdf.Array()
    for element in elements:
        if "/ID" in element:
            name = names[str(element.ID)] = f"cell{len(names) + 1:06}"
            element.ID = pikepdf.String(name)
            tree.extend([element.ID, element])
    for element in elements:
        attributes = element.get("/A", [])
        for given in [attributes] if isinstance(attributes, pikepdf.Dictionary) else attributes:
            if isinstance(given, pikepdf.Dictionary) and "/Headers" in given:
                given.Headers = pikepdf.Array([pikepdf.String(names[str(header)]) for header in given.Headers if str(header) in names])
    if names:
        pdf.Root.StructTreeRoot.IDTree = pikepdf.Dictionary(Names=tree)
