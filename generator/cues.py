"""The guided session as data: for each exercise and routine what happens second by second, and what is said and shown. A script plays it."""

from collections.abc import Mapping

from . import addresses, phrases, timeline
from .catalogue import Catalogue
from .cue_words import SIDES, cue_words
from .description import ExerciseTold, PictureDrawn, RoutineTold
from .model import Guide
from .templating import json_inside, small_json, template

PHRASES = ("quantities", "dose", "assumed", "time", "led", "list", "cues")


def cues(catalogue: Catalogue, exercises: dict[str, ExerciseTold], routines: dict[str, RoutineTold], drawings: Mapping[str, PictureDrawn]) -> dict[str, bytes]:
    """{`cues/<code in small letters>.json` and `cues/routines/<id>.json`: what is played}, and `cues/player.html`, what plays it."""
    files = {addresses.cues(told.exercise.code): _exercise(catalogue, told, drawings) for told in exercises.values()}
    files |= {addresses.cues_of_routine(told.id): _routine(catalogue, told) for told in routines.values()}
    player = template("player/player.html").render(guide=catalogue.guide, shared=json_inside(_shared(catalogue.guide)))
    return {**{path: small_json(told) for path, told in files.items()}, addresses.PLAYER: player.encode()}


def _shared(guide: Guide) -> dict:
    """What all sessions share: the rules of the words, and the guide's part of the time."""
    return {
        "phrases": {key: phrases.table()[key] for key in PHRASES},
        **timeline.for_all(guide),
    }


def _exercise(catalogue: Catalogue, told: ExerciseTold, drawings: Mapping[str, PictureDrawn]) -> dict:
    written = told.exercise
    keys = ["start", *(key for part in told.parts for key in part.keys)]
    return {
        "code": written.code, "name": written.name, "url": told.address, "start": written.start.text,
        "positions": list(written.positions or ()), "stop_if": told.stop_if,
        "parts": [_part(catalogue.guide, told, number) for number in range(len(told.parts))],
        "pictures": {key: _picture(told, key, drawings) for key in keys if key in told.pictures},
        "seconds": _seconds(told.seconds), "timeline": _timeline(catalogue, [told]),
    }


def _part(guide: Guide, told: ExerciseTold, number: int) -> dict:
    part = told.parts[number].part
    recipe = timeline.recipe(guide, part)
    shown = [{**step, "text": written.text, "picture": _key(told, number, at)} for at, (step, written) in enumerate(zip(recipe["steps"], part.steps))]
    return {**recipe, "steps": shown, "change_sides": part.change_sides, "one_repetition": part.one_repetition}


def _key(told: ExerciseTold, part: int | None, step: int | None) -> str | None:
    """The key of the picture of a step, else of the last one before it, for a step without a picture moves nothing."""
    keys = [] if part is None or step is None else told.parts[part].keys[step::-1]
    return next((key for key in (*keys, "start") if key in told.pictures), None)


def _picture(told: ExerciseTold, key: str, drawings: Mapping[str, PictureDrawn]) -> dict:
    one = told.pictures[key][0]
    drawn = drawings[one.picture.address]
    return {"svg": drawn.moving, "motion": drawn.motion, "file": one.picture.address, "words": one.words}


def _routine(catalogue: Catalogue, told: RoutineTold) -> dict:
    return {
        "name": told.routine.name, "url": told.address, "codes": [one.exercise.code for one in told.exercises],
        "seconds": _seconds(told.seconds), "timeline": _timeline(catalogue, told.exercises),
    }


def _seconds(seconds: tuple[int, int | None]) -> dict:
    return {"min": seconds[0], "max": seconds[1]}


def _timeline(catalogue: Catalogue, exercises: list[ExerciseTold]) -> list[dict]:
    by_id = {told.id: told for told in exercises}
    moments = timeline.session(catalogue, [told.id for told in exercises])
    return [_cue(by_id[moment.exercise], moment, words) for moment, words in zip(moments, cue_words(catalogue, moments))]


def _cue(told: ExerciseTold, moment: timeline.Moment, words: str) -> dict:
    key = _key(told, moment.part, moment.step)
    return {
        "kind": moment.kind, "seconds": {"min": moment.shortest, "max": moment.longest}, "words": words,
        "figure": key and told.pictures[key][0].picture.address, "exercise": told.exercise.code, "part": moment.part, "step": moment.step,
        "side": moment.side and SIDES[moment.side - 1], "repetition": moment.repetition, "of": moment.of, "optional": moment.optional,
    }
