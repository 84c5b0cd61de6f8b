"""What differs between two published versions, in words that a patient understands. The words stand in templates/phrases.yml.

A version is what `digest.says` or `digest.routine_says` gave when it was recorded. An old one may lack keys or have
another form: then only the group that has changed is named, and nothing is raised.
"""

from collections.abc import Collection, Iterator, Mapping

from .. import phrases
from .parts import parts
from .pictures import angles, pictures
from .sentences import Sentence, moved, only, pieces, say
from .snapshots import Unfamiliar, differing, groups, texts

__all__ = ["NOT_ON_SHEETS", "Sentence", "angles", "exercise", "pieces", "routine"]

# Groups of an exercise that its part of a sheet does not show; when to stop stands there once, for all exercises.
NOT_ON_SHEETS = frozenset({"clinical name", "purpose", "surfaces", "stop if", "other pictures"})
_TEXTS = ("name", "clinical name", "purpose", "positions", "surfaces", "equipment", "frequency", "start")


def exercise(then: dict, now: dict, left_out: Collection[str] = ()) -> list[Sentence]:
    """The sentences that tell what changed in an exercise; none where nothing did.

    `left_out` names groups of `digest.says` that are not told, and `other pictures`: of the other side, of other ways.
    """
    told: list[Sentence] = []
    for group in differing(then, now):
        if group not in left_out and group != "start pose":
            told += _group(group, then.get(group), now.get(group))
    told += pictures(then, now, others="other pictures" not in left_out)
    # A step that is cut in two ways reads alike, yet its version is another: what differs is never passed over.
    return told or [only(group) for group in differing(then, now) if not left_out]


def routine(then: dict, now: dict, snapshots: Mapping[str, dict], names: Mapping[str, str]) -> list[str | dict]:
    """What changed on a routine's sheet: sentences, and {"exercise": its name, "changed": sentences} for each exercise that did.

    `snapshots` are the known versions of exercises by digest; `names` what to call an exercise, by id.
    """
    told: list[str | dict] = []
    for group in differing(then, now):
        if group == "exercises":
            told += _exercises(then, now, snapshots, names)
        else:
            told += _group(group, then.get(group), now.get(group))
    return told


def _group(group: str, then: object, now: object) -> list[Sentence]:
    try:
        if group == "parts":
            return list(parts(groups(then), groups(now)))
        if group == "stop if":
            return list(_rules(texts(then), texts(now)))
        if group in _TEXTS:
            return [say(group, _words(group, then), _words(group, now))]
    except Unfamiliar:
        pass
    return [only(group)]


def _words(group: str, value: object) -> str | None:
    listed = texts([value] if isinstance(value, str) else value)
    known = phrases.table()["positions"]
    named = group == "positions" and listed and all(text in known for text in listed)
    return (phrases.positions(listed) if named else phrases.listed(listed)) or None


def _rules(then: list[str], now: list[str]) -> Iterator[str]:
    yield from (say("stop rule", now=rule) for rule in now if rule not in then)
    yield from (say("stop rule", then=rule) for rule in then if rule not in now)
    yield from moved("stop rule", then, now)


def _exercises(then: dict, now: dict, snapshots: Mapping[str, dict], names: Mapping[str, str]) -> list[str | dict]:
    try:
        old, new = _digests(then), _digests(now)
    except Unfamiliar:
        return [only("exercises")]
    told: list[str | dict] = [say("exercise", now=names.get(identity, identity)) for identity in new if identity not in old]
    told += [say("exercise", then=names.get(identity, identity)) for identity in old if identity not in new]
    told += moved("exercise", list(old), list(new))
    # Said once for the whole sheet, it is not said again for every exercise.
    often = [version.get("frequency") for version in (then, now)]
    for identity, digest in new.items():
        if old.get(identity, digest) != digest:
            versions = [snapshots.get(old[identity]), snapshots.get(digest)]
            told.append({"exercise": names.get(identity, identity), "changed": _on_the_sheet(*versions, often)})
    return told


def _digests(said: dict) -> dict[str, str]:
    """The digests of a routine's exercises by id, in order."""
    listed = groups(said.get("exercises"))
    if not all(isinstance(one.get(key), str) for one in listed for key in ("exercise", "digest")):
        raise Unfamiliar
    return {one["exercise"]: one["digest"] for one in listed}


def _on_the_sheet(then: dict | None, now: dict | None, often: list) -> list[str]:
    words = phrases.table()["changes"]["exercise"]
    if then is None or now is None:
        return [words["unknown"]]
    told_already = {"frequency"} if often == [then.get("frequency"), now.get("frequency")] else set()
    return exercise(then, now, NOT_ON_SHEETS | told_already) or [words["same"]]
