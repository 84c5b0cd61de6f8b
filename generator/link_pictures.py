"""Pictures of fixed size made from drawings: what a chat program shows for a link, the first page's picture, the icon.

Lengths are pixels. Words are measured with the font that draws them, and what does not fit is made smaller,
then shortened; so nothing leaves its place however long a name is.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import resvg_py
from markupsafe import Markup

from . import addresses
from .body import Posture
from .catalogue import Catalogue
from .description import ExerciseTold, RoutineTold
from .lettering import BOLD, FAMILY, FONTS, REGULAR, Area, Line, fitted, measure
from .poses import Picture
from .templating import environment

WIDTH, HEIGHT, FOOT = 1200, 630, 546
EDGE = 56
WORDS = WIDTH - 2 * EDGE
ICON = 64
SMALLEST = 44
MOST = 60_000  # bytes of a link picture
TRIES = ((1, 5), (.8, 4), (.65, 3), (.5, 2))  # the drawings' share of their place, and lines of the sentence
TEAL, INK, SOFT = "#13666c", "#16252b", "#4a5a61"

_RULE = re.compile(r"(@media[^{]*)\{((?:[^{}]*\{[^{}]*\})*)\}|([^{}]+)\{([^{}]*)\}")


@dataclass(frozen=True)
class Drawn(Area):
    """A drawing at its place. `view` is the part of it that is shown, `inks` are its paths."""

    view: str
    inks: Markup


@dataclass(frozen=True)
class Card:
    """A whole picture, ready for its template, which computes nothing."""

    width: int
    height: int
    style: Markup = Markup("")
    drawings: tuple[Drawn, ...] = ()
    badges: tuple[Area, ...] = ()
    lines: tuple[Line, ...] = ()
    foot: int = FOOT


@dataclass(frozen=True)
class _Source:
    """A drawing as the figures' files hold it: its size in its own units, its rules and its paths."""

    width: int
    height: int
    rules: str
    inks: str


def link_pictures(catalogue: Catalogue, exercises: dict[str, ExerciseTold], routines: dict[str, RoutineTold], drawings: Mapping[str, str]) -> dict[str, bytes]:
    """The pictures of all links, {address: PNG of 1200 x 630 pixels}: of the guide, its regions, exercises and routines.

    `drawings` are SVG files by address; an exercise without one still gets its picture, of words. Equal words
    and drawings give equal bytes. Nothing is read but the fonts and templates, nothing is asked of a network.
    """
    guide = catalogue.guide
    shown = {identity: source for identity, told in exercises.items() if (source := _moving(told, drawings))}
    regions = {identity: [told for told in exercises.values() if told.spot.region == identity] for identity in guide.regions}

    def of(told: list[ExerciseTold], number: int = 3) -> list[_Source]:
        return [shown[one.id] for one in _spread([one for one in told if one.id in shown], number)]

    def codes(told: list[ExerciseTold]) -> list[str]:
        return list(dict.fromkeys(one.exercise.code for one in told))

    cards = {"": _card(guide.name, [], guide.name, guide.description, _by_region(exercises, shown))}
    for identity, told in regions.items():
        region = catalogue.regions[identity]
        cards[addresses.region(identity)] = _card(guide.name, codes(told), region.name, region.clinical_name or "", of(told))
    for one in exercises.values():
        cards[one.address] = _card(guide.name, [one.exercise.code], one.exercise.name, one.dose, of([one]))
    for routine in routines.values():
        cards[routine.address] = _card(guide.name, codes(routine.exercises), routine.routine.name, routine.time, of(routine.exercises))
    template = environment().get_template("link-picture.svg")
    return {addresses.link_picture(address): _png(template.render(card=card)) for address, card in cards.items()}


def home_picture(catalogue: Catalogue, exercises: dict[str, ExerciseTold], drawings: Mapping[str, str]) -> dict[str, bytes]:
    """The first page's picture, {address: SVG file}: an exercise of each region, four at most, side by side.

    It is 1200 units wide, and darkens where the device is dark. Empty where nothing is drawn.
    """
    shown = {identity: source for identity, told in exercises.items() if (source := _moving(told, drawings))}
    found = _by_region(exercises, shown)
    if not found:
        return {}
    height = max(one.y + one.height for one in _row(found, Area(0, 0, WIDTH, 480)))
    card = Card(WIDTH, height, _style(found, media=True), tuple(_row(found, Area(0, 0, WIDTH, height))))
    return {addresses.home_picture(): environment().get_template("picture.svg").render(card=card, title=catalogue.guide.name).encode()}


def portrait(person: str) -> Picture:
    """Somebody's head and shoulders, standing at ease, to be drawn for the icon."""
    posture = Posture("feet", hangs=(True, True))
    return Picture("icon", "portrait", (), "", posture, posture, "front right", "head and shoulders", "nothing", person)


def favicon(drawing: str) -> dict[str, bytes]:
    """The icon of the site, {address: PNG of 64 x 64 pixels}: the head of a drawing of head and shoulders."""
    source = _source(drawing)
    side = round(source.width * .8)
    view = f"{(source.width - side) // 2} 0 {side} {side}"
    card = Card(ICON, ICON, _style([source]), (Drawn(0, 0, ICON, ICON, view, Markup(source.inks)),))
    return {addresses.favicon(): _png(environment().get_template("picture.svg").render(card=card, title=""))}


def _png(svg: str) -> bytes:
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=[str(path) for path in FONTS.values()], font_family="Guide Sans"))


def _moving(told: ExerciseTold, drawings: Mapping[str, str]) -> _Source | None:
    """The first drawing of an exercise that moves, or its first one; None where it has none."""
    pictures = [one.picture for group in told.pictures.values() for one in group if one.picture.address in drawings]
    chosen = next((one for one in pictures if one.start != one.end), pictures[0] if pictures else None)
    return _source(drawings[chosen.address]) if chosen else None


def _source(file: str) -> _Source:
    width, height = re.search(r'viewBox="0 0 (\d+) (\d+)"', file).groups()
    head, _, rest = file.partition("</style>")
    return _Source(int(width), int(height), head.partition("<style>")[2], rest.rpartition("</svg>")[0])


def _spread(told: list, number: int) -> list:
    """So many of them at most, evenly spread, in order."""
    if len(told) <= number:
        return told
    return [told[i * (len(told) - 1) // (number - 1)] for i in range(number)]


def _by_region(exercises: dict[str, ExerciseTold], shown: dict[str, _Source]) -> list[_Source]:
    """The first drawing of each region, of four regions at most."""
    first: dict[str, _Source] = {}
    for identity, source in shown.items():
        first.setdefault(exercises[identity].spot.region, source)
    return _spread(list(first.values()), 4)


def _style(sources: list[_Source], media: bool = False) -> Markup:
    """The rules of all drawings together, each once; those for some devices only where `media` is asked for."""
    plain: dict[str, str] = {}
    special: dict[str, dict[str, str]] = {}
    for source in sources:
        for at, inside, selector, rule in _RULE.findall(source.rules):
            if at and media:
                special.setdefault(at, {}).update({match[2]: match[3] for match in _RULE.findall(inside)})
            elif not at:
                plain.setdefault(selector, rule)
    groups = [_rules(plain), *(f"{at}{{{_rules(rules)}}}" for at, rules in special.items())]
    return Markup("".join(groups))


def _rules(rules: dict[str, str]) -> str:
    return "".join(f"{selector}{{{rule}}}" for selector, rule in rules.items())


def _row(sources: list[_Source], area: Area, gap: int = 40) -> list[Drawn]:
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


def _card(foot: str, codes: list[str], name: str, told: str, sources: list[_Source], share: float, lines: int) -> Card:
    """Drawings above or to the left of words, whichever shows them larger; only words where there are none.

    The drawings fill a share of their place. One code stands beside the name, several stand in the foot.
    """
    above, low = (Area(EDGE, 28, WORDS, 350), Area(EDGE, 392, WORDS, 140)) if len(sources) > 1 else (Area(EDGE, 28, WORDS, 290), Area(EDGE, 334, WORDS, 196))
    beside, high = Area(40, 36, 500, 474), Area(580, 36, WIDTH - 580 - EDGE, 474)
    row, column = (_row(sources, place.shrunk(share)) if sources else [] for place in (above, beside))
    wide = len(sources) > 1 or bool(sources) and row[0].width > 1.15 * column[0].width
    badges, texts = _words(codes[:1] if len(codes) == 1 else [], name, told, low if wide else high if sources else Area(EDGE, 36, WORDS, 474), wide, lines)
    more, rest = _badges(codes if len(codes) > 1 else [], Area(WIDTH // 2, FOOT + 22, WIDTH // 2 - EDGE, 46))
    room = (more[0].x if more else WIDTH - EDGE) - EDGE - 30
    guide = fitted(foot, Area(EDGE, FOOT + 26, room, 40), (30, 24), BOLD, TEAL)
    return Card(WIDTH, HEIGHT, _style(sources), tuple(row if wide else column), (*badges, *more), (*texts, *guide, *rest))


def _words(codes: list[str], name: str, told: str, area: Area, low: bool, most: int) -> tuple[list[Area], list[Line]]:
    """A code on a badge, beside it or below it the name, then the sentence, in the middle of the area's height."""
    badges, lines = _badges(codes, area, to_the_right=False)
    if low:
        begin = sum(one.width + 20 for one in badges)
        heading = fitted(name, Area(area.x + begin, area.y, area.width - begin, 68), (54, SMALLEST), BOLD, INK)
    else:
        heading = fitted(name, Area(area.x, area.y + 64 * len(badges), area.width, 270), (72, 60, 50, SMALLEST), BOLD, INK)
    lines += heading
    below = (heading[-1].y if heading else area.y) + (22 if low else 30)
    lines += fitted(told, Area(area.x, below, area.width, min(area.y + area.height - below, most * 46)), (36, 32, 28), REGULAR, SOFT)
    bottom = max((line.y + line.size // 3 for line in lines), default=area.y)
    down = 0 if low else (area.y + area.height - bottom) // 2
    badges = [replace(one, y=one.y + down + (heading[0].size - 42) // 2 * low) for one in badges]
    first = len(codes)
    return badges, [replace(line, y=line.y + down + ((heading[0].size - 42) // 2 * low if index < first else 0)) for index, line in enumerate(lines)]


def _badges(codes: list[str], area: Area, to_the_right: bool = True) -> tuple[list[Area], list[Line]]:
    """Codes on badges in a row; an ellipsis stands for those that do not fit."""
    sizes = [round(measure(code, 28, BOLD)) + 28 for code in codes]
    most = len(codes)
    while sum(sizes[:most]) + 10 * (most - 1) + 40 * (most < len(codes)) > area.width:
        most -= 1
    taken = sum(sizes[:most]) + 10 * (most - 1) + 40 * (most < len(codes))
    x = area.x + (area.width - taken if to_the_right else 0)
    badges, lines = [], []
    for code, width in zip(codes[:most], sizes):
        badges.append(Area(x, area.y, width, 46))
        lines.append(Line(x + 14, area.y + 33, 28, BOLD, "#fff", code))
        x += width + 10
    return badges, [*lines, *([Line(x, area.y + 33, 28, BOLD, TEAL, "…")] if most < len(codes) else [])]
