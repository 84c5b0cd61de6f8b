"""A restricted YAML that cannot corrupt a clinical number.

Every scalar stays the text that was written; anchors, aliases, tags, doubled keys, a second document
and deep nesting are problems. Parsing is by libyaml's event stream, which keeps line and column.
"""

import re
from dataclasses import dataclass

import yaml

from ..problem import Place, Problem, place_after, shown

DEEPEST = 12
_LOADER = getattr(yaml, "CLoader", yaml.Loader)


@dataclass(slots=True)
class Node:
    """A value with its place. `value` is text, None, a list of nodes, or a dict of key to node.

    `keys` holds the place of each key of a dict.
    """

    value: object
    place: Place
    keys: dict[str, Place] | None = None

    def plain(self) -> object:
        """The value without places; keys and items without a value are left out."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items() if node.value is not None}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value if node.value is not None]
        return self.value

    def at(self, steps: tuple) -> "Node":
        """The node at the end of the steps (keys and indices), or the last one there is on the way."""
        node = self
        for step in steps:
            if isinstance(node.value, dict) and step in node.value:
                node = node.value[step]
            elif isinstance(node.value, list) and isinstance(step, int):
                node = [item for item in node.value if item.value is not None][step]
            else:
                break
        return node

    def key_at(self, steps: tuple) -> Place:
        """The place of the last key of the steps, or of the nearest value around it."""
        parent = self.at(steps[:-1])
        return (parent.keys or {}).get(steps[-1], parent.place)


class Refused(Exception):
    """The text is not in the restricted YAML; `problem` says where and why."""

    def __init__(self, place: Place, wrong: str, way_out: str):
        self.problem = Problem(place, "", wrong, way_out)


def read(text: str, path: str) -> tuple[Node, list[Problem]]:
    """The tree of the text, and the problems that did not prevent reading on.

    Raises Refused where the text has no tree.
    """
    reader = _Reader(path)
    try:
        events = yaml.parse(text, Loader=_LOADER)
        reader.expect(events)
        return reader.tree, reader.problems
    except yaml.MarkedYAMLError as error:
        raise _explained(error, text, path) from None
    except yaml.reader.ReaderError as error:
        raise _unreadable(error, text, path) from None


class _Reader:
    def __init__(self, path: str):
        self.path = path
        self.problems: list[Problem] = []
        self.tree: Node | None = None

    def place(self, mark) -> Place:
        return Place(self.path, mark.line + 1, mark.column + 1)

    def expect(self, events) -> None:
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if self.tree is not None:
                    raise Refused(self.place(event.start_mark), "A second document begins here.", "Keep one document in a file: take the line --- out.")
                self.tree = self.node(next(events), events, 0)
        if self.tree is None or self.tree.value is None:
            raise Refused(Place(self.path), "The file is empty.", "Fill it in, or delete it.")

    def node(self, event, events, depth: int) -> Node:
        place = self.place(event.start_mark)
        if depth > DEEPEST:
            raise Refused(place, f"The file is nested more than {DEEPEST} levels deep.", "Check the brackets and the indentation.")
        if isinstance(event, yaml.AliasEvent):
            raise Refused(place, f"*{event.anchor} repeats another place by reference.", "Write the value out; a text that begins with * needs quotes.")
        if event.anchor:
            raise Refused(place, f"&{event.anchor} gives this place a name.", "Take it out; a text that begins with & needs quotes.")
        if event.tag is not None:
            raise Refused(place, f"{event.tag.replace('tag:yaml.org,2002:', '!!')} is a YAML tag.", "Take it out; a text that begins with ! needs quotes.")
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(self.items(events, depth), place)
        if isinstance(event, yaml.MappingStartEvent):
            value, keys = self.pairs(events, depth)
            return Node(value, place, keys)
        plain = not event.style and event.value in ("", "~", "null")
        return Node(None if plain else event.value, place)

    def items(self, events, depth: int) -> list[Node]:
        nodes = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                return nodes
            nodes.append(self.node(event, events, depth + 1))
            if nodes[-1].value is None:
                self.problems.append(Problem(nodes[-1].place, "", "This item of the list is empty.", "Write the item, or take the hyphen out."))

    def pairs(self, events, depth: int) -> tuple[dict[str, Node], dict[str, Place]]:
        value, keys = {}, {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                return value, keys
            key = self.node(event, events, depth + 1)
            if not isinstance(key.value, str):
                raise Refused(key.place, "A key must be a word.", "Write it like name: value; a text with { or [ needs quotes.")
            node = self.node(next(events), events, depth + 1)
            if key.value in keys:
                self.problems.append(Problem(key.place, key.value, f"This key is here twice; the first is in line {keys[key.value].line}.", "Keep one of the two."))
                continue
            if node.value is None:
                self.problems.append(Problem(key.place, key.value, "This key has no value.", "Write what belongs to it, or take this line out as well."))
            value[key.value], keys[key.value] = node, key.place


# Slips that libyaml notices a line or more too late.
_SLIPS = (
    (re.compile(r"\s*(?:- )?[a-z_]+:(?=[^\s/]|\u00a0)"), "The space after the colon is missing.", "Write key: value, with an ordinary space."),
    (re.compile(r"\s*(?:- )?[a-z_]+\s*(?==\s)"), "A sign = stands where a colon belongs.", "Write key: value."),
    (re.compile(r"\s*- (?![a-z_]+:|[\"'\[{])(?=.*\S)"), "This item begins without a key.", "If it is a step, begin it with text: and the words."),
)
_WORDS = (
    ("found character that cannot start any token", "A tab, or a sign that YAML keeps for itself, stands here.", "Indent with spaces; put quotes round a text that begins with @, `, % or a tab."),
    ("found unexpected end of stream", "A quotation mark is opened and never closed.", "Close it, or take it out."),
    ("found a tab character", "A tab stands where only spaces may.", "Indent with spaces."),
    ("mapping values are not allowed", "A colon inside the text ends it here, or the indentation is off.", "Put the whole text in quotes, or line the key up with its neighbours."),
    ("could not find expected ':'", "A key without its colon stands here, or the indentation is off.", "Write key: value, and line it up with its neighbours."),
    ("did not find expected key", "The indentation does not fit the lines above, or a quotation mark stands inside the text.", "Line the key up with its neighbours; put the text in double quotes."),
    ("did not find expected '-' indicator", "The indentation does not fit the lines above.", "Line the key or the hyphen up with its neighbours."),
    ("did not find expected ',' or", "A bracket is opened and never closed.", "Close it, or put the text in quotes."),
    ("did not find expected node content", "A bracket or a comma is out of place.", "Check the brackets, or put the text in quotes."),
    ("escape", "A backslash in double quotes begins a sign that YAML does not know.", "Use single quotes, or take the backslash out."),
    ("did not find expected alphabetic", "A text that begins with * or & needs quotes.", "Put the whole text in quotes."),
    ("control characters are not allowed", "The file holds a control character.", "Type the text again instead of pasting it."),
)


def _explained(error: yaml.MarkedYAMLError, text: str, path: str) -> Refused:
    mark = error.problem_mark or error.context_mark
    said = error.problem or ""
    opened = "unexpected end of stream" in said and error.context_mark
    place_mark = error.context_mark if opened else mark
    place = Place(path, place_mark.line + 1, place_mark.column + 1) if place_mark else Place(path)
    lines = text.splitlines()
    if lines and place.line > text.count("\n") + 1:
        # libyaml ends a last line without an end, and then sees another.
        place = Place(path, len(lines), len(lines[-1]) + 1)
    if place.line <= len(lines) and "\t" in lines[place.line - 1][: place.column]:
        return Refused(place, "A tab stands where only spaces may.", "Indent with spaces.")
    for number in range(min(place.line, len(lines)), max(0, place.line - 3), -1):
        for slip, wrong, way_out in _SLIPS:
            if match := slip.match(lines[number - 1]):
                return Refused(Place(path, number, match.end() + 1), wrong, way_out)
    for sign, wrong, way_out in _WORDS:
        if sign in said:
            return Refused(place, wrong, way_out)
    return Refused(place, f"This is not YAML ({said or 'unreadable'}).", "Compare the line with a neighbouring file.")


def _unreadable(error: yaml.reader.ReaderError, text: str, path: str) -> Refused:
    # Its place is counted in bytes by one of the readers, and in signs by the other.
    sign = chr(error.character) if isinstance(error.character, int) else error.character
    return Refused(place_after(path, text.partition(sign)[0]), f"The file holds a control character ({shown(sign)}).", "Type the text again instead of pasting it.")
