"""What has been published stays: addresses never vanish, and a code never means another exercise."""

from collections.abc import Iterator

from .. import addresses, digest
from ..catalogue import Catalogue
from ..problem import Problem, nearest


def addresses_are_kept(catalogue: Catalogue) -> Iterator[Problem]:
    if catalogue.unread:
        return
    now = addresses.published(catalogue)
    for address in catalogue.addresses:
        if address not in now:
            place = catalogue.key_place("ledger/addresses.yml", address)
            yield Problem(place, address, f"/{address} has been published and would vanish. It may stand on paper.", f"Give the file its old name back.{nearest(address, now)}")


def codes_keep_their_exercise(catalogue: Catalogue) -> Iterator[Problem]:
    ledger = catalogue.addresses
    for name, exercise in catalogue.exercises.items():
        known = ledger.get(addresses.exercise(name))
        file = f"exercises/{name}.yml"
        if known and known.code and known.code != exercise.code:
            yield Problem(catalogue.place(file, "code"), "code", f"This exercise was published as {known.code}.", f"Write code: {known.code}.")
        elif not known and any(entry.code == exercise.code for entry in ledger.values()):
            yield Problem(catalogue.place(file, "code"), "code", f"{exercise.code} was published as the code of another exercise.", "Choose a code that was never used.")


def versions_are_untouched(catalogue: Catalogue) -> Iterator[Problem]:
    histories = {f"ledger/exercises/{name}.yml": history for name, history in catalogue.histories.items()}
    histories |= {f"ledger/routines/{name}.yml": history for name, history in catalogue.routine_histories.items()}
    for file, history in histories.items():
        for number, version in enumerate(history.versions):
            if digest.digest_of(version.says) != version.digest:
                place = catalogue.key_place(file, "versions", number, "digest")
                yield Problem(place, f"versions.{number + 1}.digest", "What this version says is not what was published under this digest.", "Take the change back: the ledger is never edited.")
