"""What changed in the exercises in a clinical sense, as an Atom feed, dated by the ledger."""

import uuid
from dataclasses import dataclass
from itertools import pairwise

from . import addresses, changes
from .catalogue import Catalogue
from .model import Exercise, PublishedVersion
from .site import Site
from .templating import template

MOST_ENTRIES = 50
# A feed must have a date, and a guide that has recorded nothing has none.
NOTHING_RECORDED = "2000-01-01"


@dataclass(frozen=True)
class _Entry:
    """A recorded version of an exercise, and what changed in it since the one before; None where it is the first, or where it was withdrawn."""

    id: str
    exercise: Exercise
    updated: str
    link: str
    changed: list[str] | None
    withdrawn: str | None = None


def feed(catalogue: Catalogue, site: Site) -> dict[str, bytes]:
    """{`feed.xml`: bytes}, the newest first and 50 at most; nothing where the site has no address, for a feed needs whole ones."""
    if not site.url:
        return {}
    entries = [_withdrawn(identity, exercise, site) for identity, exercise in catalogue.withdrawn.items()]
    entries += [entry for identity in (*catalogue.spots, *catalogue.withdrawn) for entry in reversed(_entries(catalogue, identity, site))]
    newest = sorted(entries, key=lambda entry: entry.updated, reverse=True)[:MOST_ENTRIES]
    made = template("feed.xml").render(
        guide=catalogue.guide, here=site.absolute(addresses.feed()), home=site.url, entries=newest,
        updated=newest[0].updated if newest else _moment(NOTHING_RECORDED),
    )
    return {addresses.feed(): made.encode()}


def _entries(catalogue: Catalogue, identity: str, site: Site) -> list[_Entry]:
    """The recorded versions of an exercise, the oldest first."""
    exercise, link, versions = catalogue.with_withdrawn[identity], site.absolute(addresses.exercise(identity)), catalogue.history(identity)
    told = [None, *(changes.exercise(then.says, now.says) for then, now in pairwise(versions))]
    # Where a file was renamed, the same version may stand under both names.
    return [_entry(exercise, version, changed, link) for version, changed in zip(versions, told) if changed != []]


def _withdrawn(identity: str, exercise: Exercise, site: Site) -> _Entry:
    day = exercise.withdrawn.date
    name = uuid.uuid5(uuid.NAMESPACE_OID, f"{exercise.code} withdrawn {day}")
    return _Entry(name.urn, exercise, _moment(day), site.absolute(addresses.exercise(identity)), None, exercise.withdrawn.reason)


def _entry(exercise: Exercise, version: PublishedVersion, changed: list[str] | None, link: str) -> _Entry:
    # By the ledger alone, so that an entry stays the same wherever the guide is published.
    name = uuid.uuid5(uuid.NAMESPACE_OID, f"{exercise.code} {version.digest} {version.since}")
    return _Entry(name.urn, exercise, _moment(version.since), link, changed)


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"
