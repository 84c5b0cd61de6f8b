"""What stands around the body: floor, mat or chair, and the start of the movement as a ghost."""

from ..body import Camera, Skeleton
from .box import LYING, Box, Extent
from .outlines import Commands
from .part import Part

_FLOOR_SHOWN = ("whole body", "waist down", "waist")


def floor(prop: str, framing: str, end: Skeleton, view: Camera, box: Box) -> list[tuple[str, Commands]]:
    """The classes and strokes of what the body is on, in units of the picture."""
    if prop == "nothing" or framing not in _FLOOR_SHOWN and not (framing == "waist up" and end.posture.support in LYING):
        return []
    if view.elevation >= 20:
        # Low over the floor a mat is a band; from high above all of it is seen.
        near, far = (-2, 2) if view.elevation < 40 else (-.42, .62)
        corners = [view.point((x, y, 0)) for x, y in ((near, -.36), (far, -.36), (far, .36), (near, .36))]
        points = [(x * box.scale + box.right, y * box.scale + box.down) for x, y in corners]
        return [("mat above", [("M", *points[0]), *(("L", *p) for p in points[1:]), ("Z",)])] if prop == "mat" else []
    level = view.point((0, 0, 0))[1] * box.scale + box.down
    if prop == "mat":
        return [("mat", [("M", 20, level + 13), ("L", box.width - 20, level + 13)])]
    line = ("prop", [("M", 24, level + 3), ("L", box.width - 24, level + 3)])
    return [*_chair(end, view, box, level), line] if prop == "chair" else [line]


def _chair(end: Skeleton, view: Camera, box: Box, level: float) -> list[tuple[str, Commands]]:
    def placed(x: float, z: float) -> tuple[float, float]:
        a, b = view.point(end.at("pelvis", x, 0, z))
        return a * box.scale + box.right, b * box.scale + box.down

    (bx, by), (fx, fy), (tx, ty) = placed(-.10, -.075), placed(.17, -.075), placed(-.115, .27)
    inward = 12 if fx > bx else -12
    return [("prop", [
        ("M", tx, ty), ("L", bx, by), ("L", fx, fy),
        ("M", bx + inward, by), ("L", bx + inward, level), ("M", fx - inward, fy), ("L", fx - inward, level),
    ])]


def ghost(starts: list[tuple[Part, Extent]], ends: dict[str, Extent]) -> Commands:
    """The start of what moves as one outline: head and trunk, or the head, or the limbs alone."""
    moved = {part.name: part.commands for part, place in starts if _far(place, ends.get(part.name))}
    if "head" in moved:
        names = ("shirt", "neck", "head", "hair", "bun") if "shirt" in moved else ("neck", "head", "hair", "bun")
    else:
        limbs = ("sleeve", "shirt") if "shirt" in moved else ("arm", "sleeve", "leg", "pelvis", "foot")
        names = [name for name in moved if name.split()[-1] in limbs]
    return [command for name in names for command in moved.get(name, ())]


def _far(before: Extent, after: Extent | None) -> bool:
    return after is None or max(abs(a - b) for a, b in zip(before, after)) > .028
