"""What the content may say: one model from which loading, checking, editor help and schemas come."""

from .exercise import Exercise, Option, Part, Photo, Position, Question, Review, Start, Statement, Step
from .figure import Base, Inset, OptionFigure, RangeOfMotion, StartFigure, StepFigure
from .guide import (
    Addresses, Expected, ExpectedExercise, Guide, HelpLevel, History, PageHead, PublishedVersion, Region, Reviewer, Reviewers, Routine, Series, Sources,
)
from .pose import FREE, TERMS, Directed, Pose, Resting, Sided
from .sequence import Stretch
from .values import CODE, ID, Span

__all__ = [
    "CODE", "FREE", "ID", "TERMS", "Addresses", "Base", "Directed", "Exercise", "Expected", "ExpectedExercise", "Guide", "HelpLevel",
    "History", "Inset", "Option", "OptionFigure", "PageHead", "Part", "Photo", "Pose", "Position", "Question", "PublishedVersion",
    "RangeOfMotion", "Region", "Resting", "Review", "Reviewer", "Reviewers", "Routine", "Series", "Sided", "Sources", "Span", "Start", "StartFigure", "Statement", "Step",
    "StepFigure", "Stretch",
]
