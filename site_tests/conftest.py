"""The two guides under test, built once: the knee guide of the tests, and the content of this repository."""

import functools
import http.server
import os
import shutil
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator import build
from generator.catalogue import Catalogue

from . import browser

ROOT = Path(__file__).parent.parent
KNEE = ROOT / "site_tests" / "guide"
CONTENT = ROOT / "content"


@dataclass(frozen=True)
class Built:
    """A built guide: its catalogue, and the folder with docs/ and site/."""

    content: Path
    out: Path
    catalogue: Catalogue

    @property
    def site(self) -> Path:
        return self.out / "site"

    def pages(self) -> list[Path]:
        return sorted(self.site.rglob("*.html"))


def made(content: Path, out: Path) -> Built:
    """Builds a guide that has no problems."""
    assert build.build(content, out, {}) == []
    return Built(content, out, build.read(content)[0])


@pytest.fixture(scope="session")
def knee(tmp_path_factory) -> Built:
    return made(KNEE, tmp_path_factory.mktemp("knee"))


@pytest.fixture(scope="session")
def guide(tmp_path_factory) -> Built:
    return made(CONTENT, tmp_path_factory.mktemp("guide"))


@pytest.fixture(scope="session", params=["knee", "guide"])
def built(request) -> Built:
    """Each of the two guides in turn."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def knee_copy(tmp_path) -> Path:
    """A copy of the knee guide that a test may spoil."""
    return Path(shutil.copytree(KNEE, tmp_path / "content"))


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a site below /a/base/path/, with its own 404 page, as GitHub Pages does."""

    base = "/a/base/path/"

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
    """A function from a site folder to the address it is served at."""
    servers = []

    def started(folder: Path) -> str:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}{_Quiet.base}"

    yield started
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    path = browser.find()
    assert path, browser.WAY_OUT
    sandbox = [] if os.geteuid() else ["--no-sandbox"]
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
    return {**browser_type_launch_args, "executable_path": path, "args": [*sandbox, *quiet]}
