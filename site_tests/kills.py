"""`make kills`: builds of the knee guide, killed at random moments, and on disks that are full.

    killed            with PDFs, at moments spread evenly over a whole build; half of the kills hit all its processes, half the
                      generator alone, as a machine without memory would. What a kill leaves behind meets the next build.
    at each write     without PDFs, the disk is full from the first write on, from the second on, and so on
    on small disks    with PDFs, on real disks in memory with too little room, where this machine lets somebody mount one

The published folder has to be one whole build every time, and the build that nothing disturbs has to succeed.
It is no part of `make test`, for it takes half an hour; site_tests/test_broken_machine.py has a few moments of each kind.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, sleep

from .machines import WITH_PDF, WITHOUT_PDF, Machine, with_a_site_of_a

FOLLOWED = 4  # after so many kills a build runs to its end
SMALL_DISKS = (1, 25, 50, 75, 90, 100, 110, 125, 150, 200)  # hundredths of the site, on top of what is there
EXPECTED = {"cache", "docs", "stage", "site", "mkdocs.yml", ".mkdocs.yml.part"}


def main() -> int:
    """Prints what came of it. Exit 1: a site was not a whole build, or a build that nothing disturbed failed."""
    parser = argparse.ArgumentParser(prog="python -m site_tests.kills")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--every", type=int, default=1, help="only every so many-th write meets a full disk")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "without").mkdir()
        with_pdf = with_a_site_of_a(Path(folder), WITH_PDF)[0]
        without, writes = with_a_site_of_a(Path(folder) / "without", WITHOUT_PDF, with_pdf.out / "cache")
        faults = killed(with_pdf.copied(Path(folder) / "killed"), chosen.kills, random.Random(chosen.seed))
        faults += at_each_write(without, range(1, sum(writes.values()) + 1, chosen.every))
        faults += on_small_disks(with_pdf, Path(folder) / "disk")
    print(f"{faults} fault{'s' * (faults != 1)}.")
    return 1 if faults else 0


def killed(machine: Machine, kills: int, chance: random.Random) -> int:
    """Kills builds until so many were at work when they were killed. Returns the number of faults."""
    begun = perf_counter()
    faults = succeeds(machine, "B", "before any kill")
    whole = perf_counter() - begun
    counted: Counter[str] = Counter()
    number = 0
    while number < kills:
        before = machine.shows()
        wanted, group, moment = "AB"[before == "A"], bool(number % 2), chance.random() * whole
        if not kill(machine, wanted, moment, group):
            counted["not killed, for the build had ended"] += 1
            continue
        number += 1
        after = machine.shows()
        outcome = {before: "the old site", wanted: "the new site"}.get(after, after)
        counted[f"{outcome}, {'all processes' if group else 'the generator alone'} killed"] += 1
        strange = {path.name for path in machine.out.iterdir()} - EXPECTED
        if after not in ("A", "B") or strange:
            faults += 1
            print(f"Kill {number} of {wanted} over {before} after {moment:.2f} s: {after}, left behind: {sorted(strange)}", flush=True)
        if number % FOLLOWED == 0 or after not in ("A", "B"):
            faults += succeeds(machine, chance.choice("AB"), f"after kill {number}")
            counted["(a whole build after it)"] += 1
    tell(f"{kills} kills within the {whole:.1f} s of a build with PDFs:", counted)
    return faults


def kill(machine: Machine, content: str, moment: float, group: bool) -> bool:
    """Begins a build, and kills it or its whole group after so many seconds. Returns whether it was still at work."""
    process = machine.start(content, own_group=True)
    sleep(moment)
    at_work = process.poll() is None
    if at_work:
        os.killpg(process.pid, signal.SIGKILL) if group else process.kill()
    process.wait()
    process.stderr.close()  # not read to its end: an engine that lives on holds it too
    return at_work


def at_each_write(machine: Machine, moments: range) -> int:
    """Builds B over A on a disk that is full from a certain write on. Returns the number of faults."""
    counted: Counter[str] = Counter()
    faults = 0
    for at in moments:
        tried = machine.copied(machine.out.with_name("tried"))
        code, said = tried.build("B", fault=tried.fault("full", at=at))
        faults += told(f"Full from write {at} on", tried, code, said, counted)
        shutil.rmtree(tried.out)
    tell(f"{len(moments)} disks, each full from another write on:", counted)
    return faults


def on_small_disks(machine: Machine, place: Path) -> int:
    """Builds B over A on disks with too little room for it, and then with enough; at last on one that may only be read. Returns the number of faults."""
    place.mkdir()
    shutil.rmtree(machine.out / "cache" / "paper", ignore_errors=True)  # so that there is more to be written
    holds, site = size(machine.out), size(machine.out / "site")
    counted: Counter[str] = Counter()
    faults = 0
    try:
        for share in SMALL_DISKS:
            with disk(place, holds + site * share // 100):
                tried = machine.copied(place / "out")
                faults += told(f"Room for {share} of 100", tried, *tried.build("B"), counted)
                again(place, f"size={holds + 4 * site}")
                faults += succeeds(tried, "B", f"with room again after {share} of 100")
        with disk(place, holds + 4 * site):
            tried = machine.copied(place / "out")
            again(place, "ro")
            faults += told("To be read only", tried, *tried.build("B"), counted)
    except NoDisk as refused:
        print(refused)
    tell(f"{sum(counted.values())} small disks, the last one to be read only, and with room again after each but that:", counted)
    return faults


def told(where: str, machine: Machine, code: int, said: str, counted: Counter[str]) -> int:
    """Counts one outcome. Returns 1 where the site is not what the exit code says, or a fault is not told in a line or two."""
    shown = machine.shows()
    counted["the old site, and it says why" if code else "the new site"] += 1
    if shown == "A" and said.count("\n") in (1, 2) and "Traceback" not in said if code else shown == "B" and not said:
        return 0
    print(f"{where}: exit {code}, shows {shown}: {said}", flush=True)
    return 1


def succeeds(machine: Machine, content: str, when: str) -> int:
    """Returns 1 where a build that nothing disturbs does not give the whole site of a content."""
    code, said = machine.build(content)
    if code or machine.shows() != content:
        print(f"The build of {content} {when}: exit {code}, shows {machine.shows()}: {said}", flush=True)
        return 1
    return 0


def tell(title: str, counted: Counter[str]) -> None:
    print(title, *(f"{count:>5}  {outcome}" for outcome, count in sorted(counted.items())), sep="\n", flush=True)


def size(folder: Path) -> int:
    """What a folder takes of a disk in pages of 4096 bytes."""
    return sum(-(-path.stat().st_size // 4096) * 4096 + 4096 for path in folder.rglob("*"))


class NoDisk(Exception):
    """This machine lets nobody mount a disk here."""


@contextmanager
def disk(place: Path, room: int) -> Iterator[None]:
    """A disk of so many bytes in memory, mounted at a place."""
    try:
        made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={room}", "none", str(place)], capture_output=True, text=True)
    except OSError as error:
        raise NoDisk(f"No small disk was tried: {error}.") from error
    if made.returncode:
        raise NoDisk(f"No small disk was tried: {made.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", str(place)], check=True)


def again(place: Path, option: str) -> None:
    """Mounts a disk again with another option."""
    subprocess.run(["mount", "-o", f"remount,{option}", str(place)], check=True)


if __name__ == "__main__":
    sys.exit(main())
