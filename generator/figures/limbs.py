"""Arms and hands as parts. An arm in front of the trunk joins the shirt without a line at the shoulder."""

from math import hypot

from ..body import HEAD_SCALE, SIDES, Arm, Camera, Hand, Skeleton
from ..body.vectors import Vector, at
from .outlines import Circle, Commands, capsule, chain, hem, hull
from .part import Part
from .trunk import covers, is_side_like

_NEAR_HEAD = .17
# Where a finger begins and ends across the hand, how far it reaches from the wrist, and its radius.
_FINGERS = ((.0150, .0185, .086, .0066), (.0048, .0062, .093, .0068), (-.0055, -.0062, .089, .0066), (-.0148, -.0180, .076, .0060))


def arms(skeleton: Skeleton, camera: Camera, near: bool) -> list[Part]:
    """Both arms; `near` gives the hands their fingers. From the side the nearer one is in front; else the one whose forearm is before the chest."""
    side_like = is_side_like(skeleton, camera, "th2")
    depths = [camera.depth(arm.shoulder) for arm in skeleton.arms]
    parts = []
    hugs = any(hand and hand.place == "opposite shoulder" for hand in skeleton.posture.hands)
    hides = side_like and not hugs and covers(camera, *([arm.shoulder, arm.elbow, arm.wrist] for arm in skeleton.arms))
    for index, side in enumerate(SIDES):
        arm, hand = skeleton.arms[index], skeleton.posture.hands[index]
        if hides and depths[index] < depths[1 - index]:
            continue
        if side_like:
            in_front = depths[index] >= depths[1 - index]
        else:
            forearm = tuple(e + .6 * (w - e) for e, w in zip(arm.elbow, arm.wrist))
            in_front = camera.depth(forearm) - camera.depth(skeleton.at("th2")) > (-.09 if hand and hand.place == "waist" else -.03)
        parts += _arm(skeleton, camera, side, arm, hand, in_front, side_like, near)
    return parts


def _arm(skeleton: Skeleton, camera: Camera, side: str, arm: Arm, hand: Hand | None, in_front: bool, side_like: bool, near: bool) -> list[Part]:
    thick, sign = skeleton.person.arm, SIDES[side]
    wrist_x, wrist_y = camera.point(arm.wrist)
    head_x, head_y = camera.point(skeleton.at("head", 0, 0, .03 * HEAD_SCALE))
    high = in_front and not (hand and hand.place == "opposite shoulder") and hypot(wrist_x - head_x, wrist_y - head_y) < _NEAR_HEAD
    order = 70 if high else (32 if side == "right" else 33) if in_front else (5 if side == "right" else 6)
    darker = " far" if side_like and not in_front else ""
    shoulder = camera.ball(arm.shoulder, .041 * thick)
    sleeve_end = tuple(s + .60 * (e - s) for s, e in zip(arm.shoulder, arm.elbow))
    # An arm that points at the viewer hides its own sleeve.
    towards = .3 if camera.depth(arm.elbow) - camera.depth(arm.shoulder) > .14 else 0
    parts = [
        Part(f"{side} arm", order + towards, f"skin{darker}", _bare(skeleton, camera, side, arm, hand, near)),
        Part(f"{side} sleeve", order + .1, f"shirt{darker}", hem(shoulder, camera.point(sleeve_end), .0375 * thick)),
    ]
    if darker and hand and hand.place == "opposite shoulder":
        parts.append(Part(f"{side} hand", 34, "skin", _hand(camera, side, arm, hand, near)))
    if in_front:
        neck = skeleton.at("th4", -.006, sign * .026 * skeleton.person.neck, -.006)
        u, radius = (.2 if high else .5), .041 * thick - .0012
        end = tuple(s + u * (n - s) for s, n in zip(arm.shoulder, neck))
        taper = (.041 * thick - .026 * skeleton.person.neck) * u
        parts.append(Part(f"{side} weld", order + .2, "shirt weld", capsule(camera.ball(arm.shoulder, radius), camera.ball(end, radius - taper))))
    return parts


def _bare(skeleton: Skeleton, camera: Camera, side: str, arm: Arm, hand: Hand | None, near: bool) -> Commands:
    thick = skeleton.person.arm

    def between(a: Vector, b: Vector, share: float, radius: float) -> Circle:
        return camera.ball(tuple(s + share * (e - s) for s, e in zip(a, b)), radius)

    elbow = camera.ball(arm.elbow, .0250 * thick)
    wrist = camera.ball(arm.wrist, .0178 * (1 + thick) / 2)
    return [
        *capsule(between(arm.shoulder, arm.elbow, .45, .0315 * thick), elbow),
        *chain(elbow, between(arm.elbow, arm.wrist, .30, .0268 * thick), wrist),
        *_hand(camera, side, arm, hand, near),
    ]


def _hand(camera: Camera, side: str, arm: Arm, hand: Hand | None, near: bool) -> Commands:
    sign = SIDES[side]

    def ball(radius: float, along: float, thumb: float, out: float = 0.0) -> Circle:
        return camera.ball(at(arm.hand, thumb, sign * out, -along), radius)

    if hand and hand.fist:
        return hull([ball(.017, 0, 0), ball(.020, .020, .012), ball(.019, .026, -.014), ball(.021, .040, 0)])
    thumb = capsule(ball(.0110, .018, .014), ball(.0080, .056, .035, -.006))
    if not near:
        return [*hull([ball(.0165, 0, 0), ball(.0110, .044, -.019), ball(.0075, .086, -.010, -.006), ball(.0080, .092, .006, -.006), ball(.0115, .046, .019)], 10), *thumb]
    palm = hull([ball(.0165, 0, 0), ball(.012, .020, .018), ball(.011, .044, -.019), ball(.0115, .046, .019)], 10)
    return [*palm, *thumb, *(command for root, tip, length, r in _FINGERS for command in capsule(ball(r + .0010, .044, root), ball(r, length, tip, -.006)))]
