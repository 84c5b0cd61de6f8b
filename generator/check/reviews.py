"""Reviews that only a question from outside can judge: whether they are recent, and whether new ones hold: from the reviewer's own account, of what is there."""

from collections.abc import Iterator
from datetime import date

from .. import digest, review
from ..catalogue import Catalogue
from ..model import Review
from ..problem import Problem, field_name

YEARS = 2


def reviews_are_recent(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """Tells each exercise whose review counts and is older than two years on the day `today`."""
    for name, exercise in catalogue.exercises.items():
        state = review.state(catalogue, name)
        if state["state"] == "reviewed" and _years_later(state["date"]) < today:
            at = next(number for number, entry in enumerate(exercise.reviewed) if entry.date == state["date"])
            place = catalogue.place(f"exercises/{name}.yml", "reviewed", at, "date")
            yield Problem(place, field_name(("reviewed", at, "date")), f"The review of {exercise.code} is older than {YEARS} years.", f"Ask for a new one: {review.line('your-id', today.isoformat(), digest.digest(catalogue, name))}")


def _years_later(day: str) -> date:
    then = date.fromisoformat(day)
    # A 29 February has no day of its own two years later.
    return then.replace(year=then.year + YEARS, day=min(then.day, 28) if then.month == 2 else then.day)


def new_reviews_hold(before: Catalogue, catalogue: Catalogue, author: str, today: date) -> Iterator[Problem]:
    """Tells each review that is new since `before` and is not by the reviewer with the GitHub account `author`, not of the exercise as it is, or of a day to come.

    Whose account it is was said before, where the reviewer was known: a change cannot make somebody else of them.
    """
    known = {(name, entry) for name, exercise in before.with_withdrawn.items() for entry in exercise.reviewed}
    for name, exercise in catalogue.exercises.items():
        for number, entry in enumerate(exercise.reviewed):
            if not entry.withdrawn and not any((former, entry) in known for former in (name, *exercise.formerly)):
                for key, wrong, way_out in _faults(before, catalogue, name, entry, author, today):
                    steps = ("reviewed", number, key)
                    yield Problem(catalogue.place(f"exercises/{name}.yml", *steps), field_name(steps), wrong, way_out)


def _faults(before: Catalogue, catalogue: Catalogue, name: str, entry: Review, author: str, today: date) -> Iterator[tuple[str, str, str]]:
    """What a new review lacks: the key where it is told, what is wrong, the way out."""
    if entry.digest != (now := digest.digest(catalogue, name)):
        yield "digest", f"{entry.digest} is not the version of {catalogue.exercises[name].code} as it is here, which is {now}.", f"If you have read it as it is here, write digest: {now}. Else take the review out."
    if entry.date > today.isoformat():
        yield "date", "This day has not come yet.", f"Write date: {today.isoformat()}."
    reviewer = before.reviewers.get(entry.by) or catalogue.reviewers.get(entry.by)
    if reviewer and not reviewer.github:
        yield "by", f"{entry.by} has no account on GitHub in {catalogue.path('reviewers.yml')}, so nobody can see that this review is theirs.", "Write there github: and the name of the account."
    elif reviewer and reviewer.github.lower() != author.lower():
        yield "by", f"This review is by {entry.by}, whose account is {reviewer.github}, and {author} proposes it.", "A review is proposed by the reviewer, from their own account. Take it out here."
