"""What the guided session says at each moment. The rules stand under `cues` in templates/phrases.yml; this module only applies them."""

from collections.abc import Iterable
from functools import lru_cache

from .catalogue import Catalogue
from .model import Exercise, Part, Span
from .phrases import capital, quantity, said, table
from .timeline import Moment

SIDES = ("right", "left")


def cue_words(catalogue: Catalogue, moments: Iterable[Moment], sides: tuple[str, str] = SIDES) -> list[str]:
    """The words of each moment of a session, in order. `sides` are right and left in the order in which they are done."""
    words: list[str] = []
    told: set[tuple] = set()
    side = None
    for moment in moments:
        if moment.part is None:
            told, side = set(), None
        exercise = catalogue.exercises[moment.exercise]
        words.append(_spoken(tuple(_conditions(exercise, moment, told, side).items()), tuple(_values(exercise, moment, sides).items())))
        told |= {_part(moment), _step(exercise, moment), _kind(exercise, moment)}
        side = moment.side or side
    return words


# The repetitions of an exercise say the same over and over.
@lru_cache(maxsize=1024)
def _spoken(conditions: tuple, values: tuple) -> str:
    facts = {"conditions": dict(conditions), "values": dict(values)}
    return " ".join(spoken for group in table()["cues"]["say"] if (spoken := said(group, facts)))


def _part(moment: Moment) -> tuple:
    return "part", moment.part


def _step(exercise: Exercise, moment: Moment) -> tuple:
    """What makes a step new: where the sides come one after the other, each begins anew; in turn, all is told once."""
    anew = moment.part is not None and exercise.parts[moment.part].sides == "each"
    return "step", moment.part, moment.step, moment.side if anew else None


def _kind(exercise: Exercise, moment: Moment) -> tuple:
    return moment.kind, *_step(exercise, moment)


def _conditions(exercise: Exercise, moment: Moment, told: set[tuple], side: int | None) -> dict[str, str]:
    part = None if moment.part is None else exercise.parts[moment.part]
    begins, known = _begins(part, moment), _part(moment) in told
    return {
        "kind": moment.kind,
        "begins": "no" if not begins else "part" if not known else "set" if moment.repetition == 1 and moment.side != 2 else "repetition",
        "named": "yes" if part and part.name else "no",
        "side": "none" if moment.side is None else "same" if moment.side == side else "new",
        "step": "none" if moment.step is None else "known" if _step(exercise, moment) in told else "new",
        "first": "no" if _kind(exercise, moment) in told else "yes",
        "optional": "yes" if moment.optional else "no",
    }


def _begins(part: Part | None, moment: Moment) -> bool:
    """Whether a repetition begins with this moment."""
    if not part or moment.step is None:
        return False
    first = next(number for number, step in enumerate(part.steps) if step.move or step.hold)
    return moment.step == first and (moment.kind == "move" or not part.steps[first].move)


def _values(exercise: Exercise, moment: Moment, sides: tuple[str, str]) -> dict[str, object]:
    values = {"name": exercise.name, "start": exercise.start.text, "seconds": quantity("seconds", Span(moment.shortest, moment.longest))}
    if moment.side:
        values["side"] = table()["cues"]["sides"][sides[moment.side - 1]]
    if moment.part is not None:
        part = exercise.parts[moment.part]
        values |= {"part": part.name, "movement": part.change_sides and capital(part.change_sides)}
        if moment.step is not None:
            values |= {"text": _text(part, moment.step), "number": moment.step + 1}
    return values


def _text(part: Part, number: int) -> str:
    """The text of a step, after those of the steps before it that take no time and so have no moment of their own."""
    first = number
    while first and not (part.steps[first - 1].move or part.steps[first - 1].hold):
        first -= 1
    return " ".join(step.text for step in part.steps[first:number + 1])
