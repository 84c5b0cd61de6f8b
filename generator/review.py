"""Who has reviewed an exercise, whether that still counts, and what has changed since."""

from . import changes, digest
from .catalogue import Catalogue

UNREVIEWED = {"state": "unreviewed", "by": None, "profession": None, "date": None, "changed": []}


def line(by: str, date: str, version: str) -> str:
    """A review as it is written under `reviewed` in the file of an exercise."""
    return f"{{by: {by}, date: {date}, digest: {version}}}"


def state(catalogue: Catalogue, identity: str) -> dict:
    """The state of review: `state` unreviewed, reviewed or changed; `by` whom, their `profession`, the `date`; and what has `changed` since, in sentences.

    Of the reviews that were not withdrawn the newest of this version counts; where there is none of this version,
    the newest of all says since when it has changed. The sentences come from the ledger's snapshot of the version that was reviewed.
    """
    entries = sorted((entry for entry in catalogue.exercises[identity].reviewed if not entry.withdrawn), key=lambda entry: entry.date)
    if not entries:
        return UNREVIEWED
    now = digest.says(catalogue, identity)
    matching = [entry for entry in entries if entry.digest == digest.digest_of(now)]
    entry = (matching or entries)[-1]
    reviewer = catalogue.reviewers.get(entry.by)
    then = next((version.says for version in catalogue.history(identity) if version.digest == entry.digest), None)
    return {
        "state": "reviewed" if matching else "changed",
        "by": reviewer and reviewer.name, "profession": reviewer and reviewer.profession, "date": entry.date,
        "changed": [] if then is None or matching else [str(sentence) for sentence in changes.exercise(then, now)],
    }
