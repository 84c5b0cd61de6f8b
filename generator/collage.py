"""Drawings set side by side in one SVG file: taken out of their own files, with the rules of all of them together."""

import re
from dataclasses import dataclass

from markupsafe import Markup

from .lettering import Area

_RULE = re.compile(r"(@media[^{]*)\{(?:[^{}]*\{[^{}]*\})*\}|([^{}]+)\{([^{}]*)\}")


@dataclass(frozen=True)
class Drawn(Area):
    """A drawing at its place. `view` is the part of it that is shown, `inks` are its paths."""

    view: str
    inks: Markup


@dataclass(frozen=True)
class Source:
    """A drawing as the figures' files hold it: its size in its own units, its rules and its paths."""

    width: int
    height: int
    rules: str
    inks: str


def read(file: str) -> Source:
    """A drawing out of the text of its file."""
    width, height = re.search(r'viewBox="0 0 (\d+) (\d+)"', file).groups()
    head, _, rest = file.partition("</style>")
    return Source(int(width), int(height), head.partition("<style>")[2], rest.rpartition("</svg>")[0])


def style(sources: list[Source]) -> Markup:
    """The rules of all drawings together, each once, without those that hold on some devices only."""
    rules: dict[str, str] = {}
    for one in sources:
        for at, selector, rule in _RULE.findall(one.rules):
            if not at:
                rules.setdefault(selector, rule)
    return Markup("".join(f"{selector}{{{rule}}}" for selector, rule in rules.items()))


def side_by_side(sources: list[Source], area: Area, gap: int = 40) -> list[Drawn]:
    """Drawings side by side on one floor, about equally large, in the middle of an area."""
    shares = [(one.width * one.height) ** -.5 for one in sources]
    room = area.width - gap * (len(sources) - 1)
    scale = min(room / sum(share * one.width for share, one in zip(shares, sources)), area.height / max(share * one.height for share, one in zip(shares, sources)))
    sizes = [(int(scale * share * one.width), int(scale * share * one.height)) for share, one in zip(shares, sources)]
    tallest = max(height for _, height in sizes)
    x, floor = area.x + (area.width - sum(width for width, _ in sizes) - gap * (len(sources) - 1)) // 2, area.y + (area.height + tallest) // 2
    placed = []
    for one, (width, height) in zip(sources, sizes):
        placed.append(Drawn(x, floor - height, width, height, f"0 0 {one.width} {one.height}", Markup(one.inks)))
        x += width + gap
    return placed
