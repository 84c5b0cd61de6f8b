"""`exercises.json`, the guide as open data. Keys are only ever added, and their order is stable."""

from . import addresses
from .catalogue import Catalogue
from .description import ExerciseTold, PartTold, RoutineTold
from .model import Exercise, Photo
from .templating import readable_json
from .timeline import span_told

VERSION = 1


def data(catalogue: Catalogue, exercises: dict[str, ExerciseTold], routines: dict[str, RoutineTold]) -> dict[str, bytes]:
    """`exercises.json`, `codes.json` for the page of a mistyped address, and the photos."""
    guide = catalogue.guide
    content = {
        "version": VERSION,
        "guide": {
            "name": guide.name, "language": guide.language, "frequency": guide.frequency,
            "equipment": list(guide.equipment), "stop_if": [rule.text for rule in guide.stop_if],
        },
        "regions": [_region(catalogue, identity) for identity in guide.regions],
        "exercises": [_exercise(told) for told in exercises.values()],
        "routines": [_routine(told) for told in routines.values()],
        "withdrawn": [_withdrawn(identity, exercise) for identity, exercise in catalogue.withdrawn.items()],
    }
    codes = {told.exercise.code.lower(): [told.exercise.name, told.address] for told in exercises.values()}
    codes |= {one.code.lower(): [one.name, addresses.exercise(identity), "withdrawn"] for identity, one in catalogue.withdrawn.items()}
    files = {"exercises.json": readable_json(content), "codes.json": readable_json(codes)}
    return files | {addresses.photo(file): picture for file, picture in catalogue.photos.items()}


def _region(catalogue: Catalogue, identity: str) -> dict:
    region = catalogue.regions[identity]
    return {
        "id": identity, "name": region.name, "url": addresses.region(identity),
        "series": [
            {"id": series.id, "name": series.name, "exercises": [catalogue.exercises[e].code for e in series.exercises]}
            for series in region.series
        ],
    }


def _exercise(told: ExerciseTold) -> dict:
    written = told.exercise
    return {
        "id": told.id, "code": written.code, "name": written.name, "clinical_name": written.clinical_name,
        "aliases": list(written.aliases), "region": told.spot.region, "series": told.spot.series.id, "item": told.spot.item,
        "positions": None if written.positions is None else list(written.positions),
        "surfaces": list(written.surfaces), "equipment": list(written.equipment),
        "purpose": written.purpose and written.purpose.text, "url": told.address, "short_url": told.short_address,
        "start": {"text": written.start.text, **_picture(told, "start", written.start.photo), "carried_over": written.start.carried_over, "assumed": written.start.assumed},
        "parts": [_part(told, part) for part in told.parts],
        "dose_text": told.dose, "frequency": written.frequency, "seconds": _seconds(told.seconds), "stop_if": told.stop_if,
        "questions": [question.ask for question in written.questions], "cues": addresses.cues(written.code),
        "source": {"document": written.source.document, "series": written.source.series, "item": written.source.item},
        "review": told.review, "digest": told.digest,
    }


def _part(exercise: ExerciseTold, told: PartTold) -> dict:
    part = told.part
    return {
        "name": part.name,
        "sides": None if part.sides == "not said" else part.sides,
        "sets": part.sets, "repetitions": span_told(part.repetitions),
        "per_side": {"each side": True, "in all": False}.get(part.counted),
        "count_reading": told.reading,
        "repetitions_text": part.repetitions_text, "one_repetition": part.one_repetition,
        "one_repetition_assumed": part.one_repetition_assumed,
        "rest_seconds": part.rest, "load": part.load,
        "steps": [
            {
                "text": step.text, "hold_seconds": span_told(step.hold), **_picture(exercise, key, step.photo),
                "options": [{"text": option.text, **_picture(exercise, f"{key}-option-{number}", option.photo)} for number, option in enumerate(step.options, 1)],
            }
            for key, step in zip(told.keys, part.steps)
        ],
    }


def _picture(told: ExerciseTold, key: str, photo: Photo | None) -> dict:
    shown = [{"figure": one.picture.address, "alt": one.words} for one in told.pictures.get(key, ())]
    return {
        **(shown[0] if shown else {"figure": None, "alt": photo and photo.alt}),
        **({"more_figures": shown[1:]} if shown[1:] else {}),
        **({"photo": addresses.photo(photo.file)} if photo else {}),
    }


def _withdrawn(identity: str, exercise: Exercise) -> dict:
    return {"id": identity, "code": exercise.code, "name": exercise.name, "url": addresses.exercise(identity), **exercise.withdrawn.model_dump()}


def _seconds(seconds: tuple[int, int | None]) -> dict:
    return {"min": seconds[0], "max": seconds[1]}


def _routine(told: RoutineTold) -> dict:
    return {
        "id": told.id, "name": told.routine.name, "url": told.address, "sheet_url": told.sheet,
        "exercises": [one.exercise.code for one in told.exercises], "seconds": _seconds(told.seconds), "cues": addresses.cues_of_routine(told.id),
    }
