"""The content of this repository, whichever guide it is: one test for each file, and what no rule can say."""

import pytest

from generator import build, load
from generator.schema import schemas

from .conftest import CONTENT, ROOT

FILES = sorted(path.relative_to(CONTENT).as_posix() for path in CONTENT.rglob("*") if path.suffix in (".yml", ".md") and "/." not in path.as_posix())
YAML = [file for file in FILES if file.endswith(".yml")]


@pytest.fixture(scope="module")
def problems():
    return build.read(CONTENT)[1]


@pytest.mark.parametrize("file", FILES)
def test_the_file_has_no_problems(file, problems):
    assert [str(problem) for problem in problems if problem.place.path == (CONTENT / file).as_posix()] == []


def test_there_are_no_problems_elsewhere(problems):
    assert [str(problem) for problem in problems] == []


@pytest.mark.parametrize("file", YAML)
def test_editors_find_the_schema(file):
    """Where the content has a .schema folder every YAML file names its schema; where it has none, no file does."""
    first = (CONTENT / file).read_text("utf-8").splitlines()[0]
    if (CONTENT / ".schema").is_dir():
        assert first.startswith("# yaml-language-server: $schema=")
        assert (CONTENT / file).parent.joinpath(first.partition("=")[2]).resolve().is_file()
    else:
        assert "yaml-language-server" not in first


def test_committed_schemas_are_fresh():
    """`python -m generator schema` writes them."""
    folder = CONTENT / ".schema"
    committed = {path.name: path.read_bytes() for path in folder.glob("*")} if folder.is_dir() else schemas()
    assert committed == schemas()


def test_every_exercise_that_is_expected_is_there_with_its_dose():
    """What is true of this guide only stands in its expected.yml; the rules hold the exercises against it."""
    catalogue, _ = load.load(CONTENT)
    codes = {exercise.code for exercise in catalogue.exercises.values()}
    assert set(catalogue.expected) <= codes
    assert not catalogue.expected or set(catalogue.expected) == codes


def test_no_name_of_this_machine_or_of_a_registry_stands_in_the_pins():
    pins = (ROOT / "requirements.txt").read_text()
    assert "--hash=sha256:" in pins and "://" not in pins
