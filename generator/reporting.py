"""Which of the 16 items of an exercise report (CERT) the content answers, routine by routine.

The items and all words for readers stand in templates/reporting-items.yml; this module only finds what is said.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml

from . import phrases, timeline
from .catalogue import Catalogue
from .description import ExerciseTold, RoutineTold, codes
from .model import Step

TABLE = Path(__file__).parent.parent / "templates" / "reporting-items.yml"


@dataclass(frozen=True)
class Said:
    """A sentence that answers an item, and the id of its source where it is not told by the doses themselves."""

    text: str
    source: str | None = None


@dataclass(frozen=True)
class Item:
    """An item for one routine: what the content says, and what of it is missing. `state` is said, partly or not said."""

    number: str
    asks: str
    said: tuple[Said, ...]
    missing: tuple[str, ...]
    state: str


@dataclass(frozen=True)
class Compared:
    """An item for all routines: what all of them say and miss, and `apart`, group by group, what they say and miss besides.

    `state` is None where the routines differ in it; `apart` is empty where they differ in nothing.
    """

    number: str
    asks: str
    said: list[Said]
    missing: list[str]
    state: str | None
    apart: list[tuple[list[RoutineTold], Item]]


@dataclass(frozen=True)
class Report:
    """The list that asks, the numbers of its items by state for each group of routines, and the items."""

    asked_by: dict
    overview: list[tuple[list[RoutineTold], dict[str, list[str]]]]
    items: list[Compared]


@functools.cache
def table() -> dict:
    """The items, and the words for what the content answers by itself."""
    return yaml.safe_load(TABLE.read_text("utf-8"))


def reporting(catalogue: Catalogue, told: RoutineTold) -> list[Item]:
    """Every item for one routine, in the order of the list. An answer in the routine's file comes before the guide's."""
    return [_item(catalogue, told, asked) for asked in table()["items"]]


def report(catalogue: Catalogue, routines: list[RoutineTold]) -> Report:
    """The items for all routines, with what they have in common told once. Without routines there are no items."""
    lists = [(told, reporting(catalogue, told)) for told in routines]
    groups: dict[tuple, list[RoutineTold]] = {}
    for told, items in lists:
        groups.setdefault(tuple((item.number, item.state) for item in items), []).append(told)
    overview = [(group, {state: [number for number, found in states if found == state] for _, state in states}) for states, group in groups.items()]
    together = zip(*(items for _, items in lists))
    return Report(table()["list"], overview, [_compared(list(zip(routines, items))) for items in together])


def _item(catalogue: Catalogue, told: RoutineTold, asked: dict) -> Item:
    said, missing = _FACTS[asked["facts"]](told) if "facts" in asked else ([], [])
    if key := asked.get("key"):
        answer = getattr(told.routine.programme, key) or getattr(catalogue.guide.programme, key)
        said += [Said(answer.text, answer.source)] if answer else []
        missing += [asked["unanswered"]] if "unanswered" in asked and not answer else []
    state = "not said" if not said else "partly" if missing else "said"
    return Item(asked["number"], asked["asks"], tuple(said), tuple(missing), state)


def _compared(found: list[tuple[RoutineTold, Item]]) -> Compared:
    first = found[0][1]
    said = [one for one in first.said if all(one in item.said for _, item in found)]
    missing = [one for one in first.missing if all(one in item.missing for _, item in found)]
    apart: dict[Item, list[RoutineTold]] = {}
    for told, item in found:
        rest = Item(item.number, item.asks, tuple(s for s in item.said if s not in said), tuple(m for m in item.missing if m not in missing), item.state)
        apart.setdefault(rest, []).append(told)
    state = first.state if {item.state for item in apart} == {first.state} else None
    return Compared(first.number, first.asks, said, missing, state, [(group, rest) for rest, group in apart.items()] if len(apart) > 1 else [])


def _equipment(told: RoutineTold) -> tuple[list[Said], list[str]]:
    loads = [part.load for one in told.exercises for part in one.exercise.parts if part.load]
    things = list(dict.fromkeys([*told.equipment, *loads]))
    return [_said("needed", things=phrases.capital(phrases.listed(things))) if things else _said("nothing_needed")], []


def _description(told: RoutineTold) -> tuple[list[Said], list[str]]:
    missing = _missing(told, "pictures", lambda one: not all(
        _is_pictured(one, key, step) for part in one.parts for key, step in zip(part.keys, part.part.steps)
    ))
    return [_said("described"), *([] if missing else [_said("pictured")])], missing


def _is_pictured(one: ExerciseTold, key: str, step: Step) -> bool:
    drawn = any(owner == key or owner.startswith(f"{key}-option-") for owner in one.pictures)
    return drawn or any(shown.photo for shown in (step, *step.options))


def _dose(told: RoutineTold) -> tuple[list[Said], list[str]]:
    often: dict[str, list[ExerciseTold]] = {}
    for one in told.exercises:
        if one.frequency:
            often.setdefault(one.frequency, []).append(one)
    whole = len(often) == 1 and all(one.frequency for one in told.exercises)
    return (
        [
            _said("doses"), _said("session", time=told.time),
            *(_said("often" if whole else "often_for", frequency=frequency, codes=codes(some)) for frequency, some in often.items()),
        ],
        [
            *_missing(told, "counts", lambda one: timeline.is_led(one.exercise)),
            *_missing(told, "sides", lambda one: any(part.reading for part in one.parts)),
            *_missing(told, "sets", lambda one: not all(part.sets for part in one.exercise.parts)),
            *_missing(told, "frequency", lambda one: not one.frequency),
        ],
    )


_FACTS = {"equipment": _equipment, "description": _description, "dose": _dose}


def _said(rule: str, **values: str) -> Said:
    return Said(table()["said"][rule].format_map(values))


def _missing(told: RoutineTold, rule: str, lacks: Callable[[ExerciseTold], bool]) -> list[str]:
    """What a rule finds missing, with the codes of the exercises that lack it where not all of them do."""
    without, words = [one for one in told.exercises if lacks(one)], table()["missing"]
    if len(without) == len(told.exercises):
        return [words[rule]]
    return [words["of_some"].format(what=words[rule], codes=codes(without))] if without else []
