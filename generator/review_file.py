"""One HTML file for a reviewer: what changes in words, then the pages, sheets and pictures before and after, side by side."""

import json
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

import markdown
from markupsafe import Markup, escape

from . import addresses, clinical, commits, compare, gallery
from .templating import style, template


@dataclass(frozen=True)
class Frame:
    """A page of a side: its label, and the page as what a frame holds; None where that side has none."""

    label: str
    page: Markup | None


@dataclass(frozen=True)
class Pair:
    """A page that differs, before and after. `kind` is exercise or sheet."""

    kind: str
    id: str
    code: str
    name: str
    frames: tuple[Frame, Frame]


def review_file(content: Path, base: str, head: str | None, today: str) -> tuple[str, bytes]:
    """The clinical diff as Markdown, and the file that shows it with everything before and after. The file runs nothing and loads nothing.

    Where the guide before cannot be built, only the words stand in it. Raises Refused or Problems of `commits`. Writes nothing but to a temporary folder, which is gone afterwards.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sides = commits.sides(content, base, head, folder)
        told = clinical.markdown(clinical.compared(*sides, today))
        after = commits.built(sides[1], folder / "after")
        try:
            docs = (commits.built(sides[0], folder / "before"), after)
        except commits.Problems:
            pictures, pairs = None, []
        else:
            pictures, pairs = compare.compared(*zip(sides, docs)), [*_exercises(*docs), *_sheets(*docs)]
    page = template("diff/review.html").render(
        words=Markup(_html(told)), pairs=pairs, told=pictures, style=Markup(f"{gallery.page_style()}\n{style('diff/review.css')}"),
    )
    return told, page.encode()


def _html(told: str) -> str:
    return markdown.markdown(told, extensions=["pymdownx.tilde", "fenced_code", "sane_lists"], output_format="html")


def _exercises(before: Path, after: Path) -> list[Pair]:
    """The exercises whose own page differs by more than the name of its file, paired by their codes, which outlive that name."""
    old, new = ({one["code"]: one for one in _data(docs)["exercises"]} for docs in (before, after))
    found = []
    for code, shown in {**new, **old, **new}.items():
        pages = [_page(docs / addresses.embed(side[code]["id"])) if code in side else None for docs, side in ((before, old), (after, new))]
        if code in old and code in new and pages[0]:
            pages[0] = pages[0].replace(old[code]["id"], new[code]["id"])
        found.append(_pair("exercise", shown["id"], code, shown["name"], pages))
    return [pair for pair in found if pair]


def _sheets(before: Path, after: Path) -> list[Pair]:
    names = {one["id"]: one["name"] for docs in (before, after) for one in _data(docs)["routines"]}
    found = [_pair("sheet", identity, "", name, [_page(docs / addresses.sheet(identity)) for docs in (before, after)]) for identity, name in names.items()]
    return [pair for pair in found if pair]


def _data(docs: Path) -> dict:
    return json.loads((docs / "exercises.json").read_text("utf-8"))


def _page(folder: Path) -> str | None:
    page = folder / "index.html"
    return page.read_text("utf-8") if page.is_file() else None


def _pair(kind: str, identity: str, code: str, name: str, pages: list[str | None]) -> Pair | None:
    if pages[0] == pages[1]:
        return None
    # A frame runs no script, and would complain of each.
    texts = [page and re.sub(r"<script\b.*?</script>", "", page, flags=re.DOTALL) for page in pages]
    before, after = (Frame(label, None if text is None else Markup(escape(text))) for label, text in zip(("Before", "After"), texts))
    return Pair(kind, identity, code, name, (before, after))
