"""A build needs nothing but this machine, and says nothing but that it is done: no network, no warning."""

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Error, sync_playwright

from . import alone
from .conftest import KNEE


@dataclass(frozen=True)
class Build:
    """A build of the knee guide, as from the command line."""

    ended: alone.Ended
    out: Path


@pytest.fixture(scope="module")
def cut(tmp_path_factory) -> Build:
    """The whole build with its PDFs, with the network cut, every warning an error, and nothing remembered from before."""
    folder, out = tmp_path_factory.mktemp("alone"), tmp_path_factory.mktemp("cut") / "out"
    command = [sys.executable, "-m", "generator", "build", "--content", str(KNEE), "--out", str(out)]
    return Build(alone.run(command, folder, REQUIRE_PDF="yes", PYTHONWARNINGS="error"), out)


def files(site: Path) -> dict[str, str]:
    return {path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in site.rglob("*") if path.is_file()}


def test_a_build_without_network_makes_the_same_files(cut, knee):
    assert cut.ended.code == 0, cut.ended.out + cut.ended.told
    made = files(cut.out / "site")
    assert made == files(knee.site) and [name for name in made if name.endswith(".pdf")]
    assert cut.ended.asked == []


def test_a_build_says_that_it_is_done_and_nothing_else(cut):
    """Warnings are errors in it, those of MkDocs are errors too, and what a program prints of itself would stand here."""
    assert (cut.ended.out, cut.ended.told) == (f"The guide is in {cut.out / 'site'}.\n", "")


def test_where_the_tests_decide_the_system_itself_cuts_the_network():
    """Elsewhere, such as on a Mac, only Python and the browser are held."""
    assert alone.space() or not os.environ.get("GITHUB_ACTIONS"), alone.WAY_OUT


@pytest.mark.parametrize("asks", [
    "import urllib.request; urllib.request.urlopen('http://guide.invalid/')",
    "import socket; socket.create_connection(('192.0.2.1', 80), timeout=9)",
    "import socket; socket.create_connection(('2001:db8::1', 80), timeout=9)",
    "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'', ('192.0.2.1', 53))",
    "import asyncio; asyncio.run(asyncio.open_connection('guide.invalid', 80))",
    "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import socket; socket.gethostbyname(\"guide.invalid\")'], check=True)",
])
def test_python_that_asks_the_network_is_stopped_and_told(tmp_path, asks):
    ended = alone.run([sys.executable, "-c", asks], tmp_path)
    assert ended.code and len(ended.asked) == 1 and ("guide.invalid" in ended.asked[0] or "192.0.2.1" in ended.asked[0] or "2001:db8::1" in ended.asked[0])
    assert "The network is cut" in ended.told


def test_what_stays_on_this_machine_is_not_the_network(tmp_path):
    here = "import socket; one = socket.create_server(('127.0.0.1', 0)); one.listen(); print(one.getsockname()[1])"
    ended = alone.run([sys.executable, "-c", f"{here}; socket.getaddrinfo('localhost', 80)"], tmp_path)
    assert ended.code == 0 and ended.asked == [], ended.told


@pytest.mark.skipif(not alone.space(), reason=alone.WAY_OUT)
def test_the_system_leaves_no_network_to_any_program(tmp_path):
    names = subprocess.run([*alone.space(), "cat", "/proc/net/dev"], capture_output=True, text=True).stdout.splitlines()[2:]
    assert [name.partition(":")[0].strip() for name in names] == ["lo"]


def test_the_browser_asks_a_closed_port(tmp_path):
    alone.run(["true"], tmp_path)

    def shown() -> str:
        with sync_playwright() as playwright:
            started = playwright.chromium.launch(executable_path=tmp_path / "chromium")
            with pytest.raises(Error) as told:
                started.new_page().goto("http://127.0.0.1:8000/")
            return str(told.value)

    # In a thread of its own, for Playwright refuses to begin twice in one.
    with ThreadPoolExecutor(1) as thread:
        assert "ERR_PROXY_CONNECTION_FAILED" in thread.submit(shown).result()
