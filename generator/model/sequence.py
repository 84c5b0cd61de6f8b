"""What happens in an exercise, worked out by hand and written on one line, to hold the timeline against."""

import re
from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from ..problem import shown
from .values import Span, read_count, read_sets, read_time, refuse

KINDS = ("get ready", "move", "hold", "release", "rest", "change sides")
_RANGE = r"[1-9][0-9]{0,3}(?:-[1-9][0-9]{0,3})?"
_STRETCH = rf"[a-z]+(?: [a-z]+)* {_RANGE}"
_STRETCHES = rf"{_STRETCH}(?:, {_STRETCH})*"
_ITEM = rf"(?:(?:([1-9][0-9]?) x )?({_RANGE}) x \(({_STRETCHES})\)|({_STRETCH}))"
_SEQUENCE = rf"{_ITEM}(?:, {_ITEM})*"
_LONGEST_LINE = 500


@dataclass(frozen=True)
class Stretch:
    """A stretch of time: its kind, its seconds, and whether it is beyond the lower number of a range of repetitions."""

    kind: str
    seconds: Span
    optional: bool = False

    def __str__(self) -> str:
        """For example `hold 5-10 s`."""
        low, high = self.seconds.min, self.seconds.max
        return f"{self.kind} {low if low == high else f'{low}-{high}'} s{', if possible' * self.optional}"


def read_sequence(value: object) -> tuple[Stretch, ...]:
    """`get ready 5, 10 x (move 3, hold 5-10, release 3)` as all of its stretches; sets stand first, `3 x 8-10 x (move 2)`."""
    if not isinstance(value, str) or len(value) > _LONGEST_LINE or not re.fullmatch(_SEQUENCE, value):
        what = shown(value) if isinstance(value, str) else "A list or a group of keys"
        raise refuse(f"{what} is not a sequence.", "Write what happens with its seconds, for example get ready 5, 10 x (move 3, hold 5-10, release 3); sets stand first: 3 x 8-10 x (move 2).")
    found: list[Stretch] = []
    for sets, count, repeated, single in re.findall(_ITEM, value):
        times = read_count(count or "1")
        once = [_stretch(written) for written in (repeated or single).split(", ")]
        found += [replace(one, optional=number >= times.min) for number in range(times.max) for one in once] * read_sets(sets or "1")
    return tuple(found)


def _stretch(written: str) -> Stretch:
    kind, _, seconds = written.rpartition(" ")
    if kind not in KINDS:
        raise refuse(f"{shown(kind)} is not a word for what happens.", f"Write one of: {', '.join(KINDS)}.")
    return Stretch(kind, read_time(f"{seconds} s"))


Sequence = Annotated[tuple[Stretch, ...], PlainValidator(read_sequence), WithJsonSchema({"type": "string", "pattern": f"^{_SEQUENCE}$", "maxLength": _LONGEST_LINE})]
