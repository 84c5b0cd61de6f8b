"""Whatever the machine does, the published folder is one complete build, the old one or the new one, and the next build succeeds.

Builds are processes of their own, without PDFs. `make kills` does the same at a hundred moments, with PDFs and on real disks.
"""

import os
import shutil
import signal
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.turn import turn

from .conftest import ROOT
from .machines import NO_BROWSER, command, files, surroundings, two_contents

WAITS = "Another build is at work in"


@dataclass(frozen=True)
class Guide:
    """Two contents, the sites they give, a folder in which A was built, and how often a build of B over it writes, by the first part of the path."""

    contents: dict[str, Path]
    sites: dict[str, dict[str, bytes | None]]
    out: Path
    writes: dict[str, int]


@dataclass(frozen=True)
class Machine:
    """A folder with the site of A, and builds into it."""

    guide: Guide
    out: Path
    folder: Path

    def start(self, content: str, **strange) -> subprocess.Popen:
        arguments = command(self.guide.contents[content], self.out)
        return subprocess.Popen(arguments, cwd=ROOT, env=surroundings(strange, **NO_BROWSER), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    def build(self, content: str, **strange) -> tuple[int, str]:
        process = self.start(content, **strange)
        said = process.communicate()[1]
        return process.returncode, said

    def fault(self, then: str, where: str = "", at: int = 1, event: str = "write", port: int = 0) -> dict:
        """See strange/sitecustomize.py. Each fault counts from the beginning."""
        count = self.folder / "count"
        count.unlink(missing_ok=True)
        return {"folder": str(self.out), "event": event, "where": where, "count": str(count), "at": at, "then": then, "port": port}

    def shows(self, content: str) -> bool:
        return files(self.out / "site") == self.guide.sites[content]


@pytest.fixture(scope="module")
def two(tmp_path_factory, knee) -> Guide:
    folder = tmp_path_factory.mktemp("two")
    contents, out, sites = two_contents(folder), folder / "A over B", {}
    shutil.copytree(knee.out / "cache", out / "cache")  # only to be quicker
    machine = Machine(Guide(contents, sites, out, {}), out, folder)
    for content in ("A", "B", "A"):
        assert machine.build(content) == (0, "")
        sites[content] = files(out / "site")
    assert sites["A"] != sites["B"] and len(sites["A"]) > 100
    again = Machine(machine.guide, Path(shutil.copytree(out, folder / "B over A")), folder)
    assert again.build("B", fault=again.fault("error", at=0)) == (0, "") and again.shows("B")
    written = [path.split("/")[0] for path in (folder / "count").read_text("utf-8").splitlines()]
    return Guide(contents, sites, out, {name: written.count(name) for name in written})


@pytest.fixture
def machine(two, tmp_path) -> Machine:
    return Machine(two, Path(shutil.copytree(two.out, tmp_path / "out")), tmp_path)


@pytest.fixture
def held():
    """A socket that a build connects to at a certain moment, and where it waits until it is let go."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(60)  # a build that never comes fails the test instead of blocking it
        yield server


def port(server: socket.socket) -> int:
    return server.getsockname()[1]


def test_a_full_disk_leaves_the_site_as_it_was_wherever_it_is_met(machine):
    """Each build meets what the one before has left, gets further, and says in one line what is wrong; the last one has room."""
    last = machine.guide.writes["stage"]
    moments = [("", 1), ("^docs/", 1), ("^docs/", 5), ("^stage", 1), *(("^stage", last * part // 5) for part in range(1, 6))]
    assert last > 100 and machine.guide.writes["docs"] > 5
    for where, at in moments:
        code, said = machine.build("B", fault=machine.fault("full", where, at))
        assert (code, "No space left on device" in said, "Traceback" in said) == (1, True, False), (where, at, said)
        assert len(said.splitlines()) == (2 if said.startswith("MkDocs") else 1), said
        assert machine.shows("A"), (where, at)
    assert machine.build("B") == (0, "") and machine.shows("B")


@pytest.mark.parametrize("step, at", [("neither step", 1), ("the second step alone", 2)])
def test_a_swap_in_two_steps_that_fails_leaves_the_site_as_it_was(machine, step, at):
    code, said = machine.build("B", exchange=False, fault=machine.fault("error", "^.?site", at, "move"))
    assert code == 1 and said.endswith("The site before stays as it was.\n") and said.count("\n") == 1
    assert machine.shows("A")
    assert machine.build("B", exchange=False) == (0, "") and machine.shows("B")


def test_a_swap_killed_between_its_two_steps_is_mended_by_the_next_build_even_if_that_fails(machine):
    assert machine.build("B", exchange=False, fault=machine.fault("die", "^site$", 1, "move")) == (-signal.SIGKILL, "")
    assert not (machine.out / "site").exists(), "without an exchange of folders there is a moment without either"
    assert machine.build("B", fault=machine.fault("full", "^(docs|stage)"))[0] == 1
    assert machine.shows("A")
    assert machine.build("B") == (0, "") and machine.shows("B")
    assert sorted(path.name for path in machine.out.iterdir()) == ["cache", "docs", "mkdocs.yml", "site"]


def test_an_engine_that_is_killed_leaves_the_site_as_it_was(machine):
    code, said = machine.build("B", fault=machine.fault("die", "^stage/", machine.guide.writes["stage"] // 3))
    assert (code, said) == (1, "MkDocs could not build the site, and the one before stays as it was:\nIt ended with -9 and said nothing.\n")
    assert machine.shows("A")
    assert machine.build("B") == (0, "") and machine.shows("B")


def test_a_folder_that_may_only_be_read_is_told_in_one_line(machine):
    code, said = machine.build("B", fault=machine.fault("read only"))
    assert code == 1 and said.count("\n") == 1 and said.endswith("Read-only file system. The site before stays as it was.\n")
    assert machine.shows("A")
    assert machine.build("B") == (0, "") and machine.shows("B")


def test_of_two_builds_at_once_the_second_waits_and_both_succeed(machine, held):
    """The first one is stopped in the middle of its pages, so that the second surely comes meanwhile."""
    first = machine.start("A", fault=machine.fault("hold", "^stage/", 50, port=port(held)))
    stopped = held.accept()[0]
    second = machine.start("B")
    assert second.stderr.readline().startswith(WAITS)
    assert machine.shows("A")
    stopped.close()
    assert (first.communicate()[1], first.returncode, second.communicate()[1], second.returncode) == ("", 0, "", 0)
    assert machine.shows("B")


def test_the_engine_of_a_killed_build_is_waited_for(machine, held):
    first = machine.start("A", fault=machine.fault("hold", "^stage/", 50, port=port(held)))
    stopped = held.accept()[0]
    first.kill()
    first.communicate()
    second = machine.start("B")
    assert second.stderr.readline().startswith(WAITS)
    stopped.close()
    assert (second.communicate()[1], second.returncode) == ("", 0)
    assert machine.shows("B")


def test_a_preview_waits_for_a_build(machine):
    """Both write the same pages, one with PDFs and one without."""
    with turn(machine.out):
        preview = subprocess.Popen([*command(machine.guide.contents["B"], machine.out), "--pages-only"], cwd=ROOT, env=surroundings(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        assert preview.stderr.readline().startswith(WAITS)
    assert (preview.communicate()[1], preview.returncode) == ("", 0)


@pytest.mark.parametrize("days", [366, -366])
def test_a_change_is_seen_whatever_the_clock_and_the_times_of_the_files_say(machine, days):
    """A file of the same size with the same time, in a build by another year, over files that seem to be of the year after it."""
    content = Path(shutil.copytree(machine.guide.contents["A"], machine.folder / "content"))
    file = content / "exercises" / "ankle-circles.yml"
    was, text = file.stat(), file.read_text("utf-8")
    for path in machine.out.rglob("*"):
        os.utime(path, (was.st_atime + 2 * 366 * 86400,) * 2)
    machine.guide.contents["changed"] = content
    assert machine.build("changed", days=days) == (0, "") and machine.shows("A")
    file.write_text(text.replace("repetitions: 6", "repetitions: 8"), "utf-8")
    os.utime(file, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert file.stat().st_size == was.st_size and file.read_text("utf-8") != text
    assert machine.build("changed", days=days) == (0, "")
    page = "exercises/ankle-circles/index.html"
    assert "8 times" in (machine.out / "site" / page).read_text("utf-8") and b"8 times" not in machine.guide.sites["A"][page]
