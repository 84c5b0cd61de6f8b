"""The pictures that differ between two commits, before and after, on one page."""

import base64
import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from markupsafe import Markup

from . import commits, gallery, load, poses
from .changes import pieces
from .templating import template


@dataclass(frozen=True)
class _Picture:
    """A picture of one side. `facts` is None where its content cannot be read by the generator of today."""

    exercise: str
    key: str
    svg: bytes
    code: str = ""
    name: str = ""
    text: str = ""
    words: str = ""
    facts: list[gallery.Fact] | None = None


@dataclass(frozen=True)
class _Side:
    label: str
    pictures: dict[str, _Picture]
    bases: dict[str, list[gallery.Fact]]


@dataclass(frozen=True)
class Image:
    """A drawing as a browser shows it without running anything in it."""

    source: Markup
    width: int | None
    height: int | None


@dataclass(frozen=True)
class Row:
    """A value on both sides; None where a side has none."""

    kind: str
    name: str
    before: str | None
    after: str | None

    @property
    def same(self) -> bool:
        """Whether nothing has changed."""
        return self.before == self.after


@dataclass(frozen=True)
class Difference:
    """A picture that differs. `kind` is added, removed, drawn (its drawing differs) or told (its words alone do)."""

    kind: str
    key: gallery.Key
    code: str
    name: str
    text: str
    rows: list[Row] | None
    words: list[tuple[str, str]]
    before: Image | None
    after: Image | None


@dataclass(frozen=True)
class Comparison:
    """What differs: by exercise the pictures, by name the base postures."""

    before: str
    after: str
    exercises: dict[str, list[Difference]] = field(default_factory=dict)
    bases: dict[str, list[Row]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many pictures differ."""
        return sum(map(len, self.exercises.values()))


def compare(content: Path, base: str, head: str | None) -> Comparison:
    """What differs between a commit and another, or the files as they are now, of the repository that holds `content`.

    Raises Refused or Problems of `commits`. Writes nothing but to a temporary folder, which is gone afterwards.
    """
    with tempfile.TemporaryDirectory() as folder:
        sides = commits.sides(content, base, head, Path(folder))
        return compared(*((side, commits.built(side, Path(folder) / f"built-{number}")) for number, side in enumerate(sides)))


def compared(before: tuple[commits.Side, Path], after: tuple[commits.Side, Path]) -> Comparison:
    """What differs between two sides, each with the folder of the pages and files that were made of it."""
    return _compared(_side(*before), _side(*after))


def sheet(comparison: Comparison) -> bytes:
    """The comparison as one HTML file that holds all it shows and can run nothing."""
    return template("gallery/before-after.html").render(told=comparison, style=Markup(gallery.page_style())).encode()


def _side(side: commits.Side, docs: Path) -> _Side:
    # By the loader of today. What it cannot read has no words here, and the drawings are shown all the same.
    catalogue = load.load(side.content)[0]
    facts = {picture.address: gallery.facts(picture) for identity in catalogue.exercises for picture in poses.pictures(catalogue, identity)}
    return _Side(side.label, _pictures(docs, facts), {identity: gallery.facts_of_base(base) for identity, base in catalogue.bases.items()})


def _pictures(docs: Path, facts: Mapping[str, list[gallery.Fact]]) -> dict[str, _Picture]:
    """Every picture of a built guide, by its exercise and its key: those that its data tell of in their order, then the others.

    An exercise is known by its code, which outlives the name of its file; where the data tell of none, by that name.
    """
    files = {path.relative_to(docs).as_posix(): path for path in sorted(docs.glob("figures/*/*.svg"))}
    found = {address: _Picture(path.parent.name, path.stem, path.read_bytes(), facts=facts.get(address)) for address, path in files.items()}
    told: dict[str, _Picture] = {}
    for exercise in json.loads((docs / "exercises.json").read_text("utf-8"))["exercises"] if found else ():
        for item in _items(exercise):
            for shown in (item, *item.get("more_figures", ())):
                if (address := shown.get("figure")) in found:
                    told[address] = replace(found[address], code=exercise["code"], name=exercise["name"], text=item["text"], words=shown["alt"])
    ordered = [*told.values(), *(picture for address, picture in found.items() if address not in told)]
    return {f"{picture.code or picture.exercise}/{picture.key}": picture for picture in ordered}


def _items(exercise: dict) -> Iterator[dict]:
    """The start, the steps and the options of an exercise of the data."""
    yield exercise["start"]
    for part in exercise["parts"]:
        for step in part["steps"]:
            yield from (step, *step["options"])


def _compared(before: _Side, after: _Side) -> Comparison:
    exercises: dict[str, list[Difference]] = {}
    for address in _merged(before.pictures, after.pictures):
        old, new = before.pictures.get(address), after.pictures.get(address)
        if difference := _difference(old, new):
            exercises.setdefault((new or old).exercise, []).append(difference)
    bases = {identity: _rows(before.bases.get(identity, []), after.bases.get(identity, [])) for identity in _merged(before.bases, after.bases)}
    return Comparison(before.label, after.label, exercises, {identity: rows for identity, rows in bases.items() if not all(row.same for row in rows)})


def _difference(old: _Picture | None, new: _Picture | None) -> Difference | None:
    shown = new or old
    rows = None if None in [one.facts for one in (old, new) if one] else _rows(old.facts if old else [], new.facts if new else [])
    words = pieces(old.words if old else "", new.words if new else "")
    if not old or not new:
        kind = "removed" if old else "added"
        rows, words = shown.facts and _rows(shown.facts, shown.facts), [("same", shown.words)]
    elif _drawing(old.svg) != _drawing(new.svg):
        kind = "drawn"
    elif old.words != new.words or rows and not all(row.same for row in rows):
        kind = "told"
    else:
        return None
    return Difference(kind, gallery.named(shown.key), shown.code, shown.name or shown.exercise, shown.text, rows, words, old and _image(old.svg), new and _image(new.svg))


def _merged(before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    """The keys of both in the order of the second; what only the first has follows what it followed there."""
    order, place = list(after), 0
    for key in before:
        if key not in after:
            order.insert(place, key)
        place = order.index(key) + 1
    return order


def _rows(before: list[gallery.Fact], after: list[gallery.Fact]) -> list[Row]:
    old, new = ({(fact.kind, fact.name): fact.value for fact in side} for side in (before, after))
    return [Row(kind, name, old.get((kind, name)), new.get((kind, name))) for kind, name in _merged(old, new)]


def _drawing(svg: bytes) -> bytes:
    """A drawing without the words that its file carries."""
    return re.sub(rb"<title>.*?</title>", b"", svg, count=1, flags=re.DOTALL)


def _image(svg: bytes) -> Image:
    # As an image, not as markup: whatever another commit's drawing holds, no browser runs it. Half the units, as on the pages.
    size = re.search(rb'viewBox="0 0 (\d{1,4})(?:\.\d+)? (\d{1,4})(?:\.\d+)?"', svg[:400])
    width, height = (max(1, int(number) // 2) for number in size.groups()) if size else (None, None)
    return Image(Markup("data:image/svg+xml;base64," + base64.b64encode(svg).decode()), width, height)
