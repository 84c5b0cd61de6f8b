"""The content of this repository, whichever guide it is: one test for each file, and what no rule can say."""

import pytest

from generator import build
from generator.schema import schemas

from .conftest import CONTENT

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
def test_a_line_for_editors_leads_to_a_schema(file):
    first = (CONTENT / file).read_text("utf-8").splitlines()[0]
    if "yaml-language-server" in first:
        assert first.startswith("# yaml-language-server: $schema=")
        assert (CONTENT / file).parent.joinpath(first.partition("=")[2]).resolve().is_file()


def test_committed_schemas_are_fresh():
    """`python -m generator schema` writes them."""
    folder = CONTENT / ".schema"
    committed = {path.name: path.read_bytes() for path in folder.glob("*")} if folder.is_dir() else schemas()
    assert committed == schemas()
