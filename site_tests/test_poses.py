"""Pose words become postures, postures become words again, and a slip is told where it is."""

import pytest

from generator import build, description
from generator.__main__ import main
from generator.body import LANDMARKS, VIEWS, Hand
from generator.model import TERMS
from generator.poses import pictures, swapped

from .conftest import CONTENT, KNEE
from .test_bad_content import told

SLIDE, STAND, RAISE = "exercises/heel-slide.yml", "exercises/sit-to-stand.yml", "exercises/straight-leg-raise.yml"
RANGE = "range_of_motion.yml"

# An exercise of the test's own, in the place of the straight leg raise, whose start is drawn by these lines.
OWN = """code: K3
name: Straight leg raise
start:
  text: Begin.
  figure: {{{start}}}
parts:
  - sides: alternate
    counted: not said
    sets: 2
    repetitions: 12
    load: 1 kg at the ankle
    rest: 2 s
    steps:
{steps}
source: {{document: clinic-leaflet, series: Knee, item: 3}}
"""
HOLDS = ("hold: 3-5 s", "hold: 1 min")

# Wider than the fixture's own range, so that a test of words is not one of limits.
ALL = "active:\n" + "".join(f"  {word}: {{degrees: 180, note: Not checked here.}}\n" for word in TERMS)


def drawn(content, start: str, *steps: str, options: str = "", problems=()) -> list:
    """The pictures of an exercise whose start has this figure, and whose steps have these; one or two steps."""
    steps = [*steps, *[""] * (2 - len(steps))]
    lines = []
    for hold, figure, more in zip(HOLDS, steps, (options, "")):
        lines += ["      - text: Move.", f"        {hold}", "        move: lift the leg", *([f"        figure: {{{figure}}}"] if figure else []), *([more] if more else [])]
    (content / RAISE).write_text(OWN.format(start=start, steps="\n".join(lines)))
    (content / RANGE).write_text(ALL)
    catalogue, found = build.read(content)
    assert [str(problem) for problem in found] == list(problems)
    return pictures(catalogue, "straight-leg-raise")


def start_of(content, pose: str, base: str = "standing"):
    return drawn(content, f"base: {base}, view: right side, pose: {{{pose}}}")[0].end


def angles(content, pose: str, base: str = "standing") -> dict[str, float]:
    return dict(start_of(content, pose, base).angles)


# Reading ---------------------------------------------------------------------------------------------------------

STANDS = {"right hip abduction": 2, "left hip abduction": 2, "right hip external rotation": 8, "left hip external rotation": 8, "right elbow flexion": 10, "left elbow flexion": 10}


@pytest.mark.parametrize("pose, read", [
    ("lumbar flexion: 28", {"lumbar flexion": 28}),
    ("lumbar extension: 28", {"lumbar flexion": -28}),
    ("lumbar flexion: 2.5", {"lumbar flexion": 2.5}),
    ("cervical rotation: 60 right", {"cervical rotation": 60}),
    ("cervical rotation: 60 left", {"cervical rotation": -60}),
    ("cervical rotation: 0", {"cervical rotation": 0}),
    ("upper cervical side flexion: 5 left", {"upper cervical side flexion": -5}),
    ("hip flexion: 45", {"right hip flexion": 45, "left hip flexion": 45}),
    ("hip flexion: 45 right", {"right hip flexion": 45}),
    ("hip flexion: 45 left", {"left hip flexion": 45}),
    ("hip flexion: '45 right, 52 left'", {"right hip flexion": 45, "left hip flexion": 52}),
    ("hip flexion: '52 left, 45 right'", {"right hip flexion": 45, "left hip flexion": 52}),
    ("hip extension: 10", {"right hip flexion": -10, "left hip flexion": -10}),
    ("hip adduction: 9 left", {"left hip abduction": -9}),
    ("ankle plantarflexion: 20", {"right ankle dorsiflexion": -20, "left ankle dorsiflexion": -20}),
    ("forearm supination: 30 right", {"right forearm pronation": -30}),
    ("hip flexion: 20 right, hip extension: 10 left", {"right hip flexion": 20, "left hip flexion": -10}),
    ("elbow flexion: 0", {"right elbow flexion": 0, "left elbow flexion": 0}),
])
def test_pose_words_are_read_as_signed_degrees_over_the_base(pose, read, knee_copy):
    assert angles(knee_copy, pose) == STANDS | {axis: float(value) for axis, value in read.items()}


@pytest.mark.parametrize("pose, hands", [
    ("hands: waist", (Hand("waist"), Hand("waist"))),
    ("right hand: temple", (Hand("temple"), None)),
    ("left hand: belly", (None, Hand("belly"))),
    ("fists: under the shoulder blade", (Hand("under the shoulder blade", True),) * 2),
    ("left fist: waist, right hand: belly", (Hand("belly"), Hand("waist", True))),
    ("hands: free", (None, None)),
])
def test_hands_are_read(pose, hands, knee_copy):
    assert start_of(knee_copy, pose).hands == hands


@pytest.mark.parametrize("written, forwards, leftwards", [
    ("floor", 0, 0), ("'floor, 17 cm forwards'", .1, 0), ("'floor, 17 cm backwards'", -.1, 0), ("'floor, 17 cm left'", 0, .1),
    ("'floor, 17 cm right, 8 cm forwards'", 8 / 170, -.1),
])
def test_a_hand_on_the_floor_stands_off_by_centimetres_of_a_person_of_170_cm(written, forwards, leftwards, knee_copy):
    pose = f"hip flexion: 86, knee flexion: 88, hands: {written}"
    (knee_copy / "poses/all-fours.yml").write_text("name: on hands and knees\nsupport: shins\nprop: mat\n")
    hands = start_of(knee_copy, pose, "all-fours").hands
    assert [(hand.place, hand.forwards, hand.leftwards) for hand in hands] == [("floor", pytest.approx(forwards), pytest.approx(leftwards))] * 2


def test_elbows_are_read_for_both_or_for_one(knee_copy):
    assert start_of(knee_copy, "hands: temple, elbows: backwards").elbows == ("backwards", "backwards")
    assert start_of(knee_copy, "hands: temple, right elbow: forwards").elbows == ("forwards", None)


def test_an_arm_hangs_where_nothing_is_said_of_it(knee_copy):
    assert start_of(knee_copy, "lumbar flexion: 10").hangs == (True, True)
    assert start_of(knee_copy, "shoulder flexion: 30 right").hangs == (False, True)
    assert start_of(knee_copy, "left hand: waist").hangs == (True, False)
    assert start_of(knee_copy, "lumbar flexion: 10", "supine").hangs == (False, False)


# Laying over -----------------------------------------------------------------------------------------------------


def test_a_base_that_is_like_another_says_only_what_differs(knee_copy):
    (knee_copy / "poses/wide.yml").write_text("name: standing wide\nlike: standing\npose: {hip abduction: 15}\n")
    (knee_copy / "poses/wide-seat.yml").write_text("name: wide on a chair\nlike: wide\nsupport: seat\nprop: chair\npose: {lumbar flexion: 5, hip external rotation: 20 left}\n")
    wide, seat = (drawn(knee_copy, f"base: {base}")[0] for base in ("wide", "wide-seat"))
    assert dict(wide.end.angles) == STANDS | {"right hip abduction": 15, "left hip abduction": 15}
    assert (wide.end.support, wide.prop, seat.end.support, seat.prop) == ("feet", "floor", "seat", "chair")
    assert dict(seat.end.angles) == dict(wide.end.angles) | {"lumbar flexion": 5, "left hip external rotation": 20}


def test_a_step_lies_over_the_start_and_not_over_the_step_before(knee_copy):
    start, first, second = drawn(knee_copy, "base: standing, view: right side, framing: waist up, pose: {lumbar flexion: 10, hands: waist}", "pose: {cervical flexion: 20}", "pose: {lumbar extension: 5}")
    assert dict(first.end.angles) == STANDS | {"lumbar flexion": 10, "cervical flexion": 20}
    assert dict(second.end.angles) == STANDS | {"lumbar flexion": -5}
    assert first.end.hands == second.end.hands == (Hand("waist"), Hand("waist"))
    assert (first.start, second.start) == (start.end, first.end)
    assert {(one.view, one.framing, one.prop) for one in (start, first, second)} == {("right side", "waist up", "floor")}


def test_a_step_without_a_picture_leaves_the_body_where_it_was(knee_copy):
    _, second = drawn(knee_copy, "base: standing", "", "pose: {lumbar flexion: 30}")
    assert second.key == "step-2" and dict(second.start.angles) == STANDS


def test_a_step_can_lead_to_another_base(knee_copy):
    start, first, back = drawn(knee_copy, "base: sitting, view: right side", "base: standing, pose: {lumbar flexion: 5}", "arrows: {crown: up}")
    assert (first.base, first.end.support, first.prop) == ("standing", "feet", "floor")
    assert dict(first.end.angles) == STANDS | {"lumbar flexion": 5} and first.end.hands == (None, None)
    assert (back.base, back.end, back.start) == ("sitting", start.end, first.end)


def test_a_hand_is_let_go(knee_copy):
    _, step = drawn(knee_copy, "base: sitting, view: right side", "pose: {right hand: free}")
    assert step.end.hands == (None, Hand("thigh")) and step.end.hangs == (True, False)


def test_planted_soles_follow_the_knees_unless_the_hip_is_said(knee_copy):
    (knee_copy / "poses/crook.yml").write_text("name: lying, knees bent\nlike: supine\nsoles: on the floor\npose: {knee flexion: 90}\n")
    start, step = drawn(knee_copy, "base: crook, view: right side", "pose: {hip flexion: 80 right}")
    assert start.end.soles == (True, True) and step.end.soles == (False, True)


# Mirrors, keys, options, insets ----------------------------------------------------------------------------------

TURN = "view: front right, pose: {cervical rotation: 60 right, hip flexion: 20 left, right hand: waist, left elbow: backwards, left hand: temple}, arrows: {right hand: push right, chin: its way, left knee: up, nose: to the left shoulder}"


def test_the_other_side_exchanges_right_and_left_everywhere(knee_copy):
    _, one, other = drawn(knee_copy, "base: standing", TURN, "other_side_of: 1")
    was, is_ = dict(one.end.angles), dict(other.end.angles)
    assert (was["cervical rotation"], is_["cervical rotation"]) == (60, -60)
    assert was["left hip flexion"] == is_["right hip flexion"] == 20 and "left hip flexion" not in is_
    assert other.end.hands == (Hand("temple"), Hand("waist")) and other.end.elbows == ("backwards", None)
    assert (one.view, other.view) == ("front right", "front left")
    assert dict(other.arrows) == {"left hand": "push left", "chin": "its way", "right knee": "up", "nose": "to the right shoulder"}
    assert dict(other.words) == {"cervical rotation": "60 left", "hip flexion": "20 right", "left hand": "waist", "right hand": "temple", "right elbow": "backwards"}
    assert (one.mirrored, other.mirrored, other.key) == (False, True, "step-2")


def test_the_other_side_beside_its_step_has_a_key_of_its_own(knee_copy):
    _, one, other = drawn(knee_copy, "base: standing", "pose: {scapular elevation: 30 right}, other_side: yes")
    assert (one.key, other.key, other.owner, other.end) == ("step-1", "step-1-other-side", "step-1", one.end.mirrored())


@pytest.mark.parametrize("words, other", [("60 right", "60 left"), ("45 right, 52 left", "45 left, 52 right"), ("push left", "push right"), ("front right", "front left"), ("to the right shoulder", "to the left shoulder"), ("floor, 27 cm right, 3 cm forwards", "floor, 27 cm left, 3 cm forwards"), ("upright", "upright")])
def test_words_are_mirrored(words, other):
    assert swapped(words) == other and swapped(other) == words


def test_every_view_has_a_mirror():
    assert {swapped(view) for view in VIEWS} == set(VIEWS)


def test_options_differ_from_their_step_and_insets_from_their_picture(knee_copy):
    options = "        options:\n          - text: Or so.\n            figure: {pose: {right hand: temple}, arrows: {right hand: push left}}\n          - text: Or not.\n          - text: Or thus.\n            figure: {view: back}"
    found = drawn(
        knee_copy, "base: standing, insets: [{view: back}]", "pose: {lumbar flexion: 20}, view: right side, framing: waist up, insets: [{view: front, framing: waist down, pose: {knee flexion: 30}}, {view: left side}]", options=options,
    )
    by_key = {one.key: one for one in found}
    assert list(by_key) == ["start", "start-inset-1", "step-1", "step-1-inset-1", "step-1-inset-2", "step-1-option-1", "step-1-option-3"]
    assert [one.owner for one in found] == ["start", "start", "step-1", "step-1", "step-1", "step-1-option-1", "step-1-option-3"]
    assert [one.address for one in found][:2] == ["figures/straight-leg-raise/start.svg", "figures/straight-leg-raise/start-inset-1.svg"]
    step, inset, option, third = (by_key[key] for key in ("step-1", "step-1-inset-1", "step-1-option-1", "step-1-option-3"))
    assert (inset.view, inset.framing) == ("front", "waist down") and dict(inset.end.angles) == dict(step.end.angles) | {"right knee flexion": 30, "left knee flexion": 30}
    assert inset.start == inset.end and by_key["step-1-inset-2"].end == step.end
    assert (option.view, option.framing, option.end.hands) == ("right side", "waist up", (Hand("temple"), None))
    assert option.start == option.end and option.end.angles == step.end.angles and (third.view, third.end) == ("back", step.end)


def test_pictures_of_several_parts_name_their_part():
    catalogue = build.read(CONTENT)[0]
    several = [name for name, exercise in catalogue.exercises.items() if len(exercise.parts) > 1 and pictures(catalogue, name)]
    for name in several:
        assert all(one.key.startswith(("start", "part-")) for one in pictures(catalogue, name))


@pytest.mark.parametrize("content", [KNEE, CONTENT], ids=["knee", "guide"])
def test_each_picture_of_an_exercise_has_one_key_and_begins_where_the_one_before_ends(content):
    catalogue = build.read(content)[0]
    met = 0
    for name in catalogue.exercises:
        found = pictures(catalogue, name)
        met += len(found)
        assert len({one.key for one in found}) == len(found)
        if found:
            steps = [one for one in found if one.key == one.owner and "-option-" not in one.key]
            ends = [found[0].end] + [one.end for one in steps]
            assert all(one.start in ends or one.mirrored and one.start.mirrored() in ends for one in steps)
    assert met


# Words -----------------------------------------------------------------------------------------------------------


def sentences(content, start: str, *steps: str) -> list[str]:
    drawn(content, start, *steps)
    told_ = description.exercise(build.read(content)[0], "straight-leg-raise")
    return [one.words for group in told_.pictures.values() for one in group]


SENTENCES = [
    ("base: standing", None, "Standing, seen from the front."),
    ("base: sitting, view: right side", None, "Sitting on a chair, seen from the right side: both hands on the thighs."),
    ("base: supine, view: left side", None, "Lying on the back, seen from the left side."),
    ("base: standing", "pose: {cervical side flexion: 30 right}", "Standing, seen from the front: the head tilts to the person's right."),
    ("base: standing", "pose: {cervical rotation: 60 left}", "Standing, seen from the front: the head turns to the person's left."),
    ("base: standing, view: right side", "pose: {cervical flexion: 40}", "Standing, seen from the right side: the head bends forwards."),
    ("base: standing, view: right side", "pose: {cervical extension: 40}", "Standing, seen from the right side: the head tips back."),
    ("base: supine, view: right side", "pose: {cervical flexion: 20}", "Lying on the back, seen from the right side: the head lifts off the surface."),
    ("base: standing, view: right side", "pose: {thoracic flexion: 20}", "Standing, seen from the right side: the upper back rounds."),
    ("base: standing", "pose: {thoracic rotation: 20 right}", "Standing, seen from the front: the upper body turns to the person's right."),
    ("base: standing, view: right side", "pose: {hip flexion: 40}", "Standing, seen from the right side: the trunk leans forwards from the hips."),
    ("base: supine, view: right side", "pose: {hip flexion: 60 right, knee flexion: 90 right}", "Lying on the back, seen from the right side: the right thigh towards the belly and the right knee bent."),
    ("base: supine, view: right side", "pose: {hip flexion: 60, knee flexion: 90}", "Lying on the back, seen from the right side: both thighs towards the belly and knees bent."),
    ("base: standing", "pose: {scapular elevation: 30 left}", "Standing, seen from the front: the left shoulder raised."),
    ("base: standing", "pose: {scapular elevation: 30}", "Standing, seen from the front: both shoulders raised."),
    ("base: standing, view: back", "pose: {scapular retraction: 20}", "Standing, seen from behind: both shoulders drawn back, the shoulder blades together."),
    ("base: standing", "pose: {shoulder abduction: 90 right}", "Standing, seen from the front: the right arm away from the body."),
    ("base: standing", "pose: {hands: waist}", "Standing, seen from the front: both hands on the waist."),
    ("base: standing", "pose: {right hand: temple}", "Standing, seen from the front: the right hand on the temple."),
    ("base: standing", "pose: {fists: under the shoulder blade}, view: back", "Standing, seen from behind: both fists on the back, under the shoulder blades."),
    ("base: standing, view: right side, pose: {right hand: forehead}", "pose: {cervical flexion: 0}, arrows: {forehead: push backwards}", "Standing, seen from the right side: an arrow shows a push against the forehead."),
    ("base: standing, view: right side", "arrows: {right shoulder: circle backwards}", "Standing, seen from the right side: an arrow circles backwards round the right shoulder."),
    ("base: standing", "pose: {lumbar side flexion: 20 right}, arrows: {crown: its way}", "Standing, seen from the front: the waist bends to the person's right."),
]


@pytest.mark.parametrize("start, step, sentence", SENTENCES)
def test_a_picture_is_told_in_a_sentence(start, step, sentence, knee_copy):
    assert sentences(knee_copy, start, *([step] if step else []))[-1] == sentence


def test_the_way_back_and_the_other_side_are_told(knee_copy):
    assert sentences(knee_copy, "base: standing", "pose: {cervical rotation: 60 right}, other_side: yes", "framing: waist up")[1:] == [
        "Standing, seen from the front: the head turns to the person's right.",
        "Standing, seen from the front: the head turns to the person's left.",
        "Standing, seen from the front: back in the starting position.",
    ]


def test_an_inset_says_that_it_is_the_same_position(knee_copy):
    assert sentences(knee_copy, "base: standing, insets: [{view: back}, {view: right side, framing: waist}]")[1:] == ["The same position, seen from behind.", "The waist from near, seen from the right side."]


@pytest.mark.parametrize("content", [KNEE, CONTENT], ids=["knee", "guide"])
def test_every_picture_of_a_guide_is_told_and_no_change_is_silent(content):
    catalogue = build.read(content)[0]
    words = [one.words for told_ in description.exercises(catalogue).values() for group in told_.pictures.values() for one in group]
    assert words
    for one in words:
        assert one.endswith(".") and one[:1].isupper() and not any(bad in one for bad in ("{", "}", "  ", "None", " .", ": .", ": and", ", ,")), one
        assert len(one) > 25


# Slips -----------------------------------------------------------------------------------------------------------


def replaced(file: str, old: str, new: str):
    def spoil(content) -> None:
        text = (content / file).read_text()
        assert old in text
        (content / file).write_text(text.replace(old, new, 1))
    return spoil


def both(*spoilers):
    return lambda content: [spoil(content) for spoil in spoilers]


SLIPS = {
    "unknown joint": (replaced(SLIDE, "knee flexion: 95 right", "kneee flexion: 95 right"), [f"{SLIDE}:24:13  parts.1.steps.1.figure.pose.kneee flexion: This key is not known.  Did you mean knee flexion?"]),
    "direction missing": (replaced(SLIDE, "hip flexion: 42 right", "lumbar rotation: 5"), [f"{SLIDE}:23:30  parts.1.steps.1.figure.pose.lumbar rotation: '5' does not say to which side.  Write 5 right or 5 left, the person's own."]),
    "direction misspelt": (replaced(SLIDE, "hip flexion: 42 right", "lumbar rotation: 5 rigth"), [f"{SLIDE}:23:30  parts.1.steps.1.figure.pose.lumbar rotation: 'rigth' is not a side.  Write 5 right or 5 left. Did you mean right?"]),
    "side of a limb misspelt": (replaced(SLIDE, "42 right", "42 rigth"), [f"{SLIDE}:23:26  parts.1.steps.1.figure.pose.hip flexion: '42 rigth' does not say each side once.  Write for example 30 right, or 30 right, 10 left. Did you mean right?"]),
    "one side twice": (replaced(SLIDE, "42 right", "42 right, 5 right"), [f"{SLIDE}:23:26  parts.1.steps.1.figure.pose.hip flexion: '42 right, 5 right' does not say each side once.  Write for example 30 right, or 30 right, 10 left."]),
    "side of what has none": (replaced(SLIDE, "hip flexion: 42 right", "lumbar flexion: 42 right"), [f"{SLIDE}:23:29  parts.1.steps.1.figure.pose.lumbar flexion: '42 right' names a side, but this movement has none.  Write 42."]),
    "negative degrees": (replaced(SLIDE, "42 right", "-42"), [f"{SLIDE}:23:26  parts.1.steps.1.figure.pose.hip flexion: '-42' has a sign.  Angles are positive; the direction is in the word. For the other direction use its own word, for example extension for flexion."]),
    "degrees in words": (replaced(SLIDE, "42 right", "much"), [f"{SLIDE}:23:26  parts.1.steps.1.figure.pose.hip flexion: 'much' is not a number of degrees.  Write for example 28, or 28 right, or 30 right, 10 left."]),
    "beyond the range": (replaced(SLIDE, "95 right", "131 right"), [f"{SLIDE}:24:27  parts.1.steps.1.figure.pose.knee flexion: 131 degrees are beyond the range of knee flexion (130).  Write 130 or less; the limits stand in {{content}}/range_of_motion.yml."]),
    "beyond the range in a base": (replaced("poses/standing.yml", "elbow flexion: 10", "elbow flexion: 151"), ["poses/standing.yml:7:18  pose.elbow flexion: 151 degrees are beyond the range of elbow flexion (150).  Write 150 or less; the limits stand in {content}/range_of_motion.yml."]),
    "a leg through the mat": (replaced("poses/supine.yml", "knee flexion: 4", "knee flexion: 60"), [
        f"{SLIDE}:9:11  start.figure: The right foot would be 27 cm below the floor.  Change the angles that lead there, or the base posture.",
        f"{SLIDE}:22:11  parts.1.steps.1.figure: The left foot would be 27 cm below the floor.  Change the angles that lead there, or the base posture.",
    ]),
    "a movement without a limit": (replaced(SLIDE, "ankle dorsiflexion: 0 right", "cervical flexion: 8"), [f"{SLIDE}:25:31  parts.1.steps.1.figure.pose.cervical flexion: No limit is known for cervical flexion.  Add cervical flexion to {{content}}/range_of_motion.yml, with its source."]),
    "no such place": (replaced(SLIDE, "ankle dorsiflexion: 0 right", "right hand: wasit"), [f"{SLIDE}:25:25  parts.1.steps.1.figure.pose.right hand: There is no place 'wasit' for a hand.  Known: temple, forehead, back of the head, behind the head, waist, under the shoulder blade, opposite shoulder, belly, thigh, side of the hip, side of the thigh, floor, free. Did you mean waist?"]),
    "a distance on the body": (replaced(SLIDE, "ankle dorsiflexion: 0 right", "right hand: waist, 5 cm left"), [f"{SLIDE}:25:25  parts.1.steps.1.figure.pose.right hand: '5 cm left' does not say where the hand is.  Only a hand on the floor has a distance, for example floor, 25 cm right, 10 cm forwards."]),
    "opposite words": (replaced(SLIDE, "ankle dorsiflexion: 0 right", "hip extension: 5 right"), [f"{SLIDE}:23:13  parts.1.steps.1.figure.pose: hip flexion and hip extension are opposite words for one movement.  Keep the one that is meant."]),
    "a hand said twice": (replaced(SLIDE, "ankle dorsiflexion: 0 right", "hands: belly\n            right fist: belly"), [f"{SLIDE}:23:13  parts.1.steps.1.figure.pose: hands and right fist both say where the right hand is.  Keep one of them."]),
    "an elbow said twice": (replaced(SLIDE, "ankle dorsiflexion: 0 right", "elbows: forwards\n            left elbow: backwards"), [f"{SLIDE}:23:13  parts.1.steps.1.figure.pose: left elbow and elbows both say where the left elbow is.  Keep one of them."]),
    "no such view": (replaced(SLIDE, "view: right side}", "view: rihgt side}"), [f"{SLIDE}:9:32  start.figure.view: 'rihgt side' is not one of the words allowed here.  Write one of: {', '.join(VIEWS)}. Did you mean right side?"]),
    "end on": (replaced(SLIDE, "view: right side}", "view: front}"), [f"{SLIDE}:9:32  start.figure.view: From 'front' the trunk is seen end on, so nothing of its movement shows.  Choose a view from the side of the movement, for example right side, or right side from above.", f"{SLIDE}:22:11  parts.1.steps.1.figure.view: From 'front' the trunk is seen end on, so nothing of its movement shows.  Choose a view from the side of the movement, for example right side, or right side from above."]),
    "an arrow without a way": (replaced(SLIDE, "view: right side}", "view: right side, insets: [{view: right side from above, arrows: {right heel: its way}}]}"), [f"{SLIDE}:9:104  start.figure.insets.1.arrows.right heel: The right heel does not move in this picture, so an arrow has no way to follow.  Name what moves, write a direction, for example up, or take the arrow out."]),
    "an arrow on nothing": (replaced(SLIDE, "right heel:", "right hel:"), [f"{SLIDE}:26:31  parts.1.steps.1.figure.arrows.right hel: 'right hel' is not one of the words allowed here.  Write one of: {', '.join(LANDMARKS)}. Did you mean right heel?"]),
    "no such base": (replaced(SLIDE, "base: supine", "base: suppine"), [f"{SLIDE}:9:18  start.figure.base: There is no base posture 'suppine'.  Did you mean supine?"]),
    "like what does not exist": (replaced("poses/sitting.yml", "support: seat", "support: seat\nlike: chair"), ["poses/sitting.yml:3:7  like: There is no base posture 'chair'.  Write the name of a file in {content}/poses."]),
    "a base that begins with itself": (replaced("poses/sitting.yml", "support: seat", "support: seat\nlike: sitting"), ["poses/sitting.yml:3:7  like: This posture begins with itself: sitting, sitting.  Let one of them stand alone, without like."]),
    "two bases that begin with each other": (both(replaced("poses/sitting.yml", "support: seat", "support: seat\nlike: standing"), replaced("poses/standing.yml", "support: feet", "support: feet\nlike: sitting")), [
        "poses/sitting.yml:3:7  like: This posture begins with itself: sitting, standing, sitting.  Let one of them stand alone, without like.",
        "poses/standing.yml:3:7  like: This posture begins with itself: standing, sitting, standing.  Let one of them stand alone, without like.",
    ]),
    "a base on nothing": (replaced("poses/sitting.yml", "support: seat\n", ""), ["poses/sitting.yml:1:1  support: Nothing says what the body rests on.  Write support: feet, seat, shins, back, front, right side or left side."]),
    "a hand that cannot reach": (replaced(STAND, "base: standing, ", "base: standing, pose: {right hand: floor}, "), [f"{STAND}:20:53  parts.1.steps.1.figure.pose.right hand: The right hand cannot reach the floor: about 81 cm are missing.  Choose a nearer place for the hand, or bend the body so that the hand comes nearer."]),
    "an elbow bent too far": (both(
        replaced(STAND, "base: standing, ", "base: standing, pose: {right hand: temple, scapular elevation: 40, cervical side flexion: 40 right}, "),
        replaced(RANGE, "active:", "active:\n  scapular elevation: {degrees: 45, note: Here.}\n  cervical side flexion: {degrees: 45, note: Here.}"),
    ), [f"{STAND}:20:53  parts.1.steps.1.figure.pose.right hand: The right elbow would bend by 165 degrees, and 150 is the most.  Choose another place for the hand, or bend the body less."]),
    "the other side of a step without a picture": (replaced(SLIDE, "source: {doc", "      - text: Then the other side.\n        figure: {other_side_of: 3}\nsource: {doc"), [f"{SLIDE}:29:33  parts.1.steps.2.figure.other_side_of: Step 3 of this part has no picture of its own before this one.  Write the number of an earlier step that has one: 1."]),
    "the other side and more": (replaced(SLIDE, "source: {doc", "      - text: Then the other side.\n        move: slide\n        figure: {other_side_of: 1, view: front}\nsource: {doc"), [f"{SLIDE}:30:17  parts.1.steps.2.figure: A picture of the other side takes everything from its step.  Keep other_side_of alone, or take it out."]),
    "a step drawn without its start": (replaced(RAISE, "        hold: 3-5 s\n", "        hold: 3-5 s\n        figure: {arrows: {crown: up}}\n"), [f"{RAISE}:20:17  parts.1.steps.1.figure: A step is drawn, but the start is not.  Add figure under start, with base: and the name of a base posture."]),
    "a passive limit of no base posture": (replaced(RANGE, "  ankle plantarflexion: {degrees: 45, note: Measured here.}", "  ankle plantarflexion: {degrees: 45, note: Measured here.}\npassive: {supin: {ankle plantarflexion: {degrees: 60, note: Here.}}}"), [f"{RANGE}:15:11  passive.supin: There is no base posture 'supin'.  Did you mean supine?"]),
    "a limit without a source": (replaced(RANGE, "{degrees: 130, source: clinic-leaflet}", "{degrees: 130}"), [f"{RANGE}:12:17  active.knee flexion: The limit names no source.  Add source, or a note that says why there is none."]),
    "a limit of an unknown source": (replaced(RANGE, "{degrees: 130, source: clinic-leaflet}", "{degrees: 130, source: clinic-leaflte}"), [f"{RANGE}:12:17  active.knee flexion: There is no source 'clinic-leaflte'.  Did you mean clinic-leaflet?"]),
    "a limit of no movement": (replaced(RANGE, "  knee flexion:", "  kneee flexion:"), [f"{RANGE}:12:18  active.kneee flexion: 'kneee flexion' is not one of the words allowed here.  Write one of: {', '.join(TERMS)}. Did you mean knee flexion?"]),
    "no range of motion": (lambda content: (content / RANGE).unlink(), [f"{RANGE}:1:1  This file is missing, and poses are checked against it.  Copy the one of the guide you began with; it says how far each joint goes."]),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_in_a_pose_is_told_where_it_is(name, knee_copy, capsys):
    spoil, wanted = SLIPS[name]
    spoil(knee_copy)
    assert told(knee_copy, capsys) == [line.replace("{content}/", "") for line in wanted]


def test_a_passive_limit_holds_for_the_base_posture_of_a_step_and_for_those_that_begin_with_it(knee_copy, capsys):
    """Plantarflexion beyond the active 45 degrees is refused in standing, and allowed where the floor presses the instep."""
    step, refused = knee_copy / "exercises/sit-to-stand.yml", "50 degrees are beyond the range of ankle plantarflexion (45)."
    step.write_text(step.read_text().replace("{base: standing,", "{base: tiptoe, pose: {ankle plantarflexion: 50},"))
    (knee_copy / "poses/tiptoe.yml").write_text("name: standing on the toes\nlike: standing\n")
    assert main(["check", "--content", str(knee_copy)]) == 1 and refused in capsys.readouterr().err
    limits = knee_copy / RANGE
    for base in ("tiptoe", "standing"):
        limits.write_text((KNEE / RANGE).read_text() + f"passive:\n  {base}:\n    ankle plantarflexion: {{degrees: 65, note: Pressed by the floor.}}\n")
        main(["check", "--content", str(knee_copy)])
        assert refused not in capsys.readouterr().err, base
