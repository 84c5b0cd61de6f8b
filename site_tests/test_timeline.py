"""What happens second by second, worked out by hand."""

import pytest

from generator import build, timeline

from .conftest import KNEE


@pytest.fixture(scope="module")
def catalogue():
    return build.read(KNEE)[0]


def told(catalogue, *ids):
    return [(m.kind, m.shortest, m.longest, m.side, m.repetition, m.of, m.optional) for m in timeline.session(catalogue, list(ids))]


def test_one_side_after_the_other_with_a_change_between(catalogue):
    """Heel slide: 3 s out, 5 s hold, 3 s back; turn round; again."""
    assert told(catalogue, "heel-slide") == [
        ("get ready", 5, 5, None, None, None, False),
        ("move", 3, 3, 1, 1, 1, False), ("hold", 5, 5, 1, 1, 1, False), ("release", 3, 3, 1, 1, 1, False),
        ("change sides", 10, 10, 2, None, None, False),
        ("move", 3, 3, 2, 1, 1, False), ("hold", 5, 5, 2, 1, 1, False), ("release", 3, 3, 2, 1, 1, False),
    ]
    assert timeline.total(timeline.session(catalogue, ["heel-slide"]), False) == (37, 37)


def test_a_range_of_repetitions_and_sets(catalogue):
    """Sit to stand: 3 sets of 8 to 10, 2 s up and 2 s down, after 5 s to get ready."""
    moments = timeline.session(catalogue, ["sit-to-stand"])
    assert timeline.total(moments, False) == (5 + 3 * 8 * 4, 5 + 3 * 10 * 4)
    assert sum(m.optional for m in moments) == 3 * 2 * 2


def test_sides_in_turn_and_ranges_of_holds(catalogue):
    """Leg raise: 2 sets of 12 each side; 2 s up, 3 to 5 s, 2 s down, 60 s, 2 s rest."""
    moments = timeline.session(catalogue, ["straight-leg-raise"])
    assert timeline.total(moments, False) == (5 + 2 * 24 * 69, 5 + 2 * 24 * 71)
    assert [m.side for m in moments if m.kind == "hold"][:5] == [1, 1, 2, 2, 1]
    assert list(dict.fromkeys((m.repetition, m.of, m.side) for m in moments if m.part is not None))[:3] == [(1, 12, 1), (1, 12, 2), (2, 12, 1)]


def test_without_a_number_the_person_leads_and_there_is_no_longest_time(catalogue):
    """Ankle circles: 6 of 4 s, then a part without a number, counted once."""
    exercise = catalogue.exercises["ankle-circles"]
    assert timeline.is_led(exercise) and not timeline.is_led(catalogue.exercises["heel-slide"])
    assert timeline.total(timeline.session(catalogue, ["ankle-circles"]), True) == (5 + 6 * 4 + 4, None)


def test_a_range_on_each_side_is_open_at_the_end_of_each_side(knee_copy):
    file = knee_copy / "exercises" / "heel-slide.yml"
    file.write_text(file.read_text().replace("repetitions: 1\n", "repetitions: 1-2\n"))
    changed, _ = build.read(knee_copy)
    holds = [(m.side, m.optional) for m in timeline.session(changed, ["heel-slide"]) if m.kind == "hold"]
    assert holds == [(1, False), (1, True), (2, False), (2, True)]


@pytest.mark.parametrize("counted, written, holds", [
    ("in all", "7-9", [(1, n, 5, n == 5) for n in (1, 2, 3, 4, 5)] + [(2, n, 4, n == 4) for n in (1, 2, 3, 4)]),
    ("in all", "3", [(1, 1, 2, False), (1, 2, 2, False), (2, 1, 1, False)]),
    ("each side", "2", [(1, 1, 2, False), (1, 2, 2, False), (2, 1, 2, False), (2, 2, 2, False)]),
])
def test_one_side_then_the_other(counted, written, holds, knee_copy):
    """Each hold: its side, which repetition on that side, of how many there, and whether it may be left out."""
    file = knee_copy / "exercises" / "heel-slide.yml"
    file.write_text(file.read_text().replace("repetitions: 1\n", f"repetitions: {written}\n").replace("counted: each side", f"counted: {counted}"))
    changed, _ = build.read(knee_copy)
    assert [(m.side, m.repetition, m.of, m.optional) for m in timeline.session(changed, ["heel-slide"]) if m.kind == "hold"] == holds


def test_without_a_number_both_sides_are_done_once(knee_copy):
    file = knee_copy / "exercises" / "heel-slide.yml"
    file.write_text(file.read_text().replace("    repetitions: 1\n", "").replace("    counted: each side\n", ""))
    changed, _ = build.read(knee_copy)
    assert [m.side for m in timeline.session(changed, ["heel-slide"]) if m.kind == "hold"] == [1, 2]


def test_standing_and_sitting_are_near_and_the_person_stays_where_the_exercise_allows_it(knee_copy):
    for name, places in (("sit-to-stand", "sitting"), ("heel-slide", "standing"), ("straight-leg-raise", "sitting, standing")):
        file = knee_copy / "exercises" / f"{name}.yml"
        file.write_text("\n".join(f"positions: [{places}]" if line.startswith("positions:") else line for line in file.read_text().splitlines()))
    changed, _ = build.read(knee_copy)
    moments = timeline.session(changed, ["sit-to-stand", "heel-slide", "straight-leg-raise", "ankle-circles", "straight-leg-raise", "ankle-circles", "ankle-circles"])
    assert [m.kind for m in moments if m.part is None] == ["get ready", "next exercise", "next exercise", "down to floor", "up from floor", "down to floor", "next exercise"]
    file = knee_copy / "exercises" / "straight-leg-raise.yml"
    file.write_text(file.read_text().replace("[sitting, standing]", "[standing, half kneeling]"))
    changed, _ = build.read(knee_copy)
    assert [m.kind for m in timeline.session(changed, ["ankle-circles", "straight-leg-raise"]) if m.part is None] == ["get ready", "next exercise"]


def test_changes_of_place_in_a_routine(catalogue):
    ids = ["sit-to-stand", "heel-slide", "straight-leg-raise", "ankle-circles", "sit-to-stand", "sit-to-stand"]
    changes = [(m.kind, m.shortest) for m in timeline.session(catalogue, ids) if m.part is None]
    assert changes == [
        ("get ready", 5), ("down to floor", 30), ("next exercise", 10), ("other position", 15), ("up from floor", 30), ("next exercise", 10),
    ]


def test_the_minutes_of_a_routine_are_the_sum_of_its_timeline(built):
    from generator import description
    for told_routine in description.routines(built.catalogue, description.exercises(built.catalogue)).values():
        ids = [one.id for one in told_routine.exercises]
        moments = timeline.session(built.catalogue, ids)
        assert told_routine.seconds[0] == sum(m.shortest for m in moments if not m.optional)
        led = any(timeline.is_led(built.catalogue.exercises[i]) for i in ids)
        assert told_routine.seconds[1] == (None if led else sum(m.longest for m in moments))


def test_every_exercise_is_worked_out_by_hand(built):
    """The check compares them with the timeline, so here it is enough that they are all there."""
    assert {code for code, expected in built.catalogue.expected.items() if expected.sequence and expected.seconds} == {exercise.code for exercise in built.catalogue.exercises.values()}
