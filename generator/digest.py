"""What an exercise or the sheet of a routine says in a clinical sense, in a form that ignores typography, and the digest of it."""

import hashlib
import json
import re
import unicodedata

from .catalogue import Catalogue, once
from .model import Exercise, Option, OptionFigure, Part, Span, StartFigure, StepFigure
from .phrases import count_reading

LENGTH = 12
_ALIKE = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-", "\u00a0": " "})


@once
def says(catalogue: Catalogue, identity: str) -> dict:
    """The words, dose and safety of an exercise as groups, lists and texts; what is empty is left out.

    Left out as well: code, aliases, source, questions, reviews, times of movement; and of pictures everything
    but the pose words: base postures, views, arrows and the person drawn are not what a reviewer signs.
    """
    exercise = catalogue.exercises[identity]
    reading = catalogue.guide.readings.unsaid_count
    return _kept({
        "name": exercise.name,
        "clinical name": exercise.clinical_name,
        "purpose": exercise.purpose and exercise.purpose.text,
        "positions": list(exercise.positions or ()),
        "surfaces": list(exercise.surfaces),
        "equipment": catalogue.equipment([identity]),
        "frequency": exercise.frequency or catalogue.guide.frequency,
        "start": exercise.start.text,
        "start pose": exercise.start.figure and _pose(exercise.start.figure),
        "parts": [_part(part, reading) for part in exercise.parts],
        "stop if": [rule.text for rule in catalogue.stop_rules([identity])],
    })


def _part(part: Part, reading: str) -> dict:
    return {
        "name": part.name,
        "sides": part.sides,
        "counted": part.counted,
        "read as": count_reading(part, reading),
        "sets": part.sets and str(part.sets),
        "repetitions": _span(part.repetitions),
        "repetitions in words": part.repetitions_text,
        "one repetition": part.one_repetition,
        "rest": part.rest and f"{part.rest} s",
        "load": part.load,
        "steps": [
            {
                "text": step.text, "hold": step.hold and f"{_span(step.hold)} s", "options": [option.text for option in step.options],
                "pose": step.figure and _pose(step.figure), "option poses": _option_poses(step.options),
            }
            for step in part.steps
        ],
    }


def _pose(figure: StartFigure | StepFigure | OptionFigure) -> dict:
    """The pose words by clinical term; where a figure has its own base posture or mirrors a step, that as well."""
    other = getattr(figure, "other_side_of", None)
    return {
        "base": getattr(figure, "base", None), "other side of step": other and str(other), "both sides": getattr(figure, "other_side", False) and "yes",
        **figure.pose.as_words(),
    }


def _option_poses(options: tuple[Option, ...]) -> dict:
    return {str(number): _pose(option.figure) for number, option in enumerate(options, 1) if option.figure}


def _span(span: Span | None) -> str | None:
    return span and (str(span.min) if span.min == span.max else f"{span.min}-{span.max}")


def _kept(value: object) -> object:
    if isinstance(value, dict):
        return {key: kept for key, item in value.items() if (kept := _kept(item))}
    if isinstance(value, list):
        return [_kept(item) for item in value]
    return value and re.sub(r"\s+", " ", unicodedata.normalize("NFC", value).translate(_ALIKE)).strip()


def digest_of(said: object) -> str:
    """The digest of what was said: 12 hexadecimal digits of the SHA-256 of its canonical JSON."""
    canonical = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:LENGTH]


@once
def digest(catalogue: Catalogue, identity: str) -> str:
    """The digest of an exercise as it is now."""
    return digest_of(says(catalogue, identity))


@once
def routine_says(catalogue: Catalogue, identity: str) -> dict:
    """What the sheet of a routine says: its name, how often, its exercises in order under their digests, when to stop."""
    routine = catalogue.routines[identity]
    exercises = catalogue.routine_exercises(routine)
    return _kept({
        "name": routine.name,
        "frequency": catalogue.guide.frequency,
        "exercises": [{"exercise": _first_name(catalogue.exercises[exercise], exercise), "digest": digest(catalogue, exercise)} for exercise in exercises],
        "stop if": [rule.text for rule in catalogue.stop_rules(exercises)],
    })


def _first_name(exercise: Exercise, identity: str) -> str:
    """The name under which a file began: another one puts no sheet out of date."""
    return exercise.formerly[0] if exercise.formerly else identity


def version(catalogue: Catalogue, identity: str) -> str:
    """The version of a routine's sheet as it is now: the digest of what it says."""
    return digest_of(routine_says(catalogue, identity))
