"""Brings a Chromium for the tests where there is none. `python -m site_tests.browser` does it before the tests run."""

import os
import shutil
import subprocess
import sys

from generator.browser import find

WAY_OUT = "No Chromium was found and none could be installed. Install Chromium or Chrome, or set CHROMIUM to its path."


def bring() -> None:
    """Installs one: Debian's package as root, else Playwright's own."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], stdout=subprocess.DEVNULL)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], stdout=subprocess.DEVNULL, env=environment)
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"])


if __name__ == "__main__":
    if not find():
        bring()
    if not find():
        sys.exit(WAY_OUT)
