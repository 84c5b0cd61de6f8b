"""Whether a build would make again what is there. Only modules that Python has loaded anyway are used: this is asked before all else."""

import os
import stat
import sys
from collections.abc import Iterator
from time import time_ns

from . import browser

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
MACHINE = ("generator", "templates", "mkdocs.yml")
ENVIRONMENT = ("SITE_URL", "REPOSITORY_URL", "REQUIRE_PDF", "CHROMIUM", "PYTHONPATH")
# A file that was changed so shortly before it was looked at may be changed again without a trace in its times.
YOUNG = 2_000_000_000  # nanoseconds


class Inputs:
    """All that a build into `out`/site follows from, and the file in `out` that remembers it: `content` and the machine, for one way to build."""

    def __init__(self, content: str, out: str, from_disk: bool):
        self.content, self.out, self.from_disk = str(content), str(out), from_disk
        self.memory = os.path.join(self.out, "cache", "built")

    def said(self) -> str | None:
        """What the last build said, where this one would make the same site; else None.

        Size and times of every file decide; where they differ, what the files hold. A hand in the finished site is
        noticed where it changes the folder itself: who doubts it takes the folder away.
        """
        try:
            with open(self.memory, encoding="utf-8", newline="") as file:
                held, said, site, looks = file.read().split("\0", 3)
        except (OSError, ValueError):
            return None
        if site != self._site():
            return None
        now = self._looks()
        if now != looks:
            if self._holds() != held or self._looks() != now:
                return None
            self._remember(held, said, now)
        return said

    def _looks(self) -> str:
        """Size and times of every file, and what else a build follows from. Empty where a file is so young that they say too little."""
        lines, youngest = [self._asked()], 0
        for path, found in self._files():
            youngest = max(youngest, found.st_ctime_ns)
            lines.append(f"{path} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}")
        return "" if youngest > time_ns() - YOUNG else "\n".join(lines)

    def state(self) -> str:
        """How the inputs are now, to be given to `remember` when the build that begins now has ended."""
        return self._looks() or self._holds()

    def remember(self, before: str, said: str) -> None:
        """Notes a build that said `said`. Inputs that are no longer as they were `before` it are not noted.

        Nor is a build where only Playwright could know of a browser: it is too slow to ask.
        """
        held, now = self._holds(), self._looks()
        if before in (held, now) and (browser.installed() or "CHROMIUM" in os.environ):
            self._remember(held, said, now)
        else:
            self._forget()

    def _forget(self) -> None:
        """Lets the next build be made."""
        try:
            os.unlink(self.memory)
        except OSError:
            pass

    def _remember(self, held: str, said: str, looks: str) -> None:
        part = f"{self.memory}.part"
        try:
            with open(part, "w", encoding="utf-8", newline="") as file:
                file.write("\0".join((held, said, self._site(), looks)))
            os.replace(part, self.memory)
        except OSError:
            # The next build is made again: that is slower, and never wrong.
            self._forget()

    def _asked(self) -> str:
        packages = [_look(path) for path in sys.path if path.endswith("-packages")]
        values = [os.environ.get(name) for name in ENVIRONMENT]
        return repr((sys.version, self.from_disk, os.path.abspath(self.content), values, _look(browser.installed() or ""), packages))

    def _site(self) -> str:
        return " ".join(_look(os.path.join(self.out, "site", name)) for name in ("", "index.html", "offline.json"))

    def _holds(self) -> str:
        """A digest of what every file holds."""
        from hashlib import sha256
        digest = sha256(self._asked().encode())
        for path, found in self._files():
            digest.update(f"\0{path}\0{found.st_mode}\0{found.st_size}\0".encode("utf-8", "surrogateescape"))
            # A pipe or a device could be read for ever. The build refuses them, as it does what it may not read.
            if stat.S_ISREG(found.st_mode):
                try:
                    with open(path, "rb") as file:
                        while held := file.read(1_000_000):
                            digest.update(held)
                except OSError as error:
                    digest.update(repr(error).encode())
        return digest.hexdigest()

    def _files(self) -> Iterator[tuple[str, os.stat_result]]:
        for path in (self.content, *(os.path.join(ROOT, name) for name in MACHINE)):
            yield from _below(path)


def inputs(arguments: list[str]) -> Inputs | None:
    """The inputs of the whole build that these arguments of the command line ask for; None where they ask for anything else."""
    chosen, given = {"--content": "content", "--out": "build"}, iter(arguments)
    if next(given, None) != "build":
        return None
    from_disk = False
    for one in given:
        if one in chosen:
            chosen[one] = next(given, "")
        elif one == "--from-disk":
            from_disk = True
        else:
            return None
    return Inputs(chosen["--content"], chosen["--out"], from_disk)


def _below(path: str) -> Iterator[tuple[str, os.stat_result]]:
    """The files in a folder and in those below it, in a fixed order, without hidden ones and what Python compiles. A file is itself."""
    try:
        entries = sorted(os.scandir(path), key=lambda entry: entry.name)
    except NotADirectoryError:
        yield path, os.stat(path)
        return
    except OSError:
        return
    for entry in entries:
        if entry.name == "__pycache__" or entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path)
        else:
            yield entry.path, entry.stat(follow_symlinks=False)


def _look(path: str) -> str:
    try:
        found = os.stat(path)
    except OSError:
        return ""
    return f"{path} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"
