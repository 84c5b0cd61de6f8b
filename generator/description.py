"""Exercises and routines as every rendering tells them: words computed from numbers, next to what was written."""

from dataclasses import dataclass

from . import addresses, digest, phrases, picture_words, poses, review, timeline
from .catalogue import Catalogue, Spot
from .model import Exercise, Part, Region, Routine


@dataclass(frozen=True)
class PictureTold:
    """A picture to be drawn, and what it shows in words."""

    picture: poses.Picture
    words: str


@dataclass(frozen=True)
class PictureDrawn:
    """A picture as SVG: for a page, `still` or `moving` by the rules of `motion` ("" if nothing moves), and its `file`. `switch` starts it on a page."""

    still: str
    moving: str
    motion: str
    switch: str
    file: str


@dataclass(frozen=True)
class PartTold:
    """A part with its dose in sentences and in figures, and what the guide had to assume.

    `holds` are those of its steps; they are `alike` where the dose says how long for all. `keys` name its steps' pictures.
    """

    part: Part
    dose: str
    tiles: list[tuple[str, str]]
    reading: str | None
    assumption: str | None
    holds: list[str | None]
    alike: bool
    keys: list[str]


@dataclass(frozen=True)
class ExerciseTold:
    """An exercise with its place, its dose in words, its time in seconds and in words, and its state of review."""

    id: str
    exercise: Exercise
    spot: Spot
    region: Region
    parts: list[PartTold]
    pictures: dict[str, list[PictureTold]]
    dose: str
    seconds: tuple[int, int | None]
    time: str
    cover: PictureTold | None
    for_paper: list[tuple[str, PictureTold]]
    positions: str
    equipment: list[str]
    frequency: str | None
    stop_if: list[str]
    digest: str
    review: dict
    address: str
    short_address: str


@dataclass(frozen=True)
class RoutineTold:
    """A routine with its exercises in order, its time, and who leads where no number of times is said.

    `series` are its exercises once more, by the name of their series where it lists several; else under None.
    """

    id: str
    routine: Routine
    exercises: list[ExerciseTold]
    series: list[tuple[str | None, list[ExerciseTold]]]
    seconds: tuple[int, int | None]
    time: str
    led: str | None
    equipment: list[str]
    stop_if: list[str]
    version: str
    address: str
    checked: str
    sheet: str
    editions: list[addresses.Edition]
    choice: str
    reminder: str


def exercise(catalogue: Catalogue, identity: str) -> ExerciseTold:
    """One exercise, told."""
    written = catalogue.exercises[identity]
    reading = catalogue.guide.readings.unsaid_count
    seconds = timeline.total(timeline.session(catalogue, [identity]), timeline.is_led(written))
    spot = catalogue.spots[identity]
    pictures = _pictures(catalogue, identity)
    parts = [_part(written, number, reading) for number in range(len(written.parts))]
    return ExerciseTold(
        id=identity, exercise=written, spot=spot, region=catalogue.regions[spot.region],
        parts=parts, for_paper=_for_paper(pictures, [key for part in parts for key in part.keys]),
        pictures=pictures, cover=_cover(pictures), dose=phrases.exercise_dose(written.parts, reading),
        seconds=seconds, time=phrases.time(*seconds),
        positions=phrases.positions(written.positions) if written.positions else "",
        equipment=catalogue.equipment([identity]), frequency=written.frequency or catalogue.guide.frequency,
        stop_if=[rule.text for rule in catalogue.stop_rules([identity])],
        digest=digest.digest(catalogue, identity), review=review.state(catalogue, identity),
        address=addresses.exercise(identity), short_address=addresses.short(written.code),
    )


def _pictures(catalogue: Catalogue, identity: str) -> dict[str, list[PictureTold]]:
    """By the start, step or option that they show: its picture, then the other side and the insets."""
    found = poses.pictures(catalogue, identity)
    groups: dict[str, list[PictureTold]] = {}
    for picture in found:
        groups.setdefault(picture.owner, []).append(PictureTold(picture, picture_words.alternative_text(catalogue, picture, found[0].end)))
    return groups


def _cover(pictures: dict[str, list[PictureTold]]) -> PictureTold | None:
    """The picture that stands for the whole: the first that moves, or the first at all."""
    all_of_them = [told for group in pictures.values() for told in group]
    return next((told for told in all_of_them if told.picture.start != told.picture.end), all_of_them[0] if all_of_them else None)


def _for_paper(pictures: dict[str, list[PictureTold]], keys: list[str]) -> list[tuple[str, PictureTold]]:
    """The pictures that a sheet has room for, with the key of what they show: the start, and where each step leads.

    Left out: the way back to the start, the other side of what is shown already, options and near views.
    """
    if "start" not in pictures:
        return []
    home = pictures["start"][0]
    steps = [(key, pictures[key][0]) for key in keys if key in pictures]
    shown = [(key, told) for key, told in steps if told.picture.end != home.picture.end and not told.picture.mirrored]
    return [("start", home), *shown] if shown else [("start", home), *steps]


def _part(exercise: Exercise, number: int, reading: str) -> PartTold:
    part = exercise.parts[number]
    return PartTold(
        part=part, dose=phrases.part_dose(part, reading), tiles=phrases.tiles(part, reading),
        reading=phrases.count_reading(part, reading), assumption=phrases.assumption(part, reading),
        holds=[step.hold and phrases.quantity("seconds", step.hold) for step in part.steps],
        alike=len({step.hold for step in part.steps if step.hold}) == 1,
        keys=[poses.step_key(exercise, number, step) for step in range(len(part.steps))],
    )


def unreviewed(told: list[ExerciseTold]) -> int:
    """How many of the exercises no clinician has reviewed as they are now."""
    return sum(one.review["state"] != "reviewed" for one in told)


def codes(told: list[ExerciseTold]) -> str:
    """The codes in order, neighbours of one series as a range: `N1–N4, L2`."""
    runs: list[list[ExerciseTold]] = []
    for one in told:
        last = runs[-1][-1] if runs else None
        if last and (one.spot.series, one.spot.item) == (last.spot.series, last.spot.item + 1):
            runs[-1].append(one)
        else:
            runs.append([one])
    return ", ".join(run[0].exercise.code if len(run) == 1 else f"{run[0].exercise.code}–{run[-1].exercise.code}" for run in runs)


def reviews(told: list[ExerciseTold]) -> list[tuple[str, str]]:
    """The states of review of these exercises in words, each with the codes that it holds for, or "" where it holds for all."""
    groups: dict[str, list[ExerciseTold]] = {}
    for one in told:
        groups.setdefault(phrases.review(one.review), []).append(one)
    return [(words, codes(group) if groups.keys() - {words} else "") for words, group in groups.items()]


def exercises(catalogue: Catalogue) -> dict[str, ExerciseTold]:
    """All exercises by id, told, in the guide's order."""
    return {identity: exercise(catalogue, identity) for identity in catalogue.spots}


def routines(catalogue: Catalogue, told: dict[str, ExerciseTold]) -> dict[str, RoutineTold]:
    """All routines by id, told, in the guide's order."""
    return {identity: _routine(catalogue, identity, told) for identity in catalogue.guide.routines}


def _series(catalogue: Catalogue, routine: Routine, told: dict[str, ExerciseTold]) -> list[tuple[str | None, list[ExerciseTold]]]:
    if len(routine.series) < 2:
        return [(None, [told[i] for i in catalogue.routine_exercises(routine)])]
    found = [catalogue.series[identity][1] for identity in routine.series]
    return [(series.name, [told[i] for i in series.exercises]) for series in found]


def _routine(catalogue: Catalogue, identity: str, told: dict[str, ExerciseTold]) -> RoutineTold:
    routine = catalogue.routines[identity]
    ids = catalogue.routine_exercises(routine)
    led = [told[i].exercise.code for i in ids if timeline.is_led(told[i].exercise)]
    seconds = timeline.total(timeline.session(catalogue, ids), bool(led))
    stop_if = [rule.text for rule in catalogue.stop_rules(ids)]
    version = digest.version(catalogue, identity)
    return RoutineTold(
        id=identity, routine=routine, exercises=[told[i] for i in ids], series=_series(catalogue, routine, told), seconds=seconds,
        time=phrases.time(*seconds), led=phrases.led(list(dict.fromkeys(led))), equipment=catalogue.equipment(ids), stop_if=stop_if, version=version,
        address=addresses.routine(identity), checked=addresses.checked(identity, version), sheet=addresses.sheet(identity),
        editions=addresses.editions(addresses.sheet(identity)), choice=addresses.choice([told[i].exercise.code for i in ids]), reminder=addresses.reminder(identity),
    )

