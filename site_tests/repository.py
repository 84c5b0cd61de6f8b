"""A repository made for a test, with real commits that depend neither on who runs the tests nor on when."""

import os
import shutil
import subprocess
from pathlib import Path

from .conftest import KNEE, ROOT

WHO = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "Tester"), ("EMAIL", "tester@clinic.example"), ("DATE", "2026-01-31T12:00:00Z"))}
ALONE = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


def git(folder: Path, *arguments: str) -> None:
    """Runs git in a folder."""
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True, env={**os.environ, **WHO, **ALONE})


def commit(folder: Path, tag: str, message: str | None = None) -> None:
    """Commits all there is in a folder, and gives the commit a tag."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message or tag)
    git(folder, "tag", tag)


def replaced(file: Path, old: str, new: str) -> None:
    """Puts other words in the place of some that a file has once."""
    text = file.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {file}"
    file.write_text(text.replace(old, new), "utf-8")


def added(file: Path, lines: str) -> None:
    """Puts lines at the end of a file."""
    file.write_text(file.read_text("utf-8").rstrip("\n") + "\n" + lines + "\n", "utf-8")


def content_repository(folder: Path) -> Path:
    """A repository whose first commit, `first`, is the knee guide alone."""
    shutil.copytree(KNEE, folder / "content")
    git(folder, "init", "--quiet")
    commit(folder, "first")
    return folder


def whole_repository(folder: Path) -> Path:
    """A repository whose first commit, `first`, is the knee guide with the generator of today."""
    for name in ("generator", "templates"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return content_repository(folder)
