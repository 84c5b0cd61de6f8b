"""From angles to a body that stands, sits or lies on the floor, with its hands where they belong.

Lengths are fractions of stature. Frames share their axes where every angle is 0: x forward, y to the
subject's left, z up. The spine carries its own curves, which add up to a level gaze.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from math import radians, sin

from .contact import FLOOR, PLACES, Arm, free, in_world, reaching
from .floor import PELVIS_UP, resting, slope_on_side, tilt_on_back
from .person import Person
from .vectors import IDENTITY, Frame, Vector, across, along, at, cross, from_axes, minus, plus, times, turned, unit

SIDES = {"right": -1, "left": 1}
CURVES = {"lumbar": -14.0, "thoracic": 26.0, "cervical": -12.0}
LUMBAR, THORACIC, THIGH, SHANK, ANKLE = 0.035, 0.04125, 0.243, 0.232, 0.038
HIP_SPACING, SHOULDER_WIDTH = 0.050, 0.088
HANGING = 6.0  # degrees away from the trunk, of an arm that hangs

_OTHER = {"right": "left", "left": "right"}
# Which way the pelvis faces where the floor does not find it by feet or shins.
_ROOTS = {
    "seat": (1, 0, 0, 0, 1, 0, 0, 0, 1),
    "back": from_axes((0, 0, 1), (0, 1, 0), (-1, 0, 0)),
    "front": from_axes((0, 0, -1), (0, 1, 0), (1, 0, 0)),
    "right side": from_axes((0, -1, 0), (0, 0, 1), (-1, 0, 0)),
    "left side": from_axes((0, 1, 0), (0, 0, -1), (-1, 0, 0)),
}


@dataclass(frozen=True)
class Hand:
    """What a hand does: it rests at `place`, open or as a fist. On the floor it may stand off by fractions of
    stature: forwards (towards the head), and to the subject's left."""

    place: str
    fist: bool = False
    forwards: float = 0.0
    leftwards: float = 0.0


@dataclass(frozen=True)
class Posture:
    """Everything that decides where a body's joints are.

    `angles` are signed degrees by axis: flexion, side flexion to the right, rotation to the right, elevation,
    protraction, abduction, external rotation, pronation and dorsiflexion count up; `right ` or `left ` comes
    before the axis of a limb. `hangs`, `soles` are for the right and the left side: the arm hangs by its
    weight; the sole is set on the floor.
    """

    support: str
    angles: tuple[tuple[str, float], ...] = ()
    hands: tuple[Hand | None, Hand | None] = (None, None)
    elbows: tuple[str | None, str | None] = (None, None)
    hangs: tuple[bool, bool] = (False, False)
    soles: tuple[bool, bool] = (False, False)

    def mirrored(self) -> "Posture":
        """The same posture with right and left exchanged."""
        angles = []
        for axis, value in self.angles:
            side, _, rest = axis.partition(" ")
            if side in _OTHER:
                angles.append((f"{_OTHER[side]} {rest}", value))
            else:
                angles.append((axis, -value if axis.endswith(("side flexion", "rotation")) else value))
        hands = tuple(hand and Hand(hand.place, hand.fist, hand.forwards, -hand.leftwards) for hand in self.hands[::-1])
        side, _, rest = self.support.partition(" ")
        support = f"{_OTHER[side]} {rest}" if side in _OTHER else self.support
        return Posture(support, tuple(sorted(angles)), hands, self.elbows[::-1], self.hangs[::-1], self.soles[::-1])


@dataclass(frozen=True)
class Skeleton:
    """A body in the world, z = 0 on the floor. `frames` by name, `arms` right and left."""

    posture: Posture
    person: Person
    frames: dict[str, Frame] = field(repr=False)
    arms: tuple[Arm, Arm] = field(repr=False)

    def at(self, frame: str, x: float = 0.0, y: float = 0.0, z: float = 0.0) -> Vector:
        """Where a point of a frame stands."""
        return at(self.frames[frame], x, y, z)


@lru_cache(maxsize=4096)
def stand(posture: Posture, person: Person) -> Skeleton:
    """The body in this posture, resting on the floor by what supports it."""
    angles = dict(posture.angles)
    frames = resting(posture.support, _without_arms(posture, angles, person), person)
    arms = _arms(posture, angles, frames, person)
    while posture.support == "shins" and any(arm.short for arm in arms) and max(angles.get(f"{side} hip flexion", 0) for side in SIDES) < 110:
        for side in SIDES:
            angles[f"{side} hip flexion"] = angles.get(f"{side} hip flexion", 0) + 2
        frames = resting("shins", _without_arms(posture, angles, person), person)
        arms = _arms(posture, angles, frames, person)
    return Skeleton(posture, person, frames, arms)


def _without_arms(posture: Posture, angles: dict, person: Person) -> dict[str, Frame]:
    legs = _legs(IDENTITY, posture, angles, person)
    root = _ROOTS.get(posture.support) or _upright(posture.support, legs)
    pelvis = (*root, 0.0, 0.0, 0.0)
    spine = _spine(pelvis, angles)
    if posture.support.endswith("side"):
        pelvis = (*times(turned(slope_on_side(spine["th3"], person), 0, 0), root), 0.0, 0.0, 0.0)
        return {"pelvis": pelvis, **_spine(pelvis, angles), **_legs(pelvis, posture, angles, person)}
    if posture.support == "back" and (tilt := tilt_on_back(spine["th3"], person)) > 0:
        pelvis = (*times(turned(tilt, 0, 0), root), 0.0, 0.0, 0.0)
        tilted = angles | {f"{side} hip flexion": angles.get(f"{side} hip flexion", 0.0) + tilt for side in SIDES}
        return {"pelvis": pelvis, **_spine(pelvis, angles), **_legs(pelvis, posture, tilted, person, tilt)}
    if posture.support != "seat":
        legs = {name: (*times(root, frame), *along(pelvis, *frame[9:])) for name, frame in legs.items()}
    return {"pelvis": pelvis, **spine, **legs}


def _spine(pelvis: Frame, angles: dict) -> dict[str, Frame]:
    def of(region: str, part: float = 1.0, turn: float = 1.0):
        curve = CURVES.get(region, 0.0)
        return (
            (angles.get(f"{region} flexion", 0.0) + curve) * part,
            angles.get(f"{region} side flexion", 0.0) * part, -angles.get(f"{region} rotation", 0.0) * turn,
        )

    node = (*pelvis[:9], *at(pelvis, -.012, 0, .058))
    frames = {"n0": node}
    lumbar, thoracic, lower_neck = turned(*of("lumbar", 1 / 3, 1 / 3)), turned(*of("thoracic", 1 / 4, 1 / 4)), turned(*of("cervical", .33, .20))
    for name, rotation, step in (
        ("n1", lumbar, LUMBAR), ("n2", lumbar, LUMBAR), ("n3", lumbar, LUMBAR),
        ("th1", thoracic, THORACIC), ("th2", thoracic, THORACIC), ("th3", thoracic, THORACIC), ("th4", thoracic, THORACIC),
    ):
        axes = times(node, rotation)
        node = frames[name] = (*axes, *at((*axes, *node[9:]), 0, 0, step))
    node = frames["c0"] = (*node[:9], *at(node, .004, 0, -.004))
    for name in ("c1", "c2"):
        axes = times(node, lower_neck)
        node = frames[name] = (*axes, *at((*axes, *node[9:]), .006, 0, .031))
    flexion, tilt, turn = (a + b for a, b in zip(of("cervical", .34, .60), of("upper cervical")))
    frames["head"] = (*times(times(node, turned(0, 0, turn)), turned(flexion, tilt, 0)), *node[9:])
    return frames


def _legs(pelvis: Frame, posture: Posture, angles: dict, person: Person, tilt: float = 0.0) -> dict[str, Frame]:
    """The legs; `tilt` is how far the pelvis leans out of the horizontal, lying."""
    frames = {}
    for index, (side, sign) in enumerate(SIDES.items()):
        def of(axis: str) -> float:
            return angles.get(f"{side} {axis}", 0.0)

        hip, knee, ankle = of("hip flexion"), of("knee flexion"), of("ankle dorsiflexion")
        if posture.soles[index]:
            hip = _hip_of_planted_sole(knee, person)
            ankle = knee - hip - 90
            hip += tilt
        thigh = (*times(pelvis, turned(-hip, sign * of("hip abduction"), sign * of("hip external rotation"))), *at(pelvis, 0, sign * HIP_SPACING * person.hip_spacing, 0))
        shank = (*times(thigh, turned(knee, 0, 0)), *at(thigh, 0, 0, -THIGH))
        # A standing sole lies flat, however far apart the feet are.
        roll = -sign * of("hip abduction") if posture.support == "feet" else 0.0
        foot = (*times(shank, turned(-ankle, roll, 0)), *at(shank, 0, 0, -SHANK))
        frames |= {f"{side} thigh": thigh, f"{side} shank": shank, f"{side} foot": foot}
    return frames


def _hip_of_planted_sole(knee: float, person: Person) -> float:
    """The hip flexion that puts the ankle at its height above the mat, lying with a knee of this flexion."""
    low, high, up = knee * .25, knee * .75, PELVIS_UP * person.hip_depth
    for _ in range(30):
        middle = (low + high) / 2
        if up + THIGH * sin(radians(middle)) - SHANK * sin(radians(knee - middle)) - ANKLE > 0:
            high = middle
        else:
            low = middle
    return (low + high) / 2


def _upright(support: str, legs: dict[str, Frame]) -> tuple:
    """The turn of the pelvis that brings the feet, or the shins, flat to the floor."""
    part = "foot" if support == "feet" else "shank"
    right, left = legs[f"right {part}"], legs[f"left {part}"]
    z = unit(plus(along(right, 0, 0, 1), along(left, 0, 0, 1)))
    y = across(minus(left[9:], right[9:]), z)
    x = cross(y, z)
    inverse = (*x, *y, *z)
    return inverse if support == "feet" else times(turned(90, 0, 0), inverse)


def _arms(posture: Posture, angles: dict, frames: dict[str, Frame], person: Person) -> tuple[Arm, Arm]:
    return _arm(0, "right", posture, angles, frames, person), _arm(1, "left", posture, angles, frames, person)


def _arm(index: int, side: str, posture: Posture, angles: dict, frames: dict[str, Frame], person: Person) -> Arm:
    sign, top, hand = SIDES[side], frames["th4"], posture.hands[index]

    def of(axis: str) -> float:
        return angles.get(f"{side} {axis}", 0.0)

    if hand:
        lifts = PLACES[hand.place].lifts if hand.place in PLACES else 0.0
    else:
        lifts = .20 * max(0.0, max(abs(of("shoulder flexion")), abs(of("shoulder abduction"))) - 50)
    girdle = times(top, turned(0, sign * (of("scapular elevation") + lifts), -sign * of("scapular protraction")))
    shoulder = at((*girdle, *at(top, .018, sign * .016, -.030)), -.022, sign * SHOULDER_WIDTH * person.shoulder, -.014)
    if hand and hand.place == FLOOR:
        headwards = -1 if posture.support == "back" or posture.support.endswith("side") else 1
        point = (shoulder[0] + headwards * hand.forwards, shoulder[1] + hand.leftwards, 0.0)
        return reaching(shoulder, sign, point, (0, 0, 1), (headwards, .25 * hand.leftwards, 0), (-headwards, sign * .35, .1), hand.fist)
    if hand:
        frame = PLACES[hand.place].frame
        return reaching(shoulder, sign, *in_world(hand.place, sign, frames.get(frame) or frames[f"{side} {frame}"], frames["th3"], posture.elbows[index], person), hand.fist)
    axes, abduction = top, of("shoulder abduction")
    if posture.hangs[index]:
        abduction = HANGING
        y = unit((top[1], top[4], 0.0))
        axes = (*times(from_axes((y[1], -y[0], 0.0), y, (0, 0, 1)), turned(10, 0, 0)), 0, 0, 0)
    written = of("shoulder flexion")
    for lifted in range(42):
        flexion = written + (lifted if written < 90 else -lifted)
        upper = times(axes, turned(-flexion - 10, sign * abduction, sign * of("shoulder external rotation")))
        arm = free(upper, shoulder, sign, of("elbow flexion"), of("forearm pronation"), of("wrist extension"))
        # The mat bears an arm that would sink into it.
        if posture.support != "back" or min(arm.elbow[2] - .025, arm.wrist[2] - .017) > -.002:
            break
    return arm
