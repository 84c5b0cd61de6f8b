"""Reading what a version said, whatever its age: its texts and groups, and what in two versions belongs together."""

from difflib import SequenceMatcher
from itertools import zip_longest

from .. import phrases


class Unfamiliar(Exception):
    """A version has a form that this program does not know."""


def differing(then: dict, now: dict) -> list[str]:
    """The keys that differ, in the order of the table of words; after them those it does not know."""
    order = [*phrases.table()["changes"], "parts", "exercises", "stop if", *then, *now]
    return sorted((key for key in {**then, **now} if then.get(key) != now.get(key)), key=order.index)


def text(value: object) -> str | None:
    """A text, or None where there is none. Raises Unfamiliar."""
    return texts([value])[0] if value else None


def texts(value: object) -> list[str]:
    """A list of texts; an empty one where there is none. Raises Unfamiliar."""
    return _list_of(str, value)


def groups(value: object) -> list[dict]:
    """A list of groups; an empty one where there is none. Raises Unfamiliar."""
    return _list_of(dict, value)


def _list_of(kind: type, value: object) -> list:
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(one, kind) for one in value):
        raise Unfamiliar
    return value


def group(value: object) -> dict:
    """A group; an empty one where there is none. Raises Unfamiliar."""
    return {} if value is None else groups([value])[0]


def step_text(step: dict) -> str:
    """The words of a step as a sheet prints them: the step, then other ways to do it. Raises Unfamiliar."""
    return " ".join(texts([step.get("text"), *texts(step.get("options"))]))


def paired_parts(then: list[dict], now: list[dict]) -> list[tuple[dict | None, dict | None]]:
    """Parts of one name together, then the others in their order; None where there is no other."""
    left = list(then)
    pairs = []
    for new in now:
        old = next((old for old in left if old.get("name") == new.get("name")), None)
        left = [one for one in left if one is not old]
        pairs.append((old, new))
    pairs = [(left.pop(0) if old is None and left else old, new) for old, new in pairs]
    return [*pairs, *((old, None) for old in left)]


def paired_steps(then: list[dict], now: list[dict]) -> list[tuple[int | None, int | None]]:
    """The places, from 0, of steps that belong together; None where there is no other. Raises Unfamiliar."""
    old, new = ([step_text(step) for step in steps] for steps in (then, now))
    if same_in_another_order(old, new):
        return [(old.index(words), place) for place, words in enumerate(new)]
    runs = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [pair for _, a, b, c, d in runs for pair in zip_longest(range(a, b), range(c, d))]


def same_in_another_order(then: list[str], now: list[str]) -> bool:
    """Whether both hold the same texts, each once, in another order."""
    return then != now and len(set(now)) == len(now) and sorted(then) == sorted(now)
