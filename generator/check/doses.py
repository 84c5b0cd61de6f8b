"""The doses are those of the source, noted a second time in expected.yml, and can be counted. So is the time that they take."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator

from .. import timeline
from ..catalogue import Catalogue
from ..model import Exercise, Span, Stretch
from ..problem import Problem, field_name, nearest, shown

_KEYS = ("sides", "counted", "sets", "repetitions", "repetitions_text", "rest", "load")


def doses_are_as_expected(catalogue: Catalogue) -> Iterator[Problem]:
    codes = {exercise.code for exercise in catalogue.with_withdrawn.values()}
    # An exercise that was published and has no file any more is told once, by its address.
    codes |= {code for name, code in catalogue.published_codes.items() if name not in catalogue.with_withdrawn}
    if not any(path.startswith("exercises/") for path in catalogue.unread):
        for code in catalogue.expected:
            if code not in codes:
                yield Problem(catalogue.key_place("expected.yml", code), code, f"No exercise has the code {code}.", f"Take the entry out, or correct the code.{nearest(code, codes)}")
    for name, code in _expected(catalogue):
        yield from _dose(catalogue, name, code)


def _expected(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """The exercises that something is expected of, with their codes. Of two with one code it is the first."""
    by_code = {exercise.code: name for name, exercise in sorted(catalogue.exercises.items(), reverse=True)}
    yield from ((by_code[code], code) for code in catalogue.expected if code in by_code and f"exercises/{by_code[code]}.yml" not in catalogue.unread)


def _dose(catalogue: Catalogue, name: str, code: str) -> Iterator[Problem]:
    parts, expected = catalogue.exercises[name].parts, catalogue.expected[code].parts
    if len(parts) != len(expected):
        yield Problem(catalogue.key_place(f"exercises/{name}.yml", "parts"), "parts", f"The number of parts is {len(parts)}, and {len(expected)} is expected.", _way_out(catalogue, code))
    for index, (part, wanted) in enumerate(zip(parts, expected)):
        for key in _KEYS:
            if getattr(part, key) != getattr(wanted, key):
                yield _differs(catalogue, name, code, ("parts", index, key), ("parts", index, key), getattr(wanted, key))
        holds = [(number, step.hold) for number, step in enumerate(part.steps) if step.hold]
        if len(holds) != len(wanted.holds):
            yield Problem(catalogue.key_place(f"exercises/{name}.yml", "parts", index, "steps"), f"parts.{index + 1}.steps", f"The number of holds is {len(holds)}, and {len(wanted.holds)} is expected.", _way_out(catalogue, code))
        for at, ((number, hold), held) in enumerate(zip(holds, wanted.holds)):
            if hold != held:
                yield _differs(catalogue, name, code, ("parts", index, "steps", number, "hold"), ("parts", index, "holds", at), held)


def _differs(catalogue: Catalogue, name: str, code: str, steps: tuple, noted_at: tuple, wanted: object) -> Problem:
    file = f"exercises/{name}.yml"
    found = _written(catalogue, file, steps)
    noted = _written(catalogue, "expected.yml", (code, *noted_at)) if wanted is not None else "not given"
    return Problem(catalogue.place(file, *steps), field_name(steps), f"This is {found}, and {noted} is expected.", _way_out(catalogue, code, *noted_at) + _work_out_again(catalogue, code))


def _written(catalogue: Catalogue, file: str, steps: tuple) -> str:
    value = catalogue.trees[file].at(steps).value
    return value if isinstance(value, str) else "not given"


def _way_out(catalogue: Catalogue, code: str, *steps) -> str:
    place = catalogue.place("expected.yml", code, *steps)
    return f"Correct it, or, if the change is meant, note it in {place.path} line {place.line} as well."


def _work_out_again(catalogue: Catalogue, code: str) -> str:
    """The lines that follow from a dose, where they are noted: they have to change with it."""
    follow = [f"{key} (line {catalogue.place('expected.yml', code, key).line})" for key in ("sequence", "seconds") if getattr(catalogue.expected[code], key)]
    return f" There work out {' and '.join(follow)} again." if follow else ""


def every_exercise_is_expected(catalogue: Catalogue) -> Iterator[Problem]:
    for name, exercise in catalogue.exercises.items():
        if catalogue.expected and exercise.code not in catalogue.expected:
            path = catalogue.path("expected.yml")
            yield Problem(catalogue.place(f"exercises/{name}.yml", "code"), "code", f"No dose is noted for {exercise.code} in {path}, to hold this one against.", f"Add the dose of the source there, beginning with the line {exercise.code}:, as its neighbours have it.")


def words_of_the_source_survive(catalogue: Catalogue) -> Iterator[Problem]:
    for name, exercise in catalogue.exercises.items():
        expected = catalogue.expected.get(exercise.code)
        said = _all_words(exercise)
        for words, times in Counter(expected.words if expected else ()).items():
            if len(re.findall(rf"\b{re.escape(words.lower())}\b", said)) < times:
                often = f" {times} times" if times > 1 else ""
                yield Problem(catalogue.place(f"exercises/{name}.yml"), "", f"The words {shown(words)} must stand here{often}: they carry clinical meaning.", _way_out(catalogue, exercise.code, "words"))


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


def timelines_are_as_expected(catalogue: Catalogue) -> Iterator[Problem]:
    for name, code in _expected(catalogue):
        # A dose that differs has been told already, and the timeline follows from it.
        if _can_be_timed(catalogue, name) and not any(_dose(catalogue, name, code)):
            yield from _timeline(catalogue, name, code)


def _can_be_timed(catalogue: Catalogue, name: str) -> bool:
    parts = catalogue.exercises[name].parts
    moves = {move for part in parts for move in (part.way_back, part.change_sides, *(step.move for step in part.steps))}
    return bool(catalogue.guide) and moves - {None} <= set(catalogue.guide.movement_seconds)


def _timeline(catalogue: Catalogue, name: str, code: str) -> Iterator[Problem]:
    expected = catalogue.expected[code]
    moments = timeline.session(catalogue, [name])
    found = [Stretch(moment.kind, Span(moment.shortest, moment.longest), moment.optional) for moment in moments]
    total = Span(*timeline.total(moments, False))
    key, wrong = "seconds", None
    if expected.sequence and found != list(expected.sequence):
        pairs = itertools.zip_longest(found, expected.sequence, fillvalue="the end")
        number, (one, wanted) = next((number, pair) for number, pair in enumerate(pairs, 1) if pair[0] != pair[1])
        key, wrong = "sequence", f"Number {number} of what happens is {one}, and {wanted} is expected."
    elif expected.seconds and total != expected.seconds:
        wrong = f"All this takes {_range(total)}, and {_range(expected.seconds)} is expected."
    if wrong:
        place = catalogue.place("expected.yml", code, key)
        way_out = f"Correct the movements here or their seconds in {catalogue.path('guide.yml')}, or, if the change is meant, work it out again by hand in {place.path} line {place.line}."
        yield Problem(catalogue.key_place(f"exercises/{name}.yml", "parts"), "parts", wrong, way_out)


def _range(seconds: Span) -> str:
    return f"{seconds.min} s" if seconds.min == seconds.max else f"{seconds.min}-{seconds.max} s"
