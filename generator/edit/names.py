"""Renaming an exercise, and withdrawing one, so that no address dies."""

import re

from .. import addresses
from ..catalogue import Catalogue
from ..model import ID
from ..write import write_one
from . import texts
from .texts import Refused


def rename(catalogue: Catalogue, old: str, new: str) -> list[str]:
    """Gives the file of an exercise another name; all that names it follows, and its old address leads to the new one.

    Returns a line for each file that was written. Raises Refused where there is no such exercise, or the new name cannot be.
    """
    _may_be(catalogue, old, new)
    folder = catalogue.folder
    source, target = (folder / "exercises" / f"{name}.yml" for name in (old, new))
    text = source.read_text("utf-8")
    written = {target: texts.changed(str(source), text, lambda node: texts.item_added(text, node, "formerly", old), lambda values: values.setdefault("formerly", []).append(old))}
    for path in _lists(catalogue, old):
        text = path.read_text("utf-8")
        written[path] = texts.changed(
            str(path), text, lambda node: [piece for found in _exercise_lists(node) for piece in texts.replaced(found, old, new)],
            lambda values: [_replace(found, old, new) for found in _lists_of_values(values)],
        )
    for path in sorted((folder / "pages").glob("*.md")):
        text = path.read_text("utf-8")
        followed = text.replace(f"](exercises/{old}.md)", f"](exercises/{new}.md)")
        if followed != text:
            written[path] = followed
    for path, text in written.items():
        write_one(path, text.encode())
    source.unlink()
    return [f"Wrote {path}" for path in written] + [f"/{addresses.exercise(old)} leads to /{addresses.exercise(new)}, and the code stays {catalogue.exercises[old].code}."]


def withdraw(catalogue: Catalogue, exercise: str, reason: str, today: str) -> list[str]:
    """Withdraws an exercise, named by its id or its code: its page says so, with the reason and the day, and its series no longer lists it.

    Returns what was done, and each routine that lists it and must be changed by hand. Raises Refused where there is no such
    exercise, no reason is given, or its series would be empty.
    """
    identity = next((name for name, one in catalogue.exercises.items() if exercise in (name, one.code)), None)
    if identity is None:
        raise Refused(f"There is no exercise {exercise!r} that could be withdrawn.")
    if not reason.strip() or not reason.isprintable():
        raise Refused("Say in one sentence why, for those who hold the exercise on paper.")
    spot = catalogue.spots[identity]
    if spot.series.exercises == (identity,):
        raise Refused(f"{exercise} is the only exercise of {spot.series.name!r}. Take that series out of {catalogue.path('regions', spot.region + '.yml')} first, or give it another exercise.")
    path = catalogue.folder / "exercises" / f"{identity}.yml"
    region = catalogue.folder / "regions" / f"{spot.region}.yml"
    own, listed = path.read_text("utf-8"), region.read_text("utf-8")
    quoted = "'" + reason.replace("'", "''") + "'"
    written = {
        path: texts.changed(
            str(path), own, lambda node: texts.appended(own, f"withdrawn:\n  date: {today}\n  reason: {quoted}"),
            lambda values: values.update(withdrawn={"date": today, "reason": reason}),
        ),
        region: texts.changed(
            str(region), listed, lambda node: [piece for found in _exercise_lists(node) if any(one.value == identity for one in found.value) for piece in texts.item_removed(listed, found, identity)],
            lambda values: [found.remove(identity) for found in _lists_of_values(values) if identity in found],
        ),
    }
    for file, text in written.items():
        write_one(file, text.encode())
    must = [name for name, routine in catalogue.routines.items() if identity in routine.exercises]
    shorter = [name for name, routine in catalogue.routines.items() if spot.series.id in routine.series]
    return [
        *(f"Wrote {file}" for file in written),
        *(f"{catalogue.path('routines', name + '.yml')} lists it and must be changed: take {identity} out, or put another exercise in its place." for name in must),
        *(f"The routine {catalogue.routines[name].name!r} has it no longer, and its printed sheets are out of date." for name in shorter),
    ]


def _may_be(catalogue: Catalogue, old: str, new: str) -> None:
    if old not in catalogue.exercises:
        raise Refused(f"There is no exercise {old!r}. Name its file without .yml, for example {min(catalogue.exercises)}.")
    if not re.fullmatch(ID, new) or len(new) > 60:
        raise Refused(f"'{new}' cannot be an address. Use small letters, digits and hyphens, 60 at most.")
    if new in catalogue.with_withdrawn or addresses.exercise(new) in {**catalogue.addresses, **addresses.forwards(catalogue)}:
        raise Refused(f"/{addresses.exercise(new)} is the address of an exercise, or was one. Choose another name.")


def _lists(catalogue: Catalogue, identity: str) -> list:
    """The files that list an exercise: its region, and routines."""
    regions = [f"regions/{name}.yml" for name, region in catalogue.regions.items() if any(identity in series.exercises for series in region.series)]
    return [catalogue.folder / file for file in (*regions, *(f"routines/{name}.yml" for name, routine in catalogue.routines.items() if identity in routine.exercises))]


def _exercise_lists(node) -> list:
    """The lists of exercises in the YAML of a region or a routine."""
    series = texts.value(node, "series")
    holders = [node, *(one for one in (series.value if series else []) if hasattr(one, "value") and not isinstance(one.value, str))]
    return [found for holder in holders if (found := texts.value(holder, "exercises"))]


def _lists_of_values(values: dict) -> list[list[str]]:
    holders = [values, *(one for one in values.get("series", []) if isinstance(one, dict))]
    return [holder["exercises"] for holder in holders if "exercises" in holder]


def _replace(found: list[str], old: str, new: str) -> None:
    found[:] = [new if one == old else one for one in found]
