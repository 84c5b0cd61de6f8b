"""The two guides under test, built once: the knee guide of the tests, and the content of this repository."""

import functools
import http.server
import os
import shutil
import threading
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

from generator import build
from generator.catalogue import Catalogue
from generator.site import site

from . import browser

ROOT = Path(__file__).parent.parent
KNEE = ROOT / "site_tests" / "guide"
CONTENT = ROOT / "content"

# In the programs that the tests start a warning is an error as well.
os.environ["PYTHONWARNINGS"] = "error"


@dataclass(frozen=True)
class Built:
    """A built guide: its catalogue, and the folder with docs/ and site/."""

    content: Path
    out: Path
    catalogue: Catalogue
    url: str

    @property
    def site(self) -> Path:
        return self.out / "site"

    def pages(self) -> list[Path]:
        return sorted(self.site.rglob("*.html"))


def made(content: Path, out: Path, environment: dict[str, str]) -> Built:
    """Builds a guide that has no problems and an address, with its PDFs."""
    assert build.build(content, out, environment, browser.find()) == []
    catalogue = build.read(content)[0]
    return Built(content, out, catalogue, site(catalogue.guide, environment).url)


@pytest.fixture(scope="session")
def knee(tmp_path_factory) -> Built:
    return made(KNEE, tmp_path_factory.mktemp("knee"), {})


@pytest.fixture(scope="session")
def guide(tmp_path_factory) -> Built:
    return made(CONTENT, tmp_path_factory.mktemp("guide"), {"SITE_URL": "https://guide.example/a/base/path"})


@pytest.fixture(scope="session", params=["knee", "guide"])
def built(request) -> Built:
    """Each of the two guides in turn."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def knee_copy(tmp_path) -> Path:
    """A copy of the knee guide that a test may spoil."""
    return Path(shutil.copytree(KNEE, tmp_path / "content"))


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a site below its base path, with its own 404 page, as GitHub Pages does."""

    def __init__(self, *arguments, base: str, **options):
        self.base = base
        super().__init__(*arguments, **options)

    def do_GET(self):
        if not self.path.startswith(self.base):
            return self.send_error(404)
        self.path = "/" + self.path[len(self.base):]
        if not Path(self.translate_path(self.path)).exists():
            page = (Path(self.directory) / "404.html").read_bytes()
            self.send_response(404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            return self.wfile.write(page)
        return super().do_GET()

    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def serve():
    """A function from a built guide to the address it is served at, with the path it is published under."""
    servers = []

    def started(built: Built) -> str:
        base = urlsplit(built.url).path
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(built.site), base=base))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}{base}"

    yield started
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def chromium():
    """A running Chromium. Its own calls home are switched off."""
    path = browser.find()
    assert path, browser.WAY_OUT
    sandbox = [] if os.geteuid() else ["--no-sandbox"]
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=[*sandbox, *quiet])
        yield started
        started.close()


@pytest.fixture
def page(chromium):
    """A fresh page in a context of its own."""
    context = chromium.new_context()
    yield context.new_page()
    context.close()
