"""How long drawing and printing take and how large pictures and PDFs are, measured on the guide in content/.

Each figure is the median of five runs, but that of printing, which is one.
"""

import gzip
import subprocess
import sys
from statistics import mean, median
from time import perf_counter

from generator import browser, build, description, figures, paper

from .taking import ROOT

RUNS = 5
COLD = """
from pathlib import Path
from time import perf_counter
from generator import build, description, figures
exercises = description.exercises(build.read(Path("content"))[0])
from generator.body import stand
stand.cache_clear()
begun = perf_counter()
count = len(figures.figures(exercises))
print((perf_counter() - begun) / count * 1000)
"""


class Kept(dict):
    """A memory without files."""

    recall = dict.get
    keep = dict.__setitem__


def rows() -> list[dict[str, str]]:
    """What was measured, what it came to, and what is wanted."""
    exercises = description.exercises(build.read(ROOT / "content")[0])
    cold = [float(subprocess.run([sys.executable, "-c", COLD], cwd=ROOT, capture_output=True, text=True, check=True).stdout) for _ in range(RUNS)]
    memory, warm = Kept(), []
    drawings = figures.figures(exercises, memory)
    for _ in range(RUNS):
        begun = perf_counter()
        figures.figures(exercises, memory)
        warm.append((perf_counter() - begun) / len(drawings) * 1000)
    files = [len(one.file.encode()) for one in drawings.values()]
    moving = [_packed(one.switch + one.moving + one.motion) for one in drawings.values() if one.motion]
    pages = []
    for told in exercises.values():
        own = [drawings[one.picture.address] for group in told.pictures.values() for one in group]
        pages.append(_packed("".join(one.switch + one.moving + one.motion for one in own)))
    found = (
        ("figures", str(len(drawings)), ""), ("drawing one, cold", f"{median(cold):.2f} ms", "at most 5 ms"),
        ("ratio of an unchanged one to a cold one", f"{median(warm) / median(cold):.3f}", "nothing is drawn"),
        ("a file, median", f"{median(files):.0f} B", "at most 4000 B"), ("a file, largest", f"{max(files)} B", "at most 6000 B"),
        ("a moving picture, gzip, mean", f"{mean(moving):.0f} B", ""), ("a moving picture, gzip, largest", f"{max(moving)} B", "at most 3500 B"),
        ("all pictures of a page, gzip, largest", f"{max(pages)} B", "at most 12000 B"),
        *_printed(exercises, drawings),
    )
    return [{"what": name, "ours": value, "wanted": wanted} for name, value, wanted in found]


def _printed(exercises: dict, drawings: dict) -> tuple[tuple[str, str, str], ...]:
    if not (chromium := browser.find()):
        return ()
    printing = []

    def printer(jobs):
        begun = perf_counter()
        made = paper.pdfs(jobs, chromium)
        printing.extend((len(made), perf_counter() - begun, sum(map(len, made.values()))))
        return made

    build.markdown(build.read(ROOT / "content")[0], {}, exercises, drawings, printer=printer)
    pdfs, seconds, size = printing
    return ("PDFs of the sheets", str(pdfs), ""), ("printing all of them", f"{seconds:.0f} s", ""), ("all of them", f"{size / 1e6:.1f} MB", "")


def _packed(text: str) -> int:
    return len(gzip.compress(text.encode(), 9))
