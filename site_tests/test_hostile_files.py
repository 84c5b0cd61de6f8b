"""Files that should not be there: links, pipes, devices, strange names, huge and unreadable ones. Each is a problem at its place; nothing hangs, nothing is written."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from generator.__main__ import main

from .conftest import KNEE, ROOT
from .test_bad_content import told

LINK = "This is a link to another place.  Put the file itself here."
NO_FILE = "This is not a file.  Take it out of this folder."
NO_ADDRESS = "cannot be an address."
SECRET = "the words of another file"


def _link_to(target: str):
    def made(content: Path, name: str) -> None:
        path = content / name
        if path.is_dir():
            path.rename(content.parent / "moved")
        else:
            path.unlink(missing_ok=True)
        path.symlink_to(target.format(outside=content.parent / "outside", moved=content.parent / "moved", content=content))
    return made


def _pipe(content: Path, name: str) -> None:
    (content / name).unlink(missing_ok=True)
    os.mkfifo(content / name)


def _socket(content: Path, name: str) -> None:
    (content / name).unlink(missing_ok=True)
    made = socket.socket(socket.AF_UNIX)
    here = os.getcwd()
    os.chdir((content / name).parent)  # the path of a socket may not be long
    try:
        made.bind(Path(name).name)
    finally:
        os.chdir(here)
        made.close()


def _folder(content: Path, name: str) -> None:
    (content / name).unlink(missing_ok=True)
    (content / name).mkdir()


def _huge(content: Path, name: str) -> None:
    with open(content / name, "wb") as file:
        file.truncate(100_000_000)


def _deep(content: Path, name: str) -> None:
    (content / name / "/".join(["a"] * 200)).mkdir(parents=True)


def _named(content: Path, name: str) -> None:
    (content / name).write_text("code: X1\n")


EXERCISE, POSE, PAGE, PHOTO, LEDGER = "exercises/more.yml", "poses/more.yml", "pages/more.md", "photos/more.png", "ledger/exercises/heel-slide.yml"
SPOILT = {
    **{f"a link for {name}": (_link_to("{outside}"), name, f"{name}:1:1  {LINK}") for name in (EXERCISE, POSE, PAGE, PHOTO, "guide.yml", "sources.yml", "reviewers.yml")},
    **{f"a link to {target}": (_link_to(target), EXERCISE, f"{EXERCISE}:1:1  {LINK}") for target in ("/dev/zero", "/proc/self/environ", "/nowhere", "../../../../etc/passwd", "more.yml", "heel-slide.yml", "{content}")},
    **{f"a folder that is a link for {name}": (_link_to("{moved}"), name, f"{name}:1:1  {LINK}") for name in ("exercises", "regions", "routines", "pages", "photos", "poses")},
    "a link to a folder": (_link_to("/etc"), "etc", f"etc:1:1  {LINK}"),
    "a link to a file that is not read": (_link_to("/etc/passwd"), "README.md", f"README.md:1:1  {LINK}"),
    "a ledger elsewhere": (_link_to("/etc"), "ledger", f"ledger:1:1  {LINK}"),
    "a link that turns in a circle": (_link_to("exercises"), "exercises", f"exercises:1:1  {LINK}"),
    **{f"a pipe for {name}": (_pipe, name, f"{name}:1:1  {NO_FILE}") for name in (EXERCISE, PAGE, PHOTO, "guide.yml", "expected.yml")},
    "a socket": (_socket, EXERCISE, f"{EXERCISE}:1:1  {NO_FILE}"),
    **{f"a folder named {name}": (_folder, name, f"{name}:1:1  {NO_FILE}") for name in (EXERCISE, PAGE, PHOTO, "sources.yml")},
    **{f"100 MB for {name}": (_huge, name, f"{name}:1:1  The file is larger than {limit} kB.  Split it, or make it smaller.") for name, limit in ((EXERCISE, 200), (PAGE, 200), (PHOTO, 1000), ("guide.yml", 200), ("reviewers.yml", 200))},
    "folders in folders": (_deep, "exercises/deep", "exercises/deep:1:1  A file here ends in .yml.  Rename it, or take it out of this folder."),
    "folders in folders of the content": (_deep, "deep", "deep:1:1  This folder has no meaning here.  Known here:"),
}
NAMES = {
    "a line break": "a\nb.yml", "a carriage return": "a\rb.yml", "a tab": "a\tb.yml", "a bell and colours": "a\a\x1b[31mb.yml", "a delete": "a\x7fb.yml",
    "words turned round": "a\u202elmy.b.yml", "no width": "a\u200bb.yml", "a byte order mark": "\ufeffa.yml", "a line separator": "a\u2028b.yml",
    "bytes that are no text": os.fsdecode(b"a\xff\xfeb.yml"), "a hyphen first": "-rf.yml", "two hyphens": "--content.yml", "a device of Windows": "CON.yml", "dots": "a...yml",
    "dots and more": "a..b.yml", "a backslash": "a\\..\\b.yml", "a space": "a b.yml", "markup": "<img src=x onerror=alert(1)>.yml", "a command": "::error::a.yml", "a group": "##[error]a.yml",
    "shell": "$(id);`id`.yml", "a template": "{{7*7}}.yml", "letters that look alike": "а.yml", "capitals": "More.yml", "very long": "a" * 250 + ".yml", "an underscore": "__init__.yml",
}


@pytest.fixture(autouse=True)
def outside(tmp_path):
    (tmp_path / "outside").write_text(f"code: X1\nname: {SECRET}\n")


def refused(content: Path, capsys) -> list[str]:
    """The problems of a check. A build has the same, and writes nothing; each stays on one line that a terminal shows as it is."""
    lines = told(content, capsys)
    before = sorted(content.parent.rglob("*"))
    assert main(["build", "--content", str(content), "--out", str(content.parent / "out")]) == 1
    shown = capsys.readouterr()
    assert sorted(content.parent.rglob("*")) == before and shown.out == ""
    assert shown.err.replace(f"{content.as_posix()}/", "").splitlines()[:-1] == lines
    assert all(line.isprintable() and SECRET not in line and "##[" not in line for line in lines)
    return lines


@pytest.mark.parametrize("what", SPOILT)
def test_what_is_no_file_of_this_guide_is_refused(what, knee_copy, capsys):
    spoil, name, problem = SPOILT[what]
    spoil(knee_copy, name)
    assert [line for line in refused(knee_copy, capsys) if line.startswith(problem)] != []


@pytest.mark.parametrize("what", NAMES)
@pytest.mark.parametrize("folder", ["exercises", "pages", "photos", ""])
def test_a_strange_name_is_refused_and_told_on_one_line(what, folder, knee_copy, capsys):
    name = NAMES[what] if folder != "pages" else NAMES[what].replace(".yml", ".md")
    _named(knee_copy, f"{folder}/{name}".lstrip("/"))
    lines = refused(knee_copy, capsys)
    assert len(lines) == 1 and lines[0].startswith(f"{folder}/".lstrip("/")), lines


def test_a_file_name_that_is_a_command_begins_no_line(knee_copy, capsys, monkeypatch):
    _named(knee_copy, "::error::a.yml")
    monkeypatch.chdir(knee_copy)
    assert main(["check", "--content", "."]) == 1
    assert capsys.readouterr().err.startswith("./::error::a.yml:1:1  This file has no meaning here.")


@pytest.mark.parametrize("name, problem", [
    ("exercises/heel-slide.yml", "exercises/heel-slide.yml:1:1  The file cannot be read (Permission denied).  Let yourself read it, as you may read its neighbours."),
    ("guide.yml", "guide.yml:1:1  The file cannot be read (Permission denied).  Let yourself read it, as you may read its neighbours."),
    ("exercises", "exercises:1:1  The folder cannot be read (Permission denied).  Let yourself read it, as you may read its neighbours."),
    ("ledger", "ledger:1:1  The folder cannot be read (Permission denied).  Let yourself read it, as you may read its neighbours."),
])
def test_what_may_not_be_read_is_told(name, problem, capsys):
    """Root reads everything, so the check is made as nobody, in a folder that nobody may enter."""
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        shutil.copytree(KNEE, content)
        (content / "ledger" / "exercises").mkdir(parents=True)
        subprocess.run(["chmod", "-R", "a+rX", folder], check=True)
        (content / name).chmod(0)
        root = os.geteuid() == 0
        try:
            os.seteuid(65534) if root else None
            assert problem in told(content, capsys)
        finally:
            os.seteuid(0) if root else None
            (content / name).chmod(0o755)


def test_a_device_is_refused_without_being_read(knee_copy, capsys):
    """In a process of its own, which is ended if it reads on and on."""
    (knee_copy / "guide.yml").unlink()
    try:
        os.mknod(knee_copy / "guide.yml", 0o20666, os.makedev(1, 5))
    except PermissionError:
        (knee_copy / "guide.yml").symlink_to("/dev/zero")
    done = subprocess.run([sys.executable, "-m", "generator", "check", "--content", str(knee_copy)], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1 and f"{knee_copy.as_posix()}/guide.yml:1:1  This is " in done.stderr and "Traceback" not in done.stderr


def test_a_ledger_elsewhere_is_not_written_to(knee_copy, tmp_path, capsys):
    (tmp_path / "elsewhere").mkdir()
    (knee_copy / "ledger").symlink_to(tmp_path / "elsewhere")
    assert main(["record", "--today", "2026-01-31", "--content", str(knee_copy)]) == 1
    assert list((tmp_path / "elsewhere").iterdir()) == [] and LINK in capsys.readouterr().err


def test_a_lock_of_an_editor_is_no_problem(knee_copy):
    """Editors note who edits a file by a hidden link to nowhere."""
    (knee_copy / "exercises" / ".#heel-slide.yml").symlink_to("somebody@machine.1234")
    assert main(["check", "--content", str(knee_copy)]) == 0
