"""Nothing on a page moves once it is seen: what a script shows or brings late finds its place kept."""

import http.server
import mimetypes
import threading
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest

TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"
SEEN = """() => new Promise((seen) => {
  new PerformanceObserver((list) => list.getEntriesByName("first-contentful-paint").length && seen()).observe({ type: "paint", buffered: true });
})"""
WATCH = """() => {
  window.moves = [];
  const note = (moves) => window.moves.push(...moves.flatMap(({ sources }) => sources.map(({ node, previousRect, currentRect }) =>
    `${(node?.outerHTML ?? node?.textContent ?? "").slice(0, 90)} from ${previousRect.x}, ${previousRect.y} to ${currentRect.x}, ${currentRect.y}`)));
  window.watching = new PerformanceObserver((list) => note(list.getEntries()));
  window.watching.observe({ type: "layout-shift" });
  window.told = () => { note(window.watching.takeRecords()); return window.moves; };
}"""
PLACES = {".html": b"<script", ".js": b"", ".json": b""}


@pytest.fixture
def slow(knee):
    """The guide on a slow line: of a page all up to the scripts at its end comes at once; the rest, all scripts and all data when `line` is set."""
    line, base = threading.Event(), urlsplit(knee.url).path

    class Slow(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            path = knee.site / urlsplit(self.path).path.removeprefix(base)
            file = next(one for one in (path / "index.html", path, knee.site / "404.html") if one.is_file())
            whole = file.read_bytes()
            late = whole.find(PLACES[file.suffix], whole.find(b"</main>")) if file.suffix in PLACES else len(whole)
            self.send_response(200)
            self.send_header("Content-Type", {".js": "text/javascript"}.get(file.suffix) or mimetypes.guess_type(file.name)[0])
            self.send_header("Content-Length", str(len(whole)))
            self.end_headers()
            self.wfile.write(whole[:max(late, 0)])
            if late < len(whole):
                line.wait()
            self.wfile.write(whole[max(late, 0):])

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Slow)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield SimpleNamespace(line=line, root=f"http://127.0.0.1:{server.server_port}{base}")
    line.set()
    server.shutdown()
    server.server_close()


def addresses(catalogue) -> list[str]:
    """One address of each kind of page that a script adds to, and what it is asked."""
    exercise, routine = next(iter(catalogue.spots)), next(iter(catalogue.routines))
    codes = ",".join(one.code for one in list(catalogue.exercises.values())[:2])
    return [
        "", f"{catalogue.guide.regions[0]}/", "safety/", f"exercises/{exercise}/", f"exercises/{exercise}/#more",
        f"routines/{routine}/", f"routines/{routine}/?version=00000000", f"sheets/{routine}/", "my-sheet/", f"my-sheet/#{codes}",
        f"{catalogue.exercises[exercise].code.lower()}1/",
    ]


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_when_scripts_and_answers_come_late(chromium, knee, slow, width):
    context = chromium.new_context(viewport={"width": width, "height": 844}, service_workers="block")
    moved = {}
    for address in addresses(knee.catalogue):
        slow.line.clear()
        page = context.new_page()
        page.goto(slow.root + address, wait_until="commit")
        page.locator("footer").last.wait_for(state="attached")
        page.evaluate(SEEN), page.evaluate(TWO_FRAMES), page.evaluate(WATCH)
        slow.line.set()
        page.wait_for_load_state("networkidle")
        page.evaluate(TWO_FRAMES)
        assert page.locator(".awaited").count() == 0, address
        moved |= {address: found} if (found := page.evaluate("window.told()")) else {}
        page.close()
    context.close()
    assert moved == {}
