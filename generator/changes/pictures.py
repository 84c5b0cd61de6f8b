"""Which pictures of an exercise are new, gone, or show another position."""

from .. import phrases
from .sentences import Sentence, only
from .snapshots import Unfamiliar, group, groups, paired_parts, paired_steps


def pictures(then: dict, now: dict, others: bool) -> list[Sentence]:
    """A sentence each for pictures that have changed, are new, are gone; with `others` those of other sides and ways as well.

    Only of steps that both versions have.
    """
    table = phrases.table()["changes"]["picture"]
    found: dict[str, list[str]] = {"changed": [], "new": [], "gone": []}
    try:
        for name, (old, new) in _poses(then, now, table, others).items():
            if old != new:
                found["new" if not old else "gone" if not new else "changed"].append(name)
    except Unfamiliar:
        return [only("pictures")] if any(then.get(key) != now.get(key) for key in ("start pose", "parts")) else []
    return [Sentence(table[kind]["one" if len(names) == 1 else "several"], {"pictures": phrases.listed(names)}) for kind, names in found.items() if names]


def angles(then: dict, now: dict) -> dict[str, list[tuple[str, str | None, str | None]]]:
    """By what a picture shows, in words, the pose words that differ: (clinical term, before, now); None where a term is not there."""
    table = phrases.table()["changes"]["picture"]
    try:
        poses = {name: (_flat(old), _flat(new)) for name, (old, new) in _poses(then, now, table, others=True).items()}
    except Unfamiliar:
        return {}
    return {
        name: [(term, old.get(term), new.get(term)) for term in {**old, **new} if old.get(term) != new.get(term)]
        for name, (old, new) in poses.items() if old != new
    }


def _flat(pose: object) -> dict[str, str]:
    """A pose as its words by term; one that stands alone, as for another side, is its own word; of several ways each has its number."""
    if not isinstance(pose, dict):
        return {"": str(pose)} if pose else {}
    return {f"{term} {inner}": str(value) for term, value in pose.items() if isinstance(value, dict) for inner, value in value.items()} | {
        term: str(value) for term, value in pose.items() if not isinstance(value, dict)
    }


def _poses(then: dict, now: dict, table: dict, others: bool) -> dict[str, tuple[object, object]]:
    """What a picture shows, in words: its pose before and after."""
    poses: dict[str, tuple[object, object]] = {table["start"]: (then.get("start pose"), now.get("start pose"))}
    for old, new in paired_parts(groups(then.get("parts")), groups(now.get("parts"))):
        if old is None or new is None:
            continue
        before, after = groups(old.get("steps")), groups(new.get("steps"))
        for i, j in paired_steps(before, after):
            if i is not None and j is not None:
                name = table["step in part" if new.get("name") else "step"].format(number=j + 1, part=new.get("name"))
                poses |= _step(name, before[i], after[j], table, others)
    return poses


def _step(name: str, then: dict, now: dict, table: dict, others: bool) -> dict[str, tuple[object, object]]:
    """The picture of a step, and where `others` are wanted that of its other side and those of other ways to do it."""
    poses = [dict(group(step.get("pose"))) for step in (then, now)]
    other_sides = [pose.pop("both sides", None) for pose in poses]
    told = {name: tuple(poses)}
    if others:
        told[table["other side"].format(step=name)] = tuple(other_sides)
        told[table["other way"].format(step=name)] = tuple(step.get("option poses") for step in (then, now))
    return told
