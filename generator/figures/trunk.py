"""Trunk, legs and feet as parts: rings of cloth round the spine, hulls of balls along the legs."""

from math import hypot, sqrt

from ..body import SIDES, Skeleton
from ..body.vectors import Vector, along
from .outlines import Circle, Commands, Point, capsule, chain, circle, curve, hem, hull, ribbon
from .part import Part
from ..body import Camera

# Frame, height in it, half width, half depth, forward offset. Widths go by `hips`, `waist`, `chest` of the person.
_SEAT = [("pelvis", -.020, .090, .071, -.014, "hips"), ("pelvis", .020, .092, .073, -.013, "hips"), ("pelvis", .050, .085, .067, -.006, "hips"), ("n1", -.008, .079, .061, .002, "waist")]
_SHIRT = [
    ("pelvis", .004, .100, .076, -.011, "hips"), ("pelvis", .040, .094, .074, -.008, "hips"), ("n1", -.008, .082, .064, .002, "waist"),
    ("n3", -.012, .078, .063, .006, "waist"), ("th1", -.006, .085, .068, .010, "chest"), ("th2", -.004, .094, .072, .012, "chest"),
    ("th3", -.002, .096, .068, .010, "chest"), ("th4", -.022, .077, .051, .002, "shoulder"), ("th4", .004, .043, .039, 0, "neck"),
]


def is_side_like(skeleton: Skeleton, camera: Camera, frame: str) -> bool:
    """Whether a frame of the trunk is seen more from the side than from the front or back."""
    return abs(camera.depth(along(skeleton.frames[frame], 0, 1, 0))) > .5


def covers(camera: Camera, one: list[Vector], other: list[Vector]) -> bool:
    """Whether two limbs lie one behind the other, so that only the nearer needs to be drawn."""
    return all(hypot(ax - bx, ay - by) < .012 for (ax, ay), (bx, by) in ((camera.point(a), camera.point(b)) for a, b in zip(one, other)))


def trunk(skeleton: Skeleton, camera: Camera) -> list[Part]:
    """The shirt. Its neckline is painted over by the neck."""
    person = skeleton.person
    commands = ribbon(*_sides(skeleton, camera, _SHIRT))
    for index, (side, sign) in enumerate(SIDES.items()):
        arm = skeleton.arms[index]
        near_neck = skeleton.at("th4", -.006, sign * .026 * person.neck, -.006)
        commands += capsule(camera.ball(arm.shoulder, .041 * person.arm), camera.ball(near_neck, .026 * person.neck))
        pit = tuple(s + .12 * (e - s) for s, e in zip(arm.shoulder, arm.elbow))
        chest = skeleton.at("th3", .008, sign * .045 * person.chest, -.030)
        commands += capsule(camera.ball(pit, .036 * person.arm), camera.ball(chest, .050 * (person.chest + person.chest_depth) / 2))
    return [Part("shirt", 30, "shirt", commands)]


def _sides(skeleton: Skeleton, camera: Camera, rings: list) -> tuple[list[Point], list[Point]]:
    person = skeleton.person
    centres, sizes = [], []
    for frame, z, width, depth, forward, girth in rings:
        centres.append(camera.point(skeleton.at(frame, forward, 0, z)))
        factor = getattr(person, girth)
        deep = {"hips": person.hip_depth, "waist": person.waist_depth, "chest": person.chest_depth, "shoulder": person.chest_depth, "neck": person.neck}[girth]
        sizes.append((skeleton.frames[frame], width * factor, depth * deep))
    left, right = [], []
    for index, ((x, y), (frame, width, depth)) in enumerate(zip(centres, sizes)):
        (ax, ay), (bx, by) = centres[max(0, index - 1)], centres[min(len(centres) - 1, index + 1)]
        length = hypot(bx - ax, by - ay) or 1.0
        nx, ny = -(by - ay) / length, (bx - ax) / length
        r, u = camera.right, camera.up
        n = (nx * r[0] - ny * u[0], nx * r[1] - ny * u[1], nx * r[2] - ny * u[2])
        mx = frame[0] * n[0] + frame[3] * n[1] + frame[6] * n[2]
        my = frame[1] * n[0] + frame[4] * n[1] + frame[7] * n[2]
        mz = frame[2] * n[0] + frame[5] * n[1] + frame[8] * n[2]
        w = sqrt((depth * mx) ** 2 + (width * my) ** 2 + (.02 * mz) ** 2)
        left.append((x + nx * w, y + ny * w))
        right.append((x - nx * w, y - ny * w))
    return left, right


def legs(skeleton: Skeleton, camera: Camera) -> list[Part]:
    """Pelvis, legs and feet. From the side the farther leg stands behind, in a darker tone."""
    person = skeleton.person
    side_like = is_side_like(skeleton, camera, "pelvis")
    by_depth = sorted(SIDES, key=lambda side: camera.depth(skeleton.at(f"{side} shank")) + camera.depth(skeleton.at(f"{side} foot")))
    far, near = by_depth
    seat = ribbon(*_sides(skeleton, camera, _SEAT))
    for sign in (-1, 1):
        seat += circle(camera.ball(skeleton.at("pelvis", -.018, sign * .024 * person.hips, -.014), .064 * (person.hips + person.hip_depth) / 2))
    darker = " far" if side_like else ""
    if side_like and covers(camera, *([skeleton.at(f"{side} {part}") for part in ("thigh", "shank", "foot")] for side in (far, near))):
        return [Part(f"{near} foot", 11.5, "skin", _foot(skeleton, camera, near)), Part("pelvis", 12, "trousers", [*seat, *_leg(skeleton, camera, near)])]
    parts = [Part(f"{far} foot", 9.5, f"skin{darker}", _foot(skeleton, camera, far)), Part(f"{near} foot", 11.5, "skin", _foot(skeleton, camera, near))]
    if side_like:
        parts.append(Part(f"{far} leg", 10, "trousers far", _leg(skeleton, camera, far)))
        return [*parts, Part("pelvis", 12, "trousers", [*seat, *_leg(skeleton, camera, near)])]
    return [*parts, Part("pelvis", 12, "trousers", [*seat, *_leg(skeleton, camera, far), *_leg(skeleton, camera, near)])]


def _leg(skeleton: Skeleton, camera: Camera, side: str) -> Commands:
    person, sign = skeleton.person, SIDES[side]
    thick, knee = person.leg, (1 + person.leg) / 2

    def ball(part: str, x: float, y: float, z: float, r: float) -> Circle:
        return camera.ball(skeleton.at(f"{side} {part}", x, y, z), r)

    calf_end = ball("shank", -.004, 0, -.150, .030 * knee)
    return [
        *chain(ball("thigh", -.006, -sign * .006, 0, .060 * thick), ball("thigh", .004, 0, -.090, .053 * thick), ball("thigh", .004, 0, -.243, .0385 * knee)),
        *chain(ball("shank", .004, 0, 0, .0385 * knee), ball("shank", -.010, 0, -.070, .0395 * knee), calf_end),
        *hem(calf_end, camera.point(skeleton.at(f"{side} shank", 0, 0, -.212)), .030 * knee),
    ]


def _foot(skeleton: Skeleton, camera: Camera, side: str) -> Commands:
    sign = SIDES[side]

    def ball(part: str, x: float, y: float, z: float, r: float) -> Circle:
        return camera.ball(skeleton.at(f"{side} {part}", x, sign * y, z), r)

    return [
        *capsule(ball("shank", 0, 0, -.202, .0235), ball("foot", -.006, 0, -.004, .024)),
        *hull([
            ball("foot", -.026, 0, -.019, .019), ball("foot", -.004, 0, -.008, .023), ball("foot", .070, .014, -.024, .014),
            ball("foot", .072, -.016, -.024, .014), ball("foot", .105, -.006, -.027, .011),
        ]),
    ]


def spine_mark(skeleton: Skeleton, camera: Camera) -> list[Part]:
    """The line of the spine as dots: seen from the side it lies on the arm."""
    side = abs(camera.depth(along(skeleton.frames["th2"], 0, 1, 0))) > .6
    back = -.034 if side else -.064
    front = camera.depth(along(skeleton.frames["th2"], 1, 0, 0)) > 0
    points = [skeleton.at("n0", back), skeleton.at("n1", back + .012), *(skeleton.at(f, back) for f in ("n3", "th1", "th2", "th3")), skeleton.at("th4", .8 * back, 0, -.012)]
    return [Part("spine", 90 if side else 29 if front else 31, "spine", curve([camera.point(p) for p in points]))]


def scapula_marks(skeleton: Skeleton, camera: Camera) -> list[Part]:
    """The inner edges of the shoulder blades, where the back is seen; they near each other in retraction."""
    if camera.depth(along(skeleton.frames["th3"], -1, 0, 0)) <= .2:
        return []
    angles, commands = dict(skeleton.posture.angles), []
    for side, sign in SIDES.items():
        k = .042 + .018 * max(-30.0, min(30.0, angles.get(f"{side} scapular protraction", 0.0))) / 28
        up = .0012 * angles.get(f"{side} scapular elevation", 0.0)
        edge = [(-.056, k + .012, .028 + up), (-.070, k - .004, -.012 + up), (-.058, k + .016, -.055 + up)]
        commands += curve([camera.point(skeleton.at("th3", x, sign * y, z)) for x, y, z in edge])
    return [Part("shoulder blades", 31, "line", commands)]
