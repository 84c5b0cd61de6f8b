"""A build over what earlier ones remember gives the site of a build that remembers nothing, to the byte."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator import build
from generator.known_pages import ALREADY_WRITTEN

from .conftest import ROOT
from .machines import files


def built(content: Path, out: Path, environment: dict[str, str] = {}, **options) -> dict[str, bytes | None]:
    assert build.build(content, out, environment, **options) == []
    return files(out / "site")


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


EDITS = {
    "a step": lambda content: replace(content / "exercises" / "heel-slide.yml", "text: Slide one heel", "text: Now slide one heel"),
    "a pose": lambda content: replace(content / "exercises" / "heel-slide.yml", "42 right", "36 right"),
    "a name in the menu": lambda content: replace(content / "regions" / "ankle.yml", "name: ", "name: The "),
    "a photo": lambda content: (content / "photos" / "lying.png").write_bytes((ROOT / ".github" / "guide-on-a-phone.png").read_bytes()),
    "a page less in the menu": lambda content: (replace(content / "guide.yml", "menu: [safety, for-clinicians]", "menu: [safety]"), (content / "pages" / "for-clinicians.md").unlink()),
}


def test_each_edit_gives_what_a_new_build_gives(knee_copy, tmp_path):
    before = built(knee_copy, tmp_path / "kept")
    for number, (name, edit) in enumerate(EDITS.items()):
        edit(knee_copy)
        now = built(knee_copy, tmp_path / "kept")
        new = built(knee_copy, tmp_path / str(number))
        assert (sorted(now.keys() ^ new.keys()), sorted(path for path in new if now[path] != new[path])) == ([], []), name
        assert now != before, name
        before = now


def test_another_address_gives_what_a_new_build_gives(knee_copy, tmp_path):
    built(knee_copy, tmp_path / "kept")
    address = {"SITE_URL": "https://other.example/"}
    now, new = built(knee_copy, tmp_path / "kept", address), built(knee_copy, tmp_path / "new", address)
    assert sorted(path for path in new if now[path] != new[path]) == []
    # One for a disk follows, and then one for a server again.
    built(knee_copy, tmp_path / "kept", address, without_server=True)
    assert built(knee_copy, tmp_path / "kept", address) == new


def test_only_pages_with_other_words_are_built_again(knee_copy, tmp_path):
    built(knee_copy, tmp_path)
    pages = tmp_path / "cache" / "pages"
    known, before = set(pages.iterdir()), files(tmp_path / "docs")
    EDITS["a step"](knee_copy)
    built(knee_copy, tmp_path)
    after = files(tmp_path / "docs")
    changed = [path for path in after if path.endswith(".md") and after[path] != before.get(path)]
    assert "exercises/heel-slide.md" in changed and len(changed) < len(known)
    assert (len(set(pages.iterdir()) - known), len(known - set(pages.iterdir()))) == (len(changed), len(changed))


@pytest.mark.parametrize("spoil", [bytes.upper, lambda text: text[:-1], lambda text: b""], ids=["other words", "an end is missing", "nothing"])
def test_a_memory_that_is_damaged_is_not_believed(knee_copy, tmp_path, spoil):
    known = built(knee_copy, tmp_path)
    for kind in ("pages", "finished"):
        for file in (tmp_path / "cache" / kind).iterdir():
            file.write_bytes(spoil(file.read_bytes()))
    assert built(knee_copy, tmp_path) == known


def engine(out: Path) -> tuple[int, str]:
    """MkDocs alone, over the pages that are written."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(out / "mkdocs.yml")]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, ALREADY_WRITTEN: "1", "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True)
    return done.returncode, done.stderr


def test_a_warning_is_given_each_time(knee_copy, tmp_path):
    """A page that was remembered with a fault would be published the next time without a word."""
    built(knee_copy, tmp_path)
    page = tmp_path / "docs" / "safety.md"
    page.write_text(page.read_text("utf-8") + "\n[Away](nowhere.md)\n\n[Beside](about-nothing.md)\n", "utf-8")
    for _ in range(2):
        code, told = engine(tmp_path)
        assert code == 1 and "nowhere.md" in told and "about-nothing.md" in told
    page.write_text("# No longer here\n", "utf-8")
    assert engine(tmp_path)[0] == 0
    (tmp_path / "docs" / "knee.md").write_text("# Knee\n\n[A heading that is no more](safety.md#when-to-stop)\n", "utf-8")
    for _ in range(2):
        code, told = engine(tmp_path)
        assert code == 1 and "safety.md#when-to-stop" in told


def test_a_link_to_a_page_that_has_gone_is_told_though_the_page_with_it_is_known(knee_copy, tmp_path):
    built(knee_copy, tmp_path)
    docs = tmp_path / "docs"
    (docs / "more.md").write_text("# More\n", "utf-8")
    (docs / "safety.md").write_text("# Safety\n\n[More](more.md)\n", "utf-8")
    replace(tmp_path / "mkdocs.yml", "not_in_nav: '", "not_in_nav: '/more.md\n\n  ")
    assert engine(tmp_path)[0] == 0
    (docs / "more.md").unlink()
    code, told = engine(tmp_path)
    assert code == 1 and "more.md" in told


def test_the_search_finds_the_same(knee_copy, tmp_path):
    def index(out: Path) -> list[dict]:
        return json.loads((out / "site" / "search" / "search_index.json").read_text("utf-8"))["docs"]

    built(knee_copy, tmp_path / "kept")
    EDITS["a step"](knee_copy)
    built(knee_copy, tmp_path / "kept")
    built(knee_copy, tmp_path / "new")
    assert index(tmp_path / "kept") == index(tmp_path / "new") != []
    assert any("Now slide one heel" in entry["text"] for entry in index(tmp_path / "kept"))


def test_a_preview_which_stands_at_another_address_does_not_give_out_pages_of_the_site(knee_copy, tmp_path):
    built(knee_copy, tmp_path)
    preview = "import sys; from mkdocs.config import load_config; from mkdocs.commands.build import build; build(load_config(sys.argv[1], site_url='http://127.0.0.1:8000/'))"
    subprocess.run([sys.executable, "-c", preview, tmp_path / "mkdocs.yml"], cwd=ROOT, env={**os.environ, ALREADY_WRITTEN: "1", "NO_MKDOCS_2_WARNING": "1"}, check=True)
    page = (tmp_path / "stage" / "exercises" / "heel-slide" / "index.html").read_text("utf-8")
    assert 'rel="canonical" href="http://127.0.0.1:8000/' in page
