"""What a picture shows: a base posture and what differs from it, from where, how near, with which arrows."""

from typing import Literal

from pydantic import Field, model_validator

from ..body import FRAMINGS, LANDMARKS, PEOPLE, VIEWS
from .pose import TERMS, Pose
from .values import Id, Noun, Text, Whole, YesNo, refuse

View = Literal[tuple(VIEWS)]
Framing = Literal[tuple(FRAMINGS)]
Person = Literal[tuple(PEOPLE)]
Landmark = Literal[LANDMARKS]
Mark = Literal["spine", "shoulder blades"]
DIRECTIONS = ("up", "down", "forwards", "backwards", "right", "left", "headwards", "footwards")
Way = Literal[
    "its way", *DIRECTIONS, *(f"push {direction}" for direction in DIRECTIONS), *(f"press {direction}" for direction in DIRECTIONS), "circle backwards", "circle forwards", "numbers",
    *(f"to the {landmark}" for landmark in LANDMARKS),
]

_VIEW = "From where it is seen. Choose the side from which the movement is seen best."
_ARROWS = "Arrows by landmark, for example crown: its way. An arrow can follow the way of a landmark, point up, down, forwards, backwards, right or left, push so from outside, or press so against a part that holds out."


class Inset(Noun):
    pose: Pose = Field(Pose(), description="What differs from the step's own pose. Leave out for the same pose.")
    view: View = Field(description=_VIEW)
    framing: Framing = Field("waist up", description="How much of the body is shown.")
    marks: tuple[Mark, ...] = Field((), description="Lines on the body: spine, shoulder blades.", strict=False)
    arrows: dict[Landmark, Way] = Field({}, description=_ARROWS)


class StartFigure(Noun):
    base: Id = Field(description="The base posture by the name of its file in poses/, for example standing.")
    view: View = Field("front", description=_VIEW)
    framing: Framing = Field("whole body", description="How much of the body is shown.")
    pose: Pose = Field(Pose(), description="What differs from the base posture, in clinical words.")
    marks: tuple[Mark, ...] = Field((), description="Lines on the body: spine, shoulder blades.", strict=False)
    insets: tuple[Inset, ...] = Field((), description="Smaller pictures of the same position from another side.", strict=False)
    person: Person | None = Field(None, description="Who is drawn, where it is not the person of guide.yml.")


class OptionFigure(Noun):
    pose: Pose = Field(Pose(), description="What differs from the step's own pose.")
    view: View | None = Field(None, description=_VIEW)
    framing: Framing | None = Field(None, description="How much of the body is shown.")
    marks: tuple[Mark, ...] = Field((), description="Lines on the body: spine, shoulder blades.", strict=False)
    arrows: dict[Landmark, Way] = Field({}, description=_ARROWS)


class StepFigure(OptionFigure):
    base: Id | None = Field(None, description="Another base posture, where the step leads to one, for example from sitting to standing. The pose then differs from it.")
    pose: Pose = Field(Pose(), description="What differs from the start. Leave out where the step leads back to the start.")
    insets: tuple[Inset, ...] = Field((), description="Smaller pictures of the same position from another side.", strict=False)
    other_side: YesNo = Field(False, description="yes to show the same movement to the other side as well.")
    other_side_of: Whole | None = Field(None, description="The number of an earlier step of this part whose movement this step does to the other side. Needs no pose.")

    @model_validator(mode="after")
    def _stands_alone_or_mirrors(self):
        if self.other_side_of and self.model_fields_set - {"other_side_of"}:
            raise refuse("A picture of the other side takes everything from its step.", "Keep other_side_of alone, or take it out.")
        return self


class Base(Noun):
    name: Text = Field(description="The posture in plain words, as an alternative text says it, for example lying on the back.")
    like: Id | None = Field(None, description="Another base posture that this one begins with.")
    support: Literal["feet", "seat", "shins", "back", "front", "right side", "left side"] | None = Field(None, description="What the body rests on.")
    prop: Literal["nothing", "floor", "mat", "chair"] | None = Field(None, description="What is drawn under the body.")
    soles: Literal["free", "on the floor"] | None = Field(None, description="On the floor: lying with bent knees, the hips follow from the knees.")
    pose: Pose = Field(Pose(), description="The angles of the posture, in clinical words.")


class Limit(Noun):
    degrees: Whole = Field(description="The largest angle that a picture may show.")
    source: Id | None = Field(None, description="The id, in sources.yml, of what was read.")
    note: Text | None = Field(None, description="What a reader of this number should know.")


TermWord = Literal[tuple(TERMS)]


class RangeOfMotion(Noun):
    active: dict[TermWord, Limit] = Field(description="How far each movement goes, by its clinical word.")
    passive: dict[Id, dict[TermWord, Limit]] = Field({}, description="By base posture: what the floor or the body's weight allows beyond.")
