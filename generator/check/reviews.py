"""Reviews that only a question from outside can judge: whether they are recent, and whether they come from the reviewer's own account."""

from collections.abc import Iterator
from datetime import date

from .. import digest, review
from ..catalogue import Catalogue
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


def reviews_are_of_ones_own(before: Catalogue, catalogue: Catalogue, author: str) -> Iterator[Problem]:
    """Tells each review that is new since `before` and is not by the reviewer with the GitHub account `author`.

    Whose account it is was said before, where the reviewer was known: a change cannot make somebody else of them.
    """
    known = {(name, entry) for name, exercise in before.with_withdrawn.items() for entry in exercise.reviewed}
    for name, exercise in catalogue.exercises.items():
        for number, entry in enumerate(exercise.reviewed):
            if entry.withdrawn or any((former, entry) in known for former in (name, *exercise.formerly)):
                continue
            reviewer = before.reviewers.get(entry.by) or catalogue.reviewers.get(entry.by)
            account = reviewer and reviewer.github
            place, field = catalogue.place(f"exercises/{name}.yml", "reviewed", number, "by"), field_name(("reviewed", number, "by"))
            if reviewer and not account:
                yield Problem(place, field, f"{entry.by} has no account on GitHub in {catalogue.path('reviewers.yml')}, so nobody can see that this review is theirs.", "Write there github: and the name of the account.")
            elif account and account.lower() != author.lower():
                yield Problem(place, field, f"This review is by {entry.by}, whose account is {account}, and {author} proposes it.", "A review is proposed by the reviewer, from their own account. Take it out here.")
