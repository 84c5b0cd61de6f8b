"""How a body comes to lie or stand on the floor. Heights are fractions of stature above what it rests on."""

from math import atan2, degrees

from .person import Person
from .vectors import Frame, at

PELVIS_UP, TRUNK_UP = 0.086, 0.062  # of their middle, lying on the back
PELVIS_SIDE, TRUNK_SIDE = 0.100, 0.128  # lying on a side


def tilt_on_back(chest: Frame, person: Person) -> float:
    """By how many degrees the pelvis tilts forward so that both it and the chest rest on the mat."""
    x, _, z = chest[9:]
    lift = (TRUNK_UP * person.chest_depth - PELVIS_UP * person.hip_depth) - z
    return degrees(atan2(lift, -x)) if lift > 0 else 0.0


def slope_on_side(chest: Frame, person: Person) -> float:
    """The slope of the trunk in degrees, lying on a side: the shoulders are broader than the hips."""
    x, _, z = chest[9:]
    return degrees(atan2(TRUNK_SIDE * person.shoulder - PELVIS_SIDE * person.hips - z, -x))


def resting(support: str, frames: dict[str, Frame], person: Person) -> dict[str, Frame]:
    """The frames moved up or down until what supports the body lies on the floor, z = 0."""
    down = -_lowest(support, frames, person)
    return {name: (*f[:11], f[11] + down) for name, f in frames.items()}


def _lowest(support: str, frames: dict[str, Frame], person: Person) -> float:
    pelvis, chest = frames["pelvis"][11], frames["th3"][11]
    if support in ("back", "front"):
        return min(pelvis - PELVIS_UP * person.hip_depth, chest - TRUNK_UP * person.chest_depth)
    if support.endswith("side"):
        return min(pelvis - PELVIS_SIDE * person.hips, chest - TRUNK_SIDE * person.shoulder)
    heights = [at(frames["head"], .008, 0, .066)[2] - .066]
    for side in ("right", "left"):
        thigh, shank, foot = (frames[f"{side} {part}"] for part in ("thigh", "shank", "foot"))
        heights += (
            at(foot, -.025, 0, -.018)[2] - .020, at(foot, .085, 0, -.024)[2] - .014, foot[11] - .028,
            shank[11] - .042, at(shank, -.006, 0, -.080)[2] - .042, thigh[11] - .070,
        )
    return min(heights)
