"""What changed since, in words, against golden cases that a clinician can read (changes.yml)."""

import copy
import itertools
import json
from pathlib import Path

import pytest

from generator import build, changes, digest, phrases
from generator.load.restricted_yaml import read

from .conftest import KNEE

FILE = Path(__file__).parent / "changes.yml"
GOLDEN = read(FILE.read_text(), FILE.name)[0].plain()


def version(written: dict) -> dict:
    """A snapshot: the plain exercise with what the case writes; `none` takes a key out."""
    said = GOLDEN["plain"] | written
    return {key: value for key, value in said.items() if value != "none"}


@pytest.mark.parametrize("case", GOLDEN["cases"], ids=lambda case: case["case"])
def test_what_has_changed(case):
    then, now = version(case["then"]), version(case["now"])
    before = copy.deepcopy((then, now))
    assert changes.exercise(then, now) == case["says"]
    assert changes.exercise(then, now, changes.NOT_ON_SHEETS) == case.get("sheet", case["says"])
    assert (then, now) == before


def snapshots() -> dict[str, dict]:
    catalogue = build.read(KNEE)[0]
    return {identity: digest.says(catalogue, identity) for identity in catalogue.exercises}


@pytest.mark.parametrize("identity", snapshots())
def test_every_difference_is_told_and_no_odd_form_stops_it(identity):
    """Each value of a snapshot in turn is taken out, or has a form that this program never wrote."""
    said = snapshots()[identity]
    places = list(_places(said))
    assert len(places) > 10
    for place, odd in itertools.product(places, (None, "odd", ["odd"], {"odd": "form"}, [["odd"]], [])):
        then = _changed(said, place, odd)
        for pair in ((then, said), (said, then)):
            told = changes.exercise(*pair)
            assert bool(told) == (then != said), (place, odd)
            assert all(isinstance(sentence, str) and sentence for sentence in told)
            assert not any(mark in sentence for sentence in told for mark in ("None", "{then}", "{now}"))
            changes.exercise(*pair, changes.NOT_ON_SHEETS)


def _places(value, *way):
    if way:
        yield way
    for step, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from _places(item, *way, step)


def _changed(said: dict, place: tuple, odd: object) -> dict:
    made = json.loads(json.dumps(said))
    inner = made
    for step in place[:-1]:
        inner = inner[step]
    if odd is None:
        del inner[place[-1]]
    else:
        inner[place[-1]] = odd
    return made


A, B = {"exercise": "a", "digest": "a1"}, {"exercise": "b", "digest": "b1"}
NAMES = {"a": "N1 Tilt", "b": "N2 Turn"}


def test_the_exercises_of_a_routine():
    def told(then, now):
        return changes.routine({"exercises": then}, {"exercises": now}, {}, NAMES)
    assert told([A], [A, B]) == ["New exercise: N2 Turn."]
    assert told([A, B], [B]) == ["No longer on the sheet: N1 Tilt."]
    assert told([A, B], [B, A]) == ["The exercises stand in another order."]
    assert told([A, {"exercise": "gone", "digest": "c"}], [A]) == ["No longer on the sheet: gone."]
    assert told([A, B], [A, B]) == []
    assert told(["a"], [A]) == told("a", [A]) == told([{"exercise": "a"}], [A]) == ["Something has changed here: the list of exercises."]


def test_what_is_said_once_for_the_whole_sheet_is_not_said_again_for_each_exercise():
    snapshots = {"a1": version({}), "a2": version({"frequency": "Every hour", "stop if": ["it burns"]})}
    told = changes.routine(
        {"frequency": "Every day", "exercises": [A], "stop if": []},
        {"frequency": "Every hour", "exercises": [A | {"digest": "a2"}], "stop if": ["it burns"]}, snapshots, NAMES,
    )
    assert told == [
        "How often: Every day before, Every hour now.",
        {"exercise": "N1 Tilt", "changed": ["Nothing that stands on the sheet has changed."]},
        "A new reason to stop: it burns.",
    ]


def test_every_group_that_a_version_may_hold_has_its_words():
    table = phrases.table()["changes"]
    for group in ("name", "clinical name", "purpose", "positions", "surfaces", "equipment", "frequency", "start", "part name", "hold", "hold in step", "one repetition"):
        assert {"changed", "new", "gone"} <= set(table[group]), group
