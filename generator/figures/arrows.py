"""Arrows and strokes beside the body: the way of a landmark, a direction, a circle, written numbers.

All in units of the picture, before it is moved into its box.
"""

from math import cos, hypot, radians, sin

from ..body import Camera, Skeleton, landmark
from ..body.vectors import along
from .outlines import Commands, Point, curve

OFF, LENGTH, GAP, HEAD = 26, 62, 16, 16
_ABOVE_HEAD = ("crown", "nose", "chin", "forehead", "back of the head")

# Digits round a centre, in radii: strokes, and the direction in which the last one ends.
_DIGITS = {
    "0": ([("M", 0, -2.2), ("C", -1.6, -2.2, -1.6, 2.4, 0, 2.4), ("C", 1.4, 2.4, 1.6, -.9, .9, -1.7)], (-.66, -.75)),
    "1": ([("M", -.7, -1.2), ("L", .3, -2.2), ("L", .3, 2.4)], (0, 1)),
    "2": ([("M", -1.1, -1.2), ("C", -1, -2.6, 1.2, -2.6, 1.1, -1), ("C", 1, .4, -.6, 1.2, -1.1, 2.4), ("L", 1.2, 2.4)], (1, 0)),
    "3": ([("M", -1, -1.7), ("C", -.5, -2.5, 1, -2.4, 1, -1.1), ("C", 1, -.1, 0, 0, -.3, 0), ("C", .5, 0, 1.2, .3, 1.2, 1.2), ("C", 1.2, 2.8, -.8, 2.8, -1.1, 1.6)], (-.24, -.97)),
}


def arrow(name: str, way: str, start: Skeleton, middle: Skeleton, end: Skeleton, camera: Camera, scale: float) -> Commands:
    """One arrow as open strokes. A landmark that does not move has no way, and gives nothing."""
    if way == "its way":
        return _path(name, start, middle, end, camera, scale)
    if way.startswith("circle"):
        return _circle(name, way, end, camera, scale)
    if way == "numbers":
        return _numbers(name, end, camera, scale)
    if way.startswith("to the "):
        return _between(name, way.removeprefix("to the "), end, camera, scale)
    return _direction(name, way, end, camera, scale)


def _scaled(camera: Camera, skeleton: Skeleton, name: str, scale: float) -> Point:
    x, y = camera.point(landmark(skeleton, name))
    return x * scale, y * scale


def _path(name: str, start: Skeleton, middle: Skeleton, end: Skeleton, camera: Camera, scale: float) -> Commands:
    if name in ("chin", "nose"):
        centre = end.at("head", 0, 0, .08)
    elif name.endswith(("hand", "elbow")):
        centre = end.arms[0 if name.startswith("right") else 1].shoulder
    else:
        centre = end.at("c0" if name in _ABOVE_HEAD and _trunk_rests(start, end) else "n1")
    cx, cy = (scale * c for c in camera.point(centre))
    points = []
    for skeleton in (start, middle, end):
        x, y = _scaled(camera, skeleton, name, scale)
        away = hypot(x - cx, y - cy) or 1.0
        points.append((x + OFF * (x - cx) / away, y + OFF * (y - cy) / away))
    a, m, b = points
    if hypot(b[0] - a[0], b[1] - a[1]) < 12:
        return []
    control = (2 * m[0] - (a[0] + b[0]) / 2, 2 * m[1] - (a[1] + b[1]) / 2)
    return [("M", *a), ("Q", *control, *b), *_tip(b, (b[0] - control[0], b[1] - control[1]))]


def _trunk_rests(start: Skeleton, end: Skeleton) -> bool:
    return max(abs(a - b) for a, b in zip(start.at("th4"), end.at("th4"))) < .01


def _tip(point: Point, direction: Point, size: float = HEAD) -> Commands:
    length = hypot(*direction) or 1.0
    ux, uy = direction[0] / length, direction[1] / length
    x, y = point
    return [
        ("M", x - size * ux + .72 * size * uy, y - size * uy - .72 * size * ux), ("L", x, y),
        ("L", x - size * ux - .72 * size * uy, y - size * uy + .72 * size * ux),
    ]


def _shown_direction(way: str, end: Skeleton, camera: Camera) -> Point:
    if way in ("up", "down"):
        vector = (0, 0, 1 if way == "up" else -1)
    else:
        vector = along(end.frames["pelvis"], *{"forwards": (1, 0, 0), "backwards": (-1, 0, 0), "right": (0, -1, 0), "left": (0, 1, 0), "headwards": (0, 0, 1), "footwards": (0, 0, -1)}[way])
    x, y = camera.point(vector)
    length = hypot(x, y)
    return (x / length, y / length) if length > .05 else (0.0, -1.0)


def _direction(name: str, way: str, end: Skeleton, camera: Camera, scale: float) -> Commands:
    x, y = _scaled(camera, end, name, scale)
    kind, _, towards = way.rpartition(" ")
    ux, uy = _shown_direction(towards, end, camera)
    if kind == "press":
        # What is pressed presses back: two arrows that meet say that nothing moves.
        return [*_straight(x, y, ux, uy, -34 - LENGTH, -34), *_straight(x, y, -ux, -uy, -34 - LENGTH, -34)]
    return _straight(x, y, ux, uy, -GAP - LENGTH, -GAP) if kind == "push" else _straight(x, y, ux, uy, GAP, GAP + LENGTH)


def _straight(x: float, y: float, ux: float, uy: float, first: float, last: float) -> Commands:
    a, b = (x + first * ux, y + first * uy), (x + last * ux, y + last * uy)
    return [("M", *a), ("L", *b), *_tip(b, (ux, uy))]


def _between(name: str, other: str, end: Skeleton, camera: Camera, scale: float) -> Commands:
    (ax, ay), (bx, by) = _scaled(camera, end, name, scale), _scaled(camera, end, other, scale)
    gap = hypot(bx - ax, by - ay) or 1.0
    ux, uy = (bx - ax) / gap, (by - ay) / gap
    a, b = (ax + 24 * ux, ay + 24 * uy), (bx - 30 * ux, by - 30 * uy)
    return [("M", *a), ("L", *b), *_tip(b, (ux, uy))]


def _circle(name: str, way: str, end: Skeleton, camera: Camera, scale: float) -> Commands:
    side = name.split()[0]
    centre = end.arms[0 if side == "right" else 1].shoulder if name.endswith("shoulder") else landmark(end, name)
    x, y = (scale * c for c in camera.point(centre))
    forwards = _shown_direction("forwards", end, camera)[0] > 0
    clockwise = forwards == (way == "circle forwards")
    radius, sign = .056 * scale, 1 if clockwise else -1
    points = [(x + radius * cos(radians(-90 + sign * (20 + 290 * t / 12))), y + radius * sin(radians(-90 + sign * (20 + 290 * t / 12)))) for t in range(13)]
    last = radians(-90 + sign * 310)
    return [*curve(points), *_tip(points[-1], (-sign * sin(last), sign * cos(last)), 18)]


def _numbers(name: str, end: Skeleton, camera: Camera, scale: float) -> Commands:
    """A large 2 that begins beside the landmark, and above it the row 0 1 2 ... 10."""
    x, y = _scaled(camera, end, name, scale)
    ux = 1 if _shown_direction("forwards", end, camera)[0] >= 0 else -1
    left, high = x + ux * 104, y + 30
    commands = [("M", x + ux * 18, y - 2), ("L", left - 35, high - 38), *_digit("2", left, high, 32, True)]
    row, top = x + ux * 134 - 80, y - 118
    for text, left in (("0", 0), ("1", 34), ("2", 68)):
        commands += _digit(text, row + left, top, 9)
    commands += [c for dot in range(3) for c in (("M", row + 94 + 12 * dot, top + 20), ("L", row + 94 + 12 * dot, top + 20))]
    return commands + _digit("1", row + 140, top, 9) + _digit("0", row + 162, top, 9)


def _digit(text: str, x: float, y: float, radius: float, tip: bool = False) -> Commands:
    strokes, direction = _DIGITS[text]
    commands: Commands = [(c[0], *(v * radius + (x if i % 2 == 0 else y) for i, v in enumerate(c[1:]))) for c in strokes]
    return [*commands, *_tip(commands[-1][-2:], direction)] if tip else commands
