"""A picture, composed: the body at the end of its movement, its start as a ghost, arrows and floor, in a box."""

from dataclasses import dataclass
from functools import lru_cache

from ..body import PEOPLE, Camera, Posture, Skeleton, camera, stand
from ..poses import Picture
from .arrows import arrow
from .box import Box, Extent, box, fitting, scale, union
from .head import head
from .ink import path
from .limbs import arms
from .outlines import Commands, extent
from .part import Part
from .scenery import floor, ghost
from .trunk import legs, scapula_marks, spine_mark, trunk

Placed = tuple[Part, Extent]
_AT_THE_WAIST = ("shirt", "pelvis", "spine", "right leg", "left leg")


@dataclass(frozen=True)
class Ink:
    """One path: its classes, its `d`, and where it moves its `d` at the start. Both have the same commands, or
    `start` is empty: then it cannot be blended."""

    kind: str
    d: str
    start: str | None = None


@dataclass(frozen=True)
class Drawing:
    """A finished picture. `under` is floor and ghost, `over` the arrows; `begin` is the body before it moves."""

    width: int
    height: int
    under: tuple[Ink, ...]
    body: tuple[Ink, ...]
    over: tuple[Ink, ...] = ()
    begin: tuple[Ink, ...] = ()


def drawn(picture: Picture) -> Drawing:
    """The drawing of a picture. Equal pictures give equal drawings."""
    view, person = camera(picture.view), PEOPLE[picture.person]
    start, end = stand(picture.start, person), stand(picture.end, person)
    ends, starts = _parts(end, picture), _parts(start, picture)
    body = union([place for _, place in (*ends, *starts)])
    size = scale(picture.framing, picture.end.support, body)
    arrows = _arrows(picture, start, end, view, size)
    if picture.framing == "whole body" and arrows and (least := fitting(size, body, arrows)) < size:
        size = least
        arrows = _arrows(picture, start, end, view, size)
    frame = box(picture.framing, size, body, arrows, end, view)
    under = [Ink(kind, path(strokes, 1, 0, 0)) for kind, strokes in floor(picture.prop, picture.framing, end, view, frame)]
    over = [Ink("arrow", path(arrows, 1, frame.right, frame.down))] if arrows else []
    if picture.start == picture.end:
        return Drawing(frame.width, frame.height, tuple(under), tuple(ink for part, place in ends if (ink := Ink(part.kind, _ink(part, place, frame))).d), tuple(over))
    if picture.framing != "waist" and (outline := ghost(starts, {part.name: place for part, place in ends})):
        over_mat = under and under[0].kind == "mat above"
        under.append(Ink("ghost on-mat" if over_mat else "ghost", path(_shown(outline, frame), frame.scale, frame.right, frame.down)))
    inks, begin = _moving(starts, ends, frame)
    return Drawing(frame.width, frame.height, tuple(under), inks, tuple(over), begin)


def _parts(skeleton: Skeleton, picture: Picture) -> list[Placed]:
    found = _placed(skeleton.posture, picture.person, picture.view, picture.framing == "whole body", picture.marks)
    return [one for one in found if one[0].name in _AT_THE_WAIST] if picture.framing == "waist" else found


@lru_cache(maxsize=64)
def _placed(posture: Posture, person: str, view_name: str, far: bool, marks: tuple[str, ...]) -> list[Placed]:
    """Where one picture ends the next often begins; so each posture is drawn once."""
    skeleton, view = stand(posture, PEOPLE[person]), camera(view_name)
    found = [*arms(skeleton, view, not far), *legs(skeleton, view), *trunk(skeleton, view), *head(skeleton, view)]
    if "spine" in marks:
        found += spine_mark(skeleton, view)
    if "shoulder blades" in marks:
        found += scapula_marks(skeleton, view)
    return [(part, extent(part.commands)) for part in sorted(found, key=lambda part: part.order)]


def _moving(starts: list[Placed], ends: list[Placed], frame: Box) -> tuple[tuple[Ink, ...], tuple[Ink, ...]]:
    """The body at the end with what it needs to move, and the body at the start."""
    before = {part.name: (part, place) for part, place in starts}
    inks, drawn_before = [], {}
    for part, place in ends:
        other = before.get(part.name)
        if not other:
            if d := _ink(part, place, frame):
                inks.append(Ink(part.kind, d, ""))
            continue
        end, start = _both(part.commands, place, other[0].commands, other[1], frame)
        now, then = (path(commands, frame.scale, frame.right, frame.down) for commands in (end, start))
        drawn_before[part.name] = then
        if now or then:
            inks.append(Ink(part.kind, now, None if now == then else then if _letters(end) == _letters(start) else ""))
    begin = [Ink(part.kind, d) for part, place in starts if (d := drawn_before[part.name] if part.name in drawn_before else _ink(part, place, frame))]
    return tuple(inks), tuple(begin)


def _both(now: Commands, now_place: Extent, then: Commands, then_place: Extent, frame: Box) -> tuple[Commands, Commands]:
    """Both outlines, without the pieces that lie outside the box at the end and at the start."""
    if not (frame.holds(now_place) and frame.holds(then_place)):
        one, other = _pieces(now), _pieces(then)
        if len(one) == len(other):
            kept = [frame.shows(extent(a)) or frame.shows(extent(b)) for a, b in zip(one, other)]
            now, then = ([command for piece, keep in zip(pieces, kept) if keep for command in piece] for pieces in (one, other))
        else:
            now, then = _shown(now, frame), _shown(then, frame)
    return now, then


def _letters(commands: Commands) -> list:
    return [(command[0], len(command[1]) if command[0] == "B" else command[2] if command[0] == "A" else 0) for command in commands]


def _ink(part: Part, place: Extent, frame: Box) -> str:
    commands = part.commands if frame.holds(place) else _shown(part.commands, frame)
    return path(commands, frame.scale, frame.right, frame.down)


def _shown(commands: Commands, frame: Box) -> Commands:
    return [command for piece in _pieces(commands) if frame.shows(extent(piece)) for command in piece]


def _pieces(commands: Commands) -> list[Commands]:
    pieces: list[Commands] = []
    for command in commands:
        if command[0] in "MB":
            pieces.append([])
        pieces[-1].append(command)
    return pieces


def _halfway(start: Posture, end: Posture) -> Posture:
    before, after = dict(start.angles), dict(end.angles)
    angles = tuple((axis, (before.get(axis, 0.0) + after.get(axis, 0.0)) / 2) for axis in {**before, **after})
    return Posture(end.support, tuple(sorted(angles)), end.hands, end.elbows, end.hangs, end.soles)


def _arrows(picture: Picture, start: Skeleton, end: Skeleton, view: Camera, size: float) -> Commands:
    middle = end
    if picture.start != picture.end and any(way == "its way" for _, way in picture.arrows):
        middle = stand(_halfway(picture.start, picture.end), end.person)
    return [command for name, way in picture.arrows for command in arrow(name, way, start, middle, end, view, size)]
