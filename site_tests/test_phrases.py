"""The words of a dose, against golden cases that a clinician can read (doses.yml)."""

from pathlib import Path

import pytest

from generator import phrases
from generator.load.restricted_yaml import read
from generator.model import Part

FILE = Path(__file__).parent / "doses.yml"
CASES = read(FILE.read_text(), FILE.name)[0].plain()


def part(dose: dict, name: str | None = None) -> Part:
    """A part made from a case, with a step for each hold."""
    written = {key: value for key, value in dose.items() if key != "holds"} | ({"name": name} if name else {})
    written["steps"] = [{"text": "Move.", "hold": hold} for hold in dose.get("holds", [])] or [{"text": "Move."}]
    return Part.model_validate(written)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"])
def test_dose(case):
    reading = case.get("reading", "in all")
    told = part(case["dose"])
    assert phrases.part_dose(told, reading) == case["says"]
    assert phrases.assumption(told, reading) == case.get("assumed")
    assert phrases.count_reading(told, reading) == case.get("reading")
    if "tiles" in case:
        assert [f"{value} {label}" for value, label in phrases.tiles(told, reading)] == case["tiles"]


def test_parts_of_an_exercise_are_told_by_name():
    parts = [part({"sides": "both", "repetitions": "10"}, "Backwards"), part({"sides": "both", "repetitions": "5"}, "Forwards")]
    assert phrases.exercise_dose(parts, "in all") == "Backwards: 10 times. Forwards: 5 times."


@pytest.mark.parametrize("seconds, words", [
    ((240, 240), "About 4 minutes"), ((30, 89), "About 1 minute"), ((133, 190), "About 2 to 3 minutes"),
    ((20, 20), "About 20 seconds"), ((20, 41), "About 20 to 40 seconds"), ((20, None), "At least 20 seconds"),
    ((65, None), "At least 1 minute"), ((3289, None), "At least 54 minutes"), ((95, None), "At least 1 minute"), ((58, 58), "About 1 minute"), ((1, 1), "About 5 seconds"),
])
def test_time(seconds, words):
    assert phrases.time(*seconds) == words


@pytest.mark.parametrize("codes, words", [
    ([], None), (["L4"], "How long you spend on L4 is up to you."), (["N4", "L4", "L6"], "How long you spend on N4, L4 and L6 is up to you."),
])
def test_who_leads(codes, words):
    assert phrases.led(codes) == words


def test_positions():
    assert phrases.positions(["sitting", "standing"]) == "sitting or standing"


def test_every_position_of_the_model_has_words():
    from typing import get_args

    from generator.model import Position
    assert set(phrases.table()["positions"]) == set(get_args(Position))
