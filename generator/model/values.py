"""The small values that authors write: lengths of time, counts, codes, ids, dates, yes and no.

YAML would guess at these (`1:30` becomes 90, `no` becomes false), so every one arrives here as the
text that was written and is read by a rule of its own.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, PlainValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from ..problem import shown


class Noun(BaseModel):
    """Strict, frozen, and closed to unknown keys."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


@dataclass(frozen=True)
class Span:
    """From `min` to `max`, both included; equal where one number was written."""

    min: int
    max: int


def refuse(wrong: str, way_out: str) -> PydanticCustomError:
    """An error in an author's words. `wrong` and `way_out` are sentences."""
    return PydanticCustomError("author", "{wrong}", {"wrong": wrong, "way_out": way_out})


_RANGE = r"([1-9][0-9]{0,3})(?: ?[-\u2013] ?([1-9][0-9]{0,3}))?"
_TIME = re.compile(_RANGE + r" ?(s|min)")
_COUNT = re.compile(_RANGE)
ID = r"[a-z0-9]+(-[a-z0-9]+)*"
ACCOUNT = r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*"
CODE = r"[A-Z]{1,3}[1-9][0-9]{0,2}"
LONGEST_SECONDS = 3600
MOST_REPETITIONS = 500


def _span(match: re.Match, unit: int, most: int, written: str, example: str) -> Span:
    low = int(match[1]) * unit
    high = int(match[2]) * unit if match[2] else low
    if high < low:
        raise refuse(f"{shown(written)} runs backwards.", f"Write the smaller number first, for example {example}.")
    if high > most:
        raise refuse(f"{shown(written)} is more than this guide can hold ({most}).", "Check the number.")
    return Span(low, high)


def read_time(value: object) -> Span:
    """`10 s`, `5-10 s` or `1 min` as seconds. Raises an author's error for anything else."""
    match = _TIME.fullmatch(_spaced(value)) if isinstance(value, str) else None
    if not match:
        raise refuse(f"{_said(value)} is not a length of time.", "Write a whole number and its unit, for example 10 s, 5-10 s or 1 min.")
    return _span(match, 60 if match[3] == "min" else 1, LONGEST_SECONDS, value, "5-10 s")


def _spaced(value: str) -> str:
    """With ordinary spaces: a pasted text often brings others."""
    return value.replace("\u00a0", " ").replace("\u202f", " ")


def read_one_time(value: object) -> int:
    """`5 s` as seconds; a range is refused."""
    span = read_time(value)
    if span.min != span.max:
        raise refuse(f"{_said(value)} is a range.", "Write one length of time here, for example 5 s.")
    return span.min


def read_count(value: object) -> Span:
    """`15` or `7-10` as a span of whole numbers."""
    match = _COUNT.fullmatch(_spaced(value)) if isinstance(value, str) else None
    if not match:
        raise refuse(f"{_said(value)} is not a number of times.", "Write a whole number or a range, for example 15 or 7-10.")
    return _span(match, 1, MOST_REPETITIONS, value, "7-10")


def read_whole(value: object) -> int:
    """`3` as a whole number; a range is refused."""
    span = read_count(value)
    if span.min != span.max:
        raise refuse(f"{_said(value)} is a range.", "Write one whole number here, for example 3.")
    return span.min


def read_sets(value: object) -> int:
    """`3` as a number of sets, 20 at most."""
    if (sets := read_whole(value)) > 20:
        raise refuse(f"{_said(value)} sets are more than this guide can hold (20).", "Check the number.")
    return sets


def _read_yes_no(value: object) -> bool:
    if value not in ("yes", "no"):
        raise refuse(f"{_said(value)} is neither yes nor no.", "Write yes or no.")
    return value == "yes"


def _read_date(value: object) -> str:
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", str(value)):
            raise ValueError
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise refuse(f"{_said(value)} is not a date.", "Write year-month-day, for example 2026-03-31.") from None


def _plain_text(value: str) -> str:
    if bad := next((c for c in value if not c.isprintable() and c not in "\n\u200d\u00a0"), None):
        raise refuse(f"The text holds a character that cannot be printed (U+{ord(bad):04X}).", "Type the text again instead of pasting it.")
    if not value.strip():
        raise refuse("The text is empty.", "Write the text, or take the key out.")
    return value


def _said(value: object) -> str:
    if isinstance(value, list):
        return "A list"
    return "A group of keys" if isinstance(value, dict) else shown(value)


def _pattern(pattern: str, what: str, example: str):
    def read(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise refuse(f"{shown(value)} is not {what}.", f"Write it like {example}.")
        return value
    return AfterValidator(read)


def _link(value: str) -> str:
    if not re.fullmatch(r"https?://[A-Za-z0-9.-]+(:\d+)?(/[^\s<>\"'`\\{}|^]*)?", value):
        raise refuse(f"{shown(value)} is not a web address.", "Write the whole address, beginning with https://.")
    return value


def _root(value: str) -> str:
    if "?" in _link(value) or "#" in value:
        raise refuse(f"{shown(value)} holds a ? or a #.", "Write the address of the first page, for example https://example.org/guide/.")
    return value


_number_or_text = {"type": ["integer", "string"]}

Text = Annotated[str, StringConstraints(max_length=1000), AfterValidator(_plain_text)]
Time = Annotated[Span, PlainValidator(read_time), WithJsonSchema({"type": "string", "pattern": f"^{_TIME.pattern}$"})]
Seconds = Annotated[int, PlainValidator(read_one_time), WithJsonSchema({"type": "string", "pattern": "^[1-9][0-9]* ?(s|min)$"})]
Count = Annotated[Span, PlainValidator(read_count), WithJsonSchema({**_number_or_text, "pattern": f"^{_RANGE}$", "minimum": 1})]
Whole = Annotated[int, PlainValidator(read_whole), WithJsonSchema({**_number_or_text, "pattern": "^[1-9][0-9]*$", "minimum": 1})]
Sets = Annotated[int, PlainValidator(read_sets), WithJsonSchema({**_number_or_text, "pattern": "^[1-9][0-9]*$", "minimum": 1, "maximum": 20})]
YesNo = Annotated[bool, PlainValidator(_read_yes_no), WithJsonSchema({"enum": ["yes", "no", True, False]})]
Date = Annotated[str, PlainValidator(_read_date), WithJsonSchema({"type": "string", "format": "date"})]
Id = Annotated[str, _pattern(ID, "an id", "chin-to-shoulder: small letters, digits and hyphens"), WithJsonSchema({"type": "string", "pattern": f"^{ID}$"})]
Code = Annotated[str, _pattern(CODE, "a code", "N1: capital letters, then a number"), WithJsonSchema({"type": "string", "pattern": f"^{CODE}$"})]
Account = Annotated[str, _pattern(ACCOUNT, "an account on GitHub", "anna-berg, as it stands in your address there, without @: letters, digits and hyphens"), WithJsonSchema({"type": "string", "pattern": f"^{ACCOUNT}$"})]
Link = Annotated[str, AfterValidator(_link), WithJsonSchema({"type": "string", "format": "uri"})]
Root = Annotated[str, AfterValidator(_root), WithJsonSchema({"type": "string", "format": "uri"})]
Digest = Annotated[str, _pattern(r"[0-9a-f]{12}", "a digest", "3f9a1c0b2d4e: the twelve characters that the page of the exercise shows")]
