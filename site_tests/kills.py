"""`make kills`: builds of the knee guide, killed at random moments, and on a disk that is too small.

Two contents take turns, so that the old site and the new one can be told apart. After each kill the published folder
is one of the two, complete, to the byte. What a kill leaves behind meets the next build, which is killed in its turn; each
FOLLOWED-th time the next build runs to its end, and has to succeed. The moments are spread evenly over a whole build, printing included.
Half of the kills hit all processes of a build, half the generator's alone, as a machine without memory would.

It is no part of `make test`: it takes half an hour, and needs a right to mount for the small disk (else that part is left out, and says so).
"""

import argparse
import hashlib
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

from .conftest import ROOT
from .machines import command, surroundings, two_contents

FOLLOWED = 4
SMALL_DISKS = (1, 40, 60, 80, 90, 95, 98, 102, 110, 150)  # hundredths of what a build over another one needs


def main() -> int:
    """Prints what came of it. Exit 1: a site was neither the old nor the new one, or a build after a kill failed."""
    parser = argparse.ArgumentParser(prog="python -m site_tests.kills")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        contents = two_contents(Path(folder))
        known = {name: built(content, Path(folder) / f"known {name}") for name, content in contents.items()}
        faults = killed(contents, known, Path(folder) / "out", chosen.kills, random.Random(chosen.seed))
        faults += on_small_disks(contents, known, Path(folder))
    print(f"{faults} fault{'s' * (faults != 1)}.")
    return 1 if faults else 0


def built(content: Path, out: Path) -> str:
    """The digest of the site of a content, built to the end."""
    subprocess.run(command(content, out), cwd=ROOT, env=surroundings(REQUIRE_PDF="yes"), stdout=subprocess.PIPE, check=True)
    return digest(out / "site")


def digest(site: Path) -> str:
    """Another one for each difference between folders: a name, a byte, a file that is a folder. Of a folder that is missing it is `none`."""
    if not os.path.lexists(site):
        return "none"
    whole = hashlib.sha256()
    for path in sorted(site.rglob("*")):
        whole.update(f"{path.relative_to(site)}\n".encode())
        whole.update(hashlib.sha256(path.read_bytes()).digest() if path.is_file() else b"folder")
    return whole.hexdigest()


def killed(contents: dict[str, Path], known: dict[str, str], out: Path, kills: int, chance: random.Random) -> int:
    """Kills builds, counts what came of it, prints that, and returns the number of faults."""
    assert built(contents["B"], out) == known["B"] != known["A"]
    begun = perf_counter()
    assert built(contents["A"], out) == known["A"]
    whole = perf_counter() - begun
    moments = [(number + chance.random()) / kills * whole * 1.05 for number in range(kills)]
    chance.shuffle(moments)
    names = {value: name for name, value in known.items()}
    counted: Counter[str] = Counter()
    followed = 0
    for number, moment in enumerate(moments, 1):
        before = names[digest(out / "site")]
        wanted = "B" if before == "A" else "A"
        group = bool(number % 2)
        ended = kill(command(contents[wanted], out), moment, group)
        after = names.get(digest(out / "site"), "neither the old nor the new one")
        outcome = {before: "the old site", wanted: "the new site"}.get(after, after)
        outcome += ", the build had ended before" if ended is not None else ", all processes killed" if group else ", the generator alone killed"
        counted[outcome] += 1
        if after not in contents or ended:
            print(f"Kill {number} of {wanted} over {before} after {moment:.2f} s: {after}, exit {ended}.", flush=True)
            counted["FAULT"] += 1
        if number % FOLLOWED == 0 or after not in contents:
            wanted = chance.choice("AB")
            followed += 1
            try:
                whole_again = built(contents[wanted], out) == known[wanted]
            except subprocess.CalledProcessError as failed:
                whole_again = False
                print(failed, flush=True)
            if not whole_again:
                print(f"The build of {wanted} after kill {number} is not what it should be.", flush=True)
                counted["FAULT"] += 1
                shutil.rmtree(out)
                built(contents["A"], out)
        if strange := {path.name for path in out.iterdir()} - {"cache", "docs", "stage", "site", "mkdocs.yml", ".mkdocs.yml.part"}:
            print(f"Left behind after kill {number}: {', '.join(sorted(strange))}.", flush=True)
            counted["FAULT"] += 1
    print(f"{kills} kills, spread over the {whole:.1f} s of a build with PDFs; after each {FOLLOWED}th a whole build, {followed} in all:")
    for outcome, count in sorted(counted.items()):
        print(f"{count:>5}  {outcome}")
    return counted["FAULT"]


def kill(arguments: list[str], moment: float, group: bool) -> int | None:
    """Starts a program, and kills it or its whole group after so many seconds. Returns its exit code if it had ended before that."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(arguments, cwd=ROOT, env=surroundings(REQUIRE_PDF="yes"), stdout=said, stderr=said, start_new_session=True)
        sleep(moment)
        ended = process.poll()
        if group:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        else:
            process.kill()
        process.wait()
        if ended:
            said.seek(0)
            print(said.read().decode(errors="replace"))
        return ended


def on_small_disks(contents: dict[str, Path], known: dict[str, str], folder: Path) -> int:
    """Builds B over A on disks with too little room for it, and then with enough. Returns the number of faults."""
    before, place, faults = folder / "before", folder / "disk", 0
    place.mkdir()
    assert built(contents["A"], before) == known["A"]
    shutil.rmtree(before / "cache" / "paper")
    holds, needs = size(before), size(folder / "known B")
    counted: Counter[str] = Counter()
    for share in SMALL_DISKS:
        try:
            with disk(place, holds + (needs * share) // 100 // 2):
                out = Path(shutil.copytree(before, place / "out"))
                done = subprocess.run(command(contents["B"], out), cwd=ROOT, env=surroundings(REQUIRE_PDF="yes"), capture_output=True, text=True)
                now = digest(out / "site")
                right = known["A"] if done.returncode else known["B"]
                counted["the old site, and it says so" if done.returncode else "the new site"] += 1
                told = done.stderr.strip().splitlines()
                faults += now != right or "Traceback" in done.stderr or bool(done.returncode) != bool(told)
                if done.returncode:
                    print(f"Room for {share} of 100: exit {done.returncode}: {told[-1] if told else ''}", flush=True)
                subprocess.run(["mount", "-o", f"remount,size={holds + 4 * needs}", str(place)], check=True)
                again = subprocess.run(command(contents["B"], out), cwd=ROOT, env=surroundings(REQUIRE_PDF="yes"), stdout=subprocess.PIPE)
                faults += again.returncode != 0 or digest(out / "site") != known["B"]
        except NoDisk as told:
            print(told)
            return faults
    print(f"{len(SMALL_DISKS)} small disks, and after each one more room:")
    for outcome, count in sorted(counted.items()):
        print(f"{count:>5}  {outcome}")
    return faults


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
        raise NoDisk(f"No small disk was tried: {made.stderr.strip()}.")
    try:
        yield
    finally:
        subprocess.run(["umount", str(place)], check=True)


if __name__ == "__main__":
    sys.exit(main())
