"""`python -m site_tests.golden` writes the golden pages and clinical diffs anew after a change that is meant. Read the diff."""

import os
import re
from pathlib import Path

from generator import build

from . import clinical_cases
from .conftest import KNEE

FOLDER = Path(__file__).parent / "golden"
PAGES = (
    "index.md", "knee.md", "ankle.md", "safety.md", "for-clinicians.md", "routines/after-surgery.md", "routines/ankle.md", "exercises/sit-to-stand.md", "exercises/heel-slide.md",
    "exercises/straight-leg-raise.md", "exercises/ankle-circles.md", "k1/index.html", "sheets/ankle/index.html", "sheets/after-surgery/index.html", "exercises.json", "codes.json",
)


def golden(page: str) -> Path:
    """Where the golden copy of a page is kept."""
    return FOLDER / page.replace("/", "-")


def told(page: bytes) -> bytes:
    """What a page says: a sheet carries its style inside, and that has a file of its own."""
    return re.sub(rb"<style>.*?</style>", b"<style></style>", page, flags=re.DOTALL)


if __name__ == "__main__":
    files = build.markdown(build.read(KNEE)[0], {**os.environ, "SITE_URL": "", "REPOSITORY_URL": ""})
    FOLDER.mkdir(exist_ok=True)
    for page in PAGES:
        golden(page).write_bytes(told(files[page]))
    clinical_cases.write()
