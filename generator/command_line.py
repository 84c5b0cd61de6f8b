"""The command line. Exit 0: fine. 1: the content has problems, and nothing was written. 2: wrong usage."""

import argparse
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from . import browser, build, clinical, commits, compare, edit, load, paper, review_file, schema, unchanged, write
from .catalogue import Catalogue
from .check import reviews
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

    checked = command("check", _check, "Tells every problem of the content, and writes nothing.")
    checked.add_argument("--today", type=date.fromisoformat, metavar="DATE", help="the day it is: tells reviews as well that are older than two years")
    checked.add_argument("--signed-since", metavar="COMMIT", help="tell reviews as well that are new since then and do not hold: not by --author, or not of what is there")
    checked.add_argument("--author", metavar="LOGIN", help="the account on GitHub that proposes the change")
    built = command("build", _build, "Builds the whole site into OUT/site.")
    built.add_argument("--out", type=Path, default=Path("build"), metavar="DIR", help="where to build (build)")
    kind = built.add_mutually_exclusive_group()
    kind.add_argument("--pages-only", action="store_true", help="write the Markdown pages and stop, for a live preview")
    kind.add_argument("--from-disk", action="store_true", help="with links that lead on when the site is opened from a disk, without a server")
    schemas = command("schema", _schema, "Writes the JSON Schemas that help an editor.")
    schemas.add_argument("--out", type=Path, metavar="DIR", help="where to write them (content/.schema)")
    new = command("new", _new, "Begins a new exercise, with a place for every value.")
    new.add_argument("id", help="the file name and address, for example chin-to-shoulder")
    new.add_argument("--code", required=True, help="a code that was never used, for example N8")
    new.add_argument("--name", required=True, help="the plain name")
    record = command("record", _record, "Notes new addresses and versions in the ledger, after they were published.")
    record.add_argument("--today", type=date.fromisoformat, default=None, metavar="DATE", help="the date to note (today)")
    review = command("review", _review, "Signs an exercise as it is now, or withdraws a review.")
    review.add_argument("exercise", help="its code, or its file without .yml")
    review.add_argument("--by", required=True, metavar="ID", help="who reviews: an id of reviewers.yml")
    review.add_argument("--withdraw", action="store_true", help="take the newest review by this reviewer back")
    review.add_argument("--today", type=date.fromisoformat, default=None, metavar="DATE", help="the date to note (today)")
    rename = command("rename", _rename, "Gives an exercise another file name and address. The old address leads to the new one.")
    rename.add_argument("old", metavar="OLD", help="the name of the file now, without .yml")
    rename.add_argument("new", metavar="NEW", help="its name from now on")
    withdraw = command("withdraw", _withdraw, "Withdraws an exercise. Its page says so, and why.")
    withdraw.add_argument("exercise", help="its code, or its file without .yml")
    withdraw.add_argument("--reason", required=True, help="why, in one sentence for readers")
    withdraw.add_argument("--today", type=date.fromisoformat, default=None, metavar="DATE", help="the date to note (today)")
    differs = command("diff", _diff, "Says what changes for the patient between two commits, as Markdown.")
    differs.add_argument("base", metavar="BASE", help="the commit before")
    differs.add_argument("head", metavar="HEAD", nargs="?", help="the commit after (the files as they are now)")
    shown = differs.add_mutually_exclusive_group()
    shown.add_argument("--html", type=Path, metavar="FILE", help="also write one HTML file with the words, pages, sheets and pictures before and after")
    shown.add_argument("--figures", type=Path, metavar="FILE", help="write one HTML file with the pictures before and after, and no words")
    differs.add_argument("--today", type=date.fromisoformat, default=None, metavar="DATE", help="the date in the lines that sign a review (today)")
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
    if bool(chosen.signed_since) != bool(chosen.author):
        raise edit.Refused("--signed-since and --author belong together: since which commit, and by which account.")
    catalogue, problems = build.read(chosen.content)
    if chosen.today and not problems:
        problems = sorted(reviews.reviews_are_recent(catalogue, chosen.today))
    if chosen.signed_since and not problems:
        with commits.before(chosen.content, chosen.signed_since) as then:
            problems = sorted(reviews.new_reviews_hold(load.load(then)[0], catalogue, chosen.author, chosen.today or date.today()))
    if not problems:
        print(f"{len(catalogue.exercises)} exercises, {len(catalogue.routines)} routines: no problems.")
    return _told(problems)


def _build(chosen: argparse.Namespace) -> int:
    os.umask(0o022)  # what is published is for everybody to read
    if chosen.pages_only:
        problems, said = build.build_pages(chosen.content, chosen.out, os.environ), f"The guide is in {chosen.out / 'docs'}.\n"
    else:
        inputs = unchanged.Inputs(chosen.content, chosen.out, chosen.from_disk)
        before = inputs.state()
        problems, said = _printed_if_possible(chosen)
        if not problems:
            inputs.remember(before, said)
    if not problems:
        print(said, end="")
    return _told(problems)


def _printed_if_possible(chosen: argparse.Namespace) -> tuple[list[Problem], str]:
    """Builds with the PDFs of the sheets; where nothing prints, without them, which is told. REQUIRE_PDF makes that an error."""
    done = f"The guide is in {chosen.out / 'site'}.\n"
    try:
        chromium = browser.find()
        if not chromium:
            raise paper.NoBrowser(paper.NOT_FOUND)
        return build.build(chosen.content, chosen.out, os.environ, chromium, chosen.from_disk), done
    except paper.NoBrowser as told:
        if os.environ.get("REQUIRE_PDF"):
            raise
        return build.build(chosen.content, chosen.out, os.environ, without_server=chosen.from_disk), f"{told}\n{done}"


def _schema(chosen: argparse.Namespace) -> int:
    for name, text in schema.schemas().items():
        write.write_one((chosen.out or chosen.content / ".schema") / name, text)
    return 0


def _new(chosen: argparse.Namespace) -> int:
    print(edit.new(build.read(chosen.content)[0], chosen.id, chosen.code, chosen.name))
    return 0


def _edited(chosen: argparse.Namespace, edited: Callable[[Catalogue], list[str]]) -> int:
    """Runs a change of the content where it has no problems, and tells what was done."""
    catalogue, problems = build.read(chosen.content)
    if not problems:
        for line in edited(catalogue):
            print(line)
    return _told(problems)


def _today(chosen: argparse.Namespace) -> str:
    return (chosen.today or date.today()).isoformat()


def _record(chosen: argparse.Namespace) -> int:
    return _edited(chosen, lambda catalogue: edit.record(catalogue, _today(chosen)))


def _review(chosen: argparse.Namespace) -> int:
    sign = edit.take_back if chosen.withdraw else edit.review
    return _edited(chosen, lambda catalogue: [sign(catalogue, chosen.exercise, chosen.by, _today(chosen))])


def _rename(chosen: argparse.Namespace) -> int:
    return _edited(chosen, lambda catalogue: edit.rename(catalogue, chosen.old, chosen.new))


def _withdraw(chosen: argparse.Namespace) -> int:
    return _edited(chosen, lambda catalogue: edit.withdraw(catalogue, chosen.exercise, chosen.reason, _today(chosen)))


def _diff(chosen: argparse.Namespace) -> int:
    for file in (chosen.html, chosen.figures):
        if file and file.is_dir():
            raise commits.Refused(f"{file} is a folder. Name the file to write, for example {file / 'review.html'}.")
    sides = chosen.content, chosen.base, chosen.head
    if chosen.figures:
        told = compare.compare(*sides)
        write.write_one(chosen.figures, compare.sheet(told))
        print(f"{told.count} picture{'s differ' if told.count != 1 else ' differs'}: {chosen.figures}" if told.count else f"No picture differs. {chosen.figures} says so.")
    elif chosen.html:
        words, file = review_file.review_file(*sides, _today(chosen))
        write.write_one(chosen.html, file)
        print(words, end="")
    else:
        print(clinical.markdown(clinical.compare(*sides, _today(chosen))), end="")
    return 0
