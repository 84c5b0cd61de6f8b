"""Neck, head, face and hair as parts. The hair follows a hairline drawn once on the head, from any view."""

from math import atan2, cos, degrees, hypot, pi, radians, sin

from ..body import HEAD_SCALE, SIDES, Skeleton
from ..body.vectors import Vector, across, along, at, cross, unit
from .outlines import Commands, Point, area, chain, circle, curve, dot, ellipsoid, hull, round_curve, spline, supported
from .part import Part
from ..body import Camera

_CRANIUM = ((.006, 0, .066), (.070, .057, .066))
_JAW = ((.028, 0, .002), (.042, .046, .041))
_HAIR = ((.001, 0, .070), (.0775, .0622, .0735))
# The hairline: azimuth from the face towards the right ear, or the left, and height above the hair's centre,
# in degrees. Forehead, temple, sideburn before the ear, over the ear, nape. The parting is on the left.
_RIGHT_LINE = [(-40, 31), (-18, 33), (0, 37), (22, 44), (42, 39), (58, 22), (68, 4), (75, -15), (84, -15), (92, -2), (104, 0), (116, -12), (128, -26), (150, -34), (180, -36)]
_LEFT_LINE = [(40, 31), (58, 20), (68, 4), (75, -15), (84, -15), (92, -2), (104, 0), (116, -12), (128, -26), (150, -34), (180, -36)]
_HAIRLINE = [(-a, e) for a, e in _LEFT_LINE[:0:-1]] + _RIGHT_LINE
_MOUTH = [(.056, -.018, -.002), (.066, -.009, -.007), (.068, 0, -.0085), (.066, .009, -.007), (.056, .018, -.002)]
_MOUTH_OUT = [(.75, -.65, 0), (.95, -.3, 0), (1, 0, 0), (.95, .3, 0), (.75, .65, 0)]


def head(skeleton: Skeleton, camera: Camera) -> list[Part]:
    """Neck, head, hair, ears and face, as far as they are seen."""
    frame = skeleton.frames["head"]

    def point(x: float, y: float, z: float) -> Point:
        return camera.point(at(frame, x * HEAD_SCALE, y * HEAD_SCALE, z * HEAD_SCALE))

    facing = camera.depth(along(frame, 1, 0, 0))
    profile = -.8 < facing < .62
    # From behind, the collar covers the neck.
    behind = camera.depth(along(skeleton.frames["th4"], 1, 0, 0)) < -.35
    parts = [Part("neck", 29.5 if behind else 40, "skin", _neck(skeleton, camera)), Part("head", 50, "skin", _outline(frame, camera, profile))]
    parts += _hair(skeleton, camera, facing)
    for side, sign in SIDES.items():
        if camera.depth(along(frame, -.1, sign, 0)) > .25:
            parts.append(Part(f"{side} ear", 52, "skin", _ear(frame, camera, sign)))
    eyes = [c for sign in (-1, 1) if camera.depth(along(frame, .88, sign * .42, .1)) > .12 for c in dot(point(.062, sign * .024, .046))]
    if eyes:
        parts.append(Part("eyes", 53, "eyes", eyes))
    line = _mouth(frame, camera, point)
    if facing >= .62:
        nose = [(.08, -.009, .022), (.088, 0, .014), (.08, .009, .022)] if abs(camera.depth(along(frame, 0, 1, 0))) < .2 else [(.080, 0, .034), (.088, 0, .022), (.078, 0, .016)]
        a, b, c = (point(*p) for p in nose)
        line += [("M", *a), ("Q", *b, *c)]
    if line:
        parts.append(Part("line", 53, "line", line))
    return parts


def _neck(skeleton: Skeleton, camera: Camera) -> Commands:
    f = camera.depth(along(skeleton.frames["th4"], 1, 0, 0))
    side = abs(camera.depth(along(skeleton.frames["th4"], 0, 1, 0)))
    thick = skeleton.person.neck
    base = skeleton.at("th4", .008, 0, -.008 - .006 * max(0.0, f) + .016 * max(0.0, -f) + .012 * side)
    return chain(
        camera.ball(base, (.037 - .004 * max(0.0, -f) - .004 * side) * thick), camera.ball(skeleton.at("c1"), .033 * thick),
        camera.ball(skeleton.at("head", .004 * HEAD_SCALE, 0, .015 * HEAD_SCALE), .033 * thick),
    )


def _projected(frame, camera: Camera, body: tuple, scale: float = HEAD_SCALE):
    (x, y, z), semi = body
    centre = camera.point(at(frame, x * scale, y * scale, z * scale))
    axes = []
    for index, length in enumerate(semi):
        axis = [0.0, 0.0, 0.0]
        axis[index] = length * scale
        axes.append(camera.point(along(frame, *axis)))
    return centre, tuple(axes)


def _outline(frame, camera: Camera, profile: bool) -> Commands:
    """Cranium, jaw and chin as one hull of 20 directions, counted from the head's own axis; the nose beside it."""
    k = HEAD_SCALE
    bodies = [_projected(frame, camera, _CRANIUM), _projected(frame, camera, _JAW)]
    chin = [camera.ball(at(frame, .054 * k, y * k, -.022 * k), .019 * k) for y in (-.016, .016)]
    low, high = camera.point(at(frame, 0, 0, -.03)), camera.point(at(frame, 0, 0, .13))
    start = atan2(high[1] - low[1], high[0] - low[0])
    points = []
    for step in range(20):
        angle = start + (step + .5) * pi / 10
        best = max((ellipsoid(*body, angle) for body in bodies), key=lambda found: found[0])
        x, y = supported(chin, angle)
        points.append((x, y) if x * cos(angle) + y * sin(angle) > best[0] else best[1])
    mx, my = sum(x for x, _ in points) / 20, sum(y for _, y in points) / 20
    commands = spline([(mx + (x - mx) * 1.012, my + (y - my) * 1.012) for x, y in points])
    if profile:
        commands += hull([camera.ball(at(frame, x * k, 0, z * k), r) for x, z, r in ((.066, .050, .006), (.0815, .027, .0072), (.068, .018, .007))], 8)
    return commands


def _ear(frame, camera: Camera, sign: int) -> Commands:
    centre, axes = _projected(frame, camera, ((-.004, sign * .056, .036), (.013, .006, .019)))
    return spline([ellipsoid(centre, axes, step * pi / 4)[1] for step in range(8)])


def _mouth(frame, camera: Camera, point) -> Commands:
    seen = [point(*p) for p, out in zip(_MOUTH, _MOUTH_OUT) if camera.depth(along(frame, *out)) > -.12]
    if len(seen) == 3:
        return [("M", *seen[0]), ("Q", *seen[1], *seen[2])]
    return [("M", *seen[0]), ("C", *seen[1], *seen[-2], *seen[-1])] if len(seen) > 3 else []


def _hairline_at(azimuth: float) -> float:
    return next(e + (f - e) * (azimuth - a) / (b - a) for (a, e), (b, f) in zip(_HAIRLINE, _HAIRLINE[1:]) if azimuth <= b)


_HEIGHTS = [_hairline_at(azimuth) for azimuth in range(-180, 181)]


def _unit(azimuth: float, height: float) -> Vector:
    a, e = radians(azimuth), radians(height)
    return (cos(a) * cos(e), -sin(a) * cos(e), sin(e))


_LINE_POINTS = [_unit(a, _hairline_at(a)) for a in range(-180, 180, 5)]


def _hair(skeleton: Skeleton, camera: Camera, facing: float) -> list[Part]:
    frame = skeleton.frames["head"]
    commands = _cap(frame, camera)
    parts = [Part("hair", 51, "hair", commands)] if commands else []
    k = HEAD_SCALE
    if skeleton.person.hair == "bun":
        bun = circle(camera.ball(at(frame, -.046 * k, 0, .128 * k), .030))
        parts.append(Part("bun", 49.5 if facing >= -.2 else 51.5, "hair", bun))
    if skeleton.person.hair == "long":
        balls = [camera.ball(at(frame, -.012 * k, 0, .070 * k), .066)]
        balls += [camera.ball(at(frame, -.034 * k, sign * .042 * k, 0), .032) for sign in (-1, 1)]
        balls += [camera.ball(skeleton.at("th4", -.040, sign * .036, -.030), .027) for sign in (-1, 1)]
        parts.append(Part("long hair", 51.4 if facing < -.35 else 29 if facing > .35 else 39, "hair", hull(balls)))
    return parts


def _cap(frame, camera: Camera) -> Commands:
    """The part of the hair's ellipsoid above the hairline that is turned to the viewer."""
    centre, axes = _projected(frame, camera, _HAIR)
    semi = [length * HEAD_SCALE for length in _HAIR[1]]
    columns = [along(frame, 1, 0, 0), along(frame, 0, 1, 0), along(frame, 0, 0, 1)]
    view = tuple(camera.depth(column) / length for column, length in zip(columns, semi))

    (x, y), ((ax, ay), (bx, by), (cx, cy)) = centre, axes

    def page(points: list[Vector]) -> list[Point]:
        return [(x + u * ax + v * bx + w * cx, y + u * ay + v * by + w * cy) for u, v, w in points]

    rim = _rim(view)
    covered = [degrees(atan2(u[2], hypot(u[0], u[1]))) > _HEIGHTS[round(degrees(atan2(-u[1], u[0]))) + 180] for u in rim]
    shown = [u[0] * view[0] + u[1] * view[1] + u[2] * view[2] > 0 for u in _LINE_POINTS]
    if all(covered):
        return spline(page(_thin(rim, 14)))
    rims, lines = _runs(rim, covered), _runs(_LINE_POINTS, shown)
    if not rims and any(shown):
        return round_curve(page(_thin(_LINE_POINTS, 18)))
    return _joined(page(max(rims, key=len)), page(max(lines, key=len))) if rims and lines else []


def _rim(view: Vector) -> list[Vector]:
    """The circle of the unit sphere that is seen edge on."""
    v = unit(view)
    a = across((0.0, 0.0, 1.0) if abs(v[2]) < .9 else (1.0, 0.0, 0.0), v)
    b = cross(v, a)
    return [tuple(cos(t) * p + sin(t) * q for p, q in zip(a, b)) for t in (radians(10 * step) for step in range(36))]


def _runs(points: list, kept: list[bool]) -> list[list]:
    """The stretches of a closed line that are kept, each whole."""
    first = next((i for i in range(len(kept)) if kept[i] and not kept[i - 1]), None)
    if first is None:
        return []
    runs, last = [], False
    for step in range(len(points)):
        index = (first + step) % len(points)
        if kept[index]:
            if last:
                runs[-1].append(points[index])
            else:
                runs.append([points[index]])
        last = kept[index]
    return [run for run in runs if len(run) > 1]


def _thin(points: list, number: int) -> list:
    """So many of the points, evenly spread, for a closed line."""
    return [points[round(i * len(points) / number) % len(points)] for i in range(number)]


def _resampled(points: list[Point], number: int) -> list[Point]:
    """So many points on an open line, its ends included, evenly spread by their order."""
    out = []
    for i in range(number):
        place = i * (len(points) - 1) / (number - 1)
        low = min(int(place), len(points) - 2)
        share = place - low
        (ax, ay), (bx, by) = points[low], points[low + 1]
        out.append((ax + share * (bx - ax), ay + share * (by - ay)))
    return out


def _joined(rim: list[Point], line: list[Point]) -> Commands:
    """The outline of a stretch of the rim and the hairline that closes it."""
    rim, line = _resampled(rim, 8), _resampled(line, 11)
    if hypot(rim[-1][0] - line[0][0], rim[-1][1] - line[0][1]) > hypot(rim[-1][0] - line[-1][0], rim[-1][1] - line[-1][1]):
        line = line[::-1]
    if area([*rim, *line]) < 0:
        rim, line = line[::-1], rim[::-1]
    return [*curve(rim), *curve(line, "L"), ("Z",)]
