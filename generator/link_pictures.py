"""Pictures of fixed size made from drawings: what a chat program shows for a link, and the icon.

Lengths are pixels. Words are measured with the font that draws them, and what does not fit is made smaller,
then shortened; so nothing leaves its place however long a name is.
"""

import base64
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.metadata import version
from io import BytesIO

import resvg_py
from markupsafe import Markup
from PIL import Image

from . import addresses
from .body import Posture
from .cache import Memory
from .catalogue import Catalogue
from .collage import Drawn, Source, read, side_by_side, style
from .description import ExerciseTold, RoutineTold
from .lettering import BOLD, FAMILY, FONTS, REGULAR, Area, Line, fitted, measure
from .poses import Picture
from .templating import template

WIDTH, HEIGHT, FOOT = 1200, 630, 546
EDGE = 56
WORDS = WIDTH - 2 * EDGE
ICON = 64
SMALLEST = 44
MOST = 60_000  # bytes of a link picture
LINES = 5  # of the sentence, at most
TEAL, INK, SOFT = "#13666c", "#16252b", "#4a5a61"

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
    ground: str = "none"


def link_pictures(
    catalogue: Catalogue, exercises: dict[str, ExerciseTold], routines: dict[str, RoutineTold], drawings: Mapping[str, str], memory: Memory | None = None, painting: bool = True,
) -> dict[str, bytes]:
    """The pictures of all links, {address: PNG of 1200 x 630 pixels}: of the guide, its regions, exercises and routines.

    `drawings` are SVG files by address; an exercise without one still gets its picture, of words. Equal words
    and drawings give equal bytes; what `memory` has is not painted again, and without `painting` all else is left out.
    Nothing is asked of a network.
    """
    guide = catalogue.guide
    shown = _shown(exercises, drawings)
    regions = {identity: [told for told in exercises.values() if told.spot.region == identity] for identity in guide.regions}

    def of(told: list[ExerciseTold]) -> list[Source]:
        return [shown[one.id] for one in _spread([one for one in told if one.id in shown], 3)]

    def codes(told: list[ExerciseTold]) -> list[str]:
        return list(dict.fromkeys(one.exercise.code for one in told))

    told_of = {"": (" · ".join(catalogue.regions[identity].name for identity in regions), [], guide.name, guide.description, _by_region(exercises, shown))}
    for identity, told in regions.items():
        region = catalogue.regions[identity]
        told_of[addresses.region(identity)] = (guide.name, codes(told), region.name, region.clinical_name or "", of(told))
    for one in exercises.values():
        told_of[one.address] = (guide.name, [one.exercise.code], one.exercise.name, one.dose, of([one]))
    for routine in routines.values():
        told_of[routine.address] = (guide.name, codes(routine.exercises), routine.routine.name, routine.time, of(routine.exercises))
    return {addresses.link_picture(address): png for address, told in told_of.items() if (png := _link_picture(*told, memory, painting)) is not None}


def portrait(person: str) -> Picture:
    """Somebody's head and shoulders, standing at ease, to be drawn for the icon."""
    posture = Posture("feet", hangs=(True, True))
    return Picture("icon", "portrait", (), "", posture, posture, "front right", "head and shoulders", "nothing", person)


def icons(drawing: str, memory: Memory | None = None) -> dict[str, bytes]:
    """The icons of the site, {address: square PNG}: the head of a drawing of head and shoulders.

    That of a browser's tab is see-through; those of a phone stand on white, and the maskable one bears to be cut round.
    """
    source = read(drawing)
    found = {addresses.favicon(): _in_few_colours(_icon(source, ICON, .8, "none", memory), 64)}
    for name, size, purpose in addresses.ICONS:
        found[addresses.icon(name)] = _in_few_colours(_icon(source, size, .8 if purpose == "any" else 1.1, "#fff", memory), 256)
    return found


def _in_few_colours(png: bytes, colours: int) -> bytes:
    """The same picture at less than half the weight."""
    small = BytesIO()
    Image.open(BytesIO(png)).quantize(colours, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return small.getvalue()


def _icon(source: Source, size: int, share: float, ground: str, memory: Memory | None) -> bytes:
    """So much of the width of the drawing, from its top."""
    side = round(source.width * share)
    view = f"{(source.width - side) // 2} {-(side - source.width) // 2 if share > 1 else 0} {side} {side}"
    card = Card(size, size, style([source]), (Drawn(0, 0, size, size, view, Markup(source.inks)),), ground=ground)
    return _remembered(template("picture.svg").render(card=card, title=""), memory)


def _link_picture(foot: str, codes: list[str], name: str, told: str, sources: list[Source], memory: Memory | None, painting: bool) -> bytes | None:
    """The picture, or None where it is not remembered and there is no painting. Where it would be too heavy, for some chat programs refuse that, its drawings are smaller and its words fewer."""
    card, share = template("link-picture.svg"), 1.0
    for lines in range(LINES, 0, -1):
        png = _remembered(card.render(card=_card(foot, codes, name, told, sources, share, lines)), memory, painting)
        if png is None or len(png) <= MOST:
            break
        share = max(.3, share * (MOST / len(png)) ** 2)
    return png


def _remembered(svg: str, memory: Memory | None, painting: bool = True) -> bytes | None:
    key = repr((svg, *_painter()))
    if memory and (known := memory.recall(key)):
        return base64.b64decode(known)
    if not painting:
        return None
    png = _png(svg)
    if memory:
        memory.keep(key, base64.b64encode(png).decode())
    return png


@lru_cache(maxsize=1)
def _painter() -> tuple[str, list[int]]:
    """What paints, and the letters it paints with: other ones give other pictures."""
    return version("resvg-py"), [zlib.crc32(path.read_bytes()) for path in FONTS.values()]


@lru_cache(maxsize=128)
def _png(svg: str) -> bytes:
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=[str(path) for path in FONTS.values()], font_family=FAMILY))


def _shown(exercises: dict[str, ExerciseTold], drawings: Mapping[str, str]) -> dict[str, Source]:
    """The drawing that stands for each exercise, of those that have one."""
    return {identity: source for identity, told in exercises.items() if (source := _moving(told, drawings))}


def _moving(told: ExerciseTold, drawings: Mapping[str, str]) -> Source | None:
    """The first drawing of an exercise that moves, or its first one; None where it has none."""
    pictures = [one.picture for group in told.pictures.values() for one in group if one.picture.address in drawings]
    chosen = next((one for one in pictures if one.start != one.end), pictures[0] if pictures else None)
    return read(drawings[chosen.address]) if chosen else None


def _spread(told: list, number: int) -> list:
    """So many of them at most, evenly spread, in order."""
    if len(told) <= number:
        return told
    return [told[i * (len(told) - 1) // (number - 1)] for i in range(number)]


def _by_region(exercises: dict[str, ExerciseTold], shown: dict[str, Source]) -> list[Source]:
    """The first drawing of each region, of four regions at most."""
    first: dict[str, Source] = {}
    for identity, source in shown.items():
        first.setdefault(exercises[identity].spot.region, source)
    return _spread(list(first.values()), 4)


def _card(foot: str, codes: list[str], name: str, told: str, sources: list[Source], share: float, lines: int) -> Card:
    """Drawings above or to the left of words, whichever shows them larger; only words where there are none.

    The drawings fill a share of their place. One code stands beside the name, several stand in the foot.
    """
    above, low = (Area(EDGE, 28, WORDS, 322), Area(EDGE, 362, WORDS, 172)) if len(sources) > 1 else (Area(EDGE, 28, WORDS, 290), Area(EDGE, 334, WORDS, 196))
    beside, high = Area(40, 36, 500, 474), Area(580, 36, WIDTH - 580 - EDGE, 474)
    row, column = (side_by_side(sources, place.shrunk(share)) if sources else [] for place in (above, beside))
    wide = len(sources) > 1 or bool(sources) and row[0].width > 1.15 * column[0].width
    badges, texts = _words(codes[:1] if len(codes) == 1 else [], name, told, low if wide else high if sources else Area(EDGE, 36, WORDS, 474), wide, lines)
    more, rest = _badges(codes if len(codes) > 1 else [], Area(WIDTH // 2, FOOT + 22, WIDTH // 2 - EDGE, 46))
    room = (more[0].x if more else WIDTH - EDGE) - EDGE - 30
    guide = fitted(foot, Area(EDGE, FOOT + 26, room, 40), (30, 24), BOLD, TEAL)
    return Card(WIDTH, HEIGHT, style(sources), tuple(row if wide else column), (*badges, *more), (*texts, *guide, *rest))


def _words(codes: list[str], name: str, told: str, area: Area, low: bool, most: int) -> tuple[list[Area], list[Line]]:
    """A code on a badge, beside it or below it the name, then the sentence on so many lines at most.

    In a low area the name has one line; in a high one all stands in the middle of the height.
    """
    badges, lines = _badges(codes, Area(area.x, area.y + 7 * low, area.width, area.height), to_the_right=False)
    right, down = (sum(one.width + 20 for one in badges), 0) if low else (0, 64 * len(badges))
    lines += fitted(name, Area(area.x + right, area.y + down, area.width - right, 68 if low else min(270, most * 110)), (54, SMALLEST) if low else (72, 60, 50, SMALLEST), BOLD, INK)
    below = max((line.y for line in lines), default=area.y) + (20 if low else 28)
    lines += fitted(told, Area(area.x, below, area.width, min(area.y + area.height - below, most * 46)), (36, 32, 28), REGULAR, SOFT)
    spare = 0 if low else (area.y + area.height - max((line.y + line.size // 3 for line in lines), default=area.y)) // 2
    return [replace(one, y=one.y + spare) for one in badges], [replace(one, y=one.y + spare) for one in lines]


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
