"""What the content may say: one model from which loading, checking, editor help and schemas come."""

from .exercise import Exercise, Option, Part, Photo, Position, Question, Start, Statement, Step
from .guide import (
    Addresses, Expected, ExpectedExercise, Guide, HelpLevel, History, PageHead, Region, Reviewers, Routine, Series, Sources,
)
from .values import CODE, ID, Span

__all__ = [
    "CODE", "ID", "Addresses", "Exercise", "Expected", "ExpectedExercise", "Guide", "HelpLevel", "History", "Option", "PageHead", "Part",
    "Photo", "Position", "Question", "Region", "Reviewers", "Routine", "Series", "Sources", "Span", "Start", "Statement", "Step",
]
