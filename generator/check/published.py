"""What has been published stays: addresses never vanish, and a code never means another exercise."""

from collections.abc import Iterator

from .. import addresses, digest
from ..catalogue import Catalogue
from ..problem import Problem, field_name, nearest


def addresses_are_kept(catalogue: Catalogue) -> Iterator[Problem]:
    if catalogue.unread:
        return
    now = {**addresses.published(catalogue), **addresses.forwards(catalogue)}
    beside = _beside(catalogue)
    for address in catalogue.addresses:
        if address not in now and address not in beside:
            kind, *rest = address.strip("/").split("/")
            wrong = f"/{address} has been published and would vanish. It may stand on paper."
            renamed = catalogue.now_called(rest[0]) if rest and kind == "exercises" else None
            if renamed:
                file = f"exercises/{renamed}.yml"
                yield Problem(catalogue.key_place(file, "formerly"), "formerly", wrong, _line_to_add(catalogue, renamed, rest[0]))
            else:
                place = catalogue.key_place("ledger/addresses.yml", address)
                yield Problem(place, address, wrong, f"{_way_back(kind, rest)}{nearest(address, now)}")


def _beside(catalogue: Catalogue) -> set[str]:
    """The addresses that a published exercise or routine has beside its page: they vanish and come back with it."""
    routines = [address.split("/")[1] for address in catalogue.addresses if address.startswith("routines/")]
    exercises = [address for identity, code in catalogue.published_codes.items() for address in (addresses.embed(identity), addresses.short(code))]
    return {*exercises, *map(addresses.sheet, routines)}


def _line_to_add(catalogue: Catalogue, name: str, old: str) -> str:
    written = catalogue.exercises[name].formerly
    names = [*(former for former in written if former in catalogue.published_codes), old]
    where = "Write this in the place of that line" if written else "Add this line at the end of this file"
    return f"{where}: formerly: [{', '.join(names)}]"


def _way_back(kind: str, rest: list[str]) -> str:
    if kind == "exercises":
        return "Give the file its old name back. An exercise that is no longer given keeps its file, with the key withdrawn."
    return f"Give the file its old name back, or write in the file that takes its place: formerly: [{rest[0] if rest else kind}]"


def former_names_are_free(catalogue: Catalogue) -> Iterator[Problem]:
    taken = dict.fromkeys(addresses.published(catalogue), "an address of its own")
    for file, number, found in addresses.former_names(catalogue):
        old, now = next(iter(found.items()))
        if old in taken:
            yield Problem(catalogue.place(file, "formerly", number), field_name(("formerly", number)), f"/{old} is {taken[old]} already, so it cannot lead to /{now}.", "Take the name out here, or there.")
        taken.setdefault(old, f"said to lead to /{now}")


def codes_keep_their_exercise(catalogue: Catalogue) -> Iterator[Problem]:
    codes = catalogue.published_codes
    known_names = {*catalogue.with_withdrawn, *(name for one in catalogue.with_withdrawn.values() for name in one.formerly)}
    for name, exercise in catalogue.exercises.items():
        known = codes.get(name) or next((codes[former] for former in exercise.formerly if former in codes), None)
        file = f"exercises/{name}.yml"
        if known and known != exercise.code:
            yield Problem(catalogue.place(file, "code"), "code", f"This exercise was published as {known}.", f"Write code: {known}.")
        # Where the exercise of that code is gone the file was renamed, and the lost address is told instead.
        elif not known and any(code == exercise.code and former in known_names for former, code in codes.items()):
            yield Problem(catalogue.place(file, "code"), "code", f"{exercise.code} was published as the code of another exercise.", "Choose a code that was never used.")


def versions_are_untouched(catalogue: Catalogue) -> Iterator[Problem]:
    histories = {f"ledger/exercises/{name}.yml": history for name, history in catalogue.histories.items()}
    histories |= {f"ledger/routines/{name}.yml": history for name, history in catalogue.routine_histories.items()}
    for file, history in histories.items():
        for number, version in enumerate(history.versions):
            if digest.digest_of(version.says) != version.digest:
                place = catalogue.key_place(file, "versions", number, "digest")
                yield Problem(place, f"versions.{number + 1}.digest", "What this version says is not what was published under this digest.", "Take the change back: the ledger is never edited.")
