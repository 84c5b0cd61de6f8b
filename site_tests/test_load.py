"""Restricted YAML keeps what was written, to the letter."""

import pytest

from generator import build
from generator.load.restricted_yaml import Refused, read
from generator.problem import Place, Problem

from .conftest import KNEE


@pytest.mark.parametrize("written", ["010", "1:30", "no", "on", "1e3", "0x10", "2026-01-01", "¾ 90° – é 😀", "a: b".replace(": ", ":"), "=", "<<"])
def test_a_plain_value_stays_the_text_that_was_written(written):
    tree, problems = read(f"key: {written}\n", "file.yml")
    assert (tree.plain(), problems) == ({"key": written}, [])


def test_places_are_those_of_the_file():
    tree, _ = read("a:\n  - b: one\n    c: two\n", "file.yml")
    assert (tree.at(("a", 0, "c")).place.line, tree.at(("a", 0, "c")).place.column) == (3, 8)


@pytest.mark.parametrize("text", ["? [a]\n: b\n", "{a: b}: c\n", "a: !foo b\n", "- &x a\n- *x\n", "a: b\n---\nc: d\n", "%YAML 9.9\n"])
def test_what_is_outside_the_restricted_yaml_is_refused(text):
    with pytest.raises(Refused) as refused:
        read(text, "file.yml")
    assert refused.value.problem.place.line >= 1


def test_the_model_is_frozen():
    catalogue, problems = build.read(KNEE)
    assert problems == []
    with pytest.raises(Exception, match="frozen"):
        catalogue.exercises["heel-slide"].code = "K9"


def test_a_byte_order_mark_is_no_problem(knee_copy):
    file = knee_copy / "exercises" / "heel-slide.yml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert build.read(knee_copy)[1] == []


def test_line_ends_of_windows_are_no_problem(knee_copy):
    for file in (knee_copy / "exercises" / "heel-slide.yml", knee_copy / "pages" / "safety.md"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert build.read(knee_copy)[1] == []


def test_hidden_files_and_the_template_are_not_part_of_the_guide(knee_copy):
    (knee_copy / "exercises" / ".DS_Store").write_bytes(b"\0")
    (knee_copy / "exercises" / "_template.yml").write_bytes((knee_copy / "exercises" / "heel-slide.yml").read_bytes())
    catalogue, problems = build.read(knee_copy)
    assert problems == [] and "_template" not in catalogue.exercises


def test_a_lone_tag_is_refused_and_quotes_are_none():
    with pytest.raises(Refused):
        read("name: ! text\n", "file.yml")
    assert read("name: '! text'\n", "file.yml")[0].plain() == {"name": "! text"}


def test_an_annotation_cannot_be_broken_by_a_file_name():
    problem = Problem(Place("a,b:c%\n::error::d.yml", 3, 4), "hold", "50% wrong,\nreally: yes.", "Mend it.")
    assert problem.annotation() == "::error file=a%2Cb%3Ac%25\\n%3A%3Aerror%3A%3Ad.yml,line=3,col=4::hold: 50%25 wrong,\\nreally: yes.  Mend it."
