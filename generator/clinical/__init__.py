"""What a change of the content means for the patient and for the review, in words: the clinical diff of two commits."""

import re
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

from markupsafe import Markup

from .. import addresses, check, commits, description, load
from ..catalogue import Catalogue
from ..changes import Sentence
from ..model import Reviewer
from ..templating import environment, text
from .around import Pieces, RoutineChange, clear_pieces, reviewers, routines, texts_that_differ
from .exercises import ExerciseChange, Told, exercise, lost

MARKS = {"old": "~~{}~~", "new": "**{}**", "same": "{}"}


@dataclass(frozen=True)
class Clinical:
    """The whole clinical diff. `unreadable` are the problems of the side before that today's program cannot read."""

    before: str
    after: str
    unreadable: list[str] = field(default_factory=list)
    everywhere: list[Sentence] = field(default_factory=list)
    exercises: list[ExerciseChange] = field(default_factory=list)
    routines: list[RoutineChange] = field(default_factory=list)
    texts: dict[tuple[str, str], list[Pieces]] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    forwarded: list[tuple[str, str]] = field(default_factory=list)
    reviewers: list[tuple[str, Reviewer | None, Reviewer | None]] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        """Whether nothing changes for the patient or for the review."""
        return not (self.unreadable or self.everywhere or self.exercises or self.routines or self.texts or self.added or self.forwarded or self.reviewers)


def compare(content: Path, base: str, head: str | None, today: str) -> Clinical:
    """What changes between a commit and another, or the files as they are now. `today` stands in the lines that sign.

    Raises Refused or Problems of `commits`. Writes nothing but to a temporary folder, which is gone afterwards.
    """
    with tempfile.TemporaryDirectory() as folder:
        return compared(*commits.sides(content, base, head, Path(folder)), today)


def compared(before: commits.Side, after: commits.Side, today: str) -> Clinical:
    """What changes between two sides. Raises Problems where the content after has any."""
    now, problems = load.load(after.content)
    if problems := sorted({*problems, *check.check(now)}):
        told = "\n".join(map(str, problems)).replace(f"{after.tree.as_posix()}/", "")
        raise commits.Problems(f"At {after.label} the content has problems, so what it changes cannot be told:\n{told}")
    then, problems = load.load(before.content)
    # Of the content before only what must hold together is asked: rules may have become stricter since.
    if problems := sorted({*problems, *check.check(then, check.REFERENCES)}):
        return Clinical(before.label, after.label, unreadable=[str(problem).replace(f"{before.tree.as_posix()}/", "") for problem in problems])
    return _compared(before.label, after.label, _told(then), _told(now), after.content.relative_to(after.tree), today)


def markdown(clinical: Clinical) -> str:
    """The clinical diff as Markdown. Whatever content says stays text in it."""
    templates = environment()
    templates.filters |= {"marked": _marked, "pieces": _pieces}
    return re.sub(r"\n{3,}", "\n\n", templates.get_template("diff/clinical.md").render(told=clinical)).strip() + "\n"


def _told(catalogue: Catalogue) -> Told:
    exercises = description.exercises(catalogue)
    return Told(catalogue, exercises, description.routines(catalogue, exercises))


def _compared(before: str, after: str, then: Told, now: Told, inside: Path, today: str) -> Clinical:
    old_by_code = {one.exercise.code: one for one in then.exercises.values()}
    found = [exercise(then, now, old_by_code.get(one.exercise.code), one, inside, today) for one in now.exercises.values()]
    kept = {one.exercise.code for one in now.exercises.values()}
    found += [lost(now, one, inside) for one in then.exercises.values() if one.exercise.code not in kept]
    found = [one for one in found if one]
    common = _common([one.sentences for one in found if one.kind == "changed"], len(kept & set(old_by_code)))
    before_moved, moved = addresses.forwards(then.catalogue), addresses.forwards(now.catalogue)
    known = {*addresses.published(then.catalogue), *before_moved, *moved.values()}
    return Clinical(
        before, after, everywhere=common, exercises=[replace(one, sentences=[sentence for sentence in one.sentences if sentence not in common]) for one in found],
        routines=routines(then, now), texts=texts_that_differ(then.catalogue, now.catalogue),
        added=[address for address in addresses.published(now.catalogue) if address not in known],
        forwarded=[(old, new) for old, new in moved.items() if before_moved.get(old) != new],
        reviewers=reviewers(then.catalogue, now.catalogue),
    )


def _common(told: list[list[Sentence]], exercises: int) -> list[Sentence]:
    """The sentences that are true of every exercise, where there are several."""
    if len(told) < 2 or len(told) < exercises:
        return []
    return [sentence for sentence in told[0] if all(sentence in others for others in told)]


def _marked(sentence: Sentence) -> Markup:
    """A sentence as Markdown, with the words marked that differ between what was and what is."""
    values = {key: text(value) for key, value in sentence.values.items()}
    then, now = sentence.values.get("then"), sentence.values.get("now")
    if isinstance(then, str) and isinstance(now, str) and min(len(then.split()), len(now.split())) > 2:
        found = clear_pieces(then, now)
        values |= {"then": _pieces(found, "new"), "now": _pieces(found, "old")}
    return Markup(sentence.pattern).format_map(values)


def _pieces(found: Pieces, left_out: str = "") -> Markup:
    return Markup(" ").join(Markup(MARKS[kind]).format(text(words)) for kind, words in found if kind != left_out)
