"""The guided session: its words against golden cases that a clinician can read (cues.yml), and the files that are published."""

import json
import re
from dataclasses import replace
from pathlib import Path

import html5lib
import pytest

from generator import build, timeline
from generator.catalogue import Catalogue
from generator.cue_words import SIDES, cue_words
from generator.load.restricted_yaml import read
from generator.model import Part

from .conftest import KNEE

FILE = Path(__file__).parent / "cues.yml"
CASES = read(FILE.read_text("utf-8"), FILE.name)[0].plain()
KINDS = {"get ready", "move", "hold", "release", "rest", "change sides", "next exercise", "other position", "down to floor", "up from floor"}
CUE = ["kind", "seconds", "words", "figure", "exercise", "part", "step", "side", "repetition", "of", "optional"]
PART = [
    "name", "sides", "counted", "sets", "repetitions", "repetitions_text", "load", "rest_seconds", "steps",
    "way_back_seconds", "change_sides_seconds", "change_sides", "one_repetition",
]


def arranged(case: dict) -> Catalogue:
    """The knee guide, with the part of the case in the place of those of its first exercise."""
    catalogue = build.read(KNEE)[0]
    if "part" not in case:
        return catalogue
    first = case["exercises"][0]
    changed = catalogue.exercises[first].model_copy(update={"parts": (Part.model_validate(case["part"]),)})
    return replace(catalogue, exercises={**catalogue.exercises, first: changed})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_words(case):
    catalogue = arranged(case)
    moments = timeline.session(catalogue, case["exercises"])
    said = [f"{moment.kind}: {words}" for moment, words in zip(moments, cue_words(catalogue, moments, tuple(case.get("sides", SIDES))), strict=True)]
    wanted = case.get("begins", case.get("says"))
    assert (said[:len(wanted)] if "begins" in case else said) == wanted


@pytest.fixture(scope="module")
def told(built):
    """What is published: {address: contents}, and exercises.json."""
    files = {path.relative_to(built.site).as_posix(): json.loads(path.read_text("utf-8")) for path in (built.site / "cues").rglob("*.json")}
    return files, json.loads((built.site / "exercises.json").read_text("utf-8"))


def test_every_exercise_and_every_routine_has_its_file(told):
    files, data = told
    assert set(files) == {one["cues"] for one in [*data["exercises"], *data["routines"]]}


def test_the_minutes_are_the_sum_of_the_timeline(told):
    files, data = told
    for one in [*data["exercises"], *data["routines"]]:
        file = files[one["cues"]]
        seconds = [cue["seconds"] for cue in file["timeline"]], [cue["seconds"] for cue in file["timeline"] if not cue["optional"]]
        shortest, longest = sum(span["min"] for span in seconds[1]), sum(span["max"] for span in seconds[0])
        led = any(part["repetitions"] is None for exercise in data["exercises"] if exercise["code"] in (one.get("exercises") or [one.get("code")]) for part in exercise["parts"])
        assert one["seconds"] == file["seconds"] == {"min": shortest, "max": None if led else longest}, one["cues"]


def test_the_form_of_an_exercise(told, built):
    files, data = told
    for exercise in data["exercises"]:
        file = files[exercise["cues"]]
        assert list(file) == ["code", "name", "url", "start", "positions", "stop_if", "parts", "pictures", "seconds", "timeline"]
        assert [file[key] for key in ("code", "name", "url", "stop_if", "seconds")] == [exercise[key] for key in ("code", "name", "url", "stop_if", "seconds")]
        assert file["start"] == exercise["start"]["text"] and file["positions"] == (exercise["positions"] or [])
        for part, published in zip(file["parts"], exercise["parts"], strict=True):
            assert list(part) == PART
            for key in ("name", "sets", "repetitions", "repetitions_text", "load", "rest_seconds", "one_repetition"):
                assert part[key] == published[key]
            for step, shown in zip(part["steps"], published["steps"], strict=True):
                assert list(step) == ["move_seconds", "hold_seconds", "text", "picture"]
                assert (step["text"], step["hold_seconds"]) == (shown["text"], shown["hold_seconds"])
                assert shown["figure"] in (None, file["pictures"].get(step["picture"], {}).get("file"))


def test_the_form_of_a_routine(told):
    files, data = told
    for routine in data["routines"]:
        file = files[routine["cues"]]
        assert list(file) == ["name", "url", "codes", "seconds", "timeline"]
        assert [file["name"], file["url"], file["codes"]] == [routine["name"], routine["url"], routine["exercises"]]
        assert [cue["exercise"] for cue in file["timeline"] if cue["part"] is None] == routine["exercises"]


def test_the_form_of_a_cue(told, built):
    for address, file in told[0].items():
        for cue in file["timeline"]:
            assert list(cue) == CUE and cue["kind"] in KINDS and cue["side"] in (None, *SIDES), address
            assert cue["words"] and not re.search(r"[{}]|None|undefined|  ", cue["words"]), cue
            assert 0 < cue["seconds"]["min"] <= cue["seconds"]["max"]
            assert cue["figure"] is None or (built.site / cue["figure"]).is_file()


def test_pictures_are_drawn_and_their_movement_is_in_the_rules_alone(told, built):
    shown = 0
    for address, file in told[0].items():
        names = []
        for key, picture in file.get("pictures", {}).items():
            assert list(picture) == ["svg", "motion", "file", "words"] and (built.site / picture["file"]).is_file()
            fragment = html5lib.parseFragment(picture["svg"], namespaceHTMLElements=False)
            assert [element.tag for element in fragment] == ["{http://www.w3.org/2000/svg}svg"]
            assert fragment[0].get("aria-label") == picture["words"]
            assert not any(element.get("style") or element.tag in ("input", "style") for element in fragment.iter())
            rules = re.findall(r"@keyframes (\S+?)\{0%,12%\{d:path\(\"[^\"]+\"\)\}\}\.\1\{animation-name:\1\}", picture["motion"])
            assert bool(rules) == ("@keyframes" in picture["motion"]) and all(f' {name}"' in picture["svg"] for name in rules)
            names += rules
            shown += bool(rules)
            assert key == "start" or key in {step["picture"] for part in file["parts"] for step in part["steps"]}, address
        assert len(names) == len(set(names)), address
    assert shown


def test_a_step_without_a_picture_shows_the_one_before(knee_copy, tmp_path):
    exercise = knee_copy / "exercises" / "sit-to-stand.yml"
    exercise.write_text(exercise.read_text().replace("        figure: {arrows: {crown: its way}, insets: [{view: front, framing: waist down}]}\n", ""))
    catalogue, problems = build.read(knee_copy)
    assert problems == []
    file = json.loads(build.markdown(catalogue, {})["cues/k1.json"])
    assert [step["picture"] for step in file["parts"][0]["steps"]] == ["step-1", "step-1"]
    assert [cue["figure"] for cue in file["timeline"][:3]] == ["figures/sit-to-stand/start.svg"] + ["figures/sit-to-stand/step-1.svg"] * 2


def test_the_player_has_the_rules_of_the_words(built):
    page = html5lib.parse((built.site / "cues" / "player.html").read_text("utf-8"), namespaceHTMLElements=False)
    shared = json.loads(next(one for one in page.iter("script") if one.get("id") == "session-data").text)
    assert set(shared) == {"phrases", "unsaid_count", "change_seconds"}
    assert {"quantities", "time", "list", "cues"} <= set(shared["phrases"])
    assert shared["unsaid_count"] == built.catalogue.guide.readings.unsaid_count
    assert shared["change_seconds"]["get_ready"] == built.catalogue.guide.change_seconds.get_ready
