"""The guide around the exercises: regions, routines, sources, reviewers, safety, movement times."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from ..problem import shown
from .exercise import Question, Statement
from .figure import Person
from .sequence import Sequence
from .values import Account, Code, Count, Date, Digest, Id, Link, Noun, Root, Seconds, Sets, Text, Time, refuse


class Series(Noun):
    id: Id = Field(description="The id of the series, for example neck-standing.")
    name: Text = Field(description="Its name, for example Neck, standing.")
    exercises: tuple[Id, ...] = Field(description="The exercises by file name, in their order.", min_length=1, strict=False)


class Region(Noun):
    name: Text = Field(description="The plain name, for example Neck.")
    clinical_name: Text | None = Field(None, description="The clinical name, for example cervical spine.")
    introduction: Statement | None = Field(None, description="A sentence about the region, only with a source.")
    stop_if: tuple[Statement, ...] = Field((), description="Reasons to stop that hold for every exercise of the region.", strict=False)
    series: tuple[Series, ...] = Field(description="The series of the region in their order.", min_length=1, strict=False)
    formerly: tuple[Id, ...] = Field((), description="The names that this file had before. Their addresses lead here.", strict=False)


class Programme(Noun):
    """What a report of exercise asks and doses do not say; `templates/reporting-items.yml` has the questions."""

    instructor: Statement | None = Field(None, description="What training and experience the person has who teaches the exercises.")
    group: Statement | None = Field(None, description="Whether each person exercises alone or in a group.")
    supervision: Statement | None = Field(None, description="Whether somebody watches over the exercises, and how they are taught.")
    adherence: Statement | None = Field(None, description="How it is found out how much people do, and how it is told.")
    motivation: Statement | None = Field(None, description="What helps people to keep going.")
    progression_rule: Statement | None = Field(None, description="By what rule the exercises are made harder.")
    progression: Statement | None = Field(None, description="How they are made harder.")
    home_programme: Statement | None = Field(None, description="What people are asked to do at home.")
    other_components: Statement | None = Field(None, description="What belongs to it besides exercise, for example advice.")
    adverse_events: Statement | None = Field(None, description="What harm came of the exercises, and how often.")
    setting: Statement | None = Field(None, description="Where the exercises are done.")
    duration: Statement | None = Field(None, description="For how many weeks it goes on.")
    tailoring: Statement | None = Field(None, description="Whether it is the same for everybody, or fitted to each person.")
    tailoring_how: Statement | None = Field(None, description="How it is fitted to each person.")
    starting_level: Statement | None = Field(None, description="By what rule the level is chosen that a person starts at.")
    fidelity: Statement | None = Field(None, description="How it is found out whether people do it as planned.")
    delivered_as_planned: Statement | None = Field(None, description="How far it was done as planned.")


class Routine(Noun):
    name: Text = Field(description="The name of the routine.")
    description: Text | None = Field(None, description="One or two sentences about it.")
    series: tuple[Id, ...] = Field((), description="Whole series by id, in order.", strict=False)
    exercises: tuple[Id, ...] = Field((), description="Single exercises by file name, in order.", strict=False)
    programme: Programme = Field(Programme(), description="Answers that hold for this routine and come before those of guide.yml.")
    formerly: tuple[Id, ...] = Field((), description="The names that this file had before, and those of routines that it replaces. Their addresses lead here.", strict=False)

    @model_validator(mode="after")
    def _one_kind_of_list(self):
        if bool(self.series) == bool(self.exercises):
            raise refuse("A routine lists either series or exercises.", "Keep one of the two keys, with at least one id.")
        return self


class SignGroup(Noun):
    heading: Text = Field(description="The words before the list, for example Back pain comes with.")
    signs: tuple[Text, ...] = Field(description="The signs, a short clause each.", min_length=1, strict=False)
    sources: tuple[Id, ...] = Field(description="The ids, in sources.yml, of what was read.", min_length=1, strict=False)


class HelpLevel(Noun):
    id: Id = Field(description="A short id, for example emergency.")
    name: Text = Field(description="What to do, for example Call an ambulance.")
    groups: tuple[SignGroup, ...] = Field(description="When to do it.", min_length=1, strict=False)


class Readings(Noun):
    unsaid_count: Literal["in all", "each side"] = Field("in all", description="How a number is read where the source does not say whether it counts each side. In all is the lower dose.")


class ChangeSeconds(Noun):
    get_ready: Seconds = Field(description="Before the first exercise.")
    next_exercise: Seconds = Field(description="To the next exercise in the same position.")
    other_position: Seconds = Field(description="To another position on the floor.")
    down_to_floor: Seconds = Field(description="From standing or sitting to the floor.")
    up_from_floor: Seconds = Field(description="From the floor to standing or sitting.")


_CLOCK = r"([01][0-9]|2[0-3]):[0-5][0-9]"


def _clock(value: str) -> str:
    if not re.fullmatch(_CLOCK, value):
        raise refuse(f"{shown(value)} is not a time of day.", 'Write hours and minutes, from 00:00 to 23:59 and in quotes, for example "08:00".')
    return value


class Reminder(Noun):
    time: Annotated[str, AfterValidator(_clock), WithJsonSchema({"type": "string", "pattern": f"^{_CLOCK}$"})] = Field(
        description='The time of day, in quotes and from 00:00 to 23:59, for example "08:00". It is the reader\'s own time, wherever they are.',
    )


class Licence(Noun):
    words_and_pictures: Text = Field(description="The licence of the content, for example CC BY 4.0.")
    link: Link | None = Field(None, description="Where its text can be read.")


class Guide(Noun):
    name: Text = Field(description="The name of the guide, shown at the top of every page.")
    description: Text = Field(description="One sentence for search engines and the home page.")
    language: Text = Field(description="The language of the content, for example en.", pattern="^[a-z]{2,3}(-[A-Za-z]{2,4})?$")
    site_url: Root | None = Field(None, description="The address of the published guide. SITE_URL in the environment comes before it.")
    repository: Link | None = Field(None, description="The address of the repository. REPOSITORY_URL in the environment comes before it.")
    branch: Text = Field("main", description="The branch that corrections are proposed against.", pattern="^[A-Za-z0-9._/-]+$")
    frequency: Text | None = Field(None, description="How often all exercises are done, for example Every day.")
    equipment: tuple[Text, ...] = Field((), description="What the whole guide needs; empty for nothing.", strict=False)
    regions: tuple[Id, ...] = Field(description="The regions by file name, in the order of the home page.", min_length=1, strict=False)
    routines: tuple[Id, ...] = Field((), description="The routines by file name, in the order of the home page.", strict=False)
    menu: tuple[Id, ...] = Field((), description="The hand-written pages by file name, in the order in which the foot of every page lists them.", strict=False)
    related_names: tuple[Text, ...] = Field((), description="Words people search for. They are related names, not synonyms.", strict=False)
    readings: Readings = Field(Readings(), description="How the guide reads what the source leaves open.")
    person: Person = Field("medium", description="Who is drawn where an exercise does not choose: medium (short hair), slim (a bun), broad (long hair).")
    stop_if: tuple[Statement, ...] = Field(description="When to stop any exercise.", min_length=1, strict=False)
    help: tuple[HelpLevel, ...] = Field(description="When to get help, the most urgent first.", min_length=1, strict=False)
    help_note: Text | None = Field(None, description="A sentence that stands with these lists on paper, for example who has signed them.")
    movement_seconds: dict[Text, Seconds] = Field({}, description="How long each kind of movement takes, holds not counted. Estimates.")
    change_seconds: ChangeSeconds = Field(description="How long it takes to get ready and to change place. Estimates.")
    questions: tuple[Question, ...] = Field((), description="What a clinician still has to answer about the guide as a whole.", strict=False)
    licence: Licence = Field(description="The licence of the words and pictures: words_and_pictures, and link.")
    programme: Programme = Field(Programme(), description="What a report of exercise asks of every routine: each answer is a text and its source. The page with [show: reporting] lists what is not said.")
    reminder: Reminder | None = Field(None, description="The daily reminder that readers can add to their calendar: time. Without this key there is none.")


class Source(Noun):
    title: Text = Field(description="The title of what was read.")
    publisher: Text | None = Field(None, description="Who published it.")
    link: Link | None = Field(None, description="Where it can be read.")
    read: Text | None = Field(None, description="What of it was read, if not the whole.")


class Reviewer(Noun):
    name: Text = Field(description="The name as it is shown to readers.")
    profession: Text = Field(description="The profession, for example physiotherapist.")
    github: Account | None = Field(None, description="The account on GitHub, without @.")


class ExpectedPart(Noun):
    sides: Literal["both", "alternate", "each", "not said"]
    counted: Literal["each side", "in all", "not said"] | None = None
    sets: Sets | None = None
    repetitions: Count | None = None
    repetitions_text: Text | None = None
    rest: Seconds | None = None
    load: Text | None = None
    holds: tuple[Time, ...] = Field((), strict=False)


class ExpectedExercise(Noun):
    parts: tuple[ExpectedPart, ...] = Field(description="The doses of the source, part by part.", min_length=1, strict=False)
    words: tuple[Text, ...] = Field((), description="Words of the source that carry clinical meaning and must stand in the exercise, as often as they are listed.", strict=False)
    sequence: Sequence | None = Field(None, description="What happens in it, worked out by hand from the dose and the allowances of guide.yml, for example: get ready 5, 10 x (move 3, hold 5-10, release 3). Once through where no number of times is given.")
    seconds: Time | None = Field(None, description="Its sum, for example 245 s or 138-195 s.")


class PageHead(Noun):
    title: Text = Field(description="The title of the page.")
    description: Text | None = Field(None, description="One sentence for search engines.")
    formerly: tuple[Id, ...] = Field((), description="The names that this file had before. Their addresses lead here.", strict=False)


class PublishedAddress(Noun):
    since: Date = Field(description="The day it was recorded.")
    code: Code | None = Field(None, description="The code, where the address is an exercise's.")


class PublishedVersion(Noun):
    digest: Digest = Field(description="The digest of this clinical version.")
    since: Date = Field(description="The day it was recorded.")
    says: dict = Field(description="What this version says.")


class History(Noun):
    versions: tuple[PublishedVersion, ...] = Field(description="The published clinical versions, the oldest first.", strict=False)


Sources = dict[Id, Source]
Reviewers = dict[Id, Reviewer]
Expected = dict[Code, ExpectedExercise]
Addresses = dict[Text, PublishedAddress]
