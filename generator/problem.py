"""What is wrong with the content, where, and what the author can do about it."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

LONGEST_FIELD = 200
LONGEST_WRONG = 500


class Place(NamedTuple):
    """A spot in a content file. `line` and `column` count from 1."""

    path: str
    line: int = 1
    column: int = 1


def place_after(path: str, before: str) -> Place:
    """The place of what follows this much of a file's text."""
    *lines, last = re.split(r"\r\n|\r|\n", before)
    return Place(path, len(lines) + 1, len(last) + 1)


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: its place, the field it is in ("" for the whole file), what is wrong, the way out."""

    place: Place
    field: str
    wrong: str
    way_out: str

    def __str__(self) -> str:
        """`path:line:column  field: what is wrong.  Way out.` on one line."""
        # At the beginning of a line, GitHub's runner takes `::` for the beginning of a command.
        return f"{'./' * self.place.path.startswith('::')}{one_line(self.place.path)}:{self.place.line}:{self.place.column}  {self._message()}"

    def annotation(self) -> str:
        """The same as a GitHub workflow command; nothing in the content can end it or start another."""
        place = f"file={_property(one_line(self.place.path))},line={self.place.line},col={self.place.column}"
        return f"::error {place}::{_data(self._message())}"

    def _message(self) -> str:
        field = f"{_cut(self.field, LONGEST_FIELD)}: " if self.field else ""
        return f"{field}{_cut(self.wrong, LONGEST_WRONG)}  {one_line(self.way_out)}"


def one_line(text: str) -> str:
    """The text with control characters shown as escapes, so that it stays on one line of a terminal.

    `##[` is shown with an escape too: anywhere in a line, GitHub's runner takes it for the beginning of a command.
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text).replace("##[", "#\\x23[")


def shown(value: object, limit: int = 60) -> str:
    """A value as it is quoted in a message: on one line, cut at `limit` characters."""
    return f"'{_cut(str(value), limit)}'"


def nearest(word: str, known: Iterable[str]) -> str:
    """` Did you mean x?` where a known word is close to the given one, else nothing."""
    close = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.7)
    return f" Did you mean {close[0]}?" if close else ""


def field_name(steps: tuple) -> str:
    """The path to a field as an author counts: `parts.1.steps.2.hold`."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in steps)


def _cut(text: str, limit: int) -> str:
    line = one_line(text)
    return f"{line[:limit]}…" if len(line) > limit else line


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
