"""Builds what MkDocs was given with Zensical, the engine that comes after it, and compares the two sites.

`python -m site_tests.zensical_site OUT` does it for a built guide in OUT: it prints what differs, and ends with 1 where anything does.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

from generator.templating import TEMPLATES

from . import same_site

# Two things differ and may; all else is told.
# 1. Our template of the map of the site asks for files that have pages, as MkDocs gives them; Zensical gives the pages, and uses its own.
MAP = "sitemap.xml"
# 2. The link past the menu leads to the first heading in Material, and in Zensical to an empty place before the content, `#__skip`.
_PAST_THE_MENU = re.compile(r'<a href="(#[^"]*)" class="md-skip">')
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class Refused(Exception):
    """Zensical did not build the site; the message is what it printed."""


def prepare(out: Path, folder: Path) -> Path:
    """Puts `out`/docs and its configuration for Zensical into the empty folder `folder`; the configuration's path."""
    shutil.copytree(TEMPLATES / "theme", folder / "theme", ignore=shutil.ignore_patterns(MAP))
    shutil.copytree(out / "docs", folder / "docs")  # it takes no pages from outside its folder
    values = {"INHERIT": str(out.resolve() / "mkdocs.yml"), "docs_dir": "docs", "site_dir": "site", "theme": {"custom_dir": "theme"}}
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(values), "utf-8")
    return folder / "mkdocs.yml"


def build(out: Path, folder: Path) -> Path:
    """Builds `out`/docs with Zensical inside the empty folder `folder`; the folder of the site. Raises Refused, on a warning too."""
    command = [sys.executable, "-m", "zensical", "build", "--strict", "--config-file", str(prepare(out, folder))]
    done = subprocess.run(command, cwd=folder, env={**os.environ, "LC_ALL": "C.UTF-8"}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
    if done.returncode:
        raise Refused(_COLOURS.sub("", done.stdout).strip())
    return folder / "site"


def differences(site: Path, zensical: Path) -> list[str]:
    """What differs between the finished site and that of Zensical, but for the two things above."""
    ours, theirs = same_site.told(site), same_site.told(zensical)
    for address, page in ours.items():
        if past := _PAST_THE_MENU.search((site / address).read_text("utf-8")):
            page.links.remove(address.removesuffix("index.html") + past[1])
    return same_site.differences(ours, theirs)


def main(out: Path) -> int:
    """Prints what differs between the site in `out`/site and that of Zensical; the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            found = differences(out / "site", build(out, Path(folder)))
        except Refused as refused:
            found = [f"Zensical did not build the site:\n{refused}"]
    print("\n".join(found) or "Zensical makes the same pages, titles, headings, anchors and links.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
