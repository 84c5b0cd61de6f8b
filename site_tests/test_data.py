"""exercises.json keeps its contract: the keys, their order, and what each value means."""

import json

import pytest

EXERCISE = [
    "id", "code", "name", "clinical_name", "aliases", "region", "series", "item", "positions", "surfaces", "equipment", "purpose",
    "url", "short_url", "start", "parts", "dose_text", "frequency", "seconds", "stop_if", "questions", "cues", "source", "review", "digest",
]
PART = [
    "name", "sides", "sets", "repetitions", "per_side", "count_reading", "repetitions_text", "one_repetition",
    "one_repetition_assumed", "rest_seconds", "load", "steps",
]


@pytest.fixture(scope="module")
def data(built):
    return json.loads((built.site / "exercises.json").read_text("utf-8"))


def test_keys_and_their_order(data):
    assert list(data) == ["version", "guide", "regions", "exercises", "routines", "withdrawn"]
    assert list(data["guide"]) == ["name", "language", "frequency", "equipment", "stop_if"]
    for exercise in data["exercises"]:
        assert list(exercise) == EXERCISE
        assert list(exercise["start"])[:3] == ["text", "figure", "alt"] and "carried_over" in exercise["start"]
        for part in exercise["parts"]:
            assert list(part) == PART
            for step in part["steps"]:
                assert list(step)[:4] == ["text", "hold_seconds", "figure", "alt"] and "options" in step
        assert list(exercise["source"]) == ["document", "series", "item"]
        assert list(exercise["review"]) == ["state", "by", "profession", "date", "changed"]
    for routine in data["routines"]:
        assert list(routine) == ["id", "name", "url", "sheet_url", "exercises", "seconds", "cues"]


def test_addresses_are_relative_and_lead_somewhere(data, built):
    for entry in [*data["regions"], *data["exercises"], *data["routines"]]:
        for key in ("url", "short_url", "sheet_url"):
            if key in entry:
                assert not entry[key].startswith("/")
                assert (built.site / entry[key] / "index.html").is_file()


def test_cues_are_the_address_of_a_file(data, built):
    for entry in data["exercises"]:
        assert entry["cues"] == f"cues/{entry['code'].lower()}.json" and (built.site / entry["cues"]).is_file()
    for entry in data["routines"]:
        assert entry["cues"] == f"cues/routines/{entry['id']}.json" and (built.site / entry["cues"]).is_file()


def test_what_is_not_said_is_null(knee):
    exercises = {e["code"]: e for e in json.loads((knee.site / "exercises.json").read_text())["exercises"]}
    free = exercises["AN12"]["parts"][1]
    assert (free["repetitions"], free["per_side"], free["rest_seconds"], free["sets"], free["load"]) == (None,) * 5
    assert exercises["AN12"]["parts"][0]["sides"] is None and exercises["AN12"]["parts"][0]["per_side"] is False
    assert exercises["AN12"]["seconds"] == {"min": 33, "max": None}
    raised = exercises["K3"]["parts"][0]
    assert (raised["per_side"], raised["count_reading"], raised["sets"], raised["load"]) == (None, "each side", 2, "1 kg at the ankle")
    assert (exercises["K2"]["parts"][0]["per_side"], exercises["K2"]["parts"][0]["count_reading"]) == (True, None)
    assert exercises["K1"]["parts"][0]["repetitions"] == {"min": 8, "max": 10}
    assert raised["steps"][0]["hold_seconds"] == {"min": 3, "max": 5} and raised["steps"][1]["hold_seconds"] == {"min": 60, "max": 60}
    assert exercises["K2"]["start"]["photo"] == "photos/lying.png" and (knee.site / "photos/lying.png").is_file()


def test_stop_rules_are_the_union_in_order(knee):
    exercises = {e["code"]: e for e in json.loads((knee.site / "exercises.json").read_text())["exercises"]}
    assert exercises["K3"]["stop_if"] == ["the knee swells", "the knee locks", "the new scar opens"]
    assert exercises["AN12"]["stop_if"] == ["the knee swells", "the ankle gives way"]


def test_the_data_holds_the_doses_that_are_expected(data, built):
    """The doses of the source, noted a second time in expected.yml, arrive in the published data."""
    exercises = {exercise["code"]: exercise for exercise in data["exercises"]}
    assert bool(built.catalogue.expected) == (built.content / "expected.yml").exists()
    for code, expected in built.catalogue.expected.items():
        assert len(exercises[code]["parts"]) == len(expected.parts)
        for part, wanted in zip(exercises[code]["parts"], expected.parts):
            assert part["sides"] == (None if wanted.sides == "not said" else wanted.sides)
            assert part["per_side"] == {"each side": True, "in all": False}.get(wanted.counted)
            assert part["repetitions"] == (wanted.repetitions and {"min": wanted.repetitions.min, "max": wanted.repetitions.max})
            assert (part["repetitions_text"], part["rest_seconds"], part["sets"]) == (wanted.repetitions_text, wanted.rest, wanted.sets)
            holds = [step["hold_seconds"] for step in part["steps"] if step["hold_seconds"]]
            assert holds == [{"min": hold.min, "max": hold.max} for hold in wanted.holds]
