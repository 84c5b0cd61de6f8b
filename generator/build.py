"""The order of things. Content goes in at one end, files come out at the other; nothing flows back.

    content --load--> Catalogue --check--> problems          any problem: all are told, nothing is written
              Catalogue --> figures, gallery, pages, sheets (and their PDFs), data, schemas --write--> build/docs
              build/docs --MkDocs--> build/stage --finish, offline--> build/site
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from importlib import metadata
from pathlib import Path

from . import body, cache, check, collage, configuration, cues, data, description, embed, feed, figures, finish, from_disk, gallery, lean, lettering, link_pictures, load, manifest, my_sheet, offline, pages, paper, reminders, schema, sheets, templating, versions, write
from .catalogue import Catalogue
from .description import ExerciseTold, PictureDrawn, RoutineTold
from .known_pages import ALREADY_WRITTEN
from .problem import Problem
from .site import Site, site
from .templating import TEMPLATES
from .turn import turn

Printer = Callable[[list[paper.Job]], dict[str, bytes]]


def read(content: Path) -> tuple[Catalogue, list[Problem]]:
    """The content and all of its problems, sorted by place."""
    catalogue, problems = load.load(content)
    return catalogue, sorted({*problems, *check.check(catalogue)})


def markdown(
    catalogue: Catalogue, environment: Mapping[str, str],
    exercises: dict[str, ExerciseTold] | None = None, drawings: dict[str, PictureDrawn] | None = None, painted: cache.Memory | None = None,
    printer: Printer | None = None, painting: bool = True,
) -> dict[str, bytes]:
    """Everything the site engine is given, {path: bytes}. The catalogue has no problems.

    `exercises` and `drawings` are those of the catalogue, where they have been made already; `painted` remembers link pictures.
    Without a `printer` there are no PDFs, and no links to any; without `painting` no link pictures but those remembered.
    """
    exercises = exercises or description.exercises(catalogue)
    drawings = drawings or figures.figures(exercises)
    address = site(catalogue.guide, environment)
    routines = description.routines(catalogue, exercises)
    printed = _printed(catalogue, routines, drawings, address, printer) if printer else {}
    drawn = {address: drawing.file for address, drawing in drawings.items()}
    return {
        **figures.files(drawings),
        **link_pictures.link_pictures(catalogue, exercises, routines, drawn, painted, painting),
        **link_pictures.icons(figures.figure(link_pictures.portrait(catalogue.guide.person), ""), painted),
        **manifest.manifest(catalogue.guide),
        **gallery.gallery(catalogue, exercises, drawings, figures.page_style(), figures.THEMES),
        **pages.pages(catalogue, exercises, routines, address, printed),
        **sheets.card(catalogue, address),
        **sheets.sheets(catalogue, routines, drawings, figures.paper_style(), address, printed),
        **printed,
        **my_sheet.my_sheet(catalogue, exercises, drawings, figures.paper_style(), address),
        **embed.embeds(catalogue, exercises, drawings, figures.page_style(), address),
        **cues.cues(catalogue, exercises, routines, drawings),
        **data.data(catalogue, exercises, routines),
        **versions.versions(catalogue, routines),
        **reminders.reminders(catalogue, routines, address),
        **feed.feed(catalogue, address),
        **{f"schema/{name}": text for name, text in schema.schemas().items()},
    }


def _printed(catalogue: Catalogue, routines: dict[str, RoutineTold], drawings: dict[str, PictureDrawn], address: Site, printer: Printer) -> dict[str, bytes]:
    """The PDFs of all sheets. Their HTML is that without links to PDFs, for these are what is being made."""
    html = sheets.sheets(catalogue, routines, drawings, figures.paper_style(), address)
    return printer([
        job for told in routines.values()
        for job in paper.editions(told.sheet, html[f"{told.sheet}index.html"].decode(), f"{told.routine.name} · {catalogue.guide.name}")
    ])


def build_pages(content: Path, out: Path, environment: Mapping[str, str]) -> list[Problem]:
    """Writes `out`/docs and the engine's configuration. Returns the problems; with any, nothing is written.

    For a preview: the pictures that chat programs show for a link take most of the time, and nobody sees them there.
    """
    catalogue, problems = read(content)
    if not problems:
        with turn(out):
            _write(catalogue, out, environment, None, painting=False)
    return problems


def _write(catalogue: Catalogue, out: Path, environment: Mapping[str, str], chromium: str | None, painting: bool = True) -> dict[str, PictureDrawn]:
    _claim(out)
    finish.put_back(out / "site")
    templating.remember_compiled(cache.compiled_templates(out / "cache" / "templates"))
    memory = cache.Memory(out / "cache" / "drawn", cache.version_of(figures, body))
    exercises = description.exercises(catalogue)
    drawings = figures.figures(exercises, memory)
    memory.forget_the_rest()
    painted = cache.Memory(out / "cache" / "painted", cache.version_of(link_pictures, collage, lettering))
    on_paper = cache.Memory(out / "cache" / "paper", cache.version_of(paper) + metadata.version("pikepdf"))
    files = markdown(catalogue, environment, exercises, drawings, painted, partial(paper.pdfs, chromium=chromium, memory=on_paper) if chromium else None, painting)
    if painting:
        painted.forget_the_rest()
    if chromium:
        on_paper.forget_the_rest()
    write.write_one(out / "mkdocs.yml", configuration.configuration(catalogue, site(catalogue.guide, environment), out))
    write.write(files, out / "docs")
    return drawings


def build(content: Path, out: Path, environment: Mapping[str, str], chromium: str | None = None, without_server: bool = False) -> list[Problem]:
    """Builds the whole guide into `out`/site. Returns the problems; with any, nothing in `out` changes.

    The sheets are printed as PDF by the browser at the path `chromium`, or not at all. `without_server` makes
    links that lead on when the site is opened from a disk. Raises paper.NoBrowser
    where it does not print and EngineFailed where MkDocs refuses; `out`/site is then as it was.
    """
    catalogue, problems = read(content)
    if not problems:
        with turn(out):
            drawings = _write(catalogue, out, environment, chromium)
            _run_engine(out)
            follows_from = cache.version_of(finish, lean, offline, templating, TEMPLATES / "lean", TEMPLATES / "offline")
            finished = cache.Memory(out / "cache" / "finished", f"{follows_from} {metadata.version('tinycss2')} {sys.version}")
            finish.finish(out / "stage", drawings, finished)
            if without_server:
                from_disk.point_at_files(out / "stage")
            offline.offline(out / "stage", finished)
            finished.forget_the_rest()
            finish.swap(out / "stage", out / "site")
    return problems


class NotOurs(Exception):
    """The output folder holds what this program did not make, and a build would take it away."""


def _claim(out: Path) -> None:
    if links := [name for name in ("docs", "stage", "site") if (out / name).is_symlink()]:
        raise NotOurs(f"{out / links[0]} is a link to another place, which a build would replace. Take it away, or name another folder with --out.")
    made = out / "mkdocs.yml"
    if made.is_file() and made.read_bytes().startswith(configuration.NOTE.encode()):
        return
    if strange := [name for name in ("docs", "stage", "site", "mkdocs.yml") if (out / name).exists()]:
        raise NotOurs(f"{out} holds {', '.join(strange)}, which this program did not make and would replace. Name another folder with --out.")


class EngineFailed(Exception):
    """MkDocs did not build the site; the message is what it printed."""


def _run_engine(out: Path) -> None:
    # A build that was killed may have left hidden files, which the engine would not clean away.
    shutil.rmtree(out / "stage", ignore_errors=True)
    # Not --quiet: it would hide warnings from --strict as well.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--clean", "--config-file", str(out / "mkdocs.yml")]
    environment = {**os.environ, ALREADY_WRITTEN: "1", "NO_MKDOCS_2_WARNING": "1"}
    # close_fds: the engine keeps the turn of this build, and so no other build meets what it still writes when this process alone was killed.
    done = subprocess.run(command, env=environment, cwd=configuration.ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, close_fds=False)
    if done.returncode:
        raise EngineFailed(_reason(done.stdout) or f"It ended with {done.returncode} and said nothing.")


def _reason(printed: str) -> str:
    """What the engine printed, without its notes. Where the machine refused something the last line says it all."""
    told = [line for line in printed.strip().splitlines() if not line.startswith("INFO")]
    return "\n".join(told[-1:] if told and "[Errno " in told[-1] else told)
