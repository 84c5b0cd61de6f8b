"""From the pose words of an exercise to the postures that its pictures show."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from . import addresses
from .body import SIDES, Hand, Posture
from .catalogue import Catalogue, once
from .model import FREE, TERMS, Base, Directed, Exercise, Inset, OptionFigure, Pose, Sided

_OTHER = {"right": "left", "left": "right"}


@dataclass(frozen=True)
class Picture:
    """One picture of an exercise: from where, of whom, and the posture at the start and at the end of its movement.

    `key` names it among the pictures of its exercise, `steps` is where it stands in the exercise's file, `words`
    are the pose words written for it. Start and end are the same where nothing moves. A mirrored picture shows
    another one to the other side.
    """

    exercise: str
    key: str
    steps: tuple
    base: str
    start: Posture
    end: Posture
    view: str
    framing: str
    prop: str
    person: str
    marks: tuple[str, ...] = ()
    arrows: tuple[tuple[str, str], ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    mirrored: bool = False

    @property
    def address(self) -> str:
        """The address of its file, relative to the site's root."""
        return addresses.figure(self.exercise, self.key)

    @property
    def owner(self) -> str:
        """The key of the start, step or option that it shows, be it from another side or from near."""
        return re.sub(r"-(other-side|inset-\d+)$", "", self.key)

    def other_side(self, key: str, steps: tuple) -> "Picture":
        """The mirror image under another key."""
        return replace(
            self, key=key, steps=steps, mirrored=True, start=self.start.mirrored(), end=self.end.mirrored(), view=swapped(self.view),
            arrows=tuple((swapped(mark), swapped(way)) for mark, way in self.arrows), words=tuple((swapped(word), swapped(value)) for word, value in self.words),
        )


def swapped(words: str) -> str:
    """The words with right and left exchanged."""
    return " ".join({"right": "left", "left": "right", "right,": "left,", "left,": "right,"}.get(word, word) for word in words.split(" "))


@dataclass(frozen=True)
class _Joints:
    """Pose words as numbers, laid one over the other."""

    angles: dict[str, float]
    hands: tuple[Hand | None, Hand | None] = (None, None)
    elbows: tuple[str | None, str | None] = (None, None)

    def with_pose(self, pose: Pose) -> "_Joints":
        angles, hands, elbows = dict(self.angles), list(self.hands), list(self.elbows)
        for word, value in pose.written().items():
            if word in TERMS:
                term = TERMS[word]
                if isinstance(value, Directed):
                    angles[term.axis] = value.degrees if value.side == "right" else -value.degrees
                elif isinstance(value, Sided):
                    angles |= {f"{side} {term.axis}": term.sign * getattr(value, side) for side in SIDES if getattr(value, side) is not None}
                else:
                    angles[term.axis] = term.sign * value
                continue
            for index, side in enumerate(SIDES):
                if word.startswith(_OTHER[side]):
                    continue
                if "elbow" in word:
                    elbows[index] = value
                else:
                    hands[index] = None if value.place == FREE else Hand(value.place, "fist" in word, value.forwards, value.leftwards)
        return _Joints(angles, tuple(hands), tuple(elbows))

    def posture(self, support: str, planted: bool, base: "_Joints") -> Posture:
        upright = support in ("feet", "seat")
        hangs, soles = [], []
        for index, side in enumerate(SIDES):
            written = any(f"{side} shoulder {axis}" in self.angles for axis in ("flexion", "abduction"))
            hangs.append(upright and not self.hands[index] and not written)
            hip = f"{side} hip flexion"
            soles.append(planted and self.angles.get(hip) == base.angles.get(hip))
        return Posture(support, tuple(sorted(self.angles.items())), self.hands, self.elbows, tuple(hangs), tuple(soles))


def chain(catalogue: Catalogue, identity: str) -> list[Base] | None:
    """A base posture after those it begins with; None where one is missing or comes round to itself."""
    found: dict[str, Base] = {}
    while identity is not None:
        if identity in found or identity not in catalogue.bases:
            return None
        found[identity] = catalogue.bases[identity]
        identity = found[identity].like
    return list(found.values())[::-1]


def step_key(exercise: Exercise, part: int, step: int) -> str:
    """The key of a step's picture; part and step count from 0."""
    return f"part-{part + 1}-step-{step + 1}" if len(exercise.parts) > 1 else f"step-{step + 1}"


@dataclass(frozen=True)
class _Base:
    """A base posture with all that it takes from those it begins with."""

    support: str
    prop: str
    planted: bool
    joints: _Joints

    def posture(self, joints: _Joints) -> Posture:
        return joints.posture(self.support, self.planted, self.joints)


@once
def _base(catalogue: Catalogue, identity: str) -> _Base | None:
    found = chain(catalogue, identity)
    if not found:
        return None
    joints = _Joints({})
    for one in found:
        joints = joints.with_pose(one.pose)

    def last(key: str, default: str) -> str:
        return next((value for one in found[::-1] if (value := getattr(one, key))), default)

    return _Base(last("support", "feet"), last("prop", "floor"), last("soles", "free") == "on the floor", joints)


@once
def pictures(catalogue: Catalogue, identity: str) -> list[Picture]:
    """The pictures of an exercise in order; none where its base posture cannot be found."""
    exercise = catalogue.exercises[identity]
    figure = exercise.start.figure
    base = figure and _base(catalogue, figure.base)
    if not base:
        return []
    beginning = base.joints.with_pose(figure.pose)
    person = figure.person or (catalogue.guide.person if catalogue.guide else "medium")
    start = Picture(
        identity, "start", ("start", "figure"), figure.base, base.posture(beginning), base.posture(beginning), figure.view, figure.framing,
        base.prop, person, figure.marks, (), tuple(figure.pose.as_words().items()),
    )
    found = [start, *_insets(start, figure.insets, beginning, base)]
    for part_number, part in enumerate(exercise.parts):
        before, shown = start.end, {}
        for step_number, step in enumerate(part.steps):
            key, steps, written = step_key(exercise, part_number, step_number), ("parts", part_number, "steps", step_number), step.figure
            if written and written.other_side_of:
                if written.other_side_of in shown:
                    found.append(shown[written.other_side_of][0].other_side(key, (*steps, "figure")))
                    before = found[-1].end
            elif written:
                own = _base(catalogue, written.base) if written.base else base
                if not own:
                    continue
                joints = (own.joints if written.base else beginning).with_pose(written.pose)
                picture = replace(
                    start, key=key, steps=(*steps, "figure"), base=written.base or start.base, prop=own.prop, start=before, end=own.posture(joints),
                    view=written.view or start.view, framing=written.framing or start.framing, marks=written.marks,
                    arrows=tuple(written.arrows.items()), words=tuple(written.pose.as_words().items()),
                )
                shown[step_number + 1] = picture, joints, own
                found.append(picture)
                if written.other_side:
                    found.append(picture.other_side(f"{key}-other-side", picture.steps))
                found += _insets(picture, written.insets, joints, own)
                before = picture.end
            if shown:
                last = shown[max(shown)]
                found += [_option(*last, option.figure, f"{key}-option-{number}", (*steps, "options", number - 1, "figure")) for number, option in enumerate(step.options, 1) if option.figure]
    return found


def _insets(picture: Picture, insets: tuple[Inset, ...], joints: _Joints, base: _Base) -> Iterable[Picture]:
    for number, inset in enumerate(insets, 1):
        end = base.posture(joints.with_pose(inset.pose))
        yield replace(
            picture, key=f"{picture.key}-inset-{number}", steps=(*picture.steps, "insets", number - 1), start=end, end=end,
            view=inset.view, framing=inset.framing, marks=inset.marks, arrows=tuple(inset.arrows.items()), words=tuple(inset.pose.as_words().items()),
        )


def _option(picture: Picture, joints: _Joints, base: _Base, figure: OptionFigure, key: str, steps: tuple) -> Picture:
    """Another way to do a step: the position of the last step that has a picture of its own, and what differs."""
    end = base.posture(joints.with_pose(figure.pose))
    return replace(
        picture, key=key, steps=steps, start=end, end=end, view=figure.view or picture.view, framing=figure.framing or picture.framing,
        marks=figure.marks, arrows=tuple(figure.arrows.items()), words=tuple(figure.pose.as_words().items()),
    )


def pose_words(exercise: Exercise) -> Iterable[tuple[tuple, Pose, str]]:
    """Every pose written in an exercise, with where it stands in the file and the base posture it differs from."""
    start = exercise.start.figure
    figures: list[tuple[tuple, object, str]] = [(("start", "figure"), start, start.base)] if start else []
    for p, part in enumerate(exercise.parts):
        base = start.base if start else ""
        for s, step in enumerate(part.steps):
            steps = ("parts", p, "steps", s)
            if step.figure:
                base = step.figure.base or (start.base if start else "")
                figures.append(((*steps, "figure"), step.figure, base))
            figures += [((*steps, "options", o, "figure"), option.figure, base) for o, option in enumerate(step.options) if option.figure]
    for steps, figure, base in figures:
        yield (*steps, "pose"), figure.pose, base
        yield from (((*steps, "insets", i, "pose"), inset.pose, base) for i, inset in enumerate(getattr(figure, "insets", ())))
