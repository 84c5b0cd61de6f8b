"""What changes in an exercise, for the patient and for the review."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from markupsafe import Markup

from .. import changes, digest, phrases
from ..catalogue import Catalogue
from ..changes import Sentence
from ..description import ExerciseTold, RoutineTold
from ..poses import Picture
from ..review import line


@dataclass(frozen=True)
class Told:
    """A side: its content, and its exercises and routines as readers are told of them."""

    catalogue: Catalogue
    exercises: dict[str, ExerciseTold]
    routines: dict[str, RoutineTold]


@dataclass(frozen=True)
class ExerciseChange:
    """What changes in one exercise. `kind` is added, changed, withdrawn or gone; pairs are before and after; a time has the seconds that it is longer beside them; None is nothing."""

    kind: str
    code: str
    name: str
    id: str
    file: str
    formerly: str | None = None
    withdrawn: object = None
    dose: tuple[str, str] | None = None
    time: tuple[str, str, int] | None = None
    sentences: list[Sentence] = field(default_factory=list)
    new: ExerciseTold | None = None
    angles: Mapping[str, list[tuple[str, str | None, str | None]]] = field(default_factory=dict)
    redrawn: bool = False
    source: tuple[str, str] | None = None
    asked: list[str] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    review: tuple[dict, dict] | None = None
    idle: list[str] = field(default_factory=list)
    sign: list[Markup] = field(default_factory=list)

    @property
    def tells(self) -> bool:
        """Whether there is more than a line to sign: what is true of every exercise is told for all at once."""
        told = (self.formerly, self.dose, self.time, self.sentences, self.angles, self.redrawn, self.source, self.asked, self.answered, self.review, self.idle)
        return self.kind != "changed" or any(told)


def exercise(then: Told, now: Told, old: ExerciseTold | None, new: ExerciseTold, inside: Path, today: str) -> ExerciseChange | None:
    """What changes from `old`, where there was one, to `new`; None where nothing does. `inside` is the content folder as the repository has it."""
    code, name, file = new.exercise.code, new.exercise.name, _file(inside, new.id)
    # One line for each who may sign; where nobody may yet, or many, one to fill in.
    by = sorted(now.catalogue.reviewers) if 0 < len(now.catalogue.reviewers) <= 3 else ["your-id"]
    sign = [] if new.review["state"] == "reviewed" else [Markup(line(one, today, new.digest)) for one in by]
    idle = _idle(old, new)
    if old is None:
        return ExerciseChange("added", code, name, new.id, file, new=new, idle=idle, sign=sign)
    said = digest.says(then.catalogue, old.id), digest.says(now.catalogue, new.id)
    asked = [[question.ask for question in one.exercise.questions] for one in (old, new)]
    sources = [f"{one.exercise.source.document}, {one.exercise.source.series}, {one.exercise.source.item}" for one in (old, new)]
    change = ExerciseChange(
        "changed", code, name, new.id, file, formerly=old.id if old.id != new.id else None,
        dose=_pair(old.dose, new.dose), time=time(old, new), sentences=[sentence for sentence in changes.exercise(*said) if not _of_an_angle(sentence)], angles=changes.angles(*said),
        redrawn=not changes.angles(*said) and _drawn(old) != _drawn(new), source=_pair(*sources),
        asked=[one for one in asked[1] if one not in asked[0]], answered=[one for one in asked[0] if one not in asked[1]],
        review=(old.review, new.review) if (old.review, old.exercise.reviewed) != (new.review, new.exercise.reviewed) else None,
        idle=idle, sign=sign if old.digest != new.digest or old.exercise.reviewed != new.exercise.reviewed else [],
    )
    return change if change.tells else None


def _of_an_angle(sentence: Sentence) -> bool:
    """Whether a sentence says no more than the list of angles does."""
    return sentence.pattern in phrases.table()["changes"]["picture"]["changed"].values()


def _drawn(told: ExerciseTold) -> list[Picture]:
    return [replace(one.picture, exercise="") for group in told.pictures.values() for one in group]


def lost(now: Told, old: ExerciseTold, inside: Path) -> ExerciseChange:
    """An exercise that is no longer given."""
    gone = now.catalogue.withdrawn.get(old.id)
    return ExerciseChange("withdrawn" if gone else "gone", old.exercise.code, old.exercise.name, old.id, _file(inside, old.id), withdrawn=gone and gone.withdrawn)


def _file(inside: Path, identity: str) -> str:
    return (inside / "exercises" / f"{identity}.yml").as_posix()


def _idle(old: ExerciseTold | None, new: ExerciseTold) -> list[str]:
    """The digests of new reviews that are not of the exercise as it is now."""
    known = old.exercise.reviewed if old else ()
    return [entry.digest for entry in new.exercise.reviewed if entry not in known and not entry.withdrawn and entry.digest != new.digest]


def time(old: ExerciseTold | RoutineTold, new: ExerciseTold | RoutineTold) -> tuple[str, str, int] | None:
    """The time before and after in words, and how many seconds it is longer at most; None where it is the same."""
    if old.seconds == new.seconds:
        return None
    before, after = (longest or shortest for shortest, longest in (old.seconds, new.seconds))
    return old.time, new.time, after - before


def _pair(old: str, new: str) -> tuple[str, str] | None:
    return (old, new) if old != new else None
