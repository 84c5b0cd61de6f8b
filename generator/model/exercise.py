"""An exercise as its author writes it. The descriptions become the help in an editor."""

from typing import Literal

from pydantic import Field, model_validator

from .figure import OptionFigure, StartFigure, StepFigure
from .values import Code, Count, Date, Digest, Id, Noun, Seconds, Sets, Text, Time, Whole, YesNo, refuse

Position = Literal[
    "standing", "sitting", "supine", "prone", "side lying", "crook lying",
    "all fours", "kneeling", "half kneeling", "long sitting",
]


class Photo(Noun):
    file: Text = Field(description="The name of a file in content/photos/, for example knee-bend.jpg.")
    alt: Text = Field(description="What the photo shows, for someone who cannot see it.")


class Statement(Noun):
    text: Text = Field(description="One plain sentence or clause.")
    source: Id = Field(description="The id, in sources.yml, of the public source that says so.")


class Option(Noun):
    text: Text = Field(description="Another way to do the step, as one sentence.")
    figure: OptionFigure | None = Field(None, description="What the picture of this way shows that the step's does not.")
    photo: Photo | None = Field(None, description="A photo of this way, if there is one.")


class Step(Noun):
    text: Text = Field(description="What to do, in the imperative, 20 words at most. No seconds and no repetitions: they have keys of their own.")
    hold: Time | None = Field(None, description="How long to hold at the end of this step, for example 10 s or 5-10 s. Leave out if the source gives no hold.")
    move: Text | None = Field(None, description="The kind of movement, from movement_seconds in guide.yml. It only helps to work out the minutes.")
    options: tuple[Option, ...] = Field((), description="Other ways to do this step that the source allows.", strict=False)
    figure: StepFigure | None = Field(None, description="The position this step ends in, to be drawn. Leave out where the step moves nothing.")
    photo: Photo | None = Field(None, description="A photo of the position this step ends in, if there is one.")


class Start(Noun):
    text: Text = Field(description="The position to start from, in the imperative, 20 words at most.")
    carried_over: YesNo = Field(False, description="yes if the source does not repeat the start here but leans on the exercise before.")
    assumed: YesNo = Field(False, description="yes if the source leaves something of the start open and the guide had to choose.")
    figure: StartFigure | None = Field(None, description="The start, to be drawn: its base posture, and what differs from it.")
    photo: Photo | None = Field(None, description="A photo of the start, if there is one.")


class Part(Noun):
    name: Text | None = Field(None, description="A name for this part, needed only where an exercise has two or more.")
    sides: Literal["both", "alternate", "each", "not said"] = Field(description="both: the movement has no sides. alternate: change side after every movement. each: all repetitions on one side, then the other. not said: it has sides and the source does not say the order.")
    counted: Literal["each side", "in all", "not said"] | None = Field(None, description="Whether the number counts each side or both sides together. Write not said if the source does not say.")
    sets: Sets | None = Field(None, description="How many sets, if any.")
    repetitions: Count | None = Field(None, description="How many times, for example 15 or 7-10. Leave out if the source gives no number.")
    repetitions_text: Text | None = Field(None, description="The words the source uses beside or instead of a number, for example several times.")
    one_repetition: Text | None = Field(None, description="What counts as one repetition, as a phrase, for example: one tilt, the hold and the way back.")
    one_repetition_assumed: YesNo = Field(False, description="yes if the source leaves this open and the guide had to choose.")
    rest: Seconds | None = Field(None, description="The rest after each repetition, for example 5 s.")
    load: Text | None = Field(None, description="A weight or a band, for example 2 kg at the ankle.")
    way_back: Text | None = Field(None, description="The kind of movement that leads back to the start where no step says so. It only helps to work out the minutes.")
    change_sides: Text | None = Field(None, description="The kind of movement between the sides, for example turn over. The guided session says it, and it helps to work out the minutes.")
    steps: tuple[Step, ...] = Field(description="The movements in their order.", min_length=1, strict=False)

    @model_validator(mode="after")
    def _sides_and_count_agree(self):
        if self.sides == "both" and self.counted:
            raise refuse("A movement without sides has no count for each side.", "Take counted out, or say which sides there are.")
        if self.sides != "both" and self.repetitions and not self.counted:
            raise refuse("The number of repetitions does not say whether it is for each side.", "Add counted: each side, in all, or not said.")
        return self


class ExerciseSource(Noun):
    document: Id = Field(description="The id of the source in sources.yml.")
    series: Text = Field(description="The heading under which the source has it.")
    item: Whole = Field(description="Its place under that heading, counted from 1.")


class Question(Noun):
    ask: Text = Field(description="What the reviewing clinician is asked, as one question.")
    source: Id | None = Field(None, description="The id, in sources.yml, of what gives rise to the question.")


class Review(Noun):
    by: Id = Field(description="The reviewer's id in reviewers.yml.")
    date: Date = Field(description="The day of the review, year-month-day.")
    digest: Digest = Field(description="The digest of the exercise that was reviewed, as its page shows it.")
    withdrawn: Date | None = Field(None, description="The day on which the reviewer took the review back. It no longer counts.")


class Withdrawal(Noun):
    date: Date = Field(description="The day on which the exercise was withdrawn, year-month-day.")
    reason: Text = Field(description="Why, in one sentence for those who hold it on paper.")


class Exercise(Noun):
    code: Code = Field(description="The short code, for example N1. It is never given to another exercise.")
    name: Text = Field(description="The plain name, a few words.")
    clinical_name: Text | None = Field(None, description="The clinical name, the UK word first.")
    aliases: tuple[Text, ...] = Field((), description="Other names people search for.", strict=False)
    positions: tuple[Position, ...] | None = Field(None, description="The positions the source allows. Leave out if it says none.", strict=False)
    surfaces: tuple[Text, ...] = Field((), description="The surfaces the source names, for example floor.", strict=False)
    equipment: tuple[Text, ...] = Field((), description="What is needed, for example elastic band.", strict=False)
    purpose: Statement | None = Field(None, description="What the exercise is for, only with a source.")
    frequency: Text | None = Field(None, description="How often, where it differs from the guide's own frequency.")
    start: Start = Field(description="The starting position: text, carried_over where the source does not repeat it, and assumed where it leaves something open.")
    parts: tuple[Part, ...] = Field(description="One part, or more where one exercise has several doses.", min_length=1, strict=False)
    stop_if: tuple[Statement, ...] = Field((), description="Reasons to stop that belong to this exercise alone.", strict=False)
    source: ExerciseSource = Field(description="Where the exercise comes from: document, series and item.")
    questions: tuple[Question, ...] = Field((), description="What a clinician still has to answer.", strict=False)
    reviewed: tuple[Review, ...] = Field((), description="Who has reviewed it, when, and which version.", strict=False)
    formerly: tuple[Id, ...] = Field((), description="The names that this file had before. Their addresses lead here.", strict=False)
    withdrawn: Withdrawal | None = Field(None, description="Only where the exercise is no longer given: date and reason. Its addresses then lead to a page that says so.")

    @model_validator(mode="after")
    def _parts_are_named(self):
        if len(self.parts) > 1 and not all(part.name for part in self.parts):
            raise refuse("An exercise of several parts needs a name for each.", "Add name to every part, for example name: Both together.")
        return self
