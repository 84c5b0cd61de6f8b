"""The doses are those of the source, noted a second time in expected.yml, and can be counted."""

import re
from collections import Counter
from collections.abc import Iterator

from ..catalogue import Catalogue
from ..model import Exercise, Span
from ..problem import Problem, nearest, shown

_KEYS = ("sides", "counted", "sets", "repetitions", "repetitions_text", "rest")


def doses_are_as_expected(catalogue: Catalogue) -> Iterator[Problem]:
    by_code = {exercise.code: name for name, exercise in catalogue.exercises.items()}
    for code, expected in catalogue.expected.items():
        if code not in by_code:
            if not any(path.startswith("exercises/") for path in catalogue.unread):
                yield Problem(catalogue.key_place("expected.yml", code), code, f"No exercise has the code {code}.", f"Take the entry out, or correct the code.{nearest(code, by_code)}")
            continue
        name = by_code[code]
        parts = catalogue.exercises[name].parts
        if len(parts) != len(expected.parts):
            yield Problem(catalogue.key_place(f"exercises/{name}.yml", "parts"), "parts", f"There are {len(parts)} parts, and {len(expected.parts)} are expected.", _way_out(catalogue, code))
        for index, (part, wanted) in enumerate(zip(parts, expected.parts)):
            for key in _KEYS:
                if getattr(part, key) != getattr(wanted, key):
                    yield _differs(catalogue, name, code, ("parts", index, key), getattr(part, key), getattr(wanted, key))
            holds = [(number, step.hold) for number, step in enumerate(part.steps) if step.hold]
            if len(holds) != len(wanted.holds):
                yield Problem(catalogue.key_place(f"exercises/{name}.yml", "parts", index, "steps"), f"parts.{index + 1}.steps", f"There are {len(holds)} holds, and {len(wanted.holds)} are expected.", _way_out(catalogue, code))
            for (number, hold), held in zip(holds, wanted.holds):
                if hold != held:
                    yield _differs(catalogue, name, code, ("parts", index, "steps", number, "hold"), hold, held, " s")


def _differs(catalogue: Catalogue, name: str, code: str, steps: tuple, found: object, wanted: object, unit: str = "") -> Problem:
    unit = " s" if steps[-1] == "rest" else unit
    field = ".".join(str(step + 1) if isinstance(step, int) else step for step in steps)
    wrong = f"This is {_written(found, unit)}, and {_written(wanted, unit)} is expected."
    return Problem(catalogue.place(f"exercises/{name}.yml", *steps), field, wrong, _way_out(catalogue, code))


def _written(value: object, unit: str) -> str:
    if value is None:
        return "not given"
    if isinstance(value, Span):
        value = value.min if value.min == value.max else f"{value.min}-{value.max}"
    return f"{value}{unit}"


def _way_out(catalogue: Catalogue, code: str) -> str:
    place = catalogue.key_place("expected.yml", code)
    return f"Correct it, or, if the change is meant, note it in {place.path} line {place.line} as well."


def words_of_the_source_survive(catalogue: Catalogue) -> Iterator[Problem]:
    for name, exercise in catalogue.exercises.items():
        expected = catalogue.expected.get(exercise.code)
        said = _all_words(exercise)
        for words, times in Counter(expected.words if expected else ()).items():
            if len(re.findall(rf"\b{re.escape(words.lower())}\b", said)) < times:
                often = f" {times} times" if times > 1 else ""
                yield Problem(catalogue.place(f"exercises/{name}.yml"), "", f"The words {shown(words)} must stand here{often}: they carry clinical meaning.", _way_out(catalogue, exercise.code))


def _all_words(exercise: Exercise) -> str:
    texts = [exercise.start.text, *exercise.surfaces]
    texts += [exercise.purpose.text] if exercise.purpose else []
    for part in exercise.parts:
        texts += [part.repetitions_text or ""]
        texts += [text for step in part.steps for text in (step.text, *(option.text for option in step.options))]
    return re.sub(r"\s+", " ", " | ".join(texts).lower())


def a_dose_takes_time(catalogue: Catalogue) -> Iterator[Problem]:
    for name, exercise in catalogue.exercises.items():
        for index, part in enumerate(exercise.parts):
            if not part.way_back and not any(step.move or step.hold for step in part.steps):
                kinds = ", ".join(list(catalogue.guide.movement_seconds)[:3]) if catalogue.guide else ""
                yield Problem(catalogue.key_place(f"exercises/{name}.yml", "parts", index, "steps"), f"parts.{index + 1}.steps", "Nothing says how long a repetition takes, so the minutes would be wrong.", f"Add move to a step, with a kind of movement from guide.yml ({kinds} …).")
