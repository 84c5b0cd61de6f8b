"""Writing touches what has changed, and the finished site is swapped in whole."""

import pytest

from generator import browser, build, finish, write
from generator.__main__ import main

from .conftest import KNEE


def times(folder):
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_only_what_has_changed_is_written_and_what_no_longer_belongs_goes(tmp_path):
    write.write({"a/b.md": b"one", "c.md": b"two"}, tmp_path)
    before = times(tmp_path)
    assert write.write({"a/b.md": b"one", "c.md": b"two"}, tmp_path) == 0
    assert times(tmp_path) == before
    assert write.write({"c.md": b"six"}, tmp_path) == 2
    assert [path.name for path in tmp_path.rglob("*")] == ["c.md"]
    assert (tmp_path / "c.md").read_bytes() == b"six"


def test_a_second_build_of_the_same_content_writes_no_page(tmp_path):
    build.build_pages(KNEE, tmp_path, {})
    before = times(tmp_path)
    build.build_pages(KNEE, tmp_path, {})
    assert times(tmp_path) == before and len(before) > 20


def test_a_folder_of_somebody_else_is_not_touched(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "thesis.md").write_text("years of work")
    with pytest.raises(build.NotOurs, match="docs"):
        build.build(KNEE, tmp_path, {})
    assert (tmp_path / "docs" / "thesis.md").read_text() == "years of work" and not (tmp_path / "mkdocs.yml").exists()


def test_two_builds_are_byte_for_byte_the_same(tmp_path, knee):
    build.build(KNEE, tmp_path / "again", {}, browser.find())
    first = {path.relative_to(knee.site): path.read_bytes() for path in knee.site.rglob("*") if path.is_file()}
    again = {path.relative_to(tmp_path / "again/site"): path.read_bytes() for path in (tmp_path / "again/site").rglob("*") if path.is_file()}
    assert {path for path in first if first[path] != again.get(path)} == set() and first.keys() == again.keys()


def test_the_old_site_stays_until_the_new_one_is_whole(tmp_path, knee_copy, monkeypatch):
    out = tmp_path / "out"
    build.build(knee_copy, out, {})
    before = times(out / "site")
    run = build._run_engine
    monkeypatch.setattr(build, "_run_engine", lambda folder: (run(folder), (folder / "stage" / "broken.html").write_bytes(b"\xff")))
    with pytest.raises(UnicodeDecodeError):
        build.build(knee_copy, out, {})
    assert times(out / "site") == before
    monkeypatch.setattr(build, "_run_engine", run)
    build.build(knee_copy, out, {})
    assert times(out / "site") != before and not (out / "stage").exists()


def test_the_swap_works_where_the_system_cannot_exchange_folders(tmp_path, monkeypatch):
    monkeypatch.setattr(finish, "_exchanged", lambda one, other: False)
    for words in ("one", "two"):
        (tmp_path / "stage").mkdir()
        (tmp_path / "stage" / "file").write_text(words)
        finish.swap(tmp_path / "stage", tmp_path / "site")
        assert (tmp_path / "site" / "file").read_text() == words
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_when_mkdocs_refuses_the_site_before_stays(knee_copy, tmp_path, monkeypatch):
    out = tmp_path / "out"
    build.build(knee_copy, out, {})
    before = times(out / "site")
    pages = build.markdown
    monkeypatch.setattr(build, "markdown", lambda *given: pages(*given) | {"safety.md": b"[nowhere](no-such-page.md)"})
    with pytest.raises(build.EngineFailed, match="no-such-page"):
        build.build(knee_copy, out, {})
    assert times(out / "site") == before


def test_a_link_in_place_of_the_site_is_not_written_through(tmp_path):
    build.build_pages(KNEE, tmp_path / "out", {})
    (tmp_path / "mine").mkdir()
    (tmp_path / "out" / "site").symlink_to(tmp_path / "mine")
    with pytest.raises(build.NotOurs, match="link"):
        build.build(KNEE, tmp_path / "out", {})
    assert list((tmp_path / "mine").iterdir()) == []


def test_the_policy_of_a_page_names_its_own_scripts_only():
    page = '<!doctype html><meta charset="utf-8"><script>run()</script><script src="a.js"></script><script type="application/ld+json">{}</script><style>p{}</style>'
    policy = finish._with_policy(page)
    assert policy.count("'sha256-") == 2 and "unsafe" not in policy



def test_a_folder_that_cannot_be_written_is_told_in_one_line(tmp_path, capsys):
    (tmp_path / "file").write_text("not a folder")
    assert main(["build", "--content", str(KNEE), "--out", str(tmp_path / "file" / "out")]) == 1
    assert capsys.readouterr().err.splitlines() == [f"{tmp_path}/file/out: Not a directory. The site before stays as it was."]
