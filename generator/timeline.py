"""What happens second by second when an exercise or a routine is done. All minutes are sums of this."""

from collections.abc import Iterable
from dataclasses import dataclass

from .catalogue import Catalogue
from .model import Exercise, Guide, Part, Span

UPRIGHT = {"standing", "sitting"}


@dataclass(frozen=True)
class Moment:
    """One stretch of time.

    kind: get ready, move, hold, release, rest, change sides, next exercise, other position, down to floor, up from floor.
    release is the way back to the start where no step says so.
    shortest, longest: seconds. part and step count from 0. side is 1 or 2, or None where there are no sides.
    repetition and of count from 1, on each side where the dose counts so, and are None where the person leads. optional: beyond the lower number of a range.
    """

    kind: str
    shortest: int
    longest: int
    exercise: str
    part: int | None = None
    step: int | None = None
    side: int | None = None
    repetition: int | None = None
    of: int | None = None
    optional: bool = False


def total(moments: Iterable[Moment], led: bool) -> tuple[int, int | None]:
    """(shortest, longest) in seconds; the longest is None where a count is missing (`led`)."""
    moments = list(moments)
    shortest = sum(m.shortest for m in moments if not m.optional)
    return shortest, None if led else sum(m.longest for m in moments)


def is_led(exercise: Exercise) -> bool:
    """Whether a part has no number of repetitions, so that the person leads."""
    return any(part.repetitions is None for part in exercise.parts)


def session(catalogue: Catalogue, exercise_ids: list[str]) -> list[Moment]:
    """The moments of these exercises in order: getting ready, the exercises, and the changes of place between."""
    guide = catalogue.guide
    moments, place = [], None
    for number, identity in enumerate(exercise_ids):
        exercise = catalogue.exercises[identity]
        # Where no position is said the person stays as they are.
        wanted = exercise.positions[0] if exercise.positions else place
        if place in (exercise.positions or ()):
            wanted = place
        kind = "get ready" if number == 0 else _change(place, wanted)
        seconds = getattr(guide.change_seconds, kind.replace(" ", "_"))
        moments.append(Moment(kind, seconds, seconds, identity))
        moments += _exercise(guide, identity, exercise)
        place = wanted
    return moments


def _change(before: str | None, after: str | None) -> str:
    if before == after or before is None or after is None:
        return "next exercise"
    if before in UPRIGHT or after in UPRIGHT:
        if before in UPRIGHT and after in UPRIGHT:
            return "next exercise"
        return "down to floor" if before in UPRIGHT else "up from floor"
    return "other position"


def _exercise(guide: Guide, identity: str, exercise: Exercise) -> list[Moment]:
    moments = []
    for number, part in enumerate(exercise.parts):
        for _ in range(part.sets or 1):
            moments += _part(guide, identity, number, part)
    return moments


def _part(guide: Guide, identity: str, number: int, part: Part) -> list[Moment]:
    counted = guide.readings.unsaid_count if part.counted == "not said" else part.counted
    least, most = (part.repetitions.min, part.repetitions.max) if part.repetitions else (1, 1)
    sides = 1 if part.sides == "both" else 2
    doubled = sides if counted == "each side" or not part.repetitions else 1
    total_most, total_least = most * doubled, least * doubled
    moments = []
    for index in range(total_most):
        side = None if sides == 1 else _side(part, index, total_most)
        if side == 2 and part.sides == "each" and index == (total_most + 1) // 2 and part.change_sides:
            seconds = guide.movement_seconds[part.change_sides]
            moments.append(Moment("change sides", seconds, seconds, identity, number, side=side))
        of = _count(part, index, most, doubled) if part.repetitions else {}
        moments += _repetition(guide, identity, number, part, side=side, optional=_optional(part, index, total_least, total_most), **of)
    return moments


def _side(part: Part, index: int, count: int) -> int:
    if part.sides == "each":
        return 1 if index < (count + 1) // 2 else 2
    return index % 2 + 1


def _count(part: Part, index: int, most: int, doubled: int) -> dict[str, int]:
    """Which repetition this is for the person, of how many: on this side, or of all where the sides alternate within one count."""
    if part.sides != "each":
        return {"repetition": index // doubled + 1, "of": most}
    first_side = (most * doubled + 1) // 2
    if index < first_side:
        return {"repetition": index + 1, "of": first_side}
    return {"repetition": index - first_side + 1, "of": most * doubled - first_side}


def _optional(part: Part, index: int, least: int, most: int) -> bool:
    if part.sides != "each":
        return index >= least
    first_side = (most + 1) // 2
    return index >= (least + 1) // 2 if index < first_side else index - first_side >= least // 2


def _repetition(guide: Guide, identity: str, number: int, part: Part, **of) -> list[Moment]:
    def moment(kind: str, shortest: int, longest: int, step: int | None = None) -> Moment:
        return Moment(kind, shortest, longest, identity, number, step, **of)

    moments = []
    for index, step in enumerate(part.steps):
        if step.move:
            seconds = guide.movement_seconds[step.move]
            moments.append(moment("move", seconds, seconds, index))
        if step.hold:
            moments.append(moment("hold", step.hold.min, step.hold.max, index))
    if part.way_back:
        seconds = guide.movement_seconds[part.way_back]
        moments.append(moment("release", seconds, seconds))
    if part.rest:
        moments.append(moment("rest", part.rest, part.rest))
    return moments


def recipe(guide: Guide, part: Part) -> dict:
    """All that a script needs to work out the moments and the words of a part. Seconds are numbers, or {"min", "max"}, or None."""
    def seconds(movement: str | None) -> int | None:
        return movement and guide.movement_seconds[movement]

    return {
        "name": part.name, "sides": part.sides, "counted": part.counted, "sets": part.sets,
        "repetitions": span_told(part.repetitions), "repetitions_text": part.repetitions_text, "load": part.load, "rest_seconds": part.rest,
        "steps": [{"move_seconds": seconds(step.move), "hold_seconds": span_told(step.hold)} for step in part.steps],
        "way_back_seconds": seconds(part.way_back), "change_sides_seconds": seconds(part.change_sides),
    }


def for_all(guide: Guide) -> dict:
    """What the same script needs of the guide, beside the recipes of parts."""
    return {"unsaid_count": guide.readings.unsaid_count, "change_seconds": guide.change_seconds.model_dump()}


def span_told(span: Span | None) -> dict | None:
    """A number or a range as data: {"min", "max"}, or None where there is none."""
    return span and {"min": span.min, "max": span.max}
