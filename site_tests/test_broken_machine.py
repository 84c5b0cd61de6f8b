"""Whatever the machine does, the published folder is one complete build, the old one or the new one, and the next build succeeds.

Builds are processes of their own, without PDFs. `make kills` does the same at a hundred moments, with PDFs and on real disks.
"""

import os
import signal
import socket

import pytest

from generator.turn import turn

from .machines import WITHOUT_PDF, Machine, files, with_a_site_of_a

WAITS = "Another build is at work in"


@pytest.fixture(scope="module")
def before(tmp_path_factory, knee) -> tuple[Machine, dict[str, int]]:
    return with_a_site_of_a(tmp_path_factory.mktemp("machine"), WITHOUT_PDF, knee.out / "cache")


@pytest.fixture
def machine(before, tmp_path) -> Machine:
    """A folder that shows A."""
    return before[0].copied(tmp_path / "out")


@pytest.fixture
def changed(before):
    """The file of A that differs in B, which a test may change meanwhile."""
    file = before[0].contents["A"] / "exercises" / "ankle-circles.yml"
    was, text = file.stat(), file.read_text("utf-8")
    yield file
    file.write_text(text, "utf-8")
    os.utime(file, ns=(was.st_atime_ns, was.st_mtime_ns))


@pytest.fixture
def writes(before) -> dict[str, int]:
    assert before[1]["stage"] > 100 and before[1]["docs"] > 5
    return before[1]


@pytest.fixture
def held():
    """A socket that a build connects to at a certain moment, and where it waits until it is let go."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(60)  # a build that never comes fails the test instead of blocking it
        yield server


def test_a_full_disk_leaves_the_site_as_it_was_wherever_it_is_met(machine, writes):
    """Each build meets what the one before has left, and gets further; the last one has room."""
    last = writes["stage"]
    for where, at in (("", 1), ("^docs/", writes["docs"] // 2), ("^stage", 1), ("^stage", last // 2), ("^stage", last)):
        code, said = machine.build("B", fault=machine.fault("full", where, at))
        assert (code, "No space left on device" in said, "Traceback" in said) == (1, True, False), (where, at, said)
        assert len(said.splitlines()) == (2 if said.startswith("MkDocs") else 1), said
        assert machine.shows() == "A", (where, at)
    assert (machine.build("B"), machine.shows()) == ((0, ""), "B")


def test_a_swap_in_two_steps_that_fails_or_is_killed_is_taken_back(machine):
    """Where two folders cannot be exchanged in one step, a kill between the two leaves none; the next build mends that, even if it fails."""
    code, said = machine.build("B", exchange=False, fault=machine.fault("error", "^.?site", 2, "move"))
    assert code == 1 and said.endswith("The site before stays as it was.\n") and said.count("\n") == 1
    assert machine.shows() == "A"
    assert machine.build("B", exchange=False, fault=machine.fault("die", "^site$", event="move")) == (-signal.SIGKILL, "")
    assert machine.shows() == "none"
    assert machine.build("B", fault=machine.fault("full", "^(docs|stage)"))[0] == 1
    assert machine.shows() == "A"
    assert (machine.build("B", exchange=False), machine.shows()) == ((0, ""), "B")
    assert sorted(path.name for path in machine.out.iterdir()) == ["cache", "docs", "mkdocs.yml", "site"]


def test_an_engine_that_is_killed_leaves_the_site_as_it_was(machine, writes):
    code, said = machine.build("B", fault=machine.fault("die", "^stage", writes["stage"] // 3))
    assert (code, said) == (1, "MkDocs could not build the site, and the one before stays as it was:\nIt ended with -9 and said nothing.\n")
    assert machine.shows() == "A"
    (machine.out / "stage" / ".page.html.part").write_text("Half a")  # what was being written, under a name that MkDocs does not clean away
    assert (machine.build("B"), machine.shows()) == ((0, ""), "B")


def test_a_folder_that_may_only_be_read_is_told_in_one_line_and_left_alone(machine):
    was = files(machine.out)
    code, said = machine.build("B", fault=machine.fault("read only"))
    assert code == 1 and said.count("\n") == 1 and said.endswith("Read-only file system. The site before stays as it was.\n")
    assert files(machine.out) == was


def test_of_two_builds_at_once_the_second_waits_and_both_succeed(machine, held):
    """The first one is stopped in the middle of its pages, so that the second surely comes meanwhile."""
    first = machine.start("A", fault=machine.fault("hold", "^stage/", 50, port=held.getsockname()[1]))
    stopped = held.accept()[0]
    second = machine.start("B")
    assert second.stderr.readline().startswith(WAITS)
    assert machine.shows() == "A"
    stopped.close()
    assert [(one.communicate()[1], one.returncode) for one in (first, second)] == [("", 0)] * 2
    assert machine.shows() == "B"


def test_the_engine_of_a_killed_build_is_waited_for(machine, held):
    first = machine.start("A", fault=machine.fault("hold", "^stage/", 50, port=held.getsockname()[1]))
    stopped = held.accept()[0]
    first.kill()
    first.communicate()
    second = machine.start("B")
    assert second.stderr.readline().startswith(WAITS)
    stopped.close()
    assert (second.communicate()[1], second.returncode) == ("", 0)
    assert machine.shows() == "B"


def test_a_preview_waits_for_a_build(machine):
    """Both write the same pages, one with PDFs and one without."""
    with turn(machine.out):
        preview = machine.start("B", "--pages-only")
        assert preview.stderr.readline().startswith(WAITS)
    assert (preview.communicate()[1], preview.returncode) == ("", 0)


def test_a_change_is_seen_whatever_the_clock_and_the_times_of_the_files_say(machine, changed):
    """A file of the same size and time as before, where all that was built seems to be of a year to come, by a clock that is a year behind."""
    was, text = changed.stat(), changed.read_text("utf-8")
    for path in machine.out.rglob("*"):
        os.utime(path, (was.st_mtime + 366 * 86400,) * 2)
    changed.write_text(text.replace("repetitions: 6", "repetitions: 8"), "utf-8")
    os.utime(changed, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert changed.stat().st_size == was.st_size and changed.read_text("utf-8") != text
    assert machine.build("A", days=-366) == (0, "")
    page = "exercises/ankle-circles/index.html"
    assert "8 times" in (machine.out / "site" / page).read_text("utf-8") and b"8 times" not in machine.sites["A"][page]
