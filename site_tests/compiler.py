"""Brings a TypeScript compiler, which checks the types in our scripts. `python -m site_tests.compiler` does it before the tests run."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

OWN = Path(__file__).parent.parent / "build" / "tools"
VERSION = "4.8.4"  # that of Debian 12 and Ubuntu 24.04, so that all machines say the same
HASH = "sha512-QCh+85mCy+h0IGff8r5XWzOVSbBO+KfeYrMQh7NJ58QujwcE22u+NUSmUxqF+un70P9GXKxa2HCNiTTMJknyjQ=="
WAY_OUT = "No TypeScript compiler was found and none could be installed. Install node-typescript with your system's packages, or Node.js with npm."


def find() -> str | None:
    """The path of the compiler, on the PATH or brought by this module; else None."""
    own = OWN / "node_modules" / ".bin" / "tsc"
    return shutil.which("tsc") or (str(own) if own.exists() else None)


def bring() -> None:
    """Installs one: Debian's package as root, else npm's into `build`, which git ignores; npm refuses what has another hash."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], stdout=subprocess.DEVNULL)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "node-typescript"], stdout=subprocess.DEVNULL, env=environment)
    elif shutil.which("npm"):
        OWN.mkdir(parents=True, exist_ok=True)
        needs = {"dependencies": {"typescript": VERSION}}
        pinned = {"lockfileVersion": 3, "packages": {"": needs, "node_modules/typescript": {"version": VERSION, "integrity": HASH, "bin": {"tsc": "bin/tsc"}}}}
        (OWN / "package.json").write_text(json.dumps(needs), "utf-8")
        (OWN / "package-lock.json").write_text(json.dumps(pinned), "utf-8")
        subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(OWN)], stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    if not find():
        bring()
    if not find():
        sys.exit(WAY_OUT)
