"""The content of this repository, whichever guide it is: one test for each file, and what no rule can say."""

import shutil

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


def test_a_copy_of_the_template_lacks_nothing_but_its_place(tmp_path):
    """Who copies it and gives it a code of its own is asked for a series, the dose of the source, and the place in the source."""
    content, template = tmp_path / "content", CONTENT / "exercises" / "_template.yml"
    if template.exists():
        shutil.copytree(CONTENT, content)
        (content / "exercises" / "copied.yml").write_text(template.read_text("utf-8").replace("code: X1", "code: X999"), "utf-8")
        catalogue, problems = build.read(content)
        assert catalogue.exercises["copied"].code == "X999"
        assert {problem.field for problem in problems} <= {"", "code", "source"}, problems
