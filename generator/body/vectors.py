"""Rotations and frames as plain tuples, for bodies of some thirty joints.

A rotation is nine numbers, row by row. A frame is twelve: its rotation, whose columns are its axes, then
its origin. All angles are in degrees. x is forward, y to the subject's left, z up.
"""

from math import acos, cos, degrees, radians, sin, sqrt

Vector = tuple[float, float, float]
Rotation = tuple[float, ...]
Frame = tuple[float, ...]

IDENTITY: Frame = (1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0)


def turned(forward: float, right: float, left: float) -> Rotation:
    """Ry(forward) Rx(right) Rz(left): a tilt forward, a tilt to the subject's right, a turn to the left."""
    a, b, c = radians(forward), radians(right), radians(left)
    ca, sa, cb, sb, cc, sc = cos(a), sin(a), cos(b), sin(b), cos(c), sin(c)
    return (
        ca * cc + sa * sb * sc, sa * sb * cc - ca * sc, sa * cb,
        cb * sc, cb * cc, -sb,
        ca * sb * sc - sa * cc, sa * sc + ca * sb * cc, ca * cb,
    )


def times(a: Rotation, b: Rotation) -> Rotation:
    """The product of two rotations; of frames only the rotations are taken."""
    a0, a1, a2, a3, a4, a5, a6, a7, a8 = a[:9]
    b0, b1, b2, b3, b4, b5, b6, b7, b8 = b[:9]
    return (
        a0 * b0 + a1 * b3 + a2 * b6, a0 * b1 + a1 * b4 + a2 * b7, a0 * b2 + a1 * b5 + a2 * b8,
        a3 * b0 + a4 * b3 + a5 * b6, a3 * b1 + a4 * b4 + a5 * b7, a3 * b2 + a4 * b5 + a5 * b8,
        a6 * b0 + a7 * b3 + a8 * b6, a6 * b1 + a7 * b4 + a8 * b7, a6 * b2 + a7 * b5 + a8 * b8,
    )


def at(frame: Frame, x: float, y: float, z: float) -> Vector:
    """Where a point of a frame stands in the world."""
    a, b, c, d, e, f, g, h, i, ox, oy, oz = frame
    return (a * x + b * y + c * z + ox, d * x + e * y + f * z + oy, g * x + h * y + i * z + oz)


def along(frame: Frame, x: float, y: float, z: float) -> Vector:
    """A direction of a frame as a direction of the world."""
    a, b, c, d, e, f, g, h, i = frame[:9]
    return (a * x + b * y + c * z, d * x + e * y + f * z, g * x + h * y + i * z)


def from_axes(x: Vector, y: Vector, z: Vector) -> Rotation:
    """The rotation whose axes these are."""
    return (x[0], y[0], z[0], x[1], y[1], z[1], x[2], y[2], z[2])


def minus(a: Vector, b: Vector) -> Vector:
    """a - b."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def plus(a: Vector, b: Vector, factor: float = 1.0) -> Vector:
    """a + factor b."""
    return (a[0] + factor * b[0], a[1] + factor * b[1], a[2] + factor * b[2])


def dot(a: Vector, b: Vector) -> float:
    """The scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vector, b: Vector) -> Vector:
    """The vector product, right-handed."""
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def unit(a: Vector) -> Vector:
    """The direction of a vector; of none at all, straight up."""
    length = sqrt(dot(a, a))
    return (a[0] / length, a[1] / length, a[2] / length) if length > 1e-12 else (0.0, 0.0, 1.0)


def across(a: Vector, direction: Vector) -> Vector:
    """The part of a that is perpendicular to the unit vector `direction`, as a direction."""
    return unit(plus(a, direction, -dot(a, direction)))


def angle_between(a: Vector, b: Vector) -> float:
    """The angle between two directions, 0 to 180 degrees."""
    return degrees(acos(max(-1.0, min(1.0, dot(unit(a), unit(b))))))
