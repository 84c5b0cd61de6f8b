"""Brings a TypeScript compiler, which checks the types in our scripts. `python -m site_tests.compiler` does it before the tests run."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

OWN = Path(__file__).parent.parent / "build" / "tools"
VERSION = "4.8.4"  # that of Debian 12 and Ubuntu 24.04, so that all machines say the same
WAY_OUT = "No TypeScript compiler was found and none could be installed. Install node-typescript with your system's packages, or Node.js with npm."


def find() -> str | None:
    """The path of the compiler, on the PATH or brought by this module; else None."""
    own = OWN / "node_modules" / ".bin" / "tsc"
    return shutil.which("tsc") or (str(own) if own.exists() else None)


def bring() -> None:
    """Installs one: Debian's package as root, else npm's into `build`, which git ignores."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], stdout=subprocess.DEVNULL)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "node-typescript"], stdout=subprocess.DEVNULL, env=environment)
    elif shutil.which("npm"):
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(OWN), f"typescript@{VERSION}"], stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    if not find():
        bring()
    if not find():
        sys.exit(WAY_OUT)
