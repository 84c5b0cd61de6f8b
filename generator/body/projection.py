"""From the body's space to the page: orthographic, from a named view. Fractions of stature, y downwards."""

from dataclasses import dataclass
from math import cos, radians, sin

from .vectors import Vector, cross, dot, unit

# Azimuth and elevation in degrees: 0 from the front, 90 from the subject's right, 180 from behind.
VIEWS = {
    "front": (0, 3), "back": (180, 3), "right side": (90, 1), "left side": (-90, 1),
    "front right": (38, 6), "front left": (-38, 6), "back right": (128, 6), "back left": (-128, 6),
    "right side from above": (92, 60), "left side from above": (-92, 60), "above": (0, 88), "front slightly from above": (0, 22), "front from above": (0, 62), "back from above": (180, 42),
    "right side slightly from above": (90, 20), "left side slightly from above": (-90, 20),
}
# Units per stature, of a picture 640 wide. A lying body is always shown whole, or from the waist up.
FRAMINGS = {"whole body": 560, "waist up": 860, "head and shoulders": 1180, "waist down": 860, "waist": 1700}
Point = tuple[float, float]


@dataclass(frozen=True)
class Camera:
    """A view. `towards` points from the body to the viewer; a greater depth is nearer."""

    towards: Vector
    right: Vector
    up: Vector
    elevation: float

    def point(self, p: Vector) -> Point:
        """Where a point of the world is on the page."""
        x, y, z = p
        a, b, c = self.right
        d, e, f = self.up
        return (a * x + b * y + c * z, -d * x - e * y - f * z)

    def ball(self, p: Vector, radius: float) -> tuple[float, float, float]:
        """A sphere as a circle of the page: x, y, radius."""
        x, y, z = p
        a, b, c = self.right
        d, e, f = self.up
        return (a * x + b * y + c * z, -d * x - e * y - f * z, radius)

    def depth(self, p: Vector) -> float:
        """How near a point is to the viewer."""
        return dot(p, self.towards)


def camera(view: str) -> Camera:
    """The camera of a named view."""
    azimuth, elevation = VIEWS[view]
    a, e = radians(azimuth), radians(elevation)
    towards = (cos(a) * cos(e), -sin(a) * cos(e), sin(e))
    forward = (-towards[0], -towards[1], -towards[2])
    right = unit(cross(forward, (0, 0, 1)))
    return Camera(towards, right, cross(right, forward), elevation)
