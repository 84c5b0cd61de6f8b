"""The body keeps its lengths, its sides and its floor, whatever is written; hands rest where they are said to."""

import math
import random
from dataclasses import replace
from itertools import combinations

import pytest

from generator import build
from generator.body import ELBOWS, FLOOR, LANDMARKS, PEOPLE, PLACES, SIDES, Hand, Posture, landmark, stand
from generator.body.contact import FIST, PALM, surface
from generator.body.floor import PELVIS_UP, TRUNK_UP
from generator.body.vectors import along, at
from generator.model import TERMS, Exercise
from generator.poses import pictures

from .conftest import CONTENT, KNEE

SUPPORTS = ("feet", "seat", "shins", "back", "front", "right side", "left side")
LENGTHS = {("thigh", "shank"): .243, ("shank", "foot"): .232}
OTHER = {"right": "left", "left": "right"}
MEDIUM = PEOPLE["medium"]

# How far a random body bends, by axis, in degrees: roughly the active range of an adult.
RANGE = {
    "cervical flexion": (-60, 50), "cervical side flexion": (-45, 45), "cervical rotation": (-80, 80),
    "upper cervical flexion": (-20, 10), "upper cervical side flexion": (-5, 5), "upper cervical rotation": (-35, 35),
    "thoracic flexion": (-25, 40), "thoracic side flexion": (-25, 25), "thoracic rotation": (-30, 30),
    "lumbar flexion": (-30, 55), "lumbar side flexion": (-25, 25), "lumbar rotation": (-7, 7),
    "scapular elevation": (-5, 40), "scapular protraction": (-20, 20), "shoulder flexion": (-50, 170), "shoulder abduction": (-40, 170),
    "shoulder external rotation": (-70, 90), "elbow flexion": (0, 145), "forearm pronation": (-80, 80), "wrist extension": (-70, 70),
    "hip flexion": (-15, 120), "hip abduction": (-20, 40), "hip external rotation": (-40, 40), "knee flexion": (0, 130), "ankle dorsiflexion": (-45, 20),
}
_LIMBS = {term.axis for term in TERMS.values() if term.side == "of the limb"}


def posed(support: str, angles: dict | None = None, **rest) -> Posture:
    """A posture; an axis of a limb without a side is meant for both."""
    written = {}
    for axis, degrees in (angles or {}).items():
        written |= {f"{side} {axis}": degrees for side in SIDES} if axis in _LIMBS else {axis: degrees}
    return Posture(support, tuple(sorted(written.items())), **rest)


STANDING = posed("feet", {"hip abduction": 2, "hip external rotation": 8, "elbow flexion": 10}, hangs=(True, True))
SUPINE = posed("back", {"lumbar flexion": 6, "thoracic flexion": -8, "cervical flexion": -9, "hip flexion": -4, "knee flexion": 4, "shoulder abduction": 14, "elbow flexion": 6})
CROOK = posed("back", {"lumbar flexion": 8, "thoracic flexion": -8, "cervical flexion": -12, "knee flexion": 90, "shoulder abduction": 14}, soles=(True, True))
ALL_FOURS = posed("shins", {"lumbar flexion": 2, "thoracic flexion": -8, "cervical flexion": -10, "hip flexion": 86, "knee flexion": 88, "ankle dorsiflexion": -58}, hands=(Hand(FLOOR), Hand(FLOOR)))


def random_posture(dice: random.Random, support: str) -> Posture:
    """A posture within the range of motion: some joints bent, some hands resting somewhere."""
    angles = {}
    for axis, (least, most) in RANGE.items():
        for name in ([f"{side} {axis}" for side in SIDES] if axis in _LIMBS else [axis]):
            if dice.random() < .5:
                angles[name] = dice.uniform(least, most)
    hands, elbows, hangs = [], [], []
    for side in SIDES:
        place = dice.choice([None, None, None, FLOOR, *PLACES])
        away = (round(dice.uniform(-.2, .2), 2), round(dice.uniform(-.2, .2), 2)) if place == FLOOR else (0.0, 0.0)
        hands.append(place and Hand(place, dice.random() < .3, *away))
        elbows.append(dice.choice([None, None, *ELBOWS]))
        written = any(f"{side} shoulder {axis}" in angles for axis in ("flexion", "abduction"))
        hangs.append(support in ("feet", "seat") and not place and not written)
    soles = (support == "back" and dice.random() < .5,) * 2
    return Posture(support, tuple(sorted(angles.items())), tuple(hands), tuple(elbows), tuple(hangs), soles)


def samples(support: str, number: int = 45):
    """Seeded bodies, each with the posture that it is in."""
    dice = random.Random(f"bodies on {support}")
    for _ in range(number):
        yield stand(random_posture(dice, support), PEOPLE[dice.choice(sorted(PEOPLE))])


def joints(body) -> dict[str, tuple]:
    """Every joint of a body by its name, arms included."""
    found = {name: body.at(name) for name in body.frames}
    for side, arm in zip(SIDES, body.arms):
        found |= {f"{side} shoulder": arm.shoulder, f"{side} elbow": arm.elbow, f"{side} wrist": arm.wrist, f"{side} hand": at(arm.hand, 0, 0, -.06)}
    return found


def exchanged(name: str) -> str:
    side, _, rest = name.partition(" ")
    return f"{OTHER[side]} {rest}" if side in OTHER else name


def degrees_between(a, b, c) -> float:
    """The angle by which the way from a over b to c turns, worked out from the three sides alone."""
    ab, bc, ac = math.dist(a, b), math.dist(b, c), math.dist(a, c)
    return 180 - math.degrees(math.acos(max(-1, min(1, (ab**2 + bc**2 - ac**2) / (2 * ab * bc)))))


def base_postures() -> dict[str, Posture]:
    """Each base posture of the repository's own content and of the fixture."""
    found = {}
    for content in (KNEE, CONTENT):
        catalogue = build.read(content)[0]
        for base in catalogue.bases:
            start = {"start": {"text": "Rest.", "figure": {"base": base}}}
            one = Exercise.model_validate({"code": "X1", "name": "Rest", "parts": [{"sides": "both", "steps": [{"text": "Rest."}]}], "source": {"document": "a", "series": "b", "item": "1"}, **start})
            found[f"{content.name} {base}"] = pictures(replace(catalogue, exercises={"rest": one}), "rest")[0].end
    return found


BASES = base_postures()


def test_the_ranges_of_the_random_bodies_leave_no_movement_out():
    assert set(RANGE) == {term.axis for term in TERMS.values()}
    for word, term in TERMS.items():
        assert RANGE[term.axis][term.sign > 0] * term.sign > 0, word


@pytest.mark.parametrize("support", SUPPORTS)
def test_no_posture_within_the_range_of_motion_breaks_the_body(support):
    for body in samples(support):
        numbers = [n for frame in body.frames.values() for n in frame]
        numbers += [n for arm in body.arms for n in (*arm.shoulder, *arm.elbow, *arm.wrist, *arm.hand, arm.short, arm.flexion)]
        numbers += [n for name in LANDMARKS for n in landmark(body, name)]
        assert all(map(math.isfinite, numbers)), body.posture


@pytest.mark.parametrize("support", SUPPORTS)
def test_segments_keep_their_lengths(support):
    for body in samples(support):
        for side, arm in zip(SIDES, body.arms):
            for (a, b), length in LENGTHS.items():
                assert math.dist(body.at(f"{side} {a}"), body.at(f"{side} {b}")) == pytest.approx(length, abs=1e-9)
            assert math.dist(arm.shoulder, arm.elbow) == pytest.approx(.170, abs=1e-9), body.posture
            assert math.dist(arm.elbow, arm.wrist) == pytest.approx(.145, abs=1e-9), body.posture
            assert arm.hand[9:] == arm.wrist


def test_all_people_share_the_lengths():
    """An angle and a reach mean the same for all of them; only how wide hips and shoulders stand differs."""
    for one, other in combinations([stand(STANDING, person) for person in PEOPLE.values()], 2):
        for name in ("n3", "th4", "head"):
            assert math.dist(one.at("pelvis"), one.at(name)) == pytest.approx(math.dist(other.at("pelvis"), other.at(name)))


@pytest.mark.parametrize("support", SUPPORTS)
def test_a_mirrored_posture_is_the_mirrored_body(support):
    for body in samples(support):
        mirrored = joints(stand(body.posture.mirrored(), body.person))
        for name, (x, y, z) in joints(body).items():
            assert mirrored[exchanged(name)] == pytest.approx((x, -y, z), abs=1e-6), (name, body.posture)
        assert body.posture.mirrored().mirrored() == body.posture


@pytest.mark.parametrize("support", SUPPORTS)
def test_a_hand_that_reaches_is_on_its_place(support):
    met = 0
    for body in samples(support, 90):
        for (side, sign), arm, hand in zip(SIDES.items(), body.arms, body.posture.hands):
            if not hand or arm.short:
                continue
            met += 1
            off, back = FIST if hand.fist else PALM
            palm = at(arm.hand, 0, -sign * off, -back)
            if hand.place == FLOOR:
                headwards = -1 if support in ("back", "right side", "left side") else 1
                place = (arm.shoulder[0] + headwards * hand.forwards, arm.shoulder[1] + hand.leftwards, 0)
            else:
                (x, y, z), frame = surface(hand.place, body.person), PLACES[hand.place].frame
                place = body.at(frame if frame in body.frames else f"{side} {frame}", x, sign * y, z)
            assert math.dist(palm, place) < .02, (side, body.posture)
    assert met > 25


@pytest.mark.parametrize("support", SUPPORTS)
def test_the_elbow_of_a_resting_hand_bends_as_its_segments_do(support):
    met = 0
    for body in samples(support):
        for arm, hand in zip(body.arms, body.posture.hands):
            met += bool(hand)
            assert 0 <= arm.flexion <= 180
            assert arm.flexion == pytest.approx(degrees_between(arm.shoulder, arm.elbow, arm.wrist), abs=1e-4)
    assert met > 20


@pytest.mark.parametrize("degrees", [0, 10, 90, 145])
def test_the_elbow_of_a_free_arm_bends_as_it_is_written(degrees):
    arm = stand(posed("feet", {"elbow flexion": degrees}, hangs=(True, True)), MEDIUM).arms[0]
    assert arm.flexion == pytest.approx(degrees, abs=1e-3)


@pytest.mark.parametrize("joint, place", {"pelvis": (0, 0, 513), "th4": (-23, 0, 838), "head": (-1, 0, 893), "right shoulder": (-36, -104, 795)}.items())
def test_standing_has_the_measures_of_the_reference_body(joint, place):
    """Thousandths of stature, from the middle of the feet: forward, left, up."""
    assert [1000 * value for value in joints(stand(STANDING, MEDIUM))[joint]] == pytest.approx(place, abs=3)


def test_standing_looks_straight_ahead_and_is_as_tall_as_it_should_be():
    body = stand(STANDING, MEDIUM)
    assert math.degrees(math.asin(body.frames["head"][6])) == pytest.approx(0, abs=2)
    assert landmark(body, "crown")[2] == pytest.approx(1.04, abs=.03)


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("person", PEOPLE)
def test_nothing_of_a_base_posture_is_below_the_floor(base, person):
    body = stand(BASES[base], PEOPLE[person])
    heights = {name: z for name, (_, _, z) in joints(body).items() if not name.endswith(("elbow", "wrist", "hand"))}
    heights |= {name: landmark(body, name)[2] for name in LANDMARKS if not name.endswith(("elbow", "hand"))}
    heights |= {f"{side} toes": body.at(f"{side} foot", .1, 0, -.03)[2] for side in SIDES}
    if body.posture.support == "seat":  # the seat is above the floor, and the feet are on it
        assert min(heights, key=heights.get).endswith(("foot", "heel", "toes"))
    # Pelvis and chest of the slim are nearer to the mat, so straight legs sink a little deeper.
    assert {name: round(z, 3) for name, z in heights.items() if z < (-.02 if person == "medium" else -.025)} == {}
    assert min(heights.values()) < .06, "The body floats."


def feet(body) -> dict[str, tuple[float, float]]:
    """By side: how far the sole leans, in degrees, and how high it is."""
    return {side: (math.degrees(math.acos(min(1, along(body.frames[f"{side} foot"], 0, 0, 1)[2]))), body.at(f"{side} foot", .03, 0, -.038)[2]) for side in SIDES}


@pytest.mark.parametrize("name, posture", [
    *((base, posture) for base, posture in BASES.items() if posture.support == "feet"),
    ("legs apart", posed("feet", {"hip abduction": 20})),
    ("toes out", posed("feet", {"hip abduction": 5, "hip external rotation": 15})),
    ("squat", posed("feet", {"hip flexion": 60, "knee flexion": 80, "ankle dorsiflexion": 20})),
    ("bent forwards", posed("feet", {"hip flexion": 60, "lumbar flexion": 30})),
])
def test_standing_feet_are_flat_on_the_floor(name, posture):
    for person in PEOPLE.values():
        for leans, height in feet(stand(posture, person)).values():
            assert leans < 2 and height == pytest.approx(0, abs=.012)


@pytest.mark.parametrize("name, posture", [("straight", SUPINE), ("crook", CROOK), *((b, p) for b, p in BASES.items() if p.support == "back")])
@pytest.mark.parametrize("person", PEOPLE)
def test_on_the_back_both_pelvis_and_chest_touch_the_mat(name, posture, person):
    built = PEOPLE[person]
    body = stand(posture, built)
    assert body.at("pelvis")[2] == pytest.approx(PELVIS_UP * built.hip_depth, abs=.004)
    assert body.at("th3")[2] == pytest.approx(TRUNK_UP * built.chest_depth, abs=.017)


@pytest.mark.parametrize("knee", [50, 90, 110])
def test_with_bent_knees_the_soles_are_on_the_mat_and_stay_there_when_the_chest_lifts(knee):
    for lumbar, thoracic in ((8, -8), (14, 28), (-15, 0)):
        body = stand(posed("back", {"lumbar flexion": lumbar, "thoracic flexion": thoracic, "knee flexion": knee}, soles=(True, True)), MEDIUM)
        for leans, height in feet(body).values():
            assert leans < 2 and height == pytest.approx(0, abs=.006)


def test_on_hands_and_knees_shins_and_palms_are_on_the_floor():
    for person in PEOPLE.values():
        body = stand(ALL_FOURS, person)
        assert [arm.short for arm in body.arms] == [0, 0]
        for side, arm in zip(SIDES, body.arms):
            assert body.at(f"{side} shank")[2] == pytest.approx(body.at(f"{side} foot")[2], abs=.02)
            assert arm.wrist[2] == pytest.approx(PALM[0], abs=1e-6)


@pytest.mark.parametrize("flexion", [-40, 0, 60, 89, 90, 91, 120, 170])
@pytest.mark.parametrize("abduction", [0, 45, 85, 90, 120])
def test_an_arm_that_lies_beside_the_back_is_borne_by_the_mat(flexion, abduction):
    """With bent elbows as well: turned out, hand and forearm would go through the mat."""
    for rotation, elbow in ((0, 0), (0, 90), (60, 90), (90, 90), (-60, 90)):
        posture = posed("back", {"shoulder flexion": flexion, "shoulder abduction": abduction, "shoulder external rotation": rotation, "elbow flexion": elbow})
        arm = stand(posture, MEDIUM).arms[0]
        assert arm.flexion == pytest.approx(elbow, abs=1e-3)
        if (rotation, elbow) == (0, 0) and abduction <= 90:  # farther up, the check of the content refuses what sinks
            assert min(arm.elbow[2], arm.wrist[2]) > .01


def test_hands_that_walk_forwards_go_towards_the_head_and_to_the_left_to_the_left():
    for support in ("shins", "front", "back"):
        here, there = (stand(replace(ALL_FOURS, support=support, hands=(Hand(FLOOR, forwards=f, leftwards=s),) * 2), MEDIUM) for f, s in ((0, 0), (.1, .05)))
        head = here.at("head")[0] - here.at("pelvis")[0]
        for before, after in zip(here.arms, there.arms):
            assert (after.wrist[0] - before.wrist[0]) * head > 0 and after.wrist[1] > before.wrist[1] + .02


SITTING = posed("seat", {"hip flexion": 88, "hip abduction": 6, "knee flexion": 88})
BENT_TO_THE_RIGHT = replace(STANDING, angles=tuple(sorted({**dict(STANDING.angles), "lumbar side flexion": 20, "thoracic side flexion": 22}.items())))

# Where the right palm is, in centimetres of a person of 170 cm from the middle of the hips: forwards, to the left, up.
PALMS = {
    "temple": (STANDING, 2, -10, 78), "forehead": (STANDING, 15, -1, 77), "back of the head": (STANDING, -11, -2, 74), "behind the head": (STANDING, -9, -7, 75),
    "waist": (STANDING, -3, -15, 14), "under the shoulder blade": (STANDING, -14, -8, 32), "opposite shoulder": (STANDING, 0, 21, 44), "belly": (STANDING, 8, -6, 23),
    "side of the hip": (STANDING, -1, -19, 5), "thigh": (SITTING, 22, -21, 0), "side of the thigh": (BENT_TO_THE_RIGHT, -2, -19, -25),
}


@pytest.mark.parametrize("place", PLACES)
def test_each_place_is_where_its_name_says_and_an_elbow_bends_so_far(place):
    posture, *centimetres = PALMS[place]
    body = stand(replace(posture, hands=(Hand(place), None)), MEDIUM)
    arm, hips = body.arms[0], body.at("pelvis")
    palm = at(arm.hand, 0, PALM[0], -PALM[1])
    assert [170 * (a - b) for a, b in zip(palm, hips)] == pytest.approx(centimetres, abs=2)
    assert arm.short == 0 and 0 < arm.flexion <= 150


@pytest.mark.parametrize("place", ["temple", "forehead"])
@pytest.mark.parametrize("way, other, index, sign", [("forwards", "backwards", 0, 1), ("upwards", "downwards", 2, 1), ("outwards", "forwards", 1, -1)])
def test_a_right_elbow_points_where_it_is_said(place, way, other, index, sign):
    there, here = (stand(replace(STANDING, hands=(Hand(place), None), elbows=(one, None)), MEDIUM).arms[0] for one in (way, other))
    assert sign * (there.elbow[index] - here.elbow[index]) > .02
    assert there.wrist == pytest.approx(here.wrist)


def test_a_hand_that_cannot_reach_says_by_how_much_and_points_there():
    body = stand(replace(STANDING, hands=(Hand(FLOOR), None)), MEDIUM)
    arm = body.arms[0]
    assert arm.short == pytest.approx(arm.shoulder[2] - .315, abs=.03)
    assert arm.flexion < 20 and arm.wrist[2] < arm.elbow[2] < arm.shoulder[2]


# What a movement does, seen on a body that stands: a landmark, the axis (0 forwards, 1 left, 2 up) and its sign.
SIGNS = {
    "cervical flexion": ("nose", 2, -1), "cervical side flexion": ("crown", 1, -1), "cervical rotation": ("nose", 1, -1),
    "upper cervical flexion": ("chin", 0, -1), "upper cervical side flexion": ("crown", 1, -1), "upper cervical rotation": ("nose", 1, -1),
    "thoracic flexion": ("crown", 0, 1), "thoracic side flexion": ("crown", 1, -1), "thoracic rotation": ("nose", 1, -1),
    "lumbar flexion": ("crown", 0, 1), "lumbar side flexion": ("crown", 1, -1), "lumbar rotation": ("nose", 1, -1),
    "right scapular elevation": ("right shoulder", 2, 1), "right scapular protraction": ("right shoulder", 0, 1),
    "left scapular elevation": ("left shoulder", 2, 1), "left scapular protraction": ("left shoulder", 0, 1),
    "right shoulder flexion": ("right elbow", 0, 1), "right shoulder abduction": ("right elbow", 1, -1), "left shoulder abduction": ("left elbow", 1, 1),
    "right elbow flexion": ("right hand", 0, 1), "left elbow flexion": ("left hand", 0, 1),
    "right knee flexion": ("right heel", 0, -1), "left hip flexion": ("left knee", 0, 1), "right hip abduction": ("right knee", 1, -1), "left hip abduction": ("left knee", 1, 1),
    "right hip external rotation": ("right foot", 1, -1), "left hip external rotation": ("left foot", 1, 1), "left ankle dorsiflexion": ("left foot", 2, 1),
}


@pytest.mark.parametrize("axis", SIGNS)
def test_a_movement_goes_the_way_of_its_word(axis):
    """Limbs hang straight down from an upright pelvis, which a seat leaves where it is."""
    name, index, sign = SIGNS[axis]
    before, after = (stand(Posture("seat", tuple(angles.items())), MEDIUM) for angles in ({}, {axis: 8}))
    pelvis, other = before.at("pelvis"), after.at("pelvis")
    moved = [b - q - a + p for a, b, p, q in zip(landmark(before, name), landmark(after, name), pelvis, other)]
    assert sign * moved[index] > .003, moved


@pytest.mark.parametrize("support, axis, index, sign", [("back", "nose", 2, 1), ("front", "nose", 2, -1), ("right side", "nose", 1, -1), ("left side", "nose", 1, 1), ("seat", "nose", 0, 1)])
def test_the_face_looks_where_the_support_says(support, axis, index, sign):
    body = stand(posed(support), MEDIUM)
    assert sign * (landmark(body, axis)[index] - body.at("head")[index]) > .05


@pytest.mark.parametrize("side", SIDES)
def test_on_its_side_the_body_has_that_side_below(side):
    body = stand(posed(f"{side} side", {"hip flexion": 40, "knee flexion": 60}), MEDIUM)
    assert body.arms[0 if side == "right" else 1].shoulder[2] < body.arms[1 if side == "right" else 0].shoulder[2]
    assert body.at(f"{side} thigh")[2] < body.at(f"{OTHER[side]} thigh")[2]
