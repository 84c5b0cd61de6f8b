"""The whole content in memory, and the questions that every stage asks of it."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Mapping

from .model import Addresses, Base, Exercise, ExpectedExercise, Guide, History, PageHead, RangeOfMotion, Region, Reviewers, Routine, Series, Sources, Statement
from .problem import Place

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
    """All content by id. `unread` holds the paths that could not be read, `trees` the places of values."""

    folder: Path
    guide: Guide | None = None
    regions: Mapping[str, Region] = field(default_factory=dict)
    exercises: Mapping[str, Exercise] = field(default_factory=dict)
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
