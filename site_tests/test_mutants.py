"""Whatever is done to a file of the knee guide, reading it ends in problems with places. `make mutants` does the same on the large scale."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from generator.problem import Place, Problem

from . import mutants
from .conftest import KNEE
from .spoiling import KINDS, spoiled

FILES = mutants.files(KNEE)
steadily = settings(derandomize=True, database=None, deadline=None, max_examples=60)


@pytest.fixture(scope="module")
def trial(tmp_path_factory):
    return mutants.Trial("knee", tmp_path_factory.mktemp("mutants"))


def amiss(trial: mutants.Trial, file: str, data: bytes) -> list[str]:
    with trial.holding(file, data):
        return trial.read(file, read_whole=True)[2]


@steadily
@given(some.sampled_from(FILES), some.sampled_from(list(KINDS)), some.integers(0, 2**32))
def test_a_spoiled_file_ends_in_problems_with_places(trial, file, kind, seed):
    assert amiss(trial, file, spoiled(kind, (KNEE / file).read_bytes(), str(seed))) == []


@steadily
@given(some.sampled_from(FILES), some.binary(max_size=200) | some.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_any_file_at_all_ends_in_problems_with_places(trial, file, data):
    assert amiss(trial, file, data) == []


@steadily
@given(some.sampled_from(["name", "code", "frequency", "hold", "repetitions", "sides", "source", "figure"]), some.text(max_size=100))
def test_any_text_as_a_value_ends_in_problems_with_places(trial, key, text):
    lines = (KNEE / "exercises" / "straight-leg-raise.yml").read_text("utf-8").splitlines()
    spoilt = [f"{line.partition(f'{key}:')[0]}{key}: {json.dumps(text)}" if f"{key}: " in line else line for line in lines]
    assert amiss(trial, "exercises/straight-leg-raise.yml", "\n".join(spoilt).encode()) == []


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_spoils_and_the_seed_says_how(kind):
    whole = (KNEE / "exercises" / "heel-slide.yml").read_bytes()
    made = [spoiled(kind, whole, str(seed)) for seed in range(10)]
    assert made == [spoiled(kind, whole, str(seed)) for seed in range(10)]
    assert set(made) - {whole}


@pytest.mark.parametrize("problem, fault", [
    (Problem(Place("elsewhere/guide.yml"), "", "Wrong.", "Mend it."), "outside the content"),
    (Problem(Place("{}/guide.yml", 9999), "", "Wrong.", "Mend it."), "a line that the file does not have"),
    (Problem(Place("{}/guide.yml", 1, 9999), "", "Wrong.", "Mend it."), "a column that the line does not have"),
    (Problem(Place("{}/guide.yml"), "", "Wrong.", " "), "no way out"),
    (Problem(Place("{}/guide.yml"), "", "Wrong.", "Mend it. " * 1000), "signs long"),
])
def test_what_is_unlike_a_problem_is_found(problem, fault):
    place = Place(problem.place.path.format(KNEE.as_posix()), problem.place.line, problem.place.column)
    found = list(mutants.unlike_a_problem([Problem(place, problem.field, problem.wrong, problem.way_out)], KNEE))
    assert len(found) == 1 and fault in found[0]


def test_what_raises_and_what_never_ends_is_found(monkeypatch):
    monkeypatch.setattr(mutants, "LONGEST", 0.05)
    assert "ZeroDivisionError" in mutants.tried(lambda: 1 / 0)[1]
    assert "TooLong" in mutants.tried(lambda: [None for _ in iter(int, 1)])[1]
    assert mutants.tried(lambda: 7) == (7, None)
