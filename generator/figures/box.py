"""How near a picture shows the body, and the box it stands in. Units of the picture: two make a CSS pixel."""

from dataclasses import dataclass

from ..body import FRAMINGS, Camera, Skeleton
from .outlines import Commands, extent

Extent = tuple[float, float, float, float]

WIDEST, NARROWEST, TALLEST = 640, 300, 760
BESIDE, ABOVE, BELOW = 26, 24, 26
LYING = ("back", "front", "right side", "left side", "shins")
_LYING_SCALES = {"whole body": 600, "waist up": 900}
_HEIGHTS = {"waist up": 620, "head and shoulders": 560}


@dataclass(frozen=True)
class Box:
    """A picture's size, and how points of the page come into it: scaled, then moved right and down."""

    scale: float
    right: float
    down: float
    width: int
    height: int

    def holds(self, place: Extent) -> bool:
        """Whether something, in fractions of stature, lies in the box with its line."""
        left, top, right, bottom = self.placed(place)
        return left > -8 and top > -8 and right < self.width + 8 and bottom < self.height + 8

    def shows(self, place: Extent) -> bool:
        """Whether some of it is in the box."""
        left, top, right, bottom = self.placed(place)
        return left < self.width + 8 and right > -8 and top < self.height + 8 and bottom > -8

    def placed(self, place: Extent) -> Extent:
        left, top, right, bottom = place
        return left * self.scale + self.right, top * self.scale + self.down, right * self.scale + self.right, bottom * self.scale + self.down


def union(extents: list[Extent]) -> Extent:
    """The extent of all of them together."""
    return min(e[0] for e in extents), min(e[1] for e in extents), max(e[2] for e in extents), max(e[3] for e in extents)


def scale(framing: str, support: str, body: Extent) -> float:
    """Units per stature; a whole body is made smaller where it would not fit the widest picture."""
    usual = _LYING_SCALES.get(framing, FRAMINGS[framing]) if support in LYING else FRAMINGS[framing]
    return min(usual, (WIDEST - 2 * BESIDE) / (body[2] - body[0]), TALLEST / (body[3] - body[1])) if framing == "whole body" else usual


def fitting(size: float, body: Extent, arrows: Commands) -> float:
    """The scale at which a whole body and its arrows fit the widest picture, no larger than `size`."""
    left, _, right, _ = extent(arrows)
    beyond = max(0.0, body[0] * size - left) + max(0.0, right - body[2] * size)
    return min(size, (WIDEST - 2 * BESIDE - beyond) / (body[2] - body[0]))


def box(framing: str, size: float, body: Extent, arrows: Commands, end: Skeleton, view: Camera) -> Box:
    """The box round the body at start and end and its arrows, or round the part that the framing shows."""
    left, top, right, bottom = (size * value for value in body)
    if framing == "waist":
        (x, y), floor = view.point(end.at("n1")), view.point((0, 0, 0))[1]
        lowest = floor if end.posture.support in LYING else y + .14
        left, top, right, bottom = (x - .15) * size, (y - .12) * size, (x + .15) * size, lowest * size
    if framing == "waist down":
        top = (view.point(end.at("n3"))[1] - .02) * size
    elif framing == "waist up" and end.posture.support in LYING:
        (hips_x, hips_y), (head_x, head_y) = ((x * size, y * size) for x, y in (view.point(end.at("pelvis")), view.point(end.at("head"))))
        more = .09 * size
        if abs(head_x - hips_x) >= abs(head_y - hips_y):
            left, right = (left, hips_x + more) if head_x < hips_x else (hips_x - more, right)
        else:
            top, bottom = (top, hips_y + more) if head_y < hips_y else (hips_y - more, bottom)
    elif framing in _HEIGHTS:
        bottom = min(bottom, top + _HEIGHTS[framing] - ABOVE)
    if arrows:
        left, top, right, bottom = union([(left, top, right, bottom), extent(arrows)])
    width = max(NARROWEST, min(WIDEST, right - left + 2 * BESIDE))
    cut = framing in _HEIGHTS and end.posture.support not in LYING
    height = bottom - top + ABOVE + (0 if cut else BELOW)
    return Box(size, (width - left - right) / 2, ABOVE - top, round(width), round(height))
