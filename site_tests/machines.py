"""Builds of the knee guide as processes of their own, on the machine as it is and on strange ones."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from .conftest import KNEE, ROOT

STRANGE = ROOT / "site_tests" / "strange"
WITH_PDF = {"REQUIRE_PDF": "yes"}
WITHOUT_PDF = {"CHROMIUM": "/nowhere/chromium"}  # the quicker ones


@dataclass(frozen=True)
class Machine:
    """Builds of contents, by name, into one folder. `sites` are the sites they give, as `files` tells them."""

    contents: dict[str, Path]
    sites: dict[str, dict[str, bytes | None]]
    out: Path
    environment: dict[str, str]

    @property
    def count(self) -> Path:
        """A line for each event that the last fault has counted."""
        return self.out.with_name(f"{self.out.name}.count")

    def fault(self, then: str, where: str = "", at: int = 1, event: str = "write", port: int = 0) -> dict:
        """What goes wrong in the next build: see strange/sitecustomize.py. Each fault counts from the beginning."""
        self.count.unlink(missing_ok=True)
        return {"folder": str(self.out), "event": event, "where": where, "count": str(self.count), "at": at, "then": then, "port": port}

    def start(self, content: str, *options: str, own_group: bool = False, **strange) -> subprocess.Popen:
        """Begins a build. What it says of faults can be read from its stderr."""
        return subprocess.Popen(
            [*command(self.contents[content], self.out), *options], cwd=ROOT, env=surroundings(strange, **self.environment),
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=own_group,
        )

    def build(self, content: str, **strange) -> tuple[int, str]:
        """Builds to the end. Returns the exit code and what it said of faults."""
        process = self.start(content, **strange)
        said = process.communicate()[1]
        return process.returncode, said

    def shows(self) -> str:
        """Which content the published folder shows, whole, to the byte; else `none` or `neither`."""
        site = files(self.out / "site")
        return next((name for name, known in self.sites.items() if known == site), "neither" if site else "none")

    def copied(self, out: Path) -> "Machine":
        """The same in a copy of the folder."""
        return Machine(self.contents, self.sites, Path(shutil.copytree(self.out, out)), self.environment)


def with_a_site_of_a(folder: Path, environment: dict[str, str], remembered: Path | None = None) -> tuple[Machine, dict[str, int]]:
    """A folder where A was built, and how often a build of B over it writes, by the first part of the path.

    A is the knee guide; B has another dose and name in it: a page, a sheet and its PDFs, pictures of links and data differ.
    `remembered` is the cache of another build, to be quicker.
    """
    contents = {name: Path(shutil.copytree(KNEE, folder / name)) for name in ("A", "B")}
    for content in contents.values():
        (content / "expected.yml").unlink()
    ankle = contents["B"] / "exercises" / "ankle-circles.yml"
    ankle.write_text(ankle.read_text("utf-8").replace("repetitions: 6", "repetitions: 8").replace("Ankle circles", "Circles of the ankle"), "utf-8")
    machine = Machine(contents, {}, folder / "out", environment)
    if remembered:
        shutil.copytree(remembered, machine.out / "cache")
    assert machine.build("A") == (0, "")
    machine.sites["A"] = files(machine.out / "site")
    over = machine.copied(folder / "B over A")
    assert over.build("B", fault=over.fault("error", at=0)) == (0, "")
    machine.sites["B"] = files(over.out / "site")
    assert over.shows() == "B" and machine.shows() == "A"
    written = [path.split("/")[0] for path in over.count.read_text("utf-8").splitlines()]
    return machine, {name: written.count(name) for name in written}


def command(content: Path, out: Path) -> list[str]:
    """The command that builds a content into a folder."""
    return [sys.executable, "-m", "generator", "build", "--content", str(content), "--out", str(out)]


def surroundings(strange: dict, **more: str) -> dict[str, str]:
    """The environment of a build: nothing that changes addresses, `more`, and what is `strange` about the machine."""
    own = {key: value for key, value in os.environ.items() if key not in ("SITE_URL", "REPOSITORY_URL", "REQUIRE_PDF", "GITHUB_ACTIONS")}
    return own | ({"PYTHONPATH": str(STRANGE), "STRANGE": json.dumps(strange)} if strange else {}) | more


def files(site: Path) -> dict[str, bytes | None]:
    """Every file below a folder, and as None every folder: equal for equal sites. Of a site that is missing it is empty."""
    return {path.relative_to(site).as_posix(): path.read_bytes() if path.is_file() else None for path in site.rglob("*")}
