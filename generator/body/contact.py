"""Where a hand can rest, and the arm that takes it there."""

from dataclasses import dataclass
from math import sqrt

from .person import Person
from .vectors import Frame, Rotation, Vector, across, along, angle_between, at, cross, dot, from_axes, minus, plus, times, turned, unit

UPPER_ARM, FOREARM = 0.170, 0.145
HEAD_SCALE = 1.07
PALM, FIST = (0.012, 0.045), (0.026, 0.030)  # off the surface, and back along the fingers to the wrist


@dataclass(frozen=True)
class Place:
    """A place of the body for the right hand or, mirrored, for the left; y is lateral.

    `point` on the surface, `normal` out of it, `fingers` and the side to which the elbow points (`elbow`,
    in the chest's frame). `lifts` is by how many degrees the shoulder girdle rises on the way there.
    """

    frame: str
    point: Vector
    normal: Vector
    fingers: Vector
    elbow: Vector
    lifts: float = 0.0


PLACES = {
    "temple": Place("head", (.010, .0565, .075), (0, 1, .2), (-.4, -.2, 1), (.25, 1, -.55), 10),
    "forehead": Place("head", (.083, .004, .066), (1, 0, .1), (0, -.75, .65), (.6, .8, -.45), 10),
    "back of the head": Place("head", (-.062, .012, .050), (-1, .15, 0), (.05, -.8, .6), (-.1, 1, .15), 10),
    "behind the head": Place("head", (-.050, .040, .055), (-.8, .6, 0), (-.35, -.7, .6), (.2, 1, .1), 10),
    "waist": Place("n0", (-.004, .086, .024), (.05, 1, .1), (.55, -.1, -.83), (-.62, 1, .05)),
    "under the shoulder blade": Place("th1", (-.050, .048, -.010), (-1, .1, 0), (.02, -1, .15), (-.6, 1, -.1)),
    "opposite shoulder": Place("th4", (.034, -.122, -.060), (.75, -.65, 0), (-.5, -.6, .30), (.5, .35, -1)),
    "belly": Place("n2", (.066, .038, 0), (1, .25, .1), (-.05, -.92, -.12), (-.35, 1, -.55)),
    "thigh": Place("thigh", (.012, .058, -.135), (.1, 1, 0), (.08, 0, -1), (-.45, 1, .25)),
    "side of the hip": Place("thigh", (0, .064, .028), (0, 1, .1), (.05, 0, -1), (-.35, 1, .25)),
    "side of the thigh": Place("thigh", (0, .060, -.150), (0, 1, 0), (.05, 0, -1), (-.35, 1, .25)),
}
FLOOR = "floor"
ELBOWS = {"forwards": (1, .15, -.1), "outwards": (0, 1, 0), "backwards": (-1, .5, 0), "downwards": (.2, .3, -1), "upwards": (0, .3, 1)}


def surface(name: str, person: Person) -> Vector:
    """The point of a place on this person's surface."""
    x, y, z = PLACES[name].point
    if PLACES[name].frame == "head":
        return (x * HEAD_SCALE, y * HEAD_SCALE, z * HEAD_SCALE)
    depth, width = {
        "waist": (1.0, (person.waist + person.hips) / 2), "under the shoulder blade": (person.chest_depth, person.chest),
        "opposite shoulder": (person.arm, person.shoulder), "belly": (person.waist_depth, person.waist),
        "thigh": (1.0, person.leg), "side of the thigh": (1.0, person.leg), "side of the hip": (1.0, person.leg),
    }[name]
    return (x * depth, y * width, z)


@dataclass(frozen=True)
class Arm:
    """An arm in the world. The hand's axes: x to the thumb, z back along the fingers, y out of the left palm's back.

    `short` is by how much the hand misses its place, as a fraction of stature; 0 if it reaches.
    """

    shoulder: Vector
    elbow: Vector
    wrist: Vector
    hand: Frame
    short: float = 0.0

    @property
    def flexion(self) -> float:
        """The flexion of the elbow in degrees, 0 for a straight arm."""
        return angle_between(minus(self.elbow, self.shoulder), minus(self.wrist, self.elbow))


def reaching(shoulder: Vector, side: int, point: Vector, normal: Vector, fingers: Vector, pole: Vector, fist: bool) -> Arm:
    """The arm whose palm rests on a point, by the cosine rule; the elbow turns towards `pole`.

    `side` is -1 for the right arm and 1 for the left. All vectors are in the world.
    """
    n = unit(normal)
    d = across(fingers, n)
    off, back = FIST if fist else PALM
    wrist = plus(plus(point, n, off), d, -back)
    way = minus(wrist, shoulder)
    gap, u = sqrt(dot(way, way)), unit(way)
    longest = UPPER_ARM + FOREARM - 0.004
    far = max(min(gap, longest), UPPER_ARM - FOREARM + 0.001)
    foot = (UPPER_ARM**2 - FOREARM**2 + far * far) / (2 * far)
    elbow = plus(plus(shoulder, u, foot), across(pole, u), sqrt(max(0.0, UPPER_ARM**2 - foot * foot)))
    wrist = plus(shoulder, u, far)
    thumb = cross(d, n)
    axes = from_axes((side * thumb[0], side * thumb[1], side * thumb[2]), (side * n[0], side * n[1], side * n[2]), (-d[0], -d[1], -d[2]))
    return Arm(shoulder, elbow, wrist, (*axes, *wrist), max(0.0, gap - longest))


def free(upper: Rotation, shoulder: Vector, side: int, elbow: float, pronation: float, extension: float) -> Arm:
    """The arm of given angles in degrees: elbow flexion, pronation of the forearm, extension of the wrist."""
    bend = at((*upper, *shoulder), 0, 0, -UPPER_ARM)
    forearm = (*times(upper, turned(-elbow, 0, -side * pronation)), *bend)
    wrist = at(forearm, 0, 0, -FOREARM)
    return Arm(shoulder, bend, wrist, (*times(forearm, turned(0, side * extension, 0)), *wrist))


def in_world(name: str, side: int, frame: Frame, chest: Frame, elbow: str | None, person: Person) -> tuple[Vector, ...]:
    """Point, normal, fingers and elbow pole of a place, for the hand of one side."""
    place = PLACES[name]
    x, y, z = surface(name, person)
    pole = ELBOWS[elbow] if elbow else place.elbow
    mirrored = [along(f, a, side * b, c) for f, (a, b, c) in ((frame, place.normal), (frame, place.fingers), (chest, pole))]
    return at(frame, x, side * y, z), *mirrored
