"""Guides of a size with their memories warm, kept in build/bench between runs, and the edits that are made in them."""

import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import resvg_py

from generator import link_pictures
from generator.__main__ import main

from .taking import ROOT, run, say

HERE = ROOT / "build" / "bench"
EDITED = "lift-head-on-side"  # it has one hold, which one line of its dose follows from
PAGE = f"exercises/{EDITED}"
SENTENCE = "Lower your head"  # stands on that page
_MAKE = "import sys; from pathlib import Path; from site_tests.many import guide_of; guide_of(int(sys.argv[1]), Path(sys.argv[2]))"


@dataclass(frozen=True)
class Guide:
    """A guide of so many exercises: its content, and the folder where it is built."""

    size: int
    folder: Path

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @property
    def out(self) -> Path:
        return self.folder / "out"

    @property
    def build(self) -> list:
        """The command that builds it."""
        return [sys.executable, "-m", "generator", "build", "--content", self.content, "--out", self.out]

    def cool(self) -> None:
        """Takes away all that is built, but not what was drawn and painted."""
        for one in (*self.out.iterdir(), *(self.out / "cache").iterdir()):
            if one.name not in ("cache", "drawn", "painted"):
                shutil.rmtree(one) if one.is_dir() else one.unlink()

    def hold(self, length: int) -> None:
        """Makes the one hold of an exercise so many seconds long, and the dose that it is held against."""
        exercise, doses = self.content / "exercises" / f"{EDITED}.yml", self.content / "expected.yml"
        exercise.write_text(re.sub(r"hold: \d+ s", f"hold: {length} s", exercise.read_text("utf-8")), "utf-8")
        before, code, rest = doses.read_text("utf-8").partition("\nN6:\n")
        own, following, after = rest.partition("\nN7:\n")
        own = re.sub(r"- \d+ s", f"- {length} s", own)
        own = re.sub(r"hold \d+", f"hold {length}", own)
        own = re.sub(r"seconds: \d+", f"seconds: {5 + 2 * 10 * (2 + length + 3) + 20}", own)
        doses.write_text(before + code + own + following + after, "utf-8")

    def say(self, word: str) -> None:
        """Puts a word of letters into a sentence of the exercise."""
        respell(self.content / "exercises" / f"{EDITED}.yml", word)


def respell(file: Path, word: str) -> None:
    """Puts a word of letters into the sentence of a file that is edited, wherever it stands there."""
    text, count = re.subn(rf"{SENTENCE}[a-z ]*\.", f"{SENTENCE} {word}.", file.read_text("utf-8"))
    assert count, f"{file} does not say {SENTENCE!r}."
    file.write_text(text, "utf-8")


def guide(size: int) -> Guide:
    """The guide of a size, new, with its pictures drawn and painted, and built once."""
    made = Guide(size, HERE / str(size))
    shutil.rmtree(made.content, ignore_errors=True)
    made.folder.mkdir(parents=True, exist_ok=True)
    say(f"{size} exercises: writes the content, draws and paints")
    run([sys.executable, "-c", _MAKE, size, made.folder])
    run([sys.executable, "-m", "site_tests.bench.guides", *map(str, made.build[3:])])
    return made


def paint_once() -> None:
    """Makes one painting stand for those of all links, for 2000 of them would take ten minutes. Icons are painted as they are."""
    paint, known = resvg_py.svg_to_bytes, []

    def painted(svg_string: str, **options) -> bytes:
        if 'width="1200"' in svg_string and known:
            return known[0]
        png = paint(svg_string=svg_string, **options)
        if 'width="1200"' in svg_string and len(png) <= link_pictures.MOST:  # a heavier one would be painted again, smaller
            known.append(png)
        return png

    resvg_py.svg_to_bytes = painted


if __name__ == "__main__":
    paint_once()
    sys.exit(main(sys.argv[1:]))
