"""What changes around the exercises: routines, and the other words that readers are told."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from .. import changes, digest
from ..catalogue import Catalogue
from ..changes import pieces
from ..model import Reviewer
from .exercises import Told, time

Pieces = list[tuple[str, str]]


@dataclass(frozen=True)
class RoutineChange:
    """What changes in a routine. `kind` is added, changed or gone."""

    kind: str
    id: str
    name: str
    time: tuple[str, str, int] | None
    sentences: list[str]
    outdated: bool


def routines(then: Told, now: Told) -> list[RoutineChange]:
    """The routines that are new, gone, take another time, or whose sheets say something else."""
    names = {**then.catalogue.labels, **now.catalogue.labels}
    former = {name: identity for identity, routine in now.catalogue.routines.items() for name in routine.formerly}
    old_by_id = {former.get(identity, identity): one for identity, one in then.routines.items()}
    found = [RoutineChange("gone", identity, one.routine.name, None, [], False) for identity, one in old_by_id.items() if identity not in now.routines]
    for identity, new in now.routines.items():
        old = old_by_id.get(identity)
        if old is None:
            found.append(RoutineChange("added", identity, new.routine.name, ("", new.time, 0), [], False))
            continue
        said = digest.routine_says(then.catalogue, old.id), digest.routine_says(now.catalogue, identity)
        sentences = [sentence for sentence in changes.routine(*said, {}, names) if isinstance(sentence, str)]
        if old.seconds != new.seconds or old.version != new.version:
            found.append(RoutineChange("changed", identity, new.routine.name, time(old, new), sentences, old.version != new.version))
    return found


def _texts(catalogue: Catalogue) -> dict[tuple[str, str], list[str]]:
    """What readers are told outside the exercises, as paragraphs, by its kind and its name."""
    guide = catalogue.guide
    texts = {("guide", ""): [guide.name, guide.description, *([guide.help_note] if guide.help_note else [])]}
    texts |= {("help", level.name): [f"{group.heading}: {'; '.join(group.signs)}" for group in level.groups] for level in guide.help}
    texts |= {("region", region.name): [region.introduction.text] for region in catalogue.regions.values() if region.introduction}
    texts |= {("routine", routine.name): [routine.description] for routine in catalogue.routines.values() if routine.description}
    return texts | {("page", page.head.title): [one for paragraph in page.body.split("\n\n") if (one := " ".join(paragraph.split()))] for page in catalogue.pages.values()}


def texts_that_differ(then: Catalogue, now: Catalogue) -> dict[tuple[str, str], list[Pieces]]:
    """What readers are told outside the exercises: by its kind and its name, the paragraphs that differ, in pieces; all in one where it is new or gone."""
    old, new = _texts(then), _texts(now)
    lone = {key: [[("new" if key in new else "old", " ".join(side[key]))]] for side in (old, new) for key in side if (key in old) != (key in new)}
    return {key: lone.get(key) or _paragraphs(old[key], new[key]) for key in {**old, **new} if old.get(key) != new.get(key)}


def clear_pieces(then: str, now: str) -> Pieces:
    """The words of both texts in pieces; where more than half differs, the whole of each, for nobody reads crumbs."""
    if SequenceMatcher(None, then.split(), now.split(), autojunk=False).ratio() < 0.5:
        return [("old", then), ("new", now)]
    return pieces(then, now)


def reviewers(then: Catalogue, now: Catalogue) -> list[tuple[str, Reviewer | None, Reviewer | None]]:
    """Who may sign, where that has changed: the id, what was said of them, and what is said now."""
    return [(identity, then.reviewers.get(identity), now.reviewers.get(identity)) for identity in {**then.reviewers, **now.reviewers} if then.reviewers.get(identity) != now.reviewers.get(identity)]


def _paragraphs(old: list[str], new: list[str]) -> list[Pieces]:
    found = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            left = new[c:d]
            for one in old[a:b]:
                like = next((other for other in left if SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio() > 0.5), None)
                if like is not None:
                    left.remove(like)
                found.append([("old", one)] if like is None else pieces(one, like))
            found += [[("new", one)] for one in left]
    return found
