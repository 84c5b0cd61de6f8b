"""What has been built already is not built again, and whatever a build follows from is noticed."""

import os
import shutil
from pathlib import Path

import pytest

from generator import browser, unchanged
from generator.__main__ import main

LATER = 10_000_000_000  # nanoseconds, after which no file is young


@pytest.fixture
def old_files(monkeypatch):
    """A clock by which every file is old."""
    now = unchanged.time_ns
    monkeypatch.setattr(unchanged, "time_ns", lambda: now() + LATER)


@pytest.fixture
def inputs(tmp_path, monkeypatch, old_files):
    """A small guide, a small machine, and a site that was made of them."""
    for name in ("content/exercises/one.yml", "machine/generator/page.py", "machine/templates/page.html", "machine/mkdocs.yml", "out/site/index.html", "out/cache/x"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("12345")
    (tmp_path / "chromium").write_text("a browser")
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "chromium"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(unchanged, "ROOT", str(tmp_path / "machine"))
    made = unchanged.inputs(["build", "--content", "content", "--out", "out"])
    made.remember(made.state(), "Done.\n")
    assert made.said() == "Done.\n"
    return made


def same_size_and_time(name: str) -> None:
    before = os.stat(name)
    Path(name).write_text("54321")
    os.utime(name, ns=(before.st_atime_ns, before.st_mtime_ns))


CHANGES = {
    "a file of the content, with its size and time as before": lambda _: same_size_and_time("content/exercises/one.yml"),
    "a file more": lambda _: Path("content/exercises/two.yml").write_text("12345"),
    "a file less": lambda _: os.unlink("content/exercises/one.yml"),
    "a file renamed": lambda _: os.rename("content/exercises/one.yml", "content/exercises/two.yml"),
    "a module": lambda _: same_size_and_time("machine/generator/page.py"),
    "a template": lambda _: same_size_and_time("machine/templates/page.html"),
    "the engine's configuration": lambda _: same_size_and_time("machine/mkdocs.yml"),
    "the address": lambda patch: patch.setenv("SITE_URL", "https://clinic.example/"),
    "the site is gone": lambda _: shutil.rmtree("out/site"),
    "another site in its place": lambda _: (os.rename("out/site", "out/old"), shutil.copytree("out/old", "out/site")),
    "the browser": lambda _: Path("chromium").write_text("another one"),
    "packages": lambda patch: (os.mkdir("other-packages"), patch.syspath_prepend("other-packages")),
    "the note cannot be read": lambda _: Path("out/cache/built").write_bytes(b"\xff"),
    "the note is cut off": lambda _: Path("out/cache/built").write_text("0\0Done."),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_a_build_follows_from_is_noticed(inputs, monkeypatch, change):
    change(monkeypatch)
    assert inputs.said() is None


@pytest.mark.parametrize("change", [
    lambda: os.utime("content/exercises/one.yml"),
    lambda: Path("content/exercises/one.yml").write_text("12345"),
    lambda: Path("content/.hidden.swp").write_text("x"),
    lambda: shutil.copytree("machine/generator", "machine/generator/__pycache__"),
])
def test_what_holds_the_same_is_the_same(inputs, change):
    change()
    assert inputs.said() == "Done.\n" and inputs.said() == "Done.\n"


def test_a_change_while_a_build_is_at_work_is_built_next(inputs):
    before = inputs.state()
    same_size_and_time("content/exercises/one.yml")
    inputs.remember(before, "Done.\n")
    assert inputs.said() is None


def test_a_young_file_is_read(inputs, monkeypatch):
    """Its times could be the same after another change."""
    monkeypatch.setattr(unchanged, "time_ns", lambda: 0)
    inputs.remember(inputs.state(), "Done.\n")
    assert inputs.said() == "Done.\n"
    before = inputs.state()
    same_size_and_time("content/exercises/one.yml")
    inputs.remember(before, "Done.\n")
    assert inputs.said() is None


@pytest.mark.parametrize("arguments", [["build", "--pages-only"], ["build", "--help"], ["check"], [], ["build", "--out"], ["build", "--con", "content"]])
def test_only_a_whole_build_is_left_out(arguments):
    asked = unchanged.inputs(arguments)
    assert asked is None or asked.out == ""


def test_another_way_to_build_is_another_build(inputs):
    assert unchanged.inputs(["build", "--content", "content", "--out", "out", "--from-disk"]).said() is None


def test_the_second_build_says_the_same_and_makes_nothing(knee_copy, tmp_path, monkeypatch, old_files, capsys):
    monkeypatch.setenv("CHROMIUM", "/nowhere")
    asked = ["build", "--content", str(knee_copy), "--out", str(tmp_path / "out")]
    assert main(asked) == 0
    said = capsys.readouterr().out
    looks = os.stat(tmp_path / "out" / "site")
    assert main(asked) == 0 and capsys.readouterr().out == said and os.stat(tmp_path / "out" / "site").st_ino == looks.st_ino
    (knee_copy / "exercises" / "heel-slide.yml").write_text("code: K2\n")
    assert main(asked) == 1 and main(asked) == 1


def test_a_browser_that_only_playwright_knows_is_looked_for_each_time(inputs, monkeypatch):
    """It may have come since, and then the sheets are printed."""
    monkeypatch.delenv("CHROMIUM")
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(browser, "MAC", "/nowhere")
    inputs.remember(inputs.state(), "Done.\n")
    assert inputs.said() is None
