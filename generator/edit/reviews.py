"""Signing a review, and taking it back."""

from .. import digest
from ..catalogue import Catalogue
from ..review import line
from ..write import write_one
from . import texts
from .texts import Refused


def review(catalogue: Catalogue, exercise: str, by: str, today: str) -> str:
    """Signs an exercise, named by its id or its code, as it is now. Returns what was done.

    Raises Refused where there is no such exercise or reviewer, or where the same reviewer has signed this version.
    """
    identity, by = _exercise(catalogue, exercise), _reviewer(catalogue, by)
    written, now = catalogue.exercises[identity], digest.digest(catalogue, identity)
    if any((entry.by, entry.digest, entry.withdrawn) == (by, now, None) for entry in written.reviewed):
        raise Refused(f"{by} has signed {written.code} as it is now already.")
    path = catalogue.folder / "exercises" / f"{identity}.yml"
    text = path.read_text("utf-8")
    entry = {"by": by, "date": today, "digest": now}
    new = texts.changed(str(path), text, lambda node: texts.item_added(text, node, "reviewed", line(by, today, now)), lambda values: values.setdefault("reviewed", []).append(entry))
    write_one(path, new.encode())
    return f"Wrote in {path}: {line(by, today, now)}"


def take_back(catalogue: Catalogue, exercise: str, by: str, today: str) -> str:
    """Withdraws the newest review of an exercise by a reviewer. Returns what was done. Raises Refused where there is none."""
    identity, by = _exercise(catalogue, exercise), _reviewer(catalogue, by)
    entries = catalogue.exercises[identity].reviewed
    own = [number for number, entry in enumerate(entries) if entry.by == by and not entry.withdrawn]
    if not own:
        raise Refused(f"{catalogue.exercises[identity].code} has no review by {by} that could be withdrawn.")
    at = max(own, key=lambda number: (entries[number].date, number))
    path = catalogue.folder / "exercises" / f"{identity}.yml"
    text = path.read_text("utf-8")

    def edit(node) -> list[tuple[int, int, str]]:
        entry = texts.value(node, "reviewed").value[at]
        if entry.flow_style:
            end = entry.end_mark.index - 1
            return [(end, end, f", withdrawn: {today}")]
        last = entry.value[-1][1].end_mark.index
        return [(last, last, f"\n{' ' * entry.start_mark.column}withdrawn: {today}")]

    write_one(path, texts.changed(str(path), text, edit, lambda values: values["reviewed"][at].update(withdrawn=today)).encode())
    return f"The review of {catalogue.exercises[identity].code} by {by} of {entries[at].date} no longer counts: {path}"


def _exercise(catalogue: Catalogue, name: str) -> str:
    found = next((identity for identity, one in catalogue.exercises.items() if name in (identity, one.code)), None)
    if found is None:
        raise Refused(f"There is no exercise {name!r}. Name its code, for example {min(one.code for one in catalogue.exercises.values())}, or its file without .yml.")
    return found


def _reviewer(catalogue: Catalogue, by: str) -> str:
    if by not in catalogue.reviewers:
        raise Refused(f"There is no reviewer {by!r}. Known: {', '.join(catalogue.reviewers) or 'none yet'}. Reviewers stand in {catalogue.path('reviewers.yml')}, each with name and profession.")
    return by
