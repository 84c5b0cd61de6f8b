"""`make mutants`: spoiled content ends in problems with places, never in a traceback or a hang, and leaves what was built as it was.

Mutant n of a guide is drawn by the seed and n alone, whatever else is run. In-process each is read by its loader first, in a
folder where it stands alone; where that finds nothing to say, and for each tenth of the others, the whole guide is read and checked
with it. Of the accepted ones each fiftieth of a guide is written as pages, too. Through the command line the whole guide is read each time.
"""

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import perf_counter

from generator import build, description, figures, load
from generator.catalogue import Catalogue
from generator.problem import Problem

from .bench.drawing import Kept
from .conftest import CONTENT, KNEE, ROOT
from .spoiling import KINDS, spoiled

LONGEST = 2
GUIDES = {"guide": CONTENT, "knee": KNEE}
READ_WHOLE_ANYWAY, WRITTEN = 10, 50
LONGEST_MESSAGE = 2000


class TooLong(BaseException):
    """Reading took more than LONGEST seconds of computing. Not an Exception, so that nothing in between takes it for one."""


@dataclass(frozen=True)
class Mutant:
    """One change to one file: enough to make it again."""

    guide: str
    seed: int
    number: int
    file: str
    kind: str

    def __str__(self) -> str:
        return f"{self.kind} in {self.file}: python -m site_tests.mutants --seed {self.seed} --only {self.guide} {self.number}"

    def data(self, whole: bytes) -> bytes:
        return spoiled(self.kind, whole, f"{self.seed} {self.guide} {self.number}")


@dataclass
class Tally:
    """What became of the mutants, by kind, and what should not have."""

    refused: Counter = field(default_factory=Counter)
    accepted: Counter = field(default_factory=Counter)
    whole: int = 0
    written: int = 0
    faults: list[str] = field(default_factory=list)


def files(content: Path) -> list[str]:
    """All YAML and Markdown of a guide, the ledger's too; not the schemas, which are made, and not the README, which is not read."""
    found = (path.relative_to(content) for path in content.rglob("*") if path.suffix in (".yml", ".md"))
    return sorted(path.as_posix() for path in found if path.parts[0] not in (".schema", "README.md"))


def mutant(guide: str, seed: int, number: int, names: list[str]) -> Mutant:
    """The mutant of this number. The kinds take turns; the file is left to chance."""
    return Mutant(guide, seed, number, Random(f"{seed} {guide} {number} file").choice(names), list(KINDS)[number % len(KINDS)])


def unlike_a_problem(problems: list[Problem], content: Path) -> Iterator[str]:
    """What is missing in problems as they are told: a place that exists, one line, a way out, a length that can be read."""
    for problem in problems:
        told, path = str(problem), Path(problem.place.path)
        if not path.is_relative_to(content):
            yield f"names a file outside the content: {told[:300]}"
        elif path.is_file():
            lines = re.split("\r\n|\r|\n", path.read_bytes().decode("utf-8", "replace"))
            if not 1 <= problem.place.line <= len(lines):
                yield f"names a line that the file does not have ({len(lines)}): {told[:300]}"
            elif not 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1:
                yield f"names a column that the line does not have: {told[:300]}"
        if not told.isprintable() or not problem.annotation().isprintable():
            yield f"cannot be printed on one line: {told[:300]!r}"
        if not problem.wrong.strip() or not problem.way_out.strip():
            yield f"has no way out: {told[:300]}"
        if len(told) > LONGEST_MESSAGE:
            yield f"is {len(told)} signs long: {told[:300]}"


def tried(action: Callable, *arguments) -> tuple[object, str | None]:
    """What the action returns, and its traceback where it raised or took too long."""
    def late(*_):
        raise TooLong

    signal.signal(signal.SIGVTALRM, late)
    signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST)
    try:
        return action(*arguments), None
    except (Exception, TooLong):
        return None, traceback.format_exc(limit=-4)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


class Trial:
    """A copy of a guide in which one file at a time is spoiled, and a folder where that file stands alone."""

    def __init__(self, guide: str, folder: Path):
        self.content = Path(shutil.copytree(GUIDES[guide], folder / "content"))
        self.alone = folder / "alone"
        self.names = files(self.content)

    @contextmanager
    def holding(self, file: str, data: bytes) -> Iterator[None]:
        """With this in the place of the file, in the guide and alone; afterwards the guide is as it was."""
        whole = (self.content / file).read_bytes()
        shutil.rmtree(self.alone, ignore_errors=True)
        (self.alone / file).parent.mkdir(parents=True)
        (self.alone / file).write_bytes(data)
        (self.content / file).write_bytes(data)
        try:
            yield
        finally:
            (self.content / file).write_bytes(whole)

    def mutated(self, one: Mutant) -> AbstractContextManager:
        """With the mutant in the place of its file."""
        return self.holding(one.file, one.data((self.content / one.file).read_bytes()))

    def read(self, file: str, read_whole: bool) -> tuple[list[Problem], Catalogue | None, list[str]]:
        """The problems of the file that is held, the catalogue where the whole guide was read, and what should not have happened."""
        read, raised = tried(load.load, self.alone)
        if raised:
            return [], None, [raised]
        problems = [problem for problem in read[1] if Path(problem.place.path) == self.alone / file]
        found = list(unlike_a_problem(read[1], self.alone))
        if problems and not read_whole:
            return problems, None, found
        read, raised = tried(build.read, self.content)
        if raised:
            return problems, None, [*found, raised]
        if problems and not read[1]:
            found.append("is refused alone and accepted in the guide")
        return read[1], read[0], [*found, *unlike_a_problem(read[1], self.content)]


def in_process(guide: str, seed: int, numbers: range | list[int], tally: Tally) -> None:
    """Reads the mutants of these numbers."""
    drawn, painted = Kept(), Kept()
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(guide, Path(folder))
        for number in numbers:
            one = mutant(guide, seed, number, trial.names)
            with trial.mutated(one):
                problems, catalogue, faults = trial.read(one.file, number % READ_WHOLE_ANYWAY == 0)
            tally.faults += [f"{one}\n{fault}" for fault in faults]
            tally.whole += catalogue is not None
            (tally.refused if problems else tally.accepted)[one.kind] += 1
            if catalogue and not problems and tally.accepted.total() % WRITTEN == 0:
                tally.written += 1
                try:
                    exercises = description.exercises(catalogue)
                    build.markdown(catalogue, {}, exercises, figures.figures(exercises, drawn), painted)
                except Exception:
                    tally.faults.append(f"{one}\nwas accepted and cannot be written\n{traceback.format_exc(limit=-4)}")


def state(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file below the folder, with the time it was written and its bytes."""
    return {path.as_posix(): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"") for path in folder.rglob("*")}


def through_the_command_line(guide: str, seed: int, numbers: range | list[int], tally: Tally) -> None:
    """Runs `check` on the mutants of these numbers, and on each fifth `build --pages-only` over what was built before."""
    with tempfile.TemporaryDirectory() as folder:
        trial, out = Trial(guide, Path(folder)), Path(folder) / "out"
        assert build.build_pages(trial.content, out, {}) == []
        before = state(out)
        for number in numbers:
            one = mutant(guide, seed, number, trial.names)
            command = ["build", "--pages-only", "--out", str(out)] if (builds := number % 5 == 0) else ["check"]
            with trial.mutated(one):
                done = subprocess.run(
                    [sys.executable, "-m", "generator", *command, "--content", str(trial.content)], cwd=ROOT, capture_output=True, timeout=600,
                    env={**os.environ, "GITHUB_ACTIONS": "1" if number % 2 else "", "NO_MKDOCS_2_WARNING": "1"},
                )
            told = (done.stdout + done.stderr).decode("utf-8", "backslashreplace")
            tally.whole += 1
            tally.written += builds and done.returncode == 0
            (tally.refused if done.returncode else tally.accepted)[one.kind] += 1
            then, before = before, state(out) if builds else before
            tally.faults += [f"{one} --command-line: {fault}" for fault in _amiss(done.returncode, told, then == before, trial.content)]


def _amiss(code: int, told: str, untouched: bool, content: Path) -> Iterator[str]:
    if code not in (0, 1) or "Traceback" in told:
        yield f"ends in {code}\n{told[-2000:]}"
    if code == 1 and not untouched:
        yield "is refused, and what was built has changed"
    if code == 1 and not re.search(rf"^{re.escape(str(content))}/\S.*?:\d+:\d+  ", told, re.MULTILINE):
        yield f"names no file and line\n{told[-500:]}"


def report(title: str, tally: Tally, seconds: float) -> None:
    """Prints what became of the mutants."""
    print(f"\n{title}: {tally.refused.total()} refused, {tally.accepted.total()} accepted; the whole guide read for {tally.whole}, written for {tally.written}; {seconds:.0f} s")
    for kind in KINDS:
        print(f"  {kind:24}{tally.refused[kind]:7} refused{tally.accepted[kind]:7} accepted")
    for fault in tally.faults:
        print(f"\nFAULT: {fault}")


def main() -> int:
    """Runs the mutants that are asked for. Returns 1 where anything was amiss."""
    parser = argparse.ArgumentParser(prog="python -m site_tests.mutants", description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--guide", type=int, default=12_000, metavar="N", help="mutants of the files of content/, in-process")
    parser.add_argument("--knee", type=int, default=8_000, metavar="N", help="mutants of the files of the knee guide, in-process")
    parser.add_argument("--command-line", type=int, default=500, metavar="N", help="mutants through the command line, a fifth of them of content/")
    parser.add_argument("--only", nargs=2, metavar=("GUIDE", "NUMBER"), help="one mutant of the guide or knee, in-process")
    chosen = parser.parse_args()
    real = chosen.command_line // 5
    runs = [(in_process, chosen.only[0], [int(chosen.only[1])])] if chosen.only else [
        (in_process, "knee", range(chosen.knee)), (in_process, "guide", range(chosen.guide)),
        (through_the_command_line, "knee", range(real, chosen.command_line)), (through_the_command_line, "guide", range(real)),
    ]
    faults = 0
    for run, guide, numbers in (one for one in runs if one[2]):
        tally, begun = Tally(), perf_counter()
        run(guide, chosen.seed, numbers, tally)
        report(f"{len(numbers)} mutants of {GUIDES[guide].relative_to(ROOT)}/, {run.__name__.replace('_', ' ')}, seed {chosen.seed}", tally, perf_counter() - begun)
        faults += len(tally.faults)
    print(f"\n{faults} faults." if faults else "\nNo faults.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
