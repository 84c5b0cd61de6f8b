"""The site without a server: every link leads to a file, and a browser shows it all from a disk."""

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import html5lib
import pytest

from generator import build, from_disk
from generator.__main__ import main

from .conftest import KNEE


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("disk")
    assert build.build(KNEE, out, {}, without_server=True) == []
    return out / "site"


def addresses(page: Path) -> list[str]:
    """All that a page leads to, loads or forwards to."""
    tree = html5lib.parse(page.read_text("utf-8"), namespaceHTMLElements=False)
    found = [element.get(key) for element in tree.iter() for key in ("href", "src") if element.get(key)]
    return found + [element.get("content").partition("url=")[2] for element in tree.iter("meta") if element.get("http-equiv") == "refresh"]


def test_every_address_is_that_of_a_file(site):
    forwarding = site / "k1" / "index.html"
    assert addresses(forwarding).count("../exercises/sit-to-stand/index.html") == 2
    lost, found = [], 0
    for page in site.rglob("*.html"):
        # What a server shows for a missing address, below any other; nothing leads to it.
        if page == site / "404.html":
            continue
        for address in addresses(page):
            path = urlsplit(address).path
            if re.match(r"[a-z]+:", address) or not path:
                continue
            found += 1
            if not (page.parent / unquote(path)).is_file():
                lost.append(f"{page.relative_to(site)}: {address}")
    assert found > 100 and lost == []


@pytest.mark.parametrize("was, now", [
    ('<a href="../n1/">', '<a href="../n1/index.html">'),
    ('<a class="x" href="../n1">', '<a class="x" href="../n1/index.html">'),
    ('<a href="./">', '<a href="./index.html">'), ('<a href=".">', '<a href="./index.html">'), ('<a href="..">', '<a href="../index.html">'),
    ('<a title="a > b" href="../n1/#start">', '<a title="a > b" href="../n1/index.html#start">'),
    ('<link rel="prev" href="../n1/?version=a&amp;b#c">', '<link rel="prev" href="../n1/index.html?version=a&amp;b#c">'),
    ('<meta http-equiv="refresh" content="0; url=../n1/">', '<meta http-equiv="refresh" content="0; url=../n1/index.html">'),
    *((same, same) for same in (
        '<a href="#start">', '<a href="?a">', '<a href="../n2/">', '<a href="../n1/index.html">', '<a href="https://clinic.example/n1/">',
        '<a href="mailto:n1/">', '<a href="//clinic.example/n1/">', '<a href="/n1/">', '<p> href="../n1/" </p>',
    )),
])
def test_a_link_to_a_folder_becomes_one_to_its_page(tmp_path, was, now):
    (tmp_path / "n1").mkdir()
    (tmp_path / "here").mkdir()
    for page in (tmp_path / "index.html", tmp_path / "n1" / "index.html"):
        page.touch()
    page = tmp_path / "here" / "index.html"
    page.write_text(was)
    from_disk.point_at_files(tmp_path)
    assert page.read_text() == now


def test_a_browser_shows_it_from_a_disk(page, site):
    refused = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security Policy" in message.text else None)
    page.on("pageerror", lambda error: refused.append(str(error)))
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto((site / "index.html").as_uri())
    page.locator(".cards a").first.click()
    page.wait_for_url("**/knee/index.html")
    page.locator(".cards a").first.click()
    page.wait_for_url("**/exercises/sit-to-stand/index.html")
    assert page.evaluate("getComputedStyle(document.querySelector('h1 .code')).backgroundColor") == "rgb(19, 102, 108)", "the page has its style"
    assert page.locator("svg.drawing").first.is_visible()
    page.locator("button.begin").click()
    page.get_by_text("The session could not be loaded.").wait_for()
    page.goto((site / "exercises" / "heel-slide" / "index.html").as_uri())
    page.locator("img.photo").first.scroll_into_view_if_needed()
    assert page.evaluate("document.querySelector('img.photo').decode().then(() => true)"), "a photo is shown"
    page.goto((site / "k1" / "index.html").as_uri(), wait_until="commit")
    page.wait_for_url("**/exercises/sit-to-stand/index.html")
    page.goto((site / "sheets" / "ankle" / "index.html").as_uri())
    assert page.locator("svg.drawing, img").first.is_visible()
    assert refused == []


def test_pages_alone_have_no_links_to_mend(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["build", "--pages-only", "--from-disk"])
    assert ended.value.code == 2 and "not allowed with" in capsys.readouterr().err
