"""The guide as it is at a commit, and as the files are now: taken out of git, and built by the generator of that time."""

import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


class Refused(Exception):
    """A side cannot be had; the message says why and what to do."""


class Problems(Exception):
    """The content of a side has problems, so it cannot be built; the message is what its generator said."""


@dataclass(frozen=True)
class Side:
    """The guide at a commit, or as the files are now: its name for a reader, its whole tree, and its content."""

    label: str
    tree: Path
    content: Path


def sides(content: Path, base: str, head: str | None, folder: Path) -> tuple[Side, Side]:
    """The commits `base` and `head` of the repository that holds `content`; without a head the files as they are now.

    Raises Refused. Writes to `folder` only, and what was committed stands there.
    """
    if not content.is_dir():
        raise Refused(f"{content} does not exist. Name the folder of the guide with --content.")
    top = Path(_git(content, "rev-parse", "--show-toplevel", refusal=f"{content} is not in a git repository, so there are no commits to compare."))
    inside = content.resolve().relative_to(top.resolve())
    taken = []
    for number, name in enumerate(one for one in (base, head) if one is not None):
        tree = folder / f"commit-{number}"
        label = _exported(top, _commit(top, name), tree)
        if not (tree / inside).is_dir():
            raise Refused(f"At {label}: {inside.as_posix()} is not there, so there is nothing to compare.")
        taken.append(Side(label, tree, tree / inside))
    before, after = taken if head is not None else (*taken, Side("the files as they are now", top, top / inside))
    return before, after


@contextmanager
def before(content: Path, commit: str) -> Iterator[Path]:
    """The content as it was at a commit, in a folder that is gone afterwards. Raises Refused."""
    with tempfile.TemporaryDirectory() as folder:
        yield sides(content, commit, None, Path(folder))[0].content


def built(side: Side, out: Path) -> Path:
    """The folder below `out` with the pages and files that the side's own generator makes of its content.

    So a change of the machine shows as well as one of the content. Raises Refused or Problems.
    """
    inside = side.content.relative_to(side.tree)
    if not (side.tree / "generator" / "__main__.py").exists():
        raise Refused(f"At {side.label}: generator/__main__.py is not there, so there is nothing to compare.")
    command = [sys.executable, "-m", "generator", "build", "--pages-only", "--content", str(inside), "--out", str(out)]
    # Its own code before any other, no annotations for GitHub, no compiled files left in somebody's folder.
    surroundings = {key: value for key, value in os.environ.items() if key not in ("GITHUB_ACTIONS", "PYTHONSAFEPATH")}
    surroundings |= {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=side.tree, env=surroundings, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", errors="replace")
    said = done.stderr.strip()
    if done.returncode == 1 and "Traceback (most recent call last)" not in said:
        raise Problems(f"At {side.label} the content has problems, so there is nothing to compare:\n{said}")
    if done.returncode:
        raise Refused(f"At {side.label} the generator of that time does not build here, so there is nothing to compare. It said last: {''.join(said.splitlines()[-1:])}")
    return out / "docs"


def _git(folder: Path, *arguments: str, refusal: str) -> str:
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, encoding="utf-8", errors="replace")
    except FileNotFoundError:
        raise Refused("git is not installed, and it is what keeps the commits. Install it, and try again.") from None
    if done.returncode:
        reason = done.stderr.strip().splitlines()
        raise Refused(f"{refusal}{f' (git: {reason[-1]})' if reason else ''}")
    return done.stdout.strip()


def _commit(top: Path, name: str) -> str:
    refusal = f"There is no commit {name!r} here. Name one that `git log` lists, a branch or a tag; in a shallow copy, run git fetch --unshallow first."
    return _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}", refusal=refusal)


def _exported(top: Path, commit: str, tree: Path) -> str:
    """Unpacks a commit into `tree`; returns its short name and its first line."""
    label = _git(top, "show", "--no-patch", "--format=%h %s", commit, refusal=f"{commit} cannot be read.")
    packed = tree.with_suffix(".zip")
    _git(top, "archive", "--format=zip", f"--output={packed}", commit, refusal=f"{label} cannot be taken out of the repository.")
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(tree)
    return label
