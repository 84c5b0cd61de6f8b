"""Words set in the font of pictures: measured by its widths, on lines that fit, so that nothing leaves its place.

Lengths are pixels.
"""

import struct
from dataclasses import dataclass
from functools import lru_cache

from .templating import TEMPLATES

FAMILY, REGULAR, BOLD = "Guide Sans", 400, 700
FONTS = {weight: TEMPLATES / "fonts" / f"guide-sans-{name}.ttf" for weight, name in ((REGULAR, "regular"), (BOLD, "bold"))}
LEADING = 1.24  # of the size, from line to line
STRANGE = 1.2  # of the size, for what the font does not have


@dataclass(frozen=True)
class Line:
    """One line of words; x and y are where its baseline begins."""

    x: int
    y: int
    size: int
    weight: int
    colour: str
    words: str


@dataclass(frozen=True)
class Area:
    """A place on a picture: of its left upper corner, with a width and a height."""

    x: int
    y: int
    width: int
    height: int

    def shrunk(self, share: float) -> "Area":
        """A share of it, about the same middle."""
        width, height = int(self.width * share), int(self.height * share)
        return Area(self.x + (self.width - width) // 2, self.y + (self.height - height) // 2, width, height)


def printable(words: str) -> str:
    """The words without what no picture can show, and no SVG file may hold."""
    return "".join(c if c.isprintable() else " " for c in words)


def fitted(words: str, area: Area, sizes: tuple[int, ...], weight: int, colour: str) -> list[Line]:
    """Words on lines in an area, as large as they fit; where even the smallest size does not, they are cut short."""
    words = printable(words)
    for size in sizes:
        lines, most = _wrapped(words, area.width, size, weight), max(1, int(area.height / size / LEADING))
        if len(lines) <= most:
            break
    if len(lines) > most:
        last = lines[most - 1]
        while last and measure(last + "…", size, weight) > area.width:
            last = last[:-1]
        lines = [*lines[: most - 1], last.rstrip(" ,.;:") + "…"]
    return [Line(area.x, area.y + round(size * (.96 + LEADING * i)), size, weight, colour, line) for i, line in enumerate(lines)]


def _wrapped(words: str, width: int, size: int, weight: int) -> list[str]:
    """Lines that fit a width. A word longer than a line is broken where the line ends."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if measure(longer, size, weight) <= width:
            lines[-1] = longer
            continue
        lines.append("")
        for character in word:
            if measure(lines[-1] + character, size, weight) > width:
                lines.append("")
            lines[-1] += character
    return [line for line in lines if line]


def measure(words: str, size: int, weight: int) -> float:
    """How long words are at a size, without kerning: never shorter than they are drawn, but for a hair."""
    advances = _advances(weight)
    return size * sum(advances.get(ord(c), STRANGE) for c in words)


@lru_cache
def _advances(weight: int) -> dict[int, float]:
    """How far each character of the font leads, by code point, as a share of the size."""
    font = FONTS[weight].read_bytes()
    tables = {font[at:at + 4]: struct.unpack(">II", font[at + 8:at + 16])[0] for at in range(12, 12 + 16 * struct.unpack(">H", font[4:6])[0], 16)}
    units, = struct.unpack_from(">H", font, tables[b"head"] + 18)
    metrics, = struct.unpack_from(">H", font, tables[b"hhea"] + 34)
    starts = [struct.unpack_from(">HHI", font, tables[b"cmap"] + 4 + 8 * i)[2] for i in range(struct.unpack_from(">H", font, tables[b"cmap"] + 2)[0])]
    table = next(tables[b"cmap"] + start for start in starts if struct.unpack_from(">H", font, tables[b"cmap"] + start)[0] == 12)
    found = {}
    for i in range(struct.unpack_from(">I", font, table + 12)[0]):
        first, last, glyph = struct.unpack_from(">III", font, table + 16 + 12 * i)
        found |= {c: struct.unpack_from(">H", font, tables[b"hmtx"] + 4 * min(glyph + c - first, metrics - 1))[0] / units for c in range(first, last + 1)}
    return found
