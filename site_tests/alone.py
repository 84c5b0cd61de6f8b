"""Runs a program with the network cut, by all the means this machine has.

    the system   a space of its own without any network, where the system gives one: it holds every process, the browser and its driver too
    Python       each Python process stops at the first address it looks up or connects to that is not this machine, and it is noted
    the browser  asks a proxy at a closed port for everything
"""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from . import browser

GUARD = Path(__file__).parent / "without_network"
KEPT = ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH", "PLAYWRIGHT_BROWSERS_PATH")
WAY_OUT = "This machine gives no program a space without network, as unshare does by itself, or with sudo on GitHub's runners."


@dataclass(frozen=True)
class Ended:
    """How a program ended: its code, what it printed, and a line for each time it asked the network from Python."""

    code: int
    out: str
    told: str
    asked: list[str]


def space() -> list[str] | None:
    """The command before a command that runs it in a space without network, as the same user; None where the system gives none."""
    ways = [["unshare", "--map-root-user", "--net", "--"]]
    if os.geteuid():
        who = ["setpriv", f"--reuid={os.geteuid()}", f"--regid={os.getegid()}", "--init-groups", "--"]
        # Ubuntu 24.04 gives a user no such space, and its runners on GitHub let the user be root.
        ways.append(["sudo", "--non-interactive", "unshare", "--net", "--", *who])
    return next((way for way in ways if shutil.which(way[0]) and subprocess.run([*way, "true"], capture_output=True).returncode == 0), None)


def run(command: list[str], folder: Path, **environment: str) -> Ended:
    """Runs a command of this repository. `folder` is empty, and takes what the cut needs."""
    chromium, asked = folder / "chromium", folder / "asked.txt"
    chromium.write_text(f'#!/bin/sh\nexec "{browser.find()}" --proxy-server=http://127.0.0.1:9 --proxy-bypass-list="<-loopback>" "$@"\n')
    chromium.chmod(0o755)
    given = {name: os.environ[name] for name in KEPT if name in os.environ}
    given |= {"CHROMIUM": str(chromium), "PYTHONPATH": str(GUARD), "NETWORK_ASKED": str(asked), **environment}
    # By `env`, for sudo hands on no environment of its own accord.
    whole = [*(space() or []), "env", "-i", *(f"{name}={value}" for name, value in given.items()), *command]
    done = subprocess.run(whole, cwd=GUARD.parent.parent, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8")
    return Ended(done.returncode, done.stdout, done.stderr, asked.read_text("utf-8").splitlines() if asked.exists() else [])
