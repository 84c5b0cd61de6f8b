"""Small changes of a YAML text that leave everything else in it as it was: comments, order, spaces."""

from collections.abc import Callable

import yaml


class Refused(Exception):
    """What was asked for cannot be done; the message says why and what to do."""


def changed(path: str, text: str, edit: Callable[[yaml.Node], list[tuple[int, int, str]]], wanted: Callable[[dict], object]) -> str:
    """The text with the pieces exchanged that `edit` names: (from, to, new text), as places in the text.

    `wanted` makes of the values of the old text those that the new one must have. Raises Refused where it has others,
    so that a form of YAML that nobody thought of is left alone.
    """
    new = text
    for start, end, piece in sorted(edit(yaml.compose(text, Loader=yaml.SafeLoader)), reverse=True):
        new = new[:start] + piece + new[end:]
    values = yaml.load(text, Loader=yaml.BaseLoader)
    wanted(values)
    try:
        fits = yaml.load(new, Loader=yaml.BaseLoader) == values
    except yaml.YAMLError:
        fits = False
    if not fits:
        raise Refused(f"{path} is written in a form that cannot be changed from here. Change it by hand.")
    return new


def appended(text: str, lines: str) -> list[tuple[int, int, str]]:
    """The change that adds lines at the end of a text."""
    return [(len(text.rstrip("\n")), len(text), f"\n{lines}\n")]


def item_added(text: str, node: yaml.Node, key: str, item: str) -> list[tuple[int, int, str]]:
    """The change that adds an item to the list under a key of the top, or begins that list at the end of the text."""
    found = value(node, key)
    if found is None:
        return appended(text, f"{key}:\n  - {item}")
    if found.flow_style:
        end = found.end_mark.index - 1
        return [(end, end, f"{', ' if found.value else ''}{item}")]
    last = found.value[-1]
    line_end = text.find("\n", _end(last))
    at = len(text) if line_end < 0 else line_end
    return [(at, at, f"\n{' ' * found.start_mark.column}- {item}")]


def item_removed(text: str, sequence: yaml.SequenceNode, name: str) -> list[tuple[int, int, str]]:
    """The change that takes a text out of a list: its line, or what stands between the commas."""
    at = next(number for number, one in enumerate(sequence.value) if one.value == name)
    if not sequence.flow_style:
        start = text.rfind("\n", 0, sequence.value[at].start_mark.index) + 1
        end = text.find("\n", start)
        return [(start, len(text) if end < 0 else end + 1, "")]
    if at + 1 < len(sequence.value):
        return [(sequence.value[at].start_mark.index, sequence.value[at + 1].start_mark.index, "")]
    start = sequence.value[at - 1].end_mark.index if at else sequence.value[at].start_mark.index
    return [(start, sequence.value[at].end_mark.index, "")]


def value(node: yaml.Node, key: str) -> yaml.Node | None:
    """What stands under a key, or None."""
    return next((found for name, found in node.value if name.value == key), None)


def replaced(sequence: yaml.SequenceNode, old: str, new: str) -> list[tuple[int, int, str]]:
    """The change that writes another text in the place of one in a list, wherever it is there."""
    return [(one.start_mark.index, one.end_mark.index, new) for one in sequence.value if one.value == old]


def _end(node: yaml.Node) -> int:
    # A block ends where the next thing begins; its last plain value ends where it is written.
    while not isinstance(node, yaml.ScalarNode) and not node.flow_style:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    return node.end_mark.index
