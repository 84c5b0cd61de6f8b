"""Sentences from the table of words."""

from collections.abc import Iterator

from .. import phrases


def say(noun: str, then: object = None, now: object = None, **values: object) -> str:
    """The sentence for what is new, gone or changed. What is not there is None."""
    kind = "new" if then is None else "gone" if now is None else "changed"
    return phrases.table()["changes"][noun][kind].format(then=then, now=now, **values)


def only(group: str) -> str:
    """The sentence that no more than names what has changed."""
    table = phrases.table()["changes"]
    return table["group"].format(group=table["groups"].get(group, group))


def moved(noun: str, then: list, now: list, **values: object) -> Iterator[str]:
    """A sentence where what both versions have stands in another order."""
    if [one for one in then if one in now] != [one for one in now if one in then]:
        yield phrases.table()["changes"][noun]["moved"].format(**values)
