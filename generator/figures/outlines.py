"""Outlines of solid parts as drawing commands, in the units of their points.

A command is a tuple: its letter, then numbers. M, L, C and S as in SVG; A is (radius, large, x, y), always
clockwise; B is a closed quadratic B-spline of control points; Z closes. Every closed outline runs clockwise
on the page, so that several in one path make their union.
"""

from math import acos, atan2, cos, hypot, pi, sin, sqrt

Circle = tuple[float, float, float]
Point = tuple[float, float]
Commands = list[tuple]


def capsule(a: Circle, b: Circle) -> Commands:
    """The hull of two circles, always by the same five commands."""
    ax, ay, ar = a
    bx, by, br = b
    gap = hypot(bx - ax, by - ay)
    opening = acos(max(-.97, min(.97, (ar - br) / gap if gap > 1e-9 else 0.0)))
    middle = atan2(by - ay, bx - ax)
    c1, s1, c2, s2 = cos(middle + opening), sin(middle + opening), cos(middle - opening), sin(middle - opening)
    large = ar >= br
    return [
        ("M", ax + ar * c1, ay + ar * s1), ("A", ar, large, ax + ar * c2, ay + ar * s2),
        ("L", bx + br * c2, by + br * s2), ("A", br, not large, bx + br * c1, by + br * s1), ("Z",),
    ]


def chain(*circles: Circle) -> Commands:
    """Circles joined one to the next."""
    return [command for a, b in zip(circles, circles[1:]) for command in capsule(a, b)]


def circle(c: Circle) -> Commands:
    """A whole circle."""
    x, y, r = c
    return [("M", x - r, y), ("A", r, False, x + r, y), ("A", r, False, x - r, y), ("Z",)]


def hem(top: Circle, end: Point, half_width: float, corner: float = .007) -> Commands:
    """A sleeve or a trouser leg: from a ball to a straight end of this half width, with round corners."""
    ax, ay, _ = top
    bx, by = end
    gap = max(hypot(bx - ax, by - ay), 1e-6)
    if gap < .05:
        # Seen end on the straight end becomes round, by the same commands.
        corner += (half_width - .0005 - corner) * (1 - gap / .05)
    across = (half_width - corner) / gap
    dx, dy = (by - ay) * across, (bx - ax) * across
    balls = [top, (bx + dx, by - dy, corner), (bx - dx, by + dy, corner)]
    lines = [_tangent(a, b) for a, b in zip(balls, [*balls[1:], top])]
    commands: Commands = [("M", *lines[0][0])]
    for index, ball in enumerate([*balls[1:], top]):
        arrive, leave = lines[index][1], lines[(index + 1) % 3][0]
        turn = (atan2(leave[1] - ball[1], leave[0] - ball[0]) - atan2(arrive[1] - ball[1], arrive[0] - ball[0])) % (2 * pi)
        commands += [("L", *arrive), ("A", ball[2], turn > pi, *leave)]
    return [*commands, ("Z",)]


def _tangent(a: Circle, b: Circle) -> tuple[Point, Point]:
    """Where the line that touches two balls on the left of the way from one to the other touches them."""
    gap = hypot(b[0] - a[0], b[1] - a[1]) or 1e-9
    angle = atan2(b[1] - a[1], b[0] - a[0]) - acos(max(-1.0, min(1.0, (a[2] - b[2]) / gap)))
    return (a[0] + a[2] * cos(angle), a[1] + a[2] * sin(angle)), (b[0] + b[2] * cos(angle), b[1] + b[2] * sin(angle))


def hull(circles: list[Circle], points: int = 14) -> Commands:
    """The rounded hull of three or more circles; its points turn with the line from the first to the last."""
    first, last = circles[0], circles[-1]
    start = atan2(last[1] - first[1], last[0] - first[0])
    return [("B", [supported(circles, start + 2 * pi * k / points) for k in range(points)])]


def supported(circles: list[Circle], angle: float) -> Point:
    """The outermost point of circles in a direction of the page."""
    nx, ny = cos(angle), sin(angle)
    x, y, r = max(circles, key=lambda c: c[0] * nx + c[1] * ny + c[2])
    return (x + r * nx, y + r * ny)


def ellipsoid(centre: Point, axes: tuple[Point, Point, Point], angle: float) -> tuple[float, Point]:
    """The reach of a projected ellipsoid in a direction of the page, and the point where it is reached."""
    nx, ny = cos(angle), sin(angle)
    (ax, ay), (bx, by), (cx, cy) = axes
    sxx, sxy, syy = ax * ax + bx * bx + cx * cx, ax * ay + bx * by + cx * cy, ay * ay + by * by + cy * cy
    h = sqrt(sxx * nx * nx + 2 * sxy * nx * ny + syy * ny * ny)
    x, y = centre[0] + (sxx * nx + sxy * ny) / h, centre[1] + (sxy * nx + syy * ny) / h
    return x * nx + y * ny, (x, y)


def curve(points: list[Point], move: str = "M") -> Commands:
    """An open Catmull-Rom curve through points; `move` is the letter of its first command."""
    ends = [points[0], *points, points[-1]]
    tangents = [((c[0] - a[0]) / 6, (c[1] - a[1]) / 6) for a, c in zip(ends, ends[2:])]
    commands: Commands = [(move, *points[0])]
    for index in range(1, len(points)):
        (x, y), (tx, ty) = points[index], tangents[index]
        if index == 1:
            (px, py), (qx, qy) = points[0], tangents[0]
            commands.append(("C", px + qx, py + qy, x - tx, y - ty, x, y))
        else:
            commands.append(("S", x - tx, y - ty, x, y))
    return commands


def ribbon(left: list[Point], right: list[Point]) -> Commands:
    """A closed outline of two smooth sides with straight ends. Both lists run the same way."""
    round_ = [*left, *reversed(right)]
    if area(round_) < 0:
        left, right = right, left
    return [*curve(left), *curve(right[::-1], "L"), ("Z",)]


def area(points: list[Point]) -> float:
    """Twice the area of a polygon; positive where it runs clockwise on the page."""
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(points, [*points[1:], points[0]]))


def spline(points: list[Point]) -> Commands:
    """A closed smooth outline near points that go round."""
    return [("B", points if area(points) > 0 else points[::-1])]


def round_curve(points: list[Point]) -> Commands:
    """A closed smooth curve through points that go round."""
    points = points if area(points) > 0 else points[::-1]
    return [*curve([*points, points[0]]), ("Z",)]


def dot(p: Point) -> Commands:
    """A line of no length, which round caps turn into a dot."""
    return [("M", *p), ("L", *p)]


def extent(commands: Commands) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of all end and control points; of a quadratic curve, of its middle instead."""
    xs, ys = [], []
    for command in commands:
        if command[0] == "B":
            xs += [x for x, _ in command[1]]
            ys += [y for _, y in command[1]]
        elif command[0] == "A":
            xs.append(command[3])
            ys.append(command[4])
        elif command[0] == "Q":
            _, cx, cy, x, y = command
            xs += ((xs[-1] + 2 * cx + x) / 4, x)
            ys += ((ys[-1] + 2 * cy + y) / 4, y)
        else:
            xs += command[1::2]
            ys += command[2::2]
    return min(xs), min(ys), max(xs), max(ys)
