"""Takes the time of programs, in pairs. What stands in a pair ran within the same minute, so a noisy machine is noisy for both."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).parents[2]


class Failed(Exception):
    """A program did not do what was to be measured; the message is what it printed last."""


@dataclass(frozen=True)
class Pairs:
    """So many pairs of a row, but no more than fit into so many minutes: where one takes minutes, there are fewer."""

    number: int
    minutes: float


@dataclass(frozen=True)
class Taken:
    """Seconds by the clock, seconds of processors, and the most memory of one process in MB."""

    seconds: float
    processor: float
    memory: float


def run(command: list, folder: Path = ROOT, **environment: str) -> Taken:
    """What a program takes from its start to its end. Raises Failed where its exit code is not 0."""
    with tempfile.TemporaryFile() as printed:
        begun = perf_counter()
        started = subprocess.Popen([str(word) for word in command], cwd=folder, env=own(environment), stdout=printed, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(started.pid, 0)
        seconds = perf_counter() - begun
        started.returncode = os.waitstatus_to_exitcode(status)
        if started.returncode:
            printed.seek(0)
            raise Failed(f"{command}\n{printed.read().decode(errors='replace')[-2000:]}")
    return Taken(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024))


def own(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment of a program that is measured: no PDFs, no colours, no banner."""
    return {**os.environ, "CHROMIUM": "/no/browser", "NO_MKDOCS_2_WARNING": "1", "LC_ALL": "C.UTF-8", **environment}


def rounds(pairs: Pairs, wanted: str) -> Iterator[int]:
    """Numbers from 0, one for each pair to take. One at least."""
    begun = perf_counter()
    for number in range(pairs.number):
        spent = perf_counter() - begun
        if number and spent / number * (number + 1) > 60 * pairs.minutes:
            break
        say(f"{wanted}: {number + 1} of {pairs.number}")
        yield number


def row(what: str, size: int, ours: list, against: str, theirs: list, wanted: str, show: Callable[[float], str] | None = None, **more) -> dict:
    """A line of the table. `ours` and `theirs` are pairs of numbers, or of Taken; the ratios are medians of those of the pairs."""
    first, second = ([one.seconds if isinstance(one, Taken) else one for one in some] for some in (ours, theirs))
    show = show or seconds
    pairs = list(zip(ours, theirs, strict=True))
    ratio = median(one / other for one, other in zip(first, second))
    work = median(one.processor / other.processor for one, other in pairs) if isinstance(ours[0], Taken) else None
    used = {
        name: {"processor_seconds": median(one.processor for one in some), "memory_mb": median(one.memory for one in some)}
        for name, some in (("ours", ours), ("theirs", theirs)) if isinstance(some[0], Taken)
    }
    return {
        "what": what, "exercises": size, "ours": show(median(first)), "against": against, "theirs": show(median(second)),
        "ratio": ratio, "ratio_of_processors": work, "wanted": wanted, "pairs": len(first), "each": {"ours": first, "theirs": second}, "used": used, **more,
    }


def seconds(value: float) -> str:
    """A length of time for the table."""
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.2f} s" if value < 10 else f"{value:.0f} s"


def say(words: str) -> None:
    """Tells how far it is, beside the table."""
    print(words, file=sys.stderr, flush=True)
