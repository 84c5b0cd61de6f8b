"""The whole content in memory, and the questions that every stage asks of it."""

from dataclasses import dataclass, field
from collections.abc import Callable
from functools import cached_property, wraps
from pathlib import Path
from typing import Mapping, TypeVar

from .model import Addresses, Base, Exercise, ExpectedExercise, Guide, History, PageHead, RangeOfMotion, PublishedVersion, Region, Reviewers, Routine, Series, Sources, Statement
from .problem import Place

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Page:
    """A hand-written page. `first_line` is where its body begins in the file."""

    head: PageHead
    body: str
    first_line: int


@dataclass(frozen=True)
class Spot:
    """Where an exercise stands: its region, its series, and its place there, counted from 1."""

    region: str
    series: Series
    item: int


@dataclass(frozen=True)
class Catalogue:
    """All content by id; what was withdrawn is in `withdrawn` alone. `unread` holds the paths that could not be read, `trees` the places of values."""

    folder: Path
    guide: Guide | None = None
    regions: Mapping[str, Region] = field(default_factory=dict)
    exercises: Mapping[str, Exercise] = field(default_factory=dict)
    withdrawn: Mapping[str, Exercise] = field(default_factory=dict)
    routines: Mapping[str, Routine] = field(default_factory=dict)
    pages: Mapping[str, Page] = field(default_factory=dict)
    bases: Mapping[str, Base] = field(default_factory=dict)
    range_of_motion: RangeOfMotion | None = None
    sources: Sources = field(default_factory=dict)
    reviewers: Reviewers = field(default_factory=dict)
    expected: Mapping[str, ExpectedExercise] = field(default_factory=dict)
    addresses: Addresses = field(default_factory=dict)
    histories: Mapping[str, History] = field(default_factory=dict)
    routine_histories: Mapping[str, History] = field(default_factory=dict)
    photos: Mapping[str, bytes] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    trees: Mapping[str, object] = field(default_factory=dict)

    def path(self, *parts: str) -> str:
        """The path of a content file as it is shown in messages."""
        return (self.folder / Path(*parts)).as_posix()

    def place(self, file: str, *steps) -> Place:
        """The place of a value in a content file (`exercises/x.yml`), or of the nearest one around it."""
        tree = self.trees.get(file)
        return tree.at(steps).place if tree else Place(self.path(file))

    def key_place(self, file: str, *steps) -> Place:
        """The place of the last key on the way to a value."""
        tree = self.trees.get(file)
        return tree.key_at(steps) if tree else Place(self.path(file))

    @cached_property
    def answers(self) -> dict[tuple, object]:
        """What `once` remembers."""
        return {}

    @cached_property
    def with_withdrawn(self) -> dict[str, Exercise]:
        """The exercises that are given, and those that were."""
        return {**self.exercises, **self.withdrawn}

    @cached_property
    def labels(self) -> dict[str, str]:
        """The code and the name of every exercise, by each name that its file has or had."""
        return {name: f"{one.code} {one.name}" for identity, one in self.with_withdrawn.items() for name in (*one.formerly, identity)}

    @cached_property
    def published_codes(self) -> dict[str, str]:
        """By id the code under which an exercise was published, whatever its name is now."""
        return {address.split("/")[1]: entry.code for address, entry in self.addresses.items() if entry.code and address.startswith("exercises/")}

    def now_called(self, identity: str) -> str | None:
        """The id that an exercise has now, where the file of a published one was renamed; else None."""
        if identity in self._by_former_name:
            return self._by_former_name[identity]
        return None if identity in self.exercises else self._by_code.get(self.published_codes.get(identity))

    @cached_property
    def _by_former_name(self) -> dict[str, str]:
        return {former: name for name, one in self.exercises.items() for former in one.formerly}

    @cached_property
    def _by_code(self) -> dict[str | None, str]:
        return {one.code: name for name, one in self.exercises.items()}

    def history(self, identity: str) -> list[PublishedVersion]:
        """The published versions of an exercise, the oldest first, those under its former names included."""
        return self._versions(self.histories, identity, self.with_withdrawn[identity].formerly)

    def routine_history(self, identity: str) -> list[PublishedVersion]:
        """The published versions of a routine, the oldest first, those under its former names included."""
        return self._versions(self.routine_histories, identity, self.routines[identity].formerly)

    @staticmethod
    def _versions(histories: Mapping[str, History], identity: str, formerly: tuple[str, ...]) -> list[PublishedVersion]:
        found = [version for name in dict.fromkeys((*formerly, identity)) if name in histories for version in histories[name].versions]
        return sorted(found, key=lambda version: version.since)

    @cached_property
    def series(self) -> dict[str, tuple[str, Series]]:
        """Every series by id, with the id of its region, in the guide's order."""
        regions = [r for r in (self.guide.regions if self.guide else self.regions) if r in self.regions]
        return {series.id: (region, series) for region in regions for series in self.regions[region].series}

    @cached_property
    def spots(self) -> dict[str, Spot]:
        """Where each exercise stands, in the guide's order. Only exercises that exist and have a series."""
        return {
            exercise: Spot(region, series, item)
            for region, series in self.series.values()
            for item, exercise in enumerate(series.exercises, 1)
            if exercise in self.exercises
        }

    def routine_exercises(self, routine: Routine) -> list[str]:
        """The ids of a routine's exercises in order."""
        if routine.exercises:
            return list(routine.exercises)
        known = self.series
        return [exercise for series in routine.series for exercise in known[series][1].exercises]

    def equipment(self, exercise_ids: list[str]) -> list[str]:
        """What is needed for these exercises: what the guide needs, then what they need; each thing once."""
        things = [*self.guide.equipment, *(thing for identity in exercise_ids for thing in self.exercises[identity].equipment)]
        return list(dict.fromkeys(things))

    def stop_rules(self, exercise_ids: list[str]) -> list[Statement]:
        """When to stop: the guide's rules, then those of the regions, then of the exercises; each text once."""
        spots = self.spots
        regions = dict.fromkeys(spots[e].region for e in exercise_ids if e in spots)
        rules = [*self.guide.stop_if]
        rules += [rule for region in regions for rule in self.regions[region].stop_if]
        rules += [rule for e in exercise_ids for rule in self.exercises[e].stop_if]
        return list({rule.text: rule for rule in rules}.values())


def once(question: Callable[[Catalogue, str], Answer]) -> Callable[[Catalogue, str], Answer]:
    """Lets a question about one id of a catalogue be worked out once, for content does not change in memory. Nobody may change the answer."""
    @wraps(question)
    def asked(catalogue: Catalogue, identity: str) -> Answer:
        known = catalogue.answers
        if (question, identity) not in known:
            known[question, identity] = question(catalogue, identity)
        return known[question, identity]
    return asked
