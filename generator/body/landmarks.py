"""Places of the body that an arrow can follow or point at."""

from .skeleton import Skeleton
from .vectors import Vector, at

_HEAD = {
    "crown": (.006, 0, .145), "nose": (.096, 0, .030), "chin": (.072, 0, -.046), "forehead": (.082, 0, .092),
    "back of the head": (-.078, 0, .070),
}
_OTHER = {"chest": ("th3", .075, 0, 0), "upper back": ("th3", -.065, 0, 0), "lower back": ("n1", -.064, 0, 0), "belly": ("n2", .075, 0, 0), "waist": ("n1", 0, 0, .02),
          "right shoulder blade": ("th3", -.066, -.105, -.012), "left shoulder blade": ("th3", -.066, .105, -.012)}
_LIMBS = ("shoulder", "elbow", "hand", "knee", "heel", "foot")
LANDMARKS = (*_HEAD, *_OTHER, *(f"{side} {limb}" for limb in _LIMBS for side in ("right", "left")))


def landmark(skeleton: Skeleton, name: str) -> Vector:
    """Where a landmark stands in the world."""
    if name in _HEAD:
        return skeleton.at("head", *_HEAD[name])
    if name in _OTHER:
        return skeleton.at(*_OTHER[name])
    side, limb = name.split()
    index, sign = (0, -1) if side == "right" else (1, 1)
    arm = skeleton.arms[index]
    if limb == "shoulder":
        return at((*skeleton.frames["th4"][:9], *arm.shoulder), 0, sign * .02, .035)
    if limb == "elbow":
        return arm.elbow
    if limb == "hand":
        return at(arm.hand, 0, 0, -.06)
    return {"knee": skeleton.at(f"{side} shank", .03), "heel": skeleton.at(f"{side} foot", -.03, 0, -.03), "foot": skeleton.at(f"{side} foot", .07, 0, -.02)}[limb]

