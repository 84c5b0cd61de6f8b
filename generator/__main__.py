"""The command line. Exit 0: fine. 1: the content has problems, and nothing was written. 2: wrong usage."""

import argparse
import os
import sys
from datetime import date
from pathlib import Path

from . import browser, build, commits, compare, edit, paper, schema, write
from .problem import Problem


def main(arguments: list[str] | None = None) -> int:
    """Runs one command. Problems go to standard error, a line each."""
    chosen = _parser().parse_args(arguments)
    try:
        return chosen.run(chosen)
    except (edit.Refused, build.NotOurs, commits.Refused) as refused:
        print(refused, file=sys.stderr)
        return 2
    except commits.Problems as problems:
        print(problems, file=sys.stderr)
        return 1
    except paper.NoBrowser as told:
        print(told, file=sys.stderr)
        return 1
    except build.EngineFailed as failed:
        print(f"MkDocs could not build the site, and the one before stays as it was:\n{failed}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename or 'A file'}: {error.strerror or error}. The site before stays as it was.", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m generator", description="Makes an exercise guide from the content folder.")
    commands = parser.add_subparsers(required=True, metavar="command")

    def command(name: str, run, help: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help, description=help)
        sub.add_argument("--content", type=Path, default=Path("content"), metavar="DIR", help="the guide's content (content)")
        sub.set_defaults(run=run)
        return sub

    command("check", _check, "Tells every problem of the content, and writes nothing.")
    built = command("build", _build, "Builds the whole site into OUT/site.")
    built.add_argument("--out", type=Path, default=Path("build"), metavar="DIR", help="where to build (build)")
    built.add_argument("--pages-only", action="store_true", help="write the Markdown pages and stop, for a live preview")
    schemas = command("schema", _schema, "Writes the JSON Schemas that help an editor.")
    schemas.add_argument("--out", type=Path, metavar="DIR", help="where to write them (content/.schema)")
    new = command("new", _new, "Begins a new exercise, with a place for every value.")
    new.add_argument("id", help="the file name and address, for example chin-to-shoulder")
    new.add_argument("--code", required=True, help="a code that was never used, for example N8")
    new.add_argument("--name", required=True, help="the plain name")
    record = command("record", _record, "Notes new addresses and versions in the ledger, after they were published.")
    record.add_argument("--today", type=date.fromisoformat, default=None, metavar="DATE", help="the date to note (today)")
    differs = command("diff", _diff, "Shows the pictures that differ between two commits, before and after.")
    differs.add_argument("base", metavar="BASE", help="the commit before")
    differs.add_argument("head", metavar="HEAD", nargs="?", help="the commit after (the files as they are now)")
    differs.add_argument("--figures", type=Path, required=True, metavar="FILE", help="the HTML file to write the pictures to")
    return parser


def _told(problems: list[Problem]) -> int:
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        if os.environ.get("GITHUB_ACTIONS"):
            for problem in problems:
                print(problem.annotation(), file=sys.stderr)
        print(f"{len(problems)} problem{'s' if len(problems) > 1 else ''}. Nothing was written.", file=sys.stderr)
    return 1 if problems else 0


def _check(chosen: argparse.Namespace) -> int:
    catalogue, problems = build.read(chosen.content)
    if not problems:
        print(f"{len(catalogue.exercises)} exercises, {len(catalogue.routines)} routines: no problems.")
    return _told(problems)


def _build(chosen: argparse.Namespace) -> int:
    code = _told(build.build_pages(chosen.content, chosen.out, os.environ) if chosen.pages_only else _printed_if_possible(chosen))
    if not code:
        print(f"The guide is in {chosen.out / ('docs' if chosen.pages_only else 'site')}.")
    return code


def _printed_if_possible(chosen: argparse.Namespace) -> list[Problem]:
    """Builds with the PDFs of the sheets; where nothing prints, without them, which is told. REQUIRE_PDF makes that an error."""
    try:
        chromium = browser.find()
        if not chromium:
            raise paper.NoBrowser(paper.NOT_FOUND)
        return build.build(chosen.content, chosen.out, os.environ, chromium)
    except paper.NoBrowser as told:
        if os.environ.get("REQUIRE_PDF"):
            raise
        print(told)
        return build.build(chosen.content, chosen.out, os.environ)


def _schema(chosen: argparse.Namespace) -> int:
    for name, text in schema.schemas().items():
        write.write_one((chosen.out or chosen.content / ".schema") / name, text)
    return 0


def _new(chosen: argparse.Namespace) -> int:
    print(edit.new(build.read(chosen.content)[0], chosen.id, chosen.code, chosen.name))
    return 0


def _record(chosen: argparse.Namespace) -> int:
    catalogue, problems = build.read(chosen.content)
    if not problems:
        for line in edit.record(catalogue, (chosen.today or date.today()).isoformat()):
            print(line)
    return _told(problems)


def _diff(chosen: argparse.Namespace) -> int:
    if chosen.figures.is_dir():
        raise commits.Refused(f"{chosen.figures} is a folder. Name the file to write, for example {chosen.figures / 'pictures.html'}.")
    told = compare.compare(chosen.content, chosen.base, chosen.head)
    write.write_one(chosen.figures, compare.sheet(told))
    print(f"{told.count} picture{'s differ' if told.count != 1 else ' differs'}: {chosen.figures}" if told.count else f"No picture differs. {chosen.figures} says so.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
