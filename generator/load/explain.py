"""From the model's errors to problems in an author's words, each at its line and column."""

import functools
import re
import typing

from pydantic import BaseModel, TypeAdapter, ValidationError

from ..problem import Problem, field_name, nearest, shown
from .restricted_yaml import Node


_adapter = functools.cache(TypeAdapter)


def validated(kind: type, tree: Node) -> tuple[object | None, list[Problem]]:
    """The tree as a value of the kind, or None and every problem in it."""
    try:
        return _adapter(kind).validate_python(tree.plain()), []
    except ValidationError as errors:
        return None, [_problem(error, tree, kind) for error in errors.errors(include_url=False) if not _follows(error, tree)]


def _follows(error: dict, tree: Node) -> bool:
    """Whether the error only repeats another: a list counts as too short when its items are at fault."""
    return error["type"] == "too_short" and bool(tree.at(error["loc"]).value)


def _problem(error: dict, tree: Node, kind: type) -> Problem:
    # For a key of a dict that is not an id pydantic adds a last step of its own.
    of_key = error["type"] != "extra_forbidden" and error["loc"][-1:] == ("[key]",)
    steps = error["loc"][:-1] if of_key else error["loc"]
    fault, context = error["type"], error.get("ctx", {})
    node = tree.at(steps)
    place = node.place
    if fault == "author":
        return Problem(tree.key_at(steps) if of_key else place, field_name(steps), context["wrong"], context["way_out"])
    if fault == "missing":
        return Problem(place, field_name(steps), "This key is missing.", _help(kind, steps) or "Write it.")
    if fault == "extra_forbidden":
        known = _keys(kind, steps[:-1])
        way_out = nearest(steps[-1], known).strip() or f"Known keys here: {', '.join(known)}."
        return Problem(tree.key_at(steps), field_name(steps), "This key is not known.", way_out)
    if fault == "literal_error":
        allowed = re.findall(r"'([^']*)'", context["expected"])
        return Problem(place, field_name(steps), f"{shown(error['input'])} is not one of the words allowed here.", f"Write one of: {', '.join(allowed)}.{nearest(str(error['input']), allowed)}")
    if fault in _KEYLESS:
        keys = _keys(kind, steps)
        return Problem(place, field_name(steps), "A list or a text stands where keys belong.", f"Write key: value on lines of their own.{' Known keys here: ' * bool(keys)}{', '.join(keys)}{'.' * bool(keys)}")
    wrong, way_out = _SHAPES.get(fault, ("The value does not fit here.", ""))
    way_out = way_out or _help(kind, steps) or "Compare it with content/exercises/_template.yml."
    return Problem(place, field_name(steps), wrong.format(**context), way_out.format(**context))


_KEYLESS = ("model_type", "model_attributes_type", "dict_type")
_SHAPES = {
    "string_type": ("A list or a group of keys stands where a text belongs.", "Write the text on the line of the key; put it in quotes if it holds a colon."),
    "string_too_long": ("The text is longer than {max_length} signs.", "Shorten it, or split it."),
    "string_pattern_mismatch": ("The text does not have the form asked for here.", ""),
    "tuple_type": ("One value stands where a list belongs.", "Begin each item on a line of its own with a hyphen and a space."),
    "list_type": ("One value stands where a list belongs.", "Begin each item on a line of its own with a hyphen and a space."),
    "too_short": ("The list is empty.", "Write at least one item."),
}


def _field(kind: type, steps: tuple):
    """The annotation at the end of the steps, and the field's help where it is a model's field."""
    annotation, help_text = kind, ""
    for step in steps:
        models = [a for a in _members(annotation) if isinstance(a, type) and issubclass(a, BaseModel)]
        if models and step in models[0].model_fields:
            info = models[0].model_fields[step]
            annotation, help_text = info.annotation, info.description or ""
        elif models:
            return None, ""
        else:
            annotation, help_text = (typing.get_args(_members(annotation)[0]) or (None, None))[-1 if isinstance(step, str) else 0], ""
    return annotation, help_text


def _members(annotation) -> list:
    if typing.get_origin(annotation) is typing.Annotated:
        return _members(typing.get_args(annotation)[0])
    parts = typing.get_args(annotation)
    if typing.get_origin(annotation) in (tuple, dict, list) or not parts:
        return [annotation]
    return [part for part in parts if part is not type(None)]


def _keys(kind: type, steps: tuple) -> list[str]:
    annotation, _ = _field(kind, steps)
    return [name for a in _members(annotation) if isinstance(a, type) and issubclass(a, BaseModel) for name in a.model_fields]


def _help(kind: type, steps: tuple) -> str:
    return _field(kind, steps)[1]
