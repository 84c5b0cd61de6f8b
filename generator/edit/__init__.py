"""The only stage that writes content, for the commands that a maintainer runs."""

import re
from pathlib import Path

import yaml

from .. import addresses, digest
from ..catalogue import Catalogue
from ..model import CODE, ID, History, PublishedVersion
from ..templating import TEMPLATES
from ..write import write_one
from .names import rename, withdraw
from .reviews import review, take_back
from .texts import Refused

__all__ = ["Refused", "new", "record", "rename", "review", "take_back", "withdraw"]

_LINE = "# yaml-language-server: $schema={}.schema/{}.json\n"
_NOTE = "# Written by `python -m generator record`. Entries are added, never changed or taken out.\n"


def new(catalogue: Catalogue, identity: str, code: str, name: str) -> str:
    """Begins exercises/<identity>.yml, with a place for every value that is needed. Returns what to do next.

    Raises Refused where the file exists, the code is taken, or the id, the code or the name cannot be.
    """
    if not re.fullmatch(ID, identity) or len(identity) > 60:
        raise Refused(f"'{identity}' cannot be an address. Use small letters, digits and hyphens, 60 at most.")
    if not re.fullmatch(CODE, code):
        raise Refused(f"'{code}' is not a code. Use capital letters, then a number, for example N8.")
    if not name.strip() or not name.isprintable():
        raise Refused("The name is empty or holds signs that cannot be printed. Write a few plain words.")
    used = {exercise.code for exercise in catalogue.with_withdrawn.values()} | {entry.code for entry in catalogue.addresses.values()}
    if code in used:
        raise Refused(f"{code} is taken, or has been published. Choose a code that was never used.")
    target = catalogue.folder / "exercises" / f"{identity}.yml"
    if target.exists():
        raise Refused(f"{target} exists already. Choose another id, or edit the file.")
    skeleton = (TEMPLATES / "new-exercise.yml").read_text("utf-8")
    quoted = "'" + name.replace("'", "''") + "'"
    write_one(target, skeleton.replace("CODE", code).replace("NAME", quoted).encode())
    return f"Wrote {target}. Fill it in, and add - {identity} to a series in {catalogue.path('regions')}. Then: make check"


def record(catalogue: Catalogue, today: str) -> list[str]:
    """Adds to the ledger what is new: addresses with their codes; versions of exercises and of sheets under their digests.

    Returns a line for each addition. `today` is year-month-day. The catalogue has no problems.
    """
    done = []
    ledger = {address: entry.model_dump(exclude_none=True) for address, entry in catalogue.addresses.items()}
    for address, code in sorted(addresses.published(catalogue).items()):
        if address not in ledger:
            ledger[address] = {"since": today} | ({"code": code} if code else {})
            done.append(f"/{address}")
    if done:
        _write(catalogue.folder / "ledger" / "addresses.yml", "../", "addresses", ledger)
    for identity in catalogue.spots:
        done += _record_version(catalogue, f"exercises/{identity}", catalogue.history(identity), catalogue.histories.get(identity), digest.says(catalogue, identity), today)
    for identity in catalogue.guide.routines:
        done += _record_version(catalogue, f"routines/{identity}", catalogue.routine_history(identity), catalogue.routine_histories.get(identity), digest.routine_says(catalogue, identity), today)
    return done


def _record_version(catalogue: Catalogue, name: str, known: list[PublishedVersion], own: History | None, said: dict, today: str) -> list[str]:
    new = digest.digest_of(said)
    if new in [version.digest for version in known]:
        return []
    versions = [version.model_dump() for version in own.versions] if own else []
    versions.append({"digest": new, "since": today, "says": said})
    _write(catalogue.folder / "ledger" / f"{name}.yml", "../../", "history", {"versions": versions})
    return [f"{name} {new}"]


def _write(path: Path, up: str, noun: str, values: dict) -> None:
    class Plain(yaml.SafeDumper):
        def ignore_aliases(self, data):
            return True
    text = yaml.dump(values, Dumper=Plain, allow_unicode=True, sort_keys=False, width=1000)
    write_one(path, (_LINE.format(up, noun) + _NOTE + text).encode())
