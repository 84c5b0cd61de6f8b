"""The schemas that help an editor agree with the loader."""

import json

import jsonschema
import pytest
import yaml

from generator.schema import NOUNS, schemas

from .conftest import KNEE

KINDS = {"exercise": "exercises/*.yml", "region": "regions/*.yml", "routine": "routines/*.yml", "guide": "guide.yml", "sources": "sources.yml", "reviewers": "reviewers.yml", "expected": "expected.yml", "pose": "poses/*.yml", "range_of_motion": "range_of_motion.yml"}


def schema(noun: str) -> dict:
    return json.loads(schemas()[f"{noun}.json"])


class Core(yaml.SafeLoader):
    """YAML 1.2 as editors read it: yes and no are text, dates are text."""


Core.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":bool", ":timestamp"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize("noun", KINDS)
def test_good_files_please_the_schema(noun):
    files = list(KNEE.glob(KINDS[noun]))
    assert files
    for file in files:
        jsonschema.validate(yaml.load(file.read_text(), Core), schema(noun))


@pytest.mark.parametrize("key, value", [("hold", "1:30"), ("hold", "10"), ("hold", "ten seconds"), ("text", ["a"]), ("hodl", "10 s")])
def test_a_slip_in_a_step_is_marked_in_the_editor(key, value):
    exercise = yaml.load((KNEE / "exercises" / "heel-slide.yml").read_text(), Core)
    exercise["parts"][0]["steps"][0][key] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(exercise, schema("exercise"))


def test_every_field_of_an_exercise_has_help():
    definitions = schema("exercise")
    for name in ("Part", "Step", "Option", "Question", "Review", "Photo", "Statement", "StartFigure", "StepFigure", "OptionFigure", "Inset", "Pose"):
        for key, field in definitions["$defs"][name]["properties"].items():
            assert field.get("description"), f"{name}.{key}"


def test_schemas_are_valid_and_published(knee):
    for noun in NOUNS:
        jsonschema.Draft202012Validator.check_schema(schema(noun))
        assert (knee.site / "schema" / f"{noun}.json").read_bytes() == schemas()[f"{noun}.json"]
