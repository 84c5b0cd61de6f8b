"""The sheets as PDF: the right paper, tagged, equal to the byte, from their HTML alone."""

import functools
import hashlib
import io
import re
import socket
import socketserver
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pikepdf
import pytest

from generator import browser, paper
from generator.cache import Memory

from .conftest import ROOT

POINTS = {"A4": (595.28, 841.89), "Letter": (612, 792)}
PAGE = """<!doctype html><html lang="cy" class="sheet"><head><meta charset="utf-8"><title>Another title</title><style>
body { margin: 0; } @page { margin: 12mm; } p { font-size: 20px; } .sheet.large p { font-size: 60px; } aside { break-before: page; }
</style></head><body><h1>Knee</h1><p>Bend it.</p>%s</body></html>"""
TABLE = '<table><tr><th id="d">Day<th id="w">Week<tr><td headers="d">1<td headers="w">2</table>'


def job(more: str = "", size: str = "A4", large: bool = False, address: str = "knee.pdf") -> paper.Job:
    return paper.Job(address, PAGE % more, size, large, "Knee · A guide")


@functools.lru_cache
def path() -> str:
    """The path of the browser that prints here."""
    found = browser.find()
    assert found
    return found


def opened(printed: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(printed))


def printed(one: paper.Job) -> pikepdf.Pdf:
    return opened(paper.pdfs([one], path())[one.address])


def elements(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    return [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/StructElem"]


def kinds(pdf: pikepdf.Pdf) -> set[str]:
    return {str(element.S) for element in elements(pdf)}


def sizes_of_words(pdf: pikepdf.Pdf) -> set[float]:
    return {float(one.operands[1]) for one in pikepdf.parse_content_stream(pdf.pages[0], "Tf")}


def has_the_size(pdf: pikepdf.Pdf, size: str) -> bool:
    return all([float(side) for side in page.mediabox] == pytest.approx([0, 0, *POINTS[size]], abs=.7) for page in pdf.pages)


def test_the_four_editions_lie_beside_the_sheet():
    editions = paper.editions("sheets/lumbar/", "<p>", "Lower back")
    assert [(one.address, one.format, one.large, one.html, one.title) for one in editions] == [
        ("sheets/lumbar-a4.pdf", "A4", False, "<p>", "Lower back"),
        ("sheets/lumbar-letter.pdf", "Letter", False, "<p>", "Lower back"),
        ("sheets/lumbar-a4-large.pdf", "A4", True, "<p>", "Lower back"),
        ("sheets/lumbar-letter-large.pdf", "Letter", True, "<p>", "Lower back"),
    ]


@pytest.mark.parametrize("size", POINTS)
@pytest.mark.parametrize("style", ["", "<style>@page { size: A5; }</style>"], ids=["no size", "size A5"])
def test_every_page_has_the_size_of_the_paper_whatever_the_style_says(size, style):
    pdf = printed(job(f"{style}<aside>Page two</aside>", size))
    assert len(pdf.pages) == 2 and has_the_size(pdf, size)


@pytest.mark.parametrize("size, height", [("A4", 297), ("Letter", 279.4)])
def test_the_margin_is_that_of_the_style(size, height):
    block = '<aside style="height: %smm"></aside>'
    assert len(printed(job(block % (height - 24 - 1), size)).pages) == 2
    assert len(printed(job(block % (height - 24 + 1), size)).pages) == 3


def test_it_is_tagged_and_says_its_title_and_language():
    pdf = printed(job(TABLE))
    assert pdf.Root.MarkInfo.Marked is True
    assert {"/H1", "/P", "/Table", "/TH", "/TD"} <= kinds(pdf)
    assert str(pdf.Root.Lang) == "cy"
    assert str(pdf.docinfo.Title) == "Knee · A guide"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True


def test_a_cell_still_finds_its_heading():
    pdf = printed(job(TABLE))
    named = {str(element.ID): str(element.S) for element in elements(pdf) if "/ID" in element}
    tree = list(pdf.Root.StructTreeRoot.IDTree.Names)
    asked = [str(header) for element in elements(pdf) for given in element.get("/A", []) for header in given.get("/Headers", [])]
    assert set(named.values()) == {"/TH"} and sorted(asked) == sorted(named)
    assert [str(name) for name in tree[::2]] == sorted(named)
    assert all(str(element.ID) == str(name) for name, element in zip(tree[::2], tree[1::2]))


def test_nothing_tells_the_day_or_the_browser():
    made = paper.pdfs([job(TABLE)], path())["knee.pdf"]
    pdf = opened(made)
    assert set(pdf.docinfo.keys()) == {"/Title"} and "/Metadata" not in pdf.Root
    plain = io.BytesIO()
    pdf.save(plain, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert not re.search(rb"Date|Producer|Creator|D:20[0-9]{6}|Chrom|node0", plain.getvalue())


def test_equal_html_gives_equal_bytes_in_any_order_and_in_any_process():
    first, second = job(TABLE), job(TABLE * 2, "Letter", True, "other.pdf")
    once = paper.pdfs([first, second], path())
    assert paper.pdfs([second, first], path()) == once and list(once) == ["knee.pdf", "other.pdf"]
    program = (
        "import hashlib, sys; from generator import paper\n"
        "made = paper.pdfs([paper.Job('a', sys.argv[2], 'A4', False, 'Knee · A guide')], sys.argv[1])['a']\n"
        "print(hashlib.sha256(made).hexdigest())"
    )
    done = subprocess.run([sys.executable, "-c", program, path(), first.html], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == hashlib.sha256(once["knee.pdf"]).hexdigest()


def test_equal_html_gives_equal_bytes_where_the_browser_counts_on(monkeypatch):
    """On a small machine one process shows all pages, and goes on counting their elements from one to the next."""
    monkeypatch.setattr(paper, "QUIET", (*paper.QUIET, "--renderer-process-limit=1"))

    def twice():
        with paper._started(path()) as context:
            return [paper._print(job(TABLE), context.new_page()) for _ in range(2)]

    with ThreadPoolExecutor(1) as thread:  # Playwright may have begun in this one
        once, again = thread.submit(twice).result()
    assert paper._normal(*once, "Knee") == paper._normal(*again, "Knee")


def test_large_print_is_the_class_large():
    assert sizes_of_words(printed(job())) == {32, 20}
    assert sizes_of_words(printed(job(large=True))) == {32, 60}


def test_no_script_of_the_page_runs():
    script = "<script>document.documentElement.lang = 'en'; document.body.innerHTML = '<table><tr><td>1</table>'</script>"
    pdf = printed(job(f'{script}<img src="data:," onerror="document.documentElement.lang = 1">'))
    assert str(pdf.Root.Lang) == "cy" and "/H1" in kinds(pdf) and "/TD" not in kinds(pdf)


class _Ear(socketserver.TCPServer):
    """Notes who connects, and answers nobody."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), socketserver.BaseRequestHandler)
        self.heard: list[int] = []

    def verify_request(self, _, client):
        self.heard.append(client[1])
        return False


def test_nothing_is_asked_of_the_network():
    with _Ear() as ear:
        listening = threading.Thread(target=ear.serve_forever)
        listening.start()
        there = f"http://127.0.0.1:{ear.server_address[1]}"
        asking = (
            f'<img src="{there}/1" alt="Far away"><link rel="stylesheet" href="{there}/2"><iframe src="{there}/3"></iframe>'
            f'<p style="background: url({there}/4)">Here.</p><link rel="preconnect" href="{there}"><object data="{there}/5"></object>'
            f'<style>@font-face {{ font-family: far; src: url({there}/6) }} h1 {{ font-family: far }}</style><video src="{there}/7"></video>'
        )
        pdf = printed(job(asking))
        with socket.create_connection(ear.server_address) as ours:
            me = ours.getsockname()[1]
            ours.recv(1)  # until it has been heard
        ear.shutdown()
        listening.join()
    assert ear.heard == [me]
    assert "/H1" in kinds(pdf)


def test_who_has_begun_playwright_may_print_and_look_for_a_browser(chromium, monkeypatch, tmp_path):
    assert chromium.is_connected() and has_the_size(printed(job()), "A4")
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    browser.find()


def test_no_jobs_need_no_browser():
    assert paper.pdfs([], None) == {}


@pytest.mark.parametrize("kind", ["none", "not there", "not a program", "not a browser", "no Playwright"])
def test_without_a_browser_one_sentence_says_so(kind, tmp_path, monkeypatch):
    (tmp_path / "text").write_text("Hello")
    (tmp_path / "program").write_text("#!/bin/sh\necho Chromium 1")
    (tmp_path / "program").chmod(0o755)
    if kind == "no Playwright":
        monkeypatch.setitem(sys.modules, "playwright.sync_api", None)
    given = {"none": None, "not there": tmp_path / "gone", "not a program": tmp_path / "text"}.get(kind, tmp_path / "program")
    with pytest.raises(paper.NoBrowser, match=r"\ANo PDF was made of the sheets, because [^\n]+[^.\n]\.\Z"):
        paper.pdfs([job()], given and str(given))


def test_what_is_remembered_is_not_printed_again(tmp_path, monkeypatch):
    asked: list[str] = []

    def printing(jobs, _):
        asked.extend(one.address for one in jobs)
        return {one.address: b"\xff" + one.address.encode() for one in jobs}

    def ask(*jobs: paper.Job) -> list[str]:
        asked.clear()
        made = paper.pdfs(list(jobs), "browser", Memory(tmp_path, "1"))
        assert made == {one.address: made[one.address] for one in jobs}
        return list(asked)

    monkeypatch.setattr(paper, "_printed", printing)
    monkeypatch.setattr(paper, "_version", lambda _: "Chromium 1")
    first, second = job(address="1.pdf"), job(large=True, address="2.pdf")
    assert ask(first) == ["1.pdf"]
    assert ask(first, second) == ["2.pdf"]
    assert ask(first, second) == []
    others = [job("more", address="3.pdf"), job("", "Letter", address="4.pdf"), paper.Job("5.pdf", first.html, "A4", False, "Other")]
    assert ask(*others) == ["3.pdf", "4.pdf", "5.pdf"]
    monkeypatch.setattr(paper, "_version", lambda _: "Chromium 2")
    assert ask(first) == ["1.pdf"]


def test_a_browser_named_in_the_environment_is_the_one(monkeypatch, tmp_path):
    monkeypatch.setenv("CHROMIUM", str(tmp_path))
    assert browser.find() == str(tmp_path)
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "gone"))
    assert browser.find() is None


def test_a_browser_is_found_on_the_path(monkeypatch, tmp_path):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "google-chrome").write_text("#!/bin/sh")
    (tmp_path / "google-chrome").chmod(0o755)
    assert browser.find() == str(tmp_path / "google-chrome")


def test_every_sheet_of_a_guide_prints_in_four_editions(knee):
    found = sorted((knee.site / "sheets").glob("*/index.html"))
    jobs = [one for sheet in found for one in paper.editions(f"sheets/{sheet.parent.name}/", sheet.read_text("utf-8"), sheet.parent.name)]
    made = paper.pdfs(jobs, path())
    assert found and list(made) == [one.address for one in jobs] and len(made) == 4 * len(found)
    for one in jobs:
        pdf = opened(made[one.address])
        assert has_the_size(pdf, one.format) and {"/H1", "/H2", "/TH"} <= kinds(pdf)
        assert str(pdf.docinfo.Title) == one.title and str(pdf.Root.Lang) == knee.catalogue.guide.language
        assert set(pdf.docinfo.keys()) == {"/Title"}
    assert paper.pdfs(jobs[:1], path())[jobs[0].address] == made[jobs[0].address]
