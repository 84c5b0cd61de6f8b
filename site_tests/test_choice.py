"""The grammar of the address of a sheet of one's own, both ways, against golden cases (choices.yml)."""

import re
from pathlib import Path

import pytest
import yaml

from generator.model.values import CODE, LONGEST_SECONDS, MOST_REPETITIONS

from .conftest import ROOT

CASES = yaml.load((Path(__file__).parent / "choices.yml").read_text("utf-8"), yaml.BaseLoader)
LIMITS = {"exercises": 50, "repetitions": MOST_REPETITIONS, "seconds": LONGEST_SECONDS}
READ = """async ([fragments, limits]) => {
  const { read, write } = await import(new URL('../assets/choice.js', location.href).href);
  return fragments.map((fragment) => { const { items, problems } = read(fragment, limits); return { items, problems, written: write(items) }; });
}"""


@pytest.fixture
def reader(page, knee, serve):
    """A function from fragments to what the script of the page reads in them."""
    page.goto(serve(knee) + "my-sheet/")
    return lambda fragments: page.evaluate(READ, [fragments, LIMITS])


def span(written: str) -> dict | None:
    if written in ("", "null"):
        return None
    low, _, high = written.partition("-")
    return {"min": int(low), "max": int(high or low)}


def item(written) -> dict:
    """What a case says of an exercise, in the shape of the script."""
    if isinstance(written, str):
        return {"code": written, "changes": {}}
    (code, parts), = written.items()
    changes = {part: {key: found for key, value in zip(("repetitions", "hold"), values) if (found := span(value))} for part, values in parts.items()}
    return {"code": code, "changes": changes}


def without_empty(items: list[dict]) -> list[dict]:
    return [{**one, "changes": {part: change for part, change in one["changes"].items() if change}} for one in items]


def test_golden_cases(reader):
    for case, found in zip(CASES, reader([case["fragment"] for case in CASES]), strict=True):
        assert without_empty(found["items"]) == [item(one) for one in case["choice"]], case
        assert [f"{one['why']} {one.get('text', one.get('code'))}" for one in found["problems"]] == case.get("unread", []), case
        assert found["written"] == case.get("written", case["fragment"]), case


def test_what_is_written_is_read_again_as_it_was(reader):
    written = [found["written"] for found in reader([case["fragment"] for case in CASES])]
    again = reader(written)
    assert [found["written"] for found in again] == written and not any(found["problems"] for found in again)


def test_a_sheet_holds_fifty_exercises(reader):
    found = reader([",".join(f"N{number}" for number in range(1, 60))])[0]
    assert [one["code"] for one in found["items"]] == [f"N{number}" for number in range(1, 51)]
    assert found["problems"] == [{"why": "many", "most": 50}]


def test_every_code_of_the_model_can_be_read(reader):
    codes = ["A1", "Z9", "AB10", "XYZ999", "PXH1", "H5", "P1", "X10"]
    assert all(re.fullmatch(CODE, code) for code in codes)
    assert [one["code"] for one in reader([",".join(codes)])[0]["items"]] == codes


def test_readme_tells_the_grammar():
    told = (ROOT / "README.md").read_text("utf-8")
    for example in ("N1,N3x10h5,L4", "T2x5p2x8h5", "N3x7-10"):
        assert f"`{example}`" in told
        assert any(case["fragment"].startswith(example) for case in CASES)
