"""Outlines as the text of SVG paths: whole units, every command relative, nothing written that can be left out."""

from math import hypot, sqrt

from .outlines import Commands


def path(commands: Commands, scale: float, right: float, down: float) -> str:
    """The `d` of a path. Points are scaled, then moved by `right` and `down`, in units of the picture.

    The letters depend only on the commands, so that two poses of a part can be blended.
    """
    out: list[str] = []
    x = y = 0
    exact = (0.0, 0.0)
    letter = ""
    for command in commands:
        kind = command[0]
        if kind == "B":
            x, y = _spline(out, command[1], scale, right, down)
            letter = "z"
        elif kind == "Z":
            out.append("z")
            letter = "z"
        elif kind == "A":
            nx, ny = round(command[3] * scale + right), round(command[4] * scale + down)
            radius = _radius(command[1] * scale, (command[3] - exact[0]) * scale, (command[4] - exact[1]) * scale, nx - x, ny - y)
            out.append(f"a{radius} {radius} 0 {command[2]:d}1{nx - x if nx < x else f' {nx - x}'}{ny - y if ny < y else f' {ny - y}'}")
            x, y, letter, exact = nx, ny, "a", command[3:]
        else:
            absolute = kind == "M"
            low = kind if absolute else kind.lower()
            bx, by = (0, 0) if absolute else (x, y)
            follows = low == letter
            if not follows:
                out.append(low)
            for index in range(1, len(command), 2):
                nx, ny = round(command[index] * scale + right), round(command[index + 1] * scale + down)
                dx, dy = nx - bx, ny - by
                out.append(f" {dx}" if follows and dx >= 0 else f"{dx}")
                out.append(f" {dy}" if dy >= 0 else f"{dy}")
                follows = True
            x, y, letter, exact = nx, ny, low, command[-2:]
    return "".join(out)


def _radius(radius: float, dx: float, dy: float, rounded_dx: int, rounded_dy: int) -> str:
    """Near a half circle a rounded chord would move the arc; there the radius follows the chord."""
    half = hypot(dx, dy) / 2
    if half < .89 * radius:
        return str(round(radius))
    kept = hypot(hypot(rounded_dx, rounded_dy) / 2, sqrt(max(0.0, radius * radius - half * half)))
    return f"{kept:.1f}".removesuffix(".0")


def _spline(out: list[str], points: list, scale: float, right: float, down: float) -> tuple[int, int]:
    """Only points on the curve are written; each control point is the mirror of the one before.

    The rounding error of one point is given on to the next, or the mirrors would add it up.
    """
    (lx, ly), (fx, fy) = points[-1], points[0]
    sx = x = round((lx + fx) / 2 * scale + right)
    sy = y = round((ly + fy) / 2 * scale + down)
    cx, cy = round(fx * scale + right), round(fy * scale + down)
    out.append(f"M{x}{_next(y)}q{cx - x}{_next(cy - y)}")
    for index, (px, py) in enumerate(points[1:]):
        mx, my = round((cx + px * scale + right) / 2), round((cy + py * scale + down) / 2)
        dx, dy = mx - x, my - y
        out.append(f"t{dx}{_next(dy)}" if index == 1 else f"{_next(dx)}{_next(dy)}")
        cx, cy, x, y = 2 * mx - cx, 2 * my - cy, mx, my
    out.append(f"{_next(sx - x)}{_next(sy - y)}z")
    return sx, sy


def _next(number: int) -> str:
    """A number that follows another: a minus sign parts them as well as a space."""
    return f" {number}" if number >= 0 else f"{number}"
