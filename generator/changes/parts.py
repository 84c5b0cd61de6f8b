"""What changed in the parts of an exercise: their steps, holds and doses."""

from collections.abc import Iterator

from pydantic import ValidationError

from .. import phrases
from ..model import Part
from .sentences import Sentence, moved, only, say
from .snapshots import Unfamiliar, differing, groups, paired_parts, paired_steps, same_in_another_order, step_text, text

_DOSE = ("sides", "counted", "read as", "sets", "repetitions", "repetitions in words", "rest", "load")
_IN_PART = {"name", "one repetition", "steps", *_DOSE}
_IN_STEP = {"text", "hold", "options", "pose", "option poses"}


def parts(then: list[dict], now: list[dict]) -> Iterator[Sentence]:
    """The sentences, each after the name of its part where it has one. Pictures are not told here. Raises Unfamiliar."""
    within = phrases.table()["changes"]["part"]["within"]
    for old, new in paired_parts(then, now):
        if old is None or new is None:
            yield say("part", old and _whole(old), new and _whole(new))
        elif name := text(new.get("name")):
            yield from (sentence.within(within, {"part": name}) for sentence in _part(old, new))
        else:
            yield from _part(old, new)
    yield from moved("part", *([part.get("name") for part in listed] for listed in (then, now)))


def _whole(part: dict) -> str:
    """A part in one breath: its name, its steps and its dose."""
    steps = " ".join(step_text(step) for step in groups(part.get("steps")))
    words = f"{steps} {phrases.part_dose(_model(part), part.get('read as'))}"
    name = text(part.get("name"))
    return phrases.table()["changes"]["part"]["within"].format(part=name, sentence=words) if name else words


def _part(then: dict, now: dict) -> Iterator[Sentence]:
    if then.get("name") != now.get("name"):
        yield say("part name", text(then.get("name")), text(now.get("name")))
    yield from _steps(groups(then.get("steps")), groups(now.get("steps")))
    if any(then.get(key) != now.get(key) for key in _DOSE):
        yield _dose(then, now)
    if then.get("one repetition") != now.get("one repetition"):
        yield say("one repetition", text(then.get("one repetition")), text(now.get("one repetition")))
    yield from (only(key) for key in differing(then, now) if key not in _IN_PART)


def _steps(then: list[dict], now: list[dict]) -> Iterator[Sentence]:
    old, new = ([step_text(step) for step in steps] for steps in (then, now))
    pairs = paired_steps(then, now)
    if same_in_another_order(old, new):
        numbered = phrases.table()["changes"]["step"]["numbered"]
        yield from moved("step", old, new, order=" ".join(numbered.format(number=number, text=words) for number, words in enumerate(new, 1)))
    else:
        for i, j in pairs:
            if i is None or j is None or old[i] != new[j]:
                yield say("step", None if i is None else old[i], None if j is None else new[j], number=(i if j is None else j) + 1)
    kept = [({} if i is None else then[i], now[j], j + 1) for i, j in pairs if j is not None]
    yield from _holds(kept, alone=len(now) == 1 or max(sum("hold" in step for step in steps) for steps in (then, now)) == 1)
    for before, after, _ in kept:
        if before:
            yield from (only(key) for key in differing(before, after) if key not in _IN_STEP)


def _holds(steps: list[tuple[dict, dict, int]], alone: bool) -> Iterator[Sentence]:
    """For steps before and after, with their numbers. A hold that is `alone` in its part needs no number."""
    differ = [(old.get("hold"), new.get("hold"), number) for old, new, number in steps if old.get("hold") != new.get("hold")]
    for old, new, number in differ:
        noun = "hold" if alone and len(differ) == 1 else "hold in step"
        yield say(noun, _length(old), _length(new), number=number)


def _length(hold: object) -> str | None:
    if hold is None:
        return None
    part = _model({"sides": "both", "steps": [{"text": "-", "hold": hold}]})
    return phrases.quantity("seconds", part.steps[0].hold)


def _dose(then: dict, now: dict) -> Sentence:
    """One sentence about the dose apart from its holds."""
    try:
        old, new = (phrases.part_dose(_model(part, holds=False), part.get("read as")) for part in (then, now))
    except Unfamiliar:
        return only("dose")
    return say("dose", old, new) if old != new else Sentence(phrases.table()["changes"]["sides"], {})


def _model(part: dict, holds: bool = True) -> Part:
    """The part in the form that the phrase rules ask for."""
    known = {key: part[key] for key in ("sides", "counted", "sets", "repetitions", "rest", "load") if key in part}
    steps = [{key: step[key] for key in ("text", *["hold"] * holds) if key in step} for step in groups(part.get("steps"))]
    words = {"repetitions_text": part["repetitions in words"]} if "repetitions in words" in part else {}
    try:
        return Part.model_validate({**known, **words, "steps": steps})
    except ValidationError:
        raise Unfamiliar from None
