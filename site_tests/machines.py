"""Builds of the knee guide as processes of their own, on the machine as it is and on strange ones."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from .conftest import KNEE, ROOT

STRANGE = ROOT / "site_tests" / "strange"
NO_BROWSER = {"CHROMIUM": "/nowhere/chromium"}  # a build without PDFs, which is a quick one


def two_contents(folder: Path) -> dict[str, Path]:
    """The knee guide, and the same with another dose and name: a page, a sheet and its PDFs, pictures of links and data differ."""
    contents = {name: Path(shutil.copytree(KNEE, folder / name)) for name in ("A", "B")}
    for content in contents.values():
        (content / "expected.yml").unlink()
    ankle = contents["B"] / "exercises" / "ankle-circles.yml"
    ankle.write_text(ankle.read_text("utf-8").replace("repetitions: 6", "repetitions: 8").replace("Ankle circles", "Circles of the ankle"), "utf-8")
    return contents


def command(content: Path, out: Path) -> list[str]:
    """The command that builds a content into a folder."""
    return [sys.executable, "-m", "generator", "build", "--content", str(content), "--out", str(out)]


def surroundings(strange: dict | None = None, **more: str) -> dict[str, str]:
    """The environment of a build: nothing that changes addresses, `more`, and what is `strange` about the machine (see strange/sitecustomize.py)."""
    own = {key: value for key, value in os.environ.items() if key not in ("SITE_URL", "REPOSITORY_URL", "REQUIRE_PDF", "GITHUB_ACTIONS")}
    return own | ({"PYTHONPATH": str(STRANGE), "STRANGE": json.dumps(strange)} if strange else {}) | more


def files(site: Path) -> dict[str, bytes | None]:
    """Every file below a folder, and as None every folder: equal for equal sites. Of a site that is missing it is empty."""
    return {path.relative_to(site).as_posix(): path.read_bytes() if path.is_file() else None for path in site.rglob("*")}
