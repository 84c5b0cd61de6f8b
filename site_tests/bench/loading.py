"""What a phone loads to show one exercise for the first time."""

import functools
import gzip
import http.server
import os
import threading
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from generator import browser

from . import peers
from .building import SLOW
from .guides import HERE, PAGE, Guide
from .taking import Pairs, row, run, say


def loads(guide: Guide, _pairs: Pairs) -> list[dict]:
    """Bytes on the wire, gzipped, and requests, until the network is quiet; once, for they are always the same.

    What a service worker fetches later is not among them. A guide that takes Material minutes is held against the smallest one of ours.
    """
    if not browser.find():
        say("No browser was found: what a page loads is left out.")
        return []
    run(guide.build)
    small = min(int(path.name) for path in HERE.iterdir() if path.name.isdigit())
    if guide.size > SLOW and small < guide.size:
        name, other, wanted = f"the same with {small} exercises", HERE / str(small) / "out" / "site", "at most 1.05"
    else:
        default = peers.material(guide)
        run(peers.material_build(default), default.parent)
        name, other, wanted = peers.MATERIAL, default.parent / "site", ""
    (bytes_ours, ours), (bytes_theirs, theirs) = (_first_load(site) for site in (guide.out / "site", other))
    return [
        row("first load of an exercise, gzip", guide.size, [bytes_ours], name, [bytes_theirs], wanted, lambda value: f"{value / 1000:.1f} kB"),
        row("first load of an exercise, requests", guide.size, [ours], name, [theirs], "", lambda value: f"{value:.0f}"),
    ]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@contextmanager
def _served(site: Path):
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def _first_load(site: Path) -> tuple[int, int]:
    """Bytes, and requests."""
    with sync_playwright() as playwright, _served(site) as root:
        started = playwright.chromium.launch(executable_path=browser.find(), args=[] if os.geteuid() else ["--no-sandbox"])
        page = started.new_context(service_workers="block", viewport={"width": 390, "height": 844}).new_page()
        asked: list[str] = []
        # Strangers are asked of nothing here, and count as a request without bytes.
        page.route(lambda url: not url.startswith(root), lambda route: route.abort())
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{root}{PAGE}/", wait_until="load")
        page.wait_for_load_state("networkidle")
        started.close()
    own = [url.removeprefix(root).split("?")[0] for url in asked if url.startswith(root)]
    files = [site / (f"{url}index.html" if url.endswith("/") or not url else url) for url in own]
    return sum(len(gzip.compress(file.read_bytes(), mtime=0)) for file in files if file.exists()), len([url for url in asked if not url.startswith("data:")])
